import { msg, str } from '@lit/localize';
import { isOfCall, isOneCall } from './call-in-hand.js';
import { CallJournal, type CurrentCall } from './call-journal.js';
import { CallEvent, Calls } from './calls.js';
import type { AgentState } from './call-state.js';
import { checksOf, dispatch, inOrder, selectTransport, type Dispatch, type Roads, type Route } from './routing.js';
import {
  checkCommand,
  namesIn,
  mayWait,
  type Checks,
  type Command,
  type CommandInput,
  type CommandOf,
  type CommandType,
  type Cti,
  type Reply,
  type ReplyTo,
} from './commands.js';
import { dialAlone, forgetDials, type DialMark } from './dial-guard.js';
import {
  askMayCall,
  checkConfirmed,
  checkDestination,
  checkListed,
  checkPauses,
  checkGesture,
  checkRate,
  dialledBy,
  numbersIn,
  readDestinations,
  transferNumber,
  type Destinations,
  type Policies,
} from './destinations.js';
import { DoNotCallMarks, refuseBlocked } from './do-not-call.js';
import { CtiError } from './errors.js';
import { isDial } from './is-dial.js';
import { attempt } from './platform.js';
import { alertItem, uploadsItem } from './local-item.js';
import { Log } from './log.js';
import type { CommandOutbox, WaitingCommand } from '../outbox/outbox-entry.js';
import type { Outbox } from '../outbox/outbox.js';
import { NumberMarks } from './number-marks.js';
import { RecentDials } from './recent-dials.js';
import { checkRespool } from './respool-edit.js';
import { ResultUses } from './result-uses.js';
import { clearTabItems } from './tab-storage.js';
import type { Contact } from './supervisor-commands.js';
import type { Transport } from './transport.js';
import { writeJson } from '../codecs/write-json.js';

export type { CurrentCall } from './call-journal.js';
export type { CallEvent } from './calls.js';

export interface CtiClientOptions {
  /** In order of preference. One that never answers a command comes after those that do. */
  transports: readonly Transport[];
  /** Name of the transport that comes first for every command: `portal`. */
  prefer?: string;
  /** Keeps what may wait. Without one `UNREACHABLE` is an error for every command. */
  outbox?: Outbox;
  /**
   * Whose calls these are: one name for each agent and dialer. Under it this tab remembers them over a reload, and all
   * tabs see to it that a number is dialled once at a time. Not at all when absent.
   */
  memory?: string;
  /** Who may be dialled, or a function that gives it at each dial. Several are all to be kept to. */
  destinations?: Destinations | Policies | (() => unknown);
}

export interface SendOptions {
  /** Stops what is on its way with `CANCELED`, but nothing that may wait in the outbox. */
  signal?: AbortSignal | undefined;
  /**
   * Whether the caller still shows a refusal when it comes; where it does not, a refused entry stays in the outbox as
   * `held`. It does when absent.
   */
  shows?: (() => boolean) | undefined;
  /**
   * Milliseconds for which a command that may wait can be taken back; at most a minute counts. It is checked and written
   * into the outbox, and the reply is `queued` with `entry` and `until`: before that it does not go by itself, and
   * `client.outbox.discard(entry)` takes it back, or rejects with `BUSY` when it is too late. It goes when the time is over,
   * or at once with the next dial, hang-up or command of the same call, or by `client.outbox.release()`. `shows` is not
   * asked then: what is refused stays in the outbox as `held`. After a reload, or when its page has gone, the agent's next
   * page or another tab sends it when the time is over.
   *
   * Without meaning where nothing could be taken back or a page that closes would lose it: for other commands, for
   * `blacklist`, without an outbox, where that keeps this in the page only (`storage` is `memory`), and for what waits there
   * already without a time. Then it goes at once, and the reply has no `until`.
   */
  holdFor?: number | undefined;
}

interface Listening {
  (type: 'call', listener: (event: CallEvent) => void): void;
  (...listening: Parameters<EventTarget['addEventListener']>): void;
}

/**
 * Checks a command, chooses its transport before the first byte, and tries the next one only where surely
 * nothing was sent.
 *
 * @fires change - A call, the agent's state, the CTI object or the outbox changed, or the client was closed.
 * @fires {CallEvent} call - A call is in another state than before: `event.call`. Once for each.
 */
