import { msg } from '@lit/localize';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CtiClient } from '../../core/client.js';
import type { BlacklistEntry } from '../../core/supervisor-commands.js';
import { BlacklistController } from './blacklist-controller.js';
import {
  buttonsView,
  campaignView,
  moreView,
  previewView,
  readText,
  statusView,
  type TypedNumbers,
} from './blacklist-view.js';
import {
  exportedResults,
  resultsExportedText,
  isDone,
  questionView,
  resultsView,
  undoNumbersView,
  type BlacklistAction,
  type BlacklistType,
} from './blacklist-results.js';
import { blacklistStyles } from './cti-blacklist-form.styles.js';
import { readNumbers, type ReadNumbers } from './number-list.js';
import { act, clickedButton, type ButtonActions } from '../shared/button.js';
import { CampaignNames } from '../shared/campaign-names.js';
import { CtiElement } from '../shared/cti-element.js';
import { ListPage, listPageStyles } from '../shared/list-page.js';
import { neverLine, problemLine } from '../shared/outcome-view.js';
import { popupStyles } from '../shared/popup.styles.js';
import { pressedKey } from '../shared/pressed-key.js';
import { TableExport } from '../shared/table-export.js';

/** Something in each field, to ask whether it can go. */
const sample: Readonly<Record<keyof TypedNumbers, string>> = {
  campaign: 'a',
  username: 'a',
  company: 'a',
  jobTitle: 'a',
  name: 'a',
  expireDate: '2099-12-31',
  direction: 'O',
};

const isRefused = (client: CtiClient | undefined, name: keyof TypedNumbers) => {
  const entries = [{ phone: '+12025550123', campaign: '*', [name]: sample[name] }];
  const support = client?.supports('blacklist', { type: 'blacklist', entries });
  return support?.ok === false && support.code === 'INVALID';
};

/**
 * Puts numbers on the do-not-call list, of one campaign or of all, and takes them off. Shows what of a pasted text it
 * takes for numbers before anything is sent, and asks before what holds for all campaigns and before taking off. The
 * dialer says one yes for all numbers of a request (C-107), and nobody can read its list: nothing more is claimed.
 *
 * @element cti-blacklist-form
 *
 * @fires change - The person changed a field.
 * @fires {CtiRequestEvent} cti-request - Before a request is sent; one for each number where the dialer takes one at a time. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - The dialer took its numbers, or they wait in the outbox: `reply.status`.
 * @fires {CtiErrorEvent} cti-error - They were not taken, or nobody knows; `error.code` says which.
 *
 * @csspart field - Every field.
 * @csspart preview - What is understood, and what is not.
 * @csspart submit - The button that puts on the list; also `button`, as the one that takes off.
 * @csspart question - What is asked first, with its buttons.
 * @csspart status - The line that says how far it got; also `error` when it failed.
 * @csspart results - The result of each number.
 * @csspart search - The field that searches a list of many numbers.
 * @csspart range - The line that says which of many are shown.
 * @csspart button - A button.
 */
export class CtiBlacklistForm extends CtiElement {
  static override styles = [...CtiElement.styles, popupStyles, listPageStyles, blacklistStyles];

  static override properties: PropertyDeclarations = {
    campaign: {},
    value: {},
    asTyped: { type: Boolean, attribute: 'as-typed' },
  };

  /** The campaign that the form begins with, `*` for all. The session's when empty. */
  campaign = '';

  /** The text with the numbers. */
  value = '';

  /** Sends numbers as they are written, for a dialer that keeps them so. Else spaces, dots, hyphens and brackets are left out. */
  asTyped = false;

