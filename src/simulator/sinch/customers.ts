import { readJsonBody } from '../http-simulator.js';
import { isoTime, timeZone } from './campaigns.js';
import { allOf, filterOf, patternOf, readQuery, type Parameters } from './query.js';
import {
  externalIdsOf,
  never,
  placeOf,
  type SinchAttribute,
  type SinchCampaign,
  type SinchCustomer,
  type SinchFixtures,
} from './state.js';
import {
  CodedRefusal,
  checkShape,
  filled,
  isObject,
  number,
  shown,
  WireRefusal,
  anyText,
  type Check,
} from '../wire-schema.js';

const parameters: Parameters = {
  includeScript: 'truth',
  agentId: 'ids',
  ...allOf('pattern', 'externalId', 'numbers', 'result', 'callResult', 'classifier', 'callCount', 'lastBNumber'),
  ...allOf('pattern', 'dialingMode', 'previewTime', 'priority', 'timeZone'),
  ...allOf('time', 'date', 'dateEnd', 'modificationDate', 'modificationDateEnd'),
  attributeName: 'text',
  attributeValue: 'text',
  offset: 'count',
  limit: 'count',
};

/** A customer as it is read. Without an attribute the key is absent. */
export function customerWire(
  { attributes, script, ...rest }: SinchCustomer,
  shape: SinchFixtures['attributes'],
  withScript: boolean,
) {
  const wrapped = { attribute: shape === 'single' && attributes.length === 1 ? attributes[0] : attributes };
  return {
    ...(attributes.length > 0 && { attributes: shape === 'list' ? attributes : wrapped }),
    ...(withScript && script && { script }),
    ...rest,
  };
}

function attributeTest(name: string | undefined, value: string | undefined) {
  if (value !== undefined && name === undefined) throw new WireRefusal('attributeValue needs attributeName (C-193).');
  if (name === undefined) return undefined;
  const isName = patternOf(name);
  const isValue = value === undefined ? () => true : patternOf(value);
  return ({ attributes }: SinchCustomer) => attributes.some((each) => isName(each.name) && isValue(each.value));
}

/** `GET /campaigns/{campaignId}/customers`: 100 from the first on, unless said (C-191). */
export function listCustomers({ customers }: SinchCampaign, given: URLSearchParams, world: SinchFixtures) {
  const query = readQuery(given, parameters);
  const fits = filterOf(query, parameters);
  const hasAttribute = attributeTest(query['attributeName'], query['attributeValue']);
  const from = Number(query['offset'] ?? 0);
  const to = from + Number(query['limit'] ?? 100);
  const asked =
    fits || hasAttribute
      ? customers.filter((each) => (fits?.(each) ?? true) && (hasAttribute?.(each) ?? true))
      : customers;
  return asked.slice(from, to).map((each) => customerWire(each, world.attributes, query['includeScript'] === 'true'));
}

/** `{ attribute: […] }` or the bare list, whichever came. */
function attributesOf(value: unknown): SinchAttribute[] {
  return (Array.isArray(value) ? value : (value as { attribute: unknown[] }).attribute) as SinchAttribute[];
}
const attributes: Check = (value, name) => {
  const list = isObject(value)
    ? checkShape<{ attribute: unknown }>(value, { attribute: () => undefined }, name).attribute
    : value;
  if (!Array.isArray(list)) throw new WireRefusal(`Invalid ${name}: no list`);
  for (const each of list) checkShape<SinchAttribute>(each, { name: filled, value: anyText }, name);
};
const dialingMode: Check = (value, name) => {
  if (value !== 'PREVIEW' && value !== 'PREDICTIVE') throw new WireRefusal(`Invalid ${name}: ${shown(value)}`);
};
const agentId: Check = (value, name) => {
  if (typeof value !== 'string' || !/^[\dA-F]{32}$/.test(value))
    throw new WireRefusal(`Invalid ${name}: ${shown(value)}`);
};

/** What may be said of a new customer: all but the id (S-04). */
const shape = {
  externalId: filled,
  numbers: anyText,
  date: isoTime,
  agentId,
  dialingMode,
  previewTime: number(),
  priority: number(-Infinity),
  timeZone,
  attributes,
};
type NewCustomer = Partial<Pick<SinchCustomer, 'externalId' | 'numbers' | 'date' | 'agentId' | 'dialingMode'>> & {
  attributes?: unknown;
};

