import { expect } from 'chai';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import type { CtiRespoolEditor } from '../../../src/elements/cti-respool-editor/cti-respool-editor.js';
import { audit, next, press } from '../elements.fixture.js';
import {
  control,
  entry,
  find,
  findAll,
  focused,
  input,
  numbers,
  problem,
  said,
  setup,
  submit,
  talking,
  typeInto,
  use,
  words,
} from './cti-respool-editor.fixture.js';

const middle = (element: Element): [number, number] => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [Math.round(x + width / 2), Math.round(y + height / 2)];
};
const row = (element: CtiRespoolEditor, index: number) => findAll(element, 'ol > li')[index] as HTMLElement;
const handle = (element: CtiRespoolEditor, index: number) => findAll(element, 'data')[index] as HTMLElement;

/** Drags the handle of a row to where another row stands. */
async function drag(element: CtiRespoolEditor, from: number, to: number) {
  const [x, y] = middle(row(element, to));
  await sendMouse({ type: 'move', position: middle(handle(element, from)) });
  await sendMouse({ type: 'down' });
  await sendMouse({ type: 'move', position: [x, y] });
  await sendMouse({ type: 'move', position: [x, y + (to > from ? 6 : -6)] });
  await element.updateComplete;
  const wasHeld = !!find(element, '.held');
  await sendMouse({ type: 'up' });
  await resetMouse();
  await element.updateComplete;
  expect([wasHeld, find(element, '.held')]).to.deep.equal([true, null]);
}

