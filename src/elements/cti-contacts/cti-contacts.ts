import { msg, str } from '@lit/localize';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CommandOf, Reply } from '../../core/commands.js';
import type { FoundContact } from '../../core/supervisor-commands.js';
import type { CtiSchedulePicker } from '../cti-schedule-picker/cti-schedule-picker.js';
import {
  typedContact,
  contactFields,
  fieldView,
  foundList,
  foundStyles,
  contactKey,
  pairsView,
  RemovalQuestion,
  removedText,
  timeView,
  typedOf,
  type FieldName,
  type Found,
  type Pair,
  type RemovalOf,
  type TypedContact,
} from './contacts-view.js';
import { CampaignNames } from '../shared/campaign-names.js';
import { CtiElement } from '../shared/cti-element.js';
import { sentence } from '../shared/datum.js';
import { ListPage, listPageStyles } from '../shared/list-page.js';
import type { Outcome } from '../shared/outcome.js';
import { neverLine, outcomeLine, problemLine } from '../shared/outcome-view.js';
import { ConversionWatch } from '../shared/pressed-key.js';
import { writeJson } from '../../codecs/write-json.js';

const keyFor = ({ id, number = '' }: CommandOf<'removeContact'>) => id ?? number;

/**
 * Adds, finds, changes and removes one contact of a campaign, as far as the dialer goes. Shows the fields that the
 * dialer knows; what is typed stays until it was taken. Asks before it removes anybody, one or all that are chosen. The time
 * of a contact is asked for with `<cti-schedule-picker>`, which `portside/define` registers; without it, as a text.
 *
 * @element cti-contacts
 *
 * @fires {CtiRequestEvent} cti-request - Before anything is sent. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - It was done; `command.type` says what.
 * @fires {CtiErrorEvent} cti-error - It was not done, or nobody knows; `error.code` says which.
 *
 * @csspart field - A text field.
 * @csspart pair - The name or the value of what else is known.
 * @csspart search - The field that searches the contacts that were found.
 * @csspart range - The line that says which of them are shown.
 * @csspart button - A button; the one that adds is also `submit`.
 * @csspart found - The contacts that were found.
 * @csspart status - The line that says how far it got; also `error` when it failed.
 */
