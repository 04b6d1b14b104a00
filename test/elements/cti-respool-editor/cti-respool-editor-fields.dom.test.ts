import { expect } from 'chai';
import type { CtiRespoolEditor } from '../../../src/elements/cti-respool-editor/cti-respool-editor.js';
import { lockedFields } from '../../../src/core/respool-edit.js';
import { next, press, typeKeys, submissions } from '../elements.fixture.js';
import {
  allWords,
  changes,
  control,
  entry,
  find,
  findAll,
  focused,
  input,
  numbers,
  problem,
  setup,
  status,
  submit,
  typeInto,
  use,
  words,
} from './cti-respool-editor.fixture.js';

describe('the fields of <cti-respool-editor>', () => {
  it('shows what belongs to the dialer only to read, with the reason, and sends it as it came [C-126]', async () => {
    const { element, orders } = await setup();
    expect(allWords(element, 'ul.columns li')).to.deep.equal([
      'Campaign Ventas->',
      'Dialer list basetest',
      'Status 1',
      'Contact 222',
    ]);
    expect(find(element, 'ul.columns input')).to.equal(null);
    expect(words(element)).to.contain('The dialer’s own, sent back unchanged.');
    await typeInto(element, 'agentPhone', '1002');
    await typeInto(element, 'retries', '5');
    await element.respool();
    expect(orders()).to.deep.equal([{ ...entry, agentPhone: '1002', retries: 5 }]);
    for (const field of lockedFields) expect(orders()[0]?.[field]).to.equal(entry[field]);
  });

  it('shows 0 retries, not to be typed, while another number is dialled next [C-129]', async () => {
    const { element } = await setup();
    await use(element, () => control(element, 1, 'first').click());
    const field = input(element, 'retries');
    expect([field.value, field.readOnly]).to.deep.equal(['0', true]);
    expect(words(element, '#retries-hint')).to.equal('0 for another number.');
    await use(element, () => control(element, 1, 'first').click());
    expect([field.value, field.readOnly]).to.deep.equal(['3', false]);
  });

  it('refuses a priority below 2 beside the field, before any byte, and keeps what was typed [C-128]', async () => {
    const { element, orders } = await setup();
    const field = input(element, 'priority');
    expect(words(element, '#priority-hint')).to.contain('use 2 or more');
    await typeInto(element, 'agentPhone', '1002');
    await typeInto(element, 'priority', '1');
    const failed = next(element, 'cti-error');
    submit(element).click();
    expect((await failed).error).to.include({ code: 'INVALID', field: 'entry.priority' });
    await use(element, () => {});
    expect([orders(), problem(element, 'priority')]).to.deep.equal([
      [],
      'Priority 1 is kept for scheduled calls: use 2 or more.',
    ]);
    expect([focused(element), field.value, field.getAttribute('aria-invalid')]).to.deep.equal([
      'priority',
      '1',
      'true',
    ]);
    expect(field.getAttribute('aria-describedby')).to.contain('priority-problem');
    expect(input(element, 'agentPhone').value).to.equal('1002');
    await typeInto(element, 'priority', '2');
    expect([field.getAttribute('aria-invalid'), status(element)]).to.deep.equal(['false', '']); // over once it is mended
    await element.respool();
    expect(orders()).to.have.length(1);
  });

  it('refuses what is no whole number beside its field, and keeps it', async () => {
    for (const [id, text] of [
      ['retries', '-1'],
      ['retries', ''],
      ['priority', '2.5'],
      ['priority', 'high'],
    ] as const) {
      const { element, orders } = await setup();
      await typeInto(element, id, text);
      await element.respool();
      await use(element, () => {});
      expect([orders(), input(element, id).value, focused(element)], text).to.deep.equal([[], text, id]);
      expect(problem(element, id)).to.contain('whole number');
    }
  });

  it('refuses a value with an equals sign beside its pair, before any byte, and keeps everything [C-066]', async () => {
    const { element, orders } = await setup();
    await use(element, () => control(element, 1, 'first').click());
    await typeInto(element, 'data.1.value', 'a=b');
    const failed = next(element, 'cti-error');
    submit(element).click();
    expect((await failed).error).to.include({ code: 'INVALID', field: 'entry.data.1' });
    await use(element, () => {});
    expect(orders()).to.deep.equal([]);
    expect(problem(element, 'data.1')).to.contain('“a=b” of Par2 cannot be sent');
    expect(problem(element, 'data.0')).to.equal('');
    expect([input(element, 'data.1.value').value, numbers(element)[0], focused(element)]).to.deep.equal([
      'a=b',
      '098124484',
      'data.1',
    ]);
    await typeInto(element, 'data.1.value', 'b');
    expect(problem(element, 'data.1')).to.equal('');
  });

  it('adds and removes pairs by keyboard, and sends them in order [C-067]', async () => {
    const { element, orders } = await setup();
    find(element, '[name=add-pair]').focus();
    await press('Enter');
    await use(element, () => {});
    expect(focused(element)).to.equal('data.2');
    await typeKeys('Par3');
    await press('Tab');
    await typeKeys('x');
    expect(find(element, '[name=remove-pair]').ariaLabel).to.equal('Remove 1');
    await use(element, () => find(element, '[name=remove-pair]').click());
    expect(focused(element)).to.equal('add-pair');
    await element.respool();
    expect(orders()[0]?.data).to.deep.equal([
      ['Par2', 'Val2'],
      ['Par3', 'x'],
    ]);
  });

  it('says when nothing is changed, and respools all the same', async () => {
    const { element, orders } = await setup();
    expect([words(element), changes(element)]).to.satisfy(
      ([text, list]: [string, string[]]) => text.includes('Nothing changed yet.') && !list.length,
    );
    await element.respool();
    expect(orders()).to.deep.equal([entry]);
  });

  it('lists every change from before to after as it is made, and takes them back with one button', async () => {
    const { element } = await setup();
    const undo = find(element, '[name=load]');
    expect(undo.hidden).to.equal(true);
    await use(element, () => control(element, 1, 'first').click());
    await typeInto(element, 'data.0.value', 'new');
    expect(changes(element)).to.deep.equal([
      'Dialled next 098344484 → 098124484',
      'Then 098124484, 091000000 → 098344484, 091000000',
      'Retries 3 → 0',
      'Data Par1=Val1, Par2=Val2 → Par1=new, Par2=Val2',
    ]);
    expect(words(element, '[name=load]')).to.equal('Undo changes');
    await use(element, () => undo.click());
    expect([changes(element), undo.hidden, focused(element)]).to.deep.equal([[], true, 'respool']);
  });
});

