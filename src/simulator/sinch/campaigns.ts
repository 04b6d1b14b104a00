import { isTimeZone } from '../../codecs/wall-clock.js';
import { readJsonBody } from '../http-simulator.js';
import { id32 } from '../leniency.js';
import { amount, checkShape, filled, oneOf, anyText, shown, WireRefusal, type Check } from '../wire-schema.js';
import { allOf, filterOf, idsOf, isTime, readQuery, type Parameters, type Query } from './query.js';
import { counters, never, type SinchCampaign, type SinchDay, type SinchFixtures, type SinchSettings } from './state.js';

const sum = (days: readonly SinchDay[]) =>
  Object.fromEntries(counters.map((name) => [name, days.reduce((total, day) => total + (day[name] ?? 0), 0)]));

function block(days: readonly SinchDay[]) {
  const agents = new Set(days.map(({ agentId }) => agentId).filter((id) => id !== null));
  return { ...sum(days), numberOfAgents: agents.size };
}

/** `stats` of a campaign; nothing when there are none. A day that is asked for leaves out the total (SI-1). */
export function statsOf(campaignId: string, { statisticsDate, agentId }: Query, world: SinchFixtures) {
  const agents = agentId === undefined ? undefined : idsOf(agentId);
  const days = world.statistics.filter(
    (each) => each.campaignId === campaignId && (!agents || agents.some((id) => id === each.agentId)),
  );
  const day = (statisticsDate ?? new Date(world.now()).toISOString()).slice(0, 10);
  const daily = days.filter((each) => each.day === day);
  const hasTotal = statisticsDate === undefined && days.length > 0;
  if (!hasTotal && daily.length === 0) return undefined;
  return { ...(hasTotal && { total: block(days) }), ...(daily.length > 0 && { daily: block(daily) }) };
}

const statisticsParameters: Parameters = {
  startDate: 'midnight',
  endDate: 'midnight',
  campaignId: 'id',
  agentId: 'id',
};

/** `GET /statistics`: one row for each campaign and agent, both days included (SI-11). */
export function listStatistics(given: URLSearchParams, world: SinchFixtures) {
  const query = readQuery(given, statisticsParameters);
  const { startDate = '', endDate = '9999' } = query;
  const isAsked = filterOf(query, statisticsParameters);
  const groups = new Map<string, SinchDay[]>();
  for (const day of world.statistics) {
    if (day.day < startDate.slice(0, 10) || day.day > endDate.slice(0, 10) || isAsked?.(day) === false) continue;
    const key = `${day.campaignId} ${String(day.agentId)}`;
    groups.set(key, [...(groups.get(key) ?? []), day]);
  }
  return [...groups.values()].map((days) => {
    const { campaignId = '', agentId = null } = days[0] ?? {};
    const campaign = world.state.campaigns.find(({ settings }) => settings.id === campaignId);
    const agentName = agentId === null ? null : (world.agents[agentId] ?? '');
    return { ...sum(days), campaignId, campaignName: campaign?.settings.name ?? '', agentId, agentName };
  });
}

/** ISO 8601 UTC. */
export const isoTime: Check = (value, name) => {
  if (typeof value !== 'string' || !isTime(value)) throw new WireRefusal(`Invalid ${name}: ${shown(value)}`);
};
/** An IANA name: `Europe/Berlin`. */
export const timeZone: Check = (value, name) => {
  if (typeof value !== 'string' || !isTimeZone(value)) throw new WireRefusal(`Invalid ${name}: ${shown(value)}`);
};

const parameters: Parameters = {
  statistics: 'truth',
  statisticsDate: 'day',
  agentId: 'text', // looks at the statistics, not at a field
  ...allOf('pattern', 'name', 'dialerName', 'dialingMode', 'status', 'dialerStatus', 'queueName', 'customIvrNumber'),
  ...allOf('pattern', 'total', 'handled', 'maxCalls', 'filtered', 'timeZone'),
  ...allOf('id', 'dialerId', 'queueId'),
  ...allOf('time', 'startDate', 'startDateEnd', 'endDate', 'endDateEnd', 'registered', 'registeredEnd'),
};

