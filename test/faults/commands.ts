import type { Command, CommandType } from '../../src/index.js';
import { call, callWithPhone, cti, dispose, entry, hangup, respool, tag } from '../samples.js';

const campaign = 'Sale->';

/** What is asked for in a column of the table. */
export const commands = {
  call,
  callWithPhone,
  hangup,
  cti,
  dispose: { ...dispose, level1: 'Sale', level2: 'New customer', comment: 'asked once' },
  schedule: { type: 'schedule', at: '2099-10-10 15:00:00', entry },
  respool,
  tag: { ...tag, phone: '091000000', message: 'asked once' },
  blacklist: { type: 'blacklist', entries: [{ phone: '093000000', campaign: '*' }] },
  unblacklist: { type: 'unblacklist', entries: [{ phone: '093000000', campaign: '*' }] },
  cancelSchedule: { type: 'cancelSchedule', campaign, number: '093000000', on: '2099-10-10' },
  addContact: { type: 'addContact', campaign, contact: { destination: '093000000' } },
  removeContact: { type: 'removeContact', campaign, number: '093000000' },
  addContacts: {
    type: 'addContacts',
    campaign,
    contacts: [{ destination: '093000000' }, { destination: '093000001' }],
  },
  campaigns: { type: 'campaigns' },
  campaignStatus: { type: 'campaignStatus', campaign },
  statistics: { type: 'statistics' },
  recordings: { type: 'recordings' },
  convertRecording: { type: 'convertRecording', guid: 'a recording in gsm', calldate: '2026-01-18 10:00:00' },
  workflow: { type: 'workflow', context: 'agents', extension: '500', parameters: { number: '093000000' } },
  dialerTask: { type: 'dialerTask', mode: 'now', campaign, destination: '093000000' },
} satisfies Partial<Record<CommandType, Command>>;

export type Column = keyof typeof commands;
