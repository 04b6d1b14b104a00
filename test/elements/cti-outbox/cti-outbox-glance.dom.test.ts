import { expect } from 'chai';
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
  setup,
} from './cti-outbox.fixture.js';

describe('<cti-outbox> at a glance', () => {
  it('opens by itself for each new thing to decide, and never closes by itself', async () => {
    const { element, show } = await setup({ entries: [entryOf('1')] });
    expect(isOpen(element)).to.equal(false);
    await show(entryOf('1', 'unknown'));
    expect([isOpen(element), element.open, opener(element).ariaExpanded]).to.deep.equal([true, true, 'true']);
    opener(element).click();
    await show(entryOf('1', 'unknown'));
    expect(isOpen(element), 'closed by the agent').to.equal(false);
    await show(entryOf('2', 'held'));
    expect(isOpen(element), 'another one').to.equal(true);
    await show(entryOf('3'));
    await show();
    expect(isOpen(element), 'nothing waits').to.equal(true);
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
    expect([ids(element).length, badge(element), more()]).to.deep.equal([50, '53', '3 more are not shown.']);
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
