import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { phoneProblem, samePhone } from '../../codecs/phone.js';
import { writeJson } from '../../codecs/write-json.js';
import { wallClockAt, writeWallClock } from '../../codecs/wall-clock.js';
import type { ReplyTo } from '../../core/commands.js';
import {
  callbackTime,
  clockOf,
  dayLimits,
  entryZone,
  quickChoices,
  readFields,
  readTypedTime,
  rulesProblem,
  typedTimeOf,
  type CallbackRules,
  type CallbackTime,
  type FieldTexts,
  type QuickChoice,
  type TypedTime,
} from './callback-time.js';
import { calendarStyles, calendarView, laterMonth, movedDay, withinLimits, type Calendar } from './calendar-view.js';
import { laterDay } from './moment-reader.js';
import {
  callbackStyles,
  canSchedule,
  choicesView,
  clocksView,
  legendText,
  noContact,
  otherTime,
  pickerContacts,
  scheduledText,
  sendView,
  settingText,
  timeFields,
  turnsView,
  withNumber,
  type PickerContact,
} from './schedule-picker-view.js';
import { CampaignNames } from '../shared/campaign-names.js';
import { isSameCall, type CallIdentity } from '../shared/call-identity.js';
import { IntervalController } from '../shared/interval-controller.js';
import { CtiFormControl } from '../shared/cti-element.js';
import { sentence } from '../shared/datum.js';
import { neverLine, problemLine } from '../shared/outcome-view.js';
import { pressedKey } from '../shared/pressed-key.js';
import { dateFieldText, shortMomentText, timeText } from '../shared/time-text.js';

/** Whom a time is for: the contacts that it can go to, what the page said of them, and the call. */
interface TimeSubject {
  contacts: readonly PickerContact[];
  entry: PickerContact | undefined;
  call: CallIdentity | undefined;
}

/** The texts of the fields that were typed in and not yet made a time of, and of the free text. */
interface TypedTexts extends FieldTexts {
  text?: string | undefined;
}

/**
 * Chooses when to call back, in the customer's time, and schedules it on the dialer's clock: by a chip that carries its date,
 * in words (“tue 15:00”) or by fields in the order of the page's language. Asks which number, where several are known. Refuses what is past,
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
 * @csspart field - The fields of the free text, the date, the time and another number.
 * @csspart choice - A chip with a quick choice, or the one for another time.
 * @csspart turns - The question which of a doubled hour is meant.
 * @csspart clocks - The callback's time for the customer and for the agent, and on the dialer's clock, where they differ.
 * @csspart notice - The line that says that another contact is here than the time was chosen for, with a `button`.
 * @csspart contact - Whom the callback goes to, or the question which number.
 * @csspart button - A button beside the chips.
 * @csspart submit - The native button.
 * @csspart status - The line that says how far the callback got; also `error` when it failed.
 * @csspart error - What is wrong with the time, beside the fields.
 */
export class CtiSchedulePicker extends CtiFormControl {
  static override styles = [...CtiFormControl.styles, callbackStyles, calendarStyles];

