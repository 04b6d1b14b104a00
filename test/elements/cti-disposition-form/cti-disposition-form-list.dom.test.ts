import { expect } from 'chai';
import type { CtiDispositionForm } from '../../../src/elements/cti-disposition-form/cti-disposition-form.js';
import { audit, press, typeKeys } from '../elements.fixture.js';
import { choose, formPage, part, textOf, write } from './cti-disposition-form.fixture.js';

const field = (form: CtiDispositionForm) => part<HTMLInputElement>(form, '#level1');
const options = (form: CtiDispositionForm) =>
  [...(form.shadowRoot?.querySelectorAll('[role=option]') ?? [])].map(textOf);
const active = (form: CtiDispositionForm) =>
  textOf(part(form, `#${field(form).getAttribute('aria-activedescendant')}`));

describe('cti-disposition-form and its list', () => {
  it('lists every leaf with its path, and says in words what it needs and does', async () => {
    const { form } = await formPage();
    field(form).focus();
    await press('ArrowDown');
    expect(options(form)).to.deep.equal([
      'Sale › Card › Visa',
      'Sale › Card › Crédito',
      'Sale › Cash needs a comment',
      'No sale › Asked not to be called do-not-call list',
      'No sale › Wrong number',
      'Call back needs a callback',
      'Thinks it over needs a comment · needs a callback',
      'No answer',
    ]);
  });

  it('is a combobox: the field keeps the focus and names the leaf that the arrows are at', async () => {
    const { form } = await formPage();
    await write(form, 'level1', 'sale');
    expect(field(form).getAttribute('aria-expanded')).to.equal('true');
    expect(field(form).hasAttribute('aria-activedescendant')).to.equal(false);
    expect(part(form, `#${field(form).getAttribute('aria-controls')}`).getAttribute('role')).to.equal('listbox');
    const at: unknown[] = [];
    for (const key of ['ArrowDown', 'ArrowDown', 'End', 'ArrowDown', 'ArrowUp', 'Home']) {
      await press(key);
      await form.updateComplete;
      at.push(active(form).split(/[ C]/).at(-1));
    }
    expect(at).to.deep.equal(['Visa', 'rédito', 'number', 'Visa', 'number', 'Visa']);
    expect(form.shadowRoot?.activeElement).to.equal(field(form));
    await press('Enter');
    await form.updateComplete;
    expect(field(form).value).to.equal('Sale › Card › Visa');
    expect(field(form).getAttribute('aria-expanded')).to.equal('false');
  });

  it('closes with Escape, keeps what was typed, and keeps the key from a dialog around it', async () => {
    const { form } = await formPage();
    const seen: string[] = [];
    const listen = ({ key }: KeyboardEvent) => seen.push(key);
    document.addEventListener('keydown', listen);
    await write(form, 'level1', 'sa');
    await press('Escape');
    await form.updateComplete;
    expect(part(form, '.popup').hidden).to.equal(true);
    expect(field(form).value).to.equal('sa');
    await press('Escape');
    document.removeEventListener('keydown', listen);
    expect(seen.filter((key) => key === 'Escape')).to.have.length(1);
    expect(field(form).value).to.equal('sa');
  });

  it('finds by any words of the path, in any order, without accents and case, and says how many', async () => {
    const { form } = await formPage();
    await write(form, 'level1', 'CREDITO sale');
    expect(options(form)).to.deep.equal(['Sale › Card › Crédito']);
    await typeKeys('xx');
    await form.updateComplete;
    expect(options(form)).to.deep.equal([]);
    expect(field(form).getAttribute('aria-expanded')).to.equal('false');
    expect(textOf(part(form, '.popup'))).to.contain('No result has these words.');
    expect(await audit(form)).to.deep.equal([]);
  });

  it('is chosen from with the mouse too, and the field keeps the focus', async () => {
    const { form } = await formPage();
    field(form).focus();
    field(form).click();
    await form.updateComplete;
    const option = part(form, '#option-1');
    const down = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
    option.dispatchEvent(down);
    expect(down.defaultPrevented).to.equal(true);
    option.click();
    await form.updateComplete;
    expect(field(form).value).to.equal('Sale › Card › Crédito');
    field(form).click();
    await form.updateComplete;
    expect(options(form)).to.have.length(8);
    field(form).blur();
    await form.updateComplete;
    expect(part(form, '.popup').hidden).to.equal(true);
  });

  it('draws fifty of six thousand leaves, says how many more match, and answers a key in one drawing', async () => {
    const dispositions = Array.from({ length: 100 }, (_, area) => ({
      label: `Área ${area}`,
      children: Array.from({ length: 60 }, (_, index) => ({ label: `Result ${area}-${index}` })),
    }));
    const { form } = await formPage({ dispositions });
    await write(form, 'level1', 'area');
    expect(options(form)).to.have.length(50);
    expect(textOf(part(form, '.popup > p'))).to.equal('… 5950 more: type to find them');
    let drawn = 0;
    const watch = new MutationObserver((changes) => changes.forEach(({ addedNodes }) => (drawn += addedNodes.length)));
    watch.observe(part(form, '.popup'), { subtree: true, childList: true });
    field(form).value = 'area 7';
    field(form).dispatchEvent(new Event('input', { bubbles: true }));
    await form.updateComplete;
    expect(options(form).every((text) => text.includes('7'))).to.equal(true);
    expect([options(form).length, drawn < 1_000]).to.deep.equal([50, true]);
    watch.disconnect();
    await choose(form, 'result 99-59');
    expect(field(form).value).to.equal('Área 99 › Result 99-59');
  });

  it('counts the comment’s characters as people do, where a screen reader finds the count but is not told at every key', async () => {
    const { form } = await formPage();
    const counter = part(form, '.counter');
    expect(textOf(counter)).to.equal('Characters: 0');
    await write(form, 'comment', 'a');
    expect(textOf(counter)).to.equal('Characters: 1');
    part<HTMLTextAreaElement>(form, '#comment').value = 'añ😀';
    part(form, '#comment').dispatchEvent(new Event('input', { bubbles: true }));
    await form.updateComplete;
    expect(textOf(counter)).to.equal('Characters: 3');
    expect(counter.closest('[aria-live], [role=status]')).to.equal(null);
    expect(part(form, '#comment').getAttribute('aria-describedby')).to.contain(counter.id);
  });
});
