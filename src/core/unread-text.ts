import { msg, str } from '@lit/localize';

/** That rows of a list could not be read; empty when all could. */
export function unreadText(unread = 0): string {
  return unread ? msg(str`Rows that could not be read: ${unread}.`) : '';
}
