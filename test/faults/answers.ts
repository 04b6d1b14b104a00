import type { IntegraFaults, PortalFaults } from '../../src/simulator/index.js';
import { commands } from './commands.js';
import type { Fault } from './fault.js';
import type { Line } from './form.js';
import { agents, type AnswerName } from './matrix.js';
import type { Trial } from './trial.js';

/** Long enough for a busy machine, short enough to wait for. */
const short = { timeout: 2_000 };

export const portalIs = (does: 0 | 1, faults: PortalFaults, more: Partial<Fault> = {}): Fault => ({
  over: ['portal'],
  does,
  before: (trial) => trial.setPortal(faults),
  after: (trial) => trial.setPortal({}),
  ...more,
});
const integraIs = (does: 0 | 1, faults: IntegraFaults, more: Partial<Fault> = {}): Fault => ({
  over: ['integra'],
  does,
  before: ({ world }) => void (world.integra.faults = faults),
  after: ({ world }) => void (world.integra.faults = {}),
  ...more,
});

/** The next call has a guid of its own, also when what is late comes while it waits for its answer. */
const nextCall = async (trial: Trial) => {
  const { type } = trial.command;
  if (type !== 'call' && type !== 'callWithPhone') return '';
  trial.told = undefined;
  await trial.setPortal({ delay: 1_000 });
  await trial.ask({ type, destination: '099124484', campaign: 'Sale->' });
  const { guid } = await trial.answered();
  return guid && guid === trial.guidOf('099124484') ? '' : `the next call is told the guid ${guid}`;
};
const askedTwice = async (trial: Trial) => {
  await trial.answered();
  if ((await trial.signIns()) < 2) throw new Error('the page was not asked for its sign-in again');
};

/** Refuses one operation; what belongs to another call goes meanwhile. */
const onlyRefused = (init: ResponseInit, more: Partial<Fault> = {}): Fault => ({
  over: ['integra'],
  does: 0,
  before: ({ world }) => void (world.refusal = init),
  during: async (trial) => (await more.during?.(trial), await otherGoes(trial)),
  after: ({ world }) => void (world.refusal = undefined),
  ...(more.signIns && { signIns: more.signIns }),
});
const otherGoes = async (trial: Trial) => {
  const { type } = trial.command;
  if (!(agents as readonly string[]).includes(type)) return; // of whom all requests are counted
  const told = await trial.answered();
  const guid = 'another call';
  trial.world.nextCall(guid);
  trial.told = undefined;
  await trial.ask({ ...commands[type === 'dispose' ? 'tag' : 'dispose'], guid });
  const { status, code } = await trial.answered();
  if (status !== 'confirmed' && status !== 'sent')
    throw new Error(`what belongs to another call is told ${status} ${code}`);
  trial.told = told;
};

const isOffline = (is: boolean) => (trial: Trial) => trial.setOffline(is);
const isHeld = (trial: Trial) => trial.until(async () => (await trial.list())[0]?.state === 'held', 'it is held');
const isDone = (trial: Trial) => trial.until(() => trial.count() === 1, 'it is done');

const rightOrigin = (trial: Trial, right: string) => {
  trial.settings.portal = right;
  return trial.reframe();
};
/** The form is set to one portal and framed by another. */
const otherOrigin = (lines: readonly Line[]): Fault => {
  let right = '';
  return {
    over: lines,
    does: 0,
    before: (trial) => ((right = trial.settings.portal), rightOrigin(trial, 'https://ucontact.example')),
    after: (trial) => rightOrigin(trial, right),
  };
};

export const answers: Record<AnswerName, Fault> = {
  'the portal is silent': portalIs(1, { silent: true }, { settings: short }),
  'the portal is slow': portalIs(1, { delay: 300 }),
  'the portal answers too late': portalIs(1, { late: 2_750 }, { settings: short, also: nextCall }),
  'the portal answers twice': portalIs(1, { double: true }, { also: nextCall }),
  'the portal answers 0': portalIs(0, { zero: true }),
  'the portal answers nonsense': portalIs(1, { garbage: true }),
  'the portal is at another origin': otherOrigin(['portal']),

  'nobody listens': {
    over: ['integra'],
    does: 0,
    before: (trial) => trial.setListening(false),
    after: (trial) => trial.setListening(true),
  },
  'dropped before it is done': integraIs(0, { droppedBefore: true }),
  'done, then dropped': integraIs(1, { dropped: true }),
  'done, answered too late': integraIs(1, { delay: 4_000 }, { settings: short }),
  'HTTP 401': integraIs(0, { status401: true }, { during: askedTwice, signIns: 2 }),
  'HTTP 403': integraIs(0, { status403: true }, { during: askedTwice, signIns: 2 }),
  'HTTP 403 for this operation alone': onlyRefused({ status: 403 }, { during: askedTwice, signIns: 2 }),
  'HTTP 429 for this operation alone, and when to ask again': onlyRefused({
    status: 429,
    headers: { 'Retry-After': '1' },
  }),
  'HTTP 401, and a new sign-in is there': {
    over: ['integra'],
    does: 1,
    before(trial) {
      const { integra } = trial.world;
      const headers = ['Basic over', integra.signIn()];
      trial.setSignIn(() => headers.shift() ?? integra.signIn());
    },
    during: askedTwice,
  },
  'HTTP 500': integraIs(0, { status500: true }),
  'HTTP 502 with a page': integraIs(0, { status502: true }),
  'HTTP 200 with a page': integraIs(0, { html: true }),
  'empty answer': integraIs(0, { empty: true }),
  'answer 0': integraIs(0, { answer0: true }),
  'offline, then answer 0': integraIs(
    0,
    { answer0: true },
    {
      before: (trial) => ((trial.world.integra.faults = { answer0: true }), trial.setOffline(true)),
      during: async (trial) => (await trial.answered(), await trial.setOffline(false), isHeld(trial)),
    },
  ),
  'the form is gone when answer 0 comes': integraIs(
    0,
    { answer0: true },
    { before: async (trial) => ((trial.world.integra.faults = { answer0: true }), await trial.leave()) },
  ),
  'offline before it is sent': {
    over: ['integra'],
    does: 0,
    before: isOffline(true),
    after: isOffline(false),
  },
  'done, then offline': {
    over: ['integra'],
    does: 1,
    settings: { timeout: 2_500 },
    before: ({ world }) => (world.holdsNext = true),
    during: async (trial) => (await isDone(trial), trial.setOffline(true)),
    after: isOffline(false),
  },

  'the portal is silent, Integra is there': portalIs(
    1,
    { silent: true },
    { over: ['portal', 'integra'], settings: short },
  ),
  'the portal is at another origin, Integra is there': otherOrigin(['portal', 'integra']),
  'done by Integra, then dropped, the portal is there': integraIs(
    1,
    { dropped: true },
    { over: ['integra', 'portal'] },
  ),
  'HTTP 502 from Integra, the portal is there': integraIs(0, { status502: true }, { over: ['integra', 'portal'] }),
  'offline, the portal is there': {
    over: ['integra', 'portal'],
    does: 0,
    before: isOffline(true),
    after: isOffline(false),
  },
};
