import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { ReplyTo, RespoolEntry } from '../commands.js';
import { quickChoices, type QuickChoice } from './callback-choices.js';
import { clocksStyles, clocksView, sentText } from './callback-clocks.js';
import { contactOf, sendView, type Contact } from './callback-contact.js';
import { choicesView, fieldsStyles, fieldsView, isFieldEnter, legendText, noteView, turnsView } from './callback-fields.js';
import { CallbackForm } from './callback-form.js';
import { rulesNote, type CallbackRules } from './callback-rules.js';
import { CtiElement } from './cti-element.js';
import { problemLine } from './outcome.js';

/**
 * Chooses when to call back, in the customer's time, and schedules it on the dialer's clock. Refuses what is past,
 * outside the dial window or too far ahead, and an hour that does not exist; asks which of a doubled hour is meant.
 *
 * @element cti-schedule-picker
 *
 * @fires change - The person changed the time; `value` is what would be sent.
 * @fires {CtiRequestEvent} cti-request - Before the callback is scheduled. Cancel it to stop that.
 * @fires {CtiResultEvent} cti-result - The callback was scheduled, as far as `reply.status` says.
 * @fires {CtiErrorEvent} cti-error - It was not scheduled, or nobody knows; `error.code` says which.
 *
 * @csspart field - The date and the time field.
 * @csspart choice - A button with a quick choice.
 * @csspart turns - The question which of a doubled hour is meant.
 * @csspart clocks - The customer's, the agent's and the dialer's time.
 * @csspart note - What is to be known about the time, and is no refusal.
 * @csspart contact - Whom the callback goes to.
 * @csspart button - The native button; also `submit`.
 * @csspart status - The line that says how far the callback got; also `error` when it failed.
 * @csspart error - What is wrong with the time, beside the fields.
 */
export class CtiSchedulePicker extends CtiElement {
  static readonly formAssociated = true;

  static override styles = [...CtiElement.styles, fieldsStyles, clocksStyles];

  /** IANA time zone of the customer, in whose time the callback is entered. The session's when empty. */
  @property({ attribute: 'customer-time-zone' }) customerTimeZone = '';

  /** IANA time zone of the dialer's clock, on which the callback is sent. The session's when empty. */
  @property({ attribute: 'dialer-time-zone' }) dialerTimeZone = '';

  /** When the customer may be called, in the customer's time: `08:00-21:00`, over midnight `22:00-06:00`. Any hour when empty. */
  @property({ attribute: 'dial-window' }) dialWindow = '';

  /** How many days ahead a callback may be; 0 is today only. No limit when absent. */
  @property({ attribute: 'max-days', converter: (text) => (text ? Number(text) : undefined) }) maxDays: number | undefined;

  /** Only chooses the time, for a form that sends it: no button of its own. */
  @property({ type: Boolean, attribute: 'picker-only' }) pickerOnly = false;

  /** Whom to call. When not set, the dialer's entry of the call, else the call itself. */
  @property({ attribute: false }) entry: RespoolEntry | undefined;

  readonly #form = new CallbackForm(this, () => this.#rules);
  #blocked = false;
  #sent = '';

  /** The dialer's wall clock, `YYYY-MM-DD HH:mm:ss`, as it is sent (C-018). Empty while incomplete or refused. */
  @property()
  get value(): string {
    return this.#form.time.value;
  }

  set value(value: string | null) {
    this.#form.fill(value ?? '');
  }

  /** Name in a surrounding form. */
  get name(): string {
    return this.getAttribute('name') ?? '';
  }

  set name(name: string) {
    this.setAttribute('name', name);
  }

