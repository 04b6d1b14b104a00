import { expect } from 'chai';
import { html } from 'lit';
import type { CtiBlacklistForm } from '../../../src/elements/cti-blacklist-form/cti-blacklist-form.js';
import { supervisorChecks } from '../../../src/core/supervisor-commands.js';
import { CtiError, Outbox, type Reply } from '../../../src/index.js';
import { MotionTransport } from '../../../src/transports/motion/motion-transport.js';
import { SinchTransport } from '../../../src/transports/sinch/sinch-transport.js';
import { Agent } from '../agents.fixture.js';
import {
  audit,
  clientOf,
  fakeTransport,
  mount,
  next,
  press as key,
  savedFiles,
  typeKeys,
} from '../elements.fixture.js';
import {
  choose,
  fill,
  find,
  focused,
  lines,
  logOf,
  press,
  setup,
  status,
  words,
  until,
} from './cti-blacklist-form.fixture.js';

const pasted = 'Phone\n099 123 456, 099-123-456\n"098111222";2026-01-02\n1. 097333444';

const body = (text = '') => JSON.parse(new URLSearchParams(text).get('black') ?? 'null') as unknown;

describe('<cti-blacklist-form>', () => {
  for (const dark of [false, true]) {
    it(`passes the accessibility audit in every state, ${dark ? 'dark' : 'light'}`, async () => {
      const { element, server } = await setup({ dark });
      expect(await audit(element), 'empty').to.deep.equal([]);
      await fill(element, 'numbers', pasted);
      find(element, 'details').toggleAttribute('open', true);
      expect(await audit(element), 'preview').to.deep.equal([]);
      await press(element, 'unblacklist');
      expect(await audit(element), 'question').to.deep.equal([]);
      await press(element, 'yes');
      expect(await audit(element), 'results').to.deep.equal([]);
      server.faults = { answer0: true };
      await fill(element, 'numbers', pasted);
      await press(element, 'blacklist');
      expect(await audit(element), 'refused').to.deep.equal([]);
      await fill(element, 'campaign', '');
      await press(element, 'blacklist');
      expect(await audit(element), 'a problem').to.deep.equal([]);
      const { element: off } = await setup({ dark, transport: fakeTransport({ can: [] }) });
      expect(await audit(off), 'unsupported').to.deep.equal([]);
      off.disabled = true;
      await off.updateComplete;
      expect(await audit(off), 'disabled').to.deep.equal([]);
    });
  }

  it('shows what it takes for numbers, what not and why, and what it counts once', async () => {
    const { element } = await setup();
    expect(words(element, '#read')).to.equal('No number yet.');
    await fill(element, 'numbers', pasted);
    expect(words(element, '#read')).to.equal('3 numbers, 1 written more than once and counted once, 2 not understood.');
    expect(lines(element, '[aria-labelledby=understood] li')).to.deep.equal([
      '099123456 entered as 099 123 456; 2 times, counted once',
      '098111222',
      '097333444',
    ]);
    expect(words(element, '#told')).to.equal(''); // not at every key
    find(element, '#numbers').dispatchEvent(new Event('change', { bubbles: true }));
    await element.updateComplete;
    expect(words(element, '#told')).to.equal(words(element, '#read'));
    expect(lines(element, '[aria-labelledby=wrong] li')).to.deep.equal([
      'Line 1: Phone This is not a number.',
      'Line 3: 2026-01-02 This is a date.',
    ]);
  });

  it('sends one number with what is filled in, and empties the field [C-097 C-101 C-102]', async () => {
    const { element, server } = await setup();
    const far = '2999-01-31';
    for (const [name, value] of Object.entries({ numbers: '099 123 456', expireDate: far, company: 'Asked by letter' }))
      await fill(element, name, value);
    find(element, '#direction').value = 'I/O';
    find(element, '#direction').dispatchEvent(new Event('input', { bubbles: true }));
    await press(element, 'blacklist');
    expect(logOf(server).map(({ path }) => path)).to.deep.equal(['/Integra/resources/admin/addblack']);
    expect(body(logOf(server)[0]?.body)).to.deep.equal({
      phone: '099123456',
      campaign: 'Sale->',
      company: 'Asked by letter',
      expire_date: far,
      direction: 'I/O',
    });
    expect([status(element), element.value]).to.deep.equal(['099123456: accepted by the dialer.', '']);
  });

  it('sends many in one request, says the same of each, and leaves what it did not understand [C-103 C-107]', async () => {
    const { element, server } = await setup();
    await fill(element, 'numbers', pasted);
    await press(element, 'blacklist');
    expect(logOf(server).map(({ path }) => path)).to.deep.equal(['/Integra/resources/admin/addblackbulk']);
    expect(status(element)).to.equal('3 accepted by the dialer.');
    expect(lines(element, '[part=results] li')).to.deep.equal(
      ['099123456', '098111222', '097333444'].map((phone) => `${phone} accepted by the dialer`),
    );
    expect(element.value).to.equal('Phone\n2026-01-02');
  });

  it('asks before all campaigns, in words that name it, and begins on “Cancel” [C-100]', async () => {
    const { element, server } = await setup();
    await fill(element, 'numbers', '099123456');
    await choose(element, 'all');
    await press(element, 'blacklist');
    expect(logOf(server)).to.deep.equal([]);
    expect([words(element, '#question'), focused(element)]).to.deep.equal([
      'Put 099123456 on the do-not-call list of all campaigns? No campaign will call then.',
      'keep',
    ]);
    await press(element, 'keep');
    expect([focused(element), element.value, logOf(server).length]).to.deep.equal(['blacklist', '099123456', 0]);
    await press(element, 'blacklist');
    await press(element, 'yes');
    expect(server.state.blacklist).to.deep.equal([{ phone: '099123456', campaign: '*' }]);
  });

  it('asks as well when * is typed for the campaign, or the session says it', async () => {
    const { element } = await setup();
    await fill(element, 'numbers', '099123456');
    await fill(element, 'campaign', ' * ');
    await press(element, 'blacklist');
    expect(words(element, '#question')).to.contain('all campaigns');
    const { element: other } = await setup({ campaign: '*' });
    expect(find(other, '[value=all]').checked).to.equal(true);
  });

  it('asks before it takes off, and sends number and campaign alone [C-104 C-105]', async () => {
    const { element, server } = await setup();
    for (const [name, value] of Object.entries({
      numbers: '099123456\n098111222',
      company: 'Acme',
      expireDate: '2020-01-01',
    }))
      await fill(element, name, value);
    await press(element, 'unblacklist');
    expect(words(element, '#question')).to.equal(
      'Take 2 numbers off the do-not-call list of Sale, outbound? That campaign may call again.',
    );
    await press(element, 'yes');
    expect(logOf(server).map(({ path }) => path)).to.deep.equal(['/Integra/resources/admin/deleteblackbulk']);
    expect(body(logOf(server)[0]?.body)).to.deep.equal(
      ['099123456', '098111222'].map((phone) => ({ phone, campaign: 'Sale->' })),
    );
    await fill(element, 'numbers', '099123456');
    await choose(element, 'all');
    await press(element, 'unblacklist');
    expect(words(element, '#question')).to.contain('may stay there');
  });

  it('withdraws a question as soon as what it was about is edited', async () => {
    const { element } = await setup();
    await fill(element, 'numbers', '099123456');
    await press(element, 'unblacklist');
    await fill(element, 'numbers', '099123457');
    expect(find(element, '#question')).to.equal(null);
  });

  it('keeps what was typed when it is refused, fails, or nobody knows', async () => {
    const { element, server } = await setup();
    const troubles: [object, string, string][] = [
      [
        { answer0: true },
        'refused',
        'uContact put nothing on the do-not-call list. Check each number and its campaign.',
      ],
      [{ status500: true }, 'unknown', ''],
      [{ droppedBefore: true }, 'unknown', ''],
      [{ status401: true }, 'refused', ''],
    ];
    for (const [faults, state, said] of troubles) {
      server.faults = faults;
      await fill(element, 'numbers', pasted);
      await fill(element, 'company', 'Acme');
      await press(element, 'blacklist');
      expect(find(element, '[part~=status]').dataset['state'], JSON.stringify(faults)).to.equal(state);
      expect(status(element)).to.contain(said);
      expect([element.value, find(element, '#company').value, lines(element, '[part=results] li')]).to.deep.equal([
        pasted,
        'Acme',
        [],
      ]);
    }
  });

  it('says beside the field what is missing or past, and goes there', async () => {
    const { element, server } = await setup({ campaign: '' });
    await press(element, 'blacklist');
    expect([words(element, '#numbers-problem'), focused(element), status(element)]).to.deep.equal([
      'The do-not-call list: at least one number is needed.',
      'numbers',
      '',
    ]);
    await fill(element, 'numbers', '099123456');
    await press(element, 'blacklist');
    expect([words(element, '#campaign-problem'), focused(element)]).to.deep.equal([
      'The campaign is missing.',
      'campaign',
    ]);
    await fill(element, 'campaign', 'Sale->');
    await fill(element, 'expireDate', '2020-01-01');
    await press(element, 'blacklist');
    expect([words(element, '#expireDate-problem'), focused(element)]).to.deep.equal([
      'This day has passed. Choose a later day.',
      'expireDate',
    ]);
    expect(logOf(server)).to.deep.equal([]);
  });

  it('does nothing when the page says no, and says so', async () => {
    const { element, server } = await setup();
    await fill(element, 'numbers', pasted);
    element.addEventListener('cti-request', (event) => event.preventDefault());
    await press(element, 'blacklist');
    expect([logOf(server).length, status(element), element.value]).to.deep.equal([
      0,
      'The page stopped this. Nothing was sent.',
      pasted,
    ]);
  });

  it('says why it cannot, without a session and with each dialer that has no such list', async () => {
    const transports = [new MotionTransport({ baseUrl: '/motion' }), new SinchTransport({ baseUrl: '/sinch' })];
    for (const transport of transports) {
      const client = clientOf(transport);
      const element = await mount<CtiBlacklistForm>(html`<cti-blacklist-form></cti-blacklist-form>`, { client });
      const support = client.supports('blacklist');
      expect(words(element, '.hint')).to.contain(support.ok ? 'no reason' : support.reason);
      expect(find(element, 'input, textarea, button'), 'nothing to fill in').to.equal(null);
    }
    const alone = await mount<CtiBlacklistForm>(html`<cti-blacklist-form></cti-blacklist-form>`);
    expect(words(alone, '#reason')).to.equal('This control needs a <cti-session> around it.');
  });
});

