import { css } from 'lit';

/** The look of a field with a list of options below it. */
export const comboboxStyles = css`
  .choice {
    position: relative;
  }

  .choice > input {
    text-overflow: ellipsis;
  }

  .popup {
    position: absolute;
    z-index: 1;
    inset: calc(100% + 4px) 0 auto;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }

  [role='listbox'] {
    max-height: 320px;
    overflow: auto;
  }

  .popup > p,
  [role='option'] {
    padding: 6px 8px;
  }

  [role='option'] {
    justify-content: space-between;
    min-height: var(--_target);
    cursor: pointer;
  }

  [role='option']:hover,
  [aria-selected='true'] {
    background: var(--_sunken);
  }

  [aria-selected='true'] {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }
`;
