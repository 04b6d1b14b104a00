import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { TriangleAlert } from 'lucide';
import { samePhone } from '../../codecs/phone.js';
import type { RespoolEntry, Reply } from '../../core/commands.js';
import { numberView, sentence } from '../shared/datum.js';
import { once } from '../shared/dial-question.js';
import { icon } from '../shared/icon.js';
import { icons } from '../shared/outcome-view.js';
import { isMac } from '../shared/pressed-key.js';
import { timeOfText } from '../shared/time-text.js';
import { inGivenOrder, numbersOf, type RespoolDraft } from './respool-draft.js';

/** A call to a number of a contact that was placed before. */
export interface TriedNumber {
  readonly number: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** What came of it, in the agent's words: `Busy`. */
  readonly result?: string | undefined;
}

/** What the cards show, besides what the draft says. */
export interface NextView {
  /** The number of the call in hand; empty where it is not known. */
  onTheLine: string;
  /** That call is on, as far as somebody said so. */
  isOn: boolean;
  /** The customer's name, where the dialer knows it. */
  name: string;
  tries: readonly TriedNumber[];
  /** The contact is not known to be the one of the call in hand. */
  isOther: boolean;
  /** The number about which a question is open; empty for the order as it stands. */
  asking: string | undefined;
  /** How far what was sent last got. */
  sent: Reply['status'] | undefined;
  isPending: boolean;
  canSend: boolean;
}

const today = (at: number) => new Date(at).toDateString() === new Date().toDateString();

/** The last call of today to a number. */
const lastTry = (phone: string, tries: readonly TriedNumber[]): TriedNumber | undefined =>
  tries.filter(({ number, at }) => samePhone(number, phone) && today(at)).sort((one, other) => other.at - one.at)[0];

/** What kind of number it is, where the contact's data name it, and what is known of it. */
function aboutNumber(phone: string, { data }: RespoolEntry, { onTheLine, isOn, tries }: NextView): unknown {
  const [label] = data.find(([, value]) => samePhone(value, phone)) ?? [''];
  const tried = lastTry(phone, tries);
  const time = tried ? timeOfText(tried.at) : '';
  const known = tried?.result ? `${tried.result} ${time}` : time && msg(str`Called ${time}`);
  const state = isOn && samePhone(phone, onTheLine) ? msg('On the line now') : known;
  return sentence([label, state].filter(Boolean).join('. '), label, tried?.result ?? '', time);
}

/** Asked before another contact than the one of the call is sent. */
export const sureQuestion = (text: unknown): TemplateResult => html`
  <div class="stack" part="question" @keydown=${once}>
    <span id="question">${text}</span>
    <div class="row">
      <button type="button" part="button" name="sure" class="primary" aria-describedby="question">
        ${msg('Send it anyway')}
      </button>
      <button type="button" part="button" name="keep" aria-describedby="question">${msg('Do not send')}</button>
    </div>
  </div>
`;

function numberCard(phone: string, primary: string | undefined, draft: RespoolDraft, view: NextView): TemplateResult {
  const { onTheLine, asking, sent, isPending, canSend } = view;
  const isNext = sent && samePhone(phone, draft.sent?.destination ?? '');
  const isFirst = phone === primary;
  const label = isNext ? msg('Next') : msg('Try next');
  const press = html`<button
    type="button"
    part="button next"
    name="next"
    value=${phone}
    class=${isNext ? `done ${sent}` : isFirst ? 'primary' : ''}
    aria-label="${label}: ${phone}"
    aria-describedby="reason"
    aria-keyshortcuts=${isFirst ? 'Control+Enter Meta+Enter' : nothing}
    aria-busy=${isPending && phone === draft.entry.destination}
    aria-disabled=${!!isNext}
    ?disabled=${!canSend}
  >
    ${isNext ? icon(icons[sent]) : nothing}${label}
    ${isFirst ? html`<kbd data-key="${isMac ? '⌘' : 'Ctrl'} ⏎"></kbd>` : nothing}
  </button>`;
  const call = html`<span class="hint">${msg('This call')}</span>`;
  const question = msg(str`${phone} belongs to contact ${draft.given.contact}. Try it next all the same?`);
  return html`<li part="card" class="card">
    <div>
      <b>${numberView(phone)}</b>
      <div class="hint">${aboutNumber(phone, draft.given, view)}</div>
    </div>
    ${samePhone(phone, onTheLine) ? call : asking === phone ? nothing : press}
    ${asking === phone ? sureQuestion(sentence(question, phone)) : nothing}
  </li>`;
}

/** Whose numbers these are, and a card for each with the one thing to do. The numbers stay in their places whatever is pressed. */
export function nextCards(draft: RespoolDraft, view: NextView): TemplateResult {
  const { onTheLine, isOther, asking, sent, tries, name } = view;
  const free = inGivenOrder(draft).filter((phone) => !samePhone(phone, onTheLine));
  const isQuiet = isOther || sent || asking !== undefined;
  const primary = isQuiet ? undefined : free.find((phone) => !lastTry(phone, tries));
  const contact = msg(str`Contact ${draft.given.contact}`);
  return html`
    <div class="head">
      ${headingView()}
      <span class="hint">${sentence(name && !isOther ? `${contact}, ${name}` : contact, name)}</span>
    </div>
    <ul class="cards">
      ${inGivenOrder(draft).map((phone) => numberCard(phone, primary, draft, view))}
    </ul>
    <p class="hint" ?hidden=${free.length > 0}>${msg('This contact has no other number. Add one under Advanced.')}</p>
  `;
}

export const headingView = (): TemplateResult => html`<h3>${msg('Try this next')}</h3>`;

/** That the contact may be another than the one of the call, and what can be done; nothing where it is right. */
export function otherContactView(
  { given }: RespoolDraft,
  { onTheLine, isOn, asking }: NextView,
  step: 'portals' | 'cti' | undefined,
): TemplateResult {
  const call = isOn ? msg(str`The call is with ${onTheLine}.`) : msg(str`The call was with ${onTheLine}.`);
  const whose = msg(str`These numbers belong to contact ${given.contact}.`);
  return html`<div part="warning" class="banner" data-state="unknown">
    <div role="status" class="warning">
      ${icon(TriangleAlert)}<span
        ><b>${msg('Is this the right contact?')}</b> ${sentence(`${call} ${whose}`, onTheLine)}</span
      >
    </div>
    ${
      step
        ? html`<div>
            <button type="button" part="button" name=${step} class=${asking === undefined ? 'primary' : ''}>
              ${step === 'cti' ? msg('Read the call from the portal') : msg('Show the numbers of this call')}
            </button>
          </div>`
        : nothing
    }
  </div>`;
}

/** Whether the call in hand is with nobody of these numbers, and its portal names another contact for it, or none. */
export const isOtherContact = (
  { given }: RespoolDraft,
  onTheLine: string,
  portals: RespoolEntry | undefined,
): boolean =>
  !!onTheLine &&
  !(portals?.contact === given.contact && portals.campaign === given.campaign) &&
  !numbersOf(given).some((phone) => samePhone(phone, onTheLine));
