import { msg } from '@lit/localize';
import { figuresOf, objectOf, rowsOf, textOf } from '../../codecs/json.js';
import { sinchId } from './sinch-rows.js';
import { CtiError } from '../../core/errors.js';
import type { Campaign, RefusedContact, Statistics } from '../../core/supervisor-replies.js';
import type { Answer } from '../http/fetch.js';
import { readJson, type Ask } from '../http/http-transport.js';

type Query = Record<string, string | undefined>;

const json = { Accept: 'application/json' };
const sent = { 'Content-Type': 'application/json' };
const get = (path: string, query: Query = {}): Ask => ({ method: 'GET', path, query, headers: json });

/** The wire (contract 1.2), one line an operation, in its order. Ids are 32 hex digits. */
export const wire = {
  campaigns: (query: Query) => get('campaigns', query),
  campaign: (id: string) => get(`campaigns/${id}`),
  update: (id: string, body: object): Ask => ({
    method: 'PUT',
    path: `campaigns/${id}`,
    headers: sent,
    body: JSON.stringify(body),
  }),
  status: (id: string, body: 'Active' | 'Passive'): Ask => ({
    method: 'PUT',
    path: `campaigns/${id}/status`,
    headers: { 'Content-Type': 'text/plain' },
    body,
  }),
  results: (id: string) => get(`campaigns/${id}/customerResultStatistics`),
  customers: (id: string, query: Query) => get(`campaigns/${id}/customers`, query),
  addCustomer: (id: string, body: object): Ask => ({
    method: 'POST',
    path: `campaigns/${id}/customers`,
    headers: { ...sent, Accept: 'text/html' },
    body: JSON.stringify(body),
  }),
  customer: (id: string, customer: string) => get(`campaigns/${id}/customers/${customer}`),
  deleteCustomer: (id: string, customer: string): Ask => ({
    method: 'DELETE',
    path: `campaigns/${id}/customers/${customer}`,
  }),
  addCustomers: (id: string, rows: readonly object[], stop: boolean): Ask => ({
    method: 'POST',
    path: `campaigns/${id}/customers/list`,
    query: { stopProcessIfInvalidEntriesFound: stop ? 'true' : undefined },
    headers: { ...sent, Accept: 'application/json, text/html' },
    body: JSON.stringify(rows),
    told: { customers: rows.length },
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
  Object.fromEntries(Object.entries(times).map(([name, date]) => [name, date.toISOString()]));
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

export const readCampaign = (raw: Record<string, unknown>): Campaign => {
  const { id, name, status, ...rest } = raw;
  return {
    id: textOf(id),
    name: textOf(name),
    ...(status !== undefined && { state: textOf(status) }),
    figures: figuresOf(rest),
    raw,
  };
};

/** `agentId` of nothing: the dialer worked without an agent (C-214). */
export const readStatistics = (raw: Record<string, unknown>): Statistics => {
  const { campaignId, agentId, ...rest } = raw;
  return {
    campaign: textOf(campaignId),
    ...(textOf(agentId) && { agent: textOf(agentId) }),
    figures: figuresOf(rest),
    raw,
  };
};

/** The new id: the body, else the last part of `Location` (S-25, C-195, C-196). */
export function readId({ text, headers }: Answer): string {
  const known = [text.trim(), headers?.get('Location')?.split('/').at(-1) ?? ''].find((id) =>
    /^[\dA-F]{32}$/i.test(id),
  );
  if (known) return known;
  throw new CtiError('PROTOCOL', msg('Sinch added the customer and did not tell its id.'), {
    detail: text.slice(0, 200),
  });
}

/** The answer to many, matched by place (S-18): only 201 is added, 200 is checked only (S-17, C-209, C-210). */
export function readBulk(answer: Answer, asked: number): { refused: RefusedContact[]; ids: (string | undefined)[] } {
  const rows = rowsOf(readJson(answer));
  if (rows.length !== asked)
    throw new CtiError('PROTOCOL', msg('Sinch answered for another number of customers: nobody knows who was added.'), {
      detail: answer.text.slice(0, 200),
    });
  const results = rows.map((row) => ({
    code: Number(objectOf(row)['statusCode']),
    id: textOf(row['id']),
    error: textOf(row['error']),
  }));
  const checkedOnly = msg('Only checked, not added: another customer of the same request was wrong.');
  return {
    refused: results.flatMap(({ code, error }, index) =>
      code === 201 ? [] : [{ index, reason: code === 200 ? checkedOnly : error || `${code}` }],
    ),
    ids: results.map(({ code, id }) => (code === 201 ? id : undefined)),
  };
}
