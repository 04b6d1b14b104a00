import { msg, str } from '@lit/localize';
import type { DataPair } from '../../codecs/data-string.js';
import { fieldOf, figuresOf, objectOf, parseJson, textOf, wholeOf, writeBody, type Fields } from '../../codecs/json.js';
import { CtiError } from '../../core/errors.js';
import type { Campaign, Contact, FoundContact, RefusedContact, Statistics } from '../../core/supervisor-commands.js';
import type { Answer } from '../http/fetch.js';
import { type HttpRequest } from '../http/http-transport.js';
import { readList } from '../http/json-transport.js';

/** A customer as Sinch takes it (contract 2.2.5). There is no `id`: the system gives it (C-197). */
export interface NewCustomer {
  /** Unique in the campaign; made up by Sinch when absent. */
  externalId?: string | undefined;
  /** At most three, in the order of dialling (C-199). Without any, an attribute `Phone1` is needed (C-200). */
  numbers?: readonly string[] | undefined;
  /** When to call. */
  date?: Date | undefined;
  /** 32 hex digits. */
  agentId?: string | undefined;
  /** `PROGRESSIVE` is no mode of a customer (C-204). */
  dialingMode?: 'PREVIEW' | 'PREDICTIVE' | undefined;
  previewTime?: number | undefined;
  priority?: number | undefined;
  timeZone?: string | undefined;
  attributes?: readonly DataPair[] | undefined;
}

/** A customer as Sinch tells of it (contract 2.2.4). */
export interface Customer {
  id: string;
  externalId: string;
  numbers: readonly string[];
  /** ISO 8601 in UTC; absent on handled customers (C-215). */
  date?: string;
  attributes: readonly DataPair[];
  /** `result`, `callCount` and all else as it came. */
  raw: Readonly<Record<string, unknown>>;
}

const invalid = (field: string, message: string) => new CtiError('INVALID', message, { field });

