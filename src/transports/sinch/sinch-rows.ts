import { msg, str } from '@lit/localize';
import { CtiError } from '../../core/errors.js';
import type { FoundContact } from '../../core/supervisor-replies.js';
import type { DataPair } from '../../codecs/data-string.js';
import { objectOf, textOf } from '../../codecs/json.js';

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

/** 32 hex digits in upper case, from those or from a GUID with hyphens (S-11). Throws `INVALID`. */
export function sinchId(text: string, field: string): string {
  const bare = text.trim().replaceAll('-', '').toUpperCase();
  if (!/^[\dA-F]{32}$/.test(bare))
    throw invalid(field, msg(str`“${text}” is no Sinch id: 32 hex digits, with or without hyphens.`));
  return bare;
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
    ...(date && { date: date.toISOString() }),
    ...(agentId && { agentId: sinchId(agentId, `${path}agentId`) }),
    ...(dialingMode && { dialingMode }),
    ...(previewTime !== undefined && { previewTime }),
    ...(priority !== undefined && { priority }),
    ...(timeZone && { timeZone }),
    ...(list.length && { attributes: shape === 'array' ? list : { attribute: list } }),
  };
}

/** Reads a customer in either shape of `attributes` (S-05, C-202), drops empty numbers (C-203), and takes the year 9999 for none (C-215). */
export function readCustomer(raw: Record<string, unknown>): Customer {
  const { id, externalId, numbers, date } = raw;
  return {
    id: textOf(id),
    externalId: textOf(externalId),
    numbers: textOf(numbers)
      .split(';')
      .map((number) => number.trim())
      .filter(Boolean),
    ...(typeof date === 'string' && !date.startsWith('9999-12-31') && { date }),
    attributes: readAttributes(raw['attributes']),
    raw,
  };
}

/** The same in the words of every dialer. */
export const foundCustomer = ({ id, externalId, numbers, attributes, raw }: Customer): FoundContact => ({
  id,
  numbers,
  name: '',
  externalId,
  ...(textOf(raw['result']) && { state: textOf(raw['result']) }),
  data: attributes,
  raw,
});

/** A list, a list under `attribute`, or a single one there (S-05). */
function readAttributes(attributes: unknown): DataPair[] {
  const list: unknown = Array.isArray(attributes) ? attributes : objectOf(attributes)['attribute'];
  const all: unknown[] = Array.isArray(list) ? list : list ? [list] : [];
  return all.map((each) => {
    const { name, value } = objectOf(each);
    return [textOf(name), textOf(value)];
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
  return Object.fromEntries(
    writable.filter((name) => both[name] !== undefined && both[name] !== null).map((name) => [name, both[name]]),
  );
}
