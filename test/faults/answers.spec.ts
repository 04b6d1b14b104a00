// The answers that answers.test.ts tries in Node, in a browser and over a network that are real: a dial, which never
// waits, and a callback, which mends itself. In the soak with all commands.
import { answers } from './answers.js';
import { tryRow } from './row.js';
import { agents, answerTable, type AnswerName } from './matrix.js';
import { test } from './with-site.js';

const isSoak = !!process.env['SOAK'];
const sample: readonly string[] = ['call', 'schedule'];

for (const [name, row] of Object.entries(answerTable)) {
  const fault = answers[name as AnswerName];
  const musts = agents
    .map((column, at) => [column, row[at]!] as const)
    .filter(([column]) => isSoak || sample.includes(column));
  test(`${name}: the same in a browser`, async ({ browser, profile, site }, info) => {
    await tryRow({ name, fault, musts }, { browser, profile, site }, info);
  });
}
