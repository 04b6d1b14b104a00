import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { CalendarFold } from 'lucide';
import { samePhone } from '../../codecs/phone.js';
import { wallClockAt, type WallClock } from '../../codecs/wall-clock.js';
import { writeJson } from '../../codecs/write-json.js';
import type { CtiClient } from '../../core/client.js';
import type { CallbackEntry } from '../../core/commands.js';
import type { CommandController } from '../shared/command-controller.js';
import { campaignText, datum, numberView, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { outcomeLine, problemLine } from '../shared/outcome-view.js';
import { momentText, shortMomentText, timeText, zoneText } from '../shared/time-text.js';
import {
  clockOf,
  datePattern,
  entryZone,
  textExample,
  type CallbackRules,
  type CallbackTime,
  type QuickChoice,
  type TimeProblem,
  type TypedTime,
} from './callback-time.js';

export const callbackStyles = css`
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(98px, 1fr));
    gap: var(--_space);
  }

  .choices button {
    display: grid;
    align-content: center;
    justify-items: start;
    gap: 0;
    min-height: calc(var(--_target) + 12px);
    padding-inline: calc(var(--_space) * 2);
    text-align: start;
  }

  .choices small {
    font-size: var(--_text-xs);
    font-weight: 400;
    color: var(--_muted);
  }

  .choices [aria-checked='true'] {
    border: 2px solid var(--_accent);
    background: var(--_accent-tint);
    color: var(--_on-accent-tint);
  }

  .choices [aria-checked='true'] small {
    color: inherit;
  }

  .own {
    position: relative;
  }

  .own > .row {
    align-items: end;
  }

  .row > .field {
    flex: 1 1 96px;
    max-width: 200px;
  }

  .row > .date {
    flex: 2 1 160px;
    max-width: 240px;
  }

  .date > .row {
    flex-wrap: nowrap;
    gap: var(--_space);
  }

  .date button {
    padding: 0;
    justify-content: center;
  }

  label.row {
    display: inline-flex;
    min-height: var(--_target);
    gap: var(--_space);
    font-weight: 400;
  }

  .turns label.row {
    display: flex;
  }

  .numbers {
    gap: 0 calc(var(--_space) * 3);
  }

  @media (forced-colors: active) {
    .choices [aria-checked='true'] {
      border: 3px solid Highlight;
    }
  }
`;

/** On whose clock the time is entered. */
export function legendText({ customerZone, dialerZone }: CallbackRules): string {
  if (customerZone) return msg('When to call back, in the customer’s time');
  return dialerZone
    ? msg('When to call back, in the dialer’s time')
    : msg('When to call back, on the dialer’s own clock');
}

/** What a person types: a text for both, and a field for the date and one for the time. */
export interface FieldsView {
  now: number;
  wrong: TimeProblem | undefined;
  isText: boolean;
  /** What the free text was understood as. */
  understood: string;
  calendar: TemplateResult | typeof nothing;
}

/** Their texts are put in by the element: what is half typed is left alone by drawing it again. */
export function timeFields({ now, wrong, isText, understood, calendar }: FieldsView): TemplateResult {
  const at = isText && wrong && wrong.field !== 'which' ? 'text' : wrong?.field;
  const input = (name: 'text' | 'date' | 'time', placeholder: string) => html`
    <input
      id=${name}
      name=${name}
      part="field"
      autocomplete="off"
      dir=${ifDefined(name === 'text' ? 'auto' : undefined)}
      placeholder=${placeholder}
      aria-invalid=${at === name}
      aria-describedby=${name === 'text' ? 'understood problem' : 'problem'}
    />
  `;
  return html`
    <div class="field">
      <label for="text">${msg('When, in your words')}</label>
      ${input('text', textExample(now))}
      <p id="understood" class="hint" aria-live="polite">${understood && datum(understood)}</p>
    </div>
    <div class="row">
      <div class="field date">
        <label for="date">${msg('Date')}</label>
        <div class="row">
          ${input('date', datePattern())}<button
            type="button"
            part="button"
            name="calendar"
            aria-label=${msg('Calendar')}
            aria-haspopup="dialog"
            aria-expanded=${calendar !== nothing}
          >
            ${icon(CalendarFold)}
          </button>
        </div>
      </div>
      <div class="field">
        <label for="time">${msg('Time')}</label>
        ${input('time', timeText('2026-01-01 15:00:00'))}
      </div>
    </div>
    ${calendar}
  `;
}

/** Asks which of a doubled hour is meant. Nothing is chosen before the person does. */
export function turnsView(
  { clock, instants, problem }: CallbackTime,
  { date, time, which }: TypedTime,
  rules: CallbackRules,
  wrong: TimeProblem | undefined,
): TemplateResult | typeof nothing {
  if (instants.length < 2) return nothing;
  const names = [msg('The first'), msg('The second')];
  const inWords = timeText(clock || clockOf({ date, time }));
  return html`
    <fieldset class="turns" part="turns" aria-describedby="problem">
      <legend>
        ${sentence(msg(str`${inWords} occurs twice that day, because the clocks go back. Which one?`), inWords)}
      </legend>
      ${instants.map(
        (instant, turn) => html`
          <label class="row">
            <input
              type="radio"
              name="which"
              aria-invalid=${!!problem && wrong?.field === 'which'}
              .value=${String(turn)}
              .checked=${which === turn}
            />
            ${names[turn]}: ${datum(zoneText(entryZone(rules), instant))}
          </label>
        `,
      )}
    </fieldset>
  `;
}

/** The choice that opens the fields. */
export const otherTime = 'other';

/** A chip for each quick choice and one for another time. `chosen` is the id of the one that is chosen. */
export function choicesView(choices: readonly QuickChoice[], chosen: string, now: number): TemplateResult {
  const all = [...choices, { id: otherTime, label: msg('Other time'), text: `“${textExample(now)}”` }];
  const stop = all.some(({ id }) => id === chosen) ? chosen : all[0]?.id;
  return html`
    <div class="choices" role="radiogroup" aria-label=${msg('When')}>
      ${all.map(
        ({ id, label, text }, at) => html`
          <button
            type="button"
            part="choice"
            role="radio"
            data-choice=${id}
            tabindex=${id === stop ? 0 : -1}
            aria-checked=${id === chosen}
            aria-keyshortcuts=${at + 1}
          >
            <span>${datum(label)}</span> <small>${datum(text)}</small>
          </button>
        `,
      )}
    </div>
  `;
}

/** The callback's time on each clock where they differ: `10:00 for Ana, 11:00 for you`. */
export function clocksView(
  { instant, value, clock }: CallbackTime,
  { customerZone, dialerZone }: CallbackRules,
  customerName: string,
): TemplateResult {
  const said = new Set<WallClock>();
  const clocks: [zone: string | undefined, text: (time: string) => string][] = [];
  const name = customerName || msg('the customer');
  if (customerZone) clocks.push([customerZone, (time) => msg(str`${time} for ${name}`)]);
  if (!customerZone && dialerZone) clocks.push([dialerZone, (time) => msg(str`${time} for the dialer`)]);
  clocks.push([undefined, (time) => msg(str`${time} for you`)]);
  if (customerZone && dialerZone) clocks.push([dialerZone, (time) => msg(str`${time} for the dialer`)]);
  const texts = clocks.flatMap(([zone, text]) => {
    if (!value || instant === undefined) return [];
    const reading = wallClockAt(instant, zone);
    if (said.has(reading)) return [];
    said.add(reading);
    const isSameDay = reading.slice(0, 10) === clock.slice(0, 10);
    const time = isSameDay ? timeText(reading) : shortMomentText(reading, clock);
    return [sentence(text(time), time, name)];
  });
  return html`<p part="clocks" class="hint" ?hidden=${texts.length < 2}>
    ${texts.length < 2 ? nothing : texts.map((text, at) => [at ? msg(', ', { desc: 'Between the clocks' }) : '', text])}
  </p>`;
}

/** The time that was sent, for the line that says what happened. */
export function scheduledText(clock: WallClock, value: WallClock): string {
  const dialers = msg(str`Dialer’s clock: ${momentText(value)}.`);
  return clock === value ? dialers : `${msg(str`Customer’s time: ${momentText(clock)}.`)} ${dialers}`;
}

/** A line of the dialer's spool, of which a callback needs only campaign and number. */
export type PickerContact = CallbackEntry;

/**
 * Whom a callback can go to, the one that is meant first: the page's entry; else the number on the line, and then those of
 * the dialer's entry for this call. That entry names the number to try *next*, which is another one than the customer's who
 * asks for a call back.
 */
export function pickerContacts(
  given: PickerContact | undefined,
  client: CtiClient | undefined,
  campaign: string,
): PickerContact[] {
  const call = client?.current;
  const onTheLine = call?.destination && { campaign: call.campaign || campaign, destination: call.destination };
  const entry = given ? contactOf(given) : undefined;
  const known = entry ?? client?.cti?.entry ?? client?.cti?.callback;
  if (!known) return onTheLine ? [onTheLine] : [];
  const own = [known.destination, ...(known.alternatives ?? [])].map((phone) => withNumber(known, phone));
  if (!onTheLine) return distinct(own);
  // Of the dialer's entry the number on the line is the same contact's; the page's may be somebody else.
  const isOurs = !entry || own.some(({ destination }) => samePhone(destination, onTheLine.destination));
  const line = isOurs ? withNumber(known, onTheLine.destination) : onTheLine;
  return distinct(entry ? [...own, line] : [line, ...own]);
}

/** What a page sets as a text, whatever it did set. */
export const settingText = (setting: unknown): string =>
  typeof setting === 'string' ? setting : setting === undefined || setting === null ? '' : writeJson(setting);

/** A page's own entry: a number in it may be no text, as it stands in the page's data. */
function contactOf(entry: PickerContact): PickerContact {
  const { campaign, destination, alternatives, ...rest } = entry;
  return {
    ...rest,
    campaign: settingText(campaign),
    destination: settingText(destination),
    ...(Array.isArray(alternatives) && { alternatives: alternatives.map(settingText) }),
  };
}

const distinct = (contacts: readonly PickerContact[]) =>
  contacts.filter(
    ({ destination }, at) => contacts.findIndex((each) => samePhone(each.destination, destination)) === at,
  );

/** The same contact at another of its numbers, as a respool changes them (UC-5): the main number becomes the first alternative. */
export function withNumber(contact: PickerContact, phone: string): PickerContact {
  const { destination, alternatives } = contact;
  if (samePhone(destination, phone)) return contact;
  return {
    ...contact,
    destination: phone,
    ...(alternatives && { alternatives: [destination, ...alternatives.filter((each) => !samePhone(each, phone))] }),
  };
}

export const noContact = () => msg('No number to call back is known yet: it comes with a call.');

/** Whether this contact can be called back: without one, whether anybody can. */
export const canSchedule = (commands: CommandController, entry: PickerContact | undefined) =>
  commands.supports('schedule', entry && { type: 'schedule', at: '', entry });

/** Which number a callback goes to. */
export interface NumberChoice {
  contacts: readonly PickerContact[];
  /** Theirs, by its name. */
  campaign: string;
  /** The place of the chosen one; -1 for a number of its own. */
  chosen: number;
  /** The number of its own was asked for, also where only one is known. */
  isAsked: boolean;
  problem: string | undefined;
}

/** One line where there is one number, else a question with the meant one chosen. */
function numbersView(choice: NumberChoice, line: string | undefined): TemplateResult {
  const { contacts, campaign, chosen, isAsked, problem } = choice;
  const [first] = contacts;
  if (!first) return html`<p id="whom" part="contact">${noContact()}</p>`;
  const { destination } = first;
  if (contacts.length < 2 && !isAsked)
    return html`<div class="row">
      <p id="whom" part="contact">
        ${sentence(msg(str`Calls ${destination} for ${campaignText(campaign)}.`), destination, campaign)}
      </p>
      <button type="button" part="button" name="another">${msg('Another number')}</button>
    </div>`;
  const mark = (phone: string) =>
    line && samePhone(phone, line) ? html` <span class="hint">${msg('on the line')}</span>` : nothing;
  const radio = (at: number, label: unknown) =>
    html`<label class="row">
      <input type="radio" name="number" .value=${String(at)} .checked=${chosen === at} />${label}
    </label>`;
  return html`<fieldset part="contact" id="whom">
    <legend>${sentence(msg(str`Number to call back for ${campaignText(campaign)}`), campaign)}</legend>
    <div class="row numbers">
      ${contacts.map(({ destination: phone }, at) => radio(at, html`${numberView(phone)}${mark(phone)}`))}
      ${radio(-1, msg('Another number'))}
    </div>
    <div class="field" ?hidden=${chosen >= 0}>
      <label for="phone">${msg('The other number')}</label>
      <input
        id="phone"
        name="phone"
        part="field"
        type="tel"
        dir="ltr"
        autocomplete="off"
        aria-invalid=${!!problem}
        aria-describedby="phone-problem"
      />
      ${problemLine('phone-problem', problem)}
    </div>
  </fieldset>`;
}

interface SendViewModel {
  commands: CommandController;
  numbers: NumberChoice;
  /** Who is here now, where the time was chosen for another one. */
  other: PickerContact | undefined;
  takeAlong: () => void;
  /** What is said of the time that was sent. */
  sent: string;
  blocked: boolean;
  schedule: () => void;
}

/** Whom the callback goes to, the button, and how far its command got. What concerns the time is said beside the fields. */
export function sendView({
  commands,
  numbers,
  other,
  takeAlong,
  sent,
  blocked,
  schedule,
}: SendViewModel): TemplateResult {
  const { outcome, pending } = commands;
  const [contact] = numbers.contacts;
  const support = canSchedule(commands, contact);
  const notice =
    other &&
    contact &&
    html`<div class="notice row" part="notice">
      <span
        >${sentence(msg(str`A new contact is open. The time that you chose is still for ${contact.destination}.`), contact.destination)}</span
      >
      <button part="button" type="button" ?disabled=${blocked} @click=${takeAlong}>
        ${sentence(msg(str`Use it for ${other.destination}`), other.destination)}
      </button>
    </div>`;
  return html`
    <div aria-live="polite">${notice}</div>
    ${support.ok ? numbersView(numbers, other ? '' : commands.client?.current?.destination) : html`<p id="whom" part="contact">${support.reason}</p>`}
    <div>
      <button
        part="button submit"
        class=${contact ? 'primary' : ''}
        type="button"
        aria-describedby="whom"
        aria-busy=${pending}
        ?disabled=${blocked || !support.ok}
        @click=${schedule}
      >
        ${msg('Schedule callback')}
      </button>
    </div>
    ${outcomeLine(commands.problem('at', 'entry.destination') ? { state: 'idle' } : outcome, 'reply' in outcome ? sent : '')}
  `;
}
