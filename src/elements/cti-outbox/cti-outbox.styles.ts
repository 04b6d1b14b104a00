import { css } from 'lit';

/** What `<cti-outbox>` has beyond the look of every list of entries. */
export const outboxStyles = css`
  .head > div {
    flex: 1 1 180px;
    overflow-wrap: anywhere;
  }

  .badge {
    min-width: 1.6em;
    padding-inline: 0.4em;
    border-radius: 1em;
    background: var(--_hover);
    font-size: var(--_text-xs);
    text-align: center;
  }

  .decides .badge {
    background: var(--_unknown);
    color: var(--_on-unknown);
  }

  .decides .glance {
    font-weight: 600;
  }

  .glance span {
    unicode-bidi: plaintext;
  }

  .glance {
    display: flex;
    gap: calc(var(--_space) * 1.5);
  }

  li {
    display: flex;
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 3) 0;
  }

  li,
  li.decide {
    border-width: 1px 0 0;
    background: none;
  }

  .body {
    flex: 1;
    min-width: 0;
  }

  .state {
    display: block;
    unicode-bidi: plaintext;
  }

  .mark {
    margin-block-start: 0.12em;
    color: var(--_info);
  }

  .mark[data-state='unknown'],
  .decides svg {
    color: var(--_on-unknown-tint);
  }

  .mark[data-state='refused'] {
    color: var(--_on-danger-tint);
  }

  .mark[data-state='pending'] {
    color: var(--_muted);
  }

  :is([name='discard'], [name='copy']) {
    padding-inline: calc(var(--_space) * 2);
    border-color: transparent;
    background: none;
  }

  [name='open'] > svg:first-child {
    rotate: -90deg;
  }

  :host(:dir(rtl)) [name='open'] > svg:first-child {
    rotate: 90deg;
  }

  [name='open'][aria-expanded='true'] > svg:first-child {
    rotate: none !important;
  }

  @media (forced-colors: active) {
    .mark,
    .decides svg {
      color: CanvasText !important;
    }

    .badge {
      border: 1px solid CanvasText;
    }
  }
`;
