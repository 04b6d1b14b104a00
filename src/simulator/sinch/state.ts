import { type HttpOptions } from '../http-simulator.js';
import { id32 } from '../leniency.js';
import { CodedRefusal, type Reading } from '../wire-schema.js';

/** What stands in `date` of a customer who is handled (S-15). */
export const never = '9999-12-31T23:59:59Z';

/** The counters of a statistics block but `numberOfAgents`, in the documents' order (contract 2.2.2). Times are seconds. */
export const counters = [
  'numberOfHandledCustomers',
  'numberOfCalls',
  'numberOfSuccessfulCalls',
  'numberOfRefusalCalls',
  'numberOfAmountCalls',
  'numberOfSkipCalls',
  'numberOfRejectCalls',
  'numberOfOperLogoutCalls',
  'numberOfNotDialedCalls',
  'numberOfHangupCalls',
  'numberOfAbandonedCalls',
  'amount',
  'loginTime',
  'pauseTime',
  'waitTime',
  'previewTime',
  'callTime',
  'talkingTime',
  'wrapTime',
  'numberOfCustomers',
] as const;

/** What one agent, or the dialer alone, did for one campaign on one day; a counter that is absent is 0. */
export interface SinchDay extends Partial<Record<(typeof counters)[number], number>> {
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  campaignId: string;
  /** Null when the dialer worked alone (C-214). */
  agentId: string | null;
}

/** What is set of a campaign, by the names of contract 2.2.1; ids are 32 hex digits in capitals, times ISO 8601 UTC. */
export interface SinchSettings {
  id: string;
  name: string;
  remarks?: string;
  dialerId: string;
  dialerName?: string;
  dialerType: 'QueueDialer' | 'CampaignDialer';
  dialingMode: 'PREVIEW' | 'PROGRESSIVE' | 'PREDICTIVE';
  status: string;
  dialerStatus: string;
  queueId: string;
  customIvrNumber?: string;
  maxCalls?: number;
  filtered?: number;
  startDate?: string;
  endDate?: string;
  registered: string;
  timeZone?: string;
  loggedOn?: number;
  /** 0 to 2 percent. */
  abandonRate?: number;
  /** 0 to 100 percent. */
  increasePredictiveRatio?: number;
}

export interface SinchAttribute {
  name: string;
  value: string;
}
/** A customer as kept, by the names of contract 2.2.4. */
export interface SinchCustomer {
  id: string;
  externalId: string;
  /** At most three, joined with `;`. */
  numbers: string;
  result?: string;
  callResult?: string;
  classifier?: string;
  callCount: number;
  lastBNumber: number;
  date?: string;
  agentId?: string;
  dialingMode?: string;
  previewTime?: number;
  priority?: number;
  modificationDate: string;
  timeZone?: string;
  attributes: SinchAttribute[];
  script?: { name: string; answers: { question: string; answer: string }[] };
}
export interface SinchCampaign {
  settings: SinchSettings;
  /** In the order they came; only those of the options with `keepRows: false`. */
  customers: SinchCustomer[];
  /** How many customers came, also when they are not kept. */
  total: number;
  handled: number;
}

/** What the server knows, as plain data. */
export interface SinchState {
  campaigns: SinchCampaign[];
  /** Who can be ready, in the order of the options. */
  agents: SinchAgent[];
  /** Who is signed in, by the value of the cookie. */
  sessions: { id: string; user: string }[];
}

/** A reason to be away, or the way to be ready, by the names of the answer (C-376, vendor code). */
export interface SinchPresence {
  /** 32 hex digits in capitals. */
  id: string;
  name: string;
}

/** An agent as the resource interface sets it (C-376, vendor code). */
export interface SinchAgent {
  id: string;
  readyState: 'Ready' | 'NotReady';
  /** Id of the presence that was set last; empty when none was. */
  presenceId: string;
}

