// A page for the tests of the disposition form: a tree, a call that is on, a dialer whose answers the test decides.
import { html, type TemplateResult } from 'lit';
import { CtiClient } from '../../../src/core/client.js';
import type { Command, CommandOf, Reply } from '../../../src/core/commands.js';
import type { Outbox } from '../../../src/outbox/outbox.js';
import { CtiDispositionForm } from '../../../src/elements/cti-disposition-form/cti-disposition-form.js';
import type { Disposition } from '../../../src/elements/cti-disposition-form/disposition-tree.js';
import type { CtiError } from '../../../src/core/errors.js';
import { define, fakeTransport, mount, press, insertText, type Page } from '../elements.fixture.js';

define('cti-disposition-form', CtiDispositionForm);

export const tree: Disposition[] = [
  {
    label: 'Sale',
    value: 'SALE',
    children: [
      { label: 'Card', children: [{ label: 'Visa', value: 'V1' }, { label: 'Crédito' }] },
      { label: 'Cash', requires: ['comment'] },
    ],
  },
  {
    label: 'No sale',
    children: [
      { label: 'Asked not to be called', action: 'blacklist' },
      { label: 'Wrong number', action: 'respool-alternative' },
    ],
  },
  { label: 'Call back', action: 'schedule' },
  { label: 'Thinks it over', requires: ['callback', 'comment'] },
  { label: 'No answer', action: 'respool' },
];

/** The call of a page that was told no other. */
export const call = { campaign: 'Sale->', guid: 'g-091000000', customer: '091000000' };

export interface FormPage {
  form: CtiDispositionForm;
  client: CtiClient;
  /** Every result that reached the dialer. */
  disposed: CommandOf<'dispose'>[];
  /** Makes the page know of a call. */
  learn: (destination: string, campaign?: string) => Promise<void>;
  /** What the dialer answers to a result: a reply, or an error. */
  answer: { with: (command: Command) => Promise<Reply> };
}

const confirmed: Reply = { status: 'confirmed', transport: 'fake' };

/** A form in a session; with a call to 091000000 of campaign `Sale->`, guid `g-091000000`, unless told. */
export async function formPage(
  page: Page & {
    template?: TemplateResult;
    dispositions?: unknown;
    call?: boolean;
    memory?: string;
    outbox?: Outbox;
  } = {},
): Promise<FormPage> {
  const {
    template = html`<cti-disposition-form data-labels='["Order", "Plan"]'></cti-disposition-form>`,
    dispositions = tree,
    call = true,
    memory = '',
    outbox,
    ...rest
  } = page;
  const answer: FormPage['answer'] = { with: async () => confirmed };
  const disposed: CommandOf<'dispose'>[] = [];
  const fake = fakeTransport({
    send: (command) => {
      if (command.type === 'call') return { ...confirmed, guid: `g-${command.destination}` };
      if (command.type === 'dispose') disposed.push(command);
      return answer.with(command);
    },
  });
  const client = new CtiClient({ transports: [fake], memory, ...(outbox && { outbox }) });
  const learn = async (destination: string, campaign = 'Sale->') => {
    await client.send({ type: 'call', destination, campaign });
    await form.updateComplete;
  };
  const mounted = await mount<HTMLElement>(template, { client, ...rest });
  const form = (
    mounted instanceof CtiDispositionForm ? mounted : mounted.querySelector('cti-disposition-form')
  ) as CtiDispositionForm;
  if (dispositions !== undefined) form.dispositions = dispositions as Disposition[];
  await form.updateComplete;
  if (call) await learn('091000000');
  return { form, client, disposed, learn, answer };
}

export function failing(error: CtiError): () => Promise<Reply> {
  return () => Promise.reject(error);
}

/** What the form shows under a selector. */
export function part<T extends Element = HTMLElement>(form: CtiDispositionForm, selector: string): T {
  const found = form.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`The form shows no ${selector}.`);
  return found;
}

export function has(form: CtiDispositionForm, selector: string): boolean {
  return !!form.shadowRoot?.querySelector(selector);
}

/** The text a person sees, with its spaces tidied. */
export function textOf(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Everything the shown fields hold. */
export function typed(form: CtiDispositionForm): Record<string, string> {
  const fields = [
    ...(form.shadowRoot?.querySelectorAll<HTMLInputElement>('input, textarea, cti-schedule-picker') ?? []),
  ];
  return Object.fromEntries(fields.filter((field) => !field.closest('[hidden]')).map(({ id, value }) => [id, value]));
}

/** The names of the lines of text behind the comment, in their order. */
export const furtherFields = (form: CtiDispositionForm): string[] =>
  [...(form.shadowRoot?.querySelectorAll<HTMLInputElement>('.field:has(#comment) ~ * input') ?? [])].map(
    ({ id }) => id,
  );

/** What is folded is seen. */
export const unfold = (form: CtiDispositionForm): boolean =>
  (part<HTMLDetailsElement>(form, '[part=advanced]').open = true);

/** Writes into a field. */
export async function write(form: CtiDispositionForm, id: string, text: string): Promise<void> {
  await form.updateComplete; // a person writes into what is drawn
  if (id === 'callbackCampaign') unfold(form);
  part<HTMLInputElement>(form, `#${id}`).focus();
  await insertText(text);
  await form.updateComplete;
}

/** Finds a result by its words and takes it. */
export async function choose(form: CtiDispositionForm, words: string): Promise<void> {
  part<HTMLInputElement>(form, '#level1').select();
  await write(form, 'level1', words);
  await press('Enter');
  await form.updateComplete;
}
