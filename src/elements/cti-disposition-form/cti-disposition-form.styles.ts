import { css } from 'lit';

/** The look of `<cti-disposition-form>`. */
export const dispositionStyles = css`
  .notice {
    padding: 6px 8px;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
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
