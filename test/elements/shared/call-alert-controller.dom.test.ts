import { expect } from 'chai';
import { html, LitElement } from 'lit';
import type { CtiClient } from '../../../src/core/client.js';
import { CallAlertController } from '../../../src/elements/shared/call-alert-controller.js';
import { CommandController } from '../../../src/elements/shared/command-controller.js';
import type { RingSound } from '../../../src/elements/shared/ring-property.js';
import { look, Notifications } from '../../hidden-page.js';
import { Dialer } from '../calls.fixture.js';
import { audit, define, mount, until } from '../elements.fixture.js';

class AlertingElement extends LitElement {
  static override properties = { client: {}, ownRing: {}, saysWho: {} };
  client: CtiClient | undefined;
  ownRing: RingSound | false = false;
  saysWho = false;
  readonly commands = new CommandController(this);
  readonly alerts = new CallAlertController(this, this.commands, () => this.saysWho);
  override render = () => this.alerts.view(this.ownRing);
}
define('alerting-element', AlertingElement);

const told = '(call) \u2066091 000 000\u2069 – Desk';

let notifications: Notifications;
let title: string;
const context = window.AudioContext;

beforeEach(() => {
  title = document.title;
  document.title = 'Desk';
});

afterEach(() => {
  notifications.end();
  window.AudioContext = context;
  document.title = title;
});

async function setup({ dialer = new Dialer(), permission = 'default' as NotificationPermission } = {}) {
  notifications = new Notifications(permission);
  const element = await mount<AlertingElement>(html`<alerting-element></alerting-element>`, { client: dialer.client });
  await element.updateComplete;
  return { element, dialer };
}

const box = (element: AlertingElement, name: string) =>
  element.renderRoot.querySelector<HTMLInputElement>(`[name=${name}]`);
const said = (element: AlertingElement) => element.renderRoot.querySelector('[role=status]')?.textContent ?? '';

/** Presses a switch, until it stands as the agent left it, or something is said. */
async function press(element: AlertingElement, name: string) {
  box(element, name)?.click();
  await new Promise((resolve) => setTimeout(resolve));
  await element.updateComplete;
}

/** How many tones begin, and end, in the place of the browser's own. */
function listen(state = 'running') {
  const heard = { begun: 0, ended: 0 };
  const part = () => ({
    connect: () => undefined,
    frequency: { value: 0 },
    gain: { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined },
    start: () => undefined,
    stop: () => undefined,
  });
  window.AudioContext = class {
    readonly state = state;
    readonly currentTime = 0;
    readonly resume = () => new Promise(() => undefined);
    readonly createGain = part;
    readonly createOscillator = part;
    constructor() {
      heard.begun++;
    }
    close() {
      heard.ended++;
      return Promise.resolve();
    }
  } as never;
  return heard;
}

describe('what tells an agent of a call in a hidden tab', () => {
  it('is the title, without a choice: from when it comes in until it is answered', async () => {
    const { dialer } = await setup();
    dialer.tell('a', 'incoming');
    expect(document.title).to.equal('Desk');
    look('hidden');
    expect(document.title).to.equal(told);
    dialer.tell('a', 'connected');
    expect(document.title).to.equal('Desk');
    expect([notifications.shown, notifications.asked]).to.deep.equal([[], 0]);
  });

  it('goes with the client, with the element, and where no dialer knows the call any more', async () => {
    const { element, dialer } = await setup();
    look('hidden');
    dialer.tell('a', 'incoming');
    dialer.hear({ calls: [] });
    expect(document.title).to.equal('Desk');
    dialer.tell('b', 'incoming');
    expect(document.title).to.equal(told);
    dialer.client.close();
    await element.updateComplete;
    expect(document.title).to.equal('Desk');
    const second = await setup();
    look('hidden');
    second.dialer.tell('a', 'incoming');
    expect(document.title).to.equal(told);
    second.element.remove();
    expect(document.title).to.equal('Desk');
  });

  it('does not tell of the call that this tab dialled, and tells of one that somebody else placed', async () => {
    const { dialer } = await setup();
    await dialer.client.send({ type: 'call', destination: '099123456', campaign: 'Sale->' });
    look('hidden');
    dialer.tell('g-099123456', 'connected', { number: '099123456' });
    expect(document.title).to.equal('Desk');
    dialer.tell('other', 'connected');
    expect(document.title).to.equal(told);
  });

  it('tells of one that rings already when the element comes into a hidden page', async () => {
    const dialer = new Dialer();
    dialer.tell('a', 'incoming');
    look('hidden');
    await setup({ dialer });
    expect(document.title).to.equal(told);
  });
});

