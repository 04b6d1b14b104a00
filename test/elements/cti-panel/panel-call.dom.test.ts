// The panel on a dialer that tells of its calls.
import { expect } from 'chai';
import { html } from 'lit';
import '../../../src/define.js';
import '../../../src/define-crm.js';
import type { Command, CommandType } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import { CtiResultEvent } from '../../../src/core/events.js';
import type { CtiIncoming } from '../../../src/elements/cti-incoming/cti-incoming.js';
import type { CtiPanel } from '../../../src/elements/cti-panel/cti-panel.js';
import { Dialer, type DialerSetup } from '../calls.fixture.js';
import { audit, mount } from '../elements.fixture.js';
import { look } from '../../hidden-page.js';
import { agents, find, focused, isShown, settled, stateOf, text, tree } from './cti-panel.fixture.js';

async function panelOn(dialing: DialerSetup = {}, dark = false) {
  const dialer = new Dialer(dialing);
  const box = await mount(html`<div style="width: 320px"><cti-panel .dispositions=${tree} ring=""></cti-panel></div>`, {
    client: dialer.client,
    campaign: 'Sale->',
    dark,
  });
  const element = box.firstElementChild as CtiPanel;
  element.ring = false;
  await settled(element);
  return { element, dialer };
}

async function onCallOf(dialing: DialerSetup) {
  const page = await panelOn(dialing);
  page.dialer.tell('a', 'connected');
  await settled(page.element);
  return page;
}

const isControlled = (element: CtiPanel) =>
  !!(find(element, 'cti-call-controls') as HTMLElement | null)?.shadowRoot
    ?.querySelector('[name=hold]')
    ?.checkVisibility();

const tags = (element: CtiPanel) =>
  [...element.renderRoot.querySelectorAll('cti-agent-state, cti-incoming, cti-call-controls')].map(
    ({ localName }) => localName,
  );

