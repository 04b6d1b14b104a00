import { writeWallClock } from '../../codecs/wall-clock.js';
import type { CorsOptions } from '../cors.js';
import { makeGuid, WireRefusal, type Reading, type RespoolWire } from '../wire-schema.js';

/** What a disposition does to the contact; it is set up at the server, never sent (U-46). */
export type DispositionAction = 'respool' | 'respool-alternative' | 'blacklist' | 'schedule';

/** A call that the server knows. */
export interface IntegraCall {
  guid: string;
  agent: string;
  /** The agent's extension. */
  phone: string;
  campaign: string;
  /** The customer's number. */
  destination: string;
  /** The number shown to the customer. */
  callerid: string;
  tech: string;
  context: string;
  /** What `AgentCallwithData` gave to the workflow. */
  data?: string;
  /** Epoch milliseconds. */
  startedAt: number;
  ended: boolean;
}
/** An agent on a break, back from it, or off; in the words of the vendor's Agent API. */
export interface AgentStateWire {
  /** Epoch milliseconds. */
  at: number;
  state: 'break' | 'ready' | 'off';
  agent: string;
  /** `SIP/1001`. */
  interface: string;
  motive: string;
  message: string;
}
/** The six keys of `callschedule` (contract 2.1.2, C-131). */
export interface ScheduleWire {
  /** Wall clock of the dialer, `YYYY-MM-DD HH:mm:ss`. */
  calldate: string;
  campaign: string;
  destination: string;
  alternatives: string;
  agentphone: string;
  data: string;
}
/** The documented names of a disposition (UC-8). `callerid` is the customer's number (C-085). */
export const dispositionNames = [
  'campaign',
  'agent',
  'callerid',
  'guid',
  'l1',
  'l2',
  'l3',
  'd1',
  'd2',
  'comment',
  'schedule',
] as const;
/** What the `new` dialect alone has (C-086). */
export const newDispositionNames = ['camptoreschedule', 'tag'] as const;
/** A disposition as it came, by its documented names; most may be empty. */
export type DispositionWire = Record<(typeof dispositionNames)[number], string> &
  Partial<Record<(typeof newDispositionNames)[number], string>>;

/** An entry of the do-not-call list; `v8` knows the first six keys (contract 2.1.5, 2.1.6). Only two are mandatory. */
export interface BlackWire {
  phone: string;
  /** One campaign with its suffix, or `*` for all (C-100). */
  campaign: string;
  username?: string;
  company?: string;
  job_title?: string;
  name?: string;
  /** `YYYY-MM-DD` (C-101). */
  expire_date?: string;
  /** `I`, `O` or `I/O` (U-42). */
  direction?: string;
}

/** Where a recording's file lies. */
export interface RecordingFile {
  host: 'telephony' | 'backup';
  /** In the folder of its day, `YYYYMMDD`. */
  dated: boolean;
  format: 'mp3' | 'gsm';
}
/** A call that was recorded. Of the row only `guid` and `calldate` are documented (U-38). */
export interface IntegraRecording {
  row: { guid: string; calldate: string; [name: string]: unknown };
  /** `null` when the file is nowhere. */
  file: RecordingFile | null;
}

/** The nine keys of `call` (contract 2.1.3, C-136). */
export interface TaskWire {
  /** Wall clock of the dialer, or `null` (C-138). */
  calldate: string | null;
  campaign: string;
  destination: string;
  alternatives: string;
  /** Name or phone of the agent who owns it; empty when none (C-146). */
  agent: string;
  data: string;
  source: string;
  bulk: boolean;
  automatic: boolean;
}
export type TaskMode = 'priority' | 'now' | 'schedule' | 'owned' | 'normal';

/** A contact that a dialer will call: of an uploaded row, or of a task. */
export interface ContactWire {
  campaign: string;
  number: string;
  data: string;
  alternatives: string;
  /** 1 is the dialer's own; no number when the row said none. */
  priority?: number;
  agentphone: string;
}
/** An uploaded file (UC-20, UC-21). */
export interface UploadWire {
  filename: string;
  campaign: string;
  username: string;
  /** Only of an upload with a time zone. */
  timezone?: string;
  /** Number of rows. */
  rows: number;
  /** Size of the file. */
  bytes: number;
}

