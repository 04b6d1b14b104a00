import { expect } from 'chai';
import { html, type TemplateResult } from 'lit';
import '../../../src/define.js';
import '../../../src/define-crm.js';
import '../../../src/define-supervisor.js';
import { CtiCallButton } from '../../../src/elements/cti-call-button/cti-call-button.js';
import type { CtiDispositionForm } from '../../../src/elements/cti-disposition-form/cti-disposition-form.js';
import { CtiSession } from '../../../src/elements/cti-session/cti-session.js';
import {
  CtiClient,
  CtiError,
  type Cti,
  type CtiChangeEvent,
  type CtiErrorEvent,
  type News,
} from '../../../src/index.js';
import { integraAgent } from '../../../src/transports/integra/integra-agent.js';
import { IntegraTransport } from '../../../src/transports/integra/integra-transport.js';
import { Agent } from '../agents.fixture.js';
import { call, dispose, schedule } from '../../samples.js';
import { audit, clientOf, define, fakeTransport, mount, until } from '../elements.fixture.js';
import { turn } from '../../turn.js';

define('cti-session', CtiSession);
define('cti-call-button', CtiCallButton);

const cti = (guid: string): Cti => ({ guid, callerId: '099', campaign: 'Sale->', data: [], raw: {} });

/** A session whose portal answers what the test says. */
async function answering(answers: (Cti | null | CtiError)[], template = html`<cti-session></cti-session>`) {
  const fake = fakeTransport({
    send: async () => {
      const answer = answers.shift() ?? null;
      if (answer instanceof CtiError) throw answer;
      return { status: 'confirmed', transport: 'fake', cti: answer };
    },
  });
  const changes: (string | undefined)[] = [];
  const errors: string[] = [];
  const session = await mount<CtiSession>(template);
  session.addEventListener('cti-change', (event: CtiChangeEvent) => changes.push(event.cti?.guid));
  session.addEventListener('cti-error', (event: CtiErrorEvent) => errors.push(event.error.code));
  session.client = clientOf(fake);
  await session.updateComplete;
  await turn();
  return { session, changes, errors, fake };
}

