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

  :is(p, ul, ol, dl, dd, h2, h3) {
    margin: 0;
    padding: 0;
  }

  /* Apart from the sentence around it; a number from left to right, whatever stands in it, and on one line where that has room. */
  bdi.num {
    display: inline-block;
    max-width: 100%;
    direction: ltr;
    unicode-bidi: isolate-override;
  }

  /* What gets the focus is scrolled clear of what stays in sight above and below. */
  :is(button, input, textarea, select, summary, td) {
    scroll-margin-block: var(--_above, 0) var(--_below, 0);
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
    font-weight: 600;
    cursor: pointer;
  }

  button.primary {
    border-color: var(--_fill-edge, var(--_accent));
    background: var(--_fill, var(--_accent));
    color: var(--_on-fill, var(--_on-accent));
  }

  button.danger {
    border-color: var(--_danger);
    background: var(--_danger);
    color: var(--_on-danger);
  }

  button:hover:not(.primary, .danger, :disabled, [aria-disabled='true']) {
    background: var(--_hover);
  }

  :is(.primary, .danger):hover:not(:disabled, [aria-disabled='true']) {
    filter: brightness(0.94);
  }

  button:disabled,
  button[aria-disabled='true'] {
    border: 1px dashed var(--_edge);
    background: none;
    color: var(--_disabled);
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
    border: 2px solid var(--_danger);
  }

  :disabled:not(button, fieldset) {
    background: var(--_sunken);
    color: var(--_muted);
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  summary {
    min-height: var(--_target);
    align-content: center;
    cursor: pointer;
  }

  legend {
    padding: 0 0 var(--_space);
  }

  :is(b, strong, h2, h3, th, label, legend) {
    font-weight: 600;
  }

  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  kbd {
    display: var(--_cap, inline-grid);
    place-items: center;
    min-width: 18px;
    padding-inline: 4px;
    border: 1px solid var(--_line);
    border-block-end-width: 2px;
    border-radius: var(--_radius-s);
    background: var(--_surface);
    color: var(--_muted);
    font: inherit;
    font-size: var(--_text-xs);
    font-weight: 400;
    white-space: nowrap;
    direction: ltr;
    unicode-bidi: isolate;
  }

  :is(.primary, .danger, :disabled, [aria-checked='true']) > kbd {
    border-color: currentColor;
    background: none;
    color: inherit;
  }

  .campaign {
    display: inline-flex;
    align-items: center;
    gap: var(--_space);
    max-width: 100%;
  }

  .campaign > svg {
    width: 0.9em;
    height: 0.9em;
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

  .hint {
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
    overflow-wrap: anywhere;
  }

  /* In a page of the other direction the parts of a sentence would be read in another order. */
  p,
  .hint,
  .problem span,
  .outcome span,
  .notice > span,
  .way {
    unicode-bidi: plaintext;
  }

  .problem {
    color: var(--_on-danger-tint);
    font-weight: 600;
  }

  /* What happened, and what to do now: one box. Colour, icon, words and the form of the border say the same. */
  .banner:not([data-state='idle']) {
    --_tint: var(--_info-tint);
    --_ink: var(--_on-info-tint);
    --_rim: var(--_info-edge);

    display: grid;
    gap: calc(var(--_space) * 2);
    min-width: 0;
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border: 1px solid var(--_rim);
    border-radius: var(--_radius);
    background: var(--_tint);
    color: var(--_text);
  }

  /* While nothing is said the place takes no room. */
  [role='status']:empty,
  .banner[data-state='idle'] {
    position: absolute;
  }

  .banner[data-state='confirmed'] {
    --_tint: var(--_good-tint);
    --_ink: var(--_on-good-tint);
    --_rim: var(--_good-edge);
  }

  .banner[data-state='unknown'],
  .banner[data-state='question'] {
    --_tint: var(--_unknown-tint);
    --_ink: var(--_on-unknown-tint);
    --_rim: var(--_unknown-edge);
  }

  .banner[data-state='unknown'] {
    border-inline-start: 5px double var(--_rim);
  }

  .banner[data-state='refused'] {
    --_tint: var(--_danger-tint);
    --_ink: var(--_on-danger-tint);
    --_rim: var(--_danger-edge);

    border-inline-start-width: 3px;
  }

  .banner[data-state='stopped'],
  .banner[data-state='pending'] {
    --_tint: var(--_sunken);
    --_ink: var(--_muted);
    --_rim: var(--_line);
  }

  .outcome > svg {
    color: var(--_ink);
  }

  :is([data-state='unknown'], [data-state='refused'], [data-state='question']) > .outcome {
    font-weight: 600;
  }

  .banner summary {
    font-size: var(--_text-xs);
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
      border: var(--_rim-width, 2px) solid ButtonText;
    }

    .outcome > svg {
      color: CanvasText;
    }
  }
`;
