import { expect } from 'chai';
import { clearTabItems, getTabItem, setTabItem } from '../../src/core/tab-storage.js';

describe('what a tab remembers', () => {
  afterEach(clearTabItems);

  it('is JSON under its name, until it is forgotten', () => {
    setTabItem('call', { guid: 'g' });
    setTabItem('draft', 'text');
    expect([getTabItem('call'), getTabItem('draft'), getTabItem('other')]).to.deep.equal([
      { guid: 'g' },
      'text',
      undefined,
    ]);
    setTabItem('call', undefined);
    expect([getTabItem('call'), getTabItem('draft')]).to.deep.equal([undefined, 'text']);
  });

  it('stands in the storage of the tab, and nothing else of that is touched', () => {
    sessionStorage.setItem('theirs', 'x');
    setTabItem('call', 7);
    expect(sessionStorage.getItem('portside-call')).to.equal('7');
    clearTabItems();
    expect([getTabItem('call'), sessionStorage.getItem('portside-call')]).to.deep.equal([undefined, null]);
    expect(sessionStorage.getItem('theirs')).to.equal('x');
    sessionStorage.removeItem('theirs');
  });

  it('is nothing where somebody else wrote what is no JSON', () => {
    sessionStorage.setItem('portside-call', '{');
    expect(getTabItem('call')).to.equal(undefined);
  });

  it('is kept in the page where the browser refuses storage', () => {
    const storage = Object.getOwnPropertyDescriptor(globalThis, 'sessionStorage')!;
    const refuse = () => {
      throw new DOMException('no', 'SecurityError');
    };
    Object.defineProperty(globalThis, 'sessionStorage', { get: refuse, configurable: true });
    try {
      setTabItem('call', { guid: 'g' });
      expect(getTabItem('call')).to.deep.equal({ guid: 'g' });
      expect(getTabItem('other')).to.equal(undefined);
      setTabItem('call', undefined);
      expect(getTabItem('call')).to.equal(undefined);
      setTabItem('call', 1);
      clearTabItems();
      expect(getTabItem('call')).to.equal(undefined);
    } finally {
      Object.defineProperty(globalThis, 'sessionStorage', storage);
    }
  });
});
