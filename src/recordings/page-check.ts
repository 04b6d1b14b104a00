import { msg } from '@lit/localize';
import type { ReplyTo } from '../core/commands.js';
import { CtiError } from '../core/errors.js';
import { unreadText } from '../core/unread-text.js';

/** Asking on after a full page of which nothing can be read would never end. Throws `PROTOCOL`. */
export function checkPage({ rows, isLast, unread }: Pick<ReplyTo<'recordings'>, 'rows' | 'isLast' | 'unread'>): void {
  if (!rows.length && !isLast)
    throw new CtiError('PROTOCOL', unreadText(unread) || msg('The dialer gave an empty page.'));
}
