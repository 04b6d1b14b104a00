import type { Contact } from '../core/supervisor-commands.js';
import type { Bulk } from '../core/transport.js';
import { guessColumns, rowContact, type Columns } from './columns.js';
import { CsvFile, type CsvOptions, type SourceMark } from './csv/csv-file.js';
import { looksLikePhone } from './csv/heading.js';
import type { Encoding } from './csv/text-decoder.js';
import { rowProblem } from './rows.js';

export interface PreviewOptions extends CsvOptions {
  /** How the dialer takes contacts, from `client.supports('addContacts')`. Without it rows are not checked for the dialer. */
  bulk?: Bulk | undefined;
  /** The caller's own mapping; the proposed one when left out. */
  columns?: Columns;
  /** How many rows. 20 when left out; no more than the first 64 KiB hold. */
  rows?: number;
}

export interface PreviewRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly contact?: Contact;
  /** Why it would be refused. */
  readonly problem?: string;
}

export interface Preview {
  readonly delimiter: string;
  readonly encoding: Encoding;
  /** Nothing where the first row is a contact. */
  readonly headers: readonly string[] | undefined;
  /** What the columns seem to be; nothing when none looks like a telephone number. The caller decides. */
  readonly proposed: Columns | undefined;
  readonly rows: readonly PreviewRow[];
  /** What the file is known by again. */
  readonly mark: SourceMark;
}

/** Looks at the beginning of a CSV. Throws `INVALID` for what is no text, and for a column that does not exist. */
export async function preview(csv: Blob, options: PreviewOptions = {}): Promise<Preview> {
  const { bulk, rows: most = 20 } = options;
  const file = await CsvFile.open(csv, options);
  file.cancel();
  const { delimiter, encoding, headers, sample, mark } = file;
  const proposed = headers ? guessColumns(headers, bulk?.fields) : columnsOf(sample[0]?.cells);
  const columns = options.columns ?? proposed;
  const toContact = columns && rowContact(columns, headers);
  const rows = sample.slice(0, most).map(({ line, cells, problem: broken }): PreviewRow => {
    const { contact, problem = broken } = (broken === undefined && toContact?.(cells)) || {};
    const why = problem ?? (contact && rowProblem(contact, bulk));
    return { line, cells, ...(contact && { contact }), ...(why !== undefined && { problem: why }) };
  });
  return { delimiter, encoding, headers, proposed, rows, mark };
}

/** Without headers, the first cell that looks like a telephone number is the one to dial. */
function columnsOf(cells: readonly string[] = []): Columns | undefined {
  const destination = cells.findIndex(looksLikePhone);
  return destination < 0 ? undefined : { destination };
}
