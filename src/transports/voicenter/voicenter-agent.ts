import { msg } from '@lit/localize';
import type { AgentReason } from '../../core/call-commands.js';
import type { News } from '../../core/call-state.js';
import type { CommandOf, CommandType } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import type { Support, Witness } from '../../core/transport.js';
import type { Fields } from '../../codecs/json.js';
import type { SendRequest } from '../http/http-transport.js';
import type { JsonOperations } from '../http/json-transport.js';
import { restated } from '../transport-error.js';
import { isMonitorNo, readExtensionsCalls } from './voicenter-calls.js';
import {
  firstLeg,
  isClickAnswer,
  readClickCall,
  readTerminate,
  writeClickCall,
  writeTerminate,
  writeVariables,
  type VoicenterLine,
} from './voicenter-phone.js';
import { isMuteNo, readMute, writeMute } from './voicenter-recording.js';
import type { VoicenterService, VoicenterServices } from './voicenter-services.js';
import {
  agentOf,
  checkReasons,
  defaultReasons,
  isPause,
  isStatusNo,
  loggedIn,
  loggedOut,
  readStatusAnswer,
  readStatuses,
  writeStatus,
} from './voicenter-status.js';
import { ExtensionWatch } from './voicenter-watch.js';

/** The agent's side of a Voicenter account: an extension, and who sits there. */
export interface VoicenterPhone extends VoicenterLine {
  /** Voicenter's id of the agent: without it there is no state (C-313). */
  userId?: string | number;
  /**
   * Why the agent may pause, each by Voicenter's number from 3 on; the vendor's list when absent (C-314). A function is
   * asked each time. `account` asks Voicenter for the account's own names, which public code alone shows, by GET (C-317, V-35).
   * It goes out as a JSON POST like all the rest (V-23), so that no secret is in an address: the proxy makes a GET of it. Where
   * nobody does, Voicenter may refuse it: then name the reasons here.
   */
  pauseReasons?: readonly AgentReason[] | (() => readonly AgentReason[] | Promise<readonly AgentReason[]>) | 'account';
  /** Seconds between two questions what is on at the extension: 5 when absent, and never fewer (C-327). */
  pace?: number;
}

/** Milliseconds that a hang-up waits to hear what is on at the extension (V-24). */
const questionTime = 2_000;

const withPhone: readonly CommandType[] = [
  ...(['call', 'hangup', 'pauseRecording', 'resumeRecording'] as const),
  ...(['agentState', 'agentStates', 'login', 'logout'] as const),
];

/** What nobody can ask Voicenter for (C-312). */
const atThePhone: readonly CommandType[] = [
  ...(['hold', 'unhold', 'mute', 'unmute', 'dtmf', 'transfer'] as const),
  ...(['completeTransfer', 'cancelTransfer', 'answer', 'reject'] as const),
];

/** Why a command of a call in progress cannot be asked of Voicenter, whatever is set; nothing for any other. */
export function phoneOnly(type: CommandType): string | undefined {
  if (type === 'mute' || type === 'unmute')
    return msg('Voicenter mutes recordings only: mute the microphone on your phone.');
  if (type === 'answer')
    return msg('Voicenter cannot answer from here: do it on your phone, or let it answer by itself (autoAnswer).');
  return atThePhone.includes(type) ? msg('Voicenter does this on your phone only: use its keys.') : undefined;
}

/** Whether a command needs the agent's phone. */
export const needsAgentPhone = (type: CommandType): boolean => withPhone.includes(type);

export const noPhone = (): string =>
  msg('The agent’s phone at Voicenter is not set on this page: set phone on the transport.');

/** What one agent's extension can be asked for, and what it tells. */
export class VoicenterAgent {
  readonly #phone: VoicenterPhone;
  readonly #services: VoicenterServices;
  readonly #watch: ExtensionWatch;
  readonly #witness: Witness;
  /** What the account named, once it was asked. */
  #named: readonly AgentReason[] | undefined;

