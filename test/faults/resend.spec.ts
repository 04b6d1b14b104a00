// What no page can prevent: on a connection that was kept open and dies before an answer, the browser sends one POST a
// second time by itself.
import { expect } from '@playwright/test';
import { Cell } from './fault-case.js';
import { test } from './with-site.js';

const paths = {
  call: 'AgentCall',
  dispose: 'DispositionCall',
  respool: 'Respool',
  schedule: '/ScheduleDialerCall',
  tag: 'TagRecord',
} as const;
type Type = keyof typeof paths;

const ways = {
  'the second is answered': { keepsAlive: true, isAnswered: true },
  'the second is lost too': { keepsAlive: true, isAnswered: false },
  'the server closes after each answer': { keepsAlive: false, isAnswered: false },
};

for (const [way, { keepsAlive, isAnswered }] of Object.entries(ways)) {
  test(`the browser repeats a POST by itself; ${way}`, async ({ profile, site }, { annotations }) => {
    const run = async (type: Type) => {
      const cell = new Cell(site, type, {});
      await cell.start();
      await cell.enter(profile);
      cell.world.keepsAlive = keepsAlive;
      await cell.ask({
        type: 'tag',
        guid: '7e4e7db9-f080-494e-b04b-7c8e47711558',
        phone: '1',
        message: 'opens the connection',
      });
      await cell.answered();
      cell.told = undefined;
      const before = cell.world.requests(paths[type]);
      if (isAnswered) cell.world.dropsNext = true;
      else cell.world.integra.faults = { dropped: true };
      await cell.ask();
      const { status, code = '' } = await cell.answered();
      const posts = cell.world.requests(paths[type]) - before;
      const there = cell.count();
      const kept = (await cell.list()).map(({ state }) => state).join();
      cell.world.integra.faults = {};
      if (kept === 'waiting')
        await cell.until(async () => (await cell.flush(), !(await cell.list()).length), 'it is delivered');
      const healed = cell.count();
      await cell.close();
      return { type, posts, there, told: code || status, kept, healed };
    };
    const seen = await Promise.all((Object.keys(paths) as Type[]).map(run));
    const words = seen.map(
      ({ type, posts, there, told, kept, healed }) =>
        `${type} ${posts}/${there}/${healed} ${told}${kept && `, ${kept}`}`,
    );
    annotations.push({
      type: 'figures',
      description: `A dead connection, ${way} (posted/there/there in the end, told): ${words.join('; ')}`,
    });
    for (const { type, posts, kept, told, healed } of seen) {
      if (!keepsAlive) expect([type, posts]).toEqual([type, 1]);
      else expect(posts, type).toBeLessThanOrEqual(2); // never more than the browser's own one
      if (isAnswered && posts === 2)
        expect([type, kept], 'an answered repeat cannot be seen by the page').toEqual([type, '']);
      if (isAnswered) continue;
      if (type === 'dispose' || type === 'respool') expect([told, kept]).toEqual(['TIMEOUT', 'unknown']);
      if (type === 'schedule')
        expect([told, kept, healed], 'the slot is taken out and put in once').toEqual(['TIMEOUT', 'waiting', 1]);
    }
  });
}
