import { makeGuid } from '../guid.js';
import { ctiOf, type CtiShape, type PortalCall } from './portal-cti.js';
import {
  checkNotOnSpool,
  checkShape,
  entryShape,
  filled,
  isObject,
  phone,
  WireRefusal,
  respoolShape,
  text,
  wallClock,
  type Check,
  type RespoolWire,
} from '../wire-shape.js';

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
export const freshState = (): PortalState => ({ call: undefined, dialed: [], spool: [], schedules: [], tags: [] });

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
  sourceOrigin: text,
  targetOrigin: text,
  sourceWindowName: text,
  targetWindowName: text,
};

/** Keys besides `action`, spelled as documented: `objetoRespool` but `objectDialer`, `callDate` (U-13, U-14). */
const payloads: Record<PortalAction['action'], Record<string, Check>> = {
  call: { campaign: filled, callerid: text, destination: phone },
  callWithPhone: { destination: phone, campaign: filled },
  hangup: {},
  CTI: {},
  respool: { objetoRespool: (value, name) => checkShape(value, respoolShape, name) },
  schedule: { callDate: wallClock, objectDialer: (value, name) => checkShape(value, entryShape, name) },
  tag: { guid: filled, message: text },
};

const isKnown = (name: unknown): name is PortalAction['action'] =>
  typeof name === 'string' && Object.hasOwn(payloads, name);

/** The payload as one of the seven actions, or a {@link WireRefusal} (C-008 to C-021). */
export function readAction(payload: unknown): PortalAction {
  if (!isObject(payload)) throw new WireRefusal('The payload is no JSON object.');
  const { action, ...fields } = payload;
  if (!isKnown(action)) throw new WireRefusal(`There is no documented action ${JSON.stringify(action)}.`);
  checkShape(fields, payloads[action], action, ['callerid']);
  return payload as PortalAction;
}

function dial(state: PortalState, { action, campaign, destination, callerid }: Dial): PortalAnswer {
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
