import { writeData, type DataPair } from '../../codecs/data-string.js';
import { makeGuid } from '../guid.js';
import type { RespoolWire } from '../wire-shape.js';

/** The call on the agent's phone. */
export interface PortalCall {
  guid: string;
  /** With its suffix: `Sale->`. */
  campaign: string;
  /** The customer's number: the one being spoken to. */
  callerId: string;
  /** The number that was dialled; the customer's too. */
  destination: string;
  /** Epoch milliseconds. */
  startedAt: number;
  answered: boolean;
  ended: boolean;
  /** Who made it: the agent by an action of the form, or the dialer. */
  by: 'call' | 'callWithPhone' | 'dialer';
  /** `callerid` of a `call` that had one: the number shown to the customer. */
  shownNumber?: string;
  /** The contact on the dialer's spool, its main number already the next one to dial (U-66). Only for a dialer's call. */
  entry?: RespoolWire;
  /** The call's variables as a data string, `key=value:key=value`. */
  parameters: string;
}

/**
 * Which of the shapes that readers must understand the CTI answer has (U-17):
 *
 * - `object` the ten respool keys at the top, beside guid and callerid
 * - `text` the same as JSON text
 * - `nested` the ten keys below `Dialer`, the list named `dialebase` as the vendor's page prints it
 * - `form` what the portal's own forms are seen to get, with `"TRUE"` and `"FALSE"`; the ten keys below `Dialer`,
 *   numbers as text
 */
export type CtiShape = 'object' | 'text' | 'nested' | 'form';

/** A made-up contact: the main number is already the next alternative, two more follow. */
export const sampleEntry: Readonly<RespoolWire> = {
  campaign: 'Ventas->',
  destination: '098344484',
  dialerbase: 'basetest',
  status: 1,
  data: 'name=Ana Pérez:account=7781:plan=Basic',
  alternatives: '099124484:099121212',
  contact: 222,
  retries: 1,
  priority: 9999,
  agentphone: '1001',
};

/** A call that the dialer puts through; all of it has made-up defaults. */
export interface DialerCall {
  guid?: string;
  campaign?: string;
  /** The customer's number: the one being spoken to. */
  callerId?: string;
  /** What differs from the made-up contact; `null` for a call without a dialer part. */
  entry?: Partial<RespoolWire> | null;
  /** The call's variables; those of the contact when absent. */
  parameters?: readonly DataPair[];
}

/** The call that the dialer put through, as the agent has it on the phone. */
export function answeredCall({ guid, campaign, callerId = '091000000', entry, parameters }: DialerCall): PortalCall {
  const contact = entry === null ? undefined : { ...sampleEntry, ...(campaign && { campaign }), ...entry };
  return {
    guid: guid ?? makeGuid(),
    campaign: campaign ?? contact?.campaign ?? sampleEntry.campaign,
    callerId,
    destination: callerId,
    startedAt: Date.now(),
    answered: true,
    ended: false,
    by: 'dialer',
    ...(contact && { entry: contact }),
    parameters: parameters ? writeData(parameters) : (contact?.data ?? ''),
  };
}

function nested({ dialerbase, ...entry }: RespoolWire) {
  return { ...entry, dialebase: dialerbase };
}

const shapes: Record<CtiShape, (call: PortalCall) => unknown> = {
  object: ({ guid, campaign, callerId, entry, parameters }) => ({
    guid,
    callerid: callerId,
    campaign,
    data: parameters,
    ...entry,
  }),
  text: (call) => JSON.stringify(shapes.object(call)),
  nested: ({ guid, campaign, callerId, entry, parameters }) => ({
    Guid: guid,
    Campaign: campaign,
    Callerid: callerId,
    Data: parameters,
    ...(entry && { Dialer: nested(entry) }),
  }),
  form: ({ guid, campaign, callerId, entry, parameters }) => ({
    Guid: guid,
    Campaign: campaign,
    Callerid: callerId,
    Screen: 'TRUE',
    Form: 'FALSE',
    ParAndValues: parameters,
    Beep: 'TRUE',
    Answer: 'FALSE',
    ...(entry && { Dialer: Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, String(value)])) }),
  }),
};

/** What the portal says of the answered call; `null` when there is none or it has ended (U-18). */
export function ctiOf(call: PortalCall | undefined, shape: CtiShape): unknown {
  return call?.answered && !call.ended ? shapes[shape](call) : null;
}
