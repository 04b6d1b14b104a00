import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { ChevronDown, ChevronUp } from 'lucide';
import { midnightOf, readWallClock, writeWallClock } from '../../codecs/wall-clock.js';
import { writeJson } from '../../codecs/write-json.js';
import type { Recording, RecordingFilter } from '../../core/supervisor-commands.js';
import { unreadText } from '../../core/unread-text.js';
import type { RecordingHosts } from '../../recordings/index.js';
import type { CampaignNames } from '../shared/campaign-names.js';
import { sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { keyedList } from '../shared/keyed-list.js';
import { outcomeOfError } from '../shared/outcome.js';
import { outcomeLine, problemLine } from '../shared/outcome-view.js';
import { countText, durationText, language, numberText, secondText } from '../shared/time-text.js';
import type { PlaybackController } from './playback-controller.js';
import { factsOf, tagText } from './recording-facts.js';
import { recordingRow } from './recording-row.js';
import type { RecordingPager, RecordingsAction, RecordingsController } from './recordings-controller.js';
import {
  headingOf,
  type KnownTexts,
  type RecordingColumn,
  type RecordingSort,
  type RecordingTable,
} from './recordings-table.js';

type TagSupport = { ok: true } | { ok: false; reason: string };

/** What the list is, in a line: how many, of when, and whether it still is what the filter says. */
export function pageState(
  pages: RecordingPager | undefined,
  table: RecordingTable,
  { canSearch, pending, isStale }: { canSearch: boolean; pending: boolean; isStale: boolean },
): string {
  if (pending) return msg('Looking…');
  if (!pages) return canSearch ? msg('Nothing searched yet: fill in what you know, and press Search.') : '';
  const { rows, isLast, since, unread } = pages;
  const { length } = rows;
  const stale = `${unreadText(unread)} ${isStale ? msg('The filter was changed since: press Search.') : ''}`.trim();
  if (!length) return `${unread ? '' : msg('No recording fits this filter.')} ${stale}`.trim();
  const count = countText(
    length,
    msg(str`${numberText(length)} recording|${numberText(length)} recordings`, { desc: 'Forms for so many' }),
  );
  const rest = isLast ? msg('these are all') : msg('there may be more');
  const shown = table.shown.length < length ? [msg(str`${numberText(table.shown.length)} of them shown`)] : [];
  const whole = table.length === undefined ? [] : [msg(str`${durationText(table.length * 1000)} in all`)];
  const parts = [count, ...shown, ...whole, rest].join(', ');
  return `${parts}; ${msg(str`as of ${secondText(since)} here.`)} ${stale}`.trim();
}

/** What is below the last row: more to come, why not, or the end. */
function restView(pages: RecordingPager, disabled: boolean): TemplateResult | typeof nothing {
  const { isLast, isLoading, error, command } = pages;
  if (isLast) return nothing;
  return html`
    ${outcomeLine(error ? outcomeOfError(command, error) : { state: 'idle' })}
    <button
      type="button"
      part="button"
      name=${'more' satisfies RecordingsAction}
      aria-busy=${isLoading}
      ?disabled=${disabled}
    >
      ${isLoading ? msg('Loading more…') : error ? msg('Try again') : msg('Show more')}
    </button>
  `;
}

interface ListViewModel {
  pages: RecordingPager;
  table: RecordingTable;
  sort: RecordingSort;
  controller: RecordingsController;
  playback: PlaybackController;
  names: CampaignNames;
  opened: ReadonlySet<string>;
  /** Those that are opened at their address, since the page cannot save them. */
  links: ReadonlySet<string>;
  tag: TagSupport;
  hosts: RecordingHosts;
  disabled: boolean;
  /** What the dialer's clock reads. */
  now: string;
}

/** Of an order only one column has the sign. */
function headingView(column: RecordingColumn, { by, isDescending }: RecordingSort): TemplateResult {
  const isBy = column === by;
  return html`<th
    scope="col"
    class=${column === 'length' ? 'n' : ''}
    aria-sort=${isBy ? (isDescending ? 'descending' : 'ascending') : 'none'}
  >
    <button type="button" part="heading" name=${'sort' satisfies RecordingsAction} value=${column} class="sorter">
      ${headingOf(column)}${isBy ? icon(isDescending ? ChevronDown : ChevronUp) : nothing}
    </button>
  </th>`;
}

/** The rows, what cannot be done with them and why, and what is below them. */
export function listView(model: ListViewModel): TemplateResult {
  const { pages, table, sort, controller, playback, names, opened, links, tag, hosts, disabled, now } = model;
  const hasHost = !!hosts.telephony.trim() || !!hosts.backup;
  const can = { canTag: tag.ok, hasHost, disabled };
  const { current, isPlaying } = playback;
  const { columns } = table;
  const headings = columns.map(headingOf);
  const look = writeJson([headings, now.slice(0, 10), msg('Play'), language()]); // days and languages change
  const row = (each: Recording) => {
    const { guid } = each;
    const isCurrent = guid === current;
    const { campaign: id } = factsOf(each);
    const campaign = id && names.nameOf(id);
    const view = {
      sound: controller.sounds.get(guid),
      draft: controller.drafts.get(guid),
      tagged: controller.tagged(guid),
      isOpen: opened.has(guid),
      isLink: links.has(guid),
      isCurrent,
      isPlaying: isCurrent && isPlaying,
      ...can,
    };
    // Thousands of rows are not drawn anew at every key.
    return guard([each, look, campaign, ...Object.values(view)], () =>
      recordingRow(each, { columns, campaign, now }, headings, view),
    );
  };
  return html`
    <p id="no-sound" class="hint no-print" ?hidden=${hasHost}>
      ${msg('Nothing can be played here: the address of the recordings is not set (telephony-host).')}
    </p>
    <p id="no-tag" class="hint no-print" ?hidden=${tag.ok}>
      ${tag.ok ? '' : sentence(msg(str`Nothing can be tagged here. ${tag.reason}`))}
    </p>
    <div class="table-box">
      <table aria-label=${msg('Recordings')}>
        <thead>
          <tr>
            ${hasHost ? html`<td class="no-print"></td>` : nothing}${columns.map((column) => headingView(column, sort))}
            <td class="no-print"></td>
          </tr>
        </thead>
        ${keyedList(table.shown, ({ guid }) => guid, row)}
      </table>
    </div>
    ${restView(pages, disabled)}
  `;
}

/** What stands in the fields, by the filter's own names; `from` and `to` are days. */
export type TypedFilter = Partial<Record<keyof RecordingFilter, string>>;

/** What is always seen, and what nobody documents the form of: that goes to the dialer as it is (U-37). */
const shown = ['from', 'to', 'agent', 'campaign', 'source', 'destination', 'tag'] as const;
/** Fields of numbers, which are read from left to right on every page. */
const numbers = new Set<keyof RecordingFilter>(['source', 'destination', 'exclude']);
const folded = ['minDuration', 'range', 'rating', 'exclude', 'minCount'] as const;

function labelOf(name: keyof RecordingFilter): string {
  switch (name) {
    case 'from':
      return msg('From');
    case 'to':
      return msg('To');
    case 'agent':
      return msg('Agent');
    case 'campaign':
      return msg('Campaign');
    case 'source':
      return msg('Calling number');
    case 'destination':
      return msg('Called number');
    case 'tag':
      return msg('Tag');
    case 'minDuration':
      return msg('Shortest duration');
    case 'range':
      return msg('Hours of the day');
    case 'rating':
      return msg('Rating');
    case 'exclude':
      return msg('Number to leave out');
    case 'minCount':
      return msg('Least number of calls');
  }
}

/** The filter as it is sent: whole days on the dialer's clock, and only what is filled in. */
export function writeFilter({ from, to, ...more }: TypedFilter): RecordingFilter {
  const filled = Object.fromEntries(
    Object.entries(more).flatMap(([name, text]) => (text.trim() ? [[name, text.trim()]] : [])),
  );
  return { ...filled, ...(from && { from: `${from} 00:00:00` }), ...(to && { to: `${to} 23:59:59` }) };
}

/** Days that are searched for by one press, on the dialer's clock. */
export type Preset = 'today' | 'yesterday' | 'week';

/** The days of a preset, as they stand in the fields. */
export function daysOf(preset: Preset, now: string): { from: string; to: string } {
  const today = readWallClock(midnightOf(now.slice(0, 10))) ?? NaN;
  const day = (before: number) => writeWallClock(today - before * 86_400_000).slice(0, 10);
  if (preset === 'week') return { from: day(6), to: day(0) };
  const at = day(preset === 'today' ? 0 : 1);
  return { from: at, to: at };
}

function presetsView({ from, to }: TypedFilter, now: string, canSearch: boolean): TemplateResult {
  const preset = (name: Preset, label: string) => {
    const days = daysOf(name, now);
    return html`<button
      type="button"
      part="button"
      name=${'preset' satisfies RecordingsAction}
      value=${name}
      aria-pressed=${days.from === from && days.to === to}
      ?disabled=${!canSearch}
    >
      ${label}
    </button>`;
  };
  return html`<div class="segments" role="group" aria-label=${msg('Days')}>
    ${preset('today', msg('Today'))}${preset('yesterday', msg('Yesterday'))}${preset('week', msg('7 days'))}
  </div>`;
}

interface FilterModel {
  typed: TypedFilter;
  problem: (field: string) => string | undefined;
  known: KnownTexts;
  names: CampaignNames;
  now: string;
  canSearch: boolean;
}

/** The fields. A field is told by its `name`. */
export function filterView({ typed, problem, known, names, now, canSearch }: FilterModel): TemplateResult {
  const lists: Partial<Record<keyof RecordingFilter, ReadonlySet<string>>> = {
    agent: known.agents,
    campaign: known.campaigns,
    tag: known.tags,
  };
  const input = (name: keyof RecordingFilter) => {
    const list = lists[name];
    return html`<input
        id=${name}
        name=${name}
        part="field"
        dir=${ifDefined(numbers.has(name) ? 'ltr' : undefined)}
        autocomplete="off"
        type=${name === 'from' || name === 'to' ? 'date' : 'text'}
        list=${ifDefined(list?.size ? `${name}-list` : undefined)}
        .value=${typed[name] ?? ''}
        aria-invalid=${!!problem(name)}
        aria-describedby="${name}-problem"
      />
      ${list?.size ? html`<datalist id="${name}-list">${[...list].map((each) => html`<option value=${each}></option>`)}</datalist>` : nothing}`;
  };
  const field = (name: keyof RecordingFilter) =>
    html`<div class="field">
      <label for=${name}>${labelOf(name)}</label>
      ${name === 'campaign' && names.all.length ? names.field(typed.campaign ?? '', { any: msg('Any'), isInvalid: !!problem(name) }) : input(name)}
      ${problemLine(`${name}-problem`, problem(name))}
    </div>`;
  const { length } = folded.filter((name) => typed[name]?.trim());
  return html`
    ${presetsView(typed, now, canSearch)}
    <div class="columns">${shown.map(field)}</div>
    <details part="details" class="more">
      <summary>${length ? msg(str`More (${length} filled in)`) : msg('More')}</summary>
      <div class="columns">${folded.map(field)}</div>
      <p class="hint">
        ${msg('These go to the dialer as they are typed: no document says in which unit or form it wants them.')}
      </p>
    </details>
  `;
}

/** What is done with the rows that are here: which of them, in which order, and out of the page. */
export function toolsView(
  { results, columns }: RecordingTable,
  { by, isDescending }: RecordingSort,
  result: string,
  exportView: TemplateResult,
): TemplateResult {
  const order = (column: RecordingColumn, isDown: boolean, text: string) =>
    html`<option value="${isDown ? '-' : ''}${column}" .selected=${column === by && isDown === isDescending}>
      ${text}
    </option>`;
  return html`<div class="row tools no-print">
    ${
      results.length
        ? html`<label for="result">${msg('Result')}</label>
            <select id="result" name="result" part="field">
              <option value="" .selected=${!result}>${msg('Any')}</option>
              ${results.map((each) => html`<option value=${each} .selected=${each === result}>${tagText(each)}</option>`)}
            </select>`
        : nothing
    }
    <span class="order row"
      ><label for="order">${msg('Sorted by')}</label>
      <select id="order" name="order" part="field">
        <option value="" .selected=${!by}>${msg('As the dialer gives them')}</option>
        ${columns.map((column) => html`${order(column, false, msg(str`${headingOf(column)}, rising`))}${order(column, true, msg(str`${headingOf(column)}, falling`))}`)}
      </select></span
    >
    ${exportView}
  </div>`;
}
