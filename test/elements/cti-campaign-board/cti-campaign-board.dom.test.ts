import { expect } from 'chai';
import type { Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import type { CtiCampaignBoard } from '../../../src/elements/cti-campaign-board/cti-campaign-board.js';
import { csvText, tabText } from '../../../src/elements/shared/table-export.js';
import { holdClock, releaseClock, type Clock } from '../../clock.js';
import { clipboard } from '../cti-outbox/cti-outbox.fixture.js';
import { Agent } from '../agents.fixture.js';
import { audit, next, press, typeKeys } from '../elements.fixture.js';
import {
  board,
  button,
  campaign,
  failure,
  find,
  headings,
  names,
  playIntegra,
  playSinch,
  playVoicenter,
  rowOf,
  rows,
  settled,
  setup,
  told,
  words,
  until,
} from './cti-campaign-board.fixture.js';

const thresholds = [
  { figure: 'callers', above: 10 },
  { figure: 'available', below: 1 },
];

describe('<cti-campaign-board>', () => {
  for (const dark of [false, true]) {
    it(`passes the accessibility audit in every state, ${dark ? 'dark' : 'light'}`, async () => {
      const { element } = await setup({ dark, thresholds });
      await element.refresh();
      await settled(element);
      expect(await audit(element)).to.deep.equal([]);
      button(element, 'Sale', 'pause').click();
      await settled(element);
      expect(await audit(element)).to.deep.equal([]);
      button(element, 'Sale', 'confirm').click();
      await settled(element);
      element.parentElement!.style.width = '320px';
      expect(await audit(element)).to.deep.equal([]);
      const { element: failed } = await setup({
        dark,
        answer: () => Promise.reject(new CtiError('TIMEOUT', 'No answer in time.', { detail: 'raw' })),
      });
      const { element: empty } = await setup({ dark, campaigns: [] });
      const { element: loading } = await setup({ dark, answer: () => new Promise(() => undefined) });
      const { element: off } = await setup({ dark, disabled: true });
      const { element: cannot } = await setup({ dark, can: [] });
      for (const each of [failed, empty, loading, off, cannot]) expect(await audit(each)).to.deep.equal([]);
    });
  }

  it('shows what Integra tells of each campaign, with what its status adds to its summary [C-163 C-164 C-167 C-168]', async () => {
    const { client, server } = playIntegra();
    const element = await board(client);
    expect(names(element)).to.deep.equal(['Power<-', 'Sale->', 'Ventas<-']);
    expect(told(element, 'Sale->')).to.deep.include({
      'Logged in': '2',
      Available: '2',
      Paused: '0',
      Busy: '0',
      'In wrap-up': '0',
      'Calls waiting': '0',
    });
    expect(told(element, 'Sale->')).to.deep.include({
      'Hold time, min:s': '0:18',
      'Longest hold, min:s': '3:40',
      'Talk time, min:s': '2:10',
      'Service level, %': '0 %',
    });
    expect(told(element, 'Sale->')).to.deep.include({ 'Talked, min:s': '0:00', 'On hold, min:s': '0:00' }); // written as text, U-59
    expect(told(element, 'Sale->')['Agents now']).to.equal('2 available');
    const paths = server.log.map(({ path }) => path.split('/').pop());
    expect(paths).to.deep.equal(['queuesummary', 'campaignstatus']); // one status told of all of them
    expect(words(element, '.hint:not(.legend, #age)')).to.match(/^Campaigns cannot be started or paused here\. \S/);
    expect(headings(element)).not.to.include('Start and pause');
  });

  it('says how many rows could not be read, and then not that there are no campaigns', async () => {
    const answer = (campaigns: object[], unread: number) => () =>
      Promise.resolve({ status: 'confirmed', transport: 'fake', campaigns, unread } as Reply);
    const some = await setup({ answer: answer([campaign('Sale')], 3) });
    expect(words(some.element, '[role=status]')).to.contain('1 campaign Rows that could not be read: 3.');
    const none = await setup({ answer: answer([], 1) });
    expect(words(none.element, '[role=status]')).to.equal('Rows that could not be read: 1.');
  });

  it('shows what Sinch tells, and today by all agents together', async () => {
    const { client, server } = playSinch();
    const element = await board(client);
    expect(names(element)).to.deep.equal(['Autumn offer', 'Survey']);
    expect(told(element, 'Survey')).to.deep.include({
      State: 'Active',
      Done: '33 %',
      'Logged in': '1',
      Contacts: '3',
      Handled: '1',
      'Callable now': '2',
    });
    expect(told(element, 'Autumn offer')['Logged in']).to.equal('–not known');
    const asked = server.log.map(({ path }) => path);
    await element.refresh();
    expect(server.log.slice(asked.length).map(({ path }) => path.replace(/\?.*/, ''))).to.deep.equal([
      '/RI/obi/campaigns',
      '/RI/obi/statistics',
    ]);
  });

  it('shows what Voicenter tells, asks for each campaign, and never writes a code into the page', async () => {
    const { client } = playVoicenter();
    const element = await board(client);
    await settled(element);
    expect(names(element)).to.deep.equal(['Evening leads', 'Last year', 'Morning sales']);
    expect(told(element, 'Morning sales')).to.deep.include({ State: 'Enabled', 'Still to dial': '0' });
    expect(told(element, 'Last year')['Still to dial']).to.equal('–not known'); // Voicenter knows no deleted one
    expect(words(element, '.stack > .hint:not(.legend)')).to.contain('Some figures are missing or older');
    expect(element.shadowRoot?.innerHTML).not.to.contain('campaign000');
  });

  it('has a column only for what the dialer gives, and what nobody explains by its own name when asked to', async () => {
    const { element } = await setup();
    expect(headings(element)).to.deep.equal([
      'Campaign',
      'State',
      'Agents now',
      'Logged in',
      'Available',
      'Busy',
      'Paused',
      'In wrap-up',
      'Calls waiting',
      'Talk time, min:s',
      'Start and pause',
    ]);
    element.allFigures = true;
    await settled(element);
    expect(told(element, 'Avocado')['secret']).to.equal('7');
    expect(told(element, 'Avocado')['Talk time, min:s']).to.equal('1:02:10');
  });

  it('says the charts in words, in the cells of the table', async () => {
    const { element, tell } = await setup();
    tell(campaign('Sale', { available: 5, busy: 3, paused: 1, onwrapup: 1, callers: 6 }));
    await element.refresh();
    await settled(element);
    expect(told(element, 'Sale')).to.deep.include({
      'Agents now': '5 available, 3 busy, 1 paused, 1 in wrap-up',
      'Calls waiting': '6, 4 more than before',
    });
    const charts = [...rowOf(element, 'Sale').querySelectorAll('svg.chart, svg.trend')];
    expect(charts.map((chart) => chart.getAttribute('aria-hidden'))).to.deep.equal(['true', 'true']);
    expect(charts[0]?.querySelectorAll('rect')).to.have.length(4);
  });

  it('marks the rows beyond a threshold by words and an icon, counts them, and can show only those', async () => {
    const { element } = await setup({ thresholds });
    expect(words(element, '[part=mark]')).to.equal('Calls waiting above 10; Available below 1');
    expect(rows(element).filter((row) => row.querySelector('[part=mark] svg'))).to.have.length(1);
    expect(words(element, '[role=status]')).to.equal('3 campaigns, 1 beyond a threshold');
    find(element, '[name=marked]').click();
    await settled(element);
    expect(names(element)).to.deep.equal(['Avocado']);
    element.thresholds = [];
    await settled(element);
    expect(names(element)).to.have.length(3);
  });

  it('says that it waits, that there is none, and that the dialer cannot', async () => {
    const { element: loading } = await setup({ answer: () => new Promise(() => undefined) });
    const { element: empty } = await setup({ campaigns: [] });
    const { element: cannot } = await setup({ can: [] });
    const alone = await board(undefined);
    const lines = [loading, empty, cannot, alone].map((each) => words(each, '[part=status]'));
    expect(lines).to.deep.equal([
      'Asking the dialer for its campaigns…',
      'The dialer has no campaigns.',
      'The fake cannot campaigns.',
      'This control needs a <cti-session> around it.',
    ]);
    expect(failure(loading)).to.equal('');
  });
});

/** Presses the button and gives the file that the browser would save. */
async function saved(element: Awaited<ReturnType<typeof board>>): Promise<{ name: string; text: string }> {
  const { createObjectURL } = URL;
  const { click } = HTMLAnchorElement.prototype;
  let blob = new Blob();
  let name = '';
  URL.createObjectURL = (given) => ((blob = given as Blob), 'blob:made-up');
  HTMLAnchorElement.prototype.click = function () {
    name = this.download;
  };
  find(element, '[name=save]').click();
  URL.createObjectURL = createObjectURL;
  HTMLAnchorElement.prototype.click = click;
  await settled(element);
  return { name, text: await blob.text() };
}

describe('<cti-campaign-board> gives away what it shows', () => {
  it('as CSV: the rows and columns as shown, times in seconds, and no formula', async () => {
    const { element } = await setup({ sort: '-callers' });
    const { name, text } = await saved(element);
    expect(name).to.match(/^campaigns-\d{4}-\d\d-\d\d-\d{4}\.csv$/);
    expect(text.replace('\uFEFF', '').split('\r\n')).to.deep.equal([
      '"Campaign","State","Logged in","Available","Busy","Paused","In wrap-up","Calls waiting","Talk time, s"',
      '"Avocado","Passive","4","0","4","","","12","3730"',
      '"Sale","Active","10","5","3","1","1","2","130"',
      `"'=Survey","Handled","","","","","","0",""`,
      '',
    ]);
    expect(words(element, '[role=status]')).to.equal('3 campaigns Campaigns saved: 3.');
    element.filter = 'sale';
    await settled(element);
    expect((await saved(element)).text).not.to.contain('Avocado');
  });

  it('in quotes, cell by cell, and guarded against being run as a formula', () => {
    const table = [
      ['a "b", c', '-1+1', -1],
      ['tab\tand\nline', '@x', 0.5],
    ];
    expect(csvText(table)).to.equal('\uFEFF"a ""b"", c","\'-1+1","-1"\r\n"tab\tand\nline","\'@x","0.5"\r\n');
    expect(tabText(table)).to.equal('"a ""b"", c"\t"\'-1+1"\t"-1"\n"tab\tand\nline"\t"\'@x"\t"0.5"');
    expect(csvText([["a;=cmd|'/C calc'!A0"]])).to.equal(`\uFEFF"a;'=cmd|'/C calc'!A0"\r\n`);
  });

  it('to the clipboard, or as a text to copy by hand where the page may not', async () => {
    const { element } = await setup();
    let copied = '';
    clipboard(async (text) => void (copied = text));
    find(element, '[name=copy]').click();
    await settled(element);
    expect(copied.split('\n')[2]).to.equal(
      ['Avocado', 'Passive', '4', '0', '4', '', '', '12', '3730'].map((cell) => `"${cell}"`).join('\t'),
    );
    expect(words(element, '[role=status]')).to.equal('3 campaigns Campaigns copied: 3.');
    clipboard(undefined);
    find(element, '[name=copy]').click();
    await settled(element);
    expect(find<HTMLTextAreaElement>(element, '#text').value).to.equal(copied);
    expect(element.shadowRoot?.activeElement?.id).to.equal('text');
    find(element, '[name=keep]').click();
    await settled(element);
    expect(find(element, '#text')).to.equal(null);
  });

  it('without the codes of Voicenter, which are as good as passwords', async () => {
    const element = await board(playVoicenter().client);
    expect((await saved(element)).text)
      .to.contain('Morning sales')
      .and.not.to.contain('campaign000');
  });
});

let clock: Clock;

let start = 0;

/** Lets the time pass, up to so many seconds after the start. */
async function pass(element: CtiCampaignBoard, seconds: number): Promise<void> {
  clock.tick(start + seconds * 1_000 - Date.now());
  await settled(element);
}

function hide(isHidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('<cti-campaign-board> asks again', () => {
  beforeEach(() => {
    clock = holdClock();
    start = Date.now();
  });

  afterEach(() => {
    releaseClock();
    Reflect.deleteProperty(document, 'hidden');
  });

  it('after so many seconds, and says how old the figures are', async () => {
    const { element, sent, tell } = await setup({ interval: 10 });
    expect([sent.length, words(element, '#age').replace(/\d\d:\d\d:\d\d/, 'T')]).to.deep.equal([
      1,
      'Figures of T, 0 s ago',
    ]);
    tell(campaign('Sale', { callers: 9 }));
    await pass(element, 9);
    expect([sent.length, words(element, '#age').slice(-7)]).to.deep.equal([1, '9 s ago']);
    await pass(element, 10);
    expect([sent.length, told(element, 'Sale')['Calls waiting'], words(element, '#age').slice(-7)]).to.deep.equal([
      2,
      '9, 7 more than before',
      '0 s ago',
    ]);
  });

  it('never with an interval of 0, but when it is told to', async () => {
    const { element, sent } = await setup({ interval: 0 });
    await pass(element, 600);
    expect(sent).to.have.length(1);
    await element.refresh();
    expect(sent).to.have.length(2);
  });

  it('never while the last question has no answer, and says that its figures are old', async () => {
    let answer = (_: Reply) => {};
    let isSlow = false;
    const { element, sent } = await setup({
      interval: 10,
      answer: () => (isSlow ? new Promise((resolve) => (answer = resolve)) : undefined),
    });
    isSlow = true;
    await pass(element, 10);
    await pass(element, 60);
    await element.refresh();
    expect([sent.length, names(element).length]).to.deep.equal([2, 3]);
    expect(words(element, '#age')).to.match(/^Old figures, of [\d:]{8}, 1 minute ago · asking…$/);
    expect(element.shadowRoot?.querySelector('#age svg')).not.to.equal(null);
    isSlow = false;
    answer({ status: 'confirmed', transport: 'fake', campaigns: [campaign('Sale')] } as Reply);
    await settled(element);
    expect([names(element), words(element, '#age').slice(-7)]).to.deep.equal([['Sale'], '0 s ago']);
    await pass(element, 69);
    expect(sent).to.have.length(2);
    await pass(element, 70);
    expect(sent).to.have.length(3);
  });

  it('not while the page is hidden, and at once when it is seen again', async () => {
    const { element, sent } = await setup({ interval: 10 });
    hide(true);
    await pass(element, 100);
    expect(sent).to.have.length(1);
    hide(false);
    await settled(element);
    expect(sent).to.have.length(2);
  });

  it('not after it left the page, which also stops the question that is on its way', async () => {
    const { element, sent } = await setup({ interval: 10 });
    element.remove();
    await pass(element, 100);
    await element.refresh();
    expect(sent).to.have.length(1);
    const signals: (AbortSignal | null | undefined)[] = [];
    const { client } = playIntegra();
    const board = document.createElement('cti-campaign-board');
    client.send = ((_: never, { signal }: { signal: AbortSignal }) => (
      signals.push(signal),
      new Promise<never>(() => undefined)
    )) as typeof client.send;
    board.client = client;
    document.body.append(board);
    await until(() => signals.length);
    board.remove();
    expect(signals.map((signal) => signal?.aborted)).to.deep.equal([true]);
  });

  it('with the old figures kept when it fails: since when, why, and of when they are', async () => {
    let fails = false;
    const { element, sent } = await setup({
      interval: 10,
      answer: () => (fails ? Promise.reject(new CtiError('UNREACHABLE', 'The server cannot be reached.')) : undefined),
    });
    fails = true;
    await pass(element, 10);
    const first = failure(element);
    expect(first).to.match(
      /^The server cannot be reached\. No new figures since ([\d:]{8}): those shown are of (?!\1)[\d:]{8}\.$/,
    );
    expect([names(element).length, told(element, 'Sale')['Calls waiting']]).to.deep.equal([3, '2']);
    await pass(element, 29);
    expect(sent).to.have.length(2); // after a failure it waits twice as long
    await pass(element, 30);
    expect([sent.length, failure(element)]).to.deep.equal([3, first]); // since the first failure
    fails = false;
    await pass(element, 75);
    expect([sent.length, failure(element)]).to.deep.equal([4, '']);
  });

  it('when the first question fails too, and says so', async () => {
    const answer = () => Promise.reject(new CtiError('UNAUTHORIZED', 'Sign in again.'));
    const { element } = await setup({ answer, interval: 10 });
    const { element: once } = await setup({ answer, interval: 0 });
    expect([failure(element), failure(once)]).to.deep.equal([
      'Sign in again. The board asks again by itself.',
      'Sign in again.',
    ]);
    expect(words(element, '[role=status]')).to.equal('');
  });

  it('of another dialer from the start, when it gets another client', async () => {
    const { element } = await setup();
    const { client } = playIntegra();
    element.client = client;
    await settled(element);
    expect(names(element)).to.deep.equal(['Power<-', 'Sale->', 'Ventas<-']);
  });

  it('of another dialer once, though the question to the first one ends only after that began', async () => {
    let asked = 0;
    const slow = () => {
      const { client } = playIntegra();
      client.send = (_: unknown, { signal }: { signal: AbortSignal }) =>
        new Promise<never>(
          (__, reject) => (asked++, signal.addEventListener('abort', () => reject(signal.reason as Error))),
        );
      return client;
    };
    const board = document.createElement('cti-campaign-board');
    document.body.append(Object.assign(board, { client: slow() }));
    await settled(board);
    board.client = slow();
    await settled(board);
    await board.refresh();
    board.remove();
    expect(asked).to.equal(2);
  });

  it('after another element of the same client asked the same just then, without calling that a failure', async () => {
    const { client } = playIntegra();
    const [one, other] = [document.createElement('cti-campaign-board'), document.createElement('cti-campaign-board')];
    for (const each of [one, other]) document.body.append(Object.assign(each, { client }));
    await until(() => names(one).length === 3);
    await until(() => (clock.tick(1_000), names(other).length === 3)); // every second it asks again, until nobody else does
    expect([names(one).length, names(other).length, failure(other)]).to.deep.equal([3, 3, '']);
    one.remove();
    other.remove();
  });
});

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
      'Pause “Sale”? The dialer then starts no more calls for it. Calls in progress continue.',
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
    expect([await pause(), sent.length]).to.deep.equal(['The page stopped this. Nothing was sent.', 1]);
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

describe('<cti-campaign-board> when another agent comes', () => {
  it('pauses nothing that the one before was asked about, not even in that moment', async () => {
    for (const isDrawn of [true, false]) {
      const { element } = await setup();
      const luz = new Agent('Luz@x');
      luz.answer = () => ({ status: 'confirmed', transport: 'fake', campaigns: [campaign('Sale')] }) as Reply;
      button(element, 'Sale', 'pause').click();
      await settled(element);
      const yes = button(element, 'Sale', 'confirm');
      element.client = luz.client;
      if (isDrawn) await settled(element);
      yes.click();
      await settled(element);
      expect([luz.of('pauseCampaign'), find(element, '[name=confirm]')]).to.deep.equal([[], null]);
    }
  });
});
