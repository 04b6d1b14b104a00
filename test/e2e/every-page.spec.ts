// Every page of the demo, visited once: its policy, its silence, its accessibility and its width.
import { expectAccessible } from './accessibility.js';
import { barAddress } from './pages.js';
import { policy } from './policy.js';
import { reportsOf } from './reports.js';
import { settled } from './settled.js';
import { expect, test, type Page } from './test.js';

const dialNumber = (page: Page) =>
  page.frameLocator('#widget iframe').getByRole('combobox', { name: 'Number to dial' });
const onADialer = async (page: Page) => {
  await expect(page.locator('#supervisor output')).toContainText('Nothing asked yet.');
  await expect(page.locator('#panel')).toContainText('Nothing has crossed yet.');
};

/** Each page, and what is to be seen of it once it has its first answers. */
const pages: Record<string, (page: Page) => Promise<unknown>> = {
  '': (page) => expect(page.locator('#step')).toContainText('step 1 of 4'),
  'agent.html': (page) => expect(page.getByRole('combobox', { name: 'Number to dial' })).toBeVisible(),
  'portal.html': (page) => expect(page.frameLocator('iframe').getByRole('button', { name: 'Hang up' })).toBeEnabled(),
  'crm.html': (page) => expect(page.locator('#panel')).toContainText('Nothing has arrived yet.'),
  'panel-crm.html': (page) => expect(page.getByRole('combobox', { name: 'Number to dial' })).toBeVisible(),
  'embed.html': (page) => expect(dialNumber(page)).toBeVisible(),
  'embed-react.html': (page) => expect(dialNumber(page)).toBeVisible(),
  'numbers.html': (page) => expect(page.locator('#react cti-number')).toHaveCount(6),
  'uphone.html': (page) =>
    expect(page.frameLocator('iframe').getByRole('heading', { name: 'Simulated uContact' })).toBeVisible(),
  'sinch-panel.html': (page) =>
    expect(page.frameLocator('iframe').getByRole('heading', { name: 'Simulated panel of Sinch' })).toBeVisible(),
  'sinch-extension.html': (page) =>
    expect(page.frameLocator('iframe').getByRole('combobox', { name: 'Number to dial' })).toBeVisible(),
  'portal-functions.html': (page) =>
    expect(page.frameLocator('iframe').getByRole('button', { name: 'Call 091000000' })).toBeEnabled(),
  'ucontact-x.html': (page) =>
    expect(page.frameLocator('iframe').getByRole('heading', { name: 'Simulated uContact X' })).toBeVisible(),
  'form.html': (page) => expect(page.getByRole('button', { name: 'Call 091000000' })).toBeVisible(),
  'voicenter.html': onADialer,
  'sinch.html': onADialer,
  'motion.html': onADialer,
  'motion-bar.html': (page) => expect(page.getByRole('button', { name: 'Call 091000000' })).toBeEnabled(),
  'supervisor.html': (page) => expect(page.locator('cti-campaign-board')).toContainText('20 campaigns'),
  'doctor.html': (page) => expect(page.locator('cti-doctor')).toContainText('queuesummary'),
};

/** What a page may frame: the other origin, or itself where it plays a portal that serves its own form. */
const framed = (path: string, baseURL: string) =>
  path === 'portal-functions.html' ? "'self'" : baseURL.replace('localhost', '127.0.0.1');

for (const [path, isThere] of Object.entries(pages))
  test(`/demo/${path} opens under a strict policy without a report, is accessible and needs no sideways scrolling`, async ({
    page,
    baseURL,
    browserName,
  }) => {
    const reports = await reportsOf(page);
    const answer = await page.goto(`/demo/${path}`);
    const connect = path === 'motion-bar.html' ? `'self' ${await barAddress(page)}` : undefined;
    expect(answer!.headers()['content-security-policy']).toBe(policy(framed(path, baseURL!), connect));
    await isThere(page);
    await settled(page);
    if (browserName === 'chromium') await expectAccessible(page); // Firefox's driver emulates no colour scheme
    expect(await reports()).toEqual([]);
  });
