import { makeGuid } from '../guid.js';
import { blacklistOperations } from './integra-blacklist.js';
import { dialerOperations } from './integra-dialers.js';
import { dispose } from './integra-disposition.js';
import { readJson } from './integra-form.js';
import { operation, type Operation, type Operations } from './operation.js';
import { recordingOperations } from './recordings.js';
import { endSession, getUserToken } from './integra-sign-in.js';
import type { ScheduleWire } from './state.js';
import { supervisorOperations } from './supervisor-operations.js';
import { checkKnown, type IntegraFixtures } from './integra-world.js';
import {
  checkNotOnSpool,
  checkShape,
  dataString,
  filled,
  phone,
  phones,
  WireRefusal,
  respoolShape,
  text,
  wallClock,
  type Shape,
} from '../wire-shape.js';

/** UC-1: the guid of the call (C-072). */
const agentCall = operation(
  ['callerid', 'agent', 'phone', 'tech', 'context', 'outqueue', 'destination'],
  (
    { callerid, agent, phone: extension, tech, context, outqueue, destination },
    { state, agents, phones: known, campaigns, now },
  ) => {
    checkKnown(agents, agent, 'agent');
    checkKnown(known, extension, 'agent’s phone');
    checkKnown(campaigns, outqueue, 'campaign');
    filled(tech, 'tech');
    phone(destination, 'destination');
    const guid = makeGuid();
    const call = { guid, agent, phone: extension, campaign: outqueue, destination, callerid, tech, context };
    state.calls.push({ ...call, startedAt: now(), ended: false });
    return guid;
  },
);

/** UC-3: ends what is on the phone (C-080, C-081). */
const hangUp = operation(['phone'], ({ phone: extension }, { state, phones: known, now }) => {
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
  const entry = checkShape(readJson(callspool, 'callspool'), respoolShape, 'callspool');
  checkDialer(world, entry.campaign, entry.agentphone);
  checkNotOnSpool(world.state.spool, entry);
  world.state.spool.push(entry);
  return '1';
});

const scheduleShape: Shape<ScheduleWire> = {
  calldate: wallClock,
  campaign: filled,
  destination: phone,
  alternatives: phones,
  agentphone: text,
  data: dataString,
};

/** UC-6: one JSON parameter of six keys (C-130 to C-132). */
const schedule = operation(['callschedule'], ({ callschedule }, world) => {
  const wanted = checkShape(readJson(callschedule, 'callschedule'), scheduleShape, 'callschedule');
  checkDialer(world, wanted.campaign, wanted.agentphone);
  world.state.schedules.push(wanted);
  return '1';
});

/** UC-19: `1` also when nothing was there to remove, which the documents leave open (U-77); both bounds count (U-51). */
const removeSchedule = operation(
  ['campaign', 'destination', 'from', 'to'],
  ({ campaign, destination, from, to }, { state, campaigns }) => {
    checkKnown(campaigns, campaign, 'campaign');
    phone(destination, 'destination');
    wallClock(from, 'from');
    wallClock(to, 'to');
    state.schedules = state.schedules.filter(
      (each) =>
        each.campaign !== campaign || each.destination !== destination || each.calldate < from || each.calldate > to,
    );
    return '1';
  },
);

/** UC-7: answers nothing (C-093 to C-095). */
const tagRecord = operation(['phone', 'guid', 'data'], ({ phone: customer, guid, data }, { state }) => {
  phone(customer, 'phone');
  if (![...state.calls, ...state.recordings.map(({ row }) => row)].some((call) => call.guid === guid))
    throw new WireRefusal(`There is no call “${guid}”.`);
  state.tags.push({ guid, phone: customer, data });
  return '';
});

const disposition = [
  'campaign',
  'agent',
  'callerid',
  'guid',
  'l1',
  'l2',
  'l3',
  'd1',
  'd2',
  'comment',
  'schedule',
] as const;
/** UC-8 in both dialects (C-084, C-086). */
const dispositions: Record<IntegraFixtures['dialect'], Operation> = {
  v8: operation(disposition, dispose),
  old: operation(disposition, dispose),
  new: operation([...disposition, 'camptoreschedule', 'tag'], dispose),
};

const operations: Operations = {
  'auth/getUserToken': getUserToken,
  'auth/EndSession': endSession,
  'Agents/AgentCall': agentCall,
  'Agents/HungupPhone': hangUp,
  'Agents/TagRecord': tagRecord,
  'Dialers/Respool': respool,
  'Dialers/ScheduleDialerCall': schedule,
  'Dialers/RemoveScheduleDialerCall': removeSchedule,
  'api/DispositionCall': (body, world) => dispositions[world.dialect](body, world),
  ...recordingOperations,
  ...dialerOperations,
  ...supervisorOperations,
};

/** The operation by what stands after `Integra/resources/`; an older server has fewer. */
export function operationAt(path: string, { dialect }: IntegraFixtures): Operation | undefined {
  const all = { ...operations, ...blacklistOperations[dialect] };
  return Object.hasOwn(all, path) ? all[path] : undefined;
}