export interface SinchOptions extends HttpOptions {
  /** The whole `Authorization` header that is asked for; without it nobody is asked (S-02). */
  authorization?: string;
  /** A header that each request of the interfaces needs beside that, as the integrator names it (C-379): which one no page says. */
  apiKey?: { header: string; value: string };
  /** Passwords by name of those who may sign in at `ecfs/authentication/` (C-374, vendor code). */
  users?: Record<string, string>;
  /** Names of users by token, for `Authorization: Bearer`. */
  tokens?: Record<string, string>;
  /** Reasons to be away (C-376). */
  presences?: SinchPresence[];
  /** Campaigns; customers by campaign id. */
  campaigns?: SinchSettings[];
  customers?: Record<string, SinchCustomer[]>;
  statistics?: SinchDay[];
  /** Names by id. */
  queues?: Record<string, string>;
  agents?: Record<string, string>;
  /**
   * How answers write `attributes`: as every printed example does, `{ attribute: […] }`; the same, but a lone one without
   * list; or as the schema says, a list (S-05). Requests may come in the first way and the last, whatever is set.
   */
  attributes?: 'wrapped' | 'single' | 'list';
  /** `true` tells the id of a new customer in `Location` alone (C-196). */
  emptyBody?: boolean;
  /** More rows in one bulk request are refused with 413; 100 are recommended, and no limit is documented (S-19). */
  mostRows?: number;
}

export interface SinchFixtures extends Required<
  Omit<SinchOptions, 'keep' | 'authorization' | 'apiKey' | 'strict' | 'cors'>
> {
  reading: Reading;
  authorization: string | undefined;
  apiKey: { header: string; value: string } | undefined;
  state: SinchState;
  /** Taken external ids by campaign; none are remembered with `keepRows: false`. */
  externalIds: Map<string, Set<string>>;
  /** A new id: 32 hex digits in capitals. */
  newId: () => string;
}

/** The campaign with this id. Throws 404. */
export function sinchCampaign({ state, reading }: SinchFixtures, given: string): SinchCampaign {
  const id = id32(given, reading);
  const found = state.campaigns.find(({ settings }) => settings.id === id);
  if (!found) throw new CodedRefusal(404, `There is no campaign ${id}.`);
  return found;
}

/** The place of a customer in its campaign. Throws 404. */
export function placeOf({ customers }: SinchCampaign, given: string, { reading }: SinchFixtures): number {
  const id = id32(given, reading);
  const place = customers.findIndex((each) => each.id === id);
  if (place < 0) throw new CodedRefusal(404, `There is no customer ${id}.`);
  return place;
}

export const externalIdsOf = ({ externalIds }: SinchFixtures, { settings }: SinchCampaign) => {
  const known = externalIds.get(settings.id) ?? new Set<string>();
  externalIds.set(settings.id, known);
  return known;
};

const passive = '8A7C98EAF1164F2FAA93B98EECB95D76';
const active = '62718C7889CC44F7B944C1A6F6BE9B7F';
const queueId = '63AA93F493A54C5A8597FCFA670B2382';
const ana = '21A144F1824E4C768868D10201608E2E';

const dialer = { dialerId: '88B8B41C99E6484A94F402EA5E465FC5', queueId, registered: '2020-09-25T07:07:50.243Z' };
const campaigns: SinchSettings[] = [
  {
    ...dialer,
    id: passive,
    name: 'Autumn offer',
    remarks: 'By the evening team',
    dialerName: 'Queue dialer',
    dialerType: 'QueueDialer',
    dialingMode: 'PREDICTIVE',
    status: 'Passive',
    dialerStatus: 'PASSIVE',
    startDate: '2020-12-20T22:00:00Z',
    endDate: '2021-02-20T22:00:00Z',
    timeZone: 'Europe/Berlin',
    abandonRate: 1,
    increasePredictiveRatio: 0,
  },
  {
    ...dialer,
    id: active,
    name: 'Survey',
    dialerName: 'Campaign dialer',
    dialerType: 'CampaignDialer',
    dialingMode: 'PREVIEW',
    status: 'Active',
    dialerStatus: 'OPEN',
    loggedOn: 1,
  },
];