const options = { dialect: 'old' } as const;

const three = '099123456\n098111222\n097333444';

const results = (element: Element) => lines(element, '[part=results] li');

describe('<cti-blacklist-form> on a dialer that takes one number at a time', () => {
  it('asks first, sends them one after the other, and says what became of each', async () => {
    const { element, server } = await setup({ options });
    await fill(element, 'numbers', three);
    await press(element, 'blacklist');
    expect(logOf(server)).to.deep.equal([]);
    expect(words(element, '#question')).to.equal(
      'This dialer takes one number at a time. Send 3 numbers one after the other?',
    );
    expect([focused(element), await audit(element)]).to.deep.equal(['keep', []]);
    await press(element, 'yes');
    expect(server.state.blacklist.map(({ phone }) => phone)).to.deep.equal(three.split('\n'));
    expect([status(element), element.value, results(element)[0]]).to.deep.equal([
      '3 accepted by the dialer.',
      '',
      '099123456 accepted by the dialer',
    ]);
  });

  it('sends nothing and keeps all when the person says no', async () => {
    const { element, server } = await setup({ options });
    await fill(element, 'numbers', three);
    await press(element, 'blacklist');
    await press(element, 'keep');
    expect([logOf(server).length, element.value]).to.deep.equal([0, three]);
    expect(status(element)).to.contain('one number at a time');
    await press(element, 'blacklist');
    await press(element, 'yes');
    expect(logOf(server).length, 'when the person says yes').to.equal(3);
  });

  it('goes on after a number that is refused, leaves that one in the field, and names it', async () => {
    const { element, server } = await setup({ options });
    await fill(element, 'numbers', three);
    await press(element, 'blacklist');
    let asked = 0;
    element.addEventListener('cti-request', () => (server.faults = { answer0: ++asked === 2 }));
    await press(element, 'yes');
    expect(status(element)).to.equal('2 accepted by the dialer, 1 refused.');
    expect(find(element, '[part~=status]').dataset['state']).to.equal('refused'); // no green tick
    expect(results(element)[0]).to.equal(
      '098111222 refused: uContact put nothing on the do-not-call list. Check each number and its campaign.',
    );
    expect(element.value).to.equal('098111222');
    expect(await audit(element)).to.deep.equal([]);
  });

  it('stops at what concerns all of them, and says which were not sent', async () => {
    const { element, server } = await setup({ options });
    await fill(element, 'numbers', three);
    await press(element, 'blacklist');
    let asked = 0;
    element.addEventListener('cti-request', () => (server.faults = { status401: ++asked === 2 }));
    await press(element, 'yes');
    expect(server.state.blacklist).to.have.length(1);
    expect(status(element)).to.equal('1 accepted by the dialer, 1 refused, 1 not sent.');
    expect(element.value).to.equal('098111222\n097333444');
  });

  it('stops when the person or the page says so', async () => {
    for (const stop of ['person', 'page']) {
      const { element, server } = await setup({ options });
      await fill(element, 'numbers', three);
      await press(element, 'blacklist');
      element.addEventListener(
        'cti-request',
        (event) => stop === 'page' && server.state.blacklist.length === 1 && event.preventDefault(),
      );
      const first = next(element, 'cti-result');
      find<HTMLButtonElement>(element, '[name=yes]').click();
      await first;
      expect(status(element)).to.contain('Sending');
      if (stop === 'person') find<HTMLButtonElement>(element, '[name=stop]').click();
      await until(() => !status(element).includes('Sending'));
      expect(status(element), stop).to.equal('1 accepted by the dialer, 2 not sent.');
      expect(element.value).to.equal('098111222\n097333444');
    }
  });

  it('says why the page stopped it: all of it in neutral words, the rest of it behind what was done', async () => {
    for (const [before, said, state] of [
      [0, 'Not now.', 'stopped'],
      [1, '1 accepted by the dialer, 2 not sent. Not now.', 'refused'],
    ] as const) {
      const { element, server } = await setup({ options });
      await fill(element, 'numbers', three);
      await press(element, 'blacklist');
      element.addEventListener('cti-request', (event) => {
        if (server.state.blacklist.length !== before) return;
        event.preventDefault();
        event.reason = 'Not now.';
      });
      find<HTMLButtonElement>(element, '[name=yes]').click();
      await until(() => status(element).includes('Not now.'));
      expect([status(element), find(element, '[part~=status]').dataset['state']]).to.deep.equal([said, state]);
    }
  });

  it('has no field for what this dialer does not know, and says that it takes nothing off', async () => {
    const { element } = await setup({ options });
    const there = ['campaign', 'expireDate'].map((id) => !!element.renderRoot.querySelector(`#${id}`));
    expect(there).to.deep.equal([true, false]);
    expect(find(element, '[name=unblacklist]'), 'no button that does nothing').to.equal(null);
    expect(words(element, '#reason')).to.equal('This older server cannot take a number off the do-not-call list.');
  });
});

