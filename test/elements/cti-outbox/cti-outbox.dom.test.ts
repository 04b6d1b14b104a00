import { expect } from 'chai';
import { html } from 'lit';
import type { Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import type { CtiOutbox } from '../../../src/elements/cti-outbox/cti-outbox.js';
import { holdClock, setDate } from '../../clock.js';
import { audit, clientOf, fakeTransport, mount, next, press } from '../elements.fixture.js';
import {
  badge,
  click,
  clipboard,
  commands,
  count,
  each,
  entryOf,
  find,
  ids,
  isOpen,
  opener,
  rowOf,
  setup,
  standing,
  words,
  button,
  focus,
  said,
  settled,
} from './cti-outbox.fixture.js';

describe('<cti-outbox>', () => {
  for (const dark of [false, true]) {
    it(`passes the accessibility audit in every state, ${dark ? 'dark' : 'light'}`, async () => {
      clipboard(undefined);
      const answer = () => Promise.reject(new CtiError('TIMEOUT', 'No answer.', { transport: 'fake', detail: 'raw' }));
      const { element } = await setup({
        dark,
        entries: each(),
        storage: 'plain',
        problem: 'The browser refused its storage.',
        answer,
      });
      expect(await audit(element)).to.deep.equal([]);
      await click(element, 'two', 'send');
      await click(element, 'one', 'discard');
      expect(await audit(element)).to.deep.equal([]);
      await click(element, 'two', 'copy');
      expect(await audit(element)).to.deep.equal([]);
      opener(element).click();
      await element.updateComplete;
      expect(await audit(element)).to.deep.equal([]);
      const { element: off } = await setup({ dark, entries: each(), disabled: true });
      expect(await audit(off)).to.deep.equal([]);
      const { element: empty } = await setup({ dark });
      expect(await audit(empty)).to.deep.equal([]);
    });
  }

  it('is one quiet line while nothing waits', async () => {
    const { element } = await setup();
    expect(count(element)).to.equal('Nothing waits to be sent.');
    expect([badge(element), isOpen(element), opener(element).ariaExpanded]).to.deep.equal(['', false, 'false']);
    expect(element.offsetHeight).to.be.below(50);
  });

  it('counts what waits and what needs the agent', async () => {
    const { element, show } = await setup();
    const counts: [Parameters<typeof entryOf>[1][], string][] = [
      [['waiting'], '1 waits to be sent.'],
      [['waiting', 'sending'], '2 wait to be sent.'],
      [['unknown'], '1 needs your decision.'],
      [['held', 'unknown', 'waiting'], '2 need your decision. 1 waits to be sent.'],
    ];
    for (const [states, sentence] of counts) {
      await show(...states.map((state, row) => entryOf(String(row), state)));
      expect([count(element), badge(element)]).to.deep.equal([sentence, String(states.length)]);
    }
  });

  it('puts what needs the agent first, and the rest as it came', async () => {
    const { element } = await setup({ entries: each() });
    expect(ids(element)).to.deep.equal(['two', 'three', 'one', 'four']);
    const marked = [...(element.shadowRoot?.querySelectorAll('li.decide') ?? [])].map(
      (row) => (row as HTMLElement).dataset['id'],
    );
    expect(marked).to.deep.equal(['two', 'three']);
  });

  it('says of each entry what it is, how it stands, why, and since when', async () => {
    const { element } = await setup({ entries: each() });
    const lines = ids(element).map((id) => [words(element, `${rowOf(id ?? '')} .what`), standing(element, id ?? '')]);
    expect(lines).to.deep.equal([
      [
        '098344484 next in Ventas, outbound',
        'Sent, but not confirmed. Your decision is needed. No answer in time. just now',
      ],
      [
        'Callback to 098344484 at 2026-12-01 15:00:00 (dialer’s clock)',
        'Not sent. Your decision is needed. The time of this callback has passed. just now',
      ],
      [
        'Result for 091000000: Sale › Premium, “in the evening”',
        'Waiting to be sent. It is sent automatically. The portal did not answer. just now',
      ],
      ['Tag for 091000000: “complaint”', 'Sending… just now'],
    ]);
    const icons = ['unknown', 'refused', 'queued', 'pending'].map(
      (state) => find(element, `[data-state=${state}] svg`).innerHTML,
    );
    expect(new Set(icons).size).to.equal(4);
  });

  it('says a callback that goes with a result, and a tag without a number', async () => {
    const { phone: _, ...tag } = commands.tag;
    const result = { ...commands.dispose, comment: '', callbackAt: '2026-12-01 15:00:00' };
    const { element } = await setup({
      entries: [entryOf('1', 'waiting', { command: result }), entryOf('2', 'waiting', { command: tag })],
    });
    expect(words(element, `${rowOf('1')} .what`)).to.equal(
      'Result for 091000000: Sale › Premium, callback at 2026-12-01 15:00:00 (dialer’s clock)',
    );
    expect(words(element, `${rowOf('2')} .what`)).to.equal('Tag “complaint”');
  });

  it('says what may happen twice, at the button that would do it', async () => {
    const { element, show } = await setup();
    const risks: [keyof typeof commands, string][] = [
      ['dispose', 'If you send it again, the result may be saved twice.'],
      ['respool', 'If you send it again, the customer may be called twice.'],
      ['schedule', 'If you send it again, the customer may be called twice.'],
      ['tag', 'If you send it again, the tag may be there twice.'],
    ];
    for (const [type, risk] of risks) {
      await show(entryOf('1', 'unknown', { command: commands[type] }));
      const send = find(element, '[name=send]');
      expect([send.textContent.trim(), words(element, `#${send.getAttribute('aria-describedby')}`)]).to.deep.equal([
        'Send again',
        risk,
      ]);
      await show(entryOf('1', 'waiting', { command: commands[type] }));
      const harmless = find(element, '[name=send]');
      expect([
        harmless.textContent.trim(),
        words(element, `#${harmless.getAttribute('aria-describedby')}`),
      ]).to.deep.equal(['Send now', '']);
    }
  });

  it('names each button after its entry', async () => {
    const { element } = await setup({ entries: each() });
    const names = ['send', 'discard', 'copy'].map((name) => find(element, `${rowOf('two')} [name=${name}]`).ariaLabel);
    const what = '098344484 next in Ventas, outbound';
    expect(names).to.deep.equal([`Send again: ${what}`, `Discard: ${what}`, `Copy as text: ${what}`]);
  });

  it('keeps the time current', async () => {
    const clock = holdClock();
    const since = Date.now();
    const ages: [number, string][] = [
      [-5, 'just now'],
      [0.9, 'just now'],
      [1, '1 minute ago'],
      [59.9, '59 minutes ago'],
      [60, '1 hour ago'],
      [1439, '23 hours ago'],
      [2880, '2 days ago'],
    ];
    const { element } = await setup({ entries: [entryOf('1', 'waiting', { since })] });
    for (const [minutes, text] of ages) {
      setDate(since + minutes * 60_000);
      clock.next(); // the element looks at the time again by itself
      setDate(since + minutes * 60_000);
      await element.updateComplete;
      expect(words(element, '.why')).to.equal(text);
    }
  });

  it('says where it is kept, and its problem also while it is closed', async () => {
    const places = {
      encrypted: 'Kept in this browser, encrypted.',
      sealed: 'Kept in this browser: whoever can read its files can read it.',
      plain: 'Kept in this browser, readable for whoever uses it.',
      memory: 'Stored in this page only. If you close or reload it, what waits to be sent is lost.',
    } as const;
    for (const [storage, sentence] of Object.entries(places)) {
      const { element } = await setup({ storage: storage as keyof typeof places, problem: 'The storage is full.' });
      expect(words(element, '[role=status]')).to.contain('The storage is full.');
      opener(element).click();
      await element.updateComplete;
      expect(words(element, '#list > p:last-child')).to.equal(sentence);
    }
  });

  it('counts down the days until what waits for the agent is removed', async () => {
    const entries = [entryOf('a', 'held', { daysLeft: 30 }), entryOf('b', 'unknown', { daysLeft: 1 }), entryOf('c')];
    const { element } = await setup({ entries });
    const said = [...element.renderRoot.querySelectorAll('li')].map(
      (row) => /Removed in [^.]*\./.exec(row.textContent)?.[0],
    );
    expect(said).to.deep.equal(['Removed in 30 days.', 'Removed in 1 day.', undefined]);
  });

  it('says so where commands do not wait, and where no session is', async () => {
    const alone = await mount<CtiOutbox>(html`<cti-outbox></cti-outbox>`);
    expect(words(alone, '.hint')).to.equal('This control needs a <cti-session> around it.');
    const client = clientOf(fakeTransport());
    Object.defineProperty(client, 'outbox', { value: undefined });
    const without = await mount<CtiOutbox>(html`<cti-outbox></cti-outbox>`, { client });
    expect(words(without, '.hint')).to.equal('Commands do not wait on this page: what cannot be sent fails at once.');
    expect([await audit(alone), await audit(without)]).to.deep.equal([[], []]);
  });
});

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
    expect([ids(element), said(element)]).to.deep.equal([[], '098344484 is next in Ventas, outbound.']);
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
    expect(standing(element, '1')).to.equal('Sending… just now');
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
      '098344484 was sent to the dialer as next in Ventas, outbound. It is not confirmed.',
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
    expect(standing(element, '1')).to.contain('No answer in time.');
    await click(element, '1', 'send');
    expect([standing(element, '1'), said(element, '1')]).to.deep.equal([
      'Sent, but not confirmed. Your decision is needed. just now',
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
    expect(question()).to.equal(
      'Discard “098344484 next in Ventas, outbound”? If it reached the dialer, it stays there.',
    );
    await show(entryOf('1'));
    expect(question()).to.equal('Discard “098344484 next in Ventas, outbound”? The dialer will not get it.');
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
    const one = `098344484 next in Ventas, outbound\nSent, but not confirmed. Your decision is needed. No answer in time.\n2026-11-21 09:05:00\n${JSON.stringify(commands.respool)}`;
    const two = `Tag for 091000000: “complaint”\nWaiting to be sent. It is sent automatically.\n2026-11-21 09:05:00\n${JSON.stringify(commands.tag)}`;
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
        expect(text.value).to.contain('098344484 next in Ventas, outbound\n');
        await click(element, id, 'keep');
        expect([find(element, 'textarea'), focus(element)]).to.deep.equal([null, [id, 'copy'].join(' ')]);
      }
    });
  }
});

