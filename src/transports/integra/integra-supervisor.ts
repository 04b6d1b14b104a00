import { msg } from '@lit/localize';
import { writeBlackEntry } from './black-entry.js';
import { writeTask } from './dialer-task.js';
import { readRecordings, readStatus, readSummary, statisticsOf } from './integra-rows.js';
import { writeRecordingFilter } from './recording-filter.js';
import { recordingFolder } from './recording-folder.js';
import type { CommandOf } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import { supervisorChecks } from '../../core/supervisor-commands.js';
import type { IntegraTransport, Operation, Operations, Settings } from './integra-transport.js';
import { notUnderstood } from '../http/http-answer.js';
import type { Answer } from '../http/fetch.js';
import { readDone, readGuid } from './integra-answer.js';
import { integraBulk, taskFields, upload } from './integra-upload.js';
import { refuseFields } from '../http/http-transport.js';

const done = (answer: Answer) => (readDone(answer), { status: 'confirmed' } as const);

/** What the JSON of an answer says; a `0`, nothing, a page and what its reader cannot read are failures (U-48). */
function said<T>(answer: Answer, read: (json: unknown) => T | undefined): T {
  const text = readGuid(answer); // whatever is not a failure
  const value = read(parsed(text));
  if (value === undefined) throw notUnderstood(answer.text);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** An older server puts one number on the list, and knows six keys of it (U-43). */
function black({ entries }: CommandOf<'blacklist' | 'unblacklist'>, { dialect }: Settings): { black: string } {
  if (dialect === 'old') {
    if (entries.length > 1)
      throw new CtiError(
        'UNSUPPORTED',
        msg('This older server takes one number at a time: send them one after the other.'),
      );
    refuseFields(
      entries[0] ?? {},
      ['phone', 'campaign', 'username', 'company', 'jobTitle', 'name'],
      msg('This older server'),
      'entries.0.',
    );
  }
  const [first, ...others] = entries.map(writeBlackEntry);
  return { black: JSON.stringify(others.length ? [first, ...others] : first) };
}
const noRemoval = ({ dialect }: Settings) =>
  dialect === 'old' && msg('This older server cannot take a number off the do-not-call list.');

/** Both bounds, always (U-51, C-150, C-151). */
function range({ on, from, to }: CommandOf<'cancelSchedule'>): { from: string; to: string } {
  if (on && !from && !to) return { from: `${on} 00:00:00`, to: `${on} 23:59:59` };
  if (!on && from && to && from <= to) return { from, to };
  throw new CtiError('INVALID', msg('Which callbacks? Name one day, or the time from and the time to.'), {
    field: on ? 'on' : 'from',
  });
}

/** One contact: for everyone, or for one agent (contract 6, C-142, C-143). */
function contactTask({ campaign, contact }: CommandOf<'addContact'>, { dialect }: Settings): { call: string } {
  refuseFields(contact, taskFields, 'Integra', 'contact.');
  const mode = contact.agent?.trim() ? 'owned' : 'normal';
  return { call: JSON.stringify(writeTask({ ...contact, mode, campaign }, dialect)) };
}

function removal({ campaign, number, id }: CommandOf<'removeContact'>): { campaign: string; number: string } {
  refuseFields({ id }, [], 'Integra');
  if (!number)
    throw new CtiError('INVALID', msg('Integra removes a contact by its number: name it.'), { field: 'number' });
  return { campaign, number };
}

const refusePeriod = ({ agent, from, to }: CommandOf<'statistics'>) => refuseFields({ agent, from, to }, [], 'Integra');

/** Figures of one campaign. */
const ofCampaign: Operation<'statistics'> = {
  paths: ['Supervisor/campaignstatus'],
  form: (command) => (refusePeriod(command), { queue: command.campaign ?? '' }),
  reply: (answer, { campaign }) => ({
    status: 'confirmed',
    rows: statisticsOf(said(answer, readStatus).campaigns.filter(({ id }) => id === campaign)),
  }),
};

/** The supervisor's part of the wire (contract 1.1.3): one line an operation, names spelled and ordered as documented. */
const operations: Operations = {
  blacklist: {
    paths: ['admin/addblack'],
    instead: ({ entries }) => entries.length > 1 && { paths: ['admin/addblackbulk'], form: black, reply: done },
    form: black,
    reply: done,
  },
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
    reply: (answer) => ({ status: 'confirmed', campaigns: said(answer, readSummary) }),
  },
  campaignStatus: {
    paths: ['Supervisor/campaignstatus'],
    form: ({ campaign }) => ({ queue: campaign }),
    reply: (answer) => ({ status: 'confirmed', ...said(answer, readStatus) }),
  },
  statistics: {
    paths: ['Supervisor/queuesummary'],
    instead: ({ campaign }) => !!campaign && ofCampaign,
    form: (command) => (refusePeriod(command), {}),
    reply: (answer) => ({ status: 'confirmed', rows: statisticsOf(said(answer, readSummary)) }),
  },
  recordings: {
    paths: ['Cdr/getrecords'],
    form: ({ filter, held = 0, limit = 50 }) => ({
      lastrow: String(held),
      searchLimit: String(limit),
      filter: JSON.stringify(writeRecordingFilter(filter)),
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
    form: ({ context, extension, parameters = {} }) => ({ context, extension, jsonparams: JSON.stringify(parameters) }),
    reply: (answer) => (readDone(answer, ['OK', '1']), { status: 'confirmed' }),
  },
  dialerTask: {
    paths: ['Dialers/DialerTask'],
    form: (command, { dialect }) => ({ call: JSON.stringify(writeTask(command, dialect)) }),
    reply: done,
  },
};

/** Teaches the class, and every transport made of it, the supervisor's commands. */
export function addSupervisor({ operations: known, prototype }: typeof IntegraTransport): void {
  Object.assign(known, operations);
  Object.assign(prototype, { checks: supervisorChecks, bulk: integraBulk });
}
