import { msg, str } from '@lit/localize';
import type { Command, CommandOf, CommandType, Reply, ReplyTo } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import { supervisorChecks } from '../../core/supervisor-commands.js';
import type { Authorization, Support, Transport, Witness } from '../../core/transport.js';
import { exchange, headersWith, joinUrl, withTimeLimit, type Answer, type HttpOptions } from './fetch.js';

/** A refusal of the token, a redirect to the sign-in, or the sign-in page itself. */
export function isSignedOut({ status, text }: Answer): boolean {
  return (
    status === 401 || status === 403 || (status >= 300 && status < 400) || /<input[^>]*type=["']?password/i.test(text)
  );
}

/** Lets a 2xx pass, whatever its body says (C-064). */
export function checkStatus(answer: Answer): void {
  const { status, text } = answer;
  const detail = `HTTP ${String(status)} ${text.slice(0, 200)}`.trim();
  if (isSignedOut(answer))
    throw new CtiError(
      'UNAUTHORIZED',
      msg('The dialer does not know this sign-in any more. Sign in again; nothing was done.'),
      { detail },
    );
  if (status >= 200 && status < 300) return;
  if (status === 429)
    throw new CtiError('BUSY', msg('The dialer has too much to do and did nothing. Try again later.'), { detail });
  if (status === 408 || status === 502 || status === 503 || status === 504)
    throw new CtiError('TIMEOUT', msg('The dialer did not answer. It may have happened: check before you try again.'), {
      detail,
    });
  if (status >= 500)
    throw new CtiError(
      'PROTOCOL',
      msg('The dialer failed at this. It may have happened: check before you try again.'),
      { detail },
    );
  throw new CtiError('REJECTED', msg(str`The dialer refused this (HTTP ${status}).`), { detail });
}

/** What is neither the documented yes nor the documented no (C-063). */
export function notUnderstood(text: string): CtiError {
  const message = msg('The answer is not the dialer’s. It may have happened: check before you try again.');
  return new CtiError('PROTOCOL', message, { detail: text.slice(0, 200) });
}

export interface HttpTransportOptions extends HttpOptions {
  /** Returns the whole `Authorization` header value. Called before each request; a secret belongs nowhere else. */
  authorization?: Authorization;
}

/** One request of a dialer's wire. */
export interface Ask {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base, with what varies percent-encoded. */
  path: string;
  /** What is `undefined` is left out. */
  query?: Record<string, string | undefined>;
  headers?: Record<string, string>;
  body?: string | Blob;
  /** What the log is told instead of the body. */
  told?: unknown;
}

/** Sends one request and gives a 2xx answer; rejects with a `CtiError` for anything else. */
export type SendRequest = (ask: Ask) => Promise<Answer>;

type Operation<T extends CommandType> = (
  command: CommandOf<T>,
  ask: SendRequest,
) => Promise<Omit<ReplyTo<T>, 'transport' | 'status'>>;
/** How a dialer carries each command that it can. */
export type Operations = { readonly [T in CommandType]?: Operation<T> };

/** What the dialers behind a JSON interface have in common. Each of them has its own table of the wire. */
export abstract class HttpTransport implements Transport {
  abstract readonly name: string;
  readonly checks = supervisorChecks;
  protected abstract readonly runs: Operations;
  readonly #options: HttpTransportOptions;
  readonly #closing = new AbortController();
  #witness: Witness = () => undefined;

  constructor(options: HttpTransportOptions) {
    this.#options = options;
  }

  supports(type: CommandType): Support {
    return this.runs[type] ? { ok: true } : { ok: false, code: 'UNSUPPORTED', reason: this.notOffered() };
  }

  async send(command: Command, ...[, signal]: [again?: boolean, signal?: AbortSignal]): Promise<Reply> {
    const support = this.supports(command.type);
    if (!support.ok) throw new CtiError(support.code, support.reason, { transport: this.name });
    const run = this.runs[command.type] as Operation<CommandType>;
    const reply = await this.perform((ask) => run(command, ask), signal);
    return { status: 'confirmed', ...reply, transport: this.name };
  }

  watch(witness: Witness): void {
    this.#witness = witness;
  }

  close(): void {
    this.#closing.abort(new CtiError('CANCELED', msg('The session is closed.')));
  }

  /** A sentence for the agent. */
  protected abstract notOffered(): string;

  /** What an answer without a 2xx means; throws a `CtiError`. */
  protected checkAnswer(answer: Answer): void {
    checkStatus(answer);
  }

  /** Runs one operation: its requests share a time limit each, and every failure is a `CtiError` that names this transport. */
  protected async perform<T>(run: (ask: SendRequest) => Promise<T>, stop?: AbortSignal): Promise<T> {
    try {
      return await run((ask) => this.#ask(ask, stop));
    } catch (cause) {
      const { code, message, detail, field } = CtiError.from(cause);
      throw new CtiError(code, message, { detail, field, transport: this.name, cause });
    }
  }

  async #ask(request: Ask, halt: AbortSignal | undefined, mayRenew = !!this.#options.authorization): Promise<Answer> {
    const { timeout = 15_000 } = this.#options;
    const answer = await withTimeLimit(timeout, [this.#closing.signal, halt], (signal) =>
      this.#exchange(request, signal),
    );
    if (mayRenew && isSignedOut(answer)) return this.#ask(request, halt, false);
    this.checkAnswer(answer);
    return answer;
  }

  async #exchange(
    { method, path, query = {}, headers: fixed = {}, body, told = body }: Ask,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { authorization, baseUrl, fetch = globalThis.fetch.bind(globalThis) } = this.#options;
    const headers = await headersWith(authorization, signal, fixed);
    const asked = new URLSearchParams(
      Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined),
    ).toString();
    this.#witness('sent', { method, path, query: asked, body: told });
    const answer = await exchange(
      joinUrl(baseUrl, path) + (asked && `?${asked}`),
      { method, headers, signal, ...(body !== undefined && { body }) },
      fetch,
    );
    this.#witness('received', { path, status: answer.status, text: answer.text });
    return answer;
  }
}

/** The JSON of an answer. Throws `PROTOCOL` with the raw text (V-01, S-06). */
export function readJson(answer: Answer): unknown {
  try {
    return JSON.parse(answer.text) as unknown;
  } catch {
    throw notUnderstood(answer.text);
  }
}

/** Refuses, before any byte, what a dialer does not know of a command. */
export function refuseFields(values: object, known: readonly string[], dialer: string, path = ''): void {
  const field = unknownField(values, known);
  if (field) throw new CtiError('INVALID', `${dialer} cannot take “${field}”: leave it out.`, { field: path + field });
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
