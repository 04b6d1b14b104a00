import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import type { Command } from '../../src/index.js';
import type { PortalFaults, PortalSimulator } from '../../src/simulator/index.js';
import { commands, type Column } from './commands.js';
import { Dialer } from './dialer.js';
import { FakeNetwork } from './fake-network.js';
import { FakeTime } from './fake-time.js';
import { FakeWindow, frameIn } from './fake-window.js';
import type { Form, FormSettings, Told } from './form.js';
import { countAt, traceOf } from './portal-trace.js';
import type { Listed, Trial } from './trial.js';

const origins = { form: 'https://crm.example', portal: 'https://portal.example' };
const portalWindow = new FakeWindow(origins.portal);
const formWindow = new FakeWindow(origins.form, 'form');
frameIn(portalWindow, formWindow);

// Each in a window of its own, as in a browser: porthole.js keeps the one that it was loaded in.
vi.resetModules();
const { openForm } = await formWindow.run(() => import('./form.js'));
vi.resetModules();
const portals = await portalWindow.run(() => import('../../src/simulator/portal/portal-simulator.js'));
vi.unstubAllGlobals();

let agents = 0;

/** One command under one fault in Node: the form, the portal and the dialer are real, and the browser around them is not. */
export class NodeTrial implements Trial {
  told: Told | undefined;
  readonly command: Command;
  readonly settings: FormSettings;
  readonly world: Dialer;
  readonly #time = new FakeTime();
  readonly #network: FakeNetwork;
  /** Where the page hears that it is online, and that the agent comes back to it. */
  readonly #page = new EventTarget();
  readonly #portal: PortalSimulator;
  #form: Form;

  constructor(type: Column, settings: Partial<FormSettings>) {
    const agent = `Agent${agents++}`;
    this.command = commands[type];
    this.settings = {
      lines: ['integra'],
      ...origins,
      integra: 'https://integra.example',
      agent,
      timeout: 10_000,
      lease: 10_000,
      ...settings,
    };
    this.world = new Dialer(agent);
    this.#network = new FakeNetwork(this.world);
    const network = this.#network;
    const { locks } = navigator;
    vi.stubGlobal('navigator', {
      locks,
      get onLine() {
        return network.isOnline;
      },
    });
    vi.stubGlobal('fetch', network.fetch);
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('addEventListener', this.#page.addEventListener.bind(this.#page));
    vi.stubGlobal('removeEventListener', this.#page.removeEventListener.bind(this.#page));
    this.#portal = portalWindow.run(() => new portals.PortalSimulator({ frame: 'form', formOrigin: origins.form }));
    this.#portal.answerCall();
    this.#form = this.#open();
  }

  async close(): Promise<void> {
    this.#form.close();
    this.#portal.close();
    try {
      await this.#time.pass(0);
    } finally {
      this.#time.end();
    }
  }

  async ask(command = this.command): Promise<void> {
    void this.#form.ask('', command);
    await this.#time.pass(0);
  }

  async answered(): Promise<Told> {
    await this.until(() => this.told, 'the caller is told');
    return this.told as Told;
  }

  leave(): Promise<void> {
    this.#form.leave();
    return Promise.resolve();
  }

  list(): Promise<readonly Listed[]> {
    return Promise.resolve(this.#form.list());
  }

  flush(): Promise<void> {
    return this.#time.wait(this.#form.flush());
  }

  settle(id: string, how: 'retry' | 'discard'): Promise<void> {
    return this.#time.wait(this.#form.settle(id, how));
  }

  focus(): Promise<void> {
    this.#page.dispatchEvent(new Event('focus'));
    return Promise.resolve();
  }

  /** The outbox's own timer goes off after 75 seconds at the latest. */
  async rest(): Promise<void> {
    await this.flush();
    await this.#time.pass(300_000);
  }

  setTimeLimit(milliseconds: number): Promise<void> {
    this.#form.wait(milliseconds);
    return Promise.resolve();
  }

  until(holds: () => unknown, what: string, milliseconds = 120_000): Promise<void> {
    return this.#time.until(holds, what, milliseconds);
  }

  count(): number {
    return this.world.count(this.command) + countAt(traceOf(this.#portal), this.command);
  }

  guidOf(destination: string): string | undefined {
    return this.#portal.dialed.find((each) => each.destination === destination)?.guid;
  }

  setPortal(faults: PortalFaults): Promise<void> {
    this.#portal.faults = faults;
    return Promise.resolve();
  }

  async reframe(): Promise<void> {
    this.#form.close();
    this.#form = this.#open();
    await this.flush();
  }

  setListening(is: boolean): Promise<void> {
    this.#network.isListening = is;
    return Promise.resolve();
  }

  async setOffline(is: boolean): Promise<void> {
    this.#network.isOnline = !is;
    this.#page.dispatchEvent(new Event(is ? 'offline' : 'online'));
    await this.#time.pass(0);
  }

  setSignIn(header: () => string): void {
    this.#network.signIn = header;
  }

  signIns(): Promise<number> {
    return Promise.resolve(this.#form.signIns());
  }

  #open(): Form {
    const form = formWindow.run(() =>
      openForm({ ...this.settings }, (what, detail) => {
        if (what === 'told') this.told = detail as Told;
      }),
    );
    portalWindow.run(() => undefined); // whose timers look at their window
    return form;
  }
}
