// A process that keeps one Vitest, and runs the tests that it is told of in a copy of the project: first the ones named
// first. Says the first that fails. Its parent ends it when a mutant makes it hang.
import { join } from 'node:path';
import { createVitest } from 'vitest/node';

const [root] = process.argv.slice(2);
let order = [];
let failed;
let vitest;

const firstFailure = {
  onTestCaseResult(test) {
    if (test.result().state === 'failed') fail(test.fullName);
  },
  onTestModuleEnd(module) {
    if (module.state() === 'failed') fail(module.relativeModuleId);
  },
};

function fail(name) {
  if (failed) return;
  failed = name;
  void vitest.cancelCurrentRun('test-failure');
}

class InOrder {
  shard = (files) => files;
  sort = (files) => files.toSorted((a, b) => order.indexOf(a.moduleId) - order.indexOf(b.moduleId));
}

vitest = await createVitest('test', {
  root,
  config: join(root, 'test/vitest.config.mjs'),
  watch: false,
  reporters: [firstFailure],
  outputFile: undefined,
  include: ['test/**/*.test.ts'], // those that the parent names, and no others
  exclude: [],
  sequence: { sequencer: InOrder },
});
await vitest.standalone();
await vitest.globTestSpecifications();

process.on('message', async ({ changed, tests }) => {
  order = tests;
  failed = undefined;
  for (const file of changed) vitest.invalidateFile(file);
  try {
    const { unhandledErrors } = await vitest.runTestFiles(tests);
    failed ??= unhandledErrors.length ? String(unhandledErrors[0]) : undefined;
  } catch (cause) {
    failed ??= String(cause);
  }
  vitest.state.clearErrors();
  const { user, system } = process.cpuUsage();
  process.send({ failed, cpu: (user + system) / 1e6 });
});
process.send({ isReady: true });
