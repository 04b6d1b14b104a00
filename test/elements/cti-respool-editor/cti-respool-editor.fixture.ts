// What the tests of the respool editor share: a contact, a portal that names calls, and an editor in its session.
import { html } from 'lit';
import type { CtiClient } from '../../../src/core/client.js';
import type { Command, CommandOf, Cti, Reply, RespoolEntry } from '../../../src/core/commands.js';
import { CtiRespoolEditor } from '../../../src/elements/cti-respool-editor/cti-respool-editor.js';
import { clearTabItems } from '../../../src/core/tab-storage.js';
import { triedEntry as entry } from '../../samples.js';
import { clientOf, define, fakeTransport, mount, press, insertText } from '../elements.fixture.js';

define('cti-respool-editor', CtiRespoolEditor);

export { entry };
export const other: RespoolEntry = { ...entry, contact: 223, destination: '095222333', alternatives: [] };
export const talking = '091000000';
export const ctiOf = (guid: string, given: RespoolEntry | undefined): Cti => ({
  guid,
  callerId: talking,
  ...(given && { entry: given }),
  data: [],
  raw: {},
});

interface Setup {
  given?: RespoolEntry | null;
  dark?: boolean;
  answer?: (command: Command) => Reply | Promise<Reply>;
  can?: Command['type'][];
  /** The engineer's fields are unfolded, as they are not at first; not where absent cards are the matter. */
  isFolded?: boolean;
}

/** An editor in a session whose portal knows a call. `given: null`: nothing was asked yet. */
export async function setup({ given = entry, dark = false, answer, can, isFolded = false }: Setup = {}) {
  clearTabItems(); // what a test before has typed is not for this one
  const portal = { cti: ctiOf('call-1', given ?? entry) as Cti | null };
  const send = (command: Command): Reply | Promise<Reply> => {
    if (command.type === 'cti') return { status: 'confirmed', transport: 'fake', cti: portal.cti };
    return answer ? answer(command) : { status: 'sent', transport: 'fake' };
  };
  const transport = fakeTransport({ send, ...(can && { can }) });
  const client = clientOf(transport);
  if (given) await client.send({ type: 'cti' });
  const form = await mount(html`<form><cti-respool-editor name="line"></cti-respool-editor></form>`, { client, dark });
  const element = form.querySelector('cti-respool-editor') as CtiRespoolEditor;
  await element.updateComplete;
  if (!isFolded) unfold(element);
  const orders = () =>
    transport.sent
      .filter((command): command is CommandOf<'respool'> => command.type === 'respool')
      .map((command) => command.entry);
  return { element, client, portal, orders };
}

/** Another call comes: the portal names it. */
export async function callComes(
  client: CtiClient,
  portal: { cti: Cti | null },
  cti: Cti | null,
  element: CtiRespoolEditor,
) {
  portal.cti = cti;
  await client.send({ type: 'cti' });
  await element.updateComplete;
}

const root = (element: CtiRespoolEditor) => element.shadowRoot as ShadowRoot;
export const find = <T extends HTMLElement = HTMLElement>(element: CtiRespoolEditor, selector: string) =>
  root(element).querySelector(selector) as T;
export const findAll = (element: CtiRespoolEditor, selector: string) => [
  ...root(element).querySelectorAll<HTMLElement>(selector),
];
const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
export const words = (element: CtiRespoolEditor, selector = 'fieldset') => plain(find(element, selector)?.textContent);
export const allWords = (element: CtiRespoolEditor, selector: string) =>
  findAll(element, selector).map((each) => plain(each.textContent));
export const input = (element: CtiRespoolEditor, id: string) => root(element).getElementById(id) as HTMLInputElement;
export const problem = (element: CtiRespoolEditor, id: string) => words(element, `[id="${id}-problem"]`);

export function unfold(element: CtiRespoolEditor) {
  const folded = find<HTMLDetailsElement>(element, 'details[part=advanced]') as HTMLDetailsElement | null;
  if (folded) folded.open = true;
}

export const numbers = (element: CtiRespoolEditor) => allWords(element, 'ol > li > span > bdi');
/** Each card in a line: its number, what is known of it, and its button. */
export const cards = (element: CtiRespoolEditor) => allWords(element, '[part=card]');
/** The button of a card. */
export const tryNext = (element: CtiRespoolEditor, phone: string) =>
  find<HTMLButtonElement>(element, `[name=next][value="${phone}"]`);
export const primary = (element: CtiRespoolEditor) => allWords(element, '.primary');
/** A button of a row of numbers. */
export const control = (element: CtiRespoolEditor, row: number, name: string) =>
  find<HTMLButtonElement>(element, `ol > li:nth-child(${row + 1}) [name=${name}]`);
export const changes = (element: CtiRespoolEditor) => allWords(element, '#changes li');
export const said = (element: CtiRespoolEditor) => words(element, '#said');
export const status = (element: CtiRespoolEditor) => words(element, '[part~=status]');
export const submit = (element: CtiRespoolEditor) => find<HTMLButtonElement>(element, '[part=submit]');

/** What has the focus: `up 0981` is a button, else the id of a field. */
export function focused(element: CtiRespoolEditor): string | undefined {
  const active = root(element).activeElement as HTMLButtonElement | null;
  return active?.id || (active && `${active.name} ${active.value}`.trim()) || undefined;
}

export async function use(element: CtiRespoolEditor, act: () => unknown) {
  act();
  await element.updateComplete;
  await element.updateComplete; // the focus follows the drawing
}

export async function typeInto(element: CtiRespoolEditor, id: string, text: string) {
  const field = input(element, id);
  field.focus();
  field.select();
  await (text ? insertText(text) : press('Delete'));
  field.blur();
  await element.updateComplete;
}
