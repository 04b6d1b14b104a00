import { type HttpFaults, type HttpOptions } from '../http-simulator.js';
import { CodedRefusal, shown, type Check, type Reading } from '../wire-schema.js';

/** The texts that the documents give to AddCall's codes; here every operation uses them (C-229). */
export const descriptions = [
  'OK',
  'Invalid campaign code',
  'The target is invalid',
  'Unexpected internal error',
  'Invalid caller id',
] as const;

export interface VoicenterFaults extends HttpFaults {
  /** Does nothing and answers this code with its text. */
  errorCode?: 1 | 2 | 3 | 4;
  /** Does what was asked and answers with unquoted keys, which is no JSON: so the documents print it once (C-232). */
  unquoted?: boolean;
  /** Does what was asked and answers its `ErrorCode` as text (C-231). */
  textErrorCode?: boolean;
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
  /** `true` when `OriginateTime` is meant in the account's zone; only with `strict: false`, and as it came. */
  IsDateLocal?: unknown;
  /** Dials although the number is on the do-not-call list; only with `strict: false`, and as it came. */
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

/** What the server knows, as plain data. */
export interface VoicenterState {
  campaigns: VoicenterCampaign[];
}

export interface VoicenterFixtures extends Required<Omit<VoicenterOptions, 'keep' | 'now' | 'strict' | 'cors'>> {
  reading: Reading;
  state: VoicenterState;
}

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
    keepRows: true,
    ...options,
  };
  return { ...world, reading, state: freshVoicenter(world.campaigns) };
}

export function freshVoicenter(campaigns: VoicenterFixtures['campaigns']): VoicenterState {
  const empty = { status: 'Enabled' as const, calls: [], pending: 0, maxPriority: 0, minPriority: 0, strategy: {} };
  return {
    campaigns: campaigns.map((each) => ({ ...structuredClone(empty), ...each, members: [...(each.members ?? [])] })),
  };
}

/** The campaign of a request; a deleted one is none. */
export function voicenterCampaign({ state }: VoicenterFixtures, code: unknown): VoicenterCampaign {
  const found = state.campaigns.find((each) => each.code === code && each.status !== 'Deleted');
  if (!found) throw new CodedRefusal(1, `There is no campaign ${shown(code)}.`);
  return found;
}

/** The number with the country code, as the pending calls have it (V-12). Throws code 2. */
export function callTarget({ isTarget, country, reading }: VoicenterFixtures, given: unknown): string {
  const check: Check = (value) => {
    if (typeof value !== 'string' || !isTarget(value)) throw new CodedRefusal(2, `${shown(value)} is no target.`);
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
