import { expect, test } from './test.js';

test(
  'a CRM that frames uContact dials by keyboard through it, and hears what uContact says',
  { tag: '@firefox' },
  async ({ page }) => {
    await page.goto('/demo/uphone.html');
    const ucontact = page.frameLocator('iframe');
    await expect(ucontact.getByRole('heading', { name: 'Simulated uContact' })).toBeVisible();
    const button = page.getByRole('button', { name: 'Call 091000000' });
    for (let tabs = 0; tabs < 10 && !(await button.evaluate((each) => each.matches(':focus'))); tabs++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter'); // a second press while it is on its way
    await expect(ucontact.locator('#dialed li')).toHaveText(['091000000 for Sale->']);
    await expect(page.locator('#events li')).toHaveText(['makeCall {"number":"091000000","campaign":"Sale->"}']);
    await ucontact.getByLabel('Speaks as').selectOption('x');
    await ucontact.getByRole('button', { name: 'A customer calls' }).dispatchEvent('click'); // see playwright.config.mjs on Firefox
    await expect(page.locator('#events li').last()).toHaveText(
      'assignedInteraction {"guid":"x-1","campaign":"Sale->","channel":"telephony","clientId":"091000001"}',
    );
  },
);
