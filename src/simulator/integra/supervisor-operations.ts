import {
  boolean,
  checkShape,
  dataString,
  dateOnly,
  filled,
  isObject,
  oneOf,
  phoneNumber,
  phones,
  anyText,
  wallClockTime,
  WireRefusal,
  type Shape,
} from '../wire-schema.js';
import { operation, parseField, type Operations } from './operation.js';
import {
  checkKnown,
  type BlackWire,
  type CampaignLoad,
  type ContactWire,
  type IntegraFixtures,
  type IntegraOptions,
  type TaskMode,
  type TaskWire,
} from './state.js';

/** `Nov 2, 2018 11:31:42 AM`, as a server writes it that never thought of programs (U-57). */
const locale = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });
const shown = (at: number) =>
  locale
    .format(at)
    .replace(/, (?=\d{1,2}:)/, ' ')
    .replace(/\s/g, ' ');

const onTheLine = ({ state }: IntegraFixtures, campaign: string) =>
  state.calls.filter((call) => call.campaign === campaign && !call.ended).length;

/** How busy a campaign is: as it was made up, else by the calls that are on. */
function loadOf(world: IntegraFixtures, campaign: string): CampaignLoad {
  const made = world.load?.(campaign, world.now());
  if (made) return made;
  const busy = onTheLine(world, campaign);
  const completed = world.state.calls.filter((call) => call.campaign === campaign && call.ended).length;
  return {
    ...{ loggedIn: world.agents.length, busy, paused: 0, onwrapup: 0, callers: busy },
    ...{ longestHoldTime: 220, holdTime: 18, talkTime: 130 },
    ...{ totalcalls: busy + completed, abandoned: 0, servicelevel: 0, slevelthreshold: 3 },
  };
}

const available = ({ loggedIn, busy, paused, onwrapup }: CampaignLoad) =>
  Math.max(loggedIn - busy - paused - onwrapup, 0);

/** UC-22: no parameters. The last element is no campaign but the end (contract 2.1.11, U-56). */
const queueSummary = operation([], (_, world) => {
  const end = { internalActionId: '1982468278_6312', dateReceived: shown(world.now()) };
  const queues = world.campaigns.map((queue) => {
    const load = loadOf(world, queue);
    const { loggedIn, callers, holdTime, talkTime, longestHoldTime } = load;
    return {
      ...{ queue, loggedIn, available: available(load), callers },
      ...{ holdTime, talkTime, longestHoldTime, ...end },
    };
  });
  return JSON.stringify([...queues, end]);
});

/** The 21 keys of a campaign, some numbers of them as text (contract 2.1.12, U-58). */
function status(world: IntegraFixtures, campaign: string) {
  const load = loadOf(world, campaign);
  const { loggedIn, busy, paused, onwrapup, totalcalls, abandoned, servicelevel, slevelthreshold } = load;
  const share = servicelevel.toFixed(1);
  return {
    ...{ campaign, availables: available(load), notavailables: 0, paused, busy, busypaused: 0, totalagents: loggedIn },
    ...{ logged: loggedIn, onwrapup, completed: Math.max(totalcalls - abandoned - busy, 0), abandoned },
    ...{ talked: '00:00:00-0', hold: '00:00:00-0', abandonedlevel: '0', totalcalls, acd: 0 },
    ...{ servicelevel: share, servicelevel2: share, strategy: 'leastrecent' },
    ...{ slevelthreshold: String(slevelthreshold), wrapup: 3 },
  };
}

/** UC-23: one campaign is asked for and all are answered, with an agent between them: the documents' example and prose. */
const campaignStatus = operation(['queue'], ({ queue }, world) => {
  checkKnown(world.campaigns, queue, 'campaign');
  const [agent = ''] = world.agents;
  const campaigns = world.campaigns.map((campaign) => [campaign, status(world, campaign)] as const);
  return JSON.stringify({
    ...Object.fromEntries(campaigns),
    [agent]: { agent, extension: world.phones[0], paused: false },
  });
});

/** UC-9: answers `OK`, not `1` (C-091, C-092). */
const callWorkflow = operation(
  ['context', 'extension', 'jsonparams'],
  ({ context, extension, jsonparams }, { state }) => {
    filled(context, 'context');
    filled(extension, 'extension');
    const params = parseField(jsonparams, 'jsonparams');
    if (!isObject(params)) throw new WireRefusal('jsonparams is no JSON object.');
    state.workflows.push({ context, extension, jsonparams: params });
    return 'OK';
  },
);

export const supervisorOperations: Operations = {
  'Supervisor/queuesummary': queueSummary,
  'Supervisor/campaignstatus': campaignStatus,
  'admin/CallWorkflow': callWorkflow,
};

