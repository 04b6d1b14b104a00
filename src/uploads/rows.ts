import { msg, str } from '@lit/localize';
import { readListed, readPhone } from '../codecs/phone.js';
import { isTimeZone, readWallClock } from '../codecs/wall-clock.js';
import { CtiError } from '../core/errors.js';
import type { Contact } from '../core/supervisor-commands.js';
import type { Bulk } from '../core/transport.js';
import { CsvFile, type CsvInput, type CsvOptions, type SourceMark } from './csv/csv-file.js';
import { rowContact, textFields, type Columns, type Mapped } from './columns.js';

/** One contact to come, or why it is none. */
export type Row = Mapped & {
  /** Line of the file on which the row begins, the first being 1; for objects their place, the first being 1. */
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** As the file has them; nothing for objects. */
  readonly cells?: readonly string[];
};

/** Where contacts come from. Nothing is read before it is asked for. */
export interface RowSource {
  readonly headers: readonly string[] | undefined;
  readonly delimiter: string;
  readonly mark: SourceMark;
  /** Bytes read so far; 0 for objects. */
  readonly read: number;
  rows(): AsyncGenerator<Row>;
  /** The row as a line of the refused file. */
  cells(row: Row): readonly string[];
  cancel(): void;
}

/** What to upload: contacts as objects, or a CSV and what its columns are. */
export type UploadSource =
  | { contacts: Iterable<Contact> | AsyncIterable<Contact>; csv?: undefined }
  | ({ csv: CsvInput; columns: Columns; contacts?: undefined } & CsvOptions);

/** Reads the beginning. `signal` lets go of the file, also while that is waited for. */
export async function openSource(
  options: UploadSource,
  bulk: Bulk | undefined,
  signal?: AbortSignal,
): Promise<RowSource> {
  if (!options.csv) return ofContacts(options.contacts);
  checkColumns(options.columns, bulk);
  const file = await CsvFile.open(options.csv, options, signal);
  try {
    return ofCsv(file, rowContact(options.columns, file.headers));
  } catch (cause) {
    file.cancel();
    throw cause;
  }
}

function ofCsv(file: CsvFile, toContact: (cells: readonly string[]) => Mapped): RowSource {
  return {
    headers: file.headers,
    delimiter: file.delimiter,
    mark: file.mark,
    get read() {
      return file.read;
    },
    async *rows() {
      for await (const { line, from, to, cells, problem } of file.rows())
        yield { line, from, to, cells, ...(problem === undefined ? toContact(cells) : { problem }) };
    },
    cells: (row) => row.cells ?? [],
    cancel: () => file.cancel(),
  };
}

const objectHeaders = ['destination', 'alternatives', ...textFields, 'priority', 'parameters'] as const;

export function ofContacts(contacts: Iterable<Contact> | AsyncIterable<Contact>): RowSource {
  return {
    headers: objectHeaders,
    delimiter: ',',
    mark: {},
    read: 0,
    async *rows() {
      let line = 0;
      for await (const contact of contacts) {
        line++;
        yield { line, from: line, to: line, contact };
      }
    },
    cells: ({ contact }) => cellsOf(contact ?? { destination: '' }),
    cancel: () => undefined,
  };
}

function cellsOf(contact: Contact): string[] {
  const {
    destination = '',
    alternatives = [],
    priority = '',
    data = [],
    ...others
  } = Object(contact) as Partial<Contact>;
  const texts = textFields.map((field) => others[field] ?? '');
  // A page without types may have written anything, and gets it back.
  const list = (value: unknown, between: string) => [value].flat().join(between);
  return [
    destination,
    list(alternatives, ':'),
    ...texts,
    priority,
    list(
      [data].flat().map((pair) => list(pair, '=')),
      ':',
    ),
  ].map(String);
}

const unknownField = (field: string) => msg(str`${field}: this dialer does not know this field.`);

/** Refuses a column that the dialer has no place for, before a million rows are refused for it. */
function checkColumns(columns: Columns, bulk: Bulk | undefined): void {
  for (const [key, column] of Object.entries(columns)) {
    if (key === 'separator' || column === undefined) continue;
    const field = (key === 'dataText' ? 'data' : key) as keyof Contact;
    if (bulk && !bulk.fields.includes(field))
      throw new CtiError('INVALID', unknownField(field), { field: `columns.${key}` });
  }
}

/** Why a contact cannot be sent, beginning with the name of its field; or nothing. */
export function rowProblem(contact: Contact, bulk: Bulk | undefined): string | undefined {
  const { destination, alternatives, at, timeZone } = Object(contact) as Partial<Contact>;
  if (typeof destination !== 'string') return `destination: ${msg('Enter a number.')}`;
  for (const [at, number] of [destination, ...[alternatives ?? []].flat()].entries()) {
    const field = at ? 'alternatives' : 'destination';
    if (typeof number !== 'string') return `${field}: ${msg('Enter a number.')}`;
    const { problem } = at ? readListed(number, 3) : readPhone(number, { least: 3 });
    if (problem !== undefined) return `${field}: ${number.trim() && `“${number}”: `}${problem}`;
  }
  for (const [field, value] of Object.entries(contact))
    if (value !== undefined && bulk && !bulk.fields.includes(field as keyof Contact)) return unknownField(field);
  if (at !== undefined && readWallClock(at) === undefined)
    return `at: ${msg('This is no date and time: write it as YYYY-MM-DD HH:mm:ss.')}`;
  if (timeZone !== undefined && timeZone.includes('/') && !isTimeZone(timeZone))
    return `timeZone: ${msg(str`“${timeZone}” is no time zone.`)}`;
  const problem = bulk?.problem(contact);
  return problem && `${problem.field}: ${problem.message}`;
}
