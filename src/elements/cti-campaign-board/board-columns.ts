import { msg } from '@lit/localize';
import { durationText } from '../shared/time-text.js';

/** How a figure is written: `time` is in seconds, `percent` in hundredths. */
export type FigureKind = 'count' | 'time' | 'percent';

/** A column of figures. */
export interface Figure {
  /** The first of its names, or the dialer's own for what nobody explains. */
  key: string;
  heading: string;
  kind: FigureKind;
  /** The dialers' own names of the same thing; a campaign has the first that it gives. */
  names: readonly string[];
}

const figure = (heading: string, kind: FigureKind, key: string, ...others: string[]): Figure => ({
  key,
  heading,
  kind,
  names: [key, ...others],
});

/**
 * The figures that the documents explain, or whose names do. Integra's times have no documented unit: they are taken for
 * seconds, as Sinch's are, and its service level for percent (contract 2.1.11, 2.1.12, 2.2.1, 2.2.2, 2.3).
 */
const known = (): Figure[] => [
  figure(msg('Logged in'), 'count', 'loggedIn', 'logged', 'loggedOn'),
  figure(msg('Available'), 'count', 'available', 'availables'),
  figure(msg('Busy'), 'count', 'busy'),
  figure(msg('Paused'), 'count', 'paused'),
  figure(msg('In wrap-up'), 'count', 'onwrapup'),
  figure(msg('Calls waiting'), 'count', 'callers'),
  figure(msg('Hold time, min:s'), 'time', 'holdTime'),
  figure(msg('Longest hold, min:s'), 'time', 'longestHoldTime'),
  figure(msg('Talk time, min:s'), 'time', 'talkTime'),
  figure(msg('Talked, min:s'), 'time', 'talked'),
  figure(msg('On hold, min:s'), 'time', 'hold'),
  figure(msg('Service level, %'), 'percent', 'servicelevel'),
  figure(msg('Calls'), 'count', 'totalcalls'),
  figure(msg('Completed'), 'count', 'completed'),
  figure(msg('Abandoned'), 'count', 'abandoned'),
  figure(msg('ACD calls'), 'count', 'acd'),
  figure(msg('Contacts'), 'count', 'total'),
  figure(msg('Handled'), 'count', 'handled'),
  figure(msg('Callable now'), 'count', 'callable'),
  figure(msg('Still to dial'), 'count', 'TotalPendingCalls'),
  figure(msg('Calls today (UTC)'), 'count', 'numberOfCalls'),
  figure(msg('Successful today'), 'count', 'numberOfSuccessfulCalls'),
  figure(msg('Abandoned today'), 'count', 'numberOfAbandonedCalls'),
  figure(msg('Talking today, min:s'), 'time', 'talkingTime'),
  figure(msg('Wrap-up today, min:s'), 'time', 'wrapTime'),
];

type Figures = Readonly<Record<string, number>>;

/** A campaign's figure, if it gives it. */
export function valueOf(figures: Figures, { names }: Pick<Figure, 'names'>): number | undefined {
  for (const name of names) if (figures[name] !== undefined) return figures[name];
  return undefined;
}

/** The columns for which at least one campaign gives a figure; with `all`, what nobody explains by the dialer's own name. */
export function boardColumns(campaigns: Iterable<{ figures: Figures }>, all: boolean): Figure[] {
  const given = new Set<string>();
  for (const { figures } of campaigns) for (const name of Object.keys(figures)) given.add(name);
  const explained = known();
  const columns = explained.filter(({ names }) => names.some((name) => given.has(name)));
  if (!all) return columns;
  const used = new Set(explained.flatMap(({ names }) => names));
  return [
    ...columns,
    ...[...given]
      .filter((name) => !used.has(name))
      .sort()
      .map((name) => figure(name, 'count', name)),
  ];
}

/** A figure for people. Figures for programs stay as they are. */
export function figureText(value: number, kind: FigureKind): string {
  if (kind === 'time') return (value < 0 ? '-' : '') + durationText(Math.round(Math.abs(value)) * 1000);
  return String(Math.round(value * 100) / 100) + (kind === 'percent' ? ' %' : '');
}
