import { assert, property, record, float, constantFrom } from 'fast-check';
import { expect } from 'chai';
import { boardColumns } from '../../../src/elements/cti-campaign-board/board-columns.js';
import {
  limitOf,
  limitsOf,
  limitText,
  marksOf,
  readLimit,
  sinceOf,
} from '../../../src/elements/cti-campaign-board/board-limits.js';

const marks = (figures: Record<string, number>, ...limits: Parameters<typeof limitsOf>[0]) =>
  marksOf({ figures }, boardColumns([{ figures }], true), limits).map(({ level, text }) => `${level}: ${text}`);

describe('a limit of the campaign board', () => {
  it('marks what is beyond it, and what is within a twentieth of it otherwise', () => {
    expect(marks({ callers: 10 }, { figure: 'callers', above: 10 })).to.deep.equal([
      'near: Waiting near its limit, 10',
    ]);
    expect(marks({ callers: 11 }, { figure: 'callers', above: 10 })).to.deep.equal(['over: Waiting above 10']);
    expect(marks({ callers: 9 }, { figure: 'callers', above: 10 })).to.deep.equal([]);
    expect(marks({ servicelevel: 83 }, { figure: 'servicelevel', below: 80 })).to.deep.equal([
      'near: Service level near its limit, 80 %',
    ]);
    expect(marks({ servicelevel: 79.9 }, { figure: 'servicelevel', below: 80 })).to.deep.equal([
      'over: Service level below 80 %',
    ]);
    expect(marks({ longestHoldTime: 200 }, { figure: 'longestHoldTime', above: 180 })).to.deep.equal([
      'over: Longest wait above 3:00',
    ]);
  });

  it('of nothing is near to nothing', () => {
    expect(marks({ callers: 0 }, { figure: 'callers', above: 0 })).to.deep.equal([]);
    expect(marks({ available: 1 }, { figure: 'available', below: 1 })).to.deep.equal([
      'near: Available near its limit, 1',
    ]);
  });

  it('marks nothing that a dialer does not give, and what nobody explains by its own name', () => {
    expect(marks({ busy: 1 }, { figure: 'callers', above: 0 })).to.deep.equal([]);
    expect(marks({ secret: 7 }, { figure: 'secret', above: 5 })).to.deep.equal(['over: secret above 5']);
  });

  it('of the supervisor takes the place of the page’s, and can take it away', () => {
    const page = [
      { figure: 'callers', above: 10 },
      { figure: 'busy', above: 3 },
    ];
    expect(limitsOf(page, { callers: 4, servicelevel: 80 })).to.deep.equal([
      { figure: 'busy', above: 3 },
      { figure: 'callers', above: 4 },
      { figure: 'servicelevel', below: 80 },
    ]);
    expect(limitsOf(page, { callers: null })).to.deep.equal([{ figure: 'busy', above: 3 }]);
    expect([limitOf(page, 'busy'), limitOf(page, 'none')]).to.deep.equal([3, undefined]);
  });

  it('is passed since the first of the last figures beyond it, where that is known', () => {
    const points = [4, 12, 9, 11, 13].map((value, at) => ({ at: at * 30, value }));
    const limits = [{ figure: 'callers', above: 10 }];
    expect(sinceOf(points, 'callers', limits)).to.equal(90);
    expect(sinceOf(points.slice(3), 'callers', limits)).to.equal(undefined); // so far back as anybody knows
    expect(sinceOf(points.slice(0, 3), 'callers', limits)).to.equal(undefined); // it is not
  });

  it('is read as people write it', () => {
    const read = (figure: string, ...texts: string[]) => texts.map((text) => readLimit(text, figure));
    expect(read('callers', ' 10 ', '', '2,5', '1e3', '-1', 'ten', '10000000')).to.deep.equal([
      ...[10, null, 2.5, undefined, undefined, undefined, undefined],
    ]);
    expect(read('longestHoldTime', '3:00', '0:5', '90', '3:60', ':30', '')).to.deep.equal([
      ...[180, 5, 90, undefined, undefined, null],
    ]);
    expect(read('servicelevel', '80', '100', '100.1')).to.deep.equal([80, 100, undefined]);
  });

  it('that stands in its field is read as the same one', () => {
    const figures = constantFrom('callers', 'longestHoldTime', 'servicelevel', 'abandonedShare');
    assert(
      property(record({ figure: figures, value: float({ min: 0, max: 100, noNaN: true }) }), ({ figure, value }) => {
        const kept = figure === 'longestHoldTime' ? Math.round(value) : Math.round(value * 100) / 100;
        expect(readLimit(limitText(kept, figure), figure)).to.equal(kept);
      }),
    );
    expect([limitText(null, 'callers'), limitText(undefined, 'callers')]).to.deep.equal(['', '']);
  });
});
