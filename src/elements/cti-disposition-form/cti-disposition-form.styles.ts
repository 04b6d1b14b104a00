import { css } from 'lit';

/** The look of `<cti-disposition-form>`. */
export const dispositionStyles = css`
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
