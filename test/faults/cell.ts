import type { Browser, BrowserContext, Frame, Page } from '@playwright/test';
import type { Command, CommandType } from '../../src/index.js';
import { call, callWithPhone, cti, dispose, entry, hangup, respool, tag } from '../samples.js';
import type { FormSettings, Told } from './form.js';
import type { Site } from './site.js';
import { until as waitUntil } from '../until.js';
import { World } from './world.js';

export type Listed = { id: string; state: string; command: Command; reason: string };

const guid = dispose.guid;
/** What is asked for in a row of the table. */
export const commands = {
  call,
  callWithPhone,
  hangup,
  cti,
  dispose: { ...dispose, level1: 'Sale', level2: 'New customer', comment: 'asked once' },
  schedule: { type: 'schedule', at: '2099-10-10 15:00:00', entry },
  respool,
  tag: { ...tag, phone: '091000000', message: 'asked once' },
  blacklist: { type: 'blacklist', entries: [{ phone: '093000000', campaign: '*' }] },
} satisfies Partial<Record<CommandType, Command>>;
export type Row = keyof typeof commands;

type Ear = (what: string, detail: any) => void;
/** Who hears what the pages of a browser profile say. */
const ears = new WeakMap<BrowserContext, Map<Page, Ear>>();
let agents = 0;

/** One command under one fault: an agent, a browser profile, and the other end, all of their own. */
export class Cell {
  /** What the caller was told; nothing while it waits, or when its page is gone. */
  told: Told | undefined;
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
  #own: BrowserContext | undefined;
  #fromForm: { dialed: { destination: string; guid: string }[]; got: { action?: string }[] } = { dialed: [], got: [] };

  constructor(
    readonly site: Site,
    type: Row,
    settings: Partial<FormSettings>,
  ) {
    this.command = commands[type];
    this.settings = {
      over: 'integra',
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
    this.world = await World.start(this.agent, guid);
    this.settings.integra = this.world.url;
    const signIn = this.world.integra.signIn();
    this.site.signIns.set(this.agent, () => signIn);
  }

  /** Opens the form in this browser profile, which may be shared with other agents: tabs cost less than profiles. */
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
    await Promise.all(this.#tabs.map((tab) => tab.close().catch(() => undefined)));
    await this.#own?.close();
    this.world.refuse();
  }

  /** Another tab of the same agent. */
  async openTab(): Promise<Page> {
    const tab = await this.context.newPage();
    this.#tabs.push(tab);
    ears.get(this.context)?.set(tab, (what, detail) => {
      this.hear(what, detail);
      if (what === 'told') this.told = detail;
      if (what === 'portal') this.#fromForm = detail;
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

  /** Where the form is. */
  form: (tab?: Page) => Page | Frame = (tab = this.tab) =>
    this.settings.over === 'portal' ? (tab.frame('form') ?? tab) : tab;

  async ready(tab = this.tab): Promise<void> {
    await until(
      async () =>
        (await this.form(tab)
          .evaluate(() => typeof window.form)
          .catch(() => '')) === 'object',
      'the form is there',
    );
    await this.form(tab).evaluate(() => window.form.flush());
  }

  /** Asks for the command, and does not wait for what comes of it. */
  async ask(command = this.command): Promise<void> {
    await this.form().evaluate((input) => void window.form.ask('', input as never), command);
  }

  async answered(): Promise<Told> {
    await until(() => this.told, 'the caller is told');
    return this.told as Told;
  }

  list(): Promise<Listed[]> {
    return this.form().evaluate(() => window.form.list()) as Promise<Listed[]>;
  }

  /** Tries what waits, as the outbox's own timer does. */
  async flush(): Promise<void> {
    await this.form().evaluate(() => window.form.flush());
  }

  /** How often the command's effect is at the other end. */
  count(): number {
    if (this.settings.over === 'integra') return this.world.count(this.command);
    const { dialed, got } = this.#fromForm;
    if (this.command.type === 'cti') return Math.min(1, this.#asked('CTI'));
    if (!('destination' in this.command)) return this.#asked(this.command.type);
    const { destination } = this.command;
    return got.length && dialed.filter((each) => each.destination === destination).length;
  }

  /** The guid that the portal gave a call to this number. */
  guidOf(destination: string): string | undefined {
    return this.#fromForm.dialed.find((each) => each.destination === destination)?.guid;
  }

  #asked(action: string): number {
    return this.#fromForm.got.filter((each) => each.action === action).length;
  }
}

/** Kills the process of a page. */
export async function crash(tab: Page): Promise<void> {
  const devtools = await tab.context().newCDPSession(tab);
  const crashed = tab.waitForEvent('crash');
  devtools.send('Page.crash').catch(() => undefined); // which nobody is left to answer
  await crashed;
}

/** All of a cell is as slow as its browser, its servers and its faults together. */
export const until = (holds: () => unknown, what: string, milliseconds = 20_000) =>
  waitUntil(holds, what, milliseconds);

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
