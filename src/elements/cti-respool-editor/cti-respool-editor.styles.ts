import { css } from 'lit';

/** The look of `<cti-respool-editor>`. */
export const respoolStyles = css`
  .editor {
    gap: calc(var(--_space) * 5);
  }

  :is(legend, p, ol, ul) {
    margin: 0;
    padding: 0;
  }

  li {
    padding-block: var(--_space);
    border-block-end: 1px solid var(--_line);
    overflow-wrap: anywhere;
    list-style: none;
  }

  li > span {
    flex: 1 1 120px;
  }

  li button {
    padding-inline: var(--_space);
    border-color: transparent;
    color: var(--_on-accent-tint);
  }

  .held {
    background: var(--_sunken);
  }

  li:first-child [name='first'] {
    color: var(--_muted);
  }

  data {
    display: flex;
    padding: 4px;
    cursor: grab;
    touch-action: none;
  }

  :disabled data {
    visibility: hidden;
  }

  .columns,
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(120px, 1fr));
    align-items: start;
    gap: var(--_space) calc(var(--_space) * 2);
  }

  .pair {
    grid-template-columns: 1fr 1fr auto;
  }

  .pair .field {
    display: contents;
  }

  .pair label {
    grid-row: 1;
  }

  .pair :is(input, button) {
    grid-row: 2;
    justify-self: start;
  }

  .hint:empty {
    display: none;
  }

  .problem {
    grid-column: 1 / -1;
    width: 100%;
  }
`;
