import uPlot from 'uplot';
import type { FigureKind } from './board-columns.js';
import type { TrendLine } from './charts.js';

/** What a chart is drawn with: the colours of the place where it stands, as the browser has them now. */
const colourOf = (place: Element, name: string) => getComputedStyle(place.querySelector(`.ink.${name}`) ?? place).color;

/** How a chart writes what it shows, and who hears what stands under the pointer; nothing when it left. */
export interface ChartWords {
  /** Of epoch milliseconds. */
  time: (at: number) => string;
  figure: (value: number, kind: FigureKind) => string;
  read: (text: string) => void;
}

const height = 140;

/** How far the lines across may lie apart: nobody counts half calls, and seconds come by the minute. */
const steps = {
  time: [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18_000],
  other: [1, 2, 5]
    .flatMap((first) => [1, 10, 100, 1000, 10_000, 100_000].map((power) => first * power))
    .sort((a, b) => a - b),
};

/** A line of an hour, large, with the time below and the figures at its side; it says what is under the pointer. */
export class LargeChart {
  readonly #plot: uPlot;
  readonly #size: ResizeObserver;
  readonly #words: ChartWords;
  #line: TrendLine;

  constructor(place: HTMLElement, line: TrendLine, words: ChartWords) {
    this.#line = line;
    this.#words = words;
    for (const name of ['line', 'grid', 'text', 'over']) {
      const ink = place.appendChild(document.createElement('span'));
      ink.className = `ink ${name}`;
    }
    const axis = { stroke: () => colourOf(place, 'text'), grid: { stroke: () => colourOf(place, 'grid'), width: 1 } };
    this.#plot = new uPlot(
      {
        ...{ width: place.clientWidth || 320, height, legend: { show: false }, padding: [8, 16, 0, 0] },
        cursor: { drag: { x: false, y: false } },
        scales: { y: { range: (_, low, high) => this.#range(low, high) } },
        axes: [
          { ...axis, values: (_, at) => at.map((second) => words.time(second * 1000)), space: 64, size: 28 },
          {
            ...{ ...axis, size: 52, incrs: () => (this.#line.kind === 'time' ? steps.time : steps.other) },
            values: (_, values) => values.map((value) => words.figure(value, this.#line.kind)),
          },
        ],
        series: [
          {},
          { stroke: () => colourOf(place, 'line'), width: 2, points: { show: false } },
          { stroke: () => colourOf(place, 'over'), width: 1, dash: [4, 4], points: { show: false } },
        ],
        hooks: { setCursor: [({ cursor: { idx } }) => words.read(this.#reading(idx))] },
      },
      this.#data,
      place,
    );
    this.#size = new ResizeObserver(() => {
      const { clientWidth } = place;
      if (clientWidth && clientWidth !== this.#plot.width) this.#plot.setSize({ width: clientWidth, height });
    });
    this.#size.observe(place);
  }

  /** Draws another line in the same place. */
  draw(line: TrendLine): void {
    this.#line = line;
    this.#plot.setData(this.#data);
  }

  destroy(): void {
    this.#size.disconnect();
    this.#plot.destroy();
  }

  get #data(): uPlot.AlignedData {
    const { points, limit } = this.#line;
    return [points.map(({ at }) => at / 1000), points.map(({ value }) => value), points.map(() => limit ?? null)];
  }

  /** A count begins at nothing; a share at the least that it was. */
  #range(low: number | null, high: number | null): [number, number] {
    const top = Math.max(high ?? 1, 1);
    const bottom = this.#line.kind === 'percent' ? Math.max(Math.floor((low ?? 0) - 5), 0) : 0;
    return [bottom, top + (top - bottom) * 0.08];
  }

  #reading(place: number | null | undefined): string {
    const { points, label, kind } = this.#line;
    const point = place === null || place === undefined ? undefined : points[place];
    return point ? `${this.#words.time(point.at)} · ${label} ${this.#words.figure(point.value, kind)}` : '';
  }
}
