import type { CommandRunner } from '../shared/command-controller.js';
import { outcomeText } from '../shared/outcome.js';
import type { BoardTable } from './board-table.js';
import { headingsOf, setWidths } from './board-view.js';
import type { CampaignDesk } from './campaign-controller.js';
import type { BoardCampaign } from './campaign-data.js';
import type { RowPainter } from './row-renderer.js';
import { drawRow, type RowLook } from './row-view.js';

/** Brings the rows of the drawn table to what they have to show. Resolves when all of them are. */
export async function paintBoard(
  root: ParentNode,
  painter: RowPainter,
  table: BoardTable,
  desk: CampaignDesk,
  commands: CommandRunner,
): Promise<void> {
  const place = root.querySelector<HTMLElement>('[role=table]');
  const body = place?.querySelector('.body');
  if (!place || !body) return;
  place.ariaBusy = 'true';
  const { columns, shown } = table;
  const { outcome, pending } = commands;
  setWidths(place, headingsOf(columns));
  const lookOf = (campaign: BoardCampaign): RowLook => {
    const { id } = campaign;
    const asking = desk.asking?.id === id ? desk.asking.action : undefined;
    const done = desk.acted?.id === id ? { action: desk.acted.action, outcome } : undefined;
    return { campaign, columns, marks: table.marks(id), asking, done, isBusy: pending && !!(asking ?? done) };
  };
  const looks = new Map(shown.map((campaign) => [campaign.id, lookOf(campaign)]));
  const same = JSON.stringify(columns);
  const textOf = ({ campaign, marks, asking, done, isBusy }: RowLook) =>
    JSON.stringify([campaign, marks, asking, isBusy, done && [done.action, outcome.state, outcomeText(outcome)]]) +
    same;
  const isDone = await painter.paint(
    body,
    [...looks.keys()],
    (id) => textOf(looks.get(id) as RowLook),
    (row, id) => drawRow(row, looks.get(id) as RowLook),
  );
  if (isDone) place.ariaBusy = 'false';
}
