import { msg, str } from '@lit/localize';
import { bareNumber, numberKey, withoutLead } from '../codecs/phone.js';
import type { Command, CommandOf } from './commands.js';
import { CtiError } from './errors.js';
import type { Contact } from './supervisor-commands.js';
import { attempt, inTime } from './platform.js';
import { restOfMinute } from './recent-dials.js';

/**
 * Who may be dialled: the administrator's word. Prefixes are compared with the digits of a number and its leading `+`;
 * what begins with `00` or `011`, also behind the `9` of an outside line, is compared as `+`, too.
 */
export interface Destinations {
  /**
   * Prefixes that may be dialled without a question. With one that begins with `+` no other country can be dialled (`+`
   * alone is every country); with one of digits no other number without a country code. Codes of up to six digits, and
   * those with `*` or `#`, are asked about at most.
   */
  allow?: readonly string[] | undefined;
  /** Prefixes that are never dialled, and `premium` or `satellite` for the lists that come along. */
  deny?: readonly string[] | undefined;
  /** How many calls an agent may place in a minute, in all tabs together; 20 when absent. */
  perMinute?: number | undefined;
  /** A call needs a press or a key of the person: a script alone places none. */
  needsGesture?: boolean | undefined;
  /**
   * Asked before each dial, with the number's digits and leading `+`, and when and by whom this browser put it on the
   * do-not-call list of that campaign: `true` lets it be dialled, and lifts that; a text says why not. It has 10 seconds.
   */
  mayCall?: ((number: string, about: DialContext) => boolean | string | Promise<boolean | string>) | undefined;
  /**
   * Numbers that must always be within reach, asked about once; `112` and `911` when absent. Where an outside line has a
   * digit of its own, name them with that, too.
   */
  emergency?: readonly string[] | undefined;
  /** Keys may follow a number after a pause, written as `,` or `w`. */
  pauses?: boolean | undefined;
}

/** What `mayCall` is told beside the number. */
export interface DialContext {
  campaign: string;
  /** When this browser put the number on the do-not-call list, and who did: an agent's name, or empty. */
  blocked?: { at: Date; by: string } | undefined;
}

/** Every one of them must let a number pass; the first is the administrator's. */
export type Policies = readonly Destinations[];

/** Networks of satellites, and of no country. */
const satellite = ['+870', '+878', '+881', '+882', '+883'];
/** Numbers with a charge of their own, of the countries where most of this library's users are. */
const premium = [
  ...['0900', '1900', '+1900', '+979', '+3290', '+3389', '+31900', '+31906', '+31909', '+34803'],
  ...['+34806', '+34807', '+34905', '+351760', '+351761', '+39899', '+41900', '+41901', '+41906', '+43900', '+43930'],
  ...['+449', '+49137', '+49900', '+52900', '+55900', '+56700', '+598900', '+61190', '+9721900'],
];
const lists: Readonly<Record<string, readonly string[]>> = { satellite, premium };

/** Milliseconds that `mayCall` has. */
const timeToSay = 10_000;

/** What another country may be dialled by behind the `9` of an outside line, where a whole number follows. */
const exitCode = /^9(?:0011|011|00)(?=[1-9]\d{8})/;

const isShort = (bare: string) => /^\d{1,6}$/.test(bare);

