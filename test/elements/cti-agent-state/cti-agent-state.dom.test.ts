import { expect } from 'chai';
import { html } from 'lit';
import { CtiClient } from '../../../src/core/client.js';
import type { Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import { CtiAgentState } from '../../../src/elements/cti-agent-state/cti-agent-state.js';
import { integraAgent } from '../../../src/transports/integra/integra-agent.js';
import { IntegraTransport } from '../../../src/transports/integra/integra-transport.js';
import { holdClock } from '../../clock.js';
import { Dialer, type DialerSetup } from '../calls.fixture.js';
import { audit, define, mount, press, typeKeys } from '../elements.fixture.js';

define('cti-agent-state', CtiAgentState);

async function setup({ dark = false, ...dialing }: DialerSetup & { dark?: boolean } = {}) {
  const dialer = new Dialer(dialing);
  const element = await mount<CtiAgentState>(html`<cti-agent-state></cti-agent-state>`, {
    client: dialer.client,
    dark,
  });
  await drawn(element);
  return { element, dialer, got: dialer.got };
}

async function drawn(element: CtiAgentState): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await Promise.resolve();
    await element.updateComplete;
  }
}

const find = (element: CtiAgentState, selector: string) =>
  element.renderRoot.querySelector<HTMLElement>(selector) as HTMLElement;
const words = (node: Element | null) => node?.textContent.replace(/\s+/g, ' ').trim();
/** What the button says, and the time beside it. */
const state = (element: CtiAgentState) =>
  ['#state', '#time'].flatMap((each) => words(find(element, each)) ?? []).join(' ');
const whence = (element: CtiAgentState) => words(find(element, '#whence'));
const outcome = (element: CtiAgentState) => words(find(element, '.outcome'));
const focused = (element: CtiAgentState) => {
  const active = element.shadowRoot?.activeElement;
  return active?.id || active?.getAttribute('name') || words(active ?? null);
};
const choices = (element: CtiAgentState) =>
  [...element.renderRoot.querySelectorAll('[role^=menuitem]')].map(
    (each) => `${words(each)}${each.ariaChecked === 'true' ? ' *' : ''}${each.ariaDisabled === 'true' ? ' off' : ''}`,
  );

async function open(element: CtiAgentState): Promise<void> {
  find(element, '#state').click();
  await drawn(element);
  await drawn(element);
}

async function choose(element: CtiAgentState, name: string): Promise<void> {
  if (!choices(element).length) await open(element);
  [...element.renderRoot.querySelectorAll<HTMLElement>('[role^=menuitem]')]
    .find((each) => words(each) === name)
    ?.click();
  await drawn(element);
  await drawn(element);
}

const refuse = (message: string) => Promise.reject<Reply>(new CtiError('REJECTED', message));

