// What the other end answers, or that it cannot be asked: every command in Node. answers.spec.ts tries the same in a browser
// with a few.
import { expect } from 'chai';
import { afterAll, it } from 'vitest';
import { answers } from './answers.js';
import { linesOf } from './fault.js';
import { judge, type Verdict } from './assertions.js';
import { NodeTrial } from './node-trial.js';
import { agents, answerTable, supervisors, type AnswerName } from './matrix.js';
import { isTried, printTable } from './verdict-table.js';

const cells = Object.entries(answerTable).flatMap(([fault, row]) =>
  [...agents, ...supervisors].map((command, at) => ({ fault, command, must: row[at] ?? row[agents.length]! })),
);
const verdicts = new Map<(typeof cells)[number], Verdict>();

/** Of real time, which only a busy machine takes. */
const limit = { timeout: 60_000 };

for (const cell of cells.filter(isTried))
  it(`${cell.fault}: ${cell.command} ${cell.must}`, limit, async () => {
    const fault = answers[cell.fault as AnswerName];
    const trial = new NodeTrial(cell.command, { ...fault.settings, lines: linesOf(fault, cell.command) });
    try {
      const verdict = await judge(trial, fault, cell.must);
      verdicts.set(cell, verdict);
      expect(verdict).to.deep.include({ problem: '', lost: 0, doubled: 0 });
    } finally {
      await trial.close();
    }
  });

afterAll(() => {
  const seen = cells.filter((cell) => verdicts.has(cell) || !isTried(cell));
  printTable(seen.map((cell) => ({ ...cell, ...verdicts.get(cell) })));
});
