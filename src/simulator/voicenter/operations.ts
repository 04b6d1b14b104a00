import { readJsonBody, type HttpCall } from '../http-simulator.js';
import { allowances, checkType } from '../leniency.js';
import {
  CodedRefusal,
  amount,
  checkShape,
  customData,
  filled,
  isObject,
  known,
  listOf,
  number,
  anyText,
  WireRefusal,
  type Check,
  type Reading,
  type Shape,
} from '../wire-schema.js';
import {
  voicenterCampaign,
  checkCallerId,
  callTarget,
  type VoicenterCall,
  type VoicenterCampaign,
  type VoicenterFixtures,
} from './state.js';

/** Ways to ask: in the query, as a form, as JSON. */
export type Way = 'GET' | 'form' | 'JSON';

/** Parameters that are numbers, also where they come as text. */
const numbers = /^(Priority|OriginateTime|setQueueForMonitoring|setQueueMaximumCallers|setCoefficient)$/;

/** The parameters of a query or a form as the object that JSON would have: custom data gathered (C-222). */
function gather(parameters: URLSearchParams): Record<string, unknown> {
  const fields = new Map<string, unknown>();
  const custom = new Map<string, string>();
  for (const [name, value] of parameters) {
    if (fields.has(name) || custom.has(name)) throw new WireRefusal(`${name} comes twice.`);
    if (name.startsWith('var_')) custom.set(name, value);
    else fields.set(name, numbers.test(name) && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value);
  }
  if (fields.has('CustomData')) throw new WireRefusal('CustomData belongs into JSON.');
  if (custom.size) fields.set('CustomData', Object.fromEntries(custom));
  return Object.fromEntries(fields);
}

function wayOf(call: HttpCall, reading: Reading): Way {
  if (call.method === 'GET') return 'GET';
  // How exactly a form is to be written is not said, and JSON is.
  if (/^application\/x-www-form-urlencoded *(;|$)/i.test(call.headers.get('Content-Type') ?? '')) return 'form';
  checkType(call, ['application/json'], reading);
  return 'JSON';
}

/** What a request brings, in whichever of the ways; an array only where `many`. */
export function readFields(call: HttpCall, { ways, many }: VoicenterOperation, reading: Reading): unknown {
  const way = wayOf(call, reading);
  if (!ways.includes(way)) throw new CodedRefusal(way === 'GET' ? 405 : 415, `Only ${ways.join(', ')}, not ${way}.`);
  if (way === 'GET') return gather(call.url.searchParams);
  if (call.url.search) throw new WireRefusal('Parameters belong into the body.');
  if (way === 'form') return gather(new URLSearchParams(call.body));
  const fields = readJsonBody(call.body, 3);
  if (many ? !Array.isArray(fields) || fields.length === 0 : !isObject(fields))
    throw new WireRefusal(many ? 'The body is no list with something in it.' : 'The body is no JSON object.');
  return fields;
}

type Fields = Record<string, unknown>;
/** One operation: how it may be asked, and what it does. What `run` returns is `Data`; nothing when it has none. */
export interface VoicenterOperation {
  ways: readonly Way[];
  /** The body is a list. */
  many?: boolean;
  run: (fields: never, world: VoicenterFixtures) => unknown;
}

const every: readonly Way[] = ['GET', 'form', 'JSON'];
const whole = number(-Infinity);
/** Epoch seconds: a value of 1e11 or more would be milliseconds (V-05). */
const epoch: Check = (value, name) => {
  number()(value, name);
  if ((value as number) >= 1e11) throw new WireRefusal(`${name} is no number of seconds.`);
};
const common = { Campaign: known, Target: known, CustomerName: anyText, Priority: whole, CustomData: customData };
const callShape: Shape<Fields> = { ...common, Callerid: known, OriginateTime: epoch };
const rowShape: Shape<Fields> = { ...common, CallerID: known, CallerName: anyText };
const optional = ['Callerid', 'CallerID', 'CallerName', 'OriginateTime', 'CustomerName', 'Priority', 'CustomData'];

