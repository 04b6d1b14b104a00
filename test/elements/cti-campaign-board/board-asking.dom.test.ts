import { expect } from 'chai';
import type { Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import type { CtiCampaignBoard } from '../../../src/elements/cti-campaign-board/cti-campaign-board.js';
import { holdClock, releaseClock, type Clock } from '../../clock.js';
import {
  campaign,
  failure,
  find,
  names,
  playIntegra,
  settled,
  setup,
  told,
  until,
  words,
} from './cti-campaign-board.fixture.js';

let clock: Clock;

let start = 0;

/** Lets the time pass, up to so many seconds after the start. */
async function pass(element: CtiCampaignBoard, seconds: number): Promise<void> {
  clock.tick(start + seconds * 1_000 - Date.now());
  await settled(element);
}

function hide(isHidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('<cti-campaign-board> asks again', () => {
  beforeEach(() => {
    clock = holdClock();
    start = Date.now();
  });

  afterEach(() => {
    releaseClock();
    Reflect.deleteProperty(document, 'hidden');
  });

  it('after so many seconds, and says how old the figures are', async () => {
    const { element, sent, tell } = await setup({ interval: 10 });
    expect([sent.length, words(element, '#age').replace(/\d\d:\d\d:\d\d/, 'T')]).to.deep.equal([
      1,
      'Figures of T, 0 s ago',
    ]);
    tell(campaign('Sale', { callers: 9 }));
    await pass(element, 9);
    expect([sent.length, words(element, '#age').slice(-7)]).to.deep.equal([1, '9 s ago']);
    await pass(element, 10);
    expect([sent.length, told(element, 'Sale')['Waiting'], words(element, '#age').slice(-7)]).to.deep.equal([
      2,
      '9',
      '0 s ago',
    ]);
  });

  it('never with an interval of 0, but when it is told to', async () => {
    const { element, sent } = await setup({ interval: 0 });
    await pass(element, 600);
    expect(sent).to.have.length(1);
    await element.refresh();
    expect(sent).to.have.length(2);
  });

  it('never while the last question has no answer, and says that its figures are old', async () => {
    let answer = (_: Reply) => {};
    let isSlow = false;
    const { element, sent } = await setup({
      interval: 10,
      answer: () => (isSlow ? new Promise((resolve) => (answer = resolve)) : undefined),
    });
    isSlow = true;
    await pass(element, 10);
    await pass(element, 60);
    await element.refresh();
    expect([sent.length, names(element).length]).to.deep.equal([2, 3]);
    expect(words(element, '#age')).to.match(/^Old figures, of [\d:]{8}, 1 minute ago · asking…$/);
    expect(element.shadowRoot?.querySelector('#age svg')).not.to.equal(null);
    isSlow = false;
    answer({ status: 'confirmed', transport: 'fake', campaigns: [campaign('Sale')] } as Reply);
    await settled(element);
    expect([names(element), words(element, '#age').slice(-7)]).to.deep.equal([['Sale'], '0 s ago']);
    await pass(element, 69);
    expect(sent).to.have.length(2);
    await pass(element, 70);
    expect(sent).to.have.length(3);
  });

  it('not while the page is hidden, and at once when it is seen again', async () => {
    const { element, sent } = await setup({ interval: 10 });
    hide(true);
    await pass(element, 100);
    expect(sent).to.have.length(1);
    hide(false);
    await settled(element);
    expect(sent).to.have.length(2);
  });

  it('not after it left the page, which also stops the question that is on its way', async () => {
    const { element, sent } = await setup({ interval: 10 });
    element.remove();
    await pass(element, 100);
    await element.refresh();
    expect(sent).to.have.length(1);
    const signals: (AbortSignal | null | undefined)[] = [];
    const { client } = playIntegra();
    const board = document.createElement('cti-campaign-board');
    client.send = ((_: never, { signal }: { signal: AbortSignal }) => (
      signals.push(signal),
      new Promise<never>(() => undefined)
    )) as typeof client.send;
    board.client = client;
    document.body.append(board);
    await until(() => signals.length);
    board.remove();
    expect(signals.map((signal) => signal?.aborted)).to.deep.equal([true]);
  });

  it('with the old figures kept when it fails: since when, why, and of when they are', async () => {
    let fails = false;
    const { element, sent } = await setup({
      interval: 10,
      answer: () => (fails ? Promise.reject(new CtiError('UNREACHABLE', 'The server cannot be reached.')) : undefined),
    });
    fails = true;
    await pass(element, 10);
    const first = failure(element);
    expect(first).to.match(
      /^The server cannot be reached\. No new figures since ([\d:]{8}): those shown are of (?!\1)[\d:]{8}\.$/,
    );
    expect([names(element).length, told(element, 'Sale')['Waiting']]).to.deep.equal([3, '2']);
    await pass(element, 29);
    expect(sent).to.have.length(2); // after a failure it waits twice as long
    await pass(element, 30);
    expect([sent.length, failure(element)]).to.deep.equal([3, first]); // since the first failure
    fails = false;
    await pass(element, 75);
    expect([sent.length, failure(element)]).to.deep.equal([4, '']);
  });

  it('when the first question fails too, and says so', async () => {
    const answer = () => Promise.reject(new CtiError('UNAUTHORIZED', 'Sign in again.'));
    const { element } = await setup({ answer, interval: 10 });
    const { element: once } = await setup({ answer, interval: 0 });
    expect([failure(element), failure(once)]).to.deep.equal([
      'Sign in again. The board asks again by itself.',
      'Sign in again.',
    ]);
    expect(words(element, '[role=status]')).to.equal('');
  });

  it('of another dialer from the start, when it gets another client', async () => {
    const { element } = await setup();
    const { client } = playIntegra();
    element.client = client;
    await settled(element);
    expect(names(element)).to.deep.equal(['Sale outbound', 'Power inbound', 'Ventas inbound']);
  });

  it('of another dialer once, though the question to the first one ends only after that began', async () => {
    let asked = 0;
    const slow = () => {
      const { client } = playIntegra();
      client.send = (_: unknown, { signal }: { signal: AbortSignal }) =>
        new Promise<never>(
          (__, reject) => (asked++, signal.addEventListener('abort', () => reject(signal.reason as Error))),
        );
      return client;
    };
    const board = document.createElement('cti-campaign-board');
    document.body.append(Object.assign(board, { client: slow() }));
    await settled(board);
    board.client = slow();
    await settled(board);
    await board.refresh();
    board.remove();
    expect(asked).to.equal(2);
  });

  it('after another element of the same client asked the same just then, without calling that a failure', async () => {
    const { client } = playIntegra();
    const [one, other] = [document.createElement('cti-campaign-board'), document.createElement('cti-campaign-board')];
    for (const each of [one, other]) document.body.append(Object.assign(each, { client }));
    await until(() => names(one).length === 3);
    await until(() => (clock.tick(1_000), names(other).length === 3)); // every second it asks again, until nobody else does
    expect([names(one).length, names(other).length, failure(other)]).to.deep.equal([3, 3, '']);
    one.remove();
    other.remove();
  });
});