describe('<cti-panel> on a dialer that tells of its calls', () => {
  for (const dark of [false, true])
    it(`passes the accessibility audit and fits 320 px: idle, called, on a call, ${dark ? 'dark' : 'light'}`, async () => {
      const { element, dialer } = await panelOn({}, dark);
      dialer.hear({ agent: { state: 'ready' } });
      await settled(element);
      expect(await audit(element)).to.deep.equal([]);
      dialer.tell('a', 'incoming', { name: 'Ana Pérez', campaign: 'Ventas' });
      await settled(element);
      expect(await audit(element)).to.deep.equal([]);
      dialer.tell('a', 'connected');
      dialer.tell('b', 'incoming');
      await settled(element);
      expect([await audit(element), stateOf(element)]).to.deep.equal([[], 'On call']);
      expect(find(element, '.panel').scrollWidth).to.be.at.most(320);
    });

  it('tells of a call in the tab’s title while nobody looks, and rings once the agent wants that', async () => {
    const { element, dialer } = await panelOn();
    const { title } = document;
    look('hidden');
    dialer.tell('a', 'incoming', { name: 'Ana Pérez' });
    expect(document.title).to.equal(`(call) \u2068Ana Pérez\u2069 \u2066091 000 000\u2069 – ${title}`);
    look('visible');
    Reflect.deleteProperty(document, 'visibilityState');
    expect(document.title).to.equal(title);
    const { ring } = find<CtiIncoming>(element, 'cti-incoming');
    find(element, '[data-action=keys]').click();
    await settled(element);
    find<HTMLInputElement>(element, '[name=sound]').click();
    await settled(element);
    expect([ring, find<CtiIncoming>(element, 'cti-incoming').ring]).to.deep.equal([false, true]);
    element.ring = 'data:audio/wav;base64,';
    await settled(element);
    expect(element.renderRoot.querySelector('[name=sound]'), 'the page rings by itself').to.equal(null);
  });

  it('has the controls, the agent’s state and who calls where the dialer has any of it, and nothing of it else', async () => {
    const { element, dialer } = await panelOn();
    expect(tags(element), 'there is no call').to.deep.equal(['cti-agent-state', 'cti-incoming']);
    dialer.tell('a', 'connected');
    await settled(element);
    expect(tags(element)).to.deep.equal(['cti-agent-state', 'cti-call-controls', 'cti-incoming']);
    const { element: none } = await panelOn({ can: agents });
    expect([tags(none), none.renderRoot.querySelectorAll('.panel > section').length]).to.deep.equal([[], 0]);
    for (const [can, tag] of [
      ['logout', 'cti-agent-state'],
      ['reject', 'cti-incoming'],
      ['resumeRecording', 'cti-call-controls'],
    ] as [CommandType, string][])
      expect(tags((await onCallOf({ can: [...agents, can] })).element)).to.deep.equal([tag]);
  });

  it('shows who calls and what is told of the agent also where the dialer takes no word of it', async () => {
    const { element, dialer } = await panelOn({ can: agents });
    dialer.hear({ agent: { state: 'ready' } });
    dialer.tell('a', 'incoming');
    await settled(element);
    expect(tags(element)).to.deep.equal(['cti-agent-state', 'cti-incoming']);
  });

  it('shows the controls while a call is on, who is on the line once, and gives the whole panel’s ring on', async () => {
    const { element, dialer } = await panelOn();
    expect(isControlled(element)).to.equal(false);
    dialer.tell('a', 'connected');
    await settled(element);
    expect(isControlled(element)).to.equal(true);
    const controls = find(element, 'cti-call-controls').shadowRoot;
    expect(controls?.querySelector('.who')?.checkVisibility()).to.equal(false);
    element.ring = '/ring.mp3';
    await settled(element);
    expect(find<CtiIncoming>(element, 'cti-incoming').ring).to.equal('/ring.mp3');
  });

  it('keeps the hang-up in its place whatever the controls show', async () => {
    const { element, dialer } = await panelOn();
    const top = () => find(element, '[data-action=hangup]').getBoundingClientRect().top;
    dialer.tell('a', 'dialling');
    await settled(element);
    const before = top();
    dialer.tell('a', 'connected');
    await settled(element);
    find(element, 'cti-call-controls').shadowRoot?.querySelector<HTMLElement>('[name=keypad]')?.click();
    await settled(element);
    expect(top()).to.equal(before);
  });

  it('says of a call of which nobody knows once that, with one way to check', async () => {
    const answer = ({ type }: Command) =>
      type === 'call' ? Promise.reject(new CtiError('TIMEOUT', 'Nobody knows.', { maybeSent: true })) : undefined;
    const { element } = await panelOn({ answer, isSilent: true, agent: `Nobody${Date.now()}` });
    await element.dial('091000000');
    await settled(element);
    expect(stateOf(element)).to.equal('Not confirmed');
    const boxes = [
      find(element, '[part=unknown]'),
      ...find(element, 'cti-call-button').shadowRoot!.querySelectorAll('.outcome'),
    ];
    expect(boxes.filter((box) => box?.checkVisibility())).to.have.length(1);
  });

  it('says where a call went that was transferred, as long as that call is here', async () => {
    const { element, dialer } = await onCallOf({});
    const command = { type: 'transfer', to: '099 555', toKind: 'number', kind: 'blind' } as const;
    const reply = { status: 'confirmed', transport: 'dialer' } as const;
    find(element, 'cti-call-controls').dispatchEvent(new CtiResultEvent(command, reply));
    dialer.tell('a', 'ended');
    await settled(element);
    expect([stateOf(element), text(element, '[part=transferred]')]).to.deep.equal([
      'Wrap-up',
      'The call is transferred to 099 555.',
    ]);
    dialer.tell('b', 'connected');
    dialer.tell('b', 'ended');
    await settled(element);
    expect([stateOf(element), find(element, '[part=transferred]')]).to.deep.equal(['Wrap-up', null]);
  });

  it('is on no call while one only rings, and passes the focus on once it is answered', async () => {
    const { element, dialer } = await panelOn();
    dialer.tell('a', 'incoming', { number: '091000000' });
    await settled(element);
    expect([stateOf(element), isControlled(element)]).to.deep.equal(['Ready', false]);
    find(element, 'cti-incoming').shadowRoot?.querySelector<HTMLElement>('[name=answer]')?.focus();
    dialer.tell('a', 'connected');
    await settled(element);
    expect([stateOf(element), focused(element)]).to.deep.equal(['On call', 'cti-disposition-form']);
    find(element, 'cti-call-controls').shadowRoot?.querySelector<HTMLElement>('[name=hold]')?.focus();
    dialer.tell('a', 'ended');
    await settled(element);
    expect([stateOf(element), focused(element)], 'and once it has ended').to.deep.equal([
      'Wrap-up',
      'cti-disposition-form',
    ]);
  });
});
