import { mayWait, type CommandType } from '../../src/index.js';
import type { IntegraFaults, PortalFaults } from '../../src/simulator/index.js';
import { crash, until, type Cell } from './cell.js';
import type { FormSettings } from './form.js';
import type { FaultName } from './table.js';

/** How a fault is made. Each step is left out where nothing is to be done. */
export interface Fault {
  over: 'portal' | 'integra' | 'either';
  /** How often the command is at the other end when the fault strikes. */
  does: 0 | 1;
  settings?: Partial<FormSettings>;
  /** It strikes a whole browser profile: each command needs one of its own. */
  alone?: boolean;
  /** Bytes that the browser lets the form keep. */
  room?: number;
  /** Before the command is asked for. */
  before?: (cell: Cell) => Promise<unknown> | unknown;
  /** While it is on its way: takes its page away, unless it was answered. */
  loses?: (cell: Cell) => Promise<unknown>;
  /** While it is on its way. */
  during?: (cell: Cell) => Promise<unknown>;
  /** Ends the fault. */
  after?: (cell: Cell) => Promise<unknown> | unknown;
  /** What else must be so then; a problem as text. */
  also?: (cell: Cell) => Promise<string>;
}

/** Long enough for a busy machine, short enough to wait for. */
const short = { timeout: 900 };
const canWait = ({ command }: Cell) => mayWait.has(command.type);

const portalIs = (does: 0 | 1, faults: PortalFaults, more: Partial<Fault> = {}): Fault => ({
  over: 'portal',
  does,
  before: (cell) => cell.tab.evaluate((set) => void (window.portal.faults = set), faults),
  after: (cell) => cell.tab.evaluate(() => void (window.portal.faults = {})),
  ...more,
});
const integraIs = (does: 0 | 1, faults: IntegraFaults, more: Partial<Fault> = {}): Fault => ({
  over: 'integra',
  does,
  before: ({ world }) => void (world.integra.faults = faults),
  after: ({ world }) => void (world.integra.faults = {}),
  ...more,
});

/** The next call has a guid of its own. */
const nextCall = async (cell: Cell) => {
  const { type } = cell.command;
  if (type !== 'call' && type !== 'callWithPhone') return '';
  cell.told = undefined;
  await cell.ask({ type, destination: '099124484', campaign: 'Sale->' });
  const { guid } = await cell.answered();
  return guid && guid === cell.guidOf('099124484') ? '' : `the next call is told the guid ${guid}`;
};
/** The form that was loaded again learns of the call from the portal. */
const learnsCall = async (cell: Cell) => {
  const guid = cell.guidOf('091000000');
  if (!guid) return '';
  await cell.ask({ type: 'cti' });
  return (await cell.answered()).guid === guid ? '' : 'the call is not known any more';
};
const askedTwice = async (cell: Cell) => {
  await cell.answered();
  if ((await cell.form().evaluate(() => window.form.signIns())) < 2)
    throw new Error('the page was not asked for its sign-in again');
};
const saysSo = async (cell: Cell) => {
  await cell.answered();
  const [storage, problem = ''] = await cell.form().evaluate(() => window.form.storage());
  if (canWait(cell) && (storage !== 'memory' || !problem.includes('gone when the page is closed')))
    throw new Error(`storage: ${storage}, ${problem}`);
};

const hold = (where: 'before' | 'after') => (cell: Cell) => cell.form().evaluate((at) => window.form.hold(at), where);
const keepTurn = (cell: Cell) =>
  canWait(cell) ? cell.form().evaluate(() => window.form.keepTurn()) : hold('before')(cell);
const isOffline = (is: boolean) => (cell: Cell) => cell.context.setOffline(is);
const isHeld = (cell: Cell) => until(() => cell.form().evaluate(() => window.form.isHeld()), 'it is held');
const isKept = (cell: Cell, as: string) => until(async () => (await cell.list())[0]?.state === as, `it is ${as}`);
const isDone = (cell: Cell) => until(() => cell.count() === 1, 'it is done');
/** Does it, and gives no answer. */
const noAnswer = (cell: Cell) =>
  cell.settings.over === 'portal'
    ? cell.tab.evaluate(() => void (window.portal.faults = { silent: true }))
    : (cell.world.holdsNext = true);

const fill = async (cell: Cell) => {
  await cell.form().evaluate(() => window.form.fill());
  if (canWait(cell)) await cell.context.setOffline(true);
};

const reload = (when: (cell: Cell) => Promise<unknown>) => async (cell: Cell) => (await when(cell), cell.reload());
const close = async (cell: Cell) => (await isDone(cell), await cell.tab.close(), (cell.tab = await cell.openTab()));
const crashes = async (cell: Cell) => (await isDone(cell), await crash(cell.tab), (cell.tab = await cell.openTab()));

