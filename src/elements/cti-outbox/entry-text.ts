import { msg, str } from '@lit/localize';
import { wallClockAt } from '../../codecs/wall-clock.js';
import type { OutboxEntry, OutboxState, OutboxStorage, WaitingCommand } from '../../outbox/outbox-entry.js';

/** What a command was asked to do. Times are the dialer's, as they are sent. */
export function whatText(command: WaitingCommand): string {
  switch (command.type) {
    case 'dispose': {
      const { customer, level1, level2, level3, comment, callbackAt } = command;
      const result = [level1, level2, level3].filter(Boolean).join(' › ');
      const callback = callbackAt ? `, ${msg(str`callback at ${callbackAt} (dialer’s clock)`)}` : '';
      return msg(str`Result for ${customer}: ${result}`) + callback + (comment ? `, “${comment}”` : '');
    }
    case 'schedule':
      return msg(str`Callback to ${command.entry.destination} at ${command.at} (dialer’s clock)`);
    case 'respool':
      return msg(str`Respool ${command.entry.destination} on ${command.entry.campaign}`);
    case 'blacklist':
      return msg(str`Do not call: ${command.entries.map(({ phone }) => phone).join(', ')}`);
    case 'tag':
      return command.phone
        ? msg(str`Tag for ${command.phone}: “${command.message}”`)
        : msg(str`Tag “${command.message}”`);
  }
}

export function stateText(state: OutboxState): string {
  switch (state) {
    case 'waiting':
      return msg('Waits, and goes out by itself.');
    case 'sending':
      return msg('Sending…');
    case 'unknown':
      return msg('Unknown: it may have reached the dialer.');
    case 'held':
      return msg('Held: not sent. It waits for you.');
  }
}

/** What sending an unknown one again may do. */
export function riskText({ type }: WaitingCommand): string {
  switch (type) {
    case 'dispose':
      return msg('Sent again, the result may be saved twice.');
    case 'tag':
      return msg('Sent again, the tag may be there twice.');
    case 'blacklist':
      return msg('Sent again, it says the same.');
    default:
      return msg('Sent again, the customer may be called twice.');
  }
}

/** All that there is of an entry, for another program or a person who does it by hand. */
export function plainText({ command, state, reason, since }: OutboxEntry): string {
  return [whatText(command), `${stateText(state)} ${reason}`.trim(), wallClockAt(since), JSON.stringify(command)].join(
    '\n',
  );
}

/** `3 minutes ago`, of an instant in epoch milliseconds. */
export function agoText(since: number): string {
  const minutes = Math.floor((Date.now() - since) / 60_000);
  if (minutes < 1) return msg('just now');
  const language = msg('en-GB', { desc: 'Language tag for the names of days, months and time zones' });
  const ago = new Intl.RelativeTimeFormat(language);
  const [size, unit] =
    minutes < 60 ? ([1, 'minute'] as const) : minutes < 1440 ? ([60, 'hour'] as const) : ([1440, 'day'] as const);
  return ago.format(-Math.floor(minutes / size), unit);
}

/** How many wait, and how many need the agent. */
export function countText(deciding: number, waiting: number): string {
  const asks = deciding === 1 ? msg('1 needs your decision.') : msg(str`${deciding} need your decision.`);
  const waits = waiting === 1 ? msg('1 waits to be sent.') : msg(str`${waiting} wait to be sent.`);
  if (!deciding) return waiting ? waits : msg('Nothing waits to be sent.');
  return waiting ? `${asks} ${waits}` : asks;
}

export function storageText(storage: OutboxStorage): string {
  switch (storage) {
    case 'encrypted':
      return msg('Kept in this browser, encrypted.');
    case 'plain':
      return msg('Kept in this browser, readable for whoever uses it.');
    case 'memory':
      return msg('Kept in this page only: closing or reloading it loses what waits.');
  }
}
