import { expect } from 'chai';
import type { CtiDispositionForm } from '../../../src/elements/cti-disposition-form/cti-disposition-form.js';
import { CtiError } from '../../../src/core/errors.js';
import { audit, press, typeKeys } from '../elements.fixture.js';
import { choose, failing, formPage, has, part, textOf, tree, write } from './cti-disposition-form.fixture.js';
import './picker-stub.js';

const many = ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven'];
const dispositions = many.map((label) => ({ label }));

const chips = (form: CtiDispositionForm) => [...(form.shadowRoot?.querySelectorAll<HTMLElement>('[role=radio]') ?? [])];
const labels = (form: CtiDispositionForm) => chips(form).map((chip) => textOf(chip.querySelector('span')!));
const chosen = (form: CtiDispositionForm) =>
  chips(form).flatMap((chip, place) => (chip.ariaChecked === 'true' ? place + 1 : []));
const focused = (form: CtiDispositionForm) => form.shadowRoot?.activeElement;
const field = (form: CtiDispositionForm) => part<HTMLInputElement>(form, '#level1');
const keys = async (form: CtiDispositionForm, ...pressed: string[]) => {
  for (const key of pressed) await press(key);
  await form.updateComplete;
};
const save = async (form: CtiDispositionForm, words: string) => {
  await choose(form, words);
  await form.dispose();
  await form.updateComplete;
};

describe('the results at hand', () => {
  it('have no accessibility violation: none chosen, one chosen, refused', async () => {
    const { form, answer } = await formPage({ dispositions });
    expect(await audit(form)).to.deep.equal([]);
    chips(form)[1]!.click();
    await form.updateComplete;
    expect(await audit(form)).to.deep.equal([]);
    answer.with = failing(new CtiError('REJECTED', 'No.'));
    await form.dispose();
    await form.updateComplete;
    expect(await audit(form)).to.deep.equal([]);
  });

  it('are all of a small tree in its order, each with its digit, its last label and its path as a name', async () => {
    const { form } = await formPage();
    expect(labels(form)).to.deep.equal([
      ...['Visa', 'Crédito', 'Cash', 'Asked not to be called', 'Wrong number'],
      ...['Call back', 'Thinks it over', 'No answer'],
    ]);
    const [visa] = chips(form);
    expect(textOf(visa!)).to.equal('1Visa');
    const name = visa!.ariaLabel?.replace(/[\u2066-\u2069]/g, '');
    expect([name, visa!.title, visa!.getAttribute('aria-keyshortcuts')]).to.deep.equal([
      ...['Sale › Card › Visa', visa!.ariaLabel, '1'],
    ]);
    expect(has(form, '[name=all]')).to.equal(false);
  });

  it('show the label above where two have the same one', async () => {
    const other = { label: 'Other' };
    const { form } = await formPage({
      dispositions: [
        { label: 'Sale', children: [{ label: 'New' }, other] },
        { label: 'Complaint', children: [other] },
      ],
    });
    expect(labels(form)).to.deep.equal(['New', 'Sale › Other', 'Complaint › Other']);
  });

  it('are the first of a large tree, with a button that opens the list of all at the field', async () => {
    const { form } = await formPage({ dispositions });
    expect(labels(form)).to.deep.equal(many.slice(0, 9));
    await choose(form, 'two');
    part(form, '[name=all]').click();
    await form.updateComplete;
    expect(focused(form)).to.equal(field(form));
    expect(form.shadowRoot?.querySelectorAll('[role=option]')).to.have.length(11);
  });

  it('are as many as the page says, and none for 0', async () => {
    const { form } = await formPage({ dispositions });
    for (const [most, count] of [
      [3, 3],
      [40, 9],
      [0, 0],
      [NaN, 0],
    ] as const) {
      form.setAttribute('chips', String(most));
      await form.updateComplete;
      expect([chips(form).length, has(form, '[name=all]'), has(form, '.choice kbd')]).to.deep.equal([
        count,
        count > 0,
        count > 0,
      ]);
    }
  });

  it('show what is chosen by its words, and the field shows what is chosen here', async () => {
    const { form } = await formPage();
    await choose(form, 'cash');
    expect(chosen(form)).to.deep.equal([3]);
    chips(form)[0]!.click();
    await form.updateComplete;
    expect([chosen(form), field(form).value, form.leafText]).to.deep.equal([
      [1],
      'Sale › Card › Visa',
      'Sale › Card › Visa',
    ]);
    await write(form, 'level1', 'x');
    expect(chosen(form)).to.deep.equal([]);
  });
});

