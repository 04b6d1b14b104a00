import Porthole from '../../../vendor/porthole.js';
import { writeJson } from '../../codecs/write-json.js';
import { MessageGuard, onceASecond, type Refused } from '../message-guard.js';

/** A line to one window of one origin, in Porthole's envelope. */
export interface PortalChannel {
  /** Sends a payload to the portal's exact origin (C-001 to C-006). */
  post(payload: object): void;
  close(): void;
}

/** Longer messages are dropped unread: parsing 50 MB holds the page for more than half a second. */
const longest = 262_144;

/**
 * Opens the line. Porthole itself trusts any sender (U-06), so its own listener is put behind a guard: the window,
 * then the origin, then the size, and only then is anything parsed.
 *
 * @param hear - gets the payload of every message that passes, whatever it is; `false` means that it was useless
 */
export function openPortalChannel(
  portal: Window,
  origin: string,
  hear: (payload: unknown) => unknown,
  refused: Refused = () => {},
): PortalChannel {
  const refuse = onceASecond(refused);
  const guard = new MessageGuard(
    origin,
    () => portal,
    (data) => (typeof data !== 'string' ? 'no text' : data.length > longest ? 'too long' : ''),
  );
  let why = '';
  const Guarded = Porthole.WindowProxy.extend({
    getTargetWindow: () => portal,
    dispatchMessage: (message) => portal.postMessage(writeJson(message), message.targetOrigin),
    eventListener(self, native) {
      why = guard.refusal(native);
      if (!why) {
        why = 'no answer';
        this._super(self, native);
        if (why) guard.countUseless();
      }
      if (why) refuse(why);
    },
  });
  const proxy = new Guarded(null);
  const listener = ({ data }: { data: unknown }) => {
    if (hear(data) !== false) why = '';
  };
  proxy.addEventListener(listener); // one, for good: Porthole's removal has faults (U-76)
  return {
    post: (payload) => proxy.post(payload, origin),
    close: () => proxy.removeEventListener(listener),
  };
}
