import { css } from 'lit';

/** What `<cti-callbacks>` has beyond the look of every list of entries. */
export const callbacksStyles = css`
  h3 {
    margin: 0 0 var(--_space);
    font: inherit;
    font-weight: 600;
  }

  ul + h3 {
    margin-block-start: calc(var(--_space) * 3);
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 calc(var(--_space) * 3);
  }

  .head > * {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .at {
    font-size: 1.15em;
  }

  .mark {
    display: inline-flex;
    align-items: center;
    gap: var(--_space);
    padding-inline: calc(var(--_space) * 1.5);
    border: 1px solid var(--_unknown-edge);
    border-radius: var(--_radius);
    background: var(--_unknown-tint);
    color: var(--_on-unknown-tint);
    font-weight: 600;
  }

  .told {
    font-weight: 600;
  }

  .question,
  cti-schedule-picker {
    margin-block: calc(var(--_space) * 2);
  }

  .state[data-state='confirmed'] {
    color: var(--_on-good-tint);
  }
`;
