import { msg, str } from '@lit/localize';
import {
  fieldOf,
  figuresOf,
  objectOf,
  objectOfPairs,
  readElements,
  textOf,
  wholeOf,
  writeBody,
  type Fields,
} from '../../codecs/json.js';
import { instantsOf, readWallClock, wallClockAt, type WallClock } from '../../codecs/wall-clock.js';
import { CtiError } from '../../core/errors.js';
import type {
  Campaign,
  Contact,
  FoundContact,
  Member,
  PendingCall,
  RefusedContact,
} from '../../core/supervisor-commands.js';
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

/** Which documents the dialer is held to: those of the seeds, or the newer ones of vendor code (C-347 to C-350, V-33). */
export type VoicenterDialect = 'seed' | 'current';

/**
 * One request: a JSON POST, or a GET where the integrator asks for it and the operation knows it (C-216, C-222, C-241, C-243).
 *
 * @param code - goes into the body as `Code`, or into each element of a list (C-347); the log is not told of it
 */
export function askVoicenter(
  operation: VoicenterOperationName,
  body: object,
  method: 'POST' | 'GET',
  code = '',
): HttpRequest {
  const withCode = <T extends object>(row: T) => (code ? { Code: code, ...row } : row);
  const told = Array.isArray(body) ? { calls: body.length } : body;
  const whole = Array.isArray(body) ? (body as object[]).map(withCode) : withCode(body);
  if (method === 'GET' && voicenterWire[operation] === 'any')
    return { method, path: operation, query: flat(whole), hidden: code };
  return {
    method: 'POST',
    path: operation,
    headers: { 'Content-Type': 'application/json' },
    body: writeBody(whole),
    told,
    hidden: code,
  };
}

/** Custom data stand beside the rest in a query (V-15). */
function flat(body: object): Record<string, string> {
  const { CustomData = {}, ...rest } = body as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries({ ...rest, ...objectOf(CustomData) }).map(([name, value]) => [name, String(value)]),
  );
}

/** `ErrorCode` of AddCall, UpdateCall and AddCallsBulk (C-229); of other operations nobody says what they mean. Newer servers say 2 also of a field that is missing, and -2 of a number. */
const refusals = (): Record<string, string> => ({
  1: msg('Voicenter does not know this campaign code.'),
  2: msg('Voicenter cannot dial this number, or something is missing.'),
  3: msg('Voicenter has an internal error.'),
  4: msg('Voicenter refuses this caller id.'),
  '-2': msg('Voicenter cannot dial this number: it is written wrong.'),
});
/** “Unexpected internal error”: nobody knows how far it came. */
const failedInside = '3';
/** What newer servers mean by these and no other codes (C-350). */
const currentRefusals = (): Record<string, string> => ({
  1: msg('Voicenter does not know this campaign code.'),
  2: msg('Something is missing in what was sent.'),
  '-2': msg('Voicenter cannot dial this number: it is written wrong.'),
});
const withTable: readonly VoicenterOperationName[] = ['AddCall', 'UpdateCall', 'AddCallsBulk'];

/** `ErrorCode` as text; empty for none. */
const codeOf = (row: Fields): string => {
  const code = fieldOf(row, 'ErrorCode');
  return typeof code === 'number' ? `${code}` : textOf(code);
};
/** A yes, or a no that nothing else can be meant by. */
const isSure = (row: Fields) => /^(?:0|-?[1-9]\d*)$/.test(codeOf(row));
/** The dialer's own no, whatever stands beside it. */
export const isOwnNo = (row: Fields): boolean => isSure(row) && codeOf(row) !== '0';

const refusedText = (code: string, reason: string): string =>
  reason ? msg(str`Voicenter refused this (${code}): ${reason}`) : msg(str`Voicenter refused this (${code}).`);

/** Why Voicenter refused: what its code means where that is documented, and its own words; those first where codes mean this or that (V-33). */
function refusalOf(operation: VoicenterOperationName, row: Fields, dialect: VoicenterDialect): string {
  const code = codeOf(row);
  const description = textOf(fieldOf(row, 'Description'));
  if (dialect === 'current') {
    const meaning = (withTable.includes(operation) && currentRefusals()[code]) || '';
    const reason = description || meaning;
    const beside = description && meaning ? ` (${meaning})` : '';
    return refusedText(code, reason) + beside;
  }
  const known = withTable.includes(operation) && refusals()[code];
  if (known) return description ? msg(str`${known} It says (${code}): ${description}`) : known;
  return refusedText(code, description);
}

/** The answer of a yes (C-228, C-231). Throws `REJECTED` for any other code, also with HTTP 200 (C-229, C-230), `PROTOCOL` for what is no code. */
export function readVoicenter(
  operation: VoicenterOperationName,
  answer: Answer,
  dialect: VoicenterDialect = 'seed',
): Fields {
  const body = objectOf(readJson(answer));
  const code = codeOf(body);
  if (code === '0') return body;
  if (!isSure(body)) throw notUnderstood(answer.text);
  // In the newer documents the other codes mean this or that.
  const isOpen = dialect === 'current' ? !currentRefusals()[code] : code === failedInside;
  throw new CtiError('REJECTED', refusalOf(operation, body, dialect), {
    detail: answer.text.slice(0, 200),
    // Some of many may have been taken (V-11).
    maybeSent: operation === 'AddCallsBulk' || (withTable.includes(operation) && isOpen),
  });
}

/**
 * Who was refused of many. A newer server says it in `AddResult`, at the top or in `Data`, each by its place and its
 * number; an older one says nothing of each: then all were taken (C-242). Throws `PROTOCOL` where it cannot be told which
 * row is whose.
 */
