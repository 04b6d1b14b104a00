import { WireRefusal } from '../wire-schema.js';
import { callNames, dial, hangUp, openSession, tokenReplies } from './agent-operations.js';
import { operation, parseField, type Operations } from './operation.js';
import { checkKnown, type AgentStateWire, type IntegraFixtures } from './state.js';

// What the five documents do not have and the vendor's other pages do: the sign-ins of before, an agent's breaks, the
// other spelling of the hang-up, a call with data, the members of a campaign. Only with `strict: false`.

/** `auth/UserLogin`, of before: a list whose last item is the token, or `0`. */
const userLogin = operation(['user', 'password'], ({ user, password }, world) => {
  if (world.users[user] !== password) throw new WireRefusal('The name or the password is wrong.');
  return tokenReplies.list(user, openSession(world, user));
});

/** `auth/AgentLogin`: the agent's own settings with the token and the password of the telephone, or `0`. */
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
    transport: 'wss',
    fullname: agent,
  });
});

/** Notes what an agent says of itself. No page says what is answered: `1`, as everywhere. */
function say(
  state: AgentStateWire['state'],
  fields: Record<'agent' | 'interface' | 'message', string> & { motive?: string },
  { state: held, agents, phones, now }: IntegraFixtures,
): string {
  checkKnown(agents, fields.agent, 'agent');
  checkKnown(phones, fields.interface.replace(/^\w+\//, ''), 'agent’s phone');
  held.agentStates.push({ at: now(), state, motive: '', ...fields });
  return '1';
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

export const otherOperations: Operations = {
  'auth/UserLogin': userLogin,
  'auth/AgentLogin': agentLogin,
  'api/AgentBreak': operation(breakNames, (fields, world) => say('break', fields, world)),
  'api/AgentUnBreak': operation(breakNames, (fields, world) => say('ready', fields, world)),
  'api/AgentLogoff': operation(['agent', 'interface', 'message'], (fields, world) => say('off', fields, world)),
  'Agents/HangupPhone': hangUp,
  'Agents/AgentCallwithData': agentCallWithData,
  'queues/getqueuemembersofqueue': queueMembers,
};

/** Paths that the vendor has, and whose requests and answers no public page shows. */
export const isUnseen = (path: string) => /^(SMS\/|forms\/FormGet$)/.test(path);
