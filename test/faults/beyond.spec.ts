// What is no column of the table: the browser itself is killed, frozen, cleared, or keeps nothing.
import { expect } from '@playwright/test';
import type { Command } from '../../src/index.js';
import { dispose, entry } from '../samples.js';
import { Cell } from './fault-case.js';
import { commands } from './commands.js';
import { startBrowser } from './process.js';
import type { Site } from './site.js';
import { test } from './with-site.js';

const signedOut = { status401: true };
const states = async (cell: Cell) => (await cell.list()).map(({ command, state }) => `${command.type} ${state}`);
const storage = (cell: Cell) => cell.form().evaluate(() => window.form.storage());

test('the browser is killed: what waits is there when it starts again, and goes out once', async ({
  site,
  launchOptions,
}) => {
  const cell = new Cell(site, 'dispose', { lease: 120_000 }); // moving the clock freezes no tab
  const first = await startBrowser(launchOptions);
  let second;
  try {
    await cell.start();
    cell.world.integra.faults = signedOut;
    await first.context.clock.install();
    await cell.enter(first.context);
    let told = 0;
    cell.hear = (what) => void (told += Number(what === 'told'));
    for (const type of ['dispose', 'schedule', 'respool', 'tag'] as const) await cell.ask(commands[type]);
    await cell.until(() => told === 4, 'each was tried, and has to wait');
    await first.context.clock.pauseAt(Date.now() + 60_000); // from now on nothing is tried again by itself
    await cell.flush(); // and what the moved clock has set going has ended
    const allWait = ['dispose waiting', 'schedule waiting', 'respool waiting', 'tag waiting'];
    expect(await states(cell)).toEqual(allWait);
    await first.kill();
    second = await startBrowser(launchOptions, first.profile);
    await cell.enter(second.context);
    expect(await states(cell)).toEqual(allWait);
    cell.world.integra.faults = {};
    await cell.until(async () => (await cell.flush(), !(await cell.list()).length), 'all is delivered');
    for (const type of ['dispose', 'schedule', 'respool', 'tag'] as const)
      expect([type, cell.world.count(commands[type])]).toEqual([type, 1]);
  } finally {
    await second?.end();
    await first.end();
    cell.world.refuse();
  }
});

test('a frozen tab that is sending holds nobody up, and what it was sending is asked about', async ({
  browser,
  site,
}) => {
  const cell = new Cell(site, 'respool', { lease: 1_000, timeout: 20_000 });
  await cell.open(browser);
  cell.world.holdsNext = true;
  await cell.ask(commands.dispose);
  await cell.until(() => cell.world.count(commands.dispose), 'it is done');
  const devtools = await cell.context.newCDPSession(cell.tab);
  await devtools.send('Debugger.enable');
  const stands = new Promise((resolve) => devtools.once('Debugger.paused', resolve));
  await devtools.send('Debugger.pause'); // from its next line on: also its timers stand still, and it keeps its lock
  await stands;
  cell.tab = await cell.openTab();
  await cell.ask();
  expect((await cell.answered()).status, 'it waits for no other call').toBe('confirmed');
  const isAsked = async () => (await cell.flush(), (await states(cell)).join() === 'dispose unknown');
  await cell.until(isAsked, 'the time of the frozen tab is over');
  await devtools.send('Debugger.resume');
  await cell.flush();
  expect([cell.world.count(commands.dispose), cell.world.count(commands.respool)]).toEqual([1, 1]);
  await cell.close();
});

test('a tab that was sending and went to another page gives up its turn, and repeats nothing when it comes back', async ({
  browser,
  site,
}) => {
  const cell = new Cell(site, 'respool', { timeout: 20_000 });
  await cell.open(browser);
  cell.world.holdsNext = true;
  await cell.ask(commands.dispose);
  await cell.until(() => cell.world.count(commands.dispose), 'it is done');
  const gone = cell.tab;
  await gone.goto(`${site.form}/elsewhere`);
  cell.tab = await cell.openTab();
  await cell.ask();
  expect((await cell.answered()).status).toBe('confirmed');
  await gone.goBack();
  await cell.flush();
  expect(await states(cell)).toEqual(['dispose unknown']);
  expect([cell.world.count(commands.dispose), cell.world.count(commands.respool)]).toEqual([1, 1]);
  await cell.close();
});

