// Several pages of one origin ask for one extension: of them all one asks, and all of them hear. Each transport here is such a
// page: locks and channels make no difference between two pages and two of one page.
import { expect } from 'chai';
import { clearTabItems } from '../../../src/core/tab-storage.js';
import type { VoicenterOptions } from '../../../src/transports/voicenter/voicenter-transport.js';
import { holdClock, releaseClock, type Clock } from '../../clock.js';
import { until } from '../../until.js';
import { agent, call, click, extension, ivrid, otherIvrid } from './voicenter-agent.fixture.js';

let account = 0;
const open: { close(): void }[] = [];

/** Pages of one agent. */
function pages(count: number, calls: readonly object[] = [], options: Partial<VoicenterOptions> = {}) {
  const baseUrl = `https://proxy.example/tabs/${++account}/`;
  const answers = { 'click2call.aspx': click(0) as object, GetExtensionsCalls: extension(calls) as object };
  return Array.from({ length: count }, () => {
    const page = agent(answers, { baseUrl, ...options });
    open.push(page.transport);
    page.hear();
    return {
      ...page,
      questions: () => page.of('GetExtensionsCalls').length,
      on: (...now: object[]) => (answers.GetExtensionsCalls = extension(now)),
    };
  });
}

const look = (state: DocumentVisibilityState) => {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
};

/** Lets the clock and the browser's locks and channels go on until something holds. */
const goOn = (clock: Clock, holds: () => unknown, what: string) =>
  until(async () => {
    await clock.tickAsync(100);
    return holds();
  }, what);
/** So long that whoever wanted to ask would have. */
async function wait(clock: Clock, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000;
  await goOn(clock, () => Date.now() >= end, 'the time is over');
}
const sum = (all: ReturnType<typeof pages>) => all.map(({ questions }) => questions()).filter((count) => count > 0);

