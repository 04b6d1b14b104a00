import { HttpSimulator, type HttpAnswer, type HttpCall, type HttpFaults, type HttpOptions } from '../http-simulator.js';
import { CodedRefusal, makeGuid, type WireRefusal } from '../wire-schema.js';

/** The status numbers and their names (C-412, vendor page). */
const statuses = {
  NULL: 0,
  IDLE: 1,
  CONNECTING: 2,
  ALERTING: 4,
  ACTIVE: 8,
  RELEASED: 16,
  INCOMING: 32,
  HOLDING: 64,
  TERMINATED: 128,
} as const;

/** Where a call is, by the vendor's names (C-412): `ALERTING` is the called number's ring, `INCOMING` the agent's. */
export type PhoneBarStatus = keyof typeof statuses;

/** A call of the phone bar. */
export interface PhoneBarCall {
  /** What `hangup/{sessionId}` names. */
  sessionId: string;
  status: PhoneBarStatus;
  /** The other end's number. */
  number: string;
}

/** What the bar knows, as plain data. */
export interface PhoneBarState {
  /** In the order they came; one that is over stays until it was told once. */
  calls: PhoneBarCall[];
  /** What was asked of it and done, in order, as the path says it: `originate/0911`, `hangup/s1`. */
  done: string[];
}

export interface PhoneBarOptions extends Omit<HttpOptions, 'keepRows'> {
  /** Hold is on the sister product's page alone (C-414): `motion` when absent, which has none. */
  bar?: 'motion' | 'universal';
  /** How a row names its id, its status and its number: no page prints that (C-412, M-16). `sessionId` when absent. */
  keys?: 'sessionId' | 'id' | 'callStatus';
  /** `calls` as a list, or as an object that holds one under this name (M-16). */
  form?: 'list' | { object: string };
  /** A status as its number, as the number's text, or as its name. `number` when absent. */
  status?: 'number' | 'text' | 'name';
  /** `true` gives a held call also the bit of an active one, and a connecting one that of the ring: “bits” may mean that (M-17). */
  combined?: boolean;
  /** `false` leaves a call that is over out at once, instead of telling it one last time. */
  tellsEnd?: boolean;
  /** The body of an answer to what is no question: no page prints it. `{}` when absent. */
  reply?: string;
}

export interface PhoneBarFaults extends HttpFaults {
  /** A status that no page knows stands in the place of every call's. */
  strangeStatus?: number | string;
  /** Rows without a status. */
  noStatus?: boolean;
  /** Does nothing, and says that it was done. */
  deaf?: boolean;
}

/** The names of a row, by the option's value. */
const spellings = {
  sessionId: { id: 'sessionId', status: 'status', number: 'number' },
  id: { id: 'id', status: 'state', number: 'remote' },
  callStatus: { id: 'sessionId', status: 'callStatus', number: 'callerId' },
} as const;

/** What stands after `/api/`, whatever the base. */
const apiPath = /^(?:.*[^/])?\/api\/([^/]+)(?:\/([^/]+))?$/;

const live: readonly PhoneBarStatus[] = ['CONNECTING', 'ALERTING', 'ACTIVE', 'INCOMING', 'HOLDING'];
const isOn = ({ status }: PhoneBarCall) => live.includes(status);

/**
 * Plays the local API of Motion's phone bar (contract-calls 4, vendor page): calls, answer, originate, hangup, all GET
 * and without any secret (C-410, C-411, C-413). Give it a port of its own; the vendor's is 9888. What no page says: a
 * refusal is a status without a body, 400 for a number that is none, 404 for a session that is not there and for what
 * is no path, 405 for another method.
 *
 * @fires change - Plain event: the log or the state is another.
 */
export class PhoneBarSimulator extends HttpSimulator {
  override faults: PhoneBarFaults = {};
  readonly #options: Required<
    Pick<PhoneBarOptions, 'bar' | 'keys' | 'form' | 'status' | 'combined' | 'tellsEnd' | 'reply'>
  >;
  #state: PhoneBarState = { calls: [], done: [] };

