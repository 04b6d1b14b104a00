import { css } from 'lit';

/** The look of the list of numbers: a row each, its buttons below where there is no room. */
export const respoolNumberStyles = css`
  .note {
    color: var(--_muted);
    font-size: 0.93em;
  }

  .note:empty {
    display: none;
  }

  .numbers {
    margin-block-end: 0;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    counter-reset: place;
    list-style: none;
  }

  .number {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--_space) * 2);
    padding: var(--_space) calc(var(--_space) * 2);
    counter-increment: place;
  }

  .number + .number {
    border-block-start: 1px solid var(--_line);
  }

  .number::before {
    min-width: 1.5ch;
    color: var(--_muted);
    content: counter(place);
    text-align: end;
  }

  .number.held {
    background: var(--_raised);
    opacity: 0.6;
  }

  .number[data-drop]::after {
    position: absolute;
    inset-inline: 0;
    height: 2px;
    background: var(--_accent);
    content: '';
  }

  .number[data-drop='before']::after {
    inset-block-start: -1px;
  }

  .number[data-drop='after']::after {
    inset-block-end: -1px;
  }

  .handle {
    display: grid;
    place-items: center;
    width: var(--_target);
    height: var(--_target);
    margin-inline-end: calc(var(--_space) * -1);
    color: var(--_muted);
    cursor: grab;
    touch-action: none;
    user-select: none;
  }

  .held .handle {
    cursor: grabbing;
  }

  .phone {
    display: flex;
    flex: 1 1 7em;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 calc(var(--_space) * 2);
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .phone b {
    font-weight: 500;
  }

  .number:first-child b {
    font-weight: 650;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    margin-inline-start: auto;
  }

  fieldset[disabled] .handle {
    visibility: hidden;
  }

  .add {
    margin-block-start: var(--_space);
  }

  .adding {
    flex-wrap: nowrap;
    max-width: 28em;
  }

  .adding input {
    flex: 1;
    min-width: 0;
  }

  @container (max-width: 28em) {
    .actions button {
      padding-inline: calc(var(--_space) * 1.5);
    }

    .actions svg {
      display: none;
    }
  }
`;
