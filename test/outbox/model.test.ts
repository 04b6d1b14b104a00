// Random days of an agent with several tabs: whatever they do, and whatever the dialer, the browser and the clock do to
// them, nothing is lost, nothing that reaches a person goes out twice, and what the agent is told is true.
import { expect } from 'chai';
import { IDBFactory } from 'fake-indexeddb';
import { it } from 'vitest';
import { CtiClient, CtiError, Outbox, type Command, type Reply, type Transport } from '../../src/index.js';
import { releaseClock, setDate } from '../clock.js';
import { fc, runs } from '../seeded.js';
import { until } from '../until.js';
import { dispose, entry, tag } from '../samples.js';
import { clearStorage, done, someAgent } from './outbox.fixture.js';

const kinds = {
  /** Goes out once, or asks. */
  dispose: (call: number, at: number): Command => ({ ...dispose, guid: `g-${call}`, comment: String(at) }),
  /** May go out again: the dialer takes it out first. */
  schedule: (call: number, at: number): Command => ({
    ...{ type: 'schedule', at: `2099-01-01 10:00:${String(at % 60).padStart(2, '0')}` },
    entry: { ...entry, destination: `09${call}`, retries: at },
  }),
  /** May go out again as it is. */
  tag: (call: number, at: number): Command => ({ ...tag, guid: `g-${call}`, phone: '091', message: String(at) }),
};
const repeats = ['schedule', 'tag'] as const;
const keyOf = (command: Command) => JSON.stringify(command);
const callOf = (command: Command) =>
  'guid' in command ? command.guid : 'entry' in command ? command.entry.destination : '';

type Answer = 'yes' | 'no' | 'lost';
type Step =
  | { do: 'send'; tab: number; call: number; kind: keyof typeof kinds; holdFor: number }
  | { do: 'answer'; tab: number; how: Answer }
  | {
      do: 'sign in' | 'cannot sign in' | 'flush' | 'take back' | 'release' | 'crash' | 'freeze' | 'thaw' | 'forget';
      tab: number;
    }
  | { do: 'wait' | 'clear' };

const tabs = fc.nat({ max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      ...{ do: fc.constant('send' as const), tab: tabs, call: fc.nat({ max: 2 }) },
      kind: fc.constantFrom('dispose' as const, 'schedule' as const, 'tag' as const),
      holdFor: fc.constantFrom(0, 0, 20_000),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      ...{ do: fc.constant('answer' as const), tab: tabs },
      how: fc.constantFrom('yes' as const, 'yes' as const, 'no' as const, 'lost' as const),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constantFrom('sign in' as const, 'sign in' as const, 'cannot sign in' as const, 'flush' as const),
      tab: tabs,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom('crash' as const, 'freeze' as const, 'thaw' as const), tab: tabs }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('take back' as const, 'take back' as const, 'release' as const),
      tab: tabs,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('wait' as const, 'clear' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const), tab: tabs }) },
);

/** What the dialer got: a byte of a command, by which tab. */
interface Byte {
  key: string;
  call: string;
  again: boolean;
  /** It was taken out first, so that it is there once. */
  isHealed: boolean;
}

/** An agent's browser: its tabs, its storage and the dialer. */
class Browser {
  readonly agent = someAgent();
  readonly bytes: Byte[] = [];
  /** What was asked for, in order, with what its caller was told. */
  readonly asked: { key: string; call: string; told: string }[] = [];
  /** What nobody knew of for a while: what comes after it may go. */
  readonly doubtful = new Set<string>();
  /** What the dialer has said yes to. */
  readonly done = new Set<string>();
  /** What was taken back in time. */
  readonly takenBack = new Set<string>();
  readonly pages = new Map<number, Page>();
  readonly problems: string[] = [];
  isForgotten = false;
  /** What was claimed before a tab puts back what goes before it goes first. */
  isCleared = false;
  /** What pages that crashed were waiting for. */
  readonly stuck: (() => void)[] = [];
  #count = 0;

