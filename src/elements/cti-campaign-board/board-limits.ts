import { msg, str } from '@lit/localize';
import { figureText, valueOf, type Figure, type Figures } from './board-columns.js';
import type { Point } from './board-history.js';

/** When a row is marked: a figure is above one bound or below the other. */
export interface Threshold {
  /** A figure by the dialer's own name, such as `callers` or `servicelevel`. Dialers that do not give it mark nothing. */
  figure: string;
  above?: number;
  below?: number;
}

/** What a supervisor can set a limit for on the screen, in the order of its fields. */
export const settable = () =>
  [
    { figure: 'callers', bound: 'above', label: msg('Waiting, most'), unit: msg('calls') },
    { figure: 'longestHoldTime', bound: 'above', label: msg('Longest wait, most'), unit: msg('min:s') },
    { figure: 'servicelevel', bound: 'below', label: msg('Service level, least'), unit: '%' },
    { figure: 'abandonedShare', bound: 'above', label: msg('Abandon rate, most'), unit: '%' },
  ] as const;

/** What a supervisor set, by the figure; `null` where a limit of the page is switched off. */
export type OwnLimits = Readonly<Record<string, number | null>>;

/** A page's limits, and what the supervisor set in their place. */
export function limitsOf(thresholds: readonly Threshold[], own: OwnLimits): Threshold[] {
  const rest = thresholds.filter(({ figure }) => own[figure] === undefined);
  const set = settable().flatMap(({ figure, bound }) => {
    const value = own[figure];
    return typeof value === 'number' ? [{ figure, [bound]: value }] : [];
  });
  return [...rest, ...set];
}

/** The limit of a figure that can be set; nothing without one. */
export const limitOf = (limits: readonly Threshold[], name: string): number | undefined => {
  const { above, below } = limits.find(({ figure }) => figure === name) ?? {};
  return above ?? below;
};

/** The column that is beyond its bound or near it, and in words what is wrong. */
export interface Mark {
  key: string;
  level: 'over' | 'near';
  text: string;
}

/** What is within a twentieth of its limit is near it. */
const nearness = 0.05;

function levelOf(value: number, above: number | undefined, below: number | undefined): Mark['level'] | undefined {
  if ((above !== undefined && value > above) || (below !== undefined && value < below)) return 'over';
  const isNear =
    (above !== undefined && above > 0 && value >= above * (1 - nearness)) ||
    (below !== undefined && below > 0 && value <= below * (1 + nearness));
  return isNear ? 'near' : undefined;
}

const unknownFigure = (name: string): Figure => ({ key: name, heading: name, kind: 'count', names: [name] });

/** Each figure that is beyond a limit or near it. */
export function marksOf(
  { figures }: { figures: Figures },
  columns: readonly Figure[],
  limits: readonly Threshold[],
): Mark[] {
  return limits.flatMap(({ figure, above, below }): Mark[] => {
    const column = columns.find(({ names }) => names.includes(figure)) ?? unknownFigure(figure);
    const value = valueOf(figures, column);
    const level = value === undefined ? undefined : levelOf(value, above, below);
    if (value === undefined || !level) return [];
    const { key, heading, kind } = column;
    if (level === 'near')
      return [{ key, level, text: msg(str`${heading} near its limit, ${figureText(above ?? below ?? 0, kind)}`) }];
    const isAbove = above !== undefined && value > above;
    const text = isAbove
      ? msg(str`${heading} above ${figureText(above, kind)}`)
      : msg(str`${heading} below ${figureText(below ?? 0, kind)}`);
    return [{ key, level, text }];
  });
}

/** Since when a figure has been beyond its limit without a break; nothing where it was so as far back as anybody knows. */
export function sinceOf(points: readonly Point[], figure: string, limits: readonly Threshold[]): number | undefined {
  const { above, below } = limits.find((each) => each.figure === figure) ?? {};
  let since: number | undefined;
  for (const { at, value } of [...points].reverse()) {
    if (levelOf(value, above, below) !== 'over') return since;
    since = at;
  }
  return undefined;
}

/** Reads what a person types as a limit: a number, or minutes and seconds; `null` for nothing, `undefined` for what is none. */
export function readLimit(text: string, figure: string): number | null | undefined {
  const typed = text.trim().replace(',', '.');
  if (!typed) return null;
  const [, minutes, seconds] = /^(\d{1,3}):([0-5]?\d)$/.exec(typed) ?? [];
  if (figure === 'longestHoldTime' && minutes) return Number(minutes) * 60 + Number(seconds);
  const value = /^\d{1,6}(\.\d{1,2})?$/.test(typed) ? Number(typed) : undefined;
  const isPercent = figure === 'servicelevel' || figure === 'abandonedShare';
  return value === undefined || (isPercent && value > 100) ? undefined : value;
}

/** The same as it stands in its field. */
export const limitText = (value: number | null | undefined, figure: string): string =>
  typeof value !== 'number' ? '' : figure === 'longestHoldTime' ? figureText(value, 'time') : String(value);
