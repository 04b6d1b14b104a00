import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from './test.js';
import { settled } from './settled.js';

const wide = { width: 1280, height: 900 };
const narrow = { width: 320, height: 900 };

/** Which elements break which rule. */
async function violationsOf(page: Page, rules?: string[]) {
  // The way that opens a page of its own to add the frames up is needed only where there are some.
  const axe = new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1);
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
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
    if (!turn) expect(await violationsOf(page), 'in light').toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await settled(page);
  expect(await violationsOf(page, ['color-contrast', 'scrollable-region-focusable']), 'in dark, narrow').toEqual([]);
}
