import { integra } from './pages.js';
import { expect, test, type Locator, type Page } from './test.js';

const numbers = (within: Locator | Page) => within.locator('cti-number');
const texts = (within: Locator) => numbers(within).allTextContents();
const result = (page: Page) => page.locator('cti-dialable').locator('#result');

/** The page with its numbers found; whatever it reports ends up in the list. */
async function open(page: Page) {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto('/demo/numbers.html');
  await expect(numbers(page.locator('#react'))).toHaveCount(6);
  return errors;
}

test.describe('numbers that dial', () => {
  test(
    'are found in a page, and dialled by keyboard, by a tel: link and by another policy',
    { tag: '@firefox' },
    async ({ page }) => {
      const errors = await open(page);
      await test.step('finds the numbers of a page, and nothing that only looks like one', async () => {
        await expect
          .poll(() => texts(page.locator('#customer')))
          .toEqual(['091 000 000', '2901 2345 ext. 12', '+598 91 000 000', '011 4345-6789']);
        await expect(page.locator('#editable')).toHaveText('Call back at 091 000 000.');
        expect(errors).toEqual([]);
      });

      await test.step('dials a tel: link by the session’s client, and leaves it a link with a key held', async () => {
        const link = page.locator('#tel');
        await link.click({ modifiers: ['Alt'], noWaitAfter: true });
        await expect(result(page)).toBeHidden();
        await link.click();
        await expect(result(page)).toContainText('Calling +541143456789. Ask for extension 3');
        expect((await integra(page)).calls).toHaveLength(1);
      });

      await test.step('dials by keyboard alone, says what goes out before it does and how far it got after', async () => {
        await page.locator('[name=country]').focus();
        await page.keyboard.press('Tab');
        const first = page.getByRole('button', { name: 'Call 091 000 000 (dials 091000000)' }).first();
        await expect(first).toBeFocused();
        await expect(page.locator('#tip')).toHaveText(/Dials 091000000 for Ventas, outbound\./);
        await page.keyboard.press('Tab');
        await expect(
          page.getByRole('button', { name: 'Call 2901 2345 ext. 12 (dials 29012345; extension 12 is not dialled)' }),
        ).toBeFocused();
        await page.keyboard.press('Enter');
        await expect(result(page)).toContainText('Calling 29012345. Ask for extension 12');
        expect(errors).toEqual([]);
      });

      await test.step('shows other digits when another policy is chosen', async () => {
        await page.locator('[name=policy]').selectOption('e164');
        await expect(page.getByRole('button', { name: 'Call 091 000 000 (dials +59891000000)' }).first()).toBeVisible();
        await page.locator('[name=policy]').selectOption('national');
        await expect(page.getByRole('button', { name: 'Call +598 91 000 000 (dials 091000000)' })).toBeVisible();
      });
      expect(errors).toEqual([]);
    },
  );

  test('a finger’s first press shows what will be dialled, the second dials', async ({ browser, baseURL }) => {
    test.skip(browser.browserType().name() === 'firefox', 'its driver has no fingers');
    const context = await browser.newContext({
      hasTouch: true,
      viewport: { width: 320, height: 700 },
      ...(baseURL && { baseURL }),
    });
    const page = await context.newPage();
    await open(page);
    const number = numbers(page.locator('#customer')).first();
    await number.tap();
    await expect(page.locator('#tip')).toContainText('Dials 091000000 for Ventas, outbound. Press again to call.');
    await expect(result(page)).toBeHidden();
    await number.tap();
    await expect(result(page)).toContainText('Calling 091000000.');
    await context.close();
  });
});

test.describe('numbers that React draws', () => {
  const rows = (page: Page) => page.locator('#root li');
  const press = (page: Page, name: string) => page.locator('#root').getByRole('button', { name, exact: true }).click();
  /** What a reader sees, and which of it are buttons. */
  async function sees(page: Page, lines: string[], found: string[]) {
    await expect.poll(() => rows(page).allTextContents()).toEqual(lines);
    await expect.poll(() => texts(page.locator('#root ul'))).toEqual(found);
    await expect.poll(() => rows(page).allTextContents()).toEqual(lines);
  }
  const line = (name: string, at: number, turn: number) =>
    `${name}: ${turn % 2 ? '' : 'mobile '}09${at} ${100 + turn} 000${at === 2 ? ' (busy)' : ''}`;
  const number = (at: number, turn: number) => `09${at} ${100 + turn} 000`;
  const names = ['Ana', 'Bruno', 'Carla', 'Diego', 'Elisa'];

  test('follow each change of what it draws, and dial after a redraw', async ({ page }) => {
    const errors = await open(page);
    await test.step('each change of its texts, also where a text comes and goes', async () => {
      for (const turn of [0, 1, 2, 3]) {
        await sees(
          page,
          names.map((name, at) => line(name, at + 1, turn)),
          names.map((_, at) => number(at + 1, turn)),
        );
        await expect(page.locator('#total')).toHaveText(`Office 2900 ${1000 + turn}`);
        await expect(numbers(page.locator('#total'))).toHaveText(`2900 ${1000 + turn}`);
        await press(page, 'Change numbers');
      }
    });

    const reversed = [...names].reverse();
    /** All of them in the new order, or those after the first. */
    const seesReversed = (turn: number, from = 0) =>
      sees(
        page,
        reversed.map((name, at) => line(name, 5 - at, turn)).slice(from),
        reversed.map((_, at) => number(5 - at, turn)).slice(from),
      );
    await test.step('a new order, a removal and an unmounting', async () => {
      await press(page, 'Reverse');
      await seesReversed(4);
      await press(page, 'Change numbers');
      await press(page, 'Remove first');
      await seesReversed(5, 1);
      await press(page, 'Close');
      await expect(rows(page)).toHaveCount(0);
      await press(page, 'Open');
      await seesReversed(5, 1);
    });

    await test.step('a number dials after a redraw, and what happened stays beside it', async () => {
      await press(page, 'Change numbers');
      const total = numbers(page.locator('#total'));
      await expect(total).toHaveText('2900 1006');
      await total.click();
      await expect(result(page)).toContainText('Calling 29001006.');
      await press(page, 'Reverse');
      await expect(result(page)).toContainText('Calling 29001006.');
    });
    expect(errors).toEqual([]);
  });
});

test.describe('10,000 numbers', () => {
  test('become buttons where they are seen, and dial after all were drawn again', async ({ page }) => {
    const errors = await open(page);
    await page.locator('#fill').click();
    await expect(page.locator('#rows tr')).toHaveCount(10_000);
    const last = page.locator('#rows tr').last();
    await last.scrollIntoViewIfNeeded();
    await expect(numbers(last)).toHaveCount(1);
    expect(await numbers(page).count()).toBeLessThan(1000);
    await page.locator('#redraw').click();
    await page.locator('#rows tr').last().scrollIntoViewIfNeeded();
    await numbers(page.locator('#rows tr').last()).click();
    await expect(result(page)).toContainText('Calling 09');
    expect(errors).toEqual([]);
  });
});