const taskShape: Shape<TaskWire> = {
  calldate: (value, name) => {
    if (value !== null) wallClockTime(value, name);
  },
  campaign: filled,
  destination: phoneNumber,
  alternatives: phones,
  agent: anyText,
  data: dataString,
  source: anyText,
  bulk: boolean,
  automatic: boolean,
};

type Flags = [dated: boolean, bulk: boolean, automatic: boolean, owned: boolean | 'either'];
/** The table of the documents (contract 2.1.3): what the flags mean, for the agent's phone too. */
const newer: Record<TaskMode, Flags> = {
  priority: [false, false, true, 'either'],
  now: [false, false, false, 'either'],
  schedule: [true, true, false, 'either'],
  owned: [false, true, false, true],
  normal: [false, true, false, false],
};
/** Before, a dated and an owned task were no bulk, and nothing called at once (C-144). */
const older: Partial<typeof newer> = {
  priority: newer.priority,
  schedule: [true, false, false, 'either'],
  owned: [false, false, false, true],
  normal: newer.normal,
};

function modeOf({ calldate, bulk, automatic, agent }: TaskWire, { dialect }: IntegraFixtures): TaskMode {
  const modes = Object.entries(dialect === 'old' ? older : newer) as [TaskMode, Flags][];
  const found = modes.find(
    ([, flags]) =>
      flags[0] === (calldate !== null) &&
      flags[1] === bulk &&
      flags[2] === automatic &&
      (flags[3] === 'either' || flags[3] === (agent !== '')),
  );
  if (!found) throw new WireRefusal('No mode has these flags: see the table of dialer tasks.');
  return found[0];
}

/** UC-17: one JSON parameter of nine keys (C-135 to C-148). A task without a date is a contact for the dialer, too. */
export const dialerTask = operation(['call'], ({ call }, world) => {
  const task = checkShape(parseField(call, 'call'), taskShape, 'call', { reading: world.reading });
  const mode = modeOf(task, world);
  const { campaign, destination, alternatives, agent, data } = task;
  checkKnown(world.campaigns, campaign, 'campaign');
  if (agent) checkKnown([...world.agents, ...world.phones], agent, 'agent');
  world.state.tasks.push({ ...task, mode });
  if (mode !== 'now' && mode !== 'schedule')
    world.state.contacts.push({
      campaign,
      number: destination,
      data,
      alternatives,
      priority: mode === 'priority' ? 1 : 2,
      agentphone: agent,
    });
  return '1';
});

/** UC-18: `1` also when nothing was there to remove, which the documents leave open (U-77). */
const removeContact = operation(['campaign', 'number'], ({ campaign, number }, { state, campaigns }) => {
  checkKnown(campaigns, campaign, 'campaign');
  phoneNumber(number, 'number');
  state.contacts = state.contacts.filter((each) => each.campaign !== campaign || each.number !== number);
  return '1';
});

/** Base64 with its padding and nothing else, of UTF-8 without a byte-order mark (C-157). */
function readFile(fileb64: string): { text: string; bytes: number } {
  if (!fileb64 || fileb64.length % 4 || /[^A-Za-z0-9+/=]|=[^=]|={3}/.test(fileb64))
    throw new WireRefusal('fileb64 is no base64.');
  const binary = atob(fileb64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  const text = decode(bytes);
  if (text.startsWith('\uFEFF')) throw new WireRefusal('The file begins with a byte-order mark.');
  return { text, bytes: bytes.length };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new WireRefusal('The file is not UTF-8.');
  }
}

/** Two to six fields: the campaign, the number, data, other numbers, priority, agent's phone (C-155, C-159, C-160). */
function readRow(line: string, campaign: string, known: readonly string[]): ContactWire {
  const fields = line.split(';');
  if (fields.length < 2 || fields.length > 6) throw new WireRefusal(`has ${String(fields.length)} fields.`);
  const [name = '', number = '', data = '', alternatives = '', priority = '', agentphone = ''] = fields;
  if (name !== campaign) throw new WireRefusal(`is of the campaign “${name}”.`);
  if (line.includes('\r')) throw new WireRefusal('ends with a carriage return.');
  phoneNumber(number, 'number');
  dataString(data, 'parameters');
  phones(alternatives, 'alternatives');
  if (priority && (!/^\d{1,9}$/.test(priority) || Number(priority) < 2))
    throw new WireRefusal(`has the priority “${priority}”: 2 or more.`);
  if (agentphone) checkKnown(known, agentphone, 'agent’s phone');
  return { campaign, number, data, alternatives, ...(priority && { priority: Number(priority) }), agentphone };
}

