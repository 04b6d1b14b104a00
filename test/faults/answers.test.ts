// What the other end answers, or that it cannot be asked, for every command. The same table is tried in Chromium with one
// command a fault: see answers.spec.ts.
import { expect } from '@esm-bundle/chai';
import { answers } from './answers.js';
import { judge } from './judge.js';
import { NodeTrial } from './node-trial.js';
import { agents, answerTable, supervisors, type AnswerName } from './table.js';

describe('faults:', () => {
  for (const [name, row] of Object.entries(answerTable)) {
    const { over, settings, ...fault } = answers[name as AnswerName];
    const ofSupervisors = row[agents.length]!;
    const columns = [...agents, ...supervisors].map((column, at) => [column, row[at] ?? ofSupervisors] as const);
    for (const [column, must] of columns.filter(([, word]) => !word.startsWith('–')))
      it(`${name}: ${column} ${must}`, async () => {
        const trial = new NodeTrial(column, { ...settings, lines: over as readonly ('portal' | 'integra')[] });
        try {
          expect(await judge(trial, { over, ...fault }, must)).to.deep.include({ problem: '', lost: 0, doubled: 0 });
        } finally {
          await trial.close();
        }
      });
  }
});
