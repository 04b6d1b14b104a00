import { msg, str } from '@lit/localize';
import { html, nothing, render, type TemplateResult } from 'lit';
import { TriangleAlert } from 'lucide';
import { wallClockAt } from '../../codecs/wall-clock.js';
import type { CtiError } from '../../core/errors.js';
import type { CommandController } from '../shared/command-controller.js';
import { icon } from '../shared/icons.js';
import { agoText } from '../cti-outbox/entry-text.js';
import { button } from '../cti-outbox/entry-view.js';
import { outcomeLine, type Outcome } from '../shared/outcome.js';
import { commandOf } from './campaign-controller.js';
import type { PollingController } from './polling-controller.js';
import type { BoardColumns } from './row-view.js';

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

export function headingsOf({ figures, hasState, hasAgentBar, hasProgress, actions }: BoardColumns): Heading[] {
  const drawn = (key: string, text: string): Heading => ({ key, text, isSortable: false, size: [112, 1] });
  return [
    { key: 'name', text: msg('Campaign'), isSortable: true, size: [184, 3] },
    ...(hasState ? [{ key: 'state', text: msg('State'), isSortable: true, size: [92, 1] } as const] : []),
    ...(hasAgentBar ? [drawn('agents', msg('Agents now'))] : []),
    ...(hasProgress ? [drawn('progress', msg('Done'))] : []),
    ...figures.map(
      ({ key, heading }) => ({ key, text: heading, isSortable: true, isFigure: true, size: [88, 1] }) as const,
    ),
    ...(actions.length
      ? [{ key: 'actions', text: msg('Start and pause'), isSortable: false, size: [176, 2] } as const]
      : []),
  ];
}

/** One rule for each board, of the columns that it has now. */
const sheets = new WeakMap<Node, { sheet: CSSStyleSheet; rule: string }>();

/** The columns of all rows: each is a grid of its own, so that those out of sight cost nothing. */
export function setWidths(table: HTMLElement, headings: readonly Heading[]): void {
  const root = table.getRootNode() as ShadowRoot;
  const columns = headings.map(({ size: [least, share] }) => `minmax(${least}px, ${share}fr)`).join(' ');
  const width = headings.reduce((sum, { size: [least] }) => sum + least, 0);
  const rule = `[role=table] { --_columns: ${columns}; --_width: ${width}px; }`;
  const known = sheets.get(root);
  if (known?.rule === rule) return;
  const { sheet } = known ?? { sheet: new CSSStyleSheet() };
  sheet.replaceSync(rule);
  if (!known) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  sheets.set(root, { sheet, rule });
}

export function headRow(headings: readonly Heading[], { sort, isDescending }: Sorting): TemplateResult {
  const order = (key: string) => (key !== sort ? 'none' : isDescending ? 'descending' : 'ascending');
  const content = ({ key, text, isSortable }: Heading) =>
    isSortable ? html`<button type="button" part="heading" name="sort" value=${key}>${text}</button>` : text;
  const heading = (each: Heading) =>
    html`<span role="columnheader" class=${each.isFigure ? 'end' : ''} aria-sort=${order(each.key)}
      >${content(each)}</span
    >`;
  return html`<div role="row" class="head">${headings.map(heading)}</div>`;
}

/** Stands in for the headings where there is no room for them. */
export function sortField(headings: readonly Heading[], { sort, isDescending }: Sorting): TemplateResult {
  return html`<div class="row sorting">
    <div class="field">
      <label for="order">${msg('Sort by')}</label>
      <select id="order" name="order" part="field">
        ${headings.filter(({ isSortable }) => isSortable).map(({ key, text }) => html`<option value=${key} ?selected=${key === sort}>${text}</option>`)}
      </select>
    </div>
    ${button('turn', isDescending ? msg('Descending') : msg('Ascending'))}
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
    ? msg(str`Old figures, of ${timeText(at)}, ${ago}`)
    : msg(str`Figures of ${timeText(at)}, ${ago}`);
  return html`${isStale ? icon(TriangleAlert) : nothing}<span>${text}${isAsking ? msg(' · asking…') : ''}</span>`;
}

/** `14:03:07` on this computer's clock. */
const timeText = (at: number) => wallClockAt(at).slice(11);

/** Why there are no new figures, since when, and what is shown meanwhile. */
export function failureLine({ failure, at, isRepeating }: PollingController): TemplateResult {
  if (!failure) return outcomeLine({ state: 'idle' });
  const { since, error } = failure;
  const rest =
    at === undefined
      ? isRepeating
        ? msg('The board asks again by itself.')
        : ''
      : msg(str`No new figures since ${timeText(since)}: those shown are of ${timeText(at)}.`);
  const outcome: Outcome = { state: 'refused', command: { type: 'campaigns' }, error };
  return outcomeLine(outcome, rest);
}

/** How many there are, in a line. */
export function countText(shown: number, all: number, marked: number, isKnown: boolean): string {
  if (!all) return isKnown ? msg('The dialer has no campaigns.') : '';
  const count =
    shown < all ? msg(str`${shown} of ${all} campaigns`) : all === 1 ? msg('1 campaign') : msg(str`${all} campaigns`);
  if (!shown) return msg(str`None of ${all} campaigns fits the filter.`);
  return marked ? `${count}, ${msg(str`${marked} beyond a threshold`)}` : count;
}

/** What a supervisor can set, and the buttons of the board. */
export interface Tools extends Sorting {
  filter: string;
  headings: readonly Heading[];
  hasThresholds: boolean;
  isMarkedOnly: boolean;
  isAsking: boolean;
  disabled: boolean;
}

export function toolbar({
  filter,
  headings,
  hasThresholds,
  isMarkedOnly,
  isAsking,
  disabled,
  ...sorting
}: Tools): TemplateResult {
  const marked = html`<label class="only"
    ><input type="checkbox" name="marked" .checked=${isMarkedOnly} />${msg('Only beyond a threshold')}</label
  >`;
  return html`<fieldset class="row tools" ?disabled=${disabled}>
    <div class="field">
      <label for="filter">${msg('Filter by name or state')}</label>
      <input id="filter" name="filter" part="field" type="search" autocomplete="off" .value=${filter} />
    </div>
    ${hasThresholds ? marked : nothing} ${sortField(headings, sorting)}
    <div class="row">
      ${button('refresh', msg('Refresh now'), '', '', isAsking)} ${button('copy', msg('Copy'))}
      ${button('save', msg('Save as CSV'))}
    </div>
  </fieldset>`;
}

/** What cannot be done or is not known, and why. */
export function hints(commands: CommandController, problem: CtiError | undefined): TemplateResult {
  const supports = Object.values(commandOf).map((type) => commands.supports(type));
  const unsupported = [...new Set(supports.flatMap((support) => (support.ok ? [] : [support.reason])))];
  return html`
    ${unsupported.length ? html`<p class="hint">${msg(str`Campaigns cannot be started or paused here. ${unsupported.join(' ')}`)}</p>` : nothing}
    ${problem ? html`<p class="hint">${msg(str`Some figures are missing or older: ${problem.message}`)}</p>` : nothing}
  `;
}
