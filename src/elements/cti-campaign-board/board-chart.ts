import type { ReactiveControllerHost } from 'lit';
import { timeOfText } from '../shared/time-text.js';
import { figureText } from './board-columns.js';
import type { TrendLine } from './charts.js';
import type { LargeChart } from './large-chart.js';

/** Loads what draws large charts, on its first use. In the one-file build that is `portside-chart.js` beside this script. */
const loadChart = async () => (await import('./large-chart.js')).LargeChart;

/** The large chart of the drawer: it comes when it is first needed, and the drawer does without where it cannot be had. */
export class BoardChart {
  readonly #host: ReactiveControllerHost;
  #Chart: typeof LargeChart | undefined;
  #isAsked = false;
  #drawn: { place: HTMLElement; chart: LargeChart } | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get isLoaded(): boolean {
    return this.#Chart !== undefined;
  }

  /** Draws the line in its place, or nothing where there is none. `read` writes what stands under the pointer. */
  draw(place: HTMLElement | null, line: TrendLine | undefined, read: (text: string) => void): void {
    if (place !== this.#drawn?.place || !line) this.#end();
    if (!place || !line) return;
    if (!this.#Chart) return void this.#load();
    if (this.#drawn) this.#drawn.chart.draw(line);
    else this.#drawn = { place, chart: new this.#Chart(place, line, { time: timeOfText, figure: figureText, read }) };
  }

  #end(): void {
    this.#drawn?.chart.destroy();
    this.#drawn = undefined;
  }

  /** The next time that a drawer opens it is tried again. */
  async #load(): Promise<void> {
    if (this.#isAsked) return;
    this.#isAsked = true;
    try {
      this.#Chart = await loadChart();
      this.#host.requestUpdate();
    } catch {
      this.#isAsked = false; // the plain line stays
    }
  }
}
