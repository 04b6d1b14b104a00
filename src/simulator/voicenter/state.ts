import { type HttpFaults, type HttpOptions } from '../http-simulator.js';
import { CodedRefusal, shown, type Check, type Reading } from '../wire-schema.js';
import type {
  VoicenterCause,
  VoicenterCourse,
  VoicenterExtension,
  VoicenterLiveCall,
  VoicenterQueue,
} from './live-call.js';

/** The texts that the documents give to AddCall's codes; here every operation uses them (C-229). */
const seedDescriptions: Readonly<Record<number, string>> = {
  0: 'OK',
  1: 'Invalid campaign code',
  2: 'The target is invalid',
  3: 'Unexpected internal error',
  4: 'Invalid caller id',
};
/** Of the newer pages: 2 is another thing, and there is one below zero (C-350). */
export const descriptions: Readonly<Record<VoicenterDialect, typeof seedDescriptions>> = {
  seed: seedDescriptions,
  current: { ...seedDescriptions, 2: 'Missing required field', [-2]: 'Phone number format invalid' },
};

/** The dialer's fields: of the seed documents, or of the vendor's newer pages (C-347 to C-350, vendor code). */
export type VoicenterDialect = 'seed' | 'current';

export interface VoicenterFaults extends HttpFaults {
  /** Dialer: does nothing and answers this code with its text; -2 only in the newer dialect. */
  errorCode?: -2 | 1 | 2 | 3 | 4;
  /** Does what was asked and answers with unquoted keys, which is no JSON: so the documents print it once (C-232). */
  unquoted?: boolean;
  /** Does what was asked and answers its code as text (C-231), whatever the service. */
  textErrorCode?: boolean;
  /** No secret is the account's any more: each service says so in its own way. */
  wrongCode?: boolean;
  /** The caller's address is not entered in the control panel: 403, whatever the service (C-302). */
  foreignAddress?: boolean;
  /** click2call: does nothing and answers this `ERRORCODE`; 1 to 4 are documented (C-307). */
  callCode?: number;
  /** click2call: does what was asked and answers XML, also where JSON was wanted: a proxy lost the `format`. */
  xml?: boolean;
  /** Agent's state: does nothing and answers this (C-315). */
  statusAnswer?: Record<string, unknown>;
  /** Recording: does nothing and answers this `ErrorCode` (C-320). */
  muteCode?: number;
  /** Call state: does nothing and answers this `ERR` (C-323). */
  err?: number;
  /** Do-not-call list: does nothing and answers this `ErrorCode` (C-341). */
  blacklistCode?: number;
  /** Do-not-call list: these numbers are refused with the code beside them, and the whole is a 0 all the same (C-341). */
  blacklistRows?: Readonly<Record<string, number>>;
  /** Call log: too many requests, although there were none (C-345). */
  rateLimit?: boolean;
}

export type VoicenterStatus = 'Enabled' | 'Disabled' | 'Deleted';

export interface VoicenterOptions extends HttpOptions {
  /** What GetCampaignList asks for as `Code`: the account's, not a campaign's (V-08). */
  account?: string;
  /** Display names of all who can be members, by their code. */
  members?: Record<string, string>;
  campaigns?: { code: string; name: string; status?: VoicenterStatus; members?: string[] }[];
  /** Says what can be called; a telephone number when absent. */
  isTarget?: (target: string) => boolean;
  /** Country code without plus or zeros that takes the place of a leading 0. */
  country?: string;
  /** Which pages the dialer goes by: `seed` when absent. `current` wants the account's `Code` in every body. */
  dialect?: VoicenterDialect;
  /**
   * `true` when the integrator's proxy stands in front (V-23): it adds the account's code where a request has none. The
   * simulator is reached under any base, and under the vendor's five hosts (C-300), each with its own services.
   */
  proxy?: boolean;
  /** The extensions; three made-up ones when absent. What is not said of one: on, allowed, nobody signed in. */
  extensions?: (Pick<VoicenterExtension, 'username'> & Partial<VoicenterExtension>)[];
  /** Waiting queues; two made-up ones when absent. */
  queues?: VoicenterQueue[];
  /** The account's names of an agent's states (C-317); those of the vendor's page when absent (C-314). */
  statuses?: { ID: number; Name: string; Color: string }[];
  /** Calls go on by themselves, as told here; absent, each step is told by a method. */
  course?: VoicenterCourse;
  /** What waits for the next step of such a call; `setTimeout` when absent. */
  wait?: (run: () => void, milliseconds: number) => unknown;
  /** HTTP status with which click2call refuses; 200 when absent: no page says (contract-calls, "not found at all"). */
  refusalStatus?: number;
  /** Milliseconds in which call state is told as it was before (C-327); 0 when absent, the vendor asks for 5 s between requests. */
  stale?: number;
  /** Milliseconds between the end of a call and its rows in the call log (C-346); two minutes when absent. */
  logDelay?: number;
}

