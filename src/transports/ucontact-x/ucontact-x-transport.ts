import { msg } from '@lit/localize';
import * as z from 'zod/mini';
import { isGuid } from '../../codecs/guid.js';
import { fieldOf, objectOf, textOf } from '../../codecs/json.js';
import { callChecks } from '../../core/call-commands.js';
import type { CallNews, News } from '../../core/call-state.js';
import type { Command, CommandType, Cti, Reply } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import { supervisorChecks } from '../../core/supervisor-commands.js';
import type { Bulk, MayGo, Support, Transport, Witness } from '../../core/transport.js';
import type { HttpTransportOptions } from '../http/http-transport.js';
import { exactOrigin, MessageGuard } from '../message-guard.js';
import { plainObjectProblem } from '../plain-object.js';
import { notKnown, refusedBy, transportError } from '../transport-error.js';
import { FormBridge } from './form-bridge.js';
import { UcontactXApi, xBulk, type UcontactXUpload } from './ucontact-x-api.js';
import {
  checkWord,
  UcontactXEvent,
  xEventNames,
  XMessage,
  type UcontactDialect,
  type UcontactXEventName,
} from './ucontact-x-events.js';

export { UcontactXEvent, type UcontactDialect, type UcontactXEventName } from './ucontact-x-events.js';
export type { UcontactXUpload } from './ucontact-x-api.js';

export interface UcontactXOptions extends Partial<HttpTransportOptions> {
  /**
   * The address of uContact X, `https://<domain>.ucontactcloud.com`, or a proxy's. Without it nothing is transferred or
   * uploaded. `authorization` gives the whole header value, such as `Bearer …` (C-402, U-89).
   */
  baseUrl?: string;
  /**
   * The window of uContact X: the iframe that shows it in this page, or `parent` where it shows this page. Without it no event
   * is heard. An iframe needs `allow="camera;microphone"`, and this page a place in its `frame-ancestors` (C-405, vendor page).
   */
  ucontact?: HTMLIFrameElement | Window;
  /** Exact origin of uContact X in that window, for example `https://domain.ucontactcloud.com`. Needed with `ucontact`. */
  origin?: string;
  /**
   * What that window says: the events of uContact X, or the answers to a form that it shows. One of them, as other pages of
   * uContact speak in objects too (U-87). `x` when absent.
   */
  dialect?: Exclude<UcontactDialect, 'uphone'>;
  /** How contacts are added. `lists` when absent. The body of `freshLeads` is taken to be that of `lists`: its page was cut. */
  upload?: UcontactXUpload;
  /** The page that hears. This one when absent. */
  page?: Window;
}

const dialer = () => 'uContact X';
const needsAddress = () => msg('The address of uContact X is not set on this page: set baseUrl.');
const noStep = () =>
  msg('uContact X is only asked to begin a transfer: complete it or take it back in its own window.');

/** Nobody knows whether uContact X can be asked for these: its list of actions was cut. */
const unknown: readonly CommandType[] = [
  ...(['call', 'callWithPhone', 'hangup', 'respool', 'schedule', 'tag', 'dispose'] as const),
  ...(['hold', 'unhold', 'mute', 'unmute', 'dtmf', 'pauseRecording', 'resumeRecording', 'answer', 'reject'] as const),
  ...(['agentState', 'agentStates', 'login', 'logout', 'blacklist', 'unblacklist'] as const),
];

/** The answer to a form (C-406). */
const FormMessage = z.object({ action: z.literal('interaction'), interaction: z.optional(z.unknown()) });

/** So many interactions are remembered. */
const remembered = 100;
/** Longer names and numbers are none. */
const longestText = 200;

/** Words for a telephone; the documents print none of the channels. */
const telephone = /tele(?:ph|f)on|\btel\b|phone|voice|\bvoz\b|call|llamad/i;

/** An interaction that uContact X told of. */
interface Interaction {
  /** Nothing where the channel was not said. */
  readonly isCall: boolean | undefined;
  /** What was told of it, where it is a call that is on. */
  readonly news: CallNews | undefined;
}

/**
 * uContact X: begins transfers and adds contacts over HTTP, and tells what its window says of interactions. From vendor pages
 * that were cut, and for the form bridge from public code; tried on no live system.
 *
 * An assigned interaction is a call of which nobody knows whether it rings or is answered, so its state is `unknown`, never
 * `connected` (U-86). With the dialect `form` this page is a form in uContact X: the call for which it was opened is what
 * `cti` gives, and what is told first.
 *
 * @fires UcontactXEvent under each of its names
 */
export class UcontactXTransport extends EventTarget implements Transport {
  declare readonly addEventListener: ((
    type: UcontactXEventName,
    listener: (event: UcontactXEvent) => void,
    options?: AddEventListenerOptions | boolean,
  ) => void) &
    EventTarget['addEventListener'];

