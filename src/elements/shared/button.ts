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

/** What the buttons of an element do, by their names; `place` is what they stand in. */
export type ButtonActions<Name extends string, Place> = Readonly<
  Record<Name, (place: Place, button: HTMLButtonElement) => void>
>;

/** The button that was clicked, unless it does nothing now. */
export function clickedButton({ target }: Event): HTMLButtonElement | undefined {
  const clicked = (target as Element).closest('button');
  return clicked && clicked.ariaDisabled !== 'true' ? clicked : undefined;
}

/** Does what a button is named for. */
export function act<Name extends string, Place>(
  actions: ButtonActions<Name, Place>,
  clicked: HTMLButtonElement,
  place: Place,
): void {
  (actions as Partial<ButtonActions<string, Place>>)[clicked.name]?.(place, clicked);
}
