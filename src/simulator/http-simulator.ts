import {
  Dropped,
  faultyAnswer,
  type IntegraAnswer,
  type Exchange,
  type IntegraFaults,
} from './integra/integra-simulator.js';
import { Cors, type CorsOptions } from './cors.js';
import { readingOf } from './leniency.js';
import { CodedRefusal, shown, WireRefusal, type Reading } from './wire-schema.js';

/** What every simulated dialer can be told. */
export interface HttpOptions {
  /** How many exchanges the log holds, the newest; 500 when absent, 0 for none. */
  keep?: number;
  /** `false` counts the contacts that come in and forgets them, so that a million of them cost no memory. */
  keepRows?: boolean;
  /** The server's clock, epoch milliseconds. */
  now?: () => number;
  /**
   * `false` also takes what public clients are seen to send: other spellings of content types, keys of newer versions,
   * keys left out. All of it is listed in leniency.ts, and the log says what was overlooked. `true` when absent.
   */
  strict?: boolean;
  /**
   * How pages of other origins are answered. Absent, each may ask when `strict` is `false`, else none; `false` for none:
   * then `OPTIONS` is a method like any other.
   */
  cors?: CorsOptions | false;
}

/** What the server does wrong on purpose, from the next request on. */
export interface HttpFaults extends Omit<IntegraFaults, 'answer0'> {
  /** Does nothing and answers 429: too much at once. */
  status429?: boolean;
  /** Does nothing and answers 503, as a server that starts again. */
  status503?: boolean;
  /** `Retry-After` of both: seconds, or a date; none when absent. */
  retryAfter?: number | string;
  /** The faults count only for requests whose path, with its query, contains this; for all when absent. */
  only?: string;
}

/** A request, read to its end. */
export interface HttpCall {
  method: string;
  url: URL;
  /** The request's own headers, by any spelling of the name. */
  headers: Headers;
  bytes: Uint8Array;
  /** The same bytes as UTF-8 text. */
  body: string;
  /** Whether a page lets its cookies go along; only a request that came without HTTP says so. */
  credentials?: RequestCredentials;
}

/** What goes back. A 204 has no body. */
export interface HttpAnswer extends IntegraAnswer {
  /** `Content-Type`; `application/json` when absent and there is a body. */
  type?: string;
  headers?: Record<string, string>;
}

/** Headers that open doors: of these the log shows at most the scheme. */
const secret = /^(proxy-)?authorization$|cookie|token|secret|api-?key/;
const masked = (value: string) => `${/^\S+ +/.exec(value)?.[0] ?? ''}…`;
const headersOf = (headers: Headers) =>
  Object.fromEntries([...headers].map(([name, value]) => [name, secret.test(name) ? masked(value) : value]));

/** The address for the log: of a key in the query (C-416) only its name. */
const pathOf = ({ pathname, search }: URL) => pathname + search.replace(/([?&]apikey=)[^&]*/gi, '$1…');

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The body as strictly parsed JSON. Throws a {@link CodedRefusal} of that number. */
export function readJsonBody(body: string, code: number): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new CodedRefusal(code, 'The body is no JSON.');
  }
}

function answerOfFault(faults: HttpFaults): HttpAnswer | undefined {
  const { droppedBefore, status429, status503, retryAfter } = faults;
  const status = status429 ? 429 : status503 ? 503 : undefined;
  if (droppedBefore || !status) return faultyAnswer(faults);
  const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
  return { status, body: '', refused: 'A fault is set.', headers };
}

/**
 * What the simulators of the three dialers share: {@link handle} takes a request and gives the response, in Node and in
 * browsers. The reason of every refusal is in the log; nothing that the documents do not know goes out as a body.
 *
 * @fires change - Plain event: the log or the state is another.
 */
export abstract class HttpSimulator extends EventTarget {
  faults: HttpFaults = {};
  /** How requests are read; keeps what it overlooks for the log. */
  protected readonly reading: Reading;
  readonly #keep: number;
  readonly #now: () => number;
  readonly #cors: Cors | undefined;
  #log: Exchange[] = [];