const kept = new Set([
  ...['CallerName', 'OriginateTime', 'CustomerName', 'Priority', 'CustomData'],
  ...['IsDateLocal', 'IgnoreDncStatus'],
]);

/** The campaign and the call of AddCall, UpdateCall or a row of AddCallsBulk. Campaign, target, caller id, then the rest. */
function readCall(value: unknown, shape: Shape<Fields>, world: VoicenterFixtures): [VoicenterCampaign, VoicenterCall] {
  if (!isObject(value)) throw new WireRefusal('A call is no JSON object.');
  const campaign = voicenterCampaign(world, value['Campaign']);
  const Phone = callTarget(world, value['Target']);
  const { Callerid, CallerID = Callerid } = value;
  checkCallerId(CallerID);
  const options = { optional, reading: world.reading, allow: allowances.voicenter };
  const given = Object.entries(checkShape(value, shape, 'The call', options)).filter(([name]) => kept.has(name));
  return [campaign, { Phone, ...Object.fromEntries(given), ...(typeof CallerID === 'string' && { CallerID }) }];
}

function add([campaign, call]: [VoicenterCampaign, VoicenterCall], { keepRows }: VoicenterFixtures) {
  const { Priority = 0 } = call;
  campaign.maxPriority = campaign.pending ? Math.max(campaign.maxPriority, Priority) : Priority;
  campaign.minPriority = campaign.pending ? Math.min(campaign.minPriority, Priority) : Priority;
  campaign.pending++;
  if (keepRows) campaign.calls.push(call);
}

/** Puts these calls in the place of the waiting ones. */
function replace(campaign: VoicenterCampaign, calls: VoicenterCall[]) {
  const priorities = calls.map(({ Priority = 0 }) => Priority).sort((a, b) => a - b);
  Object.assign(campaign, {
    calls,
    pending: calls.length,
    minPriority: priorities[0] ?? 0,
    maxPriority: priorities.at(-1) ?? 0,
  });
}

function checkWaiting(campaign: VoicenterCampaign, phone: string) {
  if (!campaign.calls.some(({ Phone }) => Phone === phone)) throw new CodedRefusal(2, `No call waits for ${phone}.`);
}

const details = ({ name, status, pending, maxPriority, minPriority, code }: VoicenterCampaign) => ({
  Name: name,
  StatusName: status,
  TotalPendingCalls: pending,
  MaxPriority: maxPriority,
  MinPriority: minPriority,
  Code: code,
});

const pendingCall = (call: VoicenterCall) => ({
  Phone: call.Phone,
  CallerID: call.CallerID ?? '',
  CallerName: call.CallerName ?? '',
  OriginateTime: call.OriginateTime ?? 0,
  Priority: call.Priority ?? 0,
  CustomerName: call.CustomerName ?? '',
  CallStatus: { Status: 1, Description: 'Pending' },
  CustomData: call.CustomData ?? {},
});

/** An operation on one campaign, with exactly these parameters beside it; in any of the three ways unless said. */
function onCampaign(
  shape: Shape<Fields>,
  run: (campaign: VoicenterCampaign, fields: Fields, world: VoicenterFixtures) => unknown,
  { ways = every, mayMiss = [] as string[] } = {},
): VoicenterOperation {
  return {
    ways,
    run: (fields: Fields, world) => {
      const campaign = voicenterCampaign(world, fields['Campaign']);
      const options = { optional: mayMiss, reading: world.reading, allow: allowances.voicenter };
      return run(campaign, checkShape<Fields>(fields, { Campaign: known, ...shape }, 'The request', options), world);
    },
  };
}

const member: Shape<Fields> = { Member: filled };
const strategy = { setQueueForMonitoring: amount(), setQueueMaximumCallers: amount(), setCoefficient: amount() };
const isMaxCalls: Check = (value, name) => checkShape(value, { setMaxCalls: number() }, name);

