import { test as base } from '@playwright/test';
import { Site } from './site.js';

/** A test with the pages' servers. */
export const test = base.extend<object, { site: Site }>({
  site: [
    async ({}, use) => {
      const site = await Site.open();
      await use(site);
      site.close();
    },
    { scope: 'worker' },
  ],
});
