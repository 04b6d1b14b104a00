// Every runner leaves what it ran in test/.results; run.mjs adds it up and reads the fact numbers from the titles.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const folder = new URL('.results/', import.meta.url);

/** Forgets the last run. */
export function clearResults() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/** Keeps the results of one runner: `[{ title, passed, where, why? }]`. */
export function saveResults(name, results) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${name}.json`, folder), JSON.stringify(results));
}

/** All results since the last clearing. */
export function allResults() {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
}

/** A reporter for @web/test-runner. */
export function recordResults(name) {
  return {
    onTestRunFinished({ sessions }) {
      const results = [];
      const collect = (suite, path, where) => {
        for (const test of suite?.tests ?? []) {
          results.push({
            title: [...path, test.name].join(' '),
            passed: test.passed,
            skipped: test.skipped,
            where,
            why: test.error?.message,
          });
        }
        for (const inner of suite?.suites ?? []) collect(inner, [...path, inner.name], where);
      };
      for (const { testResults, browser, errors, testFile } of sessions) {
        collect(testResults, [], browser.name);
        if (errors.length)
          results.push({ title: `${testFile} loads`, passed: false, where: browser.name, why: errors[0].message });
      }
      saveResults(name, results);
    },
  };
}
