import { msg, str } from '@lit/localize';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { BellOff, Phone, PhoneIncoming, PhoneOff } from 'lucide';
import type { CtiClient, CurrentCall } from '../../core/client.js';
import { callOutcomeText } from '../shared/call-outcome-messages.js';
import { answerTypes, isSomeOffered, offerOf, partyText, partyView } from '../shared/call-view.js';
import { noSessionText } from '../shared/command-controller.js';
import { CtiElement } from '../shared/cti-element.js';
import { campaignText, datum, isolatedText, sentence } from '../shared/datum.js';
import { once } from '../shared/dial-question.js';
import { icon } from '../shared/icon.js';
import { keyedList } from '../shared/keyed-list.js';
import { outcomeLine } from '../shared/outcome-view.js';
import { ringProperty, type RingSound } from '../shared/ring-property.js';
import { Ringer, ringProblemText, type RingProblem } from '../shared/ringer.js';
import { RowFocusController } from '../shared/row-focus-controller.js';

const keyOf = ({ guid, since }: CurrentCall) => guid ?? `${since}`;

/**
 * Who calls the agent: number, name, campaign and variables, to answer or to reject. Empty when nobody calls. Rings only when
 * the page wants it.
 *
 * @element cti-incoming
 *
 * @fires {CtiRequestEvent} cti-request - Before a call is answered or rejected. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - It was, or that was sent; `reply.status` says which.
 * @fires {CtiErrorEvent} cti-error - It was not, or nobody knows; `error.code` says which.
 *
 * @csspart calls - The calls that come in.
 * @csspart call - One of them.
 * @csspart variables - Its variables.
 * @csspart button - A button; the one that answers is also `answer`, the other `reject`.
 * @csspart status - The line that says how far it got; also `error` when it failed.
 */
export class CtiIncoming extends CtiElement {
  static override styles = [
    ...CtiElement.styles,
    css`
      ul {
        display: grid;
        gap: calc(var(--_space) * 2);
        list-style: none;
      }

      li {
        display: grid;
        gap: calc(var(--_space) * 2);
        min-width: 0;
        padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
        border: 1px solid var(--_info-edge);
        border-radius: var(--_radius);
        background: var(--_info-tint);
        overflow-wrap: anywhere;
      }

      .who {
        display: flex;
        gap: calc(var(--_space) * 2);
      }

      .who > svg {
        width: 1.4em;
        height: 1.4em;
        color: var(--_on-accent-tint);
      }

      .who > span {
        min-width: 0;
      }

      .row > button {
        flex: 1 1 100px;
        justify-content: center;
        min-height: calc(var(--_target) * 1.25);
      }

      .reject:not([aria-disabled='true'], :disabled) {
        border-color: var(--_danger);
        color: var(--_on-danger-tint);
      }

      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(120px, 1fr));
        gap: var(--_space) calc(var(--_space) * 3);
      }

      dt {
        color: var(--_muted);
        font-size: 0.93em;
      }

      dd {
        white-space: pre-wrap;
      }

      .blocked {
        display: flex;
        gap: calc(var(--_space) * 1.5);
        margin-block-start: var(--_space);
      }

      @media (forced-colors: active) {
        .who > svg {
          color: CanvasText;
        }
      }
    `,
  ];

  static override properties: PropertyDeclarations = {
    ring: ringProperty,
    problem: { state: true },
  };

  /** What sounds while somebody calls: the address of a sound, or `true` (an empty attribute) for a short tone; nothing else. */
  ring: RingSound | false | undefined = false;

  private problem: RingProblem | undefined;
  readonly #ringer = new Ringer((problem) => this.#onSilence(problem));
  #isSilenceSaid = false;
  /** What came of the last press, for who hears the page: its row has gone. */
  #ended = '';
  /** What was said of each call as it came: once, and in the same words. */
  #said = new Map<string, string>();
  /** Calls of which somebody has pressed a button: they ring no more. */
  #pressed = new Set<string>();

  constructor() {
    super();
    new RowFocusController(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#ringer.ring(undefined);
  }

  /** The calls that come in; none in a closed session, which hears of no end. */
  get #calls(): readonly CurrentCall[] {
    const { client } = this.commands;
    const support = client?.supports('answer');
    if (!client || (support?.ok === false && support.code === 'CANCELED')) return [];
    return client.calls.filter(({ state }) => state === 'incoming');
  }