  readonly name = 'ucontact-x';
  readonly checks = { ...supervisorChecks, ...callChecks };
  readonly words = [
    ...['api/inbox/id/transfer', 'api/dialer/id/lists', 'freshLeads', 'event', 'data', 'interaction', 'getInteraction'],
    ...[
      ...xEventNames,
      'close',
      'deep',
      'plain',
      'object',
      'frame',
      'without',
      'microphone',
      'guid',
      'asked',
      'nobody',
    ],
  ];

  readonly #page: Window;
  readonly #ucontact: HTMLIFrameElement | Window | undefined;
  readonly #origin: string;
  readonly #dialect: 'x' | 'form';
  readonly #upload: UcontactXUpload;
  readonly #guard: MessageGuard;
  readonly #api: UcontactXApi | undefined;
  readonly #bridge = new FormBridge((message) => this.#post(message));
  readonly #interactions = new Map<string, Interaction>();
  #hear: ((news: News) => void) | undefined;
  #witness: Witness = () => undefined;

  /** Throws `INVALID` for an address or an origin that is none, and for a dialect or a way to upload that nobody knows. */
  constructor(options: UcontactXOptions) {
    super();
    const { baseUrl, ucontact, origin = '', dialect = 'x', upload = 'lists', page = window, ...http } = options;
    checkWord(dialect, ['x', 'form'], 'dialect');
    checkWord(upload, ['lists', 'freshLeads'], 'upload');
    this.#page = page;
    this.#ucontact = ucontact;
    this.#origin = ucontact ? exactOrigin(origin) : '';
    this.#dialect = dialect;
    this.#upload = upload;
    this.#guard = new MessageGuard(this.#origin, () => this.#window, plainObjectProblem);
    const isCall = (guid: string) => this.#interactions.get(guid)?.isCall;
    if (baseUrl !== undefined) this.#api = new UcontactXApi({ ...http, baseUrl, upload, isCall });
    if (ucontact) page.addEventListener('message', this.#receive);
  }

  get bulk(): Bulk {
    return xBulk[this.#upload];
  }

  supports(type: CommandType): Support {
    const refused = (reason: string): Support => ({ ok: false, code: 'UNSUPPORTED', reason });
    if (type === 'transfer' || type === 'addContacts') return this.#api ? { ok: true } : refused(needsAddress());
    if (type === 'completeTransfer' || type === 'cancelTransfer') return refused(noStep());
    if (type === 'cti') {
      if (!this.#ucontact || this.#dialect !== 'form')
        return refused(msg('Only a form in uContact X can ask for its call: set ucontact, and the dialect form.'));
      const isForm = this.#window && this.#window !== this.#page;
      const reason = msg('This page is not inside uContact X.');
      return isForm ? { ok: true } : { ok: false, code: 'UNREACHABLE', reason };
    }
    return unknown.includes(type)
      ? notKnown(dialer())
      : refused(msg('uContact X does not take this from here: do it in uContact X itself.'));
  }

  refusal(command: Command): CtiError | undefined {
    return refusedBy(() => this.#api?.requestOf(this.#whole(command)));
  }

  async send(command: Command, again?: boolean, signal?: AbortSignal, mayGo?: MayGo): Promise<Reply> {
    const { name: transport } = this;
    const support = this.supports(command.type);
    if (!support.ok) throw new CtiError(support.code, support.reason, { transport });
    try {
      if (command.type === 'cti') return { status: 'confirmed', transport, cti: await this.#askForm() };
      return await (this.#api as UcontactXApi).send(this.#whole(command), again, signal, mayGo);
    } catch (cause) {
      throw transportError(cause, transport, command.type !== 'cti');
    }
  }

  tellNews(hear: (news: News) => void): void {
    this.#hear = hear;
    for (const { news } of this.#interactions.values()) if (news) hear(news);
    if (this.supports('cti').ok)
      this.#askForm().catch((cause: unknown) =>
        this.#witness('refused', { why: 'no answer', detail: CtiError.from(cause).message }),
      );
  }

  watch(witness: Witness): void {
    this.#witness = witness;
    this.#api?.watch(witness);
    const side = this.#ucontact;
    if (side && !('window' in side) && !/\bmicrophone\b/.test(side.allow))
      witness('refused', { why: 'frame without microphone' }); // C-405: its telephone stays silent
  }

  /** Tells uContact X, for a form in it, that it may close the form (C-406). Nobody answers. Throws `UNREACHABLE`. */
  closeForm(): void {
    this.#post({ action: 'close' });
  }

  /** Tells uContact X, for a form in it, that the form was sent (C-406). Nobody answers. Throws `UNREACHABLE`. */
  formSent(): void {
    this.#post({ action: 'sent' });
  }

  close(): void {
    this.#page.removeEventListener('message', this.#receive);
    this.#bridge.close();
    this.#api?.close();
    this.#hear = undefined;
  }

  get #window(): Window | null | undefined {
    const side = this.#ucontact;
    return side && 'window' in side ? side : side?.contentWindow;
  }

  #post(message: object): void {
    const { name: transport } = this;
    try {
      const to = this.#window;
      if (!to || to === this.#page) throw new CtiError('UNREACHABLE', msg('This page is not inside uContact X.'));
      this.#witness('sent', message);
      to.postMessage(message, this.#origin);
    } catch (cause) {
      if (cause instanceof CtiError) throw transportError(cause, transport, false);
      throw new CtiError('UNREACHABLE', msg('Nothing could be sent to uContact X.'), { transport, cause });
    }
  }

  async #askForm(): Promise<Cti | null> {
    const cti = await this.#bridge.ask();
    const { guid: call, callerId: number, campaign, data } = cti ?? {};
    if (call && !this.#interactions.has(call)) {
      const row = objectOf(cti?.raw);
      const isCall = isCallIn(row);
      const name = shortText(fieldOf(row, 'clientName'));
      this.#learn(call, {
        isCall,
        news: isCall === false ? undefined : { call, state: 'unknown', number, name, campaign, data },
      });
    }
    return cti;
  }

  /** With the call that is meant: the only one that is on, where none is named. Throws `INVALID` where there are more, or none. */
  #whole(command: Command): Command {
    if (command.type !== 'transfer' || command.call) return command;
    const on = [...this.#interactions].filter(([, { news }]) => news);
    const [[call] = ['']] = on;
    if (on.length === 1) return { ...command, call };
    throw new CtiError('INVALID', msg('Which call? uContact X names each by its guid.'), { field: 'call' });
  }

  readonly #receive = (native: MessageEvent<unknown>) => {
    let why = this.#guard.refusal(native);
    if (!why) {
      why = this.#dialect === 'form' ? this.#readAnswer(native.data) : this.#readEvent(native.data);
      if (why) this.#guard.countUseless();
    }
    if (why) this.#witness('refused', { why });
  };

  /** Why a message is no answer to a form. */
  #readAnswer(message: unknown): string {
    const { data, success } = FormMessage.safeParse(message);
    if (!success) return 'no answer';
    if (!this.#bridge.hear(data.interaction)) return 'nobody asked';
    this.#witness('received', data);
    return '';
  }

  /** Why a message is no event. */
  #readEvent(message: unknown): string {
    const { data: read, success } = XMessage.safeParse(message);
    if (!success) return 'no event';
    const { event, data } = read;
    this.#witness('received', read);
    if (event === 'assignedInteraction') this.#assigned(objectOf(data));
    if (event === 'finishedInteraction') this.#finished(objectOf(data));
    this.dispatchEvent(new UcontactXEvent(event, data));
    return '';
  }

  #assigned(row: Record<string, unknown>): void {
    const call = guidOf(row);
    if (!call) return this.#witness('refused', { why: 'no guid' });
    if (this.#interactions.get(call)?.news) return; // it is told of
    const isCall = isCallIn(row);
    const number = shortText(fieldOf(row, 'clientId'));
    const campaign = shortText(fieldOf(row, 'campaign'));
    this.#learn(call, { isCall, news: isCall === false ? undefined : { call, state: 'unknown', number, campaign } });
  }

  #finished(row: Record<string, unknown>): void {
    const call = guidOf(row);
    if (!call) return this.#witness('refused', { why: 'no guid' });
    const { isCall } = this.#interactions.get(call) ?? {};
    this.#interactions.delete(call);
    // Also of one that the page before this one knew.
    if (isCall !== false) this.#hear?.({ call, state: 'ended' });
  }

  #learn(guid: string, interaction: Interaction): void {
    this.#interactions.set(guid, interaction);
    const [oldest] = this.#interactions.keys();
    if (this.#interactions.size > remembered && oldest !== undefined) this.#interactions.delete(oldest);
    if (interaction.news) this.#hear?.(interaction.news);
  }
}

/** Whether an interaction is a telephone call; nothing where its channel is not said. */
function isCallIn(row: Record<string, unknown>): boolean | undefined {
  const channel = textOf(fieldOf(row, 'channel'));
  return channel ? telephone.test(channel) : undefined;
}

function guidOf(row: Record<string, unknown>): string | undefined {
  const guid = textOf(fieldOf(row, 'guid')).trim();
  return isGuid(guid) ? guid : undefined;
}

/** A name or a number; nothing for what is too long to be one. */
function shortText(value: unknown): string | undefined {
  const text = textOf(value);
  return text && text.length <= longestText ? text : undefined;
}
