import AxeBuilder from '@axe-core/playwright';
import type { AxeResults } from 'axe-core';
import { expect, type Page } from './test.js';
import { settled } from './settled.js';

declare global {
  interface Window {
    axe: typeof import('axe-core');
  }
}

const wide = { width: 1280, height: 900 };
const narrow = { width: 320, height: 900 };

/** Which elements break which rule. */
const violationsOf = ({ violations }: AxeResults) =>
  violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);

/** All rules. Leaves axe in each frame. */
async function lookAtAll(page: Page) {
  // The way that opens a page of its own to add the frames up is needed only where there are some.
  const axe = new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1);
  return violationsOf(await axe.analyze());
}

/** Some rules that need nothing but the frame that they look at, with the axe that is there. */
async function lookAgain(page: Page, rules: string[]) {
  const run = (runOnly: string[]) => window.axe.run(document, { runOnly, iframes: false });
  const found = [];
  for (const frame of page.frames()) found.push(...violationsOf(await frame.evaluate(run, rules)));
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
    if (!turn) expect(await lookAtAll(page), 'in light').toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await settled(page);
  const byColourOrSize = ['color-contrast', 'scrollable-region-focusable'];
  expect(await lookAgain(page, byColourOrSize), 'in dark, narrow').toEqual([]);
}