/** A number, and what is behind a code in it. Right behind its sign a code may not be parted from the number. */
const behindCodes = (bare: string) =>
  bare
    .split(/[*#]/)
    .flatMap((part, at, parts) => (at && !parts[at - 1] ? [part, part.slice(2), part.slice(3)] : [part]));

const keysOf = (bare: string) => [
  bare,
  numberKey(bare),
  ...(exitCode.test(bare) ? [numberKey(bare.replace(exitCode, '+'))] : []),
];
const withKeys = (texts: string[]) => [...new Set(texts.flatMap(keysOf))].filter(Boolean);

/**
 * What a number may be written for: `written` is itself and what is behind a code of the exchange, each also as numbers are
 * compared; `keyed` is what stands behind a pause.
 */
function readings(number: string): { written: string[]; keyed: string[] } {
  const [first = '', ...later] = withoutLead(number).split(/[,w]+/).map(bareNumber);
  return {
    written: withKeys(/^[*#]/.test(first) ? [first, ...behindCodes(first)] : [first]),
    keyed: withKeys(later.flatMap((each) => [each, ...behindCodes(each)])),
  };
}

/** Also other countries behind a pause. */
function countries({ written, keyed }: ReturnType<typeof readings>): string[] {
  return [...written, ...keyed.filter((each) => each.startsWith('+'))];
}

/** All that may ring where this is dialled, as numbers are compared: itself, and what is behind a code, a line or a pause. */
export function numbersIn(number: string): string[] {
  const { written, keyed } = readings(number);
  const [own = '', ...others] = new Set([number, ...written, ...keyed].map(numberKey));
  return [own, ...others.filter((each) => !isShort(each))];
}

/** Whether two dials may ring the same telephone: a code, a line or a pause before one of them hides nothing. */
export function mayRingSame(one: string, other: string): boolean {
  const numbers = numbersIn(one);
  return numbersIn(other).some((each) => numbers.includes(each));
}

const begins = (numbers: readonly string[], prefixes: readonly string[] = []) =>
  prefixes.some((prefix) => numbers.some((number) => number.startsWith(prefix)));

/** Prefixes of an administrator: `00598` is `+598`, too. */
const prefixesOf = (given: readonly string[] = []) =>
  given.map(bareNumber).flatMap((prefix) => [prefix, prefix.replace(/^00(?=\d|$)/, '+')]);

/** Who denies `011252` denies `+252`; who allows it may mean Buenos Aires. */
const deniedBy = (given: readonly string[] = []) =>
  given.flatMap((each) => lists[each] ?? prefixesOf([each, bareNumber(each).replace(/^(?:0011|011)(?=[1-9])/, '+')]));

/** An extension or a code of the exchange. */
const isCode = (bare: string) => /^[*#]/.test(bare) || isShort(bare);

/** Also with what a phone may add, or whoever writes all numbers with a country code. */
const isEmergency = (bare: string, [{ emergency = [] } = {}]: Policies) => {
  const dialled = bare.replace(/(?<![#*])[#*]+$/, '');
  return emergency.some(
    (each) => dialled.endsWith(each) && /^(?:\+\d{0,3})?$/.test(dialled.slice(0, dialled.length - each.length)),
  );
};

const refused = (detail: string, message: string, field = 'destination') =>
  new CtiError('INVALID', message, { field, detail });
const unreadable = (what = msg('no object')) =>
  refused('unreadable', msg(str`The page’s destinations cannot be read (${what}): nothing is dialled.`));

/** Refuses what one policy never lets be dialled. Throws `INVALID`. */
function checkPolicy({ allow = [], deny = [] }: Destinations, number: string, field: string): void {
  if (!allow.length && !deny.length) return;
  const found = readings(number);
  const all = countries(found);
  if (begins(all, deny))
    throw refused(
      'deny',
      msg(str`${number} is among the numbers that are not dialled here: ask your administrator.`),
      field,
    );
  const foreign = all.filter((each) => each.startsWith('+'));
  const isLimited = allow.some((prefix) => (foreign.length ? /^\+/ : /^\d/).test(prefix));
  const [bare = ''] = found.written;
  const isFine = foreign.length
    ? foreign.every((each) => begins([each], allow)) || begins([bare], allow)
    : begins(found.written, allow) || isCode(bare);
  if (isLimited && !isFine)
    throw refused(
      'allow',
      msg(str`${number} is not among the numbers that may be dialled here: ask your administrator.`),
      field,
    );
}

/** Refuses a number that is not to be dialled, now or by a dialer. Throws `INVALID`. */
export function checkDestination(number: string, policies: Policies, field: string): void {
  if (isEmergency(bareNumber(number), policies)) return;
  for (const policy of policies) checkPolicy(policy, number, field);
}

/** An emergency is no matter of a dialer's list. Throws `INVALID`. */
export function checkListed(number: string, policies: Policies, field: string): void {
  const bare = bareNumber(number);
  if ([bare, ...behindCodes(bare)].some((each) => isEmergency(each, policies)))
    throw refused('emergency', msg(str`${number} is an emergency number: no dialer is to call it.`), field);
}

/** A number that a command makes somebody or something dial, for a campaign, and its field. */
interface DialledNumber {
  number: string;
  campaign: string;
  field: string;
}

/** The number that a transfer rings: also what is written as a whole number and called an agent or a campaign. */
export function transferNumber({ to, toKind }: CommandOf<'transfer'>): string | undefined {
  const isNumber = toKind === 'number' || (/^[\d\s().+*#,w/-]+$/.test(to) && !isShort(bareNumber(to)));
  return isNumber ? to : undefined;
}

/** All the numbers that a command has dialled, now or by the dialer. */
export function dialledBy(command: Command): DialledNumber[] {
  const all = (
    { destination, alternatives = [] }: Pick<Contact, 'destination' | 'alternatives'>,
    campaign: string,
    path = '',
  ) => [
    { number: destination, campaign, field: `${path}destination` },
    ...alternatives.map((number, at) => ({ number, campaign, field: `${path}alternatives.${at}` })),
  ];
  switch (command.type) {
    case 'transfer': {
      const number = transferNumber(command);
      return number === undefined ? [] : [{ number, campaign: '', field: 'to' }];
    }
    case 'call':
    case 'callWithPhone':
    case 'dialerTask':
      return all(command, command.campaign);
    case 'respool':
    case 'schedule':
      return all(command.entry, command.entry.campaign, 'entry.');
    case 'dispose':
      return command.callbackAt
        ? [{ number: command.customer, campaign: command.callbackCampaign || command.campaign, field: 'customer' }]
        : [];
    case 'addContact':
    case 'updateContact':
      return all(command.contact, command.campaign, 'contact.');
    case 'addContacts':
      return command.contacts.flatMap((contact, at) => all(contact, command.campaign, `contacts.${at}.`));
    default:
      return [];
  }
}

/** A question before a number is dialled. */
interface Question {
  kind: 'emergency' | 'premium' | 'satellite' | 'code';
  text: string;
}

/** What to ask a person before this number is dialled, or a call is transferred to it; nothing where there is no question. */
function dialQuestion(number: string, policies: Policies, isTransfer: boolean): Question | undefined {
  const transfer = isTransfer && msg('Transfer the call to it?');
  const call = transfer || msg('Call it?');
  const allowed = policies[0]?.allow;
  const dialled = bareNumber(number);
  if (isEmergency(dialled, policies) && !allowed?.includes(dialled))
    return { kind: 'emergency', text: msg(str`${number} is an emergency number. ${call}`) };
  const found = readings(number);
  const [bare = ''] = found.written;
  if (begins(withKeys([bare]), allowed) || isShort(bare)) return undefined;
  const numbers = countries(found);
  if (begins(numbers, satellite))
    return { kind: 'satellite', text: msg(str`${number} is a satellite number, which is expensive. ${call}`) };
  if (begins(numbers, premium))
    return { kind: 'premium', text: msg(str`${number} may be a premium-rate number. ${call}`) };
  if (isCode(bare))
    return {
      kind: 'code',
      text: msg(str`${number} is a code: it may forward calls, or change the line. ${transfer || msg('Send it?')}`),
    };
  return undefined;
}

/** Refuses what a question is to be asked about first. Throws `INVALID` with the field `confirmed`. */
export function checkConfirmed(number: string, policies: Policies, isConfirmed = false, isTransfer = false): void {
  const question = isConfirmed ? undefined : dialQuestion(number, policies, isTransfer);
  if (question) throw new CtiError('INVALID', question.text, { field: 'confirmed', detail: question.kind });
}

/** Refuses keys behind a pause unless the administrator allows them, and nobody else takes that back. Throws `INVALID`. */
export function checkPauses(number: string, policies: Policies): void {
  const isAllowed = policies[0]?.pauses && policies.every(({ pauses = true }) => pauses);
  if (/[,w]/.test(number) && !isAllowed)
    throw refused('pauses', msg('There are two numbers in this: leave one, written with spaces or hyphens at most.'));
}

/** Refuses a dial that no person pressed for. Throws `INVALID`. */
export function checkGesture(number: string, policies: Policies): void {
  const { userActivation } = Object(globalThis.navigator) as Partial<Navigator>;
  if (isEmergency(bareNumber(number), policies) || userActivation?.isActive) return;
  if (policies.some(({ needsGesture }) => needsGesture))
    throw refused('gesture', msg('Calls are placed here only by a press or a key. Press Call.'));
}

/** Refuses one dial too many; `dials`: when those of the last minute went, in epoch milliseconds. Throws `BUSY`. */
export function checkRate(number: string, policies: Policies, dials: readonly number[]): void {
  if (isEmergency(bareNumber(number), policies)) return;
  const [{ perMinute: own = 20 } = {}, ...others] = policies;
  const most = Math.floor(Math.min(own, ...others.flatMap(({ perMinute = own }) => perMinute)));
  if (dials.length < most) return;
  const retryAfter = most ? restOfMinute(dials[dials.length - most] ?? Date.now()) : undefined;
  const seconds = Math.ceil((retryAfter ?? 0) / 1000);
  const text = most
    ? msg(str`At most ${most} calls a minute are allowed here. Try again in ${seconds} s.`)
    : msg('Calls are not allowed here: ask your administrator.');
  throw new CtiError('BUSY', text, { detail: 'perMinute', retryAfter, maybeSent: false });
}

/** Asks whoever is to be asked before each dial. Resolves with whether anybody said yes; rejects with `INVALID` where one does not. */
export async function askMayCall(number: string, policies: Policies, about: DialContext): Promise<boolean> {
  const bare = bareNumber(number);
  if (isEmergency(bare, policies)) return true;
  let isLifted = false;
  for (const policy of policies) {
    const { mayCall } = policy;
    if (!mayCall) continue;
    let said: boolean | string;
    try {
      said = await inTime(Promise.resolve(mayCall(bare, about)), timeToSay);
    } catch (cause) {
      const text = msg('This page could not find out whether this number may be dialled. It was not dialled.');
      throw new CtiError('INVALID', text, { field: 'destination', detail: 'mayCall', cause });
    }
    if (said !== true)
      throw refused(
        'mayCall',
        typeof said === 'string' && said.trim() ? said : msg('This page does not allow calls to this number.'),
      );
    if (policy === policies[0]) isLifted = true;
  }
  return isLifted;
}

const isPrefix = (each: unknown) =>
  typeof each === 'string' && /^[\d+*# ().-]+$/.test(each) && /^(?:\+|\+?[\d*#]+)$/.test(bareNumber(each));
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isPrefix);
const isDenied = (value: unknown) =>
  Array.isArray(value) && value.every((each) => isPrefix(each) || Object.hasOwn(lists, String(each)));
const shape: Record<keyof Destinations, (value: unknown) => boolean> = {
  allow: isTexts,
  deny: isDenied,
  emergency: isTexts,
  perMinute: (value) => typeof value === 'number' && value >= 0,
  needsGesture: (value) => typeof value === 'boolean',
  pauses: (value) => typeof value === 'boolean',
  mayCall: (value) => typeof value === 'function',
};

const parsed = (given: unknown): unknown =>
  typeof given === 'string' && given.trim() ? attempt(() => JSON.parse(given) as unknown) : given || {};

/** What was written as an object; a promise or a map would look as if nothing stood in it. */
const isObject = (policy: unknown): policy is object => Object.prototype.toString.call(policy) === '[object Object]';

const names = Object.keys(shape) as (keyof Destinations)[];

function readPolicy(given: unknown): Destinations {
  const policy = Object(given) as Destinations;
  const wrong = [...names, ...Object.keys(policy)].find((name) => {
    const value = policy[name as keyof Destinations];
    return value !== undefined && !(Object.hasOwn(shape, name) && shape[name as keyof Destinations](value));
  });
  if (!isObject(given) || wrong !== undefined) throw unreadable(wrong);
  const { allow, deny, emergency, ...others } = Object.fromEntries(
    names.map((name) => [name, policy[name]]),
  ) as Destinations;
  return {
    ...others,
    allow: prefixesOf(allow),
    deny: deniedBy(deny),
    emergency: (emergency ?? ['112', '911']).map(bareNumber),
  };
}

/**
 * What a page gives, one or several of them, each of which may be JSON, with their prefixes as they are compared. Throws
 * `INVALID` on what cannot be read: nothing is dialled then.
 */
export function readDestinations(give: () => unknown): Policies {
  const given = attempt(() => [give()].flat());
  if (!given) throw unreadable();
  const orNone = (policy: unknown) => (Array.isArray(policy) && !policy.length ? [{}] : policy);
  const policies = given.flatMap((each) => orNone(parsed(each)));
  return (policies.length ? policies : [{}]).map(readPolicy);
}
