import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { Phone, X } from 'lucide';
import { attributeOf, ofNode } from '../../core/page-node.js';
import type { CommandInput } from '../../core/commands.js';
import { bareNumber } from '../../codecs/phone.js';
import type { FoundNumber } from '../../numbers/found-number.js';
import { dialOf, type Dial, type NumberPolicy } from '../../numbers/number-policy.js';
import { CtiElement } from '../shared/cti-element.js';
import { closePopover, labelOf, openPopover, policyText, resultText } from './dialable-view.js';
import { dialableStyles, styleNumbers } from './cti-dialable.styles.js';
import { FinderLoader } from './finder-loader.js';
import { NumberObserver } from './number-observer.js';
import { PointerController, type DialTarget } from './pointer-controller.js';
import { dialAt } from './number-buttons.js';
import { answerButtons } from '../shared/dial-question.js';
import { sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { detailLine, icons } from '../shared/outcome-view.js';

/**
 * Makes the telephone numbers in its content call buttons, and lets its `tel:` links dial. Says which digits go out
 * before they do. The content's own nodes stay where they are.
 *
 * @element cti-dialable
 *
 * @fires {CtiRequestEvent} cti-request - Before the call is placed. Cancel it to stop the call.
 * @fires {CtiResultEvent} cti-result - The call was placed; `reply.guid` names it.
 * @fires {CtiErrorEvent} cti-error - The call was not placed, or nobody knows; `error.code` says which.
 *
 * @slot - The page's content. What is marked `data-cti-skip` or `data-cti-untrusted` is left alone; `data-country` names another country for what is inside it, one of `countries`.
 *
 * @csspart tip - What a press will dial, while a number is pointed at.
 * @csspart status - How far the call got, beside the number; also `error` when it failed. Also the line that says why nothing dials.
 * @csspart button - The button that closes that.
 */
export class CtiDialable extends CtiElement {
  static override styles = [...CtiElement.styles, dialableStyles];

  static override properties: PropertyDeclarations = {
    country: {},
    countries: {},
    numberPolicy: { attribute: 'number-policy' },
    campaign: {},
    callerId: { attribute: 'caller-id' },
  };

  /** ISO code of the country whose numbers are written without `+`, for example `UY`. Without one only those with `+` are found. */
  country = '';

  /** ISO codes of the countries that the content may name by `data-country`, with spaces between: `LT LV`. Others are not heard. */
  countries = '';

  /** Which digits go out: `as-is` (those that are written), `national`, `e164`, or from script a function. */
  numberPolicy: NumberPolicy = 'as-is';

  /** The campaign that the calls count for. The session's when empty. */
  campaign = '';

  /** The number that customers see. The session's when empty. */
  callerId = '';

  readonly #finder = new FinderLoader(this);
  #pressed: { anchor: HTMLElement; dial: Dial } | undefined;
  #isRefused = false;
  /** Whose first press has shown that another country would be dialled: the second one dials. */
  #asked: string | undefined;
  readonly #watch = new NumberObserver(this, {
    finder: () => this.#finder.load(),
    countryAt: (element) => this.#countryAt(element),
    dialOf: (number, country) => this.#dialBy(number, country),
    labelOf,
    redrawn: () => this.#place(),
  });
  readonly #pointing = new PointerController(this, {
    isOn: () => this.#isOn,
    dialOf: (target) => this.#dialOf(target),
    planOf: (dial) => policyText(dial, this.given(this.campaign, 'campaign')),
    press: (target, isShown) => void this.#press(target, isShown),
    reach: (isBackward) => this.#watch.reach(isBackward),
    close: () => this.#close(),
    place: () => this.#place(),
  });

  constructor() {
    super();
    this.commands.followCall();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    styleNumbers(this.getRootNode() as Document | ShadowRoot);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is only moved in the page is back before the microtask.
    queueMicrotask(() => !this.isConnected && this.#watch.stop());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('country') || changed.has('countries') || changed.has('numberPolicy')) this.#watch.stop();
  }

  protected override updated(): void {
    if (this.isConnected && this.#isOn) this.#watch.start();
    else this.#watch.stop();
    this.#place();
  }

  get #isOn(): boolean {
    return !this.disabled && !this.isContentEditable && this.commands.supports('call').ok;
  }

  /** The country that the content names, where it may; else the element's own. */
  #countryAt(element: Element): string {
    const marked = ofNode(element, 'closest').call(element, '[data-country]');
    const named = (marked && this.contains(marked) && attributeOf(marked, 'data-country')?.toUpperCase()) || '';
    return named && this.countries.toUpperCase().split(/\s+/).includes(named) ? named : this.country;
  }

  /** A number with `+` shows itself which country it is of. */
  #dialBy(number: FoundNumber, country: string): Dial | undefined {
    const dial = dialOf(number, this.numberPolicy, country);
    const isOther = country.toUpperCase() !== this.country.toUpperCase() && !number.digits.startsWith('+');
    return dial && isOther ? { ...dial, otherCountry: country } : dial;
  }

  /** What a press on a link dials. Where the digits go out as they are, nothing has to be loaded for it. */
  async #dialOf(target: DialTarget): Promise<Dial | undefined> {
    if ('dial' in target) return target.dial;
    const { anchor, tel } = target;
    const text = tel.number;
    if (tel.problem) return undefined;
    const digits = bareNumber(text);
    // A trunk zero behind a country code is not dialled: which it is, the numbering plan knows.
    const isPlain = this.numberPolicy === 'as-is' && !/^(?:\+|00|011)\d{1,3}0/.test(digits);
    const finder = isPlain ? undefined : await this.#finder.load();
    if (!finder && this.numberPolicy !== 'as-is') return undefined;
    const country = this.#countryAt(anchor);
    const plain = { text, start: 0, end: text.length, digits, national: '', e164: '', country: '' };
    const number = { ...plain, ...finder?.readNumber(text, country), extension: tel.extension };
    return number.e164 ? this.#dialBy(number, country) : dialOf(number, this.numberPolicy, country);
  }

  async #press(of: DialTarget, isShown: boolean): Promise<void> {
    const { owner } = this.commands;
    const dial = await this.#dialOf(of);
    if (owner !== this.commands.owner) return; // another agent pressed
    const { anchor, ...target } = of;
    this.#isRefused = this.commands.pending;
    this.requestUpdate();
    if (this.#isRefused) return;
    const isAsked = isShown || (this.#asked === owner && this.#pressed?.dial.destination === dial?.destination);
    this.commands.reset();
    const text = 'tel' in target ? target.tel.text : target.dial.text;
    this.#pressed = { anchor, dial: dial ?? { text, destination: text, extension: '' } };
    this.#asked = dial?.otherCountry && !isAsked ? owner : undefined;
    if (this.#asked) return;
    const callerId = this.given(this.callerId, 'callerId');
    const call = {
      type: 'call',
      destination: this.#pressed.dial.destination,
      campaign: this.given(this.campaign, 'campaign'),
    } as const;
    const command: CommandInput & { type: 'call' } = callerId ? { ...call, callerId } : call;
    if (!dial) return this.commands.refuse(command, this.#whyNot(of));
    anchor.ariaBusy = 'true';
    await this.commands.run(command);
    anchor.ariaBusy = null;
    this.#isRefused = false;
    if (this.commands.outcome.state === 'idle') this.#pressed = undefined; // another call has come
    this.requestUpdate();
  }

  #whyNot(target: DialTarget): string {
    if ('tel' in target && target.tel.problem)
      return msg(str`The link says “${target.tel.text}”. ${target.tel.problem}`);
    return this.#finder.problem(this.country) || msg('This page does not allow calls to this number.');
  }

  readonly #close = (): void => {
    if (this.commands.pending) return;
    if (this.renderRoot.querySelector('#result:focus-within')) this.#pressed?.anchor.focus();
    this.#pressed = undefined;
    this.#asked = undefined;
    this.commands.reset();
    this.requestUpdate();
  };

  /** Shows what is to be shown beside its number; beside the one that a redraw has put in its place. */
  #place(): void {
    const box = (id: string) => this.renderRoot.querySelector(`#${id}`) as HTMLElement;
    if (!this.hasUpdated) return;
    const { pointed } = this.#pointing;
    if (pointed?.anchor.isConnected) openPopover(box('tip'), pointed.anchor, 'above');
    else closePopover(box('tip'));
    const pressed = this.#pressed;
    if (!pressed || (this.commands.outcome.state === 'idle' && !this.#asked)) return closePopover(box('result'));
    if (!pressed.anchor.isConnected) {
      const { destination } = pressed.dial;
      const redrawn = [...this.querySelectorAll<HTMLElement>('cti-number')].find(
        (each) => dialAt(each)?.destination === destination,
      );
      if (redrawn) pressed.anchor = redrawn;
    }
    if (pressed.anchor.isConnected) openPopover(box('result'), pressed.anchor, 'below');
  }

  protected override render(): TemplateResult {
    const support = this.commands.supports('call');
    const why = support.ok
      ? this.#finder.problem(this.country)
      : msg(str`Numbers on this page cannot be dialled. ${support.reason}`);
    const { outcome } = this.commands;
    const { pointed } = this.#pointing;
    const refused = this.#isRefused ? msg('A call is already on its way. This number was not dialled.') : '';
    const planned = (dial: Dial) => policyText(dial, this.given(this.campaign, 'campaign'));
    const again = msg('Press again to call.');
    const told = pointed?.isTouched && pointed.dial.otherCountry ? `${planned(pointed.dial)} ${again}` : '';
    const shown = (dial: Dial) =>
      this.#asked ? `${planned(dial)} ${again}` : `${resultText(outcome, dial)} ${refused}`.trim();
    const result = this.#pressed ? shown(this.#pressed.dial) : '';
    const campaign = this.given(this.campaign, 'campaign');
    const said = (text: string, dial?: Dial) => sentence(text, dial?.destination ?? '', dial?.text ?? '', campaign);
    const isFailed = 'error' in outcome;
    return html`
      <slot></slot>
      <p class="off" part="status" ?hidden=${!why || this.disabled}>${sentence(why)}</p>
      <div id="tip" class="box" part="tip" popover="manual" aria-hidden="true">
        ${icon(Phone)}
        <div>${pointed ? said(planned(pointed.dial), pointed.dial) : ''} ${pointed?.isTouched ? again : ''}</div>
      </div>
      <div
        id="result"
        class="box outcome"
        part=${isFailed ? 'status error' : 'status'}
        popover="manual"
        data-state=${outcome.state}
      >
        ${outcome.state === 'idle' ? icon(Phone) : icon(icons[outcome.state])}
        <div>
          <span aria-hidden="true">${said(result, this.#pressed?.dial)}</span>
          ${outcome.state === 'question' ? answerButtons(outcome) : isFailed ? detailLine(outcome.error) : nothing}
        </div>
        <button
          type="button"
          part="button"
          class="close"
          aria-label=${msg('Close')}
          ?hidden=${this.commands.pending}
          @click=${this.#close}
        >
          ${icon(X)}
        </button>
      </div>
      <div role="status" class="hidden">${told || result}</div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-dialable': CtiDialable;
  }
}
