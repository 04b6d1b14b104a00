import { wayOf } from '../shared/datum.js';
import { boardColumns, together, valueOf, withRates, type Figure, type Figures } from './board-columns.js';

/** What campaigns had at a time: what a page kept of the time before its board came. */
export interface BoardSample {
  /** Epoch milliseconds. */
  at: number;
  /** By the campaigns' ids, their figures by the dialer's own names. */
  campaigns: Readonly<Record<string, Figures>>;
}

/** A sample of a page, as campaigns: their ids are their names where a name has a direction. */
export const campaignsOf = ({ campaigns }: BoardSample): { id: string; figures: Figures }[] =>
  Object.entries(campaigns).map(([id, figures]) => ({ id, figures: withRates({ ...figures }, !!wayOf(id)?.isOut) }));

/** A figure at a time; epoch milliseconds. */
export interface Point {
  at: number;
  value: number;
}

/** A sample for each half minute of an hour: what is asked more often takes the place of the last one. */
const step = 30_000;
const slots = 120;
/** So many milliseconds of what a page kept are taken at a time. */
const slice = 8;
/** What is kept of the past, by the columns' keys. */
const kept = [
  ...['available', 'busy', 'paused', 'onwrapup', 'callers', 'longestHoldTime', 'servicelevel'],
  ...['totalcalls', 'abandoned', 'abandonedShare', 'TotalPendingCalls', 'callable', 'numberOfCalls', 'loggedIn'],
];

/** The id of all campaigns together. */
export const all = '';

/** The last hour of each campaign, and of all together: in as much memory after a day as after an hour. */
export class BoardHistory {
  /** A row of slots for each figure, one after the other; no number where nothing is known. */
  readonly #rows = new Map<string, Float32Array>();
  /** The newest slot that is written, counted from the epoch. */
  #last = -Infinity;
  #run = 0;

  /** Writes down what the campaigns have, and forgets those that are gone. */
  record(at: number, campaigns: readonly { id: string; figures: Figures }[]): void {
    const slot = Math.floor(at / step);
    if (slot <= this.#last - slots) return; // older than an hour
    this.#forward(slot);
    const columns = boardColumns(campaigns, false).filter(({ key }) => kept.includes(key));
    const totals = { id: all, figures: together(campaigns, boardColumns(campaigns, false)) };
    for (const { id, figures } of [totals, ...campaigns]) this.#write(slot, id, figures, columns);
    if (slot === this.#last) this.#forget(new Set([all, ...campaigns.map(({ id }) => id)]));
  }

  /** Writes down what a page kept, in slices: 500 campaigns of an hour take longer than a key may wait. */
  async recordAll(samples: readonly BoardSample[]): Promise<void> {
    const run = ++this.#run;
    let until = performance.now() + slice;
    for (const sample of samples) {
      if (performance.now() > until) {
        await new Promise((resolve) => setTimeout(resolve));
        if (run !== this.#run) return;
        until = performance.now() + slice;
      }
      this.record(sample.at, campaignsOf(sample));
    }
  }

  /** How a figure went over the last hour, the oldest first, where it is known. */
  points(id: string, key: string): Point[] {
    const row = this.#rows.get(id);
    const from = kept.indexOf(key) * slots;
    if (!row || from < 0) return [];
    const points: Point[] = [];
    for (let slot = this.#last - slots + 1; slot <= this.#last; slot++) {
      const value = row[from + (slot % slots)];
      if (value !== undefined && !Number.isNaN(value)) points.push({ at: slot * step, value });
    }
    return points;
  }

  /** Which figures have a past that is worth a line. */
  keys(id: string): string[] {
    return kept.filter((key) => this.points(id, key).length > 1);
  }

  clear(): void {
    this.#run++;
    this.#rows.clear();
    this.#last = -Infinity;
  }

  /** Empties the slots that time has gone over. */
  #forward(slot: number): void {
    if (slot <= this.#last) return;
    const from = Math.max(this.#last + 1, slot - slots + 1);
    for (const row of this.#rows.values())
      for (let passed = from; passed <= slot; passed++)
        for (let figure = 0; figure < kept.length; figure++) row[figure * slots + (passed % slots)] = NaN;
    this.#last = slot;
  }

  #write(slot: number, id: string, figures: Figures, columns: readonly Figure[]): void {
    const row = this.#rows.get(id) ?? new Float32Array(kept.length * slots).fill(NaN);
    this.#rows.set(id, row);
    for (const column of columns)
      row[kept.indexOf(column.key) * slots + (slot % slots)] = valueOf(figures, column) ?? NaN;
  }

  #forget(ids: ReadonlySet<string>): void {
    for (const id of this.#rows.keys()) if (!ids.has(id)) this.#rows.delete(id);
  }
}

/** By how much a figure that only grows grew a minute, from one point to the next; a new day begins anew. */
export const perMinute = (points: readonly Point[]): Point[] =>
  points.slice(1).map(({ at, value }, before) => {
    const { at: since = 0, value: was = 0 } = points[before] ?? {};
    return { at, value: (Math.max(value - was, 0) * 60_000) / (at - since) };
  });