describe('<cti-respool-editor>', () => {
  for (const dark of [false, true]) {
    it(`passes the accessibility audit, ${dark ? 'dark' : 'light'}`, async () => {
      const { element } = await setup({ dark });
      expect(await audit(element)).to.deep.equal([]);
      await use(element, () => control(element, 1, 'first').click());
      await typeInto(element, 'priority', '1');
      await element.respool();
      expect(await audit(element)).to.deep.equal([]);
      const { element: empty } = await setup({ dark, given: null });
      expect(await audit(empty)).to.deep.equal([]);
      const { element: off } = await setup({ dark, can: ['cti'] });
      expect(await audit(off)).to.deep.equal([]);
    });
  }

  it('sends a reordered list with 0 retries and the new main number gone from the others [C-129]', async () => {
    const { element, orders } = await setup();
    await use(element, () => control(element, 1, 'first').click());
    await element.respool();
    expect(orders()).to.deep.equal([
      { ...entry, destination: '098124484', alternatives: ['098344484', '091000000'], retries: 0 },
    ]);
  });

  it('reorders by keyboard, keeps the focus on the moved row, and says where it is', async () => {
    const { element } = await setup();
    control(element, 1, 'remove').focus();
    await press('Alt+ArrowUp');
    await element.updateComplete;
    expect(numbers(element)).to.deep.equal(['098124484', '098344484', '091000000']);
    expect([focused(element), said(element)]).to.deep.equal(['up 098124484', '098124484 is now number 1 of 3.']);
    for (let presses = 0; presses < 3; presses++) await press('Alt+ArrowDown');
    await element.updateComplete;
    expect(numbers(element)).to.deep.equal(['098344484', '091000000', '098124484']);
    expect([focused(element), said(element)]).to.deep.equal(['down 098124484', '098124484 is now number 3 of 3.']);
  });

  it('moves with the buttons, by Enter and by Space, and the focus goes along', async () => {
    const { element } = await setup();
    control(element, 0, 'down').focus();
    await press('Enter');
    await element.updateComplete;
    expect([numbers(element)[1], focused(element)]).to.deep.equal(['098344484', 'down 098344484']);
    await press('Space');
    await element.updateComplete;
    expect([numbers(element)[2], focused(element)]).to.deep.equal(['098344484', 'down 098344484']);
    await use(element, () => control(element, 0, 'up').click());
    expect(numbers(element)).to.deep.equal(['098124484', '091000000', '098344484']); // it is first already
  });

  it('makes a number the next to dial with one button, named with the number', async () => {
    const { element } = await setup();
    expect(['first', 'up', 'down', 'remove'].map((name) => control(element, 1, name).ariaLabel)).to.deep.equal([
      'Dial next 098124484',
      'Up 098124484',
      'Down 098124484',
      'Remove 098124484',
    ]);
    control(element, 1, 'first').focus();
    await press('Enter');
    await element.updateComplete;
    expect([numbers(element)[0], focused(element)]).to.deep.equal(['098124484', 'first 098124484']);
    expect(words(element, 'ol > li [name=first]')).to.equal('Dialled next');
  });

  it('reorders by dragging a handle, and never to where the number on the line would be next [C-127]', async () => {
    const { element } = await setup();
    await drag(element, 1, 0);
    expect(numbers(element)).to.deep.equal(['098124484', '098344484', '091000000']);
    expect(said(element)).to.equal('098124484 is now number 1 of 3.');
    await drag(element, 1, 2);
    expect(numbers(element)).to.deep.equal(['098124484', '091000000', '098344484']);
    await drag(element, 1, 0);
    expect(numbers(element)).to.deep.equal(['098124484', '091000000', '098344484']);
    expect(said(element)).to.contain('091000000 is on the line now');
  });

  it('reorders by a finger, which does not scroll the page', async () => {
    const { element } = await setup();
    const target = handle(element, 1);
    target.setPointerCapture = () => {}; // a made-up finger cannot be captured
    const finger = (type: string, clientY: number) =>
      target.dispatchEvent(
        new PointerEvent(type, { pointerId: 7, pointerType: 'touch', clientY, bubbles: true, cancelable: true }),
      );
    finger('pointerdown', middle(target)[1]);
    finger('pointermove', middle(row(element, 0))[1] - 8);
    finger('lostpointercapture', 0);
    finger('pointermove', middle(row(element, 2))[1] + 8); // no finger holds it any more
    await element.updateComplete;
    expect(numbers(element)).to.deep.equal(['098124484', '098344484', '091000000']);
    expect(getComputedStyle(target).touchAction).to.equal('none');
  });

  it('says in words which number is on the line, and refuses it as the next to dial [C-127]', async () => {
    const { element } = await setup();
    expect(words(element, 'ol > li:last-child > span')).to.equal('091000000 (on the line now)');
    for (const act of ['first', 'up', 'up'])
      await use(element, () => find(element, `[name=${act}][value="${talking}"]`).click());
    await use(element, () => control(element, 0, 'remove').click());
    expect(numbers(element)).to.deep.equal(['098344484', '091000000', '098124484']);
    expect(said(element)).to.equal('091000000 is on the line now: choose another number to dial next.');
  });

  it('refuses to send when the portal itself names the number on the line, before any byte [C-127]', async () => {
    const { element, orders } = await setup({ given: { ...entry, destination: talking, alternatives: ['098124484'] } });
    const failed = next(element, 'cti-error');
    submit(element).click();
    expect((await failed).error).to.include({ code: 'INVALID', field: 'entry.destination' });
    await use(element, () => {});
    expect([orders(), problem(element, 'number-0')]).to.deep.equal([
      [],
      '091000000 is on the line now: choose another number to dial next.',
    ]);
    expect(focused(element)).to.equal(`first ${talking}`);
    await use(element, () => control(element, 1, 'first').click());
    expect(problem(element, 'number-0')).to.equal('');
  });

  it('removes a number, keeps the last, and the focus is not lost', async () => {
    const { element } = await setup();
    control(element, 0, 'remove').focus();
    await press('Enter');
    await use(element, () => {});
    expect([numbers(element), focused(element)]).to.deep.equal([['098124484', '091000000'], 'adding']);
    await use(element, () => control(element, 1, 'remove').click());
    expect(numbers(element)).to.deep.equal(['098124484']);
    expect(findAll(element, 'ol button')).to.deep.equal([]);
  });

  it('adds a number by Enter, and refuses one twice and one with a colon beside the field', async () => {
    const { element } = await setup();
    const field = input(element, 'adding');
    field.focus();
    await sendKeys({ type: '12-345' });
    await press('Enter');
    await use(element, () => {});
    expect(numbers(element)).to.deep.equal(['098344484', '098124484', '091000000', '12-345']);
    expect([field.value, focused(element), said(element)]).to.deep.equal([
      '',
      'adding',
      '12-345 is now number 4 of 4.',
    ]);
    for (const [text, why] of [
      ['12 345', 'on the list already'],
      ['12:34', 'no colon'],
      ['', 'Enter a number.'],
    ] as const) {
      await typeInto(element, 'adding', text);
      await use(element, () => find(element, '[name=add]').click());
      expect(problem(element, 'adding')).to.contain(why);
      expect([field.value, field.getAttribute('aria-invalid'), focused(element)]).to.deep.equal([
        text,
        'true',
        'adding',
      ]);
    }
    expect(numbers(element)).to.have.length(4);
  });

  it('does not send while a number was typed and not added', async () => {
    const { element, orders } = await setup();
    await typeInto(element, 'adding', '0977');
    await element.respool();
    await use(element, () => {});
    expect([orders(), problem(element, 'adding'), focused(element)]).to.deep.equal([
      [],
      'Add this number, or clear the field.',
      'adding',
    ]);
    await typeInto(element, 'adding', '');
    await element.respool();
    expect(orders(), 'once it is cleared').to.have.length(1);
  });
});
