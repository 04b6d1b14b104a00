import { expect } from 'chai';
import type { Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import { next } from '../elements.fixture.js';
import {
  button,
  click,
  clipboard,
  commands,
  count,
  each,
  entryOf,
  find,
  focus,
  ids,
  opener,
  rowOf,
  said,
  settled,
  setup,
  words,
} from './cti-outbox.fixture.js';

const unknown = (id: string) => entryOf(id, 'unknown', { reason: 'No answer in time.' });
const disabled = (...buttons: HTMLElement[]) => buttons.map(({ ariaDisabled }) => ariaDisabled);

describe('<cti-outbox> when the agent decides', () => {
  it('asks the page, sends the entry, and tells the page how far it got', async () => {
    const { element, retried } = await setup({ entries: [unknown('1')] });
    const asked = next(element, 'cti-request');
    const result = next(element, 'cti-result');
    await click(element, '1', 'send');
    expect(retried).to.deep.equal(['1']);
    expect((await asked).command).to.equal(commands.respool);
    const { command, reply } = await result;
    expect([command, reply.status]).to.deep.equal([commands.respool, 'confirmed']);
    expect([ids(element), said(element)]).to.deep.equal([[], '098344484 is on the dialer’s list.']);
  });

  it('sends nothing when the page says no', async () => {
    const { element, retried } = await setup({ entries: [unknown('1')] });
    element.addEventListener('cti-request', (event) => event.preventDefault(), { once: true });
    await click(element, '1', 'send');
    expect([retried, button(element, '1', 'send').ariaDisabled]).to.deep.equal([[], 'false']);
    await click(element, '1', 'send');
    expect(retried, 'when it says yes').to.deep.equal(['1']);
  });

  it('sends an entry once for two presses, and keeps it in its place until that has ended', async () => {
    let arrive = (_: Reply) => {};
    const { element, retried, show, drop } = await setup({
      entries: [unknown('1'), unknown('2')],
      answer: () => new Promise((resolve) => (arrive = resolve)),
    });
    button(element, '1', 'send').click();
    await click(element, '1', 'send');
    await show({ ...unknown('1'), state: 'sending' }, unknown('2'));
    await click(element, '1', 'send');
    await click(element, '1', 'discard');
    expect([retried, ids(element), count(element)]).to.deep.equal([['1'], ['1', '2'], '2 need your decision.']);
    expect(words(element, `${rowOf('1')} .state`)).to.equal('Sending… just now');
    expect(disabled(...['send', 'discard', 'copy'].map((name) => button(element, '1', name)))).to.deep.equal([
      'true',
      'true',
      'false',
    ]);
    expect(disabled(button(element, '2', 'send'))).to.deep.equal(['false']);
    await drop('1');
    arrive({ status: 'sent', transport: 'fake' });
    await settled(element);
    expect([ids(element), said(element)]).to.deep.equal([
      ['2'],
      '098344484 was sent to the dialer, which does not confirm it.',
    ]);
  });

  it('leaves what another tab is sending alone', async () => {
    const { element, retried } = await setup({ entries: [entryOf('1', 'sending')] });
    await click(element, '1', 'send');
    await click(element, '1', 'discard');
    expect([retried, find(element, '[name=confirm]')]).to.deep.equal([[], null]);
  });

  it('shows a failure at its entry, several at a time, and tells the page', async () => {
    const { element } = await setup({
      entries: [unknown('1'), unknown('2')],
      answer: (id) =>
        Promise.reject(new CtiError(id === '1' ? 'REJECTED' : 'TIMEOUT', `Failed ${id}.`, { detail: 'raw' })),
    });
    const failed = next(element, 'cti-error');
    await click(element, '1', 'send');
    await click(element, '2', 'send');
    const { command, error } = await failed;
    expect([command, error.code]).to.deep.equal([commands.respool, 'REJECTED']);
    expect([said(element, '1'), said(element, '2'), said(element)]).to.deep.equal(['Failed 1.', 'Failed 2.', '']);
    expect(words(element, `${rowOf('1')} code`)).to.equal('REJECTED · raw');
    expect(disabled(button(element, '1', 'send'))).to.deep.equal(['false']);
  });

  it('says a reason once', async () => {
    const { element } = await setup({
      entries: [unknown('1')],
      answer: () => Promise.reject(new CtiError('TIMEOUT', 'No answer in time.')),
    });
    expect(words(element, '.state')).to.contain('No answer in time.');
    await click(element, '1', 'send');
    expect([words(element, '.state'), said(element, '1')]).to.deep.equal([
      'Unknown: it may have reached the dialer. just now',
      'No answer in time.',
    ]);
  });

  it('shows a failure also when its entry has gone meanwhile, until the next action', async () => {
    let fail = (_: unknown) => {};
    const { element, drop } = await setup({
      entries: [unknown('1'), unknown('2')],
      answer: () => new Promise((_, reject) => (fail = reject)),
    });
    await click(element, '1', 'send');
    await drop('1');
    fail(new TypeError('A bug.'));
    await settled(element);
    expect(said(element)).to.equal('A bug.');
    await click(element, '2', 'send');
    expect(said(element)).to.equal('');
  });

  it('asks before it discards, in words that name the entry', async () => {
    const { element, discarded, show } = await setup({ entries: [unknown('1')] });
    await click(element, '1', 'discard');
    const question = () => words(element, `#${button(element, '1', 'keep').getAttribute('aria-describedby')}`);
    expect(question()).to.equal('Discard “Respool 098344484 on Ventas->”? If it reached the dialer, it stays there.');
    await show(entryOf('1'));
    expect(question()).to.equal('Discard “Respool 098344484 on Ventas->”? The dialer will not get it.');
    expect([discarded, focus(element)]).to.deep.equal([[], '1 keep']);
    await click(element, '1', 'confirm');
    expect([discarded, ids(element)]).to.deep.equal([['1'], []]);
  });

  it('takes no answer to a question whose entry has gone or is on its way', async () => {
    const { element, discarded, show } = await setup({ entries: each() });
    await click(element, 'one', 'discard');
    await show(entryOf('one', 'sending'), unknown('two'));
    expect([find(element, '[name=confirm]'), focus(element)]).to.deep.equal([null, 'one']);
    await show(unknown('two'));
    await show(unknown('two'), entryOf('one'));
    expect([find(element, '[name=confirm]'), discarded]).to.deep.equal([null, []]);
  });

  it('says why an entry could not be discarded', async () => {
    const { element } = await setup({
      entries: [unknown('1')],
      discard: () => Promise.reject(new CtiError('BUSY', 'It is on its way.')),
    });
    let failures = 0;
    element.addEventListener('cti-error', () => failures++);
    await click(element, '1', 'discard');
    await click(element, '1', 'confirm');
    expect([ids(element), said(element, '1'), failures]).to.deep.equal([['1'], 'It is on its way.', 0]);
  });

  it('does nothing while disabled but show the list', async () => {
    const { element, retried } = await setup({ entries: [unknown('1')], disabled: true });
    await click(element, '1', 'send');
    await click(element, '1', 'discard');
    expect([retried, find(element, '[name=confirm]')]).to.deep.equal([[], null]);
    opener(element).click();
    await element.updateComplete;
    expect(element.open).to.equal(false);
  });

  it('copies one entry or all as text, with all that is in them', async () => {
    const written: string[] = [];
    clipboard((text) => (written.push(text), Promise.resolve()));
    const since = new Date(2026, 10, 21, 9, 5).getTime();
    const { element } = await setup({
      entries: [{ ...unknown('1'), since }, entryOf('2', 'waiting', { since, command: commands.tag })],
    });
    await click(element, '1', 'copy');
    expect([said(element, '1'), find(element, 'textarea')]).to.deep.equal(['Copied.', null]);
    await click(element, '', 'copy');
    expect([said(element, '1'), said(element)]).to.deep.equal(['', 'Copied.']);
    const one = `Respool 098344484 on Ventas->\nUnknown: it may have reached the dialer. No answer in time.\n2026-11-21 09:05:00\n${JSON.stringify(commands.respool)}`;
    const two = `Tag for 091000000: “complaint”\nWaits, and goes out by itself.\n2026-11-21 09:05:00\n${JSON.stringify(commands.tag)}`;
    expect(written).to.deep.equal([one, `${one}\n\n${two}`]);
  });

  for (const [where, write] of [
    ['there is no clipboard', undefined],
    ['the page may not use it', () => Promise.reject(new DOMException('No.', 'NotAllowedError'))],
  ] as const) {
    it(`gives the text to copy by hand where ${where}`, async () => {
      clipboard(write);
      const { element } = await setup({ entries: [unknown('1')] });
      for (const id of ['1', '']) {
        await click(element, id, 'copy');
        const text = find<HTMLTextAreaElement>(element, 'textarea');
        expect([text.readOnly, focus(element)]).to.deep.equal([true, [id, 'text'].join(' ')]);
        expect(text.value.slice(text.selectionStart, text.selectionEnd)).to.equal(text.value);
        expect(text.value).to.contain('Respool 098344484 on Ventas->\n');
        await click(element, id, 'keep');
        expect([find(element, 'textarea'), focus(element)]).to.deep.equal([null, [id, 'copy'].join(' ')]);
      }
    });
  }
});