test('the browser clears its storage: what a tab still knows is kept again, said, and goes out once', async ({
  browser,
  site,
}) => {
  const cell = new Cell(site, 'dispose', {});
  await cell.open(browser);
  cell.world.integra.faults = signedOut;
  await cell.ask();
  await cell.answered();
  const devtools = await cell.context.newCDPSession(cell.tab);
  await devtools.send('Storage.clearDataForOrigin', { origin: site.form, storageTypes: 'all' });
  await cell.flush();
  expect(await states(cell)).toEqual(['dispose waiting']);
  expect((await storage(cell))[1]).toContain('cleared');
  cell.world.integra.faults = {};
  await cell.reload();
  await cell.until(async () => (await cell.flush(), !(await cell.list()).length), 'it is delivered');
  expect(cell.count()).toBe(1);
  await cell.close();
});

for (const [what, mark, where] of [
  ['a sandboxed form', '', ({ form }: Site) => `${form}/sandbox`],
  [
    'a form of another site, where the browser blocks third-party storage,',
    ' @settings',
    ({ portal }: Site) => `${portal.replace('127.0.0.1', 'localhost')}/portal`,
  ],
] as const) {
  test(`${what} keeps nothing over a reload, says so, and still delivers${mark}`, async ({ browser, site }) => {
    const cell = new Cell(site, 'dispose', {});
    await cell.open(browser);
    await cell.tab.goto(`${where(site)}?${encodeURIComponent(JSON.stringify(cell.settings))}`);
    await cell.until(() => cell.tab.frame('form'), 'the form is framed');
    const form = cell.tab.frame('form')!;
    cell.form = () => form;
    await cell.ready();
    await cell.context.setOffline(true);
    await cell.ask();
    await cell.answered();
    expect(await storage(cell)).toEqual(['memory', expect.stringContaining('Not kept after closing this tab')]);
    expect(await states(cell)).toEqual(['dispose waiting']);
    await cell.context.setOffline(false);
    await cell.until(async () => (await cell.flush(), !(await cell.list()).length), 'it is delivered');
    expect(cell.count()).toBe(1);
    await cell.close();
  });
}

test('the clock goes back an hour: the order stays', async ({ browser, site }) => {
  const cell = new Cell(site, 'dispose', { lease: 1_000 });
  await cell.open(browser);
  cell.world.integra.faults = signedOut;
  const asked = ['1', '2', '3'].map((comment): Command => ({
    ...dispose,
    level1: 'Sale',
    level2: 'New customer',
    comment,
  }));
  for (const command of asked) {
    cell.told = undefined;
    await cell.ask(command);
    await cell.answered();
    await cell.form().evaluate(() => {
      const then = Date.now;
      Date.now = () => then() - 3_600_000;
    });
  }
  cell.world.integra.faults = {};
  await cell.reload();
  await cell.until(async () => (await cell.flush(), !(await cell.list()).length), 'all is delivered');
  expect(cell.world.integra.state.dispositions.map(({ comment }) => comment)).toEqual(['1', '2', '3']);
  await cell.close();
});

test('one that the dialer refuses does not hold up the others', async ({ browser, site }) => {
  const cell = new Cell(site, 'respool', {});
  await cell.open(browser);
  await cell.context.setOffline(true);
  const poison: Command = {
    type: 'schedule',
    at: '2099-10-10 15:00:00',
    entry: { ...entry, campaign: 'no such campaign' },
  };
  for (const command of [poison, commands.dispose, commands.respool]) {
    cell.told = undefined;
    await cell.ask(command);
    await cell.answered();
  }
  await cell.context.setOffline(false);
  await cell.until(async () => (await cell.flush(), (await cell.list()).length === 1), 'the others are delivered');
  expect(await states(cell)).toEqual(['schedule held']);
  expect([cell.world.count(commands.dispose), cell.world.count(commands.respool)]).toEqual([1, 1]);
  await cell.close();
});
