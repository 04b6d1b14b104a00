import { maskSentence } from './mask-sentence.js';

/** `unknown`: it could not be looked at, or it does not apply here; `text` says which. */
export type FindingState = 'good' | 'warning' | 'bad' | 'unknown';

/** What the doctor looks at, in the order of the report. */
export type FindingId =
  | 'frame'
  | 'sandbox'
  | 'framing'
  | 'portal-origin'
  | 'portal'
  | 'destinations'
  | 'server'
  | 'sign-in'
  | 'dialect'
  | 'clock'
  | 'phone-bar'
  | 'storage'
  | 'partition'
  | 'outbox'
  | 'encryption'
  | 'features'
  | 'trusted-types'
  | 'versions';

/** What was seen: plain data for a ticket, without tokens and customers' numbers. */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Who can mend it, and what to ask for, with the header or setting by its name. */
export interface Ask {
  readonly whom: string;
  readonly what: string;
}

/** One thing that was looked at. Plain data. */
export interface Finding<Id extends string = FindingId> {
  readonly id: Id;
  readonly state: FindingState;
  readonly title: string;
  /** What it means, and what to do where nobody has to be asked. */
  readonly text: string;
  readonly ask?: Ask;
  readonly facts: Facts;
}

/** All of it, ready for `JSON.stringify`. */
export interface Report<Id extends string = FindingId> {
  readonly findings: readonly Finding<Id>[];
  /** When, in ISO 8601 by this computer's clock. */
  readonly at: string;
  /** Version of Portside that looked. */
  readonly version: string;
}

/** What a check concludes; `diagnose` adds the id. */
export type CheckOutcome = Omit<Finding, 'id'>;

/** Covers what may tell of a person. `secret` is the sign-in that was used, whatever it looks like. */
export function redactText(text: string, secret = ''): string {
  return maskSentence(secret ? text.replaceAll(secret, '•••') : text);
}

/** The same in every fact, also in its name and inside lists. */
export function redactFacts(facts: Facts, secret = ''): Facts {
  const masked = (value: Facts[string]) =>
    typeof value === 'string'
      ? redactText(value, secret)
      : Array.isArray(value)
        ? value.map((each: string) => redactText(each, secret))
        : value;
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [redactText(name, secret), masked(value)]));
}

/** What a check concluded, as it may be given to others. */
export function publish<Id extends string>(
  id: Id,
  { state, title, text, ask, facts }: CheckOutcome,
  secret = '',
): Finding<Id> {
  const open = (sentence: string) => redactText(sentence, secret);
  const asked = ask && { whom: open(ask.whom), what: open(ask.what) };
  return {
    id,
    state,
    title: open(title),
    text: open(text),
    ...(asked && { ask: asked }),
    facts: redactFacts(facts, secret),
  };
}

/** An address without what may be a secret in it: user, password, query and fragment. */
export function bareUrl(url: URL): string {
  return url.origin + url.pathname;
}

/**
 * Runs with a time limit in milliseconds. Rejects with a `TimeoutError` when it is over, and with the signal's reason when
 * that aborts, also where the work does not listen to its signal.
 */
export async function withLimit<T>(
  ms: number,
  stop: AbortSignal,
  run: (signal: AbortSignal) => Promise<T> | T,
): Promise<T> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(ms)]);
  signal.throwIfAborted();
  const over = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );
  return await Promise.race([run(signal), over]);
}
