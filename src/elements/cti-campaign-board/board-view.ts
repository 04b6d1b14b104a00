import { msg, str } from '@lit/localize';
import { html, nothing, render, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { ChevronDown, ChevronUp, TriangleAlert } from 'lucide';
import type { CtiError } from '../../core/errors.js';
import { campaignText, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import type { Outcome } from '../shared/outcome.js';
import { detailLine, outcomeLine } from '../shared/outcome-view.js';
import { agoText, countText, numberText, secondText } from '../shared/time-text.js';
import { boardColumns } from './board-columns.js';
import type { BoardColumns } from './board-table.js';
import type { CampaignDataSource } from './campaign-data.js';
import type { PollingController } from './polling-controller.js';

/** A column as its heading shows it. */
interface Heading {
  key: string;
  text: string;
  /** Without one it cannot be sorted by. */
  isSortable: boolean;
  isFigure?: boolean;
  /** Least width in px, and share of what is left. */
  size: readonly [least: number, share: number];
}

export interface Sorting {
  sort: string;
  isDescending: boolean;
}

export const readSort = (text: string): Sorting => ({
  sort: text.replace(/^-/, ''),
  isDescending: text.startsWith('-'),
});
export const sortText = (sort: string, isDescending: boolean): string => (isDescending ? `-${sort}` : sort);

export function headingsOf({ figures, hasAgentBar, hasProgress }: BoardColumns): Heading[] {
  const drawn = (key: string, text: string): Heading => ({ key, text, isSortable: false, size: [96, 1] });
  return [
    { key: 'name', text: msg('Campaign'), isSortable: true, size: [176, 3] },
    ...(hasAgentBar ? [drawn('agents', msg('Agents now'))] : []),
    ...(hasProgress ? [drawn('progress', msg('Done'))] : []),
    ...figures.map(
      ({ key, heading }) => ({ key, text: heading, isSortable: true, isFigure: true, size: [96, 1] }) as const,
    ),
  ];
}

/** One rule for each board, of the columns that it has now. */
const sheets = new WeakMap<Node, { sheet: CSSStyleSheet; rule: string }>();

/** The columns of all rows: each is a grid of its own, so that those out of sight cost nothing. */
export function setWidths(table: HTMLElement, headings: readonly Heading[]): void {
  const root = table.getRootNode() as ShadowRoot;
  const columns = headings.map(({ size: [least, share] }) => `minmax(${least}px, ${share}fr)`).join(' ');
  let width = 0;
  for (const { size } of headings) width += size[0];
  const rule = `[role=table] { --_columns: ${columns}; --_width: ${width}px; }`;
  const known = sheets.get(root);
  if (known?.rule === rule) return;
  const { sheet } = known ?? { sheet: new CSSStyleSheet() };
  sheet.replaceSync(rule);
  if (!known) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  sheets.set(root, { sheet, rule });
}

/** The headings, with a sign at the one by which the rows are sorted. */
export function headRow(headings: readonly Heading[], { sort, isDescending }: Sorting): TemplateResult {
  const order = ({ key }: Heading) => (key === sort ? (isDescending ? 'descending' : 'ascending') : 'none');
  const content = (each: Heading) =>
    each.isSortable
      ? html`<button type="button" part="heading" class="sorter" name="sort" value=${each.key}>
          ${each.text}${order(each) === 'none' ? nothing : icon(isDescending ? ChevronDown : ChevronUp)}
        </button>`
      : each.text;
  const heading = (each: Heading) =>
    html`<span
      role="columnheader"
      class=${each.isFigure ? 'end' : ''}
      aria-sort=${ifDefined(each.isSortable ? order(each) : undefined)}
      >${content(each)}</span
    >`;
  return html`<div role="row" class="head">${headings.map(heading)}</div>`;
}

/** Stands in for the headings where there is no room for them. */
export function sortField(
  headings: readonly Heading[],
  hasState: boolean,
  { sort, isDescending }: Sorting,
): TemplateResult {
  const keys = headings.filter(({ isSortable }) => isSortable).map(({ key, text }) => [key, text] as const);
  const all = hasState ? [...keys, ['state', msg('State')] as const] : keys;
  return html`<div class="row sorting">
    <label for="order">${msg('Sort by')}</label>
    <select id="order" name="order" part="field">
      ${all.map(([key, text]) => html`<option value=${key} ?selected=${key === sort}>${text}</option>`)}
    </select>
    <button
      type="button"
      part="button"
      name="turn"
      class="bare"
      aria-label=${isDescending ? msg('Descending') : msg('Ascending')}
      title=${isDescending ? msg('Descending') : msg('Ascending')}
    >
      ${icon(isDescending ? ChevronDown : ChevronUp)}
    </button>
  </div>`;
}

/** Writes of when the figures are; every second, so that it is no part of a live region. */
export function drawAge(age: HTMLElement | null, { at, isStale, isAsking }: PollingController): void {
  if (!age) return;
  age.classList.toggle('stale', isStale);
  render(at === undefined ? nothing : ageView(at, isStale, isAsking), age);
}

function ageView(at: number, isStale: boolean, isAsking: boolean): TemplateResult {
  const seconds = Math.max(Math.floor((Date.now() - at) / 1000), 0);
  const ago = seconds < 60 ? msg(str`${seconds} s ago`) : agoText(at);
  const text = isStale
    ? msg(str`Old figures, of ${secondText(at)}, ${ago}`)
    : msg(str`Figures of ${secondText(at)}, ${ago}`);
  return html`${isStale ? icon(TriangleAlert) : nothing}<span
      >${sentence(text)}${isAsking ? msg(' · asking…') : ''}</span
    >`;
}

/** Why there are no new figures, since when, and what is shown meanwhile. */
export function failureLine({ failure, at, isRepeating }: PollingController): unknown {
  if (!failure) return outcomeLine({ state: 'idle' });
  const { since, error } = failure;
  const rest =
    at === undefined
      ? isRepeating
        ? msg('The board asks again by itself.')
        : ''
      : msg(str`No new figures since ${secondText(since)}: those shown are of ${secondText(at)}.`);
  const outcome: Outcome = { state: 'refused', command: { type: 'campaigns' }, error };
  return outcomeLine(outcome, rest);
}

const listText = (texts: readonly string[]) =>
  new Intl.ListFormat(msg('en-GB', { desc: 'Language tag of these sentences' })).format(texts);

/** Which columns did not come, of when those are that are shown, and what is done about it. */
function missingText(
  { missing, missingSince, refused }: CampaignDataSource,
  { message }: CtiError,
  isRepeating: boolean,
): string {
  if (refused.length && !missing.size) {
    const names = listText(refused.slice(0, 3).map(campaignText));
    return refused.length > 3
      ? msg(str`Figures did not load for ${names} and ${refused.length - 3} more. ${message}`)
      : msg(str`Figures did not load for ${names}. ${message}`);
  }
  const headings = boardColumns([{ figures: Object.fromEntries([...missing].map((name) => [name, 0])) }], false).map(
    ({ heading }) => heading,
  );
  const what = headings.length
    ? msg(str`Did not load: ${listText(headings)}.`)
    : msg('Some columns have never loaded.');
  const old = missingSince === undefined || !headings.length ? '' : msg(str`They are of ${secondText(missingSince)}.`);
  const next = isRepeating ? msg('All others are new. The board asks again by itself.') : msg('All others are new.');
  return [what, message, old, next].filter(Boolean).join(' ');
}

/** A box that names what is missing in the last round. */
export function missingLine(
  source: CampaignDataSource | undefined,
  isRepeating: boolean,
): TemplateResult | typeof nothing {
  if (!source?.problem) return nothing;
  return html`<div class="banner" data-state="unknown" part="missing">
    <div class="outcome" data-state="unknown">
      ${icon(TriangleAlert)}<span
        >${sentence(missingText(source, source.problem, isRepeating), ...source.refused)}</span
      >
    </div>
    <div><button type="button" part="button" name="refresh">${msg('Try now')}</button></div>
    ${detailLine(source.problem)}
  </div>`;
}

/** How many there are, in a line. */
export function campaignCountText(shown: number, all: number, marked: number, isKnown: boolean): string {
  if (!all) return isKnown ? msg('The dialer has no campaigns.') : '';
  const count =
    shown < all
      ? msg(str`${numberText(shown)} of ${numberText(all)} campaigns`)
      : countText(
          all,
          msg(str`${numberText(all)} campaign|${numberText(all)} campaigns`, { desc: 'Forms for so many' }),
        );
  if (!shown) return msg(str`None of ${numberText(all)} campaigns fits the search.`);
  return marked ? `${count}, ${msg(str`${numberText(marked)} beyond a limit`)}` : count;
}
