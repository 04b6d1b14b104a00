// Which facts of the wire contract (C-001 …) a passed test names in its title.
import { allResults } from './results.mjs';

const first = 1;
const last = 268;

const name = (number) => `C-${String(number).padStart(3, '0')}`;

export function checkFacts() {
  // A simulator that takes the documented bytes proves nothing about ours.
  const titles = allResults()
    .filter(({ passed, title }) => passed && !title.includes('simulator'))
    .map(({ title }) => title);
  const covered = new Set(titles.flatMap((title) => title.match(/C-\d{3}/g) ?? []));
  const facts = Array.from({ length: last - first + 1 }, (_, i) => name(first + i));
  const missing = facts.filter((fact) => !covered.has(fact));
  console.log(
    `Facts ${name(first)} to ${name(last)}: ${facts.length - missing.length} covered. Without a test: ${missing.join(', ') || 'none'}.`,
  );
  return [
    {
      title: `facts ${name(first)} to ${name(last)} are covered by tests`,
      passed: missing.length === 0,
      where: 'facts',
    },
  ];
}
