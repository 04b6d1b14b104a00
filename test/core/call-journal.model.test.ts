// Random calls over the portal, whose answers carry no name, in two tabs of an agent: whatever is lost, late, loaded again,
// crashes, is opened twice, cleared or forgotten, no guid is ever booked to another number or twice, no number is dialled
// twice at once, no call before one that may be on is offered, and a duplicated tab owns nothing.
import { AsyncLocalStorage } from 'node:async_hooks';
import { expect } from 'chai';
import { vi } from 'vitest';
import type { CallBooks, DialRecord } from '../../src/core/call-journal.js';
import type { CtiClient } from '../../src/core/client.js';
import { holdClock, releaseClock, type Clock } from '../clock.js';
import { FakeWindow, frameIn } from '../faults/fake-window.js';
import { fc, runs } from '../seeded.js';

type Step =
  | { do: 'dial'; tab: number; number: number }
  | { do: 'answer'; tab: number; how: 'guid' | 'no' }
  | { do: 'cti'; tab: number; names: 'last' | 'before' | 'none' }
  | { do: 'reload' | 'crash' | 'recheck' | 'duplicate' | 'clear' | 'forget'; tab: number }
  | { do: 'wait'; seconds: number };

const tab = fc.constantFrom(0, 0, 1);
const does = <T extends Step['do']>(name: T) => fc.constant(name);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: does('dial'), tab, number: fc.nat({ max: 2 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: does('answer'), tab, how: fc.constantFrom<('guid' | 'no')[]>('guid', 'guid', 'no') }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ do: does('cti'), tab },
      names: fc.constantFrom<('last' | 'before' | 'none')[]>('last', 'before', 'none'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('reload' as const, 'crash' as const), tab }) },
  { weight: 1, arbitrary: fc.record({ do: does('recheck'), tab }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('duplicate' as const, 'clear' as const, 'forget' as const), tab }),
  },
  { weight: 4, arbitrary: fc.record({ do: does('wait'), seconds: fc.constantFrom(1, 6, 16, 31) }) },
);

const origins = { form: 'https://crm.example', portal: 'https://portal.example' };

/** Whose code runs. */
const running = new AsyncLocalStorage<Tab>();

/** A tab's form: its scripts run with the tab's own session storage. */
class FormWindow extends FakeWindow {
  constructor(private readonly tab: Tab) {
    super(origins.form, 'form');
  }
  override run<T>(script: () => T): T {
    return running.run(this.tab, () => super.run(script));
  }
}

/** A dial that the portal has got. */
interface Dialled {
  readonly number: string;
  readonly guid: string;
  /** When the agent asked for it, and when it came, in epoch milliseconds. */
  readonly asked: number;
  readonly at: number;
  /** Where it was dialled; nothing once that does not know of it any more. */
  tab: Tab | undefined;
  /** Where its answer comes. */
  portal: Tab | undefined;
  state: 'asked' | 'mayBeOn' | 'not';
  isAnswered: boolean;
  isForgiven: boolean;
  /** The portal has said that it is on. */
  isNamed: boolean;
}

/** A tab with a portal and the form in it. Its code stays loaded: a page that goes leaves its book under another name. */
class Tab {
  readonly portal = new FakeWindow(origins.portal);
  readonly form = new FormWindow(this);
  readonly stored = new Map<string, string>();
  readonly storage = {
    getItem: (name: string) => this.stored.get(name) ?? null,
    setItem: (name: string, value: string) => void this.stored.set(name, value),
    removeItem: (name: string) => void this.stored.delete(name),
  };
  pageId = '';
  open: (memory: string) => CtiClient = () => expect.fail('not loaded');
  client: CtiClient | undefined;
  /** Its page cleared the storage: what only stood there is gone until the page writes it again, when it goes at the latest. */
  isCleared = false;
  /** When the agent asked for a number last. */
  readonly asked = new Map<string, number>();
  readonly pending = new Set<string>();
  post = (_: Record<string, string>) => {};

  constructor() {
    frameIn(this.portal, this.form);
    this.portal.addEventListener('message', (event) =>
      this.post(JSON.parse((event as MessageEvent<string>).data).data as Record<string, string>),
    );
  }

  /** Loads the code of its pages. */
  async load(): Promise<void> {
    vi.resetModules();
    const [{ CtiClient }, { PortalTransport }, { pageId, showAlive }] = await this.form.run(() =>
      Promise.all([
        import('../../src/core/client.js'),
        import('../../src/transports/portal/portal-transport.js'),
        import('../../src/core/page.js'),
      ]),
    );
    this.pageId = pageId;
    await showAlive(pageId);
    this.open = (memory) =>
      this.form.run(() => new CtiClient({ transports: [new PortalTransport({ origin: origins.portal })], memory }));
  }

