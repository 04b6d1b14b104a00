import { test as base, type BrowserContext } from '@playwright/test';
import { Site } from './site.js';

/** A test with the pages' servers, and a browser profile for all whose fault strikes one tab only. */
export const test = base.extend<object, { site: Site; profile: BrowserContext }>({
  profile: [
    async ({ browser }, use) => {
      const profile = await browser.newContext();
      await use(profile);
      await profile.close();
    },
    { scope: 'worker' },
  ],
  site: [
    async ({}, use) => {
      const site = await Site.open();
      await use(site);
      site.close();
    },
    { scope: 'worker' },
  ],
});
