import { css } from 'lit';

/** The element wraps what is the page's: none of its own looks may reach that. */
export const dialableStyles = css`
  :host {
    display: contents;
    color: inherit;
    font: inherit;
    font-variant-numeric: inherit;
    text-align: inherit;
  }

  .off,
  .box {
    color: var(--_text);
    font: var(--cti-font, 14px/1.43 system-ui, sans-serif);
    font-variant-numeric: tabular-nums;
    text-align: start;
  }

  .off {
    color: var(--_muted);
  }

  .box {
    position: fixed;
    inset: auto;
    width: max-content;
    max-width: min(320px, calc(100vw - 8px));
    margin: 0;
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_raised);
    box-shadow: var(--_shadow);
    overflow-wrap: anywhere;
    white-space: normal;
  }

  .box:not(:popover-open) {
    display: none;
  }

  .box:popover-open {
    display: flex;
    align-items: start;
    gap: calc(var(--_space) * 1.5);
  }

  .box > div {
    flex: 1;
    min-width: 0;
  }

  .box > svg {
    margin-block-start: 0.12em;
  }

  .close {
    min-height: 24px;
    min-width: 24px;
    margin: calc(var(--_space) * -0.5);
    padding: 0;
    border-color: transparent;
    justify-content: center;
  }
`;

/**
 * How a number in the page's content looks. Nothing here moves anything: no text is added, no size changes. Its colour
 * stays the content's, which can be read on the content's ground.
 */
const numberStyles = css`
  cti-number {
    padding-block: 4px;
    border-radius: 2px;
    text-decoration: underline dotted var(--_accent) 0.1em;
    text-underline-offset: 0.2em;
    cursor: pointer;
    direction: ltr;
    unicode-bidi: isolate;
  }

  cti-number:hover {
    text-decoration-style: solid;
  }

  cti-number:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }

  cti-number[aria-busy='true'] {
    cursor: progress;
  }

  @media (pointer: coarse) {
    cti-number {
      padding-block: 12px;
    }
  }

  @media print {
    cti-number {
      text-decoration: none;
    }
  }
`;

/** Gives the document or shadow root that holds the content the look of numbers, once. */
export function styleNumbers({ adoptedStyleSheets }: DocumentOrShadowRoot): void {
  const { styleSheet } = numberStyles;
  if (styleSheet && !adoptedStyleSheets.includes(styleSheet)) adoptedStyleSheets.push(styleSheet);
}
