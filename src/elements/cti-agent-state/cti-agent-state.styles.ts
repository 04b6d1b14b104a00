import { css } from 'lit';

/** The look of `<cti-agent-state>`: a button that says the state, and its menu. */
export const agentStateStyles = css`
  .line {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space) calc(var(--_space) * 2);
  }

  #state {
    max-width: 100%;
    overflow-wrap: anywhere;
    text-align: start;
  }

  .dot {
    flex: none;
    width: 10px;
    height: 10px;
    border: 2px solid var(--_edge);
    border-radius: 50%;
  }

  .dot.ready {
    border-color: var(--_good);
    background: var(--_good);
  }

  .dot.paused {
    border-width: 3px;
    border-color: var(--_unknown);
  }

  .popup {
    position: absolute;
    z-index: 2;
    inset-block-start: calc(100% + 4px);
    inset-inline-start: 0;
    min-width: min(100%, 220px);
    max-width: 100%;
    max-height: 420px;
    overflow: auto;
    padding-block: var(--_space);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  .popup > .hint,
  .popup p,
  [role^='menuitem'] {
    padding: 6px calc(var(--_space) * 3);
  }

  [role^='menuitem'] {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 2);
    min-height: var(--_target);
    overflow-wrap: anywhere;
    cursor: pointer;
  }

  [role^='menuitem'] > svg {
    margin-inline-start: auto;
  }

  [role^='menuitem']:hover,
  [role^='menuitem']:focus {
    background: var(--_hover);
  }

  [role^='menuitem']:focus {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }

  [aria-checked='true'] {
    font-weight: 600;
  }

  [role^='menuitem'][aria-disabled='true'] {
    color: var(--_muted);
    cursor: not-allowed;
  }

  [role='separator'] {
    margin-block: var(--_space);
    border-block-start: 1px solid var(--_line);
  }

  .ask {
    display: grid;
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_unknown-edge);
    border-radius: var(--_radius);
    background: var(--_unknown-tint);
  }

  @media (forced-colors: active) {
    .dot.ready {
      border-color: CanvasText;
      background: CanvasText;
      forced-color-adjust: none;
    }

    .dot.paused {
      border-color: CanvasText;
    }

    [role^='menuitem']:focus {
      outline-color: Highlight;
    }
  }
`;
