import { css } from 'lit';

/** The look of `<cti-recordings>`. */
export const recordingsStyles = css`
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(160px, 100%), 1fr));
    align-items: end;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 3);
  }

  .more > :not(summary) {
    margin-block-start: calc(var(--_space) * 2);
  }

  [data-guid] {
    display: grid;
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 2);
    border-block-end: 1px solid var(--_line);
    overflow-wrap: anywhere;
    list-style: none;
  }

  .current {
    border-inline-start: 4px solid var(--_accent);
    background: var(--_sunken);
  }

  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space) calc(var(--_space) * 3);
  }

  dl {
    display: flex;
    flex: 1 1 200px;
    flex-wrap: wrap;
    gap: var(--_space) calc(var(--_space) * 4);
    min-width: 0;
  }

  dl div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space);
    min-width: 0;
  }

  .line details[open] {
    flex-basis: 100%;
  }

  .tag {
    align-items: end;
  }

  .tag .field {
    flex: 0 1 240px;
  }

  dt,
  [data-guid] details {
    color: var(--_muted);
    font-size: 0.93em;
  }

  .why {
    font-weight: 600;
  }

  ol {
    padding-inline-start: 2em;
  }

  audio {
    width: 100%;
    max-width: 560px;
  }

  select {
    width: auto;
  }

  kbd {
    padding-inline: 0.4em;
    border: 1px solid var(--_edge);
    border-radius: 3px;
    font: inherit;
  }

  [name='more'] {
    justify-self: start;
  }
`;
