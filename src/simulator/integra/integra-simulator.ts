import { Cors, type CorsFaults } from '../cors.js';
import { checkType, readingOf } from '../leniency.js';
import { CodedRefusal, makeGuid, WireRefusal } from '../wire-schema.js';
import { isSignedIn, openSession } from './agent-operations.js';
import { formTypes } from './operation.js';
import { operationAt } from './operations.js';
import { recordingFile } from './recordings.js';
import {
  freshIntegra,
  makeIntegra,
  type AgentStateWire,
  type IntegraCall,
  type IntegraOptions,
  type IntegraState,
} from './state.js';

/** What the server does wrong on purpose, from the next request on; signing in and out stays sound. */
export interface IntegraFaults extends CorsFaults {
  /** Does nothing and answers `0`: the server says no. */
  answer0?: boolean;
  /** Does nothing and answers 401, as after the end of the session. */
  status401?: boolean;
  /** Does nothing and answers 403, as for a sign-in that may not do this. */
  status403?: boolean;
  /** Does nothing and answers 500. */
  status500?: boolean;
  /** Does nothing and answers 502 with a page, as a proxy does whose server is gone. */
  status502?: boolean;
  /** Does nothing and answers 200 with a page, as a proxy in between does. */
  html?: boolean;
  /** Does nothing and answers 200 with an empty body. */
  empty?: boolean;
  /** Milliseconds before the answer; what was asked has happened at once. */
  delay?: number;
  /** Does what was asked, then the connection breaks: the handler rejects with a {@link Dropped}. */
  dropped?: boolean;
  /** The connection breaks before anything is done: the handler rejects with a {@link Dropped}. */
  droppedBefore?: boolean;
}

/** The connection broke: an HTTP server around the handler destroys the socket. Known by its name. */
export class Dropped extends Error {
  override readonly name = 'Dropped';
}

/** An answer, and in the log why it is no yes. */
export interface IntegraAnswer {
  /** HTTP status; 0 when the connection broke and no answer went out. */
  status: number;
  body: string;
  refused?: string;
}

/** The answer that a fault puts in the place of the operation's own. */
export function faultyAnswer({
  droppedBefore,
  status401,
  status403,
  status500,
  status502,
  html,
  empty,
  answer0,
}: IntegraFaults): IntegraAnswer | undefined {
  const refused = 'A fault is set.';
  if (droppedBefore) return { status: 0, body: '', refused };
  if (status401) return { status: 401, body: '', refused };
  if (status403) return { status: 403, body: '', refused };
  if (status500) return { status: 500, body: '', refused };
  if (status502) return { status: 502, body: '<html><head><title>502 Bad Gateway</title></head></html>', refused };
  if (html) return { status: 200, body: '<!DOCTYPE html><title>Sign in</title><p>Sign in to go on.</p>', refused };
  if (empty) return { status: 200, body: '', refused };
  return answer0 ? { status: 200, body: '0', refused } : undefined;
}

/** One request and its answer. */
export interface Exchange {
  /** Epoch milliseconds of the server's clock. */
  at: number;
  method: string;
  /** Path with the query, if there was one. */
  path: string;
  /** Names in lower case; of `authorization` only the scheme is shown. */
  headers: Record<string, string>;
  /** Exactly the text of the body, also of a made-up password; only the beginning of an upload. */
  body: string;
  /** HTTP status; 0 when the connection broke before the answer. */
  status: number;
  /** Exactly the text of the answer's body; of a recording only its size. */
  answer: string;
  /** Why the answer is no yes. */
  refused?: string;
  /** In what the request is not as documented, and was taken all the same: with `strict: false`. */
  overlooked?: string;
}

function headersOf({ headers }: Request): Record<string, string> {
  const shown = Object.fromEntries(headers);
  const { authorization } = shown;
  return authorization === undefined ? shown : { ...shown, authorization: authorization.replace(/(?<!\S)\S+$/, '…') };
}

