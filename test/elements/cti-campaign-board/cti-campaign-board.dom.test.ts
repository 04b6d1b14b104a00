import { expect } from 'chai';
import { CtiError } from '../../../src/core/errors.js';
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
} from './cti-campaign-board.fixture.js';
import { audit } from '../elements.fixture.js';

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