export class CtiContacts extends CtiElement {
  static override styles = [
    ...CtiElement.styles,
    listPageStyles,
    foundStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
    `,
  ];

  static override properties: PropertyDeclarations = { campaign: {}, found: { state: true } };

  /** The campaign, as its dialer names it. The session's when empty. */
  campaign = '';

  private found: Found | undefined;
  readonly #question = new RemovalQuestion(this);
  readonly #names = new CampaignNames(this, this.commands);
  readonly #list = new ListPage(this, 'found');
  #known: FieldName[] = [];
  /** The campaign that a person chose in the place of the page's. */
  #chosenCampaign: string | undefined;
  #isTimed = false;
  #pairs: readonly Pair[] = [];
  /** Those that are removed one after the other, while they are. */
  #series: { at: number; of: number; isStopped: boolean } | undefined;
  /** How it ended for those that are still there, and in short for all. */
  #ended: ReadonlyMap<string, Outcome> = new Map();
  #said = '';

  constructor() {
    super();
    this.commands.followOwner(() => {
      const isTyped = !!this.#question.removals.length || Object.values(this.#typed).some((each) => each.length);
      this.#stop();
      this.found = this.#series = this.#chosenCampaign = undefined;
      this.#question.removals = [];
      this.#forget();
      this.#write({});
      return isTyped;
    });
  }

  /** Adds the contact that is typed. */
  async add(): Promise<Reply | undefined> {
    if (this.#isRefused('addContact')) return undefined;
    const { owner } = this.commands;
    const typed = writeJson(this.#typed);
    const reply = await this.commands.run({ type: 'addContact', campaign: this.#campaign, contact: this.#contact });
    if (reply && owner === this.commands.owner && typed === writeJson(this.#typed))
      this.#fill({}); // else somebody types the next one
    else this.#focusProblem();
    return reply;
  }

  /** Changes the contact with the number that is typed. */
  async change(): Promise<Reply | undefined> {
    if (this.#isRefused('updateContact')) return undefined;
    const reply = await this.commands.run({ type: 'updateContact', campaign: this.#campaign, contact: this.#contact });
    if (!reply) this.#focusProblem();
    return reply;
  }

  /** Looks for the number or the key that is typed; everyone when both are empty. */
  async find(): Promise<Reply | undefined> {
    const { owner } = this.commands;
    const { destination: number = '', externalId = '' } = this.#typed;
    const reply = await this.commands.run({
      type: 'findContacts',
      campaign: this.#campaign,
      ...(number && { number }),
      ...(externalId && { externalId }),
    });
    if (reply && owner === this.commands.owner) {
      this.found = reply;
      this.#forget();
    }
    return reply;
  }

  readonly #conversions = new ConversionWatch();

  readonly #onSubmit = (event: Event) => {
    event.preventDefault();
    if (this.#conversions.isConverting) return;
    if (this.commands.supports('addContact').ok) void this.add();
    else if (this.commands.supports('findContacts').ok) void this.find();
  };

  readonly #onInput = ({ target }: Event) => {
    const { name, value, checked, dataset } = target as HTMLInputElement;
    const at = Number(dataset['pair']);
    if (name === 'campaign') {
      this.#chosenCampaign = value;
      this.found = undefined; // it was another one's
      this.#question.removals = [];
      this.#forget();
    } else if (name === 'timed') this.#isTimed = checked;
    else if (dataset['pair']) {
      const [before, after] = this.#pairs[at] ?? ['', ''];
      this.#pairs = this.#pairs.toSpliced(at, 1, name === 'name' ? [value, after] : [before, value]);
    } else return;
    this.requestUpdate();
    if (name === 'timed' && checked) void this.#focusPicker();
  };

  readonly #onClick = async ({ target }: Event) => {
    const pressed = (target as Element).closest<HTMLElement>('[name=unpair]');
    const at = Number(pressed?.dataset['pair']);
    if (!pressed) return;
    this.#pairs = this.#pairs.toSpliced(at, 1);
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-pair="${at}"][name=name]`)?.focus();
  };

  get #campaign(): string {
    return this.#chosenCampaign ?? this.given(this.campaign, 'campaign');
  }

  get #picker(): CtiSchedulePicker | null {
    return this.renderRoot.querySelector<CtiSchedulePicker>('cti-schedule-picker');
  }

  /** Its fields are drawn after ours. */
  async #focusPicker(): Promise<void> {
    await this.updateComplete;
    await this.#picker?.updateComplete;
    this.#picker?.focus();
  }

  /** What was said of those that were found before. */
  #forget(): void {
    this.#list.reset();
    this.#ended = new Map();
    this.#said = '';
  }

  /** Whether what is typed cannot be sent: a time that is not finished, or a value of which nobody knows what it is. */
  #isRefused(type: 'addContact' | 'updateContact'): boolean {
    if (this.commands.pending) return false; // which says so itself
    if (this.#isTimed && this.#picker?.check()) return true;
    if (this.#pairs.every(([name, value]) => name.trim() || !value.trim())) return false;
    const command = { type, campaign: this.#campaign, contact: this.#contact } as const;
    this.commands.refuse(command, msg('Enter a name for this value.'), 'contact.data');
    this.#focusProblem();
    return true;
  }

  /** The fields that this dialer knows of one contact. Out of its session they stay: what is typed stands in them alone. */
  get #fields(): FieldName[] {
    const { client } = this.commands;
    const choice = client?.supports('addContact');
    const bulk = choice?.ok ? choice.bulk : undefined;
    if (client || !this.#known.length) this.#known = contactFields(bulk?.fieldsAlone ?? bulk?.fields);
    return this.#known;
  }

  get #controls(): HTMLInputElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLInputElement>('[part=field]:not(#campaign)')];
  }

  /** What stands in the fields is known to them alone. */
  get #typed(): TypedContact {
    const at = this.#isTimed ? this.#picker?.value : '';
    return {
      ...Object.fromEntries(this.#controls.map(({ id, value }) => [id, value.trim()])),
      ...(at && { at }),
      data: this.#pairs
        .map(([name, value]) => [name.trim(), value.trim()] as const)
        .filter((pair) => pair.some(Boolean)),
    };
  }

  get #contact() {
    return typedContact(this.#typed, this.#fields);
  }

  /** Under which names a command calls a field. */
  #paths(name: FieldName): string[] {
    return [
      `contact.${name}`,
      ...(name === 'destination' ? ['number', 'contact.numbers'] : []),
      ...(name === 'agent' ? ['contact.agentId'] : []),
    ];
  }

  /** A button for what this dialer can; nothing for what it cannot, whose reason stands below. */
  #button(
    type: 'updateContact' | 'findContacts' | 'removeContact',
    label: string,
    run: () => unknown,
  ): TemplateResult | typeof nothing {
    if (!this.commands.supports(type).ok) return nothing;
    return html`<button
      part="button"
      type="button"
      ?disabled=${this.disabled}
      aria-busy=${this.commands.pending}
      @click=${run}
    >
      ${label}
    </button>`;
  }

  #reasons(): TemplateResult {
    const kinds = [
      ['addContact', msg('Add')],
      ['updateContact', msg('Change')],
      ['findContacts', msg('Find')],
      ['removeContact', msg('Remove')],
    ] as const;
    const supports = kinds.map(([type, label]) => ({ label, support: this.commands.supports(type) }));
    return html`${supports.map(({ label, support }) => (support.ok ? nothing : html`<p class="hint">${label}: ${sentence(support.reason)}</p>`))}`;
  }

  readonly #askAboutNumber = () => {
    const { destination: number = '' } = this.#typed;
    const command = { type: 'removeContact', campaign: this.#campaign, number } as const;
    if (number) return this.#question.ask([{ command, whom: number }]);
    this.commands.refuse(command, msg('Enter the number to remove.'), 'number');
    return this.#focusProblem();
  };

  #ask(contacts: readonly FoundContact[]): void {
    const campaign = this.#campaign;
    this.#question.ask(
      contacts.map(({ id, numbers: [number = ''], name }) => ({
        command: { type: 'removeContact', campaign, ...(id ? { id } : { number }) },
        whom: number || name || (id ?? ''),
      })),
    );
  }

  #remove(): void {
    const { removals } = this.#question;
    const [only] = removals;
    if (!only || this.commands.pending || this.#series) return;
    void (removals.length > 1 ? this.#removeAll(removals) : this.#removeOne(removals, only));
  }

  async #removeOne(removals: readonly RemovalOf[], { command }: RemovalOf): Promise<void> {
    const { owner } = this.commands;
    this.#ended = new Map();
    this.#said = '';
    const reply = await this.commands.run(command);
    if (this.#question.removals === removals) this.#question.leave(); // else the person is asked about another one by now
    if (reply && owner === this.commands.owner) this.#drop(command);
  }

  /** One after the other; goes on where one of them was refused. */
  async #removeAll(removals: readonly RemovalOf[]): Promise<void> {
    const { owner } = this.commands;
    const series = { at: 0, of: removals.length, isStopped: false };
    const ended = new Map<string, Outcome>();
    let gone = 0;
    this.#series = series;
    this.#ended = new Map();
    this.#said = '';
    this.#question.removals = [];
    await this.#focus('#stop');
    for (const { command } of removals) {
      if (series.isStopped || !this.isConnected || owner !== this.commands.owner) break;
      series.at++;
      const reply = await this.commands.run(command);
      if (owner !== this.commands.owner) return;
      const { outcome } = this.commands;
      if (outcome.state === 'stopped') break; // the page said no
      if (reply) gone++;
      else ended.set(keyFor(command), outcome);
      if (reply) this.#drop(command);
    }
    this.#series = undefined;
    if (owner !== this.commands.owner) return;
    this.#ended = ended;
    this.#list.chosen.clear();
    this.#said = removedText(gone, ended.size, removals.length - gone - ended.size);
    this.commands.reset();
    await this.#focus('#said');
  }

  readonly #stop = () => {
    if (this.#series) this.#series.isStopped = true;
  };

  /** One that has gone from the dialer. */
  #drop(command: CommandOf<'removeContact'>): void {
    if (!this.found) return;
    const contacts = this.found.contacts.filter(({ id, numbers }) =>
      command.id ? id !== command.id : numbers[0] !== command.number,
    );
    this.found = { ...this.found, contacts };
  }

  async #focus(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  #write({ data = [], ...typed }: TypedContact): void {
    for (const control of this.#controls) control.value = typed[control.id as keyof typeof typed] ?? '';
    this.#pairs = data;
    this.#isTimed = false;
    this.requestUpdate();
  }

  #fill(typed: TypedContact): void {
    this.#write(typed);
    this.renderRoot.querySelector<HTMLElement>('#destination')?.focus();
  }

  #field(name: FieldName): TemplateResult {
    const problem = this.commands.problem(...this.#paths(name));
    const { client } = this.commands;
    if (name === 'data') return pairsView(this.#pairs, problem, this.disabled);
    if (name === 'at' && customElements.get('cti-schedule-picker'))
      return timeView(this.#isTimed, client, problem, this.disabled);
    return fieldView(name, problem, this.disabled);
  }

  /** Which campaign it is; not where the page gave one and the dialer tells of none. */
  #campaignView(problem: string | undefined): TemplateResult | typeof nothing {
    const isFixed = !this.#names.all.length && !!this.given(this.campaign, 'campaign');
    const told = problemLine('campaign-problem', problem);
    if (isFixed) return problem ? html`<div class="wide">${told}</div>` : nothing;
    return html`<div class="field">
      <label for="campaign">${msg('Campaign')}</label>
      ${this.#names.field(this.#campaign, { isInvalid: !!problem })} ${told}
    </div>`;
  }

  /** How far it got: of many in short, beside what stands in the rows of those that are left. */
  #statusView(isBeside: boolean): unknown {
    if (this.#series)
      return html`<div class="row">
        <span role="status">${msg(str`Removing ${this.#series.at} of ${this.#series.of}…`)}</span>
        <button type="button" part="button" id="stop" @click=${this.#stop}>${msg('Stop')}</button>
      </div>`;
    return html`${outcomeLine(isBeside ? { state: 'idle' } : this.commands.outcome)}
      <p role="status" part="status" id="said" tabindex="-1" ?hidden=${!this.#said}>${this.#said}</p>`;
  }

  #focusProblem(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  }

  protected override render(): TemplateResult {
    const { commands } = this;
    const never = commands.never('addContact', 'updateContact', 'findContacts', 'removeContact');
    if (never) return neverLine(never);
    const { pending } = commands;
    const add = commands.supports('addContact');
    const isBlocked = this.disabled;
    const campaignProblem = commands.problem('campaign');
    const isBeside = !!campaignProblem || this.#fields.some((name) => commands.problem(...this.#paths(name)));
    return html`
      <form
        class="stack"
        aria-label=${msg('Contact')}
        aria-busy=${pending}
        @submit=${this.#onSubmit}
        @input=${this.#onInput}
        @click=${this.#onClick}
        @compositionstart=${this.#conversions.hear}
        @compositionend=${this.#conversions.hear}
        @keydown=${this.#conversions.hear}
        @keyup=${this.#conversions.hear}
        @pointerdown=${this.#conversions.hear}
      >
        <div class="fields">${this.#campaignView(campaignProblem)}${this.#fields.map((name) => this.#field(name))}</div>
        <div class="row">
          ${
            add.ok
              ? html`<button part="button submit" class="primary" aria-busy=${pending} ?disabled=${isBlocked}>
                  ${msg('Add')}
                </button>`
              : nothing
          }
          ${this.#button('updateContact', msg('Change'), this.change)}
          ${this.#button('findContacts', msg('Find'), this.find)}
          ${this.#button('removeContact', msg('Remove'), this.#askAboutNumber)}
        </div>
        ${this.#reasons()} ${this.#question.view(this.#names.textOf(this.#campaign), isBlocked, () => this.#remove())}
      </form>
      ${this.#statusView(isBeside)}
      ${foundList(this.found, this.#list, isBlocked, {
        take: (contact) => this.#fill(typedOf(contact)),
        remove: commands.supports('removeContact').ok ? (contacts) => this.#ask(contacts) : undefined,
        outcome: (contact) => this.#ended.get(contactKey(contact)) ?? { state: 'idle' },
      })}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-contacts': CtiContacts;
  }
}
