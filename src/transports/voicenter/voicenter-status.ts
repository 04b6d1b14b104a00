import { msg, str } from '@lit/localize';
import { fieldOf, objectOf, readElements, wholeOf, wordOf, type Fields } from '../../codecs/json.js';
import type { AgentReason } from '../../core/call-commands.js';
import type { AgentState } from '../../core/call-state.js';
import { CtiError } from '../../core/errors.js';
import type { Answer } from '../http/fetch.js';
import { notUnderstood } from '../http/http-transport.js';
import { known, readJson } from '../http/json-transport.js';

/** `Status` of who is ready, and of who is signed out (C-314). */
export const loggedIn = 1;
export const loggedOut = 2;

/** Why an agent may pause, where the integrator names nothing else (C-314): an account may have named them anew. */
export const defaultReasons = (): AgentReason[] => [
  { id: '3', name: msg('Lunch') },
  { id: '5', name: msg('Administrative') },
  { id: '7', name: msg('Private') },
  { id: '9', name: msg('Other') },
  { id: '11', name: msg('Training') },
  { id: '12', name: msg('Team meeting') },
  { id: '13', name: msg('Brief') },
];

/** A number from 3 on: 1 and 2 are no pause. */
export const isPause = (id: string): boolean => /^[1-9]\d{0,5}$/.test(id) && Number(id) > loggedOut;

/** Throws `INVALID` for a reason whose `id` is no number of a pause. */
export function checkReasons(reasons: readonly AgentReason[]): readonly AgentReason[] {
  const wrong = reasons.find(({ id }) => !isPause(id));
  if (!wrong) return reasons;
  throw new CtiError(
    'INVALID',
    msg(str`“${wrong.id}” is not a reason for a pause at Voicenter: a number from 3 on is expected.`),
    { field: 'pauseReasons' },
  );
}

/** The account's own names (C-317), without the two that are no pause. Throws `PROTOCOL`. */
export function readStatuses(answer: Answer): AgentReason[] {
  const list = fieldOf(objectOf(readJson(answer)), 'Statuses');
  const read = readElements(list, (row) => {
    const id = wordOf(row, 'ID');
    return /^\d{1,6}$/.test(id) ? { id, name: wordOf(row, 'Name') || id } : undefined;
  });
  return known(answer, read?.rows.length ? read : undefined).rows.filter(({ id }) => isPause(id));
}

/** The request of a state: all but the code, which the proxy may add (C-313). */
export const writeStatus = (extension: string, userId: string | number, status: number): Record<string, unknown> => ({
  UserId: userId,
  ExtensionUser: extension,
  Status: status,
});

/** Refusals by `Status` and by `StatusError` (C-315). */
const byStatus = (): Record<number, string> => ({
  2: msg('Voicenter does not know this user or its secret.'),
  3: msg('Voicenter does not know this extension.'),
  4: msg('Voicenter does not take this state, or not on this extension.'),
});
const byError = (): Record<number, string> => ({
  0: msg('Voicenter does not understand this request.'),
  4: msg('Voicenter has an internal error.'),
  6: msg('Voicenter does not understand this request: something is missing.'),
});
const done = 1;
const failedInside = 4;
/** What is no number of a table. */
const noCode = -1;

/** Both codes; `StatusError` may be absent, and is none then. */
const codesOf = (body: Fields) => {
  const [status, error] = [fieldOf(body, 'Status'), fieldOf(body, 'StatusError')];
  return {
    status: wholeOf(status) ?? noCode,
    error: error === undefined ? undefined : (wholeOf(error) ?? noCode),
  };
};

/** Who is not known has no state that could have changed, whatever `StatusError` stands beside that. */
const isUnknown = (status: number) => status === 2 || status === 3;

const refusalOf = (body: Fields): string | undefined => {
  const { status, error = noCode } = codesOf(body);
  return (isUnknown(status) ? undefined : byError()[error]) ?? byStatus()[status];
};

/** An own refusal, whatever its status. */
export const isStatusNo = (body: Fields): boolean => refusalOf(body) !== undefined;

/** Done only if `Status` is 1 and `StatusError` is 1 or absent: here 0 is no success (C-315, C-316, V-27). Throws `REJECTED` or `PROTOCOL`. */
export function readStatusAnswer(answer: Answer): void {
  const body = objectOf(readJson(answer));
  const { status, error = done } = codesOf(body);
  if (status === done && error === done) return;
  const reason = refusalOf(body);
  if (!reason) throw notUnderstood(answer.text);
  // Spelt so by the vendor, should it ever be mended.
  const message = wordOf(body, 'StatusErroMessage', 'StatusErrorMessage');
  throw new CtiError('REJECTED', message ? msg(str`${reason} It says: ${message}`) : reason, {
    detail: answer.text.slice(0, 200),
    maybeSent: !isUnknown(status) && (error === failedInside || status === done),
  });
}

/** What a number of a state means; nothing for one that nobody documents or names (C-314, C-324). */
export function agentOf(status: number, isNamed: (id: string) => boolean): Omit<AgentState, 'since'> | undefined {
  if (status === loggedIn) return { state: 'ready' };
  if (status === loggedOut) return { state: 'loggedOut' };
  const id = String(status);
  return isNamed(id) ? { state: 'paused', reason: id } : undefined;
}
