import { expect } from '@esm-bundle/chai';
import { callFrom, callProblem, sameCall } from '../../src/elements/disposition-call.js';
import { DispositionFilling } from '../../src/elements/disposition-filling.js';
import { readTree } from '../../src/elements/disposition-tree.js';

const one = { guid: 'g1', customer: '091-000-000', campaign: 'Sale->' };
const two = { guid: 'g2', customer: '098765432', campaign: 'Support<-' };
const none = { guid: '', customer: '', campaign: '' };
const current = { guid: 'g1', destination: '091000000', campaign: 'Sale->', since: 0 };

describe('the call of a result', () => {
  it('is what the page gave, filled up from the current call', () => {
    expect(callFrom(none, current)).to.deep.equal({ guid: 'g1', customer: '091000000', campaign: 'Sale->' });
    expect(callFrom({ ...none, campaign: 'Other->' }, current)).to.deep.equal({
      guid: 'g1',
      customer: '091000000',
      campaign: 'Other->',
    });
    expect(callFrom(none, undefined)).to.deep.equal(none);
  });

  it('takes nothing from the current call when the page names another one', () => {
    expect(callFrom({ ...none, guid: 'g7' }, current)).to.deep.equal({ ...none, guid: 'g7' });
  });

  it('is the same under the same guid and number, however the number is spelled', () => {
    expect(sameCall(one, { ...one, customer: '(091) 000 000' })).to.equal(true);
    expect(sameCall({ ...one, customer: '' }, one)).to.equal(true);
    expect(sameCall(one, { ...one, guid: 'g2' })).to.equal(false);
    expect(sameCall(one, { ...one, customer: '098765432' })).to.equal(false);
  });

  it('says which of its parts nobody knows', () => {
    expect(callProblem(one)).to.equal(undefined);
    expect(callProblem(none)?.field).to.equal('guid');
    expect(callProblem({ ...one, customer: '' })?.field).to.equal('customer');
    expect(callProblem({ ...one, customer: '091;2' })?.message).to.contain('cannot be dialled');
    expect(callProblem({ ...one, campaign: '' })?.field).to.equal('campaign');
  });
});

describe('a filling', () => {
  it('belongs to the call it was begun for, until it is empty again or moved', () => {
    const filling = new DispositionFilling();
    expect(filling.callFor(two)).to.equal(two);
    filling.texts = { ...filling.texts, comment: 'x' };
    filling.edited(one);
    filling.edited(two);
    expect(filling.callFor(two)).to.equal(one);
    filling.moveTo(two);
    expect(filling.callFor(two)).to.equal(two);
    filling.texts = { ...filling.texts, comment: '' };
    filling.edited(two);
    expect(filling.callFor(one)).to.equal(one);
  });

  it('takes what is learned later about its own call', () => {
    const filling = new DispositionFilling();
    filling.texts = { ...filling.texts, comment: 'x' };
    filling.edited({ ...one, customer: '', campaign: '' });
    expect(filling.callFor(one)).to.equal(one);
  });

  it('sends no field that is blank, and no callback that its result has no place for', () => {
    const filling = new DispositionFilling();
    filling.choice.tree = readTree([
      { label: 'A', value: 'a', children: [{ label: 'B' }] },
      { label: 'Later', action: 'schedule' },
    ]);
    filling.choice.type('A › B');
    filling.texts = { callbackCampaign: 'Back->', comment: '  ', data1: ' 1 ', data2: '' };
    expect(filling.command(one, '2030-01-02 10:00:00')).to.deep.equal({
      type: 'dispose',
      ...one,
      level1: 'a',
      level2: 'B',
      data1: ' 1 ',
    });
    filling.choice.type('later');
    expect(filling.command(one, '2030-01-02 10:00:00')).to.deep.equal({
      ...{ type: 'dispose', ...one, level1: 'Later', data1: ' 1 ' },
      ...{ callbackAt: '2030-01-02 10:00:00', callbackCampaign: 'Back->' },
    });
  });
});