/** How many exchanges the log keeps, and how many characters of a body: an upload of a million rows leaves no trace in memory. */
const kept = { exchanges: 500, characters: 100_000 };

function shown(body: string): string {
  if (body.length <= kept.characters) return body;
  return `${body.slice(0, kept.characters)}… (${String(body.length)} characters)`;
}

/** What stands after `Integra/resources/`, whatever the base, with one slash at the joint (C-053). */
const resource = /^(?:.*[^/])?\/Integra\/resources\/(.+)$/;

/**
 * Plays uContact's Integra REST server: {@link handle} takes a request and gives the response, in Node and in browsers.
 * It accepts only what is documented, exactly as documented, unless `strict` is `false`; the reason of every refusal is
 * in the log.
 *
 * @fires change - Plain event: the log or the state is another.
 */
export class IntegraSimulator extends EventTarget {
  faults: IntegraFaults = {};
  readonly #world;
  readonly #cors: Cors | undefined;
  #log: Exchange[] = [];

  constructor(options: IntegraOptions = {}) {
    super();
    const { strict = true, cors = strict ? false : {} } = options;
    this.#world = makeIntegra(options, readingOf(strict));
    this.#cors = cors ? new Cors(cors) : undefined;
  }

  /** What the server knows. */
  get state(): IntegraState {
    return this.#world.state;
  }
  /** The last 500 requests and answers, in order. */
  get log(): readonly Exchange[] {
    return this.#log;
  }

  /** Answers one request. Rejects with an error named `Dropped` when a fault breaks the connection. */
  readonly handle = async (request: Request): Promise<Response> => {
    if (request.method === 'OPTIONS' && this.#cors) {
      const preflight = this.#cors.preflight(request, this.faults);
      this.#write(request, '', { ...preflight, body: '' });
      return new Response(null, preflight);
    }
    const faults = { ...this.faults };
    const response = await this.#handle(request);
    return this.#cors?.allow(response, request, faults) ?? response;
  };

  async #handle(request: Request): Promise<Response> {
    const file = recordingFile(request, this.#world);
    if (file) {
      const { byteLength } = await file.clone().arrayBuffer();
      this.#write(request, '', { status: file.status, body: `(${String(byteLength)} bytes)` });
      return file;
    }
    const { pathname, search } = new URL(request.url);
    const body = await request.text();
    const path = resource.exec(pathname)?.[1] ?? '';
    const faults = path.startsWith('auth/') ? {} : { ...this.faults };
    const said = faultyAnswer(faults) ?? this.#answer(request, path, search, body);
    const answer: IntegraAnswer = faults.dropped
      ? { status: 0, body: '', refused: said.refused ?? 'Done, then the connection broke.' }
      : said;
    this.#write(request, body, answer);
    if (faults.delay) await new Promise((resolve) => setTimeout(resolve, faults.delay));
    if (answer.status === 0) throw new Dropped('The connection broke.');
    const type = answer.body.startsWith('<') ? 'text/html' : 'text/plain';
    const headers = { 'Content-Type': `${type}; charset=UTF-8`, ...(answer.status === 405 && { Allow: 'POST' }) };
    return new Response(answer.body, { status: answer.status, headers });
  }