/** At most three, from `numbers` or else from the attributes `Phone1` to `Phone3`, of which the first must be (S-20). */
function numbersOf(given: string | undefined, list: readonly SinchAttribute[]): string[] {
  const phones = [1, 2, 3].map((place) => list.find(({ name }) => name === `Phone${place}`)?.value);
  const written = given ?? (phones[0] === undefined ? '' : phones.filter((phone) => phone !== undefined).join(';'));
  const numbers = written.replace(/;$/, '').split(';');
  if (numbers.length > 3 || !numbers.every((each) => /^\+?\d[\d ().-]*$/.test(each)))
    throw new WireRefusal(`Invalid numbers: '${written}'`);
  return numbers;
}

/** The customer as it would be kept. Throws a {@link WireRefusal} that says the `error` of its item. */
function readCustomer(
  value: unknown,
  isTaken: (externalId: string) => boolean,
  { newId, now, reading }: SinchFixtures,
): SinchCustomer {
  const given = checkShape<Record<string, unknown>>(value, shape, 'A customer', {
    optional: Object.keys(shape),
    reading,
  }) as NewCustomer;
  const { externalId } = given;
  if (externalId !== undefined && isTaken(externalId))
    throw new WireRefusal(`Invalid externalId: ${externalId} : Value is not unique`);
  const own = given.attributes === undefined ? [] : attributesOf(given.attributes);
  const numbers = numbersOf(given.numbers, own);
  const phones = numbers.map((phone, place) => ({ name: `Phone${place + 1}`, value: phone }));
  const id = newId();
  return {
    ...given,
    id,
    externalId: externalId ?? id,
    numbers: numbers.join(';'),
    callCount: 0,
    lastBNumber: 0,
    modificationDate: new Date(now()).toISOString(),
    attributes: [...own.filter(({ name }) => !/^Phone[123]$/.test(name)), ...phones],
  };
}

function keep(customer: SinchCustomer, campaign: SinchCampaign, world: SinchFixtures) {
  campaign.total++;
  if (!world.keepRows) return;
  campaign.customers.push(customer);
  externalIdsOf(world, campaign).add(customer.externalId);
}

/** `POST /campaigns/{campaignId}/customers`: the new id. */
export function addCustomer(campaign: SinchCampaign, body: string, world: SinchFixtures): string {
  const customer = readCustomer(readJsonBody(body, 400), (id) => externalIdsOf(world, campaign).has(id), world);
  keep(customer, campaign, world);
  return customer.id;
}

/** One result of a bulk request; its place is the row's (contract 2.2.6). */
export type BulkItem = { statusCode: 201; id: string } | { statusCode: 200 } | { error: string; statusCode: 400 };

/** `POST /campaigns/{campaignId}/customers/list`. When it stops, one wrong row and nothing is added (C-209). */
export function addCustomers(
  campaign: SinchCampaign,
  given: URLSearchParams,
  body: string,
  world: SinchFixtures,
): BulkItem[] {
  const { stopProcessIfInvalidEntriesFound: stop } = readQuery(given, { stopProcessIfInvalidEntriesFound: 'truth' });
  const rows = readJsonBody(body, 400);
  if (!Array.isArray(rows)) throw new WireRefusal('The body is no list (C-206).');
  if (rows.length > world.mostRows)
    throw new CodedRefusal(413, `${rows.length} rows, at most ${world.mostRows} (S-19).`);
  const known = externalIdsOf(world, campaign);
  const counts = new Map<unknown, number>();
  for (const row of rows) if (isObject(row)) counts.set(row['externalId'], (counts.get(row['externalId']) ?? 0) + 1);
  const isTaken = (id: string) => known.has(id) || (counts.get(id) ?? 0) > 1; // both of a pair are wrong
  const read = rows.map((row): SinchCustomer | WireRefusal => {
    try {
      return readCustomer(row, isTaken, world);
    } catch (cause) {
      if (cause instanceof WireRefusal) return cause;
      throw cause;
    }
  });
  const isStopped = stop === 'true' && read.some((each) => each instanceof WireRefusal);
  return read.map((each) => {
    if (each instanceof WireRefusal) return { error: each.message, statusCode: 400 };
    if (isStopped) return { statusCode: 200 };
    keep(each, campaign, world);
    return { statusCode: 201, id: each.id };
  });
}

/** `DELETE /campaigns/{campaignId}/customers/{customerId}`. */
export function deleteCustomer(campaign: SinchCampaign, id: string, world: SinchFixtures) {
  const [gone] = campaign.customers.splice(placeOf(campaign, id, world), 1);
  if (!gone) return;
  externalIdsOf(world, campaign).delete(gone.externalId);
  campaign.total--;
  if (gone.date === never) campaign.handled--;
}
