// What nobody knows the end of lies in the outbox, and still stands in the control that sent it: once the outbox has delivered
// it, the control must not offer to send it a second time.
import { expect } from 'chai';
import { html, type TemplateResult } from 'lit';
import { CtiDispositionForm } from '../../src/elements/cti-disposition-form/cti-disposition-form.js';
import { CtiRespoolEditor } from '../../src/elements/cti-respool-editor/cti-respool-editor.js';
import { CtiSchedulePicker } from '../../src/elements/cti-schedule-picker/cti-schedule-picker.js';
import { CtiTagRecorder } from '../../src/elements/cti-tag-recorder/cti-tag-recorder.js';
import { CtiError, Outbox } from '../../src/index.js';
import { entry } from '../samples.js';
import { turn } from '../turn.js';
import { Agent } from './agents.fixture.js';
import { audit, define, mount, unmarked, until } from './elements.fixture.js';

define('cti-disposition-form', CtiDispositionForm);
define('cti-respool-editor', CtiRespoolEditor);
define('cti-schedule-picker', CtiSchedulePicker);
define('cti-tag-recorder', CtiTagRecorder);

interface Control extends HTMLElement {
  client: Agent['client'];
  updateComplete: Promise<boolean>;
}

interface Kind {
  name: string;
  template: () => TemplateResult;
  texts: Record<string, string>;
  send: (control: Control) => Promise<unknown>;
  type: 'dispose' | 'respool' | 'tag' | 'schedule';
  /** Said once it is delivered. */
  done: string;
  /** What is typed is kept over a reload. */
  hasDrafts: boolean;
}

const tree = [{ label: 'Sale' }, { label: 'Lost' }];
const kinds: Kind[] = [
  {
    name: 'the result',
    template: () => html`<cti-disposition-form .dispositions=${tree}></cti-disposition-form>`,
    texts: { '#level1': 'Sale', '#comment': 'wants more' },
    send: (control) => (control as unknown as CtiDispositionForm).dispose(),
    type: 'dispose',
    done: 'The result is saved.',
    hasDrafts: true,
  },
  {
    name: 'the contact',
    template: () => html`<cti-respool-editor></cti-respool-editor>`,
    texts: { '#priority': '77' },
    send: (control) => (control as unknown as CtiRespoolEditor).respool(),
    type: 'respool',
    done: 'is next in',
    hasDrafts: true,
  },
  {
    name: 'the tag',
    template: () => html`<cti-tag-recorder></cti-tag-recorder>`,
    texts: { '#text': 'complaint' },
    send: (control) => (control as unknown as CtiTagRecorder).tag(),
    type: 'tag',
    done: 'tag',
    hasDrafts: true,
  },
  {
    name: 'the callback',
    template: () => html`<cti-schedule-picker></cti-schedule-picker>`,
    texts: { '[name=text]': '12/31/2099 10:00' },
    send: (control) => (control as unknown as CtiSchedulePicker).schedule(),
    type: 'schedule',
    done: 'is scheduled',
    hasDrafts: false,
  },
];

const nobodyKnows = () => Promise.reject(new CtiError('TIMEOUT', 'Nobody knows.', { maybeSent: true }));

let agents = 0;
const opened: Agent[] = [];

/** A tab of an agent; opened again it is a reload or a second one. */
async function tab(name: string): Promise<Agent> {
  const agent = new Agent(`${name}@x`, { outbox: new Outbox({ agent: name, server: 'https://x.example' }) });
  opened.push(agent);
  await agent.callComes('g-1', '091000000', { entry });
  return agent;
}

afterEach(async () => {
  for (const { client } of opened.splice(0)) {
    await client.forget();
    client.close();
  }
});

const field = (control: Control, selector: string) => control.shadowRoot!.querySelector<HTMLInputElement>(selector)!;
const said = (control: Control) => unmarked(control.shadowRoot!.querySelector('[part~=status]')?.textContent ?? '');

async function write(control: Control, texts: Kind['texts']) {
  for (const [selector, text] of Object.entries(texts)) {
    field(control, selector).value = text;
    field(control, selector).dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    field(control, selector).dispatchEvent(new Event('change', { bubbles: true, composed: true }));
    await turn();
  }
}