/** 32 hex digits in upper case, from those or from a GUID with hyphens (S-11), also in quotes or braces; nothing for anything else. */
function readId(text: string): string | undefined {
  const bare = text.replace(/[\s"'{}-]/g, '').toUpperCase();
  return /^[\dA-F]{32}$/.test(bare) ? bare : undefined;
}

/** 32 hex digits in upper case, from those or from a GUID with hyphens (S-11). Throws `INVALID`. */
export function sinchId(text: string, field: string): string {
  const id = readId(text);
  if (!id) throw invalid(field, msg(str`“${text}” is not a Sinch id: 32 hex digits, with or without hyphens.`));
  return id;
}

function isoOf(date: Date, field: string): string {
  if (Number.isNaN(date.getTime())) throw invalid(field, msg('This is not a date and time.'));
  return date.toISOString();
}

/** The JSON of a new customer; what is not set is absent. Throws `INVALID` (C-197 to C-201, C-204). */
export function writeCustomer(customer: NewCustomer, shape: 'object' | 'array', path = ''): object {
  const {
    externalId,
    numbers = [],
    date,
    agentId,
    dialingMode,
    previewTime,
    priority,
    timeZone,
    attributes = [],
  } = customer;
  if (numbers.length > 3) throw invalid(`${path}numbers`, msg('Sinch takes at most three numbers of one customer.'));
  if (!numbers.length && !attributes.some(([name, value]) => name === 'Phone1' && value.trim()))
    throw invalid(`${path}numbers`, msg('A customer needs a number, or an attribute Phone1.'));
  if (dialingMode && !['PREVIEW', 'PREDICTIVE'].includes(dialingMode))
    throw invalid(`${path}dialingMode`, msg('A customer is dialled with PREVIEW or PREDICTIVE.'));
  const list = attributes.map(([name, value]) => ({ name, value }));
  return {
    ...(externalId && { externalId }),
    ...(numbers.length && { numbers: numbers.join(';') }),
    ...(date && { date: isoOf(date, `${path}date`) }),
    ...(agentId && { agentId: sinchId(agentId, `${path}agentId`) }),
    ...(dialingMode && { dialingMode }),
    ...(previewTime !== undefined && { previewTime }),
    ...(priority !== undefined && { priority }),
    ...(timeZone && { timeZone }),
    ...(list.length && { attributes: shape === 'array' ? list : { attribute: list } }),
  };
}

/**
 * Reads a customer in either shape of `attributes` (S-05, C-202), drops empty numbers (C-203), and takes the year 9999 for
 * none (C-215). Nothing for one without an id.
 */
export function readCustomer(raw: Fields): Customer | undefined {
  const id = textOf(fieldOf(raw, 'id'));
  const date = fieldOf(raw, 'date');
  if (!id) return undefined;
  return {
    id,
    externalId: textOf(fieldOf(raw, 'externalId')),
    numbers: textOf(fieldOf(raw, 'numbers'))
      .split(';')
      .map((number) => number.trim())
      .filter(Boolean),
    ...(typeof date === 'string' && !date.startsWith('9999-12-31') && { date }),
    attributes: readAttributes(fieldOf(raw, 'attributes')),
    raw,
  };
}

/** The same in the words of every dialer. */
export function foundCustomer(row: Fields): FoundContact | undefined {
  const customer = readCustomer(row);
  if (!customer) return undefined;
  const { id, externalId, numbers, attributes, raw } = customer;
  const state = textOf(fieldOf(raw, 'result'));
  return { id, numbers, name: '', externalId, ...(state && { state }), data: attributes, raw };
}

/** A list, a list under `attribute`, or a single one there (S-05). */
function readAttributes(attributes: unknown): DataPair[] {
  const list: unknown = Array.isArray(attributes) ? attributes : fieldOf(objectOf(attributes), 'attribute');
  const all: unknown[] = Array.isArray(list) ? list : list ? [list] : [];
  return all.map((each) => {
    const pair = objectOf(each);
    return [textOf(fieldOf(pair, 'name')), textOf(fieldOf(pair, 'value'))];
  });
}

/** The fields that PUT replaces, all of them (SI-3, C-182). */
export const writable = [
  'name',
  'dialingMode',
  'queueId',
  'remarks',
  'customIvrNumber',
  'startDate',
  'endDate',
  'timeZone',
  'abandonRate',
  'increasePredictiveRatio',
] as const;
/** What may change of a campaign; instants are ISO 8601 in UTC. */
export type CampaignChange = Partial<
  Record<Exclude<(typeof writable)[number], 'abandonRate' | 'increasePredictiveRatio'>, string> &
    Record<'abandonRate' | 'increasePredictiveRatio', number>
>;

/** The whole of what PUT wants: what is there, changed; what is not there stays away (S-13, C-183, C-184). */
export function changeCampaign(campaign: Record<string, unknown>, change: CampaignChange): Record<string, unknown> {
  const both: Record<string, unknown> = { ...campaign, ...change };
  const unknown = Object.keys(change).find((name) => !writable.some((each) => each === name));
  if (unknown) throw invalid(unknown, msg(str`“${unknown}” of a Sinch campaign cannot be changed.`));
  const missing = (['name', 'dialingMode', 'queueId'] as const).find((name) => !both[name]);
  if (missing) throw invalid(missing, msg(str`A Sinch campaign needs “${missing}”.`));
  writeBody(change); // refuses what is no number before the campaign is read
  return Object.fromEntries(
    writable.filter((name) => both[name] !== undefined && both[name] !== null).map((name) => [name, both[name]]),
  );
}

type Query = Record<string, string | undefined>;

const json = { Accept: 'application/json' };
const sent = { 'Content-Type': 'application/json' };
const get = (path: string, query: Query = {}): HttpRequest => ({ method: 'GET', path, query, headers: json });

/** With its own key a customer is not added twice: it is unique in the campaign. Without, Sinch makes one up for each request. */
export const keyOf = (customer: object | undefined): string => textOf(objectOf(customer)['externalId']);

/** The wire (contract 1.2), one line an operation, in its order. Ids are 32 hex digits. */
export const sinchWire = {
  campaigns: (query: Query) => get('campaigns', query),
  campaign: (id: string) => get(`campaigns/${id}`),
  update: (id: string, body: object): HttpRequest => ({
    method: 'PUT',
    path: `campaigns/${id}`,
    headers: sent,
    body: writeBody(body),
  }),
  status: (id: string, body: 'Active' | 'Passive'): HttpRequest => ({
    method: 'PUT',
    path: `campaigns/${id}/status`,
    headers: { 'Content-Type': 'text/plain' },
    body,
  }),
  results: (id: string) => get(`campaigns/${id}/customerResultStatistics`),
  customers: (id: string, query: Query) => get(`campaigns/${id}/customers`, query),
  addCustomer: (id: string, body: object): HttpRequest => ({
    method: 'POST',
    path: `campaigns/${id}/customers`,
    headers: { ...sent, Accept: 'text/html' },
    body: writeBody(body),
  }),
  customer: (id: string, customer: string) => get(`campaigns/${id}/customers/${customer}`),
  deleteCustomer: (id: string, customer: string): HttpRequest => ({
    method: 'DELETE',
    path: `campaigns/${id}/customers/${customer}`,
  }),
  addCustomers: (id: string, rows: readonly object[], stop: boolean): HttpRequest => ({
    method: 'POST',
    path: `campaigns/${id}/customers/list`,
    query: { stopProcessIfInvalidEntriesFound: stop ? 'true' : undefined },
    headers: { ...sent, Accept: 'application/json, text/html' },
    body: writeBody(rows),
    told: { customers: rows.length },
    repeats: rows.every(keyOf),
  }),
  statistics: (query: Query) => get('statistics', query),
} as const;

/** A day as the statistics want it (S-24, C-212, C-213). */
export const utcDay = (day: string): string => `${day}T00:00:00.000Z`;

/** What campaigns can be found by (SI-1). Patterns are `*` and `?`; ids are 32 hex digits or GUIDs. */
export interface CampaignQuery {
  /** Adds `stats`. */
  statistics?: boolean;
  /** `YYYY-MM-DD`, a day in UTC: its figures, and then no total ones (C-176). */
  statisticsDate?: string;
  /** Figures of these agents; **campaigns without any of theirs are left out** (S-10). */
  agents?: readonly string[];
  /** By the documented names: `name`, `dialingMode`, `status`, `queueName` … */
  filter?: Readonly<Record<string, string>>;
  /** Instants by the documented names: `startDate` is after, `startDateEnd` before, and so on. */
  times?: Readonly<Record<string, Date>>;
}

const instants = (times: Readonly<Record<string, Date>> = {}) =>
  Object.fromEntries(Object.entries(times).map(([name, date]) => [name, isoOf(date, name)]));
const idsOf = (agents: readonly string[] | undefined) => agents?.map((agent) => sinchId(agent, 'agents')).join(',');

/** A filter by an id wants the id's own spelling (S-11). */
const filterOf = (filter: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [
      name,
      /Id$/.test(name) && name !== 'externalId' ? sinchId(value, name) : value,
    ]),
  );

export function campaignQuery({ statistics, statisticsDate, agents, filter, times }: CampaignQuery): Query {
  const isCounted = statistics === true || statisticsDate !== undefined || agents !== undefined;
  return {
    ...filterOf(filter),
    ...instants(times),
    statistics: isCounted ? 'true' : undefined, // the two below say nothing without it (S-09, C-175)
    statisticsDate: statisticsDate && `${statisticsDate}T00:00:00Z`,
    agentId: idsOf(agents),
  };
}

/** What customers can be found by (SI-6). */
export interface CustomerQuery {
  includeScript?: boolean;
  agents?: readonly string[];
  /** By the documented names: `externalId`, `numbers`, `callResult` … */
  filter?: Readonly<Record<string, string>>;
  /** `date` and `modificationDate` are after, with `End` before. */
  times?: Readonly<Record<string, Date>>;
  attributeName?: string;
  /** Only with a name (C-193). */
  attributeValue?: string;
  /** Rows to skip, 0 when absent. */
  offset?: number;
  /** Rows to return, 100 when absent. */
  limit?: number;
}

function rowsFrom(rows: number | undefined, field: string, least: number): void {
  if (rows !== undefined && !(Number.isSafeInteger(rows) && rows >= least))
    throw invalid(field, msg(str`“${field}”: a whole number of at least ${least} is expected.`));
}

export function customerQuery({
  includeScript,
  agents,
  filter,
  times,
  attributeName,
  attributeValue,
  offset,
  limit,
}: CustomerQuery): Query {
  rowsFrom(offset, 'offset', 0);
  rowsFrom(limit, 'limit', 1);
  if (attributeValue && !attributeName)
    throw new CtiError('INVALID', msg('The attribute’s name is missing: its value alone finds nobody.'), {
      field: 'attributeName',
    });
  return {
    ...filterOf(filter),
    ...instants(times),
    includeScript: includeScript ? 'true' : undefined,
    agentId: idsOf(agents),
    ...{ attributeName, attributeValue, offset: offset?.toString(), limit: limit?.toString() },
  };
}

const textsOf = (row: Fields, ...names: readonly string[]) => names.map((name) => textOf(fieldOf(row, name)));

/** Nothing for what has no id. */
export function readCampaign(raw: Fields): Campaign | undefined {
  const [id, name = '', state] = textsOf(raw, 'id', 'name', 'status');
  const figures = figuresOf(raw, 'id', 'name', 'status');
  return id ? { id, name, ...(state && { state }), figures, raw } : undefined;
}

/** `agentId` of nothing: the dialer worked without an agent (C-214). Nothing for what is of no campaign. */
export function readStatistics(raw: Fields): Statistics | undefined {
  const [campaign, agent] = textsOf(raw, 'campaignId', 'agentId');
  const figures = figuresOf(raw, 'campaignId', 'agentId');
  return campaign ? { campaign, ...(agent && { agent }), figures, raw } : undefined;
}

/** The new id: the body, else the last part of `Location` (S-25, C-195, C-196), in whatever spelling. */
export function readNewId({ status, text, headers }: Answer): string | undefined {
  const [path = ''] = headers?.get('Location')?.split(/[?#]/) ?? [];
  const told = [text, textOf(fieldOf(objectOf(parseJson(text)), 'id')), path.split('/').findLast(Boolean) ?? ''];
  const id = told.map(readId).find(Boolean);
  if (id || status === 201) return id; // 201: it is there, whatever is said of its id
  throw new CtiError('PROTOCOL', msg('Sinch did not say that it added the customer.'), { detail: text.slice(0, 200) });
}

/** A key that this library made up. Nobody else has it: where it is taken, an earlier try of the same row was done. */
const madeUp = 'portside-';
export const withKey = (contact: Contact, key: string): Contact =>
  contact.externalId ? contact : { ...contact, externalId: madeUp + key };

const notUnique = /\bnot unique\b/i;

/** Why one of many was not added. A key that is taken may be this very customer's, of an upload before. */
function whyNot(code: number, error: string): string {
  if (code === 200) return msg('Only checked, not added: another customer of the same request was wrong.');
  return notUnique.test(error)
    ? msg(str`${error} It may be this very customer, added before: look before you add it with another id.`)
    : error || `${code}`;
}

/**
 * The answer to many, matched by place (S-18): only 201 is added, 200 is checked only (S-17, C-209, C-210).
 *
 * @param wasSent - whether a row with this key was sent before, and nobody knows what became of it
 */
export function readBulk(
  answer: Answer,
  sent: readonly object[],
  wasSent: (key: string) => boolean = () => false,
): { refused: RefusedContact[]; ids: (string | undefined)[] } {
  const { rows, count } = readList(answer, (row) => {
    const code = wholeOf(fieldOf(row, 'statusCode'));
    return code === undefined
      ? undefined
      : { code, id: textOf(fieldOf(row, 'id')), error: textOf(fieldOf(row, 'error')) };
  });
  if (rows.length !== sent.length || rows.length !== count)
    throw new CtiError(
      'PROTOCOL',
      msg('Sinch did not answer for each customer: some may have been added. Check the campaign.'),
      {
        detail: answer.text.slice(0, 200),
      },
    );
  const keys = sent.map(keyOf);
  const added = rows.map(({ code, error }, index) => {
    const key = keys[index] ?? '';
    const isOld = wasSent(key) || key.startsWith(madeUp);
    // Of two with one key in the same request neither was ever added: both are refused for each other.
    const isAlone = keys.indexOf(key) === keys.lastIndexOf(key);
    return code === 201 || (isOld && isAlone && notUnique.test(error));
  });
  return {
    refused: rows.flatMap(({ code, error }, index) => (added[index] ? [] : [{ index, reason: whyNot(code, error) }])),
    ids: rows.map(({ code, id }) => (code === 201 ? readId(id) || id || undefined : undefined)),
  };
}
