import { msg } from '@lit/localize';
import { CtiError } from '../../core/errors.js';
import type { Contact } from '../../core/supervisor-commands.js';
import type { FoundContact, PendingCall } from '../../core/supervisor-replies.js';
import { objectOf, textOf } from '../../codecs/json.js';
import { instantsOf, type WallClock } from '../../codecs/wall-clock.js';

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
