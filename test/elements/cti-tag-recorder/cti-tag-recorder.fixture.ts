// What the tag recorder's tests share: a call on the line, and hands for its field.
import { html, type TemplateResult } from 'lit';
import { CtiClient } from '../../../src/core/client.js';
import type { Command, Reply } from '../../../src/core/commands.js';
import { CtiTagRecorder } from '../../../src/elements/cti-tag-recorder/cti-tag-recorder.js';
import { CtiError } from '../../../src/core/errors.js';
import { define, fakeTransport, mount, next, press, insertText } from '../elements.fixture.js';

define('cti-tag-recorder', CtiTagRecorder);

export interface Setup {
  template?: TemplateResult;
  /** The guid of the call that is on; none when empty. */
  guid?: string;
  dark?: boolean;
  answer?: (command: Command) => Reply | Promise<Reply>;
  can?: Command['type'][];
}

export async function setup({
  template = html`<cti-tag-recorder name="note"></cti-tag-recorder>`,
  guid = 'call-1',
  dark = false,
  answer,
  can,
}: Setup = {}) {
  const portal = { guid, callerId: '099111222' };
  const transport = fakeTransport({
    send: (command) => {
      if (command.type === 'cti')
        return { status: 'confirmed', transport: 'fake', cti: portal.guid ? { ...portal, data: [], raw: {} } : null };
      return answer ? answer(command) : { status: 'sent', transport: 'fake' };
    },
    ...(can && { can }),
  });
  const client = new CtiClient({ transports: [transport], memory: 'Ana@x' });
  if (client.supports('cti').ok) await client.send({ type: 'cti' });
  const form = await mount<HTMLFormElement>(html`<form>${template}</form>`, { client, dark });
  const element = form.querySelector('cti-tag-recorder') as CtiTagRecorder;
  await element.updateComplete;
  const tags = () => transport.sent.filter(({ type }) => type === 'tag');
  const callComes = async (next: string, callerId: string) => {
    Object.assign(portal, { guid: next, callerId });
    await client.send({ type: 'cti' });
    await element.updateComplete;
  };
  return { element, form, client, tags, callComes };
}

export const find = <T extends HTMLElement = HTMLElement>(element: CtiTagRecorder, selector: string) =>
  element.shadowRoot?.querySelector(selector) as T;
export const words = (element: CtiTagRecorder, selector: string) =>
  (find(element, selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
export const field = (element: CtiTagRecorder) => find<HTMLInputElement>(element, '#text');
export const submit = (element: CtiTagRecorder) => find<HTMLButtonElement>(element, '[part=submit]');
export const recent = (element: CtiTagRecorder) =>
  [...(element.shadowRoot?.querySelectorAll('[part=recent] button') ?? [])].map((each) => each.textContent.trim());

export async function type(element: CtiTagRecorder, text: string) {
  field(element).focus();
  await insertText(text);
  await element.updateComplete;
}

export async function send(element: CtiTagRecorder, text: string): Promise<Reply | undefined> {
  element.value = text;
  const reply = await element.tag();
  await element.updateComplete;
  return reply;
}
