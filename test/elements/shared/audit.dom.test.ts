import { expect } from 'chai';
import { html } from 'lit';
import { audit, mount } from '../elements.fixture.js';

/** What is wrong, by the name of its rule. */
const wrong = async (element: Element) => (await audit(element)).map((each) => each.split(':')[0]);

describe('the accessibility audit of the element tests', () => {
  it('finds a pale text in the light and in the dark', async () => {
    for (const [dark, colour] of [
      [false, '#aaa'],
      [true, '#444'],
    ] as const) {
      const text = await mount(html`<p style="color: ${colour}">091 000 000</p>`, { dark });
      expect(await wrong(text)).to.deep.equal(['color-contrast']);
    }
  });

  it('finds a button without a name in the light', async () => {
    expect(await wrong(await mount(html`<div><button type="button"></button></div>`))).to.deep.equal(['button-name']);
  });

  it('runs one after the other, also when two are asked for at once', async () => {
    const [pale, fine] = [await mount(html`<p style="color: #aaa">091</p>`), await mount(html`<p>091</p>`)];
    expect(await Promise.all([wrong(pale), wrong(fine)])).to.deep.equal([['color-contrast'], []]);
  });
});