/** How busy a campaign is: what `queuesummary` and `campaignstatus` tell of it (contract 2.1.11, 2.1.12). */
export interface CampaignLoad {
  loggedIn: number;
  busy: number;
  paused: number;
  onwrapup: number;
  /** Calls that wait. */
  callers: number;
  /** Seconds, as are the two below. */
  longestHoldTime: number;
  holdTime: number;
  talkTime: number;
  totalcalls: number;
  abandoned: number;
  /** Percent, within `slevelthreshold` seconds. */
  servicelevel: number;
  slevelthreshold: number;
}

/** What the server knows, as plain data. */
export interface IntegraState {
  /** Whoever is signed in; times in epoch milliseconds. */
  sessions: { user: string; token: string; startedAt: number }[];
  calls: IntegraCall[];
  /** Calls hung up over REST, in order. */
  ended: { at: number; guid: string; phone: string }[];
  spool: RespoolWire[];
  schedules: ScheduleWire[];
  dispositions: DispositionWire[];
  /** What the configured action of a disposition did. */
  effects: { guid: string; action: DispositionAction; campaign: string; destination: string }[];
  tags: { guid: string; phone: string; data: string }[];
  blacklist: BlackWire[];
  recordings: IntegraRecording[];
  /** With the mode that the flags mean (U-24). */
  tasks: (TaskWire & { mode: TaskMode })[];
  contacts: ContactWire[];
  uploads: UploadWire[];
  workflows: { context: string; extension: string; jsonparams: Record<string, unknown> }[];
  /** In order; only with `agentApi` or `strict: false` can an agent say so. */
  agentStates: AgentStateWire[];
}

export const freshIntegra = (recordings: readonly IntegraRecording[]): IntegraState => ({
  sessions: [],
  calls: [],
  ended: [],
  spool: [],
  schedules: [],
  dispositions: [],
  effects: [],
  tags: [],
  blacklist: [],
  recordings: structuredClone([...recordings]),
  tasks: [],
  contacts: [],
  uploads: [],
  workflows: [],
  agentStates: [],
});

/** One after the other, so that each place and each trouble comes up on the first page. */
const files: readonly (RecordingFile | null)[] = [
  { host: 'telephony', dated: false, format: 'mp3' },
  { host: 'telephony', dated: true, format: 'mp3' },
  { host: 'backup', dated: true, format: 'mp3' },
  { host: 'backup', dated: false, format: 'mp3' },
  { host: 'telephony', dated: true, format: 'gsm' },
  null,
];
const hours = 3_600_000;

/** 75 recordings of the last nine days, the newest first, with more in a row than the documents say. */
export function sampleRecordings(now: number): IntegraRecording[] {
  return Array.from({ length: 75 }, (_, index) => ({
    row: {
      guid: makeGuid(),
      calldate: writeWallClock(now - (index + 1) * 3 * hours),
      agent: `Agent${String(1 + (index % 2))}`,
      campaign: index % 3 ? 'Sale->' : 'Ventas<-',
      source: '099',
      destination: `0910000${String(index).padStart(2, '0')}`,
      data: index % 5 ? '' : 'Sale|New customer',
      billsec: 15 + ((index * 37) % 400),
      rating: '',
    },
    file: files[index % files.length] ?? null,
  }));
}

/** One disposition that is set up at the server; those without children can be chosen. At most three levels. */
export interface DispositionNode {
  label: string;
  /** What is sent; the label when absent. */
  value?: string;
  /** What the form asks the agent for; the server does not look at it. */
  requires?: ('comment' | 'callback')[];
  action?: DispositionAction;
  children?: DispositionNode[];
}

export interface IntegraOptions {
  /**
   * `false` also takes what public clients are seen to send, and knows the sign-in and the breaks of an agent. All of it
   * is listed in leniency.ts, and the log says what was overlooked. `true` when absent.
   */
  strict?: boolean;
  /** How pages of other origins are answered. Absent, each may ask when `strict` is `false`, else none; `false` for none. */
  cors?: CorsOptions | false;
  /** Passwords by name of those who may sign in. */
  users?: Record<string, string>;
  /** Password of every agent, for `auth/AgentLogin` (C-395, vendor page). */
  agentPassword?: string;
  /**
   * `true` has the vendor's Agent API also when `strict`, as its page documents it (C-395 to C-400): sign-in, break and
   * sign-off of an agent, `HangupPhone`, a call with data, the members of a queue. Absent, only with `strict: false`.
   */
  agentApi?: boolean;
  /** The spellings of the hang-up that the server knows (C-398, U-83); the seed's is documented always. Both when absent. */
  hangUps?: readonly ('HungupPhone' | 'HangupPhone')[];
  /** The breaks that are set up: another `motive` is refused (C-397). */
  breaks?: readonly string[];
  /** `false` refuses a break while the agent has a call: no page says which it is. */
  breakInCall?: boolean;
  /** How a break, its end and a sign-off say yes: no page shows it (U-84). `1` when absent. */
  agentReply?: string;