/** A waiting call with what was given, by the names of the pending calls. */
export interface VoicenterCall {
  /** As GetCampaignPendingCalls writes it: country code first, digits only. */
  Phone: string;
  CallerID?: string;
  CallerName?: string;
  /** Epoch seconds. */
  OriginateTime?: number;
  /** The higher is dialled first. */
  Priority?: number;
  CustomerName?: string;
  CustomData?: Record<string, string | number>;
  /** `"true"` when `OriginateTime` is meant in the account's zone (C-348); of the newer dialect or with `strict: false`, as it came. */
  IsDateLocal?: unknown;
  /** Dials although the number is on the do-not-call list; of the newer dialect or with `strict: false`, as it came. */
  IgnoreDncStatus?: unknown;
}

export interface VoicenterCampaign {
  code: string;
  name: string;
  status: VoicenterStatus;
  /** Codes of members. */
  members: string[];
  /** Waiting calls, in the order they came; none with `keepRows: false`. */
  calls: VoicenterCall[];
  /** How many calls wait, also when they are not kept. */
  pending: number;
  /** Bounds of `Priority` among the calls that came. */
  maxPriority: number;
  minPriority: number;
  /** What UpdateCampaignStrategy set, by its names. */
  strategy: Record<string, number>;
  /** What ConfigureIvrCampaign set. */
  ivr?: { setMaxCalls: number; representatives: string[] };
}

/** What the server knows, as plain data. Times are epoch milliseconds. */
export interface VoicenterState {
  campaigns: VoicenterCampaign[];
  extensions: VoicenterExtension[];
  /** Calls that are on; one that has ended is not here any more. */
  calls: VoicenterLiveCall[];
  /** Calls that were, with the `cause` that events would tell (C-333). */
  ended: { ivrid: string; cause: VoicenterCause; at: number }[];
  /** What click2call dialled, by its names, without the secret. */
  dialed: Record<string, unknown>[];
  /** What `terminate` ended: of which extension, and which calls. */
  terminated: { phone: string; calls: string[] }[];
  queues: VoicenterQueue[];
  /** Numbers that are not dialled (C-340). */
  blacklist: { Phone: string; Name?: string }[];
  /** What agents' states were set to, in order. */
  statusChanges: { userId: number; extension: string; status: number; at: number }[];
  /** What was muted or not: of an extension, or of one call. */
  muted: { extension?: string; ivrid?: string; state: '0' | '1' }[];
  /** Rows of the call log by their names (C-344), and when each can be seen. */
  callLog: { row: Record<string, unknown>; from: number }[];
}

export interface VoicenterFixtures extends Required<Omit<VoicenterOptions, 'keep' | 'strict' | 'cors' | 'course'>> {
  reading: Reading;
  state: VoicenterState;
  course: VoicenterCourse | undefined;
  /** When the call log was asked, epoch milliseconds. */
  logAsked: number[];
  /** What call state answered last, by what it was asked for. */
  snapshots: Map<string, { at: number; rows: unknown[] }>;
}

