import { msg, str } from '@lit/localize';

/** That rows of a list could not be read; empty when all could. */
export function unreadText(unread = 0): string {
  if (!unread) return '';
  return unread === 1 ? msg('1 row could not be read.') : msg(str`${unread} rows could not be read.`);
}