describe('the switches of an agent', () => {
  for (const permission of ['default', 'granted', 'denied'] as const)
    it(`pass the accessibility audit, and are off before, where the leave is ${permission}`, async () => {
      const { element, dialer } = await setup({ permission });
      look('hidden');
      dialer.tell('a', 'incoming');
      expect([box(element, 'notification')?.checked, box(element, 'sound')?.checked]).to.deep.equal([false, false]);
      expect([notifications.shown, notifications.asked, said(element)]).to.deep.equal([[], 0, '']);
      expect(element.alerts.ring(false)).to.equal(false);
      look('visible');
      expect(await audit(element)).to.deep.equal([]);
    });

  it('ask the browser by the press, and then notify with the campaign alone', async () => {
    const { element, dialer } = await setup();
    await press(element, 'notification');
    expect([notifications.asked, box(element, 'notification')?.checked, said(element)]).to.deep.equal([1, true, '']);
    look('hidden');
    dialer.tell('a', 'incoming', { name: 'Ana', campaign: 'Ventas' });
    expect(notifications.shown).to.deep.equal(['Incoming call: \u2068Ventas\u2069']);
    dialer.tell('a', 'ended');
    expect(notifications.open).to.equal(0);
    element.saysWho = true;
    dialer.tell('b', 'connected', { name: 'Ana' });
    expect(notifications.shown.at(-1)).to.equal('New call: \u2068Ana\u2069 \u2066091 000 000\u2069');
  });

  it('stay off where the browser says no, and say how to change that', async () => {
    const { element } = await setup();
    notifications.answer = 'denied';
    await press(element, 'notification');
    expect(box(element, 'notification')?.checked).to.equal(false);
    expect(said(element)).to.contain(`blocks notifications from ${location.host}. Allow notifications in its settings`);
    expect(await audit(element)).to.deep.equal([]);
  });

  it('stay off where the agent closed the question, which can be asked again', async () => {
    const { element } = await setup();
    notifications.answer = 'default';
    await press(element, 'notification');
    expect([box(element, 'notification')?.checked, said(element)]).to.deep.equal([
      false,
      'The browser’s question was not answered. Choose it again to be asked.',
    ]);
    notifications.answer = 'granted';
    await press(element, 'notification');
    expect([box(element, 'notification')?.checked, said(element)]).to.deep.equal([true, '']);
  });

  it('are kept for the agent in this browser, and for no other; forgetting the agent forgets them', async () => {
    const first = await setup();
    await press(first.element, 'notification');
    await press(first.element, 'sound');
    const other = await setup({ dialer: new Dialer({ agent: 'Bruno' }), permission: 'granted' });
    expect([box(other.element, 'notification')?.checked, other.element.alerts.ring(false)]).to.deep.equal([
      false,
      false,
    ]);
    const again = await setup({ permission: 'granted' });
    expect([box(again.element, 'notification')?.checked, again.element.alerts.ring(false)]).to.deep.equal([true, true]);
    await again.dialer.client.forget();
    const last = await setup({ permission: 'granted' });
    expect([box(last.element, 'notification')?.checked, last.element.alerts.ring(false)]).to.deep.equal([false, false]);
  });

  it('are another agent’s once one sits here before the browser’s question is answered', async () => {
    const { element, dialer } = await setup();
    let answer: (leave: NotificationPermission) => void = () => undefined;
    window.Notification.requestPermission = () => new Promise((resolve) => (answer = resolve));
    await press(element, 'notification');
    element.client = new Dialer({ agent: 'Bruno' }).client;
    await element.updateComplete;
    answer('granted');
    await until(() => !box(element, 'notification')?.checked);
    element.client = dialer.client;
    await element.updateComplete;
    expect(box(element, 'notification')?.checked).to.equal(false);
  });

  it('say that the browser took its leave back since', async () => {
    const { element } = await setup();
    await press(element, 'notification');
    const again = await setup({ permission: 'denied' });
    expect(box(again.element, 'notification')?.checked).to.equal(false);
    expect(said(again.element)).to.contain('Allow notifications');
  });

  it('are not there where they can do nothing: no notification, and the page rings by itself', async () => {
    const { element } = await setup();
    element.ownRing = 'ring.mp3';
    await element.updateComplete;
    expect([box(element, 'sound'), element.alerts.ring('ring.mp3')]).to.deep.equal([null, 'ring.mp3']);
    window.Notification = undefined as never;
    element.requestUpdate();
    await element.updateComplete;
    expect(element.renderRoot.children).to.have.length(0);
    element.ownRing = false;
    await element.updateComplete;
    expect([box(element, 'notification'), !!box(element, 'sound')]).to.deep.equal([null, true]);
  });
});

describe('the sound', () => {
  it('is heard once as the agent switches it on, and once for a call that does not ring by itself', async () => {
    const heard = listen();
    const { element, dialer } = await setup();
    await press(element, 'sound');
    await until(() => heard.ended === 1);
    look('hidden');
    dialer.tell('a', 'incoming');
    expect(heard.begun, 'cti-incoming rings then').to.equal(1);
    dialer.tell('b', 'connected');
    await until(() => heard.ended === 2);
    expect(heard.begun).to.equal(2);
    expect(said(element)).to.equal('');
  });

  it('that the browser refuses is said', async () => {
    listen('suspended');
    const { element } = await setup();
    await press(element, 'sound');
    await until(() => said(element).includes('the browser lets a page sound only after a press in it'));
    window.AudioContext = undefined as never;
    await press(element, 'sound');
    await press(element, 'sound');
    expect(said(element)).to.equal('It does not ring: the sound cannot be played.');
  });
});
