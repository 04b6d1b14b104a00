import { fieldOf, objectOf, wholeOf, wordOf, type Fields } from '../../codecs/json.js';
import {
  agentIn,
  extensionOf,
  readExtensionCall,
  readExtensionRow,
  rowOf,
  type ExtensionCall,
  type ExtensionRow,
} from './voicenter-calls.js';

/** What happened to a call at an extension (C-332). */
type Happening = 'NEWCALL' | 'ANSWER' | 'HOLD' | 'UNHOLD' | 'HANGUP';

/** What an event says, for whoever hears it. */
export type VoicenterEvent =
  | { readonly kind: 'extension'; readonly row: ExtensionRow }
  | { readonly kind: 'agent'; readonly extension: string; readonly agent: number | undefined }
  | {
      readonly kind: 'call';
      /** Empty where it is not said. */
      readonly extension: string;
      readonly ivrid: string;
      readonly reason: Happening;
      /** Of a hang-up (C-333). */
      readonly cause: string;
      readonly call: ExtensionCall | undefined;
    }
  /** It is one of Voicenter's, and says nothing of calls or of the agent. */
  | { readonly kind: 'other' };

/** Names of events that say nothing here (C-330). Signs of life, queues, lists: they are the business of who listens. */
const otherNames =
  'loginstatus loginresponse loginsuccess queueevent queuesupdated dialersupdated extensionsupdated keepalive keepaliveresponse resync closeme'.split(
    ' ',
  );
const queueReasons = ['JOIN', 'EXIT', 'ABANDONED'];
const happenings: readonly string[] = ['NEWCALL', 'ANSWER', 'HOLD', 'UNHOLD', 'HANGUP'] satisfies Happening[];
/** `status` of the pop-up (C-338). */
const popUps: Readonly<Record<string, Happening>> = { ringing: 'NEWCALL', talking: 'ANSWER', hangup: 'HANGUP' };

/** Depths at which an event is looked for: the listener of the vendor's page gets the inner one, that of its code the outer one (V-30). */
const depths = 3;

/**
 * Reads an event of Voicenter's that somebody hands on: `ExtensionEvent`, `AllExtensionsStatus` or the pop-up's body, at
 * whichever depth and in whichever letter case (C-331 to C-333, C-338, V-30). Nothing for what it does not understand.
 */
export function readVoicenterEvent(event: unknown, extension: string): VoicenterEvent | undefined {
  let inner = objectOf(event);
  for (let depth = 0; depth < depths; depth++) {
    const read = readHere(inner, extension);
    if (read) return read;
    inner = objectOf(fieldOf(inner, 'data'));
  }
  return undefined;
}

function readHere(body: Fields, extension: string): VoicenterEvent | undefined {
  if (otherNames.includes(wordOf(body, 'name').toLowerCase())) return { kind: 'other' };
  const reason = wordOf(body, 'reason');
  if (queueReasons.includes(reason.toUpperCase())) return { kind: 'other' };
  if (reason) return readExtensionEvent(body, reason.toUpperCase());
  const list = fieldOf(body, 'extensions');
  if (Array.isArray(list)) {
    const row = rowOf(list, extension);
    const read = row && readExtensionRow(row);
    return row && !read ? undefined : read ? { kind: 'extension', row: read } : { kind: 'other' };
  }
  return wordOf(body, 'ivrid') ? readPopUp(body) : undefined;
}

function readExtensionEvent(body: Fields, reason: string): VoicenterEvent | undefined {
  const row = objectOf(fieldOf(body, 'data'));
  // Its list of calls is empty though calls go on (V-36).
  if (reason === 'USERSTATUSUPDATE') return { kind: 'agent', extension: extensionOf(row), agent: agentIn(row) };
  const current = readExtensionCall(objectOf(fieldOf(row, 'currentCall')));
  const ivrid = wordOf(body, 'ivruniqueid', 'ivrid') || current?.ivrid;
  if (!ivrid || !isHappening(reason)) return undefined;
  const call = current?.ivrid === ivrid ? current : undefined;
  return { kind: 'call', extension: extensionOf(row), ivrid, reason, cause: wordOf(body, 'cause'), call };
}

const isHappening = (reason: string): reason is Happening => happenings.includes(reason);

/** The body of the pop-up, which says of the call what a row says in other words. */
function readPopUp(body: Fields): VoicenterEvent | undefined {
  const status = wordOf(body, 'status', 'statusCall');
  const reason = popUps[status.toLowerCase()];
  const ivrid = wordOf(body, 'ivrid');
  if (!reason) return undefined;
  const current = readExtensionCall(objectOf(fieldOf(body, 'currentCall')));
  const muted = wholeOf(fieldOf(body, 'isMuted')) ?? fieldOf(body, 'isMuted');
  const call: ExtensionCall = {
    ivrid,
    status: status.toLowerCase(),
    direction: wordOf(body, 'direction').toLowerCase(),
    isAnswered: wholeOf(fieldOf(body, 'isAnswered')) === 1 || fieldOf(body, 'isAnswered') === true || undefined,
    leg: current?.ivrid === ivrid ? current.leg : undefined,
    number: wordOf(body, 'phone'),
    name: wordOf(body, 'callerName'),
    isRecordingPaused: muted === 1 || muted === true ? true : muted === 0 || muted === false ? false : undefined,
    data: current?.ivrid === ivrid ? current.data : [],
  };
  return { kind: 'call', extension: wordOf(body, 'extenUser'), ivrid, reason, cause: wordOf(body, 'cause'), call };
}
