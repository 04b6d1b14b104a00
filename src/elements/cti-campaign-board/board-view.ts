import { msg, str } from '@lit/localize';
import { html, nothing, render, type TemplateResult } from 'lit';
import { CirclePlay, TriangleAlert } from 'lucide';
import { wallClockAt } from '../../codecs/wall-clock.js';
import type { CtiError } from '../../core/errors.js';
import { button, type ButtonOptions } from '../shared/button.js';
import type { CommandController } from '../shared/command-controller.js';
import { datum, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import type { Outcome } from '../shared/outcome.js';
import { outcomeLine } from '../shared/outcome-view.js';
import { agoText, countText } from '../shared/time-text.js';
import { figureText, valueOf, type Figure } from './board-columns.js';
import type { BoardColumns, Mark } from './board-table.js';
import { commandOf, type Action } from './campaign-controller.js';
import type { BoardCampaign } from './campaign-data.js';
import { agentBar, progressBar, trendLine } from './charts.js';
import type { PollingController } from './polling-controller.js';

/** What the buttons of a board do. */
export type BoardAction = Action | 'keep' | 'confirm' | 'refresh' | 'turn' | 'sort';

/** All that a row shows. */
export interface BoardRow {
  campaign: BoardCampaign;
  columns: BoardColumns;
  marks: readonly Mark[];
  /** What the supervisor is asked about. */
  asking?: Action | undefined;
  /** How the last action on this campaign ended, while it is the last of all. */
  done?: { action: Action; outcome: Outcome } | undefined;
  isBusy: boolean;
}

const running = new Set(['active', 'enabled']);
const resting = new Set(['passive', 'disabled']);

/** Where the state says which of the two makes no sense, only the other is offered. */
export function actionsFor(state: string, actions: readonly Action[]): readonly Action[] {
  const word = state.toLowerCase();
  return actions.filter((action) => !(action === 'start' ? running : resting).has(word));
}

export const actionText = (action: Action): string => (action === 'start' ? msg('Start') : msg('Pause'));

const nameOf = ({ name }: BoardCampaign) => name || msg('(no name)');

/** A button is told by its `name` and by its row. */
const actionButton = (
  name: BoardAction,
  label: string,
  { what, describedBy, busy = false }: ButtonOptions,
): TemplateResult =>
  html`<button
    type="button"
    part="button"
    name=${name}
    class=${name === 'confirm' ? 'primary' : ''}
    aria-label=${`${label}: ${what}`}
    aria-describedby=${describedBy ?? nothing}
    aria-disabled=${busy}
  >
    ${label}
  </button>`;

function question(action: Action, what: string): string {
  return action === 'start'
    ? msg(str`Start “${what}”? The dialer then calls its customers.`)
    : msg(str`Pause “${what}”? The dialer then starts no more calls for it. Calls in progress continue.`);
}

function doneText(action: Action, { state }: Outcome, what: string): string {
  if (state === 'confirmed' || state === 'sent')
    return action === 'start' ? msg(str`“${what}” is started.`) : msg(str`“${what}” is paused.`);
  return state === 'unknown' ? msg('Look at the state before you try again.') : '';
}

function actionCell({ campaign, columns, asking, done, isBusy }: BoardRow): TemplateResult {
  const what = nameOf(campaign);
  const buttons = asking
    ? html`<p id="question">${sentence(question(asking, what), what)}</p>
        ${actionButton('confirm', actionText(asking), { what, busy: isBusy, describedBy: 'question' })}
        ${actionButton('keep', asking === 'start' ? msg('Do not start') : msg('Do not pause'), { what, busy: false })}`
    : actionsFor(campaign.state, columns.actions).map((action) =>
        actionButton(action, actionText(action), { what, busy: isBusy }),
      );
  const line = asking ?? done?.action;
  return html`<span role="cell" part="cell" class="actions">
    ${buttons}
    ${line ? outcomeLine(done?.outcome ?? { state: 'idle' }, done ? doneText(done.action, done.outcome, what) : '') : nothing}
  </span>`;
}

function figureCell(campaign: BoardCampaign, column: Figure, marks: readonly Mark[], isTrend: boolean): TemplateResult {
  const value = valueOf(campaign.figures, column);
  const isMarked = marks.some(({ key }) => key === column.key);
  const text =
    value === undefined ? html`–<span class="hidden">${msg('not known')}</span>` : figureText(value, column.kind);
  return html`<span role="cell" part="cell" class="figure" data-label=${column.heading}
    >${isMarked ? html`<span class="beyond">${text}</span>` : text}${isTrend && value !== undefined ? trendLine(campaign.history) : nothing}</span
  >`;
}

/** Draws a campaign in its row. */
export function drawRow(row: HTMLElement, look: BoardRow): void {
  const { campaign, columns, marks } = look;
  const { figures, hasState, hasAgentBar, hasProgress, actions } = columns;
  const trend = figures.find(({ key }) => key === 'callers' || key === 'TotalPendingCalls');
  row.className = marks.length ? 'marked' : '';
  render(
    html`
      <span role="rowheader" part="cell" class="name">
        <span class="title">${datum(nameOf(campaign))}</span>
        ${marks.length ? html`<span class="marks" part="mark">${icon(TriangleAlert)}<span>${sentence(marks.map(({ text }) => text).join('; '))}</span></span>` : nothing}
      </span>
      ${
        hasState
          ? html`<span role="cell" part="cell" class="state" data-label=${msg('State')}
              >${running.has(campaign.state.toLowerCase()) ? icon(CirclePlay) : nothing}<span
                >${datum(campaign.state)}</span
              ></span
            >`
          : nothing
      }
      ${hasAgentBar ? html`<span role="cell" part="cell" class="drawn" data-label=${msg('Agents now')}>${agentBar(campaign.figures)}</span>` : nothing}
      ${hasProgress ? html`<span role="cell" part="cell" class="drawn" data-label=${msg('Done')}>${campaign.figures['total'] ? progressBar(campaign.figures) : nothing}</span>` : nothing}
      ${figures.map((column) => figureCell(campaign, column, marks, column === trend))}
      ${actions.length ? actionCell(look) : nothing}
    `,
    row,
  );
}

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

export function headRow(headings: readonly Heading[], { sort, isDescending }: Sorting): TemplateResult {
  const order = (key: string) => (key !== sort ? 'none' : isDescending ? 'descending' : 'ascending');
  const content = ({ key, text, isSortable }: Heading) =>
    isSortable
      ? html`<button type="button" part="heading" name=${'sort' satisfies BoardAction} value=${key}>${text}</button>`
      : text;
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
    ${button('turn' satisfies BoardAction, isDescending ? msg('Descending') : msg('Ascending'))}
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

/** `14:03:07` on this computer's clock. */
const secondText = (at: number) => wallClockAt(at).slice(11);

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

/** How many there are, in a line. */
export function campaignCountText(shown: number, all: number, marked: number, isKnown: boolean): string {
  if (!all) return isKnown ? msg('The dialer has no campaigns.') : '';
  const count =
    shown < all
      ? msg(str`${shown} of ${all} campaigns`)
      : countText(all, msg(str`${all} campaign|${all} campaigns`, { desc: 'Forms for so many' }));
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
    <div class="row">${button('refresh' satisfies BoardAction, msg('Refresh now'), { busy: isAsking })}</div>
  </fieldset>`;
}

/** What cannot be done or is not known, and why. */
export function hints(commands: CommandController, problem: CtiError | undefined): TemplateResult {
  const supports = Object.values(commandOf).map((type) => commands.supports(type));
  const unsupported = [...new Set(supports.flatMap((support) => (support.ok ? [] : [support.reason])))];
  return html`
    ${unsupported.length ? html`<p class="hint">${sentence(msg(str`Campaigns cannot be started or paused here. ${unsupported.join(' ')}`))}</p>` : nothing}
    ${problem ? html`<p class="hint">${sentence(msg(str`Some figures are missing or older: ${problem.message}`))}</p>` : nothing}
  `;
}
