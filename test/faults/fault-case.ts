import type { Browser, BrowserContext, CDPSession, Frame, Page } from '@playwright/test';
import type { Command } from '../../src/index.js';
import type { PortalFaults } from '../../src/simulator/index.js';
import { until as waitUntil } from '../until.js';
import { commands, type Column } from './commands.js';
import type { FormSettings, Told } from './form.js';
import { countAt, type PortalTrace } from './portal-trace.js';
import type { Site } from './site.js';
import type { Listed, Trial } from './trial.js';
import { World } from './world.js';

type Ear = (what: string, detail: any) => void;
/** Who hears what the pages of a browser profile say. */
const ears = new WeakMap<BrowserContext, Map<Page, Ear>>();
/** Tabs of a shared profile that nobody needs now: to load another page there costs half of what a new tab does. */
const idle = new WeakMap<BrowserContext, Page[]>();
let agents = 0;

/** One command under one fault in Chromium: an agent, a browser profile, and the other end, all of their own. */
export class Cell implements Trial {
  told: Told | undefined;
  /** What the form's outbox said last that it lists. */
  listed: readonly Listed[] = [];
  /** The form holds something back. */
  isHeld = false;
  readonly agent = `Agent${process.pid}-${agents++}`;
  readonly command: Command;
  readonly settings: FormSettings;
  /** Bytes that the browser lets the form's origin keep; its own limit when absent. */
  room: number | undefined;
  /** Hears all that the form says. */
  hear: Ear = () => undefined;
  world!: World;
  context!: BrowserContext;
  tab!: Page;
  readonly #tabs: Page[] = [];
  readonly #networks = new Map<Page, CDPSession>();
  #own: BrowserContext | undefined;
  #atPortal: PortalTrace = { dialed: [], got: [] };

  constructor(
    readonly site: Site,
    type: Column,
    settings: Partial<FormSettings>,
  ) {
    this.command = commands[type];
    this.settings = {
      lines: ['integra'],
      form: site.form,
      portal: site.portal,
      integra: '',
      agent: this.agent,
      timeout: 10_000,
      lease: 10_000,
      ...settings,
    };
  }