export class CtiClient extends EventTarget {
  declare addEventListener: Listening;
  declare removeEventListener: Listening;

  /** The last 500 happenings: commands, wire, refusals, state. */
  readonly log = new Log();
  readonly #transports: readonly Transport[];
  readonly #prefer: string;
  readonly #outbox: Outbox | undefined;
  readonly #journal: CallJournal;
  readonly #calls: Calls;
  /** Whose calls, drafts and outcomes these are; empty where the page does not say. */
  readonly owner: string;
  /** Dials that nobody answered, and of which the transports know. */
  readonly #followed = new Set<string>();
  /** The checks with which the log learned a transport's words. */
  readonly #known = new Map<Transport, Checks | undefined>();
  readonly #destinations: () => unknown;
  readonly #doNotCall: DoNotCallMarks;
  readonly #recentDials: RecentDials;
  /** The digits that are on their way. */
  #keying: Promise<unknown> = Promise.resolve();
  readonly #onTheWay = new Map<string, Promise<Reply>>();
  /** Ends of dials that wait for their transport. */
  readonly #ends = new Set<() => void>();
  /** What was known when the portal was asked last. */
  #asked = 0;
  #closed = false;

  constructor({ transports, prefer = '', outbox, memory = '', destinations }: CtiClientOptions) {
    super();
    this.#destinations = typeof destinations === 'function' ? destinations : () => destinations;
    this.#transports = transports;
    this.#prefer = prefer;
    this.#outbox = outbox;
    this.owner = memory;
    this.#doNotCall = new DoNotCallMarks(memory);
    this.#recentDials = new RecentDials(memory);
    this.#journal = new CallJournal(memory, () => this.#learned());
    this.#calls = new Calls(this.#journal, {
      told: (call) => this.dispatchEvent(new CallEvent(call)),
      changed: () => this.#changed(),
      refused: (transport, why, call) => {
        this.log.know([why]); // a sentence of ours
        this.log.write('refused', transport, { why, call });
      },
    });
    this.#follow();
    this.#knowWords();
    // Keyed digits may be a card's.
    this.log.cover(['digits', ...transports.flatMap(({ secrets = [] }) => secrets)]);
    for (const transport of transports) {
      transport.watch?.((what, detail) => this.log.write(what, transport.name, detail));
      transport.knowGuids?.((guid, destination) => this.#journal.isOther(guid, destination));
      transport.tellNews?.((news) => this.#closed || this.#calls.hear(transport.name, news));
    }
    const listener = {
      changed: () => this.#changed(),
      log: (state: string, entry: unknown) => {
        this.log.know([state]); // a sentence of ours
        this.log.write('state', 'outbox', { state, entry });
      },
      checkNumbers: (command: WaitingCommand) => this.#checkNumbers(command),
    };
    outbox?.open(transports, listener, this.#roads);
  }

  /** What waits to be delivered; nothing when this client was made without an outbox. */
  get outbox(): CommandOutbox | undefined {
    return this.#outbox;
  }

  /**
   * The call in hand: the one whose customer the agent serves, as far as this page knows. A call that only rings takes no
   * other's place, and neither does a consultation about it. It stays after it ended, for its result.
   */
  get current(): CurrentCall | undefined {
    return this.#calls.current;
  }

  /** All calls that are on as far as this page knows; those that their dialer tells of in the order of its telling. */
  get calls(): readonly CurrentCall[] {
    return this.#calls.live;
  }

  /** Whether this tab dialled the call of that `guid`: it is no news to who sits before it. */
  isDialled(guid: string): boolean {
    return this.#journal.isDialled(guid);
  }

  /** Where the agent is, as a dialer told last, or confirmed where it tells nothing by itself; nothing where nobody knows. */
  get agent(): AgentState | undefined {
    return this.#calls.agent;
  }

  /** The last CTI object that the portal gave for the current call, or `null`. */
  get cti(): Cti | null {
    return this.#journal.cti;
  }

  /**
   * Whether a command can be sent as things stand, and by which transport; if not, why: `CANCELED` once this client is
   * closed. Of a command that is given whole it says whether that one can.
   */
  supports(type: CommandType, command?: CommandInput): Route {
    if (this.#closed) return { ok: false, code: 'CANCELED', reason: closedText() };
    const route = selectTransport(this.#roads, type, command);
    if (!route.ok) return route;
    const chosen = this.#transports.find(({ name }) => name === route.transport);
    const problem = this.#callProblem(type, chosen, namedIn(command));
    if (problem) return { ok: false, code: 'UNREACHABLE', reason: problem };
    if (!command) return route;
    const whole = attempt(() => this.#withOwn(command as Command));
    if (!whole) return { ok: false, code: 'INVALID', reason: notInHand() };
    const refusal = chosen?.refusal?.(whole);
    return refusal ? { ok: false, code: refusal.code, reason: refusal.message } : route;
  }

  /** Why nothing is dialled, in a sentence: `destinations` cannot be read. */
  get destinationsProblem(): string | undefined {
    try {
      readDestinations(this.#destinations);
      return undefined;
    } catch (cause) {
      return CtiError.from(cause).message;
    }
  }

  /**
   * Why contacts are refused here before any byte, as things stand: a function that gives the sentence for one, beginning
   * with the name of its field, or nothing. For many contacts: who is not to be dialled is read once. Throws `INVALID`
   * where `destinations` cannot be read.
   */
  refusals(campaign: string): (contact: Contact) => string | undefined {
    const checks = checksOf(this.#transports);
    const checkNumbers = this.#numberCheck();
    return (contact) => {
      try {
        checkNumbers(dialledBy(checkCommand({ type: 'addContacts', campaign, contacts: [contact] }, checks)));
        return undefined;
      } catch (cause) {
        const { field = '', message } = CtiError.from(cause);
        const [isOfIt, part] = /^contacts\.0\.?(.*)/.exec(field) ?? [];
        return isOfIt && (part ? `${part}: ${message}` : message);
      }
    };
  }

  /** Sends a command. Rejects with a `CtiError`; its `maybeSent` says whether anything can have happened. */
  async send<T extends CommandInput>(input: T, options: SendOptions = {}): Promise<ReplyTo<T['type']>> {
    try {
      this.#knowWords();
      this.log.write('command', 'client', input);
      const reply = await this.#send(input, options);
      this.log.write('reply', 'client', reply);
      return reply as ReplyTo<T['type']>;
    } catch (cause) {
      const error = CtiError.from(cause);
      const { code, field, detail, transport, maybeSent } = error;
      this.log.write('error', 'client', { code, field, detail, transport, maybeSent });
      throw error;
    }
  }

  /**
   * The agent asks “Not on a call? Check”: reads the CTI object again, and forgets the call that is known now unless it names
   * that, also where the portal is silent. Its number can be dialled again. What is dialled meanwhile stays.
   */
  async recheck(): Promise<ReplyTo<'cti'>> {
    const journal = this.#journal;
    const call = journal.last?.id;
    const said = Date.now();
    const byWord = { status: 'confirmed', transport: 'client', cti: null } as const;
    const asking = this.#closed || this.supports('cti').ok ? this.send({ type: 'cti' }) : Promise.resolve(byWord);
    const asked = this.#asked;
    const reply = await asking.catch((cause: unknown) =>
      this.#closed ? Promise.reject(CtiError.from(cause)) : byWord,
    );
    const { guid } = reply.cti ?? {};
    if (guid && call && journal.guidOf(call) === guid) return reply;
    const isNews = asked === journal.version;
    this.#calls.leave();
    if (call) journal.end(call);
    if (isNews) journal.learn(reply.cti, journal.version);
    await forgetDials(this.owner, said);
    return reply;
  }

  /** The log may show the words of a transport; they are more once a supervisor's part has taught it its commands. */
  #knowWords(): void {
    for (const transport of this.#transports) {
      const { name, checks, words = [] } = transport;
      if (this.#known.has(transport) && this.#known.get(transport) === checks) continue;
      this.#known.set(transport, checks);
      this.log.know([name, ...namesIn(checks ?? {}), ...words]);
    }
  }

  /** What happened, as JSON for support. */
  exportLog(): string {
    return writeJson(this.log.lines, undefined, 1);
  }

  /** Deletes all that this browser keeps for this agent: the outbox and the counts of results in every tab; drafts, the call and the log in this one. */
  async forget(): Promise<void> {
    clearTabItems();
    this.#calls.clear();
    this.#journal.clear();
    this.#doNotCall.forget();
    this.#recentDials.clear();
    new NumberMarks('confirmed', this.owner).keep(() => false);
    alertItem(this.owner).set(undefined);
    uploadsItem(this.owner).set(undefined);
    new ResultUses(this.owner).clear();
    this.log.clear();
    await this.#outbox?.forget();
    this.#changed();
  }

  /** Stops all transports. What is on its way rejects with `CANCELED` where it can still be stopped. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const transport of this.#transports) transport.close();
    // Each transport says by itself how far it got; one that does not is not waited for.
    if (this.#ends.size) setTimeout(() => this.#ends.forEach((end) => end()));
    this.#journal.close();
    this.#outbox?.close();
    this.#changed();
  }

  async #send(input: CommandInput, options: SendOptions): Promise<Reply> {
    if (this.#closed) throw closed(false);
    const command = this.#complete(this.#check(input));
    this.#checkNumbers(command);
    const keys = keysOf(command);
    const running = keys.map((key) => this.#onTheWay.get(key)).find(Boolean);
    // Asking twice is harmless, doing twice is not.
    if (running && command.type !== 'cti') throw new CtiError('BUSY', msg('This is already on its way.'));

    const run =
      running ?? this.#begin(command, options).finally(() => keys.forEach((key) => this.#onTheWay.delete(key)));
    for (const key of keys) this.#onTheWay.set(key, run);
    if (command.type === 'blacklist') this.#noteBlocks(command, run);
    if (isOfAgent(command)) run.catch((cause: unknown) => this.#doubtAgent(CtiError.from(cause)));
    const reply = await run;
    if (command.type === 'unblacklist') this.#doNotCall.remove(command.entries);
    if (isOfAgent(command)) this.#noteAgent(command, reply);
    return reply;
  }

  /** Where a dialer tells nothing by itself, the agent's state is what it confirmed last; not known where that was only sent. */
  #noteAgent(command: CommandOf<'agentState' | 'login' | 'logout'>, { status, transport }: Reply): void {
    if (this.#tells(transport) || this.#closed) return;
    if (status !== 'confirmed' || command.type === 'login') return this.#calls.doubtAgent(transport);
    const [state, reason] =
      command.type === 'logout' ? (['loggedOut', undefined] as const) : [command.state, command.reason];
    this.#calls.hear(transport, { agent: { state, reason } });
  }

  /** Nobody knows what became of a change of the agent's state. */
  #doubtAgent({ maybeSent, transport = '' }: CtiError): void {
    if (maybeSent && !this.#tells(transport)) this.#calls.doubtAgent(transport);
  }

  /** A command whose checks no transport brought is refused with what they say of it. */
  #check(input: CommandInput): Command {
    try {
      return checkCommand(input, checksOf(this.#transports), true);
    } catch (cause) {
      const error = CtiError.from(cause);
      const route = error.code === 'UNSUPPORTED' ? selectTransport(this.#roads, input.type) : undefined;
      throw route?.ok === false ? new CtiError(route.code, route.reason, { cause }) : error;
    }
  }

  #begin(command: Command, { signal, shows, holdFor = 0 }: SendOptions): Promise<Reply> {
    // The agent goes on: nothing of the call before is taken back any more.
    if (isDial(command) || command.type === 'hangup') void this.#outbox?.release();
    if (isDial(command)) return this.#dial(unconfirmed(command), signal);
    if (command.type === 'cti') return this.#ask(command, signal);
    if (command.type === 'dtmf') return this.#key(command, signal);
    if (command.type === 'transfer') return this.#transfer(unconfirmed(command), signal);
    return this.#outbox && mayWait.has(command.type)
      ? this.#outbox.carry(command as WaitingCommand, shows, canTakeBack(command) ? Math.min(holdFor, longest) : 0)
      : this.#dispatch(command, { signal });
  }

  /** Who tells of no calls knows none by its name. */
  #dispatch(command: Command, options: Dispatch): Promise<Reply> {
    const as = (transport: string) =>
      namedIn(command) && !this.#tells(transport) ? ({ ...command, call: undefined } as Command) : command;
    return dispatch(this.#roads, command, { ...options, as });
  }

  #tells(transport: string): boolean {
    return this.#transports.some(({ name, tellNews }) => name === transport && tellNews);
  }

  /** Refuses what would reach a person who is not to be dialled, before any byte. */
  #checkNumbers(command: Command): void {
    const numbers = dialledBy(command);
    if (!numbers.length) return;
    try {
      const reached = reachedBy(command);
      if (reached === undefined) return this.#numberCheck()(numbers);
      const policies = readDestinations(this.#destinations);
      for (const { number, field } of numbers) checkDestination(number, policies, field);
      checkPauses(reached, policies);
      checkGesture(reached, policies);
      checkRate(reached, policies, this.#recentDials.times);
      checkConfirmed(reached, policies, 'confirmed' in command && command.confirmed, !isDial(command));
    } catch (cause) {
      throw this.#refused(cause, command);
    }
  }

  /** Reads who is not to be dialled by a dialer, once for all numbers that are checked then. */
  #numberCheck(): (numbers: ReturnType<typeof dialledBy>) => void {
    const policies = readDestinations(this.#destinations);
    const blockOf = this.#doNotCall.finder();
    return (numbers) => {
      for (const { number, campaign, field } of numbers) {
        checkListed(number, policies, field);
        checkDestination(number, policies, field);
        const block = blockOf(number, campaign);
        if (block) refuseBlocked(number, block, field);
      }
    };
  }

  /** Asks the administrator's function, and looks whether the number is on a do-not-call list; nothing where neither is there. */
  #askMayCall(destination: string, campaign: string): Promise<void> | undefined {
    const block = this.#doNotCall.finder()(destination, campaign);
    const policies = readDestinations(this.#destinations);
    if (!block && !policies.some(({ mayCall }) => mayCall)) return undefined;
    const blocked = block && { at: new Date(block.at), by: block.by };
    return askMayCall(destination, policies, { campaign, blocked }).then((isLifted) => {
      const now = this.#doNotCall.finder()(destination, campaign); // it may have been put there meanwhile
      if (now && !(block && isLifted)) refuseBlocked(destination, now, 'destination');
    });
  }

  /** A call goes now: one of another tab may have gone since this one was pressed for. */
  #count(command: Command, number: string): () => void {
    try {
      checkRate(number, readDestinations(this.#destinations), this.#recentDials.times);
    } catch (cause) {
      throw this.#refused(cause, command);
    }
    return this.#recentDials.add();
  }

  /** A refusal is a line of the log: whoever keeps the rules looks there. */
  #refused(cause: unknown, command: Command): CtiError {
    const error = CtiError.from(cause);
    const destination = reachedBy(command) ?? ('destination' in command ? command.destination : undefined);
    this.log.write('refused', 'client', { why: error.detail, type: command.type, destination });
    if (command.type !== 'transfer' || error.field !== 'destination') return error;
    const { code, message, detail } = error;
    return new CtiError(code, message, { field: 'to', detail, cause, maybeSent: false });
  }

  /** What may be on a do-not-call list is not dialled: from when it is on its way, as this page may not live to hear the answer. */
  #noteBlocks({ entries }: CommandOf<'blacklist'>, sending: Promise<Reply>): void {
    const takeBack = this.#doNotCall.add(entries);
    sending.catch((cause: unknown) => CtiError.from(cause).maybeSent || takeBack());
  }

  /** Learns from the answer, unless more is known by then. */
  async #ask(command: CommandOf<'cti'>, signal?: AbortSignal): Promise<Reply> {
    const version = (this.#asked = this.#journal.version);
    const reply = await dispatch(this.#roads, command, { signal });
    if ('cti' in reply) this.#journal.learn(reply.cti, version);
    return reply;
  }

  /** Dials, unless a call to this number may be on. */
  async #dial(command: CommandOf<'call' | 'callWithPhone'>, signal?: AbortSignal): Promise<Reply> {
    const { destination } = command;
    const pressed = performance.now();
    const mayGo = () => {
      if (this.#closed) throw closed(false);
      if (signal?.aborted) throw new CtiError('CANCELED', msg('Stopped: nothing was sent.'), { maybeSent: false });
      if (performance.now() - pressed > oldest) throw stoodStill();
    };
    const asking = this.#askMayCall(destination, command.campaign);
    if (asking) await asking.catch((cause: unknown) => Promise.reject(this.#refused(cause, command)));
    if (this.#journal.ready) await this.#journal.ready;
    const doubt = this.#journal.doubt(destination);
    if (doubt) throw mayBeOn(destination, doubt);
    const place = (mark?: DialMark) => this.#place(command, { signal, mayGo, mark });
    if (!this.owner) return await place();
    const done = await dialAlone(this.owner, destination, place);
    if ('busy' in done) throw mayBeOn(destination, done.busy);
    return done.result;
  }

  /** Refuses what waited while its call ended, or another one became the one that it is of: that is another customer's. */
  #sameCall(command: Command): () => void {
    const find = () => this.#calls.for(command.type, namedIn(command));
    const before = find();
    return () => {
      const now = find();
      if (!('call' in before) || ('call' in now && isOneCall(before.call, now.call))) return;
      const problem = 'call' in now ? msg('Another call is in hand now. Nothing was sent. Try again.') : now.problem;
      throw new CtiError('INVALID', problem, { field: 'call', maybeSent: false });
    };
  }

  /** Gives the call away; to a number only where that may be dialled. */
  async #transfer(command: CommandOf<'transfer'>, signal?: AbortSignal): Promise<Reply> {
    const to = reachedBy(command);
    const checkCall = this.#sameCall(command);
    const found = this.#calls.for('transfer', command.call);
    const campaign = 'call' in found ? found.call.campaign : '';
    const asking = to === undefined ? undefined : this.#askMayCall(to, campaign);
    if (asking) await asking.catch((cause: unknown) => Promise.reject(this.#refused(cause, command)));
    let uncount: (() => void) | undefined;
    const mayGo = () => {
      if (this.#closed) throw closed(false);
      checkCall();
      if (to !== undefined) uncount ??= this.#count(command, to);
    };
    return this.#dispatch(command, { signal, mayGo }).catch((cause: unknown) => {
      if (!CtiError.from(cause).maybeSent) uncount?.();
      throw cause;
    });
  }

  /** Sends digits once those before them have gone: none may overtake another, and after one that failed none goes. */
  #key(command: CommandOf<'dtmf'>, signal?: AbortSignal): Promise<Reply> {
    const checkCall = this.#sameCall(command);
    const mayGo = () => {
      if (this.#closed) throw closed(false);
      checkCall();
    };
    const keying = this.#keying.then(
      () => this.#dispatch(command, { signal, mayGo }),
      () => Promise.reject(notKeyed()),
    );
    this.#keying = keying;
    const end = () => {
      if (this.#keying === keying) this.#keying = Promise.resolve();
    };
    keying.then(end, end);
    return keying;
  }

  /** Writes the dial down before its first byte, and what became of it. */
  async #place(
    command: CommandOf<'call' | 'callWithPhone'>,
    { signal, mayGo, mark }: { signal: AbortSignal | undefined; mayGo: () => void; mark: DialMark | undefined },
  ): Promise<Reply> {
    const id = this.#journal.begin(command);
    let isOut = false;
    let uncount: (() => void) | undefined;
    const goes = (transport: string) => {
      mayGo();
      uncount ??= this.#count(command, command.destination);
      this.#journal.note(id, transport);
      mark?.goes();
      isOut = true;
    };
    let end = () => {};
    try {
      const reply = await new Promise<Reply>((resolve, reject) => {
        end = () => reject(closed(isOut));
        this.#ends.add(end);
        dispatch(this.#roads, command, { signal, mayGo: goes }).then(resolve, reject);
      });
      const guid = 'guid' in reply ? reply.guid : undefined;
      this.#journal.settle(id, guid ? 'placed' : 'sent', guid);
      mark?.end(false);
      return reply;
    } catch (cause) {
      const { maybeSent } = CtiError.from(cause);
      this.#journal.settle(id, maybeSent ? 'unknown' : 'failed');
      mark?.end(maybeSent);
      if (!maybeSent) uncount?.();
      throw cause;
    } finally {
      this.#ends.delete(end);
    }
  }

  /** What is of a call goes to the transport of that call and nowhere else, where that is set up here and knows such a thing. */
  readonly #roads: Roads = (type, command) => {
    if (!isOfCall(type)) return inOrder(this.#transports, type, this.#prefer);
    const found = this.#calls.for(type, namedIn(command));
    const call = 'call' in found ? found.call : undefined;
    const { lastAsked } = this.#journal;
    const isOfLast = this.#isOfDial(type, namedIn(command)) || !call?.guid || call.guid === lastAsked?.guid;
    if (type === 'hangup' && isOfLast) return this.#lastRoads();
    const road = call && this.#calls.roadOf(call);
    return this.#roadsFrom(road, type);
  };

  /** A hang-up that names no call is of the dial that is being placed: not of the customer who waits meanwhile. */
  #isOfDial(type: CommandType, named: string | undefined): boolean {
    return type === 'hangup' && !named && this.#journal.lastAsked?.state === 'asked';
  }

  /** The transport of a call, where it can do this; else also those that know of no calls of their own. */
  #roadsFrom(road: string | undefined, type: CommandType, order = type): ReturnType<Roads> {
    const own = this.#transports.filter(({ name }) => name === road);
    if (own.some((each) => canDo(each, type))) return own;
    // Who tells of calls does nothing to those of others.
    const others = this.#transports.filter((each) => each.name !== road && !(road && each.tellNews));
    return [...own, ...inOrder(others, order, this.#prefer)];
  }

  /** Where what was dialled last is hung up. */
  #lastRoads(): ReturnType<Roads> {
    const { transport, road, isOwnPhone } = this.#journal.lastAsked ?? {};
    if (isOwnPhone) return this.#ownPhoneRoads();
    return this.#roadsFrom(road ?? transport, 'hangup', 'call');
  }

  /** Why no call is there for a command, where its transport tells of its calls; nothing where there is one. */
  #callProblem(type: CommandType, transport: Transport | undefined, named?: string): string | undefined {
    if ((type === 'hangup' && !named) || !isOfCall(type) || !transport?.tellNews) return undefined;
    const found = this.#calls.for(type, named);
    return 'problem' in found ? found.problem : undefined;
  }

  /** Those that have a phone of their own, or why none has. */
  #ownPhoneRoads(): ReturnType<Roads> {
    const own = this.#transports.filter((each) => canDo(each, 'callWithPhone'));
    if (own.length) return own;
    return this.#transports.map((each) => each.supports('callWithPhone')).filter((support) => !support.ok);
  }

  /** Tells the transports of what nobody has answered: it may be answered late. */
  #follow(): void {
    for (const dial of this.#journal.open) {
      if (this.#followed.has(dial.id)) continue;
      this.#followed.add(dial.id);
      const answered = (guid: string | undefined) => this.#journal.settle(dial.id, guid ? 'placed' : 'failed', guid);
      this.#transports.find(({ name }) => name === dial.transport)?.follow?.(dial, answered);
    }
  }

  #learned(): void {
    this.#follow();
    this.#calls.learned();
    this.#changed();
  }

  /** Adds what only the client knows, and refuses what only the client can see. */
  #complete(command: Command): Command {
    if (command.type === 'respool') checkRespool(command.entry, this.current?.destination, this.cti?.entry);
    return this.#withOwn(command);
  }

  #withOwn(command: Command): Command {
    return isOfCall(command.type) ? this.#withCall(command) : this.#withPhone(command);
  }

  /**
   * A command of a call names it, where its transport tells of its calls; it is refused where there is none for it. Of any
   * other dialer it is of the call in hand.
   */
  #withCall(command: Command): Command {
    const route = selectTransport(this.#roads, command.type, command);
    if (!route.ok) return command; // nobody gets it
    const transport = this.#transports.find(({ name }) => name === route.transport);
    if (!transport?.tellNews) return this.#ofCallInHand(command);
    if (this.#isOfDial(command.type, namedIn(command))) return command;
    const problem = this.#callProblem(command.type, transport, namedIn(command));
    if (problem) throw new CtiError('INVALID', problem, { field: 'call' });
    const found = this.#calls.for(command.type, namedIn(command));
    const isOwn = 'call' in found && found.call.guid && this.#calls.roadOf(found.call) === transport.name;
    return isOwn ? ({ ...command, call: found.call.guid } as Command) : command;
  }

  /** A tag of the current call is for its number. */
  #withPhone(command: Command): Command {
    const call = this.current;
    if (command.type === 'tag' && !command.phone && call?.destination && call.guid === command.guid)
      return { ...command, phone: call.destination };
    return command;
  }

  #ofCallInHand(command: Command): Command {
    const named = namedIn(command);
    if (named && named !== this.current?.guid) throw new CtiError('INVALID', notInHand(), { field: 'call' });
    return command;
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** The answer of a person is nothing to a dialer. */
function unconfirmed<T extends { confirmed?: boolean | undefined }>(command: T): T {
  const dial = { ...command };
  delete dial.confirmed;
  return dial;
}

/** The number that rings now by a command. */
const reachedBy = (command: Command): string | undefined =>
  isDial(command) ? command.destination : command.type === 'transfer' ? transferNumber(command) : undefined;

const isOfAgent = (command: Command): command is CommandOf<'agentState' | 'login' | 'logout'> =>
  command.type === 'agentState' || command.type === 'login' || command.type === 'logout';

/** The call that a command names. */
const namedIn = (command: CommandInput | undefined): string | undefined =>
  command && 'call' in command ? command.call : undefined;

/** As it is set up, if perhaps not now. */
const canDo = (transport: Transport, type: CommandType) => {
  const support = transport.supports(type);
  return support.ok || support.code === 'UNREACHABLE';
};

/** A number that is not to be dialled is not from when that is asked for. */
const canTakeBack = ({ type }: Command) => type !== 'blacklist';
/** How long something can be taken back at most, in milliseconds: it is no place to keep what is to go later. */
const longest = 60_000;

/** How old a press may be when its call is placed, in milliseconds: a tab that stood still must not dial when it wakes. */
const oldest = 30_000;

const stoodStill = () =>
  new CtiError('CANCELED', msg('This page was asleep meanwhile, so the call was not placed. Call again.'), {
    maybeSent: false,
  });
const notKeyed = () =>
  new CtiError(
    'CANCELED',
    msg('The digits before these were not sent, so these were not sent either. Press them again.'),
    {
      maybeSent: false,
    },
  );
const notInHand = () => msg('This dialer can change only the call that you are on.');
const closedText = () => msg('The session is closed.');
const closed = (maybeSent: boolean) => new CtiError('CANCELED', closedText(), { maybeSent });

/** Commands of which one undoes what the other does: of two that are on their way nobody knows which one comes last. */
const turns: Partial<Record<CommandType, string>> = {
  ...{
    hold: 'hold',
    unhold: 'hold',
    mute: 'mute',
    unmute: 'mute',
    hangup: 'hangup',
    answer: 'answer',
    reject: 'answer',
  },
  ...{
    pauseRecording: 'recording',
    resumeRecording: 'recording',
    agentState: 'agent',
    login: 'agent',
    logout: 'agent',
  },
  ...{ transfer: 'transfer', completeTransfer: 'transfer', cancelTransfer: 'transfer' },
};

/** What must not run twice at once: the same command, one of its kind for the same call, and what may ring the same telephone. */
function keysOf(command: Command): string[] {
  const { type } = command;
  if (type === 'dtmf') return []; // the same digit again is another one
  const number = 'destination' in command ? command.destination : reachedBy(command);
  const dials = number === undefined ? [] : numbersIn(number).map((each) => `dial ${each}`);
  const turn = turns[type];
  if (turn) return [`${turn} ${namedIn(command) ?? ''}`, ...dials];
  return number === undefined ? [writeJson(command)] : dials;
}

const mayBeOn = (number: string, milliseconds: number) => {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  const text = msg(str`A call to ${number} may be on: look at your phone. It can be dialled again in ${seconds} s.`);
  return new CtiError('BUSY', text);
};