  static override properties: PropertyDeclarations = {
    customerTimeZone: { attribute: 'customer-time-zone' },
    dialerTimeZone: { attribute: 'dialer-time-zone' },
    dialWindow: { attribute: 'dial-window' },
    maxDays: { attribute: 'max-days', converter: (text: string | null) => (text ? Number(text) : undefined) },
    pickerOnly: { type: Boolean, attribute: 'picker-only' },
    customerName: { attribute: 'customer-name' },
    whom: {},
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

  /** The customer's name, for the line of clocks: “10:00 for Ana, 11:00 for you”. */
  customerName = '';

  /** Whom a form that sends the time calls, as text: shown in one line with `picker-only`. */
  whom = '';

  /** Whom to call, a campaign and a number at least. When not set, the number on the line, with the numbers of the dialer's entry to choose from. */
  entry: PickerContact | undefined;

  readonly #ticker = new IntervalController(this);
  readonly #names = new CampaignNames(this, this.commands, false);
  /** What a person typed; nothing while a value of the page stands in the fields. */
  #typed: TypedTime | undefined;
  /** Whom it was typed for. */
  #begun: TimeSubject | undefined;
  #given = '';
  #texts: TypedTexts = {};
  /** The chip that was chosen: it stays as it was, while the others go with the time. */
  #choice: QuickChoice | undefined;
  #isOther = false;
  /** The number that was chosen, whether it was typed, and in the place of which. */
  #chosenPhone: { phone: string; isOwn: boolean; insteadOf: string } | undefined;
  #isNumberChecked = false;
  /** The day that has the focus in the open calendar. */
  #day = '';
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
    const { date, time } = this.#fields;
    const { text = '', date: dateText, time: typedTime } = this.#texts;
    const texts: Partial<Record<string, string>> = {
      text,
      date: dateText ?? (date && dateFieldText(date)),
      time: typedTime ?? (time && timeText(clockOf({ date: date || '2026-01-01', time }))),
      phone: this.#chosenNumber < 0 ? this.#number?.phone : '',
    };
    for (const input of this.#inputs) {
      const text = texts[input.name];
      if (text !== undefined && input.value !== text) input.value = text;
    }
    this.#offer();
  }

  /** The dialer's wall clock, `YYYY-MM-DD HH:mm:ss`, as it is sent (C-018). Empty while incomplete or refused. */
  get value(): string {
    return this.#time.value;
  }

  set value(value: string | null) {
    this.#typed = this.#begun = this.#choice = this.#chosenPhone = undefined;
    this.#texts = {};
    this.#given = settingText(value);
    this.#day = '';
    this.#isOther = this.#checked = this.#isNumberChecked = false;
    this.requestUpdate();
    this.#offer();
  }

  /** To the chips, as a press of Tab: by itself a browser takes the first one, and not the one that is chosen. */
  override focus(): void {
    this.focusChoices();
  }

  /** Moves the focus to the chips: to the chosen one, else the first. */
  focusChoices(): void {
    this.renderRoot.querySelector<HTMLElement>('[part=choice][tabindex="0"]')?.focus();
  }

  /** Schedules the callback, as the button would. Clears the fields when that went well. */
  async schedule(): Promise<ReplyTo<'schedule'> | undefined> {
    if (this.commands.pending) return undefined;
    const { value, clock } = this.#time;
    const entry = this.#contact;
    const numberProblem = this.#numberProblem;
    const command = { type: 'schedule', at: value, entry: entry ?? { campaign: '', destination: '' } } as const;
    const problem = this.check();
    if (problem) return this.commands.refuse(command, problem, 'at');
    if (!entry) return this.commands.refuse(command, noContact(), 'entry');
    if (numberProblem) {
      this.#isNumberChecked = true;
      this.#find('phone')?.focus();
      return this.commands.refuse(command, numberProblem, 'entry.destination');
    }

    this.#sent = scheduledText(clock, value);
    const typed = writeJson(this.#typed);
    const clear = () => typed === writeJson(this.#typed) && (this.value = '');
    this.commands.delivered = clear;
    const reply = await this.commands.run(command);
    if (reply) clear();
    return reply;
  }

  /** Shows and returns what is wrong with the time, and moves the focus there; nothing when it can be sent. */
  check(): string | undefined {
    const { problem } = this.#time;
    this.#checked = true;
    this.requestUpdate();
    if (problem) this.#focusProblem(problem.field);
    return problem?.message;
  }

  /** At the field that is wrong; at the chips while nothing is chosen. Drawn first: the fields may be folded. */
  #focusProblem(field: string): void {
    if (!this.#isOpen && !this.#chosen && !rulesProblem(this.#rules)) return this.focusChoices();
    if (field !== 'which') this.#isOther = true;
    this.performUpdate();
    this.#find(field === 'which' ? field : this.#texts.text ? 'text' : field)?.focus();
  }

  #find(name: string): HTMLInputElement | undefined {
    return this.#inputs.find((input) => input.name === name);
  }

  /** Whether something stands in a field that is no time yet. */
  get #begunTexts(): boolean {
    const { text, date, time } = this.#texts;
    return !!(text ?? date ?? time);
  }

