import { css } from 'lit';

/** The look of `<cti-recordings>`. */
export const recordingsStyles = css`
  :host {
    container-type: inline-size;
  }

  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(160px, 100%), 1fr));
    align-items: end;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 3);
  }

  .more > :not(summary) {
    margin-block-start: calc(var(--_space) * 2);
  }

  .top {
    justify-content: space-between;
  }

  .top > p {
    flex: 1 1 240px;
  }

  .tools select {
    width: auto;
    max-width: 100%;
  }

  .order {
    display: none;
  }

  td[data-column='when'] {
    font-weight: 600;
  }

  .to,
  .way .to {
    color: var(--_muted);
    font-weight: 400;
  }

  .play,
  .actions {
    width: 1%;
  }

  .actions > div {
    display: flex;
    justify-content: end;
  }

  tr.opened > td {
    border-block-end-color: transparent;
  }

  .more-row > td {
    height: auto;
    padding-block-end: calc(var(--_space) * 3);
  }

  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(180px, 100%), 1fr));
    gap: var(--_space) calc(var(--_space) * 4);
  }

  dl div {
    min-width: 0;
  }

  dt {
    color: var(--_muted);
    font-size: 0.93em;
  }

  .tag {
    align-items: end;
  }

  .tag .field {
    flex: 0 1 240px;
  }

  .why {
    font-weight: 600;
  }

  ol {
    padding-inline-start: 2em;
  }

  a {
    color: var(--_on-accent-tint);
  }

  [name='more'] {
    justify-self: start;
  }

  /* It lies above the rows, at the end of what is in sight. */
  .player {
    position: sticky;
    inset-block-end: 0;
    z-index: 4;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space) calc(var(--_space) * 2);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  .title {
    display: grid;
    flex: 1 1 200px;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .moves,
  .place {
    display: flex;
    align-items: center;
    gap: var(--_space);
  }

  .moves {
    flex-wrap: wrap;
  }

  .moves button {
    white-space: nowrap;
  }

  @container (width < 400px) {
    .moves kbd {
      display: none;
    }
  }

  .moves button,
  .segments button {
    unicode-bidi: plaintext;
  }

  .place {
    flex: 4 1 260px;
    gap: calc(var(--_space) * 2);
    min-width: 0;
  }

  .state {
    flex: 4 1 200px;
  }

  .player select {
    width: auto;
  }

  .player [aria-pressed='true'] {
    background: var(--_accent-tint);
    color: var(--_on-accent-tint);
    box-shadow: inset 0 -2px var(--_accent);
  }

  .player > .keys {
    flex: 1 1 100%;
    font-size: 0.93em;
  }

  .player .bare[aria-disabled='true'] {
    border-color: transparent;
  }

  .bare[name='previous'] svg:dir(rtl),
  .bare[name='next'] svg:dir(rtl) {
    scale: -1 1;
  }

  .seek {
    position: relative;
    flex: 1;
    min-width: 0;
    height: 40px;
  }

  .seek input {
    position: absolute;
    inset: 0;
    height: 100%;
    padding: 0;
    border: 0;
    background: none;
    accent-color: var(--_accent);
    cursor: pointer;
  }

  .drawn input {
    appearance: none;
  }

  .drawn input::-webkit-slider-thumb {
    appearance: none;
    width: 2px;
    height: 40px;
    background: var(--_text);
  }

  .drawn input::-moz-range-thumb {
    width: 2px;
    height: 40px;
    border: 0;
    border-radius: 0;
    background: var(--_text);
  }

  .drawn input::-moz-range-track {
    background: none;
  }

  .wave {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    color: var(--_edge);
    stroke-linecap: butt;
  }

  .wave:dir(rtl) {
    scale: -1 1;
  }

  .played {
    color: var(--_accent);
  }

  /* Where there is no room for columns a recording is a card. */
  @container (width < 760px) {
    .order {
      display: flex;
    }

    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      visibility: hidden;
    }

    table,
    tbody {
      display: block;
    }

    tbody {
      border-block-end: 1px solid var(--_line);
    }

    tbody:last-child {
      border-block-end: 0;
    }

    tr {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 calc(var(--_space) * 3);
      padding: calc(var(--_space) * 2);
    }

    tr[aria-current='true'] {
      background: var(--_accent-tint);
      box-shadow: inset 3px 0 var(--_accent);
    }

    tr[aria-current='true']:dir(rtl) {
      box-shadow: inset -3px 0 var(--_accent);
    }

    tr[aria-current='true'] > td:first-child {
      box-shadow: none !important;
    }

    td {
      flex: 0 1 auto;
      height: auto;
      padding: 0;
      border: 0;
      width: auto !important;
      max-width: 100%;
    }

    td.empty {
      display: none;
    }

    td:is([data-column='length'], [data-column='result'], [data-column='agent'])::before {
      content: attr(data-heading) ' ' / '';
      color: var(--_muted);
      font-size: 0.93em;
    }

    td[data-column='when'] {
      flex: 1 1 auto;
    }

    td.actions {
      margin-inline-start: auto;
    }

    .more-row > td {
      flex: 1 1 100%;
    }
  }

  @media print {
    .order {
      display: none;
    }

    thead {
      display: table-header-group;
    }

    tr {
      break-inside: avoid;
    }
  }

  @media (forced-colors: active) {
    .wave {
      color: CanvasText;
      forced-color-adjust: none;
    }

    .played {
      color: Highlight;
    }

    .drawn input::-webkit-slider-thumb {
      background: CanvasText;
      forced-color-adjust: none;
    }

    .drawn input::-moz-range-thumb {
      background: CanvasText;
      forced-color-adjust: none;
    }

    .player [aria-pressed='true'] {
      border: 2px solid Highlight;
    }
  }
`;
