import { expect } from 'chai';
import { html } from 'lit';
import type { Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import type { CtiTagRecorder } from '../../../src/elements/cti-tag-recorder/cti-tag-recorder.js';
import { Agent, call } from '../agents.fixture.js';
import { audit, mount, next, press, submissions, until } from '../elements.fixture.js';
import { setup, words, field, submit, recent, type, send, find } from './cti-tag-recorder.fixture.js';

describe('<cti-tag-recorder>', () => {
  beforeEach(() => sessionStorage.removeItem('portside-tags Ana@x'));
  afterEach(() => sessionStorage.removeItem('portside-tags Ana@x'));

  for (const dark of [false, true]) {
    it(`passes the accessibility audit, ${dark ? 'dark' : 'light'}`, async () => {
      const { element } = await setup({ dark });
      expect(await audit(element)).to.deep.equal([]);
      await send(element, 'a complaint');
      expect(await audit(element)).to.deep.equal([]);
      await send(element, '');
      expect(await audit(element)).to.deep.equal([]);
      const { element: empty } = await setup({ dark, guid: '' });
      expect(await audit(empty)).to.deep.equal([]);
    });
  }

  it('tags the current call by Enter, with its number', async () => {
    const { element, tags } = await setup();
    expect(words(element, '#which')).to.contain('Tags the call with 099111222.');
    const asked = next(element, 'cti-request');
    await type(element, 'ok');
    const result = next(element, 'cti-result');
    await press('Enter');
    expect((await asked).command).to.deep.equal({ type: 'tag', guid: 'call-1', message: 'ok', phone: '099111222' });
    await result;
    expect(tags()).to.deep.equal([{ type: 'tag', guid: 'call-1', message: 'ok', phone: '099111222' }]);
  });

  it('tags the call of its attributes', async () => {
    const { element, tags } = await setup({
      template: html`<cti-tag-recorder guid="given" phone="0955" value="hello"></cti-tag-recorder>`,
    });
    expect(words(element, '#which')).to.contain('Tags the call with 0955.');
    await element.tag();
    expect(tags()).to.deep.equal([{ type: 'tag', guid: 'given', message: 'hello', phone: '0955' }]);
  });

  it('uses the call that the page set a moment ago', async () => {
    const { element, tags } = await setup({ guid: '' });
    element.guid = 'given';
    element.value = 'hello';
    await element.tag();
    expect(tags()).to.deep.equal([{ type: 'tag', guid: 'given', message: 'hello' }]);
  });

  it('says whose call is tagged, and that the tag was sent, without an alarm', async () => {
    const { element } = await setup();
    expect(field(element).getAttribute('aria-describedby')).to.contain('which');
    await send(element, 'hello');
    expect(words(element, '.outcome')).to.equal('Tag sent.');
  });

  it('says only why, where no dialer takes a tag', async () => {
    const { element } = await setup({ can: ['cti'] });
    expect(element.renderRoot.textContent?.trim()).to.equal('The fake cannot tag.');
    expect([field(element), submit(element)]).to.deep.equal([null, null]);
  });

  it('clears the text after it was sent, also while it waits for the connection', async () => {
    for (const status of ['sent', 'confirmed', 'queued'] as const) {
      const { element } = await setup({ answer: () => ({ status, transport: 'fake' }) });
      await send(element, 'hello');
      expect([element.value, field(element).value], status).to.deep.equal(['', '']);
    }
  });

  it('keeps the text when the tag is refused, by the dialer or before any byte', async () => {
    const { element, tags } = await setup({
      answer: () => Promise.reject(new CtiError('REJECTED', 'No such recording.')),
    });
    expect(await send(element, 'hello')).to.equal(undefined);
    expect([field(element).value, words(element, '.outcome')]).to.deep.equal(['hello', 'No such recording.']);
    await send(element, '  ');
    expect(tags()).to.have.length(1);
    expect(words(element, '#problem')).to.equal('The text of the tag is missing.');
    expect([field(element).value, field(element).getAttribute('aria-invalid')]).to.deep.equal(['  ', 'true']);
    expect(element.shadowRoot?.activeElement?.id).to.equal('text');
    await type(element, 'x');
    expect(words(element, '#problem')).to.equal('');
  });

  it('keeps what was typed while the tag was on its way', async () => {
    let arrive = (_: Reply) => {};
    const { element } = await setup({ answer: () => new Promise((resolve) => (arrive = resolve)) });
    const done = send(element, 'first');
    await element.updateComplete;
    element.value = 'second';
    arrive({ status: 'sent', transport: 'fake' });
    await done;
    expect([element.value, recent(element)]).to.deep.equal(['second', ['first']]);
  });

  it('sends nothing when the page says no, and keeps the text', async () => {
    const { element, tags } = await setup();
    element.addEventListener('cti-request', (event) => event.preventDefault(), { once: true });
    await send(element, 'hello');
    expect([tags(), element.value, recent(element)]).to.deep.equal([[], 'hello', []]);
    await send(element, 'hello');
    expect([tags().length, element.value, recent(element)], 'when it says yes').to.deep.equal([1, '', ['hello']]);
  });

  it('sends one tag for two clicks', async () => {
    const { element, tags } = await setup({ answer: () => new Promise(() => {}) });
    element.value = 'hello';
    submit(element).click();
    submit(element).click();
    await element.updateComplete;
    expect(tags()).to.have.length(1);
    expect(submit(element).getAttribute('aria-busy')).to.equal('true');
  });

  it('does nothing but say so when no call is known', async () => {
    const { element, tags } = await setup({ guid: '' });
    expect(words(element, '#which')).to.contain('No call is known here yet');
    expect(submit(element).disabled).to.equal(true);
    element.value = 'hello';
    const failed = next(element, 'cti-error');
    await element.tag();
    expect((await failed).error).to.include({ code: 'INVALID', field: 'guid' });
    expect([tags(), element.value]).to.deep.equal([[], 'hello']);
  });

  describe('when another call comes', () => {
    it('tags the call in which the text was begun, with its number, and says so', async () => {
      const { element, tags, callComes } = await setup();
      await type(element, 'com');
      await callComes('call-2', '095333444');
      expect(words(element, '#which')).to.contain('Tags the call with 099111222.');
      expect(await audit(element)).to.deep.equal([]);
      await element.tag();
      expect(tags()).to.deep.equal([{ type: 'tag', guid: 'call-1', message: 'com', phone: '099111222' }]);
      await element.updateComplete;
      expect(words(element, '#which')).to.contain('Tags the call with 095333444.');
    });

    it('tags the new call once the text was begun anew', async () => {
      const { element, tags, callComes } = await setup();
      await type(element, 'x');
      await press('Backspace');
      await callComes('call-2', '096');
      await type(element, 'y');
      await element.tag();
      expect(tags()).to.deep.equal([{ type: 'tag', guid: 'call-2', message: 'y', phone: '096' }]);
    });
  });
});

describe('<cti-tag-recorder>', () => {
  describe('the recent tags', () => {
    it('are the last 8 that were sent, each once, the newest first', async () => {
      const { element } = await setup();
      for (const text of ['1', '2', '3', '4', '5', '6', '7', '8', '9', '3']) await send(element, text);
      expect(recent(element)).to.deep.equal(['3', '9', '8', '7', '6', '5', '4', '2']);
      expect(JSON.parse(sessionStorage.getItem('portside-tags Ana@x') ?? '')).to.deep.equal(recent(element));
    });

    it('are those of the agent who sent them, also where that one has left before the answer', async () => {
      const [ana, luz] = [new Agent('Ana@x'), new Agent('Luz@x')];
      await ana.callComes('g-1');
      await luz.callComes('g-2');
      const element = await mount<CtiTagRecorder>(html`<cti-tag-recorder .client=${ana.client}></cti-tag-recorder>`);
      let answer = (_: Reply) => {};
      ana.answer = ({ type: of }) => (of === 'tag' ? new Promise((resolve) => (answer = resolve)) : undefined);
      await type(element, 'Ana’s');
      const sending = element.tag();
      await until(() => ana.of('tag').length);
      element.client = luz.client;
      answer({ status: 'sent', transport: 'fake' });
      await sending;
      await element.updateComplete;
      expect(recent(element)).to.deep.equal([]);
      element.client = ana.client;
      await element.updateComplete;
      expect(recent(element)).to.deep.equal(['Ana’s']);
    });

    it('fill the field and do not send', async () => {
      const { element, tags } = await setup();
      await send(element, 'a complaint');
      find(element, '[part=recent] button').click();
      await element.updateComplete;
      expect([field(element).value, element.shadowRoot?.activeElement?.id, tags().length]).to.deep.equal([
        'a complaint',
        'text',
        1,
      ]);
    });

    it('are not kept when the tag was refused or waits for the connection', async () => {
      for (const answer of [
        () => Promise.reject(new CtiError('REJECTED', 'no')),
        () => ({ status: 'queued', transport: 'outbox' }) as const,
      ]) {
        const { element } = await setup({ answer });
        await send(element, 'hello');
        expect(recent(element)).to.deep.equal([]);
      }
    });

    it('take nothing but texts from the storage', async () => {
      for (const [stored, shown] of [
        ['no json', []],
        ['{"a":1}', []],
        ['["x",1,null,"y"]', ['x', 'y']],
      ] as const) {
        sessionStorage.setItem('portside-tags Ana@x', stored);
        const { element } = await setup();
        expect(recent(element), stored).to.deep.equal(shown);
      }
    });

    for (const refused of ['all of it', 'only writing'] as const) {
      it(`are kept in the page where the browser refuses ${refused} of the storage`, async () => {
        const own = Object.getOwnPropertyDescriptor(window, 'sessionStorage') as PropertyDescriptor;
        const { setItem } = Storage.prototype;
        const refuse = () => {
          throw new DOMException('refused', 'SecurityError');
        };
        if (refused === 'all of it')
          Object.defineProperty(window, 'sessionStorage', { configurable: true, get: refuse });
        else Storage.prototype.setItem = refuse;
        try {
          const { element } = await setup();
          await send(element, 'one');
          expect((await send(element, 'two'))?.status).to.equal('sent');
          expect(recent(element)).to.deep.equal(['two', 'one']);
        } finally {
          Object.defineProperty(window, 'sessionStorage', own);
          Storage.prototype.setItem = setItem;
        }
      });
    }
  });

  describe('in a form @engines', () => {
    it('gives its text, and goes back to its attribute when the form is reset', async () => {
      const { element, form } = await setup({
        template: html`<cti-tag-recorder name="note" value="first"></cti-tag-recorder>`,
      });
      expect(new FormData(form).get('note')).to.equal('first');
      await type(element, ' x');
      expect(new FormData(form).get('note')).to.contain('x');
      form.reset();
      await element.updateComplete;
      expect([element.value, new FormData(form).get('note')]).to.deep.equal(['first', 'first']);
    });

    it('does not submit the form by Enter', async () => {
      const { element, tags } = await setup();
      const submitted = await submissions(element, async () => {
        await type(element, 'x');
        await press('Enter');
      });
      expect(submitted).to.deep.equal({ byAct: 0, byOwnField: 1 });
      expect(tags().length, 'it sends the tag').to.equal(1);
    });

    it('is disabled by its attribute and by a fieldset, and comes back', async () => {
      const { element } = await setup();
      const fieldset = document.createElement('fieldset');
      element.replaceWith(fieldset);
      fieldset.append(element);
      for (const [switched, on] of [
        [fieldset, true],
        [fieldset, false],
        [element, true],
        [element, false],
      ] as const) {
        switched.disabled = on;
        await new Promise((resolve) => setTimeout(resolve)); // its own attribute goes in the middle of an update
        expect([field(element).disabled, submit(element).disabled], `${switched.localName} ${on}`).to.deep.equal([
          on,
          on,
        ]);
      }
    });

    it('says when the agent changed the text, and not when a script did', async () => {
      const { element } = await setup();
      let changes = 0;
      element.addEventListener('change', () => changes++);
      element.value = 'by script';
      await element.updateComplete;
      expect(changes).to.equal(0);
      await type(element, 'x');
      field(element).blur();
      expect(changes).to.equal(1);
    });
  });
});

describe('<cti-tag-recorder> and its call', () => {
  const text = 'The call to 092 may be on. The dialer has not named it yet.';
  const recorder = (agent: Agent) =>
    mount<CtiTagRecorder>(html`<cti-tag-recorder></cti-tag-recorder>`, { client: agent.client });

  it('tags no call of which nobody knows, nor the one before it, and says why', async () => {
    const agent = new Agent('Ana@x');
    await agent.client.send(call('091'));
    await agent.dialInDoubt('092');
    const element = await recorder(agent);
    expect([words(element, '#which'), submit(element).disabled, await audit(element)]).to.deep.equal([text, true, []]);
    await type(element, 'complaint');
    const failed = next(element, 'cti-error');
    await press('Enter');
    expect((await failed).error).to.include({ code: 'INVALID', field: 'guid', message: text });
    expect(agent.of('tag')).to.deep.equal([]);
    agent.cti = { guid: 'g-2', callerId: '092', data: [], raw: {} };
    find(element, '[name=look]').click();
    await until(() => !submit(element).disabled);
    await element.tag();
    expect(agent.of('tag')).to.deep.equal([{ type: 'tag', guid: 'g-2', message: 'complaint', phone: '092' }]);
  });

  it('leaves a text for later by keyboard, and tags the call that is here', async () => {
    const agent = new Agent('Ana@x');
    await agent.callComes('g-1', '091');
    const element = await recorder(agent);
    await type(element, 'first');
    await agent.callComes('g-2', '092');
    await element.updateComplete;
    expect(words(element, '#which')).to.contain('Tags the call with 091.');
    find(element, '[name=leave]').focus();
    await press('Enter');
    await element.updateComplete;
    expect([words(element, '#which'), element.shadowRoot?.activeElement?.id]).to.deep.equal([
      'Tags the call with 092.',
      'text',
    ]);
    await type(element, 'second');
    await element.tag();
    expect(agent.of('tag')[0]).to.include({ guid: 'g-2', message: 'second' });
    find(element, '[name=open-draft]').click();
    await element.tag();
    expect(agent.of('tag')[1]).to.include({ guid: 'g-1', message: 'first', phone: '091' });
  });

  it('says nothing of a tag once another call is here', async () => {
    const agent = new Agent('Ana@x');
    await agent.callComes('g-1', '091');
    const element = await recorder(agent);
    await send(element, 'first');
    expect(words(element, '.outcome')).to.contain('The tag is saved.');
    await agent.callComes('g-2', '092');
    await element.updateComplete;
    expect(words(element, '.outcome')).to.equal('');
  });

  it('does not give one agent’s text to another, also where no call was known', async () => {
    const element = await recorder(new Agent('Ana@x'));
    await type(element, 'of Ana');
    const luz = new Agent('Luz@x');
    element.client = luz.client;
    await luz.callComes('g-1');
    await element.updateComplete;
    expect(element.value).to.equal('');
  });
});
