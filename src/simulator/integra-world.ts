import { Refusal, type RespoolWire } from './wire-shape.js';

/** What a disposition does to the contact; it is set up at the server, never sent (U-46). */
export type DispositionAction = 'respool' | 'respool-alternative' | 'blacklist' | 'schedule';

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
  /** Passwords by name of those who may sign in. */
  users?: Record<string, string>;
  /** Names of agents, for example `Agent1`. */
  agents?: string[];
  /** Extensions of agents' phones, for example `1001`. */
  phones?: string[];
  /** Campaigns with their suffix, for example `Sale->`. */
  campaigns?: string[];
  dispositions?: DispositionNode[];
  /** `v8` knows a disposition of 11 parameters, `new` one of 13 (C-086). */
  dialect?: 'new' | 'v8';
  /** Scheme of the `Authorization` header (U-60). */
  scheme?: 'Basic' | 'Bearer';
  /** How `auth/getUserToken` gives the token: bare, as the last text of a JSON list, or as `md5secret` of an object. */
  tokenReply?: 'text' | 'list' | 'object';
  /** `false` answers without a session. */
  requireToken?: boolean;
  /** The server's clock, epoch milliseconds. */
  now?: () => number;
}

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
  /** Epoch milliseconds. */
  startedAt: number;
  ended: boolean;
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
/** A disposition as it came, by its documented names; `schedule` and `tag` may be empty (UC-8). */
export interface DispositionWire {
  campaign: string;
  agent: string;
  /** The customer's number (C-085). */
  callerid: string;
  guid: string;
  l1: string;
  l2: string;
  l3: string;
  d1: string;
  d2: string;
  comment: string;
  schedule: string;
  /** Only in the `new` dialect, as `tag`. */
  camptoreschedule?: string;
  tag?: string;
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
}

/** The server's set-up, clock and state: what an operation works on. */
export interface IntegraWorld extends Required<IntegraOptions> {
  state: IntegraState;
}

export const freshState = (): IntegraState => ({
  sessions: [],
  calls: [],
  ended: [],
  spool: [],
  schedules: [],
  dispositions: [],
  effects: [],
  tags: [],
});

const madeUpDispositions: DispositionNode[] = [
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
export function makeWorld(options: IntegraOptions): IntegraWorld {
  return {
    users: { supervisor: 'simulated' },
    agents: ['Agent1', 'Agent2'],
    phones: ['1001', '1002'],
    campaigns: ['Sale->', 'Ventas->', 'Ventas<-'],
    dispositions: madeUpDispositions,
    dialect: 'new',
    scheme: 'Basic',
    tokenReply: 'text',
    requireToken: true,
    now: Date.now,
    ...options,
    state: freshState(),
  };
}

/** Refuses a name that is not set up; `what` is said in the log. */
export function checkKnown(known: readonly string[], value: string, what: string) {
  if (!known.includes(value)) throw new Refusal(`There is no ${what} “${value}”.`);
}
