import { css } from 'lit';

/** The look of `<cti-list-upload>`. */
export const listUploadStyles = css`
  h3 {
    font-size: 1em;
  }

  legend,
  caption {
    margin-block-end: calc(var(--_space) * 2);
    text-align: start;
    font-weight: 600;
  }

  .drop {
    padding: calc(var(--_space) * 3);
    border: 1px dashed var(--_edge);
    border-radius: var(--_radius);
  }

  .drop.over {
    border: 2px solid var(--_accent);
    background: var(--_sunken);
  }

  input[type='file'] {
    padding: calc(var(--_space) * 0.75);
    border-color: transparent;
    background: none;
  }

  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 210px), 1fr));
    gap: calc(var(--_space) * 3);
    align-items: start;
  }

  .columns > legend {
    float: inline-start;
    grid-column: 1 / -1;
    margin-block-end: calc(var(--_space) * -1);
  }

  label {
    overflow-wrap: anywhere;
  }

  .cut {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  table {
    width: 100%;
    border-collapse: collapse;
  }

  th {
    color: var(--_muted);
    font-size: 0.93em;
    font-weight: 600;
    text-align: start;
    white-space: nowrap;
  }

  :is(th, td) {
    padding: var(--_space) calc(var(--_space) * 2);
    border-block-end: 1px solid var(--_line);
    vertical-align: top;
    overflow-wrap: anywhere;
  }

  .line {
    width: 1%;
    text-align: end;
    white-space: nowrap;
  }

  code {
    font:
      0.93em / 1.4 ui-monospace,
      monospace;
    overflow-wrap: anywhere;
  }

  .scroll {
    max-height: 320px;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  /* A live region that says nothing stays, and takes no room. */
  [role='status']:is(:empty, [data-state='idle']) {
    position: absolute;
  }

  progress {
    width: 100%;
    height: 12px;
    accent-color: var(--_accent);
  }

  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(132px, 1fr));
    gap: calc(var(--_space) * 2);
  }

  dt {
    color: var(--_muted);
    font-size: 0.93em;
  }

  a {
    color: var(--_on-accent-tint);
  }

  .kept {
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border-inline-start: 4px solid var(--_text);
    background: var(--_sunken);
  }
`;
