import type { DataPair } from '../../codecs/data-string.js';
import { fieldOf, objectOf, readElements, textOf, wholeOf, wordOf, type Fields } from '../../codecs/json.js';
import type { ToldState } from '../../core/call-state.js';
import { CtiError } from '../../core/errors.js';
import { msg } from '@lit/localize';
import type { Answer } from '../http/fetch.js';
import { known, readJson } from '../http/json-transport.js';
import { loggedOut } from './voicenter-status.js';

/** A call as it stands at an extension (C-325); what is absent was not said. */
export interface ExtensionCall {
  readonly ivrid: string;
  /** `ringing`, `dialing`, `talking`, `hold`; another word of Voicenter's, or nothing. */
  readonly status: string;
  /** `incoming`, `outgoing`, and in events `click2call` and `spy`. */
  readonly direction: string;
  readonly isAnswered: boolean | undefined;
  /** Of a click2call: 1 is the agent's leg, 2 the customer's (C-332). */
  readonly leg: 1 | 2 | undefined;
  readonly number: string;
  readonly name: string;
  readonly isRecordingPaused: boolean | undefined;
  readonly data: readonly DataPair[];
}

/** What is on at one extension, and who sits there. */
export interface ExtensionRow {
  readonly calls: readonly ExtensionCall[];
  /** Not all its calls could be read: none is missing then. */
  readonly isPartly: boolean;
  /** By the numbers of C-314; nothing where it is not said. */
  readonly agent: number | undefined;
}

/** Nothing for a call without an id. */
export function readExtensionCall(row: Fields): ExtensionCall | undefined {
  const ivrid = wordOf(row, 'ivrid', 'ivruniqueid');
  if (!ivrid) return undefined;
  const leg = wholeOf(fieldOf(row, 'c2cdirection'));
  const answered = wholeOf(fieldOf(row, 'answered'));
  const muted = wholeOf(fieldOf(objectOf(fieldOf(row, 'recording')), 'IsMuted'));
  return {
    ivrid,
    status: wordOf(row, 'callstatus').toLowerCase(),
    direction: wordOf(row, 'direction').toLowerCase(),
    isAnswered: answered === undefined ? undefined : answered > 0,
    leg: leg === 1 || leg === 2 ? leg : undefined,
    number: wordOf(row, 'callerphone'),
    name: wordOf(row, 'callername'),
    isRecordingPaused: muted === undefined ? undefined : muted > 0,
    data: Object.entries(objectOf(fieldOf(row, 'customdata'))).map(([name, value]) => [name, textOf(value)] as const),
  };
}

/** The SIP code of a row: `username` where it is polled (C-324), `extenUser` in events (C-331). */
export const extensionOf = (row: Fields): string => wordOf(row, 'username', 'extenUser');

/** Who sits there, by the numbers of C-314; nobody is as good as signed out (C-324). */
export function agentIn(row: Fields): number | undefined {
  const online = wholeOf(fieldOf(row, 'onlineUserID'));
  return online === 0 ? loggedOut : wholeOf(fieldOf(row, 'onlineUserStatus', 'representativeStatus'));
}

/** A row of an extension; nothing for one that does not list its calls. */
export function readExtensionRow(row: Fields): ExtensionRow | undefined {
  const read = readElements(fieldOf(row, 'calls'), readExtensionCall);
  return read && { calls: read.rows, isPartly: read.count > read.rows.length, agent: agentIn(row) };
}

/** The row of an extension in a list of them. */
export const rowOf = (list: unknown, extension: string): Fields | undefined =>
  Array.isArray(list) ? list.map(objectOf).find((row) => extensionOf(row) === extension) : undefined;

/**
 * The row of an extension in the answer of `GetExtensionsCalls` (C-323). Throws `REJECTED` where Voicenter says no, and
 * `PROTOCOL` for an answer in which this extension does not stand: that is not the same as no call.
 */
export function readExtensionsCalls(answer: Answer, extension: string): Fields {
  const body = objectOf(readJson(answer));
  if (isMonitorNo(body)) {
    const detail = answer.text.slice(0, 200);
    throw new CtiError('REJECTED', msg('Voicenter does not say what is on at your extension.'), { detail });
  }
  const row = wordOf(body, 'ERR') === '0' ? rowOf(fieldOf(body, 'EXTENSIONS'), extension) : undefined;
  return known(answer, row && readExtensionRow(row) ? row : undefined);
}

/** An own refusal, whatever its status: `ERR` 1 is the request or the secret, 2 a parameter or a failure inside. */
export const isMonitorNo = (body: Fields): boolean => /^[1-9]\d{0,8}$/.test(wordOf(body, 'ERR'));

/**
 * Where a call is; nothing where it is not said.
 *
 * Of a click2call the extension rings first and the customer is dialled after that (C-308): ringing is the agent's own
 * phone, unless the customer's leg is named, and the agent's leg alone makes no connection.
 */
export function stateOf({ status, direction, leg, isAnswered }: ExtensionCall, isOwn: boolean): ToldState | undefined {
  if (status === 'hold') return 'held';
  if (isOwn || direction === 'click2call') {
    if (status === 'talking') return leg === 1 || isAnswered === false ? 'dialling' : 'connected';
    if (status === 'ringing') return leg === 2 ? 'ringing' : 'dialling';
    return status === 'dialing' ? 'dialling' : undefined;
  }
  if (status === 'talking') return 'connected';
  if (direction === 'incoming') return status === 'ringing' || status === 'dialing' ? 'incoming' : undefined;
  if (direction !== 'outgoing') return undefined;
  return status === 'ringing' ? 'ringing' : status === 'dialing' ? 'dialling' : undefined;
}

/** A supervisor who listens is on no call of this agent's. */
export const isSpying = ({ direction }: ExtensionCall): boolean => direction === 'spy';
