import { msg } from '@lit/localize';
import { durationText, numberText } from '../shared/time-text.js';

/** How a figure is written: `time` is in seconds, `percent` in hundredths. */
export type FigureKind = 'count' | 'time' | 'percent';

/** What the figures of several campaigns come to; nothing where they come to nothing that anybody could use. */
type Together = 'sum' | 'most' | 'by calls';

/** A column of figures. */
export interface Figure {
  /** The first of its names, or the dialer's own for what nobody explains. */
  key: string;
  heading: string;
  kind: FigureKind;
  /** The dialers' own names of the same thing; a campaign has the first that it gives. */
  names: readonly string[];
  together?: Together | undefined;
}

export type Figures = Readonly<Record<string, number>>;

function figure(
  heading: string,
  kind: FigureKind,
  together: Together | undefined,
  ...names: [string, ...string[]]
): Figure {
  return { key: names[0], heading, kind, names, together };
}

/**
 * The figures that the documents explain, or whose names do. Integra's times have no documented unit: they are taken for
 * seconds, as Sinch's are, and its service level for percent (contract 2.1.11, 2.1.12, 2.2.1, 2.2.2, 2.3). The abandon rate
 * is reckoned here.
 */
const known = (): Figure[] => [
  figure(msg('Logged in'), 'count', 'sum', 'loggedIn', 'logged', 'loggedOn'),
  figure(msg('Available'), 'count', 'sum', 'available', 'availables'),
  figure(msg('Busy'), 'count', 'sum', 'busy'),
  figure(msg('Paused'), 'count', 'sum', 'paused'),
  figure(msg('In wrap-up'), 'count', 'sum', 'onwrapup'),
  figure(msg('Waiting'), 'count', 'sum', 'callers'),
  figure(msg('Longest wait'), 'time', 'most', 'longestHoldTime'),
  figure(msg('Hold time'), 'time', undefined, 'holdTime'),
  figure(msg('Talk time'), 'time', undefined, 'talkTime'),
  figure(msg('Talked'), 'time', 'sum', 'talked'),
  figure(msg('On hold'), 'time', 'sum', 'hold'),
  figure(msg('Service level'), 'percent', 'by calls', 'servicelevel'),
  figure(msg('Calls'), 'count', 'sum', 'totalcalls'),
  figure(msg('Completed'), 'count', 'sum', 'completed'),
  figure(msg('Abandoned'), 'count', 'sum', 'abandoned'),
  figure(msg('Abandon rate'), 'percent', undefined, 'abandonedShare'),
  figure(msg('ACD calls'), 'count', 'sum', 'acd'),
  figure(msg('Contacts'), 'count', 'sum', 'total'),
  figure(msg('Handled'), 'count', 'sum', 'handled'),
  figure(msg('Callable now'), 'count', 'sum', 'callable'),
  figure(msg('Still to dial'), 'count', 'sum', 'TotalPendingCalls'),
  figure(msg('Calls today (UTC)'), 'count', 'sum', 'numberOfCalls'),
  figure(msg('Successful today'), 'count', 'sum', 'numberOfSuccessfulCalls'),
  figure(msg('Abandoned today'), 'count', 'sum', 'numberOfAbandonedCalls'),
  figure(msg('Talking today'), 'time', 'sum', 'talkingTime'),
  figure(msg('Wrap-up today'), 'time', 'sum', 'wrapTime'),
];

/** Which columns a board begins with, the most wanted first. */
const wanted = [
  ...['available', 'callers', 'longestHoldTime', 'servicelevel', 'totalcalls', 'abandonedShare'],
  ...[
    'loggedIn',
    'TotalPendingCalls',
    'callable',
    'numberOfCalls',
    'numberOfSuccessfulCalls',
    'numberOfAbandonedCalls',
  ],
  ...['total', 'handled', 'abandoned', 'holdTime', 'talkTime'],
];

/** So many columns of figures a board has room for. */
export const mostColumns = 6;

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
      .map((name) => figure(name, 'count', undefined, name)),
  ];
}

/** The columns that are shown: those that somebody chose, else the most wanted; all of them where all figures are asked for. */
export function shownColumns(columns: readonly Figure[], chosen: readonly string[] | undefined): Figure[] {
  const own = columns.filter(({ key }) => chosen?.includes(key));
  if (own.length) return own.slice(0, mostColumns);
  const rank = ({ key }: Figure) => (wanted.includes(key) ? wanted.indexOf(key) : wanted.length);
  const first = [...columns].sort((a, b) => rank(a) - rank(b)).slice(0, mostColumns);
  return columns.filter((each) => first.includes(each));
}

/** With what is reckoned of the others, and without a service level where there is none: of no call, and of no caller. */
export function withRates(figures: Record<string, number>, isOut = false): Record<string, number> {
  const { totalcalls: calls, abandoned, numberOfCalls, numberOfAbandonedCalls } = figures;
  const [all, lost] = calls === undefined ? [numberOfCalls, numberOfAbandonedCalls] : [calls, abandoned];
  if (all && lost !== undefined) figures['abandonedShare'] = (100 * lost) / all;
  if (calls === 0 || isOut) delete figures['servicelevel'];
  return figures;
}

/** What campaigns come to together in one column; nothing where none of them tells. */
function sumOf(campaigns: Iterable<{ figures: Figures }>, column: Figure): number | undefined {
  let sum: number | undefined;
  let calls = 0;
  for (const { figures } of campaigns) {
    const value = valueOf(figures, column);
    if (value === undefined) continue;
    const weight = column.together === 'by calls' ? (figures['totalcalls'] ?? 0) : 1;
    calls += weight;
    sum = column.together === 'most' ? Math.max(sum ?? value, value) : (sum ?? 0) + value * weight;
  }
  return column.together !== 'by calls' || sum === undefined ? sum : calls ? sum / calls : undefined;
}

/** What campaigns come to together, as a campaign's figures. */
export function together(campaigns: readonly { figures: Figures }[], columns: readonly Figure[]): Figures {
  const sums: Record<string, number> = {};
  for (const column of columns) {
    const sum = column.together && sumOf(campaigns, column);
    if (sum !== undefined) sums[column.key] = sum;
  }
  return withRates(sums);
}

/** A figure for people. Figures for programs stay as they are. */
export function figureText(value: number, kind: FigureKind): string {
  if (kind === 'time') return (value < 0 ? '-' : '') + durationText(Math.round(Math.abs(value)) * 1000);
  return numberText(Math.round(value * 10) / 10) + (kind === 'percent' ? ' %' : '');
}
