import type { DispositionWire } from './state.js';
import { checkKnown, type DispositionNode, type IntegraFixtures } from './integra-world.js';
import { filled, phone, WireRefusal, wallClock } from '../wire-shape.js';

/** The configured disposition that the levels lead to; refused when they lead nowhere or not to the end. */
function findLeaf(nodes: readonly DispositionNode[], levels: readonly string[]): DispositionNode {
  const [level = '', ...rest] = levels;
  const node = nodes.find(({ label, value = label }) => value === level);
  if (!node) throw new WireRefusal(`There is no disposition “${level}” here.`);
  if (node.children?.length) return findLeaf(node.children, rest);
  if (rest.some((each) => each !== '')) throw new WireRefusal(`The disposition “${level}” has no level below it.`);
  return node;
}

function scheduleCallback(
  { schedule, campaign, camptoreschedule, callerid }: DispositionWire,
  { state, campaigns }: IntegraFixtures,
) {
  if (!schedule) throw new WireRefusal('This disposition schedules a call: schedule is empty.');
  const target = camptoreschedule || campaign;
  checkKnown(campaigns, target, 'campaign');
  state.schedules.push({
    calldate: schedule,
    campaign: target,
    destination: callerid,
    alternatives: '',
    agentphone: '',
    data: '',
  });
  return target;
}

/** Records a disposition and does what is configured for it. There is no action on the wire (U-46, C-088). */
export function dispose(wire: DispositionWire, world: IntegraFixtures): string {
  const { campaign, agent, callerid, guid, l1, l2, l3, tag } = wire;
  const { state } = world;
  checkKnown(world.campaigns, campaign, 'campaign');
  checkKnown(world.agents, agent, 'agent');
  filled(guid, 'guid');
  const call = state.calls.find((each) => each.guid === guid);
  if (!call) throw new WireRefusal(`There is no call “${guid}”.`);
  phone(callerid, 'callerid');
  if (wire.schedule) wallClock(wire.schedule, 'schedule');
  if (wire.camptoreschedule) checkKnown(world.campaigns, wire.camptoreschedule, 'campaign');
  const { action } = findLeaf(world.dispositions, [l1, l2, l3]);
  if (action) {
    const target = action === 'schedule' ? scheduleCallback(wire, world) : campaign;
    state.effects.push({ guid, action, campaign: target, destination: callerid });
  }
  state.dispositions.push(wire);
  // An empty tag becomes l1|l2|l3 here, not at the sender (U-47, C-087); the older dialect has no tag.
  if (tag !== undefined)
    state.tags.push({ guid, phone: callerid, data: tag || [l1, l2, l3].filter(Boolean).join('|') });
  return '1';
}
