import { ContextEvent } from '@lit/context';
import { msg } from '@lit/localize';
import type { LitElement, ReactiveController } from 'lit';
import type { CtiClient, SendOptions } from '../../core/client.js';
import type { CommandInput, CommandType, ReplyTo } from '../../core/commands.js';
import { isDial } from '../../core/is-dial.js';
import { sessionContext, type SessionContext } from '../../core/session-context.js';
import { CtiError } from '../../core/errors.js';
import { CtiErrorEvent, CtiRequestEvent, CtiResultEvent } from '../../core/events.js';
import { focusAnswer, questionOf, rememberAnswer, withAnswer } from './dial-question.js';
import type { OutboxEnd } from '../../outbox/outbox-entry.js';
import { isSameCall, ownerOf, type CallIdentity } from './call-identity.js';
import { nextStep } from './next-step.js';
import { OutboxEnds } from './outbox-ends.js';
import { outcomeOfError, outcomeOfReply, type NextStep, type Outcome } from './outcome.js';

const noSession: SessionContext = {
  client: undefined,
  campaign: '',
  callerId: '',
  customerTimeZone: '',
  dialerTimeZone: '',
};

const idle: Outcome = { state: 'idle' };

const callInHand = ({ client }: CommandController) => client?.current;

export const noSessionText = (): string => msg('This control needs a <cti-session> around it.');

export const clearedText = (): string =>
  msg('What stood here was typed for another agent or server: it was cleared, and not sent.');

/** Under this an event says which client sends its command. It may be heard by another copy of this library. */
const sender = Symbol.for('portside-client');

/** The client that sends the command of an element's event; nothing for an event of somebody else. */
export const senderOf = (event: Event): CtiClient | undefined => (event as { [sender]?: CtiClient })[sender];

/** Whose an outcome is, and of which call. */
interface OutcomeSubject {
  client: CtiClient | undefined;
  call: CallIdentity | undefined;
}

/** An outcome with what it is about. */
interface KnownOutcome {
  outcome: Outcome;
  about: OutcomeSubject;
}

/**
 * Runs an element's commands: asks the page, sends, shows and announces the outcome. All elements go through here. An
 * element of which several can be on their way at a time holds an outcome for each, by a key; the empty key is its own.
 */
export class CommandController implements ReactiveController {
  /** Made with the first of them. */
  #outcomes: Map<string, KnownOutcome> | undefined;
  readonly #host: LitElement & { client: CtiClient | undefined };
  #session: SessionContext | undefined;
  /** Tells the session to say no more. */
  #leave: (() => void) | undefined;
  /** The call that the element shows, where its outcomes are about a call. */
  #callOf: ((commands: CommandController) => CallIdentity | undefined) | undefined;
  /** Empties the element of what was typed, and says whether anything was. */
  #clear: (() => boolean) | undefined;
  /** Sends the element's command again, as its own button would; nothing where that button stands beside what happened. */
  again: (() => void) | undefined;
  /** Empties the element of what it sent last, where that still stands there: it was delivered from the outbox since. */
  delivered: ((status: 'confirmed' | 'sent') => void) | undefined;
  #ends: OutboxEnds | undefined;
  /** Who was here last. */
  #owner: string | undefined;
  #watched: CtiClient | undefined;

  constructor(host: LitElement & { client: CtiClient | undefined }) {
    this.#host = host;
    host.addController(this);
  }

  /**
   * From now on an outcome is shown only while its call is the one that the element shows. Without this it stays until the
   * next action, as long as its agent is here.
   */
  followCall(callOf: (commands: CommandController) => CallIdentity | undefined = callInHand): void {
    this.#callOf = callOf;
  }

  /** From now on what is typed belongs to who is here: `clear` empties the element of it, and says whether anything was. */
  followOwner(clear: () => boolean): void {
    this.#clear = clear;
  }

