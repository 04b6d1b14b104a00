import { css } from 'lit';

/** The look of `<cti-panel>`: one column, from 320 px on. */
export const panelStyles = css`
  :host {
    container-type: inline-size;
    overflow-wrap: anywhere;
    background: var(--_surface);
  }

  :host([density='compact']) {
    --cti-density: 0.75;
  }

  :is(h2, h3, p, dl, dd) {
    margin: 0;
  }

  :is(h2, h3, summary) {
    font-size: 1em;
    font-weight: 600;
  }

  .panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }

  section {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  .panel > *,
  .work > * {
    min-width: 0;
    padding: calc(var(--_space) * 3);
    border-block-end: 1px solid var(--_line);
  }

  .panel > .work {
    padding: 0;
    border: 0;
  }

  .panel > :last-child {
    border: 0;
  }

  /* It keeps its place for who hears the page, and none for who sees it. */
  .panel > .none {
    padding: 0;
    border: 0;
  }

  /* The panel says who is on the line. */
  cti-call-controls::part(sole) {
    display: none;
  }

  .head {
    display: flex;
    justify-content: space-between;
    align-items: start;
    gap: calc(var(--_space) * 2);
  }

  #head:focus-visible {
    outline-offset: 0;
  }

  .number,
  .timer {
    font-size: 1.4em;
    font-weight: 600;
    line-height: 1.3;
  }

  .timer {
    flex: none;
    font-weight: 400;
  }

  .late {
    font-weight: 600;
  }

  .reminder {
    display: flex;
    gap: calc(var(--_space) * 1.5);
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_edge);
    border-inline-start-width: 4px;
    background: var(--_sunken);
    font-weight: 500;
  }

  .reminder svg {
    margin-block-start: 0.12em;
  }

  .dial,
  .line {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  .line .row {
    align-items: start;
  }

  /* Without a call it stands back. */
  .idle::part(button) {
    border: 1px solid var(--_edge);
    background: none;
    color: var(--_on-danger-tint);
  }

  .over {
    align-self: center;
  }

  /* The panel says who is on the line, and offers to look again. */
  .silent::part(status),
  .over::part(button),
  cti-hangup-button:not(.unsure)::part(recheck),
  cti-hangup-button::part(unknown) {
    display: none;
  }

  summary {
    min-height: max(24px, var(--_target) * 0.75);
    align-content: center;
    cursor: pointer;
  }

  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
    gap: var(--_space) calc(var(--_space) * 3);
  }

  details[open] > :not(summary) {
    margin-block-start: calc(var(--_space) * 2);
  }

  dt {
    color: var(--_muted);
  }

  dd {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: var(--_space);
  }

  .value {
    white-space: pre-wrap;
  }

  [name='copy'] {
    flex: none;
    min-height: 24px;
    padding: 0 var(--_space);
    border-color: transparent;
    background: none;
    color: var(--_on-accent-tint);
    font-weight: 400;
  }

  @media (pointer: coarse) {
    [name='copy'] {
      min-height: 44px;
    }
  }

  .keys > div {
    display: flex;
    justify-content: space-between;
    gap: calc(var(--_space) * 2);
  }

  .keys {
    grid-template-columns: minmax(0, 1fr);
  }

  kbd {
    font: inherit;
    white-space: nowrap;
  }
`;
