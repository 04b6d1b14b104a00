import { filterOf, idsOf, readQuery, type Parameters, type Query } from './query.js';
import { counters, type SinchDay, type SinchFixtures } from './state.js';

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

const statisticsParameters: Parameters = { startDate: 'midnight', endDate: 'midnight', campaignId: 'id', agentId: 'id' };

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
