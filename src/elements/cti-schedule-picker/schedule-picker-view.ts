import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { samePhone } from '../../codecs/phone.js';
import { wallClockAt, type WallClock } from '../../codecs/wall-clock.js';
import type { CtiClient } from '../../core/client.js';
import type { CallbackEntry } from '../../core/commands.js';
import type { CommandController } from '../shared/command-controller.js';
import { outcomeLine } from '../shared/outcome-view.js';
import { momentText, zoneText } from '../shared/time-text.js';
import {
  dayLimits,
  entryZone,
  type CallbackRules,
  type CallbackTime,
  type QuickChoice,
  type TimeProblem,
  type TypedTime,
} from './callback-time.js';

export const callbackStyles = css`
  .choices button {
    font-weight: 400;
  }

  .row > .field {
    flex: 1 1 120px;
    max-width: 200px;
  }

  label.row {
    min-height: var(--_target);
    gap: var(--_space);
    font-weight: 400;
  }

  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
    gap: calc(var(--_space) * 2);
    margin: 0;
    padding-block: calc(var(--_space) * 2);
    border-block: 1px solid var(--_line);
  }

  dt,
  .zone {
    color: var(--_muted);
  }

  dd {
    margin: 0;
  }

  p {
    margin: 0;
  }
`;

/** On whose clock the time is entered. */
export function legendText({ customerZone, dialerZone }: CallbackRules): string {
  if (customerZone) return msg('When to call back, in the customer’s time');
  return dialerZone
    ? msg('When to call back, in the dialer’s time')
    : msg('When to call back, on the dialer’s own clock');
}

/** The date and time fields. What is half typed is left alone by drawing it again. */
export function timeFields(
  typed: TypedTime,
  rules: CallbackRules,
  now: number,
  wrong: TimeProblem | undefined,
): TemplateResult {
  const known = entryZone(rules) && !wrong ? dayLimits(rules, now) : [];
  const field = (name: 'date' | 'time', label: string, [least, most]: string[] = []) => html`
    <label class="field">
      ${label}
      <input
        type=${name}
        name=${name}
        part="field"
        min=${least ?? ''}
        max=${most ?? ''}
        step=${typed[name].length === 8 ? 1 : 60}
        placeholder=${name === 'date' ? 'YYYY-MM-DD' : 'HH:mm'}
        aria-invalid=${wrong?.field === name}
        aria-describedby="problem"
      />
    </label>
  `;
  return html`<div class="row">${field('date', msg('Date'), known)} ${field('time', msg('Time'))}</div>`;
}

/** Asks which of a doubled hour is meant. Nothing is chosen before the person does. */
export function turnsView(
  { instants }: CallbackTime,
  { time, which }: TypedTime,
  rules: CallbackRules,
): TemplateResult | typeof nothing {
  if (instants.length < 2) return nothing;
  const names = [msg('The first'), msg('The second')];
  return html`
    <fieldset part="turns" aria-describedby="problem">
      <legend>${msg(str`${time} comes twice that day. Which one?`)}</legend>
      ${instants.map(
        (instant, turn) => html`
          <label class="row">
            <input type="radio" name="which" .value=${String(turn)} .checked=${which === turn} />
            ${names[turn]}: ${zoneText(entryZone(rules), instant)}
          </label>
        `,
      )}
    </fieldset>
  `;
}

/** A button for each quick choice. One that is not allowed stays in reach and says why. */
export function choicesView(choices: readonly QuickChoice[], choose: (choice: QuickChoice) => void): TemplateResult {
  return html`
    <div class="row choices" role="group" aria-label=${msg('Quick choices')}>
      ${choices.map(
        (choice) => html`
          <button
            type="button"
            part="choice"
            title=${choice.reason ?? choice.typed.date}
            aria-disabled=${!!choice.reason}
            @click=${() => choice.reason || choose(choice)}
          >
            ${choice.label} <strong>${choice.typed.time}</strong>
          </button>
        `,
      )}
    </div>
  `;
}

