import { expect } from 'chai';
import { html } from 'lit';
import type { CtiDispositionForm } from '../../../src/elements/cti-disposition-form/cti-disposition-form.js';
import { audit, press, submissions } from '../elements.fixture.js';
import { choose, formPage, has, part, textOf, write } from './cti-disposition-form.fixture.js';

const field = (form: CtiDispositionForm) => part<HTMLInputElement>(form, '#level1');
const options = (form: CtiDispositionForm) =>
  [...(form.shadowRoot?.querySelectorAll('[role=option]') ?? [])].map(textOf);
const json = (text: string) => {
  const script = document.createElement('script');
  script.type = 'application/json';
  script.textContent = text;
  return script;
};

describe('cti-disposition-form and its tree', () => {
  for (const [name, dispositions, words] of [
    [
      'too deep',
      [{ label: 'A', children: [{ label: 'B', children: [{ label: 'C', children: [{ label: 'D' }] }] }] }],
      '“A › B › C › D” is a fourth level',
    ],
    ['malformed', [{ label: 'A' }, { name: 'B' }], '“#2” has a wrong “label”'],
    ['no list', 7, '“#1” has a wrong “label”'],
  ] as const) {
    it(`says in words what is wrong with a tree, and saves nothing: ${name}`, async () => {
      const { form } = await formPage({ dispositions });
      expect(textOf(part(form, '[part=error]'))).to.contain(words);
      expect(has(form, '#level1')).to.equal(false);
      expect(part<HTMLButtonElement>(form, '[part~=submit]').disabled).to.equal(true);
      expect(await form.dispose()).to.equal(undefined);
      expect(await audit(form)).to.deep.equal([]);
    });
  }

  it('says that an empty tree is empty', async () => {
    const { form } = await formPage({ dispositions: [] });
    expect(textOf(part(form, '[part=error]'))).to.contain('No results are set up here');
    expect(part<HTMLButtonElement>(form, '[part~=submit]').disabled).to.equal(true);
  });

  it('takes the tree from a JSON child, also one that the page writes later', async () => {
    const template = html`<cti-disposition-form>${json('[{ "label": "Sale", "value": "S" }]')}</cti-disposition-form>`;
    const { form, disposed } = await formPage({ template, dispositions: null });
    await choose(form, 'sale');
    await form.dispose();
    expect(disposed[0]).to.include({ level1: 'S' });
    form.replaceChildren(json('[{ "label": "Later" }]'));
    await new Promise((resolve) => setTimeout(resolve));
    await form.updateComplete;
    await write(form, 'level1', 'l');
    expect(options(form)).to.deep.equal(['Later']);
    form.dispositions = [{ label: 'By script' }];
    await form.updateComplete;
    await choose(form, 'script');
    expect(field(form).value).to.equal('By script');
  });

  it('says in words that a JSON child is not JSON', async () => {
    const template = html`<cti-disposition-form>${json('[{ label: Sale }]')}</cti-disposition-form>`;
    const { form } = await formPage({ template, dispositions: null });
    expect(textOf(part(form, '[part=error]'))).to.contain('The list of results cannot be used:');
  });

  it('keeps what was typed when the tree is replaced, and checks it against the new one', async () => {
    const { form, disposed } = await formPage();
    await choose(form, 'visa');
    await write(form, 'comment', 'Kept');
    form.dispositions = [{ label: 'Other' }];
    await form.updateComplete;
    expect(field(form).value).to.equal('Sale › Card › Visa');
    expect(await form.dispose()).to.equal(undefined);
    expect(disposed).to.have.length(0);
    expect(part<HTMLTextAreaElement>(form, '#comment').value).to.equal('Kept');
  });
});

describe('cti-disposition-form in a form @engines', () => {
  const template = html`<form>
    <fieldset><cti-disposition-form name="result"></cti-disposition-form></fieldset>
    <button type="reset">Reset</button>
  </form>`;
  const data = (form: CtiDispositionForm) => new FormData(form.closest('form') as HTMLFormElement).get('result');

  it('gives the chosen levels under its name, also while its result event is handled', async () => {
    const { form } = await formPage({ template });
    expect(data(form)).to.equal(null);
    await write(form, 'level1', 'sale');
    expect(data(form)).to.equal(null);
    await choose(form, 'visa');
    expect(data(form)).to.equal('SALE|Card|V1');
    let seen: unknown;
    form.addEventListener('cti-result', () => (seen = data(form)));
    await form.dispose();
    await form.updateComplete;
    expect([seen, data(form)]).to.deep.equal(['SALE|Card|V1', null]);
  });

  it('is emptied by the form’s reset', async () => {
    const { form } = await formPage({ template });
    await choose(form, 'visa');
    await write(form, 'comment', 'x');
    form.closest('form')?.reset();
    await form.updateComplete;
    expect([field(form).value, part<HTMLTextAreaElement>(form, '#comment').value, data(form)]).to.deep.equal([
      '',
      '',
      null,
    ]);
  });

  it('is disabled by a fieldset and by itself, and keeps its own setting', async () => {
    const { form } = await formPage({ template });
    const fieldset = form.closest('fieldset') as HTMLFieldSetElement;
    const off = async () => {
      while (!(await form.updateComplete)); // its own attribute comes in a second update
      return [...(form.shadowRoot?.querySelectorAll('input, textarea, button') ?? [])].every((each) =>
        each.matches(':disabled'),
      );
    };
    fieldset.disabled = true;
    expect(await off()).to.equal(true);
    expect(form.hasAttribute('disabled')).to.equal(false);
    fieldset.disabled = false;
    expect(await off()).to.equal(false);
    form.disabled = true;
    expect(await off()).to.equal(true);
    expect(await audit(form)).to.deep.equal([]);
    form.disabled = false;
    expect(await off()).to.equal(false);
  });

  it('does not send the surrounding form with Enter or with its own button', async () => {
    const { form } = await formPage({ template });
    const submitted = await submissions(form, async () => {
      await choose(form, 'visa');
      await press('Enter');
      await write(form, 'data1', 'x');
      await press('Enter');
      part(form, '[part~=submit]').click();
      await form.updateComplete;
    });
    expect(submitted).to.deep.equal({ byAct: 0, byOwnField: 1 });
  });
});
