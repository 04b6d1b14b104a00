import { msg, str } from '@lit/localize';
import { isGuid } from '../../codecs/guid.js';
import { fieldOf, objectOf, textOf, wholeOf, wordOf, type Fields } from '../../codecs/json.js';
import { CtiError } from '../../core/errors.js';
import type { Answer } from '../http/fetch.js';
import { notUnderstood } from '../http/http-transport.js';
import { readJson } from '../http/json-transport.js';

/** Names and values that come back in the call log and the pop-up; `var_` is put before a name that has none (C-304). */
export type VoicenterVariables = Readonly<Record<string, string>>;

/** What `call` and `hangup` are written with (C-304). */
export interface VoicenterLine {
  /** The agent's extension: its SIP code. */
  extension: string;
  /** The first leg where that is another number than the extension: what is on there nobody can be asked. */
  device?: string;
  /** The number that the agent's phone shows. */
  agentCallerId?: string;
  /** Records the call. */
  record?: boolean;
  /** The agent's phone answers by itself; Voicenter's extensions only. */
  autoAnswer?: boolean;
  /** Refuses the call when the agent's extension is offline. */
  checkDevice?: boolean;
  /** At most 10 for a call, or a function that gives them: click2call itself has no place for a campaign. */
  variables?: VoicenterVariables | ((call: { destination: string; campaign: string }) => VoicenterVariables);
}

const mostVariables = 10;

/** A number as click2call takes it: digits alone, a `+` in front taken off, a leading 0 kept (V-26). Throws `INVALID`. */
export function clickNumber(number: string, field: string): string {
  const digits = number.replace(/[\s().[\]/-]/g, '').replace(/^\+/, '');
  if (/^\d+$/.test(digits)) return digits;
  throw new CtiError('INVALID', msg('Voicenter dials digits only: leave out *, # and what is to be pressed later.'), {
    field,
  });
}

/** Throws `INVALID` for more than 10, a name that comes twice, and what is no text. */
export function writeVariables(variables: VoicenterVariables): Record<string, string> {
  const invalid = (message: string) => new CtiError('INVALID', message, { field: 'variables' });
  const named: Record<string, string> = {};
  for (const [name, value] of Object.entries(variables)) {
    const key = name.startsWith('var_') ? name : `var_${name}`;
    if (typeof (value as unknown) !== 'string') throw invalid(msg(str`The variable “${name}”: text is expected.`));
    if (Object.hasOwn(named, key)) throw invalid(msg(str`The variable “${name}” is there twice: leave one out.`));
    named[key] = value;
  }
  if (Object.keys(named).length > mostVariables)
    throw invalid(msg('Voicenter takes at most 10 variables with a call: leave some out.'));
  return named;
}

/** Yes travels as text, and no is left out (C-305, V-25). */
const ifYes = (name: string, value: boolean | undefined) => (value ? { [name]: 'true' } : {});

/** The request of a call; `action` always stands there (C-304, C-311). Throws `INVALID`. */
export function writeClickCall(
  line: VoicenterLine,
  { destination, campaign, callerId }: { destination: string; campaign: string; callerId?: string | undefined },
): Record<string, string> {
  const { variables = {}, agentCallerId } = line;
  return {
    phone: firstLeg(line),
    target: clickNumber(destination, 'destination'),
    action: 'call',
    format: 'json',
    ...(agentCallerId && { phonecallerid: clickNumber(agentCallerId, 'agentCallerId') }),
    ...(callerId && { targetcallerid: clickNumber(callerId, 'callerId') }),
    ...ifYes('record', line.record),
    ...ifYes('phoneautoanswer', line.autoAnswer),
    ...ifYes('checkphonedevicestate', line.checkDevice),
    ...writeVariables(typeof variables === 'function' ? variables({ destination, campaign }) : variables),
  };
}

/** What rings first. */
export const firstLeg = ({ extension, device }: VoicenterLine): string => device || extension;

/** Ends whatever is on that phone: there is no place for a call (C-310). */
export const writeTerminate = (line: VoicenterLine): Record<string, string> => ({
  phone: firstLeg(line),
  action: 'terminate',
  format: 'json',
});

/** `ERRORCODE` of click2call (C-307). */
const refusals = (): Record<number, string> => ({
  1: msg('Voicenter does not understand this request: something in it is wrong or missing.'),
  2: msg('Voicenter has an internal error.'),
  3: msg('Your extension is offline: nothing was dialled. Connect your phone first.'),
  4: msg('This extension may not dial from here: ask your supervisor.'),
});
/** “Application error”: nobody says how far it came. */
const failedInside = 2;

/** A yes of click2call. Throws `REJECTED` for its codes, and for codes that nobody documents; `PROTOCOL` for what is no code (C-306, C-307). */
function readClick(answer: Answer): Fields {
  const body = objectOf(readJson(answer));
  const said = wordOf(body, 'ERRORCODE');
  const code = wholeOf(said);
  const isYes = code === 0;
  if (isYes && answer.status < 300) return body;
  // A yes beside the status of a no: nobody knows.
  if (isYes || !/^-?\d{1,9}$/.test(said)) throw notUnderstood(answer.text);
  const message = wordOf(body, 'ERRORMESSAGE');
  const known = code !== undefined && refusals()[code];
  const reason = known || msg(str`Voicenter refused this (${said}).`);
  throw new CtiError('REJECTED', message ? msg(str`${reason} It says: ${message}`) : reason, {
    detail: answer.text.slice(0, 200),
    // What a code means that nobody documents is not known either.
    maybeSent: !known || code === failedInside,
  });
}

/** The call's id, which is its `ivrid` everywhere else (C-306, C-309). Throws `PROTOCOL` where a yes names no call: it may ring. */
export function readClickCall(answer: Answer): string {
  const id = textOf(fieldOf(readClick(answer), 'CALLID')).trim();
  if (!isGuid(id)) throw notUnderstood(answer.text);
  return id;
}

/** The yes of a hang-up; the same fields, and no call in them that says anything (C-310). */
export const readTerminate = (answer: Answer): void => void readClick(answer);

/** An answer of click2call's own, whatever its status: it has been asked then, and must not be asked again. */
export const isClickAnswer = (body: Fields): boolean => fieldOf(body, 'ERRORCODE') !== undefined;
