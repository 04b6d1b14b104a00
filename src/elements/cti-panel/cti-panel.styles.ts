import { css } from 'lit';

/** The look of `<cti-panel>`: one column, from 320 px on; what lies at its top and bottom stays in sight. */
export const panelStyles = css`
  :host {
    --_pad: calc(var(--_space) * 3);
    /* As high as a row of controls with an icon above the word. */
    --_act: max(47px, var(--_space) * 12);

    container-type: inline-size;
    overflow-wrap: anywhere;
    background: var(--_surface);
  }

  :host([density='compact']) {
    --cti-density: 0.75;
  }

  ul {
    list-style: none;
  }

  :is(h2, h3, summary) {
    font-size: 1em;
    font-weight: 600;
  }

  .panel {
    display: flex;
    flex-direction: column;
    min-height: 100%;
  }

  .panel:focus-visible {
    outline-offset: -2px;
  }

  .top {
    z-index: 3;
    inset-block-start: 0;
  }

  .bar {
    display: flex;
    align-items: center;
    gap: var(--_space);
    min-height: calc(var(--_target) + 12px);
    padding-inline: calc(var(--_space) * 2);
    border-block-end: 1px solid var(--_line);
    background: var(--_sunken);
  }

  .foot {
    z-index: 2;
    inset-block-end: 0;
    gap: calc(var(--_space) * 2);
    min-height: calc(var(--_target) + 24px);
    padding-inline: var(--_pad);
    border-block: 1px solid var(--_line);
    border-block-end: 0;
  }

  /* With large letters a low window would be all head and foot, and what opens in the head is as high again. */
  @media (min-height: 481px) {
    .top:not(:has([data-opened])),
    .foot {
      position: sticky;
    }

    /* How much lies over what scrolls, be it the panel or the page: the head may have something to say below its row. */
    .panel > :not(.top, .foot) {
      --_above: 300px;
      --_below: calc(var(--_target) + 40px);
    }
  }

  .foot > button {
    justify-content: center;
  }

  .phase {
    padding-inline: calc(var(--_space) * 2);
    font-weight: 600;
  }

  .grow,
  .chosen {
    flex: 1;
    min-width: 0;
  }

  .chosen {
    color: var(--_muted);
  }

  .chosen > b {
    color: var(--_text);
  }

  .quiet,
  .link {
    border-color: transparent;
    background: none;
  }

  .quiet {
    justify-content: center;
    padding-inline: calc(var(--_space) * 2);
    color: var(--_muted);
  }

  .quiet[aria-expanded='true'] {
    background: var(--_hover);
    color: var(--_text);
  }

  .link {
    justify-self: start;
    min-height: 24px;
    padding-inline: 0;
    color: var(--_on-accent-tint);
    font-weight: 400;
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  .count {
    min-width: 18px;
    padding-inline: 5px;
    border-radius: 9px;
    background: var(--_info);
    color: var(--_surface);
    font-size: var(--_text-xs);
    font-weight: 600;
    text-align: center;
  }

  .count.asks {
    background: var(--_unknown);
    color: var(--_on-unknown);
  }

  /* What can be done with a call stands in one row, with hanging up at its end: neither ever moves. */
  .head {
    display: grid;
    grid-template: 'who who' auto 'main end' minmax(var(--_act), auto) 'below below' auto / minmax(0, 1fr) 68px;
    align-items: start;
    padding: var(--_pad);
    border-block-end: 1px solid var(--_line);
    background: var(--_surface);
  }

  .who,
  .dial {
    grid-area: who;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
    align-content: start;
    min-height: calc(var(--_target) + 24px + var(--_pad));
  }

  /* A number that is typed stays where it is when a call comes: below. */
  .head:not(.ready) > .dial {
    grid-area: below;
    padding-block-start: var(--_pad);
    min-height: 0;
  }

  .head:not(.ready) > cti-call-button::part(button) {
    grid-area: auto / 1 / auto / -1;
    min-height: var(--_target);
    margin: calc(var(--_space) * 2) 0 0;
  }

  .line {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_space) * 2);
    min-height: 24px;
  }

  .line > :first-child {
    flex: 1;
    min-width: 0;
  }

  .line > :first-child,
  .line .num,
  .tag > :last-child {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    vertical-align: bottom;
  }

  .line > label {
    color: var(--_muted);
    font-size: var(--_text-xs);
    font-weight: 400;
  }

  /* As high as the name of one campaign. */
  .line > select {
    width: auto;
    max-width: 65%;
    min-height: 24px;
    padding-block: 0;
    background: var(--_sunken);
    font-size: var(--_text-xs);
  }

  #head {
    font-size: var(--_text-l);
  }

  .pill,
  .tag {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
    min-height: 24px;
    padding-inline: calc(var(--_space) * 2);
    border: 1px solid var(--_tint, var(--_line));
    border-radius: 12px;
    background: var(--_tint, var(--_sunken));
    color: var(--_ink, inherit);
    font-size: var(--_text-xs);
    font-weight: 600;
    white-space: nowrap;
  }

  .pill > .sign {
    display: contents;
  }

  .pill.info {
    --_tint: var(--_info-tint);
    --_ink: var(--_on-info-tint);
  }

  .pill.good {
    --_tint: var(--_good-tint);
    --_ink: var(--_on-good-tint);
  }

  .pill.unknown {
    --_tint: var(--_unknown-tint);
    --_ink: var(--_on-unknown-tint);
  }

  .pill .num {
    font-weight: 400;
  }

  /* A number is shown whole before its campaign is. */
  .line > :is(.number, label) {
    flex: 1 0 auto;
    max-width: calc(100% - 40px);
  }

  .tag {
    min-height: 20px;
    min-width: 0;
    border-radius: var(--_radius-s);
    background: var(--_hover);
    font-weight: 400;
  }

  .ring {
    rotate: -90deg;
    stroke-width: 4;
    stroke-linecap: butt;
  }

  .ring > .track {
    stroke: var(--_line);
  }

  .ring > .left {
    stroke: var(--_accent);
  }

  :host(:dir(rtl)) .ring {
    scale: 1 -1;
  }

  .main,
  cti-call-button::part(button),
  cti-call-controls::part(controls) {
    grid-area: main;
    min-height: var(--_act);
  }

  .main {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    padding-inline-end: calc(var(--_space) * 2);
  }

  .main > button {
    padding-inline: calc(var(--_space) * 2);
  }

  .ended {
    flex: 1;
    display: grid;
    font-size: 0.93em;
  }

  :is(.ended, .link) > span {
    unicode-bidi: plaintext;
  }

  /* One button is filled: the one that Ctrl + Enter presses. In these that is their own, elsewhere the bar's. */
  :is(cti-respool-editor, cti-tag-recorder, cti-schedule-picker):not(:focus-within, [picker-only]),
  .panel:has(:is(cti-respool-editor, cti-tag-recorder, cti-schedule-picker:not([picker-only])):focus-within) > .foot {
    --_fill: none;
    --_on-fill: var(--_text);
    --_fill-edge: var(--_edge);
    --_cap: none;
    --_rim-width: 1px;
  }

  cti-call-button,
  cti-call-controls,
  cti-hangup-button {
    display: contents;
    container-type: normal;
  }

  cti-hangup-button::part(row),
  cti-call-controls::part(layout) {
    display: contents;
  }

  cti-call-button::part(button) {
    justify-content: center;
    margin-inline-end: calc(var(--_space) * 1.5);
    justify-self: stretch;
  }

  cti-hangup-button::part(recheck) {
    grid-column: 1 / -1;
    justify-self: start;
  }

  cti-hangup-button::part(button) {
    grid-area: end;
    flex-wrap: wrap;
    justify-content: center;
    align-content: center;
    gap: 0 calc(var(--_space) * 1.5);
    width: 68px;
    height: var(--_act);
    padding: 0;
    font-size: var(--_text-xs);
  }

  cti-hangup-button > .word {
    order: 1;
    flex: none;
    width: 100%;
    text-align: center;
  }

  cti-hangup-button > kbd {
    min-width: 0;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font-size: 1em;
  }

  cti-call-controls::part(controls) {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(40px, 1fr));
    gap: 0;
    margin-inline-end: 1px;
  }

  /* What an element of the row says, and what opens of it, stands below the row. */
  .head > .note,
  .below,
  cti-call-button::part(outcome),
  cti-hangup-button::part(outcome) {
    grid-column: 1 / -1;
    margin-block-start: calc(var(--_space) * 2);
  }

  cti-call-controls::part(below),
  cti-call-controls::part(calls) {
    --_lead: calc(var(--_space) * 2);

    grid-column: 1 / -1;
    gap: 0;
  }

  /* Without a call its place is kept. */
  .idle::part(button),
  .idle::part(button):hover {
    border: 1px dashed var(--_line);
    background: none;
    color: var(--_disabled);
    font-weight: 400;
  }

  /* That the call has ended stands in the head: this only says it aloud. */
  .told::part(outcome) {
    position: absolute;
    width: 1px;
    min-width: 0;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    padding: 0;
    border: 0;
  }

  /* The panel says who is on the line, and offers to look again. */
  cti-call-controls::part(sole),
  .silent::part(outcome),
  cti-hangup-button:not(.unsure)::part(recheck),
  cti-hangup-button::part(unknown),
  cti-disposition-form::part(submit-row) {
    display: none;
  }

  /* The bar has an edge of its own. */
  cti-agent-state::part(state) {
    border-color: transparent;
    background: none;
  }

  /* The head says which call it is. */
  .here::part(call) {
    display: none;
  }

  .body {
    flex: 1;
  }

  .pad {
    display: grid;
    gap: calc(var(--_space) * 2);
    padding: var(--_pad);
  }

  /* It keeps its place for who hears the page, and none for who sees it. */
  .none {
    padding: 0;
  }

  .work > .pad + .pad {
    border-block-start: 1px solid var(--_line);
  }

  .problem:not([hidden]),
  .banner:is(.saved, .notice-box):not([data-state='idle']) {
    margin: var(--_pad) var(--_pad) 0;
  }

  .saved:not([data-state='idle']) {
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
  }

  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
    gap: calc(var(--_space) * 2) var(--_pad);
  }

  .facts dd {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: var(--_space);
  }

  .value {
    white-space: pre-wrap;
  }

  .link .num {
    text-decoration: underline;
  }

  .facts .link {
    flex: none;
    font-size: var(--_text-xs);
    text-decoration: none;
  }

  .sub {
    display: grid;
    gap: calc(var(--_space) * 2);
  }

  .counters {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    border-block-end: 1px solid var(--_line);
  }

  .counters > div {
    padding-block: calc(var(--_space) * 2);
    padding-inline: var(--_pad) var(--_space);
  }

  .counters > div + div {
    border-inline-start: 1px solid var(--_line);
  }

  .counters dt {
    color: var(--_muted);
    font-size: var(--_text-xs);
  }

  .counters dd {
    font-size: var(--_text-l);
    font-weight: 600;
  }

  .list-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_space) * 2);
    min-height: calc(var(--_target) + 8px);
    padding-inline: var(--_pad);
  }

  .list > li,
  .keys > li {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    min-height: calc(var(--_target) + 8px);
    padding-block: var(--_space);
    padding-inline: var(--_pad) calc(var(--_space) * 2);
    border-block-end: 1px solid var(--_line);
  }

  .day .list {
    display: grid;
    grid-template-columns: auto 1fr auto;
  }

  .day li {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
  }

  .what,
  .keys > li > :first-child {
    flex: 1;
    display: grid;
    min-width: 0;
  }

  .drafts > li {
    background: var(--_sunken);
  }

  .overlay {
    border-block-end: 1px solid var(--_line);
  }

  .caps {
    display: inline-flex;
    gap: 2px;
    direction: ltr;
  }

  cti-outbox.pad {
    padding-block-start: 0;
  }

  @media (pointer: coarse) {
    .link,
    .overlay label {
      min-height: 44px;
    }
    .line > select {
      min-height: 44px;
      margin-block: -10px;
    }
  }

  details[open] > :not(summary) {
    margin-block-start: calc(var(--_space) * 2);
  }

  @media (forced-colors: active) {
    .ring > .left {
      stroke: Highlight;
    }

    .ring > .track {
      stroke: CanvasText;
    }

    .count {
      border: 1px solid CanvasText;
    }

    .quiet,
    .link {
      border-color: ButtonText;
    }
  }
`;
