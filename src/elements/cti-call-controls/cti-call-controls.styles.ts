import { css } from 'lit';

/** The look of `<cti-call-controls>`: the calls, a row of equal columns, and what opens below it. */
export const callControlsStyles = css`
  :host {
    container-type: inline-size;
  }

  .calls {
    display: grid;
    gap: var(--_space);
    list-style: none;
  }

  /* In the panel's head what is empty takes no place. */
  .calls > li,
  [part='below'] > * {
    margin-block-start: var(--_lead, 0);
  }

  .calls > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space) calc(var(--_space) * 2);
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .calls > .one-of {
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  .calls > .spoken {
    border-color: var(--_edge);
    border-inline-start: 4px solid var(--_accent);
  }

  .state {
    --_tint: var(--_sunken);
    --_ink: var(--_text);

    display: inline-flex;
    align-items: center;
    gap: var(--_space);
    padding: 0 calc(var(--_space) * 2);
    border: 1px solid transparent;
    border-radius: 99px;
    background: var(--_tint);
    color: var(--_ink);
    font-weight: 600;
    white-space: nowrap;
  }

  .state:is(.dialling, .ringing, .incoming) {
    --_tint: var(--_info-tint);
    --_ink: var(--_on-info-tint);
  }

  .state.connected {
    --_tint: var(--_good-tint);
    --_ink: var(--_on-good-tint);
  }

  .state.unknown {
    --_tint: var(--_unknown-tint);
    --_ink: var(--_on-unknown-tint);
  }

  .state [role='timer'] {
    font-weight: 400;
  }

  .who {
    flex: 1 1 140px;
    min-width: 0;
  }

  .tools {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(40px, 1fr));
    gap: 2px;
  }

  /* All columns are equal, so that another word in one moves none. */
  .tool {
    flex-direction: column;
    gap: 0;
    min-height: max(47px, var(--_space) * 12);
    min-width: 0;
    padding: 4px 0 0;
    border: 0;
    background: none;
    font-size: var(--_text-xs);
    font-weight: 400;
    line-height: 1.1;
    text-align: center;
    overflow-wrap: anywhere;
    hyphens: auto;
  }

  .tool > svg {
    width: 16px;
    height: 16px;
  }

  .tool[aria-disabled='true'],
  .tool:disabled {
    border: 0;
  }

  .tool[aria-pressed='true'],
  .tool[aria-expanded='true'] {
    background: var(--_accent-tint);
    box-shadow: inset 0 0 0 1px var(--_accent-edge);
    color: var(--_on-accent-tint);
  }

  /* Five of them beside the hang-up, in a wide font. */
  @container (max-width: 339px) {
    .tool {
      letter-spacing: -0.03em;
    }
  }

  .tool > .sign {
    display: inline-flex;
    align-items: center;
    gap: var(--_space);
  }

  .tool kbd {
    min-width: 0;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font-size: 1em;
  }

  .keypad,
  .transfer {
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  .keypad {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  .keys {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 88px));
    gap: var(--_space);
    justify-content: center;
  }

  .keys > button {
    justify-content: center;
    min-height: max(40px, var(--_target));
    font-size: 1.2em;
  }

  .digits {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px;
    font-size: 1.2em;
    overflow-wrap: anywhere;
  }

  .digits > .hint {
    margin-inline-end: var(--_space);
    font-size: 0.78em;
  }

  .digits .pending {
    color: var(--_muted);
    text-decoration: underline dotted;
  }

  .kind {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    min-height: var(--_target);
    font-weight: 400;
  }

  legend {
    float: inline-start;
    align-content: center;
    min-height: var(--_target);
  }

  details li {
    unicode-bidi: plaintext;
  }

  details ul {
    display: grid;
    gap: var(--_space);
    padding-inline-start: calc(var(--_space) * 4);
  }

  @media (forced-colors: active) {
    .tool {
      border: 1px solid ButtonText;
    }

    .tool[aria-pressed='true'],
    .tool[aria-expanded='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
