import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { X } from 'lucide';
import type { Member } from '../../core/supervisor-commands.js';
import type { CommandController } from '../shared/command-controller.js';
import { campaignTag, campaignText, datum, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import type { Outcome } from '../shared/outcome.js';
import { neverLine, outcomeLine } from '../shared/outcome-view.js';
import { numberText, timeOfText } from '../shared/time-text.js';
import { figureText, valueOf } from './board-columns.js';
import type { BoardHistory } from './board-history.js';
import { limitOf, sinceOf, type Mark, type Threshold } from './board-limits.js';
import type { BoardColumns } from './board-table.js';
import { commandOf, type Action, type CampaignController } from './campaign-controller.js';
import { isDeleted, type BoardCampaign } from './campaign-data.js';
import { agentBar, agentLegend, hasAgentBar, lineText, sparkline, type TrendLine } from './charts.js';
import { figureView, markIcon, boardNameOf, campaignStateView } from './row-view.js';

const resting = new Set(['passive', 'disabled']);
const running = new Set(['active', 'enabled']);

/** What can be done with a campaign: where the state says which of the two makes no sense, only the other. */
export function actionsFor(state: string, actions: readonly Action[]): readonly Action[] {
  const word = state.toLowerCase();
  if (isDeleted(word)) return [];
  return actions.filter((action) => !(action === 'start' ? running : resting).has(word));
}

/** Who is in a campaign, where the dialer tells. */
export type MembersKnown =
  { state: 'asking' } | { state: 'told'; members: readonly Member[] } | { state: 'failed'; why: string };

/** All that the drawer shows of its campaign. */
export interface DrawerViewModel {
  campaign: BoardCampaign;
  columns: BoardColumns;
  marks: readonly Mark[];
  limits: readonly Threshold[];
  history: BoardHistory;
  /** The figure of the large chart, by its column's key. */
  trend: string;
  /** The chart is there to draw it; until then, and where it cannot be had, a plain line stands there. */
  isLarge: boolean;
  members: MembersKnown | undefined;
  commands: CommandController;
  controller: CampaignController;
  disabled: boolean;
}

const question = (action: Action, what: string): string =>
  action === 'start'
    ? msg(str`Start ${what}? The dialer then calls its customers.`)
    : msg(str`Pause ${what}? The dialer then starts no more calls for it. Calls in progress continue.`);

function doneText(action: Action, { state }: Outcome, what: string): string {
  if (state === 'confirmed' || state === 'sent')
    return action === 'start' ? msg(str`${what} is started.`) : msg(str`${what} is paused.`);
  return state === 'unknown' ? msg('Look at the state before you try again.') : '';
}

/** What is beyond its limit, and since when. */
function marksView({
  campaign: { id },
  columns,
  marks,
  limits,
  history,
}: DrawerViewModel): TemplateResult | typeof nothing {
  if (!marks.length) return nothing;
  const isOver = marks.some(({ level }) => level === 'over');
  const line = ({ key, level, text }: Mark) => {
    const names = columns.all.find((column) => column.key === key)?.names ?? [key];
    const [at] = names.flatMap((name) => sinceOf(history.points(id, key), name, limits) ?? []);
    const whole = level === 'over' && at !== undefined ? msg(str`${text}, since ${timeOfText(at)}`) : text;
    return html`<p class="outcome">${markIcon(level)}<span>${sentence(whole)}</span></p>`;
  };
  return html`<div class="banner" data-state=${isOver ? 'refused' : 'question'}>${marks.map(line)}</div>`;
}

/** The figures that the chart can show, those with a past. */
export function trendsOf({ campaign, columns, history }: Pick<DrawerViewModel, 'campaign' | 'columns' | 'history'>) {
  const keys = history.keys(campaign.id);
  return columns.all.filter(({ key }) => keys.includes(key));
}

/** The line of the figure that is chosen; nothing without a past. */
export function trendLine(
  model: Pick<DrawerViewModel, 'campaign' | 'columns' | 'history' | 'trend' | 'limits'>,
): TrendLine | undefined {
  const trends = trendsOf(model);
  const column =
    trends.find(({ key }) => key === model.trend) ?? trends.find(({ key }) => key === 'callers') ?? trends[0];
  if (!column) return undefined;
  const limit = column.names.map((name) => limitOf(model.limits, name)).find((each) => each !== undefined);
  const { heading: label, key, kind } = column;
  return { label, kind, points: model.history.points(model.campaign.id, key), limit };
}

/** The last hour of a figure, large; with a table beside it. */
function historyView(model: DrawerViewModel): TemplateResult {
  const { isLarge } = model;
  const trends = trendsOf(model);
  const line = trendLine(model);
  if (!line) return html`<p class="hint">${msg('A line of the last hour stands here after the second figures.')}</p>`;
  const { points, kind, label } = line;
  const last = points.at(-1)?.at;
  const rows = points.filter(({ at }) => at === last || at % 300_000 === 0).reverse();
  return html`
    <div class="row trend-choice">
      <label for="trend">${msg('Last hour')}</label>
      <select id="trend" name="trend" part="field">
        ${trends.map(({ key, heading }) => html`<option value=${key} .selected=${heading === label}>${heading}</option>`)}
      </select>
    </div>
    <div class="large" part="chart" role="img" aria-label=${lineText(line)}>
      ${isLarge ? nothing : sparkline(line)}
      <div id="plot"></div>
      <p id="reading" class="hint" aria-hidden="true"></p>
    </div>
    <details part="details">
      <summary>${msg('As a table')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">${msg('Time')}</th>
            <th scope="col" class="n">${label}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ at, value }) =>
              html`<tr>
                <td>${timeOfText(at)}</td>
                <td class="n">${figureText(value, kind)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>
  `;
}

function membersView(members: MembersKnown | undefined): TemplateResult | typeof nothing {
  if (!members) return nothing;
  if (members.state === 'asking') return html`<p class="hint">${msg('Asking who is in this campaign…')}</p>`;
  if (members.state === 'failed') return html`<p class="hint">${sentence(members.why)}</p>`;
  if (!members.members.length) return html`<p class="hint">${msg('Nobody is in this campaign.')}</p>`;
  return html`<ul class="members" aria-label=${msg('Agents of this campaign')}>
    ${members.members.map(({ name, id }) => html`<li>${datum(name || id)}</li>`)}
  </ul>`;
}

function agentsView({ campaign: { figures }, members }: DrawerViewModel): TemplateResult | typeof nothing {
  const hasBar = hasAgentBar(figures);
  if (!hasBar && !members) return nothing;
  const { loggedIn } = figures;
  return html`<section class="part">
    <h4>
      ${msg('Agents')}${loggedIn === undefined ? nothing : html`<bdi class="note">${msg(str`${numberText(loggedIn)} signed in`)}</bdi>`}
    </h4>
    ${hasBar ? html`${agentBar(figures)}${agentLegend(figures)}` : nothing} ${membersView(members)}
  </section>`;
}

function figuresView({ campaign: { figures }, columns: { all }, marks }: DrawerViewModel): TemplateResult {
  const given = all.filter((column) => valueOf(figures, column) !== undefined);
  return html`<section class="part">
    <h4>${msg('Figures')}</h4>
    <dl class="figures">
      ${given.map(
        (column) =>
          html`<div>
            <dt>${column.heading}</dt>
            <dd>
              ${figureView(
                figures,
                column,
                marks.find(({ key }) => key === column.key),
              )}
            </dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

function actionsView({ campaign, commands, controller, disabled }: DrawerViewModel): TemplateResult {
  const what = campaignText(boardNameOf(campaign));
  const { asking, acted } = controller;
  const done = acted?.id === campaign.id ? acted.action : undefined;
  const isAsked = asking?.id === campaign.id;
  const { pending, outcome } = commands;
  const supports = (['start', 'pause'] as const).map(
    (action) => [action, commands.supports(commandOf[action])] as const,
  );
  const can = supports.flatMap(([action, { ok }]) => (ok && !disabled ? [action] : []));
  const why = [...new Set(supports.flatMap(([, support]) => (support.ok ? [] : [support.reason])))].join(' ');
  const button = (name: Action) =>
    html`<button type="button" part="button" name=${name} aria-disabled=${pending}>
      ${name === 'start' ? msg('Start campaign…') : msg('Pause campaign…')}
    </button>`;
  return html`<section class="part actions">
    ${
      isAsked
        ? html`<div class="banner" data-state="question">
            <p id="question" class="outcome">${sentence(question(asking.action, what), what)}</p>
            <div class="row">
              <button
                type="button"
                part="button"
                name="confirm"
                class="primary"
                aria-describedby="question"
                aria-disabled=${pending}
              >
                ${asking.action === 'start' ? msg('Start') : msg('Pause')}
              </button>
              <button type="button" part="button" name="keep">
                ${asking.action === 'start' ? msg('Do not start') : msg('Do not pause')}
              </button>
            </div>
          </div>`
        : html`<div class="row">
            ${actionsFor(campaign.state, can).map(button)}
            <button type="button" part="button" name="limits" ?disabled=${disabled}>${msg('Limits…')}</button>
          </div>`
    }
    ${can.length || disabled ? nothing : neverLine(msg(str`Campaigns cannot be started or paused here. ${why}`))}
    ${isDeleted(campaign.state) ? html`<p class="hint">${msg('This campaign is deleted: nothing can be done with it here.')}</p>` : nothing}
    ${outcomeLine(done ? outcome : { state: 'idle' }, done ? doneText(done, outcome, what) : '')}
  </section>`;
}

/** One campaign beside the table, with all that is known of it and what can be done. */
export function drawerView(model: DrawerViewModel): TemplateResult {
  const { campaign } = model;
  return html`<section id="drawer" part="drawer" aria-labelledby="drawer-name">
    <div class="drawer-head">
      <h3 id="drawer-name" tabindex="-1" class="campaign">${campaignTag(boardNameOf(campaign))}</h3>
      ${campaign.state ? campaignStateView(campaign.state) : nothing}
      <button type="button" part="button" name="close" class="bare" aria-label=${msg('Close')} title=${msg('Close')}>
        ${icon(X)}
      </button>
    </div>
    ${marksView(model)}
    <section class="part">${historyView(model)}</section>
    ${agentsView(model)} ${figuresView(model)} ${actionsView(model)}
  </section>`;
}
