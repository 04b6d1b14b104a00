import { msg, str } from '@lit/localize';
import * as z from 'zod/mini';
import { CtiError } from '../../core/errors.js';

/**
 * The shapes of which uContact's windows speak, all of them objects: uPhone's `{ action, params }` (C-408, vendor page), the
 * `{ event, data }` of uContact X (C-404, vendor page), and the `{ action }` between uContact X and a form in it (C-406,
 * public code). They could meet in one window, so a page names the one that is read (U-87).
 */
export type UcontactDialect = 'uphone' | 'x' | 'form';

/** What uContact X tells the page that shows it, or that it shows. */
export const xEventNames = [
  'assignedInteraction',
  'finishedInteraction',
  'sentDisposition',
  'changedTheme',
  'changedLanguage',
] as const;
export type UcontactXEventName = (typeof xEventNames)[number];

/** `{ event, data }`. */
export const XMessage = z.object({ event: z.enum(xEventNames), data: z.optional(z.unknown()) });

/** Something that uContact X said; `type` is its name. What `data` holds is documented for two of them only: read it with care. */
export class UcontactXEvent extends Event {
  constructor(
    name: UcontactXEventName,
    readonly data: unknown,
  ) {
    super(name);
  }
}

/** Throws `INVALID` for a word that is none of these. */
export function checkWord(word: string, known: readonly string[], field: string): void {
  if (known.includes(word)) return;
  throw new CtiError('INVALID', msg(str`“${word}” is none of these words: ${known.join(', ')}.`), {
    field,
  });
}
