/** First and last line, both included. */
export type LineRange = [from: number, to: number];

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
