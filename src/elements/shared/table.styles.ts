import { css } from 'lit';

/** The look of a list that is a table: a box with a quiet head, rows apart by a line, figures at the end of their cells. */
export const tableStyles = css`
  .table-box {
    min-width: 0;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  table {
    width: 100%;
    border-spacing: 0;
    border-collapse: separate;
  }

  th,
  td {
    padding: var(--_space) calc(var(--_space) * 3);
    border-block-end: 1px solid var(--_line);
    overflow-wrap: anywhere;
    text-align: start;
    vertical-align: middle;
  }

  td {
    height: calc(var(--_target) + var(--_space) * 2);
  }

  tbody:last-child > tr:last-child > :is(th, td) {
    border-block-end: 0;
  }

  thead :is(th, td) {
    background: var(--_sunken);
    color: var(--_muted);
    font-size: 0.93em;
    font-weight: 400;
  }

  thead [aria-sort='ascending'],
  thead [aria-sort='descending'] {
    color: var(--_text);
    font-weight: 600;
  }

  .n {
    text-align: end;
    white-space: nowrap;
  }

  /* A heading by which the rows are sorted; the sign stands at the one column by which they are. */
  .sorter {
    width: 100%;
    min-width: 0;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font-weight: inherit;
    text-align: inherit;
  }

  .n > .sorter {
    justify-content: end;
  }

  tr[aria-current='true'] > * {
    background: var(--_accent-tint);
  }

  tr[aria-current='true'] > :first-child {
    box-shadow: inset 3px 0 var(--_accent);
  }

  tr[aria-current='true']:dir(rtl) > :first-child {
    box-shadow: inset -3px 0 var(--_accent);
  }

  /* Which of the rows are shown: one of a few. */
  .segments {
    display: inline-flex;
    flex-wrap: wrap;
    justify-self: start;
  }

  .segments > button {
    border-radius: 0;
    font-weight: 400;
  }

  .segments > :first-child {
    border-start-start-radius: var(--_radius);
    border-end-start-radius: var(--_radius);
  }

  .segments > :last-child {
    border-start-end-radius: var(--_radius);
    border-end-end-radius: var(--_radius);
  }

  .segments > :not(:first-child) {
    margin-inline-start: -1px;
  }

  .segments > [aria-pressed='true'] {
    border-color: var(--_accent-edge);
    background: var(--_accent-tint);
    color: var(--_on-accent-tint);
    font-weight: 600;
    box-shadow: inset 0 -2px var(--_accent);
    z-index: 1;
  }

  .chip {
    display: inline-block;
    overflow-wrap: break-word;
    padding-inline: calc(var(--_space) * 1.5);
    border-radius: var(--_radius-s);
    background: var(--_hover);
  }

  @media print {
    .table-box {
      overflow: visible;
      border: 0;
    }

    .no-print {
      display: none !important;
    }
  }

  @media (forced-colors: active) {
    tr[aria-current='true'] > :first-child {
      border-inline-start: 3px solid Highlight;
    }

    .chip {
      border: 1px solid CanvasText;
    }

    .segments > [aria-pressed='true'] {
      border: 2px solid Highlight;
    }
  }
`;
