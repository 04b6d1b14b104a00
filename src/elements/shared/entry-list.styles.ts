import { css } from 'lit';

/** The look of a list of entries, of which some need a decision. */
export const entryListStyles = css`
  span.hint {
    white-space: nowrap;
  }

  li {
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_line);
    border-block-end-width: 0;
    overflow-wrap: anywhere;
    list-style: none;
  }

  li:last-child {
    border-block-end-width: 1px;
  }

  .decide {
    border-inline-start: 4px solid var(--_unknown-edge);
    background: var(--_unknown-tint);
  }

  .state {
    display: flex;
    gap: calc(var(--_space) * 1.5);
  }

  .state > span {
    unicode-bidi: plaintext;
  }

  li .row,
  .field {
    margin-block: var(--_space);
  }
`;
