import { msg, str } from '@lit/localize';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { figureText, valueOf, type FigureKind, type Figures } from './board-columns.js';
import type { Point } from './board-history.js';

/** What agents do, in the order of the bar. Each part has a form of its own: nobody needs the colours. */
const parts = () => [
  { name: 'available', names: ['available', 'availables'], label: msg('available') },
  { name: 'busy', names: ['busy'], label: msg('busy') },
  { name: 'wrapup', names: ['onwrapup'], label: msg('in wrap-up') },
  { name: 'paused', names: ['paused'], label: msg('paused') },
];
const shape: Record<string, readonly [y: number, height: number]> = {
  available: [1, 14],
  busy: [3, 10],
  wrapup: [3.5, 9],
  paused: [6, 4],
};

const block = (name: string, x: number, width: number) => {
  const [y = 0, height = 0] = shape[name] ?? [];
  return svg`<rect class=${name} x=${x} y=${y} width=${Math.max(width - 1, 0.5)} height=${height} />`;
};

/** Whether there is a bar to draw. */
export const hasAgentBar = (figures: Figures): boolean =>
  parts().filter((part) => valueOf(figures, part) !== undefined).length > 1;
export const hasProgress = ({ total, handled }: Figures): boolean => !!total && handled !== undefined;

const counted = (figures: Figures) =>
  parts().map((part) => ({ ...part, value: Math.max(valueOf(figures, part) ?? 0, 0) }));

/** Agents by what they do, as a bar for the eye and in words. */
export function agentBar(figures: Figures): TemplateResult {
  const all = counted(figures);
  let sum = 0;
  for (const { value } of all) sum += value;
  if (!sum) return html`<span class="hint">${msg('No agents')}</span>`;
  let x = 0;
  const blocks = all.map(({ name, value }) => {
    const width = (96 * value) / sum;
    x += width;
    return value ? block(name, x - width, width) : nothing;
  });
  const words = all.filter(({ value }) => value).map(({ value, label }) => `${value} ${label}`);
  return html`<svg class="chart" viewBox="0 0 96 16" preserveAspectRatio="none" aria-hidden="true">${blocks}</svg
    ><span class="hidden">${words.join(', ')}</span>`;
}

/** What the parts of the bar mean, with how many there are of each. */
export function agentLegend(figures: Figures): TemplateResult {
  const entry = (name: string, label: string, value: number) =>
    html`<span
      ><svg class="swatch" viewBox="0 0 16 16" aria-hidden="true">${block(name, 0, 17)}</svg
      ><bdi>${value} ${label}</bdi></span
    >`;
  return html`<p class="legend">${counted(figures).map(({ name, label, value }) => entry(name, label, value))}</p>`;
}

/** How much of the contacts is done. */
export function progressBar({ total = 0, handled = 0 }: Figures): TemplateResult {
  const share = Math.min(Math.max(handled / total, 0), 1);
  return html`<svg class="chart" viewBox="0 0 96 16" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" x="0.5" y="3.5" width="95" height="9" />
      <rect class="busy" x="1" y="4" width=${share * 94} height="8" /></svg
    ><span>${msg(str`${Math.floor(share * 100)} %`)}</span>`;
}

/** What a line is drawn of. */
export interface TrendLine {
  /** What it is of, in words: `Waiting`. */
  label: string;
  kind: FigureKind;
  points: readonly Point[];
  /** Drawn across, where it is set. */
  limit?: number | undefined;
}

/** A line says this to who does not see it. */
export function lineText({ label, kind, points }: TrendLine): string {
  const values = points.map(({ value }) => value);
  const [least, most, now] = [Math.min(...values), Math.max(...values), values.at(-1) ?? 0];
  const text = (value: number) => figureText(value, kind);
  return msg(str`${label} in the last hour: from ${text(least)} to ${text(most)}, now ${text(now)}`);
}

/** The last hour of a figure as a line, with its limit across; nothing before there are two points. */
export function sparkline(line: TrendLine): TemplateResult | typeof nothing {
  const { points, limit } = line;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first === last) return nothing;
  const values = [...points.map(({ value }) => value), ...(limit === undefined ? [] : [limit])];
  const low = line.kind === 'percent' ? Math.min(...values) : 0;
  const span = Math.max(Math.max(...values) - low, line.kind === 'percent' ? 5 : 1);
  const y = (value: number) => (38 - (36 * (value - low)) / span).toFixed(1);
  const x = (at: number) => ((200 * (at - first.at)) / (last.at - first.at)).toFixed(1);
  const way = points.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ');
  return html`<svg
    class="spark"
    viewBox="0 0 200 40"
    preserveAspectRatio="none"
    role="img"
    aria-label=${lineText(line)}
  >
    <polygon points=${`0,40 ${way} 200,40`} />
    ${limit === undefined ? nothing : svg`<line class="limit" x1="0" x2="200" y1=${y(limit)} y2=${y(limit)} />`}
    <polyline points=${way} />
  </svg>`;
}