  readonly #onEdit = ({ target, type }: Event) => {
    const { name, value } = target as HTMLInputElement;
    const isDone = type === 'change';
    if (name === 'number' || name === 'phone') return this.#chooseNumber(name, value, isDone);
    const now = Date.now();
    const { date, time } = this.#fields; // an answer for a doubled hour was for the time before
    if (name === 'which') return this.#type({ date, time, which: Number(value) }, isDone);
    if (name === 'text') {
      if (isDone && value === this.#texts.text && !this.#typed?.problem) return this.#tell();
      this.#texts = { text: value };
      return this.#type(readTypedTime(value, this.#rules, now, isDone), isDone);
    }
    const { date: dateText, time: timeText } = this.#texts;
    this.#texts = { date: dateText, time: timeText, [name]: value };
    this.#edit(isDone);
  };

  /** Reads the two fields; a text that is read becomes the one of the page's language, once the person is done with it. */
  #edit(isDone: boolean): void {
    const { date, time, which } = this.#fields;
    const before = { date, time };
    const typed = readFields(this.#texts, before, this.#rules, Date.now(), isDone);
    const isSame = typed.date === date && typed.time === time;
    if (isDone) {
      const keeps = (name: 'date' | 'time') =>
        typed[name] || !this.#texts[name]?.trim() ? undefined : this.#texts[name];
      this.#texts = { date: keeps('date'), time: keeps('time') };
    }
    this.#type(isSame && !typed.problem ? { ...typed, which } : typed, isDone);
  }

