import { msg, str } from '@lit/localize';
import type { Checkpoint, LineRange, UploadCounts } from './checkpoint.js';
import type { SourceMark } from './csv/csv-file.js';
import type { RefusedRow, RefusedRows } from './refused-rows.js';
import { tellFault, type Row, type RowSource } from './rows.js';
import { SeenNumbers } from './seen-numbers.js';
import type { SameNumber } from './options.js';

/** Lines of a file as few ranges: neighbours grow together, so a million rows in order are one. */
export class RowRanges {
  readonly #ranges: LineRange[] = [];

  constructor(ranges: Iterable<readonly [number, number]> = []) {
    for (const [from, to] of ranges) this.add(from, to);
  }

  /** Adds lines. Cheap near the end, where all but the batches in flight come in. */
  add(from: number, to: number): void {
    const ranges = this.#ranges;
    let at = ranges.length;
    while (at && (ranges[at - 1]?.[0] ?? 0) > from) at--;
    const before = ranges[at - 1];
    const joined: LineRange = before && before[1] >= from - 1 ? before : [from, to];
    if (joined === before) before[1] = Math.max(before[1], to);
    else ranges.splice(at++, 0, joined);
    while ((ranges[at]?.[0] ?? Infinity) <= joined[1] + 1)
      joined[1] = Math.max(joined[1], ranges.splice(at, 1)[0]?.[1] ?? 0);
  }

  /** A copy, in order. */
  list(): LineRange[] {
    return this.#ranges.map(([from, to]) => [from, to]);
  }

  /** Whether a line is in, for lines that are asked in rising order. */
  reader(): (line: number) => boolean {
    const ranges = this.list();
    let at = 0;
    return (line) => {
      while ((ranges[at]?.[1] ?? Infinity) < line) at++;
      return (ranges[at]?.[0] ?? Infinity) <= line;
    };
  }
}

/** Rows whose end is known, or known to be unknown. */
export const settledRows = ({ accepted, refused, leftOut, unknown }: Omit<UploadCounts, 'read' | 'sent'>): number =>
  accepted + refused + leftOut + unknown;

/** Rows that are told apart from the others, and whether those whose number an earlier one has go out. */
export interface UploadBooks {
  readonly refused: RefusedRows;
  readonly repeated: RefusedRows;
  readonly sameNumber: SameNumber;
  /** Lines that go out all the same. */
  readonly sendToo?: ReadonlySet<number>;
}

const hasSame = (line: number) => msg(str`Line ${line} has the same number.`);
const mayBeRefused = (line: number) =>
  msg(str`Line ${line} has the same number and went before: where it was refused, this row was not sent in its place.`);
const leftOutFor = (lines: readonly number[]) =>
  msg(str`the same number was left out in line ${lines.slice(0, named).join(', ')}${lines.length > named ? ' …' : ''}`);
/** So many lines are named in a sentence. */
const named = 20;

/** Keeps the books of an upload: every row read ends as accepted, refused, left out, unknown or not sent. */
export class UploadProgress {
  readonly counts: UploadCounts;
  readonly #campaign: string;
  readonly #source: RowSource;
  readonly #mark: SourceMark;
  readonly #refused: RefusedRows;
  readonly #key: string | undefined;
  readonly #done: RowRanges;
  readonly #unknown: RowRanges;
  readonly #onTheWay = new Set<readonly Row[]>();
  readonly #isKnown: (line: number) => boolean;
  readonly #repeated: RefusedRows;
  readonly #sameNumber: SameNumber;
  readonly #sendToo: ReadonlySet<number>;
  readonly #numbers = new SeenNumbers();
  /** Lines of first rows that have no answer yet, and what was left out for each. */
  readonly #leftOut = new Map<number, number[]>();
  readonly #earlier: Checkpoint | undefined;
  #first: number | undefined;

  constructor(
    campaign: string,
    source: RowSource,
    { refused, repeated, sameNumber, sendToo = new Set() }: UploadBooks,
    earlier?: Checkpoint,
    key = earlier?.key,
  ) {
    this.#key = key;
    this.#earlier = earlier;
    this.#campaign = campaign;
    this.#source = source;
    this.#mark = earlier?.source ?? source.mark;
    this.#refused = refused;
    this.#done = new RowRanges(earlier?.done);
    this.#unknown = new RowRanges(earlier?.unknown);
    this.#isKnown = new RowRanges([...(earlier?.done ?? []), ...(earlier?.unknown ?? [])]).reader();
    this.#repeated = repeated;
    this.#sameNumber = sameNumber;
    this.#sendToo = sendToo;
    this.counts = {
      sent: 0,
      accepted: 0,
      refused: 0,
      unknown: 0,
      repeated: 0,
      leftOut: 0,
      ...earlier?.counts,
      read: 0,
    };
    this.counts.read = settledRows(this.counts);
  }