  /** Signs a user in without a request, and gives the whole value of the `Authorization` header. */
  signIn(user = 'supervisor'): string {
    const token = openSession(this.#world, user);
    this.#changed();
    return `${this.#world.scheme} ${token}`;
  }

  /** A call that was made elsewhere, by the portal or the dialer: from now on its guid can be disposed of and tagged. */
  addCall(call: Partial<IntegraCall> = {}): IntegraCall {
    const { agents, phones, campaigns, now, state } = this.#world;
    const known: IntegraCall = {
      guid: makeGuid(),
      agent: agents[0] ?? '',
      phone: phones[0] ?? '',
      campaign: campaigns[0] ?? '',
      destination: '091000000',
      callerid: '',
      tech: 'SIP',
      context: '',
      startedAt: now(),
      ended: false,
      ...call,
    };
    state.calls.push(known);
    this.#changed();
    return known;
  }

  /** The customer hangs up: the call is no longer on the agent's phone. */
  endCall(guid: string): void {
    for (const call of this.state.calls) if (call.guid === guid) call.ended = true;
    this.#changed();
  }

  /** Where an agent is, by what was said last, and whether a call is on; ready when nothing was said. */
  agentState(agent: string): { state: AgentStateWire['state']; motive: string; isInCall: boolean } {
    const { agentStates, calls } = this.#world.state;
    const last = agentStates.findLast((each) => each.agent === agent);
    const isInCall = calls.some((call) => call.agent === agent && !call.ended);
    return { state: last?.state ?? 'ready', motive: last?.state === 'break' ? last.motive : '', isInCall };
  }

  /** A call ends without a request: the customer hangs up. Throws when it is not on. */
  end(guid: string): void {
    const call = this.#world.state.calls.find((each) => each.guid === guid && !each.ended);
    if (!call) throw new Error(`There is no call ${guid}.`);
    call.ended = true;
    this.#changed();
  }

  /** Forgets all sessions, the state and the log. Faults stay as they are set. */
  clear() {
    this.#world.state = freshIntegra(this.#world.recordings);
    this.#log = [];
    this.#changed();
  }

  #answer(request: Request, path: string, search: string, body: string): IntegraAnswer {
    try {
      return { status: 200, body: this.#perform(request, path, search, body) };
    } catch (cause) {
      if (!(cause instanceof WireRefusal)) throw cause;
      const refused = cause.message;
      if (cause instanceof CodedRefusal) return { status: cause.code, body: '', refused };
      // A tag is answered with an empty body, whatever became of it: only the status can tell.
      const no = path === 'Agents/TagRecord' ? { status: 400, body: '' } : { status: 200, body: '0' };
      return { ...no, refused };
    }
  }

  #perform({ method, headers }: Request, path: string, search: string, body: string): string {
    const { reading, requireToken, agentApi } = this.#world;
    const operation = operationAt(path, this.#world);
    if (method !== 'POST') throw new CodedRefusal(405, 'Only POST (C-052).');
    const isInAddress = agentApi && path === 'queues/getqueuemembersofqueue'; // the name is in the query (C-400)
    if (!isInAddress || body !== '') this.#checkType(path, headers, body);
    const isSigningIn = path.startsWith('auth/') && path !== 'auth/EndSession';
    if (!isSigningIn && requireToken && !isSignedIn(this.#world, headers.get('Authorization')))
      throw new CodedRefusal(401, 'There is no such session.');
    if (search && !isInAddress) reading.overlook('Parameters belong into the body.');
    return operation([search.slice(1), body].filter(Boolean).join('&'), this.#world);
  }

  #checkType(path: string, headers: Headers, body: string) {
    if (path !== 'auth/getUserToken' && path !== 'auth/EndSession')
      checkType({ headers, body }, formTypes(path), this.#world.reading);
    else if (!/^application\/x-www-form-urlencoded *(;|$)/i.test(headers.get('Content-Type') ?? ''))
      // Nothing says how exactly the sign-in wants its form.
      throw new CodedRefusal(415, `The Content-Type is “${headers.get('Content-Type') ?? ''}”.`);
  }

  #write(request: Request, body: string, { status, body: answer, refused }: IntegraAnswer) {
    const { pathname, search } = new URL(request.url);
    const { method } = request;
    const headers = headersOf(request);
    const exchange = {
      at: this.#world.now(),
      method,
      path: pathname + search,
      headers,
      body: shown(body),
      status,
      answer: shown(answer),
    };
    const overlooked = this.#world.reading.takeOverlooked();
    this.#log.push({ ...exchange, ...(refused !== undefined && { refused }), ...overlooked });
    if (this.#log.length > kept.exchanges) this.#log.shift();
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
