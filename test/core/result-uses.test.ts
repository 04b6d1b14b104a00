import { expect } from 'chai';
import { LocalItem } from '../../src/core/local-item.js';
import { ResultUses } from '../../src/core/result-uses.js';
import { fakeTransport } from '../fake-transport.js';
import { CtiClient } from '../../src/core/client.js';

const of = (uses: ResultUses, campaign = 'Sale->') => Object.fromEntries(uses.of(campaign));

describe('how often a result was used', () => {
  afterEach(() => {
    for (const owner of ['Ana@x', 'Luz@x']) new ResultUses(owner).clear();
  });

  it('is counted for each agent at each server and each campaign', () => {
    const ana = new ResultUses('Ana@x');
    for (const path of ['Busy', 'Sale › New', 'Busy']) ana.add('Sale->', path);
    ana.add('Sale<-', 'Busy');
    const later = new ResultUses('Ana@x');
    expect([of(later), of(later, 'Sale<-'), of(new ResultUses('Luz@x'))]).to.deep.equal([
      { Busy: 2, 'Sale › New': 1 },
      { Busy: 1 },
      {},
    ]);
  });

  it('is kept of the two hundred results that were used last', () => {
    const ana = new ResultUses('Ana@x');
    ana.add('Sale->', 'first');
    for (let count = 0; count < 200; count++) ana.add('Sale->', `r ${count}`);
    expect([Object.keys(of(ana)).length, of(ana)['first'], of(ana)['r 199']]).to.deep.equal([200, undefined, 1]);
  });

  it('takes nothing from the storage that is no count', () => {
    for (const odd of [7, 'text', {}, [null, 1, ['Sale->', 'Busy'], ['Sale->', 'Busy', 'x'], [1, 'Busy', 1]]]) {
      new LocalItem('results', 'Ana@x').set(odd);
      expect(of(new ResultUses('Ana@x'))).to.deep.equal({});
    }
  });

  it('is forgotten with all that the browser keeps for this agent, and only then', async () => {
    for (const owner of ['Ana@x', 'Luz@x']) new ResultUses(owner).add('Sale->', 'Busy');
    const client = new CtiClient({ transports: [fakeTransport()], memory: 'Ana@x' });
    await client.forget();
    expect(['Ana@x', 'Luz@x'].map((owner) => of(new ResultUses(owner)))).to.deep.equal([{}, { Busy: 1 }]);
  });
});
