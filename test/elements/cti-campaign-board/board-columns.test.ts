import { expect } from 'chai';
import {
  boardColumns,
  shownColumns,
  figureText,
  together,
  withRates,
} from '../../../src/elements/cti-campaign-board/board-columns.js';

const figures = (...given: Record<string, number>[]) => given.map((each) => ({ figures: each }));
const sum = (...given: Record<string, number>[]) => together(figures(...given), boardColumns(figures(...given), false));

describe('the figures of several campaigns together', () => {
  it('are their sum, the longest of the waits, and the service level by how many calls there were', () => {
    expect(
      sum(
        { callers: 2, longestHoldTime: 30, servicelevel: 90, totalcalls: 300, abandoned: 3, holdTime: 4 },
        { callers: 1, longestHoldTime: 80, servicelevel: 50, totalcalls: 100, abandoned: 7, holdTime: 9 },
      ),
    ).to.deep.equal({
      ...{ callers: 3, longestHoldTime: 80, servicelevel: 80, totalcalls: 400, abandoned: 10, abandonedShare: 2.5 },
    });
  });

  it('are of those alone that tell, and nothing where nobody does', () => {
    expect(sum({ callers: 2 }, { busy: 1 })).to.deep.equal({ callers: 2, busy: 1 });
    expect(sum({ holdTime: 3 })).to.deep.equal({});
    expect(sum({ servicelevel: 80 })).to.deep.equal({}); // nobody knows of how many calls
  });
});

describe('a campaign’s figures', () => {
  it('have an abandon rate where there were calls, and a service level only of inbound calls', () => {
    expect(withRates({ totalcalls: 40, abandoned: 2, servicelevel: 90 })).to.deep.include({
      abandonedShare: 5,
      servicelevel: 90,
    });
    expect(withRates({ totalcalls: 0, abandoned: 0, servicelevel: 0 })).to.deep.equal({ totalcalls: 0, abandoned: 0 });
    expect(withRates({ totalcalls: 5, servicelevel: 0 }, true)).to.deep.equal({ totalcalls: 5 });
    expect(withRates({ numberOfCalls: 10, numberOfAbandonedCalls: 1 })['abandonedShare']).to.equal(10);
  });

  it('are written for people', () => {
    expect([figureText(3730, 'time'), figureText(-5, 'time'), figureText(91.26, 'percent')]).to.deep.equal([
      '1:02:10',
      '-0:05',
      '91.3 %',
    ]);
  });
});

describe('the columns of a campaign board', () => {
  const all = boardColumns(
    figures({ busy: 1, paused: 1, loggedIn: 1, callers: 1, servicelevel: 1, available: 1, totalcalls: 1, handled: 1 }),
    false,
  );
  const keys = (chosen?: string[]) => shownColumns(all, chosen).map(({ key }) => key);

  it('are the six that are most wanted, in their order, until somebody chooses', () => {
    expect(keys()).to.deep.equal(['loggedIn', 'available', 'callers', 'servicelevel', 'totalcalls', 'handled']);
    expect(keys(['busy', 'loggedIn'])).to.deep.equal(['loggedIn', 'busy']);
  });

  it('are the usual ones where this dialer gives none of those that were chosen', () => {
    expect(keys(['callable'])).to.deep.equal(keys());
  });
});
