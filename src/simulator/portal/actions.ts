import { writeData, type DataPair } from '../../codecs/data-string.js';
import { allowances } from '../leniency.js';
import {
  checkNotOnSpool,
  checkShape,
  entryShape,
  filled,
  isObject,
  known,
  makeGuid,
  phoneNumber,
  respoolShape,
  shown,
  anyText,
  wallClockTime,
  WireRefusal,
  type Allowance,
  type Check,
  type Reading,
  type RespoolWire,
  type Shape,
} from '../wire-schema.js';

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

/** A call that an action of the form has made. */
export interface PortalDial {
  /** Epoch milliseconds. */
  at: number;
  action: 'call' | 'callWithPhone';
  guid: string;
  campaign: string;
  destination: string;
  callerid?: string;
}
/** A callback as the form posted it; `callDate` is wall-clock time of the dialer, `YYYY-MM-DD HH:mm:ss`. */
export interface PortalSchedule {
  callDate: string;
  objectDialer: RespoolWire;
}
/** A tag on a recording. */
export interface PortalTag {
  guid: string;
  message: string;
}

/** What the portal knows: the call on the phone, and what has reached it, in order. */
export interface PortalState {
  call: PortalCall | undefined;
  readonly dialed: PortalDial[];
  readonly spool: RespoolWire[];
  readonly schedules: PortalSchedule[];
  readonly tags: PortalTag[];
}

/** A portal that has seen nothing yet. */
export const freshPortal = (): PortalState => ({ call: undefined, dialed: [], spool: [], schedules: [], tags: [] });

type Dial = { action: 'call' | 'callWithPhone'; campaign: string; destination: string; callerid?: string };
/** The seven documented payloads (contract 1.1.2). */
export type PortalAction =
  | Dial
  | { action: 'hangup' | 'CTI' }
  | { action: 'respool'; objetoRespool: RespoolWire }
  | ({ action: 'schedule' } & PortalSchedule)
  | ({ action: 'tag' } & PortalTag);
/** The two documented replies. */
export type PortalAnswer = { guid: string } | { CTI: unknown };

/** The five keys that Porthole writes around a payload (C-002). Its `data` is checked as an action. */
export const envelopeShape: Record<string, Check> = {
  data: () => {},
  sourceOrigin: anyText,
  targetOrigin: anyText,
  sourceWindowName: anyText,
  targetWindowName: anyText,
};

/** Keys besides `action`, spelled as documented: `objetoRespool` but `objectDialer`, `callDate` (U-13, U-14). */
const payloads: Record<PortalAction['action'], Record<string, Check>> = {
  call: { campaign: filled, callerid: anyText, destination: phoneNumber },
  callWithPhone: { destination: phoneNumber, campaign: filled },
  hangup: {},
  CTI: {},
  respool: { objetoRespool: known },
  schedule: { callDate: wallClockTime, objectDialer: known },
  tag: { guid: filled, message: anyText },
};

const isKnown = (name: unknown): name is PortalAction['action'] =>
  typeof name === 'string' && Object.hasOwn(payloads, name);

/** Why nothing is known of an action, with the documented name that it is near. */
function unknownAction(action: unknown): string {
  const all = Object.keys(payloads);
  const name = shown(action);
  const near = all.find((each) => each.toLowerCase() === name.toLowerCase());
  const said = action === undefined ? 'The payload has no action' : `There is no action "${name}"`;
  return near ? `${said}: it is spelled ${near}.` : `${said}. Documented are ${all.join(', ')}.`;
}

/** The payload as one of the seven actions, or a {@link WireRefusal} (C-008 to C-021). */
export function readAction(payload: unknown, reading: Reading): PortalAction {
  if (!isObject(payload)) throw new WireRefusal('The payload is no JSON object.');
  const { action, ...fields } = payload;
  if (!isKnown(action)) throw new WireRefusal(unknownAction(action));
  const read = checkShape<Record<string, unknown>>(fields, payloads[action], action, {
    optional: ['callerid'],
    reading,
    ...(action === 'callWithPhone' && { allow: allowances.callWithPhone }),
  });
  const entry = (key: string, shape: Shape<RespoolWire>, allow: Allowance) =>
    key in read && { [key]: checkShape(read[key], shape, key, { reading, allow }) };
  return {
    action,
    ...read,
    ...entry('objetoRespool', respoolShape, allowances.entry),
    ...entry('objectDialer', entryShape, allowances.schedule),
  } as PortalAction;
}

function dial(state: PortalState, { action, campaign, destination, ...more }: Dial): PortalAnswer {
  const callerid = action === 'call' ? more.callerid : undefined;
  const guid = makeGuid();
  const at = Date.now();
  state.dialed.push({ at, action, guid, campaign, destination, ...(callerid !== undefined && { callerid }) });
  state.call = {
    guid,
    campaign,
    callerId: destination,
    destination,
    startedAt: at,
    answered: true,
    ended: false,
    by: action,
    ...(callerid !== undefined && { shownNumber: callerid }),
    parameters: '',
  };
  return { guid };
}

/** Ends the call on the phone. */
export function endCall(state: PortalState) {
  if (!state.call || state.call.ended) throw new WireRefusal('There is no call to end.');
  state.call = { ...state.call, ended: true };
}

const locked = ['campaign', 'status', 'contact', 'dialerbase'] as const;

function respool(state: PortalState, wanted: RespoolWire) {
  const { callerId, entry } = state.call ?? {};
  if (wanted.destination === callerId) throw new WireRefusal(`${callerId} is the number of this call (U-66).`);
  if (entry) {
    const changed = locked.filter((key) => wanted[key] !== entry[key]);
    if (changed.length) throw new WireRefusal(`A respool must not change ${changed.join(', ')}.`);
    const fresh = wanted.destination !== entry.destination;
    if (fresh && wanted.retries !== 0) throw new WireRefusal('A new main number starts with 0 retries.');
  }
  checkNotOnSpool(state.spool, wanted);
  state.spool.push(wanted);
}

/** Does what the action asks, and gives the reply of the three that have one (C-026 to C-028). */
export function perform(state: PortalState, action: PortalAction, shape: CtiShape): PortalAnswer | undefined {
  switch (action.action) {
    case 'call':
    case 'callWithPhone':
      return dial(state, action);
    case 'CTI':
      return { CTI: ctiOf(state.call, shape) };
    case 'hangup':
      endCall(state);
      return undefined;
    case 'respool':
      respool(state, action.objetoRespool);
      return undefined;
    case 'schedule':
      state.schedules.push({ callDate: action.callDate, objectDialer: action.objectDialer });
      return undefined;
    case 'tag':
      state.tags.push({ guid: action.guid, message: action.message });
      return undefined;
  }
}
