import { msg, str } from '@lit/localize';
import { objectOf, textOf } from '../../codecs/json.js';
import { CtiError } from '../../core/errors.js';
import { notUnderstood } from '../http/http-answer.js';
import type { Answer } from '../http/fetch.js';
import { readJson, type Ask } from '../http/http-transport.js';

/** What each operation takes (contract 1.3): a query, a form or JSON, or JSON only. All of them are sent as JSON by themselves (V-07). */
export const wire = {
  AddCall: 'any',
  RemoveCall: 'any',
  GetCampaignList: 'any',
  GetMembersList: 'any',
  RemoveMember: 'any',
  AddMember: 'any',
  StopCampaign: 'any',
  StartCampaign: 'any',
  UpdateCampaignStrategy: 'any',
  ClearCampaignCalls: 'any',
  AddCallsBulk: 'JSON',
  GetCampaignPendingCalls: 'JSON',
  UpdateCall: 'JSON',
  GetCampaignDetails: 'any',
  ConfigureIvrCampaign: 'JSON',
} as const;
export type Operation = keyof typeof wire;

/** One request: a JSON POST, or a GET where the integrator asks for it and the operation knows it (C-216, C-222, C-241, C-243). */
export function askVoicenter(operation: Operation, body: object, method: 'POST' | 'GET'): Ask {
  const told = Array.isArray(body) ? { calls: body.length } : body;
  if (method === 'GET' && wire[operation] === 'any') return { method, path: operation, query: flat(body) };
  return {
    method: 'POST',
    path: operation,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    told,
  };
}

/** Custom data stand beside the rest in a query (V-15). */
function flat(body: object): Record<string, string> {
  const { CustomData = {}, ...rest } = body as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries({ ...rest, ...objectOf(CustomData) }).map(([name, value]) => [name, String(value)]),
  );
}

/** `ErrorCode` 1 to 4 of AddCall, UpdateCall and AddCallsBulk (C-229); of other operations nobody says what they mean. */
const refusals = () => [
  '',
  msg('Voicenter does not know this campaign code.'),
  msg('Voicenter cannot dial this number.'),
  msg('Voicenter failed inside.'),
  msg('Voicenter refuses this caller id.'),
];
const withTable: readonly Operation[] = ['AddCall', 'UpdateCall', 'AddCallsBulk'];

/** The `Data` of a yes (C-228, C-231). Throws `REJECTED` for any other code, also with HTTP 200 (C-229, C-230), `PROTOCOL` for no code. */
export function readVoicenter(operation: Operation, answer: Answer): unknown {
  const { ErrorCode, Description, Data } = objectOf(readJson(answer));
  const code = textOf(ErrorCode);
  if (code === '0') return Data;
  if (!code) throw notUnderstood(answer.text);
  const detail = answer.text.slice(0, 200);
  const known = withTable.includes(operation) ? refusals()[Number(code)] : undefined;
  throw new CtiError(
    'REJECTED',
    known || msg(str`Voicenter refused this (${code}): ${textOf(Description) || msg('without a reason')}`),
    { detail },
  );
}
