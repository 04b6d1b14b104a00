// Runs programs of node_modules, and several jobs at a time.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The programs by their script, so that no shell has to find them: it differs by system. */
export const programs = {
  eslint: 'node_modules/eslint/bin/eslint.js',
  'lit-analyzer': 'node_modules/lit-analyzer/cli.js',
  playwright: 'node_modules/@playwright/test/cli.js',
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  tsc: 'node_modules/typescript-native/bin/tsc', // 7 compiles; `typescript` is 6, for what asks it questions
  vitest: 'node_modules/vitest/vitest.mjs',
  wtr: 'node_modules/@web/test-runner/dist/bin.js',
};

/**
 * Runs a command in the project's folder. What it prints is shown at once, or given back where it runs beside others.
 *
 * @returns `{ code, output }`
 */
export function run(command, parameters, { env = {}, isShown = false } = {}) {
  return new Promise((resolve) => {
    const stdio = ['ignore', isShown ? 'inherit' : 'pipe', isShown ? 'inherit' : 'pipe'];
    const child = spawn(command, parameters, { cwd: root, env: { ...process.env, ...env }, stdio });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += text));
    child.on('error', (cause) => resolve({ code: 1, output: `${output}${cause.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A port that nobody uses. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

/** Runs a program of `programs` or another script on the Node that runs this; `node` is Node itself. */
export const node = (name, parameters = [], options = {}) =>
  run(process.execPath, [...(name === 'node' ? [] : [programs[name] ?? name]), ...parameters], options);

/** Does jobs, so many at a time, in their order; no further one is begun once `goesOn` says no. */
export async function inTurns(jobs, { width = 2, goesOn = () => true } = {}) {
  const waiting = [...jobs];
  const worker = async () => {
    while (waiting.length && goesOn()) await waiting.shift()();
  };
  await Promise.all(Array.from({ length: width }, worker));
}
