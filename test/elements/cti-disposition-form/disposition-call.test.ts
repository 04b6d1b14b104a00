import { expect } from 'chai';
import {
  callFrom,
  callProblem,
  isSame,
  isUnknown,
} from '../../../src/elements/cti-disposition-form/disposition-call.js';

const one = { guid: 'g1', customer: '091000000', campaign: 'Sale->', since: 7 };
const none = { guid: '', customer: '', campaign: '', since: undefined };
const current = {
  guid: 'g1',
  destination: '091000000',
  campaign: 'Sale->',
  since: 7,
  stateSince: 7,
  state: 'placed',
  muted: false,
  recordingPaused: false,
} as const;
const unknown = { ...current, guid: undefined, state: 'unknown' } as const;

describe('the call of a result', () => {
  it('is what the page gave, filled up from the current call', () => {
    expect(callFrom(none, current, 'Session->')).to.deep.equal(one);
    expect(callFrom({ ...none, campaign: 'Other->' }, current, '')).to.deep.equal({ ...one, campaign: 'Other->' });
    expect(callFrom(none, undefined, '')).to.deep.equal(none);
  });

  it('takes nothing from the current call when the page names another one', () => {
    expect(callFrom({ ...none, guid: 'g7' }, current, 'Session->')).to.deep.equal({
      ...none,
      guid: 'g7',
      campaign: 'Session->',
    });
  });

  it('is the same under the same guid and number, also when the number becomes known later', () => {
    expect(isSame(one, { ...one, campaign: 'Other->' })).to.equal(true);
    expect(isSame({ ...one, customer: '' }, one)).to.equal(true);
    expect(isSame(one, { ...one, guid: 'g2' })).to.equal(false);
    expect(isSame(one, { ...one, customer: '098765432' })).to.equal(false);
  });

  it('is of a call that nobody has named yet the same by when it was dialled, and under its guid once that comes', () => {
    const dialled = callFrom(none, unknown, '');
    expect(dialled).to.deep.equal({ ...one, guid: '' });
    expect([isUnknown(dialled), isUnknown(one), isUnknown(none)]).to.deep.equal([true, false, false]);
    expect(isSame(dialled, one)).to.equal(true);
    expect(isSame(dialled, { ...one, since: 8 }), 'dialled at another time').to.equal(false);
    expect(isSame(one, dialled), 'a call does not lose its guid').to.equal(false);
    expect([isSame(none, none), isSame(none, one), isSame(none, dialled)]).to.deep.equal([true, false, false]);
  });

  it('has a reason as long as no result can be saved for it', () => {
    const dialled = callFrom(none, unknown, '');
    expect(callProblem(one, current)).to.equal('');
    expect(callProblem(none, undefined)).to.equal('A result needs a call with a number and a campaign.');
    expect(callProblem({ ...one, campaign: '' }, current)).to.contain('needs a call with a number');
    expect(callProblem(dialled, unknown)).to.equal('The call to 091000000 may be on. The dialer has not named it yet.');
    expect(callProblem(dialled, { ...current, since: 8 })).to.contain('did not identify this call');
  });
});
