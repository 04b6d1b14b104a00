import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { button } from './button.js';

/** Whether a text got to the clipboard: without https, and in a frame that may not, no page can copy. */
export async function copyText(text: string): Promise<boolean> {
  const { clipboard } = navigator as Partial<Navigator>;
  const copied = clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  return (await copied) ?? false;
}

/** A text to copy by hand, and the button that closes it. It is selected as soon as it has the focus. */
export const copyView = (text: string, close: string, rows = 4): TemplateResult => html`
  <div class="field">
    <label for="text">${msg('Copy this text by hand')}</label>
    <textarea
      id="text"
      name="text"
      part="field"
      rows=${rows}
      dir="auto"
      readonly
      .value=${text}
      @focus=${select}
    ></textarea>
    <div>${button(close, msg('Close'))}</div>
  </div>
`;

const select = ({ target }: Event) => (target as HTMLTextAreaElement).select();