  protected override willUpdate(): void {
    const calls = this.#calls;
    const keys = new Set(calls.map(keyOf));
    this.commands.keepOnly(keys);
    this.#said = new Map(calls.map((call) => [keyOf(call), this.#said.get(keyOf(call)) ?? arrivalText(call)]));
    this.#pressed = new Set([...this.#pressed].filter((key) => keys.has(key)));
    const isRinging = this.isConnected && calls.some((call) => !this.#pressed.has(keyOf(call)));
    if (calls.length) this.#ended = '';
    else this.problem = undefined;
    this.#ringer.ring(isRinging && this.ring ? this.ring : undefined);
  }

  /** Answers a call by its `guid`, as a press would; the only one when absent. Resolves with whether that went out. */
  answer(guid?: string): Promise<boolean> {
    return this.#run('answer', guid);
  }

  /** Rejects a call, likewise. */
  reject(guid?: string): Promise<boolean> {
    return this.#run('reject', guid);
  }

  /** Says once that nothing is heard: the agent cannot change it at each call. */
  #onSilence(problem: RingProblem): void {
    if (this.#isSilenceSaid) return;
    this.#isSilenceSaid = true;
    this.problem = problem;
  }

  async #run(type: 'answer' | 'reject', guid: string | undefined): Promise<boolean> {
    const [only, another] = this.#calls;
    const call = guid ? this.#calls.find((each) => each.guid === guid) : another ? undefined : only;
    const key = call ? keyOf(call) : '';
    this.#pressed.add(key);
    this.requestUpdate();
    const name = guid ?? call?.guid;
    const command = { type, ...(name && { call: name }) } as const;
    const reply = await this.commands.run(command, undefined, key);
    if (reply && !this.#calls.length) this.#ended = callOutcomeText({ state: reply.status, command, reply });
    const { state } = this.commands.outcomeOf(key);
    if (state === 'refused' || state === 'stopped') this.#pressed.delete(key); // it surely was not taken, and still calls
    this.requestUpdate();
    return !!reply;
  }

  #button(client: CtiClient, type: 'answer' | 'reject', call: CurrentCall): TemplateResult | typeof nothing {
    const { can, isNever, why } = offerOf(client, type, {
      type,
      ...(call.guid && { call: call.guid }),
    });
    if (isNever) return nothing;
    const isAnswer = type === 'answer';
    return html`<button
      type="button"
      part="button ${type}"
      name=${type}
      class=${isAnswer ? 'primary' : 'reject'}
      title=${isolatedText(why)}
      aria-label="${isAnswer ? msg('Answer') : msg('Reject')}: ${partyText(call)}"
      aria-disabled=${!can}
      aria-busy=${this.commands.isPending(keyOf(call))}
      ?disabled=${this.disabled}
      @keydown=${once}
      @click=${() => can && void this.#run(type, call.guid)}
    >
      ${icon(isAnswer ? Phone : PhoneOff)} ${isAnswer ? msg('Answer') : msg('Reject')}
    </button>`;
  }

  #row(client: CtiClient, call: CurrentCall): TemplateResult {
    const { data = [] } = call;
    const outcome = this.commands.outcomeOf(keyOf(call));
    const why = isSomeOffered(client, answerTypes) ? '' : offerOf(client, 'answer').why;
    return html`<li part="call" data-id=${keyOf(call)} tabindex="-1">
      <p class="who">${icon(PhoneIncoming)}<span>${partyView(call)}</span></p>
      ${
        data.length
          ? html`<dl part="variables">
              ${data.map(
                ([name, value]) =>
                  html`<div>
                    <dt>${datum(name)}</dt>
                    <dd>${datum(value)}</dd>
                  </div>`,
              )}
            </dl>`
          : nothing
      }
      ${why ? html`<p class="hint">${msg('Answer on your phone.')} ${sentence(why)}</p>` : html`<div class="row">${this.#button(client, 'answer', call)} ${this.#button(client, 'reject', call)}</div>`}
      ${outcomeLine(outcome, '', callOutcomeText(outcome))}
    </li>`;
  }

  protected override render(): TemplateResult {
    const { client } = this.commands;
    if (!client && this.isConnected) return html`<p class="hint">${noSessionText()}</p>`;
    const calls = this.#calls;
    return html`<div class="hidden" role="alert">
        ${keyedList(
          [...this.#said],
          ([key]) => key,
          ([, text]) => html`<p>${text}</p>`,
        )}
      </div>
      ${
        client && calls.length
          ? html`<ul part="calls" aria-label=${msg('Incoming calls')}>
              ${keyedList(calls, keyOf, (call) => this.#row(client, call))}
            </ul>`
          : nothing
      }
      <div role="status" class=${this.problem ? '' : 'hidden'}>
        ${this.problem ? problemView(this.problem) : this.#ended}
      </div>`;
  }
}

/** What is read out once when a call comes. */
const arrivalText = (call: CurrentCall): string =>
  call.campaign
    ? msg(str`${partyText(call)} calls, for ${campaignText(call.campaign)}.`)
    : msg(str`${partyText(call)} calls.`);

const problemView = (problem: RingProblem) =>
  html`<p class="hint blocked">${icon(BellOff)}<span>${ringProblemText(problem)}</span></p>`;

declare global {
  interface HTMLElementTagNameMap {
    'cti-incoming': CtiIncoming;
  }
}
