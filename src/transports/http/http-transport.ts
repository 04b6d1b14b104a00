import { msg, str } from '@lit/localize';
import type { Command, CommandType, Reply, ReplyTo } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import { checkAddress } from '../../core/address.js';
import type { Authorization, MayGo, Support, Transport, Witness } from '../../core/transport.js';
import { attempt } from '../../core/platform.js';
import { transportError } from '../transport-error.js';
import {
  exchange,
  formBody,
  formHeaders,
  headersWith,
  joinUrl,
  withSecret,
  withTimeLimit,
  type Answer,
  type HeaderKey,
  type HttpSettings,
} from './fetch.js';

/** Characters of a page in which a sign-in form is looked for: it stands early, and a page may be long. */
const pageHead = 8_192;

const isYes = (status: number) => status >= 200 && status < 300;

/** A web page: no dialer here answers with one, so it is a proxy's, an app's or a sign-in. */
export const isPage = (text: string) => /^\s*</.test(text);
const isSignInPage = (text: string) =>
  isPage(text) && /\btype\s*=\s*["']?password/i.test(text.trimStart().slice(0, pageHead));

/** A refusal of the token, a redirect to the sign-in, or the sign-in page itself where the status says yes. */
const isSignedOut = ({ status, text }: Answer) =>
  status === 401 || (status >= 300 && status < 400) || (isYes(status) && isSignInPage(text));

/** A refusal that another sign-in may lift. */
const mayNeedSignIn = (answer: Answer) => answer.status === 403 || isSignedOut(answer);

/** Milliseconds that an answer asks to wait (`Retry-After`: seconds, or a date); nothing where it does not. */
export function retryAfter({ headers }: Answer): number | undefined {
  const text = headers?.get('Retry-After')?.trim();
  if (!text) return undefined;
  const seconds = Number(text); // also with a fraction, which would be a date of long ago or in many years
  const wait = Number.isNaN(seconds) ? Date.parse(text) - Date.now() : seconds * 1000;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

const noRight = () => msg('Your sign-in may not do this. Ask a supervisor for the right. Nothing was done.');

/** Lets a 2xx pass, whatever its body says, unless that is a web page (C-064). */
export function checkStatus(answer: Answer): void {
  const { status, text } = answer;
  const detail = `HTTP ${String(status)} ${text.slice(0, 200)}`.trim();
  if (status === 403) throw new CtiError('REJECTED', noRight(), { detail });
  if (isSignedOut(answer))
    throw new CtiError('UNAUTHORIZED', msg('Your sign-in is over, and nothing was done. Sign in again.'), { detail });
  if (isYes(status)) {
    if (isPage(text)) throw notUnderstood(text);
    return;
  }
  if (status === 429)
    throw new CtiError('BUSY', msg('The dialer is busy and did nothing. Try again later.'), {
      detail,
      retryAfter: retryAfter(answer),
    });
  if (status === 408 || status === 502 || status === 503 || status === 504)
    throw new CtiError('TIMEOUT', msg('The dialer did not answer.'), {
      detail,
      retryAfter: retryAfter(answer),
    });
  if (status >= 500 || status < 200) throw new CtiError('PROTOCOL', msg('The dialer failed.'), { detail });
  throw new CtiError('REJECTED', msg('The dialer refused this.'), { detail });
}

/** What is neither the documented yes nor the documented no (C-063). */
export function notUnderstood(text: string): CtiError {
  const message = msg('The dialer’s answer could not be understood.');
  return new CtiError('PROTOCOL', message, { detail: text.slice(0, 200) });
}

/**
 * One part of a path, percent-encoded. Throws `INVALID` for `.`, `..` and nothing: an address with one of these in it is
 * another address; and for half a sign, which no address can have.
 */
export function segment(value: string, field: string): string {
  const encoded = attempt(() => encodeURIComponent(value));
  if (!encoded || encoded === '.' || encoded === '..')
    throw new CtiError('INVALID', msg(str`“${value}” cannot be a part of an address.`), { field });
  return encoded;
}

export interface HttpTransportOptions extends HttpSettings {
  /** Returns the whole `Authorization` header value. Called before each request; a secret belongs nowhere else. */
  authorization?: Authorization;
}

/** Where a request goes that does not go to the transport's own base. */
export interface HttpRoad {
  /** What stands before the path. */
  readonly baseUrl: string;
  /** The sign-in there: the transport's own goes to no other origin. */
  readonly authorization?: Authorization | undefined;
}

/** What only some dialers want of every request. */
export interface DialerRequests {
  /** Whether the browser sends the user's cookies to another origin, and keeps those that come; as `fetch` does when absent. */
  readonly credentials?: RequestCredentials | undefined;
  readonly key?: HeaderKey | undefined;
}

/** One request of a dialer's wire. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base, with what varies percent-encoded. */
  path: string;
  /** Another base than the transport's, with its sign-in; the transport's own when absent. */
  road?: HttpRoad | undefined;
  /** Milliseconds for the answer, where the transport's own limit is longer. */
  timeout?: number;
  /** A question that changes nothing, asked again and again: the log is not told of it, and it is nothing that may have happened. */
  isQuiet?: boolean;
  /** Whether an answer is the dialer's own refusal, whatever its status says of it: in the place of the transport's own rule. */
  isNo?: (answer: Answer) => boolean;
  /** It reaches a person: it goes again with another sign-in only after a 401 or 403, never after a redirect or a page, which may come behind it. */
  isOnce?: boolean;
  /** A secret of the body: it is in no line of the log and in no error, also where the other end repeats it. */
  hidden?: string | undefined;
  /** What is `undefined` is left out. */
  query?: Record<string, string | undefined>;
  headers?: Record<string, string>;
  body?: string | Blob;
  /** The fields of a form, in their order: instead of a body. */
  form?: Record<string, string>;
  /** What the log is told instead of the body. */
  told?: unknown;
  /** It changes nothing, or asked twice it does no more than once. */
  repeats?: boolean;
}

/** One operation on its way. */
interface Going {
  readonly stop: AbortSignal | undefined;
  readonly mayGo: MayGo | undefined;
  /** A byte may have left, and not all that left was refused. */
  isOut: boolean;
  /** What no failure may tell. */
  hidden?: string | undefined;
}

/** Sends one request and gives its answer, which the transport has checked; rejects with a `CtiError` for anything else. */
export type SendRequest = (ask: HttpRequest) => Promise<Answer>;

/** What a dialer answers to a command, before the transport's name is added. */
export type ReplyBody<T extends CommandType> = Omit<ReplyTo<T>, 'transport'>;

/**
 * What all dialers behind HTTP have in common: the time limit of each request, the sign-in that is renewed once, the log,
 * and errors that name the transport. What goes over the wire each of them knows for itself.
 */
export abstract class HttpTransport implements Transport {
  abstract readonly name: string;
  readonly #options: HttpTransportOptions;
  readonly #requests: DialerRequests;
  readonly #closing = new AbortController();
  #witness: Witness = () => undefined;

  /** Throws `INVALID` for an address that holds a user or a password. */
  constructor(options: HttpTransportOptions, requests: DialerRequests = {}) {
    checkAddress(options.baseUrl, 'baseUrl');
    this.#options = options;
    this.#requests = requests;
  }

  abstract supports(type: CommandType): Support;

  async send(command: Command, again = false, signal?: AbortSignal, mayGo?: MayGo): Promise<Reply> {
    const support = this.supports(command.type);
    if (!support.ok) throw new CtiError(support.code, support.reason, { transport: this.name });
    const reply = await this.perform((ask) => this.carry(command, ask, again), signal, mayGo, command);
    return { ...reply, transport: this.name };
  }

  watch(witness: Witness): void {
    this.#witness = witness;
  }

  close(): void {
    this.#closing.abort(new CtiError('CANCELED', msg('The session is closed.')));
  }

  /** Carries a command that is supported. `again`: an earlier try may have arrived. */
  protected abstract carry(command: Command, ask: SendRequest, again: boolean): Promise<ReplyBody<CommandType>>;

  /** Throws what an answer means that is no yes: one without a 2xx, or a page. */
  protected checkAnswer(...[answer]: readonly [Answer, HttpRequest]): void {
    checkStatus(answer);
  }

  /**
   * Secrets of the address, by the names of its query: the page's functions, each asked anew for each request. They are in
   * no line of the log and in no error. None where a dialer has none.
   */
  protected readonly secretQuery: Readonly<Record<string, Authorization>> = {};

  /** Whether an answer is the dialer's own refusal, whatever its status says of it. */
  protected isAnswer?(answer: Answer): boolean;

  /** Runs one operation: each of its requests has the time limit for itself, and every failure is a `CtiError` that names this transport. */
  protected async perform<T>(
    run: (ask: SendRequest) => Promise<T>,
    stop?: AbortSignal,
    mayGo?: MayGo,
    command?: Command,
  ): Promise<T> {
    const going: Going = { stop, mayGo, isOut: false };
    try {
      return await run((ask) => this.#ask(ask, going));
    } catch (cause) {
      const { hidden } = going;
      throw transportError(hidden ? withoutCause(cause, [['', hidden]]) : cause, this.name, going.isOut, command);
    }
  }

  /** Secrets of the transport's own address go to no other road. */
  #secretsOf({ road }: HttpRequest): readonly (readonly [string, Authorization])[] {
    return road ? [] : Object.entries(this.secretQuery);
  }

  #hasSignIn(request: HttpRequest): boolean {
    return !!this.#roadOf(request).authorization || this.#secretsOf(request).length > 0;
  }

  async #ask(request: HttpRequest, going: Going, mayRenew = this.#hasSignIn(request)): Promise<Answer> {
    const { timeout = 15_000 } = this.#options;
    const wasOut = going.isOut;
    const limit = Math.min(timeout, request.timeout ?? timeout);
    const answer = await withTimeLimit(limit, [this.#closing.signal, going.stop], (signal) =>
      this.#exchange(request, signal, going),
    );
    if (request.isNo ? request.isNo(answer) : this.isAnswer?.(answer)) return answer;
    if (mayNeedSignIn(answer)) {
      going.isOut = wasOut; // this one was refused
      if (mayRenew && !(request.isOnce && answer.status !== 401 && answer.status !== 403))
        return this.#ask(request, going, false);
    }
    this.checkAnswer(answer, request);
    return answer;
  }

  async #secrets(request: HttpRequest, signal: AbortSignal): Promise<[string, string][]> {
    const secrets: [string, string][] = [];
    for (const [name, ask] of this.#secretsOf(request))
      await withSecret(ask, signal, (value) => secrets.push([name, value]));
    return secrets;
  }

  /** Tells the log what a request that is quiet has brought. */
  protected witness(...[what, detail]: Parameters<Witness>): void {
    this.#witness(what, detail);
  }

  #roadOf({ road }: HttpRequest): HttpRoad {
    return road ?? this.#options;
  }

  async #exchange(request: HttpRequest, signal: AbortSignal, going: Going): Promise<Answer> {
    const { method, path, query = {}, form, isQuiet = false, hidden } = request;
    const { headers: fixed = form && formHeaders, body = form && formBody(form), told = body } = request;
    const { authorization, baseUrl } = this.#roadOf(request);
    const { credentials, key } = this.#requests;
    const { fetch = globalThis.fetch.bind(globalThis) } = this.#options;
    const headers = await headersWith(authorization, signal, fixed);
    if (key) await withSecret(key.value, signal, (value) => headers.set(key.header, value));
    const pairs = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
    const asked = new URLSearchParams(pairs).toString();
    const secrets = await this.#secrets(request, signal);
    const whole = new URLSearchParams([...pairs, ...secrets]).toString();
    going.hidden = hidden;
    await going.mayGo?.();
    if (!isQuiet) this.#witness('sent', form ? { path, ...form } : { method, path, query: asked, body: told });
    const answer = await exchange(
      joinUrl(baseUrl, path) + (whole && `?${whole}`),
      { method, headers, signal, ...(body !== undefined && { body }), ...(credentials && { credentials }) },
      (...asking) => {
        going.isOut ||= !isQuiet;
        return fetch(...asking);
      },
    )
      .then((got) => ({ ...got, text: withoutSecrets(got.text, secrets) })) // a server may repeat the address
      .catch((cause: unknown) => {
        throw secrets.length ? withoutCause(cause, secrets) : cause;
      });
    const text = hidden ? withoutSecrets(answer.text, [['', hidden]]) : answer.text; // what is read of it is as it came
    if (!isQuiet) this.#witness('received', { path, status: answer.status, text });
    return answer;
  }
}