const customer = (id: string, externalId: string, numbers: string, more: Partial<SinchCustomer>): SinchCustomer => ({
  id: id.padStart(32, '0'),
  externalId,
  numbers,
  callCount: 1,
  lastBNumber: 0,
  modificationDate: '2020-09-29T12:58:28.393Z',
  attributes: [
    { name: 'City', value: 'Montevideo' },
    { name: 'Phone1', value: numbers },
  ],
  ...more,
});
const script = { name: 'Survey', answers: [{ question: 'Will you come again?', answer: 'Yes' }] };
const customers = {
  [active]: [
    customer('A1', '1', '091000001', {
      result: 'SUCCESS',
      callResult: 'SUCCESS',
      classifier: 'Content',
      date: never,
      script,
    }),
    customer('A2', '2', '091000002', { result: 'DIALING' }),
    customer('A3', '3', '091000003', { callCount: 0, agentId: ana }),
  ],
};

const presences: SinchPresence[] = [
  { id: '3C1A2B7E5D904F1C8B6A0E9D7C5F4A11', name: 'Lunch' },
  { id: '3C1A2B7E5D904F1C8B6A0E9D7C5F4A12', name: 'Meeting' },
  { id: '3C1A2B7E5D904F1C8B6A0E9D7C5F4A13', name: 'Paperwork' },
];

/** A server with a small made-up contact centre, as far as the options say nothing else. */
export function makeSinch(options: SinchOptions, reading: Reading): SinchFixtures {
  const own = options.campaigns !== undefined; // whose campaigns are others, the made-up customers are not theirs
  const day = { day: '2023-05-16', campaignId: active, numberOfCalls: 3, numberOfSuccessfulCalls: 1, callTime: 12.5 };
  const world = {
    authorization: undefined,
    apiKey: undefined,
    users: { ana: 'simulated' },
    tokens: { token0001: 'ana' },
    presences,
    campaigns,
    customers: own ? {} : customers,
    statistics: own
      ? []
      : [
          { ...day, agentId: ana, loginTime: 3600.5, numberOfCustomers: 2 },
          { ...day, agentId: null },
        ],
    queues: { [queueId]: 'Outbound', '0B5F41959B1D446FA277B4784167EC2F': 'Evening' },
    agents: { [ana]: 'García, Ana' },
    attributes: 'wrapped' as const,
    emptyBody: false,
    mostRows: Infinity,
    keepRows: true,
    now: Date.now,
    ...options,
  };
  const newId = idMaker();
  return { ...world, reading, newId, ...freshSinch(world) };
}

export function freshSinch(
  world: Pick<SinchFixtures, 'campaigns' | 'customers' | 'agents'>,
): Pick<SinchFixtures, 'state' | 'externalIds'> {
  const state: SinchState = {
    campaigns: structuredClone(world.campaigns).map((settings) => {
      const all = structuredClone(world.customers[settings.id] ?? []);
      return { settings, customers: all, total: all.length, handled: all.filter(({ date }) => date === never).length };
    }),
    agents: Object.keys(world.agents).map((id) => ({ id, readyState: 'NotReady', presenceId: '' })),
    sessions: [],
  };
  const known = state.campaigns.map(
    (each) => [each.settings.id, new Set(each.customers.map(({ externalId }) => externalId))] as const,
  );
  return { state, externalIds: new Map(known) };
}

/** Ids that nobody has: sixteen random digits for the server, then a number. */
function idMaker() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const hex = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0');
  const start = Array.from(bytes, (byte) => hex(byte, 2)).join('');
  let last = 0;
  return () => start + hex(++last, 16);
}
