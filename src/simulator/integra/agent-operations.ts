import { allowances } from '../leniency.js';
import {
  checkNotOnSpool,
  checkShape,
  dataString,
  filled,
  makeGuid,
  phoneNumber,
  phones,
  respoolShape,
  anyText,
  wallClockTime,
  WireRefusal,
  type Shape,
} from '../wire-schema.js';
import { operation, parseField, type Operation, type Operations } from './operation.js';
import {
  checkKnown,
  type DispositionNode,
  dispositionNames,
  newDispositionNames,
  type DispositionWire,
  type IntegraCall,
  type IntegraFixtures,
  type ScheduleWire,
} from './state.js';

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
  phoneNumber(callerid, 'callerid');
  if (wire.schedule) wallClockTime(wire.schedule, 'schedule');
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

/** A token as the server makes it: `<user>:<uuid>` in base64, ready to stand after the scheme. */
export function openSession({ state, now }: IntegraFixtures, user: string): string {
  const bytes = new TextEncoder().encode(`${user}:${makeGuid()}`);
  const token = btoa(String.fromCharCode(...bytes));
  state.sessions.push({ user, token, startedAt: now() });
  return token;
}

/** Whether the header's value is the scheme and a living token (U-60). */
export function isSignedIn({ state, scheme }: IntegraFixtures, header: string | null): boolean {
  return state.sessions.some(({ token }) => header === `${scheme} ${token}`);
}

/** What a sign-in answers. */
export const tokenReplies: Record<IntegraFixtures['tokenReply'], (user: string, token: string) => string> = {
  text: (_user, token) => token,
  list: (user, token) => JSON.stringify([user, '1001', token]),
  object: (user, token) => JSON.stringify({ name: user, md5secret: token }),
};

/** `auth/getUserToken`: the token, or `0` when name and password are wrong. */
const getUserToken = operation(['user', 'password'], ({ user, password }, world) => {
  if (world.users[user] !== password) throw new WireRefusal('The name or the password is wrong.');
  return tokenReplies[world.tokenReply](user, openSession(world, user));
});

/** `auth/EndSession`: `1`, and the token is dead. */
const endSession = operation(['user', 'token'], ({ user, token }, { state }) => {
  const index = state.sessions.findIndex((session) => session.user === user && session.token === token);
  if (index < 0) throw new WireRefusal('There is no such session.');
  state.sessions.splice(index, 1);
  return '1';
});

/** The names of a call (UC-1, C-072). */
export const callNames = ['callerid', 'agent', 'phone', 'tech', 'context', 'outqueue', 'destination'] as const;

/** Calls the agent's phone, then the customer; the guid. */
export function dial(
  fields: Record<(typeof callNames)[number], string>,
  { state, agents, phones: known, campaigns, now }: IntegraFixtures,
  more: Pick<IntegraCall, 'data'> = {},
): string {
  const { callerid, agent, phone: extension, tech, context, outqueue, destination } = fields;
  checkKnown(agents, agent, 'agent');
  checkKnown(known, extension, 'agent’s phone');
  checkKnown(campaigns, outqueue, 'campaign');
  filled(tech, 'tech');
  phoneNumber(destination, 'destination');
  const guid = makeGuid();
  const call = { guid, agent, phone: extension, campaign: outqueue, destination, callerid, tech, context, ...more };
  state.calls.push({ ...call, startedAt: now(), ended: false });
  return guid;
}

/** UC-1: the guid of the call. */
const agentCall = operation(callNames, (fields, world) => dial(fields, world));

/** UC-3: ends what is on the phone (C-080, C-081). */
export const hangUp = operation(['phone'], ({ phone: extension }, { state, phones: known, now }) => {
  checkKnown(known, extension, 'agent’s phone');
  const calls = state.calls.filter((call) => call.phone === extension && !call.ended);
  if (!calls.length) throw new WireRefusal(`There is no call on ${extension}.`);
  for (const call of calls) {
    call.ended = true;
    state.ended.push({ at: now(), guid: call.guid, phone: extension });
  }
  return '1';
});

function checkDialer({ campaigns, phones: known }: IntegraFixtures, campaign: string, agentphone: string) {
  checkKnown(campaigns, campaign, 'campaign');
  if (agentphone) checkKnown(known, agentphone, 'agent’s phone');
}

/** UC-5: one JSON parameter (C-123, C-124). */
const respool = operation(['callspool'], ({ callspool }, world) => {
  const entry = checkShape(parseField(callspool, 'callspool'), respoolShape, 'callspool', {
    reading: world.reading,
    allow: allowances.entry,
  });
  checkDialer(world, entry.campaign, entry.agentphone);
  checkNotOnSpool(world.state.spool, entry);
  world.state.spool.push(entry);
  return '1';
});

const scheduleShape: Shape<ScheduleWire> = {
  calldate: wallClockTime,
  campaign: filled,
  destination: phoneNumber,
  alternatives: phones,
  agentphone: anyText,
  data: dataString,
};

/** UC-6: one JSON parameter of six keys (C-130 to C-132). */
const schedule = operation(['callschedule'], ({ callschedule }, world) => {
  const wanted = checkShape(parseField(callschedule, 'callschedule'), scheduleShape, 'callschedule', {
    reading: world.reading,
  });
  checkDialer(world, wanted.campaign, wanted.agentphone);
  world.state.schedules.push(wanted);
  return '1';
});

/** UC-19: `1` also when nothing was there to remove, which the documents leave open (U-77); both bounds count (U-51). */
const removeSchedule = operation(
  ['campaign', 'destination', 'from', 'to'],
  ({ campaign, destination, from, to }, { state, campaigns }) => {
    checkKnown(campaigns, campaign, 'campaign');
    phoneNumber(destination, 'destination');
    wallClockTime(from, 'from');
    wallClockTime(to, 'to');
    state.schedules = state.schedules.filter(
      (each) =>
        each.campaign !== campaign || each.destination !== destination || each.calldate < from || each.calldate > to,
    );
    return '1';
  },
);

/** UC-7: answers nothing (C-093 to C-095). */
const tagRecord = operation(['phone', 'guid', 'data'], ({ phone: customer, guid, data }, { state }) => {
  phoneNumber(customer, 'phone');
  if (![...state.calls, ...state.recordings.map(({ row }) => row)].some((call) => call.guid === guid))
    throw new WireRefusal(`There is no call “${guid}”.`);
  state.tags.push({ guid, phone: customer, data });
  return '';
});

/** UC-8 in both dialects (C-084, C-086). */
const dispositions: Record<IntegraFixtures['dialect'], Operation> = {
  // A server of before leaves alone what it does not know (U-47).
  v8: operation(dispositionNames, dispose, newDispositionNames),
  old: operation(dispositionNames, dispose, newDispositionNames),
  new: operation([...dispositionNames, ...newDispositionNames], dispose),
};

/** What an agent can ask. */
export const agentOperations: Operations = {
  'auth/getUserToken': getUserToken,
  'auth/EndSession': endSession,
  'Agents/AgentCall': agentCall,
  'Agents/HungupPhone': hangUp,
  'Agents/TagRecord': tagRecord,
  'Dialers/Respool': respool,
  'Dialers/ScheduleDialerCall': schedule,
  'Dialers/RemoveScheduleDialerCall': removeSchedule,
  'api/DispositionCall': (body, world) => dispositions[world.dialect](body, world),
};
