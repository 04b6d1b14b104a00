import type { HttpAnswer } from '../http-simulator.js';
import { CodedRefusal, isObject, shown } from '../wire-schema.js';
import { checkNames, type Given, type ServiceCall, type VoicenterService } from './service.js';

type Row = Record<string, unknown>;

/** What can be asked for, in any letter case; answered in this (C-344). */
const fieldNames = [
  ...['CallerNumber', 'TargetNumber', 'Date', 'DateEpoch', 'Duration', 'CallID', 'Type', 'CdrType', 'DialStatus'],
  ...['TargetExtension', 'CallerExtension', 'DID', 'QueueName', 'RecordURL', 'RecordExpect', 'Price', 'RingTime'],
  ...['RepresentativeName', 'RepresentativeCode', 'UserName', 'UserId', 'DTMFData', 'CustomData', 'DepartmentName'],
  ...['DepartmentId', 'TargetPrefixName'],
];
const nameOf = (asked: unknown) =>
  fieldNames.find((name) => typeof asked === 'string' && name.toLowerCase() === asked.toLowerCase());

/** Number, HTTP status and text of what goes wrong (C-345); the texts are made up but `OK`. */
const errors: Readonly<Record<number, [status: number, text: string]>> = {
  0: [200, 'OK'],
  1: [403, 'Rate limit exceeded'],
  2: [403, 'Authorization failed'],
  4: [403, 'Address not authorized'],
  5: [404, 'Invalid date range'],
};

function written(
  code: number,
  rows: { total: number; list: Row[] },
  { textErrorCode }: ServiceCall['faults'],
): HttpAnswer {
  const [status, text] = errors[code] ?? [400, 'Invalid request'];
  const answer = {
    ERROR_NUMBER: textErrorCode ? String(code) : code,
    ERROR_DESCRIPTION: text,
    STATUS_CODE: status,
    TOTAL_HITS: rows.total,
    RETURN_HITS: rows.list.length,
    CDR_LIST: rows.list,
  };
  return { status, body: JSON.stringify(answer) };
}

const nothing = { total: 0, list: [] };
const most = { rows: 10_000, requests: 30, within: 60_000 };

/** Refuses the 31st request within a minute (C-346). */
function checkRate({ world: { logAsked, now }, faults }: ServiceCall): void {
  const at = now();
  while (logAsked[0] !== undefined && at - logAsked[0] >= most.within) logAsked.shift();
  if (faults.rateLimit || logAsked.length >= most.requests) throw new CodedRefusal(1, 'Too many requests.');
  logAsked.push(at);
}

/** Epoch milliseconds of a time without a zone, which is meant in GMT (C-343); one with a `Z` may be overlooked. Throws 5. */
function timeOf(value: unknown, name: string, { world }: ServiceCall): number {
  const refusal = new CodedRefusal(5, `${name} is no YYYY-MM-DDTHH:mm:ss: ${shown(value)}.`);
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?$/.test(value)) throw refusal;
  const bare = value.slice(0, 19);
  if (value !== bare) world.reading.overlook(refusal);
  const at = Date.parse(`${bare}Z`);
  if (Number.isNaN(at)) throw refusal;
  return at;
}

/** A list of texts or numbers to filter by; nothing when it is not asked for. */
function listOf(value: unknown, name: string): string[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new CodedRefusal(3, `${name} is no list.`);
  return (value as unknown[]).map(shown);
}

const criteria = [
  ...['fromdate', 'todate', 'phones', 'extensions', 'IdentityCriteria', 'callID', 'cdrTypes', 'campaignID', 'queueID'],
];

/** Which rows the search wants. */
function matcher(search: Given, asked: ServiceCall): (row: Row) => boolean {
  checkNames(search, criteria, 3);
  const from = timeOf(search['fromdate'], 'fromdate', asked);
  const to = timeOf(search['todate'], 'todate', asked);
  if (to < from) throw new CodedRefusal(5, 'todate is before fromdate.');
  const { IdentityCriteria = 'Account', callID } = search;
  if (!/^(Account|Hierarchical|Department|User)$/.test(shown(IdentityCriteria)))
    throw new CodedRefusal(3, 'IdentityCriteria is none of the four.');
  const phones = listOf(search['phones'], 'phones');
  const extensions = listOf(search['extensions'], 'extensions');
  const types = listOf(search['cdrTypes'], 'cdrTypes');
  const isEmpty = [search['campaignID'], search['queueID']].some((each) => each !== undefined); // the made-up rows have none
  const has = (list: string[] | undefined, ...values: unknown[]) =>
    !list || values.some((value) => list.includes(shown(value)));
  return (row) => {
    const at = Number(row['DateEpoch']) * 1000;
    return (
      !isEmpty &&
      at >= from &&
      at <= to &&
      (callID === undefined || row['CallID'] === callID) &&
      has(phones, row['CallerNumber'], row['TargetNumber']) &&
      has(extensions, row['CallerExtension'], row['TargetExtension']) &&
      has(types, row['CdrType'])
    );
  };
}

/** The rows in the order of `sort`; the first field decides first. */
function sorted(rows: Row[], sort: unknown): Row[] {
  if (sort === undefined) return rows;
  if (!Array.isArray(sort)) throw new CodedRefusal(3, 'sort is no list.');
  const by = (sort as unknown[]).map((each) => {
    const { field, order = 'asc' } = isObject(each) ? each : {};
    const name = nameOf(field);
    if (!name || !/^(asc|desc)$/.test(shown(order))) throw new CodedRefusal(3, 'sort names no field or no order.');
    return { name, sign: order === 'desc' ? -1 : 1 };
  });
  const compared = (one: unknown, other: unknown) =>
    typeof one === 'number' && typeof other === 'number' ? one - other : shown(one) < shown(other) ? -1 : 1;
  return [...rows].sort((one, other) => {
    const first = by.find(({ name }) => shown(one[name]) !== shown(other[name]));
    return first ? first.sign * compared(one[first.name], other[first.name]) : 0;
  });
}

/** Asked by JSON: how a query would write lists and `search` no page shows, so GET is refused. */
export const callLog: VoicenterService = {
  path: /\/hub\/cdr\/$/,
  host: /^api\./,
  secret: 'code',
  method: 'POST',
  wrongCode: 2,
  run: (asked) => {
    const { given, world, faults } = asked;
    checkRate(asked);
    checkNames(given, ['code', 'fields', 'search', 'sort'], 3);
    const { fields, search, sort } = given;
    const names = Array.isArray(fields) ? (fields as unknown[]).map(nameOf) : [];
    if (!names.length || names.includes(undefined)) throw new CodedRefusal(3, 'fields names what is not there.');
    if (!isObject(search)) throw new CodedRefusal(5, 'There is no search.');
    const isWanted = matcher(search, asked);
    const seen = world.state.callLog.filter(({ from }) => from <= world.now()).map(({ row }) => row);
    const found = sorted(seen.filter(isWanted), sort);
    const list = found
      .slice(0, most.rows)
      .map((row) => Object.fromEntries(names.map((name) => [name as string, row[name as string]])));
    return written(0, { total: found.length, list }, faults);
  },
  refuse: (code = 3, { faults }) => written(code, nothing, faults),
};
