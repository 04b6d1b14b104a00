import { expect, type Browser, type TestInfo } from '@playwright/test';
import { Cell } from './cell.js';
import type { Column } from './commands.js';
import type { Fault } from './fault.js';
import { judge, type Verdict } from './judge.js';
import { linesOf } from './page-faults.js';
import type { Site } from './site.js';
import type { Must } from './table.js';

/** One fault, and what must come of each command under it. */
export interface Row {
  name: string;
  fault: Fault<Cell>;
  musts: readonly (readonly [Column, Must])[];
}

/** Tries all commands of a row at the same time, each with a page of its own. */
export async function tryRow({ name, fault, musts }: Row, browser: Browser, site: Site, { annotations }: TestInfo) {
  const shared = fault.alone ? undefined : await browser.newContext();
  const run = async (column: Column, must: Must): Promise<Verdict> => {
    const cell = new Cell(site, column, { ...fault.settings, lines: linesOf(fault, column) });
    cell.room = fault.room;
    try {
      if (shared) await cell.start().then(() => cell.enter(shared));
      else await cell.open(browser);
      return await judge(cell, fault, must);
    } catch (cause) {
      return { problem: String(cause), lost: 0, doubled: 0, repeated: 0 };
    } finally {
      await cell.close();
    }
  };
  const verdicts = await Promise.all(
    musts.map(async ([command, must]) => ({
      fault: name,
      command,
      must,
      ...(!must.startsWith('–') && (await run(command, must))),
    })),
  );
  await shared?.close();
  for (const verdict of verdicts) annotations.push({ type: 'cell', description: JSON.stringify(verdict) });
  expect(verdicts.filter(({ problem }) => problem)).toEqual([]);
}
