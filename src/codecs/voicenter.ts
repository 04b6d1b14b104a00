import { msg } from '@lit/localize';
import { CtiError } from '../errors.js';
import type { Contact } from '../supervisor-commands.js';
import { instantsOf, type WallClock } from './wall-clock.js';

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
  if (!timeZone) throw new CtiError('INVALID', msg('Voicenter wants an instant: set timeZone, the zone of this page’s times, on its transport.'), { field });
  const [instant] = instantsOf(at, timeZone);
  if (instant === undefined) throw new CtiError('INVALID', msg('This time does not exist: the clocks go forward then. Choose another.'), { field });
  const seconds = Math.floor(instant / 1000);
  if (seconds >= 1e11) throw new CtiError('INVALID', msg('This time is too far in the future.'), { field });
  return seconds;
}

/** The part of a call that AddCall and AddCallsBulk have in common; what is not set is absent (C-217, C-220 to C-226). */
export function writeVoicenterCall(campaign: string, contact: Contact, spelling: 'Callerid' | 'CallerID', at?: number): VoicenterCall {
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
