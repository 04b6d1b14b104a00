import { test, type Frame, type Page } from './test.js';
import type { Embed, EmbedOptions } from '../../src/embed/index.js';
import { EmbedSite } from './embed-site.js';

declare global {
  interface Window {
    embed: Embed;
    told: [string, any][];
    authorization(): Promise<string>;
  }
}

/** The servers of the test that runs. */
export let site: EmbedSite;

/** Other servers; the widget's may be on the CRM's own site. */
export async function serve(...options: ConstructorParameters<typeof EmbedSite>) {
  await site?.stop();
  site = new EmbedSite(...options);
  await site.start();
}

/** New servers for each test of a file. */
export function siteForEach() {
  test.beforeEach(() => serve());
  test.afterEach(() => site.stop());
}

/** Opens the CRM page, which gives a living sign-in. */
export async function openCrm(page: Page, site: EmbedSite) {
  const authorization = await site.signIn();
  await page.exposeFunction('authorization', () => authorization);
  await page.goto(site.at('crm', '/crm'));
}

/** Embeds the widget as the CRM page's own script would, and writes down what it tells. */
export const embed = (page: Page, site: EmbedSite, options: Partial<EmbedOptions> = {}) =>
  page.evaluate(
    (given) => {
      window.told = [];
      window.embed = (window.Portside as any).embedCti(document.body, {
        ...given,
        authorization: () => window.authorization(),
      });
      for (const name of ['call', 'result', 'error'] as const)
        window.embed.on(name, (event) => window.told.push([name, event]));
    },
    {
      src: site.at('widget', '/widget.html'),
      origin: site.at('widget'),
      agent: 'Agent1',
      phone: '1001',
      campaign: 'Sale->',
      connectTimeout: 30_000,
      ...options,
    },
  );
export const ready = (page: Page) =>
  page.evaluate(() =>
    window.embed.ready.then(
      () => 'ready',
      (error) => `${error.code}: ${error.message}`,
    ),
  );
/** The guid, or the code and the message of the failure. */
export const dial = (page: Page, number: string) =>
  page.evaluate(
    (to) =>
      window.embed.dial(to).then(
        (reply) => reply.guid,
        (error) => `${error.code}: ${error.message}`,
      ),
    number,
  );
export const told = (page: Page) => page.evaluate(() => JSON.parse(JSON.stringify(window.told)) as [string, any][]);
export const widget = (page: Page): Frame => page.frames().find((frame) => frame.url().includes('/widget'))!;
