import { expect } from 'chai';
import { typeKeys } from '../elements.fixture.js';
import {
  board,
  campaign,
  find,
  focused,
  headings,
  load,
  names,
  narrow,
  playIntegra,
  rowOf,
  rows,
  settled,
  setup,
  words,
  type CtiCampaignBoard,
} from './cti-campaign-board.fixture.js';

const sortBy = (key: string) => `[name=sort][value=${key}]`;

/** All lines of the table, also those of groups and the last one. */
const lines = ({ shadowRoot }: CtiCampaignBoard) =>
  [...(shadowRoot?.querySelectorAll('.body [role=row], .foot [role=row]') ?? [])].map((row) =>
    [...row.children].map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim()).join(' | '),
  );

describe('the table of <cti-campaign-board>', () => {
  it('sorts by each heading, figures from the highest, with a sign at that heading alone', async () => {
    const { element } = await setup();
    const order = (key: string) => find(element, sortBy(key)).parentElement?.ariaSort;
    const signs = () =>
      [...(element.shadowRoot?.querySelectorAll('.sorter:has(svg)') ?? [])].map(({ textContent }) =>
        textContent?.trim(),
      );
    expect([names(element), order('name'), signs()]).to.deep.equal([
      ['=Survey', 'Avocado', 'Sale'],
      'ascending',
      ['Campaign'],
    ]);
    find(element, sortBy('callers')).click();
    await settled(element);
    expect([names(element), order('callers'), order('name'), signs()]).to.deep.equal([
      ['Avocado', 'Sale', '=Survey'],
      'descending',
      'none',
      ['Waiting'],
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

  it('searches by name and state, by keyboard alone, and keeps the text over a refresh', async () => {
    const { element } = await setup();
    find(element, '#filter').focus();
    await typeKeys('PASS');
    await element.refresh();
    await settled(element);
    expect([names(element), words(element, '[role=status]'), focused(element)]).to.deep.equal([
      ['Avocado'],
      '1 of 3 campaigns',
      'filter',
    ]);
    await typeKeys('x');
    await settled(element);
    expect(words(element, '[role=status]')).to.equal('None of 3 campaigns fits the search.');
    expect(find(element, '.scroll').hidden).to.equal(true);
  });

  it('has those of one direction below their head with what they come to, and all of them at the end', async () => {
    const { client } = playIntegra({
      load: (name) => ({ ...load, ...(name === 'Ventas<-' && { totalcalls: 120, servicelevel: 71, callers: 5 }) }),
    });
    const element = await board(client, { columns: ['callers', 'longestHoldTime', 'holdTime', 'servicelevel'] });
    expect(headings(element)).to.deep.equal([
      ...['Campaign', 'Agents now', 'Waiting', 'Longest wait', 'Hold time', 'Service level'],
    ]);
    const bar = (times: number) =>
      [3 * times, `${3 * times} busy`, `${times} in wrap-up`, `${times} paused`].join(', ').replace(',', ' available,');
    expect(lines(element)).to.deep.equal([
      `Outbound 1 | ${bar(1)} | 2 | 1:35 | –not known | –not known`,
      `Sale outbound | ${bar(1)} | 2 | 1:35 | 0:12 | –not known`,
      `Inbound 2 | ${bar(2)} | 7 | 1:35 | –not known | 76 %`, // by calls: (91 × 40 + 71 × 120) / 160
      `Power inbound | ${bar(1)} | 2 | 1:35 | 0:12 | 91 %`,
      `Ventas inbound | ${bar(1)} | 5 | 1:35 | 0:12 | 71 %`,
      `Total 3 | ${bar(3)} | 9 | 1:35 | –not known | 76 %`,
    ]);
  });

  it('has no heads where no name has a direction, and no total of one', async () => {
    const { element } = await setup();
    expect(lines(element)).to.have.length(4);
    const { element: one } = await setup({ campaigns: [campaign('Sale', { callers: 1 })] });
    expect(find(one, '.foot').hidden).to.equal(true);
  });

  it('is a line for each campaign where it is narrow, with what matters most; the line opens', async () => {
    const { element } = await setup({ thresholds: [{ figure: 'callers', above: 10 }] });
    await narrow(element);
    expect([find(element, '.heads'), element.scrollWidth <= 320]).to.deep.equal([null, true]);
    expect(lines(element).slice(0, 3)).to.deep.equal([
      '=Survey | Handled',
      'Avocado | Waiting 12, Waiting above 10',
      'Sale | 2 waiting',
    ]);
    rowOf(element, 'Sale').querySelector<HTMLButtonElement>('[name=unfold]')?.click();
    await settled(element);
    expect(words(element, '.more')).to.match(/^5 available, 3 busy, .* State Active .* Waiting 2 .* Open Sale$/);
    rowOf(element, 'Sale').querySelector<HTMLButtonElement>('.more [name=campaign]')?.click();
    await settled(element);
    expect([words(element, '#drawer-name'), element.scrollWidth <= 320]).to.deep.equal(['Sale', true]);
    rowOf(element, 'Sale').querySelector<HTMLButtonElement>('[name=unfold]')?.click();
    await settled(element);
    expect(find(element, '.more')).to.equal(null);
  });

  it('has its order in a field where it is narrow', async () => {
    const { element } = await setup();
    expect(find(element, '#order')).to.equal(null);
    await narrow(element);
    const order = find<HTMLSelectElement>(element, '#order');
    order.value = 'callers';
    order.dispatchEvent(new Event('input', { bubbles: true }));
    find(element, '[name=turn]').click();
    await settled(element);
    expect([names(element), find(element, '[name=turn]').ariaLabel]).to.deep.equal([
      ['Avocado', 'Sale', '=Survey'],
      'Descending',
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

  it('never moves the rows while somebody works in them', async () => {
    const { element, tell } = await setup({ sort: '-callers' });
    rows(element)[1]?.querySelector('button')?.focus();
    tell(campaign('New', { callers: 50 }), campaign('Sale', { callers: 40 }), campaign('Avocado', { callers: 1 }));
    await element.refresh();
    await settled(element);
    expect([names(element), focused(element)]).to.deep.equal([['Avocado', 'Sale', 'New'], 'campaign']);
    find(element, '#filter').focus();
    await element.refresh();
    await settled(element);
    expect(names(element)).to.deep.equal(['New', 'Sale', 'Avocado']);
  });
});