const sampleExtensions = [
  { username: 'SIPANA', name: 'Ana', userID: 1001, onlineUserID: 1001, onlineUserStatus: 1 },
  { username: 'SIPBEN', name: 'Ben', userID: 1002 },
  { username: 'SIPCARLA', name: 'Carla', userID: 1003, isOnline: false },
];
const sampleQueues = [
  { Name: 'Sales', ID: 12345678, Weight: 5, Callers: [] },
  { Name: 'Support', ID: 87654321, Weight: 0, Callers: [] },
];
/** C-314, without 4, 6, 8 and 10. The colours are made up. */
const sampleStatuses = [
  { ID: 1, Name: 'Login', Color: '#2e7d32' },
  { ID: 2, Name: 'Logout', Color: '#424242' },
  { ID: 3, Name: 'Lunch', Color: '#1565c0' },
  { ID: 5, Name: 'Administrative', Color: '#c62828' },
  { ID: 7, Name: 'Private', Color: '#6a1b9a' },
  { ID: 9, Name: 'Other', Color: '#ef6c00' },
  { ID: 11, Name: 'Training', Color: '#00838f' },
  { ID: 12, Name: 'Team meeting', Color: '#558b2f' },
  { ID: 13, Name: 'Brief', Color: '#4e342e' },
];

/** A server with a small made-up account, as far as the options say nothing else. */
export function makeVoicenter(options: VoicenterOptions, reading: Reading): VoicenterFixtures {
  const world = {
    account: 'account0001',
    members: { member0001: 'Ana', member0002: 'Ben', member0003: 'Carla' },
    campaigns: [
      { code: 'campaign0001', name: 'Morning sales', members: ['member0001', 'member0002'] },
      { code: 'campaign0002', name: 'Evening leads', status: 'Disabled' as const },
      { code: 'campaign0003', name: 'Last year', status: 'Deleted' as const },
    ],
    isTarget: (target: string) => /^\+?\d[\d -]{1,18}\d$/.test(target),
    country: '972',
    dialect: 'seed' as const,
    proxy: false,
    extensions: sampleExtensions,
    queues: sampleQueues,
    statuses: sampleStatuses,
    course: undefined,
    wait: (run: () => void, milliseconds: number) => setTimeout(run, milliseconds),
    refusalStatus: 200,
    stale: 0,
    logDelay: 120_000,
    keepRows: true,
    now: Date.now,
    ...options,
  };
  return { ...world, reading, state: freshVoicenter(world), logAsked: [], snapshots: new Map() };
}

export function freshVoicenter({
  campaigns,
  extensions,
  queues,
}: Pick<VoicenterFixtures, 'campaigns' | 'extensions' | 'queues'>): VoicenterState {
  const empty = { status: 'Enabled' as const, calls: [], pending: 0, maxPriority: 0, minPriority: 0, strategy: {} };
  return {
    campaigns: campaigns.map((each) => ({ ...structuredClone(empty), ...each, members: [...(each.members ?? [])] })),
    extensions: extensions.map((each, index) => ({
      name: each.username,
      extensionID: 875756567 + index,
      userID: 0,
      onlineUserID: 0,
      onlineUserStatus: 2,
      isOnline: true,
      isBlocked: false,
      ...each,
    })),
    calls: [],
    ended: [],
    dialed: [],
    terminated: [],
    queues: structuredClone(queues),
    blacklist: [],
    statusChanges: [],
    muted: [],
    callLog: [],
  };
}

/** The campaign of a request; a deleted one is none. */
export function voicenterCampaign({ state }: VoicenterFixtures, code: unknown): VoicenterCampaign {
  const found = state.campaigns.find((each) => each.code === code && each.status !== 'Deleted');
  if (!found) throw new CodedRefusal(1, `There is no campaign ${shown(code)}.`);
  return found;
}

/** The number with the country code, as the pending calls have it (V-12). Throws code 2; -2 in the newer dialect (C-350). */
export function callTarget({ isTarget, country, reading, dialect }: VoicenterFixtures, given: unknown): string {
  const check: Check = (value) => {
    const code = dialect === 'current' && value !== undefined && value !== '' ? -2 : 2;
    if (typeof value !== 'string' || !isTarget(value)) throw new CodedRefusal(code, `${shown(value)} is no target.`);
  };
  const target = reading.value(given, check, 'Target') as string;
  const digits = target.replace(/\D/g, '');
  if (!digits) return target;
  return digits.startsWith('00') ? digits.slice(2) : digits.replace(/^0/, country);
}

/** Refuses what is no caller id; none, an empty one and `Anonymous` are fine (C-223). Throws code 4. */
export function checkCallerId(id: unknown) {
  if (id === undefined || id === '' || id === 'Anonymous') return;
  if (typeof id !== 'string' || !/^\+?\d[\d -]*$/.test(id)) throw new CodedRefusal(4, `${shown(id)} is no caller id.`);
}
