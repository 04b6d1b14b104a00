import Porthole from '../../vendor/porthole.js';

/** A line to one window of one origin, in Porthole's envelope. */
export interface PortalLine {
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
 * @param hear - gets the payload of every message that passes, whatever it is
 */
export function openPortalLine(portal: Window, origin: string, hear: (payload: unknown) => void): PortalLine {
  const Guarded = Porthole.WindowProxy.extend({
    getTargetWindow: () => portal,
    eventListener(self, native) {
      if (native.source !== portal || native.origin !== origin) return;
      if (typeof native.data !== 'string' || native.data.length > longest) return;
      this._super(self, native);
    },
  });
  const proxy = new Guarded(null);
  const listener = ({ data }: { data: unknown }) => hear(data);
  proxy.addEventListener(listener); // one, for good: Porthole's removal has faults (U-76)
  return {
    post: (payload) => proxy.post(payload, origin),
    close: () => proxy.removeEventListener(listener),
  };
}
