import { css } from 'lit';

/**
 * The look of the two buttons that place and end a call: in each state they are as large as before and stand where they stood.
 * What is said of them has its own row, which is no wider than they are, or than a short line.
 */
export const callButtonStyles = css`
  :host {
    display: inline-flex; /* a thousand of them are laid out in half the time that grids take */
    flex-direction: column;
    align-items: start;
    gap: var(--_space);
    min-width: min(100%, 15em);
    max-width: 100%;
  }

  .banner:not([data-state='idle']),
  .hint,
  [part='unknown']:not(.hidden) {
    width: 0;
    min-width: 100%;
  }

  .hint:empty,
  .able + .hint {
    display: none; /* what describes the button is read with it */
  }

  .quiet {
    border-color: transparent;
    background: none;
    color: var(--_muted);
    font-weight: 400;
  }

  /* The button itself turns; who listens is told. */
  .banner.banner[data-state='pending'] {
    position: absolute;
    width: 1px;
    min-width: 0;
    height: 1px;
    padding: 0;
    border: 0;
    overflow: hidden;
    clip-path: inset(50%);
  }

  @media (prefers-reduced-motion: no-preference) {
    button[aria-busy='true'] > svg {
      animation: turn 1.2s linear infinite;
    }
  }

  @media (forced-colors: active) {
    button {
      border-width: 2px;
    }
  }
`;
