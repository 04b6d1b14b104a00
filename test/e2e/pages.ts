import { expect, type FrameLocator, type Locator, type Page } from './test.js';
import type { PortalSimulator } from '../../src/simulator/index.js';

declare global {
  interface Window {
    portal: PortalSimulator;
  }
}

/** What the simulated Integra of the demo holds. */
export const integra = (page: Page) => held(page, 'integra');

/** What a simulated dialer of the demo holds. */
export async function held(page: Page, dialer: string) {
  const answer = await page.request.get(`/control/${dialer}`);
  return (await answer.json()).state as Record<string, any[]>;
}

/** Where the simulated phone bar listens: another origin than the pages. */
export const barAddress = async (page: Page) =>
  ((await (await page.request.get('/control/bar')).json()) as { address: string }).address;

/** Somebody does something at a simulated telephone, as the panel's buttons do. */
export const atPhone = (page: Page, what: string, call = '') =>
  page.request.post(`/control/${what}`, { data: JSON.stringify({ call }) });

/** Sets the faults of a simulated dialer. */
export const breakDialer = (page: Page, dialer: string, faults: object) =>
  page.request.post(`/control/${dialer}`, { data: JSON.stringify(faults) });

export const breakIntegra = (page: Page, faults: object) => breakDialer(page, 'integra', faults);

/** Waits until another page than before is in the portal's frame: what is asked of it later is not told to the one that goes. */
async function withNewForm(page: Page, change: () => Promise<unknown>): Promise<void> {
  const before = page.frame('form')!.url();
  await change();
  await expect.poll(() => page.frame('form')!.url()).not.toBe(before);
}

/** Opens the portal page with a call on the line and gives the form inside. */
export async function answerCall(page: Page): Promise<FrameLocator> {
  await page.goto('/demo/portal.html');
  await withNewForm(page, () => page.getByRole('button', { name: 'Answer a call' }).click());
  const form = page.frameLocator('iframe');
  await expect(form.locator('cti-disposition-form')).toContainText('Ventas outbound');
  return form;
}

export const reloadForm = (page: Page) =>
  withNewForm(page, () => page.getByRole('button', { name: 'Reload the form' }).click());

/** What the portal has: what its state says, and the payloads that came to it. */
export const portal = (page: Page) =>
  page.evaluate(() => {
    const { call, dialed, spool, schedules, tags, log } = window.portal;
    const received = log
      .filter(({ direction }) => direction === 'in')
      .map(({ bytes, refused }) => ({ data: JSON.parse(bytes).data, refused }));
    return JSON.parse(
      JSON.stringify({ call, dialed, spool, schedules, tags, received, bytes: log.map(({ bytes }) => bytes) }),
    );
  });

/** The payloads of one action that the portal got. */
export const actions = async (page: Page, action: string) =>
  (await portal(page)).received.map(({ data }: any) => data).filter((data: any) => data?.action === action);

/** The agent says that no call is on: a number that may have been dialled is free again. */
export const sayNoCall = (page: Page) =>
  page.locator('cti-hangup-button').first().getByRole('button', { name: 'Not on a call? Check' }).click();

/** Chooses a result by typing. */
export async function chooseResult(form: Locator | FrameLocator, words: string) {
  const result = form.getByRole('combobox', { name: 'Result' });
  await result.fill(words);
  await result.press('ArrowDown');
  await result.press('Enter');
}

/** The wall clock `days` ahead, as the picker's fields want it. */
export function ahead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Opens the developer's drawer of a page. */
export const openDrawer = (page: Page | FrameLocator) => page.getByRole('button', { name: 'Developer' }).click();

/** Signs in on the CRM page. */
export async function openCrm(page: Page) {
  await page.goto('/demo/crm.html');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Signed in as supervisor')).toBeVisible();
}

/** Takes the computer off the network, or back, and waits until the page has noticed. */
export async function setOffline(page: Page, isOffline: boolean) {
  await page.context().setOffline(isOffline);
  await expect.poll(() => page.evaluate(() => navigator.onLine)).toBe(!isOffline);
}

/** Reads the line beside an element's control. */
export const outcome = (within: Locator) => within.locator('.outcome');

/** Plays nothing aloud from the next load on: on a machine without a sound output Firefox plays muted or not at all. */
export const mute = (page: Page) =>
  page.addInitScript(() => {
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function () {
      this.muted = true;
      return play.call(this);
    };
  });
