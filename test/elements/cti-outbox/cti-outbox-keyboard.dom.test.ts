import { expect } from 'chai';
import type { CtiOutbox } from '../../../src/elements/cti-outbox/cti-outbox.js';
import { CtiError } from '../../../src/core/errors.js';
import { press } from '../elements.fixture.js';
import { button, clipboard, entryOf, find, focus, ids, isOpen, opener, settled, setup } from './cti-outbox.fixture.js';

const unknown = (id: string) => entryOf(id, 'unknown');

async function key(element: CtiOutbox, ...keys: string[]): Promise<string> {
  for (const each of keys) {
    await press(each);
    await settled(element);
  }
  return focus(element);
}

describe('<cti-outbox> by keyboard alone @engines', () => {
  it('opens the list, and asks, keeps and discards an entry', async () => {
    const { element, discarded } = await setup({ entries: [entryOf('1'), entryOf('2')] });
    opener(element).focus();
    await key(element, 'Enter');
    expect(isOpen(element)).to.equal(true);
    expect(await key(element, 'Tab', 'Tab')).to.equal('1 discard');
    expect(await key(element, 'Enter')).to.equal('1 keep');
    expect(await key(element, 'Enter'), 'a key held too long keeps it').to.equal('1 discard');
    await key(element, 'Enter');
    expect(await key(element, 'Escape')).to.equal('1 discard');
    await key(element, 'Enter', 'Shift+Tab');
    expect(focus(element)).to.equal('1 confirm');
    expect(discarded).to.deep.equal([]);
    expect(await key(element, 'Enter')).to.equal('2');
    expect([discarded, ids(element)]).to.deep.equal([['1'], ['2']]);
    expect(await key(element, 'Tab')).to.equal('2 send');
  });

  it('sends an entry, and leaves the focus to the next one, not to its button', async () => {
    const { element, retried } = await setup({ entries: ['1', '2', '3'].map(unknown) });
    button(element, '2', 'send').focus();
    expect(await key(element, 'Enter')).to.equal('3');
    expect(await key(element, 'Enter'), 'a key held too long').to.equal('3');
    expect(await key(element, 'Tab', 'Enter'), 'the last one').to.equal('1');
    expect(await key(element, 'Tab', 'Enter'), 'none left').to.equal('open');
    expect(retried).to.deep.equal(['2', '3', '1']);
  });

  it('stays on the button while the entry is sent, and when that fails', async () => {
    let fail = (_: CtiError) => {};
    const { element, show } = await setup({
      entries: [unknown('1'), unknown('2')],
      answer: () => new Promise((_, reject) => (fail = reject)),
    });
    button(element, '2', 'send').focus();
    expect(await key(element, 'Enter')).to.equal('2 send');
    await show(unknown('1'), entryOf('2', 'sending'));
    expect(focus(element)).to.equal('2 send');
    fail(new CtiError('REJECTED', 'No.'));
    await show(unknown('1'), unknown('2'));
    await settled(element);
    expect(focus(element)).to.equal('2 send');
  });

  it('goes with an entry that moves, and never to another one’s button', async () => {
    const { element, show } = await setup({ entries: [unknown('1'), unknown('2')] });
    button(element, '2', 'send').focus();
    await show(unknown('1'), entryOf('2'), unknown('3'));
    expect([ids(element), focus(element)]).to.deep.equal([['1', '3', '2'], '2 send']);
    await show(unknown('1'), unknown('3'));
    expect(focus(element)).to.equal('3');
  });

  it('drops a press on a button whose entry has changed under it', async () => {
    const { element, show, retried } = await setup({ entries: [unknown('1'), unknown('2')] });
    const pressed = button(element, '1', 'send');
    await show(unknown('2'));
    pressed.click();
    await settled(element);
    expect([pressed.isConnected, retried]).to.deep.equal([false, []]);
  });

  it('takes the focus from nobody', async () => {
    const { element, show } = await setup({ entries: [unknown('1')] });
    const field = document.createElement('input');
    element.after(field);
    field.focus();
    await show(unknown('2'));
    await show();
    expect([document.activeElement, focus(element)]).to.deep.equal([field, 'nowhere']);
  });

  it('closes the text by Escape, and lets other Escapes through', async () => {
    clipboard(undefined);
    const { element } = await setup({ entries: [unknown('1')] });
    const escapes: boolean[] = [];
    document.addEventListener('keydown', ({ defaultPrevented }) => escapes.push(defaultPrevented), { capture: false });
    button(element, '', 'copy').focus();
    await key(element, 'Enter');
    escapes.length = 0;
    expect(await key(element, 'Escape', 'Escape')).to.equal(' copy');
    expect([escapes, find(element, 'textarea')]).to.deep.equal([[true, false], null]);
  });
});
