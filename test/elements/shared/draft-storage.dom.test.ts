import { expect } from 'chai';
import { html, type TemplateResult } from 'lit';
import { CtiDispositionForm } from '../../../src/elements/cti-disposition-form/cti-disposition-form.js';
import { CtiRespoolEditor } from '../../../src/elements/cti-respool-editor/cti-respool-editor.js';
import { CtiTagRecorder } from '../../../src/elements/cti-tag-recorder/cti-tag-recorder.js';
import { DraftStorage } from '../../../src/elements/shared/draft-storage.js';
import { CtiClient, CtiError, type Reply } from '../../../src/index.js';
import { entry } from '../../samples.js';
import { Agent, call as dial } from '../agents.fixture.js';
import { audit, define, fakeTransport, mount, press, until } from '../elements.fixture.js';
import { turn } from '../../turn.js';

define('cti-disposition-form', CtiDispositionForm);
define('cti-respool-editor', CtiRespoolEditor);
define('cti-tag-recorder', CtiTagRecorder);

const dispositions = [{ label: 'Sale' }, { label: 'Lost', requires: ['comment' as const] }];
let says: () => Promise<Reply> = () => Promise.reject(new CtiError('TIMEOUT', 'Nobody knows.'));

/** A page on which the portal names a call; opened again it is a reload of the same tab. */
async function open<T extends HTMLElement & { client: CtiClient | undefined }>(
  guid: string,
  template: TemplateResult,
): Promise<T> {
  const cti = { guid, callerId: '091000000', campaign: 'Sale->', data: [], raw: {}, entry };
  const transport = fakeTransport({
    send: ({ type }) => (type === 'cti' ? Promise.resolve({ status: 'confirmed', transport: 'fake', cti }) : says()),
  });
  const client = new CtiClient({ transports: [transport], memory: 'Ana@x' });
  await client.send({ type: 'cti' });
  const element = await mount<T>(template, { client });
  await turn();
  return element;
}

const field = (element: HTMLElement, selector: string) =>
  element.shadowRoot!.querySelector<HTMLInputElement>(selector)!;

async function type(element: HTMLElement, selector: string, text: string) {
  field(element, selector).value = text;
  field(element, selector).dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await turn();
}

describe('what is typed for a call and not sent', () => {
  beforeEach(() => (says = () => Promise.reject(new CtiError('TIMEOUT', 'Nobody knows.'))));

  const controls = [
    [
      'the result',
      () => html`<cti-disposition-form .dispositions=${dispositions} .dataLabels=${['Order']}></cti-disposition-form>`,
      { '#level1': 'Lost', '#comment': 'rang twice', '#data1': 'd1' },
      'dispose',
    ],
    [
      'the contact',
      () => html`<cti-respool-editor></cti-respool-editor>`,
      { '#priority': '77', '#adding': '099555' },
      'respool',
    ],
    ['the tag', () => html`<cti-tag-recorder></cti-tag-recorder>`, { '#text': 'complaint' }, 'tag'],
  ] as const;

  for (const [what, template, texts, send] of controls) {
    const shown = (element: HTMLElement) =>
      Object.fromEntries(Object.keys(texts).map((selector) => [selector, field(element, selector).value]));
    const write = async (element: HTMLElement) => {
      for (const [selector, text] of Object.entries(texts)) await type(element, selector, text);
    };

    it(`survives a reload, for its call alone: ${what}`, async () => {
      const before = await open('g-1', template());
      await write(before);
      before.remove();
      const other = await open('g-2', template());
      expect(shown(other)).not.to.deep.equal(texts);
      other.remove();
      expect(shown(await open('g-1', template()))).to.deep.equal(texts);
    });

    it(`survives also a try of which nobody knows, and is gone once it is sent: ${what}`, async () => {
      const before = await open<CtiDispositionForm & CtiRespoolEditor & CtiTagRecorder>('g-3', template());
      await write(before);
      if (send === 'respool') await type(before, '#adding', '');
      await before[send]();
      before.remove();
      const again = await open<CtiDispositionForm & CtiRespoolEditor & CtiTagRecorder>('g-3', template());
      expect(Object.values(shown(again))[0]).to.equal(Object.values(texts)[0]);
      says = () => Promise.resolve({ status: 'confirmed', transport: 'fake' });
      await again[send]();
      await turn();
      again.remove();
      expect(Object.values(shown(await open('g-3', template())))[0]).not.to.equal(Object.values(texts)[0]);
      expect(kept()).not.to.contain('g-3');
    });

    it(`is gone when the form is reset: ${what}`, async () => {
      const before = await open<CtiDispositionForm & CtiRespoolEditor & CtiTagRecorder>('g-4', template());
      await write(before);
      before.formResetCallback();
      await turn();
      before.remove();
      expect(shown(await open('g-4', template()))).not.to.deep.equal(texts);
    });
  }

  it('does not take the place of what stands there already', async () => {
    const before = await open('g-5', html`<cti-tag-recorder></cti-tag-recorder>`);
    await type(before, '#text', 'old');
    before.remove();
    const again = await open<CtiTagRecorder>('g-5', html`<cti-tag-recorder value="from the page"></cti-tag-recorder>`);
    expect(again.value).to.equal('from the page');
  });

  it('is not put onto a contact that has changed since', async () => {
    const before = await open('g-6', html`<cti-respool-editor></cti-respool-editor>`);
    await type(before, '#priority', '77');
    before.remove();
    const other = { ...entry, destination: '095000111' };
    const again = await open('g-6', html`<cti-respool-editor .entry=${other}></cti-respool-editor>`);
    expect(field(again, '#priority').value).to.equal('9999');
  });
});