describe('<cti-agent-state>', () => {
  for (const dark of [false, true])
    it(`passes the accessibility audit: not known, ready, open, asked, ${dark ? 'dark' : 'light'}`, async () => {
      const { element, dialer } = await setup({ dark });
      expect(await audit(element)).to.deep.equal([]);
      dialer.hear({ agent: { state: 'paused', reason: 'Lunch' } });
      await open(element);
      expect(choices(element)).to.have.length(5);
      expect(await audit(element)).to.deep.equal([]);
      dialer.tell('a', 'connected');
      await choose(element, 'Training');
      expect(find(element, '[part=question]')).to.not.equal(null);
      expect(await audit(element)).to.deep.equal([]);
      const { element: none } = await setup({ dark, can: ['call'] });
      expect(await audit(none)).to.deep.equal([]);
    });

  it('says the state that the dialer tells, and how long it lasts', async () => {
    const { element, dialer } = await setup();
    expect(state(element)).to.equal('State not known');
    const clock = holdClock();
    element.remove();
    document.querySelector('main')!.append(element); // its clock is held, too
    dialer.hear({ agent: { state: 'ready', since: Date.now() - 252_000 } });
    await drawn(element);
    expect([state(element), whence(element)]).to.deep.equal(['Ready 4:12', 'as the dialer says']);
    await clock.tickAsync(3_000);
    await drawn(element);
    expect(state(element)).to.equal('Ready 4:15');
    dialer.hear({ agent: { state: 'paused', reason: 'Lunch' } });
    await drawn(element);
    expect(state(element)).to.equal('Lunch 0:00');
    dialer.hear({ agent: { state: 'loggedOut' } });
    await drawn(element);
    expect(state(element)).to.equal('Signed out 0:00');
  });

  it('says where the state is only what this page set last, also after a reload', async () => {
    const { element, dialer, got } = await setup();
    await choose(element, 'Short break');
    expect(got.at(-1)).to.deep.equal({ type: 'agentState', state: 'paused', reason: '2' });
    expect([state(element), whence(element), outcome(element)]).to.deep.equal([
      'Short break 0:00',
      'as this page set it last',
      'You are paused.',
    ]);
    const again = await mount<CtiAgentState>(html`<cti-agent-state></cti-agent-state>`, {
      client: new Dialer().client,
    });
    expect([state(again), whence(again)]).to.deep.equal(['2 0:00', 'as this page set it last']);
    const other = await mount<CtiAgentState>(html`<cti-agent-state></cti-agent-state>`, {
      client: new Dialer({ agent: 'Eva' }).client,
    });
    expect(state(other), 'another agent').to.equal('State not known');
    dialer.hear({ agent: { state: 'paused', reason: 'Short break', since: Date.now() + 1 } });
    await drawn(element);
    expect(whence(element)).to.equal('as the dialer says');
  });

  it('takes what a dialer confirmed that tells nothing for its word, and after a reload for the page’s', async () => {
    const { element } = await setup({ isSilent: true });
    await choose(element, 'Lunch');
    expect([state(element), whence(element)]).to.deep.equal(['Lunch 0:00', 'as the dialer says']);
    const again = await mount<CtiAgentState>(html`<cti-agent-state></cti-agent-state>`, {
      client: new Dialer({ isSilent: true }).client,
    });
    expect([state(again), whence(again)]).to.deep.equal(['1 0:00', 'as this page set it last']);
  });

  it('offers the reasons as the dialer names them, and a plain pause where it names none', async () => {
    const { element, dialer } = await setup();
    dialer.hear({ agent: { state: 'paused', reason: 'Lunch' } });
    await open(element);
    expect(choices(element)).to.deep.equal(['Ready', 'Lunch *', 'Short break', 'Training', 'Sign out']);
    expect(dialer.of('agentStates')).to.have.length(1);
    await press('Escape');
    await open(element);
    expect(dialer.of('agentStates'), 'asked once').to.have.length(1);
    const { element: plain } = await setup({ can: ['agentState'] });
    await open(plain);
    expect(choices(plain)).to.deep.equal(['Ready', 'Pause']);
    const { element: failed } = await setup({
      answer: ({ type }) => (type === 'agentStates' ? refuse('No reasons now.') : undefined),
    });
    await open(failed);
    expect([choices(failed)[1], words(find(failed, '[part=menu] > .hint'))]).to.deep.equal([
      'Pause',
      'No reasons now.',
    ]);
  });

  it('is moved in by arrows, Home, End and letters, chosen by Enter, left by Escape and Tab', async () => {
    const { element, got } = await setup();
    find(element, '#state').focus();
    await press('ArrowDown');
    await drawn(element);
    await drawn(element);
    const seen = [focused(element)];
    for (const key of ['ArrowUp', 'ArrowDown', 'End', 'Home']) {
      await press(key);
      seen.push(focused(element));
    }
    await typeKeys('t');
    seen.push(focused(element));
    await typeKeys('s');
    seen.push(focused(element));
    expect(seen).to.deep.equal(['Ready', 'Sign out', 'Ready', 'Sign out', 'Ready', 'Training', 'Sign in']);
    await press('Escape');
    await drawn(element);
    expect([focused(element), find(element, '#state').ariaExpanded]).to.deep.equal(['state', 'false']);
    await press('ArrowUp');
    await drawn(element);
    expect(focused(element)).to.equal('Sign out');
    await press('Tab');
    await drawn(element);
    expect(find(element, '[part=menu]')).to.equal(null);
    find(element, '#state').focus();
    await press('Enter');
    await drawn(element);
    await press('Enter');
    await drawn(element);
    await drawn(element);
    expect(got.at(-1)).to.deep.equal({ type: 'agentState', state: 'ready' });
  });

  it('closes by a second press on its button', async () => {
    const { element } = await setup();
    await open(element);
    expect(
      find(element, '#state').dispatchEvent(new MouseEvent('mousedown', { cancelable: true, bubbles: true })),
    ).to.equal(false);
    await open(element);
    expect(find(element, '[part=menu]')).to.equal(null);
  });

  it('asks in its place before a pause or a sign-out while a call is on, once', async () => {
    const { element, dialer, got } = await setup();
    dialer.tell('a', 'connected', { name: 'Ana Pérez' });
    await choose(element, 'Lunch');
    const sent = () => got.filter(({ type }) => type !== 'agentStates');
    expect([words(find(element, '#question')), focused(element), sent()]).to.deep.equal([
      'A call with Ana Pérez 091 000 000 is on. Pause all the same?',
      'no',
      [],
    ]);
    await press('Escape');
    await drawn(element);
    expect([find(element, '[part=question]'), focused(element), sent()]).to.deep.equal([null, 'state', []]);
    await choose(element, 'Sign out');
    expect(words(find(element, '#question'))).to.contain('Sign out all the same?');
    find(element, '[name=yes]').click();
    await drawn(element);
    await drawn(element);
    expect(sent()).to.deep.equal([{ type: 'logout' }]);
    expect([state(element), outcome(element)]).to.deep.equal(['Signed out 0:00', 'You are signed out.']);
    await choose(element, 'Ready');
    expect(sent().at(-1), 'ready is not asked about').to.deep.equal({ type: 'agentState', state: 'ready' });
  });

  it('says of a call of which nobody tells that it is on as far as this page knows, and asks without one nothing', async () => {
    const { element, dialer, got } = await setup({ isSilent: true });
    await element.pause('1');
    expect(got.at(-1)).to.deep.equal({ type: 'agentState', state: 'paused', reason: '1' });
    await dialer.client.send({ type: 'call', destination: '091000000', campaign: 'Sale->' });
    await element.pause('1');
    await drawn(element);
    expect(words(find(element, '#question'))).to.equal(
      'As far as this page knows, a call with 091000000 is on. Pause all the same?',
    );
  });

  it('asks of what is on now: the call may have ended, or only ring', async () => {
    const { element, dialer } = await setup();
    dialer.tell('a', 'incoming');
    await choose(element, 'Lunch');
    const question = () => words(find(element, '#question'));
    expect(question()).to.equal('091 000 000 calls you. Pause all the same?');
    dialer.tell('a', 'ended');
    await drawn(element);
    expect(question()).to.equal('The call has ended. Pause all the same?');
  });

  it('puts no reason under a key that was meant for a plain pause', async () => {
    let answer: (reply: Reply) => void = () => undefined;
    const { element } = await setup({
      answer: ({ type }) => (type === 'agentStates' ? new Promise<Reply>((resolve) => (answer = resolve)) : undefined),
    });
    find(element, '#state').click();
    await drawn(element);
    expect(choices(element)).to.deep.equal(['Ready', 'Sign in', 'Sign out']);
    answer({ status: 'confirmed', transport: 'dialer', reasons: [] } as unknown as Reply);
    await drawn(element);
    expect(choices(element)).to.deep.equal(['Ready', 'Pause', 'Sign in', 'Sign out']);
  });

  it('says at Integra without reasons for a pause what to set', async () => {
    IntegraTransport.register(integraAgent);
    const integra = new IntegraTransport({ baseUrl: 'https://ucontact.example', agent: 'Agent1', phone: '1001' });
    const client = new CtiClient({ transports: [integra], memory: 'Agent1@none' });
    const element = await mount<CtiAgentState>(html`<cti-agent-state></cti-agent-state>`, { client });
    await drawn(element);
    expect(element.renderRoot.textContent).to.contain('this page sets none: set pauseReasons.');
  });

  it('says why the state that is told cannot be changed', async () => {
    const { element, dialer } = await setup({ can: ['call'] });
    dialer.hear({ agent: { state: 'ready' } });
    await drawn(element);
    expect(words(find(element, '.stack > .hint'))).to.equal('This dialer knows no agentState.');
  });

  it('is not named anew each second', async () => {
    const { element, dialer } = await setup();
    dialer.hear({ agent: { state: 'ready' } });
    await drawn(element);
    expect(words(find(element, '#state'))).to.equal('Ready');
  });

  it('signs in and out where the dialer can, and says why it cannot do anything', async () => {
    const { element, dialer } = await setup({ can: ['login', 'logout'] });
    await open(element);
    expect(choices(element)).to.deep.equal(['Sign in', 'Sign out']);
    dialer.hear({ agent: { state: 'loggedOut' } });
    await drawn(element);
    expect(choices(element)).to.deep.equal(['Sign in']);
    const { element: none } = await setup({ can: ['call'] });
    expect([none.renderRoot.querySelector('button'), words(none.renderRoot.querySelector('.hint'))]).to.deep.equal([
      null,
      'This dialer knows no agentState.',
    ]);
  });

  it('sets nothing where the dialer says no or the page does, and claims no more than was sent', async () => {
    const { element, dialer, got } = await setup({
      answer: ({ type }) => (type === 'agentState' ? refuse('Not now.') : undefined),
    });
    expect(await element.ready()).to.equal(false);
    await drawn(element);
    expect([state(element), outcome(element)]).to.deep.equal(['State not known', 'Not now.']);
    element.addEventListener('cti-request', (event: Event) => event.preventDefault(), { once: true });
    expect(await element.ready()).to.equal(false);
    expect(got).to.have.length(1);
    dialer.answer = () => ({ status: 'sent', transport: 'dialer' }) as Reply;
    await element.ready();
    await drawn(element);
    expect(outcome(element)).to.equal('Sent, not confirmed: your state at the dialer may still be the one before.');
  });

  it('says nothing of a reason that is missing before the reasons were asked for', async () => {
    IntegraTransport.register(integraAgent);
    const integra = new IntegraTransport({
      ...{ baseUrl: 'https://ucontact.example', agent: 'Agent1', phone: '1001' },
      pauseReasons: [{ id: 'Lunch', name: 'Lunch break' }],
    });
    const client = new CtiClient({ transports: [integra], memory: 'Agent1@asked' });
    const element = await mount<CtiAgentState>(html`<cti-agent-state></cti-agent-state>`, { client });
    await drawn(element);
    expect(element.renderRoot.textContent).to.not.contain('Why?');
    await open(element);
    expect(choices(element)).to.deep.equal(['Ready', 'Lunch break', 'Sign out']);
  });
});
