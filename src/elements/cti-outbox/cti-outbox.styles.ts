import { css } from 'lit';

/** The look of `<cti-outbox>`. */
export const outboxStyles = css`
  :is(p, ul) {
    margin: 0;
    padding: 0;
  }

  .row > div {
    flex: 1 1 180px;
    overflow-wrap: anywhere;
  }

  .badge {
    min-width: 1.6em;
    padding-inline: 0.4em;
    border: 1px solid var(--_edge);
    border-radius: 1em;
    text-align: center;
  }

  .decides .badge {
    border-color: var(--_text);
    background: var(--_text);
    color: var(--_surface);
  }

  b,
  .decides .glance {
    font-weight: 600;
  }

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
    border-inline-start: 4px solid var(--_text);
    background: var(--_raised);
  }

  .state,
  .glance {
    display: flex;
    gap: calc(var(--_space) * 1.5);
  }

  li .row,
  .field {
    margin-block: var(--_space);
  }

  [aria-expanded]::before {
    content: '▸' / '';
  }

  [aria-expanded='true']::before {
    content: '▾' / '';
  }
`;
