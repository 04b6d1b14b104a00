// Random calls over the portal, whose answers carry no name: whatever is lost, late, loaded again or opened twice, no guid is
// ever booked to another number, no number is dialled twice at once, and no call before an unknown one is offered.
import { expect } from 'chai';
import { vi } from 'vitest';
import { holdClock, releaseClock, type Clock } from '../clock.js';
import { FakeWindow, frameIn } from '../faults/fake-window.js';
import { fc, runs } from '../seeded.js';

const origins = { form: 'https://crm.example', portal: 'https://portal.example' };
const portalWindow = new FakeWindow(origins.portal);
const formWindow = new FakeWindow(origins.form, 'form');
frameIn(portalWindow, formWindow);

type Step =
  | { do: 'dial'; tab: number; number: number }
  | { do: 'answer'; how: 'guid' | 'no' }
  | { do: 'cti'; tab: number; names: 'last' | 'before' | 'none' }
  | { do: 'reload' | 'recheck'; tab: number }
  | { do: 'wait'; seconds: number };

const tabs = fc.constant(0);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('dial' as const), tab: tabs, number: fc.nat({ max: 2 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      how: fc.constantFrom('guid' as const, 'guid' as const, 'guid' as const, 'no' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ do: fc.constant('cti' as const), tab: tabs },
      names: fc.constantFrom('last' as const, 'before' as const, 'none' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('reload' as const, 'recheck' as const), tab: tabs }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.constantFrom(1, 6, 16, 31) }),
  },
);

describe('the calls of a page, whatever happens to them,', () => {
  it('have their own guid, are dialled once at a time, and give way to no call before them', async () => {
    vi.resetModules();
    const { CtiClient } = await formWindow.run(() => import('../../src/core/client.js'));
    const { PortalTransport } = await formWindow.run(() => import('../../src/transports/portal/portal-transport.js'));
    const { pageId } = await import('../../src/core/page.js');
    const { clearTabItems, getTabItem, setTabItem } = await import('../../src/core/tab-storage.js');
    /** What the form has posted, for the portal. */
    let post = (_: Record<string, string>) => {};
    portalWindow.addEventListener('message', (event) => post(JSON.parse((event as MessageEvent<string>).data).data));
    let days = 0;

    const day = async (steps: Step[], clock: Clock): Promise<string[]> => {
      const memory = `Agent${days++}@x`;
      const problems: string[] = [];
      /** Dials that the portal has got, in order. */
      const dials: { number: string; guid: string; at: number; isAnswered: boolean }[] = [];
      let cti: object | null = null;
      const say = (data: object) => {
        const frame = portalWindow.frames['form']!;
        frame.postMessage(
          JSON.stringify({
            data,
            sourceOrigin: origins.portal,
            targetOrigin: origins.form,
            sourceWindowName: '',
            targetWindowName: 'form',
          }),
          origins.form,
        );
      };
      post = (data) => {
        if (data['action'] === 'CTI') return say({ CTI: cti });
        const number = data['destination']!;
        const at = Date.now();
        const before = dials.findLast((each) => each.number === number);
        if (before && !before.isAnswered && at - before.at < 30_000 && !isForgiven.has(before.guid))
          problems.push(`${number} was dialled twice within ${at - before.at} ms`);
        dials.push({ number, guid: `guid-${dials.length}-of-${number}`, at, isAnswered: false });
      };
      /** The agent has said that they are not on. */
      const isForgiven = new Set<string>();
      const open = () =>
        formWindow.run(() => new CtiClient({ transports: [new PortalTransport({ origin: origins.portal })], memory }));
      const pages = [open()];
      const page = (tab: number) => (pages[tab] ??= open());
      const look = () => {
        for (const { current } of pages) {
          if (!current?.guid) continue;
          const dial = dials.find(({ guid }) => guid === current.guid);
          if (dial && dial.number !== current.destination)
            problems.push(`${current.guid} is booked to ${current.destination}`);
        }
      };
      const idle = () =>
        clock
          .tickAsync(0)
          .then(
            () => new Promise<void>((resolve) => void setImmediate(() => setImmediate(() => setImmediate(resolve)))),
          );

      for (const next of steps) {
        if (next.do === 'dial') {
          const before = page(next.tab).current?.guid;
          page(next.tab)
            .send({ type: 'call', destination: `09${next.number}`, campaign: 'Sale->' })
            .catch(({ maybeSent }: { maybeSent: boolean }) => {
              const { current } = page(next.tab);
              if (maybeSent && current && current.guid === before && before)
                problems.push(`the call before is offered: ${before}`);
            });
        } else if (next.do === 'answer') {
          const dial = dials.find(({ isAnswered }) => !isAnswered);
          if (dial && Date.now() - dial.at < 30_000) say({ guid: next.how === 'guid' ? dial.guid : '0' });
          if (dial) dial.isAnswered = true;
        } else if (next.do === 'cti') {
          const dial = dials.at(next.names === 'last' ? -1 : -2);
          cti = next.names !== 'none' && dial ? { Guid: dial.guid, Callerid: dial.number, Campaign: 'Sale->' } : null;
          page(next.tab)
            .send({ type: 'cti' })
            .catch(() => undefined);
        } else if (next.do === 'recheck') {
          cti = null;
          for (const { guid } of dials) isForgiven.add(guid);
          page(next.tab)
            .recheck()
            .catch(() => undefined);
        } else if (next.do === 'wait') await clock.tickAsync(next.seconds * 1000);
        else {
          pages[next.tab]?.close();
          const books = Object(getTabItem(`call ${memory}`)) as Record<string, object>;
          const { [pageId]: book, ...others } = books;
          if (book)
            setTabItem(`call ${memory}`, {
              ...others,
              [`left ${days} ${Object.keys(others).length}`]: { ...book, isLeft: true },
            });
          pages[next.tab] = open();
        }
        await idle();
        look();
      }
      for (const each of pages) each?.close();
      await clock.tickAsync(60_000);
      clearTabItems();
      localStorage.clear();
      return problems;
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
      vi.unstubAllGlobals();
    }
  });
});