  say(data: object): void {
    const envelope = { sourceOrigin: origins.portal, targetOrigin: origins.form, sourceWindowName: '' };
    this.portal.frames['form']!.postMessage(
      JSON.stringify({ ...envelope, data, targetWindowName: 'form' }),
      origins.form,
    );
  }

  books(memory: string): Record<string, { isCopy?: boolean; dials: DialRecord[] }> {
    return JSON.parse(this.stored.get(`portside-call ${memory}`) ?? '{}');
  }
}

describe('the calls of an agent, whatever happens to them,', () => {
  vi.setConfig({ testTimeout: 600_000 }); // the soak's runs, on a slow machine
  it('have their own guid, are dialled once at a time, and give way to no call before them', async () => {
    const tabs = [new Tab(), new Tab()];
    const session = Object.getOwnPropertyDescriptor(globalThis, 'sessionStorage')!;
    Object.defineProperty(globalThis, 'sessionStorage', {
      get: () => running.getStore()?.storage ?? expect.fail('no tab'),
      configurable: true,
    });
    Object.defineProperty(globalThis, 'document', { value: {}, configurable: true }); // the pages say that they go
    for (const each of tabs) await each.load();
    let days = 0;
    let names = 0;

    const day = async (steps: Step[], clock: Clock): Promise<string[]> => {
      const memory = `Agent${days++}@x`;
      const problems = new Set<string>();
      const dials: Dialled[] = [];
      /** Which tab began the dial of a record. */
      const owners = new Map<string, Tab>();
      let cti: object | null = null;
      for (const each of tabs)
        each.post = (data) => {
          if (data['action'] === 'CTI') return each.say({ CTI: cti });
          const number = data['destination']!;
          const at = Date.now();
          const before = dials.findLast((dial) => dial.number === number);
          if (before && !before.isAnswered && at - before.at < 30_000 && !before.isForgiven)
            problems.add(`${number} was dialled twice within ${at - before.at} ms`);
          const guid = `guid-${dials.length}-of-${number}`;
          dials.push({
            number,
            guid,
            asked: each.asked.get(number) ?? 0,
            at,
            tab: each,
            portal: each,
            state: 'asked',
            isAnswered: false,
            isForgiven: false,
            isNamed: false,
          });
        };
      const start = (each: Tab) => (each.client = each.open(memory));
      const look = () => {
        for (const each of tabs) {
          const current = each.client?.current;
          if (!current) continue;
          const known = dials.filter((dial) => dial.tab === each && !dial.isForgiven && dial.state === 'mayBeOn');
          const last = known.at(-1);
          const own = dials.findIndex((dial) => dial.tab === each && dial.guid === current.guid);
          // What the portal names later than half a minute after a dial may be another call.
          const isBefore = (dial: Dialled) =>
            current.guid
              ? own >= 0 && own < dials.indexOf(dial) && current.since < dial.at + 30_000
              : current.since < dial.asked;
          // What the portal names after the later one was on hold. What waited for its turn when its page went may have been posted.
          if (last && !last.isNamed && isBefore(last) && (each.asked.get(current.destination) ?? 0) < last.asked)
            problems.add(`the call before is offered: ${current.guid ?? current.destination} before ${last.guid}`);
        }
        for (const each of tabs) {
          const seen = new Set<string>();
          const books = Object.entries(each.books(memory)).filter(([, { isCopy }]) => !isCopy);
          for (const { id, guid, destination, transport } of books.flatMap(([, { dials: kept }]) => kept)) {
            if (transport && owners.has(id) && owners.get(id) !== each)
              problems.add(`a copy owns ${guid ?? destination}`);
            if (!owners.has(id)) owners.set(id, each);
            if (!guid) continue;
            const dial = dials.find((one) => one.guid === guid);
            if (dial?.number !== destination) problems.add(`${guid} is booked to ${destination}`);
            if (seen.has(guid)) problems.add(`${guid} is booked twice`);
            seen.add(guid);
          }
        }
      };
      const idle = async () => {
        for (let turn = 0; turn < 3; turn++) await new Promise<void>((resolve) => void setImmediate(resolve));
        await clock.tickAsync(1);
      };
      /** What this tab knew is gone with its page, and what it had not written. */
      const lose = (each: Tab) => {
        for (const dial of dials) {
          if (dial.portal !== each) continue;
          if (dial.state === 'asked') dial.state = 'mayBeOn';
          if (!dial.tab) dial.portal = undefined; // nothing knows any more that its answer may come
        }
        each.pending.clear();
      };
      /** The page of a tab goes, and another one comes. */
      const reload = (each: Tab, isGraceful: boolean, copied?: Map<string, string>) => {
        if (isGraceful) each.form.run(() => each.form.dispatchEvent(new Event('pagehide')));
        each.form.run(() => each.client?.close());
        lose(each);
        const gone = `gone ${names++}`;
        for (const { stored } of tabs)
          for (const [name, text] of stored) stored.set(name, text.replace(`"${each.pageId}":`, `"${gone}":`));
        if (copied) {
          each.stored.clear();
          for (const [name, text] of copied) each.stored.set(name, text);
          forget(each);
          for (const dial of dials) if (dial.portal === each) dial.portal = undefined; // it is another tab
        }
        each.isCleared = false;
        start(each);
      };
      const forget = (each: Tab) => {
        for (const dial of dials) if (dial.tab === each) dial.tab = undefined;
      };
      tabs.forEach(start);

      for (const next of steps) {
        const each = tabs['tab' in next ? next.tab : 0]!;
        const client = each.client!;
        if (next.do === 'dial') {
          const destination = `09${next.number}`;
          const find = () => dials.findLast((dial) => dial.tab === each && dial.number === destination);
          const begun = find();
          if (!each.pending.has(destination)) each.asked.set(destination, Date.now());
          each.pending.add(destination);
          const end = (state: Dialled['state']) => {
            if (each.client !== client) return;
            each.pending.delete(destination);
            const dial = find();
            if (dial && dial !== begun && dial.state === 'asked') dial.state = state;
          };
          each.form.run(() =>
            client.send({ type: 'call', destination, campaign: 'Sale->' }).then(
              ({ guid }) => (end('mayBeOn'), guid.endsWith(destination) || problems.add(`${destination} got ${guid}`)),
              ({ maybeSent }: { maybeSent: boolean }) => end(maybeSent ? 'mayBeOn' : 'not'),
            ),
          );
        } else if (next.do === 'answer') {
          const dial = dials.find(({ isAnswered, portal }) => !isAnswered && portal === each);
          if (dial && Date.now() - dial.at < 30_000) {
            const isPlaced = next.how === 'guid' || dial.isNamed;
            if (!isPlaced) dial.state = 'not';
            each.say({ guid: isPlaced ? dial.guid : '0' });
          }
          if (dial) dial.isAnswered = true;
        } else if (next.do === 'cti') {
          const dial = dials.filter(({ state }) => state !== 'not').at(next.names === 'last' ? -1 : -2);
          if (dial && next.names !== 'none') dial.isNamed = true;
          cti = next.names !== 'none' && dial ? { Guid: dial.guid, Callerid: dial.number, Campaign: 'Sale->' } : null;
          each.form.run(() => client.send({ type: 'cti' }).catch(() => undefined));
        } else if (next.do === 'recheck') {
          cti = null;
          for (const dial of dials) if (dial.state !== 'asked') dial.isForgiven = true;
          each.form.run(() => client.recheck().catch(() => undefined));
        } else if (next.do === 'wait') await clock.tickAsync(next.seconds * 1000);
        else if (next.do === 'clear') {
          each.stored.clear();
          each.isCleared = true;
        } else if (next.do === 'forget') {
          if (each.isCleared) continue;
          forget(each);
          each.form.run(() => client.forget());
        } else if (next.do === 'duplicate') reload(tabs[1 - next.tab]!, true, each.stored);
        else reload(each, next.do === 'reload' || each.isCleared);
        await idle();
        look();
      }
      for (const each of tabs) each.form.run(() => each.client?.close());
      await clock.tickAsync(60_000);
      for (const each of tabs) {
        each.stored.clear();
        each.isCleared = false;
      }
      localStorage.clear();
      return [...problems];
    };

    try {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 20 }), async (steps) => {
          const clock = holdClock();
          try {
            expect(await day(steps, clock)).to.deep.equal([]);
          } finally {
            releaseClock();
          }
        }),
        { numRuns: runs(1) > 1 ? 10_000 : 200 },
      );
    } finally {
      Object.defineProperty(globalThis, 'sessionStorage', session);
      Reflect.deleteProperty(globalThis, 'document');
      vi.unstubAllGlobals();
      vi.resetModules(); // what listens to these windows is for no other test
    }
  });
  vi.resetConfig();
});