  /** In a browser profile of its own. */
  async open(browser: Browser): Promise<void> {
    await this.start();
    this.#own = await browser.newContext();
    await this.enter(this.#own);
  }

  /** Starts the other end. */
  async start(): Promise<void> {
    this.world = await World.start(this.agent);
    this.settings.integra = this.world.url;
    const signIn = this.world.integra.signIn();
    this.setSignIn(() => signIn);
  }

  /** Opens the form in this browser profile, which may be shared with other agents: a profile costs more than a tab. */
  async enter(context: BrowserContext): Promise<void> {
    this.context = context;
    if (!ears.has(context)) {
      ears.set(context, new Map());
      await context.exposeBinding('hear', ({ page }, what: string, detail: any) =>
        ears.get(context)?.get(page)?.(what, detail),
      );
    }
    this.tab = await this.openTab();
  }

  async close(): Promise<void> {
    if (this.#own) await this.#own.close();
    else await Promise.all(this.#tabs.map((tab) => this.#leave(tab)));
    this.world.refuse();
  }

  /** Ends the form, so that nothing goes out of its tab any more, and leaves the tab to the next one. */
  async #leave(tab: Page): Promise<void> {
    ears.get(this.context)?.delete(tab);
    try {
      await this.form(tab).evaluate(() => window.form.close());
      await this.#networks.get(tab)?.detach();
      idle.set(this.context, [...(idle.get(this.context) ?? []), tab]);
    } catch {
      await tab.close(); // it has died
    }
  }

  /** Another tab of the same agent. */
  async openTab(): Promise<Page> {
    const tab = idle.get(this.context)?.pop() ?? (await this.context.newPage());
    this.#tabs.push(tab);
    ears.get(this.context)?.set(tab, (what, detail) => {
      this.hear(what, detail);
      if (what === 'told') this.told = detail;
      if (what === 'listed') this.listed = detail;
      if (what === 'held') this.isHeld = true;
      if (what === 'portal') this.#atPortal = detail;
    });
    if (this.room !== undefined) {
      const devtools = await this.context.newCDPSession(tab); // it counts only before the first byte is kept
      await devtools.send('Storage.overrideQuotaForOrigin', { origin: this.site.form, quotaSize: this.room });
    }
    await tab.goto(this.site.page(this.settings));
    await this.ready(tab);
    return tab;
  }

  /** Loads the form again; its portal stays. */
  async reload(): Promise<void> {
    const form = this.form();
    await form.goto(form === this.tab ? this.site.page(this.settings) : form.url());
    await this.ready();
  }

  async reframe(): Promise<void> {
    await this.tab.goto(this.site.page(this.settings));
    await this.ready();
  }

  get isFramed(): boolean {
    return this.settings.lines.includes('portal');
  }

  /** Where the form is. */
  form: (tab?: Page) => Page | Frame = (tab = this.tab) => (this.isFramed ? (tab.frame('form') ?? tab) : tab);

  /** Waits until the form is there, and has tried what waited. */
  async ready(tab = this.tab): Promise<void> {
    const tries = () =>
      this.form(tab)
        .evaluate(() => window.form.flush().then(() => true))
        .catch(() => false);
    await this.until(tries, 'the form is there');
  }

  async ask(command = this.command): Promise<void> {
    await this.form().evaluate((input) => void window.form.ask('', input as never), command);
  }

  async answered(): Promise<Told> {
    await this.until(() => this.told, 'the caller is told');
    return this.told as Told;
  }

  async leave(): Promise<void> {
    await this.form().evaluate(() => window.form.leave());
  }

  list(): Promise<readonly Listed[]> {
    return this.form().evaluate(() => window.form.list());
  }

  async flush(): Promise<void> {
    await this.form().evaluate(() => window.form.flush());
  }

  async settle(id: string, how: 'retry' | 'discard'): Promise<void> {
    await this.form().evaluate(([entry, what]) => window.form.settle(entry, what), [id, how] as const);
  }

  async focus(): Promise<void> {
    await this.tab.evaluate(() => window.dispatchEvent(new Event('focus')));
  }

  async rest(): Promise<void> {
    for (let times = 0; times < 2; times++) await this.flush();
  }

  async setTimeLimit(milliseconds: number): Promise<void> {
    await this.form().evaluate((time) => window.form.wait(time), milliseconds);
  }

  /** All of a cell is as slow as its browser, its servers and its faults together. */
  until(holds: () => unknown, what: string, milliseconds = 30_000): Promise<void> {
    return waitUntil(holds, what, milliseconds);
  }

  count(): number {
    return this.world.count(this.command) + countAt(this.#atPortal, this.command);
  }

  guidOf(destination: string): string | undefined {
    return this.#atPortal.dialed.find((each) => each.destination === destination)?.guid;
  }

  async setPortal(faults: PortalFaults): Promise<void> {
    await this.tab.evaluate((set) => void (window.portal.faults = set), faults);
  }

  async setListening(is: boolean): Promise<void> {
    if (is) await this.world.listen();
    else this.world.refuse();
  }

  /** This cell's tabs alone: others may share the profile. */
  async setOffline(is: boolean): Promise<void> {
    const conditions = { offline: is, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
    for (const tab of this.#tabs) {
      const network = this.#networks.get(tab) ?? (await this.context.newCDPSession(tab));
      this.#networks.set(tab, network); // it lasts as long as the session
      await network.send('Network.enable');
      await network.send('Network.emulateNetworkConditions', conditions);
    }
  }

  setSignIn(header: () => string): void {
    this.site.signIns.set(this.agent, header);
  }

  signIns(): Promise<number> {
    return this.form().evaluate(() => window.form.signIns());
  }
}

/** Kills the process of a page. */
export async function crash(tab: Page): Promise<void> {
  const devtools = await tab.context().newCDPSession(tab);
  const crashed = tab.waitForEvent('crash');
  devtools.send('Page.crash').catch(() => undefined); // which nobody is left to answer
  await crashed;
}
