import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { wallClockAt, type WallClock } from '../codecs/wall-clock.js';
import { entryZone, type CallbackRules } from './callback-rules.js';
import type { CallbackTime } from './callback-time.js';
import { dayShift, dayText, momentText, timeText, zoneText } from './time-words.js';

/** What one person's clock shows. */
export interface ClockRow {
  who: string;
  clock: WallClock;
  zone: string;
}

/** What the three clocks show at an instant, the customer's first; only those that are known. */
export function clocksAt(instant: number, { customerZone, dialerZone }: CallbackRules): ClockRow[] {
  const row = (who: string, zone: string | undefined): ClockRow => ({
    who,
    clock: wallClockAt(instant, zone),
    zone: zoneText(zone, instant),
  });
  return [
    ...(customerZone ? [row(msg('Customer'), customerZone)] : []),
    row(msg('You'), undefined),
    ...(dialerZone ? [row(msg('Dialer'), dialerZone)] : []),
  ];
}

/** What the clocks show at the chosen time. A dialer without a zone is shown what it will be sent. */
export function clocksOf({ instant, clock }: CallbackTime, rules: CallbackRules): ClockRow[] {
  const known = instant === undefined ? [] : clocksAt(instant, rules);
  return rules.dialerZone || !clock ? known : [...known, { who: msg('Dialer'), clock, zone: msg('Time zone not set') }];
}

/** The time that was sent, for the line that says what happened. */
export function sentText({ instant, clock, value }: CallbackTime, { customerZone, dialerZone }: CallbackRules): string {
  if (!clock) return '';
  if (customerZone && dialerZone && instant !== undefined)
    return msg(str`Customer’s time: ${momentText(clock)}. Dialer’s clock: ${momentText(value)}.`);
  if (customerZone) return msg(str`Customer’s time: ${momentText(clock)}. Sent as shown: the dialer’s time zone is not set.`);
  return msg(str`Dialer’s clock: ${momentText(value)}.`);
}

export const clocksStyles = css`
  .clocks {
    container-type: inline-size;
  }

  dl {
    display: grid;
    margin: 0;
    border-block: 1px solid var(--_line);
  }

  dl > div {
    display: grid;
    grid-template-columns: 4.75em auto 1fr;
    align-items: baseline;
    column-gap: calc(var(--_space) * 2);
    padding-block: calc(var(--_space) * 1.5);
    min-width: 0;
  }

  dl > div + div {
    border-block-start: 1px solid var(--_line);
  }

  dt,
  .zone {
    color: var(--_muted);
  }

  dd {
    margin: 0;
    min-width: 0;
  }

  .time {
    font-weight: 600;
  }

  .zone {
    grid-column: 2 / -1;
    font-size: 0.93em;
  }

  .day {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: calc(var(--_space) * 1.5);
  }

  .shift {
    padding-inline: var(--_space);
    border: 1px solid var(--_edge);
    border-radius: calc(var(--_radius) / 1.5);
    font-size: 0.86em;
    white-space: nowrap;
  }

  @container (min-width: 30rem) {
    dl {
      grid-auto-flow: column;
      grid-auto-columns: 1fr;
    }

    dl > div {
      grid-template-columns: 1fr;
      align-content: start;
      padding-inline: calc(var(--_space) * 3);
    }

    dl > div:first-child {
      padding-inline-start: 0;
    }

    dl > div + div {
      border-block-start: 0;
      border-inline-start: 1px solid var(--_line);
    }

    .zone {
      grid-column: auto;
    }

    .time {
      font-size: 1.29em;
    }
  }
`;

/** The clocks side by side; in a narrow place one under the other. */
export function clocksView(time: CallbackTime, rules: CallbackRules, now: number): TemplateResult | typeof nothing {
  const chosen = clocksOf(time, rules);
  const rows = chosen.length > 0 ? chosen : clocksAt(now, rules);
  const first = chosen.length > 0 ? (time.clock ?? '') : wallClockAt(now, entryZone(rules) || undefined);
  return html`
    <div class="clocks" part="clocks">
      <p class="hint" id="clocks">${chosen.length > 0 ? msg('The callback, on each clock') : msg('Now, on each clock')}</p>
      <dl aria-labelledby="clocks">
        ${rows.map(({ who, clock, zone }) => {
          const shift = dayShift(clock, first);
          return html`<div>
            <dt>${who}</dt>
            <dd class="time">${chosen.length > 0 ? timeText(clock) : clock.slice(11, 16)}</dd>
            <dd class="day">${dayText(clock)} ${shift ? html`<span class="shift">${shift}</span>` : nothing}</dd>
            <dd class="zone">${zone}</dd>
          </div>`;
        })}
      </dl>
    </div>
  `;
}