/** Every row or none; `cant` is their number, and the last one has no line break (C-156 to C-158). */
function readRows(text: string, cant: string, campaign: string, { phones: known, keepContacts }: IntegraFixtures) {
  const contacts: ContactWire[] = [];
  let rows = 0;
  for (let from = 0, to = 0; to < text.length; from = to + 1) {
    to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    rows++;
    try {
      const contact = readRow(text.slice(from, to), campaign, known);
      if (keepContacts) contacts.push(contact);
    } catch (cause) {
      throw cause instanceof WireRefusal ? new WireRefusal(`Row ${String(rows)}: ${cause.message}`) : cause;
    }
  }
  if (text.endsWith('\n')) throw new WireRefusal('The last row is empty.');
  if (cant !== String(rows)) throw new WireRefusal(`cant is “${cant}” and the file has ${String(rows)} rows.`);
  return { contacts, rows };
}

type File = Record<'filename' | 'fileb64' | 'campaign' | 'cant' | 'username', string>;

/** Takes the file; a real server loads it later (U-52). */
function upload(
  { filename, fileb64, campaign, cant, username, ...zone }: File & { timezone?: string },
  world: IntegraFixtures,
): string {
  filled(filename, 'filename');
  checkKnown(world.campaigns, campaign, 'campaign');
  if (zone.timezone !== undefined) filled(zone.timezone, 'timezone');
  const { text, bytes } = readFile(fileb64);
  const { contacts, rows } = readRows(text, cant, campaign, world);
  for (const contact of contacts) world.state.contacts.push(contact);
  world.state.uploads.push({ filename, campaign, username, ...zone, rows, bytes });
  return '1';
}

const five = ['filename', 'fileb64', 'campaign', 'cant', 'username'] as const;

export const dialerOperations: Operations = {
  'Dialers/DialerTask': dialerTask,
  'Dialers/RemoveContact': removeContact,
  'Dialers/uploadbase': operation(five, upload),
  'Dialers/uploadbasewithtimezone': operation([...five, 'timezone'], upload),
};

type Key = keyof BlackWire;

/** The entry of version 8 (contract 2.1.5). */
const six: Shape<Omit<BlackWire, 'expire_date' | 'direction'>> = {
  phone: phoneNumber,
  campaign: filled,
  username: anyText,
  company: anyText,
  job_title: anyText,
  name: anyText,
};
/** The newer entry (contract 2.1.6). */
const eight: Shape<BlackWire> = { ...six, expire_date: dateOnly, direction: oneOf('I', 'O', 'I/O') };

/** A number and a campaign, or `*` for all; all else may be absent (C-099, C-100, C-102). */
function readEntry(value: unknown, { dialect, campaigns, reading }: IntegraFixtures): BlackWire {
  const shape = dialect === 'new' ? eight : six;
  const optional = Object.keys(shape).filter((key): key is Key => key !== 'phone' && key !== 'campaign');
  const entry = checkShape<BlackWire>(value, shape as Shape<BlackWire>, 'black', { optional, reading });
  if (entry.campaign !== '*') checkKnown(campaigns, entry.campaign, 'campaign');
  return entry;
}

function readEntries(value: unknown, world: IntegraFixtures): BlackWire[] {
  if (!Array.isArray(value)) throw new WireRefusal('black is no JSON array.');
  if (!value.length) throw new WireRefusal('black is empty.');
  return value.map((each) => readEntry(each, world));
}

const same = (one: BlackWire) => (other: BlackWire) => one.phone === other.phone && one.campaign === other.campaign;

/** A number that is on the list of that campaign already is there once, with what was said last. */
function add({ state }: IntegraFixtures, entry: BlackWire) {
  remove({ state }, entry);
  state.blacklist.push(entry);
}

/** Of that campaign alone: `*` does not reach what was set for one (U-44). `1` also when nothing was there (U-77). */
function remove({ state }: Pick<IntegraFixtures, 'state'>, entry: BlackWire) {
  const isSame = same(entry);
  state.blacklist = state.blacklist.filter((each) => !isSame(each));
}

const one = (run: (world: IntegraFixtures, entry: BlackWire) => void) =>
  operation(['black'], ({ black }, world) => {
    run(world, readEntry(parseField(black, 'black'), world));
    return '1';
  });

/** All or nothing: one bad entry, and none is taken. */
const many = (run: (world: IntegraFixtures, entry: BlackWire) => void) =>
  operation(['black'], ({ black }, world) => {
    for (const entry of readEntries(parseField(black, 'black'), world)) run(world, entry);
    return '1';
  });

const addblack = { 'admin/addblack': one(add) };

/** UC-10 to UC-13: only the newer server can do more than add one (C-097, C-103 to C-105). */
export const blacklistOperations: Record<Required<IntegraOptions>['dialect'], Operations> = {
  old: addblack,
  v8: addblack,
  new: {
    ...addblack,
    'admin/addblackbulk': many(add),
    'admin/deleteblack': one(remove),
    'admin/deleteblackbulk': many(remove),
  },
};