describe('<cti-respool-editor> in a form @engines', () => {
  const value = (element: CtiRespoolEditor) =>
    new FormData(element.closest('form') as HTMLFormElement).get('line') as string | null;

  it('gives the edited entry as JSON, and nothing without a contact', async () => {
    const { element } = await setup();
    await use(element, () => control(element, 1, 'first').click());
    expect(JSON.parse(value(element) ?? '')).to.deep.include({ destination: '098124484', retries: 0, contact: 222 });
    const { element: empty } = await setup({ given: null });
    expect(value(empty)).to.equal(null);
  });

  it('goes back to the entry when the form is reset', async () => {
    const { element } = await setup();
    await use(element, () => control(element, 1, 'first').click());
    await typeInto(element, 'adding', '0977');
    element.closest('form')?.reset();
    await element.updateComplete;
    expect([numbers(element)[0], input(element, 'adding').value]).to.deep.equal(['098344484', '']);
  });

  it('does not submit the form by its buttons or by Enter', async () => {
    const { element, orders } = await setup();
    const byButtons = await submissions(element, async () => {
      for (const button of findAll(element, 'button')) button.click();
      await element.updateComplete;
    });
    expect(byButtons).to.deep.equal({ byAct: 0, byOwnField: 1 });
    expect(orders().length, 'what they do instead').to.equal(1);
    const { element: other } = await setup();
    const byEnter = await submissions(other, async () => {
      input(other, 'priority').focus();
      await press('Enter');
      input(other, 'adding').focus();
      await typeKeys('0977');
      await press('Enter');
      await other.updateComplete;
    });
    expect(byEnter).to.deep.equal({ byAct: 0, byOwnField: 1 });
    expect(numbers(other), 'what it does instead').to.include('0977');
  });

  it('is disabled by its attribute and by a fieldset, and comes back', async () => {
    const { element } = await setup();
    const fieldset = document.createElement('fieldset');
    element.replaceWith(fieldset);
    fieldset.append(element);
    for (const [switched, on] of [
      [fieldset, true],
      [fieldset, false],
      [element, true],
      [element, false],
    ] as const) {
      switched.disabled = on;
      await new Promise((resolve) => setTimeout(resolve));
      expect(submit(element).matches(':disabled'), `${switched.localName} ${on}`).to.equal(on);
      expect(input(element, 'priority').matches(':disabled')).to.equal(on);
      expect(getComputedStyle(find(element, 'data')).visibility).to.equal(on ? 'hidden' : 'visible'); // nothing to drag
    }
  });
});