describe('pages that ask for one Voicenter extension', () => {
  afterEach(() => {
    for (const each of open.splice(0)) each.close();
    releaseClock();
    look('visible');
    clearTabItems();
  });

  it('are asking one at a time, and all hear what is on [C-327]', async () => {
    const clock = holdClock();
    const all = pages(3, [call()]);
    await goOn(clock, () => all.every(({ states }) => states().length), 'all heard');
    await wait(clock, 20);
    expect(sum(all)).to.have.length(1);
    expect(sum(all)[0]).to.be.within(4, 6);
    expect(all.map(({ states }) => states())).to.deep.equal([['connected'], ['connected'], ['connected']]);
    all[0]!.on();
    await goOn(clock, () => all.every(({ states }) => states().at(-1) === 'ended'), 'all heard the end');
  });

  it('go on when the one that asked is closed', async () => {
    const clock = holdClock();
    const all = pages(2, [call()]);
    await goOn(clock, () => sum(all).length, 'one asks');
    const first = all.find(({ questions }) => questions())!;
    const other = all.find((each) => each !== first)!;
    first.transport.close();
    await goOn(clock, () => other.questions() > 1, 'the other asks');
    const before = first.questions();
    await wait(clock, 20);
    expect(first.questions()).to.equal(before);
  });

  it('know of a call that another page asked for that it is no incoming one [C-309]', async () => {
    const clock = holdClock();
    const all = pages(2);
    await goOn(clock, () => sum(all).length, 'one asks');
    await all[0]!.transport.send({ type: 'call', destination: '0501234567', campaign: 'camp' });
    all[0]!.on(call({ callstatus: 'Ringing' }));
    await goOn(clock, () => all[1]!.states().length, 'the other hears');
    expect(all.map(({ states }) => states())).to.deep.equal([['dialling'], ['dialling']]);
  });

  it('know it also while that page still waits for its answer, and no longer than that can come [C-308]', async () => {
    const clock = holdClock();
    const all = pages(2);
    await goOn(clock, () => sum(all).length, 'one asks');
    const leading = all.find(({ questions }) => questions())!;
    const dialling = all.find((each) => each !== leading)!;
    let answer = (_: Response) => {};
    dialling.answers['click2call.aspx'] = () => new Promise<Response>((resolve) => (answer = resolve));
    const sending = dialling.transport.send({ type: 'call', destination: '0501234567', campaign: 'camp' });
    all[0]!.on(call({ callstatus: 'Ringing' }));
    await wait(clock, 11);
    expect(all.map(({ states }) => states())).to.deep.equal([[], []]);
    answer(Response.json(click(0)));
    await sending;
    await goOn(clock, () => all.every(({ states }) => states().length), 'both hear');
    expect(all.map(({ states }) => states())).to.deep.equal([['dialling'], ['dialling']]);
    const channel = new BroadcastChannel(`portside-voicenter-news https://proxy.example/tabs/${account}/ SIPNOA`);
    channel.postMessage({ dials: true }); // of a page that is no more
    all[0]!.on(call({ ivrid: otherIvrid }));
    await wait(clock, 10);
    expect(leading.states(otherIvrid)).to.deep.equal([]);
    await wait(clock, 16);
    expect(leading.states(otherIvrid)).to.deep.equal(['connected']);
    channel.close();
  });

  it('know that also after they were loaded anew [C-309]', async () => {
    const clock = holdClock();
    const [one, other] = pages(2);
    await goOn(clock, () => sum([one!, other!]).length, 'one asks');
    await one!.transport.send({ type: 'call', destination: '0501234567', campaign: 'camp' });
    one!.on(call({ callstatus: 'Ringing' }));
    await goOn(clock, () => other!.states().length, 'the other heard');
    for (const { transport } of [one!, other!]) transport.close();
    const again = agent(
      { GetExtensionsCalls: extension([call({ callstatus: 'Ringing' })]) },
      { baseUrl: `https://proxy.example/tabs/${account}/` },
    );
    open.push(again.transport);
    again.hear();
    await goOn(clock, () => again.states().length, 'it hears');
    expect(again.states()).to.deep.equal(['dialling']);
  });

  it('ask no more while nobody sees them and no call is on, and at once when one is seen again', async () => {
    const clock = holdClock();
    const all = pages(2);
    await goOn(clock, () => sum(all).length, 'one asks');
    look('hidden');
    await wait(clock, 2);
    const before = sum(all);
    await wait(clock, 30);
    expect(sum(all)).to.deep.equal(before);
    look('visible');
    await goOn(clock, () => sum(all).some((count, at) => count > (before[at] ?? 0)), 'one asks again');
  });

  it('ask on unseen while a call is on, until it has ended', async () => {
    const clock = holdClock();
    const all = pages(2, [call()]);
    await goOn(clock, () => all.every(({ states }) => states().length), 'all heard');
    look('hidden');
    const total = () => all[0]!.questions() + all[1]!.questions();
    const before = total();
    await goOn(clock, () => total() > before + 2, 'they ask on');
    all[0]!.on();
    await goOn(clock, () => all.every(({ states }) => states().at(-1) === 'ended'), 'all heard the end');
    await wait(clock, 6);
    const after = total();
    await wait(clock, 30);
    expect(total()).to.equal(after);
  });

  it('ask each for itself where the browser has no locks', async () => {
    const clock = holdClock();
    Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
    try {
      const all = pages(2, [call()]);
      await goOn(clock, () => sum(all).length === 2, 'both ask');
      all[0]!.on(call({ ivrid: otherIvrid }));
      await goOn(clock, () => all.every(({ states }) => states().at(-1) === 'ended'), 'both heard the end');
      expect(all.map(({ states }) => states(otherIvrid))).to.deep.equal([['connected'], ['connected']]);
    } finally {
      delete (navigator as { locks?: unknown }).locks;
    }
  });

  it('hear nothing of another agent, nor what a foreign word on their channel says', async () => {
    const clock = holdClock();
    const baseUrl = `https://proxy.example/tabs/${account + 1}/`;
    const [one] = pages(1, [], {});
    await goOn(clock, () => one!.questions(), 'it asks');
    const channel = new BroadcastChannel(`portside-voicenter-news ${baseUrl} SIPNOA`);
    for (const word of [
      null,
      'x',
      { row: { username: 'SIPDAN', calls: [call()] }, began: Date.now() },
      { row: extension([call()]).EXTENSIONS[0], began: 'x' },
      { own: 7 },
      { row: extension([call()]).EXTENSIONS[0], began: Date.now() },
    ])
      channel.postMessage(word);
    await wait(clock, 2);
    expect(one!.states(ivrid)).to.deep.equal([]); // who asks for itself hears nobody else
    channel.close();
  });
});
