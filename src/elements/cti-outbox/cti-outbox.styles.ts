import { css } from 'lit';

/** What `<cti-outbox>` has beyond the look of every list of entries. */
export const outboxStyles = css`
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

  .decides .glance {
    font-weight: 600;
  }

  .glance {
    display: flex;
    gap: calc(var(--_space) * 1.5);
  }

  [aria-expanded]::before {
    content: '▸' / '';
  }

  [aria-expanded='true']::before {
    content: '▾' / '';
  }
`;
