// Which facts of the wire contract (C-001 …) a passed test names in its title.
import { allResults } from './results.mjs';

const name = (number) => `C-${String(number).padStart(3, '0')}`;
const range = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => name(first + i));

/** The parts of `src/transports/contract.md`. */
export const factRanges = [
  { of: 'part one, the seed documents', facts: range(1, 268) },
  { of: 'part two, the call and the agent’s state', facts: range(300, 421) },
];

export function checkFacts() {
  // A simulator that takes the documented bytes proves nothing about ours.
  const titles = allResults()
    .filter(({ passed, title }) => passed && !title.includes('simulator'))
    .map(({ title }) => title);
  const covered = new Set(titles.flatMap((title) => title.match(/C-\d{3}/g) ?? []));
  return factRanges.map(({ of, facts }) => {
    const missing = facts.filter((fact) => !covered.has(fact));
    const title = `facts ${facts[0]} to ${facts.at(-1)} (${of}) are covered by tests`;
    console.log(
      `${facts[0]} to ${facts.at(-1)}, ${of}: ${facts.length - missing.length} of ${facts.length} covered. Without a test: ${missing.join(', ') || 'none'}.`,
    );
    return { title, passed: missing.length === 0, where: 'facts', why: missing.join(', ') };
  });
}
