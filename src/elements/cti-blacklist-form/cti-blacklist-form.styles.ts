import { css } from 'lit';

/** The look of `<cti-blacklist-form>`. */
export const blacklistStyles = css`
  li {
    padding-block: calc(var(--_space) * 0.5);
    overflow-wrap: anywhere;
    list-style: none;
  }

  .form {
    max-width: 900px;
    gap: calc(var(--_space) * 4);
  }

  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr));
    align-items: start;
    gap: calc(var(--_space) * 3);
  }

  .columns > div {
    min-width: 0;
  }

  .scrolled {
    max-height: 180px;
    padding: var(--_space) calc(var(--_space) * 2);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow-y: auto;
  }

  textarea {
    resize: vertical;
  }

  label.row {
    gap: var(--_space);
    min-height: var(--_target);
    font-weight: 400;
  }

  .question {
    padding: calc(var(--_space) * 3);
    border: 1px solid var(--_unknown-edge);
    border-radius: var(--_radius);
    background: var(--_unknown-tint);
  }
`;
