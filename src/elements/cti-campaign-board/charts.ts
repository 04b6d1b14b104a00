import { msg, str } from '@lit/localize';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { valueOf } from './board-columns.js';

type Figures = Readonly<Record<string, number>>;

/** What agents do, in the order of the bar. Each part has a height of its own: nobody needs the colours. */
const parts = () => [
  { name: 'available', names: ['available', 'availables'], label: msg('available') },
  { name: 'busy', names: ['busy'], label: msg('busy') },
  { name: 'paused', names: ['paused'], label: msg('paused') },
  { name: 'wrapup', names: ['onwrapup'], label: msg('in wrap-up') },
];
const shape: Record<string, readonly [y: number, height: number]> = {
  available: [1, 14],
  busy: [1, 14],
  paused: [6, 4],
  wrapup: [1.5, 13],
};

const block = (name: string, x: number, width: number) => {
  const [y = 0, height = 0] = shape[name] ?? [];
  return svg`<rect class=${name} x=${x} y=${y} width=${Math.max(width - 1, 0.5)} height=${height} />`;
};

/** Whether there is a bar to draw. */
export const hasAgentBar = (figures: Figures): boolean =>
  parts().filter((part) => valueOf(figures, part) !== undefined).length > 1;
export const hasProgress = ({ total, handled }: Figures): boolean => !!total && handled !== undefined;

/** Agents by what they do, as a bar for the eye and in words. */
export function agentBar(figures: Figures): TemplateResult {
  const all = parts().map((part) => ({ ...part, value: Math.max(valueOf(figures, part) ?? 0, 0) }));
  let sum = 0;
  for (const { value } of all) sum += value;
  let x = 0;
  const blocks = all.map(({ name, value }) => {
    const width = sum ? (96 * value) / sum : 0;
    x += width;
    return value ? block(name, x - width, width) : nothing;
  });
  const words = all.filter(({ value }) => value).map(({ value, label }) => `${value} ${label}`);
  return html`<svg class="chart" viewBox="0 0 96 16" preserveAspectRatio="none" aria-hidden="true">${blocks}</svg
    ><span class="hidden">${words.join(', ') || msg('no agent')}</span>`;
}

/** What the parts of the bar mean. */
export function agentLegend(): TemplateResult {
  const entry = (name: string, label: string) =>
    html`<span><svg class="swatch" viewBox="0 0 16 16" aria-hidden="true">${block(name, 0, 17)}</svg>${label}</span>`;
  return html`<p class="hint legend">${msg('Agents:')} ${parts().map(({ name, label }) => entry(name, label))}</p>`;
}

/** How much of the contacts is done. */
export function progressBar({ total = 0, handled = 0 }: Figures): TemplateResult {
  const share = Math.min(Math.max(handled / total, 0), 1);
  return html`<svg class="chart" viewBox="0 0 96 16" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" x="0.5" y="3.5" width="95" height="9" />
      <rect class="busy" x="1" y="4" width=${share * 94} height="8" /></svg
    ><span>${msg(str`${Math.floor(share * 100)} %`)}</span>`;
}

/** How a figure went over the last rounds, the newest first: a line for the eye, the difference in words. */
export function trendLine(history: readonly number[]): TemplateResult | typeof nothing {
  const [now = 0, before] = history;
  if (before === undefined) return nothing;
  const top = Math.max(...history, 1);
  const step = 38 / Math.max(history.length - 1, 1);
  const points = history.map(
    (value, at) => `${(39 - at * step).toFixed(1)},${(15 - (14 * Math.max(value, 0)) / top).toFixed(1)}`,
  );
  const change =
    now === before
      ? msg('as before')
      : now > before
        ? msg(str`${now - before} more than before`)
        : msg(str`${before - now} fewer than before`);
  return html`<svg class="trend" viewBox="0 0 40 16" aria-hidden="true"><polyline points=${points.join(' ')} /></svg
    ><span class="hidden">, ${change}</span>`;
}
