import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import {
  BellRing,
  CircleQuestionMark,
  Ellipsis,
  Phone,
  PhoneIncoming,
  PhoneOff,
  PhoneOutgoing,
  type IconNode,
} from 'lucide';
import type { CallState } from '../../core/call-state.js';
import type { CtiClient, CurrentCall } from '../../core/client.js';
import type { CommandInput, CommandType } from '../../core/commands.js';
import { campaignTag, datum, numberView, wayOf } from './datum.js';
import { icon } from './icon.js';

/** Two bars. */
export const bars: IconNode = [['path', { d: 'M9 5v14M15 5v14' }]];

type Look = [icon: IconNode, words: () => string];

const answered: Look = [PhoneIncoming, () => msg('Answered')];
const looks: Readonly<Record<CallState, Look>> = {
  dialling: [Ellipsis, () => msg('Dialling')],
  ringing: [BellRing, () => msg('Ringing')],
  connected: [Phone, () => msg('On call')],
  held: [bars, () => msg('On hold')],
  incoming: [PhoneIncoming, () => msg('Incoming')],
  ended: [PhoneOff, () => msg('Ended')],
  placed: [PhoneOutgoing, () => msg('Dialled')],
  unknown: [CircleQuestionMark, () => msg('Not confirmed')],
};

/** Where a call is, by an icon and a word; one that its portal named for an inbound campaign was not dialled. */
export function stateView(state: CallState, campaign = ''): TemplateResult {
  const isIn = state === 'placed' && wayOf(campaign)?.isOut === false;
  const [shape, words] = isIn ? answered : looks[state];
  return html`${icon(shape)}<span>${words()}</span>`;
}

/** Who is at the other end: the name where one is known, the number, the campaign. */
export function partyView({ name, destination, campaign }: CurrentCall): TemplateResult {
  const number = destination ? numberView(destination) : name ? '' : msg('Number not known');
  // The blanks stand between: at the ends of a template the built files have none.
  return html`${name ? html`<b>${datum(name)}</b>` : nothing}
    <span class="number">${number}</span>
    ${campaign ? html`<span class="hint campaign">${campaignTag(campaign)}</span>` : nothing}`;
}

/** The same in one line of text. */
export const partyText = ({ name, destination }: CurrentCall): string =>
  [name, destination].filter(Boolean).join(' ') || msg('Number not known');

/** Whether a command can be sent now, and why not; `isNever`: nothing that is set up here can. */
export interface Offer {
  readonly can: boolean;
  readonly isNever: boolean;
  readonly why: string;
}

export function offerOf(client: CtiClient, type: CommandType, command?: CommandInput): Offer {
  const support = client.supports(type, command);
  return support.ok
    ? { can: true, isNever: false, why: '' }
    : { can: false, isNever: support.code === 'UNSUPPORTED', why: support.reason };
}

/** Whether something that is set up here can carry one of these, now or later. */
export const isSomeOffered = (client: CtiClient, types: readonly CommandType[]): boolean =>
  types.some((type) => !offerOf(client, type).isNever);

/** The commands that each of these elements is for. */
export const controlTypes = [
  'hold',
  'unhold',
  'mute',
  'unmute',
  'dtmf',
  'transfer',
  'pauseRecording',
  'resumeRecording',
] as const;
export const agentTypes = ['agentState', 'login', 'logout'] as const;
export const answerTypes = ['answer', 'reject'] as const;