/** The customer's, the agent's and the dialer's time: of the callback, and of now while none is chosen. */
export function clocksView(
  { instant, value }: CallbackTime,
  { customerZone, dialerZone }: CallbackRules,
  now: number,
): TemplateResult {
  const at = instant ?? now;
  const clocks: [string, string | undefined][] = [[msg('You'), undefined]];
  if (customerZone) clocks.unshift([msg('Customer'), customerZone]);
  if (dialerZone) clocks.push([msg('Dialer'), dialerZone]);
  return html`
    <div part="clocks">
      <p class="hint">${value ? msg('The callback, on each clock') : msg('Now, on each clock')}</p>
      <dl>
        ${
          value && !dialerZone
            ? html`<div>
                <dt>${msg('Sent to the dialer')}</dt>
                <dd><strong>${momentText(value)}</strong></dd>
              </div>`
            : nothing
        }
        ${
          value && instant === undefined
            ? nothing
            : clocks.map(([who, zone]) => {
                const clock = wallClockAt(at, zone);
                return html`<div>
                  <dt>${who}</dt>
                  <dd><strong>${momentText(instant === undefined ? `${clock.slice(0, 16)}:00` : clock)}</strong></dd>
                  <dd class="zone">${zoneText(zone, at)}</dd>
                </div>`;
              })
        }
      </dl>
    </div>
  `;
}

/** The time that was sent, for the line that says what happened. */
export function scheduledText(clock: WallClock, value: WallClock): string {
  const dialers = msg(str`Dialer’s clock: ${momentText(value)}.`);
  return clock === value ? dialers : `${msg(str`Customer’s time: ${momentText(clock)}.`)} ${dialers}`;
}

/** A line of the dialer's spool, of which a callback needs only campaign and number. */
export type PickerContact = CallbackEntry;

/** Whom to call back: the page's entry, else the dialer's for this call, else the call itself. */
export function pickerContact(
  entry: PickerContact | undefined,
  client: CtiClient | undefined,
  campaign: string,
): PickerContact | undefined {
  const known = entry ?? client?.cti?.entry ?? client?.cti?.callback;
  const call = client?.current;
  if (known || !call?.destination) return known;
  return { campaign: call.campaign || campaign, destination: call.destination };
}

export const noContact = () => msg('No number to call back is known yet: it comes with a call.');

/** The dialer's entry names the next number to try, which may be another one than the call's. */
function whomText({ destination, campaign }: PickerContact, call: string | undefined): string {
  if (!call || samePhone(call, destination)) return msg(str`Calls ${destination} for ${campaign}.`);
  return msg(str`Calls ${destination} for ${campaign}; the call you had was with ${call}.`);
}

/** Whether this contact can be called back: without one, whether anybody can. */
export const canSchedule = (commands: CommandController, entry: PickerContact | undefined) =>
  commands.supports('schedule', entry && { type: 'schedule', at: '', entry });

interface SendViewModel {
  commands: CommandController;
  contact: PickerContact | undefined;
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
  contact,
  other,
  takeAlong,
  sent,
  blocked,
  schedule,
}: SendViewModel): TemplateResult {
  const { outcome, pending } = commands;
  const support = canSchedule(commands, contact);
  const call = other ? '' : commands.client?.current?.destination;
  const whom = contact ? whomText(contact, call) : noContact();
  const notice =
    other &&
    contact &&
    html`<div class="notice row" part="notice">
      <span>${msg(str`Another contact is here now. The time that you chose stays with ${contact.destination}.`)}</span>
      <button part="button" type="button" ?disabled=${blocked} @click=${takeAlong}>
        ${msg(str`Use it for ${other.destination}`)}
      </button>
    </div>`;
  return html`
    <div aria-live="polite">${notice}</div>
    <p id="whom" part="contact">${support.ok ? whom : support.reason}</p>
    <div>
      <button
        part="button submit"
        class="primary"
        type="button"
        aria-describedby="whom"
        aria-busy=${pending}
        ?disabled=${blocked || !support.ok}
        @click=${schedule}
      >
        ${msg('Schedule callback')}
      </button>
    </div>
    ${outcomeLine(commands.problem('at') ? { state: 'idle' } : outcome, 'reply' in outcome ? sent : '')}
  `;
}
