import { css } from 'lit';

/** The look of `<cti-doctor>`. */
export const doctorStyles = css`
  .stack {
    grid-template-columns: minmax(0, 1fr);
    overflow-wrap: anywhere;
  }

  .plan {
    padding-inline-start: calc(var(--_space) * 4);
  }

  .plan li {
    margin-block-end: var(--_space);
  }

  progress {
    width: 100%;
    height: 6px;
    accent-color: var(--_accent);
  }

  .group {
    font-weight: 600;
  }

  [part~='finding'] {
    display: flex;
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_line);
    border-block-end-width: 0;
    border-inline-start-width: 4px;
    list-style: none;
  }

  [part~='finding']:last-child {
    border-block-end-width: 1px;
  }

  [data-state='good'] {
    border-inline-start-color: var(--_good);
  }

  [data-state='good'] > svg {
    color: var(--_on-good-tint);
  }

  [data-state='warning'] {
    border-inline-start-color: var(--_unknown);
  }

  [data-state='warning'] > svg {
    color: var(--_on-unknown-tint);
  }

  [data-state='bad'] {
    border-inline-start-color: var(--_danger);
    background: var(--_danger-tint);
  }

  [data-state='bad'] > svg {
    color: var(--_on-danger-tint);
  }

  /* Each line in its own direction: on some pages all around it is the other way. */
  :is(.words p, .plan li, dd) {
    unicode-bidi: plaintext;
  }

  [part~='finding'] > svg {
    margin-block-start: 0.15em;
  }

  .words {
    display: grid;
    flex: 1;
    gap: var(--_space);
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .ask {
    padding-inline-start: calc(var(--_space) * 2);
    border-inline-start: 2px solid var(--_accent);
  }

  .words .row {
    justify-content: space-between;
    align-items: start;
  }

  details {
    flex: 1 1 180px;
    min-width: 0;
  }

  summary {
    color: var(--_muted);
  }

  dl {
    display: grid;
    grid-template-columns: minmax(8.5em, 1fr) 2fr;
    gap: var(--_space) calc(var(--_space) * 2);
    font-size: 0.93em;
  }

  dt {
    color: var(--_muted);
  }

  .words button {
    min-height: max(24px, calc(var(--_target) * 0.8));
    padding-block: 0;
    font-size: 0.93em;
  }
`;