type Secrets = readonly (readonly [name: string, value: string])[];

/** A key is longer. What is shorter might stand anywhere. */
const leastSecret = 6;

/** A text of the other end in which no secret stands any more, as it is or as an address has it. */
function withoutSecrets(text: string, secrets: Secrets): string {
  let open = text;
  for (const [, value] of secrets) {
    const inQuery = new URLSearchParams([['', value]]).toString().slice(1);
    for (const form of [value, encodeURIComponent(value), inQuery])
      if (form.length >= leastSecret) open = open.replaceAll(form, '•••');
  }
  return open;
}

/** The same failure without what the browser said of it, which may hold the address, nor a secret in the other end's words. */
function withoutCause(cause: unknown, secrets: Secrets): CtiError {
  const { code, message, detail = '', field, maybeSent, retryAfter } = CtiError.from(cause);
  const covered = withoutSecrets(detail, secrets) || undefined;
  return new CtiError(code, withoutSecrets(message, secrets), { detail: covered, field, maybeSent, retryAfter });
}

/** Refuses, before any byte, what a dialer does not know of a command. */
export function refuseFields(values: object, known: readonly string[], dialer: string, path = ''): void {
  const field = unknownField(values, known);
  if (field)
    throw new CtiError('INVALID', msg(str`${dialer} cannot take “${field}”: leave it out.`), { field: path + field });
}

const hasValue = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '');

/** The first field that says something and is not among these; a command's type is none. */
const unknownField = (values: object, known: readonly string[]): string | undefined =>
  Object.entries(values).find(([name, value]) => name !== 'type' && !known.includes(name) && hasValue(value))?.[0];

/** What a check throws, as the problem of a field; nothing when it throws nothing. */
export function problemOf(check: () => void): { field: string; message: string } | undefined {
  try {
    check();
    return undefined;
  } catch (cause) {
    const { field = '', message } = CtiError.from(cause);
    return { field, message };
  }
}
