import { expect } from 'chai';
import { all, BoardHistory, campaignsOf, perMinute } from '../../../src/elements/cti-campaign-board/board-history.js';
import { holdClock, type Clock } from '../../clock.js';

const step = 30_000;
const hour = 120 * step;
const campaign = (callers: number, id = 'c') => ({ id, figures: { callers } });
const values = (history: BoardHistory, id = 'c', key = 'callers') => history.points(id, key).map(({ value }) => value);

describe('the last hour on the campaign board', () => {
  it('has a sample for each half minute, the newest in its place', () => {
    const history = new BoardHistory();
    for (const [at, callers] of [
      [0, 1],
      [10_000, 2],
      [29_999, 3],
      [30_000, 4],
      [90_000, 5],
    ] as const)
      history.record(hour + at, [campaign(callers)]);
    expect(history.points('c', 'callers')).to.deep.equal([
      { at: hour, value: 3 },
      { at: hour + step, value: 4 },
      { at: hour + 3 * step, value: 5 }, // nobody asked in between
    ]);
  });

  it('forgets what is older, also after a long pause', () => {
    const history = new BoardHistory();
    for (let at = 0; at < 300; at++) history.record(at * step, [campaign(at)]);
    expect(values(history)).to.deep.equal(Array.from({ length: 120 }, (_, at) => 180 + at));
    history.record(500 * step, [campaign(7)]);
    expect(values(history)).to.deep.equal([7]);
  });

  it('takes what was before from a page, in any order, but nothing older than an hour', () => {
    const history = new BoardHistory();
    history.record(hour + 10 * step, [campaign(10)]);
    history.record(hour + 9 * step, [campaign(9)]);
    history.record(9 * step, [campaign(1)]);
    expect(values(history)).to.deep.equal([9, 10]);
  });

  it('is of each campaign and of all together, and goes with its campaign', () => {
    const history = new BoardHistory();
    history.record(hour, [campaign(1, 'a'), campaign(2, 'b')]);
    history.record(hour + step, [campaign(3, 'a')]);
    expect([values(history, all), values(history, 'a'), values(history, 'b')]).to.deep.equal([[3, 3], [1, 3], []]);
  });

  it('knows which figures are worth a line, and begins anew with another dialer', () => {
    const history = new BoardHistory();
    history.record(hour, [{ id: 'c', figures: { callers: 1, busy: 2, secret: 3 } }]);
    expect(history.keys('c')).to.deep.equal([]);
    history.record(hour + step, [{ id: 'c', figures: { callers: 1, secret: 3 } }]);
    expect(history.keys('c')).to.deep.equal(['callers']);
    history.clear();
    expect(values(history)).to.deep.equal([]);
  });

  it('has no service level of an outbound campaign, nor of no call', () => {
    const sample = { at: hour, campaigns: { 'Sale->': { servicelevel: 9 }, 'Help<-': { servicelevel: 90 } } };
    const history = new BoardHistory();
    history.record(sample.at, campaignsOf(sample));
    expect([values(history, 'Sale->', 'servicelevel'), values(history, 'Help<-', 'servicelevel')]).to.deep.equal([
      [],
      [90],
    ]);
  });

  it('says how much a figure grew a minute, and begins anew at midnight', () => {
    const points = [10, 11, 14, 2].map((value, at) => ({ at: at * step, value }));
    expect(perMinute(points).map(({ value }) => value)).to.deep.equal([2, 6, 0]);
  });
});

describe('what a page kept of the hour before', () => {
  /** Of each sample it takes five milliseconds to read. */
  const kept = (clock: Clock) =>
    Array.from({ length: 120 }, (_, at) => ({
      at: hour + at * step,
      get campaigns() {
        clock.tick(5);
        return { c: { callers: at } };
      },
    }));

  it('is taken in slices of eight milliseconds', async () => {
    const [clock, history] = [holdClock(), new BoardHistory()];
    const done = history.recordAll(kept(clock));
    expect(values(history)).to.deep.equal([0, 1]);
    await clock.tickAsync(10_000);
    await done;
    expect(values(history)).to.have.length(120);
  });

  it('is taken no further when another dialer comes', async () => {
    const [clock, history] = [holdClock(), new BoardHistory()];
    const done = history.recordAll(kept(clock));
    history.clear();
    await clock.tickAsync(10_000);
    await done;
    expect(values(history)).to.deep.equal([]);
  });
});
