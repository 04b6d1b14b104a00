import { css } from 'lit';

/** The look of controls, in the colours and sizes of `tokens`. */
export const base = css`
  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  button,
  input,
  textarea,
  select {
    font: inherit;
    font-variant-numeric: inherit;
    color: inherit;
    min-height: var(--_target);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  svg {
    flex: none;
    width: 1.15em;
    height: 1.15em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  button {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
    min-width: var(--_target);
    padding: calc(var(--_space) * 0.75) calc(var(--_space) * 3);
    font-weight: 500;
    cursor: pointer;
  }

  button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  button.danger {
    border-color: transparent;
    background: var(--_danger);
    color: var(--_on-danger);
  }

  button:hover:not(:disabled, [aria-disabled='true']) {
    filter: brightness(0.94);
  }

  button:disabled,
  button[aria-disabled='true'] {
    border: 1px dashed var(--_edge);
    background: var(--_raised);
    color: var(--_muted);
    cursor: not-allowed;
  }

  button[aria-busy='true'] {
    cursor: progress;
  }

  input,
  textarea,
  select {
    width: 100%;
    padding: calc(var(--_space) * 0.75) calc(var(--_space) * 2);
  }

  input[type='checkbox'],
  input[type='radio'] {
    width: 18px;
    height: 18px;
    min-height: 18px;
    margin: 3px;
    accent-color: var(--_accent);
  }

  [aria-invalid='true'] {
    border: 2px solid var(--_text);
  }

  :disabled:not(button, fieldset) {
    background: var(--_raised);
    color: var(--_muted);
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  label,
  legend {
    padding: 0;
    font-weight: 500;
  }

  .field {
    display: grid;
    gap: var(--_space);
    min-width: 0;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 2);
  }

  .stack {
    display: grid;
    gap: calc(var(--_space) * 3);
    min-width: 0;
  }

  .notice {
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    overflow-wrap: anywhere;
  }

  .drafts {
    display: grid;
    gap: var(--_space);
  }

  .hint,
  .counter {
    margin: 0;
    color: var(--_muted);
    font-size: 0.93em;
  }

  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .problem,
  .outcome {
    display: flex;
    gap: calc(var(--_space) * 1.5);
    margin: 0;
    overflow-wrap: anywhere;
  }

  /* In a page of the other direction the number in a sentence would be read in another order. */
  .hint,
  .problem span,
  .outcome span {
    unicode-bidi: plaintext;
  }

  .problem {
    font-weight: 500;
  }

  .outcome[data-state='confirmed'] {
    color: var(--_good);
  }

  .outcome[data-state='question'],
  .outcome[data-state='unknown'],
  .outcome[data-state='refused'] {
    font-weight: 500;
  }

  .problem svg,
  .outcome svg {
    margin-block-start: 0.12em;
  }

  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }

  @media (prefers-reduced-motion: no-preference) {
    [data-state='pending'] svg {
      animation: turn 1.2s linear infinite;
    }
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }

  @media (forced-colors: active) {
    button.primary,
    button.danger {
      border: 1px solid ButtonText;
    }
  }
`;

/** Colours and sizes. The public custom properties are the `--cti-*` ones; the others are their values here. */
export const tokens = css`
  :host {
    --_accent: var(--cti-accent, light-dark(#1f5fbf, #8db8ff));
    --_on-accent: var(--cti-on-accent, light-dark(#ffffff, #0b1a33));
    --_danger: var(--cti-danger, light-dark(#b3261e, #ff9a92));
    --_on-danger: var(--cti-on-danger, light-dark(#ffffff, #3b0804));
    --_good: var(--cti-good, light-dark(#1a6b3c, #7fd6a2));
    --_text: var(--cti-text, light-dark(#1b1f24, #e8eaed));
    --_muted: var(--cti-muted, light-dark(#59616b, #a4acb6));
    --_surface: var(--cti-surface, light-dark(#ffffff, #1c1f24));
    --_raised: var(--cti-raised, light-dark(#f3f5f7, #272b31));
    --_line: var(--cti-line, light-dark(#d5dae0, #3a4048));
    --_edge: var(--cti-edge, light-dark(#7d8690, #868f99));
    --_radius: var(--cti-radius, 6px);
    --_space: calc(4px * var(--cti-density, 1));
    --_target: max(24px, calc(32px * var(--cti-density, 1)));

    display: block;
    box-sizing: border-box;
    color: var(--_text);
    font: var(--cti-font, 14px/1.4 system-ui, sans-serif);
    font-variant-numeric: tabular-nums;
    text-align: start;
  }

  @media (pointer: coarse) {
    :host {
      --_target: 44px;
    }
  }
`;