for (const kind of kinds)
  describe(`what lies in the outbox since nobody knows whether it arrived: ${kind.name}`, () => {
    const { template, texts, send, type, done, hasDrafts } = kind;
    const [first = ''] = Object.keys(texts);
    let name = '';
    beforeEach(() => (name = `Ana${Date.now()}-${(agents += 1)}`));

    /** It was sent, nobody knows, and it stands in its control. */
    const left = async () => {
      const agent = await tab(name);
      const control = await mount<Control>(template(), { client: agent.client });
      await turn();
      await write(control, texts);
      agent.answer = (command) => (command.type === type ? nobodyKnows() : undefined);
      await send(control);
      await turn();
      agent.answer = () => undefined;
      const [waiting] = agent.client.outbox!.list();
      expect([waiting?.state, field(control, first).value]).to.deep.equal(['unknown', texts[first]]);
      return { agent, control, id: waiting!.id };
    };
    /** A contact stands there as it was sent, and nothing of it would change. */
    const isGone = (control: Control) =>
      type === 'respool'
        ? control.shadowRoot!.textContent.includes('Nothing changed since it was sent')
        : field(control, first).value !== texts[first];

    it('goes from its control as soon as the outbox has delivered it, and the control says so', async () => {
      const { agent, control, id } = await left();
      await agent.client.outbox!.retry(id);
      await until(() => said(control).includes(done), `it says “${done}”`);
      expect(isGone(control)).to.equal(true);
      expect(await audit(control)).to.deep.equal([]);
      if (type === 'respool') return; // which can be asked for twice: its button says that it is done
      await send(control);
      await turn();
      expect(
        agent.of(type).filter((each) => JSON.stringify(each) === JSON.stringify(agent.of(type)[0])),
      ).to.have.length(2);
    });

    it('goes also where another tab has delivered it', async () => {
      const { control, id } = await left();
      const other = await tab(name);
      await other.client.outbox!.retry(id);
      await until(() => isGone(control) && said(control).includes(done), 'it is gone');
    });

    it('stays where it was changed since', async () => {
      const { agent, control, id } = await left();
      await write(control, {
        [first]: first === '#level1' ? 'Lost' : first === '#priority' ? '78' : `${texts[first]!.slice(0, -1)}5`,
      });
      const now = field(control, first).value;
      await agent.client.outbox!.retry(id);
      await until(() => !agent.client.outbox!.list().length);
      await turn();
      expect(field(control, first).value).to.equal(now);
    });

    it('is said again, and goes, where it was changed and changed back', async () => {
      const { agent, control, id } = await left();
      const words = said(control);
      await write(control, {
        [first]: first === '#level1' ? 'Lost' : first === '#priority' ? '78' : '12/30/2099 10:00',
      });
      await write(control, texts);
      await until(() => said(control) === words, 'it is said again');
      await agent.client.outbox!.retry(id);
      await until(() => isGone(control) && said(control).includes(done), 'it is gone');
    });

    it('stays, without a word of the last try, where the agent discarded it there', async () => {
      const { agent, control, id } = await left();
      await agent.client.outbox!.discard(id);
      await until(() => !said(control).trim());
      expect(field(control, first).value).to.equal(texts[first]);
    });

    if (!hasDrafts) return;

    it('stands in its control after a reload with what is known of it, and goes once it is delivered', async () => {
      const { agent, control: before, id } = await left();
      const words = said(before);
      agent.client.close();
      before.remove();
      const again = await tab(name);
      const control = await mount<Control>(template(), { client: again.client });
      await until(() => said(control).trim(), 'it says so again');
      expect([said(control), field(control, first).value]).to.deep.equal([words, texts[first]]);
      await again.client.outbox!.retry(id);
      await until(() => isGone(control) && said(control).includes(done), 'it is gone');
    });

    it('is not offered on another call once it is delivered', async () => {
      const { agent, control: before, id } = await left();
      before.remove();
      await agent.callComes('g-2', '092000000', { entry: { ...entry, contact: 223 } });
      const control = await mount<Control>(template(), { client: agent.client });
      const offers = () => control.shadowRoot!.querySelectorAll('[name=open-draft]').length;
      await until(() => offers() === 1);
      await agent.client.outbox!.retry(id);
      await until(() => offers() === 0, 'it is offered no more');
    });
  });
