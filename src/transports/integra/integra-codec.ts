import { msg } from '@lit/localize';
import { writeData } from '../../codecs/data-string.js';
import { isGuid } from '../../codecs/guid.js';
import { fieldOf, figuresOf, objectOf, readElements, textOf, unreadOf, type Fields } from '../../codecs/json.js';
import { writePhones } from '../../codecs/phone.js';
import type { WallClock } from '../../codecs/wall-clock.js';
import type { RespoolEntry } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import type {
  BlacklistEntry,
  Campaign,
  Recording,
  RecordingFilter,
  Statistics,
  SupervisorCommands,
  TaskMode,
} from '../../core/supervisor-commands.js';
import type { Answer } from '../http/fetch.js';
import { checkStatus, notUnderstood } from '../http/http-transport.js';

/** The spool line as uContact spells it: ten keys, four of them numbers (contract 2.1.1, C-019, C-021). */
export function writeRespoolObject(entry: RespoolEntry) {
  return {
    campaign: entry.campaign,
    destination: entry.destination,
    dialerbase: entry.dialerBase,
    status: entry.status,
    data: writeData(entry.data, entry.dataText),
    alternatives: writePhones(entry.alternatives, entry.alternativesText),
    contact: entry.contact,
    retries: entry.retries,
    priority: entry.priority,
    agentphone: entry.agentPhone,
  };
}

/** The callback as the REST API spells it: six keys (contract 2.1.2, C-131, C-134). */
export function writeScheduleObject(at: WallClock, entry: RespoolEntry) {
  return {
    calldate: at,
    campaign: entry.campaign,
    destination: entry.destination,
    alternatives: writePhones(entry.alternatives, entry.alternativesText),
    agentphone: entry.agentPhone,
    data: writeData(entry.data, entry.dataText),
  };
}

/**
 * What an Integra server speaks.
 *
 * - `new`: results have `camptoreschedule` and `tag`, and the do-not-call list takes eight keys, many numbers at once, and
 *   removals
 * - `v8`, version 8 of February 2020: results have neither (C-086, U-47), and the list takes six keys, one number at a time
 *   and no removal (U-43)
 * - `old`, before that: as `v8`, with other flags for dialer tasks (C-144, U-24). Its flags for a contact of one agent mean
 *   an immediate call to the other two
 */
export type IntegraDialect = 'new' | 'v8' | 'old';

type Flags = { bulk: boolean; automatic: boolean };

/** What each mode is on the wire; never both flags (contract 2.1.3, U-24, C-139 to C-143, C-145). */
const flags: Record<TaskMode, Flags> = {
  priority: { bulk: false, automatic: true },
  now: { bulk: false, automatic: false },
  schedule: { bulk: true, automatic: false },
  owned: { bulk: true, automatic: false },
  normal: { bulk: true, automatic: false },
};
/** Before version 8, a call at a time and a call of one agent were no bulk (C-144); what is “now” today was one of these then. */
const oldFlags: Record<TaskMode, Flags | undefined> = {
  ...flags,
  now: undefined,
  schedule: flags.now,
  owned: flags.now,
};

/**
 * A dialer task as uContact spells it: nine keys, the time `null` but for a scheduled call (contract 2.1.3, C-136 to
 * C-146). Throws `INVALID`, and `UNSUPPORTED` for the mode `now` of an old server. An agent of the modes `now` and `normal`
 * is refused: with it they are `owned`, `now` at an old server.
 */
export function writeTask(task: SupervisorCommands['dialerTask'], dialect: IntegraDialect) {
  const { mode, campaign, destination, alternatives = [], agent = '', data = [], dataText, source = '', at } = task;
  if (mode === 'owned' && !agent.trim())
    throw new CtiError('INVALID', msg('A contact of one agent needs the agent: a user name or phone.'), {
      field: 'agent',
    });
  if ((mode === 'now' || mode === 'normal') && agent)
    throw new CtiError('INVALID', msg('This mode is for no agent: leave the agent out, or use the mode owned.'), {
      field: 'agent',
    });
  const flag = (dialect === 'old' ? oldFlags : flags)[mode];
  if (!flag)
    throw new CtiError(
      'UNSUPPORTED',
      msg('This older server cannot call at once: it would take the task for another one.'),
    );
  return {
    calldate: mode === 'schedule' ? (at ?? null) : null,
    campaign,
    destination,
    alternatives: writePhones(alternatives),
    agent,
    data: writeData(data, dataText),
    source,
    ...flag,
  };
}

// Liberal readers of what Integra tells a supervisor. Each gives nothing for what is not at all of its form.

/** The campaign of a row that has its name under this key. */
function readCampaign(raw: Fields, key: 'queue' | 'campaign'): Campaign | undefined {
  const id = fieldOf(raw, key);
  const figures = figuresOf(raw, 'queue', 'campaign'); // a campaign may have digits for a name
  return typeof id === 'string' ? { id, name: id, figures, raw } : undefined;
}

/** The campaigns of a summary; its last element has no name and is only the end (contract 2.1.11, U-56, C-163 to C-165). */
export function readSummary(json: unknown): { campaigns: Campaign[]; unread?: number } | undefined {
  const read = (row: Fields) => readCampaign(row, 'queue');
  const list: unknown[] = Array.isArray(json) ? json : [];
  const end = objectOf(list.at(-1));
  const isEnd = !fieldOf(end, 'queue') && fieldOf(end, 'internalactionid', 'datereceived') !== undefined;
  const rows = readElements(isEnd ? list.slice(0, -1) : json, read);
  return rows && { campaigns: rows.rows, ...unreadOf(rows) };
}

