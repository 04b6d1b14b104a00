import type { Dialer } from './dialer.js';

/** What `fetch` of a browser fails with, whatever broke. */
const failed = () => new TypeError('Failed to fetch');

/** The network of a page that runs in Node: its own back end, which signs in, and the dialer. */
export class FakeNetwork {
  isOnline = true;
  /** Somebody listens at the dialer's address. */
  isListening = true;
  signIn: () => string;
  readonly #dialer: Dialer;

  constructor(dialer: Dialer) {
    this.#dialer = dialer;
    const header = dialer.integra.signIn();
    this.signIn = () => header;
  }

  readonly fetch = async (input: string, { signal, ...init }: RequestInit = {}): Promise<Response> => {
    signal?.throwIfAborted();
    await new Promise<void>((resolve) => void setImmediate(resolve)); // a network never answers in the same turn
    if (!this.isOnline) throw failed();
    if (input.startsWith('/authorization')) return new Response(this.signIn());
    if (!this.isListening) throw failed();
    const answer = this.#dialer.answer(new Request(input, init)).then(
      (response) => response ?? new Promise<never>(() => {}),
      () => Promise.reject(failed()),
    );
    return await Promise.race([answer, aborted(signal)]);
  };
}

function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
}
