import { expect } from '@esm-bundle/chai';
import { CtiClient } from '../../src/index.js';
import { IntegraTransport } from '../../src/transports/integra.js';
import { board, names, settled } from './board-page.js';

const round = (turn: number) => {
  const queues = Array.from({ length: 500 }, (_, at) => `Campaign ${at}->`);
  const figure = (at: number, most: number) => (at * 7 + turn * 13) % most;
  const summary = queues.map((queue, at) => ({ queue, loggedIn: figure(at, 40), available: figure(at, 20), callers: figure(at, 30), holdTime: figure(at, 90), talkTime: figure(at, 300), longestHoldTime: figure(at, 400) }));
  const status = (campaign: string, at: number) => ({
    ...{ campaign, availables: figure(at, 20), notavailables: 0, paused: figure(at, 5), busy: figure(at, 12), busypaused: 0, totalagents: 40, logged: figure(at, 40) },
    ...{ onwrapup: figure(at, 4), completed: figure(at, 900), abandoned: figure(at, 30), talked: '00:00:00-0', hold: '00:00:00-0', abandonedlevel: '0' },
    ...{ totalcalls: figure(at, 990), acd: 0, servicelevel: String(figure(at, 100)), servicelevel2: '0.0', strategy: 'leastrecent', slevelthreshold: '3', wrapup: 3 },
  });
  return { summary: JSON.stringify(summary), status: JSON.stringify(Object.fromEntries(queues.map((queue, at) => [queue, status(queue, at)]))) };
};

/** The longest tasks in ms while the board gets 500 campaigns, and five times new figures for each of them. */
async function longTasks(): Promise<number[]> {
  let turn = 0;
  const rounds = Array.from({ length: 6 }, (_, at) => round(at));
  const fetch = (url: string) => Promise.resolve(new Response(url.includes('queuesummary') ? rounds[turn]?.summary : rounds[turn]?.status));
  const transport = new IntegraTransport({ baseUrl: 'https://ucontact.example', authorization: () => 'Basic x', fetch });
  await new Promise((resolve) => setTimeout(resolve, 500)); // what was before is over
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: 'longtask' });
  const element = await board(new CtiClient({ transports: [transport] }), { thresholds: [{ figure: 'callers', above: 25 }], sort: '-callers' });
  for (turn = 1; turn < rounds.length; turn++) {
    await element.refresh();
    await settled(element, 20);
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  observer.disconnect();
  expect(names(element)).to.have.length(500);
  element.remove();
  return tasks;
}

describe('<cti-campaign-board> with 500 campaigns', () => {
  it('gets new figures without a task over 50 ms', async function () {
    if (!PerformanceObserver.supportedEntryTypes.includes('longtask')) this.skip(); // only Chromium tells
    this.timeout(60_000);
    const runs: number[][] = [];
    // Another program may take the processor away for a while: one run of three has to be clean.
    while (runs.length < 3 && runs.at(-1)?.length !== 0) runs.push(await longTasks());
    console.log(`500 campaigns, 6 rounds: longest tasks over 50 ms: ${runs.map((tasks) => (tasks.length ? tasks.map(Math.round).join(' ') : 'none')).join('; ')}`);
    expect(runs.at(-1)).to.deep.equal([]);
  });
});
