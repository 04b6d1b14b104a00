import { msg, str } from '@lit/localize';
import { boardColumns, figureText, valueOf, type Figure } from './board-columns.js';
import type { Action } from './campaign-controller.js';
import type { BoardCampaign } from './campaign-data.js';
import type { Cell } from '../shared/table-export.js';
import { hasAgentBar, hasProgress } from './charts.js';

/** The columns of a board, and which of those that are no figures it has. */
export interface BoardColumns {
  figures: readonly Figure[];
  hasState: boolean;
  hasAgentBar: boolean;
  hasProgress: boolean;
  actions: readonly Action[];
}

/** When a row is marked: a figure is above one bound or below the other. */
export interface Threshold {
  /** A figure by the dialer's own name, such as `callers` or `servicelevel`. Dialers that do not give it mark nothing. */
  figure: string;
  above?: number;
  below?: number;
}

/** Which campaigns are shown, and in which order. */
export interface RowSelection {
  /** Part of the name or of the state, in any case. */
  filter: string;
  /** Only those beyond a threshold. */
  isMarkedOnly: boolean;
  /** The `key` of a column, `name` or `state`. */
  sort: string;
  isDescending: boolean;
}

/** The column that is beyond its bound, and in words what is wrong. */
export interface Mark {
  key: string;
  text: string;
}

export function marksOf(
  { figures }: BoardCampaign,
  columns: readonly Figure[],
  thresholds: readonly Threshold[],
): Mark[] {
  return thresholds.flatMap(({ figure, above, below }) => {
    const column = columns.find(({ names }) => names.includes(figure)) ?? {
      key: figure,
      heading: figure,
      kind: 'count' as const,
      names: [figure],
    };
    const value = valueOf(figures, column);
    const { key, heading, kind } = column;
    const [name] = heading.split(', ');
    if (value !== undefined && above !== undefined && value > above)
      return [{ key, text: msg(str`${name ?? ''} above ${figureText(above, kind)}`) }];
    if (value !== undefined && below !== undefined && value < below)
      return [{ key, text: msg(str`${name ?? ''} below ${figureText(below, kind)}`) }];
    return [];
  });
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** What is not known comes last, whichever way. */
function compare(a: string | number | undefined, b: string | number | undefined, direction: 1 | -1): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return direction * (typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b)));
}

/** The campaigns to show, in order. */
export function selectRows(
  campaigns: Iterable<BoardCampaign>,
  columns: readonly Figure[],
  { filter, sort, isDescending, isMarkedOnly }: RowSelection,
  isMarked: (campaign: BoardCampaign) => boolean,
): BoardCampaign[] {
  const part = filter.trim().toLocaleLowerCase();
  const column = columns.find(({ key }) => key === sort);
  const value = (each: BoardCampaign) =>
    column ? valueOf(each.figures, column) : sort === 'state' ? each.state || undefined : each.name;
  return [...campaigns]
    .filter(
      (each) =>
        (!part || `${each.name}\n${each.state}`.toLocaleLowerCase().includes(part)) &&
        (!isMarkedOnly || isMarked(each)),
    )
    .map((each) => ({ each, value: value(each) }))
    .sort((a, b) => compare(a.value, b.value, isDescending ? -1 : 1) || compare(a.each.name, b.each.name, 1))
    .map(({ each }) => each);
}

/** What a board is made of. */
export interface BoardSetup extends RowSelection {
  campaigns: readonly BoardCampaign[];
  allFigures: boolean;
  thresholds: readonly Threshold[];
  actions: readonly Action[];
  /** Somebody works in the rows: new figures do not move them. */
  isHeld: boolean;
}

/** The columns and rows of a board, in order. */
export class BoardTable {
  columns: BoardColumns = { figures: [], hasState: false, hasAgentBar: false, hasProgress: false, actions: [] };
  shown: readonly BoardCampaign[] = [];
  #marks = new Map<string, readonly Mark[]>();
  #order = '';

  get marked(): number {
    return this.#marks.size;
  }

  marks(id: string): readonly Mark[] {
    return this.#marks.get(id) ?? [];
  }

  set(setup: BoardSetup): void {
    const { campaigns, allFigures, thresholds, actions } = setup;
    const figures = boardColumns(campaigns, allFigures);
    const some = (has: typeof hasProgress) => campaigns.some((each) => has(each.figures));
    this.columns = {
      figures,
      actions,
      hasState: campaigns.some(({ state }) => state),
      hasAgentBar: some(hasAgentBar),
      hasProgress: some(hasProgress),
    };
    this.#marks = new Map();
    for (const each of campaigns) {
      const marks = marksOf(each, figures, thresholds);
      if (marks.length) this.#marks.set(each.id, marks);
    }
    this.shown = this.#inPlace(
      selectRows(campaigns, figures, setup, ({ id }) => this.#marks.has(id)),
      setup,
    );
  }

  #inPlace(chosen: BoardCampaign[], { isHeld, sort, isDescending }: BoardSetup): BoardCampaign[] {
    const order = `${sort} ${isDescending}`;
    const isSame = order === this.#order;
    this.#order = order;
    if (!isHeld || !isSame) return chosen;
    const places = new Map(this.shown.map(({ id }, at) => [id, at]));
    const place = ({ id }: BoardCampaign) => places.get(id) ?? places.size;
    return chosen.sort((a, b) => place(a) - place(b));
  }
}

/** What is shown, as headings and rows. Figures are as the dialer gave them: times in seconds. */
export function tableOf(campaigns: readonly BoardCampaign[], columns: readonly Figure[], hasState: boolean): Cell[][] {
  const heading = ({ heading, kind }: Figure) =>
    kind === 'time'
      ? heading.replace(/, min:s$/, `, ${msg('s', { desc: 'Seconds, in the heading of a column' })}`)
      : heading;
  const state = (text: string) => (hasState ? [text] : []);
  return [
    [msg('Campaign'), ...state(msg('State')), ...columns.map(heading)],
    ...campaigns.map((each) => [
      each.name,
      ...state(each.state),
      ...columns.map((column) => valueOf(each.figures, column) ?? ''),
    ]),
  ];
}
