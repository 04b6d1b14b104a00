// What needed a second try: kept from run to run in test/second-tries.json, which is committed. A test may need one once;
// until its cause is mended and its line taken out there, the next one fails the run.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './processes.mjs';

const file = join(root, 'test/second-tries.json');

/** Keeps what needed a second try now, and gives it as a check. */
export function checkSecondTries(results) {
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const now = results.filter(({ passed, isSecondTry }) => passed && isSecondTry);
  const isKnown = ({ title, where }) => known.some((each) => each.title === title && each.where === where);
  const again = now.filter(isKnown);
  const day = new Date().toISOString().slice(0, 10);
  const fresh = now
    .filter((each) => !isKnown(each))
    .map(({ title, where, why }) => ({ day, title, where, why: why?.slice(0, 500) }));
  if (fresh.length) writeFileSync(file, `${JSON.stringify([...known, ...fresh], null, 2)}\n`);
  const why = again.map(({ title, where }) => `${title} (${where})`).join('\n');
  return { title: 'no test needs a second try that needed one before', passed: !again.length, where: 'run', why };
}