  /**
   * Looks whether another agent is here than before, or another server. What was typed goes then, and the element says
   * so: true, and whoever is about to send that does not. Looked at before each drawing and each command.
   */
  leaveOwner(owner = this.owner): boolean {
    const before = this.#owner;
    this.#owner = owner ?? before;
    if (!before || this.#owner === before || !this.#clear?.()) return false;
    if (!this.pending) this.show({ state: 'stopped', command: { type: 'cti' }, reason: clearedText() });
    return true;
  }

  /** Who is here: an agent at a server; nothing without a client. */
  get owner(): string | undefined {
    return ownerOf(this.client);
  }

  /** The element's own client, else the session's. */
  get client(): CtiClient | undefined {
    return this.#host.client ?? this.session.client;
  }

  get session(): SessionContext {
    return this.#refusal ? noSession : (this.#session ?? noSession);
  }

  /** Why the session around does not let this element use it. */
  get #refusal(): string | undefined {
    return this.#session?.refusal?.(this.#host);
  }

  get outcome(): Outcome {
    return this.outcomeOf('');
  }

  get pending(): boolean {
    return this.isPending('');
  }

  /** The entry of the outbox that the last command lies in, where it waits for the agent there. */
  get entry(): string | undefined {
    const { outcome } = this;
    return 'error' in outcome ? outcome.error.entry : undefined;
  }

  outcomeOf(key: string): Outcome {
    const known = this.#outcomes?.get(key);
    return known && this.#isShown(known) ? known.outcome : idle;
  }

  isPending(key: string): boolean {
    return this.outcomeOf(key).state === 'pending';
  }

  supports(type: CommandType, command?: CommandInput): { ok: true } | { ok: false; reason: string } {
    return this.client?.supports(type, command) ?? { ok: false, reason: this.#refusal ?? noSessionText() };
  }

  /** Why nothing that is set up here can ever carry any of these; empty where something can, now or later. */
  never(...types: readonly CommandType[]): string {
    const supports = types.map((type) => this.client?.supports(type));
    const whys = supports.map((each) => (each?.ok === false && each.code === 'UNSUPPORTED' ? each.reason : ''));
    return whys.every(Boolean) ? [...new Set(whys)].join(' ') : '';
  }

  /** Asks whether the page lets the element do this: nothing when it does, else the outcome to show. */
  ask(command: CommandInput): Outcome | undefined {
    const request = new CtiRequestEvent(command);
    return this.#tell(request, this.client) ? undefined : { state: 'stopped', command, reason: request.reason };
  }

  /**
   * Resolves with nothing when the page cancelled the command, it failed, the one before it is still on its way, or it was
   * made of what another agent typed. `send` is given what to tell the client of this element.
   */
  run<T extends CommandInput>(
    command: T,
    send?: (client: CtiClient, options: SendOptions) => Promise<ReplyTo<T['type']>>,
    key = '',
  ): Promise<ReplyTo<T['type']> | undefined> {
    if (this.leaveOwner() || this.isPending(key)) return Promise.resolve(undefined);
    const begun = this.#here;
    const asked = withAnswer(command, this.client);
    const shows = () => this.#host.isConnected && isSeen(this.#host) && this.#isHere(begun);
    const run = send ?? ((client, options) => client.send(asked, options));
    return this.announce(
      asked,
      (client) => run(client, { shows }),
      (outcome) => this.#showOwn(this.#asking(outcome, asked, key), key, subjectOf(asked, outcome, begun)),
    );
  }

  /** Shows what became of the element's own command. Of what is held for a moment speaks whoever offers to take it back. */
  #showOwn(outcome: Outcome, key: string, about: OutcomeSubject): void {
    const isHeld = 'reply' in outcome && outcome.reply.until;
    this.show(isHeld ? idle : this.#withNext(outcome, key), key, about);
  }

  /** Says again of what stands in the element since before the page was loaded, and lies in the outbox, how that stands. */
  async recall(id = ''): Promise<void> {
    const { outbox } = this.client ?? {};
    const about = this.#here;
    if (id) await outbox?.endOf?.(id); // it is open then
    const entry = outbox?.list().find((each) => each.id === id);
    const isSaid = this.outcome.state !== 'idle' || !this.#isHere(about);
    if (isSaid || (entry?.state !== 'unknown' && entry?.state !== 'held')) return;
    const { command, code = 'REJECTED', reason, state } = entry;
    const error = new CtiError(code, reason, { maybeSent: state === 'unknown', entry: id });
    this.#showOwn(outcomeOfError(command, error), '', about);
  }

  /** What became of a command that was left in the outbox. */
  #settle(key: string, left: Outcome, end: OutboxEnd): void {
    const { outcome, about } = this.#outcomes?.get(key) ?? {};
    if (outcome !== left || !('error' in left)) return;
    if (end.state === 'discarded') return this.show(idle, key, about);
    const { status } = end;
    this.show(outcomeOfReply(left.command, { status, transport: 'outbox' }), key, about);
    if (!key) this.delivered?.(status);
  }