/** Whatever came: what has a campaign's name is one, all else is kept beside it (contract 2.1.12, U-58, C-167 to C-170). */
export function readStatus(json: unknown): { campaigns: Campaign[]; unknown: unknown[] } | undefined {
  if (typeof json !== 'object' || !json) return undefined;
  const campaigns: Campaign[] = [];
  const unknown: unknown[] = [];
  for (const value of Object.values(json) as unknown[]) {
    const campaign = readCampaign(objectOf(value), 'campaign');
    if (campaign) campaigns.push(campaign);
    else unknown.push(value);
  }
  return campaigns.length ? { campaigns, unknown } : undefined;
}

export const statisticsOf = (campaigns: readonly Campaign[]): Statistics[] =>
  campaigns.map(({ id, figures, raw }) => ({ campaign: id, figures, raw }));

/** A row under the names that are documented, whatever a server calls them: Asterisk's own are `uniqueid` and `start`. All else stays. */
function readRecording(row: Fields): Recording | undefined {
  const guid = fieldOf(row, 'guid', 'uniqueid', 'callid');
  const calldate = fieldOf(row, 'calldate', 'start', 'startdate', 'date');
  return typeof guid === 'string' && guid.trim() && typeof calldate === 'string'
    ? { ...row, guid, calldate }
    : undefined;
}

/**
 * A page of recordings: a list, or an object that holds one (U-38, C-116). One that is not full is the last (U-36, C-115).
 * Beside a no or a sentence an empty list may be a refusal, and is none.
 */
export function readRecordings(
  json: unknown,
  limit: number,
): { rows: Recording[]; isLast: boolean; unread?: number } | undefined {
  const said = Object.entries(objectOf(json));
  const isFailure = said.some(([name]) => /err|fail|exception|fault/i.test(name));
  const lists = Array.isArray(json) ? [json] : said.map(([, value]) => value).filter(Array.isArray);
  const read = isFailure || lists.length > 1 ? undefined : readElements(lists[0], readRecording);
  if (!read?.count && said.some(([, value]) => value === false || /\D/.test(textOf(value)))) return undefined;
  return read && { rows: read.rows, isLast: read.count < limit, ...unreadOf(read) };
}

/**
 * A do-not-call entry as uContact spells it: a number and a campaign or `*`, and of all else only what is said
 * (contract 2.1.6, C-099 to C-102): an older server may not know the rest (U-43).
 */
export function writeBlackEntry({
  phone,
  campaign,
  username,
  company,
  jobTitle,
  name,
  expireDate,
  direction,
}: BlacklistEntry) {
  return {
    phone,
    campaign,
    ...(username && { username }),
    ...(company && { company }),
    ...(jobTitle && { job_title: jobTitle }),
    ...(name && { name }),
    ...(expireDate && { expire_date: expireDate }),
    ...(direction && { direction }),
  };
}

/** The filter of recordings as uContact spells it: 13 keys, all text, unused ones empty (contract 2.1.8, C-112 to C-114). */
export function writeRecordingFilter(filter: RecordingFilter = {}) {
  const { from = '', to = '', agent = '', campaign = '', source = '', destination = '', tag = '' } = filter;
  const { range = '', rating = '', minDuration = '', exclude = '', minCount = '' } = filter;
  return {
    ...{ calldatei: from, calldatef: to, agent, campaign, source, destination, data: tag },
    ...{ range, rating, mindur: minDuration, exclude, type: 'record', cont: minCount },
  };
}

/** The folder of a recording's day: `2016-01-18 10:20:30` lies in `20160118` (C-117). Empty when the date is no date. */
export function recordingFolder(calldate: string): string {
  const [, ...parts] = /^(\d{4})-(\d\d)-(\d\d)/.exec(calldate.trim()) ?? [];
  return parts.join('');
}

/** Of a no without a reason, where nothing is known that it may mean. */
export const noText = (): string => msg('uContact refused this.');

/** The text of an answer without white space and one pair of quotes (C-062, C-078). */
export const bare = (text: string) =>
  text
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .trim();

/** A `0` is a no without a reason: what it may mean for a command `IntegraTransport` says. */
function checkBody(text: string): string {
  const body = bare(text);
  if (body === '0') throw new CtiError('REJECTED', noText(), { detail: text });
  if (body === '') throw notUnderstood(text);
  return body;
}

/** Success only on one of the documented values (U-48, C-062 to C-064). */
export function readDone(answer: Answer, done: readonly string[] = ['1']): void {
  checkStatus(answer);
  if (!done.includes(checkBody(answer.text))) throw notUnderstood(answer.text);
}

/** The reply to what is done on the documented yes. */
export const done = (answer: Answer) => (readDone(answer), { status: 'confirmed' } as const);

/** A callback was taken out, so that it can be put in again. What is not the documented yes leaves open whether it is there (U-77). */
export function readRemoved(answer: Answer): void {
  checkStatus(answer);
  if (bare(answer.text) === '1') return;
  const message = msg(
    'An earlier callback to this number could not be cancelled first. Check in uContact whether it is still there.',
  );
  throw new CtiError('PROTOCOL', message, { detail: answer.text.slice(0, 200) });
}

/** What an answer says; a `0` and nothing are failures (U-48). */
export function readSaid(answer: Answer): string {
  checkStatus(answer);
  return checkBody(answer.text);
}

/** The guid of a placed call (U-23, C-076 to C-078). Any other text leaves open whether there is one. */
export function readGuid(answer: Answer): string {
  const guid = readSaid(answer);
  if (!isGuid(guid)) throw notUnderstood(answer.text);
  return guid;
}

/** Any 2xx but a web page: the request was taken, and nobody says what became of it (U-45, C-095). */
export const readTaken = checkStatus;