/** A campaign as it is read, with the undocumented `dialer` of the printed examples (S-07). */
export function campaignWire(
  { settings, customers, total, handled }: SinchCampaign,
  { queues, keepRows, now }: SinchFixtures,
) {
  const isDue = (date?: string) => date !== never && (date === undefined || Date.parse(date) <= now());
  const { maxCalls = 0, filtered = 0 } = settings;
  return {
    ...settings,
    dialer: settings.dialerId,
    queueName: queues[settings.queueId],
    total,
    handled,
    notHandled: total - handled,
    callable: keepRows ? customers.reduce((count, { date }) => count + Number(isDue(date)), 0) : total - handled,
    maxCalls,
    filtered,
  };
}

/** `GET /campaigns` (SI-1). */
export function listCampaigns(given: URLSearchParams, world: SinchFixtures) {
  const query = readQuery(given, parameters);
  const { statistics, statisticsDate, agentId } = query;
  if (statistics !== 'true' && (statisticsDate ?? agentId) !== undefined)
    throw new WireRefusal('statisticsDate and agentId need statistics=true (C-175).');
  if (agentId !== undefined) readQuery(new URLSearchParams({ agentId }), { agentId: 'ids' });
  const isAsked = filterOf(query, parameters, world.reading) ?? (() => true);
  const all = world.state.campaigns.map((each) => campaignWire(each, world)).filter(isAsked);
  if (statistics !== 'true') return all;
  const told = all.map((each) => ({ ...each, stats: statsOf(each.id, query, world) }));
  return agentId === undefined ? told : told.filter(({ stats }) => stats);
}

/** Keys of the update: the ten that can be written (C-182). */
const writable = {
  name: filled,
  dialingMode: oneOf('PREVIEW', 'PROGRESSIVE', 'PREDICTIVE'),
  queueId: anyText,
  remarks: anyText,
  customIvrNumber: anyText,
  startDate: isoTime,
  endDate: isoTime,
  timeZone,
  abandonRate: amount(0, 2),
  increasePredictiveRatio: amount(0, 100),
};
const optional = [
  'remarks',
  'customIvrNumber',
  'startDate',
  'endDate',
  'timeZone',
  'abandonRate',
  'increasePredictiveRatio',
];

/** `PUT /campaigns/{campaignId}`: what is absent is gone afterwards (C-183). */
export function updateCampaign(campaign: SinchCampaign, body: string, { queues, reading }: SinchFixtures) {
  const given = checkShape<Record<string, unknown>>(readJsonBody(body, 400), writable, 'A campaign', {
    optional,
    reading,
  });
  given['queueId'] = id32(String(given['queueId']), reading, 400);
  if (!Object.hasOwn(queues, String(given['queueId'])))
    throw new WireRefusal(`There is no queue ${String(given['queueId'])}.`);
  const kept = Object.entries(campaign.settings).filter(([name]) => !Object.hasOwn(writable, name));
  campaign.settings = { ...Object.fromEntries(kept), ...given } as unknown as SinchSettings;
}

/** `PUT /campaigns/{campaignId}/status`: the bare word (C-185, C-186). */
export function setStatus({ settings }: SinchCampaign, body: string) {
  if (body !== 'Active' && body !== 'Passive') throw new WireRefusal(`“${body}” is neither Active nor Passive.`);
  settings.status = body;
  settings.dialerStatus = body === 'Active' ? 'OPEN' : 'PASSIVE';
}

/** `GET /campaigns/{campaignId}/customerResultStatistics`; a customer without a result is in none of the groups (C-189). */
export function resultStatistics({ customers }: SinchCampaign) {
  const counts = new Map<string, number>();
  for (const { result, callResult, classifier } of customers) {
    const key = JSON.stringify({ result, callResult, classifier });
    if (result !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => ({ ...(JSON.parse(key) as object), count }));
}
