/** One message between the portal and the form's frame. */
export interface WireLine {
  /** Epoch milliseconds. */
  at: number;
  direction: 'in' | 'out';
  /** Exactly the text on the wire; a message that is no text is shown as JSON. */
  bytes: string;
  /** In: the sender's origin as the browser tells it. Out: the origin that the message was posted to. */
  origin: string;
  /** Why this message was not acted on, or did not go out. */
  refused?: string;
}

/** A new line of a log, for a message of any type. */
export function wireLine(direction: WireLine['direction'], message: unknown, origin: string): WireLine {
  return { at: Date.now(), direction, bytes: typeof message === 'string' ? message : shown(message), origin };
}

function shown(message: unknown): string {
  try {
    const text: unknown = JSON.stringify(message); // nothing for a function
    return typeof text === 'string' ? text : String(message);
  } catch {
    return String(message); // another library's object: a circle, a BigInt
  }
}
