import { css } from 'lit';

export const dispositionStyles = css`
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
    background: var(--_surface);
    box-shadow: 0 8px 24px rgb(0 0 0 / 18%);
  }

  [role='listbox'] {
    max-height: 320px;
    overflow: auto;
  }

  .popup,
  .notice {
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
  }

  .popup > p,
  .notice,
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
    background: var(--_raised);
  }

  [aria-selected='true'] {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }

  .counter {
    margin-inline-start: auto;
  }

  [part='call'] {
    overflow-wrap: anywhere;
  }

  .row > .field {
    flex: 1 1 120px;
  }
`;
