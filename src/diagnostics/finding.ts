/** `unknown`: it could not be looked at, or it does not apply here; `text` says which. */
export type FindingState = 'good' | 'warning' | 'bad' | 'unknown';

/** What the doctor looks at, in the order of the report. */
export type FindingId =
  | 'frame'
  | 'sandbox'
  | 'framing'
  | 'portal-origin'
  | 'portal'
  | 'server'
  | 'sign-in'
  | 'clock'
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
export type Outcome = Omit<Finding, 'id'>;
