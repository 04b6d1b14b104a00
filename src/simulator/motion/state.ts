import { type HttpOptions } from '../http-simulator.js';
import { allowances } from '../leniency.js';
import {
  CodedRefusal,
  amount,
  boolean,
  checkShape,
  filled,
  number,
  oneOf,
  anyText,
  WireRefusal,
  type Check,
  type Reading,
  type Shape,
} from '../wire-schema.js';

const positive = amount(0);

/** The 45 fields of a queue campaign and their types; which of them may be absent nobody says, so all are asked for (2.4.3). */
export const campaignShape = {
  name: filled,
  type: filled,
  TrunkId: positive,
  IntervalId: positive,
  dialActive: boolean,
  dialMethod: filled,
  dialCheckDuplicateType: oneOf('always', 'onlyIfOpen', 'never'),
  dialOrderByScheduledAt: filled,
  dialGlobalInterval: filled,
  dialPowerLevel: positive,
  dialPredictiveOptimization: filled,
  dialPredictiveOptimizationPercentage: positive,
  dialPredictiveInterval: positive,
  dialLimitQueue: positive,
  dialRandomLastDigitCallerIdNumber: positive,
  dialCutDigit: positive,
  dialOriginateTimeout: positive,
  dialQueueTimeout: positive,
  dialQueueOptions: filled,
  dialGlobalMaxRetry: positive,
  dialCongestionMaxRetry: positive,
  dialBusyMaxRetry: positive,
  dialNoAnswerMaxRetry: positive,
  dialCongestionRetryFrequency: positive,
  dialBusyRetryFrequency: positive,
  dialNoAnswerRetryFrequency: positive,
  dialAMDInitialSilence: positive,
  dialAMDGreeting: positive,
  dialAMDAfterGreetingSilence: positive,
  dialAMDTotalAnalysisTime: positive,
  dialAMDMinWordLength: positive,
  dialAMDBetweenWordsSilence: positive,
  dialAMDMaximumNumberOfWords: positive,
  dialAMDSilenceThreshold: positive,
  dialAMDMaximumWordLength: positive,
  strategy: filled,
  timeout: positive,
  retry: positive,
  weight: positive,
  autopause: filled,
  ringinuse: filled,
  timeoutrestart: filled,
  setinterfacevar: filled,
  setqueuevar: filled,
  setqueueentryvar: filled,
} satisfies Shape<Record<string, unknown>>;

/** A campaign's fields as they came. */
export type MotionCampaignWire = Record<keyof typeof campaignShape, string | number | boolean>;

export interface MotionOptions extends HttpOptions {
  /** Passwords by name, for HTTP Basic. */
  users?: Record<string, string>;
  /** Keys that may stand in the address as `?apikey=` in the place of name and password (C-416, public code). */
  apiKeys?: readonly string[];
  lists?: { id: number; name: string }[];
  campaigns?: { id: number; name: string }[];
  /** Ids of agents, trunks and intervals, and the numbers of custom fields (`cf_3` is 3). */
  agents?: number[];
  trunks?: number[];
  intervals?: number[];
  customFields?: number[];
  /** The key under which the first step of a CSV upload tells the file's name; without one it answers nothing (M-03). */
  uploadReply?: 'id' | 'filename' | 'name' | 'path';
  /** `true` lets the second step's `id` differ from the path, as one printed example has it (M-03). */
  anyFileId?: boolean;
}

/** `firstName`, `lastName`, `phone` and `cf_…`, as far as they came. */
export type MotionContact = Record<string, string | number>;

export interface MotionList {
  id: number;
  name: string;
  description?: string;
  /** ISO 8601 UTC without milliseconds. */
  updatedAt: string;
  createdAt: string;
  agents: number[];
  /** None with `keepRows: false`. */
  contacts: MotionContact[];
  /** How many contacts came, also when they are not kept. */
  total: number;
}
export interface MotionCampaign {
  id: number;
  name: string;
  /** The 45 fields as they came; none for a campaign of the options. */
  settings?: MotionCampaignWire;
  lists: number[];
  /** `penalty` is text (C-260). */
  agents: { id: number; penalty: string }[];
}
export interface MotionFile {
  /** Known from the second step on, or from the first when its answer tells one. */
  name?: string;
  /** The CSV's first row, exactly. */
  columns: string[];
  /** Size. */
  bytes: number;
  /** What the second step did; absent before. */
  imported?: { listId: number; added: number; repeated: number };
}

