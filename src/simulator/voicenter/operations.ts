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
  oneOf,
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
  descriptions,
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

/** What a request brings, in whichever of the ways; an array only where `many`. A proxy puts the account's code in. */
export function readFields(call: HttpCall, operation: VoicenterOperation, world: VoicenterFixtures): unknown {
  const fields = fieldsOf(call, operation, world);
  const { proxy, dialect, account } = world;
  if (!proxy || (dialect === 'seed' && !operation.account)) return fields;
  const coded = (each: unknown) => (isObject(each) ? { Code: account, ...each } : each);
  return Array.isArray(fields) ? fields.map(coded) : coded(fields);
}

function fieldsOf(call: HttpCall, operation: VoicenterOperation, { dialect, reading }: VoicenterFixtures): unknown {
  const { many } = operation;
  const ways: readonly Way[] = dialect === 'current' && reading.isStrict ? ['JSON'] : operation.ways; // C-347
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
  /** Asks for the account's code in either dialect. */
  account?: boolean;
  /** What `run` returns stands beside `ErrorCode`, not in `Data`. */
  beside?: boolean;
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
/** The newer pages' call, alone and in bulk (C-348, vendor code). */
const flagText = oneOf('true', 'false');
const currentShape: Shape<Fields> = {
  ...common,
  Code: known,
  CallerID: known,
  CallerName: anyText,
  OriginateTime: epoch,
  IsDateLocal: flagText,
  IgnoreDncStatus: flagText,
};

/** The newer pages want the account's code in every body (C-347). Throws 2 without one, 1 with another's. */
function checkAccount({ dialect, account, reading }: VoicenterFixtures, { Code }: Fields) {
  if (dialect === 'seed') return;
  if (Code === undefined || Code === '') reading.overlook(new CodedRefusal(2, 'The request has no Code.'));
  else if (Code !== account) throw new CodedRefusal(1, 'This Code is not the account’s.');
}

/** A time without its zone may be hours off, so the newer pages want both (C-348). Throws 2. */
function checkCurrent(call: Fields, { reading }: VoicenterFixtures) {
  const missing = ['Campaign', 'Target'].filter((name) => call[name] === undefined || call[name] === '');
  if (missing.length) throw new CodedRefusal(2, `The call has no ${missing.join(', ')}.`);
  if (call['OriginateTime'] !== undefined && call['IsDateLocal'] === undefined)
    reading.overlook(new CodedRefusal(2, 'OriginateTime comes without IsDateLocal.'));
}

const kept = new Set([
  ...['CallerName', 'OriginateTime', 'CustomerName', 'Priority', 'CustomData'],
  ...['IsDateLocal', 'IgnoreDncStatus'],
]);

/** The campaign and the call of AddCall, UpdateCall or a row of AddCallsBulk. Campaign, target, caller id, then the rest. */
function readCall(value: unknown, shape: Shape<Fields>, world: VoicenterFixtures): [VoicenterCampaign, VoicenterCall] {
  if (!isObject(value)) throw new WireRefusal('A call is no JSON object.');
  checkAccount(world, value);
  const isCurrent = world.dialect === 'current';
  if (isCurrent) checkCurrent(value, world);
  const campaign = voicenterCampaign(world, value['Campaign']);
  const Phone = callTarget(world, value['Target']);
  const { Callerid, CallerID = Callerid } = value;
  checkCallerId(CallerID);
  const may = isCurrent ? [...optional, 'IsDateLocal', 'IgnoreDncStatus'] : optional;
  const options = { optional: may, reading: world.reading, allow: allowances.voicenter };
  const read = checkShape(value, isCurrent ? currentShape : shape, 'The call', options);
  const given = Object.entries(read).filter(([name]) => kept.has(name));
  return [campaign, { Phone, ...Object.fromEntries(given), ...(typeof CallerID === 'string' && { CallerID }) }];
}

function add([campaign, call]: [VoicenterCampaign, VoicenterCall], { keepRows }: VoicenterFixtures) {
  const { Priority = 0 } = call;
  campaign.maxPriority = campaign.pending ? Math.max(campaign.maxPriority, Priority) : Priority;
  campaign.minPriority = campaign.pending ? Math.min(campaign.minPriority, Priority) : Priority;
  campaign.pending++;
  if (keepRows) campaign.calls.push(call);
}

/** Rows one by one: a wrong one is refused alone (C-349). More than 3,000 get no result each. */
function addRows(rows: readonly unknown[], world: VoicenterFixtures) {
  if (rows.length > 100_000) throw new WireRefusal('More than 100,000 rows.');
  const results = rows.map((row) => {
    const Target = isObject(row) ? row['Target'] : undefined;
    const ErrorCode = codeOfRow(row, world);
    return { Target, ErrorCode, Description: descriptions.current[ErrorCode] ?? '' };
  });
  return rows.length <= 3000 ? { AddResult: results } : {};
}

function codeOfRow(row: unknown, world: VoicenterFixtures): number {
  try {
    add(readCall(row, rowShape, world), world);
    return 0;
  } catch (cause) {
    if (!(cause instanceof WireRefusal)) throw cause;
    return cause instanceof CodedRefusal ? cause.code : 3;
  }
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

/** What the newer list tells of each campaign beside its name (C-350). */
const totals = ({ pending, maxPriority, minPriority }: VoicenterCampaign) => ({
  TotalPendingCalls: pending,
  TotalAwaitingCalls: pending,
  MaxPriority: maxPriority,
  MinPriority: minPriority,
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
      checkAccount(world, fields);
      const campaign = voicenterCampaign(world, fields['Campaign']);
      const code: Shape<Fields> = world.dialect === 'current' ? { Code: known } : {};
      const options = { optional: mayMiss, reading: world.reading, allow: allowances.voicenter };
      return run(
        campaign,
        checkShape<Fields>(fields, { Campaign: known, ...code, ...shape }, 'The request', options),
        world,
      );
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
    // The newer pages tell of each row, and what is right is in.
    beside: true,
    run: (rows: unknown[], world) => {
      if (world.dialect === 'current') return addRows(rows, world);
      rows.map((row) => readCall(row, rowShape, world)).forEach((each) => add(each, world));
      return undefined;
    },
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
    account: true,
    run: (fields: Fields, { account, state, dialect }) => {
      const { Code } = checkShape(fields, { Code: filled }, 'The request');
      if (Code !== account) throw new CodedRefusal(1, 'This Code is not the account’s.');
      return state.campaigns.map((campaign) => ({
        Name: campaign.name,
        StatusName: campaign.status,
        ...(dialect === 'current' && totals(campaign)),
        Code: campaign.code,
      }));
    },
  },
  GetCampaignDetails: {
    ways: every,
    run: ({ Campaign, ...more }: Fields, world) => {
      checkAccount(world, more);
      // The documents' own example has spaces around the code, here and nowhere else (V-13).
      const campaign = voicenterCampaign(world, typeof Campaign === 'string' ? Campaign.trim() : Campaign);
      const code: Shape<Fields> = world.dialect === 'current' ? { Code: known } : {};
      checkShape<Fields>(more, code, 'The request', { reading: world.reading, allow: allowances.voicenter });
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
