// What the element tests share: a page with a session, a dialer whose answers the test decides, and the audit.
import 'axe-core/axe.min.js';
import { ContextProvider } from '@lit/context';
import { sendKeys } from '@web/test-runner-commands';
import type axeCore from 'axe-core';
import { render, type LitElement, type TemplateResult } from 'lit';
import { sessionContext, type SessionContext } from '../../src/core/session-context.js';
import { clearTabItems } from '../../src/core/tab-storage.js';

export { clientOf, fakeTransport, type FakeTransport } from '../fake-transport.js';
export { until } from '../until.js';

const mounted: HTMLElement[] = [];

afterEach(() => {
  for (const page of mounted.splice(0)) page.remove();
  clearTabItems();
  localStorage.clear(); // the dials of which nobody knows
  Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
});

/** The files that the page gives the browser to save, from now to the end of the test. */
export function savedFiles(): { name: string; text: Promise<string> }[] {
  const files: { name: string; text: Promise<string> }[] = [];
  HTMLAnchorElement.prototype.click = function () {
    files.push({ name: this.download, text: fetch(this.href).then((response) => response.text()) });
  };
  return files;
}

/** Registers an element unless it is. */
export function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

export interface Page extends Partial<SessionContext> {
  dark?: boolean;
}

/** Renders into the page, inside a session, and gives the first element once it is drawn. */
export async function mount<T extends HTMLElement>(
  template: TemplateResult,
  { dark = false, ...session }: Page = {},
): Promise<T> {
  const page = document.createElement('main');
  page.style.colorScheme = dark ? 'dark' : 'light';
  page.style.background = dark ? '#1c1f24' : '#ffffff';
  document.body.append(page);
  mounted.push(page);
  const none = { campaign: '', callerId: '', customerTimeZone: '', dialerTimeZone: '' };
  new ContextProvider(page, { context: sessionContext, initialValue: { client: undefined, ...none, ...session } });
  render(template, page);
  const element = page.firstElementChild as T;
  await (element as Partial<LitElement>).updateComplete;
  return element;
}

/** What another colour scheme can change. */
const colours = ['color-contrast', 'link-in-text-block'];

let audits: Promise<unknown> = Promise.resolve();

/**
 * What axe finds wrong with an element, a sentence each; none is right. A dark page is looked at for its colours only: the
 * light one in the same state is looked at in full. One runs at a time, since axe refuses a second one.
 */
export async function audit(element: Element): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: typeof axeCore };
  const isDark = element.closest('main')?.style.colorScheme === 'dark';
  const run = audits.then(() =>
    axe.run(element, { resultTypes: ['violations'], ...(isDark && { runOnly: { type: 'rule', values: colours } }) }),
  );
  audits = run.catch(() => undefined);
  const { violations } = await run;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/**
 * How often the form around an element is submitted: by an act, and then by Enter in a field of the form's own, which shows
 * that a submission would have been heard.
 */
export async function submissions(
  element: Element,
  act: () => unknown,
): Promise<{ byAct: number; byOwnField: number }> {
  const form = element.closest('form');
  if (!form) throw new Error('There is no form around it.');
  let count = 0;
  const hear = (event: Event) => (event.preventDefault(), count++);
  form.addEventListener('submit', hear);
  await act();
  const byAct = count;
  const own = document.createElement('p');
  own.append(document.createElement('input'), document.createElement('button'));
  form.append(own);
  own.querySelector('input')?.focus();
  await press('Enter');
  own.remove();
  form.removeEventListener('submit', hear);
  return { byAct, byOwnField: count - byAct };
}

/** A text without the marks that keep what is in it apart, which nobody sees. */
export const unmarked = (text: string): string => text.replace(/[\u2066-\u2069]/g, '');

/** The next event of that name, with its own type. */
export function next<K extends keyof HTMLElementEventMap>(
  element: EventTarget,
  name: K,
): Promise<HTMLElementEventMap[K]> {
  return new Promise((resolve) =>
    element.addEventListener(name, (event) => resolve(event as HTMLElementEventMap[K]), { once: true }),
  );
}

// WebKit's driver knows one key at a time by name, and takes several by their code as pressed together.
export const isWebKit = !/Chrome|Firefox/.test(navigator.userAgent);
const codes: Record<string, string> = {
  Alt: '\uE00A',
  Shift: '\uE008',
  Control: '\uE009',
  ArrowUp: '\uE013',
  ArrowDown: '\uE015',
  Tab: '\uE004',
  Enter: '\uE007',
  Meta: '\uE03D',
};

/** Presses a key, for example `Enter` or `Alt+ArrowUp`, on what has the focus. */
export function press(key: string): Promise<void> {
  if (!isWebKit || !key.includes('+')) return sendKeys({ press: key });
  return sendKeys({
    type: key
      .split('+')
      .map((each) => codes[each] ?? each)
      .join(''),
  });
}

/** Puts a text into the field that has the focus at once, where the keys are not what the test is about. */
export async function insertText(text: string): Promise<void> {
  if (!document.execCommand('insertText', false, text)) await typeKeys(text); // not into a field of a date
}

/** Types a text into what has the focus, key by key. */
export async function typeKeys(text: string): Promise<void> {
  for (const keys of isWebKit ? text : [text]) await sendKeys({ type: keys }); // WebKit's driver holds all keys at once
}
