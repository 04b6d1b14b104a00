import { vi } from 'vitest';

/** What comes with a message from another window. */
class WindowMessage extends Event {
  constructor(
    readonly data: unknown,
    readonly origin: string,
    readonly source: object,
  ) {
    super('message');
  }
}

/** A window as another origin's page sees it: it can be posted to, and nothing else. */
interface ClosedWindow {
  postMessage(message: unknown, targetOrigin: string): void;
  readonly location: never;
}

/** The window of a page that runs in Node: as much of it as Porthole, the form and the portal use. */
export class FakeWindow extends EventTarget {
  readonly location: { origin: string; protocol: string; host: string; ancestorOrigins: string[] };
  readonly document = { referrer: '' };
  readonly frames: Record<string, ClosedWindow> = {};
  parent: ClosedWindow | this = this;

  constructor(
    origin: string,
    readonly name = '',
  ) {
    super();
    const { protocol, host } = new URL(origin);
    this.location = { origin, protocol, host, ancestorOrigins: [] };
  }

  /** Here so that Porthole sees that a window can be posted to. */
  postMessage(): never {
    throw new Error('No page posts to itself.');
  }

  /** Runs a script of this window. */
  run<T>(script: () => T): T {
    vi.stubGlobal('window', this);
    return script();
  }
}

/** Puts one window into a frame of the other one, of another origin. */
export function frameIn(outer: FakeWindow, inner: FakeWindow): void {
  const seen = (of: FakeWindow, by: () => ClosedWindow, from: FakeWindow): ClosedWindow => ({
    postMessage(message, targetOrigin) {
      if (targetOrigin !== '*' && targetOrigin !== of.location.origin) return; // the browser drops it
      const event = new WindowMessage(structuredClone(message), from.location.origin, by());
      setImmediate(() => of.run(() => of.dispatchEvent(event)));
    },
    get location(): never {
      throw new DOMException('Blocked a frame from accessing a cross-origin frame.', 'SecurityError');
    },
  });
  const parent: ClosedWindow = seen(outer, () => frame, inner);
  const frame: ClosedWindow = seen(inner, () => parent, outer);
  inner.parent = parent;
  outer.frames[inner.name] = frame;
  inner.location.ancestorOrigins.unshift(outer.location.origin);
}
