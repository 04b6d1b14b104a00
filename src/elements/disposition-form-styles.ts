import { css, type CSSResult } from 'lit';
import { dispositionFieldStyles } from './disposition-field.js';

export const dispositionFormStyles: CSSResult[] = [
  ...dispositionFieldStyles,
  css`
    fieldset:disabled {
      background: none;
    }

    .form {
      display: flex;
      flex-direction: column;
      align-items: stretch;
    }

    /* A live region must be there before it speaks; silent, it takes no room. */
    .quiet:empty {
      margin-block-start: calc(var(--_space) * -3);
    }

    .call {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 8px;
      margin: 0;
      overflow-wrap: anywhere;
    }

    .call svg,
    .campaign {
      color: var(--_muted);
    }

    .call + .problem {
      margin-block-start: calc(var(--_space) * -2);
    }

    .notice {
      display: grid;
      justify-items: start;
      gap: 8px;
      padding: 8px 12px;
      border: 1px solid var(--_edge);
      border-inline-start: 3px solid var(--_accent);
      border-radius: var(--_radius);
      overflow-wrap: anywhere;
    }

    .notice p {
      margin: 0;
    }

    .consequence {
      display: flex;
      gap: calc(var(--_space) * 1.5);
      margin: 0;
      overflow-wrap: anywhere;
    }

    .consequence:empty {
      display: none;
    }

    .consequence svg {
      flex: none;
      margin-block-start: 0.12em;
      color: var(--_muted);
    }

    .consequence.strong {
      font-weight: 500;
    }

    .callback {
      padding-block: calc(var(--_space) * 3);
      border-block: 1px solid var(--_line);
    }

    .heads {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      justify-content: space-between;
      gap: 0 12px;
    }

    .heads span,
    label span {
      color: var(--_muted);
      font-weight: 400;
    }

    .pair {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(160px, 100%), 1fr));
      gap: calc(var(--_space) * 3);
    }

    textarea {
      min-height: 72px;
      resize: vertical;
    }

    p.empty {
      margin: 0;
      padding: 12px;
      border: 1px dashed var(--_edge);
      border-radius: var(--_radius);
      color: var(--_muted);
    }

    .save {
      display: grid;
      gap: calc(var(--_space) * 2);
    }
  `,
];