type Control = CtiDispositionForm & CtiRespoolEditor & CtiTagRecorder;

/** What each control calls itself when it offers a draft, and how a page asks it to send. */
const kinds = [
  {
    kind: 'the result',
    template: () => html`<cti-disposition-form .dispositions=${dispositions}></cti-disposition-form>`,
    texts: { '#level1': 'Lost', '#comment': 'rang twice' },
    send: 'dispose',
    begun: 'You began a result for 091000000.',
    gone: 'The result that you began for 091000000 is discarded.',
  },
  {
    kind: 'the contact',
    template: () => html`<cti-respool-editor></cti-respool-editor>`,
    texts: { '#priority': '77' },
    send: 'respool',
    begun: 'You began to change the contact of the call with 091000000.',
    gone: 'The changes that you began for 091000000 are discarded.',
  },
  {
    kind: 'the tag',
    template: () => html`<cti-tag-recorder></cti-tag-recorder>`,
    texts: { '#text': 'complaint' },
    send: 'tag',
    begun: 'You began a tag for 091000000.',
    gone: 'The tag that you began for 091000000 is discarded.',
  },
] as const;

const second = { ...entry, contact: 223 };
/** All drafts of this tab. */
const kept = () =>
  Object.entries({ ...sessionStorage })
    .filter(([name]) => name.includes('draft'))
    .join();
const button = (element: HTMLElement, name: string) =>
  element.shadowRoot!.querySelector<HTMLButtonElement>(`[name=${name}]`);
const offers = (element: HTMLElement) => {
  const list = element.shadowRoot!.querySelector<HTMLElement>('[part=drafts]')!;
  return [...list.querySelectorAll('.notice > span')].map((each) => each.textContent);
};
const use = async (element: HTMLElement, name: string) => {
  button(element, name)!.click();
  await turn();
};

