import { msg } from '@lit/localize';
import { wayOf } from '../shared/datum.js';
import type { Cell } from '../shared/table-export.js';
import { boardColumns, shownColumns, together, valueOf, type Figure, type Figures } from './board-columns.js';
import { marksOf, type Mark, type Threshold } from './board-limits.js';
import type { BoardCampaign } from './campaign-data.js';
import { hasAgentBar, hasProgress } from './charts.js';

/** The columns of a board, and which of those that are no figures it has. */
export interface BoardColumns {
  /** Those that are shown. */
  figures: readonly Figure[];
  /** All that the dialer gives. */
  all: readonly Figure[];
  hasState: boolean;
  hasAgentBar: boolean;
  hasProgress: boolean;
}

/** Which campaigns are shown, and in which order. */
export interface RowSelection {
  /** Part of the name or of the state, in any case. */
  filter: string;
  /** Only those beyond a limit. */
  isMarkedOnly: boolean;
  /** The `key` of a column, `name` or `state`. */
  sort: string;
  isDescending: boolean;
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
  /** Keys of the columns that somebody chose. */
  chosen: readonly string[] | undefined;
  limits: readonly Threshold[];
  /** Somebody works in the rows: new figures do not move them. */
  isHeld: boolean;
}

/** Campaigns of one direction, with what they come to together. */
export interface BoardGroup {
  /** No campaign has such an id. */
  id: string;
  label: string;
  size: number;
  figures: Figures;
}

/** What a row of the table is: a campaign, or the head of the group of campaigns below. */
export type TableRow = { campaign: BoardCampaign } | { group: BoardGroup };

const noColumns: BoardColumns = { figures: [], all: [], hasState: false, hasAgentBar: false, hasProgress: false };
const noMarks: readonly Mark[] = [];

/** The columns and rows of a board, in order. */
export class BoardTable {
  columns = noColumns;
  shown: readonly BoardCampaign[] = [];
  /** What is shown, and all that there is, together. */
  total: Figures = {};
  whole: Figures = {};
  #marks = new Map<string, readonly Mark[]>();
  #marked = 0;
  #order = '';

  /** How many campaigns are beyond a limit. */
  get marked(): number {
    return this.#marked;
  }

  marks(id: string): readonly Mark[] {
    return this.#marks.get(id) ?? noMarks;
  }

  /** Whether a campaign is beyond a limit, not only near it. */
  isOver(id: string): boolean {
    return this.marks(id).some(({ level }) => level === 'over');
  }

  set(setup: BoardSetup): void {
    const { campaigns, allFigures, limits, chosen } = setup;
    const all = boardColumns(campaigns, allFigures);
    const some = (has: typeof hasProgress) => campaigns.some((each) => has(each.figures));
    this.columns = {
      all,
      figures: allFigures && !chosen ? all : shownColumns(all, chosen),
      hasState: campaigns.some(({ state }) => state),
      hasAgentBar: some(hasAgentBar),
      hasProgress: some(hasProgress),
    };
    this.#marks = new Map();
    this.#marked = 0;
    for (const each of campaigns) {
      const marks = marksOf(each, all, limits);
      if (marks.length) this.#marks.set(each.id, marks);
      if (this.isOver(each.id)) this.#marked++;
    }
    this.shown = this.#inPlace(
      selectRows(campaigns, all, setup, ({ id }) => this.isOver(id)),
      setup,
    );
    this.total = together(this.shown, all);
    this.whole = this.shown.length === campaigns.length ? this.total : together(campaigns, all);
  }

  /** The rows, those of one direction below their head; a board whose campaigns are of one direction has no heads. */
  get rows(): TableRow[] {
    const groups = [
      { id: '\0out', label: msg('Outbound'), campaigns: this.shown.filter(({ name }) => wayOf(name)?.isOut) },
      { id: '\0in', label: msg('Inbound'), campaigns: this.shown.filter(({ name }) => wayOf(name)?.isOut === false) },
      { id: '\0other', label: msg('Other campaigns'), campaigns: this.shown.filter(({ name }) => !wayOf(name)) },
    ].filter(({ campaigns }) => campaigns.length);
    if (groups.length < 2) return this.shown.map((campaign) => ({ campaign }));
    return groups.flatMap(({ id, label, campaigns }): TableRow[] => [
      { group: { id, label, size: campaigns.length, figures: together(campaigns, this.columns.all) } },
      ...campaigns.map((campaign) => ({ campaign })),
    ]);
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
export function tableOf({ shown, columns: { figures, hasState } }: BoardTable): Cell[][] {
  const unit = { count: '', time: msg(', s', { desc: 'Seconds, in the heading of a column' }), percent: ', %' };
  const state = (text: string) => (hasState ? [text] : []);
  return [
    [msg('Campaign'), ...state(msg('State')), ...figures.map(({ heading, kind }) => heading + unit[kind])],
    ...shown.map((each) => [
      each.name,
      ...state(each.state),
      ...figures.map((column) => {
        const value = valueOf(each.figures, column);
        return value === undefined ? '' : Math.round(value * 100) / 100;
      }),
    ]),
  ];
}
