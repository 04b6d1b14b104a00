import { css } from 'lit';

/** The look of the row of key figures. */
export const tileStyles = css`
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
    gap: 1px;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_line);
  }

  .tile {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 0.5);
    min-width: 0;
    padding: calc(var(--_space) * 2.5) calc(var(--_space) * 3);
    background: var(--_surface);
  }

  .tile.agents {
    grid-column: span 2;
  }

  .tile.over {
    box-shadow: inset 0 3px var(--_danger);
  }

  .tile.near {
    box-shadow: inset 0 3px var(--_unknown);
  }

  .label {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--_space);
    color: var(--_muted);
    font-size: 0.93em;
  }

  .note {
    color: var(--_muted);
    font-size: 0.93em;
    font-weight: 400;
  }

  .value {
    font-size: clamp(1.43em, 9cqi, 2em);
    font-weight: 600;
    line-height: 1.2;
  }

  .value small {
    font-size: 0.5em;
    font-weight: 400;
  }

  .sub {
    flex: 1;
    min-height: 1.43em;
    color: var(--_muted);
    font-size: 0.93em;
    overflow-wrap: anywhere;
  }

  :is(.sub, .figure, .key, dd, .name) > .over,
  :is(.sub, .figure, .key, dd, .name) > .near {
    display: inline-flex;
    align-items: center;
    gap: var(--_space);
    font-weight: 600;
  }

  .sub > .over > svg,
  .sub > .near > svg {
    align-self: start;
    margin-block-start: 0.15em;
  }

  :is(.sub, .figure, .key, dd, .name) > .over {
    color: var(--_on-danger-tint);
  }

  :is(.sub, .figure, .key, dd, .name) > .near {
    color: var(--_on-unknown-tint);
  }

  .agents .chart {
    flex: none;
    width: 100%;
    margin-block: var(--_space);
  }

  @media (forced-colors: active) {
    .tile:is(.over, .near) {
      border-block-start: 3px solid Mark;
    }
  }
`;

