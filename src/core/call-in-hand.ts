import { msg } from '@lit/localize';
import type { CallCommandType } from './call-commands.js';
import type { CurrentCall } from './call-journal.js';
import type { CallState } from './call-state.js';
import type { CommandType } from './commands.js';

const live: readonly CallState[] = ['dialling', 'ringing', 'connected', 'held'];

/** Of which calls each command can be: where a dialer tells of them. */
const fitting: Partial<Record<CommandType, readonly CallState[]>> = {
  hold: ['connected'],
  unhold: ['held'],
  mute: live,
  unmute: live,
  dtmf: ['dialling', 'ringing', 'connected'],
  transfer: ['connected', 'held'],
  completeTransfer: live,
  cancelTransfer: live,
  pauseRecording: live,
  resumeRecording: live,
  answer: ['incoming'],
  reject: ['incoming'],
} satisfies Partial<Record<CallCommandType, readonly CallState[]>>;

/** Nobody tells how these go on. */
const untold: readonly CallState[] = ['placed', 'unknown'];

/** Whether a command is of one call; a hang-up is, too, and that of the call in hand is never refused for what is known of it (V-24). */
export const isOfCall = (type: CommandType): boolean => type === 'hangup' || Object.hasOwn(fitting, type);

const isAnswer = (type: CommandType) => type === 'answer' || type === 'reject';

const endsTransfer = (type: CommandType) => type === 'completeTransfer' || type === 'cancelTransfer';

function fits(type: CommandType, { state, consults }: CurrentCall): boolean {
  if (untold.includes(state)) return !isAnswer(type);
  return !!fitting[type]?.includes(state) && (!!consults || !endsTransfer(type));
}

/**
 * The call that a command is of: the one that it names; else the consultation while there is one to speak with, the one in
 * hand, or the only other that it fits. A hang-up is of the consultation that the agent speaks in or of the one in hand, and of
 * no other. Where of several calls nobody knows with which one the agent speaks, a transfer names its own. Or why there is none,
 * a sentence.
 */
export function callFor(
  type: CommandType,
  calls: readonly CurrentCall[],
  current: CurrentCall | undefined,
  named?: string,
): { call: CurrentCall } | { problem: string } {
  if (named) {
    const known = type === 'hangup' && current ? [...calls, current] : calls;
    const call = known.find(({ guid }) => guid === named);
    if (!call) return { problem: msg('That call is over, or this page does not know it.') };
    return type === 'hangup' || fits(type, call) ? { call } : { problem: problemOf(type) };
  }
  if (type === 'hangup') {
    const call = spokenConsult(calls) ?? current;
    return call ? { call } : { problem: problemOf(type) };
  }
  const possible = calls.filter((call) => fits(type, call));
  const consult = possible.find(({ consults }) => consults);
  const inHand = !isAnswer(type) && possible.find((call) => current && isOneCall(current, call));
  const [only, another] = possible;
  const isSure = !(type === 'transfer' && another && possible.every(({ state }) => state === 'unknown'));
  const call = (type !== 'transfer' && consult) || (isSure && inHand) || (another ? undefined : only);
  if (call) return { call };
  return { problem: another ? msg('There is more than one such call: choose which is meant.') : problemOf(type) };
}

/** Whether what was known before is this call, which may have got its guid since. */
export const isOneCall = (before: CurrentCall, now: CurrentCall): boolean =>
  before.guid ? before.guid === now.guid : before.since === now.since;

/** The consultation in which the agent speaks, while the customer waits. */
export const spokenConsult = (calls: readonly CurrentCall[]): CurrentCall | undefined =>
  calls.find(({ consults, state }) => consults && state !== 'held' && state !== 'ended');

/** Why no call is there for a command. */
function problemOf(type: CommandType): string {
  if (type === 'unhold') return msg('No call is on hold.');
  if (isAnswer(type)) return msg('Nobody is calling now.');
  if (endsTransfer(type)) return msg('No transfer has begun.');
  return msg('There is no call for this now.');
}
