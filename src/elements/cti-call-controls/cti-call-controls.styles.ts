import { css } from 'lit';

/** The look of `<cti-call-controls>`: the calls, a row of equal columns, and what opens below it. */
export const callControlsStyles = css`
  :host {
    container-type: inline-size;
  }

  :is(p, ul) {
    margin: 0;
    padding: 0;
  }

  b {
    font-weight: 600;
  }

  .calls {
    display: grid;
    gap: var(--_space);
    list-style: none;
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
    gap: 2px;
    min-height: calc(var(--_target) * 1.5);
    min-width: 0;
    padding: var(--_space) 0;
    border-color: transparent;
    background: none;
    font-size: var(--_text-xs);
    font-weight: 400;
    line-height: 1.2;
    text-align: center;
    overflow-wrap: normal;
    hyphens: auto;
  }

  .tool > svg {
    width: 18px;
    height: 18px;
  }

  .tool[aria-disabled='true'],
  .tool:disabled {
    border-style: solid;
    border-color: transparent;
  }

  .tool[aria-pressed='true'],
  .tool[aria-expanded='true'] {
    border-color: var(--_accent-edge);
    background: var(--_accent-tint);
    color: var(--_on-accent-tint);
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
    .tool[aria-pressed='true'],
    .tool[aria-expanded='true'] {
      border-color: Highlight;
      outline: 1px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