export function readAddResult(
  answer: Answer,
  contacts: readonly Contact[],
  dialect: VoicenterDialect = 'seed',
): RefusedContact[] {
  const all = () => readVoicenter('AddCallsBulk', answer, dialect);
  const body = objectOf(readJson(answer));
  const told = [body, objectOf(fieldOf(body, 'Data'))].find((each) =>
    Object.keys(each).some((key) => key.toLowerCase() === 'addresult'),
  );
  if (!told) return (all(), []);
  const list = fieldOf(told, 'AddResult');
  const rows = readElements(list, (row) => (isSure(row) ? row : undefined))?.rows ?? [];
  const isOf = (row: Fields, contact: Contact | undefined) => {
    const target = textOf(fieldOf(row, 'Target'));
    return !!contact && (!target || hasDigits(target, contact.destination));
  };
  if (rows.length !== contacts.length || !rows.every((row, at) => isOf(row, contacts[at]))) {
    all();
    throw new CtiError(
      'PROTOCOL',
      msg('Voicenter did not answer for each call: some may have been added. Check the campaign.'),
      {
        detail: answer.text.slice(0, 200),
      },
    );
  }
  const refused = rows.flatMap((row, index) =>
    codeOf(row) === '0' ? [] : [{ index, reason: refusalOf('AddCallsBulk', row, dialect) }],
  );
  if (!refused.length) all();
  return refused;
}

/** What AddCall and UpdateCall take, and with `CallerID` for `Callerid` and without a time AddCallsBulk (contract 2.3). */
export interface VoicenterCall {
  Campaign: string;
  Target: string;
  Callerid?: string;
  CallerID?: string;
  /** Epoch seconds. */
  OriginateTime?: number;
  /** Newer servers: `true`, the time is the account's wall clock; `false`, GMT (C-348). */
  IsDateLocal?: 'true' | 'false';
  /** Newer servers: dials also who is on the do-not-call list (C-348). */
  IgnoreDncStatus?: 'true';
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

/** When a call is to be dialled, as it goes out. */
export type Originate = Pick<VoicenterCall, 'OriginateTime' | 'IsDateLocal'>;

/**
 * The same in the newer dialect: the true instant, said to be GMT; or, with the account's zone, that zone's wall clock as
 * if it were GMT's, said to be local (C-348, V-31). What a zone does to an epoch is not documented.
 */
export function originateLocal(seconds: number, accountZone: string | undefined): Originate {
  if (!accountZone) return { OriginateTime: seconds, IsDateLocal: 'false' };
  const clock = readWallClock(wallClockAt(seconds * 1000, accountZone)) ?? 0;
  return { OriginateTime: clock / 1000, IsDateLocal: 'true' };
}

/** The part of a call that AddCall and AddCallsBulk have in common; what is not set is absent (C-217, C-220 to C-226). */
export function writeVoicenterCall(
  campaign: string,
  contact: Contact,
  spelling: 'Callerid' | 'CallerID',
  { at, path = '', ignoresDnc }: { at?: Originate | undefined; path?: string; ignoresDnc?: boolean | undefined } = {},
): VoicenterCall {
  const { destination, callerId, firstName = '', lastName = '', priority, data = [] } = contact;
  const name = `${firstName} ${lastName}`.trim();
  return {
    Campaign: campaign.trim(),
    Target: destination,
    ...(callerId && { [spelling]: callerId }),
    ...at,
    ...(ignoresDnc && { IgnoreDncStatus: 'true' }),
    ...(name && { CustomerName: name }),
    ...(priority !== undefined && { Priority: priority }),
    ...(data.length && {
      CustomData: objectOfPairs(
        data.map(([key, value]) => [varName(key), value] as const),
        `${path}data`,
      ),
    }),
  };
}

/** A campaign with its figures; nothing for what has no code. */
export function readVoicenterCampaign(raw: Fields): Campaign | undefined {
  const [id = '', name = '', state = ''] = ['Code', 'Name', 'StatusName'].map((key) => textOf(fieldOf(raw, key)));
  return id ? { id, name, state, figures: figuresOf(raw, 'Code', 'Name', 'StatusName'), raw } : undefined;
}

/** Nothing for what is nobody. */
export function readMember(raw: Fields): Member | undefined {
  const id = textOf(fieldOf(raw, 'Member'));
  return id ? { id, name: textOf(fieldOf(raw, 'DisplayName')), raw } : undefined;
}

/** A caller id in either spelling (V-02); an `OriginateTime` of 0 is none (V-05, C-244). Nothing for a call without a number. */
export function readPending(raw: Fields): PendingCall | undefined {
  const number = textOf(fieldOf(raw, 'Phone', 'Target'));
  const at = wholeOf(fieldOf(raw, 'OriginateTime'));
  if (!number) return undefined;
  return {
    number,
    callerId: textOf(fieldOf(raw, 'CallerID')),
    name: textOf(fieldOf(raw, 'CustomerName')),
    ...(at && { at }),
    priority: wholeOf(fieldOf(raw, 'Priority')) ?? 0,
    data: Object.entries(objectOf(fieldOf(raw, 'CustomData'))).map(
      ([key, value]) => [varName(key), textOf(value)] as const,
    ),
    raw,
  };
}

/** A waiting call in the words of every dialer. */
export const foundCall = ({ number, name, data, raw }: PendingCall): FoundContact => {
  const state = textOf(fieldOf(objectOf(fieldOf(objectOf(raw), 'CallStatus')), 'Description'));
  return { numbers: [number], name, ...(state && { state }), data, raw };
};

/** Whether a number has these digits in a row; without leading zeros, and of a whole number the last nine: a country's code may stand there (V-12). */
export function hasDigits(number: string, part: string): boolean {
  const wanted = part.replace(/\D/g, '').replace(/^0+/, '').slice(-9);
  return number.replace(/\D/g, '').includes(wanted);
}
