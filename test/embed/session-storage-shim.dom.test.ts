import { expect } from 'chai';
import type { CallBooks } from '../../src/core/call-journal.js';
import { shimSessionStorage } from '../../src/embed/session-storage-shim.js';
import { readSettings } from '../../src/embed/settings-schema.js';
import { getTabItem, setTabItem } from '../../src/core/tab-storage.js';
import { embedPlayed, meet } from './embed.fixture.js';

const dial = {
  id: 'page-1-0',
  destination: '091000000',
  campaign: 'Sale->',
  transport: 'integra',
  at: 1,
  state: 'placed' as const,
  guid: 'guid-1',
};
const call = { 'page-1': { dials: [dial] } };
const other = { 'page-1': { isLeft: true, dials: [{ ...dial, guid: 'guid-2' }] } };
const name = 'call Agent1@/ucontact';

describe('the call of a widget that is refused storage @engines', () => {
  const own = Object.getOwnPropertyDescriptor(window, 'sessionStorage')!;
  const told: (CallBooks | undefined)[] = [];
  const refuse = () => {
    const get = () => {
      throw new DOMException('Refused.', 'SecurityError');
    };
    Object.defineProperty(window, 'sessionStorage', { get, configurable: true });
  };
  const keep = (given?: CallBooks) => shimSessionStorage(given, (each) => told.push(each));
  afterEach(() => {
    Object.defineProperty(window, 'sessionStorage', own);
    told.length = 0;
  });

  it('is what the CRM page kept; the next call is told, and that there is none any more', () => {
    refuse();
    keep(call);
    expect(getTabItem(name)).to.deep.equal(call);
    setTabItem(name, other);
    expect(getTabItem(name)).to.deep.equal(other);
    setTabItem(name, undefined);
    expect(getTabItem(name)).to.equal(undefined);
    expect(told).to.deep.equal([other, undefined]);
  });

  it('is all that crosses: anything else is refused as before', () => {
    refuse();
    keep();
    setTabItem('draft', 'secret');
    expect(getTabItem('draft'), 'in this page').to.equal('secret');
    expect(() => sessionStorage.getItem('portside-draft'))
      .to.throw()
      .with.property('name', 'SecurityError');
    expect(() => sessionStorage.setItem('portside-numbers', '[]'))
      .to.throw()
      .with.property('name', 'SecurityError');
    expect(told).to.deep.equal([]);
    setTabItem('draft', undefined);
  });

  it('is neither told nor taken from the CRM page where storage works', () => {
    keep(call);
    expect(getTabItem(name)).to.equal(undefined);
    setTabItem(name, call);
    expect(told).to.deep.equal([]);
    expect(sessionStorage.getItem(`portside-${name}`)).to.equal(JSON.stringify(call));
    setTabItem(name, undefined);
  });

  it('comes back with the settings of the next load, as long as it is on', async () => {
    const embed = embedPlayed();
    let { host, welcome } = await meet(await embed.next());
    expect(welcome.settings.call).to.equal(undefined);
    for (const kept of [call, undefined]) {
      await host.tell('keep', { call: kept, further: 1 });
      const next = embed.next();
      embed.frame.contentWindow!.location.reload();
      ({ host, welcome } = await meet(await next, {}, { protocol: 2, page: `after ${kept ? 'one' : 'none'}` }));
      expect(welcome.settings.call).to.deep.equal(kept);
    }
  });

  const settings = { campaign: '', agent: '', phone: '', hasAuthorization: false, hears: [] };
  for (const wrong of [
    5,
    'guid-1',
    { page: {} },
    ...[{ guid: '' }, { guid: 5 }, { destination: {} }, { at: 'now' }, { state: 'on' }, { isOwnPhone: 'yes' }].map(
      (wrong) => ({
        page: { dials: [{ ...dial, ...wrong }] },
      }),
    ),
  ])
    it(`is refused as ${JSON.stringify(wrong)}`, () => {
      expect(() => readSettings({ ...settings, call: wrong }))
        .to.throw()
        .with.property('code', 'INVALID');
    });

  it('has the known fields only', () => {
    const read = (more: object) =>
      readSettings({ ...settings, call: { 'page-1': { dials: [{ ...dial, ...more }], further: 1 } } }).call;
    expect(read({ further: 1 })).to.deep.equal(call);
    const more = { isOwnPhone: true, road: 'portal' };
    expect(read(more)).to.deep.equal({ 'page-1': { dials: [{ ...dial, ...more }] } });
  });
});