describe('<cti-session> @engines', () => {
  it('passes the accessibility audit, also with something set wrongly', async () => {
    const session = await mount<CtiSession>(html`<cti-session portal-origin="nonsense"><p>A form</p></cti-session>`);
    expect(await audit(session)).to.deep.equal([]);
  });

  it('gives every element inside it the same client, campaign and caller id', async () => {
    const fake = fakeTransport();
    const session = await mount<CtiSession>(
      html`<cti-session campaign="Sale->" caller-id="24001234">
        <cti-call-button destination="091"></cti-call-button>
        <div><cti-call-button destination="092" campaign="Other->"></cti-call-button></div>
      </cti-session>`,
    );
    session.client = clientOf(fake);
    await session.updateComplete;
    for (const button of session.querySelectorAll('cti-call-button')) await button.call();
    const calls = fake.sent.filter(({ type }) => type === 'call');
    expect(calls).to.deep.equal([
      { type: 'call', destination: '091', campaign: 'Sale->', callerId: '24001234' },
      { type: 'call', destination: '092', campaign: 'Other->', callerId: '24001234' },
    ]);
  });

  it('gives Integra the reasons for a pause that its attribute names', async () => {
    IntegraTransport.register(integraAgent);
    const session = await mount<CtiSession>(
      html`<cti-session
        integra-url="https://ucontact.example"
        agent="Agent1"
        phone="1001"
        pause-reasons='[{ "id": "Lunch", "name": "Lunch break" }]'
      ></cti-session>`,
    );
    const { client } = session;
    const { reasons } = await client!.send({ type: 'agentStates' });
    expect(reasons).to.deep.equal([{ id: 'Lunch', name: 'Lunch break' }]);
    session.pauseReasons = [{ id: 'Lunch', name: 'Lunch break' }]; // as a page may that draws anew
    await session.updateComplete;
    expect(session.client, 'the same reasons begin no other session').to.equal(client);
    session.setAttribute('pause-reasons', 'Lunch');
    await session.updateComplete;
    expect(session.client!.supports('agentStates').ok, 'what is no JSON names none').to.equal(false);
  });

  it('marks a call that this tab was told of before as a replay, also after a reload', async () => {
    const told: [string | undefined, boolean][] = [];
    for (const guid of ['g-told', 'g-told', 'g-new']) {
      const { session } = await answering(
        [cti(guid)],
        html`<cti-session
          @cti-change=${({ cti: it, isReplay }: CtiChangeEvent) => told.push([it?.guid, isReplay])}
        ></cti-session>`,
      );
      session.remove();
    }
    expect(told).to.deep.equal([
      ['g-told', false],
      ['g-told', true],
      ['g-new', false],
    ]);
  });

  it('asks which call is on, and announces each call once', async () => {
    const { session, changes } = await answering([cti('g-1'), cti('g-1'), cti('g-2'), null]);
    for (let i = 0; i < 3; i++) {
      document.dispatchEvent(new Event('visibilitychange'));
      await turn();
    }
    expect(changes).to.deep.equal(['g-1', 'g-2', undefined]);
    expect(session.client?.current).to.include({ guid: 'g-2' });
  });

  it('asks again when the browser gives the page back as it was left, and shows no call that has ended', async () => {
    const { session, changes, fake } = await answering([cti('g-1'), null, cti('g-2')]);
    const shows = (persisted: boolean) => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted }));
    shows(false);
    await turn();
    expect([changes, fake.sent.length]).to.deep.equal([['g-1'], 1]);
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    shows(true);
    await turn();
    expect([changes, fake.sent.length, session.client?.cti]).to.deep.equal([['g-1', undefined], 2, null]);
    document.dispatchEvent(new Event('visibilitychange')); // some browsers say both
    shows(true);
    await turn();
    expect(fake.sent).to.have.length(3);
    session.remove();
    shows(true);
    await turn();
    expect(fake.sent).to.have.length(3);
  });

  it('says each state of a call once, of the client that it has', async () => {
    const hears: ((news: News) => void)[] = [];
    const telling = () => clientOf({ ...fakeTransport({ can: ['call'] }), tellNews: (hear) => void hears.push(hear) });
    const session = await mount<CtiSession>(html`<cti-session></cti-session>`);
    const heard: string[] = [];
    document.body.addEventListener('cti-call', (event) => heard.push(`${event.call.guid} ${event.call.state}`));
    session.client = telling();
    await session.updateComplete;
    hears[0]?.({ call: 'a', state: 'ringing', number: '091' });
    hears[0]?.({ call: 'a', state: 'ringing', number: '091' });
    hears[0]?.({ call: 'a', state: 'connected' });
    session.client = telling();
    await session.updateComplete;
    hears[0]?.({ call: 'a', state: 'ended' });
    hears[1]?.({ call: 'b', state: 'incoming', number: '092' });
    expect(heard).to.deep.equal(['a ringing', 'a connected', 'b incoming']);
  });

  it('says when the portal does not tell', async () => {
    const { errors } = await answering([new CtiError('TIMEOUT', 'silent')]);
    expect(errors).to.deep.equal(['TIMEOUT']);
  });

  it('asks nothing where no portal can be asked', async () => {
    const fake = fakeTransport({ can: ['call'] });
    const session = await mount<CtiSession>(html`<cti-session></cti-session>`);
    session.client = clientOf(fake);
    await session.updateComplete;
    await turn();
    expect(fake.sent).to.deep.equal([]);
  });

  it('keeps what waits for one server apart from another’s, where pages at two addresses write it the same', async () => {
    const { fetch } = window;
    const base = document.head.appendChild(document.createElement('base'));
    const waitingAt = async (page: string, integraUrl: string) => {
      base.setAttribute('href', page);
      const session = await mount<CtiSession>(
        html`<cti-session integra-url=${integraUrl} agent="Ana of two" phone="1001"></cti-session>`,
      );
      const outbox = session.client!.outbox!;
      await until(() => outbox.storage !== 'memory' || outbox.problem);
      return { session, client: session.client!, waits: () => outbox.list().map(({ command }) => command.type) };
    };
    window.fetch = () => Promise.reject(new TypeError('Not there.'));
    try {
      const one = await waitingAt('/one/', 'ucontact');
      await one.client.send(dispose).catch(() => undefined); // nobody knows: the agent is to decide
      const two = await waitingAt('/two/', 'ucontact');
      expect([one.client.owner === two.client.owner, one.waits(), two.waits()]).to.deep.equal([false, ['dispose'], []]);
      one.session.remove();
      const again = await waitingAt('/two/', '../one/ucontact/');
      await until(() => again.waits().length);
      await again.client.forget();
    } finally {
      window.fetch = fetch;
      base.remove();
    }
  });

  it('makes no client where the page gives its own: a page in a frame asks nothing of the page around it', async () => {
    const session = await mount<CtiSession>(html`<cti-session own-client></cti-session>`);
    expect(session.client === undefined).to.equal(true);
    const client = clientOf(fakeTransport({ can: ['call'] }));
    session.client = client;
    await session.updateComplete;
    expect(session.client === client).to.equal(true);
    session.ownClient = false;
    session.client = undefined;
    await session.updateComplete;
    expect(session.client === undefined).to.equal(false);
  });

  it('makes a client of its attributes, and another when they change', async () => {
    const session = await mount<CtiSession>(html`<cti-session integra-url="/ucontact" phone="1001"></cti-session>`);
    const { client } = session;
    expect(client?.supports('hangup')).to.include({ ok: true, transport: 'integra' });
    session.phone = '';
    await session.updateComplete;
    expect(session.client).to.not.equal(client);
    expect(session.client?.supports('hangup').ok).to.equal(false);
    const closed = await client?.send({ type: 'hangup' }).catch((error: CtiError) => error.code);
    expect(closed).to.equal('CANCELED');
  });

  it('says who may be dialled, by its attribute or from script, without another client for it', async () => {
    const session = await mount<CtiSession>(
      html`<cti-session integra-url="/ucontact" phone="1001" destinations='{"allow":["+598"]}'></cti-session>`,
    );
    const { client } = session;
    const refused = async () =>
      (await client
        ?.send({ ...call, destination: '+25261000000' })
        .catch((error: CtiError) => error.message)) as string;
    expect(await refused()).to.contain('not among the numbers that may be dialled');
    session.destinations = { mayCall: () => 'Ask Bob.' };
    await session.updateComplete;
    expect([await refused(), session.client === client]).to.deep.equal(['Ask Bob.', true]);
    session.setAttribute('destinations', '{"allow":');
    await session.updateComplete;
    expect(await refused())
      .to.contain('cannot be read')
      .and.contain('nothing is dialled');
  });

  it('speaks the dialect that it is set to, by its attribute, and makes another client when that or the preference changes', async () => {
    const session = await mount<CtiSession>(html`<cti-session integra-url="/x" integra-dialect="v8"></cti-session>`);
    const older = { ...dispose, tag: 'mine' };
    for (const [dialect, code] of [
      ['v8', 'INVALID'],
      ['old', 'INVALID'],
      ['new', 'REJECTED'],
      ['', 'REJECTED'],
    ] as const) {
      const before = session.client;
      session.setAttribute('integra-dialect', dialect);
      await session.updateComplete;
      expect(session.client === before, dialect).to.equal(dialect === 'v8');
      const error = await session.client?.send(older).catch((cause: CtiError) => cause);
      expect(error, dialect).to.include({ code });
      await session.client?.forget();
    }
    const { client } = session;
    session.setAttribute('prefer', 'portal');
    await session.updateComplete;
    expect(session.client).to.not.equal(client);
  });

  it('keeps what is meant for Integra while its dialect is written wrongly, and gives it to no portal', async () => {
    const session = await mount<CtiSession>(
      html`<cti-session
        agent="A wrong dialect"
        portal-origin="https://portal.example"
        integra-url="/x"
        integra-dialect="V8"
      ></cti-session>`,
    );
    const reason = '“V8” is not a dialect of Integra: set new, v8 or old.';
    for (const command of [dispose, { ...schedule, at: '2099-10-10 15:00:00' }]) {
      expect(session.client?.supports(command.type, command)).to.deep.include({
        ok: false,
        code: 'UNREACHABLE',
        reason,
      });
      const { status, error } = (await session.client?.send(command)) ?? {};
      expect([status, error?.message]).to.deep.equal(['queued', reason]);
    }
    const states = () => session.client?.outbox?.list().map(({ state }) => state);
    await until(() => states()?.join() === 'waiting,waiting');
    session.setAttribute('integra-dialect', 'v8');
    await session.updateComplete;
    await until(() => states()?.join() === 'held,held'); // this server knows neither
    await session.client?.forget();
  });

  it('leaves a client of the page alone', async () => {
    const session = await mount<CtiSession>(html`<cti-session></cti-session>`);
    const client = new CtiClient({ transports: [fakeTransport()] });
    session.client = client;
    session.phone = '1002';
    await session.updateComplete;
    session.remove();
    await turn();
    expect(session.client).to.equal(client);
    expect((await client.send({ type: 'hangup' })).status).to.equal('sent');
  });

  it('closes its own client when the page sets one, and makes another when the page takes it away', async () => {
    const session = await mount<CtiSession>(html`<cti-session integra-url="/x" phone="1001"></cti-session>`);
    const { client: made } = session;
    session.client = new CtiClient({ transports: [fakeTransport()] });
    await session.updateComplete;
    expect(await made?.send({ type: 'hangup' }).catch((error: CtiError) => error.code)).to.equal('CANCELED');
    session.client = undefined;
    await session.updateComplete;
    expect(session.client).to.not.equal(made);
    expect((session.client as CtiClient | undefined)?.supports('hangup').ok).to.equal(true);
  });

  it('closes its own client when it leaves the page, and not when it is only moved', async () => {
    const session = await mount<CtiSession>(html`<cti-session integra-url="/x" phone="1001"></cti-session>`);
    const { client } = session;
    document.body.append(session);
    await turn();
    expect(session.client).to.equal(client);
    session.remove();
    await turn();
    expect(await client?.send({ type: 'hangup' }).catch((error: CtiError) => error.code)).to.equal('CANCELED');
    document.body.append(session);
    await session.updateComplete;
    expect(session.client?.supports('hangup').ok).to.equal(true);
    session.remove();
  });

  it('says in words what is set wrongly, and goes on with the rest', async () => {
    for (const [origin, url, said, dialect = '', prefer = ''] of [
      ['*', '/x', '“*” is not a portal origin'],
      ['https://portal.example', 'https://user:secret@host/', 'holds a user or password'],
      ['https://user:secret@portal.example', '', 'holds a user or password'],
      ['https://secret@', '', 'holds a user or password'],
      ['secret@portal.example', '', 'holds a user or password'],
      ['https://portal.example', 'ftp://host', 'is not an Integra address'],
      ['https://portal.example', '/x', '“v9” is not a dialect of Integra: set new, v8 or old.', 'v9'],
      ['https://portal.example', '/x', '“integra” is not a transport: set prefer="portal".', 'v8', 'integra'],
    ] as const) {
      const session = await mount<CtiSession>(
        html`<cti-session
          portal-origin=${origin}
          integra-url=${url}
          integra-dialect=${dialect}
          prefer=${prefer}
        ></cti-session>`,
      );
      await session.updateComplete;
      expect(session.shadowRoot?.textContent).to.contain(said).and.not.contain('secret');
      expect(session.client?.outbox?.owner).not.to.contain('secret');
    }
  });

  it('says that nothing is dialled as long as its destinations cannot be read', async () => {
    const session = await mount<CtiSession>(html`<cti-session destinations="{ allow: 09 }"></cti-session>`);
    const said = () => session.shadowRoot?.querySelector('[role=alert]')?.textContent;
    expect(said()).to.equal('The page’s destinations cannot be read (no object): nothing is dialled.');
    session.destinations = { allow: ['09'], denied: ['091'] } as never;
    await session.updateComplete;
    expect(said()).to.equal('The page’s destinations cannot be read (denied): nothing is dialled.');
    session.destinations = { allow: ['09'] };
    await session.updateComplete;
    expect(said()).to.equal(undefined);
  });

  it('asks the page for the sign-in at each command, and has no attribute for it', async () => {
    const session = await mount<CtiSession>(html`<cti-session integra-url="/x" phone="1001"></cti-session>`);
    let asked = 0;
    const { fetch } = window;
    const headers: (string | null)[] = [];
    window.fetch = async (_, init) => (
      headers.push(new Headers(init?.headers).get('authorization')),
      new Response('1')
    );
    session.authorization = () => `Basic ${(asked += 1)}`;
    await session.client?.send({ type: 'hangup' });
    await session.client?.send({ type: 'hangup' });
    window.fetch = fetch;
    expect(headers).to.deep.equal(['Basic 1', 'Basic 2']);
    expect(CtiSession.observedAttributes).to.not.include('authorization');
  });
});

