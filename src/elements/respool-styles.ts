import { css } from 'lit';

/** The look of `<cti-respool-editor>`: one column, two where there is room. */
export const respoolStyles = css`
  :host {
    display: grid;
    gap: calc(var(--_space) * 2);
    container-type: inline-size;
  }

  .stack {
    gap: calc(var(--_space) * 4);
  }

  .stack.tight {
    gap: calc(var(--_space) * 1.5);
  }

  legend,
  .title {
    margin: 0;
    padding: 0;
    font-weight: 600;
  }

  legend + * {
    margin-block-start: calc(var(--_space) * 1.5);
  }

  .problem {
    flex: 1 0 100%;
    grid-column: 1 / -1;
  }

  button.quiet {
    gap: var(--_space);
    padding-inline: calc(var(--_space) * 2);
    border-color: transparent;
    background: none;
  }

  button.quiet:hover:not(:disabled, [aria-disabled='true']) {
    background: var(--_raised);
  }

  button.quiet:disabled,
  button.quiet[aria-disabled='true'] {
    border-color: var(--_line);
  }

  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(11em, 100%), 1fr));
    gap: calc(var(--_space) * 3);
  }

  .columns .field {
    align-content: start;
  }

  input:read-only {
    border-style: dashed;
    background: var(--_raised);
    color: var(--_muted);
  }

  .pair {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) var(--_target);
    gap: var(--_space) calc(var(--_space) * 2);
  }

  .pair button {
    padding-inline: 0;
  }

  .pair .word {
    display: none;
  }

  .heads {
    color: var(--_muted);
    font-size: 0.93em;
  }

  @container (min-width: 30em) {
    .pair {
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) 7em;
    }

    .heads {
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) calc(7em / 0.93);
    }

    .pair .word {
      display: inline;
    }
  }

  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(8em, 100%), 1fr));
    gap: calc(var(--_space) * 2);
    margin: 0;
  }

  dt {
    color: var(--_muted);
    font-size: 0.93em;
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .changes {
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  .changes ul {
    display: grid;
    gap: var(--_space);
    margin: var(--_space) 0 0;
    padding: 0;
    list-style: none;
  }

  .changes li {
    position: relative;
    display: grid;
    grid-template-columns: minmax(6em, 1fr) minmax(0, 4fr);
    gap: calc(var(--_space) * 2);
    overflow-wrap: anywhere;
  }

  .changes li > :first-child,
  .before {
    color: var(--_muted);
  }

  .changes b {
    font-weight: 600;
  }

  .changes svg {
    vertical-align: -0.2em;
    color: var(--_muted);
  }

  .notice {
    display: grid;
    justify-items: start;
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_edge);
    border-inline-start-width: 4px;
    border-radius: var(--_radius);
  }

  .notice p,
  .empty p {
    margin: 0;
  }

  .empty {
    display: grid;
    justify-items: start;
    gap: calc(var(--_space) * 2);
  }

  [role='status']:empty {
    display: none;
  }
`;
