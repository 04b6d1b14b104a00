/** What a listener is given. `source` is the proxy itself, not the window that sent the message. */
export interface PortholeMessage {
  data: unknown;
  origin: string;
}

export interface PortholeProxy {
  post(data: unknown, targetOrigin?: string): void;
  addEventListener(listener: (message: PortholeMessage) => void): void;
  removeEventListener(listener: (message: PortholeMessage) => void): void;
}

/** Members of a proxy that a subclass made with `extend` may replace; `this` is the proxy. */
export interface PortholeMembers {
  getTargetWindow?(): Window;
  /** Posts the envelope, with the exact origin that it names. */
  dispatchMessage?(message: { targetOrigin: string }): void;
  eventListener?(this: PortholeInner, self: PortholeInner, native: MessageEvent): void;
}

export interface PortholeInner extends PortholeProxy {
  /** The member of the same name in the class above. */
  _super(self: PortholeInner, native: MessageEvent): void;
}

export interface PortholeClass {
  /** The first argument is ignored; the second is the frame's name, `''` for the parent. */
  new (proxyUrl: null, targetWindowName?: string): PortholeProxy;
  extend(members: PortholeMembers): PortholeClass;
}

declare const Porthole: { WindowProxy: PortholeClass };
export default Porthole;
