import { expect } from 'chai';
import type { Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import { supervisorChecks } from '../../../src/core/supervisor-commands.js';
import type { Transport } from '../../../src/core/transport.js';
import { IntegraSimulator, MotionSimulator } from '../../../src/simulator/index.js';
import { IntegraTransport } from '../../../src/transports/integra/index.js';
import { basic, MotionTransport } from '../../../src/transports/motion/motion-transport.js';
import { SinchTransport } from '../../../src/transports/sinch/sinch-transport.js';
import { rest } from '../../page-work.js';
import { Agent } from '../agents.fixture.js';
import { audit, fakeTransport, next, press, typeKeys, until } from '../elements.fixture.js';
import { baseUrl, line, setup, sinch, sinchCampaign, voicenter } from './cti-contacts.fixture.js';

describe('<cti-contacts>', () => {
  for (const dark of [false, true]) {
    it(`passes the accessibility audit, ${dark ? 'dark' : 'light'}`, async () => {
      const { element, fill, done, button } = await setup(voicenter().transport, 'campaign0001', dark);
      expect((await audit(element)).join()).to.equal('');
      fill({ destination: '' });
      await done('Add');
      expect((await audit(element)).join()).to.equal('');
      fill({ destination: '0502454545' });
      await done('Add');
      await done('Find');
      button('Remove')!.click();
      await element.updateComplete;
      expect((await audit(element)).join()).to.equal('');
    });
  }

  it('adds by the keyboard alone, and is empty and ready for the next', async () => {
    const { simulator, transport } = voicenter();
    const { element, field } = await setup(transport, 'campaign0001');
    field('destination').focus();
    await typeKeys('0502454545');
    await press('Tab');
    await typeKeys('Ana');
    const result = next(element, 'cti-result');
    await press('Enter');
    expect((await result).command).to.deep.equal({
      type: 'addContact',
      campaign: 'campaign0001',
      contact: { destination: '0502454545', firstName: 'Ana' },
    });
    await element.updateComplete;
    expect(simulator.state.campaigns[0]!.pending).to.equal(1);
    expect([field('destination').value, element.shadowRoot!.activeElement?.id]).to.deep.equal(['', 'destination']);
  });

  it('keeps what is typed while it is out of the page', async () => {
    const { element, field, fill } = await setup(voicenter().transport, 'campaign0001');
    fill({ destination: '0502454545', firstName: 'Ana' });
    const around = element.parentElement!;
    element.remove();
    await element.updateComplete;
    around.append(element);
    await element.updateComplete;
    expect([field('destination').value, field('firstName').value]).to.deep.equal(['0502454545', 'Ana']);
  });

  it('changes, finds, takes and removes a call that waits at Voicenter, and asks before', async () => {
    const { simulator, transport } = voicenter();
    const { element, field, fill, fillPairs, done, words, button, all } = await setup(transport, 'campaign0001');
    fill({ destination: '0502454545', priority: '3' });
    await done('Add');
    fill({ destination: '0502454545', priority: '9' });
    await fillPairs([
      ['city', 'Rivera'],
      ['note', 'a=b'],
    ]);
    await done('Change');
    fill({ destination: '2454545' });
    await done('Find');
    expect(words()).to.contain('Found: 1.').and.to.contain('972502454545');
    button('Use')!.click();
    expect(field('destination').value).to.equal('972502454545');
    fill({ destination: '0502454545' });
    button('Remove')!.click();
    await element.updateComplete;
    expect(words()).to.contain('Remove 0502454545 from campaign0001?');
    expect(element.shadowRoot!.activeElement?.id).to.equal('keep');
    expect(simulator.state.campaigns[0]!.pending, 'nothing before the yes').to.equal(1);
    const removed = next(element, 'cti-result');
    all('#yes')[0]!.click();
    await removed;
    expect(simulator.state.campaigns[0]!.pending).to.equal(0);
  });

  it('keeps somebody when the person says so', async () => {
    const { transport } = voicenter();
    const { element, fill, button, words } = await setup(transport, 'campaign0001');
    fill({ destination: '0502454545' });
    button('Remove')!.click();
    await element.updateComplete;
    button('Keep contact')!.click();
    await element.updateComplete;
    expect(words()).not.to.contain('Remove 0502454545');
  });

  it('removes a customer of Sinch by its row, and says so when only a number is there', async () => {
    const { transport } = sinch();
    const { element, fill, fillPairs, done, words, button, all } = await setup(transport, sinchCampaign);
    fill({ destination: '0215428754', alternatives: '98521542; 77', externalId: 'x1' });
    await fillPairs([['City', 'Rivera']]);
    await done('Add');
    await done('Find');
    expect(words()).to.contain('0215428754, 98521542, 77');
    fill({ destination: '0215428754' });
    button('Remove')!.click();
    await element.updateComplete;
    const refused = next(element, 'cti-error');
    all('#yes')[0]!.click();
    await refused;
    await element.updateComplete;
    expect(words()).to.contain('find it first');
    all<HTMLButtonElement>('li button')[1]!.click();
    await element.updateComplete;
    const removed = next(element, 'cti-result');
    all('#yes')[0]!.click();
    await removed;
    await until(() => words().includes('Nobody was found.'), 'the empty list');
  });

  it('shows the fields that each dialer knows, and what it cannot with the reason', async () => {
    const integra = new IntegraSimulator();
    const header = integra.signIn();
    const motion = new MotionSimulator();
    const dialers: [Transport, string, string[], string[]][] = [
      [
        new IntegraTransport({ baseUrl, authorization: () => header, fetch: line(integra) }),
        'Sale->',
        ['destination', 'alternatives', 'agent'],
        ['Add', 'Remove'],
      ],
      [
        new MotionTransport({
          baseUrl,
          authorization: basic('admin', 'password'),
          lists: { sale: 32 },
          fetch: line(motion),
        }),
        'sale',
        ['destination', 'firstName', 'lastName'],
        ['Add'],
      ],
      [
        voicenter().transport,
        'campaign0001',
        ['destination', 'firstName', 'lastName', 'priority', 'callerId'],
        ['Add', 'Change', 'Find', 'Remove'],
      ],
    ];
    for (const [transport, campaign, fields, buttons] of dialers) {
      const { all, fill, done, words } = await setup(transport, campaign);
      expect(
        all('[part=field]:not(#campaign)').map(({ id }) => id),
        transport.name,
      ).to.deep.equal(fields);
      expect(
        all('form button').map(({ textContent }) => textContent.trim()),
        transport.name,
      ).to.deep.equal(buttons);
      if (!buttons.includes('Find')) expect(words(), transport.name).to.match(/Find: \S+/);
      fill({ destination: '0502454545' });
      await done('Add');
      expect(words(), transport.name).to.contain('Done.');
    }
  });

  it('keeps what is typed when it is refused, and goes to the field that is wrong', async () => {
    const { transport, simulator } = voicenter();
    const { element, field, fill, done, words } = await setup(transport, 'campaign0001');
    fill({ destination: '050;1', firstName: 'Ana' });
    await done('Add');
    expect([
      field('destination').value,
      field('firstName').value,
      field('destination').getAttribute('aria-invalid'),
    ]).to.deep.equal(['050;1', 'Ana', 'true']);
    expect(element.shadowRoot!.activeElement?.id).to.equal('destination');
    fill({ destination: '0502454545', priority: 'high' });
    await done('Add');
    expect(field('priority').getAttribute('aria-invalid')).to.equal('true');
    fill({ priority: '' });
    simulator.faults = { errorCode: 2 };
    await done('Add');
    expect(words()).to.contain('cannot dial this number');
    expect(field('firstName').value).to.equal('Ana');
  });

  it('has nothing to press without a dialer that can, and says why', async () => {
    const { all, words } = await setup(fakeTransport({ can: ['call'] }), 'Sale->');
    expect(all('button, input, textarea'), 'nothing to fill in').to.deep.equal([]);
    expect(words()).to.contain('The fake cannot addContact.');
  });
});

describe('<cti-contacts> tells', () => {
  const id = '8A7C98EAF1164F2FAA93B98EECB95D76';
  for (const [rows, said] of [
    [[{ id, numbers: '1' }, { a: 1 }, null, 7], 'Found: 1. Rows that could not be read: 3.'],
    [[{ a: 1 }], 'Rows that could not be read: 1.'],
    [[], 'Nobody was found.'],
  ] as const)
    it(`of ${rows.length} rows: ${said}`, async () => {
      const fetch = async () => new Response(JSON.stringify(rows));
      const { words, done } = await setup(new SinchTransport({ baseUrl, fetch }), sinchCampaign);
      await done('Find');
      expect(words()).to.contain(said);
      expect(words().includes('Nobody was found.')).to.equal(!rows.length);
    });
});

describe('<cti-contacts> takes care', () => {
  it('asks by the keyboard: a held key removes nobody, and the focus comes back', async () => {
    const { simulator, transport } = voicenter();
    const { element, fill, done, button } = await setup(transport, 'campaign0001');
    fill({ destination: '0502454545' });
    await done('Add');
    fill({ destination: '0502454545' });
    const focus = () => element.shadowRoot!.activeElement?.id || element.shadowRoot!.activeElement?.textContent?.trim();
    button('Remove')!.focus();
    for (const [keyName, left] of [
      ['Enter', 'keep'],
      ['Enter', 'Remove'],
      ['Enter', 'keep'],
      ['Escape', 'Remove'],
      ['Enter', 'keep'],
      ['Shift+Tab', 'yes'],
    ]) {
      await press(keyName!);
      await element.updateComplete;
      expect(focus(), keyName).to.equal(left);
    }
    expect(simulator.state.campaigns[0]!.pending).to.equal(1);
    await press('Enter');
    await until(() => simulator.state.campaigns[0]!.pending === 0 && focus() === 'Remove');
  });

  it('sends no field that this dialer does not know, and leaves alone what is typed while it adds', async () => {
    const fake = fakeTransport({ can: ['addContact'] });
    const bulk = { fields: ['destination', 'firstName'] } as never;
    const { element, all, field, fill } = await setup(
      Object.assign(fake, { checks: supervisorChecks, bulk }) as Transport,
      'Sale->',
    );
    expect(all('[part=field]').map(({ id }) => id)).to.deep.equal(['destination', 'firstName']);
    fill({ destination: '0502454545', firstName: 'Ana' });
    const added = element.add();
    fill({ destination: '099' });
    await added;
    expect(field('destination').value).to.equal('099');
    const stray = Object.assign(document.createElement('input'), { id: 'priority', value: '9' });
    stray.setAttribute('part', 'field');
    element.shadowRoot!.append(stray); // as left over by another dialer
    await element.add();
    expect(fake.sent.map((command) => (command as { contact?: object }).contact)).to.deep.equal([
      { destination: '0502454545', firstName: 'Ana' },
      { destination: '099', firstName: 'Ana' },
    ]);
  });

  it('asks about the next one while somebody is being removed, but removes nobody twice and leaves that question there', async () => {
    let answer = (_: boolean) => {};
    const contacts = [
      { numbers: ['091'], name: '', data: [], raw: {} },
      { id: '7', numbers: ['092'], name: '', data: [], raw: {} },
    ];
    const fake = fakeTransport({
      can: ['findContacts', 'removeContact'],
      send: ({ type }) => {
        const reply = { status: 'confirmed', transport: 'fake' } as Reply;
        if (type === 'findContacts') return Object.assign(reply, { contacts, isLast: true });
        return new Promise(
          (resolve, reject) =>
            (answer = (isDone) => (isDone ? resolve(reply) : reject(new CtiError('REJECTED', 'Not now.')))),
        );
      },
    });
    const { all, done, element, words, button } = await setup(
      Object.assign(fake, { checks: supervisorChecks }) as Transport,
      'Sale->',
    );
    const ask = async (row: number) => {
      all<HTMLButtonElement>(`li:nth-child(${row}) button`).at(-1)!.click();
      await element.updateComplete;
    };
    const settle = async (event: 'cti-result' | 'cti-error', isDone: boolean) => {
      const ended = next(element, event);
      answer(isDone);
      await ended;
      await rest();
    };
    await done('Find');
    await ask(1);
    all('#yes')[0]!.click();
    await ask(2);
    all('#yes')[0]!.click();
    await rest();
    expect(words()).to.contain('Remove 092 from Sale, outbound?');
    await settle('cti-error', false);
    expect([all('li').length, words().includes('Remove 092 from Sale, outbound?')]).to.deep.equal([2, true]);
    all('#yes')[0]!.click();
    await settle('cti-result', true);
    expect([all('li').length, words().includes('Remove 092 from')]).to.deep.equal([1, false]);
    expect(fake.sent.slice(1)).to.deep.equal([
      { type: 'removeContact', campaign: 'Sale->', number: '091' },
      { type: 'removeContact', campaign: 'Sale->', id: '7' },
    ]);
    button('Remove')!.click();
    await element.updateComplete;
    expect([
      all('#yes').length,
      words().includes('Enter the number to remove.'),
      element.shadowRoot!.activeElement?.id,
    ]).to.deep.equal([0, true, 'destination']);
  });
});

describe('<cti-contacts> when another agent comes', () => {
  const contacts = [{ id: '7', numbers: ['091'], data: [], raw: {} }];
  async function begin() {
    const [ana, luz] = [new Agent('Ana@x'), new Agent('Luz@x')];
    const found = () => ({ status: 'confirmed', transport: 'fake', contacts, isLast: true }) as Reply;
    ana.answer = ({ type }) => (type === 'findContacts' ? found() : undefined);
    return { ana, luz, found, ...(await setup(ana.transport, 'Sale->')) };
  }

  it('removes nobody about whom the one before was asked, and shows nobody whom that one found', async () => {
    for (const isDrawn of [true, false]) {
      const { ana, luz, element, done, all } = await begin();
      await done('Find');
      all<HTMLButtonElement>('li button')[1]!.click();
      await element.updateComplete;
      const yes = all<HTMLButtonElement>('#yes')[0]!;
      element.client = luz.client;
      if (isDrawn) await element.updateComplete;
      yes.click();
      await rest();
      await element.updateComplete;
      expect([all('li, #yes'), ana.of('removeContact'), luz.of('removeContact')]).to.deep.equal([[], [], []]);
    }
  });

  it('shows nobody whom the one before looked for, and leaves what is typed meanwhile', async () => {
    const { ana, luz, found, element, fill, field, all } = await begin();
    for (const ask of ['find', 'add'] as const) {
      let answer = (_: Reply) => {};
      ana.answer = () => new Promise((resolve) => (answer = resolve));
      element.client = ana.client;
      await element.updateComplete;
      fill({ destination: '091' });
      const asked = element[ask]();
      await rest();
      element.client = luz.client;
      await element.updateComplete;
      fill({ destination: '091' });
      answer(found());
      await asked;
      await element.updateComplete;
      expect([all('li'), field('destination').value]).to.deep.equal([[], '091']);
    }
  });
});

describe('<cti-contacts> with many contacts', () => {
  const contacts = Array.from({ length: 120 }, (_, at) => ({
    id: `id-${at}`,
    numbers: [`0910000${String(at).padStart(3, '0')}`],
    name: at === 77 ? 'Rosa' : '',
    data: [],
    raw: {},
  }));

  async function begin(refuses: (command: { id?: string }) => boolean = () => false) {
    const fake = fakeTransport({
      can: ['findContacts', 'removeContact', 'campaigns'],
      send: (command) => {
        const reply = { status: 'confirmed', transport: 'fake' } as Reply;
        const { type } = command;
        if (type === 'campaigns')
          return Object.assign(reply, { campaigns: [{ id: 'secret-1', name: 'Sale->', state: 'running', raw: {} }] });
        if (type === 'findContacts') return Object.assign(reply, { contacts, isLast: true });
        return refuses(command as { id?: string }) ? Promise.reject(new CtiError('REJECTED', 'Not now.')) : reply;
      },
    });
    const page = await setup(Object.assign(fake, { checks: supervisorChecks }) as Transport, 'secret-1');
    await until(() => page.all('select#campaign').length, 'the campaigns are there');
    await page.done('Find');
    const removed = () =>
      fake.sent.filter(({ type }) => type === 'removeContact').map((each) => (each as { id?: string }).id);
    return { ...page, removed };
  }

  it('shows a page at a time, and searches what is loaded', async () => {
    const { all, words, button, element } = await begin();
    expect([all('li').length, words().includes('1–50 of 120')]).to.deep.equal([50, true]);
    button('Next page')!.click();
    button('Next page')!.click();
    await element.updateComplete;
    button('Next page')!.click();
    await element.updateComplete;
    expect([all('li').length, words().includes('101–120 of 120')]).to.deep.equal([20, true]);
    const search = all<HTMLInputElement>('[part=search]')[0]!;
    search.value = 'rosa';
    search.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await element.updateComplete;
    expect(all('li').map(({ textContent }) => textContent.includes('Rosa'))).to.deep.equal([true]);
    expect((await audit(element)).join()).to.equal('');
    search.value = 'nobody';
    search.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await element.updateComplete;
    expect(words()).to.contain('Nothing has these words.');
  });

  it('calls the campaign by its name, and never by its code', async () => {
    const { all, words, element } = await begin();
    all<HTMLButtonElement>('[aria-label^=Remove]')[0]!.click();
    await element.updateComplete;
    expect(words()).to.contain('Remove 0910000000 from Sale, outbound?').and.to.contain('This cannot be undone.');
    expect(words()).not.to.contain('secret-1');
    expect(words()).not.to.contain('id-0');
  });

  it('removes all that are chosen after one question, by the keyboard, and says of each that is left why', async () => {
    const { element, all, words, removed } = await begin(({ id }) => id === 'id-1');
    for (const box of all<HTMLInputElement>('li [name=chosen]').slice(0, 3)) {
      box.focus();
      await press(' ');
      await element.updateComplete;
    }
    expect(words()).to.contain('Remove 3 chosen');
    all('#remove-chosen')[0]!.focus();
    await press('Enter');
    await element.updateComplete;
    expect(words()).to.contain('Remove 3 contacts from Sale, outbound?');
    expect(element.shadowRoot!.activeElement?.id).to.equal('keep');
    expect(removed()).to.deep.equal([]);
    expect((await audit(element)).join()).to.equal('');
    await press('Shift+Tab');
    await press('Enter');
    await until(() => words().includes('2 contacts are removed. 1 is still in the list, with the reason.'));
    expect(removed()).to.deep.equal(['id-0', 'id-1', 'id-2']);
    expect(all('li')[0]!.textContent).to.contain('Not now.');
    expect(words()).to.contain('Found: 118.');
    expect(element.shadowRoot!.activeElement?.id).to.equal('said');
    expect((await audit(element)).join()).to.equal('');
  });

  it('chooses a whole page by one box, and forgets the choice with another search', async () => {
    const { element, all, words } = await begin();
    all('[name=page]')[0]!.click();
    await element.updateComplete;
    expect(words()).to.contain('Remove 50 chosen');
    const search = all<HTMLInputElement>('[part=search]')[0]!;
    for (const words of ['rosa', '']) {
      search.value = words;
      search.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await element.updateComplete;
      expect(all('#remove-chosen')).to.deep.equal([]);
    }
  });

  it('asks the page once about each, and stops where it says no', async () => {
    const { element, all, words, removed } = await begin();
    let asked = 0;
    element.addEventListener('cti-request', (event) => (asked++, event.preventDefault()));
    for (const box of all<HTMLInputElement>('li [name=chosen]').slice(0, 3)) box.click();
    await element.updateComplete;
    all('#remove-chosen')[0]!.click();
    await element.updateComplete;
    all('#yes')[0]!.click();
    await until(() => words().includes('3 were not sent.'));
    expect([asked, removed()]).to.deep.equal([1, []]);
  });

  it('removes no further one once the person says stop', async () => {
    const page = await begin();
    const { element, all, words, removed } = page;
    all('[name=page]')[0]!.click();
    await element.updateComplete;
    all('#remove-chosen')[0]!.click();
    await element.updateComplete;
    element.addEventListener('cti-result', () => all('#stop')[0]?.click(), { once: true });
    all('#yes')[0]!.click();
    await until(() => words().includes('were not sent'));
    expect(words()).to.contain('1 contact is removed. 49 were not sent.');
    expect(removed()).to.have.length(1);
  });
});

describe('<cti-contacts> asks for a time', () => {
  it('as a callback is asked for, and sends nothing while it is not finished', async () => {
    const { simulator, transport } = voicenter();
    const { element, fill, all, done } = await setup(transport, 'campaign0001');
    fill({ destination: '0502454545' });
    all('#timed')[0]!.click();
    await element.updateComplete;
    const picker = element.shadowRoot!.querySelector('cti-schedule-picker')!;
    await picker.updateComplete;
    expect(await element.add()).to.equal(undefined);
    expect(simulator.state.campaigns[0]!.pending).to.equal(0);
    expect((await audit(element)).join()).to.equal('');
    picker.value = '2031-05-06 10:00:00';
    await picker.updateComplete;
    const result = next(element, 'cti-result');
    await done('Add');
    expect((await result).command).to.deep.equal({
      type: 'addContact',
      campaign: 'campaign0001',
      contact: { destination: '0502454545', at: '2031-05-06 10:00:00' },
    });
    await element.updateComplete;
    expect(all('cti-schedule-picker'), 'the next one is called at once again').to.deep.equal([]);
  });

  it('and for the name of each value that is typed', async () => {
    const { element, fill, fillPairs, words, all } = await setup(voicenter().transport, 'campaign0001');
    fill({ destination: '0502454545' });
    await fillPairs([['', 'Rivera']]);
    expect(await element.add()).to.equal(undefined);
    await element.updateComplete;
    expect(words()).to.contain('Enter a name for this value.');
    expect(element.shadowRoot!.activeElement?.getAttribute('name')).to.equal('name');
    all('[name=unpair]')[0]!.click();
    await element.updateComplete;
    expect((await element.add())?.status).to.equal('confirmed');
  });
});
