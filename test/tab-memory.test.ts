import { expect } from 'chai';
import { forgetTab, recall, remember } from '../src/core/tab-storage.js';

describe('what a tab remembers', () => {
  afterEach(forgetTab);

  it('is JSON under its name, until it is forgotten', () => {
    remember('call', { guid: 'g' });
    remember('draft', 'text');
    expect([recall('call'), recall('draft'), recall('other')]).to.deep.equal([{ guid: 'g' }, 'text', undefined]);
    remember('call', undefined);
    expect([recall('call'), recall('draft')]).to.deep.equal([undefined, 'text']);
  });

  it('stands in the storage of the tab, and nothing else of that is touched', () => {
    sessionStorage.setItem('theirs', 'x');
    remember('call', 7);
    expect(sessionStorage.getItem('portside-call')).to.equal('7');
    forgetTab();
    expect([recall('call'), sessionStorage.getItem('portside-call')]).to.deep.equal([undefined, null]);
    expect(sessionStorage.getItem('theirs')).to.equal('x');
    sessionStorage.removeItem('theirs');
  });

  it('is nothing where somebody else wrote what is no JSON', () => {
    sessionStorage.setItem('portside-call', '{');
    expect(recall('call')).to.equal(undefined);
  });

  it('is kept in the page where the browser refuses storage', () => {
    const storage = Object.getOwnPropertyDescriptor(globalThis, 'sessionStorage')!;
    const refuse = () => {
      throw new DOMException('no', 'SecurityError');
    };
    Object.defineProperty(globalThis, 'sessionStorage', { get: refuse, configurable: true });
    try {
      remember('call', { guid: 'g' });
      expect(recall('call')).to.deep.equal({ guid: 'g' });
      expect(recall('other')).to.equal(undefined);
      remember('call', undefined);
      expect(recall('call')).to.equal(undefined);
      remember('call', 1);
      forgetTab();
      expect(recall('call')).to.equal(undefined);
    } finally {
      Object.defineProperty(globalThis, 'sessionStorage', storage);
    }
  });
});
