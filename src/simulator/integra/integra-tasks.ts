import { readJson } from './integra-form.js';
import { operation } from './operation.js';
import type { TaskMode, TaskWire } from './state.js';
import { checkKnown, type IntegraFixtures } from './integra-world.js';
import {
  boolean,
  checkShape,
  dataString,
  filled,
  phone,
  phones,
  WireRefusal,
  text,
  wallClock,
  type Shape,
} from '../wire-shape.js';

const taskShape: Shape<TaskWire> = {
  calldate: (value, name) => {
    if (value !== null) wallClock(value, name);
  },
  campaign: filled,
  destination: phone,
  alternatives: phones,
  agent: text,
  data: dataString,
  source: text,
  bulk: boolean,
  automatic: boolean,
};

type Flags = [dated: boolean, bulk: boolean, automatic: boolean, owned: boolean | 'either'];
/** The table of the documents (contract 2.1.3): what the flags mean, for the agent's phone too. */
const newer: Record<TaskMode, Flags> = {
  priority: [false, false, true, 'either'],
  now: [false, false, false, 'either'],
  schedule: [true, true, false, 'either'],
  owned: [false, true, false, true],
  normal: [false, true, false, false],
};
/** Before, a dated and an owned task were no bulk, and nothing called at once (C-144). */
const older: Partial<typeof newer> = {
  priority: newer.priority,
  schedule: [true, false, false, 'either'],
  owned: [false, false, false, true],
  normal: newer.normal,
};

function modeOf({ calldate, bulk, automatic, agent }: TaskWire, { dialect }: IntegraFixtures): TaskMode {
  const modes = Object.entries(dialect === 'old' ? older : newer) as [TaskMode, Flags][];
  const found = modes.find(
    ([, flags]) =>
      flags[0] === (calldate !== null) &&
      flags[1] === bulk &&
      flags[2] === automatic &&
      (flags[3] === 'either' || flags[3] === (agent !== '')),
  );
  if (!found) throw new WireRefusal('No mode has these flags: see the table of dialer tasks.');
  return found[0];
}

/** UC-17: one JSON parameter of nine keys (C-135 to C-148). A task without a date is a contact for the dialer, too. */
export const dialerTask = operation(['call'], ({ call }, world) => {
  const task = checkShape(readJson(call, 'call'), taskShape, 'call');
  const mode = modeOf(task, world);
  const { campaign, destination, alternatives, agent, data } = task;
  checkKnown(world.campaigns, campaign, 'campaign');
  if (agent) checkKnown([...world.agents, ...world.phones], agent, 'agent');
  world.state.tasks.push({ ...task, mode });
  if (mode !== 'now' && mode !== 'schedule')
    world.state.contacts.push({
      campaign,
      number: destination,
      data,
      alternatives,
      priority: mode === 'priority' ? 1 : 2,
      agentphone: agent,
    });
  return '1';
});
