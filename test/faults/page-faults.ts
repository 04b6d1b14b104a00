import type { Page } from '@playwright/test';
import { mayWait } from '../../src/index.js';
import { portalIs } from './answers.js';
import { crash, type Cell } from './fault-case.js';
import type { Fault } from './fault.js';
import type { PageName } from './matrix.js';

const waits = ({ command }: Cell) => mayWait.has(command.type);

/** The form that was loaded again learns of the call from the portal. */
const learnsCall = async (cell: Cell) => {
  const guid = cell.guidOf('091000000');
  if (!guid) return '';
  await cell.ask({ type: 'cti' });
  if ((await cell.answered()).guid !== guid) return 'the call is not known any more';
  return await hasOwnGuid(cell);
};
/** The next call gets its own guid, or has to wait; never that of the call before. */
const hasOwnGuid = async (cell: Cell) => {
  cell.told = undefined;
  await cell.ask({ type: 'call', destination: '092000000', campaign: 'Sale->' });
  const { guid, code } = await cell.answered();
  if (guid) return guid === cell.guidOf('092000000') ? '' : 'it has the guid of another call';
  return code === 'BUSY' ? '' : `the next call is told ${code}`;
};
const saysSo = async (cell: Cell) => {
  await cell.answered();
  const [storage, problem = ''] = await cell.form().evaluate(() => window.form.storage());
  if (waits(cell) && (storage !== 'memory' || !problem.includes('Not kept after closing this tab')))
    throw new Error(`storage: ${storage}, ${problem}`);
};

const hold = (where: 'before' | 'after') => (cell: Cell) => cell.form().evaluate((at) => window.form.hold(at), where);
/** Another tab is sending a command of the same call. */
const others = new WeakMap<Cell, Page>();
const keepTurn = async (cell: Cell) => {
  if (!waits(cell)) return await hold('before')(cell);
  const other = await cell.openTab();
  others.set(cell, other);
  await cell.form(other).evaluate((command) => window.form.keepTurn(command), cell.command);
};
const leaveTurn = async (cell: Cell) => {
  const other = others.get(cell);
  if (other) await cell.form(other).evaluate(() => window.form.leaveTurn());
};
const isOnline = (cell: Cell) => cell.setOffline(false);
const isHeld = (cell: Cell) => cell.until(() => cell.isHeld, 'it is held');
const isKept = (cell: Cell) =>
  cell.until(async () => (await cell.list()).some(({ state }) => state === 'waiting'), 'it is waiting');
/** The client before has said what became of what it was sending. */
const isSettled = (cell: Cell) =>
  cell.until(async () => (await cell.list()).every(({ state }) => state !== 'sending'), 'nothing is on its way');
const isDone = (cell: Cell) => cell.until(() => cell.count() === 1, 'it is done');
/** Does it, and gives no answer. */
const noAnswer = (cell: Cell) => (cell.isFramed ? cell.setPortal({ silent: true }) : (cell.world.holdsNext = true));

/** The client that came in the place of another one knows of its dial, and does not dial again. */
const staysBusy = async (cell: Cell) => {
  if (cell.command.type !== 'call') return '';
  cell.told = undefined;
  await cell.ask();
  const { code } = await cell.answered();
  return code === 'BUSY' ? '' : `the second dial is told ${code}`;
};
/** Another tab finds what the first one claimed, whose time is over; then that wakes. */
const takenOver = async (cell: Cell) => {
  await cell.until(async () => (await cell.list())[0]?.state === 'sending', 'it is claimed');
  const other = cell.form(await cell.openTab());
  const isDecided = async () => {
    await other.evaluate(() => window.form.flush());
    return (await other.evaluate(() => window.form.list()))[0]?.state !== 'sending';
  };
  await cell.until(isDecided, 'the other tab has taken it over');
  await cell.form().evaluate(() => window.form.wake());
};
const clearStorage = async (cell: Cell) => {
  const devtools = await cell.context.newCDPSession(cell.tab);
  await devtools.send('Storage.clearDataForOrigin', { origin: cell.site.form, storageTypes: 'indexeddb' });
};

