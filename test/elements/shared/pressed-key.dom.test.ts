import { expect } from 'chai';
import { html, type LitElement, type TemplateResult } from 'lit';
import type { Command, CommandType, Reply } from '../../../src/core/commands.js';
import { supervisorChecks } from '../../../src/core/supervisor-commands.js';
import '../../../src/define.js';
import '../../../src/define-supervisor.js';
import '../../../src/define-crm.js';
import { pressedKey } from '../../../src/elements/shared/pressed-key.js';
import { entry } from '../../samples.js';
import { clientOf, fakeTransport, mount, until } from '../elements.fixture.js';

type Send = (event: Event) => boolean;
const key = (type: string, init: object) => new KeyboardEvent(type, { bubbles: true, composed: true, cancelable: true, ...init }); // prettier-ignore
const conversion = (type: string) => new CompositionEvent(type, { bubbles: true, composed: true, data: '東' });

/** How browsers tell of a key that belongs to a conversion: what comes, in what order. False when something took the key. */
const dialects: Record<string, (send: Send, name: string, more?: object) => boolean> = {
  'Chromium’s': (send, name, more) => {
    send(conversion('compositionstart'));
    const isLeft = send(key('keydown', { key: name, code: name, keyCode: 229, isComposing: true, ...more }));
    send(conversion('compositionend'));
    return isLeft;
  },
  'Chromium’s on Windows, and Firefox’s': (send, name, more) => {
    send(conversion('compositionstart'));
    const isLeft = send(key('keydown', { key: 'Process', code: name, keyCode: 229, isComposing: true, ...more }));
    send(conversion('compositionend'));
    return isLeft;
  },
  'Firefox’s older': (send, name, more) => {
    send(conversion('compositionstart'));
    const isLeft = send(key('keydown', { key: name, code: name, keyCode: 13, isComposing: true, ...more }));
    send(conversion('compositionend'));
    return isLeft;
  },
  'Safari’s': (send, name, more) => {
    send(conversion('compositionstart'));
    send(conversion('compositionend'));
    return send(key('keydown', { key: name, code: name, keyCode: 229, ...more }));
  },
};

interface Case {
  template: TemplateResult;
  can?: CommandType[];
  /** What hears the key, once it is there. */
  field(element: LitElement): HTMLElement | null | undefined;
  prepare?(element: LitElement): unknown;
  key?: string;
  more?: object;
  /** What a plain press does. */
  did(element: LitElement, sent: Command[]): boolean;
}

const inside = (element: LitElement, selector: string) => element.renderRoot.querySelector<HTMLElement>(selector);
const type = (field: HTMLElement | null, value: string) => {
  Object.assign(field ?? {}, { value });
  field?.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
};
const sends = (name: CommandType) => (_: LitElement, sent: Command[]) => sent.some((each) => each.type === name);
const tree = [{ label: 'Sale' }, { label: 'No sale' }];

const cases: Record<string, Case> = {
  'Enter in the panel’s number': {
    template: html`<cti-panel></cti-panel>`,
    field: (element) => inside(element, '#number'),
    prepare: (element) => type(inside(element, '#number'), '091000000'),
    did: sends('call'),
  },
  'Enter in a tag': {
    template: html`<cti-tag-recorder guid="g" phone="091000000"></cti-tag-recorder>`,
    field: (element) => inside(element, '#text'),
    prepare: (element) => type(inside(element, '#text'), '苦情'),
    did: sends('tag'),
  },
  'Enter in another number of a contact': {
    template: html`<cti-respool-editor .entry=${entry}></cti-respool-editor>`,
    field: (element) => inside(element, '#adding'),
    prepare: (element) => type(inside(element, '#adding'), '091000000'),
    did: (element) => element.renderRoot.textContent.includes('091000000'),
  },
  'Alt and an arrow on a number of a contact': {
    template: html`<cti-respool-editor .entry=${entry}></cti-respool-editor>`,
    field: (element) => inside(element, 'ol > li [name=down]'),
    key: 'ArrowDown',
    more: { altKey: true },
    did: (element) => !!element.renderRoot.textContent.match(/is now number/),
  },
  'Ctrl and Enter in a result': {
    template: html`<cti-disposition-form guid="g" customer="1" campaign="c" .dispositions=${tree}></cti-disposition-form>`, // prettier-ignore
    field: (element) => inside(element, 'input'),
    more: { ctrlKey: true },
    did: (element) => !!element.renderRoot.querySelector('[aria-invalid=true]'),
  },
  'an arrow in the list of results': {
    template: html`<cti-disposition-form guid="g" customer="1" campaign="c" .dispositions=${tree}></cti-disposition-form>`, // prettier-ignore
    field: (element) => inside(element, '[role=combobox]'),
    key: 'ArrowDown',
    did: (element) => inside(element, '[role=combobox]')?.getAttribute('aria-expanded') === 'true',
  },
  'Enter in a search for recordings': {
    template: html`<cti-recordings telephony-host="pbx.example"></cti-recordings>`,
    field: (element) => inside(element, 'input'),
    did: sends('recordings'),
  },
  'Enter in a time': {
    template: html`<cti-schedule-picker .entry=${entry}></cti-schedule-picker>`,
    field: (element) => inside(element, '[name=date]'),
    did: (element) => !!element.renderRoot.querySelector('[aria-invalid=true]'),
  },
  'Enter on a number of the page': {
    template: html`<cti-dialable country="UY">+598 98 000 001</cti-dialable>`,
    field: (element) => element.querySelector<HTMLElement>('cti-number'),
    prepare: (element) => until(() => element.querySelector('cti-number')),
    did: sends('call'),
  },
};

