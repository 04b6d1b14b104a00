import { msg, str } from '@lit/localize';
import * as z from 'zod/mini';
import { pairProblem, type DataPair } from '../codecs/data-string.js';
import { phoneProblem } from '../codecs/phone.js';
import { readWallClock } from '../codecs/wall-clock.js';

// A sentence is a function: it is said in the language of the moment, not of the first load.
type Say = () => string;

/** A check in words of our own: smaller than zod's ready-made ones, and each has its sentence anyway. */
export const refine =
  <T>(problem: (value: T) => string | undefined) =>
  ({ value, issues }: z.core.ParsePayload<T>) => {
    const message = problem(value);
    if (message) issues.push({ code: 'custom', message, input: value });
  };

export const text = (what: Say) => z.string({ error: () => msg(str`${what()}: text is expected.`) });
export const required = (what: Say) =>
  text(what).check(refine((value) => (value.trim() ? undefined : msg(str`${what()} is missing.`))));
export const optional = (what: Say) => z.optional(text(what));
export const integer = (what: Say, least = 0, why: Say = () => msg('A number below 0 is not possible here.')) => {
  const error = () => msg(str`${what()}: a whole number is expected.`);
  return z
    .number({ error })
    .check(refine((value) => (!Number.isSafeInteger(value) ? error() : value < least ? why() : undefined)));
};

export const campaignName = () => msg('The campaign');
export const priorityName = () => msg('The priority');

/** Trimmed, and nothing else changed (C-065). */
export const phone = z.string({ error: () => msg('Enter a number.') }).check((payload) => {
  payload.value = payload.value.trim();
}, refine(phoneProblem));
export const wallClock = text(() => msg('The time')).check(
  refine((value) =>
    readWallClock(value) === undefined ? msg('This is no date and time: write it as YYYY-MM-DD HH:mm:ss.') : undefined,
  ),
);
export const isPair = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
export const pair = z
  .custom<DataPair>(isPair, { error: () => msg('A data pair is a name and a value.') })
  .check(refine(pairProblem));