describe('<cti-outbox> at a glance', () => {
  it('is opened and closed by a press alone: what needs a decision is told by badge and line', async () => {
    const { element, show } = await setup({ entries: [entryOf('1')] });
    await show(entryOf('1', 'unknown'));
    expect([isOpen(element), element.open, badge(element), count(element)]).to.deep.equal([
      false,
      false,
      '1',
      '1 needs your decision.',
    ]);
    opener(element).click();
    await show(entryOf('2', 'held'));
    expect([isOpen(element), element.open, opener(element).ariaExpanded]).to.deep.equal([true, true, 'true']);
    await show();
    expect(isOpen(element), 'nothing waits').to.equal(true);
  });

  it('is the list alone where a page shows button and counts in its own way', async () => {
    const { element, show } = await setup({ entries: [unknown('1')] });
    element.headless = true;
    await element.updateComplete;
    expect([opener(element), find(element, '.glance')].map((each) => each.checkVisibility())).to.deep.equal([
      false,
      false,
    ]);
    expect([isOpen(element), element.hasAttribute('headless')]).to.deep.equal([true, true]);
    await click(element, '1', 'send');
    expect(said(element), 'what came of one that has gone').to.equal('098344484 is next in Ventas, outbound.');
    expect(focus(element), 'on the list').to.equal('nowhere');
    await show(unknown('2'));
    element.open = false;
    await element.updateComplete;
    expect(isOpen(element)).to.equal(false);
  });

  it('announces politely, and only what has changed', async () => {
    const { element, show } = await setup({ entries: [entryOf('1')] });
    const region = find(element, '[role=status]');
    expect(region.getAttribute('aria-atomic')).to.equal('false');
    const changes: string[] = [];
    const watch = new MutationObserver((records) => changes.push(...records.map(() => count(element))));
    watch.observe(region, { subtree: true, childList: true, characterData: true });
    await show(entryOf('1', 'sending'));
    await show(entryOf('1'));
    element.requestUpdate();
    await element.updateComplete;
    expect(changes).to.deep.equal([]);
    await show(entryOf('1'), entryOf('2'));
    expect(new Set(changes)).to.deep.equal(new Set(['2 wait to be sent.']));
  });

  it('shows 50 and says how many more there are', async () => {
    const { element, show } = await setup({ entries: Array.from({ length: 53 }, (_, row) => entryOf(String(row))) });
    opener(element).click();
    await element.updateComplete;
    const more = () =>
      [...(element.shadowRoot?.querySelectorAll<HTMLElement>('#list > p') ?? [])]
        .filter((line) => line.checkVisibility())[0]
        ?.textContent.trim();
    expect([ids(element).length, badge(element), more()]).to.deep.equal([50, '53', 'Not shown: 3 more.']);
    await show(...Array.from({ length: 50 }, (_, row) => entryOf(String(row))));
    expect(more()).to.equal('Kept in this browser, encrypted.');
  });

  it('loses nothing where it is narrow, and has targets to hit', async () => {
    const long = { ...commands.dispose, customer: '0'.repeat(60), comment: 'x'.repeat(200) };
    clipboard(undefined);
    const { element } = await setup({
      entries: [...each(), entryOf('5', 'unknown', { command: long, reason: 'y'.repeat(200) })],
    });
    element.style.width = '280px';
    for (const name of ['discard', 'copy']) {
      if (name === 'copy') await click(element, '5', 'keep');
      await click(element, '5', name);
      const boxes = [...(element.shadowRoot?.querySelectorAll('button, textarea, p, b') ?? [])].map((each) =>
        each.getBoundingClientRect(),
      );
      expect(Math.max(...boxes.map(({ right }) => right))).to.be.at.most(element.getBoundingClientRect().right);
      const targets = [...(element.shadowRoot?.querySelectorAll('button') ?? [])];
      expect(
        Math.min(...targets.flatMap(({ offsetWidth, offsetHeight }) => [offsetWidth, offsetHeight])),
      ).to.be.at.least(24);
    }
  });
});