describe('the keys of the results at hand', () => {
  it('are one stop of Tab; the arrows go in two columns, around at the ends, and choose', async () => {
    const { form } = await formPage({ dispositions });
    field(form).focus();
    await keys(form, 'Tab');
    expect([focused(form), chosen(form)]).to.deep.equal([chips(form)[0], []]);
    const at: unknown[] = [];
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowRight', 'ArrowRight', 'ArrowUp']) {
      await keys(form, key);
      expect(focused(form)).to.equal(chips(form)[chosen(form)[0]! - 1]);
      at.push(...chosen(form));
    }
    expect(at).to.deep.equal([2, 4, 2, 8, 9, 1, 9]);
    await keys(form, 'ArrowDown', 'Shift+Tab');
    expect(focused(form)).to.equal(field(form));
    await keys(form, 'Tab');
    expect(focused(form), 'what is chosen').to.equal(chips(form)[0]);
  });

  it('go the other way in a page from right to left', async () => {
    const { form } = await formPage({ dispositions });
    form.dir = 'rtl';
    form.focusChips();
    const at: unknown[] = [];
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowDown']) {
      await keys(form, key);
      at.push(...chosen(form));
    }
    expect(at).to.deep.equal([2, 1, 3]);
  });

  it('choose by their digit while the focus is in them, also on its button for all, and nowhere else', async () => {
    const { form } = await formPage({ dispositions });
    form.focusChips();
    await keys(form, '4');
    expect([chosen(form), focused(form)]).to.deep.equal([[4], chips(form)[3]]);
    part(form, '[name=all]').focus();
    await keys(form, '9');
    expect([chosen(form), focused(form)]).to.deep.equal([[9], chips(form)[8]]);
    await keys(form, '0');
    expect(chosen(form)).to.deep.equal([9]);
    part(form, '#comment').focus();
    await typeKeys('5');
    part(form, '[part~=submit]').focus();
    await keys(form, '6');
    expect([chosen(form), part<HTMLTextAreaElement>(form, '#comment').value]).to.deep.equal([[9], '5']);
  });

  it('choose by the place of a digit where a keyboard has another sign on it', async () => {
    const { form } = await formPage({ dispositions });
    form.focusChips();
    const type = (key: string, code: string, more = {}) =>
      focused(form)!.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, ...more }));
    type('é', 'Digit2');
    await form.updateComplete;
    expect(chosen(form)).to.deep.equal([2]);
    type('!', 'Digit1', { shiftKey: true });
    await form.updateComplete;
    expect(chosen(form)).to.deep.equal([2]);
  });

  for (const key of [' ', 'Enter'])
    it(`choose by “${key}” the one that has the focus`, async () => {
      const { form, disposed } = await formPage({ dispositions });
      form.focusChips();
      await keys(form, key);
      expect([chosen(form), disposed]).to.deep.equal([[1], []]);
    });

  it('do nothing with Ctrl, Alt, the Windows key or AltGr, in a conversion, or held down', async () => {
    const { form } = await formPage({ dispositions });
    form.focusChips();
    const odd: KeyboardEventInit[] = [
      ...[{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { modifierAltGraph: true }],
      ...[{ isComposing: true }, { repeat: true }],
    ];
    for (const more of odd)
      for (const key of ['3', 'ArrowDown', '/'])
        focused(form)!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
    const held = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, cancelable: true });
    focused(form)!.dispatchEvent(held);
    await form.updateComplete;
    expect([chosen(form), focused(form), held.defaultPrevented]).to.deep.equal([[], chips(form)[0], true]);
  });

  it('have / for the field that finds the others', async () => {
    const { form } = await formPage({ dispositions });
    form.focusChips();
    await keys(form, '/');
    expect([focused(form), field(form).value]).to.deep.equal([field(form), '']);
    await keys(form, '/');
    expect(field(form).value).to.equal('/');
  });

  it('save what is chosen by Ctrl + Enter', async () => {
    const { form, disposed } = await formPage({ dispositions });
    form.focusChips();
    await keys(form, '3', 'Control+Enter');
    expect(disposed.map(({ level1 }) => level1)).to.deep.equal(['Three']);
  });
});

