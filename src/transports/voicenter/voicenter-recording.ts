import { msg, str } from '@lit/localize';
import { objectOf, wordOf, type Fields } from '../../codecs/json.js';
import { CtiError } from '../../core/errors.js';
import type { Answer } from '../http/fetch.js';
import { notUnderstood } from '../http/http-transport.js';
import { readJson } from '../http/json-transport.js';

/**
 * Mutes the recording, never the microphone (C-318): of one call by its `ivrid`, or of all that are now on at an extension
 * (C-319). Texts, and no secret (C-321).
 */
export const writeMute = (
  of: { ivrid: string } | { extension: string },
  isPaused: boolean,
): Record<string, string> => ({
  ...of,
  state: isPaused ? '1' : '0',
});

const codeOf = (body: Fields) => wordOf(body, 'ErrorCode');

/** An own refusal, whatever its status. */
export const isMuteNo = (body: Fields): boolean => /^[1-9]\d{0,8}$/.test(codeOf(body)) && codeOf(body) !== '200';

/** Done is 200, a number or text (C-320). Throws `REJECTED` with Voicenter's own words for another code, `PROTOCOL` for none. */
export function readMute(answer: Answer): void {
  const body = objectOf(readJson(answer));
  const code = codeOf(body);
  if (code === '200') return;
  if (!isMuteNo(body)) throw notUnderstood(answer.text);
  const message = wordOf(body, 'Message');
  const said = message
    ? msg(str`Voicenter left the recording as it was (${code}): ${message}`)
    : msg(str`Voicenter left the recording as it was (${code}).`);
  throw new CtiError('REJECTED', said, {
    detail: answer.text.slice(0, 200),
    // What failed inside may have happened all the same.
    maybeSent: Number(code) >= 500,
  });
}
