import { expect } from 'chai';
import { html, type LitElement, type TemplateResult } from 'lit';
import '../../src/define.js';
import '../../src/define-crm.js';
import '../../src/define-supervisor.js';
import { CtiClient } from '../../src/core/client.js';
import type { Command, CommandType, Reply } from '../../src/core/commands.js';
import { CtiError } from '../../src/core/errors.js';
import type { Transport } from '../../src/core/transport.js';
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
  'cti-blacklist-form': {
    draw: () => html`<cti-blacklist-form></cti-blacklist-form>`,
    types: ['blacklist', 'unblacklist'],
  },
  'cti-contacts': { draw: () => html`<cti-contacts></cti-contacts>`, types: contactTypes },
  'cti-disposition-form': {
    draw: () => html`<cti-disposition-form .dispositions=${[{ label: 'Sale' }]}></cti-disposition-form>`,
    types: ['dispose'],
  },
  'cti-schedule-picker': {
    draw: () => html`<cti-schedule-picker .entry=${entry}></cti-schedule-picker>`,
    types: ['schedule'],
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
