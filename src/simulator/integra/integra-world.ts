import { sampleRecordings } from './integra-made-up.js';
import { freshState, type DispositionAction, type IntegraRecording, type IntegraState } from './state.js';
import { WireRefusal } from '../wire-shape.js';

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
  /** The server's clock, epoch milliseconds. */
  now?: () => number;
}

/** The server's set-up, clock and state: what an operation works on. */
export interface IntegraFixtures extends Required<IntegraOptions> {
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
export function makeIntegra(options: IntegraOptions): IntegraFixtures {
  const world: Required<IntegraOptions> = {
    users: { supervisor: 'simulated' },
    agents: ['Agent1', 'Agent2'],
    phones: ['1001', '1002'],
    campaigns: ['Sale->', 'Ventas->', 'Ventas<-'],
    dispositions: sampleDispositions,
    dialect: 'new',
    scheme: 'Basic',
    tokenReply: 'text',
    requireToken: true,
    recordings: sampleRecordings((options.now ?? Date.now)()),
    recordsReply: 'list',
    recordHosts: { telephony: 'telephony.example', backup: 'backup.example' },
    keepContacts: true,
    now: Date.now,
    ...options,
  };
  return { ...world, state: freshState(world.recordings) };
}

/** Refuses a name that is not set up; `what` is said in the log. */
export function checkKnown(known: readonly string[], value: string, what: string) {
  if (!known.includes(value)) throw new WireRefusal(`There is no ${what} “${value}”.`);
}
