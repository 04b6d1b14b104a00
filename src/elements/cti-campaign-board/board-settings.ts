import { LocalItem } from '../../core/local-item.js';
import { mostColumns } from './board-columns.js';
import { settable, type OwnLimits } from './board-limits.js';

/** What a supervisor chose for a board, in this browser. */
export interface BoardSettings {
  /** Keys of columns; nothing for those that a board begins with. */
  columns?: readonly string[] | undefined;
  limits: OwnLimits;
  sound: boolean;
  notification: boolean;
  /** Seconds; nothing for what the page says. */
  interval?: number | undefined;
}

/** Seconds from an answer to the next question, as a supervisor can choose them; 0 only asks when told to. */
export const intervals = [10, 30, 60, 300, 0] as const;

const itemOf = (owner: string) => new LocalItem('board', owner);

/** Whatever stands there is read with care: any script of this origin may have written it. */
export function readBoardSettings(owner: string): BoardSettings {
  const { columns, limits, sound, notification, interval } = Object(itemOf(owner).get()) as Record<string, unknown>;
  const texts = Array.isArray(columns) ? columns.filter((each) => typeof each === 'string') : [];
  const numbers = Object(limits) as Record<string, unknown>;
  const own: Record<string, number | null> = {};
  for (const { figure } of settable()) {
    const value = numbers[figure];
    if (value === null || (typeof value === 'number' && Number.isFinite(value) && value >= 0)) own[figure] = value;
  }
  return {
    columns: texts.length ? texts.slice(0, mostColumns) : undefined,
    limits: own,
    sound: sound === true,
    notification: notification === true,
    interval: intervals.find((each) => each === interval),
  };
}

export const keepBoardSettings = (owner: string, settings: BoardSettings): void => itemOf(owner).set(settings);
