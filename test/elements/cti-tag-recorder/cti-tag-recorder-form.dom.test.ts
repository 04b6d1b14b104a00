import { expect } from 'chai';
import { html } from 'lit';
import { CtiError } from '../../../src/core/errors.js';
import { press, submissions } from '../elements.fixture.js';
import { setup, find, field, submit, recent, type, send } from './cti-tag-recorder.fixture.js';

describe('<cti-tag-recorder>', () => {
  describe('the recent tags', () => {
    it('are the last 8 that were sent, each once, the newest first', async () => {
      const { element } = await setup();
      for (const text of ['1', '2', '3', '4', '5', '6', '7', '8', '9', '3']) await send(element, text);
      expect(recent(element)).to.deep.equal(['3', '9', '8', '7', '6', '5', '4', '2']);
      expect(JSON.parse(sessionStorage.getItem('portside-tags') ?? '')).to.deep.equal(recent(element));
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
        sessionStorage.setItem('portside-tags', stored);
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
