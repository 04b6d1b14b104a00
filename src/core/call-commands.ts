import { msg } from '@lit/localize';
import * as z from 'zod/mini';
import { readPhone } from '../codecs/phone.js';
import { confirmed, nothing, numberToConfirm, ofCall, optional, refine, required, text } from './schema.js';

const call = z.object(ofCall);

/** So many digits at a time: what is longer is no choice in a menu. */
const mostDigits = 64;

const digits = text(() => msg('The digits')).check(
  refine((value) => {
    if (!/^[\dA-D*#]+$/i.test(value)) return msg('Digits are 0 to 9, *, # and A to D, without spaces.');
    return value.length > mostDigits ? msg('These are more digits than a telephone menu takes.') : undefined;
  }),
  z.toUpperCase(),
);

const kinds = ['blind', 'attended'] as const;
const targets = ['number', 'agent', 'campaign'] as const;
const states = ['ready', 'paused'] as const;

/** The commands of a call in progress, and of the agent's state. A transport that can carry some of them brings all these checks. */
export const callChecks = {
  hold: call,
  unhold: call,
  /** The agent's microphone, not the recording. */
  mute: call,
  unmute: call,
  dtmf: z.object({ ...ofCall, digits }),
  /** `blind`: the call is given away at once. `attended`: the agent speaks with the other one first. */
  transfer: z
    .object({
      ...ofCall,
      /** A number, or an agent or a campaign as the dialer names them. */
      to: required(() => msg('Where the call goes')),
      kind: z.enum(kinds, { error: () => msg('A transfer is blind or attended.') }),
      toKind: z.enum(targets, { error: () => msg('A call goes to a number, an agent or a campaign.') }),
      /** About a number that is asked about first. */
      confirmed: confirmed(numberToConfirm),
    })
    .check(({ value, issues }) => {
      if (value.toKind !== 'number') return;
      const { phone, problem } = readPhone(value.to);
      if (problem === undefined) value.to = phone;
      else issues.push({ code: 'custom', path: ['to'], message: problem, input: value.to });
    }),
  completeTransfer: call,
  cancelTransfer: call,
  pauseRecording: call,
  resumeRecording: call,
  answer: call,
  reject: call,
  agentState: z
    .object({
      state: z.enum(states, { error: () => msg('The agent is ready or paused.') }),
      /** Why, by the `id` that `agentStates` gives. */
      reason: optional(() => msg('The reason')),
    })
    .check(({ value, issues }) => {
      if (value.reason && value.state === 'ready')
        issues.push({
          code: 'custom',
          path: ['reason'],
          message: msg('Only a pause has a reason.'),
          input: value.reason,
        });
    }),
  /** Why an agent may pause: as the dialer or the integrator names it. */
  agentStates: nothing,
  /** No command carries a password: where a sign-in needs one, this is `UNSUPPORTED`. */
  login: nothing,
  logout: nothing,
};

/** What a command of each type holds. */
export type CallCommands = { [K in keyof typeof callChecks]: z.output<(typeof callChecks)[K]> };
export type CallCommandType = keyof CallCommands;

/** Why an agent may pause. */
export interface AgentReason {
  /** What `agentState` takes as `reason`. */
  id: string;
  name: string;
}

/** What replies to these commands hold beside `status` and `transport`. */
export interface CallReplies {
  /** Empty where no reason is asked for. */
  agentStates: { reasons: readonly AgentReason[] };
}