describe('<cti-blacklist-form> with an outbox', () => {
  it('says that the numbers wait there, and why, and does not ask to type them again', async () => {
    const outbox = new Outbox({ server: '/ucontact' });
    const { element, server, client } = await setup({ outbox });
    server.faults = { status401: true };
    await fill(element, 'numbers', three);
    await press(element, 'blacklist');
    expect(status(element)).to.match(/^3 in the outbox, to be sent later\. .*sign/);
    expect(find(element, '[part~=status]').dataset['state']).to.equal('queued');
    expect([element.value, results(element)[2]]).to.deep.equal(['', '097333444 in the outbox, to be sent later']);
    expect(client.outbox?.list()).to.have.length(1);
    client.close();
  });

  it('asks on an older server as well, and leaves nothing behind in the outbox', async () => {
    const { element, client } = await setup({ options, outbox: new Outbox({ server: '/older' }) });
    await fill(element, 'numbers', three);
    await press(element, 'blacklist');
    await until(() => find(element, '#question'));
    expect(words(element, '#question')).to.contain('one after the other?');
    expect(client.outbox?.list()).to.deep.equal([]);
    await press(element, 'yes');
    await until(() => status(element) === '3 accepted by the dialer.');
    client.close();
  });
});

describe('<cti-blacklist-form> with the keyboard @engines', () => {
  it('is worked with the keyboard alone', async () => {
    const { element, server } = await setup();
    find(element, '#numbers').focus();
    await typeKeys('099123456');
    await key('Tab'); // the list of what is understood scrolls
    await key('Tab');
    await key('ArrowDown');
    expect(find(element, '[value=all]').checked).to.equal(true);
    find(element, '[name=blacklist]').focus();
    await key('Enter');
    await element.updateComplete;
    expect(focused(element)).to.equal('keep');
    await key('Escape');
    await element.updateComplete;
    expect(focused(element)).to.equal('blacklist');
    await key('Enter');
    await element.updateComplete;
    await key('Shift+Tab');
    expect(focused(element)).to.equal('yes');
    await key('Enter');
    await until(() => server.state.blacklist.length);
    expect(server.state.blacklist).to.deep.equal([{ phone: '099123456', campaign: '*' }]);
  });
});

