import { msg } from '@lit/localize';
import type { ReactiveControllerHost } from 'lit';
import { CtiError } from '../../core/errors.js';
import type { Bulk } from '../../core/transport.js';
import { singleColumns, type Column, type Columns } from '../../uploads/columns.js';
import { preview, type CsvOptions, type Preview, type PreviewOptions } from '../../uploads/index.js';
import { yieldToMain } from '../../uploads/batch-sender.js';
import { SeenNumbers } from '../../uploads/seen-numbers.js';

/** What a column may be; empty for one that is not used. */
export type ColumnField = '' | (typeof singleColumns)[number] | 'alternatives' | 'data';

/** What one column of the list is. */
export interface ColumnChoice {
  field: ColumnField;
  /** Of the data pair, where the column is one. */
  name: string;
}

const each: readonly ColumnField[] = [
  '',
  'destination',
  'alternatives',
  'data',
  ...singleColumns.filter((field) => field !== 'destination'),
];

/** What this dialer has a place for; everything when it does not say. */
export function columnFields(bulk: Bulk | undefined): readonly ColumnField[] {
  const known: readonly string[] | undefined = bulk?.fields;
  return each.filter((field) => !field || !known || known.includes(field === 'dataText' ? 'data' : field));
}

export function fieldText(field: ColumnField): string {
  switch (field) {
    case '':
      return msg('Not used');
    case 'destination':
      return msg('Number');
    case 'alternatives':
      return msg('Other numbers');
    case 'firstName':
      return msg('First name');
    case 'lastName':
      return msg('Last name');
    case 'externalId':
      return msg('Your customer number');
    case 'priority':
      return msg('Priority');
    case 'agent':
      return msg('Agent');
    case 'at':
      return msg('When to call');
    case 'callerId':
      return msg('Number to show');
    case 'timeZone':
      return msg('Time zone');
    case 'data':
      return msg('Data');
    case 'dataText':
      return msg('All further data in one cell');
  }
}

export const nameOf = (headers: readonly string[] | undefined, at: number): string =>
  headers?.[at]?.trim() || `column${at + 1}`;

/** The proposed columns as one choice for each column. */
export function choicesOf(
  columns: Columns | undefined,
  headers: readonly string[] | undefined,
  width: number,
): ColumnChoice[] {
  const choices: ColumnChoice[] = [...Array(width).keys()].map((at) => ({ field: '', name: nameOf(headers, at) }));
  const put = (column: Column, field: ColumnField) => {
    const choice = choices[typeof column === 'number' ? column : (headers?.indexOf(column) ?? -1)];
    if (choice) choice.field = field;
  };
  for (const field of singleColumns) if (columns?.[field] !== undefined) put(columns[field], field);
  for (const column of [columns?.alternatives ?? []].flat()) put(column, 'alternatives');
  for (const pair of columns?.data ?? []) put(typeof pair === 'object' ? pair[1] : pair, 'data');
  return choices;
}

/** The same choices with another one for a column. What only one column can be, another one ceases to be. */
export function chooseColumn(
  choices: readonly ColumnChoice[],
  at: number,
  changed: Partial<ColumnChoice>,
): ColumnChoice[] {
  const { field } = changed;
  const isSingle = singleColumns.some((single) => single === field);
  return choices.map((choice, place) =>
    place === at ? { ...choice, ...changed } : isSingle && choice.field === field ? { ...choice, field: '' } : choice,
  );
}

/** What an upload is told; nothing while no column is the number to dial. */
export function chosenColumns(choices: readonly ColumnChoice[]): Columns | undefined {
  const places = (field: ColumnField) => choices.flatMap((choice, at) => (choice.field === field ? at : []));
  const [destination] = places('destination');
  if (destination === undefined) return undefined;
  const others = Object.fromEntries(singleColumns.flatMap((field) => places(field).map((at) => [field, at])));
  const data = places('data').map((at) => [choices[at]?.name.trim() || nameOf(undefined, at), at] as const);
  const alternatives = places('alternatives');
  return { destination, ...others, ...(alternatives.length && { alternatives }), ...(data.length && { data }) };
}

/** How the list is to be read. What is empty is recognised. */
export interface Reading {
  delimiter: string;
  encoding: string;
  /** What the first row is. */
  header: '' | 'yes' | 'no' | 'title';
}

/** Rows that are shown of the beginning of a list. */
const shown = 200;

