import { expect } from 'chai';
import { html, type LitElement, type TemplateResult } from 'lit';
import '../../src/define.js';
import '../../src/define-crm.js';
import '../../src/define-supervisor.js';
import { CtiClient } from '../../src/core/client.js';
import type { Command, CommandType, Reply } from '../../src/core/commands.js';
import { CtiError } from '../../src/core/errors.js';
import type { Transport } from '../../src/core/transport.js';
import { IntegraTransport } from '../../src/transports/integra/integra-transport.js';
import { MotionBarTransport } from '../../src/transports/motion-bar/motion-bar-transport.js';
import { MotionTransport } from '../../src/transports/motion/motion-transport.js';
import { SinchTransport } from '../../src/transports/sinch/sinch-transport.js';
import { VoicenterTransport } from '../../src/transports/voicenter/voicenter-transport.js';
import { entry } from '../samples.js';
import { Dialer } from './calls.fixture.js';
import { mount, until } from './elements.fixture.js';

const baseUrl = 'https://dialer.example';
const transports: Record<string, () => Transport> = {
  Voicenter: () => new VoicenterTransport({ code: 'account', timeZone: 'Asia/Jerusalem' }),
  Sinch: () => new SinchTransport({ baseUrl, timeZone: 'Europe/Berlin' }),
  Motion: () => new MotionTransport({ baseUrl, lists: {} }),
  'Motion’s phone bar': () => new MotionBarTransport({}),
};

interface Element {
  draw: () => TemplateResult;
  /** What it is for. */
  types: readonly CommandType[];
}

const contactTypes = ['addContact', 'updateContact', 'findContacts', 'removeContact'] as const;
const elements: Record<string, Element> = {
  'cti-agent-state': {
    draw: () => html`<cti-agent-state></cti-agent-state>`,
    types: ['agentState', 'login', 'logout'],
  },
  'cti-call-controls': {
    draw: () => html`<cti-call-controls></cti-call-controls>`,
    types: ['hold', 'mute', 'dtmf', 'transfer', 'pauseRecording'],
  },
  'cti-caller-id': {
    draw: () => html`<cti-caller-id .numbers=${[{ number: '091' }]}></cti-caller-id>`,
    types: ['call'],
  },
  'cti-tag-recorder': { draw: () => html`<cti-tag-recorder></cti-tag-recorder>`, types: ['tag'] },
  'cti-respool-editor': {
    draw: () => html`<cti-respool-editor .entry=${entry}></cti-respool-editor>`,
    types: ['respool'],
  },
  'cti-schedule-picker': {
    draw: () => html`<cti-schedule-picker .entry=${entry}></cti-schedule-picker>`,
    types: ['schedule'],
  },
  'cti-blacklist-form': {
    draw: () => html`<cti-blacklist-form></cti-blacklist-form>`,
    types: ['blacklist', 'unblacklist'],
  },
  'cti-contacts': { draw: () => html`<cti-contacts></cti-contacts>`, types: contactTypes },
  'cti-disposition-form': {
    draw: () => html`<cti-disposition-form .dispositions=${[{ label: 'Sale' }]}></cti-disposition-form>`,
    types: ['dispose'],
  },
  'cti-recordings': { draw: () => html`<cti-recordings></cti-recordings>`, types: ['recordings'] },
  'cti-list-upload': { draw: () => html`<cti-list-upload></cti-list-upload>`, types: ['addContacts'] },
};

const all = (element: HTMLElement, selector: string) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLInputElement>(selector) ?? []),
];
const fields = (element: HTMLElement) =>
  all(element, 'input, select, textarea').filter((each) => !each.matches(':disabled, :read-only:not(select)'));
const words = (element: HTMLElement) => element.shadowRoot?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';

async function drawn(element: HTMLElement): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await new Promise((resolve) => setTimeout(resolve));
    await (element as LitElement).updateComplete;
  }
}

