import type { ReactiveControllerHost } from 'lit';
import { preview, type Columns, type CsvOptions, type Preview } from '../../uploads/index.js';
import { CtiError } from '../../core/errors.js';
import type { Bulk } from '../../core/transport.js';
import { choicesOf, chooseColumn, columnsOf, type ColumnChoice, type Field } from './column-choice.js';

/** How the list is to be read. What is empty is recognised. */
export interface Reading {
  delimiter: string;
  encoding: string;
  header: '' | 'yes' | 'no';
}

/** Rows that are shown of a list before it is sent. */
const shown = 10;

/** The chosen list: how it is read, what its columns are, and its first rows. */
export class UploadFile {
  reading: Reading = { delimiter: '', encoding: '', header: '' };
  choices: readonly ColumnChoice[] = [];
  /** Nothing while the file is looked at for the first time, and where it cannot be read. */
  view: Preview | undefined;
  /** Why the file, or a column of it, cannot be read. */
  problem: CtiError | undefined;
  readonly file: File;
  readonly #host: ReactiveControllerHost;
  #turn = 0;

  constructor(file: File, host: ReactiveControllerHost) {
    this.file = file;
    this.#host = host;
  }

  get columns(): Columns | undefined {
    return columnsOf(this.choices);
  }

  get options(): CsvOptions {
    const { delimiter, encoding, header } = this.reading;
    return {
      ...(delimiter && { delimiter }),
      ...(encoding && { encoding }),
      ...(header && { header: header === 'yes' }),
    };
  }

  /** Looks at the beginning of the file. What was chosen for its columns stays while they are the same. */
  async look(bulk: Bulk | undefined): Promise<void> {
    const turn = ++this.#turn;
    const before = this.view;
    try {
      const { options } = this;
      let view = await preview(this.file, { ...options, bulk, rows: shown });
      const width = Math.max(view.headers?.length ?? 0, ...view.rows.map(({ cells }) => cells.length));
      const isSame = before && width === this.choices.length && String(before.headers) === String(view.headers);
      const choices =
        isSame || (!before && this.choices.length === width)
          ? this.choices
          : choicesOf(view.proposed, view.headers, width);
      const columns = columnsOf(choices);
      if (columns) view = await preview(this.file, { ...options, bulk, rows: shown, columns });
      if (turn !== this.#turn) return;
      Object.assign(this, { view, choices, problem: undefined });
    } catch (cause) {
      if (turn !== this.#turn) return;
      this.problem = CtiError.from(cause);
      if (this.problem.field === 'csv' || this.problem.field === 'encoding' || !before) this.view = undefined;
    }
    this.#host.requestUpdate();
  }

  /** Takes over what a person changed in the control of that name; `false` when it is none of the list's. */
  change(name: string, value: string, at: number, bulk: Bulk | undefined): boolean {
    if (name === 'column') this.choices = chooseColumn(this.choices, at, { field: value as Field });
    else if (name === 'pair') this.choices = chooseColumn(this.choices, at, { name: value });
    else if (name in this.reading) this.reading = { ...this.reading, [name]: value };
    else return false;
    void this.look(bulk);
    return true;
  }
}
