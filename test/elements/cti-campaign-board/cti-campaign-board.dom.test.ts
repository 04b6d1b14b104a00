import { expect } from 'chai';
import type { Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import { Agent } from '../agents.fixture.js';
import { audit } from '../elements.fixture.js';
import {
  board,
  button,
  campaign,
  failure,
  find,
  headings,
  hourOf,
  load,
  names,
  narrow,
  open,
  playIntegra,
  playSinch,
  playVoicenter,
  rowOf,
  rows,
  settled,
  setup,
  told,
  unfold,
  words,
} from './cti-campaign-board.fixture.js';

const thresholds = [
  { figure: 'callers', above: 10 },
  { figure: 'available', below: 1 },
];

describe('<cti-campaign-board>', () => {
  for (const dark of [false, true]) {
    it(`passes the accessibility audit in every state, ${dark ? 'dark' : 'light'}`, async () => {
      const { element } = await setup({ dark, thresholds, history: hourOf('Sale') });
      const problems: string[] = [];
      const look = async (at = element) => {
        await settled(at);
        problems.push(...(await audit(at)));
      };
      await look();
      for (const id of ['columns', 'limits', 'asking', 'export']) {
        await unfold(element, id);
        await look();
      }
      await open(element, 'Sale');
      await look();
      button(element, 'pause').click();
      await look();
      button(element, 'confirm').click();
      await look();
      await narrow(element);
      await look();
      find(element, '[name=unfold]').click();
      await look();
      const { element: failed } = await setup({
        dark,
        answer: () => Promise.reject(new CtiError('TIMEOUT', 'No answer in time.', { detail: 'raw' })),
      });
      const { element: missing } = await setup({
        ...{ dark, can: ['campaigns', 'statistics'] },
        answer: ({ type }) => (type === 'statistics' ? Promise.reject(new CtiError('TIMEOUT', 'Late.')) : undefined),
      });
      const { element: empty } = await setup({ dark, campaigns: [] });
      const { element: loading } = await setup({ dark, answer: () => new Promise(() => undefined) });
      const { element: off } = await setup({ dark, disabled: true });
      const { element: cannot } = await setup({ dark, can: [] });
      for (const each of [failed, missing, empty, loading, off, cannot]) await look(each);
      expect(problems).to.deep.equal([]);
    });
  }

  it('shows what Integra tells of each campaign, with what its status adds to its summary [C-163 C-164 C-167 C-168]', async () => {
    const { client, server } = playIntegra();
    const element = await board(client, {
      columns: ['busy', 'callers', 'longestHoldTime', 'holdTime', 'talked', 'hold'],
    });
    expect(names(element)).to.deep.equal(['Sale outbound', 'Power inbound', 'Ventas inbound']);
    expect(told(element, 'Sale outbound')).to.deep.equal({
      Campaign: 'Sale outbound',
      'Agents now': '2 available',
      Busy: '0',
      Waiting: '0',
      'Longest wait': '3:40',
      'Hold time': '0:18',
      Talked: '0:00', // written as text, U-59
      'On hold': '0:00',
    });
    await open(element, 'Sale outbound');
    expect(words(element, '#drawer .figures')).to.match(/^Logged in 2 Available 2 of 2 Busy 0 Paused 0 In wrap-up 0 /);
    const paths = server.log.map(({ path }) => path.split('/').pop());
    expect(paths.slice(0, 2)).to.deep.equal(['queuesummary', 'campaignstatus']); // one status told of all of them
    expect(words(element, '#drawer .actions')).to.match(/^Limits… Campaigns cannot be started or paused here\. \S/);
  });

  it('begins with a service level in sight, but of no outbound campaign and of no call', async () => {
    const { client } = playIntegra({ load: () => load });
    const element = await board(client);
    expect(headings(element)).to.deep.equal([
      ...['Campaign', 'Agents now', 'Available', 'Waiting', 'Longest wait', 'Service level', 'Calls', 'Abandon rate'],
    ]);
    expect(told(element, 'Ventas inbound')).to.deep.include({ 'Service level': '91 %', 'Abandon rate': '5 %' });
    expect(told(element, 'Sale outbound')['Service level']).to.equal('–not known');
    const { client: idle } = playIntegra({ load: () => ({ ...load, totalcalls: 0, abandoned: 0 }) });
    expect(headings(await board(idle))).not.to.include('Service level');
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
    const element = await board(client, { columns: ['loggedIn', 'total', 'handled', 'callable'] });
    expect(names(element)).to.deep.equal(['Autumn offer', 'Survey']);
    expect(told(element, 'Survey')).to.deep.include({
      Campaign: 'Survey Active',
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

  it('shows what Voicenter tells, asks for each campaign but a deleted one, and never writes a code into the page', async () => {
    const { client } = playVoicenter();
    const element = await board(client);
    await settled(element);
    expect(names(element)).to.deep.equal(['Evening leads', 'Last year', 'Morning sales']);
    expect(told(element, 'Morning sales')).to.deep.include({
      Campaign: 'Morning sales Enabled',
      'Still to dial': '0',
    });
    expect(told(element, 'Last year')['Still to dial']).to.equal('–not known');
    expect(find(element, '[part=missing]')).to.equal(null);
    await open(element, 'Last year');
    expect([button(element, 'start'), button(element, 'pause')]).to.deep.equal([null, null]);
    expect(words(element, '#drawer .actions')).to.contain(
      'This campaign is deleted: nothing can be done with it here.',
    );
    expect(element.shadowRoot?.innerHTML).not.to.contain('campaign000');
  });

  it('has a column only for what the dialer gives, and what nobody explains by its own name when asked to', async () => {
    const { element } = await setup();
    expect(headings(element)).to.deep.equal([
      ...['Campaign', 'Agents now', 'Logged in', 'Available', 'Busy', 'Paused', 'Waiting', 'Talk time'],
    ]);
    element.allFigures = true;
    await settled(element);
    expect(headings(element)).to.include('In wrap-up');
    expect(told(element, 'Avocado')['secret']).to.equal('7');
    expect(told(element, 'Avocado')['Talk time']).to.equal('1:02:10');
  });

  it('says the bar of agents in words', async () => {
    const { element, tell } = await setup();
    tell(campaign('Sale', { available: 5, busy: 3, paused: 1, onwrapup: 1, callers: 6 }));
    await element.refresh();
    await settled(element);
    expect(told(element, 'Sale')).to.deep.include({ 'Agents now': '5 available, 3 busy, 1 in wrap-up, 1 paused' });
    const [bar] = rowOf(element, 'Sale').querySelectorAll('svg.chart');
    expect([bar?.ariaHidden, bar?.querySelectorAll('rect').length]).to.deep.equal(['true', 4]);
  });

  it('marks what is beyond a limit by words and a sign, in its cell or beside the name, counts it, and can show only those', async () => {
    const { element } = await setup({ thresholds: [...thresholds, { figure: 'secret', above: 5 }] });
    expect(told(element, 'Avocado')).to.deep.include({
      Campaign: 'Avocado Passive secret above 5',
      Available: '0, Available below 1',
      Waiting: '12, Waiting above 10',
    });
    expect(rows(element).map((row) => row.querySelectorAll('[part=mark].over svg').length)).to.deep.equal([0, 3, 0]);
    expect(words(element, '[role=status]')).to.equal('3 campaigns, 1 beyond a limit');
    find(element, '[name=marked]').click();
    await settled(element);
    expect(names(element)).to.deep.equal(['Avocado']);
    element.thresholds = [];
    await settled(element);
    expect(names(element)).to.have.length(3);
  });

  it('marks what is near a limit by another sign, and does not count it', async () => {
    const { element } = await setup({ thresholds: [{ figure: 'callers', above: 12 }] });
    expect(told(element, 'Avocado')['Waiting']).to.equal('12, Waiting near its limit, 12');
    expect(words(element, '[role=status]')).to.equal('3 campaigns');
    const signs = (level: string) => rowOf(element, 'Avocado').querySelectorAll(`.${level} svg`).length;
    expect([signs('near'), signs('over')]).to.deep.equal([1, 0]);
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

  it('offers nothing but figures, their order and one campaign beside them while it is disabled', async () => {
    const { element } = await setup({ disabled: true, thresholds });
    const enabled = () =>
      new Set(
        [...(element.shadowRoot?.querySelectorAll<HTMLInputElement>('button, input, select') ?? [])]
          .filter((each) => !each.matches(':disabled'))
          .map(({ name }) => name),
      );
    expect([...enabled()]).to.deep.equal(['sort', 'campaign']);
    await open(element, 'Sale');
    expect([...enabled()]).to.deep.equal(['sort', 'campaign', 'close']);
    expect(names(element)).to.have.length(3);
  });
});

describe('<cti-campaign-board> when another agent comes', () => {
  it('pauses nothing that the one before was asked about, not even in that moment', async () => {
    for (const isDrawn of [true, false]) {
      const { element } = await setup();
      const luz = new Agent('Luz@x');
      luz.answer = () => ({ status: 'confirmed', transport: 'fake', campaigns: [campaign('Sale')] }) as Reply;
      await open(element, 'Sale');
      button(element, 'pause').click();
      await settled(element);
      const yes = button(element, 'confirm');
      element.client = luz.client;
      if (isDrawn) await settled(element);
      yes.click();
      await settled(element);
      expect([luz.of('pauseCampaign'), find(element, '[name=confirm]')]).to.deep.equal([[], null]);
    }
  });
});
