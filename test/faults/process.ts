import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';

/** A Chromium with a profile on the disk and processes of its own, to be killed in the middle of everything. */
export async function startBrowser(
  { executablePath = '', args: given = [] }: LaunchOptions,
  profile = mkdtempSync(join(tmpdir(), 'portside-')),
) {
  rmSync(join(profile, 'SingletonLock'), { force: true }); // of the one that was killed
  const args = [...given, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(executablePath, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk) => {
      const [, found] = /DevTools listening on (ws:\S+)/.exec((said += String(chunk))) ?? [];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(said)));
  });
  const browser = await chromium.connectOverCDP(address);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    process.kill(-(child.pid as number), 'SIGKILL'); // the group: all processes of this browser, and no other's
    await exited;
  };
  const end = async () => {
    await kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { context: browser.contexts()[0]!, profile, kill, end };
}
