import { expect } from 'chai';
import { html, type TemplateResult } from 'lit';
import { CtiDispositionForm } from '../../../src/elements/cti-disposition-form/cti-disposition-form.js';
import { CtiRespoolEditor } from '../../../src/elements/cti-respool-editor/cti-respool-editor.js';
import { CtiTagRecorder } from '../../../src/elements/cti-tag-recorder/cti-tag-recorder.js';
import { CtiError, type CtiClient, type Reply } from '../../../src/index.js';
import { entry } from '../../samples.js';
import { clientOf, define, fakeTransport, mount } from '../elements.fixture.js';
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
  const client = clientOf(
    fakeTransport({
      send: ({ type }) => (type === 'cti' ? Promise.resolve({ status: 'confirmed', transport: 'fake', cti }) : says()),
    }),
  );
  const element = await mount<T>(template, { client });
  await client.send({ type: 'cti' });
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
      () => html`<cti-disposition-form .dispositions=${dispositions}></cti-disposition-form>`,
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
      expect(Object.keys(sessionStorage).filter((name) => name.includes('g-3'))).to.deep.equal([]);
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