  /** Counts a row in, unless an earlier part of this upload has dealt with it. Rows come in order. */
  take(row: Row): boolean {
    this.#first ??= row.from;
    if (this.#isKnown(row.line)) return false;
    this.counts.read++;
    return true;
  }

  /**
   * Whether a row goes to the dialer: not when it was dealt with before, and not when an earlier row has its number and
   * the first alone is wanted, which is booked. Every row that can be sent is asked about, in order.
   */
  isWanted(row: Row, phone: string, isNew: boolean): boolean {
    const before = this.#numbers.add(phone, row.line);
    if (before === undefined) {
      if (isNew && this.#sameNumber === 'first') this.#leftOut.set(row.line, []);
      return isNew;
    }
    const isFirstAlone = this.#sameNumber === 'first' && !this.#sendToo.has(row.line);
    const reason = isFirstAlone && isNew && this.#mayBeRefused(before) ? mayBeRefused(before) : hasSame(before);
    this.#repeated.add({ ...this.#rowOf(row, `destination: ${reason}`), reason, sameAs: before });
    const others = isFirstAlone ? this.#leftOut.get(before) : undefined;
    if (others && others.length <= named) others.push(row.line);
    if (!isNew) return false;
    this.counts.repeated++;
    if (!isFirstAlone) return true;
    this.counts.leftOut++;
    this.#done.add(row.from, row.to);
    return false;
  }

  /** Books a row as refused, and with it those that were left out for it. */
  refuse(row: Row, reason: string): void {
    const leftOut = this.#leftOut.get(row.line);
    if (leftOut && row.contact) this.#numbers.forget(row.contact.destination, row.line);
    this.#leftOut.delete(row.line);
    this.counts.refused++;
    this.#refused.add(this.#rowOf(row, leftOut?.length ? `${reason} (${leftOutFor(leftOut)})` : reason));
    this.#done.add(row.from, row.to);
  }

  /** A row with what is wrong with it, and the cell that is at fault. */
  #rowOf(row: Row, problem: string): RefusedRow {
    const cells = this.#source.cells(row);
    return { line: row.line, ...tellFault(problem, cells, (...told) => this.#source.cellAt(...told)), cells };
  }

  /** Rows that were sent, and have no answer yet. */
  get onTheWay(): number {
    let count = 0;
    for (const rows of this.#onTheWay) count += rows.length;
    return count;
  }

  accept(row: Row): void {
    this.#leftOut.delete(row.line);
    this.counts.accepted++;
    this.#done.add(row.from, row.to);
  }

  doubt(row: Row): void {
    this.#leftOut.delete(row.line);
    this.counts.unknown++;
    this.#unknown.add(row.from, row.to);
  }

  /** Whether a row that an earlier part sent may be among those that were refused then: it does not say which they were. */
  #mayBeRefused(line: number): boolean {
    const { counts, done = [] } = this.#earlier ?? {};
    return !!counts?.refused && done.some(([from, to]) => from <= line && line <= to);
  }

  /** Books rows as on the way before they leave, and keeps that: where it cannot be kept, they do not leave. */
  async leave(rows: readonly Row[], save?: (checkpoint: Checkpoint) => void | Promise<void>): Promise<void> {
    this.#onTheWay.add(rows);
    this.counts.sent += rows.length;
    try {
      await save?.(this.checkpoint());
    } catch (cause) {
      this.settle(rows, rows.length);
      throw cause;
    }
  }

  /** What was on the way has an end; `unsent` of it never left. */
  settle(rows: readonly Row[], unsent = 0): void {
    this.#onTheWay.delete(rows);
    this.counts.sent -= unsent;
  }

  /** Lines of which nobody knows. */
  unknown(): LineRange[] {
    return this.#unknown.list();
  }

  /** As things stand: what is on the way counts as unknown. */
  checkpoint(): Checkpoint {
    const unknown = new RowRanges(this.#unknown.list());
    for (const rows of this.#onTheWay) for (const { from, to } of rows) unknown.add(from, to);
    const counts = { ...this.counts, unknown: this.counts.unknown + this.onTheWay };
    counts.read = settledRows(counts);
    const done = this.#done.list();
    const first = this.#first ?? 1;
    const [begun] = new RowRanges([...done, ...unknown.list()]).list();
    const next = begun && begun[0] <= first ? begun[1] + 1 : first;
    return {
      ...{ version: 1, campaign: this.#campaign, source: this.#mark, done, unknown: unknown.list(), next, counts },
      ...(this.#key && { key: this.#key }),
    };
  }
}