const fill = async (cell: Cell) => {
  await cell.form().evaluate(() => window.form.fill());
  if (waits(cell)) await cell.setOffline(true);
};

const reload = (when: (cell: Cell) => Promise<unknown>) => async (cell: Cell) => (await when(cell), cell.reload());
const close = async (cell: Cell) => (await isDone(cell), await cell.tab.close(), (cell.tab = await cell.openTab()));
const crashes = async (cell: Cell) => (await isDone(cell), await crash(cell.tab), (cell.tab = await cell.openTab()));

export const pageFaults: Record<PageName, Fault<Cell>> = {
  'the form reloads before the post': { over: ['portal'], does: 0, before: hold('before'), loses: reload(isHeld) },
  'the form reloads after the post': {
    ...portalIs(1, { delay: 500 }),
    before: async (cell) => (await hold('after')(cell), cell.setPortal({ delay: 500 })),
    loses: reload(isDone),
    also: learnsCall,
  },

  'reload before its turn': {
    over: 'either',
    does: 0,
    settings: { lease: 1_000 },
    before: keepTurn,
    loses: reload((cell) => (waits(cell) ? isKept(cell) : isHeld(cell))),
    after: leaveTurn,
  },
  'reload before its first byte': { over: 'either', does: 0, before: hold('before'), loses: reload(isHeld) },
  'reload before its answer': { over: 'either', does: 1, before: noAnswer, loses: reload(isDone) },
  'reload after its answer': { over: 'either', does: 1, during: reload((cell) => cell.answered()) },
  'tab closed before its answer': { over: 'either', does: 1, before: noAnswer, loses: close },
  'tab crashes before its answer': { alone: true, over: 'either', does: 1, before: noAnswer, loses: crashes },
  'session taken away before its answer': {
    over: ['integra'],
    does: 1,
    before: noAnswer,
    during: async (cell) => (await isDone(cell), cell.form().evaluate(() => window.form.close())),
    after: (cell) => cell.reload(),
  },
  'another attribute of the session before its answer': {
    over: ['integra'],
    does: 1,
    before: noAnswer,
    during: async (cell) => {
      await isDone(cell);
      if (waits(cell)) await cell.setOffline(true); // else the client that comes puts it right at once
      await cell.form().evaluate(() => window.form.swap());
      await isSettled(cell);
    },
    after: isOnline,
    also: staysBusy,
  },
  'the tab stands still between its claim and its byte': {
    over: ['integra'],
    does: 0,
    settings: { lease: 1_000 },
    before: (cell) => cell.form().evaluate(() => window.form.standStill()),
    during: takenOver,
  },
  'the storage is cleared beside a second tab': {
    alone: true,
    over: ['integra'],
    does: 0,
    before: async (cell) => (await cell.openTab(), await cell.setOffline(true)),
    during: async (cell) => (await cell.answered(), await clearStorage(cell)),
    after: isOnline,
  },
  'the clock is days ahead, and back': {
    over: ['integra'],
    does: 0,
    before: (cell) => cell.setOffline(true),
    during: async (cell) => {
      await cell.answered();
      await cell.form().evaluate(() => window.form.setClock(9 * 86_400_000));
      await cell.flush();
      await cell.form().evaluate(() => window.form.setClock(0));
    },
    after: isOnline,
  },
  'no channel between two tabs that come online together': {
    alone: true,
    over: 'either',
    does: 0,
    before: async (cell) => {
      await cell.context.addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel'));
      await cell.reframe();
      await cell.openTab();
      if (waits(cell)) await cell.setOffline(true);
    },
    after: isOnline,
  },
  'two tabs come online together': {
    over: 'either',
    does: 0,
    before: async (cell) => (await cell.openTab(), waits(cell) && (await cell.setOffline(true))),
    after: isOnline,
  },
  'storage is full': {
    alone: true,
    over: 'either',
    does: 0,
    room: 200_000,
    before: fill,
    during: saysSo,
    after: isOnline,
  },
};
