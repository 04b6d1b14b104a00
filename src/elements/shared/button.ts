import { html, type TemplateResult } from 'lit';

/** What a button is about, for who does not see the row around it; by which id it is described; and that it does nothing now. */
export interface ButtonOptions {
  what?: string;
  describedBy?: string;
  busy?: boolean;
}

/** A button is told by its `name`, and by the place around it. */
export const button = (
  name: string,
  label: string,
  { what = '', describedBy = '', busy = false }: ButtonOptions = {},
): TemplateResult => html`
  <button
    type="button"
    part="button"
    name=${name}
    class=${name === 'confirm' ? 'danger' : ''}
    aria-label=${what ? `${label}: ${what}` : label}
    aria-describedby=${describedBy}
    aria-disabled=${busy}
  >
    ${label}
  </button>
`;
