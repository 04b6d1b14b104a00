import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { samePhone } from '../../codecs/phone.js';
import type { ReplyTo } from '../../core/commands.js';
import {
  callbackTime,
  quickChoices,
  rulesProblem,
  typedTimeOf,
  type CallbackRules,
  type CallbackTime,
  type TypedTime,
} from './callback-time.js';
import {
  callbackStyles,
  canSchedule,
  choicesView,
  clocksView,
  pickerContact,
  timeFields,
  legendText,
  noContact,
  sendView,
  scheduledText,
  turnsView,
  type PickerContact,
} from './schedule-picker-view.js';
import { isSameCall, type CallIdentity } from '../shared/call-identity.js';
import { IntervalController } from '../shared/interval-controller.js';
import { CtiFormControl } from '../shared/cti-element.js';
import { problemLine } from '../shared/outcome-view.js';
import { pressedKey } from '../shared/pressed-key.js';

/** Whom a time is for: the contact, what the page said of it, and the call. */
interface TimeSubject {
  contact: PickerContact | undefined;
  entry: PickerContact | undefined;
  call: CallIdentity | undefined;
}

/**
 * Chooses when to call back, in the customer's time, and schedules it on the dialer's clock. Refuses what is past,
 * outside the dial window or too far ahead, and an hour that does not exist; asks which of a doubled hour is meant. A time
 * that somebody has begun to choose stays with the contact that it was for.
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
 * @csspart notice - The line that says that another contact is here than the time was chosen for, with a `button`.
 * @csspart contact - Whom the callback goes to.
 * @csspart submit - The native button.
 * @csspart status - The line that says how far the callback got; also `error` when it failed.
 * @csspart error - What is wrong with the time, beside the fields.
 */
export class CtiSchedulePicker extends CtiFormControl {
  static override styles = [...CtiFormControl.styles, callbackStyles];

  static override properties: PropertyDeclarations = {
    customerTimeZone: { attribute: 'customer-time-zone' },
    dialerTimeZone: { attribute: 'dialer-time-zone' },
    dialWindow: { attribute: 'dial-window' },
    maxDays: { attribute: 'max-days', converter: (text: string | null) => (text ? Number(text) : undefined) },
    pickerOnly: { type: Boolean, attribute: 'picker-only' },
    entry: { attribute: false },
    value: {},
  };

  /** IANA time zone of the customer, in whose time the callback is entered. The session's when empty. */
  customerTimeZone = '';

  /** IANA time zone of the dialer's clock, on which the callback is sent. The session's when empty. */
  dialerTimeZone = '';

  /** When the customer may be called, in the customer's time: `08:00-21:00`, over midnight `22:00-06:00`. Any hour when empty. */
  dialWindow = '';

  /** How many days ahead a callback may be; 0 is today only. No limit when absent. */
  maxDays: number | undefined;

  /** Only chooses the time, for a form that sends it: no button of its own. */
  pickerOnly = false;

  /** Whom to call, a campaign and a number at least. When not set, the dialer's entry of the call, else the call itself. */
  entry: PickerContact | undefined;

  readonly #ticker = new IntervalController(this);
  /** What a person typed; nothing while a value of the page stands in the fields. */
  #typed: TypedTime | undefined;
  /** Whom it was typed for. */
  #begun: TimeSubject | undefined;
  #given = '';
  #checked = false;
  #sent = '';

  constructor() {
    super();
    this.commands.followCall(() => this.#begun?.call ?? this.commands.client?.current);
    this.commands.followOwner(() => {
      const isTyped = !!this.#typed;
      if (isTyped) this.value = this.#given;
      return isTyped;
    });
  }

  override formResetCallback(): void {
    this.commands.reset();
    this.value = this.getAttribute('value');
  }

  /** The fields are filled only where they differ: what is half typed must not be emptied by drawing it again. */
  protected override updated(): void {
    for (const input of this.#inputs) {
      const text = this.#fields[input.name as 'date' | 'time'];
      if (input.type !== 'radio' && input.value !== text) input.value = text;
    }
    this.#offer();
  }

  /** The dialer's wall clock, `YYYY-MM-DD HH:mm:ss`, as it is sent (C-018). Empty while incomplete or refused. */
  get value(): string {
    return this.#time.value;
  }

  set value(value: string | null) {
    this.#typed = this.#begun = undefined;
    this.#given = value ?? '';
    this.#checked = false;
    // What is half typed is known to the browser alone, and some let go of it only for a whole value.
    for (const input of this.#inputs)
      Object.assign(input, input.validity.badInput && { valueAsNumber: 0 }, { value: '' });
    this.requestUpdate();
    this.#offer();
  }

  /** Schedules the callback, as the button would. Clears the fields when that went well. */
  async schedule(): Promise<ReplyTo<'schedule'> | undefined> {
    if (this.commands.pending) return undefined;
    const { value, clock } = this.#time;
    const entry = this.#contact;
    const command = { type: 'schedule', at: value, entry: entry ?? { campaign: '', destination: '' } } as const;
    const problem = this.check();
    if (problem) return this.commands.refuse(command, problem, 'at');
    if (!entry) return this.commands.refuse(command, noContact(), 'entry');

    this.#sent = scheduledText(clock, value);
    const typed = this.#typed;
    const reply = await this.commands.run(command);
    if (reply && typed === this.#typed) this.value = '';
    return reply;
  }

  /** Shows and returns what is wrong with the time, and moves the focus there; nothing when it can be sent. */
  check(): string | undefined {
    const { problem } = this.#time;
    this.#checked = true;
    this.requestUpdate();
    if (problem) this.#inputs.find(({ name }) => name === problem.field)?.focus();
    return problem?.message;
  }

  readonly #onEdit = ({ target, type }: Event) => {
    const { name, value } = target as HTMLInputElement;
    const { date, time } = this.#fields; // an answer for a doubled hour was for the time before
    this.#type(
      { date, time, ...(name === 'which' ? { which: Number(value) } : { [name]: value.trim() }) },
      type === 'change',
    );
  };

  readonly #onKey = (event: KeyboardEvent) => {
    if (pressedKey(event) !== 'Enter' || !(event.target instanceof HTMLInputElement) || this.pickerOnly) return;
    event.preventDefault();
    if (canSchedule(this.commands, this.#contact).ok) void this.schedule();
  };

  /** Gives the form the value, and keeps it from sending while a time is refused or half typed. */
  #offer(): void {
    const { value, problem } = this.#time;
    const begun = problem && this.#inputs.find((input) => input.value || input.validity.badInput);
    this.internals.setFormValue(value);
    this.internals.setValidity(begun ? { customError: true } : {}, problem?.message, begun);
  }

  get #inputs(): HTMLInputElement[] {
    return [...(this.shadowRoot?.querySelectorAll('input') ?? [])];
  }