describe('a control that is taken out of its <cti-session>', () => {
  const reason = 'This control needs a <cti-session> around it.';
  const tags = [
    ...['cti-call-button', 'cti-hangup-button', 'cti-disposition-form', 'cti-schedule-picker', 'cti-respool-editor'],
    ...['cti-tag-recorder', 'cti-outbox', 'cti-panel', 'cti-dialable', 'cti-doctor', 'cti-blacklist-form'],
    ...['cti-callbacks', 'cti-campaign-board', 'cti-contacts', 'cti-list-upload', 'cti-recordings'],
  ];
  type Control = HTMLElement & Pick<CtiSession, 'updateComplete' | 'shadowRoot'>;

  /** Everything that a person reads of it. */
  const words = async (control: Control) => (await control.updateComplete, control.shadowRoot?.textContent);

  for (const tag of tags) {
    it(`says so, as one that never was in a session: ${tag}`, async () => {
      const { client } = new Agent();
      const session = await mount<CtiSession>(html`<cti-session .client=${client}></cti-session>`);
      const control = document.createElement(tag) as Control;
      session.append(control);
      await session.updateComplete;
      expect(await words(control), 'in its session').not.to.contain(reason);
      document.body.append(control); // the page around the session gives a session, too
      expect(await words(control), 'beside it').to.contain(reason);
      session.append(control);
      expect(await words(control), 'back again').not.to.contain(reason);
    });
  }

  it('does not dial, and is off before any press', async () => {
    const { client, transport } = new Agent();
    const session = await mount<CtiSession>(
      html`<cti-session .client=${client}><cti-call-button destination="091"></cti-call-button></cti-session>`,
    );
    const button = session.querySelector('cti-call-button') as CtiCallButton;
    await session.updateComplete;
    let asked = 0;
    button.addEventListener('cti-request', () => (asked += 1));
    const native = () => button.shadowRoot?.querySelector('button') as HTMLButtonElement;
    expect(native().disabled, 'in its session').to.equal(false);
    const before = transport.sent.length;
    document.body.append(button);
    await button.updateComplete;
    expect(native().disabled, 'beside it').to.equal(true);
    expect(await button.call()).to.equal(undefined);
    session.append(button);
    await button.updateComplete;
    expect(native().disabled, 'back again').to.equal(false);
    session.remove();
    await button.updateComplete;
    expect(native().disabled, 'its session has gone').to.equal(true);
    expect(await button.call()).to.equal(undefined);
    expect([transport.sent.length, asked]).to.deep.equal([before, 0]);
  });

  it('keeps what stands in the panel’s elements while it is out of the page', async () => {
    const agent = new Agent('Ana@x');
    const { client } = agent;
    const session = await mount<CtiSession>(html`<cti-session .client=${client}><cti-panel></cti-panel></cti-session>`);
    const panel = session.querySelector('cti-panel') as Control;
    await agent.callComes('g-1');
    await panel.updateComplete;
    const form = panel.shadowRoot?.querySelector('cti-disposition-form');
    panel.remove();
    await panel.updateComplete;
    session.append(panel);
    await panel.updateComplete;
    expect(panel.shadowRoot?.querySelector('cti-disposition-form')).to.equal(form);
  });
});

