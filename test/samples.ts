import type { Command, RespoolEntry } from '../src/index.js';

/** The documents' own respool object, in our words. */
export const entry: RespoolEntry = {
  campaign: 'Ventas->',
  destination: '098344484',
  dialerBase: 'basetest',
  status: 1,
  data: [
    ['Par1', 'Val1'],
    ['Par2', 'Val2'],
  ],
  alternatives: ['098124484'],
  contact: 222,
  retries: 0,
  priority: 9999,
  agentPhone: '1001',
};

/** A contact whose numbers were tried before. */
export const triedEntry: RespoolEntry = { ...entry, alternatives: ['098124484', '091000000'], retries: 3 };

/** The same as the documents print it. */
export const respoolObject = {
  campaign: 'Ventas->',
  destination: '098344484',
  dialerbase: 'basetest',
  status: 1,
  data: 'Par1=Val1:Par2=Val2',
  alternatives: '098124484',
  contact: 222,
  retries: 0,
  priority: 9999,
  agentphone: '1001',
};

export const call = { type: 'call', destination: '091000000', campaign: 'Sale->', callerId: '099' } satisfies Command;
export const callWithPhone = { type: 'callWithPhone', destination: '091000000', campaign: 'Sale->' } satisfies Command;
export const hangup = { type: 'hangup' } satisfies Command;
export const cti = { type: 'cti' } satisfies Command;
export const respool = { type: 'respool', entry } satisfies Command;
export const schedule = { type: 'schedule', at: '2016-10-10 15:00:00', entry } satisfies Command;
export const tag = {
  type: 'tag',
  guid: '7e4e7db9-f080-494e-b04b-7c8e47711558',
  message: 'complaint',
} satisfies Command;

export const dispose = {
  type: 'dispose',
  campaign: 'Sale->',
  guid: '7e4e7db9-f080-494e-b04b-7c8e47711558',
  customer: '091000000',
  level1: 'Sale',
} satisfies Command;
