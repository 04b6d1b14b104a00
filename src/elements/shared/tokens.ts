import { css } from 'lit';

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