  constructor({ keep = 500, now = Date.now, strict = true, cors = strict ? false : {} }: HttpOptions) {
    super();
    this.#keep = keep;
    this.#now = now;
    this.reading = readingOf(strict);
    this.#cors = cors ? new Cors(cors) : undefined;
  }

  /** The newest requests and answers, in order. */
  get log(): readonly Exchange[] {
    return this.#log;
  }

  /** Answers one request. Rejects with an error named `Dropped` when a fault breaks the connection. */
  readonly handle = async (request: Request): Promise<Response> => {
    const { method, headers, credentials } = request;
    const bytes = new Uint8Array(await request.arrayBuffer());
    const call = { method, url: new URL(request.url), headers, bytes, body: decoder.decode(bytes), credentials };
    const faults = this.faultsAt(call.url);
    if (method === 'OPTIONS' && this.#cors && this.hasPreflight(call.url)) {
      const preflight = this.#cors.preflight(request, faults);
      this.#write(call, { ...preflight, body: '' });
      return new Response(null, preflight);
    }
    const said: HttpAnswer = answerOfFault(faults) ?? this.#answerOf(call);
    const answer: HttpAnswer = faults.dropped
      ? { status: 0, body: '', refused: said.refused ?? 'Done, then the connection broke.' }
      : said;
    this.#write(call, answer);
    if (faults.delay) await new Promise((resolve) => setTimeout(resolve, faults.delay));
    if (answer.status === 0) throw new Dropped('The connection broke.');
    const { status, body } = answer;
    const type = answer.type ?? (body.startsWith('<') ? 'text/html' : 'application/json');
    const response = new Response(body || null, {
      status,
      headers: { ...(body && { 'Content-Type': type }), ...answer.headers },
    });
    return this.#cors?.allow(response, request, faults) ?? response;
  };

  /** Sets everything back to what the options say, and forgets the log. Faults stay as they are set. */
  clear() {
    this.#log = [];
    this.reset();
    this.changed();
  }

  /** What the server says to a request. A thrown {@link WireRefusal} goes to {@link refusal}. */
  protected abstract answer(call: HttpCall): HttpAnswer;
  /** How the server says no. */
  protected abstract refusal(cause: WireRefusal): HttpAnswer;
  /** Makes the state anew. */
  protected abstract reset(): void;

  /** The faults that count for a request at this address. */
  protected faultsAt({ pathname, search }: URL): this['faults'] {
    const { only } = this.faults;
    return only === undefined || (pathname + search).includes(only) ? { ...this.faults } : {};
  }

  /** Whether `OPTIONS` is answered at an address, where pages of other origins may ask at all. */
  protected readonly hasPreflight: (url: URL) => boolean = () => true;

  /** Tells the listeners. */
  protected changed() {
    this.dispatchEvent(new Event('change'));
  }

  #answerOf(call: HttpCall): HttpAnswer {
    try {
      return this.answer(call);
    } catch (cause) {
      if (!(cause instanceof WireRefusal)) throw cause;
      return { refused: cause.message, ...this.refusal(cause) };
    }
  }

  #write({ method, url, headers, body }: HttpCall, { status, body: answer, refused }: HttpAnswer) {
    const overlooked = this.reading.takeOverlooked();
    if (this.#keep > 0) {
      this.#log.push({
        at: this.#now(),
        method,
        path: pathOf(url),
        headers: headersOf(headers),
        body,
        status,
        answer,
        ...(refused !== undefined && { refused }),
        ...overlooked,
      });
      if (this.#log.length > this.#keep) this.#log.shift();
    }
    this.changed();
  }
}

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
  /** Why a message that was acted on has no answer. */
  unanswered?: string;
  /** In what the message is not as documented, and was acted on all the same. */
  overlooked?: string;
}

/** A new line of a log, for a message of any type. */
export function wireLine(direction: WireLine['direction'], message: unknown, origin: string): WireLine {
  return { at: Date.now(), direction, bytes: shown(message), origin };
}
