import { expect } from 'chai';
import { fc } from '../../seeded.js';
import { render } from 'lit';
import { readTree } from '../../../src/elements/cti-disposition-form/disposition-tree.js';
import { DispositionCombobox } from '../../../src/elements/cti-disposition-form/disposition-combobox.js';

const nodes = [
  {
    label: 'Sale',
    children: [{ label: 'Card', children: [{ label: 'Visa' }, { label: 'Crédito' }] }, { label: 'Cash' }],
  },
  { label: 'Call back' },
  { label: 'Call back later' },
];

/** A field that is drawn anew after every step, and the keys and texts that a person gives it. */
function drawn(source: unknown = nodes) {
  const page = document.createElement('div');
  const field: DispositionCombobox = new DispositionCombobox(() => render(field.render(undefined), page));
  field.tree = readTree(source);
  field.write('');
  const input = page.querySelector('input') as HTMLInputElement;
  const press = (key: string, more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    input.dispatchEvent(event);
    return event.defaultPrevented;
  };
  const type = (text: string) => {
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const options = () => [...page.querySelectorAll('[role=option]')];
  /** Which option the arrows are at, by the field's own word; -1 for none. */
  const active = () => options().findIndex(({ id }) => id === input.getAttribute('aria-activedescendant'));
  return { field, input, press, type, options, active };
}

describe('result field @engines', () => {
  it('never has its arrows outside the list, whatever is pressed', () => {
    const keys = fc.constantFrom('ArrowDown', 'ArrowUp', 'Home', 'End', 'Enter', 'Escape', 'sale', 'xyz', '');
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 30 }), (pressed) => {
        const { field, input, press, type, options, active } = drawn();
        for (const key of pressed) {
          if (/^[A-Z]/.test(key)) press(key);
          else type(key);
          expect(input.hasAttribute('aria-activedescendant')).to.equal(active() >= 0);
          expect(options().filter((each) => each.ariaSelected === 'true')).to.have.length(active() < 0 ? 0 : 1);
          expect(input.ariaExpanded).to.equal(String(options().length > 0));
          expect(input.value).to.equal(field.text);
        }
      }),
    );
  });

  it('goes round at the ends', () => {
    const { press, active } = drawn();
    const at = ['ArrowUp', 'ArrowDown', 'ArrowDown', 'End', 'ArrowUp', 'Home', 'ArrowUp'].map(
      (key) => (press(key), active()),
    );
    expect(at).to.deep.equal([4, 0, 1, 4, 3, 0, 4]);
  });

  it('lets Enter take the only match or the whole path, and nothing while there are two', () => {
    const { field, press, type } = drawn();
    type('sale');
    expect(press('Enter')).to.equal(true);
    expect(field.leaf).to.equal(undefined);
    type('vis');
    press('Enter');
    expect(field.text).to.equal('Sale › Card › Visa');
    type('call BACK');
    press('Enter');
    expect(field.text).to.equal('Call back');
  });

  it('leaves keys to the browser and the page that are not for the list', () => {
    const { press, type } = drawn();
    for (const key of ['Enter', 'Escape', 'Home', 'a']) expect(press(key), key).to.equal(false);
    type('sale');
    expect(press('a')).to.equal(false);
    for (const more of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { isComposing: true }])
      for (const key of ['Enter', 'Home', 'ArrowDown']) expect(press(key, more)).to.equal(false);
  });

  it('shows all again after a choice', () => {
    const { press, type, options } = drawn();
    type('cash');
    expect(options()).to.have.length(1);
    press('Enter');
    expect(options()).to.have.length(0);
    press('ArrowDown');
    expect(options()).to.have.length(5);
  });

  it('looks for the typed text again when the tree is another one', () => {
    const { field, type } = drawn();
    type('sale › cash');
    expect(field.leaf?.levels).to.deep.equal({ level1: 'Sale', level2: 'Cash' });
    field.tree = readTree([{ label: 'Sale', value: 'S', children: [{ label: 'Cash', value: 'C' }] }]);
    expect(field.leaf?.levels).to.deep.equal({ level1: 'S', level2: 'C' });
    field.tree = readTree([{ label: 'Else' }]);
    expect([field.leaf, field.text]).to.deep.equal([undefined, 'sale › cash']);
  });

  it('cannot be changed while it is locked', () => {
    const { field, input, press, options } = drawn();
    input.readOnly = true;
    press('ArrowDown');
    input.click();
    expect([options().length, field.text]).to.deep.equal([0, '']);
  });
});
