import { css } from 'lit';

/** The look of `<cti-tag-recorder>`. */
export const tagRecorderStyles = css`
  :host {
    display: grid;
    gap: calc(var(--_space) * 1.5);
  }

  .entry {
    flex-wrap: nowrap;
  }

  .entry input {
    flex: 1;
    min-width: 0;
  }

  .recent {
    gap: var(--_space);
  }

  .recent button {
    max-width: 24ch;
    min-height: max(24px, calc(var(--_target) - 8px));
    padding-block: 0;
    padding-inline: calc(var(--_space) * 2);
    border-color: var(--_line);
    font-weight: 400;
  }

  .recent button span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .recent .forget {
    border-color: transparent;
    background: none;
    color: var(--_muted);
  }
`;
