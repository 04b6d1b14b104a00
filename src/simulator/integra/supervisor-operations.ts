import { readJson } from './integra-form.js';
import { operation, type Operations } from './operation.js';
import { checkKnown, type IntegraFixtures } from './integra-world.js';
import { filled, isObject, WireRefusal } from '../wire-shape.js';

/** `Nov 2, 2018 11:31:42 AM`, as a server writes it that never thought of programs (U-57). */
const locale = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });
const shown = (at: number) =>
  locale
    .format(at)
    .replace(/, (?=\d{1,2}:)/, ' ')
    .replace(/\s/g, ' ');

const onTheLine = ({ state }: IntegraFixtures, campaign: string) =>
  state.calls.filter((call) => call.campaign === campaign && !call.ended).length;

/** UC-22: no parameters. The last element is no campaign but the end (contract 2.1.11, U-56). */
const queueSummary = operation([], (_, world) => {
  const end = { internalActionId: '1982468278_6312', dateReceived: shown(world.now()) };
  const queues = world.campaigns.map((queue) => {
    const callers = onTheLine(world, queue);
    const loggedIn = world.agents.length;
    return {
      queue,
      loggedIn,
      available: Math.max(loggedIn - callers, 0),
      callers,
      holdTime: 18,
      talkTime: 130,
      longestHoldTime: 220,
      ...end,
    };
  });
  return JSON.stringify([...queues, end]);
});

/** The 21 keys of a campaign, some numbers of them as text (contract 2.1.12, U-58). */
function status(world: IntegraFixtures, campaign: string) {
  const busy = onTheLine(world, campaign);
  const total = world.agents.length;
  const { calls } = world.state;
  const completed = calls.filter((call) => call.campaign === campaign && call.ended).length;
  return {
    ...{
      campaign,
      availables: Math.max(total - busy, 0),
      notavailables: 0,
      paused: 0,
      busy,
      busypaused: 0,
      totalagents: total,
    },
    ...{
      logged: total,
      onwrapup: 0,
      completed,
      abandoned: 0,
      talked: '00:00:00-0',
      hold: '00:00:00-0',
      abandonedlevel: '0',
    },
    ...{
      totalcalls: busy + completed,
      acd: 0,
      servicelevel: '0.0',
      servicelevel2: '0.0',
      strategy: 'leastrecent',
      slevelthreshold: '3',
      wrapup: 3,
    },
  };
}

/** UC-23: one campaign is asked for and all are answered, with an agent between them: the documents' example and prose. */
const campaignStatus = operation(['queue'], ({ queue }, world) => {
  checkKnown(world.campaigns, queue, 'campaign');
  const [agent = ''] = world.agents;
  const campaigns = world.campaigns.map((campaign) => [campaign, status(world, campaign)] as const);
  return JSON.stringify({
    ...Object.fromEntries(campaigns),
    [agent]: { agent, extension: world.phones[0], paused: false },
  });
});

/** UC-9: answers `OK`, not `1` (C-091, C-092). */
const callWorkflow = operation(
  ['context', 'extension', 'jsonparams'],
  ({ context, extension, jsonparams }, { state }) => {
    filled(context, 'context');
    filled(extension, 'extension');
    const params = readJson(jsonparams, 'jsonparams');
    if (!isObject(params)) throw new WireRefusal('jsonparams is no JSON object.');
    state.workflows.push({ context, extension, jsonparams: params });
    return 'OK';
  },
);

export const supervisorOperations: Operations = {
  'Supervisor/queuesummary': queueSummary,
  'Supervisor/campaignstatus': campaignStatus,
  'admin/CallWorkflow': callWorkflow,
};
