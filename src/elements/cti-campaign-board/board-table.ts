import { selectRows, marksOf, type RowSelection, type Mark, type Threshold } from './board-rows.js';
import type { BoardCampaign } from './campaign-data.js';
import { hasAgentBar, hasProgress } from './charts.js';
import { columnsOf } from './board-columns.js';
import type { Action, BoardColumns } from './row-view.js';

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
    const figures = columnsOf(campaigns, allFigures);
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
