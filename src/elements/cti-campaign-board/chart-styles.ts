import { css } from 'lit';

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