  constructor(options: PhoneBarOptions = {}) {
    super(options);
    this.#options = {
      bar: 'motion',
      keys: 'sessionId',
      form: 'list',
      status: 'number',
      combined: false,
      tellsEnd: true,
      reply: '{}',
      ...options,
    };
  }

  /** What the bar knows. */
  get state(): PhoneBarState {
    return this.#state;
  }

  /** A customer calls, and the bar rings. */
  ring(number: string): PhoneBarCall {
    const call = this.#add(number, 'INCOMING');
    this.changed();
    return call;
  }

  /** The called number rings. */
  alert(sessionId: string): void {
    this.#set(sessionId, 'ALERTING', ['CONNECTING']);
  }

  /** The other end has answered, or the agent has. */
  connect(sessionId: string): void {
    this.#set(sessionId, 'ACTIVE', ['CONNECTING', 'ALERTING', 'INCOMING', 'HOLDING']);
  }

  /** The agent holds the call at the bar itself. */
  hold(sessionId: string): void {
    this.#set(sessionId, 'HOLDING', ['ACTIVE']);
  }

  /** The call is over. */
  end(sessionId: string): void {
    this.#set(sessionId, 'TERMINATED', live);
  }

  /** The call went elsewhere: a transfer is complete (C-412). */
  release(sessionId: string): void {
    this.#set(sessionId, 'RELEASED', live);
  }

  protected override answer(call: HttpCall): HttpAnswer {
    const [, operation = '', rest] = apiPath.exec(call.url.pathname) ?? [];
    const act = this.#acts(operation);
    if (!act) throw new CodedRefusal(404, 'There is nothing at this path.');
    if (call.method !== 'GET') throw new CodedRefusal(405, 'Only GET (C-410).');
    if (call.url.search) throw new CodedRefusal(400, 'There are no parameters in the address.');
    const faults = this.faultsAt(call.url);
    if (operation === 'calls') return { status: 200, body: JSON.stringify(this.#list(rest, faults)) };
    if (!faults.deaf) {
      act(decoded(rest));
      this.#state.done.push(rest === undefined ? operation : `${operation}/${decoded(rest) ?? ''}`);
    }
    return { status: 200, body: this.#options.reply };
  }

  protected override refusal(cause: WireRefusal): HttpAnswer {
    return { status: cause instanceof CodedRefusal ? cause.code : 400, body: '' };
  }

  protected override reset() {
    this.#state = { calls: [], done: [] };
  }

  #acts(operation: string): ((given: string | undefined) => void) | undefined {
    const acts: Record<string, (given: string | undefined) => void> = {
      calls: () => undefined,
      answer: (id) => this.#pick(id, ['INCOMING']).forEach((each) => (each.status = 'ACTIVE')),
      originate: (number) => this.#originate(number),
      hangup: (id) => this.#pick(id, live).forEach((each) => (each.status = 'TERMINATED')),
    };
    if (this.#options.bar === 'universal')
      acts['hold'] = (id) => this.#pick(id, ['ACTIVE']).forEach((each) => (each.status = 'HOLDING'));
    return Object.hasOwn(acts, operation) ? acts[operation] : undefined;
  }

  /** The call with this id, or all that fit when none is named (C-411). Throws 404 when nothing fits. */
  #pick(id: string | undefined, among: readonly PhoneBarStatus[]): PhoneBarCall[] {
    const found = this.#state.calls.filter(
      (each) => (id === undefined || each.sessionId === id) && among.includes(each.status),
    );
    if (!found.length)
      throw new CodedRefusal(404, id === undefined ? 'There is no such call.' : `There is no call ${id}.`);
    return found;
  }

  #originate(number: string | undefined): void {
    if (!number || !/^\+?[\d*#]{2,32}$/.test(number)) throw new CodedRefusal(400, 'There is no number to dial.');
    this.#add(number, 'CONNECTING');
  }

  #add(number: string, status: PhoneBarStatus): PhoneBarCall {
    const call = { sessionId: makeGuid(), status, number };
    this.#state.calls.push(call);
    return call;
  }

  #set(sessionId: string, status: PhoneBarStatus, from: readonly PhoneBarStatus[]): void {
    const call = this.#state.calls.find((each) => each.sessionId === sessionId);
    if (!call || !from.includes(call.status)) throw new Error(`There is no call ${sessionId} that could be ${status}.`);
    call.status = status;
    this.changed();
  }

  #list(rest: string | undefined, faults: PhoneBarFaults): unknown {
    if (rest !== undefined) throw new CodedRefusal(404, 'There is nothing at this path.');
    const { form, tellsEnd } = this.#options;
    const told = this.#state.calls.filter((each) => tellsEnd || isOn(each)).map((each) => this.#row(each, faults));
    this.#state.calls = this.#state.calls.filter(isOn);
    return form === 'list' ? told : { [form.object]: told };
  }

  #row({ sessionId, status, number }: PhoneBarCall, { strangeStatus, noStatus }: PhoneBarFaults) {
    const names = spellings[this.#options.keys];
    const said = strangeStatus ?? this.#written(status);
    return { [names.id]: sessionId, ...(!noStatus && { [names.status]: said }), [names.number]: number };
  }

  #written(status: PhoneBarStatus): number | string {
    const { combined, status: kind } = this.#options;
    if (kind === 'name') return status;
    const also = !combined
      ? 0
      : status === 'HOLDING'
        ? statuses.ACTIVE
        : status === 'ALERTING'
          ? statuses.CONNECTING
          : 0;
    const bits = statuses[status] | also;
    return kind === 'text' ? String(bits) : bits;
  }
}

function decoded(part: string | undefined): string | undefined {
  try {
    return part === undefined ? undefined : decodeURIComponent(part);
  } catch {
    throw new CodedRefusal(400, `${part ?? ''} is not UTF-8.`);
  }
}
