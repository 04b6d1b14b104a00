import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { campaignText, sentence } from '../shared/datum.js';
import { numberText, timeOfText } from '../shared/time-text.js';
import { figureText, valueOf, type Figure, type Figures } from './board-columns.js';
import { all, perMinute, type BoardHistory, type Point } from './board-history.js';
import { limitOf, marksOf, type Mark, type Threshold } from './board-limits.js';
import type { BoardTable } from './board-table.js';
import { agentBar, agentLegend, hasAgentBar, progressBar, sparkline, type TrendLine } from './charts.js';
import { markIcon, boardNameOf } from './row-view.js';

/** Callbacks that were scheduled in this browser and are to be made today. */
export interface DueCallbacks {
  due: number;
  late: number;
  /** When the next one is due, epoch milliseconds. */
  next: number | undefined;
}

/** What the tiles are drawn of. */
export interface TilesViewModel {
  table: BoardTable;
  limits: readonly Threshold[];
  history: BoardHistory;
  callbacks: DueCallbacks | undefined;
}

interface Tile {
  label: string;
  value: string;
  /** Behind the figure: what it is of. */
  unit?: string;
  /** In the head, at its end. */
  note?: string;
  sub?: unknown;
  level?: Mark['level'] | undefined;
  line?: TrendLine | undefined;
}

const hour = 3_600_000;

function tileView({ label, value, unit, note, sub, level, line }: Tile): TemplateResult {
  return html`<div role="group" part="tile" class="tile ${level ?? ''}" aria-label=${label}>
    <p class="label">${label}${note ? html`<bdi class="note">${note}</bdi>` : nothing}</p>
    <p class="value"><bdi>${value}${unit ? html` <small>${unit}</small>` : nothing}</bdi></p>
    <div class="sub">
      ${level ? html`<span class=${level}>${markIcon(level)}<bdi>${sub}</bdi></span>` : html`<bdi>${sub}</bdi>`}
    </div>
    ${line ? sparkline(line) : nothing}
  </div>`;
}

/** Makes the tiles of what a dialer gives. */
class Tiles {
  readonly #model: TilesViewModel;
  readonly #figures: Figures;

  constructor(model: TilesViewModel) {
    this.#model = model;
    this.#figures = model.table.whole;
  }

  get all(): Tile[] {
    const tiles = [
      this.#waiting(),
      this.#level(),
      this.#calls(),
      this.#abandoned(),
      this.#progress(),
      this.#callbacks(),
    ];
    return tiles.filter((tile) => tile !== undefined);
  }

