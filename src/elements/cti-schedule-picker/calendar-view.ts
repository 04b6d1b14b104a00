import { msg } from '@lit/localize';
import { css, html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { midnightOf, readWallClock, writeWallClock } from '../../codecs/wall-clock.js';
import { pressedKey } from '../shared/pressed-key.js';
import { fullDayText, monthText, numberText, weekdayText, weekInfo } from '../shared/time-text.js';
import { laterDay, weekdayOf } from './moment-reader.js';

export const calendarStyles = css`
  .calendar {
    position: absolute;
    z-index: 1;
    inset-block-start: 100%;
    inset-inline-start: 0;
    max-width: 100%;
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  .calendar .row {
    flex-wrap: nowrap;
    justify-content: space-between;
    font-weight: 600;
  }

  .calendar button {
    justify-content: center;
    padding: 0;
    font-size: 1.15em;
  }

  table {
    border-spacing: 1px;
  }

  th {
    color: var(--_muted);
    font-size: var(--_text-xs);
    font-weight: 400;
  }

  td {
    width: 36px;
    height: var(--_target);
    border: 1px solid transparent;
    border-radius: var(--_radius-s);
    text-align: center;
    cursor: pointer;
  }

  td:hover {
    background: var(--_hover);
  }

  td[aria-current] {
    font-weight: 600;
    text-decoration: underline;
  }

  td[aria-selected='true'] {
    border-color: var(--_accent-edge);
    background: var(--_accent-tint);
    color: var(--_on-accent-tint);
    font-weight: 600;
  }

  td[aria-disabled='true'] {
    color: var(--_disabled);
    text-decoration: line-through;
    cursor: not-allowed;
  }

  td:empty {
    visibility: hidden;
  }

  @media (forced-colors: active) {
    td {
      border-color: Canvas;
    }

    td[aria-selected='true'] {
      border: 3px solid Highlight;
    }
  }
`;

/** What a calendar shows. Days are `YYYY-MM-DD`. */
export interface Calendar {
  /** The day that has the focus, and by that the month that is shown. */
  day: string;
  chosen: string;
  today: string;
  /** The first and the last day that can be chosen; empty without a limit. */
  limits: readonly [first: string, last: string];
}

const monthOf = (day: string) => day.slice(0, 7);

/** The same day of another month, or that month's last. */
export function laterMonth(day: string, months: number): string {
  const first = new Date(readWallClock(midnightOf(`${monthOf(day)}-01`)) ?? 0);
  first.setUTCMonth(first.getUTCMonth() + months);
  const start = writeWallClock(first.getTime()).slice(0, 10);
  const same = `${monthOf(start)}-${day.slice(8)}`;
  return readWallClock(midnightOf(same)) === undefined ? lastOf(start) : same;
}
const lastOf = (start: string): string => {
  let last = laterDay(start, 27);
  while (monthOf(laterDay(last, 1)) === monthOf(start)) last = laterDay(last, 1);
  return last;
};

const isOutside = (day: string, [first, last]: Calendar['limits']) => day < first || (!!last && day > last);

/** Days from the first one of a week. */
const inWeek = (day: string) => (weekdayOf(day) - (weekInfo().firstDay - 1) + 7) % 7;

/** The day to which a key moves; nothing for another key. */
export function movedDay(event: KeyboardEvent, day: string, isRtl: boolean): string | undefined {
  const side = isRtl ? -1 : 1;
  const months = event.shiftKey ? 12 : 1;
  switch (pressedKey(event)) {
    case 'ArrowLeft':
      return laterDay(day, -side);
    case 'ArrowRight':
      return laterDay(day, side);
    case 'ArrowUp':
      return laterDay(day, -7);
    case 'ArrowDown':
      return laterDay(day, 7);
    case 'Home':
      return laterDay(day, -inWeek(day));
    case 'End':
      return laterDay(day, 6 - inWeek(day));
    case 'PageUp':
      return laterMonth(day, -months);
    case 'PageDown':
      return laterMonth(day, months);
    default:
      return undefined;
  }
}

/** The nearest day that can be chosen. */
export const withinLimits = (day: string, [first, last]: Calendar['limits']): string =>
  day < first ? first : last && day > last ? last : day;

/** A month of days; weeks begin as in the page's language. */
export function calendarView({ day, chosen, today, limits }: Calendar): TemplateResult {
  const first = `${monthOf(day)}-01`;
  const start = laterDay(first, -inWeek(first));
  const week = [0, 1, 2, 3, 4, 5, 6];
  const rows = [0, 1, 2, 3, 4, 5].filter((row) => monthOf(laterDay(start, row ? row * 7 : 6)) === monthOf(day));
  const isWide = weekdayText(midnightOf(start)).length > 4; // for a column
  const cell = (each: string) =>
    monthOf(each) === monthOf(day)
      ? html`<td
          role="gridcell"
          data-day=${each}
          tabindex=${each === day ? 0 : -1}
          aria-label=${fullDayText(midnightOf(each))}
          aria-selected=${each === chosen}
          aria-current=${ifDefined(each === today ? 'date' : undefined)}
          aria-disabled=${isOutside(each, limits)}
        >
          ${numberText(Number(each.slice(8)))}
        </td>`
      : html`<td role="gridcell"></td>`;
  const turn = (name: string, label: string, sign: string) =>
    html`<button type="button" name=${name} aria-label=${label}>${sign}</button>`;
  return html`<div class="calendar" id="calendar" role="dialog" aria-label=${msg('Choose the date')}>
    <div class="row">
      ${turn('back', msg('Month before'), '‹')}<span id="month" aria-live="polite">${monthText(midnightOf(day))}</span
      >${turn('on', msg('Month after'), '›')}
    </div>
    <table role="grid" aria-labelledby="month">
      <thead>
        <tr>
          ${week.map((at) => {
            const clock = midnightOf(laterDay(start, at));
            return html`<th scope="col" abbr=${weekdayText(clock, 'long')}>
              ${weekdayText(clock, isWide ? 'narrow' : 'short')}
            </th>`;
          })}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${week.map((at) => cell(laterDay(start, row * 7 + at)))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