  readonly #controller = new BlacklistController(this, this.commands);
  readonly #names = new CampaignNames(this, this.commands);
  readonly #lists = { numbers: new ListPage(this, 'understood'), wrong: new ListPage(this, 'wrong') };
  readonly #resultList = new ListPage(this, 'results');
  readonly #export = new TableExport(this, {
    name: 'do-not-call',
    rows: () => exportedResults(this.#controller.results),
    said: resultsExportedText,
  });
  #typed: TypedNumbers = {};
  /** Somebody changed a field since it was all the page's. */
  #isTyped = false;
  /** What a screen reader is told of the numbers: when they are left, not at every key. */
  #told = '';
  /** Whether a person chose all campaigns or one; nothing while nobody did. */
  #all: boolean | undefined;
  /** The fields for which this client's dialer has no place. */
  #lacks: ReadonlySet<string> | undefined;
  #lacksOf: CtiClient | undefined;
  #read: { text: string; asTyped: boolean; read: ReadNumbers } | undefined;

  constructor() {
    super();
    this.commands.followOwner(() => {
      const isBegun = this.#controller.leave() || this.#isTyped;
      if (this.#isTyped) this.value = this.getAttribute('value') ?? '';
      this.#typed = {};
      this.#all = undefined;
      this.#told = '';
      for (const list of [...Object.values(this.#lists), this.#resultList]) list.reset();
      this.#export.clear();
      this.#isTyped = false;
      return isBegun;
    });
  }

  /** Puts the numbers on the list, as the button would: where a question comes first, it comes. */
  async blacklist(): Promise<void> {
    await this.#begin('blacklist');
  }

  /** Takes the numbers off the list, as the button would: after a question. Sends number and campaign, and no other field (U-44). */
  async unblacklist(): Promise<void> {
    await this.#begin('unblacklist');
  }

  readonly #onInput = ({ target }: Event) => {
    const { name, value } = target as HTMLInputElement;
    this.#isTyped = true;
    if (name === 'numbers') this.value = value;
    else if (name === 'scope') this.#all = value === 'all';
    else this.#typed = { ...this.#typed, [name]: name === 'campaign' ? value : value.trim() };
    this.#controller.question = undefined; // it was about what stood there before
    if ('error' in this.commands.outcome && this.commands.outcome.error.code === 'INVALID') this.commands.reset();
    this.requestUpdate();
  };

  readonly #onChange = () => {
    this.#told = this.value && readText(this.#numbers);
    this.requestUpdate();
    this.dispatchEvent(new Event('change', { bubbles: true }));
  };

  readonly #actions: ButtonActions<BlacklistAction, undefined> = {
    blacklist: () => void this.#begin('blacklist'),
    unblacklist: () => void this.#begin('unblacklist'),
    keep: () => void this.#answer(false),
    yes: () => void this.#answer(true),
    stop: () => this.#controller.stop(),
    undo: () => void this.#undo(),
  };

  readonly #onClick = (event: Event) => {
    const clicked = clickedButton(event);
    if (clicked && this.#export.press(clicked.name)) return;
    this.#export.clear();
    if (clicked) act(this.#actions, clicked, undefined);
  };

  readonly #onKey = (event: KeyboardEvent) => {
    if (pressedKey(event) !== 'Escape' || !this.#controller.question) return;
    event.preventDefault();
    void this.#answer(false);
  };

  get #numbers(): ReadNumbers {
    const { value, asTyped } = this;
    const known = this.#read?.text === value && this.#read.asTyped === asTyped ? this.#read : undefined;
    return (this.#read = known ?? { text: value, asTyped, read: readNumbers(value, asTyped) }).read;
  }

  get #campaign(): string {
    const given = this.given(this.campaign, 'campaign');
    return this.#typed.campaign ?? (given === '*' ? '' : given);
  }

  get #isAll(): boolean {
    return !this.#takes('campaign') || (this.#all ?? this.given(this.campaign, 'campaign') === '*');
  }

  /** Whether the dialer's list has a place for a field: one that it would refuse before any byte is not there. */
  readonly #takes = (field: keyof TypedNumbers): boolean => {
    const { client } = this.commands;
    if (client !== this.#lacksOf || !this.#lacks) {
      this.#lacksOf = client;
      this.#lacks = new Set(Object.keys(sample).filter((name) => isRefused(client, name as keyof TypedNumbers)));
    }
    return !this.#lacks.has(field);
  };

  /** The entries as they are to be sent: of removals the number and the campaign only. */
  #entries(type: BlacklistType): BlacklistEntry[] {
    const filled = Object.fromEntries(
      Object.entries(this.#typed).filter(([name, text]) => text && this.#takes(name as keyof TypedNumbers)),
    );
    const campaign = this.#isAll ? '*' : this.#campaign.trim();
    return this.#numbers.numbers.map(({ phone }) => ({ ...(type === 'blacklist' && filled), phone, campaign }));
  }

  /** Takes back what was done last, as the buttons would. */
  async #undo(): Promise<void> {
    const { undo } = this.#controller;
    if (!undo) return;
    await this.#run(() => this.#controller.begin(undo.type, undo.entries));
    if (!this.shadowRoot?.activeElement) await this.#focus('[name=undo], #numbers');
  }

  /** That, where the dialer can do so. */
  #undoView(): unknown {
    const { undo, series, question } = this.#controller;
    const can = undo && !series && !question && !this.commands.pending && this.commands.supports(undo.type).ok;
    return can && !this.disabled ? undoNumbersView(undo) : nothing;
  }

  /** What became of each number, to be taken along. */
  #exportView(): unknown {
    if (!this.#controller.results.length) return nothing;
    return html`<div class="row no-print">
        ${this.#export.view(this.disabled)}<span role="status">${this.#export.said}</span>
      </div>
      ${this.#export.byHand}`;
  }

  #begin(type: BlacklistType): Promise<void> {
    return this.#run(() => this.#controller.begin(type, this.#entries(type)));
  }

  /** Leaves in the field what is not done and what was not understood; all of it when it was edited meanwhile. */
  async #run(action: () => Promise<void>): Promise<void> {
    const text = this.value;
    if (this.commands.leaveOwner()) return;
    await action();
    const done = new Set(this.#controller.results.filter(isDone).map(({ phone }) => phone));
    if (done.size && this.value === text) {
      const { numbers, wrong } = this.#numbers;
      const left = numbers.filter(({ phone }) => !done.has(phone)).map(({ written }) => written);
      this.value = [...left, ...wrong.map((each) => each.text)].join('\n');
    }
    await this.#focus(this.#controller.question ? '[name=keep]' : '[aria-invalid=true]');
  }

  /** Back to the buttons, with a yes or without. */
  async #answer(isYes: boolean): Promise<void> {
    const { type } = this.#controller.question ?? {};
    const going = isYes ? this.#run(() => this.#controller.yes()) : undefined;
    this.#controller.question = undefined;
    if (type) await this.#focus(`[name=${type}]`);
    await going;
  }

  async #focus(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  protected override render(): TemplateResult {
    const never = this.commands.never('blacklist', 'unblacklist');
    if (never) return neverLine(never);
    const controller = this.#controller;
    const problem = (field: string) => controller.problem(field);
    const fields = { typed: { ...this.#typed, campaign: this.#campaign }, problem, takes: this.#takes };
    return html`
      <div
        class="form stack"
        @input=${this.#onInput}
        @change=${this.#onChange}
        @click=${this.#onClick}
        @keydown=${this.#onKey}
      >
        <fieldset class="form stack" ?disabled=${this.disabled}>
          <div class="field">
            <label for="numbers">${msg('Numbers')}</label>
            <textarea
              id="numbers"
              name="numbers"
              part="field"
              dir="ltr"
              rows="5"
              autocomplete="off"
              spellcheck="false"
              .value=${this.value}
              aria-invalid=${!!problem('phone')}
              aria-describedby="numbers-hint read numbers-problem"
            ></textarea>
            <p class="hint" id="numbers-hint">${msg('One per line, or separated by commas, semicolons or tabs.')}</p>
            ${problemLine('numbers-problem', problem('phone'))} ${previewView(this.#numbers, this.#lists)}
          </div>
          ${campaignView(this.#isAll, this.#names, fields)} ${moreView(fields)}
        </fieldset>
        ${controller.question ? questionView(controller.question, (campaign) => this.#names.textOf(campaign)) : buttonsView(this.commands, controller, this.disabled)}
        ${statusView(this.commands, controller)} ${this.#undoView()}
        ${resultsView(controller.results, this.#resultList)} ${this.#exportView()}
        <p role="status" class="hidden" id="told">${this.#told}</p>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-blacklist-form': CtiBlacklistForm;
  }
}