/** What the server knows, as plain data. */
export interface MotionState {
  lists: MotionList[];
  campaigns: MotionCampaign[];
  files: MotionFile[];
}

export interface MotionFixtures extends Required<Omit<MotionOptions, 'keep' | 'uploadReply' | 'strict' | 'cors'>> {
  reading: Reading;
  uploadReply: MotionOptions['uploadReply'];
  state: MotionState;
  /** The uploaded bytes; with `keepRows: false` only until the second step. */
  contents: Map<MotionFile, Uint8Array>;
}

/** A server with a small made-up contact centre, as far as the options say nothing else. */
export function makeMotion(options: MotionOptions, reading: Reading): MotionFixtures {
  const world = {
    users: { admin: 'password' },
    apiKeys: ['key0001'],
    lists: [
      { id: 12, name: 'Newsletter' },
      { id: 32, name: 'Spring' },
      { id: 33, name: 'Autumn' },
    ],
    campaigns: [{ id: 59, name: 'Winter offer' }],
    agents: [24, 26, 31],
    trunks: [12],
    intervals: [11],
    customFields: [1, 3],
    uploadReply: undefined,
    anyFileId: false,
    keepRows: true,
    now: Date.now,
    ...options,
  };
  return { ...world, reading, state: freshMotion(world), contents: new Map() };
}

/** ISO 8601 UTC without milliseconds. */
export const stamp = (now: number) => new Date(now).toISOString().replace(/\.\d+/, '');

export function freshMotion({
  lists,
  campaigns,
  now,
}: Pick<MotionFixtures, 'lists' | 'campaigns' | 'now'>): MotionState {
  const times = { updatedAt: stamp(now()), createdAt: stamp(now()) };
  return {
    lists: lists.map((each) => ({ ...each, ...times, agents: [], contacts: [], total: 0 })),
    campaigns: campaigns.map((each) => ({ ...each, lists: [], agents: [] })),
    files: [],
  };
}

/** The one with this id. Throws 404. */
export function byId<T extends { id: number }>(all: readonly T[], id: unknown, what: string): T {
  const found = all.find((each) => each.id === id);
  if (!found) throw new CodedRefusal(404, `There is no ${what} ${String(id)}.`);
  return found;
}

/** The next free id. */
export const nextId = (all: readonly { id: number }[]) => all.reduce((most, { id }) => Math.max(most, id), 0) + 1;

/** Names of a contact's fields, custom ones included. */
export const contactFields = ({ customFields }: MotionFixtures) => [
  'firstName',
  'lastName',
  'phone',
  ...customFields.map((field) => `cf_${field}`),
];

/** Contacts as documented, each with its `ListId`; all of one list where that is given (C-253, C-262). */
export function checkMotionContacts(contacts: readonly unknown[], world: MotionFixtures, listId?: number) {
  const fields = contactFields(world);
  const ofList: Check = (value, name) => {
    number(1)(value, name);
    if (listId !== undefined && value !== listId)
      throw new WireRefusal(`ListId is ${String(value)}, the path says ${listId}.`);
  };
  const shape = { ...Object.fromEntries(fields.map((field) => [field, anyText])), ListId: ofList };
  const { others, mayMiss } = allowances.motionContact;
  // The list is told by the path, or by the contact alone.
  const options = { optional: fields, reading: world.reading, allow: { others, mayMiss: listId ? mayMiss : [] } };
  return contacts.map(
    (contact) => checkShape<Record<string, unknown>>(contact, shape, 'A contact', options) as MotionContact,
  );
}

/** Puts contacts on a list, or only counts them. */
export function putOn(list: MotionList, contacts: readonly MotionContact[], { keepRows }: MotionFixtures) {
  list.total += contacts.length;
  if (keepRows) for (const contact of contacts) list.contacts.push(contact);
}
