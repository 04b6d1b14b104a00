import type { CtiError } from '../core/errors.js';
import type { Contact } from '../core/supervisor-commands.js';
import type { Bulk } from '../core/transport.js';
import { guessColumns, rowContact, type Column, type Columns, type DataColumn } from './columns.js';
import { CsvFile, type CsvOptions, type SourceMark } from './csv/csv-file.js';
import { isPhone } from './csv/heading.js';
import type { Encoding } from './csv/text-decoder.js';
import { cellReader, readContact, tellFault, type RowSource } from './rows.js';

export interface PreviewOptions extends CsvOptions {
  /** How the dialer takes contacts, from `client.supports('addContacts')`. Without it rows are not checked for the dialer. */
  bulk?: Bulk | undefined;
  /** What the client refuses by itself, from `client.refusals(campaign)`. Without it rows are not checked for that. */
  refusal?: ((contact: Contact) => string | undefined) | undefined;
  /** The caller's own mapping; the proposed one when left out. */
  columns?: Columns;
  /** How many rows. 20 when left out; no more than the first 64 KiB hold. */
  rows?: number;
}

export interface PreviewRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** As it is sent, or as it stands there where it would be refused. */
  readonly contact?: Contact | undefined;
  /** Why it would be refused, behind the name of the column that is at fault. */
  readonly problem?: string | undefined;
  /** The same without that name. */
  readonly text?: string | undefined;
  /** The place of the cell that is at fault, the first being 0; nothing where it is none. */
  readonly column?: number | undefined;
}

/** A column of data that is not proposed, since the dialer would refuse most of its rows. */
export interface UnfitColumn {
  readonly column: Column;
  /** What the dialer says to one of them. */
  readonly reason: string;
}

export interface Preview {
  readonly delimiter: string;
  readonly encoding: Encoding;
  /** Nothing where the first row is a contact. */
  readonly headers: readonly string[] | undefined;
  /** Rows above the header, or above the first contact, that were taken for a title: they are not contacts. */
  readonly title: readonly PreviewRow[];
  /** What the columns seem to be; nothing when none looks like a telephone number. The caller decides. */
  readonly proposed: Columns | undefined;
  /** Columns whose names would make them proposed, too. */
  readonly unfit: readonly UnfitColumn[];
  readonly rows: readonly PreviewRow[];
  /** Why no row can be read behind those of the beginning; an upload ends there. */
  readonly problem: CtiError | undefined;
  /** What the file is known by again. */
  readonly mark: SourceMark;
}

/** Looks at the beginning of a CSV. Throws `INVALID` for what is no text, and for a column that does not exist. */
export async function preview(csv: Blob, options: PreviewOptions = {}): Promise<Preview> {
  const { bulk, refusal, rows: most = 20 } = options;
  const file = await CsvFile.open(csv, options);
  file.cancel();
  const { delimiter, encoding, headers, title, sample, problem, mark } = file;
  const guessed = headers ? guessColumns(headers, bulk?.fields) : columnsOf(sample[0]?.cells);
  const unfit = guessed && bulk ? unfitColumns(guessed, file, bulk) : [];
  const proposed = guessed && without(guessed, unfit);
  const columns = options.columns ?? proposed;
  const toContact = columns && rowContact(columns, headers);
  const cellAt: RowSource['cellAt'] = columns ? cellReader(columns, headers) : () => ({ name: '' });
  const told = (problem: string | undefined, cells: readonly string[]) => {
    if (problem === undefined) return {};
    const { reason, text, column } = tellFault(problem, cells, cellAt);
    return { problem: reason, text, column };
  };
  const rows = sample.slice(0, most).map(({ line, cells, problem: broken }): PreviewRow => {
    const mapped = broken === undefined ? toContact?.(cells) : { problem: broken };
    if (!mapped?.contact) return { line, cells, ...told(mapped?.problem, cells) };
    const { contact, problem } = readContact(mapped.contact, bulk);
    const why = problem ?? refusal?.(contact);
    return { line, cells, contact: contact ?? mapped.contact, ...told(why, cells) };
  });
  return { delimiter, encoding, headers, title, proposed, unfit, rows, problem, mark };
}

/** Without headers, the first cell that looks like a telephone number is the one to dial. */
function columnsOf(cells: readonly string[] = []): Columns | undefined {
  const destination = cells.findIndex(isPhone);
  return destination < 0 ? undefined : { destination };
}

/** So many rows are tried. */
const tried = 100;

const columnOf = (pair: DataColumn): Column => (typeof pair === 'object' ? pair[1] : pair);

/** Data columns that would get more than half of their rows refused. */
function unfitColumns({ destination, data = [] }: Columns, { headers, sample }: CsvFile, bulk: Bulk): UnfitColumn[] {
  /** Some number, so that the data alone is judged. */
  const some = { destination: '0991234567' };
  if (readContact(some, bulk).problem !== undefined) return [];
  return data.flatMap((pair) => {
    const toContact = rowContact({ destination, data: [pair] }, headers);
    let rows = 0;
    const reasons: string[] = [];
    for (const { cells, problem: broken } of sample.slice(0, tried)) {
      const { contact } = broken === undefined ? toContact(cells) : {};
      if (!contact) continue;
      const { problem } = readContact({ ...contact, ...some }, bulk);
      if (problem !== undefined) reasons.push(problem);
      if (problem !== undefined || contact.data?.[0]?.[1].trim()) rows++;
    }
    const [reason] = reasons;
    return reason !== undefined && reasons.length * 2 > rows ? { column: columnOf(pair), reason } : [];
  });
}

/** The columns but some of their data. */
function without({ data = [], ...columns }: Columns, unfit: readonly UnfitColumn[]): Columns {
  const fit = data.filter((pair) => !unfit.some(({ column }) => column === columnOf(pair)));
  return { ...columns, ...(fit.length && { data: fit }) };
}