const supervisors = (send: () => Reply) => Object.assign(fakeTransport({ send }), { checks: supervisorChecks });

describe('a key of a conversion', () => {
  for (const [dialect, press] of Object.entries(dialects)) {
    for (const [name, { template, field, prepare, key: pressed = 'Enter', more = {}, did }] of Object.entries(cases)) {
      it(`does nothing in ${dialect} words: ${name}`, async () => {
        const answer = { status: 'confirmed', transport: 'fake', guid: 'g', rows: [], isLast: true };
        const transport = supervisors(() => answer as unknown as Reply);
        const element = await mount<LitElement>(template, { client: clientOf(transport), campaign: 'Sale->' });
        await element.updateComplete;
        await prepare?.(element);
        await element.updateComplete;
        const target = field(element);
        expect(target).to.be.instanceOf(HTMLElement);
        const send = (event: Event) => !!target?.dispatchEvent(event);
        expect(press(send, pressed, more)).to.equal(true);
        send(key('keyup', { key: pressed, code: pressed }));
        await element.updateComplete;
        expect(did(element, transport.sent)).to.equal(false);

        send(key('keydown', { key: pressed, code: pressed, ...more }));
        await until(() => did(element, transport.sent));
      });
    }

    it(`submits no contact in ${dialect} words, and does by the next press`, async () => {
      const transport = supervisors(() => ({ status: 'confirmed', transport: 'fake' }) as Reply);
      const element = await mount<LitElement>(html`<cti-contacts></cti-contacts>`, {
        client: clientOf(transport),
        campaign: 'Sale->',
      });
      const form = inside(element, 'form') as HTMLFormElement;
      type(inside(element, '#destination'), '091000000');
      const send = (event: Event) => !!inside(element, '#destination')?.dispatchEvent(event);
      press(send, 'Enter');
      form.requestSubmit();
      send(conversion('compositionstart'));
      form.requestSubmit();
      send(conversion('compositionend'));
      await element.updateComplete;
      expect(sends('addContact')(element, transport.sent)).to.equal(false);
      send(key('keyup', { key: 'Enter' }));
      form.requestSubmit();
      await until(() => sends('addContact')(element, transport.sent));
    });

    it(`leaves a press on Add to the person, where the end of ${dialect} key was not heard`, async () => {
      const transport = supervisors(() => ({ status: 'confirmed', transport: 'fake' }) as Reply);
      const element = await mount<LitElement>(html`<cti-contacts></cti-contacts>`, {
        client: clientOf(transport),
        campaign: 'Sale->',
      });
      type(inside(element, '#destination'), '091000000');
      press((event) => !!inside(element, '#destination')?.dispatchEvent(event), 'Enter');
      const add = inside(element, '[part~=submit]') as HTMLButtonElement;
      add.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
      add.click();
      await until(() => sends('addContact')(element, transport.sent));
    });

    it(`is no shortcut in ${dialect} words`, async () => {
      const client = clientOf(fakeTransport());
      const element = await mount<LitElement>(html`<cti-panel></cti-panel>`, { client, campaign: 'Sale->' });
      const isHere = () => element.shadowRoot?.activeElement?.id === 'number';
      const keys = { altKey: true, shiftKey: true };
      press((event) => document.body.dispatchEvent(event), 'L', keys);
      await element.updateComplete;
      expect(isHere()).to.equal(false);
      document.body.dispatchEvent(key('keydown', { key: 'L', code: 'KeyL', ...keys }));
      await until(isHere);
    });
  }

  it('is told from one that a person pressed, by whatever the browser says', () => {
    expect(pressedKey(key('keydown', { key: 'Process' }) as KeyboardEvent)).to.equal('');
    expect(pressedKey(key('keydown', { key: 'Enter', keyCode: 13 }) as KeyboardEvent)).to.equal('Enter');
    expect(pressedKey(key('keydown', { key: 'Enter' }) as KeyboardEvent)).to.equal('Enter');
  });
});
