// What the picker's tests share: a clock that stands still, and hands for its fields.
import { html, type TemplateResult } from 'lit';
import { CtiSchedulePicker } from '../../../src/elements/cti-schedule-picker/cti-schedule-picker.js';
import { setDate as setNow } from '../../clock.js';
import { define, mount, type Page } from '../elements.fixture.js';

export { setNow };

define('cti-schedule-picker', CtiSchedulePicker);

/** Friday, 12 June 2026: 14:22 in New York, 15:22 in Montevideo. */
export const friday = Date.UTC(2026, 5, 12, 18, 22);

beforeEach(() => setNow(friday));

/** A customer in New York, a dialer in Montevideo. */
export const zones = { customerTimeZone: 'America/New_York', dialerTimeZone: 'America/Montevideo' };

export function mountPicker(
  page: Page = zones,
  template: TemplateResult = html`<cti-schedule-picker></cti-schedule-picker>`,
): Promise<CtiSchedulePicker> {
  return mount<CtiSchedulePicker>(template, page);
}

export function find<T extends HTMLElement = HTMLInputElement>(picker: CtiSchedulePicker, selector: string): T {
  const found = picker.renderRoot.querySelector<T>(selector);
  if (!found) throw new Error(`${selector} is not there`);
  return found;
}

export const field = (picker: CtiSchedulePicker, name: string) => find(picker, `[name=${name}]`);

/** Types a whole value into a field, as a person would have by the end. */
export async function type(picker: CtiSchedulePicker, name: 'text' | 'date' | 'time', value: string): Promise<void> {
  const input = field(picker, name);
  input.value = value;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await picker.updateComplete;
}

export async function choose(picker: CtiSchedulePicker, moment: string): Promise<void> {
  await type(picker, 'date', moment.slice(0, 10));
  await type(picker, 'time', moment.slice(11));
}

export async function press(picker: CtiSchedulePicker, selector: string): Promise<void> {
  find<HTMLElement>(picker, selector).click();
  await picker.updateComplete;
}

/** The text a person reads there, in one line. */
export function read(picker: CtiSchedulePicker, selector: string): string {
  const found = [...picker.renderRoot.querySelectorAll<HTMLElement>(selector)].filter((each) => !each.hidden);
  return found.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim()).join(' | ');
}

/** The name of the field that has the focus. */
export const focused = (picker: CtiSchedulePicker) => picker.shadowRoot?.activeElement?.getAttribute('name');
