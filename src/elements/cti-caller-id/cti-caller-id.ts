import { msg } from '@lit/localize';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { SessionContext } from '../../core/session-context.js';
import { bareNumber } from '../../codecs/phone.js';
import { writeJson } from '../../codecs/write-json.js';
import { getTabItem, setTabItem } from '../../core/tab-storage.js';
import { offerOf } from '../shared/call-view.js';
import { noSessionText } from '../shared/command-controller.js';
import { CtiElement } from '../shared/cti-element.js';
import { isolatedText, sentence } from '../shared/datum.js';
import { JsonChild } from '../shared/json-child.js';
import { neverLine, problemLine } from '../shared/outcome-view.js';
import { readCallerNumbers, type CallerNumber } from './caller-numbers.js';

/** What this agent chose, by campaign; empty for the session's own. */
type Choices = Readonly<Record<string, string>>;

const itemOf = (owner: string) => `caller-id ${owner}`;

/**
 * Which number customers see: one of the page's list, for all elements of the session that have none of their own. Remembered
 * for this agent and campaign while the tab is open.
 *
 * @element cti-caller-id
 *
 * @fires change - The person chose another number.
 *
 * @slot - A `<script type="application/json">` with the numbers, for a page without script. Nothing else is shown.
 *
 * @csspart field - The native select.
 * @csspart error - What is wrong with the list.
 */
export class CtiCallerId extends CtiElement {
  static override styles = [
    ...CtiElement.styles,
    css`
      select {
        max-width: 100%;
      }
    `,
  ];

  static override properties: PropertyDeclarations = { numbers: {}, campaign: {} };

  /**
   * The numbers: texts, or `{ number, name?, campaign? }`, of which one with a campaign is for that one only. The attribute
   * and the JSON child hold the same as JSON.
   */
  numbers: readonly (CallerNumber | string)[] | string | undefined;

  /** The campaign that is called for. The session's when empty. */
  campaign = '';

  /** What this element set on its session, and what the page had set there. */
  #set: string | undefined;
  #own = '';
  /** How the session is told: it is another function of another session. */
  #tell: SessionContext['setCallerId'];
  /** Agent, campaign and list for which a remembered choice was taken. */
  #takenFor = '';

  readonly #json = new JsonChild(this);

  /** The number that is chosen; empty for the session's own. */
  get value(): string {
    return this.#set ?? '';
  }

  get #campaign(): string {
    return this.given(this.campaign, 'campaign');
  }

  /** The numbers of this campaign. */
  get #list(): ReturnType<typeof readCallerNumbers> {
    const { numbers, problem } = readCallerNumbers(this.numbers ?? this.#json.text);
    const campaign = this.#campaign;
    const those = numbers.filter((each) => !each.campaign || each.campaign === campaign);
    const first = (number: string) => those.find((each) => bareNumber(each.number) === bareNumber(number));
    return { numbers: those.filter((each) => each === first(each.number)), problem };
  }

  get #choices(): Choices {
    return Object(getTabItem(itemOf(this.commands.owner ?? ''))) as Choices;
  }

  /** What was chosen before is chosen again where agent, campaign or list is another. */
  protected override willUpdate(): void {
    const { client, owner, session } = this.commands;
    const { callerId, setCallerId } = session;
    if (setCallerId !== this.#tell) this.#takenFor = '';
    if (setCallerId !== this.#tell || callerId !== (this.#set ?? this.#own)) {
      [this.#tell, this.#own, this.#set] = [setCallerId, callerId, undefined]; // the page's
    }
    const { numbers } = this.#list;
    if (!client) return;
    const sign = writeJson([owner, this.#campaign, numbers]);
    if (sign === this.#takenFor) return;
    this.#takenFor = sign;
    const chosen = this.#choices[this.#campaign];
    if (chosen && numbers.some(({ number }) => number === chosen)) this.#give(chosen);
    else if (this.#set !== undefined) this.#give('');
  }

  /** Gives a number to the session; empty gives back what stood there before. */
  #give(number: string): void {
    this.#set = number || undefined;
    this.#tell?.(number || this.#own);
  }

  readonly #onChange = ({ target }: Event) => {
    const number = (target as HTMLSelectElement).value;
    setTabItem(itemOf(this.commands.owner ?? ''), { ...this.#choices, [this.#campaign]: number });
    this.#give(number);
    this.dispatchEvent(new Event('change', { bubbles: true }));
  };

  protected override render(): TemplateResult {
    const { client, session } = this.commands;
    if (!client || !session.setCallerId) return html`<p class="hint">${noSessionText()}</p>`;
    const { numbers, problem } = this.#list;
    const { value } = this;
    const campaign = this.#campaign;
    const { can, isNever, why } = offerOf(client, 'call', {
      type: 'call',
      destination: '0',
      campaign,
      callerId: numbers[0]?.number,
    });
    if (isNever) return neverLine(why);
    return html`<div class="field" @change=${this.#onChange}>
      <label for="number">${msg('Number that customers see')}</label>
      <select
        id="number"
        part="field"
        aria-describedby="why problem"
        ?disabled=${this.disabled || !can || !numbers.length}
      >
        <option value="" .selected=${!value}>
          ${this.#own ? isolatedText(this.#own) : msg('As set up at the dialer')}
        </option>
        ${numbers.map(
          ({ number, name }) =>
            html`<option value=${number} .selected=${number === value}>
              ${isolatedText(name ? `${name} · ${number}` : number, name ?? '', number)}
            </option>`,
        )}
      </select>
      <p class="hint" id="why" ?hidden=${can}>${can ? nothing : sentence(why)}</p>
      ${problemLine('problem', problem)}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-caller-id': CtiCallerId;
  }
}
