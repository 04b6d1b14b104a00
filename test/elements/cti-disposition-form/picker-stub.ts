import { html, LitElement, type TemplateResult } from 'lit';
import { part, type FormPage } from './cti-disposition-form.fixture.js';
import { define, insertText } from '../elements.fixture.js';

/** Stands in for the schedule picker: one text that is the value when it is a time. */
export class PickerStub extends LitElement {
  static override properties = { disabled: { type: Boolean } };
  declare disabled: boolean;
  declare client: unknown;
  #value = '';

  constructor() {
    super();
    this.disabled = false;
  }

  get value(): string {
    return this.#value;
  }

  set value(value: string) {
    this.#value = value;
    const input = this.shadowRoot?.querySelector('input');
    if (input) input.value = value; // also what is half typed
  }

  check(): string | undefined {
    if (this.value) return undefined;
    this.renderRoot.querySelector('input')?.focus();
    return 'Choose the time of the callback.';
  }

  protected override render(): TemplateResult {
    const write = (event: Event) => {
      const { value } = event.target as HTMLInputElement;
      this.#value = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value) ? value : '';
      this.dispatchEvent(new Event('change', { bubbles: true }));
    };
    return html`<input aria-label="Time of the callback" ?disabled=${this.disabled} @input=${write} />`;
  }
}
define('cti-schedule-picker', PickerStub);

/** What the stub takes for a time. */
export const at = '2031-05-06 15:00:00';

/** The stub's one field. */
export const pickerField = ({ form }: FormPage) =>
  part<PickerStub>(form, 'cti-schedule-picker').renderRoot.querySelector('input') as HTMLInputElement;

/** Writes into it. */
export async function writeCallback(page: FormPage, text = at): Promise<void> {
  pickerField(page).focus();
  await insertText(text);
  await page.form.updateComplete;
}
