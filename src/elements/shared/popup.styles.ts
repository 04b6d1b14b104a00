import { css } from 'lit';

/** The look of what opens below a button, see `Popup`. */
export const popupStyles = css`
  .popup-place {
    position: relative;
  }

  .popup {
    position: absolute;
    inset-block-start: calc(100% + var(--_space));
    inset-inline-end: 0;
    z-index: 5;
    display: grid;
    gap: var(--_space);
    min-width: max(100%, 180px);
    width: max-content;
    max-width: min(90vw, 480px);
    max-height: 70vh;
    overflow: auto;
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: var(--_raised);
    box-shadow: var(--_shadow);
    text-align: start;
  }

  .popup .choice {
    justify-content: start;
    width: 100%;
    border-color: transparent;
    background: none;
    font-weight: 400;
  }

  .bare {
    justify-content: center;
    padding: 0;
    border-color: transparent;
    background: none;
  }
`;
