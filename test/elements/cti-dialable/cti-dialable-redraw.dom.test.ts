import { expect } from 'chai';
import { html, render } from 'lit';
import { buttons, numbers, settled, setup, until } from './cti-dialable.fixture.js';

describe('<cti-dialable> when the page redraws', () => {
  /** A paragraph, and its text node as a framework holds it. */
  async function framework(content = 'Call 091 000 000 now') {
    const page = await setup({ content: `<p>${content}</p>` });
    const paragraph = page.area.querySelector('p')!;
    const text = paragraph.firstChild as Text;
    await settled(page.element);
    return { ...page, paragraph, text };
  }

  it('keeps the page’s text node, its parent and its place', async () => {
    const { paragraph, text, element } = await framework();
    expect(numbers(element)).to.deep.equal(['091 000 000']);
    expect([text.parentNode, paragraph.firstChild, paragraph.textContent]).to.deep.equal([
      paragraph,
      text,
      'Call 091 000 000 now',
    ]);
  });

  it('follows what the page writes into its text node', async () => {
    const { paragraph, text, element } = await framework();
    text.nodeValue = 'Now 099 123 456';
    await Promise.resolve();
    expect(paragraph.textContent).to.equal('Now 099 123 456');
    await until(() => numbers(element)[0] === '099 123 456');
    expect(paragraph.textContent).to.equal('Now 099 123 456');
  });

  it('shows nothing when the page writes nothing, as React does to hide a text, and all when it writes it again', async () => {
    const { paragraph, text, element } = await framework('091 000 000');
    text.nodeValue = '';
    await Promise.resolve();
    expect(paragraph.textContent).to.equal('');
    text.nodeValue = '091 000 000';
    await until(() => numbers(element).length === 1);
    expect(paragraph.textContent).to.equal('091 000 000');
  });

  it('goes with the text node when the page takes it away, or moves it', async () => {
    const { paragraph, text, element, area } = await framework();
    paragraph.removeChild(text);
    await Promise.resolve();
    expect([paragraph.textContent, text.data]).to.deep.equal(['', 'Call 091 000 000 now']);
    area.append(text);
    await until(() => numbers(element).length === 1);
    expect(area.textContent).to.equal('Call 091 000 000 now');
  });

  it('is one number with texts beside it, and another one when one of them changes', async () => {
    const { paragraph, text, element } = await framework('09');
    const second = paragraph.appendChild(new Text('1 000 000'));
    await until(() => numbers(element)[0] === '091 000 000');
    second.data = '2 000 000';
    await until(() => numbers(element)[0] === '092 000 000');
    second.remove();
    await until(() => !numbers(element).length);
    expect([text.data, second.data, paragraph.textContent]).to.deep.equal(['09', '2 000 000', '09']);
  });

  it('takes no part of a number for one', async () => {
    const { paragraph, element } = await framework('<b>+54 11</b> 2901 2345');
    expect([numbers(element), paragraph.textContent]).to.deep.equal([[], '+54 11 2901 2345']);
    const { element: other } = await setup({
      content: '<p>+54 11 <b>2901 2345</b></p><p>Or <b>2901 2345</b></p><p><b>Ana 12</b> <i>091 000 000</i></p>',
    });
    expect(await settled(other)).to.deep.equal(['2901 2345', '091 000 000']);
    paragraph.querySelector('b')!.firstChild!.nodeValue = 'Ana';
    await until(() => numbers(element)[0] === '2901 2345');
  });

  it('follows innerHTML, textContent and a list in another order', async () => {
    const { element, area } = await setup({
      content: '<p id="a">091 000 000</p><ul><li>092 000 000</li><li>093 000 000</li></ul>',
    });
    await settled(element);
    area.querySelector('p')!.textContent = 'Now 099 123 456';
    await until(() => numbers(element)[0] === '099 123 456');
    area.querySelector('ul')!.append(area.querySelector('li')!);
    expect(await settled(element)).to.deep.equal(['099 123 456', '093 000 000', '092 000 000']);
    area.innerHTML = '<div>Only <i>098 765 432</i></div>';
    expect(await settled(element)).to.deep.equal(['098 765 432']);
  });

  it('follows Lit, which writes into the node after its own mark', async () => {
    const { element, area } = await setup({ content: '' });
    const draw = (number: string, more: string[] = []) =>
      render(
        html`<p>Call ${number}!</p>
          ${more.map((each) => html`<p>${each}</p>`)}`,
        area,
      );
    draw('091 000 000', ['092 000 000']);
    expect(await settled(element)).to.deep.equal(['091 000 000', '092 000 000']);
    draw('093 000 000', ['094 000 000', '095 000 000']);
    expect(await settled(element)).to.deep.equal(['093 000 000', '094 000 000', '095 000 000']);
    draw('none');
    expect([await settled(element), area.textContent.trim()]).to.deep.equal([[], 'Call none!']);
  });

  it('gives the focus to the number that was redrawn', async () => {
    const { text, element } = await framework();
    buttons(element)[0]?.focus();
    text.data = 'Please call 091 000 000';
    await until(() => document.activeElement === buttons(element)[0]);
  });

  it('dials after a redraw, also where the page keeps clicks to itself', async () => {
    const { text, element, paragraph, sent } = await framework();
    paragraph.addEventListener('click', (event) => event.stopImmediatePropagation());
    text.data = '098 765 432';
    await until(() => numbers(element)[0] === '098 765 432');
    buttons(element)[0]?.click();
    await until(() => sent.length);
    expect(sent[0]).to.include({ destination: '098765432' });
  });

  it('gives up where the page keeps taking away what it does not know, and leaves its text', async () => {
    const { paragraph, element } = await framework();
    let taken = 0;
    new MutationObserver(() => {
      for (const each of paragraph.querySelectorAll('cti-numbers')) (each.remove(), taken++);
    }).observe(paragraph, { childList: true });
    paragraph.querySelector('cti-numbers')?.remove();
    await until(() => taken >= 2);
    expect(await settled(element)).to.deep.equal([]);
    const before = taken;
    for (let turn = 0; turn < 3; turn++) await settled(element);
    expect([taken, paragraph.textContent]).to.deep.equal([before, 'Call 091 000 000 now']);
  });

  it('leaves the content as it was when it goes', async () => {
    const { element, area, paragraph, text } = await framework();
    const [host] = [element.parentElement!];
    host.append(area);
    await until(() => !area.querySelector('cti-number'));
    element.append(area);
    await settled(element);
    element.remove();
    await until(() => !area.querySelector('cti-numbers'));
    expect([paragraph.innerHTML, text.data]).to.deep.equal(['Call 091 000 000 now', 'Call 091 000 000 now']);
  });
});