  /** An outcome with what the agent can do next, where there is something. */
  #withNext(outcome: Outcome, key: string): Outcome {
    const step = nextStep(outcome, this.supports('cti').ok);
    const presses: Record<NextStep, (() => void) | undefined> = {
      check: () => void this.run({ type: 'cti' }, undefined, key),
      sendAgain: key ? undefined : this.again,
      signIn: this.session.signIn,
    };
    const press = step && presses[step];
    return press ? ({ ...outcome, next: { step, press } } as Outcome) : outcome;
  }

  /** Where a person is to be asked first, the question; it runs the command again when the answer is yes. */
  #asking(outcome: Outcome, command: CommandInput, key: string): Outcome {
    const { client } = this;
    const shown = questionOf(outcome, (isYes) => {
      back();
      if (isYes) rememberAnswer(command, client);
      if (isYes) void this.run({ ...command, confirmed: true } as CommandInput, undefined, key);
      else
        this.show(
          { state: 'stopped', command, reason: isDial(command) ? msg('Not called.') : msg('Not transferred.') },
          key,
        );
    });
    const back = shown.state === 'question' ? focusAnswer(this.#host, shown) : () => undefined;
    return shown;
  }

  /**
   * Asks, sends and announces, and tells `show` how far it is. Resolves with nothing when the page cancelled it, or it
   * failed. Where there is no client, or its session is closed, the page is not asked.
   */
  async announce<T extends CommandInput>(
    command: T,
    send: (client: CtiClient) => Promise<ReplyTo<T['type']>>,
    show: (outcome: Outcome) => void,
  ): Promise<ReplyTo<T['type']> | undefined> {
    let { client } = this;
    try {
      this.#openClient(command.type);
      const stopped = this.ask(command);
      if (stopped) {
        show(stopped);
        return undefined;
      }
      const { owner } = this;
      if (owner !== ownerOf(client)) throw new CtiError('CANCELED', clearedText(), { maybeSent: false });
      client = this.#openClient(command.type);
      show({ state: 'pending' });
      const reply = await send(client);
      show(outcomeOfReply(command, reply));
      this.#tell(new CtiResultEvent(command, reply), client);
      return reply;
    } catch (cause) {
      const error = CtiError.from(cause);
      show(outcomeOfError(command, error));
      this.#tell(new CtiErrorEvent(command, error), client);
      return undefined;
    }
  }

  /** Refuses a command for what only the element can see. Nothing is sent. */
  refuse(command: CommandInput, message: string, field?: string): undefined {
    if (this.leaveOwner()) return;
    const error = new CtiError('INVALID', message, { field });
    this.show(outcomeOfError(command, error));
    this.#tell(new CtiErrorEvent(command, error), this.client);
  }

  /** Shows how something ended. Nothing is announced. */
  show(outcome: Outcome, key = '', about = this.#here): void {
    (this.#outcomes ??= new Map()).set(key, { outcome, about });
    this.#host.requestUpdate();
  }

  /** What is wrong with a field of the last command, by its path or the start of it. */
  problem(...fields: string[]): string | undefined {
    const { outcome } = this;
    if (!('error' in outcome)) return undefined;
    const { field, message } = outcome.error;
    return field && fields.some((each) => field === each || field.startsWith(`${each}.`)) ? message : undefined;
  }

  /** Forgets what happened. What is on its way stays on its way: forgetting it would let it be sent twice. */
  reset(key = ''): void {
    if (!this.isPending(key)) this.show(idle, key);
  }

  /** Leaves the outcomes of these keys and the element's own. */
  keepOnly(keys: ReadonlySet<string>): void {
    for (const key of this.#outcomes?.keys() ?? []) if (key && !keys.has(key)) this.#outcomes?.delete(key);
  }

  /** An element that was moved in the page watches its client again. */
  hostConnected(): void {
    this.#host.dispatchEvent(new ContextEvent(sessionContext, this.#host, this.#take, true));
    this.#host.requestUpdate();
  }

  /** Once another call or agent is there, an outcome does not come back with its own. */
  hostUpdate(): void {
    const client = this.#host.isConnected ? this.client : undefined;
    if (client !== this.#watched) this.#watch(client);
    if (!this.#host.isConnected) return; // it may only be moved
    this.leaveOwner(ownerOf(client));
    for (const [key, known] of this.#outcomes ?? []) {
      const { outcome } = known;
      if (!this.#isShown(known)) this.#outcomes?.delete(key);
      else if ('error' in outcome && outcome.error.entry)
        (this.#ends ??= new OutboxEnds()).ask(client?.outbox, [outcome.error.entry], (_, end) =>
          this.#settle(key, outcome, end),
        );
    }
  }

  /** Out of its session an element is none of it. */
  hostDisconnected(): void {
    this.#leave?.();
    this.#leave = this.#session = undefined;
    this.#watch(undefined);
    this.#host.requestUpdate();
  }

  readonly #take = (session: SessionContext, leave?: () => void) => {
    if (leave !== this.#leave) this.#leave?.();
    this.#leave = leave;
    this.#session = session;
    this.#host.requestUpdate();
  };

  get #here(): OutcomeSubject {
    return { client: this.client, call: this.#callOf?.(this) };
  }

  #isShown({ outcome, about }: KnownOutcome): boolean {
    return outcome.state === 'pending' || this.#isHere(about);
  }

  #isHere({ client, call }: OutcomeSubject): boolean {
    return ownerOf(client) === this.owner && (!this.#callOf || isSameCall(call, this.#callOf(this)));
  }

  #tell(event: Event, client: CtiClient | undefined): boolean {
    return this.#host.dispatchEvent(Object.assign(event, { [sender]: client }));
  }

  #openClient(type: CommandType): CtiClient {
    const { client } = this;
    if (!client) throw new CtiError('UNREACHABLE', this.#refusal ?? noSessionText());
    const support = client.supports(type);
    if (!support.ok && support.code === 'CANCELED')
      throw new CtiError('CANCELED', support.reason, { maybeSent: false });
    return client;
  }

  #watch(client: CtiClient | undefined): void {
    this.#watched?.removeEventListener('change', this);
    this.#watched = client;
    client?.addEventListener('change', this);
  }

  /** The client's own event: something changed. */
  handleEvent(): void {
    this.#host.requestUpdate();
  }
}

/** Not every browser can say so. */
const isSeen = (element: Partial<Element>) => element.checkVisibility?.() ?? true;

/** What an outcome is about: a dial makes the call that it is about, and a question finds it out. */
function subjectOf({ type }: CommandInput, outcome: Outcome, begun: OutcomeSubject): OutcomeSubject {
  const isOpen = outcome.state === 'pending' || outcome.state === 'stopped' || outcome.state === 'refused';
  if (isOpen || (type !== 'call' && type !== 'callWithPhone' && type !== 'cti')) return begun;
  const guid = 'reply' in outcome && 'guid' in outcome.reply ? outcome.reply.guid : undefined;
  return { client: begun.client, call: guid ? { guid } : begun.client?.current };
}
