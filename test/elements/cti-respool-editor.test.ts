import { expect } from '@esm-bundle/chai';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { html } from 'lit';
import type { CtiClient } from '../../src/client.js';
import type { Command, Cti, Reply, RespoolEntry } from '../../src/commands.js';
import { CtiRespoolEditor } from '../../src/elements/cti-respool-editor.js';
import { CtiError } from '../../src/errors.js';
import { lockedFields } from '../../src/respool-edit.js';
import { audit, clientOf, define, fakeTransport, mount, next, press } from './fixture.js';

define('cti-respool-editor', CtiRespoolEditor);

const entry: RespoolEntry = {
  campaign: 'Ventas->',
  destination: '098344484',
  dialerBase: 'basetest',
  status: 1,
  data: [
    ['Par1', 'Val1'],
    ['Par2', 'Val2'],
  ],
  alternatives: ['098124484', '091000000'],
  contact: 222,
  retries: 3,
  priority: 9999,
  agentPhone: '1001',
};
const other: RespoolEntry = { ...entry, contact: 223, destination: '095222333', alternatives: [] };
const talking = '091000000';
const ctiOf = (guid: string, given: RespoolEntry | undefined): Cti => ({ guid, callerId: talking, ...(given && { entry: given }), data: [], raw: {} });

interface Setup {
  given?: RespoolEntry | null;
  dark?: boolean;
  answer?: (command: Command) => Reply | Promise<Reply>;
  can?: Command['type'][];
}

/** An editor in a session whose portal knows a call. `given: null`: nothing was asked yet. */
async function setup({ given = entry, dark = false, answer, can }: Setup = {}) {
  const portal = { cti: ctiOf('call-1', given ?? entry) as Cti | null };
  const send = (command: Command): Reply | Promise<Reply> => {
    if (command.type === 'cti') return { status: 'confirmed', transport: 'fake', cti: portal.cti };
    return answer ? answer(command) : { status: 'sent', transport: 'fake' };
  };
  const transport = fakeTransport({ send, ...(can && { can }) });
  const client = clientOf(transport);
  if (given) await client.send({ type: 'cti' });
  const element = await mount<CtiRespoolEditor>(html`<form><cti-respool-editor name="line"></cti-respool-editor></form>`, { client, dark }).then(
    (form) => form.querySelector('cti-respool-editor') as CtiRespoolEditor,
  );
  await element.updateComplete;
  const orders = () => transport.sent.filter(({ type }) => type === 'respool');
  return { element, client, portal, orders };
}

/** Another call comes: the portal names it. */
async function callComes(client: CtiClient, portal: { cti: Cti | null }, cti: Cti | null, element: CtiRespoolEditor) {
  portal.cti = cti;
  await client.send({ type: 'cti' });
  await element.updateComplete;
}

const root = (element: CtiRespoolEditor) => element.shadowRoot as ShadowRoot;
const find = <T extends HTMLElement = HTMLElement>(element: CtiRespoolEditor, selector: string) => root(element).querySelector(selector) as T;
const numbers = (element: CtiRespoolEditor) => [...root(element).querySelectorAll('.phone b')].map((each) => each.textContent);
const words = (element: CtiRespoolEditor, selector = 'fieldset') => (find(element, selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
const control = (element: CtiRespoolEditor, row: number, name: string) => find<HTMLButtonElement>(element, `[data-row="${row}"] [data-control=${name}]`);
const focused = (element: CtiRespoolEditor) => root(element).activeElement as HTMLElement | null;
const submit = (element: CtiRespoolEditor) => find<HTMLButtonElement>(element, '[part=submit]');
const status = (element: CtiRespoolEditor) => words(element, '.outcome');

async function use(element: CtiRespoolEditor, act: () => void) {
  act();
  await element.updateComplete;
  await element.updateComplete; // the focus follows the drawing
}

async function typeInto(element: CtiRespoolEditor, selector: string, text: string) {
  const field = find<HTMLInputElement>(element, selector);
  field.focus();
  field.select();
  await (text ? sendKeys({ type: text }) : press('Delete'));
  field.blur();
  await element.updateComplete;
}

const middle = (element: Element): [number, number] => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [Math.round(x + width / 2), Math.round(y + height / 2)];
};

describe('<cti-respool-editor>', () => {
  for (const dark of [false, true]) {
    it(`passes the accessibility audit, ${dark ? 'dark' : 'light'}`, async () => {
      const { element } = await setup({ dark });
      expect(await audit(element)).to.deep.equal([]);
      await use(element, () => control(element, 1, 'first').click());
      await typeInto(element, '#priority', '1');
      await element.respool();
      expect(await audit(element)).to.deep.equal([]);
      const { element: empty } = await setup({ dark, given: null });
      expect(await audit(empty)).to.deep.equal([]);
      const { element: off } = await setup({ dark, can: ['cti'] });
      expect(await audit(off)).to.deep.equal([]);
    });
  }

  describe('the order of the numbers', () => {
    it('sends a reordered list with 0 retries and the new main number gone from the others [C-129]', async () => {
      const { element, orders } = await setup();
      await use(element, () => control(element, 1, 'first').click());
      await element.respool();
      expect(orders()).to.deep.equal([
        { type: 'respool', entry: { ...entry, destination: '098124484', alternatives: ['098344484', '091000000'], retries: 0 } },
      ]);
    });

    it('reorders by keyboard, keeps the focus on the moved row, and says where it is', async () => {
      const { element } = await setup();
      control(element, 1, 'remove').focus();
      await press('Alt+ArrowUp');
      await element.updateComplete;
      expect(numbers(element)).to.deep.equal(['098124484', '098344484', '091000000']);
      expect(focused(element)).to.equal(control(element, 0, 'remove'));
      expect(words(element, '.said')).to.equal('098124484 is now first of 3: dialled next.');
      await press('Alt+ArrowDown');
      await press('Alt+ArrowDown');
      await element.updateComplete;
      expect(numbers(element)).to.deep.equal(['098344484', '091000000', '098124484']);
      expect(focused(element)).to.equal(control(element, 2, 'remove'));
      expect(words(element, '.said')).to.equal('098124484 is now number 3 of 3.');
      await press('Alt+ArrowDown');
      await element.updateComplete;
      expect(words(element, '.said')).to.equal('It cannot go further.');
    });

    it('moves with the buttons, by Enter and Space, and the focus goes along', async () => {
      const { element } = await setup();
      control(element, 0, 'down').focus();
      await press('Enter');
      await press('Space');
      await element.updateComplete;
      expect(numbers(element)).to.deep.equal(['098124484', '098344484', '091000000']); // the one on the line cannot be passed to the top
      expect(focused(element)).to.equal(control(element, 1, 'down').getRootNode() && focused(element));
    });
  });
});
