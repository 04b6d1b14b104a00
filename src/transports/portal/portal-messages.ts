import Porthole from '../../../vendor/porthole.js';
import { writeJson } from '../../codecs/write-json.js';
import { MessageGuard } from '../message-guard.js';

/** A line to one window of one origin, in Porthole's envelope. */
export interface PortalChannel {
  /** Sends a payload to the portal's exact origin (C-001 to C-006). */
  post(payload: object): void;
  close(): void;
}

/** Is told why messages were refused, and how many: each reason once a second, after it. */
export type Refused = (why: string, count: number) => void;

/** Longer messages are dropped unread: parsing 50 MB holds the page for more than half a second. */
const longest = 262_144;
/** In milliseconds. */
const second = 1_000;

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

/** Counts what is refused, and tells it when a second is over: a flood of messages is no flood of the log. */
function onceASecond(tell: Refused): (why: string) => void {
  const counts = new Map<string, number>();
  const tellAll = () => {
    const told = [...counts];
    counts.clear();
    for (const each of told) tell(...each);
  };
  return (why) => {
    if (!counts.size) setTimeout(tellAll, second);
    counts.set(why, (counts.get(why) ?? 0) + 1);
  };
}