describe('an element whose dialer can do nothing of what it is for', () => {
  for (const [name, make] of Object.entries(transports))
    for (const [tag, { draw, types }] of Object.entries(elements)) {
      const client = new CtiClient({ transports: [make()] });
      const isNever = types.every((type) => {
        const support = client.supports(type);
        return !support.ok && support.code === 'UNSUPPORTED';
      });
      client.close();
      if (!isNever) continue;
      it(`is one line that says why: <${tag}> on ${name}`, async () => {
        const client = new CtiClient({ transports: [make()] });
        const element = await mount(draw(), { client, campaign: 'Sale', setCallerId: () => undefined });
        await drawn(element);
        expect(fields(element).map(({ id }) => id)).to.deep.equal([]);
        expect(all(element, 'button')).to.deep.equal([]);
        expect(words(element)).to.match(/\.$/);
        client.close();
      });
    }
});

/** An element with something to send, and the press that sends it. */
interface Sender {
  draw: () => TemplateResult;
  calls?: (dialer: Dialer) => void;
  type: CommandType;
  ready?: (element: HTMLElement) => unknown;
  press: (element: HTMLElement) => unknown;
}

const write = (element: HTMLElement, selector: string, value: string) => {
  const [field] = all(element, selector);
  if (!field) throw new Error(`There is no ${selector}.`);
  field.value = value;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
};
const click = (element: HTMLElement, selector: string) => {
  const [button] = all(element, selector);
  if (!button) throw new Error(`There is no ${selector}.`);
  button.click();
};
const connected = (dialer: Dialer) => dialer.tell('g', 'connected', { campaign: 'Sale->' });

const senders: Record<string, Sender> = {
  'cti-tag-recorder': {
    draw: () => html`<cti-tag-recorder></cti-tag-recorder>`,
    calls: connected,
    type: 'tag',
    ready: (element) => write(element, 'input', 'x'),
    press: (element) => click(element, '[part=submit]'),
  },
  'cti-respool-editor': {
    draw: () => html`<cti-respool-editor .entry=${entry}></cti-respool-editor>`,
    type: 'respool',
    press: (element) => click(element, '[name=next]'),
  },
  'cti-blacklist-form': {
    draw: () => html`<cti-blacklist-form campaign="Sale"></cti-blacklist-form>`,
    type: 'blacklist',
    ready: (element) => write(element, 'textarea', '099123456'),
    press: (element) => click(element, '[name=blacklist]'),
  },
  'cti-contacts': {
    draw: () => html`<cti-contacts campaign="Sale"></cti-contacts>`,
    type: 'addContact',
    ready: (element) => write(element, '#destination', '099123456'),
    press: (element) => click(element, '[part~=submit]'),
  },
  'cti-call-controls, on hold': {
    draw: () => html`<cti-call-controls></cti-call-controls>`,
    calls: connected,
    type: 'hold',
    press: (element) => click(element, '[name=hold]'),
  },
  'cti-call-controls, recording': {
    draw: () => html`<cti-call-controls></cti-call-controls>`,
    calls: connected,
    type: 'pauseRecording',
    press: (element) => click(element, '[name=recording]'),
  },
  'cti-incoming': {
    draw: () => html`<cti-incoming></cti-incoming>`,
    calls: (dialer) => dialer.tell('g', 'incoming'),
    type: 'answer',
    press: (element) => click(element, '[name=answer]'),
  },
  'cti-agent-state': {
    draw: () => html`<cti-agent-state></cti-agent-state>`,
    type: 'agentState',
    press: (element) => (element as HTMLElement & { ready: () => unknown }).ready(),
  },
};

/** Where each stands in its element, and how large it is; without those of what is said of the last press. */
const places = (element: HTMLElement) => {
  const { x: left, y: top } = element.getBoundingClientRect();
  return Object.fromEntries(
    all(element, 'button, input, select, textarea').flatMap((each, at) => {
      const { x, y, width, height } = each.getBoundingClientRect();
      const name = each.name || each.id || each.textContent.trim() || String(at);
      return each.checkVisibility()
        ? [[`${name} ${each.value}`, [x - left, y - top, width, height].map(Math.round).join(' ')]]
        : [];
    }),
  );
};

let agents = 0;

