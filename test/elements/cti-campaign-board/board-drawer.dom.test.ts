import { expect } from 'chai';
import type { Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import { next, press, until } from '../elements.fixture.js';
import {
  board,
  button,
  campaign,
  find,
  focused,
  hourOf,
  names,
  open,
  playIntegra,
  playSinch,
  playVoicenter,
  rowOf,
  settled,
  setup,
  words,
  type CtiCampaignBoard,
} from './cti-campaign-board.fixture.js';

const said = (element: CtiCampaignBoard) => words(element, '#drawer .actions [role=status]');
const current = ({ shadowRoot }: CtiCampaignBoard) =>
  [...(shadowRoot?.querySelectorAll('[aria-current=true] .title') ?? [])].map(({ textContent }) => textContent?.trim());

/** Presses the button of an open campaign, by its name. */
async function act(element: CtiCampaignBoard, ...buttons: string[]): Promise<void> {
  for (const name of buttons) {
    button(element, name).click();
    await settled(element);
  }
}

describe('one campaign beside the table of <cti-campaign-board>', () => {
  it('opens with a key, is left with Escape, and the focus goes back to its row', async () => {
    const { element } = await setup();
    rowOf(element, 'Sale').querySelector('button')?.focus();
    await press('Enter');
    await settled(element);
    expect([element.shadowRoot?.activeElement?.id, words(element, '#drawer-name'), current(element)]).to.deep.equal([
      'drawer-name',
      'Sale',
      ['Sale'],
    ]);
    await press('Tab');
    expect(focused(element)).to.equal('close');
    await press('Escape');
    await settled(element);
    expect([find(element, '#drawer'), element.shadowRoot?.activeElement]).to.deep.equal([
      null,
      rowOf(element, 'Sale').querySelector('button'),
    ]);
  });

  it('shows another one when that is pressed, and closes with its own row', async () => {
    const { element } = await setup();
    await open(element, 'Sale');
    await open(element, 'Avocado');
    expect([words(element, '#drawer-name'), current(element)]).to.deep.equal(['Avocado', ['Avocado']]);
    rowOf(element, 'Avocado').querySelector('button')?.click();
    await settled(element);
    expect([find(element, '#drawer'), current(element)]).to.deep.equal([null, []]);
  });

  it('says all figures of it by name, also those that are no column', async () => {
    const { element } = await setup({ columns: ['callers'] });
    await open(element, 'Sale');
    expect(words(element, '.figures')).to.equal(
      'Logged in 10 Available 5 of 10 Busy 3 Paused 1 In wrap-up 1 Waiting 2 Talk time 2:10',
    );
    expect(words(element, '#drawer .legend')).to.equal('5 available3 busy1 in wrap-up1 paused');
  });

  it('says what is beyond its limit, and since when', async () => {
    const { element, tell } = await setup({ thresholds: [{ figure: 'callers', above: 4 }], history: hourOf('Sale') });
    tell(campaign('Sale', { callers: 9 }));
    await element.refresh();
    await open(element, 'Sale');
    expect(words(element, '#drawer > .banner')).to.match(/^Waiting above 4, since \d\d:\d\d$/);
  });

  it('asks who is in it, where the dialer tells, and says what it answers', async () => {
    let members: object[] | CtiError = [
      { id: '7', name: 'Ana' },
      { id: '8', name: '' },
    ];
    const { element } = await setup({
      can: ['campaigns', 'members'],
      answer: ({ type }) => {
        if (type !== 'members') return undefined;
        if (members instanceof CtiError) return Promise.reject(members);
        return Promise.resolve({ status: 'confirmed', transport: 'fake', members } as unknown as Reply);
      },
    });
    await open(element, 'Sale');
    await until(() => find(element, '.members'));
    expect([...find(element, '.members').children].map(({ textContent }) => textContent)).to.deep.equal(['Ana', '8']);
    members = [];
    await open(element, 'Avocado');
    await until(() => words(element, '#drawer').includes('Nobody is in this campaign.'));
    members = new CtiError('UNAUTHORIZED', 'This account may not see the agents.');
    await open(element, '=Survey');
    await until(() => words(element, '#drawer').includes('This account may not see the agents.'));
  });

  it('draws the last hour large, with a table beside it, once what draws it has come', async () => {
    const { element } = await setup({ history: hourOf('Sale', { busy: 3 }) });
    await open(element, 'Sale');
    await until(() => find(element, '#plot canvas'));
    expect(find(element, '[part=chart]').ariaLabel).to.match(/^Waiting in the last hour: from 0 to 9, now 2$/);
    expect(find(element, '[part=chart] svg.spark')).to.equal(null); // the plain line stood there before
    const rows = [...find(element, '#drawer details tbody').querySelectorAll('tr')];
    expect(rows.length).to.be.within(12, 14); // one for each five minutes, and the newest
    expect(rows[0]?.textContent?.replace(/\s+/g, ' ').trim()).to.match(/^\d\d:\d\d 2$/);
    const trend = find<HTMLSelectElement>(element, '#trend');
    expect([...trend.options].map(({ text }) => text)).to.deep.equal(['Available', 'Busy', 'Waiting']);
    trend.value = 'busy';
    trend.dispatchEvent(new Event('input', { bubbles: true }));
    await settled(element);
    expect(find(element, '[part=chart]').ariaLabel).to.contain('Busy in the last hour');
    expect(words(element, '#drawer details th.n')).to.equal('Busy');
  });

  it('says that there is no last hour yet', async () => {
    const { element } = await setup();
    await open(element, 'Sale');
    expect(words(element, '#drawer .part')).to.equal('A line of the last hour stands here after the second figures.');
  });

  it('asks before it pauses, with a key, and a held key changes nothing', async () => {
    const { element, sent } = await setup();
    await open(element, 'Sale');
    button(element, 'pause').focus();
    await press('Enter');
    await settled(element);
    expect([words(element, '#question'), focused(element)]).to.deep.equal([
      'Pause Sale? The dialer then starts no more calls for it. Calls in progress continue.',
      'keep',
    ]);
    await press('Enter');
    await settled(element);
    expect([find(element, '#question'), focused(element)]).to.deep.equal([null, 'pause']);
    await press('Enter');
    await settled(element);
    await press('Escape'); // the question first
    await settled(element);
    expect([focused(element), sent.map(({ type }) => type)]).to.deep.equal(['pause', ['campaigns']]);
  });

  it('offers what the state leaves: start what rests, pause what runs, both where nobody knows', async () => {
    const { element } = await setup();
    const offered = async (name: string) => {
      await open(element, name);
      return ['start', 'pause'].filter((action) => button(element, action));
    };
    expect([await offered('Sale'), await offered('Avocado'), await offered('=Survey')]).to.deep.equal([
      ['pause'],
      ['start'],
      ['start', 'pause'],
    ]);
  });

  it('pauses and starts at Sinch and at Voicenter, shows the new state and says so', async () => {
    for (const [play, name, states] of [
      [playSinch, 'Survey', ['Passive', 'Active']],
      [playVoicenter, 'Morning sales', ['Disabled', 'Enabled']],
    ] as const) {
      const element = await board(play().client);
      const shown = () => [rowOf(element, name).querySelector('.state'), find(element, '#drawer .state')];
      const state = () => shown().map((each) => each?.textContent?.trim());
      await open(element, name);
      await act(element, 'pause');
      button(element, 'confirm').focus();
      await press('Enter');
      await settled(element);
      expect([...state(), said(element)]).to.deep.equal([states[0], states[0], `Done. ${name} is paused.`]);
      expect(focused(element)).to.equal('start');
      await act(element, 'start', 'confirm');
      expect([...state(), said(element)]).to.deep.equal([states[1], states[1], `Done. ${name} is started.`]);
    }
  });

  it('says what cannot be done there, and why', async () => {
    const element = await board(playIntegra().client);
    await open(element, 'Sale outbound');
    expect(words(element, '#drawer .actions')).to.match(/^Limits… Campaigns cannot be started or paused here\. \S/);
  });

  it('lets the page stop it, and says what the dialer refused or what nobody knows', async () => {
    let code: 'REJECTED' | 'TIMEOUT' = 'REJECTED';
    const { element, sent } = await setup({
      answer: ({ type }) => (type === 'pauseCampaign' ? Promise.reject(new CtiError(code, 'No.')) : undefined),
    });
    const pause = async () => {
      await open(element, 'Sale');
      await act(element, 'pause', 'confirm');
      return said(element);
    };
    element.addEventListener('cti-request', (event) => event.preventDefault(), { once: true });
    expect([await pause(), sent.length]).to.deep.equal(['The page stopped this. Nothing was sent.', 1]);
    const failed = next(element, 'cti-error');
    expect(await pause()).to.equal('No.');
    expect((await failed).command).to.deep.equal({ type: 'pauseCampaign', campaign: 'id of Sale' });
    code = 'TIMEOUT';
    expect(await pause()).to.equal('No. Look at the state before you try again.');
    expect(sent.map(({ type }) => type)).to.deep.equal(['campaigns', 'pauseCampaign', 'pauseCampaign']);
    await open(element, 'Avocado');
    expect(said(element)).to.equal(''); // it was said of another one
  });

  it('does one thing at a time, and asks for the new state even while it is asking', async () => {
    const confirmed = { status: 'confirmed', transport: 'fake' } as Reply;
    let answer = (_: Reply) => {};
    let isHeld = false;
    const { element, sent } = await setup({
      answer: ({ type }) => (type !== 'campaigns' || isHeld ? new Promise((resolve) => (answer = resolve)) : undefined),
    });
    await open(element, 'Sale');
    await act(element, 'pause', 'confirm');
    await open(element, 'Avocado');
    await act(element, 'start');
    expect([find(element, '#question'), said(element)]).to.deep.equal([null, '']);
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

  it('goes with its campaign, and the focus stays in the board', async () => {
    const { element, tell } = await setup();
    await open(element, 'Sale');
    await act(element, 'pause');
    expect(focused(element)).to.equal('keep');
    tell(campaign('Avocado', { callers: 1 }));
    await element.refresh();
    await settled(element);
    expect([find(element, '#drawer'), element.shadowRoot?.activeElement?.className]).to.deep.equal([null, 'scroll']);
  });

  it('leads to the limits', async () => {
    const { element } = await setup();
    await open(element, 'Sale');
    await act(element, 'limits');
    expect(element.shadowRoot?.activeElement?.id).to.equal('limit-callers');
  });
});