describe('the agent of a <cti-session>', () => {
  it('alone sees and sends what they typed, and finds it again', async () => {
    const session = await mount<CtiSession>(
      html`<cti-session integra-url="/x" agent="Agent1" phone="1001"
        ><cti-disposition-form guid="g-1" customer="091" campaign="Sale->"></cti-disposition-form
      ></cti-session>`,
    );
    const form = session.querySelector('cti-disposition-form') as CtiDispositionForm;
    const comment = () => form.shadowRoot?.querySelector('textarea') as HTMLTextAreaElement;
    await form.updateComplete;
    comment().value = 'of Agent1';
    comment().dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    for (const [agent, text] of [
      ['Agent2', ''],
      ['Agent1', 'of Agent1'],
    ] as const) {
      session.agent = agent;
      await session.updateComplete;
      await form.updateComplete;
      expect(comment().value, agent).to.equal(text);
    }
    session.remove();
  });
});

describe('what a tab was told of', () => {
  it('is its agent’s alone', async () => {
    const told: [string, boolean][] = [];
    for (const memory of ['Ana@x', 'Luz@x', 'Ana@x']) {
      const agent = new Agent(memory);
      const session = await mount<CtiSession>(html`<cti-session .client=${agent.client}></cti-session>`);
      session.addEventListener('cti-change', ({ isReplay }) => told.push([memory, isReplay]));
      await agent.callComes('g-1');
      session.remove();
    }
    expect(told).to.deep.equal([
      ['Ana@x', false],
      ['Luz@x', false],
      ['Ana@x', true],
    ]);
  });
});

