import { msg, str } from '@lit/localize';
import { readListed, readPhone, type PhoneReading } from '../codecs/phone.js';
import { isTimeZone, readWallClock } from '../codecs/wall-clock.js';
import { CtiError } from '../core/errors.js';
import type { Contact } from '../core/supervisor-commands.js';
import type { Bulk } from '../core/transport.js';
import { CsvFile, type CsvInput, type CsvOptions, type SourceMark } from './csv/csv-file.js';
import { headersOf } from './reason-column.js';
import { rowContact, textFields, type Columns, type Mapped } from './columns.js';
import { faultColumn, readFault, type Fault, type ToldFault } from './fault.js';

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
  /** Those of the file, or some where it has none. */
  readonly headers: readonly string[];
  readonly delimiter: string;
  readonly mark: SourceMark;
  /** Bytes read so far; 0 for objects. */
  readonly read: number;
  rows(): AsyncGenerator<Row>;
  /** The row as a line of the refused file. */
  cells(row: Row): readonly string[];
  /** The place of the cell that a fault is in, where it is one, and how its column is called. */
  cellAt(fault: Fault, cells: readonly string[]): { column?: number; name: string };
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
    return ofCsv(file, options.columns);
  } catch (cause) {
    file.cancel();
    throw cause;
  }
}

/** Finds the cell that a fault is in, and how its column is called in the file. */
export function cellReader(columns: Columns, headers: readonly string[] | undefined): RowSource['cellAt'] {
  const columnOf = faultColumn(columns, headers);
  return (fault, cells) => {
    const column = columnOf(fault, cells);
    if (column === undefined) return { name: fault.field ?? '' };
    return { column, name: headers?.[column]?.trim() || msg(str`Column ${column + 1}`) };
  };
}

/** What is wrong with a row, for a person to read: with the name of the column that is at fault before it. */
export function tellFault(problem: string, cells: readonly string[], cellAt: RowSource['cellAt']): ToldFault {
  const fault = readFault(problem);
  const { column, name } = cellAt(fault, cells);
  return { reason: name ? `${name}: ${fault.text}` : fault.text, ...fault, ...(column !== undefined && { column }) };
}

function ofCsv(file: CsvFile, columns: Columns): RowSource {
  const toContact = rowContact(columns, file.headers);
  return {
    headers: file.headers ?? headersOf(Math.max(0, ...file.sample.map(({ cells }) => cells.length))),
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
    cellAt: cellReader(columns, file.headers),
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
    cellAt: ({ field = '' }) => ({ name: field }),
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

/** Digits that a number in a list has. */
const least = 3;

/** A number of a contact as it is sent, or why it is not. */
function readNumber(number: unknown, field: 'destination' | 'alternatives'): PhoneReading {
  if (typeof number !== 'string') return { problem: `${field}: ${msg('Enter a number.')}` };
  if (field === 'destination' && !number.trim())
    return { problem: `${field}: ${msg('There is no number: this row cannot be called.')}` };
  const reading = field === 'destination' ? readPhone(number, { least }) : readListed(number, least);
  if (reading.problem === undefined) return reading;
  return { problem: `${field}: “${number}”: ${reading.problem}` };
}

/** What a contact is sent as: each number as it was read. Or why it is not, beginning with the name of its field. */
export function readContact(contact: Contact, bulk: Bulk | undefined): Mapped {
  const { destination, alternatives } = Object(contact) as Partial<Contact>;
  const { phone, problem } = readNumber(destination, 'destination');
  if (problem !== undefined) return { problem };
  let read = phone === destination ? contact : { ...contact, destination: phone };
  if (alternatives !== undefined) {
    const others: string[] = [];
    for (const number of [alternatives].flat()) {
      const { phone, problem } = readNumber(number, 'alternatives');
      if (problem !== undefined) return { problem };
      others.push(phone);
    }
    read = { ...read, alternatives: others };
  }
  const why = fieldProblem(read, bulk);
  return why === undefined ? { contact: read } : { problem: why };
}

function fieldProblem(contact: Contact, bulk: Bulk | undefined): string | undefined {
  const { at, timeZone } = contact;
  for (const [field, value] of Object.entries(contact))
    if (value !== undefined && bulk && !bulk.fields.includes(field as keyof Contact)) return unknownField(field);
  if (at !== undefined && readWallClock(at) === undefined)
    return `at: ${msg('This is not a date and time: write it as YYYY-MM-DD HH:mm:ss.')}`;
  if (timeZone !== undefined && timeZone.includes('/') && !isTimeZone(timeZone))
    return `timeZone: ${msg(str`“${timeZone}” is not a time zone.`)}`;
  const problem = bulk?.problem(contact);
  return problem && `${problem.field}: ${problem.message}`;
}