describe('the buttons and fields of an element', () => {
  for (const [name, { draw, calls, type, ready, press }] of Object.entries(senders))
    for (const dir of ['ltr', 'rtl'])
      it(`stand where they stood while it sends, and when that failed: ${name}, ${dir}`, async () => {
        let end = (_: CtiError) => {};
        const answer = (command: Command): Promise<Reply> | undefined =>
          command.type === type ? new Promise((_, reject) => (end = reject)) : undefined;
        const dialer = new Dialer({ agent: `agent ${(agents += 1)}`, answer });
        calls?.(dialer);
        const box = await mount<HTMLElement>(html`<div style="inline-size: 360px" dir=${dir}>${draw()}</div>`, {
          client: dialer.client,
          campaign: 'Sale->',
        });
        const element = box.firstElementChild as HTMLElement;
        await drawn(element);
        await ready?.(element);
        await drawn(element);
        const before = places(element);
        const seen: Record<string, object> = {};
        for (const maybeSent of [false, true]) {
          press(element);
          await until(() => dialer.of(type).length > Number(maybeSent));
          await drawn(element);
          seen[`sending ${maybeSent}`] = places(element);
          end(
            new CtiError(
              maybeSent ? 'TIMEOUT' : 'REJECTED',
              'The dialer refused this, in a sentence that is longer than any of its buttons.',
              { maybeSent },
            ),
          );
          await drawn(element);
          seen[`failed ${maybeSent}`] = places(element);
        }
        expect(Object.keys(before)).not.to.deep.equal([]);
        for (const [state, now] of Object.entries(seen)) expect(now, state).to.deep.equal(before);
      });
});

/** The filled buttons of elements that stand in one page, by their words. */
const filled = (page: HTMLElement) =>
  [...page.children].flatMap((element) =>
    all(element as HTMLElement, '.primary:enabled, .danger:enabled').map((each) => each.textContent.trim()),
  );

describe('elements that stand in one page', () => {
  it('have one filled button, for what comes next', async () => {
    const dialer = new Dialer({ agent: `agent ${(agents += 1)}` });
    const page = await mount<HTMLElement>(
      html`<div>
        <cti-agent-state></cti-agent-state>
        <cti-incoming></cti-incoming>
        <cti-call-button destination="091"></cti-call-button>
        <cti-hangup-button></cti-hangup-button>
        <cti-call-controls></cti-call-controls>
        <cti-tag-recorder value="x"></cti-tag-recorder>
        <cti-respool-editor></cti-respool-editor>
      </div>`,
      { client: dialer.client, campaign: 'Sale->' },
    );
    const seen: Record<string, string[]> = {};
    const look = async (state: string) => {
      for (const each of page.children) await drawn(each as HTMLElement);
      seen[state] = filled(page);
    };
    await look('no call');
    for (const state of ['incoming', 'connected', 'held', 'ended'] as const) {
      dialer.tell('g', state);
      await look(state);
    }
    const call = ['Call 091'];
    expect(seen).to.deep.equal({
      'no call': call,
      incoming: ['Answer'],
      connected: ['Hang up'],
      held: ['Hang up'],
      ended: call,
    });
  });
});

describe('the do-not-call form', () => {
  it('has the fields that the dialer’s list has a place for, and no others', async () => {
    const services = { baseUrl, code: 'account', timeZone: 'Asia/Jerusalem' };
    for (const [transport, ids] of [
      [new VoicenterTransport(services), ['numbers', 'name']],
      [
        new IntegraTransport({ baseUrl, agent: 'Ana' }),
        ['numbers', 'campaign', 'expireDate', 'direction', 'name', 'username', 'company', 'jobTitle'],
      ],
    ] as const) {
      const client = new CtiClient({ transports: [transport] });
      const element = await mount(html`<cti-blacklist-form></cti-blacklist-form>`, { client, campaign: 'Sale' });
      await drawn(element);
      expect(
        fields(element)
          .filter((each) => !each.closest('[hidden]'))
          .map(({ id }) => id),
        transport.name,
      ).to.deep.equal(ids);
      client.close();
    }
  });
});
