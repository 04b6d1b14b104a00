import { msg, str } from '@lit/localize';
import { objectOf, textOf } from '../../codecs/json.js';
import { instantsOf, type WallClock } from '../../codecs/wall-clock.js';
import { CtiError } from '../../core/errors.js';
import type { Contact, FoundContact, PendingCall } from '../../core/supervisor-commands.js';
import type { Answer } from '../http/fetch.js';
import { notUnderstood, type HttpRequest } from '../http/http-transport.js';
import { readJson } from '../http/json-transport.js';

/** What each operation takes (contract 1.3): a query, a form or JSON, or JSON only. All of them are sent as JSON by themselves (V-07). */
export const voicenterWire = {
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
export type VoicenterOperationName = keyof typeof voicenterWire;

/** One request: a JSON POST, or a GET where the integrator asks for it and the operation knows it (C-216, C-222, C-241, C-243). */
export function askVoicenter(operation: VoicenterOperationName, body: object, method: 'POST' | 'GET'): HttpRequest {
  const told = Array.isArray(body) ? { calls: body.length } : body;
  if (method === 'GET' && voicenterWire[operation] === 'any') return { method, path: operation, query: flat(body) };
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
const withTable: readonly VoicenterOperationName[] = ['AddCall', 'UpdateCall', 'AddCallsBulk'];

/** The `Data` of a yes (C-228, C-231). Throws `REJECTED` for any other code, also with HTTP 200 (C-229, C-230), `PROTOCOL` for no code. */
export function readVoicenter(operation: VoicenterOperationName, answer: Answer): unknown {
  const { ErrorCode, Description, Data } = objectOf(readJson(answer));
  const code = textOf(ErrorCode);
  if (code === '0') return Data;
  if (!code) throw notUnderstood(answer.text);
  const detail = answer.text.slice(0, 200);
  const known = withTable.includes(operation) ? refusals()[Number(code)] : undefined;
  throw new CtiError(
    'REJECTED',
    known || msg(str`Voicenter refused this (${code}): ${textOf(Description) || msg('without a reason')}`),
    { detail, maybeSent: operation === 'AddCallsBulk' }, // some of them may have been taken (V-11)
  );
}

/** What AddCall and UpdateCall take, and with `CallerID` for `Callerid` and without a time AddCallsBulk (contract 2.3). */
export interface VoicenterCall {
  Campaign: string;
  Target: string;
  Callerid?: string;
  CallerID?: string;
  /** Epoch seconds. */
  OriginateTime?: number;
  CustomerName?: string;
  Priority?: number;
  CustomData?: Record<string, string>;
}

/** A custom key as Voicenter wants it (C-221). */
export const varName = (key: string): string => (key.startsWith('var_') ? key : `var_${key}`);

/** The instant of a wall clock in epoch seconds (V-05, C-225). Throws `INVALID` for an hour that the zone skips, and beyond 1e11. */
export function originateTime(at: WallClock, timeZone: string | undefined, field = 'at'): number {
  if (!timeZone)
    throw new CtiError(
      'INVALID',
      msg('Voicenter wants an instant: set timeZone, the zone of this page’s times, on its transport.'),
      { field },
    );
  const [instant] = instantsOf(at, timeZone);
  if (instant === undefined)
    throw new CtiError('INVALID', msg('This time does not exist: the clocks go forward then. Choose another.'), {
      field,
    });
  const seconds = Math.floor(instant / 1000);
  if (seconds >= 1e11) throw new CtiError('INVALID', msg('This time is too far in the future.'), { field });
  return seconds;
}

/** The part of a call that AddCall and AddCallsBulk have in common; what is not set is absent (C-217, C-220 to C-226). */
export function writeVoicenterCall(
  campaign: string,
  contact: Contact,
  spelling: 'Callerid' | 'CallerID',
  at?: number,
): VoicenterCall {
  const { destination, callerId, firstName = '', lastName = '', priority, data = [] } = contact;
  const name = `${firstName} ${lastName}`.trim();
  return {
    Campaign: campaign.trim(),
    Target: destination,
    ...(callerId && { [spelling]: callerId }),
    ...(at !== undefined && { OriginateTime: at }),
    ...(name && { CustomerName: name }),
    ...(priority !== undefined && { Priority: priority }),
    ...(data.length && { CustomData: Object.fromEntries(data.map(([key, value]) => [varName(key), value])) }),
  };
}

/** A caller id in either spelling (V-02); an `OriginateTime` of 0 is none (V-05, C-244). */
export function readPending(raw: Record<string, unknown>): PendingCall {
  const at = Number(raw['OriginateTime'] ?? 0);
  return {
    number: textOf(raw['Phone']),
    callerId: textOf(raw['CallerID'] ?? raw['Callerid']),
    name: textOf(raw['CustomerName']),
    ...(at && { at }),
    priority: Number(raw['Priority'] ?? 0),
    data: Object.entries(objectOf(raw['CustomData'])).map(([key, value]) => [varName(key), textOf(value)] as const),
    raw,
  };
}

/** A waiting call in the words of every dialer. */
export const foundCall = ({ number, name, data, raw }: PendingCall): FoundContact => {
  const state = textOf(objectOf(objectOf(raw)['CallStatus'])['Description']);
  return { numbers: [number], name, ...(state && { state }), data, raw };
};

/** Whether a number has these digits in a row; without leading zeros, and of a whole number the last nine: a country's code may stand there (V-12). */
export function hasDigits(number: string, part: string): boolean {
  const wanted = part.replace(/\D/g, '').replace(/^0+/, '').slice(-9);
  return number.replace(/\D/g, '').includes(wanted);
}
