import { msg } from '@lit/localize';
import { saysNothing } from '../../codecs/guid.js';
import { parseJson } from '../../codecs/json.js';
import { CtiError } from '../../core/errors.js';
import { checkAddress } from '../../core/address.js';
import {
  exchange,
  formBody,
  formHeaders,
  headersWith,
  joinUrl,
  withTimeLimit,
  type Answer,
  type HttpSettings,
} from '../http/fetch.js';
import { checkStatus, isPage, notUnderstood } from '../http/http-transport.js';
import { readDone } from './integra-codec.js';

export interface IntegraSessionOptions extends HttpSettings {
  user: string;
  password: string;
  /** What stands before the token in the header: `Basic` on older servers, `Bearer` on newer ones (U-60). */
  scheme?: 'Basic' | 'Bearer';
}

/**
 * A sign-in to Integra: for a back end or a demo. In a page's own script it would hand the API user's password to
 * everyone who opens the page; there, let your server sign in and give the page a header through `authorization`.
 * The token lives in this object and nowhere else.
 */
export class IntegraSession {
  readonly #options: IntegraSessionOptions;
  #token: string;

  private constructor(options: IntegraSessionOptions, token: string) {
    this.#options = options;
    this.#token = token;
  }

  /**
   * Signs in: `auth/getUserToken`, and `auth/UserLogin` at an older server, which has no such page (404). Rejects with
   * `UNAUTHORIZED` when the answer is `0` or holds no token, with `PROTOCOL` when it is a page, and with `INVALID` when the
   * address holds a user or a password.
   */
  static async start(options: IntegraSessionOptions): Promise<IntegraSession> {
    const { user, password, baseUrl } = options;
    checkAddress(baseUrl, 'baseUrl');
    const answer = await ask(options, 'auth/getUserToken', { user, password });
    if (answer.status !== 404) return new IntegraSession(options, readToken(answer));
    const login = await ask(options, 'auth/UserLogin', { user, password });
    return new IntegraSession(
      options,
      readToken(login, (list) => list[2]),
    );
  }

  /** The whole header value; give this function to `IntegraTransport`. Empty after `end()`. */
  readonly authorization = (): string => (this.#token ? `${this.#options.scheme ?? 'Basic'} ${this.#token}` : '');

  /** Signs out (`auth/EndSession`), which makes the token worthless. A second call does nothing. */
  async end(): Promise<void> {
    const token = this.#token;
    if (!token) return;
    const answer = await ask(this.#options, 'auth/EndSession', { user: this.#options.user, token }, this.authorization);
    readDone(answer);
    this.#token = '';
  }
}

function ask(
  options: HttpSettings,
  path: string,
  form: Record<string, string>,
  authorization?: () => string,
): Promise<Answer> {
  const { baseUrl, timeout = 15_000, fetch = globalThis.fetch.bind(globalThis) } = options;
  const url = joinUrl(baseUrl, `Integra/resources/${path}`);
  return withTimeLimit(timeout, [], async (signal) => {
    const headers = await headersWith(authorization, signal, formHeaders);
    return exchange(url, { method: 'POST', headers, body: formBody(form), signal }, fetch);
  });
}

/** Where a list has the token when none of its items names it. */
type InList = (list: readonly unknown[]) => unknown;

const lastText: InList = (list) => list.findLast((item) => typeof item === 'string');

/** The token of a bare text, of a list, or of an object (`md5secret`, `token`), also in a list; `0` is a failure. */
function readToken({ status, text, headers }: Answer, inList = lastText): string {
  // What has no time or is broken says nothing of a user and a password.
  if (status === 408 || status === 429 || status >= 500) checkStatus({ status, text: '', ...(headers && { headers }) });
  if (isPage(text) && status !== 401 && status !== 403) throw notUnderstood(`HTTP ${String(status)}`);
  const token = status >= 200 && status < 300 ? tokenIn(text.trim(), inList) : '';
  // The answer may hold a token that we failed to see: it is not repeated in the error. By chance a long one has any word.
  const isWord = token && saysNothing(token) && (token.length < 20 || !/\d/.test(token));
  if (!token || isWord || /[\s<]/.test(token))
    throw new CtiError('UNAUTHORIZED', msg('Integra did not accept this user and password.'), {
      detail: `HTTP ${String(status)}`,
    });
  return token;
}

function tokenIn(text: string, inList: InList): string | undefined {
  const value = parseJson(text);
  if (value === undefined) return text; // a bare token is no JSON
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return text; // a bare token that happens to be one
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const named = list.flatMap((item) => {
    const { md5secret, token } = Object(item) as { md5secret?: unknown; token?: unknown };
    return [md5secret, token];
  });
  return [...named, Array.isArray(value) && inList(list)].find((item) => typeof item === 'string');
}
