import type { CommandController } from '../shared/command-controller.js';
import { outcomeText } from '../shared/outcome.js';
import type { BoardTable } from './board-table.js';
import { headingsOf, setWidths } from './board-view.js';
import type { CampaignController } from './campaign-controller.js';
import type { BoardCampaign } from './campaign-data.js';
import type { RowRenderer } from './row-renderer.js';
import { drawRow, type RowViewModel } from './row-view.js';

/** Brings the rows of the drawn table to what they have to show. Resolves when all of them are. */
export async function renderBoard(
  root: ParentNode,
  painter: RowRenderer,
  table: BoardTable,
  controller: CampaignController,
  commands: CommandController,
): Promise<void> {
  const place = root.querySelector<HTMLElement>('[role=table]');
  const body = place?.querySelector('.body');
  if (!place || !body) return;
  place.ariaBusy = 'true';
  const { columns, shown } = table;
  const { outcome, pending } = commands;
  setWidths(place, headingsOf(columns));
  const lookOf = (campaign: BoardCampaign): RowViewModel => {
    const { id } = campaign;
    const asking = controller.asking?.id === id ? controller.asking.action : undefined;
    const done = controller.acted?.id === id ? { action: controller.acted.action, outcome } : undefined;
    return { campaign, columns, marks: table.marks(id), asking, done, isBusy: pending && !!(asking ?? done) };
  };
  const looks = new Map(shown.map((campaign) => [campaign.id, lookOf(campaign)]));
  const same = JSON.stringify(columns);
  const textOf = ({ campaign, marks, asking, done, isBusy }: RowViewModel) =>
    JSON.stringify([campaign, marks, asking, isBusy, done && [done.action, outcome.state, outcomeText(outcome)]]) +
    same;
  const isDone = await painter.paint(
    body,
    [...looks.keys()],
    (id) => textOf(looks.get(id) as RowViewModel),
    (row, id) => drawRow(row, looks.get(id) as RowViewModel),
  );
  if (isDone) place.ariaBusy = 'false';
}
