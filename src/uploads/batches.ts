import { CtiError } from '../core/errors.js';
import type { Bulk } from '../core/transport.js';
import { sliceTime, yieldToMain } from './breath.js';
import type { UploadProgress } from './progress.js';
import { rowProblem, type Row, type RowSource } from './rows.js';

/**
 * Checks rows and gathers them for requests. No further row is read before the next batch is asked for. When the source
 * fails, what came before goes out first.
 *
 * @param ending no row is taken after it
 * @param onRow after each row, for whoever tells how far it is
 */
export async function* batchesOf(
  source: RowSource,
  ledger: UploadProgress,
  bulk: Bulk | undefined,
  size: number,
  ending: AbortSignal,
  onRow: () => void,
): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  let failure: { cause: unknown } | undefined;
  let since = performance.now();
  try {
    for await (const row of source.rows()) {
      if (ending.aborted) return;
      if (ledger.take(row)) {
        const problem = row.problem ?? rowProblem(row.contact, bulk);
        if (problem !== undefined) ledger.refuse(row, problem);
        else batch.push(row);
      }
      onRow();
      if (batch.length >= size) {
        const full = batch;
        batch = [];
        // To send is to check and write all of it at once. What is only checked comes back at once: the time goes on.
        if (performance.now() - since > sliceTime / 3) {
          await yieldToMain();
          since = performance.now();
        }
        yield full;
      }
      // Reading on would leave the page no time to draw, or to stop it.
      if (performance.now() - since > sliceTime) {
        await yieldToMain();
        since = performance.now();
      }
    }
  } catch (cause) {
    failure = { cause };
  }
  if (batch.length) yield batch;
  if (failure) throw CtiError.from(failure.cause);
}
