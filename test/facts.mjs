// Which facts of the wire contract (C-001 …) a passed test names in its title.
import { allResults } from './results.mjs';

const first = 1;
const last = 96;
/** Commands that are not in the product yet. */
const later = { 'C-091': 'CallWorkflow', 'C-092': 'CallWorkflow' };

const name = (number) => `C-${String(number).padStart(3, '0')}`;

export function checkFacts() {
  // A simulator that takes the documented bytes proves nothing about ours.
  const titles = allResults()
    .filter(({ passed, title }) => passed && !title.includes('simulator'))
    .map(({ title }) => title);
  const covered = new Set(titles.flatMap((title) => title.match(/C-\d{3}/g) ?? []));
  const facts = Array.from({ length: last - first + 1 }, (_, i) => name(first + i));
  const missing = facts.filter((fact) => !covered.has(fact) && !later[fact]);
  const beyond = [...covered].filter((fact) => fact > name(last)).length;
  console.log(`Facts ${name(first)} to ${name(last)}: ${facts.filter((fact) => covered.has(fact)).length} covered, ${beyond} beyond them.`);
  console.log(`Without a test: ${missing.join(', ') || 'none'}. Of a later command: ${Object.entries(later).map(([fact, what]) => `${fact} (${what})`).join(', ')}.`);
  return [{ title: `facts ${name(first)} to ${name(last)} are covered by tests`, passed: missing.length === 0, where: 'facts' }];
}
