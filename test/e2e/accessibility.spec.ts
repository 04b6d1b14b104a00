import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './test.js';
import { answerCall } from './pages.js';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test.describe(`in ${colorScheme}, ${width} px wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      for (const path of [
        '',
        'portal.html',
        'crm.html',
        'panel-crm.html',
        'embed.html',
        'embed-react.html',
        'numbers.html',
        'uphone.html',
        'form.html',
        'voicenter.html',
        'sinch.html',
        'motion.html',
        'desk.html',
        'doctor.html',
      ]) {
        test(`/demo/${path} opens without an error, has no accessibility violation and needs no sideways scrolling`, async ({
          page,
        }) => {
          const errors: string[] = [];
          page.on('pageerror', ({ message }) => errors.push(message));
          page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
          await page.goto(`/demo/${path}`);
          await page.waitForLoadState('networkidle').catch(() => {});
          expect(errors).toEqual([]);
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        });
      }

      test('the form with a call and a refusal has no accessibility violation', async ({ page }) => {
        const form = await answerCall(page);
        await form.getByRole('button', { name: 'Save result' }).click();
        await form.getByRole('combobox', { name: 'Result' }).fill('Sale');
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        const inner = page.frames()[1];
        expect(await inner?.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      });
    });
  }
}