  get #rules(): CallbackRules {
    return {
      customerZone: this.given(this.customerTimeZone, 'customerTimeZone'),
      dialerZone: this.given(this.dialerTimeZone, 'dialerTimeZone'),
      dialWindow: this.dialWindow,
      maxDays: this.maxDays,
    };
  }

  /** A value of the page is read anew each time: the zones may come after it. */
  get #fields(): TypedTime {
    return this.#typed ?? typedTimeOf(this.#given, this.#rules);
  }

  get #time(): CallbackTime {
    return callbackTime(this.#fields, this.#rules, Date.now());
  }

  /** Whom the callback goes to: the one that the time was typed for, also when another one is here. */
  get #contact(): PickerContact | undefined {
    return this.#isElsewhere ? this.#begun?.contact : this.#live;
  }

  /** Whom a time is for that is chosen now. */
  get #live(): PickerContact | undefined {
    return pickerContact(this.entry, this.commands.client, this.given('', 'campaign'));
  }

  /** The time was typed for somebody else than who is here now. That more is known of the same call changes nobody. */
  get #isElsewhere(): boolean {
    const { contact, entry, call } = this.#begun ?? {};
    if (!contact || (isSameCall(call, this.commands.client?.current) && (!entry || entry === this.entry))) return false;
    const live = this.#live;
    return contact.campaign !== live?.campaign || !samePhone(contact.destination, live.destination);
  }

  get #now(): TimeSubject {
    return { contact: this.#live, entry: this.entry, call: this.commands.client?.current };
  }

  readonly #takeAlong = () => {
    this.#begun = this.#now;
    this.commands.reset();
    this.#inputs[0]?.focus(); // the button is about to go
  };

  #type(typed: TypedTime, done: boolean): void {
    this.#begun = typed.date || typed.time ? (this.#begun ?? this.#now) : undefined;
    this.#typed = typed;
    if (this.commands.problem('at')) this.commands.reset();
    this.requestUpdate();
    if (done) this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  protected override render(): TemplateResult {
    const [rules, now, time] = [this.#rules, Date.now(), this.#time];
    const typed = this.#fields;
    const isLost = this.#given && !this.#typed && !typed.date; // a value of the page that no clock shows
    const wrong = time.problem?.open && !this.#checked && !isLost ? undefined : time.problem;
    return html`
      <div class="stack">
        <fieldset ?disabled=${this.blocked} @input=${this.#onEdit} @change=${this.#onEdit} @keydown=${this.#onKey}>
          <legend>${legendText(rules)}</legend>
          <div class="stack">
            ${timeFields(typed, rules, now, wrong)}
            ${problemLine('problem', wrong?.message ?? this.commands.problem('at'))} ${turnsView(time, typed, rules)}
            ${choicesView(quickChoices(rules, now), ({ typed }) => this.#type(typed, true))}
          </div>
        </fieldset>
        ${rulesProblem(rules) ? nothing : clocksView(time, rules, now)}
        <p role="status" class="warning" ?hidden=${!time.warning}>${time.warning}</p>
        ${this.pickerOnly ? nothing : sendView({ commands: this.commands, contact: this.#contact, other: this.#isElsewhere ? this.#live : undefined, takeAlong: this.#takeAlong, sent: this.#sent, blocked: this.blocked, schedule: () => void this.schedule() })}
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-schedule-picker': CtiSchedulePicker;
  }
}
