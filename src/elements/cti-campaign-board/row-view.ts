import { msg, str } from '@lit/localize';
import { html, nothing, render, type TemplateResult } from 'lit';
import { CirclePlay, TriangleAlert } from 'lucide';
import { icon } from '../shared/icons.js';
import { outcomeLine, type Outcome } from '../shared/outcome.js';
import type { Mark } from './board-rows.js';
import type { BoardCampaign } from './campaign-data.js';
import { agentBar, progressBar, trendLine } from './charts.js';
import { figureText, valueOf, type Figure } from './board-columns.js';

/** What can be done to a campaign, by the name of the button. */
export type Action = 'start' | 'pause';

/** The columns of a board, and which of those that are no figures it has. */
export interface BoardColumns {
  figures: readonly Figure[];
  hasState: boolean;
  hasAgentBar: boolean;
  hasProgress: boolean;
  actions: readonly Action[];
}

/** All that a row shows. */
export interface RowViewModel {
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
const actionButton = (name: string, label: string, what: string, isBusy: boolean, describedBy = ''): TemplateResult =>
  html`<button
    type="button"
    part="button"
    name=${name}
    class=${name === 'confirm' ? 'primary' : ''}
    aria-label=${`${label}: ${what}`}
    aria-describedby=${describedBy || nothing}
    aria-disabled=${isBusy}
  >
    ${label}
  </button>`;

function question(action: Action, what: string): string {
  return action === 'start'
    ? msg(str`Start “${what}”? The dialer then calls its customers.`)
    : msg(str`Pause “${what}”? The dialer then calls nobody more of it; calls that run go on.`);
}

function doneText(action: Action, { state }: Outcome, what: string): string {
  if (state === 'confirmed' || state === 'sent')
    return action === 'start' ? msg(str`“${what}” is started.`) : msg(str`“${what}” is paused.`);
  return state === 'unknown' ? msg('Look at the state before you try again.') : '';
}

function actionCell({ campaign, columns, asking, done, isBusy }: RowViewModel): TemplateResult {
  const what = nameOf(campaign);
  const buttons = asking
    ? html`<p id="question">${question(asking, what)}</p>
        ${actionButton('confirm', actionText(asking), what, isBusy, 'question')}
        ${actionButton('keep', msg('Leave it'), what, false)}`
    : actionsFor(campaign.state, columns.actions).map((action) => actionButton(action, actionText(action), what, isBusy));
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
export function drawRow(row: HTMLElement, look: RowViewModel): void {
  const { campaign, columns, marks } = look;
  const { figures, hasState, hasAgentBar, hasProgress, actions } = columns;
  const trend = figures.find(({ key }) => key === 'callers' || key === 'TotalPendingCalls');
  row.className = marks.length ? 'marked' : '';
  render(
    html`
      <span role="rowheader" part="cell" class="name">
        <span class="title">${nameOf(campaign)}</span>
        ${marks.length ? html`<span class="marks" part="mark">${icon(TriangleAlert)}<span>${marks.map(({ text }) => text).join('; ')}</span></span>` : nothing}
      </span>
      ${
        hasState
          ? html`<span role="cell" part="cell" class="state" data-label=${msg('State')}
              >${running.has(campaign.state.toLowerCase()) ? icon(CirclePlay) : nothing}<span
                >${campaign.state}</span
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