for (const { kind, template, texts, send, begun, gone } of kinds)
  describe(`what is typed and whose it is: ${kind}`, () => {
    const shown = (element: HTMLElement) =>
      Object.fromEntries(Object.keys(texts).map((selector) => [selector, field(element, selector).value]));
    const write = async (element: HTMLElement) => {
      for (const [selector, text] of Object.entries(texts)) await type(element, selector, text);
    };
    const begin = async (agent: Agent) => {
      await agent.callComes('g-1', '091000000', { entry });
      const control = await mount<Control>(template(), { client: agent.client });
      await write(control);
      return control;
    };
    const sent = (agent: Agent) => agent.of(send);
    /** Another agent neither sees it nor is offered it, and its own has it again. */
    const expectHidden = async (control: Control, other: Agent, own: Agent) => {
      control.client = other.client;
      await turn();
      expect([Object.values(shown(control)).includes(Object.values(texts)[0]!), offers(control)]).to.deep.equal([
        false,
        [],
      ]);
      control.client = own.client;
      await turn();
      expect(shown(control)).to.deep.equal(texts);
    };

    it('is not another agent’s to see or to send, and is there again when its own is back', async () => {
      const [ana, luz] = [new Agent('Ana@x'), new Agent('Luz@x')];
      const control = await begin(ana);
      await luz.callComes('g-1', '091000000', { entry });
      await expectHidden(control, luz, ana);
    });

    it('is not sent in the moment in which another agent comes, nor is what that one had begun', async () => {
      const [ana, luz] = [new Agent('Ana@x'), new Agent('Luz@x')];
      const control = await begin(luz);
      await ana.callComes('g-1', '091000000', { entry });
      control.client = ana.client;
      await turn();
      await write(control);
      const said: string[] = [];
      for (const name of ['cti-request', 'cti-error']) control.addEventListener(name, () => said.push(name));
      control.client = luz.client;
      expect(await control[send]()).to.equal(undefined);
      await turn();
      expect([sent(luz), sent(ana), shown(control), said]).to.deep.equal([[], [], texts, []]);
    });

    it('is not the next agent’s command when they come right after the press', async () => {
      const [ana, luz] = [new Agent('Ana@x'), new Agent('Luz@x')];
      const control = await begin(ana);
      await luz.callComes('g-1', '091000000', { entry });
      control.requestUpdate(); // it is about to be drawn
      const sending = control[send]();
      control.client = luz.client;
      await sending;
      await turn();
      expect(sent(luz)).to.deep.equal([]);
    });

    it('is not offered to another agent where the page does not say whose its clients are', async () => {
      const [ana, luz] = [new Agent(), new Agent()];
      const control = await begin(ana);
      await luz.callComes('g-2', '092000000', { entry: second });
      await expectHidden(control, luz, ana);
    });

    it('is offered on another call after a reload, is opened for its own, and goes to that', async () => {
      const ana = new Agent('Ana@x');
      (await begin(ana)).remove();
      await ana.callComes('g-2', '092000000', { entry: second });
      const control = await mount<Control>(template(), { client: ana.client });
      await turn();
      expect(shown(control)).not.to.deep.equal(texts);
      expect([offers(control), await audit(control)]).to.deep.equal([[begun], []]);
      button(control, 'open-draft')!.focus();
      await press('Enter');
      await turn();
      expect([shown(control), offers(control)]).to.deep.equal([texts, []]);
      expect(control.shadowRoot!.activeElement, 'the button has gone').not.to.equal(null);
      expect(await audit(control)).to.deep.equal([]);
      await control[send]();
      await turn();
      expect(sent(ana)).to.have.length(1);
      expect(JSON.stringify(sent(ana)[0])).to.contain(send === 'respool' ? '"contact":222' : 'g-1');
      expect([shown(control)[Object.keys(texts)[0]!] === Object.values(texts)[0], offers(control)]).to.deep.equal([
        false,
        [],
      ]);
    });

    it('is discarded when the agent says so, and back when they think better of it', async () => {
      const ana = new Agent('Ana@x');
      (await begin(ana)).remove();
      await ana.callComes('g-2', '092000000', { entry: second });
      const control = await mount<Control>(template(), { client: ana.client });
      await turn();
      button(control, 'discard-draft')!.focus();
      await press('Enter');
      await turn();
      expect(offers(control)).to.deep.equal([gone]);
      expect(kept()).not.to.contain(Object.values(texts)[0]);
      expect(control.shadowRoot!.activeElement).to.equal(button(control, 'undo-draft'));
      expect(await audit(control)).to.deep.equal([]);
      await press('Enter');
      await turn();
      expect([offers(control), control.shadowRoot!.activeElement]).to.deep.equal([
        [begun],
        button(control, 'open-draft'),
      ]);
    });

    it('is offered again when it is left for later, and nothing of it stays', async () => {
      const ana = new Agent('Ana@x');
      const control = await begin(ana);
      await ana.callComes('g-2', '092000000', { entry: second });
      await turn();
      expect(shown(control)).to.deep.equal(texts);
      await use(control, send === 'respool' ? 'load' : 'leave');
      expect([Object.values(shown(control)).includes(Object.values(texts)[0]!), offers(control)]).to.deep.equal([
        false,
        [begun],
      ]);
    });

    it('is gone also when it was sent after its agent had left', async () => {
      const [ana, luz] = [new Agent('Ana@x'), new Agent('Luz@x')];
      const control = await begin(ana);
      let answer = (_: Reply) => {};
      ana.answer = (command) => (command.type === send ? new Promise((resolve) => (answer = resolve)) : undefined);
      const sending = control[send]();
      await until(() => sent(ana).length);
      control.client = luz.client;
      await turn();
      answer({ status: 'confirmed', transport: 'fake' });
      await sending;
      control.client = ana.client;
      await turn();
      expect(Object.values(shown(control))).not.to.include(Object.values(texts)[0]);
      expect(kept()).not.to.contain(Object.values(texts)[0]);
    });
  });