describe('a part of the page that the <cti-session> does not trust', () => {
  const reason = 'This stands in a part of the page that its <cti-session> does not trust';

  /** A session with a dialer, and what stands in it. */
  async function page(content: TemplateResult, trusted: CtiSession['trusted'] = '') {
    const { client, transport } = new Agent();
    const session = await mount<CtiSession>(
      html`<cti-session .client=${client} .trusted=${trusted} campaign="Sale->">${content}</cti-session>`,
    );
    await session.updateComplete;
    /** Dials by each button, and gives the numbers that went out. */
    const dialled = async (buttons: Iterable<CtiCallButton> = session.querySelectorAll('cti-call-button')) => {
      for (const button of buttons) {
        await button.updateComplete;
        await button.call();
      }
      return transport.sent.flatMap((command) => ('destination' in command ? [command.destination] : []));
    };
    return { session, dialled };
  }
  const button = (number: string) => html`<cti-call-button destination=${number}></cti-call-button>`;

  it('gets no client: an injected button says so, and dials nobody', async () => {
    const { session, dialled } = await page(
      html`<div id="bar">${button('091')}</div>
        <p class="note" data-cti-untrusted>${button('900')}<span id="bar">${button('901')}</span></p>
        <p class="note">${button('902')}</p>`,
      '#bar',
    );
    expect(await dialled()).to.deep.equal(['091']);
    for (const injected of session.querySelectorAll('.note cti-call-button'))
      expect(injected.shadowRoot?.textContent).to.contain(reason);
  });

  it('is what is marked, where no root is named; all else is trusted as before', async () => {
    const { session, dialled } = await page(
      html`${button('091')}
        <p data-cti-untrusted>${button('900')}</p>
        <p>${button('092')}</p>`,
    );
    expect(await dialled()).to.deep.equal(['091', '092']);
    session.querySelector('p')!.removeAttribute('data-cti-untrusted');
    expect(await dialled(session.querySelectorAll('p:first-of-type cti-call-button'))).to.deep.equal([
      '091',
      '092',
      '900',
    ]);
  });

  it('is judged through slots and shadow roots', async () => {
    const { session, dialled } = await page(
      html`<div id="host"></div>
        <div id="slotted">${button('902')}</div>`,
      '#host',
    );
    const host = session.querySelector('#host')!;
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = '<cti-call-button destination="091"></cti-call-button><p data-cti-untrusted><slot></slot></p>';
    host.innerHTML = '<cti-call-button destination="900"></cti-call-button>';
    const buttons = [...root.querySelectorAll('cti-call-button'), ...session.querySelectorAll('cti-call-button')];
    expect(await dialled(buttons as CtiCallButton[])).to.deep.equal(['091']);
  });

  it('begins outside the elements that script names, also when it names them late', async () => {
    const { session, dialled } = await page(
      html`<div id="bar">${button('091')}</div>
        <div>${button('900')}</div>`,
    );
    session.trusted = session.querySelector('#bar')!;
    await session.updateComplete;
    expect(await dialled()).to.deep.equal(['091']);
    session.trusted = [];
    expect(await dialled()).to.deep.equal(['091']);
  });

  it('is not left by an element that is injected later and calls itself the root', async () => {
    const { session, dialled } = await page(
      html`<div>${button('900')}</div>
        <div id="bar">${button('091')}</div>`,
      '#bar',
    );
    expect(await dialled()).to.deep.equal(['091']);
    session.querySelector('div')!.id = 'bar';
    expect(await dialled(session.querySelectorAll('div:first-of-type cti-call-button'))).to.deep.equal(['091']);
  });

  it('is what stands in any element but the first that the selector fits, also when that has gone', async () => {
    const { session, dialled } = await page(
      html`<div id="bar">${button('091')}</div>
        <div id="bar">${button('900')}</div>`,
      '#bar',
    );
    expect(await dialled()).to.deep.equal(['091']);
    const [first, second] = session.querySelectorAll('div');
    first!.remove();
    expect(await dialled(second!.querySelectorAll('cti-call-button'))).to.deep.equal(['091']);
    session.append(first!);
    expect(await dialled(first!.querySelectorAll('cti-call-button')), 'it is back').to.deep.equal(['091', '091']);
    first!.remove();
    session.trusted = second!;
    await session.updateComplete;
    expect(await dialled(second!.querySelectorAll('cti-call-button'))).to.deep.equal(['091', '091', '900']);
  });

  it('is known also where a form’s fields are named like what an element has', async () => {
    const fields = ['parentNode', 'assignedSlot', 'hasAttribute', 'getAttribute', 'host', 'parentElement'];
    const inputs = fields.map((name) => html`<input name=${name} />`);
    const { dialled } = await page(
      html`<form>${inputs}${button('091')}</form>
        <form data-cti-untrusted>${inputs}${button('900')}</form>
        <div data-cti-untrusted>
          <form>${inputs}${button('901')}</form>
        </div>`,
    );
    expect(await dialled()).to.deep.equal(['091']);
  });

  it('is known also where it was made in another document, and came from there', async () => {
    const { session, dialled } = await page(html`<div id="bar">${button('091')}</div>`);
    const frame = document.createElement('iframe');
    session.append(frame);
    const other = frame.contentDocument!;
    const marked = other.createElement('div');
    marked.setAttribute('data-cti-untrusted', '');
    const host = other.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    marked.append(host);
    session.append(marked, document.createElement('p'));
    frame.remove();
    const injected = ['900', '901'].map((destination) =>
      Object.assign(document.createElement('cti-call-button'), { destination }),
    );
    root.append(injected[0]!);
    marked.append(injected[1]!);
    expect(await dialled([...session.querySelectorAll('cti-call-button'), injected[0]!])).to.deep.equal(['091']);
    session.trusted = session;
    await session.updateComplete;
    marked.removeAttribute('data-cti-untrusted');
    expect(await dialled(injected), 'trusted').to.deep.equal(['091', '900', '901']);
  });

  it('trusts nobody for what is no selector, and everything for a root around the session', async () => {
    expect(await (await page(html`${button('091')}`, '##')).dialled()).to.deep.equal([]);
    expect(await (await page(html`${button('091')}`, document.body)).dialled()).to.deep.equal(['091']);
  });

  it('gives a session inside it nothing, and what stands in that neither', async () => {
    const { session } = await page(
      html`<p data-cti-untrusted>
        <cti-session id="inner" integra-url="https://evil.example/" phone="1001">${button('091')}</cti-session>
      </p>`,
    );
    const inner = session.querySelector('#inner') as CtiSession;
    await inner.updateComplete;
    const injected = inner.querySelector('cti-call-button')!;
    await injected.updateComplete;
    expect(!!inner.client).to.equal(false);
    expect(inner.shadowRoot?.textContent).to.contain(reason);
    expect(injected.shadowRoot?.textContent).to.contain(reason);
    session.append(inner);
    await inner.updateComplete;
    await until(() => inner.client);
    expect(inner.shadowRoot?.textContent).not.to.contain(reason);
  });

  it('is another one when another selector is set', async () => {
    const { session, dialled } = await page(
      html`<div id="bar">${button('091')}</div>
        <div id="other">${button('092')}</div>`,
      '#bar',
    );
    expect(await dialled()).to.deep.equal(['091']);
    session.trusted = '#other';
    await session.updateComplete;
    expect(await dialled()).to.deep.equal(['091', '092']);
  });
});
