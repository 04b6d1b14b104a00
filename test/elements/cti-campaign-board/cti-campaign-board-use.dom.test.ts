import { expect } from 'chai';
import type { Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import {
  button,
  board,
  campaign,
  find,
  names,
  playSinch,
  playVoicenter,
  rowOf,
  settled,
  setup,
  words,
} from './cti-campaign-board.fixture.js';
import { next, press, typeKeys } from '../elements.fixture.js';

const sortBy = (key: string) => `[name=sort][value=${key}]`;
const focus = ({ shadowRoot }: HTMLElement) => shadowRoot?.activeElement?.getAttribute('name');
const said = (row: HTMLElement) => row.querySelector('.outcome')?.textContent?.replace(/\s+/g, ' ').trim();

describe('<cti-campaign-board> in use', () => {
  it('sorts by each heading, figures from the highest, and tells the order', async () => {
    const { element } = await setup();
    const order = (key: string) => find(element, sortBy(key)).parentElement?.ariaSort;
    expect([names(element), order('name')]).to.deep.equal([['=Survey', 'Avocado', 'Sale'], 'ascending']);
    find(element, sortBy('callers')).click();
    await settled(element);
    expect([names(element), order('callers'), order('name')]).to.deep.equal([
      ['Avocado', 'Sale', '=Survey'],
      'descending',
      'none',
    ]);
    find(element, sortBy('callers')).click();
    await settled(element);
    expect([names(element), element.sort]).to.deep.equal([['=Survey', 'Sale', 'Avocado'], 'callers']);
    element.sort = '-loggedIn';
    await settled(element);
    expect(names(element)).to.deep.equal(['Sale', 'Avocado', '=Survey']); // what is not known comes last
    element.sort = 'loggedIn';
    await settled(element);
    expect(names(element)).to.deep.equal(['Avocado', 'Sale', '=Survey']);
  });

  it('has the same order in a field where it is narrow, and no heading there', async () => {
    const { element } = await setup();
    expect(find(element, '#order').checkVisibility()).to.equal(false);
    element.parentElement!.style.width = '320px';
    await settled(element);
    expect([find(element, '#order').checkVisibility(), find(element, sortBy('name')).checkVisibility()]).to.deep.equal([
      true,
      false,
    ]);
    expect(element.scrollWidth).to.be.at.most(320);
    const order = find<HTMLSelectElement>(element, '#order');
    order.value = 'callers';
    order.dispatchEvent(new Event('input', { bubbles: true }));
    find(element, '[name=turn]').click();
    await settled(element);
    expect([names(element), words(element, '[name=turn]')]).to.deep.equal([
      ['Avocado', 'Sale', '=Survey'],
      'Descending',
    ]);
  });

  it('filters by name and state, by keyboard alone, and keeps the text over a refresh', async () => {
    const { element } = await setup();
    find(element, '#filter').focus();
    await typeKeys('PASS');
    await element.refresh();
    await settled(element);
    expect([names(element), words(element, '[role=status]'), focus(element)]).to.deep.equal([
      ['Avocado'],
      '1 of 3 campaigns',
      'filter',
    ]);
    await typeKeys('x');
    await settled(element);
    expect(words(element, '[role=status]')).to.equal('None of 3 campaigns fits the filter.');
    expect(find(element, '.scroll').hidden).to.equal(true);
  });

  it('asks before it pauses, with a key, and a held key changes nothing', async () => {
    const { element, sent } = await setup();
    button(element, 'Sale', 'pause').focus();
    await press('Enter');
    await settled(element);
    expect([words(element, '#question'), focus(element)]).to.deep.equal([
      'Pause “Sale”? The dialer then calls nobody more of it; calls that run go on.',
      'keep',
    ]);
    await press('Enter');
    await settled(element);
    expect([find(element, '#question'), focus(element)]).to.deep.equal([null, 'pause']);
    await press('Enter');
    await settled(element);
    await press('Escape');
    await settled(element);
    expect([focus(element), sent.map(({ type }) => type)]).to.deep.equal(['pause', ['campaigns']]);
  });

  it('offers what the state leaves: start what rests, pause what runs, both where nobody knows', async () => {
    const { element } = await setup();
    const offered = (name: string) => [...rowOf(element, name).querySelectorAll('button')].map((each) => each.name);
    expect(['Sale', 'Avocado', '=Survey'].map(offered)).to.deep.equal([['pause'], ['start'], ['start', 'pause']]);
  });

  it('pauses and starts at Sinch and at Voicenter, shows the new state and says so in the row', async () => {
    for (const [play, name, state] of [
      [playSinch, 'Survey', 'Passive'],
      [playVoicenter, 'Morning sales', 'Disabled'],
    ] as const) {
      const element = await board(play().client);
      button(element, name, 'pause').click();
      await settled(element);
      button(element, name, 'confirm').focus();
      await press('Enter');
      await settled(element);
      expect([
        rowOf(element, name).querySelector('.state')?.textContent?.trim(),
        said(rowOf(element, name)),
      ]).to.deep.equal([state, `Done. “${name}” is paused.`]);
      expect(focus(element)).to.equal('start');
      button(element, name, 'start').click();
      await settled(element);
      button(element, name, 'confirm').click();
      await settled(element);
      expect([
        rowOf(element, name).querySelector('.state')?.textContent?.trim(),
        said(rowOf(element, name)),
      ]).to.deep.equal([state === 'Passive' ? 'Active' : 'Enabled', `Done. “${name}” is started.`]);
    }
  });

  it('lets the page stop it, and says in the row what the dialer refused or what nobody knows', async () => {
    let code: 'REJECTED' | 'TIMEOUT' = 'REJECTED';
    const { element, sent } = await setup({
      answer: ({ type }) => (type === 'pauseCampaign' ? Promise.reject(new CtiError(code, 'No.')) : undefined),
    });
    const pause = async () => {
      button(element, 'Sale', 'pause').click();
      await settled(element);
      button(element, 'Sale', 'confirm').click();
      await settled(element);
      return said(rowOf(element, 'Sale'));
    };
    element.addEventListener('cti-request', (event) => event.preventDefault(), { once: true });
    expect([await pause(), sent.length]).to.deep.equal(['', 1]);
    const failed = next(element, 'cti-error');
    expect(await pause()).to.equal('No.');
    expect((await failed).command).to.deep.equal({ type: 'pauseCampaign', campaign: 'id of Sale' });
    code = 'TIMEOUT';
    expect(await pause()).to.equal('No. Look at the state before you try again.');
    expect(sent.map(({ type }) => type)).to.deep.equal(['campaigns', 'pauseCampaign', 'pauseCampaign']);
  });

  it('does one thing at a time, and asks for the new state even while it is asking', async () => {
    const confirmed = { status: 'confirmed', transport: 'fake' } as Reply;
    let answer = (_: Reply) => {};
    let isHeld = false;
    const { element, sent } = await setup({
      answer: ({ type }) => (type !== 'campaigns' || isHeld ? new Promise((resolve) => (answer = resolve)) : undefined),
    });
    const click = async (name: string, what: string) => {
      button(element, name, what).click();
      await settled(element);
    };
    await click('Sale', 'pause');
    await click('Sale', 'confirm');
    await click('Avocado', 'start');
    await click('Avocado', 'confirm');
    expect([words(element, '#question').slice(0, 15), said(rowOf(element, 'Avocado'))]).to.deep.equal([
      'Start “Avocado”',
      '',
    ]);
    const paused = answer;
    isHeld = true;
    void element.refresh();
    await settled(element);
    paused(confirmed);
    await settled(element);
    isHeld = false;
    answer(Object.assign({ campaigns: [campaign('Old')] }, confirmed));
    await settled(element);
    expect(sent.map(({ type }) => type)).to.deep.equal(['campaigns', 'pauseCampaign', 'campaigns', 'campaigns']);
    expect(names(element)).to.deep.equal(['=Survey', 'Avocado', 'Sale']);
  });

  it('never moves the rows under a question, and takes the question away with its row', async () => {
    const { element, tell } = await setup({ sort: '-callers' });
    expect(names(element)).to.deep.equal(['Avocado', 'Sale', '=Survey']);
    button(element, 'Sale', 'pause').click();
    await settled(element);
    tell(
      campaign('New', { callers: 50 }),
      campaign('Sale', { callers: 40 }, 'Active'),
      campaign('Avocado', { callers: 1 }, 'Passive'),
    );
    await element.refresh();
    await settled(element);
    expect([names(element), focus(element)]).to.deep.equal([['Avocado', 'Sale', 'New'], 'keep']);
    tell(campaign('Avocado', { callers: 1 }), campaign('New', { callers: 50 }));
    await element.refresh();
    await settled(element);
    expect([names(element), find(element, '#question'), element.shadowRoot?.activeElement?.className]).to.deep.equal([
      ['New', 'Avocado'],
      null,
      'scroll',
    ]);
  });

  it('keeps a campaign’s row, and draws only those that changed', async () => {
    const { element, tell } = await setup({
      campaigns: [campaign('One', { total: 1 }), campaign('Two', { total: 2 })],
    });
    const before = ['One', 'Two'].map((name) => rowOf(element, name));
    const touched = new Set<Node | undefined>();
    const watch = new MutationObserver((changes) =>
      changes.forEach(({ target }) => touched.add(before.find((row) => row.contains(target)))),
    );
    watch.observe(find(element, '.body'), { subtree: true, childList: true, characterData: true });
    tell(campaign('Two', { total: 3 }), campaign('One', { total: 1 }));
    await element.refresh();
    await settled(element);
    watch.disconnect();
    expect(['One', 'Two'].map((name) => rowOf(element, name))).to.deep.equal(before);
    expect([...touched]).to.deep.equal([before[1]]);
  });

  it('offers nothing but figures and their order while it is disabled', async () => {
    const { element } = await setup({ disabled: true });
    expect(
      [...(element.shadowRoot?.querySelectorAll<HTMLButtonElement>('button:enabled') ?? [])].every(
        ({ name }) => name === 'sort',
      ),
    ).to.equal(true);
    expect(names(element)).to.have.length(3);
  });
});
