import { css } from 'lit';

/**
 * The design language: roles, not colours. The public custom properties are the `--cti-*` ones, which a page sets on any
 * ancestor; the others are their values here. A role of a state is a family: `--_x` is solid, and the colour of its icon;
 * `--_on-x` is text on that; `--_x-tint` is a quiet ground, `--_on-x-tint` text on it, `--_x-edge` its border.
 *
 * - accent: the choice and the focus, and the one thing to do next; it is no outcome
 * - danger: refused, or ends a call
 * - unknown: what nobody knows, or what is over its time
 * - info: on its way
 * - good: confirmed
 */
export const tokens = css`
  :host {
    --_surface: var(--cti-surface, light-dark(#fff, #15181e));
    --_raised: var(--cti-raised, light-dark(#fff, #1d2129));
    --_sunken: var(--cti-sunken, var(--cti-raised, light-dark(#f7f8fa, #191d24)));
    --_hover: var(--cti-hover, light-dark(#eef0f4, #232832));
    --_line: var(--cti-line, light-dark(#e2e5ea, #2b313b));
    --_edge: var(--cti-edge, light-dark(#828b99, #6e7887));
    --_text: var(--cti-text, light-dark(#161a21, #e8ebf0));
    --_muted: var(--cti-muted, light-dark(#57606e, #a3acba));
    --_disabled: var(--cti-disabled, light-dark(#6f7785, #858f9e));
    --_accent: var(--cti-accent, light-dark(#3a4fc4, #5468e0));
    --_on-accent: var(--cti-on-accent, #fff);
    --_accent-tint: var(--cti-accent-tint, color-mix(in srgb, var(--_accent) 12%, var(--_surface)));
    --_on-accent-tint: var(--cti-on-accent-tint, light-dark(#3043ae, #b3bfff));
    --_accent-edge: var(--cti-accent-edge, var(--_accent));
    --_danger: var(--cti-danger, light-dark(#bf2a2f, #cd3d43));
    --_on-danger: var(--cti-on-danger, #fff);
    --_danger-tint: var(--cti-danger-tint, light-dark(#fdeeee, #3a1b1f));
    --_on-danger-tint: var(--cti-on-danger-tint, light-dark(#9c1c22, #ffb0b2));
    --_danger-edge: var(--cti-danger-edge, light-dark(#d4686c, #bb5a5f));
    --_unknown: var(--cti-unknown, light-dark(#8f5600, #e3a53c));
    --_on-unknown: var(--cti-on-unknown, light-dark(#fff, #1d1400));
    --_unknown-tint: var(--cti-unknown-tint, light-dark(#fff3d9, #34280f));
    --_on-unknown-tint: var(--cti-on-unknown-tint, light-dark(#714300, #f7cf86));
    --_unknown-edge: var(--cti-unknown-edge, light-dark(#b27c1c, #a67a2c));
    --_info: var(--cti-info, light-dark(#0a6690, #53b1da));
    --_info-tint: var(--cti-info-tint, light-dark(#e6f3fa, #112c3a));
    --_on-info-tint: var(--cti-on-info-tint, light-dark(#07557a, #a4dcf4));
    --_info-edge: var(--cti-info-edge, light-dark(#4a93b8, #3f85a6));
    --_good: var(--cti-good, light-dark(#14744b, #4bb985));
    --_good-tint: var(--cti-good-tint, light-dark(#e6f5ed, #122e21));
    --_on-good-tint: var(--cti-on-good-tint, light-dark(#0d5f3c, #98e0bd));
    --_good-edge: var(--cti-good-edge, light-dark(#489a76, #3d8a66));
    --_shadow: var(--cti-shadow, 0 1px 2px rgb(0 0 0 / 10%), 0 6px 20px rgb(0 0 0 / 14%));

    /* Sizes of type follow the font that a page sets. Two weights: 400 and 600. */
    --_text-xs: 0.86em;
    --_text-l: 1.15em;
    --_radius: var(--cti-radius, 6px);
    --_radius-s: calc(var(--_radius) * 0.67);
    --_space: calc(4px * var(--cti-density, 1));
    --_target: max(24px, 16px + 16px * var(--cti-density, 1));

    display: block;
    box-sizing: border-box;
    color: var(--_text);
    font: var(--cti-font, 14px/1.43 system-ui, sans-serif);
    font-variant-numeric: tabular-nums;
    text-align: left;
  }

  /* A sentence in a language of the other direction stands at the side where the page begins, too. */
  :host(:dir(rtl)) {
    text-align: right;
  }

  @media (prefers-contrast: more) {
    :host {
      --_sunken: var(--cti-sunken, light-dark(#fff, #000));
      --_surface: var(--cti-surface, light-dark(#fff, #000));
      --_line: var(--cti-line, light-dark(#5b6472, #98a2b1));
      --_edge: var(--cti-edge, light-dark(#2b313b, #d5dae2));
      --_text: var(--cti-text, light-dark(#000, #fff));
      --_muted: var(--cti-muted, light-dark(#2b313b, #d5dae2));
      --_disabled: var(--cti-disabled, light-dark(#4b5462, #b0b8c4));
      --_accent: var(--cti-accent, light-dark(#2636a0, #b3bfff));
      --_on-accent: var(--cti-on-accent, light-dark(#fff, #0a1040));
      --_danger: var(--cti-danger, light-dark(#9c1a20, #ffb0b2));
      --_on-danger: var(--cti-on-danger, light-dark(#fff, #3a0a0d));
      --_danger-edge: var(--_on-danger-tint);
      --_unknown-edge: var(--_on-unknown-tint);
      --_info-edge: var(--_on-info-tint);
      --_good-edge: var(--_on-good-tint);
    }
  }

  @media (pointer: coarse) {
    :host {
      --_target: 44px;
    }
  }
`;
