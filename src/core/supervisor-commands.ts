import { msg } from '@lit/localize';
import * as z from 'zod/mini';
import { jsonProblem } from '../codecs/json.js';
import {
  campaignName,
  entriesOf,
  integer,
  list,
  named,
  nothing,
  optional,
  optionalDay,
  pair,
  phone,
  priorityName,
  refine,
  required,
  shownNumber,
  spooled,
  wallClock,
} from './schema.js';

const campaign = required(campaignName);

/**
 * Whom a campaign is to dial. Each dialer knows some of these fields, and refuses the others.
 */
const contact = z.object(
  {
    /** The number to dial first. */
    destination: phone,
    /** Further numbers, in the order of dialling. */
    alternatives: z.optional(z.array(spooled, { error: () => msg('The other numbers: a list is expected.') })),
    firstName: optional(() => msg('The first name')),
    lastName: optional(() => msg('The last name')),
    /** Your own key of this contact. */
    externalId: optional(() => msg('The external id')),
    data: z.optional(z.array(pair, { error: () => msg('The data pairs: a list is expected.') })),
    /** Smaller is earlier on uContact, larger on Voicenter; Sinch does not say (contract 3.8). */
    priority: z.optional(integer(priorityName)),
    /** The agent who is to talk to this contact: a user name, phone or id, as the dialer wants it. */
    agent: optional(() => msg('The agent')),
    /** When to call, wall clock of the dialer. */
    at: z.optional(wallClock),
    /** The number to show to this contact. */
    callerId: z.optional(shownNumber),
    timeZone: optional(() => msg('The time zone')),
  },
  { error: () => msg('The contact is missing: a number at least.') },
);

const members = list(
  required(() => msg('The member')),
  () => msg('The members: at least one is needed.'),
);
const ofCampaign = z.object({ campaign });
const oneContact = z.object({ campaign, contact });

/** What a recording can be found by. Texts go to the dialer as they are; formats that nobody documents are free (U-37). */
const recordingFilter = z.object({
  from: z.optional(wallClock),
  to: z.optional(wallClock),
  agent: optional(() => msg('The agent')),
  campaign: optional(campaignName),
  /** Calling number. */
  source: optional(() => msg('The calling number')),
  /** Called number. */
  destination: optional(() => msg('The called number')),
  tag: optional(() => msg('The tag')),
  /** Hours of the day. */
  range: optional(() => msg('The hours')),
  rating: optional(() => msg('The rating')),
  minDuration: optional(() => msg('The shortest duration')),
  /** A number to leave out. */
  exclude: optional(() => msg('The number to leave out')),
  /** How often a number must occur. */
  minCount: optional(() => msg('The least number of calls')),
});

/** Ways to give a uContact dialer one call (contract 2.1.3, U-24): never its raw flags. */
const taskModes = ['now', 'priority', 'schedule', 'owned', 'normal'] as const;

/** The supervisor's commands. A transport that can carry some of them brings all these checks. */
export const supervisorChecks = {
  unblacklist: entriesOf(named),
  /** `on` is a whole day; `from` and `to` count themselves. Each dialer says what it needs. */
  cancelSchedule: z.object({
    campaign,
    number: named,
    on: optionalDay,
    from: z.optional(wallClock),
    to: z.optional(wallClock),
  }),
  addContact: oneContact,
  updateContact: oneContact,
  removeContact: z.object({ campaign, number: z.optional(named), id: optional(() => msg('The contact’s id')) }),
  /** By any of them; everyone without. A part of a number is enough. */
  findContacts: z.object({
    campaign,
    number: optional(() => msg('The number')),
    externalId: optional(() => msg('The external id')),
  }),
  addContacts: z.object({
    campaign,
    contacts: list(contact, () => msg('The contacts: at least one is needed.')),
    /** Zone of all of them, as the dialer names it (U-55). */
    timeZone: optional(() => msg('The time zone')),
    /** Under which name the dialer files them. */
    fileName: optional(() => msg('The file name')),
    /** Add nobody when one is wrong, where the dialer can do so. */
    stopOnError: z.optional(z.boolean({ error: () => msg('Whether to stop at an error: yes or no is expected.') })),
  }),
  campaigns: nothing,
  campaignStatus: ofCampaign,
  /** Days in UTC, both included. */
  statistics: z.object({
    campaign: optional(campaignName),
    agent: optional(() => msg('The agent')),
    from: optionalDay,
    to: optionalDay,
  }),
  startCampaign: ofCampaign,
  pauseCampaign: ofCampaign,
  members: ofCampaign,
  addMembers: z.object({ campaign, members, penalty: optional(() => msg('The penalty')) }),
  removeMember: z.object({ campaign, member: required(() => msg('The member')) }),
  recordings: z.object({
    filter: z.optional(recordingFilter),
    /** Rows that are held already: 0 for the first page (U-36). */
    held: z.optional(integer(() => msg('The rows held'))),
    /** Rows of a page, 50 when absent. */
    limit: z.optional(
      integer(
        () => msg('The rows of a page'),
        1,
        () => msg('A page has at least one row.'),
      ),
    ),
  }),
  /** `calldate` as the row has it, for the dated folder (U-35). */
  convertRecording: z.object({
    guid: required(() => msg('The recording')),
    calldate: optional(() => msg('The date of the call')),
  }),
  workflow: z.object({
    context: required(() => msg('The context')),
    extension: required(() => msg('The extension')),
    /** Any JSON object. */
    parameters: z.optional(
      z
        .record(z.string(), z.unknown(), { error: () => msg('The parameters: an object is expected.') })
        .check(refine(jsonProblem)),
    ),
  }),
  dialerTask: z
    .object({
      mode: z.enum(taskModes, { error: () => msg('The mode is one of now, priority, schedule, owned and normal.') }),
      campaign,
      destination: phone,
      alternatives: contact.shape.alternatives,
      /** User name or phone; needed for `owned`. */
      agent: contact.shape.agent,
      data: contact.shape.data,
      /** The text that `data` was read from, where the dialer gave it: what is unchanged goes back so. */
      dataText: optional(() => msg('The data')),
      at: contact.shape.at,
      /** Where the task comes from, free text (U-30). */
      source: optional(() => msg('The source')),
    })
    .check(({ value: { mode, agent, at }, issues }) => {
      const wrong = (field: string, message: string) =>
        issues.push({ code: 'custom', path: [field], message, input: field });
      if (mode === 'owned' && !agent?.trim())
        wrong('agent', msg('A contact of one agent needs the agent: a user name or phone.'));
      if (mode === 'schedule' && !at) wrong('at', msg('A scheduled call needs a time: YYYY-MM-DD HH:mm:ss.'));
      if (mode !== 'schedule' && at) wrong('at', msg('Only a scheduled call has a time: use the mode schedule.'));
    }),
  pendingCalls: ofCampaign,
  clearPendingCalls: ofCampaign,
};

