import { css } from 'lit';

/** The look of `<cti-list-upload>`: the list beside what is done with it; one below the other where that has no room. */
export const listUploadStyles = css`
  :host {
    container-type: inline-size;
  }

  h3 {
    font-size: 1em;
  }

  .page {
    display: grid;
    gap: calc(var(--_space) * 4);
    align-items: start;
  }

  .page > * {
    min-width: 0;
  }

  .card {
    padding: calc(var(--_space) * 4);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .past:empty {
    display: none;
  }

  @container (min-width: 1040px) {
    .page.open {
      grid-template-columns: minmax(0, 1fr) 320px;
      grid-template-rows: auto 1fr;
    }

    .page.open > .past {
      grid-column: 1;
    }

    .page.open > .side {
      grid-row: 1 / span 2;
      grid-column: 2;
    }
  }

  .bar,
  .drop.chosen {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 2) calc(var(--_space) * 4);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border-block-end: 1px solid var(--_line);
  }

  .bar.quiet {
    background: var(--_sunken);
  }

  .bar.hint:last-child {
    border-block-end: 0;
  }

  .drop:not(.chosen) {
    display: grid;
    justify-items: center;
    gap: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 8) calc(var(--_space) * 3);
    border: 1px dashed var(--_edge);
    border-radius: var(--_radius);
    text-align: center;
  }

  .drop.over {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
    background: var(--_accent-tint);
  }

  .grow {
    flex: 1;
  }

  .name {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  /* The control of the browser lies unseen over its button: so a press, a key and a dropped file reach it as ever. */
  .choose {
    position: relative;
    display: inline-flex;
  }

  .choose > input {
    position: absolute;
    inset: 0;
    min-height: 0;
    opacity: 0;
    cursor: pointer;
  }

  .choose > input::file-selector-button {
    cursor: pointer;
  }

  .choose > label {
    display: inline-flex;
    align-items: center;
    min-height: var(--_target);
    padding: calc(var(--_space) * 0.75) calc(var(--_space) * 3);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .drop:not(.chosen) > .choose > label {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .choose > :focus-visible + label {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  .choose > :disabled + label {
    border: 1px dashed var(--_edge);
    background: none;
    color: var(--_disabled);
  }

  .founds {
    display: flex;
    flex: 1 1 auto;
    flex-wrap: wrap;
    justify-content: end;
    gap: var(--_space) calc(var(--_space) * 2);
  }

  .found,
  .state {
    display: inline-flex;
    align-items: center;
    gap: var(--_space);
  }

  .found {
    font-weight: 600;
  }

  .good {
    color: var(--_on-good-tint);
  }

  :is(.found, .state, .happens).bad {
    color: var(--_on-danger-tint);
  }

  .twice:is(.found, .happens),
  .unknown:is(.state, .happens) {
    color: var(--_on-unknown-tint);
  }

  .reading {
    display: grid;
    gap: var(--_space);
  }

  .reading summary {
    color: var(--_muted);
    font-size: 0.93em;
  }

  .change {
    margin-inline-start: calc(var(--_space) * 2);
    color: var(--_on-accent-tint);
    text-decoration: underline;
  }

  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 210px), 1fr));
    gap: calc(var(--_space) * 3);
    padding-block: calc(var(--_space) * 2);
  }

  label {
    overflow-wrap: anywhere;
  }

  .choice {
    display: inline-flex;
    align-items: center;
    min-height: var(--_target);
    font-weight: 400;
  }

  .scroll {
    position: relative;
    overflow: auto;
  }

  /* What gets the focus does not lie below the column that stays in sight. */
  .main .scroll {
    scroll-padding-inline-end: 240px;
  }

  .scroll:focus-visible {
    outline-offset: -2px;
  }

  thead th {
    vertical-align: top;
  }

  thead :is(label, select, input) {
    min-width: 124px;
    color: var(--_text);
  }

  thead label {
    display: block;
    padding-block-end: var(--_space);
  }

  thead input {
    margin-block-start: var(--_space);
  }

  .line {
    width: 1%;
    color: var(--_muted);
  }

  td.bad {
    background: var(--_danger-tint);
    box-shadow: inset 0 0 0 1px var(--_danger-edge);
    color: var(--_on-danger-tint);
  }

  td.cell.twice,
  td.cell.unknown {
    background: var(--_unknown-tint);
    box-shadow: inset 0 0 0 1px var(--_unknown-edge);
    color: var(--_on-unknown-tint);
  }

  /* What becomes of a row stays in sight, however many columns a list has. */
  thead th:last-child:not(.past *),
  td.happens {
    position: sticky;
    inset-inline-end: 0;
    min-width: 220px;
    border-inline-start: 1px solid var(--_line);
    box-shadow: none;
  }

  td.happens {
    background: var(--_surface);
  }

  :is(.figures, .others, .found, .state) > *,
  td.happens > span,
  button {
    unicode-bidi: plaintext;
  }

  td > svg {
    vertical-align: -0.2em;
  }

  td.happens > svg {
    margin-inline-end: var(--_space);
  }

  .pager {
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border-block-start: 1px solid var(--_line);
  }

  .past h3 {
    font-size: 1em;
  }

  .link {
    min-width: var(--_target);
    padding-inline: var(--_space);
    border-color: transparent;
    background: none;
    color: var(--_on-accent-tint);
    font-weight: 400;
    text-decoration: underline;
    justify-content: end;
  }

  code {
    font:
      0.93em / 1.4 ui-monospace,
      monospace;
    overflow-wrap: anywhere;
  }

  .wire {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--_space) calc(var(--_space) * 2);
  }

  .wire dt {
    color: var(--_muted);
    text-align: end;
  }

  td.happens .link {
    padding-inline: 0;
  }

  .figures {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 calc(var(--_space) * 2);
  }

  progress {
    width: 100%;
    height: 12px;
    accent-color: var(--_accent);
  }

  .buttons:empty {
    display: none;
  }

  .buttons > .primary {
    flex: 1 1 auto;
    justify-content: center;
  }

  a {
    color: var(--_on-accent-tint);
  }

  .kept {
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border-inline-start: 4px solid var(--_text);
    background: var(--_sunken);
  }

  /* Without room for columns each row is a card that names its cells. */
  @container (max-width: 640px) {
    table,
    thead,
    tbody,
    tr,
    th,
    td {
      display: block;
    }

    td,
    th,
    thead th.line {
      width: auto;
      height: auto;
      border: 0;
    }

    thead :is(label, select, input) {
      min-width: 0;
    }

    thead .line,
    thead th:last-child,
    .past thead {
      display: none;
    }

    thead tr {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 130px), 1fr));
      background: var(--_sunken);
      border-block-end: 1px solid var(--_line);
    }

    tbody tr {
      padding-block: var(--_space);
    }

    tbody tr + tr {
      border-block-start: 1px solid var(--_line);
    }

    tbody :is(td, .n) {
      display: flex;
      gap: var(--_space);
      text-align: start;
      white-space: normal;
    }

    tbody td::before {
      content: attr(data-label);
      flex: 0 0 max(84px, 34%);
      color: var(--_muted);
      overflow-wrap: anywhere;
    }

    td.happens {
      position: static;
      min-width: 0;
      border: 0;
    }

    .link {
      justify-content: start;
      padding: 0;
    }

    .founds {
      flex-basis: 100%;
      order: 1;
      justify-content: start;
    }

    .dot {
      display: none;
    }
  }

  @media (forced-colors: active) {
    td.cell:is(.bad, .twice, .unknown) {
      border: 2px solid CanvasText;
    }

    .choose > label {
      border: 1px solid ButtonText;
    }
  }
`;
