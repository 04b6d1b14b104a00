import { msg } from '@lit/localize';
import {
  fieldOf,
  parseJson,
  readElements,
  textOf,
  unreadOf,
  type Fields,
  type ReadElements,
} from '../../codecs/json.js';
import { toBase64, writeUploadRow } from '../../codecs/upload-row.js';
import type { CommandOf } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import { supervisorChecks, type Contact, type Member } from '../../core/supervisor-commands.js';
import type { Bulk } from '../../core/transport.js';
import type { Answer } from '../http/fetch.js';
import { notUnderstood, problemOf, refuseFields, segment } from '../http/http-transport.js';
import { restated } from '../transport-error.js';
import { uploadFileName } from '../upload-file-name.js';
import {
  done,
  readDone,
  readSaid,
  readRecordings,
  readStatus,
  readSummary,
  recordingFolder,
  statisticsOf,
  writeRecordingFilter,
  writeTask,
  type IntegraDialect,
} from './integra-codec.js';
import {
  black,
  type IntegraOperation,
  type IntegraOperations,
  type IntegraPart,
  type IntegraSettings,
} from './integra-transport.js';
import { writeJson } from '../../codecs/write-json.js';

/** What an upload row has room for. */
const fields = [
  'destination',
  'alternatives',
  'data',
  'priority',
  'agent',
] as const satisfies readonly (keyof Contact)[];

/** What a dialer task has room for: one contact goes to the dialer as one (contract 6). */
const taskFields = ['destination', 'alternatives', 'data', 'agent'] as const satisfies readonly (keyof Contact)[];

/** A contact of one agent not in the dialect `old`: set wrongly for a newer server it would be called at once (U-24). */
const fieldsAlone = (dialect: IntegraDialect): readonly (keyof Contact)[] =>
  dialect === 'old' ? taskFields.filter((field) => field !== 'agent') : taskFields;

const writeRow = (campaign: string, { destination, alternatives, data, priority, agent }: Contact) =>
  writeUploadRow({ campaign, destination, alternatives, data, priority, agentPhone: agent });

/** One file: every row or none (U-53, C-155 to C-160). Throws `INVALID` with the place of the row and its field. */
function rowsOf({ campaign, contacts }: CommandOf<'addContacts'>): string[] {
  return contacts.map((contact, index) => {
    const path = `contacts.${String(index)}.`;
    refuseFields(contact, fields, 'Integra', path);
    try {
      return writeRow(campaign, contact);
    } catch (cause) {
      const { field = '' } = CtiError.from(cause);
      throw restated(cause, {
        field: field === 'campaign' ? field : path + (field === 'agentPhone' ? 'agent' : field),
      });
    }
  });
}

/** UC-20 and UC-21: `1` means that the file was taken; it is loaded later, and nobody tells how that ended (U-52, C-161). */
export function upload(path: string): IntegraOperation<'addContacts'> {
  return {
    paths: [path],
    form: (command, { agent }) => {
      refuseFields({ stopOnError: command.stopOnError || undefined }, [], 'Integra'); // nobody tells how the loading ends
      const rows = rowsOf(command);
      const { campaign, timeZone, fileName = uploadFileName() } = command;
      const file = {
        filename: fileName,
        fileb64: toBase64(rows.join('\n')),
        campaign,
        cant: String(rows.length),
        username: agent,
      };
      return timeZone ? { ...file, timezone: timeZone } : file;
    },
    reply: (answer, { contacts }) => {
      readDone(answer);
      return { status: 'confirmed', accepted: contacts.length, refused: [], isLoaded: false };
    },
  };
}

/** Files of a size that a server takes in one form, two at a time. */
const bulk: Bulk = {
  size: 5_000,
  inFlight: 2,
  fields,
  fieldsAlone: taskFields,
  problem(contact) {
    const problem = problemOf(() => (refuseFields(contact, fields, 'Integra'), writeRow('-', contact)));
    return problem && { ...problem, field: problem.field === 'agentPhone' ? 'agent' : problem.field };
  },
  isZoned: true,
  isNamed: true,
  sample: (contact, { campaign }) => writeRow(campaign || '…', contact),
};
const oldBulk: Bulk = { ...bulk, fieldsAlone: fieldsAlone('old') };

/** What the JSON of an answer says; a `0`, nothing, a page and what its reader cannot read are failures (U-48). */
function said<T>(answer: Answer, read: (json: unknown) => T | undefined): T {
  const value = read(parseJson(readSaid(answer)));
  if (value === undefined) throw notUnderstood(answer.text);
  return value;
}

/** Agents by their names; a row without one is none (C-400, public code; U-88). */
const readMembers = (json: unknown): ReadElements<Member> | undefined =>
  readElements(json, (raw: Fields) => {
    const name = textOf(fieldOf(raw, 'membername'));
    return name.trim() ? { id: name, name, raw } : undefined;
  });

/** The campaign stands in the address, percent-encoded (C-400, U-88). */
const members: IntegraOperation<'members'> = {
  paths: ['queues/getqueuemembersofqueue'],
  form: () => ({}),
  reply: (answer) => {
    const rows = said(answer, readMembers);
    return { status: 'confirmed', members: rows.rows, ...unreadOf(rows) };
  },
};

const noRemoval = ({ dialect }: IntegraSettings) =>
  dialect !== 'new' && msg('This older server cannot take a number off the do-not-call list.');

