import { css } from 'lit';

/** The look of `<cti-campaign-board>`: a table whose columns all rows share. */
export const boardStyles = css`
  :host {
    container-type: inline-size;
  }

  .tools {
    align-items: end;
  }

  .tools .field {
    flex: 1 1 160px;
    max-width: 320px;
  }

  .tools .only {
    display: flex;
    align-items: center;
    min-height: var(--_target);
    font-weight: 400;
  }

  .news {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 4);
  }

  .failure {
    flex: 1 1 100%;
  }

  #age {
    margin-inline-start: auto;
  }

  #age,
  .legend span,
  .state,
  .marks {
    display: flex;
    align-items: center;
    gap: var(--_space);
  }

  #age.stale {
    color: var(--_text);
    font-weight: 600;
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space) calc(var(--_space) * 3);
  }

  .scroll {
    max-height: var(--cti-board-height, 70vh);
    overflow: auto;
    scroll-padding: 5em 0 0 200px; /* what has the focus is not under the headings */
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  [role='row'] {
    display: grid;
    grid-template-columns: var(--_columns);
    min-width: max(100%, var(--_width, 0px));
    width: max(100%, var(--_width, 0px));
    border-block-end: 1px solid var(--_line);
    background: var(--_surface);
  }

  .rows {
    min-width: max(100%, var(--_width, 0px));
    width: max(100%, var(--_width, 0px));
    content-visibility: auto;
    contain-intrinsic-height: auto calc((var(--_target) + var(--_space) * 2) * 10);
  }

  .heads {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    font-size: 0.93em;
  }

  .head {
    background: var(--_sunken);
  }

  [part='cell'],
  .head > * {
    min-width: 0;
    padding: var(--_space) calc(var(--_space) * 2);
    overflow-wrap: anywhere;
  }

  [part='cell'] {
    align-self: center;
  }

  .name,
  .head > :first-child {
    position: sticky;
    inset-inline-start: 0;
    z-index: 1;
    background: inherit;
  }

  .head > *,
  .head button {
    display: flex;
    align-items: center;
    text-align: inherit;
    justify-content: inherit;
  }

  .name {
    display: flex;
    flex-direction: column;
    align-self: stretch;
    justify-content: center;
  }

  .title {
    font-weight: 600;
  }

  .head button {
    width: 100%;
    min-width: 0;
    padding: 0;
    border: 0;
    background: none;
  }

  .head .end {
    justify-content: end;
  }

  [aria-sort] button::after {
    content: '▴' / '';
  }

  [aria-sort='descending'] button::after {
    content: '▾' / '';
  }

  .figure,
  .head .end {
    text-align: end;
  }

  .marked > .name {
    border-inline-start: 4px solid var(--_text);
  }

  .marked {
    background: var(--_sunken);
  }

  .marks {
    font-size: 0.93em;
  }

  .beyond {
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 3px;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
  }

  .sorting {
    display: none;
  }
`;

/** Where the board is narrow each campaign is a card, and nothing scrolls sideways. */
export const cardStyles = css`
  @container (width < 640px) {
    .scroll {
      max-height: none;
      overflow: visible;
    }

    .sorting {
      display: flex;
      flex-wrap: nowrap;
      flex: 1 1 100%;
      align-items: end;
    }

    .sorting .field {
      flex: 1;
      max-width: none;
    }

    [role='row'] {
      display: flex;
      flex-wrap: wrap;
      width: auto;
      min-width: 0;
      padding-block: var(--_space);
    }

    [role='row'].head {
      display: none;
    }

    .rows {
      width: auto;
      min-width: 0;
      content-visibility: visible;
    }

    .name,
    .actions,
    .drawn {
      flex: 1 1 100%;
    }

    .name {
      position: static;
    }

    .figure,
    .state {
      flex: 1 1 96px;
      flex-wrap: wrap;
      text-align: start;
    }

    [data-label]::before {
      content: attr(data-label);
      display: block;
      flex: 1 0 100%;
      color: var(--_muted);
      font-size: 0.86em;
    }

    .drawn {
      flex-wrap: wrap;
    }
  }
`;

/** The look of the small charts. */
export const chartStyles = css`
  .drawn {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
    position: relative;
  }

  .chart {
    flex: 1 1 40px;
    width: auto;
    min-width: 40px;
    height: 16px;
    stroke: none;
  }

  .trend {
    width: 40px;
    height: 16px;
    margin-inline-start: calc(var(--_space) * 1.5);
    vertical-align: middle;
    stroke-width: 1.5;
  }

  .swatch {
    stroke: none;
  }

  .available {
    fill: var(--_accent);
  }

  .busy {
    fill: var(--_text);
  }

  .paused {
    fill: var(--_muted);
  }

  .wrapup,
  .track {
    fill: none;
    stroke: var(--_edge);
    stroke-width: 1;
  }
`;