/** The look of `<cti-campaign-board>`: a table whose columns all rows share. */
export const boardStyles = css`
  :host {
    container-type: inline-size;
  }

  .board {
    display: grid;
    gap: calc(var(--_space) * 3);
    min-width: 0;
  }

  .top,
  .tools,
  .news {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 2);
    min-width: 0;
  }

  .news {
    flex: 1 1 240px;
    gap: 0 calc(var(--_space) * 3);
  }

  .search {
    flex: 1 1 160px;
    max-width: 260px;
  }

  .only {
    display: flex;
    align-items: center;
    min-height: var(--_target);
    font-weight: 400;
  }

  #age,
  .state {
    display: flex;
    align-items: center;
    gap: var(--_space);
  }

  #age.stale {
    color: var(--_text);
    font-weight: 600;
  }

  .boxes {
    columns: 2;
  }

  .boxes label,
  .popup label.row {
    gap: var(--_space);
    font-weight: 400;
    break-inside: avoid;
    flex-wrap: nowrap;
    min-height: var(--_target);
  }

  .limit {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 80px 48px 72px;
    align-items: center;
    gap: var(--_space) calc(var(--_space) * 2);
    padding-block: var(--_space);
  }

  .limit label {
    font-weight: 400;
  }

  .limit input {
    text-align: end;
  }

  .limit .problem {
    grid-column: 1 / -1;
  }

  .split {
    display: grid;
    gap: calc(var(--_space) * 4);
    align-items: start;
    min-width: 0;
  }

  .scroll {
    max-height: var(--cti-board-height, 70vh);
    min-width: 0;
    overflow: auto;
    scroll-padding: 5em 0 0 200px; /* what has the focus is not under the headings */
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  [role='row'] {
    display: grid;
    grid-template-columns: var(--_columns);
    min-width: max(100%, var(--_width, 0px));
    width: max(100%, var(--_width, 0px));
    min-height: calc(var(--_target) + var(--_space) * 2);
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
    color: var(--_muted);
    font-size: 0.93em;
  }

  .foot {
    position: sticky;
    inset-block-end: 0;
    z-index: 2;
    border-block-start: 1px solid var(--_edge);
    font-weight: 600;
  }

  .foot [role='row'],
  .rows:last-child > [role='row']:last-child {
    border-block-end: 0;
  }

  .head,
  .group {
    background: var(--_sunken);
  }

  .group {
    color: var(--_muted);
  }

  .foot .group {
    color: var(--_text);
  }

  [aria-sort='ascending'],
  [aria-sort='descending'] {
    color: var(--_text);
    font-weight: 600;
  }

  .current {
    background: color-mix(in srgb, var(--_accent) 12%, var(--_surface));
  }

  .current > .name {
    box-shadow: inset 3px 0 var(--_accent);
  }

  .current > .name:dir(rtl) {
    box-shadow: inset -3px 0 var(--_accent);
  }

  [part='cell'],
  .head > * {
    align-self: center;
    min-width: 0;
    padding: var(--_space) calc(var(--_space) * 2.5);
    overflow-wrap: anywhere;
  }

  .name,
  .head > :first-child {
    position: sticky;
    inset-inline-start: 0;
    z-index: 1;
    background: inherit;
  }

  .head > * {
    display: flex;
    align-items: center;
    align-self: stretch;
  }

  .sorter > svg {
    width: 1em;
    height: 1em;
  }

  .name {
    display: flex;
    flex-direction: column;
    align-self: stretch !important;
    justify-content: center;
  }

  .name .state {
    color: var(--_muted);
    font-size: 0.93em;
  }

  .title {
    font-weight: 600;
  }

  .group .title {
    font-size: 0.93em;
  }

  .campaign .to {
    color: var(--_muted);
    font-weight: 400;
  }

  .title .way {
    overflow-wrap: anywhere;
  }

  .line {
    justify-content: start;
    min-width: 0;
    min-height: 24px;
    padding: 0;
    border: 0;
    border-radius: var(--_radius-s);
    background: none;
    text-align: start;
  }

  .line:hover:not(:disabled) {
    background: none;
    text-decoration: underline;
  }

  .head .end,
  .head .end .sorter {
    justify-content: end;
  }

  .figure,
  .head .end {
    text-align: end;
  }

  .figure {
    white-space: nowrap;
  }

  .figure > .over,
  .figure > .near {
    justify-content: end;
  }

  .other {
    font-size: 0.93em;
  }

  .bare {
    width: var(--_target);
  }

  @media print {
    .scroll {
      max-height: none;
      overflow: visible;
      border: 0;
    }

    .rows {
      content-visibility: visible;
    }

    .heads,
    .foot,
    .name,
    .head > :first-child {
      position: static;
    }

    [role='row'] {
      break-inside: avoid;
    }

    #drawer {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .current {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;

/** The look of one campaign beside the table. */
export const drawerStyles = css`
  #drawer {
    display: grid;
    gap: calc(var(--_space) * 4);
    min-width: 0;
    padding: calc(var(--_space) * 4);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  @container (width >= 960px) {
    .is-open .split {
      grid-template-columns: minmax(0, 1fr) 340px;
    }

    #drawer {
      position: sticky;
      inset-block-start: calc(var(--_space) * 2);
      max-height: max(var(--cti-board-height, 70vh), 320px);
      overflow: auto;
    }
  }

  /* Where there is no room beside the table the drawer comes in its place. */
  @container (width < 960px) {
    .is-open .scroll {
      display: none;
    }
  }

  .drawer-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--_space) * 2);
  }

  .drawer-head h3 {
    flex: 1;
    font-size: var(--_text-l);
  }

  .drawer-head [name='close'] {
    order: 1;
  }

  .drawer-head .state {
    flex: 1 1 100%;
    order: 2;
    color: var(--_muted);
  }

  .part {
    display: grid;
    gap: calc(var(--_space) * 2);
    min-width: 0;
  }

  h4 {
    display: flex;
    justify-content: space-between;
    margin: 0;
    font-size: 1em;
    font-weight: 600;
  }

  #drawer .banner {
    gap: var(--_space);
  }

  .trend-choice {
    flex-wrap: nowrap;
  }

  .trend-choice select {
    flex: 1;
    min-width: 0;
  }

  .large {
    position: relative;
    min-height: 140px;
    direction: ltr;
  }

  .large .spark {
    height: 140px;
  }

  #plot {
    position: absolute;
    inset: 0;
    overflow: hidden;
  }

  #reading {
    position: absolute;
    inset: 0 8px auto auto;
    background: var(--_raised);
    pointer-events: none;
  }

  .actions {
    padding-block: calc(var(--_space) * 3) 0;
    border-block-start: 1px solid var(--_line);
    background: var(--_raised);
  }

  /* What can be done stays in sight, however much is known. */
  @container (width >= 960px) {
    .actions {
      position: sticky;
      inset-block-end: calc(var(--_space) * -4);
      margin-block-end: calc(var(--_space) * -4);
      padding-block-end: calc(var(--_space) * 4);
    }
  }

  #drawer details {
    max-height: 260px;
    overflow: auto;
  }

  #drawer :is(td, th) {
    height: auto;
    padding: var(--_space);
  }

  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(140px, 1fr));
    gap: 0 calc(var(--_space) * 4);
  }

  .figures > div {
    display: flex;
    justify-content: space-between;
    gap: var(--_space);
    padding-block: var(--_space);
    border-block-end: 1px solid var(--_line);
  }

  .figures dt {
    color: var(--_muted);
  }

  .figures dd {
    text-align: end;
  }

  .members {
    display: grid;
    gap: var(--_space);
    max-height: 200px;
    overflow: auto;
    list-style: none;
  }