  #chooseNumber(name: string, value: string, isDone: boolean): void {
    const known = name === 'phone' ? undefined : this.#contacts[Number(value)];
    this.#chosenPhone = {
      phone: name === 'phone' ? value : (known?.destination ?? ''),
      isOwn: !known,
      insteadOf: this.#contacts[0]?.destination ?? '',
    };
    this.#isNumberChecked = name === 'phone' && isDone;
    if (this.commands.problem('entry.destination')) this.commands.reset();
    this.requestUpdate();
    if (name === 'number' && !known) void this.updateComplete.then(() => this.#find('phone')?.focus());
  }

  readonly #onClick = ({ target }: Event) => {
    const pressed = target as Element;
    const choice = pressed.closest<HTMLElement>('[data-choice]')?.dataset['choice'];
    const day = pressed.closest<HTMLElement>('[data-day]')?.dataset['day'];
    const { name } = pressed.closest('button') ?? {};
    if (choice) this.#choose(choice);
    else if (day) this.#chooseDay(day);
    else if (name === 'calendar') this.#showDay(this.#day ? '' : this.#fields.date || this.#today);
    else if (name === 'back') this.#showDay(laterMonth(this.#day, -1), false);
    else if (name === 'on') this.#showDay(laterMonth(this.#day, 1), false);
    else if (name === 'another') this.#chooseNumber('number', '-1', false);
  };

  #choose(id: string): void {
    const choice = this.#choices.find((each) => each.id === id);
    this.#isOther = !choice;
    if (choice) {
      this.#texts = {};
      this.#type(choice.typed, true);
      this.#choice = choice;
    } else {
      this.#choice = undefined;
      this.requestUpdate();
      void this.updateComplete.then(() => this.#find('text')?.focus());
    }
  }

  /** The clock on which times are entered; the browser's own where the page sets none that there is. */
  get #clock(): string {
    const rules = this.#rules;
    return wallClockAt(Date.now(), (!rulesProblem(rules) && entryZone(rules)) || undefined);
  }

  get #today(): string {
    return this.#clock.slice(0, 10);
  }

  /** Opens the calendar at a day, or closes it, and gives the focus to the day or back to its button. */
  #showDay(day: string, moves = true): void {
    const limits = this.#limits;
    this.#day = day && withinLimits(day, limits);
    this.requestUpdate();
    if (moves) void this.updateComplete.then(() => this.#focusDay());
  }

  #focusDay(): void {
    const place = this.renderRoot.querySelector<HTMLElement>(this.#day ? 'td[tabindex="0"]' : '[name=calendar]');
    place?.focus();
    this.renderRoot.querySelector('.calendar')?.scrollIntoView({ block: 'nearest' });
  }

  #chooseDay(day: string): void {
    if (withinLimits(day, this.#limits) !== day) return;
    this.#texts = { time: this.#texts.time, date: dateFieldText(day) };
    this.#edit(true);
    this.#showDay('');
  }

  get #limits(): [first: string, last: string] {
    const rules = this.#rules;
    return rulesProblem(rules) ? ['', ''] : dayLimits(rules, Date.now());
  }

  readonly #onKey = (event: KeyboardEvent) => {
    const key = pressedKey(event);
    const target = event.target as HTMLElement;
    const isBare = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!key || !isBare) return;
    const isHandled = target.closest('.calendar')
      ? this.#onCalendarKey(event, key, target)
      : target.matches('[part=choice]')
        ? this.#onChoiceKey(event, key, target)
        : target instanceof HTMLInputElement && this.#onFieldKey(key, target);
    if (isHandled) event.preventDefault();
  };

  #onCalendarKey(event: KeyboardEvent, key: string, target: HTMLElement): boolean {
    if (key === 'Escape') {
      event.stopPropagation(); // it closes the calendar, and not what stands around
      this.#showDay('');
      return true;
    }
    const { day } = target.dataset;
    if (!day) return false;
    if (key === 'Enter' || key === ' ') {
      event.stopPropagation();
      this.#chooseDay(day);
      return true;
    }
    const moved = movedDay(event, day, this.matches(':dir(rtl)'));
    if (moved) this.#showDay(moved);
    return !!moved;
  }

  #onChoiceKey({ repeat }: KeyboardEvent, key: string, target: HTMLElement): boolean {
    const chips = [...this.renderRoot.querySelectorAll<HTMLElement>('[part=choice]')];
    const at = chips.indexOf(target);
    const numbered = /^[1-9]$/.test(key) && !repeat ? chips[Number(key) - 1] : undefined;
    numbered?.focus();
    numbered?.click();
    if (numbered) return true;
    const forward = this.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
    const back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const places: Partial<Record<string, number>> = {
      [forward]: at + 1,
      ArrowDown: at + 1,
      [back]: at - 1,
      ArrowUp: at - 1,
      Home: 0,
      End: -1,
    };
    const place = places[key];
    if (place !== undefined) chips.at(place % chips.length)?.focus();
    return place !== undefined;
  }

  #onFieldKey(key: string, { name }: HTMLInputElement): boolean {
    const steps = { ArrowUp: 1, ArrowDown: -1 }[key];
    if (steps && (name === 'date' || name === 'time')) {
      this.#step(name, steps);
      return true;
    }
    if (key !== 'Enter' || this.pickerOnly) return false;
    if (canSchedule(this.commands, this.#contacts[0]).ok) void this.schedule();
    return true;
  }

  /** A day or a quarter of an hour on; an empty field begins with today, or with the next quarter. */
  #step(name: 'date' | 'time', steps: number): void {
    const { date, time } = this.#fields;
    if (name === 'date') {
      const day = withinLimits(date ? laterDay(date, steps) : this.#today, this.#limits);
      this.#texts = { time: this.#texts.time, date: dateFieldText(day) };
    } else {
      const [hour = 0, minute = 0] = (time || this.#clock.slice(11)).split(':').map(Number);
      const quarter = (hour * 60 + minute) / 15;
      const next = ((steps > 0 ? Math.floor(quarter) + 1 : Math.ceil(quarter) - 1) + 96) % 96;
      this.#texts = { date: this.#texts.date, time: timeText(writeWallClock(next * 900_000)) };
    }
    this.#edit(true);
  }

  /** Closes the calendar when the focus goes elsewhere. */
  readonly #onFocusOut = ({ relatedTarget }: FocusEvent) => {
    const to = relatedTarget as Element | null;
    if (this.#day && to && !to.closest('.calendar, [name=calendar]')) {
      this.#day = '';
      this.requestUpdate();
    }
  };

  /** Gives the form the value, and keeps it from sending while a time is refused or half typed. */
  #offer(): void {
    const { value, problem } = this.#time;
    const begun = problem && this.#inputs.find((input) => /^(text|date|time)$/.test(input.name) && input.value);
    this.internals.setFormValue(value);
    this.internals.setValidity(begun ? { customError: true } : {}, problem?.message, begun);
  }

  get #inputs(): HTMLInputElement[] {
    return [...(this.shadowRoot?.querySelectorAll('input') ?? [])];
  }

  get #rules(): CallbackRules {
    return {
      customerZone: settingText(this.given(this.customerTimeZone, 'customerTimeZone')),
      dialerZone: settingText(this.given(this.dialerTimeZone, 'dialerTimeZone')),
      dialWindow: settingText(this.dialWindow),
      maxDays: this.maxDays ?? undefined,
    };
  }

  /** A value of the page is read anew each time: the zones may come after it. */
  get #fields(): TypedTime {
    return this.#typed ?? typedTimeOf(this.#given, this.#rules);
  }

  get #time(): CallbackTime {
    return callbackTime(this.#fields, this.#rules, Date.now());
  }

  /** The chips: the chosen one as it was. */
  get #choices(): QuickChoice[] {
    const chosen = this.#chosen;
    const now = quickChoices(this.#rules, Date.now());
    return now.some(({ id }) => id === chosen?.id) || !chosen
      ? now.map((each) => (each.id === chosen?.id ? chosen : each))
      : [chosen, ...now];
  }

  /** The chosen chip, while what it says stands in the fields. */
  get #chosen(): QuickChoice | undefined {
    return this.#choice && this.#choice.typed === this.#typed ? this.#choice : undefined;
  }

  /** Whom the callback can go to: the ones that the time was typed for, also when another one is here. */
  get #contacts(): readonly PickerContact[] {
    return this.#isElsewhere ? (this.#begun?.contacts ?? []) : this.#live;
  }

  /** The number that was chosen for this contact: for another one it never goes; nothing for the first. */
  get #number() {
    const chosen = this.#chosenPhone;
    return chosen && samePhone(chosen.insteadOf, this.#contacts[0]?.destination ?? '') ? chosen : undefined;
  }

  /** The place of the chosen number among those; -1 for another one. A number that is gone is none of the others. */
  get #chosenNumber(): number {
    const chosen = this.#number;
    if (!chosen) return 0;
    return chosen.isOwn ? -1 : this.#contacts.findIndex(({ destination }) => samePhone(destination, chosen.phone));
  }

  get #contact(): PickerContact | undefined {
    const [first] = this.#contacts;
    const at = this.#chosenNumber;
    return at < 0 && first ? withNumber(first, this.#number?.phone.trim() ?? '') : this.#contacts[at];
  }

  get #numberProblem(): string | undefined {
    return this.#chosenNumber < 0 ? phoneProblem(this.#number?.phone ?? '') : undefined;
  }

  /** Whom a time can be for that is chosen now. */
  get #live(): PickerContact[] {
    return pickerContacts(this.entry, this.commands.client, this.given('', 'campaign'));
  }

  /** The time was typed for somebody else than who is here now. That more is known of the same call changes nobody. */
  get #isElsewhere(): boolean {
    const { contacts: [contact] = [], entry, call } = this.#begun ?? {};
    if (!contact || (isSameCall(call, this.commands.client?.current) && (!entry || entry === this.entry))) return false;
    const [live] = this.#live;
    return contact.campaign !== live?.campaign || !samePhone(contact.destination, live.destination);
  }

  get #now(): TimeSubject {
    return { contacts: this.#live, entry: this.entry, call: this.commands.client?.current };
  }

  readonly #takeAlong = () => {
    this.#begun = this.#now;
    this.#chosenPhone = undefined;
    this.commands.reset();
    this.focusChoices(); // the button is about to go
  };

  #type(typed: TypedTime, done: boolean): void {
    const isBegun = typed.date || typed.time || this.#begunTexts;
    this.#begun = isBegun ? (this.#begun ?? this.#now) : undefined;
    this.#typed = typed;
    this.#choice = undefined;
    if (this.commands.problem('at')) this.commands.reset();
    this.requestUpdate();
    if (done) this.#tell();
  }

  #tell(): void {
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Whether the fields are shown: they were asked for, or what stands in them is no chip's. */
  get #isOpen(): boolean {
    return !this.#chosen && (this.#isOther || !!this.#given || !!this.#typed);
  }

  /** What the free text says, in the words of the page's language. */
  get #understood(): string {
    const { date, time } = this.#fields;
    return this.#texts.text !== undefined && date && time
      ? shortMomentText(clockOf({ date, time }), wallClockAt(Date.now()))
      : '';
  }

  /** A value of the page that no clock shows. */
  get #isLost(): boolean {
    return !!this.#given && !this.#typed && !this.#fields.date;
  }

  get #calendar(): Calendar {
    return { day: this.#day, chosen: this.#fields.date, today: this.#today, limits: this.#limits };
  }

  protected override render(): TemplateResult {
    const never = this.pickerOnly ? '' : this.commands.never('schedule');
    if (never) return neverLine(never);
    const [rules, now, time] = [this.#rules, Date.now(), this.#time];
    const typed = this.#fields;
    const wrong = time.problem?.open && !this.#checked && !this.#isLost ? undefined : time.problem;
    const chosen = this.#chosen;
    const problem = wrong?.message ?? this.commands.problem('at');
    return html`
      <div
        class="stack"
        @click=${this.#onClick}
        @input=${this.#onEdit}
        @change=${this.#onEdit}
        @keydown=${this.#onKey}
        @focusout=${this.#onFocusOut}
      >
        <fieldset ?disabled=${this.blocked}>
          <legend>${legendText(rules)}</legend>
          <div class="stack">
            ${choicesView(this.#choices, chosen?.id ?? (this.#isOpen ? otherTime : ''), now)}
            <div class="own stack" ?hidden=${!this.#isOpen}>
              ${timeFields({ now, wrong, isText: this.#texts.text !== undefined, understood: this.#understood, calendar: this.#day ? calendarView(this.#calendar) : nothing })}
            </div>
            ${problemLine('problem', problem)} ${turnsView(time, typed, rules, wrong)}
            ${clocksView(time, rules, settingText(this.customerName))}
          </div>
        </fieldset>
        <p role="status" class="warning" ?hidden=${!time.warning}>${sentence(time.warning ?? '')}</p>
        ${this.pickerOnly ? html`<p part="contact" ?hidden=${!this.whom}>${this.whom && sentence(msg(str`Calls ${this.whom}.`), this.whom)}</p>` : this.#sendView()}
      </div>
    `;
  }

  #sendView(): TemplateResult {
    const { commands, blocked } = this;
    const problem = this.#isNumberChecked ? this.#numberProblem : commands.problem('entry.destination');
    return html`<fieldset class="stack" ?disabled=${blocked}>
      ${sendView({
        commands,
        numbers: {
          contacts: this.#contacts,
          campaign: this.#names.nameOf(this.#contacts[0]?.campaign ?? ''),
          chosen: this.#chosenNumber,
          isAsked: !!this.#number,
          problem,
        },
        other: this.#isElsewhere ? this.#live[0] : undefined,
        takeAlong: this.#takeAlong,
        sent: this.#sent,
        blocked,
        schedule: () => void this.schedule(),
      })}
    </fieldset>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-schedule-picker': CtiSchedulePicker;
  }
}