/** The rows whose number an earlier one has, each with the line of that. */
function sameOf({ rows }: Preview): ReadonlyMap<number, number> {
  const seen = new SeenNumbers();
  return new Map(
    rows.flatMap(({ line, contact, problem }) => {
      const before = contact && problem === undefined ? seen.add(contact.destination, line) : undefined;
      return before === undefined ? [] : [[line, before] as const];
    }),
  );
}

/** The chosen list: how it is read, what its columns are, and its first rows. */
export class UploadFile {
  reading: Reading = { delimiter: '', encoding: '', header: '' };
  choices: readonly ColumnChoice[] = [];
  /** Nothing while the file is looked at for the first time, and where it cannot be read. */
  view: Preview | undefined;
  /** Of the rows that are shown, those with the number of an earlier one, and the line of that. */
  same: ReadonlyMap<number, number> = new Map();
  /** What the client refuses by itself. */
  refusal: PreviewOptions['refusal'];
  /** Why the file, or a column of it, cannot be read. */
  problem: CtiError | undefined;
  readonly file: File;
  readonly #host: ReactiveControllerHost;
  #turn = 0;
  #looking = 0;
  /** The headers for which the columns were chosen; nothing for those that were kept. */
  #headers: string | undefined;

  constructor(file: File, host: ReactiveControllerHost) {
    this.file = file;
    this.#host = host;
  }

  get columns(): Columns | undefined {
    return chosenColumns(this.choices);
  }

  /** The place of the column with the number to dial. */
  get destination(): number | undefined {
    const at = this.choices.findIndex(({ field }) => field === 'destination');
    return at < 0 ? undefined : at;
  }

  /** Why a column is not proposed, though its name would make it so. */
  unfit(at: number): string | undefined {
    const { headers, unfit = [] } = this.view ?? {};
    return unfit.find(({ column }) => column === at || (typeof column === 'string' && headers?.indexOf(column) === at))
      ?.reason;
  }

  get options(): CsvOptions {
    const { delimiter, encoding, header } = this.reading;
    return {
      ...(delimiter && { delimiter }),
      ...(encoding && { encoding }),
      ...(header && { header: header !== 'no', title: header === 'title' ? 1 : 0 }),
    };
  }

  /** Whether it is looked at just now. */
  get isLooking(): boolean {
    return this.#looking > 0;
  }

  /** Takes over how the same file was read before, and what its columns were then. */
  restore({ reading, choices }: Pick<UploadFile, 'reading' | 'choices'>, bulk: Bulk | undefined): void {
    Object.assign(this, { reading, choices });
    this.#headers = undefined;
    void this.look(bulk);
  }

  /** Looks at the beginning of the file. What was chosen for its columns stays while they are the same. */
  async look(bulk: Bulk | undefined): Promise<void> {
    const turn = ++this.#turn;
    const before = this.view;
    this.#looking++;
    try {
      const options = { ...this.options, bulk, refusal: this.refusal, rows: shown };
      let view = await preview(this.file, options);
      const width = Math.max(view.headers?.length ?? 0, ...view.rows.map(({ cells }) => cells.length));
      const headers = String(view.headers);
      const isSame = width === this.choices.length && headers === (this.#headers ?? headers);
      const choices = isSame ? this.choices : choicesOf(view.proposed, view.headers, width);
      const columns = chosenColumns(choices);
      if (columns) view = await preview(this.file, { ...options, columns });
      await yieldToMain(); // to draw the rows is work of its own
      if (turn !== this.#turn) return;
      Object.assign(this, { view, choices, same: sameOf(view), problem: undefined });
      this.#headers = headers;
    } catch (cause) {
      if (turn !== this.#turn) return;
      this.problem = CtiError.from(cause);
      // What is shown was read in another way, unless a column alone is at fault.
      if (!this.problem.field?.startsWith('columns.') || !before) this.view = undefined;
    } finally {
      this.#looking--;
      this.#host.requestUpdate();
    }
  }

  /** Takes over what a person changed in the control of that name; `false` when it is none of the list's. */
  change(name: string, value: string, at: number, bulk: Bulk | undefined): boolean {
    if (name === 'column') this.choices = chooseColumn(this.choices, at, { field: value as ColumnField });
    else if (name === 'pair') this.choices = chooseColumn(this.choices, at, { name: value });
    else if (name in this.reading) this.reading = { ...this.reading, [name]: value };
    else return false;
    void this.look(bulk);
    return true;
  }
}