  /** Schedules the callback, as the button would. Clears the fields when that went well. */
  async schedule(): Promise<ReplyTo<'schedule'> | undefined> {
    if (this.commands.pending) return undefined;
    const { time } = this.#form;
    const entry = this.#contact;
    const command = { type: 'schedule', at: time.value, entry: entry ?? { campaign: '', destination: '' } } as const;
    const problem = this.check();
    if (problem) return this.commands.refuse(command, problem, 'at');
    if (!entry) return this.commands.refuse(command, msg('No number to call back is known yet: it comes with a call.'), 'entry');

    this.#sent = sentText(time, this.#rules);
    const { edits } = this.#form.draft;
    const reply = await this.commands.run(command);
    if (reply && edits === this.#form.draft.edits) this.#form.fill('');
    return reply;
  }

  /** Shows and returns what is wrong with the time, and moves the focus there; nothing when it can be sent. */
  check(): string | undefined {
    const { problem } = this.#form.time;
    this.#form.draft.checked = true;
    this.requestUpdate();
    this.performUpdate(); // the question for a doubled hour has to be there to get the focus
    if (problem)
      this.renderRoot.querySelector<HTMLElement>(`[name=${problem.field === 'rules' ? 'date' : problem.field}]`)?.focus();
    return problem?.message;
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('input')?.focus(options);
  }

  formDisabledCallback(disabled: boolean): void {
    this.#blocked = disabled;
    this.requestUpdate();
  }

  formResetCallback(): void {
    if (!this.commands.pending) this.commands.reset();
    this.#form.fill(this.getAttribute('value') ?? '');
  }

  protected override render(): TemplateResult {
    const { draft } = this.#form;
    const [rules, now] = [this.#rules, Date.now()];
    const [typed, time] = [draft.fields(rules), draft.time(rules, now)];
    const shown = draft.shown(time);
    const wrongRules = shown?.field === 'rules';
    const disabled = this.disabled || this.#blocked;
    const contact = this.#contact;
    const schedule = () => void this.schedule();
    return html`
      <div class="stack">
        <fieldset
          ?disabled=${disabled}
          @input=${this.#onEdit}
          @change=${this.#onEdit}
          @keydown=${this.#onKey}
          @focusout=${this.#form.offer}
        >
          <legend>${legendText(rules)}</legend>
          <div class="stack">
            ${fieldsView(typed, rules, now, shown)} ${problemLine('problem', shown?.message ?? this.commands.problem('at'))}
            ${turnsView(time, typed, rules, shown)} ${wrongRules ? nothing : choicesView(quickChoices(rules, now), this.#choose)}
            ${wrongRules ? nothing : noteView(rulesNote(rules))}
          </div>
        </fieldset>
        <div>
          ${wrongRules ? nothing : clocksView(time, rules, now)}
          <div class="warnings" aria-live="polite">${time.warnings.map(noteView)}</div>
        </div>
        ${this.pickerOnly ? nothing : sendView(this.commands, { contact, disabled, sent: this.#sent, schedule })}
      </div>
    `;
  }

  get #rules(): CallbackRules {
    return {
      customerZone: this.given(this.customerTimeZone, 'customerTimeZone'),
      dialerZone: this.given(this.dialerTimeZone, 'dialerTimeZone'),
      dialWindow: this.dialWindow,
      maxDays: this.maxDays,
    };
  }

  get #contact(): Contact | undefined {
    return contactOf(this.entry, this.commands.client, this.given('', 'campaign'));
  }

  readonly #onEdit = ({ target, type }: Event) => {
    const { name, value } = target as HTMLInputElement;
    const change = name === 'which' ? { which: Number(value) } : { [name]: value };
    this.#form.draft.type(change, this.#rules);
    this.#edited(type === 'change');
  };

  readonly #choose = ({ typed }: QuickChoice) => {
    this.#form.draft.choose(typed);
    this.#edited(true);
  };

  readonly #onKey = (event: KeyboardEvent) => {
    if (!isFieldEnter(event) || this.pickerOnly || !this.commands.supports('schedule').ok) return;
    event.preventDefault();
    void this.schedule();
  };

  #edited(done: boolean): void {
    if (this.commands.problem('at')) this.commands.reset();
    this.#form.changed();
    if (done) this.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-schedule-picker': CtiSchedulePicker;
  }
}
