import { expect, type Browser, type BrowserContext, type TestInfo } from '@playwright/test';
import { Cell } from './fault-case.js';
import type { Column } from './commands.js';
import { linesOf, type Fault } from './fault.js';
import { judge, stopped, type Verdict } from './assertions.js';
import type { Site } from './site.js';
import type { Must } from './matrix.js';

/** One fault, and what must come of each command under it. */
export interface Row {
  name: string;
  fault: Fault<Cell>;
  musts: readonly (readonly [Column, Must])[];
}

/** Where a row is tried. */
interface Place {
  browser: Browser;
  profile: BrowserContext;
  site: Site;
}

/** Tries all commands of a row at the same time, each with a page of its own. */
export async function tryRow({ name, fault, musts }: Row, place: Place, { annotations }: TestInfo): Promise<void> {
  const { browser, profile, site } = place;
  const run = async (column: Column, must: Must): Promise<Verdict> => {
    const cell = new Cell(site, column, { ...fault.settings, lines: linesOf(fault, column) });
    cell.room = fault.room;
    try {
      if (fault.alone) await cell.open(browser);
      else await cell.start().then(() => cell.enter(profile));
      return await judge(cell, fault, must);
    } catch (cause) {
      return stopped(cause);
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
  for (const verdict of verdicts) annotations.push({ type: 'cell', description: JSON.stringify(verdict) });
  expect(verdicts.filter(({ problem }) => problem)).toEqual([]);
}