describe('<cti-outbox> by keyboard alone @engines', () => {
  const unknown = (id: string) => entryOf(id, 'unknown');

  async function key(element: CtiOutbox, ...keys: string[]): Promise<string> {
    for (const each of keys) {
      await press(each);
      await settled(element);
    }
    return focus(element);
  }

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

describe('<cti-outbox> when another agent comes', () => {
  it('keeps nothing of the text that the one before was to copy', async () => {
    clipboard(undefined);
    const [ana, luz] = [await setup({ entries: [unknown('1')] }), await setup({ entries: [unknown('2')] })];
    await click(ana.element, '', 'copy');
    expect(find(ana.element, 'textarea')).not.to.equal(null);
    ana.element.client = luz.client;
    await ana.element.updateComplete;
    expect([ids(ana.element), find(ana.element, 'textarea')]).to.deep.equal([['2'], null]);
  });

  it('says nothing of what came of an entry of the one before', async () => {
    for (const name of ['send', 'discard'] as const) {
      let fail = (_: Error) => {};
      const failing = () => new Promise<never>((_, reject) => (fail = reject));
      const ana = await setup({ entries: [unknown('1')], answer: failing, discard: failing });
      const luz = await setup({ entries: [unknown('2')] });
      await click(ana.element, '1', name);
      if (name === 'discard') await click(ana.element, '1', 'confirm');
      ana.element.client = luz.client;
      await settled(ana.element);
      await ana.drop('1');
      fail(new CtiError('REJECTED', 'No.'));
      await settled(ana.element);
      expect(ana.element.renderRoot.textContent, name).not.to.contain('No.');
    }
  });
});
