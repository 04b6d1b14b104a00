import { msg } from '@lit/localize';
import type { CtiClient } from '../../core/client.js';
import type { CommandType } from '../../core/commands.js';
import { agentTypes, answerTypes, isSomeOffered } from '../shared/call-view.js';

type Action = readonly [key: string, name: () => string, needs?: readonly CommandType[]];

/**
 * What a key can do in a panel: its key, a letter for a chord; what it is called; and the commands of which one has to be
 * there. `call` also answers, `next` says that the call has ended, and then that the agent is ready.
 */
export const actions = {
  dial: ['L', () => msg('Go to the number'), ['call']],
  call: ['N', () => msg('Call, or answer'), ['call', ...answerTypes]],
  hangup: ['H', () => msg('Hang up'), ['hangup']],
  next: ['J', () => msg('The call has ended; next call')],
  agent: ['B', () => msg('Ready or pause'), agentTypes],
  hold: ['O', () => msg('Hold or resume'), ['hold', 'unhold']],
  mute: ['M', () => msg('Mute or unmute'), ['mute', 'unmute']],
  keypad: ['D', () => msg('Keypad'), ['dtmf']],
  transfer: ['T', () => msg('Transfer'), ['transfer']],
  recording: ['R', () => msg('Pause the recording, or resume it'), ['pauseRecording', 'resumeRecording']],
  result: ['E', () => msg('Go to the result'), ['dispose']],
  search: ['/', () => msg('Search all results'), ['dispose']],
  callback: ['K', () => msg('Go to the callback'), ['schedule']],
  respool: ['P', () => msg('Try this next'), ['respool']],
  tag: ['G', () => msg('Go to the tag'), ['tag']],
  save: ['Enter', () => msg('Save & next'), ['dispose']],
  undo: ['Z', () => msg('Undo the last save'), ['dispose']],
  outbox: ['X', () => msg('Open the outbox')],
  keys: ['?', () => msg('Show all keys')],
} as const satisfies Record<string, Action>;

export type PanelAction = keyof typeof actions;

export const allActions = Object.keys(actions) as PanelAction[];

const needsOf = (action: PanelAction): readonly CommandType[] => (actions[action] as Action)[2] ?? [];

/** Whether a panel offers an action: something supports it. What cannot be reached now stays, and its control says why. */
export function isOffered(client: CtiClient, action: PanelAction): boolean {
  const needs = needsOf(action);
  if (!needs.length) return action !== 'outbox' || !!client.outbox;
  return isSomeOffered(client, needs) || (action === 'call' && isCalled(client));
}

/** Somebody calls now. */
export const isCalled = (client: CtiClient | undefined): boolean =>
  !!client?.calls.some(({ state }) => state === 'incoming');

/** What the panel has where a dialer can do anything of it, or tells of it. */
export const hasIncoming = (client: CtiClient): boolean => isSomeOffered(client, answerTypes) || isCalled(client);
export const hasAgentState = (client: CtiClient): boolean => !!client.agent || isSomeOffered(client, agentTypes);

/** Why a panel has nothing to offer; nothing when it has. */
export function offerProblem(client: CtiClient): string | undefined {
  const support = client.supports('call');
  const isSome = isCalled(client) || !!client.agent || isSomeOffered(client, allActions.flatMap(needsOf));
  return support.ok || isSome ? undefined : support.reason;
}