describe('<cti-blacklist-form> when another agent comes', () => {
  const three = '091\n092\n093';
  async function begin(template = html`<cti-blacklist-form></cti-blacklist-form>`) {
    const [ana, luz] = [new Agent('Ana@x'), new Agent('Luz@x')];
    const element = await mount<CtiBlacklistForm>(template, { client: ana.client, campaign: 'Sale->' });
    const luzComes = () => (element.client = luz.client);
    return { ana, luz, element, luzComes };
  }

  it('puts back what the page gave, and leaves all that was chosen', async () => {
    const { element, luzComes } = await begin(html`<cti-blacklist-form value="090"></cti-blacklist-form>`);
    luzComes();
    await element.updateComplete;
    expect([element.value, status(element)]).to.deep.equal(['090', '']);
    await fill(element, 'numbers', three);
    await fill(element, 'name', 'Ann');
    await choose(element, 'all');
    element.client = new Agent('Eva@x').client;
    await element.updateComplete;
    expect([element.value, find(element, '[name=name]').value, find(element, '[value=all]').checked]).to.deep.equal([
      '090',
      '',
      false,
    ]);
    expect(await audit(element)).to.deep.equal([]);
  });

  it('takes no yes to what the one before was asked, not even in that moment', async () => {
    for (const isDrawn of [true, false]) {
      const { ana, luz, element, luzComes } = await begin(html`<cti-blacklist-form value="090"></cti-blacklist-form>`);
      await press(element, 'unblacklist');
      const yes = find<HTMLButtonElement>(element, '[name=yes]');
      luzComes();
      if (isDrawn) await element.updateComplete;
      yes.click();
      await element.updateComplete;
      expect([find(element, '[name=yes]'), ana.of('unblacklist'), luz.of('unblacklist')]).to.deep.equal([null, [], []]);
    }
  });

  for (const isDrawn of [true, false])
    it(`stops a series that the one before began, and says nothing of it${isDrawn ? '' : ', in the same moment'}`, async () => {
      const { ana, luz, element, luzComes } = await begin(
        html`<cti-blacklist-form .value=${three}></cti-blacklist-form>`,
      );
      let answer = (_: Reply) => {};
      ana.answer = (command) => {
        if (command.type === 'blacklist' && command.entries.length > 1)
          throw new CtiError('UNSUPPORTED', 'One at a time.');
        return new Promise((resolve) => (answer = resolve));
      };
      await press(element, 'blacklist');
      find<HTMLButtonElement>(element, '[name=yes]').click();
      await until(() => ana.of('blacklist').length === 2);
      luzComes();
      if (isDrawn) await element.updateComplete;
      answer({ status: 'confirmed', transport: 'fake' });
      await until(() => !element.renderRoot.querySelector('[aria-busy=true]'));
      expect([ana.of('blacklist').length, luz.of('blacklist'), lines(element, '[part=results] li')]).to.deep.equal([
        2,
        [],
        [],
      ]);
      expect(status(element)).not.to.contain('accepted');
      expect(element.value).to.equal(three);
    });
});