  readonly operations: JsonOperations = {
    call: async (command, ask) => {
      const request = this.#services.request('calls', writeClickCall(this.#phone, command), isClickAnswer);
      const end = this.#watch.dials();
      try {
        const guid = readClickCall(await ask(request));
        this.#watch.placed(guid);
        return { guid };
      } finally {
        end();
      }
    },
    hangup: async (command, ask) => (await this.#hangup(command, ask), {}),
    pauseRecording: async ({ call }, ask) => (await this.#mute(ask, call, true), {}),
    resumeRecording: async ({ call }, ask) => (await this.#mute(ask, call, false), {}),
    agentState: async ({ state, reason }, ask) => {
      if (state === 'ready') return (await this.#status(ask, loggedIn), {});
      await this.#status(ask, await this.#pause(reason));
      return {};
    },
    agentStates: async (_, ask) => ({ reasons: await this.#reasons(ask) }),
    login: async (_, ask) => (await this.#status(ask, loggedIn), {}),
    logout: async (_, ask) => (await this.#status(ask, loggedOut), {}),
  };

  /**
   * `run` makes one operation of its own. Throws `INVALID` for a phone without an extension, for variables that no call can
   * have, and for reasons that are none.
   */
  constructor(
    phone: VoicenterPhone,
    services: VoicenterServices,
    run: (work: (ask: SendRequest) => Promise<Fields>) => Promise<Fields>,
    { account, witness }: { account: string; witness: Witness },
  ) {
    const { extension, variables, pauseReasons, pace = 0 } = phone;
    if (!extension.trim())
      throw new CtiError('INVALID', msg('The agent’s extension is missing.'), { field: 'phone.extension' });
    if (variables && typeof variables !== 'function') writeVariables(variables);
    if (Array.isArray(pauseReasons)) checkReasons(pauseReasons as readonly AgentReason[]);
    this.#phone = phone;
    this.#services = services;
    this.#witness = witness;
    this.#watch = new ExtensionWatch({
      extension,
      pace,
      name: `${account} ${extension}`,
      isHere: firstLeg(phone) === extension,
      canAsk: firstLeg(phone) === extension && services.support('monitor').ok,
      ask: () => run((ask) => this.#question(ask)),
      isPause: (id) => this.#isNamed(id),
      witness,
    });
  }

  /** Whether one of its commands can be asked for, as things are set. */
  supports(type: CommandType): Support {
    const road = (service: VoicenterService) => this.#services.support(service);
    if (type === 'call' || type === 'hangup') return road('calls');
    if (type === 'pauseRecording' || type === 'resumeRecording') return road('mute');
    if (type === 'agentStates') return this.#phone.pauseReasons === 'account' ? road('statuses') : { ok: true };
    if (this.#phone.userId === undefined || this.#phone.userId === '')
      return {
        ok: false,
        code: 'UNSUPPORTED',
        reason: msg('Voicenter knows an agent’s state by an id: set phone.userId on its transport.'),
      };
    return road('status');
  }

  /** Throws `INVALID` for a call that cannot be written. */
  check(call: CommandOf<'call'>): void {
    writeClickCall(this.#phone, call);
  }

  /** Tells from now on: by questions of this page or of another one's, by events that are handed on, and after its own commands. */
  tellNews(hear: (news: News) => void): void {
    this.#watch.listen(hear);
  }

  hearEvent(event: unknown): void {
    this.#watch.hearEvent(event);
  }

  end(): void {
    this.#watch.end();
  }

  /**
   * A hang-up names no call: it ends whatever is on the phone (C-310). So it goes without a question where the extension is
   * known to have this call alone, and is refused where it has only others; else a person must have been told (V-24).
   */
  async #hangup({ call, confirmed }: CommandOf<'hangup'>, ask: SendRequest): Promise<void> {
    const meant = call ?? this.#watch.own;
    const isOnExtension = firstLeg(this.#phone) === this.#phone.extension;
    let on = isOnExtension ? this.#watch.fresh(meant) : undefined;
    if (!on && isOnExtension && !confirmed && this.#services.support('monitor').ok) on = await this.#askNow(ask, meant);
    if (meant && on?.length && !on.includes(meant))
      throw new CtiError(
        'INVALID',
        msg('Another call is on your phone, and this would end that one: use your phone.'),
        {
          field: 'call',
          maybeSent: false,
        },
      );
    const isSure = !!meant && on?.length === 1 && on[0] === meant;
    if (!isSure && !confirmed)
      throw new CtiError('INVALID', msg('This ends whatever is on your phone. Press again to do it.'), {
        field: 'confirmed',
        maybeSent: false,
      });
    readTerminate(await ask(this.#services.request('calls', writeTerminate(this.#phone), isClickAnswer)));
    // Of more than one nobody knows which it was: the next questions tell.
    if (meant && (on?.length ?? 0) < 2) this.#watch.ended(meant);
  }

  /** What is on now; nothing where that is not answered in time. */
  async #askNow(ask: SendRequest, meant: string | undefined): Promise<readonly string[] | undefined> {
    const began = Date.now();
    try {
      this.#watch.learn(await this.#question(ask, questionTime), began);
    } catch (cause) {
      const { code } = CtiError.from(cause);
      if (code === 'CANCELED' || code === 'UNREACHABLE') throw restated(cause, { maybeSent: false });
    }
    return this.#watch.fresh(meant);
  }

  async #question(ask: SendRequest, timeout?: number): Promise<Fields> {
    const { extension } = this.#phone;
    const request = this.#services.request('monitor', { extension }, isMonitorNo);
    const answer = await ask({ ...request, isQuiet: true, ...(timeout !== undefined && { timeout }) });
    return readExtensionsCalls(answer, extension);
  }

  /** By the call where it is known, else by the extension, which is all its calls (C-319, V-28). */
  async #mute(ask: SendRequest, call: string | undefined, isPaused: boolean): Promise<void> {
    const { extension } = this.#phone;
    const ivrid = call ?? this.#watch.own;
    if (!ivrid) this.#witness('refused', { why: 'many calls' }); // a warning: nobody knows which one is meant
    const body = writeMute(ivrid ? { ivrid } : { extension }, isPaused);
    readMute(await ask(this.#services.request('mute', body, isMuteNo)));
    this.#watch.recording(ivrid, isPaused);
  }

  async #status(ask: SendRequest, status: number): Promise<void> {
    const body = writeStatus(this.#phone.extension, this.#phone.userId ?? '', status);
    readStatusAnswer(await ask(this.#services.request('status', body, isStatusNo)));
    const agent = agentOf(status, isPause);
    if (agent) this.#watch.setAgent(agent);
  }

  /** The number of a pause. Throws `INVALID` for none, and for one that is not on the list. */
  async #pause(reason: string | undefined): Promise<number> {
    const wrong = (message: string) => new CtiError('INVALID', message, { field: 'reason' });
    if (!reason?.trim()) throw wrong(msg('Voicenter wants to know why you pause: choose a reason.'));
    const { pauseReasons } = this.#phone;
    const list = pauseReasons === 'account' ? this.#named : await this.#reasons();
    const isKnown = list ? list.some(({ id }) => id === reason) : isPause(reason);
    if (isKnown) return Number(reason);
    throw wrong(msg('Voicenter does not know this reason here: choose one of the list.'));
  }

  async #reasons(ask?: SendRequest): Promise<readonly AgentReason[]> {
    const { pauseReasons = defaultReasons() } = this.#phone;
    if (typeof pauseReasons === 'function') return (this.#named = checkReasons(await pauseReasons()));
    if (pauseReasons !== 'account') return pauseReasons;
    if (this.#named || !ask) return this.#named ?? [];
    return (this.#named = readStatuses(await ask(this.#services.request('statuses', {}))));
  }

  #isNamed(id: string): boolean {
    const { pauseReasons } = this.#phone;
    const list = typeof pauseReasons === 'function' || pauseReasons === 'account' ? this.#named : pauseReasons;
    return [...defaultReasons(), ...(list ?? [])].some((each) => each.id === id);
  }
}
