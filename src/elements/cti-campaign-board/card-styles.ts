import { css } from 'lit';

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
