import { msg, str } from '@lit/localize';
import { fieldOf, namesFailure, parseJson, textOf, writeBody, type Fields } from '../../codecs/json.js';
import type { AgentReason } from '../../core/call-commands.js';
import { CtiError } from '../../core/errors.js';
import type { Answer } from '../http/fetch.js';
import { notUnderstood, segment, type HttpRequest } from '../http/http-transport.js';

/** Where the agent is at Sinch, as its REST interface and its panel name it (C-372, C-376). */
export type SinchWork = 'ready' | 'paused';

/**
 * Whose state it is: the agent's id, and who is told of a change, as the panel itself tells none that came by REST (C-372).
 * `SinchPanelTransport` has one.
 */
export interface SinchAgent {
  /** The agent's id: `value.id` of the panel's `detail` `user` (C-376). Rejects with a `CtiError`. */
  id(): string | Promise<string>;
  /** The state was changed by REST. */
  changed?(work: SinchWork, profile?: AgentReason): void;
  /** The agent was signed out by REST. */
  left?(): void;
}

/** A presence profile, as it came: it is written back whole. */
export interface Presence extends AgentReason {
  readonly raw: Fields;
}

const agentPath = (agent: string) => `agents/${segment(agent, 'agent')}`;
const json = { Accept: 'application/json' };
const put = (path: string, body: object): HttpRequest => ({
  method: 'PUT',
  path,
  headers: { ...json, 'Content-Type': 'application/json' },
  body: writeBody(body),
});

/**
 * The agent's state by RMI, below `…/RI/rmi/` (C-375, C-376; vendor code; paths also vendor page), and the sign-out (C-374,
 * vendor code). The slashes at the ends stand as there. `Accept` by S-33.
 */
export const agentWire = {
  presences: (agent: string): HttpRequest => ({ method: 'GET', path: `${agentPath(agent)}/presences/`, headers: json }),
  presence: (agent: string, { id, raw }: Presence): HttpRequest =>
    put(`${agentPath(agent)}/presences/${segment(id, 'reason')}`, raw),
  work: (agent: string, work: SinchWork): HttpRequest =>
    put(`${agentPath(agent)}/readyState/`, { readyState: work === 'ready' ? 'Ready' : 'NotReady' }),
  /** Below the address of the sign-in itself, which ends with a slash: without it the browser's own question is not answered. */
  signOut: (): HttpRequest => ({ method: 'DELETE', path: '' }),
} as const;

/** Nothing for what has no id. */
export function readPresence(raw: Fields): Presence | undefined {
  const id = textOf(fieldOf(raw, 'id'));
  return id ? { id, name: textOf(fieldOf(raw, 'name')) || id, raw } : undefined;
}

/** The yes to a change: 200 comes with JSON, any other 2xx with nothing (C-375). Throws `PROTOCOL` for anything else. */
export function checkChanged({ text }: Answer): void {
  if (!text.trim()) return;
  const value = parseJson(text);
  if (value === undefined || value === false || namesFailure(value)) throw notUnderstood(text);
}

/** The profile that is meant, by its id, else by its name, as the vendor's client finds it. Throws `INVALID`. */
export function findPresence(presences: readonly Presence[], reason: string): Presence {
  const found = presences.find(({ id }) => id === reason) ?? presences.find(({ name }) => name === reason);
  if (found) return found;
  throw new CtiError('INVALID', msg(str`Sinch knows no “${reason}” of this agent: choose another reason.`), {
    field: 'reason',
  });
}
