import { readFileSync } from 'node:fs';
import type { RunOptions } from 'axe-core';
import { expect, type Page } from './test.js';
import { settled } from './settled.js';

declare global {
  interface Window {
    axe: typeof import('axe-core');
  }
}

const wide = { width: 1280, height: 900 };
const narrow = { width: 320, height: 900 };

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** What a page owes, and a frame in it does not. */
const ofAPage = Object.fromEntries(
  ['landmark-one-main', 'page-has-heading-one', 'region'].map((rule) => [rule, { enabled: false }]),
);

/** Which elements of which frame break which rule: of all rules, or of some. Leaves axe in each frame. */
async function violations(page: Page, rules?: string[]) {
  const found = [];
  for (const frame of page.frames()) {
    if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe);
    const options: RunOptions = { iframes: false, resultTypes: ['violations'] };
    if (rules) options.runOnly = rules;
    else if (frame.parentFrame() && !frame.url().includes('widget.html')) options.rules = ofAPage;
    const { violations } = await frame.evaluate((given) => window.axe.run(document, given), options);
    found.push(...violations.map(({ id, nodes }) => [frame.url(), id, nodes.map(({ html }) => html)]));
  }
  return found;
}

/** Sets the page's size, and looks how much wider the page is, or the framed one that is asked for. */
async function resize(page: Page, size: typeof wide, framed: number) {
  await page.setViewportSize(size);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(size.width);
  await settled(page);
  const widths = await page.frames()[framed]!.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  return widths as [number, number];
}

/**
 * No rule of accessibility is broken, and nothing needs sideways scrolling, in both schemes and narrow and wide. What
 * depends on colours is looked at in each scheme, what depends on sizes in each width, and all the rest once.
 */
export async function expectAccessible(page: Page, { framed = 0, sizes = [wide, narrow] } = {}): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  for (const [turn, size] of sizes.entries()) {
    const [needed, there] = await resize(page, size, framed);
    expect(needed, `sideways scrolling at ${size.width} px`).toBeLessThanOrEqual(there);
    if (!turn) expect(await violations(page), 'in light').toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await settled(page);
  const byColourOrSize = ['color-contrast', 'scrollable-region-focusable'];
  expect(await violations(page, byColourOrSize), 'in dark, narrow').toEqual([]);
}