const rightOrigin = async (cell: Cell) => {
  cell.settings.portal = cell.site.portal;
  await cell.tab.goto(cell.site.page(cell.settings));
  await cell.ready();
};

export const faults: Record<FaultName, Fault> = {
  'the portal is silent': portalIs(1, { silent: true }, { settings: short }),
  'the portal is slow': portalIs(1, { delay: 300 }),
  'the portal answers too late': portalIs(1, { late: 1250 }, { settings: short, also: nextCall }),
  'the portal answers twice': portalIs(1, { double: true }, { also: nextCall }),
  'the portal answers 0': portalIs(0, { zero: true }),
  'the portal answers nonsense': portalIs(1, { garbage: true }),
  'the form reloads before the post': { over: 'portal', does: 0, before: hold('before'), loses: reload(isHeld) },
  'the form reloads after the post': portalIs(
    1,
    { delay: 500 },
    {
      before: async (cell) => (
        await hold('after')(cell),
        cell.tab.evaluate(() => void (window.portal.faults = { delay: 500 }))
      ),
      loses: reload(isDone),
      also: learnsCall,
    },
  ),
  'the portal is at another origin': {
    over: 'portal',
    does: 0,
    settings: { portal: 'https://ucontact.example' },
    after: rightOrigin,
  },

  'nobody listens': {
    over: 'integra',
    does: 0,
    before: ({ world }) => world.refuse(),
    after: ({ world }) => world.listen(),
  },
  'dropped before it is done': integraIs(0, { droppedBefore: true }),
  'done, then dropped': integraIs(1, { dropped: true }),
  'done, answered too late': integraIs(1, { delay: 1800 }, { settings: short }),
  'HTTP 401': integraIs(0, { status401: true }, { during: askedTwice }),
  'HTTP 403': integraIs(0, { status403: true }, { during: askedTwice }),
  'HTTP 401, and a new sign-in is there': {
    over: 'integra',
    does: 1,
    before({ agent, site, world }) {
      const headers = ['Basic over', world.integra.signIn()];
      site.signIns.set(agent, () => headers.shift() ?? world.integra.signIn());
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
      alone: true,
      before: async (cell) => ((cell.world.integra.faults = { answer0: true }), cell.context.setOffline(true)),
      during: async (cell) => (await cell.answered(), await cell.context.setOffline(false), isKept(cell, 'held')),
    },
  ),
  'offline before it is sent': {
    alone: true,
    over: 'integra',
    does: 0,
    before: isOffline(true),
    after: isOffline(false),
  },
  'done, then offline': {
    alone: true,
    over: 'integra',
    does: 1,
    settings: { timeout: 2_500 },
    before: noAnswer,
    during: async (cell) => (await isDone(cell), cell.context.setOffline(true)),
    after: isOffline(false),
  },

  'reload before its turn': {
    over: 'either',
    does: 0,
    settings: { lease: 1_000 },
    before: keepTurn,
    loses: reload((cell) => (canWait(cell) ? isKept(cell, 'waiting') : isHeld(cell))),
  },
  'reload before its first byte': { over: 'either', does: 0, before: hold('before'), loses: reload(isHeld) },
  'reload before its answer': { over: 'either', does: 1, before: noAnswer, loses: reload(isDone) },
  'reload after its answer': { over: 'either', does: 1, during: reload((cell) => cell.answered()) },
  'tab closed before its answer': { over: 'either', does: 1, before: noAnswer, loses: close },
  'tab crashes before its answer': { alone: true, over: 'either', does: 1, before: noAnswer, loses: crashes },
  'session taken away before its answer': {
    over: 'integra',
    does: 1,
    before: noAnswer,
    during: async (cell) => (await isDone(cell), cell.form().evaluate(() => window.form.close())),
    after: (cell) => cell.reload(),
  },
  'two tabs come online together': {
    alone: true,
    over: 'either',
    does: 0,
    before: async (cell) => (await cell.openTab(), canWait(cell) && (await cell.context.setOffline(true))),
    after: isOffline(false),
  },
  'storage is full': {
    alone: true,
    over: 'either',
    does: 0,
    room: 200_000,
    before: fill,
    during: saysSo,
    after: isOffline(false),
  },
};

/** Over which line a command goes while a fault is tried that is the page's own. */
export const lineOf = ({ over }: Fault, type: CommandType) =>
  over !== 'either' ? over : type === 'callWithPhone' || type === 'cti' ? 'portal' : 'integra';