`;

/** Where the board is narrow each campaign is a line that opens, and nothing scrolls sideways. */
export const narrowStyles = css`
  .narrow .tools {
    flex: 1 1 100%;
  }

  .narrow .search {
    flex: 1 1 100%;
    max-width: none;
  }

  .narrow .tools {
    position: relative;
  }

  .narrow .popup-place {
    position: static;
  }

  .narrow .popup {
    inset-inline: 0;
    width: auto;
    max-width: none;
  }

  .narrow .tiles {
    grid-template-columns: 1fr 1fr;
  }

  .narrow .tile.agents {
    grid-column: 1 / -1;
  }

  .narrow .spark {
    display: none;
  }

  .narrow .large .spark {
    display: block;
  }

  .narrow .scroll {
    max-height: none;
    overflow: visible;
  }

  .narrow .sorting {
    flex-wrap: nowrap;
    padding: calc(var(--_space) * 2);
    border-block-end: 1px solid var(--_line);
  }

  .narrow .sorting label {
    flex: none;
  }

  .narrow [role='row'] {
    position: relative;
    grid-template-columns: minmax(0, 1fr) auto;
    width: auto;
    min-width: 0;
    min-height: max(48px, var(--_target));
  }

  .narrow .rows {
    width: auto;
    min-width: 0;
    contain-intrinsic-height: auto 490px;
  }

  .narrow .name {
    position: static;
    min-height: max(48px, var(--_target));
  }

  .narrow .foot {
    position: static;
  }

  .narrow .line {
    align-self: stretch;
    flex: 1;
    width: 100%;
  }

  .key {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    color: var(--_muted);
  }

  /* The whole line is the button. */
  .narrow [name='unfold']::after {
    content: '';
    position: absolute;
    inset: 0 0 auto;
    height: max(48px, var(--_target));
  }

  .open > .key > svg {
    rotate: 180deg;
  }

  .more {
    grid-column: 1 / -1;
    display: grid;
    gap: calc(var(--_space) * 2);
    justify-items: start;
  }

  .more dl {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: calc(var(--_space) * 2);
    width: 100%;
  }

  .more dt {
    color: var(--_muted);
    font-size: 0.93em;
  }

  .more .drawn {
    width: 100%;
  }

  .narrow .limit {
    grid-template-columns: minmax(0, 1fr) 80px 48px;
  }

  .narrow .limit .hint {
    grid-column: 1 / -1;
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

  .spark {
    width: 100%;
    height: 36px;
    stroke-width: 1.5;
  }

  .spark polyline,
  .spark line {
    vector-effect: non-scaling-stroke;
    stroke: var(--_accent);
    fill: none;
  }

  .spark .limit {
    stroke: var(--_danger);
    stroke-dasharray: 4 3;
  }

  .spark polygon {
    fill: color-mix(in srgb, var(--_accent) 12%, transparent);
    stroke: none;
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 3);
    color: var(--_muted);
    font-size: 0.93em;
  }

  .legend span {
    display: inline-flex;
    align-items: center;
    gap: var(--_space);
  }

  .swatch {
    width: 12px;
    height: 12px;
    stroke: none;
  }

  .available {
    fill: var(--_good);
  }

  .busy {
    fill: var(--_accent);
  }

  .paused {
    fill: var(--_muted);
  }

  .wrapup,
  .track {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 1.5;
    vector-effect: non-scaling-stroke;
  }

  /* What the large chart is made of: a drawing with its axes, and the pointer's cross over it. */
  .u-wrap {
    position: relative;
    user-select: none;
  }

  :is(.u-over, .u-under, .u-axis, .u-cursor-x, .u-cursor-y, .u-cursor-pt, .u-select) {
    position: absolute;
  }

  .u-under {
    overflow: hidden;
  }

  .uplot canvas {
    display: block;
    position: relative;
    width: 100%;
    height: 100%;
  }

  :is(.u-cursor-x, .u-cursor-y, .u-cursor-pt, .u-select) {
    inset-block-start: 0;
    left: 0;
    pointer-events: none;
  }

  .u-cursor-x {
    height: 100%;
    border-inline-end: 1px dashed var(--_edge);
  }

  :is(.u-cursor-y, .u-off, .u-select) {
    display: none;
  }

  .u-cursor-pt {
    border: 0 solid;
    border-radius: 50%;
  }

  .ink {
    display: none;
  }

  .ink.line {
    color: var(--_accent);
  }

  .ink.grid {
    color: var(--_line);
  }

  .ink.text {
    color: var(--_muted);
  }

  .ink.over {
    color: var(--_danger);
  }

  @media (forced-colors: active) {
    .spark polyline,
    .wrapup,
    .track {
      stroke: CanvasText;
    }

    .spark .limit {
      stroke: Mark;
    }

    .available,
    .busy {
      fill: CanvasText;
    }

    .paused {
      fill: GrayText;
    }

    .spark polygon {
      fill: none;
    }

    .ink {
      color: CanvasText;
    }
  }
`;

/** A board that fills the screen is read from across the room. */
export const wallStyles = css`
  :host(:fullscreen) {
    padding: calc(var(--_space) * 5);
    overflow: auto;
    background: var(--_surface);
    font-size: clamp(16px, 1.25vw, 28px);
  }

  :host(:fullscreen) .scroll {
    max-height: none;
  }

  #wall-time {
    font-size: 2.5em;
    font-weight: 600;
    line-height: 1;
  }

  :host(:fullscreen) .tile .spark {
    height: 64px;
  }
`;
