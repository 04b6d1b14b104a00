import type { BrowserContext, Page } from '@playwright/test';
import type { CommandOf } from '../../src/index.js';
import { dispose, entry, tag } from '../samples.js';
import { Cell, crash } from './fault-case.js';
import type { Site } from './site.js';
import type { Listed } from './trial.js';

type Waiting = CommandOf<'dispose' | 'schedule' | 'respool' | 'tag'>;

/** Numbers from 0 to 1, the same for the same seed. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What was counted. */
export const nothing = {
  asked: 0,
  closed: 0,
  crashed: 0,
  reloaded: 0,
  joined: 0,
  stoodStill: 0,
  notTaken: 0,
  askedAgain: 0,
  unknown: 0,
  discarded: 0,
  sentAgain: 0,
  lost: 0,
  doubled: 0,
  repeated: 0,
};
export type Figures = typeof nothing;

/** One agent whose page is killed again and again in mid-work. */
export class Lane {
  readonly figures = { ...nothing };
  readonly #cell: Cell;
  readonly #dice: () => number;
  #second: Page | undefined;
  readonly #commands: Waiting[];
  /** What the page has said that its outbox lists, or what its caller was told of: from then on it must not be lost. */
  readonly #taken = new Set<string>();

  constructor(site: Site, seed: number, count: number) {
    this.#cell = new Cell(site, 'dispose', { lease: 1_500, timeout: 15_000 });
    this.#dice = dice(seed);
    this.#commands = Array.from({ length: count }, (_, at) => this.#make(at));
    this.#cell.hear = (what, detail) => {
      if (what === 'told') this.#taken.add(detail.id);
      if (what === 'listed') for (const { command } of detail as Listed[]) this.#taken.add(JSON.stringify(command));
    };
  }

  async run(context: BrowserContext): Promise<Figures> {
    const cell = this.#cell;
    await cell.start();
    await cell.enter(context);
    for (const { guid } of this.#commands as { guid?: string }[]) if (guid) cell.world.nextCall(guid);
    cell.world.lag = () => this.#dice() * 25;
    for (let at = 0; at < this.#commands.length;) {
      const some = this.#commands.slice(at, (at += 1 + Math.floor(this.#dice() * 5)));
      cell.world.integra.faults = { delay: this.#dice() * 25, ...(this.#dice() < 0.05 && { dropped: true }) };
      if (this.#dice() < 0.3) await this.#join();
      await this.#ask(some);
      if (this.#dice() < 0.6) {
        await new Promise((resolve) => setTimeout(resolve, this.#dice() * 90)); // a moment by chance
        await this.#kill();
        await this.#askAgain(some);
      } else await this.#cell.until(() => some.every((each) => this.#taken.has(JSON.stringify(each))), 'it is taken');
      if (this.#dice() < 0.3) await this.#settle();
    }
    cell.world.integra.faults = {};
    await this.#part();
    await this.#cell.until(
      async () => (await this.#settle(), !(await cell.list()).length),
      'all of it is delivered',
      60_000,
    );
    this.#count();
    await cell.close();
    return this.figures;
  }

  /** A second tab sends what waits, too; some stand still while they are asked for their sign-in, and wake later. */
  async #join(): Promise<void> {
    if (this.#second) return await this.#part();
    this.#second = await this.#cell.openTab();
    this.figures.joined++;
    const stands = this.#dice() < 0.5;
    if (stands) this.figures.stoodStill++;
    await this.#cell.form(this.#second).evaluate((still) => {
      if (still) window.form.standStill();
      void window.form.flush();
    }, stands);
  }

  async #part(): Promise<void> {
    const second = this.#second;
    this.#second = undefined;
    await second?.evaluate(() => window.form.wake());
    await second?.close();
  }

  /** A number, comment or text that no other command has. */
  #make(at: number): Waiting {
    const guid = `call ${Math.floor(at / 8)}`;
    const destination = `0911${String(at).padStart(5, '0')}`;
    const kinds: Waiting[] = [
      { ...dispose, guid, level1: 'Sale', level2: 'New customer', comment: `result ${at}` },
      { type: 'schedule', at: '2099-10-10 15:00:00', entry: { ...entry, destination } },
      { type: 'respool', entry: { ...entry, destination } },
      { ...tag, guid, phone: '091000000', message: `tag ${at}` },
    ];
    return kinds[Math.floor(this.#dice() * 4)]!;
  }

  async #ask(some: Waiting[]): Promise<void> {
    this.figures.asked += some.length;
    const asks = some.map((command) => [JSON.stringify(command), command] as const);
    await this.#cell.form().evaluate((all) => void all.map(([id, command]) => window.form.ask(id, command)), asks);
  }

  async #kill(): Promise<void> {
    const { tab } = this.#cell;
    const chance = this.#dice();
    if (chance < 0.4) {
      this.figures.reloaded++;
      return await this.#cell.reload();
    }
    if (chance < 0.6) await crash(tab).then(() => this.figures.crashed++);
    else this.figures.closed++;
    await tab.close().catch(() => undefined);
    this.#cell.tab = await this.#cell.openTab();
  }

  /** What the page never said that it has taken: its agent looks, and asks again for what is nowhere. */
  async #askAgain(some: Waiting[]): Promise<void> {
    const open = some.filter((each) => !this.#taken.has(JSON.stringify(each)));
    this.figures.notTaken += open.length;
    if (!open.length) return;
    const list = await this.#look();
    const again = open.filter(
      (each) =>
        !this.#cell.world.count(each) && !list.some(({ command }) => JSON.stringify(command) === JSON.stringify(each)),
    );
    this.figures.askedAgain += again.length;
    this.figures.asked -= again.length;
    await this.#ask(again);
    await this.#cell.until(() => again.every((each) => this.#taken.has(JSON.stringify(each))), 'it is taken');
  }

  /** A person looks at the other end when nothing is on its way there. */
  async #look(): Promise<readonly Listed[]> {
    await this.#cell.flush();
    await this.#cell.until(() => !this.#cell.world.open, 'nothing is on its way');
    return await this.#cell.list();
  }

  /** The agent settles what is unknown: sends it again only when it is not at the other end. */
  async #settle(): Promise<void> {
    const unknown = (await this.#look()).filter(({ state }) => state === 'unknown' || state === 'held');
    this.figures.unknown += unknown.length;
    for (const { id, command } of unknown) {
      const isThere = this.#cell.world.count(command) > 0;
      if (isThere) this.figures.discarded++;
      else this.figures.sentAgain++;
      await this.#cell.settle(id, isThere ? 'discard' : 'retry');
    }
  }

  #count(): void {
    for (const command of this.#commands) {
      const count = this.#cell.world.count(command);
      if (!count) this.figures.lost++;
      if (command.type === 'tag') this.figures.repeated += Math.max(0, count - 1);
      else this.figures.doubled += Math.max(0, count - 1);
    }
  }
}
