import { msg } from '@lit/localize';
import type { UploadProgress } from './progress.js';
import type { Row } from './rows.js';
import type { AddContactsReply } from './upload-client.js';

/**
 * Books each row by the dialer's answer. A row of which it says nothing is accepted when the numbers agree. When they do
 * not, it was not added if the dialer added nobody, as with `stopOnError` (S-17); else nobody knows.
 */
export function applyReply(rows: readonly Row[], reply: AddContactsReply, ledger: UploadProgress): void {
  const reasons = new Map(reply.refused.flatMap(({ index, reason }) => (rows[index] ? [[index, reason]] : [])));
  const silent = rows.length - reply.accepted - reasons.size;
  for (const [at, row] of rows.entries()) {
    const reason = reasons.get(at) ?? (silent > 0 && !reply.accepted ? notAdded() : undefined);
    if (reason !== undefined) ledger.refuse(row, reason);
    else if (silent > 0) ledger.doubt(row);
    else ledger.accept(row);
  }
}

const notAdded = () => msg('Not added, since other rows of the same request were refused.');