/** Both bounds, always (U-51, C-150, C-151). */
function range({ on, from, to }: CommandOf<'cancelSchedule'>): { from: string; to: string } {
  if (on && !from && !to) return { from: `${on} 00:00:00`, to: `${on} 23:59:59` };
  if (!on && from && to && from <= to) return { from, to };
  throw new CtiError('INVALID', msg('Which callbacks? Name one day, or the time from and the time to.'), {
    field: on ? 'on' : 'from',
  });
}

/** One contact: for everyone, or for one agent (contract 6, C-142, C-143); for one agent not in the dialect `old`, see {@link fieldsAlone}. */
function contactTask({ campaign, contact }: CommandOf<'addContact'>, { dialect }: IntegraSettings): { call: string } {
  refuseFields(contact, fieldsAlone(dialect), 'Integra', 'contact.');
  const { agent = '', ...person } = contact;
  const who = agent.trim() ? ({ mode: 'owned', agent } as const) : ({ mode: 'normal' } as const);
  return { call: writeJson(writeTask({ ...person, ...who, campaign }, dialect)) };
}

function removal({ campaign, number, id }: CommandOf<'removeContact'>): { campaign: string; number: string } {
  refuseFields({ id }, [], 'Integra');
  if (!number)
    throw new CtiError('INVALID', msg('uContact removes a contact by its number: enter it.'), { field: 'number' });
  return { campaign, number };
}

const refusePeriod = ({ agent, from, to }: CommandOf<'statistics'>) => refuseFields({ agent, from, to }, [], 'Integra');

/** Figures of one campaign. */
const ofCampaign: IntegraOperation<'statistics'> = {
  paths: ['Supervisor/campaignstatus'],
  form: (command) => (refusePeriod(command), { queue: command.campaign ?? '' }),
  reply: (answer, { campaign }) => ({
    status: 'confirmed',
    rows: statisticsOf(said(answer, readStatus).campaigns.filter(({ id }) => id === campaign)),
  }),
};

/** The supervisor's part of the wire (contract 1.1.3): one line an operation, names spelled and ordered as documented. */
const operations: IntegraOperations = {
  unblacklist: {
    paths: ['admin/deleteblack'],
    instead: ({ entries }) => entries.length > 1 && { paths: ['admin/deleteblackbulk'], form: black, reply: done },
    missing: noRemoval,
    form: black,
    reply: done,
  },
  cancelSchedule: {
    paths: ['Dialers/RemoveScheduleDialerCall'],
    form: (command) => ({ campaign: command.campaign, destination: command.number, ...range(command) }),
    reply: done,
  },
  addContact: { paths: ['Dialers/DialerTask'], form: contactTask, reply: done },
  removeContact: { paths: ['Dialers/RemoveContact'], form: removal, reply: done },
  addContacts: {
    ...upload('Dialers/uploadbase'),
    instead: ({ timeZone }) => !!timeZone && upload('Dialers/uploadbasewithtimezone'),
  },
  campaigns: {
    paths: ['Supervisor/queuesummary'],
    form: () => ({}),
    reply: (answer) => ({ status: 'confirmed', ...said(answer, readSummary) }),
  },
  campaignStatus: {
    paths: ['Supervisor/campaignstatus'],
    form: ({ campaign }) => ({ queue: campaign }),
    reply: (answer) => ({ status: 'confirmed', ...said(answer, readStatus) }),
  },
  members: {
    ...members,
    instead: ({ campaign }) => ({
      ...members,
      paths: [`queues/getqueuemembersofqueue?queue=${segment(campaign, 'campaign')}`],
    }),
  },
  statistics: {
    paths: ['Supervisor/queuesummary'],
    instead: ({ campaign }) => !!campaign && ofCampaign,
    form: (command) => (refusePeriod(command), {}),
    reply: (answer) => {
      const { campaigns, ...unread } = said(answer, readSummary);
      return { status: 'confirmed', rows: statisticsOf(campaigns), ...unread };
    },
  },
  recordings: {
    paths: ['Cdr/getrecords'],
    form: ({ filter, held = 0, limit = 50 }) => ({
      lastrow: String(held),
      searchLimit: String(limit),
      filter: writeJson(writeRecordingFilter(filter)),
      Random: '1',
    }),
    reply: (answer, { limit = 50 }) => ({
      status: 'confirmed',
      ...said(answer, (json) => readRecordings(json, limit)),
    }),
  },
  convertRecording: {
    paths: ['Supervisor/convert'],
    form: ({ guid, calldate = '' }) => ({ guid, folder: recordingFolder(calldate) }),
    reply: done,
  },
  workflow: {
    paths: ['admin/CallWorkflow'],
    form: ({ context, extension, parameters = {} }) => ({ context, extension, jsonparams: writeJson(parameters) }),
    reply: (answer) => (readDone(answer, ['OK', '1']), { status: 'confirmed' }),
  },
  dialerTask: {
    paths: ['Dialers/DialerTask'],
    form: (command, { dialect }) => ({ call: writeJson(writeTask(command, dialect)) }),
    reply: done,
  },
};

/** For `IntegraTransport.register`. */
export const integraSupervisor: IntegraPart = {
  operations,
  checks: supervisorChecks,
  bulk: ({ dialect }) => (dialect === 'old' ? oldBulk : bulk),
};