/** Every operation by the last part of its path (contract 1.3). */
export const voicenterOperations: Record<string, VoicenterOperation> = {
  AddCall: { ways: every, run: (fields, world) => add(readCall(fields, callShape, world), world) },
  AddCallsBulk: {
    ways: ['JSON'],
    many: true,
    // All are looked at before the first is added: one wrong row, and none is in (V-11).
    run: (rows: unknown[], world) =>
      rows.map((row) => readCall(row, rowShape, world)).forEach((each) => add(each, world)),
  },
  UpdateCall: {
    ways: ['GET', 'JSON'],
    run: (fields, world) => {
      const [campaign, call] = readCall(fields, callShape, world);
      checkWaiting(campaign, call.Phone);
      replace(
        campaign,
        campaign.calls.map((each) => (each.Phone === call.Phone ? { ...each, ...call } : each)),
      );
    },
  },
  RemoveCall: onCampaign({ Target: known }, (campaign, { Target }, world) => {
    const phone = callTarget(world, Target);
    checkWaiting(campaign, phone);
    replace(
      campaign,
      campaign.calls.filter(({ Phone }) => Phone !== phone),
    );
  }),
  ClearCampaignCalls: onCampaign({}, (campaign) => replace(campaign, [])),
  GetCampaignPendingCalls: onCampaign(
    {},
    (campaign) => ({ Calls: campaign.calls.map(pendingCall), Campaign: details(campaign) }),
    { ways: ['JSON'] },
  ),
  GetCampaignList: {
    ways: every,
    run: (fields: Fields, { account, state }) => {
      const { Code } = checkShape(fields, { Code: filled }, 'The request');
      if (Code !== account) throw new CodedRefusal(1, 'This Code is not the account’s.');
      return state.campaigns.map(({ name, status, code }) => ({ Name: name, StatusName: status, Code: code }));
    },
  },
  GetCampaignDetails: {
    ways: every,
    run: ({ Campaign, ...more }: Fields, world) => {
      // The documents' own example has spaces around the code, here and nowhere else (V-13).
      const campaign = voicenterCampaign(world, typeof Campaign === 'string' ? Campaign.trim() : Campaign);
      checkShape(more, {}, 'The request', { reading: world.reading, allow: allowances.voicenter });
      return details(campaign);
    },
  },
  GetMembersList: onCampaign({}, ({ members }, _, world) =>
    members.map((code) => ({ Member: code, DisplayName: world.members[code] ?? '' })),
  ),
  AddMember: onCampaign(member, (campaign, { Member }, world) => {
    const code = String(Member);
    if (!Object.hasOwn(world.members, code)) throw new WireRefusal(`There is no member ${code}.`);
    const isNew = !campaign.members.includes(code);
    if (isNew) campaign.members.push(code);
    return { TotalAdded: Number(isNew) };
  }),
  RemoveMember: onCampaign(member, (campaign, { Member }) => {
    const before = campaign.members.length;
    campaign.members = campaign.members.filter((code) => code !== Member);
    return { TotalRemoved: before - campaign.members.length };
  }),
  StopCampaign: onCampaign({}, (campaign) => void (campaign.status = 'Disabled')),
  StartCampaign: onCampaign({}, (campaign) => void (campaign.status = 'Enabled')),
  UpdateCampaignStrategy: onCampaign(
    strategy,
    (campaign, fields) => {
      for (const name of Object.keys(strategy)) if (name in fields) campaign.strategy[name] = fields[name] as number;
    },
    { mayMiss: Object.keys(strategy) },
  ),
  ConfigureIvrCampaign: onCampaign(
    { ConcurrentStrategy: isMaxCalls, RepresentativeList: listOf(filled) },
    (campaign, fields) => {
      const { setMaxCalls } = fields['ConcurrentStrategy'] as { setMaxCalls: number };
      campaign.ivr = { setMaxCalls, representatives: fields['RepresentativeList'] as string[] };
    },
    { ways: ['JSON'] },
  ),
};