export type Contact = z.output<typeof contact>;
export type BlacklistEntry = z.output<ReturnType<typeof entriesOf>>['entries'][number];
export type RecordingFilter = z.output<typeof recordingFilter>;
export type TaskMode = (typeof taskModes)[number];
/** What a supervisor's command of each type holds. */
export type SupervisorCommands = { [K in keyof typeof supervisorChecks]: z.output<(typeof supervisorChecks)[K]> };

/** A campaign as its dialer tells of it. */
export interface Campaign {
  /** What other commands take as `campaign`: its name on uContact, its id on Sinch, its code on Voicenter. */
  id: string;
  name: string;
  /** The dialer's own word, such as `Active` or `Disabled`; absent where it says nothing. */
  state?: string;
  /** Figures by the dialer's own names: `loggedIn`, `total`, `TotalPendingCalls`. */
  figures: Readonly<Record<string, number>>;
  /** The row as it came. */
  raw: unknown;
}

/** Figures of one campaign, or of one agent in it. */
export interface Statistics {
  campaign: string;
  /** Absent for a campaign's own figures and for calls without an agent (C-214). */
  agent?: string;
  /** By the dialer's own names; times in seconds. */
  figures: Readonly<Record<string, number>>;
  raw: unknown;
}

/** An agent in a campaign. */
export interface Member {
  id: string;
  name: string;
  raw: unknown;
}

/** One of many contacts that the dialer refused. */
export interface RefusedContact {
  /** Its place in `contacts`, from 0. */
  index: number;
  /** The dialer's own text. */
  reason: string;
}

/** A contact as its dialer tells of it. */
export interface FoundContact {
  /** What `removeContact` takes; absent where contacts have none. */
  id?: string;
  /** In the order of dialling. */
  numbers: readonly string[];
  name: string;
  externalId?: string;
  /** The dialer's own word for how far it is. */
  state?: string;
  data: readonly (readonly [string, string])[];
  raw: unknown;
}

/** A call that waits in a campaign. */
export interface PendingCall {
  number: string;
  callerId: string;
  name: string;
  /** When it is to be dialled, in epoch seconds; absent when it is not scheduled (C-244). */
  at?: number;
  priority: number;
  data: readonly (readonly [string, string])[];
  raw: unknown;
}

/** A row of the recordings. Keys that nobody documents are kept (C-116). */
export interface Recording {
  guid: string;
  /** `YYYY-MM-DD HH:mm:ss`, wall clock of the dialer. */
  calldate: string;
  readonly [key: string]: unknown;
}

/** Of a list that was told. */
interface Unread {
  /** How many of its rows could not be read, and are not among these; absent when all could. */
  unread?: number;
}

/** What replies to the supervisor's commands hold beside `status` and `transport`. */
export interface SupervisorReplies {
  /** `id` where the dialer gives one. */
  addContact: { id?: string };
  addContacts: {
    accepted: number;
    /** Empty where the dialer tells of the whole only. */
    refused: readonly RefusedContact[];
    /** By place; only where the dialer gives ids. */
    ids?: readonly (string | undefined)[];
    /** `false`: the dialer took the file and loads it later, without telling how that ended (U-52). */
    isLoaded: boolean;
  };
  /** `isLast`: there are no more than these. */
  findContacts: { contacts: readonly FoundContact[]; isLast: boolean } & Unread;
  campaigns: { campaigns: readonly Campaign[] } & Unread;
  /** One on most dialers. `unknown` is what came with it and is no campaign (C-169). */
  campaignStatus: { campaigns: readonly Campaign[]; unknown: readonly unknown[] };
  statistics: { rows: readonly Statistics[] } & Unread;
  members: { members: readonly Member[] } & Unread;
  /** How many the dialer says it added; absent where it says nothing. */
  addMembers: { added?: number };
  /** How many the dialer says it removed; absent where it says nothing. */
  removeMember: { removed?: number };
  /** `isLast`: the page was not full (C-115). */
  recordings: { rows: readonly Recording[]; isLast: boolean } & Unread;
  /** `campaign`: how its dialer tells of it beside its calls (C-243); its `TotalPendingCalls` says whether these are all. */
  pendingCalls: { calls: readonly PendingCall[]; campaign?: Campaign } & Unread;
}
