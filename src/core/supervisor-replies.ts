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
  findContacts: { contacts: readonly FoundContact[]; isLast: boolean };
  campaigns: { campaigns: readonly Campaign[] };
  /** One on most dialers. `unknown` is what came with it and is no campaign (C-169). */
  campaignStatus: { campaigns: readonly Campaign[]; unknown: readonly unknown[] };
  statistics: { rows: readonly Statistics[] };
  members: { members: readonly Member[] };
  /** How many the dialer says it added; absent where it says nothing. */
  addMembers: { added?: number };
  removeMember: { removed?: number };
  /** `isLast`: the page was not full (C-115). */
  recordings: { rows: readonly Recording[]; isLast: boolean };
  pendingCalls: { calls: readonly PendingCall[] };
}
