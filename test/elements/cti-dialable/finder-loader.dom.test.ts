import { expect } from 'chai';
import { numbers, setup, until } from './cti-dialable.fixture.js';

/** Whether this page has loaded what finds numbers. */
const isLoaded = () => performance.getEntriesByType('resource').some(({ name }) => /\/finder[-.](?!loader)/.test(name));

/** What was asked for until now was done in the browser's idle time. */
const idle = () =>
  new Promise<void>((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 100 });
    else setTimeout(resolve);
  });

// In a file of its own: what was loaded once in a page is not loaded again.
describe('<cti-dialable> and what finds numbers', () => {
  it('loads nothing for a page without numbers, and loads it with the first one', async () => {
    const { element, area } = await setup({ content: '<p>No number, 12 at most</p>' });
    for (const text of ['', 'still none']) {
      area.append(text);
      await idle();
      await idle();
      expect([isLoaded(), numbers(element)]).to.deep.equal([false, []]);
    }
    area.append(Object.assign(document.createElement('p'), { textContent: '091 000 000' }));
    await until(() => numbers(element).length);
    expect(isLoaded()).to.equal(true);
  });
});
