import type { Page } from './test.js';

/** Whatever any frame of the page reports: breaches of its policy, errors. The function that it gives names all until then. */
export async function reportsOf(page: Page): Promise<() => Promise<string[]>> {
  const reports: string[] = [];
  const isProbe = (text: string) => text.includes('probe.invalid');
  let probes = 0;
  page.on('pageerror', ({ message }) => reports.push(message));
  page.on(
    'console',
    (message) => message.type() === 'error' && !isProbe(message.text()) && reports.push(message.text()),
  );
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample, sourceFile }) =>
      console.error(`policy: ${effectiveDirective} ${blockedURI} ${sample} ${sourceFile}`),
    );
  });
  return async () => {
    // A breach on purpose in each frame: once that is reported, so is all that came before, and silence means something.
    for (const frame of page.frames()) {
      const probe = `http://probe.invalid/${(probes += 1)}`;
      const isReported = page.waitForEvent('console', (message) =>
        message.text().startsWith(`policy: img-src ${probe} `),
      );
      await frame.evaluate((src) => void (new Image().src = src), probe);
      await isReported;
    }
    return reports;
  };
}