  /** Those who are there, as a bar with its legend. */
  get agents(): TemplateResult | typeof nothing {
    const { loggedIn } = this.#figures;
    const available = this.#value('available');
    if (available === undefined && loggedIn === undefined) return nothing;
    const note = loggedIn === undefined || available === undefined ? '' : msg(str`${numberText(loggedIn)} signed in`);
    return html`<div role="group" part="tile" class="tile agents" aria-label=${msg('Agents')}>
      <p class="label">${msg('Agents')}${note ? html`<bdi class="note">${note}</bdi>` : nothing}</p>
      <p class="value">
        ${numberText(available ?? loggedIn ?? 0)}
        <small>${available === undefined ? msg('signed in') : msg('available')}</small>
      </p>
      ${hasAgentBar(this.#figures) ? html`${agentBar(this.#figures)}${agentLegend(this.#figures)}` : nothing}
    </div>`;
  }

  #waiting(): Tile | undefined {
    const [waiting, longest] = [this.#value('callers'), this.#value('longestHoldTime')];
    if (waiting === undefined) return undefined;
    const worst = this.#worst('longestHoldTime') ?? this.#worst('callers');
    const limit = limitOf(this.#model.limits, 'longestHoldTime');
    const text = longest === undefined ? '' : msg(str`longest ${figureText(longest, 'time')}`);
    const isLong = worst?.key === 'longestHoldTime' && limit !== undefined;
    return {
      label: msg('Waiting now'),
      value: numberText(waiting),
      sub: isLong
        ? msg(str`${text}, limit ${figureText(limit, 'time')}`)
        : worst
          ? sentence(`${campaignText(worst.name)}: ${worst.text}`, worst.name)
          : text,
      level: worst?.level,
      line: this.#line(msg('Waiting'), 'callers', 'count'),
    };
  }

  #level(): Tile | undefined {
    const value = this.#value('servicelevel');
    if (value === undefined) return undefined;
    const target = limitOf(this.#model.limits, 'servicelevel');
    const seconds = this.#sameForAll('slevelthreshold');
    const within = seconds ? msg(str`in ${seconds} s`) : '';
    return {
      label: msg('Service level'),
      value: figureText(value, 'percent'),
      sub: target === undefined ? within : msg(str`target ${figureText(target, 'percent')} ${within}`),
      level: this.#own('servicelevel'),
      line: this.#line(msg('Service level'), 'servicelevel', 'percent', target),
    };
  }

  #calls(): Tile | undefined {
    const key = this.#value('totalcalls') === undefined ? 'numberOfCalls' : 'totalcalls';
    const value = this.#value(key);
    if (value === undefined) return undefined;
    const points = this.#model.history.points(all, key);
    const made = perMinute(points);
    return {
      label: msg('Calls today'),
      value: numberText(value),
      sub: this.#since(points, made),
      line: { label: msg('Calls a minute'), kind: 'count', points: smooth(made) },
    };
  }

  #abandoned(): Tile | undefined {
    const value = this.#value('abandoned') ?? this.#value('numberOfAbandonedCalls');
    if (value === undefined) return undefined;
    const share = this.#value('abandonedShare');
    const limit = limitOf(this.#model.limits, 'abandonedShare');
    const shareText = share === undefined ? '' : figureText(share, 'percent');
    return {
      label: msg('Abandoned'),
      value: numberText(value),
      sub:
        limit === undefined || !shareText ? shareText : msg(str`${shareText}, limit ${figureText(limit, 'percent')}`),
      level: this.#own('abandonedShare'),
      line: this.#line(msg('Abandon rate'), 'abandonedShare', 'percent', limit),
    };
  }

  /** Of an outbound dialer: what is done of its contacts, or how many are still to dial. */
  #progress(): Tile | undefined {
    const { total, handled, callable } = this.#figures;
    const pending = this.#value('TotalPendingCalls');
    if (total && handled !== undefined)
      return {
        label: msg('Contacts handled'),
        value: numberText(handled),
        unit: msg(str`of ${numberText(total)}`),
        ...(callable !== undefined && { note: msg(str`${numberText(callable)} callable now`) }),
        sub: html`<span class="drawn">${progressBar({ total, handled })}</span>`,
      };
    if (pending === undefined) return undefined;
    return {
      label: msg('Still to dial'),
      value: numberText(pending),
      line: this.#line(msg('Still to dial'), 'TotalPendingCalls', 'count'),
    };
  }

  #callbacks(): Tile | undefined {
    const { due = 0, late = 0, next } = this.#model.callbacks ?? {};
    if (!due) return undefined;
    const parts = [
      next === undefined ? '' : msg(str`next ${timeOfText(next)}`),
      late ? msg(str`${numberText(late)} late`) : '',
    ];
    return {
      label: msg('Callbacks due'),
      value: numberText(due),
      note: msg('of this browser'),
      sub: parts.filter(Boolean).join(', '),
      level: late ? 'near' : undefined,
    };
  }

  #column(name: string): Figure | undefined {
    return this.#model.table.columns.all.find(({ names }) => names.includes(name));
  }

  #value(name: string): number | undefined {
    const column = this.#column(name);
    return column && valueOf(this.#figures, column);
  }

  /** How all campaigns together stand to a limit. */
  #own(name: string): Mark['level'] | undefined {
    const { table, limits } = this.#model;
    const own = limits.filter(({ figure }) => figure === name);
    return marksOf({ figures: this.#figures }, table.columns.all, own)[0]?.level;
  }

  /** The worst that a campaign has in a column. */
  #worst(key: string): (Mark & { name: string }) | undefined {
    const { table } = this.#model;
    let near: (Mark & { name: string }) | undefined;
    for (const campaign of table.shown)
      for (const mark of table.marks(campaign.id)) {
        if (mark.key !== key) continue;
        const found = { ...mark, name: boardNameOf(campaign) };
        if (mark.level === 'over') return found;
        near ??= found;
      }
    return near;
  }

  /** What all campaigns have alike; nothing where they differ. */
  #sameForAll(name: string): number | undefined {
    const values = new Set(this.#model.table.shown.map(({ figures }) => figures[name]));
    const [value] = values;
    return values.size === 1 ? value : undefined;
  }

  #line(label: string, key: string, kind: TrendLine['kind'], limit?: number): TrendLine {
    return { label, kind, points: this.#model.history.points(all, key), limit };
  }

  /** How many calls there were in the last hour, or since the board came. */
  #since(points: readonly Point[], made: readonly Point[]): string {
    const first = points[0];
    if (!first || points.length < 2) return '';
    let count = 0;
    made.forEach(({ at, value }, index) => (count += (value * (at - (points[index]?.at ?? at))) / 60_000));
    const text = numberText(Math.round(count));
    return Date.now() - first.at > 0.9 * hour
      ? msg(str`${text} in the last hour`)
      : msg(str`${text} since ${timeOfText(first.at)}`);
  }
}

/** Each point with its neighbours: calls come one by one. */
const smooth = (points: readonly Point[]): Point[] =>
  points.map(({ at }, index) => {
    const near = points.slice(Math.max(index - 2, 0), index + 3);
    let sum = 0;
    for (const { value } of near) sum += value;
    return { at, value: sum / near.length };
  });

/** The key figures of all campaigns in a row, each with its last hour. */
export function tilesView(model: TilesViewModel): TemplateResult | typeof nothing {
  const tiles = new Tiles(model);
  const { agents, all } = tiles;
  if (agents === nothing && !all.length) return nothing;
  return html`<div class="tiles" part="tiles">${agents}${all.map(tileView)}</div>`;
}
