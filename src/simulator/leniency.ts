import {
  anyText,
  CodedRefusal,
  known,
  Reading,
  shown,
  strictly,
  WireRefusal,
  type Allowance,
  type Check,
} from './wire-schema.js';

// All that a simulator with `strict: false` takes beside what the documents print: what public clients and the vendors'
// other pages are seen to send. What is overlooked stands in the log (`overlooked`) in the words of the strict refusal.
//
// | What                                                        | Where                                          |
// | ----------------------------------------------------------- | ---------------------------------------------- |
// | another spelling of the content type; none without a body   | `checkType`                                    |
// | an `Accept` that names nothing, or `*/*`                    | `checkAccept`                                  |
// | numbers as text, text as numbers, absent or empty values    | `writings`                                     |
// | keys of newer versions, other spellings, keys left out      | `allowances`                                   |
// | ids with hyphens or in small letters                        | `id32`                                         |
// | forms: parameters twice, left out, in the address, or not   | `readForm` in integra/operation.ts             |
// |   percent-encoded                                           |                                                |
// | operations of the vendor's other pages                      | `otherOperations` in integra/                   |
// | uContact: a break that is not set up, an interface without  | `say` in integra/other-operations.ts           |
// |   `SIP/`                                                    |                                                |
// | Voicenter: a form, no action, flags in other writings       | `click2call` in voicenter/                     |
// |   (C-303, C-305, C-311), another spelling of `json`         |                                                |
// | Voicenter: older small names of the agent's state (C-317)   | `fieldsOf` in voicenter/agent-status.ts        |
// | Voicenter: a time with a zone in the call log, the mute's   | `timeOf` in call-log.ts, `stateOf` in          |
// |   state as a number                                         |   recording-mute.ts                            |
// | Voicenter: newer dialer without `Code` or `IsDateLocal`     | `checkAccount`, `checkCurrent` in operations.ts|
// | Motion: a campaign of its name alone                        | `motionOperations`                             |
// | Motion: another `id` than the path's in the second step     | `importFile` in motion/csv.ts                  |
// | uContact X: other keys of fresh leads                       | `allowances`                                   |
// | the portal's functions: arguments left out, a Number        | `readArguments` in portal/form-functions.ts    |
// | Sinch: several values of `status`, with commas              | `filterOf` in sinch/query.ts                   |
// | `OPTIONS`, and answers that a page of any origin may read   | cors.ts                                        |

/** A simulator's reading: strict, or with all of this file. */
export const readingOf = (strict: boolean): Reading => (strict ? strictly : new Reading(writings));

const hex = /^[\dA-F]{32}$|^[\dA-F]{8}(-[\dA-F]{4}){3}-[\dA-F]{12}$/i;
const bareId = (id: string) => id.replaceAll('-', '').toUpperCase();

/** Other writings of the same value; each counts only where the documented kind of value takes it. */
function writings(value: unknown): unknown[] {
  if (value === undefined) return ['', null];
  if (value === null) return [''];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'string') return [];
  if (value === '') return [null];
  if (hex.test(value)) return [bareId(value)];
  return /^-?\d{1,15}(\.\d+)?$/.test(value) ? [Number(value)] : [];
}

const mediaType = (type: string) => type.split(';', 1)[0]?.trim().toLowerCase() ?? '';
const charset = (type: string) => /; *charset *= *"?([^\s;"]+)/i.exec(type)?.[1]?.toLowerCase() ?? 'utf-8';

/** Refuses a `Content-Type` that is none of the documented ones: 415. Another spelling of one may be overlooked. */
export function checkType(
  { headers, body }: { headers: Headers; body: string },
  documented: readonly string[],
  reading: Reading,
) {
  const given = headers.get('Content-Type') ?? '';
  if (documented.includes(given)) return;
  const refusal = new CodedRefusal(415, `The Content-Type is “${given}”, not ${documented.join(' or ')}.`);
  const isUsual = given
    ? documented.some((each) => mediaType(each) === mediaType(given)) && /^utf-?8$/.test(charset(given))
    : body === '';
  if (!isUsual) throw refusal;
  reading.overlook(refusal);
}

/** Refuses an `Accept` that does not name the answer's type: 406. None, or a wild card, may be overlooked. */
export function checkAccept(accept: string | null, type: string, reading: Reading) {
  const given = (accept ?? '').split(',').map(mediaType);
  if (given.includes(type)) return;
  const refusal = new CodedRefusal(406, `Accept does not name ${type}.`);
  const isUsual = ['', '*/*', `${type.split('/', 1)[0] ?? ''}/*`].some((each) => given.includes(each));
  if (!isUsual) throw refusal;
  reading.overlook(refusal);
}

/** The id as 32 hex digits in capitals; as it came when it is no such id. Another writing of one is refused with the code. */
export function id32(id: string, reading: Reading, code = 404): string {
  if (!hex.test(id) || bareId(id) === id) return id;
  reading.overlook(new CodedRefusal(code, `The id ${id} is not 32 hex digits in capitals.`));
  return bareId(id);
}

/** True or false in any of the ways of queries and forms. */
const flag: Check = (value, name) => {
  if (!/^(true|false|0|1)$/i.test(shown(value))) throw new WireRefusal(`${name} is neither true nor false.`);
};
const textOrNumber: Check = (value, name) => {
  if (name.startsWith('cf_')) throw new WireRefusal(`There is no custom field ${name}.`);
  if (typeof value !== 'number') anyText(value, name);
};

/** Keys by what they are keys of. */
export const allowances = {
  /** The list's name is printed both ways in the documents (contract 2.1.4). */
  entry: { spelled: { dialebase: 'dialerbase' } },
  /** A callback over the portal with the object that REST documents: six keys of which one is the time. */
  schedule: {
    spelled: { dialebase: 'dialerbase' },
    mayMiss: ['dialerbase', 'status', 'contact', 'retries', 'priority'],
    also: { calldate: anyText },
  },
  /** `callWithPhone` is documented without the number that `call` may have. */
  callWithPhone: { also: { callerid: anyText } },
  /** Newer pages: the account's code in every body, and how a time and the do-not-call list are meant. */
  voicenter: {
    also: { Code: anyText, IsDateLocal: flag, IgnoreDncStatus: flag },
    spelled: { CallerID: 'Callerid', Callerid: 'CallerID' },
  },
  /** The standard fields of a contact, of which only a part is publicly known: `email`, `mobile`, `city`, `street` … */
  motionContact: { others: textOrNumber, mayMiss: ['ListId'] },
  /** The page that prints the body is cut: a time when to dial may be there too. */
  freshLeads: { others: known },
  /** What the path says already, or has a default in the product. */
  motionIds: { mayMiss: ['id', 'penalty'] },
} satisfies Record<string, Allowance>;
