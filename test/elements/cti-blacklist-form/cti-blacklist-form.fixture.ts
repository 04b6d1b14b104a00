// What the tests of the do-not-call form share: a played uContact server, and eyes and hands for the element.
import { html } from 'lit';
import { CtiBlacklistForm } from '../../../src/elements/cti-blacklist-form/cti-blacklist-form.js';
import { CtiClient, Outbox, type Transport } from '../../../src/index.js';
import { IntegraSimulator, type IntegraOptions } from '../../../src/simulator/index.js';
import { IntegraTransport } from '../../../src/transports/integra/index.js';
import { clientOf, define, mount, until } from '../elements.fixture.js';

export { until } from '../elements.fixture.js';

define('cti-blacklist-form', CtiBlacklistForm);

export interface Setup {
  options?: IntegraOptions;
  transport?: Transport;
  outbox?: Outbox;
  campaign?: string;
  dark?: boolean;
}

export async function setup({ options, transport, outbox, campaign = 'Sale->', dark = false }: Setup = {}) {
  const server = new IntegraSimulator(options);
  const header = server.signIn();
  const fetch = (url: string, init: RequestInit) => server.handle(new Request(url, init));
  const { dialect = 'new' } = options ?? {};
  const integra = new IntegraTransport({
    baseUrl: 'https://ucontact.example',
    authorization: () => header,
    fetch,
    dialect,
  });
  const client = outbox
    ? new CtiClient({ transports: [transport ?? integra], outbox })
    : clientOf(transport ?? integra);
  const element = await mount<CtiBlacklistForm>(html`<cti-blacklist-form></cti-blacklist-form>`, {
    client,
    campaign,
    dark,
  });
  return { element, server, client };
}

const oneLine = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
export const find = <T extends HTMLElement = HTMLInputElement>(element: Element, selector: string) =>
  element.shadowRoot?.querySelector(selector) as T;
export const words = (element: Element, selector: string) => oneLine(find(element, selector)?.textContent);
export const lines = (element: Element, selector: string) =>
  [...(element.shadowRoot?.querySelectorAll(selector) ?? [])].map((each) => oneLine(each.textContent));
export const status = (element: Element) => words(element, '[part~=status]');
/** What has the focus: its name or id. */
export const focused = (element: Element) => {
  const active = element.shadowRoot?.activeElement;
  return active?.getAttribute('name') ?? active?.id ?? 'nothing';
};

/** Fills a field as a person does. */
export async function fill(element: CtiBlacklistForm, name: string, value: string): Promise<void> {
  const field = find(element, `[name=${name}]`);
  field.value = value;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await element.updateComplete;
}

export async function choose(element: CtiBlacklistForm, scope: 'one' | 'all'): Promise<void> {
  find(element, `[value=${scope}]`).click();
  await element.updateComplete;
}

/** Presses a button, and waits until the played server has answered and that is drawn. */
export async function press(element: CtiBlacklistForm, name: string): Promise<void> {
  find<HTMLButtonElement>(element, `button[name=${name}]`).click();
  let turn = 0;
  await until(() => turn++ > 3 && find(element, '[part~=status]').dataset['state'] !== 'pending');
  await element.updateComplete;
}

/** What the dialer was asked to do; that it was asked for its campaigns is no matter here. */
export const logOf = (server: IntegraSimulator) => server.log.filter(({ path }) => path.includes('/admin/'));
