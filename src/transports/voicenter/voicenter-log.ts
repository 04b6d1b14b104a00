import { msg, str } from '@lit/localize';
import {
  fieldOf,
  objectOf,
  readElements,
  textOf,
  wholeOf,
  wordOf,
  type Fields,
  type ReadElements,
} from '../../codecs/json.js';
import { instantsOf, wallClockAt, type WallClock } from '../../codecs/wall-clock.js';
import { CtiError } from '../../core/errors.js';
import type { Recording, RecordingFilter } from '../../core/supervisor-commands.js';
import type { Answer } from '../http/fetch.js';
import { notUnderstood, refuseFields } from '../http/http-transport.js';
import { known, readJson } from '../http/json-transport.js';
import { hasDigits } from './voicenter-codec.js';
import { clickNumber } from './voicenter-phone.js';

/**
 * The fields that are asked for, in the documented spelling (C-344). Not the keys that a customer pressed (`DTMFData`: a card's
 * number may be among them), nor prices.
 */
const logFields = [
  ...['CallID', 'Date', 'DateEpoch', 'CallerNumber', 'TargetNumber', 'Duration', 'Type', 'CdrType', 'DialStatus'],
  ...['Targetextension', 'Callerextension', 'DID', 'QueueName', 'RecordURL', 'RecordExpect', 'RingTime'],
  ...['RepresentativeName', 'RepresentativeCode', 'UserName', 'UserId', 'DepartmentName', 'DepartmentId', 'CustomData'],
] as const;

/** What a filter can say here; the rest is refused by name. `agent` is an extension's SIP code. */
const logFilters = ['from', 'to', 'agent', 'source', 'destination'] as const;

/** An instant as the log wants it: ISO, in GMT, without a zone (C-343). Of an hour that the clocks repeat, `from` is the first and `to` the second. */
function gmt(at: WallClock | undefined, timeZone: string | undefined, field: 'from' | 'to'): string {
  const invalid = (message: string) => new CtiError('INVALID', message, { field: `filter.${field}` });
  if (!at) throw invalid(msg('Voicenter’s call log is asked for a time: name from and to.'));
  const instants = instantsOf(at, timeZone);
  const instant = field === 'from' ? instants[0] : instants.at(-1);
  if (instant === undefined)
    throw invalid(msg('This time does not exist: the clocks go forward then. Choose another.'));
  return new Date(instant).toISOString().slice(0, 19);
}

/** The request of a filter, the newest call first (C-343). Throws `INVALID` for what the log cannot be asked. */
export function writeLogQuery(filter: RecordingFilter, timeZone: string | undefined): Record<string, unknown> {
  refuseFields(filter, logFilters, 'Voicenter', 'filter.');
  const { from, to, agent, source, destination } = filter;
  const search = { fromdate: gmt(from, timeZone, 'from'), todate: gmt(to, timeZone, 'to') };
  if (search.fromdate > search.todate)
    throw new CtiError('INVALID', msg('The time to is before the time from.'), { field: 'filter.to' });
  const phones = [
    ...(source ? [clickNumber(source, 'filter.source')] : []),
    ...(destination ? [clickNumber(destination, 'filter.destination')] : []),
  ];
  return {
    fields: logFields,
    search: { ...search, ...(phones.length && { phones }), ...(agent && { extensions: [agent] }) },
    sort: [{ field: 'Date', order: 'desc' }],
  };
}

/** `ERROR_NUMBER` (C-345). */
const refusals = (): Record<string, string> => ({
  2: msg('Voicenter does not know the secret that its call log was asked with.'),
  4: msg(
    'Voicenter does not let this address ask for its call log: it must be entered in the account’s control panel.',
  ),
  5: msg('Voicenter does not take this time: choose another, or a shorter one.'),
});
const tooFast = '1';
/** Milliseconds. */
const restAfterTooFast = 5_000;

const codeOf = (body: Fields) => wordOf(body, 'ERROR_NUMBER');

/** An own refusal, which is read before the status: a 403 is also said of who asks too often (V-34). */
export const isLogNo = (body: Fields): boolean => /^[1-9]\d{0,8}$/.test(codeOf(body));

/** The rows of the log, whole. Throws `BUSY` where it is asked too often, `REJECTED` for its other codes, `PROTOCOL` for none (C-345). */
export function readLog(
  answer: Answer,
  { source, destination }: RecordingFilter,
  timeZone: string | undefined,
): ReadElements<Recording> & { isWhole: boolean } {
  const body = objectOf(readJson(answer));
  const code = codeOf(body);
  const detail = answer.text.slice(0, 200);
  if (code === tooFast)
    throw new CtiError('BUSY', msg('Voicenter’s call log was asked too often: wait five seconds.'), {
      detail,
      retryAfter: restAfterTooFast,
    });
  if (isLogNo(body)) {
    const reason = refusals()[code] ?? msg(str`Voicenter refused this (${code}).`);
    throw new CtiError('REJECTED', reason, { detail });
  }
  if (code !== '0') throw notUnderstood(answer.text);
  const read = known(
    answer,
    readElements(fieldOf(body, 'CDR_LIST'), (row) => readLogRow(row, timeZone)),
  );
  const isMeant = (row: Recording, name: string, number: string | undefined) =>
    !number || hasDigits(textOf(row[name]), number);
  // `phones` does not say which end: both ends of a call have one.
  const rows = read.rows.filter(
    (row) => isMeant(row, 'CallerNumber', source) && isMeant(row, 'TargetNumber', destination),
  );
  return { ...read, rows, isWhole: (wholeOf(fieldOf(body, 'TOTAL_HITS')) ?? 0) <= read.count };
}

/** A call of the log under the documented names, in whatever letter case they came (C-344). Nothing for one without an id or a time. */
function readLogRow(row: Fields, timeZone: string | undefined): Recording | undefined {
  const guid = wordOf(row, 'CallID');
  const instant = instantOf(row);
  if (!guid || instant === undefined) return undefined;
  const isAsked = (key: string) => logFields.some((name) => name.toLowerCase() === key.toLowerCase());
  const others = Object.entries(row).filter(([key]) => !isAsked(key));
  const asked = logFields.flatMap((name) => {
    const value = fieldOf(row, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries([...others, ...asked]), guid, calldate: wallClockAt(instant, timeZone) };
}

/** No clock goes further, in epoch seconds. */
const lastEpoch = 1e11;

/** When a call was, in epoch milliseconds: the epoch, or the date, which is in GMT as those that are asked for. */
function instantOf(row: Fields): number | undefined {
  const epoch = wholeOf(fieldOf(row, 'DateEpoch'));
  if (epoch) return epoch < lastEpoch ? epoch * 1000 : undefined;
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)/.exec(wordOf(row, 'Date')) ?? [];
  const instant = day && time ? Date.parse(`${day}T${time}Z`) : NaN;
  return Number.isNaN(instant) ? undefined : instant;
}
