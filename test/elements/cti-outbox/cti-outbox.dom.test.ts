import { expect } from 'chai';
import { html } from 'lit';
import type { CtiOutbox } from '../../../src/elements/cti-outbox/cti-outbox.js';
import { CtiError } from '../../../src/core/errors.js';
import { holdClock, setDate } from '../../clock.js';
import { audit, clientOf, fakeTransport, mount } from '../elements.fixture.js';
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
  words,
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
    const lines = ids(element).map((id) => [
      words(element, `${rowOf(id ?? '')} > b`),
      words(element, `${rowOf(id ?? '')} .state`),
    ]);
    expect(lines).to.deep.equal([
      ['Respool 098344484 on Ventas->', 'Unknown: it may have reached the dialer. No answer in time. just now'],
      [
        'Callback to 098344484 at 2026-12-01 15:00:00 (dialer’s clock)',
        'Held: not sent. It waits for you. The time of this callback has passed. just now',
      ],
      [
        'Result for 091000000: Sale › Premium, “in the evening”',
        'Waits, and goes out by itself. The portal did not answer. just now',
      ],
      ['Tag for 091000000: “complaint”', 'Sending… just now'],
    ]);
    const icons = ['unknown', 'held', 'waiting', 'pending'].map(
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
    expect(words(element, `${rowOf('1')} > b`)).to.equal(
      'Result for 091000000: Sale › Premium, callback at 2026-12-01 15:00:00 (dialer’s clock)',
    );
    expect(words(element, `${rowOf('2')} > b`)).to.equal('Tag “complaint”');
  });

  it('says what may happen twice, at the button that would do it', async () => {
    const { element, show } = await setup();
    const risks: [keyof typeof commands, string][] = [
      ['dispose', 'Sent again, the result may be saved twice.'],
      ['respool', 'Sent again, the customer may be called twice.'],
      ['schedule', 'Sent again, the customer may be called twice.'],
      ['tag', 'Sent again, the tag may be there twice.'],
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
    const what = 'Respool 098344484 on Ventas->';
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
      expect(words(element, '.state .hint')).to.equal(text);
    }
  });

  it('says where it is kept, and its problem also while it is closed', async () => {
    const places = {
      encrypted: 'Kept in this browser, encrypted.',
      plain: 'Kept in this browser, readable for whoever uses it.',
      memory: 'Kept in this page only: closing or reloading it loses what waits.',
    } as const;
    for (const [storage, sentence] of Object.entries(places)) {
      const { element } = await setup({ storage: storage as keyof typeof places, problem: 'The storage is full.' });
      expect(words(element, '[role=status]')).to.contain('The storage is full.');
      opener(element).click();
      await element.updateComplete;
      expect(words(element, '#list > p:last-child')).to.equal(sentence);
    }
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
