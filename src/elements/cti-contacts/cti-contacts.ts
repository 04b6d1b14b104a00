import { msg } from '@lit/localize';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Reply } from '../../core/commands.js';
import type { FoundContact } from '../../core/supervisor-commands.js';
import {
  typedContact,
  contactFields,
  fieldView,
  foundList,
  foundStyles,
  RemovalQuestion,
  typedOf,
  type FieldName,
  type Found,
  type TypedContact,
} from './contacts-view.js';
import { CtiElement } from '../shared/cti-element.js';
import { sentence } from '../shared/datum.js';
import { neverLine, outcomeLine, problemLine } from '../shared/outcome-view.js';
import { ConversionWatch } from '../shared/pressed-key.js';
import { writeJson } from '../../codecs/write-json.js';

/**
 * Adds, finds, changes and removes one contact of a campaign, as far as the dialer goes. Shows the fields that the
 * dialer knows; what is typed stays until it was taken. Asks before it removes anybody.
 *
 * @element cti-contacts
 *
 * @fires {CtiRequestEvent} cti-request - Before anything is sent. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - It was done; `command.type` says what.
 * @fires {CtiErrorEvent} cti-error - It was not done, or nobody knows; `error.code` says which.
 *
 * @csspart field - A text field.
 * @csspart button - A button; the one that adds is also `submit`.
 * @csspart found - The contacts that were found.
 * @csspart status - The line that says how far it got; also `error` when it failed.
 */
export class CtiContacts extends CtiElement {
  static override styles = [
    ...CtiElement.styles,
    foundStyles,
    css`
      :host {
        display: block;
      }
    `,
  ];

  static override properties: PropertyDeclarations = { campaign: {}, found: { state: true } };

  /** The campaign, as its dialer names it. The session's when empty. */
  campaign = '';

  private found: Found | undefined;
  readonly #question = new RemovalQuestion(this);
  #known: FieldName[] = [];

  constructor() {
    super();
    this.commands.followOwner(() => {
      const isTyped = !!this.#question.removal || Object.values(this.#typed).some(Boolean);
      this.found = this.#question.removal = undefined;
      this.#write({});
      return isTyped;
    });
  }

  /** Adds the contact that is typed. */
  async add(): Promise<Reply | undefined> {
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
    if (reply && owner === this.commands.owner) this.found = reply;
    return reply;
  }

  readonly #conversions = new ConversionWatch();

  readonly #onSubmit = (event: Event) => {
    event.preventDefault();
    if (!this.#conversions.isConverting) void this.add();
  };

  get #campaign(): string {
    return this.given(this.campaign, 'campaign');
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
    return [...this.renderRoot.querySelectorAll<HTMLInputElement>('[part=field]')];
  }

  /** What stands in the fields is known to them alone. */
  get #typed(): TypedContact {
    return Object.fromEntries(this.#controls.map(({ id, value }) => [id, value.trim()]));
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
    if (number) return this.#question.ask(command);
    this.commands.refuse(command, msg('Enter the number to remove.'), 'number');
    return this.#focusProblem();
  };

  #ask({ id, numbers: [number = ''] }: FoundContact): void {
    this.#question.ask({ type: 'removeContact', campaign: this.#campaign, ...(id ? { id } : { number }) });
  }

  async #remove(): Promise<void> {
    const { removal } = this.#question;
    const { owner } = this.commands;
    if (!removal || this.commands.pending) return;
    const reply = await this.commands.run(removal);
    if (this.#question.removal === removal) this.#question.leave(); // else the person is asked about another one by now
    if (reply && this.found && owner === this.commands.owner) {
      const { contacts } = this.found;
      this.found = {
        ...this.found,
        contacts: contacts.filter(({ id, numbers }) =>
          removal.id ? id !== removal.id : numbers[0] !== removal.number,
        ),
      };
    }
  }

  #write(typed: TypedContact): void {
    for (const control of this.#controls) control.value = typed[control.id as FieldName] ?? '';
  }

  #fill(typed: TypedContact): void {
    this.#write(typed);
    this.#controls[0]?.focus();
  }

  #focusProblem(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  }

  protected override render(): TemplateResult {
    const { commands } = this;
    const never = commands.never('addContact', 'updateContact', 'findContacts', 'removeContact');
    if (never) return neverLine(never);
    const { pending, outcome } = commands;
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
        @compositionstart=${this.#conversions.hear}
        @compositionend=${this.#conversions.hear}
        @keydown=${this.#conversions.hear}
        @keyup=${this.#conversions.hear}
        @pointerdown=${this.#conversions.hear}
      >
        <div class="fields">
          ${this.#fields.map((name) => fieldView(name, commands.problem(...this.#paths(name)), isBlocked))}
        </div>
        ${problemLine('campaign-problem', campaignProblem)}
        <div class="row">
          <button part="button submit" class="primary" aria-busy=${pending} ?disabled=${isBlocked || !add.ok}>
            ${msg('Add')}
          </button>
          ${this.#button('updateContact', msg('Change'), this.change)}
          ${this.#button('findContacts', msg('Find'), this.find)}
          ${this.#button('removeContact', msg('Remove'), this.#askAboutNumber)}
        </div>
        ${this.#reasons()} ${this.#question.view(isBlocked, () => void this.#remove())}
      </form>
      ${outcomeLine(isBeside ? { state: 'idle' } : outcome)}
      ${foundList(this.found, isBlocked, { take: (contact) => this.#fill(typedOf(contact)), remove: commands.supports('removeContact').ok ? (contact) => this.#ask(contact) : undefined })}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-contacts': CtiContacts;
  }
}
