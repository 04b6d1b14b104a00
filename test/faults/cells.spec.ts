import { expect } from '@playwright/test';
import { Cell } from './cell.js';
import { faults, lineOf } from './faults.js';
import { judge, type Verdict } from './judge.js';
import { order, table, type FaultName } from './table.js';
import { test } from './with-site.js';

for (const [name, row] of Object.entries(table)) {
  test(`${name}: no command is lost, none is doubled`, async ({ browser, site }, { annotations }) => {
    const fault = faults[name as FaultName];
    const shared = fault.alone ? undefined : await browser.newContext();
    const run = async (at: number): Promise<Verdict> => {
      const type = order[at]!;
      const cell = new Cell(site, type, { ...fault.settings, over: lineOf(fault, type) });
      cell.room = fault.room;
      try {
        if (shared) await cell.start().then(() => cell.enter(shared));
        else await cell.open(browser);
        return await judge(cell, fault, row[at]!);
      } catch (cause) {
        return { problem: String(cause), lost: 0, doubled: 0, repeated: 0 };
      } finally {
        await cell.close();
      }
    };
    const verdicts = await Promise.all(
      row.map(async (must, at) => ({
        fault: name,
        command: order[at],
        must,
        ...(!must.startsWith('–') && (await run(at))),
      })),
    );
    await shared?.close();
    for (const verdict of verdicts) annotations.push({ type: 'cell', description: JSON.stringify(verdict) });
    expect(verdicts.filter(({ problem }) => problem)).toEqual([]);
  });
}
