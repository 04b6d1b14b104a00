import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import { writeRespoolObject } from '../../../src/transports/integra/integra-codec.js';
import type { Reply, RespoolEntry } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import { lockedFields } from '../../../src/core/respool-edit.js';
import type { CtiRespoolEditor } from '../../../src/elements/cti-respool-editor/cti-respool-editor.js';
import { audit, insertText, next, press, typeKeys, submissions, until } from '../elements.fixture.js';
import {
  cards,
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
  primary,
  tryNext,
  unfold,
  talking,
  typeInto,
  use,
  words,
  allWords,
  changes,
  status,
  callComes,
  ctiOf,
  other,
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
      await use(element, () => control(element, 1, 'up').click());
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
    await use(element, () => control(element, 1, 'up').click());
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

  it('names each button of a row by its number, and lets none go over the ends', async () => {
    const { element } = await setup();
    expect(['up', 'down', 'remove'].map((name) => control(element, 1, name).ariaLabel)).to.deep.equal([
      'Up: 098124484',
      'Down: 098124484',
      'Remove: 098124484',
    ]);
    const off = findAll(element, '.acts [aria-disabled=true]').map((each) => each.ariaLabel);
    expect(off).to.deep.equal(['Up: 098344484', 'Down: 091000000']);
    await use(element, () => control(element, 0, 'up').click());
    await use(element, () => control(element, 2, 'down').click());
    expect([numbers(element), said(element)]).to.deep.equal([
      ['098344484', '098124484', '091000000'],
      'Drag, or press Alt and an arrow key on a button.',
    ]);
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
    expect(words(element, 'ol > li:last-child > span')).to.equal('091000000 (this call)');
    for (const act of ['up', 'up'])
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
    expect(focused(element)).to.equal(`down ${talking}`);
    await use(element, () => control(element, 1, 'up').click());
    expect(problem(element, 'number-0')).to.equal('');
  });

  it('removes a number, keeps the last, and the focus is not lost', async () => {
    const { element } = await setup();
    control(element, 0, 'remove').focus();
    await press('Enter');
    await use(element, () => {});
    expect([numbers(element), focused(element), said(element)]).to.deep.equal([
      ['098124484', '091000000'],
      'undo',
      '098344484 is removed.',
    ]);
    await use(element, () => control(element, 1, 'remove').click());
    expect(numbers(element)).to.deep.equal(['098124484']);
    expect(findAll(element, 'ol :is(button, data)'), 'nothing to move').to.deep.equal([]);
    await use(element, () => find(element, '[name=undo]').click());
    expect([numbers(element), focused(element)]).to.deep.equal([['098124484', '091000000'], 'remove 091000000']);
  });

  it('takes back a removal at its old place, of a number and of data, until something else is changed', async () => {
    const { element } = await setup();
    await use(element, () => control(element, 0, 'remove').click());
    await press('Enter');
    await use(element, () => {});
    expect([numbers(element), changes(element), find(element, '[name=undo]')]).to.deep.equal([
      ['098344484', '098124484', '091000000'],
      [],
      null,
    ]);
    await use(element, () => find(element, '[name=remove-pair]').click());
    expect([focused(element), changes(element)]).to.deep.equal(['undo', ['Data Par1=Val1, Par2=Val2 → Par2=Val2']]);
    await press('Enter');
    await use(element, () => {});
    expect([focused(element), changes(element)]).to.deep.equal(['remove-pair 1', []]);
    await use(element, () => control(element, 1, 'remove').click());
    await typeInto(element, 'priority', '5');
    expect(find(element, '[name=undo]')).to.equal(null);
  });

  it('says nothing of dragging where there is one number', async () => {
    const { element } = await setup({ given: { ...entry, alternatives: [] } });
    expect([said(element), findAll(element, 'ol :is(button, data)')]).to.deep.equal(['', []]);
  });

  it('adds a number by Enter, and refuses one twice and one with a colon beside the field', async () => {
    const { element } = await setup();
    const field = input(element, 'adding');
    field.focus();
    await insertText('\u202a12\u2013345\u202c');
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
      ['12:345', 'two numbers'],
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

describe('the fields of <cti-respool-editor>', () => {
  it('shows what belongs to the dialer only to read, with the reason, and sends it as it came [C-126]', async () => {
    const { element, orders } = await setup();
    expect(allWords(element, 'ul.columns li')).to.deep.equal([
      'Campaign Ventas outbound',
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
    await use(element, () => control(element, 1, 'up').click());
    const field = input(element, 'retries');
    expect([field.value, field.readOnly]).to.deep.equal(['0', true]);
    expect(words(element, '#retries-hint')).to.equal('Starts at 0 for another number.');
    await use(element, () => control(element, 1, 'up').click());
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
    await use(element, () => control(element, 1, 'up').click());
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
    expect(find(element, '[name=remove-pair]').ariaLabel).to.equal('Remove: Par1');
    await use(element, () => find(element, '[name=remove-pair]').click());
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
    await use(element, () => control(element, 1, 'up').click());
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
    await use(element, () => control(element, 1, 'up').click());
    expect(JSON.parse(value(element) ?? '')).to.deep.include({ destination: '098124484', retries: 0, contact: 222 });
    const { element: empty } = await setup({ given: null });
    expect(value(empty)).to.equal(null);
  });

  it('goes back to the entry when the form is reset', async () => {
    const { element } = await setup();
    await use(element, () => control(element, 1, 'up').click());
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

describe('sending of <cti-respool-editor>', () => {
  it('asks the page first, and sends nothing when it says no', async () => {
    const { element, orders } = await setup();
    element.addEventListener('cti-request', (event) => event.preventDefault(), { once: true });
    await use(element, () => control(element, 1, 'up').click());
    expect(await element.respool()).to.equal(undefined);
    expect([orders(), numbers(element)[0]]).to.deep.equal([[], '098124484']);
    await element.respool();
    expect(
      orders().map(({ destination }) => destination),
      'when it says yes',
    ).to.deep.equal(['098124484']);
  });

  it('keeps what was sent, and says what happened', async () => {
    const { element } = await setup();
    await use(element, () => control(element, 1, 'up').click());
    const result = next(element, 'cti-result');
    submit(element).click();
    expect((await result).reply.status).to.equal('sent');
    await use(element, () => {});
    expect([numbers(element)[0], changes(element), words(element, '#changes .hint:last-child')]).to.deep.equal([
      '098124484',
      [],
      'Nothing changed since it was sent.',
    ]);
    expect(find(element, '[name=load]').hidden, 'nothing to undo').to.equal(true);
    expect(status(element)).to.equal(
      '098124484 was sent to the dialer as next in Ventas, outbound. It is not confirmed.',
    );
    expect(find(element, '.outcome').dataset['state']).to.equal('sent');
    await typeInto(element, 'agentPhone', '5');
    expect(status(element)).to.contain('was sent to the dialer'); // until the next command
    expect(changes(element)).to.deep.equal(['Agent phone 1001 → 5']);
  });

  it('gives the main number its retries back when it is sent again after another one', async () => {
    const { element, orders } = await setup();
    await use(element, () => tryNext(element, '098124484').click());
    await until(() => status(element).includes('098124484'));
    await use(element, () => tryNext(element, '098344484').click());
    await until(() => status(element).includes('098344484'));
    expect(orders()).to.deep.equal([
      { ...entry, destination: '098124484', alternatives: ['098344484', talking], retries: 0 },
      entry,
    ]);
  });

  it('says that it is confirmed where the dialer confirms', async () => {
    const { element } = await setup({ answer: () => ({ status: 'confirmed', transport: 'fake' }) });
    await element.respool();
    await element.updateComplete;
    expect(status(element)).to.equal('098344484 is next in Ventas, outbound.');
  });

  it('keeps every change when the dialer says no', async () => {
    const { element } = await setup({ answer: () => Promise.reject(new CtiError('REJECTED', 'The dialer said no.')) });
    await use(element, () => control(element, 1, 'up').click());
    await typeInto(element, 'priority', '77');
    expect(await element.respool()).to.equal(undefined);
    await element.updateComplete;
    expect(status(element)).to.equal('The dialer said no.');
    expect([numbers(element)[0], input(element, 'priority').value]).to.deep.equal(['098124484', '77']);
  });

  it('keeps what was changed while the first order was on its way', async () => {
    let arrive = (_: Reply) => {};
    const { element } = await setup({ answer: () => new Promise((resolve) => (arrive = resolve)) });
    const done = element.respool();
    await new Promise((resolve) => setTimeout(resolve));
    expect(submit(element).getAttribute('aria-busy')).to.equal('true');
    await use(element, () => control(element, 1, 'up').click());
    arrive({ status: 'sent', transport: 'fake' });
    await done;
    await element.updateComplete;
    expect(numbers(element)[0]).to.equal('098124484');
  });

  it('sends one order for two clicks', async () => {
    let arrive = (_: Reply) => {};
    const { element, orders } = await setup({ answer: () => new Promise((resolve) => (arrive = resolve)) });
    submit(element).click();
    submit(element).click();
    await new Promise((resolve) => setTimeout(resolve));
    expect(orders()).to.have.length(1);
    arrive({ status: 'sent', transport: 'fake' });
  });

  it('is one line with the reason where no dialer can ever do it, and nothing to edit', async () => {
    for (const given of [entry, null]) {
      const { element } = await setup({ given, can: ['cti'] });
      expect(words(element, 'p')).to.equal('The fake cannot respool.');
      expect(findAll(element, 'button, input, summary, fieldset')).to.deep.equal([]);
    }
  });
});

describe('<cti-respool-editor> without a contact', () => {
  it('says so, reads the call from the portal, and shows its contact', async () => {
    const { element } = await setup({ given: null });
    expect(words(element)).to.contain(
      'No contact is known here yet. Read the call from the portal to see its numbers.',
    );
    expect(words(element, '[part=submit]')).to.equal('Read the call from the portal');
    const result = next(element, 'cti-result');
    submit(element).focus();
    await press('Enter');
    expect((await result).command).to.deep.equal({ type: 'cti' });
    await use(element, () => {});
    expect([numbers(element)[0], focused(element)]).to.deep.equal(['098344484', 'next 098344484']);
  });

  it('shows what became of the reading: no call, no contact, no answer', async () => {
    const { element, portal } = await setup({ given: null });
    for (const [cti, sentence] of [
      [null, 'The portal knows of no call.'],
      [ctiOf('x', undefined), 'The portal named the call.'],
    ] as const) {
      portal.cti = cti;
      const result = next(element, 'cti-result');
      submit(element).click();
      await result;
      await element.updateComplete;
      expect([status(element), numbers(element)]).to.deep.equal([sentence, []]);
    }
    Object.defineProperty(portal, 'cti', {
      get: () => {
        throw new CtiError('TIMEOUT', 'No answer.');
      },
    });
    const failed = next(element, 'cti-error');
    submit(element).click();
    await failed;
    await element.updateComplete;
    expect(status(element)).to.equal('No answer.');
  });

  it('does not offer to read a call where nothing can, and sends nothing', async () => {
    const { element, orders } = await setup({ given: null, can: ['respool'] });
    expect(words(element)).to.contain('No contact is known here yet. Open a customer to see the numbers.');
    expect(findAll(element, 'button, input')).to.deep.equal([]);
    expect(await element.respool()).to.equal(undefined);
    expect(orders()).to.deep.equal([]);
  });
});

describe('<cti-respool-editor> when another contact comes', () => {
  it('takes it at once while nothing was changed', async () => {
    const { element, client, portal } = await setup();
    await callComes(client, portal, ctiOf('call-2', other), element);
    expect(numbers(element)).to.deep.equal(['095222333']);
  });

  it('keeps the changes, says so, and loads the new contact when asked', async () => {
    const { element, client, portal } = await setup();
    await use(element, () => control(element, 1, 'up').click());
    await callComes(client, portal, ctiOf('call-2', other), element);
    expect([numbers(element)[0], words(element, '#late')]).to.deep.equal([
      '098124484',
      'A new call has started. Your changes are kept.',
    ]);
    expect(words(element, '[name=load]')).to.equal('Load the new contact');
    expect(await audit(element)).to.deep.equal([]);
    await use(element, () => find(element, '[name=load]').click());
    expect([numbers(element), words(element, '#late'), focused(element)]).to.deep.equal([
      ['095222333'],
      '',
      'next 095222333',
    ]);
  });

  it('keeps a number that was typed and not added yet', async () => {
    const { element, client, portal } = await setup();
    await typeInto(element, 'adding', '0977');
    await callComes(client, portal, ctiOf('call-2', other), element);
    expect([numbers(element)[0], input(element, 'adding').value]).to.deep.equal(['098344484', '0977']);
  });

  it('sends the kept changes for the contact they were made to, then shows the new one', async () => {
    const { element, client, portal, orders } = await setup();
    await use(element, () => control(element, 1, 'up').click());
    await callComes(client, portal, ctiOf('call-2', other), element);
    await element.respool();
    await element.updateComplete;
    expect(orders()[0]).to.include({ contact: 222, destination: '098124484' });
    expect([numbers(element), status(element), words(element, '#told')]).to.deep.equal([
      ['095222333'],
      '', // it is not of this call
      '098124484 was sent to the dialer as next in Ventas, outbound. It is not confirmed.',
    ]);
  });

  it('keeps the contact after the call has ended, for the respool, until another call comes', async () => {
    const { element, client, portal } = await setup();
    await callComes(client, portal, null, element);
    expect(numbers(element)).to.have.length(3);
    await callComes(client, portal, ctiOf('call-2', undefined), element);
    expect(words(element)).to.contain('No contact is known here yet');
  });

  it('keeps changes while the new call names no contact', async () => {
    const { element, client, portal } = await setup();
    await typeInto(element, 'priority', '5');
    await callComes(client, portal, ctiOf('call-2', undefined), element);
    expect([input(element, 'priority').value, words(element, '#late')]).to.deep.equal([
      '5',
      'A new call has started. Your changes are kept.',
    ]);
    await use(element, () => find(element, '[name=load]').click());
    expect(words(element)).to.contain('No contact is known here yet');
  });

  it('takes the page’s entry before the portal’s, also when it was set a moment ago', async () => {
    const { element, orders } = await setup();
    element.entry = other;
    await element.respool();
    expect([orders(), numbers(element)]).to.deep.equal([[other], ['095222333']]);
    element.entry = undefined;
    await element.updateComplete;
    expect(numbers(element)[0]).to.equal(entry.destination);
  });

  it('watches its client again after it was moved in the page', async () => {
    const { element, client, portal } = await setup();
    element.closest('main')?.append(element);
    await callComes(client, portal, ctiOf('call-2', other), element);
    expect(numbers(element)).to.deep.equal(['095222333']);
  });

  it('sends data back as the dialer gave it, names a changed value that cannot go, and shows the text it came as', async () => {
    const dataText = 'due=15:30:url=https://crm.example/c/1:name=Ana';
    const data = [['due', '15:30'], ['url', 'https://crm.example/c/1'], ['name', 'Ana']] satisfies RespoolEntry['data']; // prettier-ignore
    const { element, orders } = await setup({ given: { ...entry, data, dataText } });
    expect(words(element)).to.contain(`As received: ${dataText}`);
    await typeInto(element, 'data.2.value', 'Luz');
    await element.respool();
    const [order] = orders();
    expect(order && writeRespoolObject(order).data).to.equal('due=15:30:url=https://crm.example/c/1:name=Luz');
    await typeInto(element, 'data.0.value', '16:30');
    await element.respool();
    await element.updateComplete;
    expect(problem(element, 'data.0')).to.contain('“16:30” of due cannot be sent');
    expect(orders()).to.have.length(1);
  });

  it('says what the portal’s description lacks where it cannot be respooled', async () => {
    const { element, client, portal } = await setup({ given: null });
    await callComes(client, portal, { ...ctiOf('call-2', undefined), lacks: ['contact'] }, element);
    expect(words(element)).to.contain(
      'The portal’s description of this contact lacks: contact. So it cannot be put back in the queue.',
    );
    expect(find(element, '#priority')).to.equal(null);
  });
});

describe('the cards of <cti-respool-editor>', () => {
  it('shows each number with what is known of it, and sends it with one press [C-129]', async () => {
    const { element, orders } = await setup({
      isFolded: true,
      given: { ...entry, data: [['Mobile', '098 344 484']] },
    });
    expect([words(element, 'h3'), words(element, '.head .hint'), cards(element)]).to.deep.equal([
      'Try this next',
      'Contact 222',
      ['098344484 Mobile Try next', '098124484 Try next', '091000000 On the line now This call'],
    ]);
    expect(find(element, 'details').hasAttribute('open')).to.equal(false);
    expect(tryNext(element, '098124484').ariaLabel).to.equal('Try next: 098124484');
    await use(element, () => tryNext(element, '098124484').click());
    expect(orders()).to.deep.equal([
      {
        ...entry,
        data: [['Mobile', '098 344 484']],
        destination: '098124484',
        alternatives: ['098344484', talking],
        retries: 0,
      },
    ]);
  });

  it('sends the number that was pressed, also where another contact comes in that moment', async () => {
    const { element, orders } = await setup({ isFolded: true });
    tryNext(element, '098344484').click();
    element.entry = other;
    await until(() => orders().length);
    expect(orders()).to.deep.equal([entry]);
    await until(() => !element.renderRoot.querySelector('[aria-busy=true]'));
    expect([cards(element)[0], status(element)], 'nothing of it is said of the other').to.deep.equal([
      '095222333 Try next',
      '',
    ]);
  });

  it('sends the main number as it came [C-127]', async () => {
    const { element, orders } = await setup({ isFolded: true });
    await use(element, () => tryNext(element, '098344484').click());
    expect(orders()).to.deep.equal([entry]);
  });

  it('says which numbers were tried today, and means the first that was not', async () => {
    const { element } = await setup({ isFolded: true });
    const at = new Date().setHours(0, 0, 1);
    element.tried = [
      { number: '098-344-484', at, result: 'No answer' },
      { number: '098124484', at: at - 86_400_000, result: 'Busy' },
    ];
    await element.updateComplete;
    expect(cards(element).slice(0, 2)).to.deep.equal(['098344484 No answer 00:00 Try next', '098124484 Try next']);
    document.documentElement.lang = 'en-US';
    element.requestUpdate();
    await element.updateComplete;
    document.documentElement.lang = 'en-GB';
    expect(cards(element)[0]).to.match(/^098344484 No answer 12:00\sAM Try next$/);
  });

  it('remembers the calls that it saw', async () => {
    const { element, client, portal } = await setup({ isFolded: true });
    await callComes(client, portal, { ...ctiOf('call-2', entry), callerId: '098344484' }, element);
    expect(cards(element)[2]).to.match(/^091000000 Called \d\d:\d\d Try next$/);
    expect(primary(element)).to.deep.equal(['Try next']);
    expect(cards(element).slice(0, 2)).to.deep.equal(['098344484 On the line now This call', '098124484 Try next']);
  });

  it('gets the focus on the number that is meant, and Enter tries it', async () => {
    const { element, orders } = await setup({ isFolded: true });
    await element.focusNext();
    expect(focused(element)).to.equal('next 098344484');
    await press('Enter');
    await use(element, () => {});
    expect(orders()).to.have.length(1);
    expect(focused(element), 'the focus stays').to.equal('next 098344484');
  });

  for (const key of ['Control', 'Meta'])
    it(`tries that number by ${key} and Enter, and what is edited from its own fields`, async () => {
      const { element, orders } = await setup();
      tryNext(element, '098124484').focus();
      await press(`${key}+Enter`);
      await until(() => orders().length);
      expect(orders()).to.deep.equal([entry]);
      const { element: edited, orders: second } = await setup();
      await use(edited, () => control(edited, 1, 'up').click());
      input(edited, 'priority').focus();
      await press(`${key}+Enter`);
      await until(() => second().length);
      expect(second()).to.deep.equal([
        { ...entry, destination: '098124484', alternatives: ['098344484', talking], retries: 0 },
      ]);
    });

  for (const state of ['confirmed', 'sent', 'queued'] as const)
    it(`stays as it is once it is ${state}, until another call or contact comes`, async () => {
      const { element, client, portal } = await setup({
        isFolded: true,
        answer: () => ({ status: state, transport: 'fake' }),
      });
      const before = cards(element).map((card) => card.slice(0, 9));
      await use(element, () => tryNext(element, '098124484').click());
      await until(() => cards(element)[1] === '098124484 Next');
      expect(
        cards(element).map((card) => card.slice(0, 9)),
        'no card moves',
      ).to.deep.equal(before);
      expect([cards(element)[1], find(element, '.banner').dataset['state']]).to.deep.equal(['098124484 Next', state]);
      expect([primary(element), tryNext(element, '098124484').ariaDisabled]).to.deep.equal([[], 'true']);
      expect(words(element, '#changes')).to.contain('Nothing changed since it was sent.');
      expect(await audit(element)).to.deep.equal([]);
      await callComes(client, portal, ctiOf('call-1', entry), element);
      await use(element, () => {});
      expect(cards(element)[1], 'the call is read again').to.equal('098124484 Next');
      await callComes(client, portal, ctiOf('call-2', entry), element);
      expect([cards(element)[1], status(element)]).to.deep.equal(['098124484 Try next', '']);
    });

  it('says nothing of one contact on another of the same call', async () => {
    const { element } = await setup({ isFolded: true });
    await use(element, () => tryNext(element, '098124484').click());
    await until(() => status(element).includes('098124484'));
    element.entry = { ...entry, contact: 9 };
    await element.updateComplete;
    expect([cards(element)[1], status(element)]).to.deep.equal(['098124484 Try next', '']);
  });

  it('keeps everything when it is refused, and unfolds the field that is wrong', async () => {
    const { element, orders } = await setup({
      isFolded: true,
      answer: () => Promise.reject(new CtiError('REJECTED', 'The dialer said no.')),
    });
    tryNext(element, '098124484').focus();
    await use(element, () => tryNext(element, '098124484').click());
    await until(() => status(element) === 'The dialer said no.');
    expect([cards(element)[1], focused(element)]).to.deep.equal(['098124484 Try next', 'next 098124484']);
    const { element: wrong, orders: none } = await setup({ given: { ...entry, priority: 1 }, isFolded: true });
    await use(wrong, () => tryNext(wrong, '098124484').click());
    await until(() => focused(wrong) === 'priority');
    expect([orders().length, none(), find<HTMLDetailsElement>(wrong, 'details').open]).to.deep.equal([1, [], true]);
  });

  it('says what to do where the number of the call is the only one', async () => {
    const { element } = await setup({ isFolded: true, given: { ...entry, destination: talking, alternatives: [] } });
    expect(findAll(element, '[name=next]')).to.deep.equal([]);
    expect(words(element)).to.contain('This contact has no other number. Add one under Advanced.');
  });

  it('shows a number that was added under Advanced', async () => {
    const { element } = await setup();
    await typeInto(element, 'adding', '0977');
    await use(element, () => find(element, '[name=add]').click());
    expect(cards(element)[3]).to.equal('0977 Try next');
    await use(element, () => control(element, 0, 'remove').click());
    expect(cards(element)).to.have.length(3);
  });
});

describe('<cti-respool-editor> with the contact of somebody else', () => {
  const warning = (element: CtiRespoolEditor) => words(element, '[part=warning] [role=status]');

  it('does not warn where no call is known', async () => {
    const { element } = await setup({ isFolded: true, given: null });
    element.entry = other;
    await element.updateComplete;
    expect([warning(element), primary(element)]).to.deep.equal(['', ['Try next']]);
  });

  const foreign = async () => {
    const all = await setup({ isFolded: true, given: entry });
    await callComes(all.client, all.portal, ctiOf('call-2', undefined), all.element);
    all.element.entry = other;
    await all.element.updateComplete;
    return all;
  };

  it('asks in place for a second press, and sends after it', async () => {
    const { element, orders } = await foreign();
    expect(warning(element)).to.equal(
      'Is this the right contact? The call is with 091000000. These numbers belong to contact 223.',
    );
    expect([primary(element), cards(element)]).to.deep.equal([
      ['Read the call from the portal'],
      ['095222333 Try next'],
    ]);
    expect(await audit(element)).to.deep.equal([]);
    await use(element, () => tryNext(element, '095222333').click());
    expect([orders(), focused(element), primary(element)]).to.deep.equal([[], 'keep', ['Send it anyway']]);
    expect(cards(element)[0]).to.contain('095222333 belongs to contact 223. Try it next all the same?');
    expect(await audit(element)).to.deep.equal([]);
    await press('Escape');
    await use(element, () => {});
    expect([focused(element), find(element, '[part=question]')]).to.deep.equal(['next 095222333', null]);
    await press('Enter');
    await use(element, () => {});
    await press('Enter'); // on the safe answer
    await use(element, () => {});
    expect([orders(), focused(element)]).to.deep.equal([[], 'next 095222333']);
    await press('Enter');
    await use(element, () => {});
    await press('Control+Enter');
    await until(() => orders().length);
    expect(orders()).to.deep.equal([other]);
    expect(focused(element)).to.equal('next 095222333');
  });

  it('asks so for the order under Advanced, too', async () => {
    const { element, orders } = await foreign();
    unfold(element);
    await use(element, () => submit(element).click());
    expect([orders(), focused(element)]).to.deep.equal([[], 'keep']);
    await use(element, () => find(element, '[name=sure]').click());
    await until(() => orders().length);
    expect([orders(), focused(element)]).to.deep.equal([[other], 'respool']);
  });

  it('reads the call from the portal, and shows the contact of the call', async () => {
    const { element, portal } = await foreign();
    portal.cti = ctiOf('call-2', entry);
    await use(element, () => find(element, '[part=warning] button').click());
    await until(() => cards(element).length === 3);
    await use(element, () => {});
    expect([warning(element), focused(element)]).to.deep.equal(['', 'next 098344484']);
    element.entry = { ...other };
    await element.updateComplete;
    expect(warning(element), 'the page says another again').to.contain('Is this the right contact?');
    expect(words(element, '[part=warning] button')).to.equal('Show the numbers of this call');
    await use(element, () => find(element, '[part=warning] button').click());
    await use(element, () => {});
    expect([cards(element).length, warning(element)]).to.deep.equal([3, '']);
  });

  it('does not warn of the contact that the portal itself names for the call, whatever its numbers', async () => {
    const { element, client, portal } = await setup({ isFolded: true });
    await callComes(client, portal, ctiOf('call-2', other), element);
    expect([cards(element), warning(element)]).to.deep.equal([['095222333 Try next'], '']);
    element.entry = { ...other, destination: '0977' };
    await element.updateComplete;
    expect(warning(element), 'the same contact').to.equal('');
  });
});
