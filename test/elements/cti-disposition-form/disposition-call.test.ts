import { expect } from 'chai';
import { callFrom, isSame } from '../../../src/elements/cti-disposition-form/disposition-call.js';

const one = { guid: 'g1', customer: '091000000', campaign: 'Sale->' };
const none = { guid: '', customer: '', campaign: '' };
const current = { guid: 'g1', destination: '091000000', campaign: 'Sale->', since: 0, state: 'placed' as const };

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
});
