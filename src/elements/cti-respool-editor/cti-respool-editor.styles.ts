import { css } from 'lit';

/** The look of `<cti-respool-editor>`. */
export const respoolStyles = css`
  h3 {
    font-size: inherit;
  }

  .hint {
    font-size: var(--_text-xs);
  }

  .head,
  .card {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--_space) calc(var(--_space) * 2);
    overflow-wrap: anywhere;
  }

  .cards {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  .card {
    align-items: center;
    min-height: calc(var(--_target) + var(--_space) * 5);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  .card > [part='question'] {
    width: 100%;
  }

  /* No words of the button: who does not see it is told its keys. */
  kbd::before {
    content: attr(data-key);
  }

  /* What was a button stays in its place. */
  button.done {
    border-color: transparent;
    color: var(--_info);
    cursor: default;
  }

  .done.confirmed {
    color: var(--_good);
  }

  .warning {
    display: flex;
    gap: calc(var(--_space) * 1.5);
    overflow-wrap: anywhere;
  }

  .warning svg {
    color: var(--_ink);
  }

  details > .stack {
    gap: calc(var(--_space) * 5);
    padding-block-start: calc(var(--_space) * 3);
  }

  li {
    overflow-wrap: anywhere;
    list-style: none;
  }

  details li {
    padding-block: var(--_space);
    border-block-end: 1px solid var(--_line);
  }

  details li > span {
    flex: 1 1 120px;
  }

  .acts {
    display: flex;
    flex-wrap: wrap;
  }

  .acts button {
    padding-inline: var(--_space);
    border-color: transparent;
    background: none;
  }

  .held {
    background: var(--_sunken);
  }

  .tag svg {
    vertical-align: -0.2em;
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

  .problem {
    grid-column: 1 / -1;
    width: 100%;
  }

  @media (forced-colors: active) {
    .card {
      border-color: CanvasText;
    }

    .warning svg {
      color: CanvasText;
    }
  }
`;