  /** Names of agents, for example `Agent1`. */
  agents?: string[];
  /** Extensions of agents' phones, for example `1001`. */
  phones?: string[];
  /** Campaigns with their suffix, for example `Sale->`. */
  campaigns?: string[];
  dispositions?: DispositionNode[];
  /**
   * `v8` knows a disposition of 11 parameters, `new` one of 13 (C-086); only `new` can take a number off the blacklist, or
   * change many at once. `old` is `v8` with the dialer tasks of before (C-144).
   */
  dialect?: 'new' | 'v8' | 'old';
  /** Scheme of the `Authorization` header (U-60). */
  scheme?: 'Basic' | 'Bearer';
  /** How `auth/getUserToken` gives the token: bare, as the last text of a JSON list, or as `md5secret` of an object. */
  tokenReply?: 'text' | 'list' | 'object';
  /** `false` answers without a session. */
  requireToken?: boolean;
  /** Recordings and where each one's file lies; 75 made-up ones when absent. */
  recordings?: IntegraRecording[];
  /** Whether `Cdr/getrecords` answers the bare list or an object that holds it; the documents do not say (U-38). */
  recordsReply?: 'list' | 'object';
  /** The hosts of recording files: name, port and path before `/records/`, as far as they tell the two apart. */
  recordHosts?: { telephony: string; backup: string };
  /** `false` only counts the rows of an upload and keeps no contacts. */
  keepContacts?: boolean;
  /** How busy a campaign is at a time of the server's clock; absent as its calls make it. */
  load?: (campaign: string, at: number) => CampaignLoad | undefined;
  /** What a recording holds once it is no gsm; half a second of silence when absent. */
  sound?: (row: IntegraRecording['row']) => { type: string; bytes: Uint8Array<ArrayBuffer> };
  /** The server's clock, epoch milliseconds. */
  now?: () => number;
}

/** The server's set-up, clock and state: what an operation works on. */
export interface IntegraFixtures
  extends Required<Omit<IntegraOptions, 'strict' | 'cors' | 'load' | 'sound'>>, Pick<IntegraOptions, 'load' | 'sound'> {
  reading: Reading;
  state: IntegraState;
}

const sampleDispositions: DispositionNode[] = [
  {
    label: 'Sale',
    children: [{ label: 'New customer' }, { label: 'Upgrade', children: [{ label: 'Premium' }, { label: 'Family' }] }],
  },
  { label: 'Callback', requires: ['callback'], action: 'schedule' },
  { label: 'No answer', action: 'respool' },
  { label: 'Wrong number', action: 'respool-alternative' },
  { label: 'Do not call', requires: ['comment'], action: 'blacklist' },
];

/** A server with a small made-up contact centre, as far as the options say nothing else. */
export function makeIntegra(options: IntegraOptions, reading: Reading): IntegraFixtures {
  const world = {
    users: { supervisor: 'simulated' },
    agentPassword: 'simulated',
    agentApi: false,
    hangUps: ['HungupPhone', 'HangupPhone'] as const,
    breaks: ['Lunch', 'Coffee', 'Training'],
    breakInCall: true,
    agentReply: '1',
    agents: ['Agent1', 'Agent2'],
    phones: ['1001', '1002'],
    campaigns: ['Sale->', 'Ventas->', 'Ventas<-'],
    dispositions: sampleDispositions,
    dialect: 'new' as const,
    scheme: 'Basic' as const,
    tokenReply: 'text' as const,
    requireToken: true,
    recordings: sampleRecordings((options.now ?? Date.now)()),
    recordsReply: 'list' as const,
    recordHosts: { telephony: 'telephony.example', backup: 'backup.example' },
    keepContacts: true,
    now: Date.now,
    ...options,
  };
  return { ...world, reading, state: freshIntegra(world.recordings) };
}

/** Refuses a name that is not set up; `what` is said in the log. */
export function checkKnown(known: readonly string[], value: string, what: string) {
  if (!known.includes(value)) throw new WireRefusal(`There is no ${what} “${value}”.`);
}