  async take(next: Step): Promise<void> {
    const page = 'tab' in next ? this.#page(next.tab) : undefined;
    if (next.do === 'wait') setDate(Date.now() + 31_000);
    else if (next.do === 'clear') {
      this.isCleared = true;
      await clearStorage(this.agent);
    } else if (next.do === 'thaw') page!.isFrozen = false;
    else if (page!.isFrozen && next.do !== 'crash') return;
    else if (next.do === 'send') page!.send(kinds[next.kind](next.call, this.#count++), next.holdFor);
    else if (next.do === 'sign in') page!.signIn(true);
    else if (next.do === 'cannot sign in') page!.signIn(false);
    else if (next.do === 'answer') page!.answer(next.how);
    else if (next.do === 'flush') void page!.outbox.flush();
    else if (next.do === 'release') void page!.outbox.release();
    else if (next.do === 'take back') page!.takeBack();
    else if (next.do === 'freeze') page!.isFrozen = true;
    else if (next.do === 'crash') this.pages.set(next.tab, (page!.crash(), new Page(this)));
    else if (next.do === 'forget') {
      this.isForgotten = true;
      await page!.client.forget();
    }
    await idle();
  }

  /** The dialer can be reached, everybody is awake, and time passes. */
  async end(): Promise<void> {
    for (const page of this.#all) page.isFrozen = false;
    for (let round = 0; round < 12 && !(round && this.#isQuiet); round++) {
      setDate(Date.now() + 31_000);
      for (const page of this.#all) {
        void page.outbox.flush();
        await idle();
        for (let each = 0; page.signIn(true) || page.answer('yes'); each++) {
          if (each > 200) throw new Error('It is asked for ever.');
          await idle();
        }
      }
    }
  }

  get #all(): Page[] {
    return [...this.pages.values()];
  }

  get #isQuiet(): boolean {
    return this.#all.every(({ outbox }) => outbox.list().every(({ state }) => state === 'unknown' || state === 'held'));
  }

  /** A tab is opened when it is used first. */
  #page(tab: number): Page {
    const page = this.pages.get(tab) ?? new Page(this);
    this.pages.set(tab, page);
    return page;
  }

  /** Nothing of it is left, also of what crashed. */
  async close(): Promise<void> {
    for (const page of this.#all) page.crash();
    for (const end of this.stuck) end();
    await idle();
  }

  /** A byte arrives: what is before it of its call has arrived, has ended, or asks the agent. */
  arrive(byte: Byte, page: Page): void {
    if (page.isDead || page.isFrozen) this.problems.push(`a tab that is not there sent ${byte.key}`);
    const before = this.bytes.filter(({ key }) => key === byte.key);
    if (before.length && !byte.again) this.problems.push(`twice: ${byte.key}`);
    if (before.length && byte.key.includes('"dispose"')) this.problems.push(`a result went out again: ${byte.key}`);
    if (before.length && byte.key.includes('"schedule"') && !byte.isHealed)
      this.problems.push(`a callback was not taken out first: ${byte.key}`);
    this.bytes.push(byte);
    const listed = page.outbox
      .list()
      .map(({ command, state }) => ({ key: keyOf(command), call: callOf(command), state }));
    const at = listed.findIndex(({ key }) => key === byte.key);
    for (const { key, call, state } of listed.slice(0, Math.max(0, at)))
      if (
        call === byte.call &&
        state === 'waiting' &&
        !this.isCleared &&
        !this.doubtful.has(key) &&
        !this.bytes.some((each) => each.key === key)
      )
        this.problems.push(`${byte.key} overtook ${key}`);
  }

  /** What is wrong in the end; nothing when all is well. */
  verdict(mayBeLost: boolean): string[] {
    const kept = new Set(this.#all.flatMap(({ outbox }) => outbox.list().map(({ command }) => keyOf(command))));
    for (const { key, told } of this.asked) {
      const isThere = this.bytes.some((byte) => byte.key === key);
      if (told === 'confirmed' && !this.done.has(key)) this.problems.push(`told it is done, and it is not: ${key}`);
      if (isThere && this.takenBack.has(key)) this.problems.push(`taken back, and sent: ${key}`);
      if (told === 'gone' || this.takenBack.has(key)) continue; // gone: its page went before it was kept
      const isKnown = isThere || kept.has(key) || /^(REJECTED|CANCELED)/.test(told);
      if (!isKnown && !this.isForgotten && !mayBeLost) this.problems.push(`lost, told “${told}”: ${key}`);
    }
    return this.problems;
  }
}

/** One load of a page. */
class Page {
  readonly client: CtiClient;
  readonly outbox: Outbox;
  isFrozen = false;
  isDead = false;
  readonly #gates: ((can: boolean) => void)[] = [];
  readonly #answers: ((how: Answer) => void)[] = [];
  readonly #browser: Browser;

  constructor(browser: Browser) {
    this.#browser = browser;
    const transport: Transport = {
      name: 'dialer',
      repeats,
      supports: () => ({ ok: true }),
      send: (command, again = false, _signal, mayGo) => this.#carry(command, again, mayGo),
      close: () => undefined,
    };
    this.outbox = new Outbox({ agent: browser.agent, server: 'https://integra.example', plain: true });
    this.client = new CtiClient({ transports: [transport], outbox: this.outbox });
    this.client.addEventListener('change', () => {
      for (const { state, command } of this.outbox.list())
        if (state === 'unknown') browser.doubtful.add(keyOf(command));
    });
  }

  send(command: Command, holdFor: number): void {
    const asked = { key: keyOf(command), call: callOf(command), told: '' };
    this.#browser.asked.push(asked);
    this.client.send(command, { holdFor }).then(
      ({ status }) => (asked.told ||= status),
      ({ code, maybeSent }: CtiError) => (asked.told ||= maybeSent ? `${code} maybe` : code),
    );
  }

  /** What no dialer can have yet, as far as this tab knows. */
  takeBack(): void {
    const first = this.outbox.list().find(({ state, doubts }) => /waiting|sending/.test(state) && !doubts);
    const takenBack = () => void this.#browser.takenBack.add(keyOf(first!.command));
    if (first) this.outbox.discard(first.id).then(takenBack, () => undefined);
  }

  /** False when nobody asks. */
  signIn(can: boolean): boolean {
    const gate = this.#gates.shift();
    gate?.(can);
    return !!gate;
  }

  answer(how: Answer): boolean {
    const answer = this.#answers.shift();
    answer?.(how);
    return !!answer;
  }

  /** Nothing goes on, and its lock is free. What its callers are told nobody hears. */
  crash(): void {
    for (const asked of this.#browser.asked) {
      const isKept = this.outbox.list().some(({ command }) => keyOf(command) === asked.key);
      if (!asked.told && !isKept && !this.#browser.bytes.some(({ key }) => key === asked.key)) asked.told = 'gone';
    }
    this.isDead = true;
    const { stuck } = this.#browser;
    for (const gate of this.#gates.splice(0)) stuck.push(() => gate(false));
    for (const answer of this.#answers.splice(0)) stuck.push(() => answer('lost'));
    this.client.close();
  }

  async #carry(command: Command, again: boolean, mayGo: Parameters<Transport['send']>[3]): Promise<Reply> {
    const isHealed = again && command.type === 'schedule';
    for (const _ of isHealed ? ['remove', 'add'] : ['add']) {
      // The page is asked for its sign-in.
      if (!(await new Promise<boolean>((resolve) => this.#gates.push(resolve))))
        throw new CtiError('UNREACHABLE', 'Nothing was sent.');
      await mayGo?.();
    }
    const key = keyOf(command);
    this.#browser.arrive({ key, call: callOf(command), again, isHealed }, this);
    const how = await new Promise<Answer>((resolve) => this.#answers.push(resolve));
    if (how !== 'no') this.#browser.done.add(key);
    if (how === 'yes') return done;
    throw how === 'no' ? new CtiError('REJECTED', 'No.') : new CtiError('TIMEOUT', 'No answer.', { maybeSent: true });
  }
}

/** Steps in the database that are not over, and moments in which a tab lets others go first. */
const open = new Set<unknown>();

/** Lets what was begun come to where it waits for somebody. */
async function idle(): Promise<void> {
  for (let quiet = 0, turns = 0; quiet < 3; quiet = open.size ? 0 : quiet + 1) {
    if (++turns > 10_000) throw new Error(`It never rests: ${open.size} steps are open.`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Such a moment, in milliseconds, and in turns: enough for what others do in it. */
const moment = { time: 200, turns: 100 };

describe('the outbox, whatever happens to it,', () => {
  const { setTimeout } = globalThis;
  const subtle = Object.getOwnPropertyDescriptor(Crypto.prototype, 'subtle')!;
  const { transaction } = IDBDatabase.prototype;
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  let waiting = 0;
  before(() => {
    waiting = timers();
    Reflect.deleteProperty(Crypto.prototype, 'subtle'); // sealing takes most of the time, and changes nothing here
    IDBDatabase.prototype.transaction = function (...given) {
      const step = transaction.apply(this, given);
      open.add(step);
      for (const end of ['complete', 'abort']) step.addEventListener(end, () => open.delete(step));
      return step;
    };
    globalThis.setTimeout = ((work: () => void, time: number) => {
      if (time !== moment.time) return setTimeout(work, time);
      open.add(work);
      void (async () => {
        for (let turn = 0; turn < moment.turns; turn++) await new Promise((resolve) => setImmediate(resolve));
        open.delete(work);
        work();
      })();
      return undefined;
    }) as typeof setTimeout;
  });
  after(async () => {
    // What a crashed tab was doing goes on here, where its page is still there: the next test must not meet it.
    await until(() => timers() <= waiting, 'nothing of the tabs is left');
    Object.defineProperty(Crypto.prototype, 'subtle', subtle);
    IDBDatabase.prototype.transaction = transaction;
    globalThis.setTimeout = setTimeout;
  });

  const promise =
    'loses nothing, sends nothing twice that reaches a person, keeps the order of a call, and tells the truth';
  it(promise, { timeout: 600_000 }, async () => {
    const days = fc.array(step, { minLength: 1, maxLength: 24 });
    await fc.assert(
      fc.asyncProperty(days, async (steps) => {
        open.clear(); // a tab that crashed took its own with it
        globalThis.indexedDB = new IDBFactory();
        const browser = new Browser();
        try {
          for (const each of steps) await browser.take(each);
          await browser.end();
          const has = (what: Step['do']) => steps.some((each) => each.do === what);
          // Of what was cleared only a living tab knows.
          expect(browser.verdict(has('clear') && has('crash'))).to.deep.equal([]);
        } finally {
          await browser.close();
          releaseClock();
        }
      }),
      { numRuns: runs(1) > 1 ? 10_000 : 200 },
    );
  });
});
