import { css } from 'lit';

/** The look of `<cti-disposition-form>`. */
export const dispositionStyles = css`
  [part='call'] {
    overflow-wrap: anywhere;
  }

  [part='call'] svg {
    width: 1em;
    height: 1em;
    margin-inline-end: 0.25em;
    vertical-align: -0.12em;
  }

  .row > .field {
    flex: 1 1 120px;
  }

  /* The icon and the key stand in the field, over its padding. */
  .choice > input {
    padding-inline: calc(var(--_space) * 2 + 1.6em);
  }

  .choice > :is(svg, .key) {
    position: absolute;
    inset-block-start: 0;
    display: grid;
    align-items: center;
    height: var(--_target);
    pointer-events: none;
  }

  .choice > svg {
    inset-inline-start: calc(var(--_space) * 2);
    color: var(--_muted);
  }

  .choice > .key {
    inset-inline-end: calc(var(--_space) * 1.5);
  }

  .chips {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 4px;
  }

  [role='radiogroup'] {
    display: contents;
  }

  .chip {
    min-width: 0;
    padding-inline: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    border-color: var(--_line);
    font-weight: 400;
    text-align: start;
    overflow-wrap: anywhere;
  }

  .chip > svg {
    margin-inline-start: auto;
  }

  /* Where the others have their digit. */
  [name='all'] > span {
    padding-inline-start: calc(1.8em + var(--_space));
  }

  [name='all'] > svg:dir(rtl) {
    scale: -1 1;
  }

  .chip[aria-checked='true'] {
    border-color: var(--_accent);
    background: var(--_accent-tint);
    box-shadow: inset 0 0 0 1px var(--_accent);
    color: var(--_on-accent-tint);
    font-weight: 600;
  }

  .chip.refused {
    border-color: var(--_danger);
    background: var(--_danger-tint);
    box-shadow: inset 0 0 0 1px var(--_danger);
    color: var(--_on-danger-tint);
  }

  .callback:empty {
    display: none;
  }

  @media (forced-colors: active) {
    .chip[aria-checked='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
