import { msg, str } from '@lit/localize';
import * as z from 'zod/mini';
import type { DataPair } from '../codecs/data-string.js';
import { readListed, readPhone, type PhoneReading } from '../codecs/phone.js';
import { midnightOf, readWallClock } from '../codecs/wall-clock.js';

// A sentence is a function: it is said in the language of the moment, not of the first load.
type Say = () => string;

/** A check in words of our own: smaller than zod's ready-made ones, and each has its sentence anyway. */
export const refine =
  <T>(problem: (value: T) => string | undefined) =>
  ({ value, issues }: z.core.ParsePayload<T>) => {
    const message = problem(value);
    if (message) issues.push({ code: 'custom', message, input: value });
  };

export const text = (what: Say) => z.string({ error: () => msg(str`${what()}: text is expected.`) });
export const required = (what: Say) =>
  text(what).check(refine((value) => (value.trim() ? undefined : msg(str`${what()} is missing.`))));
export const optional = (what: Say) => z.optional(text(what));
export const integer = (what: Say, least = 0, why: Say = () => msg('A number below 0 is not possible here.')) => {
  const error = () => msg(str`${what()}: a whole number is expected.`);
  return z
    .number({ error })
    .check(refine((value) => (!Number.isSafeInteger(value) ? error() : value < least ? why() : undefined)));
};

/** `z.object({})` would type every further key as forbidden, `type` among them. */
export const nothing: z.ZodMiniType<object, object> = z.object({});

/** A person was asked, and said yes. It does not go out. */
export const confirmed = (what: Say) =>
  z.optional(z.boolean({ error: () => msg(str`Whether a person confirmed ${what()}: yes or no is expected.`) }));
export const numberToConfirm = () => msg('the number');

export const callName = () => msg('The call');
/** The call that is meant, as `client.calls` names it by `guid`; the one in hand when absent. */
export const ofCall = { call: optional(callName) };

export const campaignName = () => msg('The campaign');
export const priorityName = () => msg('The priority');

const number = (read: (text: string) => PhoneReading) =>
  z.string({ error: () => msg('Enter a number.') }).check((payload) => {
    const { phone, problem } = read(payload.value);
    if (problem === undefined) payload.value = phone;
    else payload.issues.push({ code: 'custom', message: problem, input: payload.value });
  });

/** What a person types: read as a number, its separators unchanged (C-065). */
export const phone = number((text) => readPhone(text));
/** What is dialled now: keys may follow after a pause, where the client lets them. */
export const dialled = number((text) => readPhone(text, { pauses: true }));
/** A number of a dialer's own list: it may have a label in front. */
export const spooled = number((text) => readListed(text));
/** The number that customers see: a dialer may have a word for none, as `Anonymous`. */
export const shownNumber = number((text) =>
  /^[A-Za-z]{0,20}$/.test(text.trim()) ? { phone: text.trim() } : readPhone(text),
);
/** How a dialer calls a customer whom it knows, which need not be a number: it goes back as it came. */
export const named = number((text) => {
  const reading = readPhone(text);
  const isKept = reading.problem !== undefined && text.trim() !== '' && !/[:;\p{Cc}\u202e]/u.test(text.trim());
  return isKept ? { phone: text.trim() } : reading;
});

export const wallClock = text(() => msg('The time')).check(
  refine((value) =>
    readWallClock(value) === undefined
      ? msg('This is not a date and time: write it as YYYY-MM-DD HH:mm:ss.')
      : undefined,
  ),
);
/** Without the limits of uContact's data string, which other dialers do not have. */
export const pair = z.custom<DataPair>(
  (value: unknown) => Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string'),
  { error: () => msg('A data pair is a name and a value.') },
);

/** `YYYY-MM-DD`, a day that the calendar has. */
const day = text(() => msg('The date')).check(
  refine((value) =>
    readWallClock(midnightOf(value)) === undefined ? msg('This is not a date: write it as YYYY-MM-DD.') : undefined,
  ),
);
export const optionalDay = z.optional(day);

/** At least one. */
export const list = <T extends z.ZodMiniType>(each: T, none: () => string) =>
  z.array(each, { error: none }).check(refine((value: unknown[]) => (value.length ? undefined : none())));

const blacklistEntry = (number: typeof phone) =>
  z.object(
    {
      phone: number,
      /** A campaign, or `*` for all of them (C-100). */
      campaign: required(campaignName),
      username: optional(() => msg('The user name')),
      company: optional(() => msg('The company')),
      jobTitle: optional(() => msg('The job title')),
      name: optional(() => msg('The name')),
      /** Last day of the entry, `YYYY-MM-DD` (C-101). */
      expireDate: optionalDay,
      /** `I`, `O` or `I/O`, sent as it is (U-42). */
      direction: optional(() => msg('The direction')),
    },
    {
      error: () =>
        msg('Whom to put on the do-not-call list is missing: a number and a campaign, or * for all campaigns.'),
    },
  );

/** Entries of the do-not-call list. */
export const entriesOf = (number: typeof phone) =>
  z.object({
    entries: list(blacklistEntry(number), () => msg('The do-not-call list: at least one number is needed.')),
  });

/** What goes on the do-not-call list. */
export const blacklistEntries = entriesOf(phone);