describe('<cti-blacklist-form> helps with many numbers', () => {
  const many = Array.from({ length: 120 }, (_, at) => `0991${String(at).padStart(5, '0')}`).join('\n');

  it('lets a campaign be chosen by its name, and asks with that', async () => {
    const campaigns = [{ id: 'secret-1', name: 'Sale->', state: 'running', raw: {} }];
    const fake = fakeTransport({
      can: ['blacklist', 'unblacklist', 'campaigns'],
      send: ({ type }) =>
        Object.assign({ status: 'confirmed', transport: 'fake' } as Reply, type === 'campaigns' && { campaigns }),
    });
    const { element } = await setup({ transport: Object.assign(fake, { checks: supervisorChecks }), campaign: '' });
    await until(() => find(element, 'select#campaign'));
    await fill(element, 'numbers', '099123456');
    const select = find<HTMLSelectElement>(element, '#campaign');
    select.value = 'secret-1';
    select.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await element.updateComplete;
    await press(element, 'unblacklist');
    expect(words(element, '#question')).to.contain('list of Sale, outbound?');
    expect(element.renderRoot.textContent).not.to.contain('secret-1');
    await press(element, 'yes');
    expect(fake.sent.at(-1)).to.deep.equal({
      type: 'unblacklist',
      entries: [{ phone: '099123456', campaign: 'secret-1' }],
    });
  });

  it('shows a page of what it understood and of what became of it, and searches both', async () => {
    const { element } = await setup();
    await fill(element, 'numbers', many);
    expect(lines(element, '[aria-labelledby=understood] li')).to.have.length(50);
    expect(element.renderRoot.textContent).to.contain('1–50 of 120');
    await press(element, 'blacklist');
    await until(() => lines(element, '[part=results] li').length);
    const search = find(element, '#results-search');
    search.value = '00117';
    search.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await element.updateComplete;
    expect(lines(element, '[part=results] li')).to.deep.equal(['099100117 accepted by the dialer']);
    expect((await audit(element)).join()).to.equal('');
  });

  it('takes off again what was just put on, after its question, and puts back what was just taken off', async () => {
    const { element, server } = await setup();
    await fill(element, 'numbers', '099123456\n098111222');
    await press(element, 'blacklist');
    expect(server.state.blacklist).to.have.length(2);
    expect(element.renderRoot.textContent).to.contain('A number that was on the list before comes off, too.');
    await press(element, 'undo');
    expect(words(element, '#question')).to.contain('Take 2 numbers off');
    await press(element, 'yes');
    await until(() => !server.state.blacklist.length);
    expect(words(element, '[name=undo]')).to.equal('Undo: put 2 numbers back');
    expect((await audit(element)).join()).to.equal('');
    await press(element, 'undo');
    await until(() => server.state.blacklist.length === 2);
  });

  it('offers to undo only what the dialer took', async () => {
    const { element, server } = await setup();
    server.faults = { answer0: true };
    await fill(element, 'numbers', '099123456');
    await press(element, 'blacklist');
    expect(find(element, '[name=undo]')).to.equal(null);
  });

  it('saves what became of each number', async () => {
    const { element } = await setup();
    await fill(element, 'numbers', '099123456\n098111222');
    await press(element, 'blacklist');
    find(element, '#export-button').click();
    await element.updateComplete;
    const files = savedFiles();
    find(element, '[name=save]').click();
    await until(() => element.renderRoot.textContent.includes('Saved 2 results.'));
    expect((await files[0]!.text).trim().split('\r\n')).to.have.length(3);
  });
});
