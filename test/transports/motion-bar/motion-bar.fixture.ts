import type { Fetch } from '../../../src/transports/http/fetch.js';

/** A call in the words that the bar may use: nobody has printed them. */
export interface Row {
  sessionId: string;
  status: unknown;
  number: string;
}

/** The phone bar, as far as the vendor's page says it: it lists its calls, and does what it is asked. */
export class Bar {
  calls: Row[] = [];
  /** What was asked, in its order. */
  readonly asked: string[] = [];
  readonly requests: { method: string; url: string; init: RequestInit }[] = [];
  /** What it answers instead of its list. */
  list: (() => unknown) | undefined;
  /** What it answers to a command; a response is given as it is. */
  answer: (path: string) => Response | Promise<Response> = () => new Response('{}');
  /** Called before it answers a command. */
  onCommand: (path: string) => void = () => undefined;

  /** Without the questions for its calls. */
  get commands(): string[] {
    return this.asked.filter((path) => path !== 'calls');
  }

  get looks(): number {
    return this.asked.length - this.commands.length;
  }

  readonly fetch: Fetch = async (url, init) => {
    const path = url.replace(/^.*?\/api\//, '');
    this.asked.push(path);
    this.requests.push({ method: init.method ?? 'GET', url, init });
    if (path !== 'calls') {
      this.onCommand(path);
      return await Promise.race([this.answer(path), aborted(init.signal)]);
    }
    const told = this.list ? await this.list() : this.calls;
    return told instanceof Response ? told : new Response(typeof told === 'string' ? told : JSON.stringify(told));
  };
}

const aborted = (signal?: AbortSignal | null) =>
  new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
