import { msg, str } from '@lit/localize';
import { html, nothing, render, type TemplateResult } from 'lit';
import { ChevronDown, CirclePlay, OctagonAlert, TriangleAlert } from 'lucide';
import { campaignTag, campaignText, datum, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { numberText } from '../shared/time-text.js';
import { figureText, valueOf, type Figure, type Figures } from './board-columns.js';
import type { Mark } from './board-limits.js';
import type { BoardColumns, BoardGroup } from './board-table.js';
import type { BoardCampaign } from './campaign-data.js';
import { agentBar, progressBar } from './charts.js';

/** All that a row of a campaign shows. */
export interface BoardRow {
  campaign: BoardCampaign;
  columns: BoardColumns;
  marks: readonly Mark[];
  /** There is room for one line a campaign. */
  isNarrow: boolean;
  /** Its figures stand below that line. */
  isOpen: boolean;
  /** It is the one in the drawer. */
  isCurrent: boolean;
}

const running = new Set(['active', 'enabled']);

export const boardNameOf = ({ name }: Pick<BoardCampaign, 'name'>): string => name || msg('(no name)');

export const markIcon = (level: Mark['level']): TemplateResult => icon(level === 'over' ? OctagonAlert : TriangleAlert);

/** A state, with a sign where the campaign runs. */
export const campaignStateView = (state: string): TemplateResult =>
  html`<span class="state">${running.has(state.toLowerCase()) ? icon(CirclePlay) : nothing}${datum(state)}</span>`;

/** A figure, with the sign of its limit; of the agents available, how many there are. */
export function figureView(figures: Figures, column: Figure, mark?: Mark): TemplateResult {
  const value = valueOf(figures, column);
  if (value === undefined) return html`–<span class="hidden">${msg('not known')}</span>`;
  const text = figureText(value, column.kind);
  if (mark)
    return html`<span part="mark" class=${mark.level}
      >${markIcon(mark.level)}<bdi>${text}</bdi><span class="hidden">, ${mark.text}</span></span
    >`;
  const { loggedIn } = figures;
  if (column.key !== 'available' || loggedIn === undefined) return html`<bdi>${text}</bdi>`;
  return html`<bdi>${text} <span class="hint">${msg(str`of ${numberText(loggedIn)}`)}</span></bdi>`;
}

const figureCell = (figures: Figures, column: Figure, marks: readonly Mark[]): TemplateResult =>
  html`<span role="cell" part="cell" class="figure"
    >${figureView(
      figures,
      column,
      marks.find(({ key }) => key === column.key),
    )}</span
  >`;

/** The cells that all rows have after their name. */
const cells = (figures: Figures, { hasAgentBar, hasProgress, figures: shown }: BoardColumns, marks: readonly Mark[]) =>
  html`${hasAgentBar ? html`<span role="cell" part="cell" class="drawn">${agentBar(figures)}</span>` : nothing}${
    hasProgress
      ? html`<span role="cell" part="cell" class="drawn">${figures['total'] ? progressBar(figures) : nothing}</span>`
      : nothing
  }${shown.map((column) => figureCell(figures, column, marks))}`;

/** What is beyond a limit in a column that is not shown. */
const otherMarks = (marks: readonly Mark[], { figures }: BoardColumns) =>
  marks
    .filter(({ key }) => !figures.some((column) => column.key === key))
    .map(
      ({ level, text }) =>
        html`<span part="mark" class="other ${level}">${markIcon(level)}<span>${sentence(text)}</span></span>`,
    );

/** The one figure that a line has room for: what is wrong, else who waits, else who is free. */
function lineFigure({ campaign: { figures, state }, columns: { all }, marks }: BoardRow): unknown {
  const worst = marks.find(({ level }) => level === 'over') ?? marks[0];
  const column = all.find(({ key }) => key === worst?.key);
  if (worst && column) return html`${column.heading} ${figureView(figures, column, worst)}`;
  const { callers, TotalPendingCalls: pending } = figures;
  const available = figures['available'] ?? figures['availables'];
  if (callers) return msg(str`${numberText(callers)} waiting`);
  if (available !== undefined) return msg(str`${numberText(available)} available`);
  if (pending !== undefined) return msg(str`${numberText(pending)} still to dial`);
  return state ? campaignStateView(state) : nothing;
}

/** A campaign in one line that opens. */
function narrowRow(look: BoardRow): TemplateResult {
  const { campaign, columns, marks, isOpen } = look;
  const { figures, hasAgentBar } = columns;
  const entry = (label: string, value: unknown) =>
    html`<div>
      <dt>${label}</dt>
      <dd>${value}</dd>
    </div>`;
  return html`
    <span role="rowheader" part="cell" class="name">
      <button type="button" name="unfold" class="line" aria-expanded=${isOpen}>
        <span class="campaign title">${campaignTag(boardNameOf(campaign))}</span>
      </button>
    </span>
    <span role="cell" part="cell" class="key">${lineFigure(look)}${icon(ChevronDown)}</span>
    ${
      isOpen
        ? html`<span role="cell" part="cell" class="more">
            ${hasAgentBar ? html`<span class="drawn">${agentBar(campaign.figures)}</span>` : nothing}
            <dl>
              ${campaign.state ? entry(msg('State'), campaignStateView(campaign.state)) : nothing}
              ${figures.map((column) =>
                entry(
                  column.heading,
                  figureView(
                    campaign.figures,
                    column,
                    marks.find(({ key }) => key === column.key),
                  ),
                ),
              )}
            </dl>
            <button type="button" part="button" name="campaign">
              ${msg(str`Open ${campaignText(boardNameOf(campaign))}`)}
            </button>
          </span>`
        : nothing
    }
  `;
}

/** Draws a campaign in its row. */
export function drawRow(row: HTMLElement, look: BoardRow): void {
  const { campaign, columns, marks, isNarrow, isOpen, isCurrent } = look;
  row.className = `${isCurrent ? 'current ' : ''}${isOpen ? 'open' : ''}`;
  row.ariaCurrent = isCurrent ? 'true' : null;
  render(
    isNarrow
      ? narrowRow(look)
      : html`
          <span role="rowheader" part="cell" class="name">
            <button type="button" name="campaign" class="line" aria-expanded=${isCurrent}>
              <span class="campaign title">${campaignTag(boardNameOf(campaign))}</span>
            </button>
            ${columns.hasState ? campaignStateView(campaign.state) : nothing} ${otherMarks(marks, columns)}
          </span>
          ${cells(campaign.figures, columns, marks)}
        `,
    row,
  );
}

/** Draws the head of a group, or the line of all together. */
export function drawGroup(
  row: HTMLElement,
  { label, size, figures }: BoardGroup,
  columns: BoardColumns,
  isNarrow: boolean,
): void {
  row.className = 'group';
  render(
    html`<span role="rowheader" part="cell" class="name"
        ><span class="title">${label} <span class="hint">${numberText(size)}</span></span></span
      >${isNarrow ? nothing : cells(figures, columns, [])}`,
    row,
  );
}
