import { expect } from '@playwright/test';
import { Lane, nothing, type Figures } from './soak-agent.js';
import { test } from './with-site.js';

const { SOAK, SOAK_COMMANDS, SOAK_SEED, SOAK_SEEDS } = process.env;
/** How many agents work at the same time. */
const lanes = SOAK ? 5 : 3;
/** What each of them asks for. */
const each = Math.ceil((SOAK ? Number(SOAK_COMMANDS ?? 5_000) : 60) / lanes);
const commands = each * lanes;
/** The soak begins anywhere (see playwright.config.mjs), and says where; what it found is repeated with the same seed. */
const first = SOAK ? Number(SOAK_SEED) : 1;
const seeds = Array.from({ length: SOAK ? Number(SOAK_SEEDS ?? 10) : 1 }, (_, at) => first + at * lanes);

for (const seed of seeds) {
  test(`seed ${seed}: ${commands} commands, while their pages are closed, crashed and reloaded at random beside a second tab: none is lost, none is doubled`, async ({
    context,
    site,
  }, { annotations }) => {
    test.setTimeout(300_000 + commands * 1_000); // on a busy machine
    const began = performance.now();
    const all = await Promise.all(
      Array.from({ length: lanes }, (_, at) => new Lane(site, seed + at, each).run(context)),
    );
    const sum = { ...nothing };
    for (const figures of all) for (const name of Object.keys(sum) as (keyof Figures)[]) sum[name] += figures[name];
    const {
      asked,
      closed,
      crashed,
      reloaded,
      joined,
      stoodStill,
      notTaken,
      askedAgain,
      unknown,
      discarded,
      sentAgain,
    } = sum;
    const { lost, doubled, repeated } = sum;
    const seconds = Math.round((performance.now() - began) / 1000);
    const lines = [
      `Soak, seed ${seed}, ${seconds} s: ${asked} commands; pages killed ${closed + crashed + reloaded} times (${closed} closed, ${crashed} crashed, ${reloaded} reloaded)`,
      `a second tab ${joined} times, which stood still ${stoodStill} times`,
      `${notTaken} not known to be taken when their page was killed, ${askedAgain} of them nowhere and asked again by a person who looked`,
      `${unknown} shown as unknown: ${discarded} found there and discarded, ${sentAgain} not there and sent again by a person`,
      `lost ${lost}, doubled ${doubled}; tags repeated ${repeated}`,
    ];
    annotations.push({ type: 'figures', description: lines.join('\n  ') });
    expect({ asked, lost, doubled }).toEqual({ asked: commands, lost: 0, doubled: 0 });
  });
}
