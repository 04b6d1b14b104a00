import { msg, str } from '@lit/localize';
import { textOf } from '../../codecs/json.js';
import { callChecks } from '../../core/call-commands.js';
import type { CommandOf } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import { getTabItem, setTabItem } from '../../core/tab-storage.js';
import type { Answer } from '../http/fetch.js';
import { checkStatus, notUnderstood } from '../http/http-transport.js';
import { bare } from './integra-codec.js';
import type { IntegraOperation, IntegraOperations, IntegraPart, IntegraSettings } from './integra-transport.js';

/** What an answer may be that says yes. The documents print none of them (U-84). */
const yes = ['1', 'true', 'OK'];

/** Done on one of these; a `0`, a page and all else leaves open whether it happened (U-84). */
function accepted(answer: Answer): { status: 'confirmed' } {
  checkStatus(answer);
  if (!yes.includes(bare(answer.text))) throw notUnderstood(answer.text);
  return { status: 'confirmed' };
}

const needsAgent = ({ agent, phone }: IntegraSettings) =>
  !(agent && phone) && msg('The agent’s name or phone is not set on this page: set the attributes agent and phone.');

/** `SIP/1001` (C-396). */
const agentOf = ({ agent, phone, tech }: IntegraSettings) => ({ agent, interface: `${tech}/${phone}` });

/** Where this tab keeps the break from which the agent comes back, also after a reload: coming back names it too (C-397). */
const breakOf = ({ agent, phone }: IntegraSettings) => `integra-break ${agent} ${phone}`;

/** The name of the break, which has to be set up in uContact (C-397). */
function motiveOf({ state, reason = '' }: CommandOf<'agentState'>, settings: IntegraSettings): string {
  if (state === 'ready') return textOf(getTabItem(breakOf(settings)));
  const wrong = (message: string) => new CtiError('INVALID', message, { field: 'reason' });
  if (!reason.trim()) throw wrong(msg('Choose a reason: uContact wants one of the breaks that are set up there.'));
  const { pauseReasons } = settings;
  if (pauseReasons && !pauseReasons.some(({ id }) => id === reason))
    throw wrong(msg(str`“${reason}” is none of the reasons for a pause on this page.`));
  return reason;
}

/** The state that a yes has changed; the break that the agent is in, where it is in one. */
function changed(answer: Answer, settings: IntegraSettings, motive?: string): { status: 'confirmed' } {
  const reply = accepted(answer);
  setTabItem(breakOf(settings), motive);
  return reply;
}

const unbreak: IntegraOperation<'agentState'> = {
  paths: ['api/AgentUnBreak'],
  form: (command, settings) => ({ ...agentOf(settings), motive: motiveOf(command, settings) }),
  reply: (answer, _, settings) => changed(answer, settings),
};

/** The agent's part of the wire beyond the seed documents, names spelled as in the vendor's Agent API (vendor page). */
const operations: IntegraOperations = {
  agentState: {
    paths: ['api/AgentBreak'],
    instead: ({ state }) => state === 'ready' && unbreak,
    missing: needsAgent,
    form: (command, settings) => ({ ...agentOf(settings), motive: motiveOf(command, settings) }),
    reply: (answer, { reason }, settings) => changed(answer, settings, reason),
  },
  agentStates: {
    paths: [],
    missing: ({ pauseReasons }) =>
      !pauseReasons &&
      msg('uContact does not list the reasons for a pause, and this page sets none: set pauseReasons.'),
    form: () => ({}),
    reply: (_, __, { pauseReasons = [] }) => ({ status: 'confirmed', reasons: pauseReasons }),
  },
  login: {
    paths: [],
    missing: () => msg('Signing in to uContact needs a password, which no page holds: your back end signs in.'),
    form: () => ({}),
    reply: accepted,
  },
  logout: {
    paths: ['api/AgentLogoff'],
    missing: needsAgent,
    form: (_, settings) => agentOf(settings),
    reply: (answer, _, settings) => changed(answer, settings),
  },
};

/**
 * For `IntegraTransport.register`: the agent's state (C-396, C-397). For all else of a call in progress Integra has no action,
 * and says so.
 */
export const integraAgent: IntegraPart = {
  operations,
  checks: callChecks,
};