describe('the order of the results at hand', () => {
  it('is what this agent uses most, from the next call on; during a call no digit changes', async () => {
    const { form, learn } = await formPage({ dispositions, memory: 'Ana@x' });
    for (const words of ['eleven', 'ten', 'eleven']) await save(form, words);
    expect(labels(form)).to.deep.equal(many.slice(0, 9));
    await learn('098765432');
    expect(labels(form)).to.deep.equal(['Eleven', 'Ten', ...many.slice(0, 7)]);
  });

  it('stays with a call also when its draft is written, left and opened again', async () => {
    const { form, learn } = await formPage({ dispositions, memory: 'Ana@x' });
    await save(form, 'ten');
    await write(form, 'comment', 'x');
    expect(labels(form)).to.deep.equal(many.slice(0, 9));
    await learn('098765432');
    expect(labels(form), 'still the form of the first').to.deep.equal(many.slice(0, 9));
    part(form, '[name=leave]').click();
    await form.updateComplete;
    expect(labels(form)).to.deep.equal(['Ten', ...many.slice(0, 8)]);
  });

  it('is there again after a reload, for the same agent and campaign and no other', async () => {
    const first = await formPage({ dispositions, memory: 'Ana@x' });
    await save(first.form, 'ten');
    first.form.remove();
    const orders = [];
    for (const [memory, campaign] of [
      ['Ana@x', 'Sale->'],
      ['Ana@x', 'Support<-'],
      ['Luz@x', 'Sale->'],
    ] as const) {
      const { form, learn } = await formPage({ dispositions, memory, call: false });
      await learn('099', campaign);
      orders.push(labels(form)[0]);
    }
    expect(orders).to.deep.equal(['Ten', 'One', 'One']);
  });

  it('leaves out what the tree has no more', async () => {
    const { form, learn } = await formPage({ dispositions, memory: 'Ana@x' });
    await save(form, 'ten');
    await learn('098765432');
    form.dispositions = dispositions.filter(({ label }) => label !== 'Ten');
    await form.updateComplete;
    expect(labels(form)).to.deep.equal(many.slice(0, 9));
  });

  it('is of a small tree always the tree’s', async () => {
    const { form, learn } = await formPage({ memory: 'Ana@x' });
    const before = labels(form);
    await save(form, 'no answer');
    await learn('098765432');
    expect(labels(form)).to.deep.equal(before);
  });
});

describe('a result at hand that was refused', () => {
  it('says so by a sign and an edge of its own until another one is chosen', async () => {
    const { form, answer } = await formPage();
    answer.with = failing(new CtiError('REJECTED', 'It does not exist.'));
    form.focusChips();
    await keys(form, '1');
    await form.dispose();
    await form.updateComplete;
    const group = part(form, '[role=radiogroup]');
    const refused = () => chips(form).flatMap((chip, place) => (chip.querySelector('svg') ? place + 1 : []));
    expect([group.ariaInvalid, refused(), textOf(part(form, '[part~=status]'))]).to.deep.equal([
      ...['true', [1], 'It does not exist.'],
    ]);
    await keys(form, '2');
    expect([group.ariaInvalid, refused()]).to.deep.equal(['false', []]);
  });

  it('is not blamed for a sign-in that is over', async () => {
    const { form, answer } = await formPage();
    answer.with = failing(new CtiError('UNAUTHORIZED', 'Sign in again.'));
    await choose(form, 'visa');
    await form.dispose();
    await form.updateComplete;
    expect(part(form, '[role=radiogroup]').ariaInvalid).to.equal('false');
  });

  it('cannot be changed while it is on its way', async () => {
    const { form, answer } = await formPage({ dispositions: tree });
    answer.with = () => new Promise(() => {});
    await choose(form, 'visa');
    void form.dispose();
    await form.updateComplete;
    chips(form)[2]!.click();
    await form.updateComplete;
    expect(chosen(form)).to.deep.equal([1]);
  });
});
