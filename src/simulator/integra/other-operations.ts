import { WireRefusal } from '../wire-schema.js';
import { callNames, dial, hangUp, openSession, tokenReplies } from './agent-operations.js';
import { operation, parseField, type Operations } from './operation.js';
import { checkKnown, type AgentStateWire, type IntegraFixtures } from './state.js';

// What the five documents do not have and the vendor's other pages do: the Agent API (C-395 to C-400, vendor pages; the
// members of a queue are public code), which `agentApi` has as documented, and the sign-in of before. With
// `strict: false` all of it is there, and is taken for overlooked.

/** `auth/UserLogin`, of before: a list whose last item is the token, or `0`. */
const userLogin = operation(['user', 'password'], ({ user, password }, world) => {
  if (world.users[user] !== password) throw new WireRefusal('The name or the password is wrong.');
  return tokenReplies.list(user, openSession(world, user));
});

/** `auth/AgentLogin`: the agent's own settings with the token and the password of the telephone, or `0` (C-395). */
const agentLogin = operation(['agent', 'password'], ({ agent, password }, world) => {
  const { agents, agentPassword, phones } = world;
  const at = agents.indexOf(agent);
  if (at < 0 || password !== agentPassword) throw new WireRefusal('The name or the password is wrong.');
  return JSON.stringify({
    id: at + 1,
    name: phones[at] ?? '',
    host: 'ucontact.example',
    accountcode: agent,
    callerid: '',
    context: 'agents',
    language: 'en',
    md5secret: openSession(world, agent),
    secret: 'simulated',
    record: false,
    transport: 'wss',
    fullname: agent,
  });
});

type AgentFields = Record<'agent' | 'interface' | 'message', string> & { motive?: string };

/** Notes what an agent says of itself. What is answered no page shows: `1`, as everywhere, or what the options say (U-84). */
function say(state: AgentStateWire['state'], fields: AgentFields, world: IntegraFixtures): string {
  const { agents, phones, now, reading, agentReply } = world;
  const held = world.state;
  checkKnown(agents, fields.agent, 'agent');
  const extension = /^SIP\/(.+)$/.exec(fields.interface)?.[1];
  if (extension === undefined) reading.overlook(`interface is “${fields.interface}”, not SIP/ and the extension.`);
  if (fields.interface || reading.isStrict)
    checkKnown(phones, extension ?? fields.interface.replace(/^\w+\//, ''), 'agent’s phone');
  held.agentStates.push({ at: now(), state, motive: '', ...fields });
  return agentReply;
}

/** A break that is set up, and not in a call where the options say so (C-397). */
function takeBreak(fields: AgentFields & { motive: string }, world: IntegraFixtures): string {
  const { breaks, breakInCall, reading, state } = world;
  if (!breaks.includes(fields.motive)) reading.overlook(`There is no break “${fields.motive}”.`);
  const isInCall = state.calls.some(({ agent, ended }) => agent === fields.agent && !ended);
  if (isInCall && !breakInCall) throw new WireRefusal(`${fields.agent} has a call.`);
  return say('break', fields, world);
}

function endBreak(fields: AgentFields & { motive: string }, world: IntegraFixtures): string {
  if (!world.breaks.includes(fields.motive)) world.reading.overlook(`There is no break “${fields.motive}”.`);
  return say('ready', fields, world);
}

const breakNames = ['agent', 'interface', 'motive', 'message'] as const;

/** A call whose `data` goes to the workflow, as JSON; the guid. */
const agentCallWithData = operation([...callNames, 'data'], ({ data, ...fields }, world) => {
  if (data) parseField(data, 'data');
  return dial(fields, world, { data });
});

/** The members of a campaign. Of a row only the name is publicly known. */
const queueMembers = operation(['queue'], ({ queue }, { campaigns, agents }) => {
  checkKnown(campaigns, queue, 'campaign');
  return JSON.stringify(agents.map((membername) => ({ membername })));
});

/** What the vendor's Agent API page and public forms have: with `agentApi`. */
export const agentApiOperations: Operations = {
  'auth/AgentLogin': agentLogin,
  'api/AgentBreak': operation(breakNames, takeBreak, [], ['message']),
  'api/AgentUnBreak': operation(breakNames, endBreak, [], ['message']),
  'api/AgentLogoff': operation(
    ['agent', 'interface', 'message'],
    (fields, world) => say('off', fields, world),
    [],
    ['message'],
  ),
  'Agents/HangupPhone': hangUp,
  'Agents/AgentCallwithData': agentCallWithData,
  'queues/getqueuemembersofqueue': queueMembers,
};

export const otherOperations: Operations = { 'auth/UserLogin': userLogin, ...agentApiOperations };

/** Paths that the vendor has, and whose requests and answers no public page shows. */
export const isUnseen = (path: string) => /^(SMS\/|forms\/FormGet$)/.test(path);
