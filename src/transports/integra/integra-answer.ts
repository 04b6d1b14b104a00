import { msg } from '@lit/localize';
import { CtiError } from '../../core/errors.js';
import { checkStatus, notUnderstood } from '../http/http-answer.js';
import type { Answer } from '../http/fetch.js';

/** The text of an answer without white space and one pair of quotes (C-062, C-078). */
const bare = (text: string) =>
  text
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .trim();

function checkBody(text: string): string {
  const body = bare(text);
  if (body === '0') throw new CtiError('REJECTED', msg('The dialer said no.'), { detail: text });
  if (body === '' || body.startsWith('<')) throw notUnderstood(text);
  return body;
}

/** Success only on one of the documented values (U-48, C-062 to C-064). */
export function readDone(answer: Answer, done: readonly string[] = ['1']): void {
  checkStatus(answer);
  if (!done.includes(checkBody(answer.text))) throw notUnderstood(answer.text);
}

/** A callback was taken out, so that it can be put in again. What is not the documented yes leaves open whether it is there (U-77). */
export function readRemoved(answer: Answer): void {
  checkStatus(answer);
  if (bare(answer.text) === '1') return;
  const message = msg(
    'This callback may be there already, and could not be taken out first. Look before you send it again.',
  );
  throw new CtiError('PROTOCOL', message, { detail: answer.text.slice(0, 200) });
}

/** The guid of a placed call: whatever is not a failure (U-23, C-076 to C-078). */
export function readGuid(answer: Answer): string {
  checkStatus(answer);
  return checkBody(answer.text);
}

/** Any 2xx but a web page, which is somebody else's: the request was taken, and nobody says what became of it (U-45, C-095). */
export function readTaken(answer: Answer): void {
  checkStatus(answer);
  if (bare(answer.text).startsWith('<')) throw notUnderstood(answer.text);
}
