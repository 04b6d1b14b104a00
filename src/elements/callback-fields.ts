import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { Info } from 'lucide';
import { wallClockAt, writeWallClock } from '../codecs/wall-clock.js';
import type { QuickChoice } from './callback-choices.js';
import { entryZone, type CallbackRules } from './callback-rules.js';
import type { CallbackTime, TimeProblem, TypedTime } from './callback-time.js';
import { icon } from './icons.js';
import { dayNumber, dayText, timeText, turnText } from './time-words.js';

/** WebKitGTK draws a text field instead, which needs to say how it is filled. */
const plainText = (type: 'date' | 'time') => {
  const input = document.createElement('input');
  input.type = type;
  return input.type !== type;
};

export const fieldsStyles = css`
  .when {
    display: grid;
    grid-template-columns: minmax(0, 8fr) minmax(0, 7fr);
    gap: calc(var(--_space) * 2);
    max-width: 24rem;
  }

  .when .field {
    grid-template-columns: minmax(0, 1fr);
  }

  fieldset[aria-invalid='true'] {
    border: 0; /* it would run through the question; the sentence above says it */
  }

  legend {
    padding: 0;
    margin-block-end: calc(var(--_space) * 1.5);
  }

  .contact {
    margin: 0;
  }

  .note {
    display: flex;
    margin: 0;
    gap: calc(var(--_space) * 1.5);
  }

  .note svg {
    flex: none;
    margin-block-start: 0.12em;
  }

  .choices button {
    font-weight: 400;
  }

  .choices b {
    font-weight: 600;
  }

  .warnings .note {
    margin-block-start: calc(var(--_space) * 2);
  }

  .turn {
    display: flex;
    align-items: center;
    gap: var(--_space);
    min-height: var(--_target);
    font-weight: 400;
  }

  .turn input {
    flex: none;
  }
`;

/** Enter, once, in one of the fields: elsewhere it presses the button it is on. */
export function isFieldEnter({ key, target, repeat, isComposing }: KeyboardEvent): boolean {
  return key === 'Enter' && target instanceof HTMLInputElement && !repeat && !isComposing;
}

/** On whose clock the time is entered. */
export function legendText({ customerZone, dialerZone }: CallbackRules): string {
  if (customerZone) return msg('When to call back, in the customer’s time');
  return dialerZone ? msg('When to call back, in the dialer’s time') : msg('When to call back, on the dialer’s own clock');
}

/** The date and time fields. Values are kept as typed: what is half done must not be emptied by drawing it again. */
export function fieldsView(typed: TypedTime, rules: CallbackRules, now: number, shown: TimeProblem | undefined): TemplateResult {
  const zone = entryZone(rules);
  const today = zone && shown?.field !== 'rules' ? wallClockAt(now, zone) : '';
  const last = today && rules.maxDays !== undefined ? writeWallClock((dayNumber(today) + rules.maxDays) * 86_400_000) : '';
  const wrong = (field: TimeProblem['field']) => (shown?.field === field ? 'true' : nothing);
  return html`
    <div class="when">
      <label class="field">
        <span>${msg('Date')}${plainText('date') ? msg(', as YYYY-MM-DD') : ''}</span>
        <input
          type="date"
          name="date"
          part="field"
          autocomplete="off"
          min=${today.slice(0, 10) || nothing}
          max=${last.slice(0, 10) || nothing}
          aria-invalid=${wrong('date')}
          aria-describedby="problem"
          .value=${live(typed.date)}
        />
      </label>
      <label class="field">
        <span>${msg('Time')}${plainText('time') ? msg(', as HH:mm') : ''}</span>
        <input
          type="time"
          name="time"
          part="field"
          autocomplete="off"
          step=${typed.time.length > 5 ? 1 : nothing}
          aria-invalid=${wrong('time')}
          aria-describedby="problem"
          .value=${live(typed.time)}
        />
      </label>
    </div>
  `;
}

/** Asks which of a doubled hour is meant. Nothing is chosen before the person does. */
export function turnsView(
  { clock, instants }: CallbackTime,
  { which }: TypedTime,
  rules: CallbackRules,
  shown: TimeProblem | undefined,
): TemplateResult | typeof nothing {
  const [first, second] = instants;
  if (!clock || first === undefined || second === undefined) return nothing;
  return html`
    <fieldset
      part="turns"
      role="radiogroup"
      aria-describedby="problem"
      aria-invalid=${shown?.field === 'which' ? 'true' : nothing}
    >
      <legend>${msg(str`${timeText(clock)} comes twice on ${dayText(clock)}. Which one?`)}</legend>
      ${[first, second].map(
        (instant, turn) => html`
          <label class="turn">
            <input type="radio" name="which" .value=${String(turn)} .checked=${live(which === turn)} />
            ${turnText(entryZone(rules), instant, [first, second])}
          </label>
        `,
      )}
    </fieldset>
  `;
}

/** The buttons with a time each. One that is not allowed stays in reach and says why. */
export function choicesView(choices: readonly QuickChoice[], choose: (choice: QuickChoice) => void): TemplateResult {
  return html`
    <div class="row choices" role="group" aria-label=${msg('Quick choices')}>
      ${choices.map(
        (choice) => html`
          <button
            type="button"
            part="choice"
            name=${choice.name}
            title=${choice.reason ?? dayText(`${choice.typed.date} 00:00:00`)}
            aria-disabled=${choice.reason ? 'true' : nothing}
            aria-describedby=${choice.reason ? `no-${choice.name}` : nothing}
            @click=${() => choice.reason || choose(choice)}
          >
            ${choice.label} <b>${choice.typed.time}</b>
          </button>
        `,
      )}
    </div>
    ${choices
      .filter(({ reason }) => reason)
      .map(({ name, label, reason }) => html`<p class="hint" id="no-${name}">${label}: ${reason}</p>`)}
  `;
}

/** Something to know before sending, which does not stop it. */
export function noteView(text: string): TemplateResult | typeof nothing {
  return text ? html`<p class="note" part="note">${icon(Info)}<span>${text}</span></p>` : nothing;
}