describe('a result that is half filled in', () => {
  it('is not refused in the name of an agent who has come since', async () => {
    const [ana, luz] = [new Agent('Ana@x'), new Agent('Luz@x')];
    await ana.callComes('g-1', '091000000');
    const form = await mount<CtiDispositionForm>(
      html`<cti-disposition-form .dispositions=${dispositions}></cti-disposition-form>`,
      { client: ana.client },
    );
    await type(form, '#comment', 'rang twice');
    const refused: string[] = [];
    form.addEventListener('cti-error', ({ error }) => refused.push(error.message));
    form.client = luz.client;
    await form.dispose();
    expect(refused).to.deep.equal([]);
    form.client = ana.client;
    await form.dispose();
    expect(refused).to.have.length(1);
  });
});

describe('the drafts of one agent', () => {
  const drafts = (memory: string) => {
    const storage = new DraftStorage('tag');
    storage.follow(new Agent(memory).client);
    return storage;
  };
  const of = (name: string) => ({ guid: name, customer: name, campaign: '' });

  it('are the last twenty, and a control offers three of them, the latest first', async () => {
    const ana = new Agent('Ana@x');
    const storage = drafts('Ana@x');
    for (let call = 1; call <= 22; call += 1) storage.keep(of(`g-${call}`), 'typed');
    expect(storage.list().map(({ guid }) => guid)).to.deep.equal(
      Array.from({ length: 20 }, (_, index) => `g-${22 - index}`),
    );
    await ana.callComes('g-22');
    const control = await mount(html`<cti-tag-recorder></cti-tag-recorder>`, { client: ana.client });
    const begun = [21, 20, 19].map((call) => `You began a tag for g-${call}.`);
    expect(offers(control)).to.deep.equal(begun);
  });

  it('are not those of another agent or server, and nobody’s before there is a client', () => {
    drafts('Ana@x').keep(of('g-1'), 'typed');
    expect(['Ana@x', 'Ana@y', 'Luz@x', ''].map((memory) => drafts(memory).list().length)).to.deep.equal([1, 0, 0, 0]);
    const nobodys = new DraftStorage('tag');
    nobodys.keep(of('g-1'), 'typed');
    expect(nobodys.list()).to.deep.equal([]);
  });

  it('of a call of which nobody knows become those of its guid', async () => {
    const ana = new Agent('Ana@x');
    await ana.dialInDoubt('091000000');
    const { since } = ana.client.current!;
    const storage = new DraftStorage('tag');
    storage.follow(ana.client);
    storage.keep({ since, customer: '091000000', campaign: '' }, 'typed');
    ana.guidComes('g-1');
    storage.follow(ana.client);
    expect(storage.list()).to.deep.equal([{ guid: 'g-1', since, customer: '091000000', campaign: '', typed: 'typed' }]);
    expect(storage.take({ guid: 'g-1' })?.typed).to.equal('typed');
  });

  it('take nothing from the storage that is no draft', () => {
    for (const odd of ['"text"', '7', 'null', '{}', '[1, null, {"typed":"x"}, {"guid":"g"}]']) {
      sessionStorage.setItem('portside-draft tag Ana@x', odd);
      expect(drafts('Ana@x').list(), odd).to.deep.equal([]);
    }
  });
});

describe('what is typed while nobody knows of a call', () => {
  it('is kept for it, also over a reload, and goes to it once its guid is there: the result and the tag', async () => {
    const ana = new Agent('Ana@x');
    await ana.client.send(dial('090'));
    await ana.dialInDoubt('091000000');
    const open = async () => {
      const form = await mount<CtiDispositionForm>(
        html`<cti-disposition-form .dispositions=${dispositions}></cti-disposition-form>`,
        { client: ana.client },
      );
      const tag = await mount<CtiTagRecorder>(html`<cti-tag-recorder></cti-tag-recorder>`, { client: ana.client });
      await turn();
      return { form, tag };
    };
    const before = await open();
    await type(before.form, '#level1', 'Sale');
    await type(before.tag, '#text', 'complaint');
    expect([await before.form.dispose(), await before.tag.tag()]).to.deep.equal([undefined, undefined]);
    expect([ana.of('dispose'), ana.of('tag')]).to.deep.equal([[], []]);
    before.form.remove();
    before.tag.remove();
    const { form, tag } = await open();
    expect([field(form, '#level1').value, field(tag, '#text').value]).to.deep.equal(['Sale', 'complaint']);
    ana.guidComes('g-1');
    await turn();
    await form.dispose();
    await tag.tag();
    expect(ana.of('dispose')[0]).to.include({ guid: 'g-1', customer: '091000000', level1: 'Sale' });
    expect(ana.of('tag')).to.deep.equal([{ type: 'tag', guid: 'g-1', message: 'complaint', phone: '091000000' }]);
  });
});
