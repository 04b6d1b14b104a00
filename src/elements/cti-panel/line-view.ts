import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { CtiPanel } from './cti-panel.js';
import type { PanelController } from './panel-controller.js';
import type { PanelAction } from './shortcuts.js';

/** The field for a number, call and hang up, and the steps that no dialer tells a page of. */
export function lineView(
  panel: CtiPanel,
  controller: PanelController,
  campaign: string,
  isThere: (action: PanelAction) => boolean,
  press: (event: Event) => void,
): TemplateResult {
  const { client, disabled, shortcuts } = panel;
  const { isDialling, isOver, progress } = controller;
  const { phase, call } = progress;
  const back =
    phase === 'ready' ? msg(str`Back to ${call?.destination || msg('the last call')}`) : msg('Still on the call');
  const dial = html`<div class="dial" ?hidden=${!isDialling}>
    <label id="dial" for="number">${msg('Number to dial')}</label>
    ${controller.field.render(controller.recent, controller.campaign || campaign, shortcuts.dial, disabled)}
  </div>`;
  const callButton = html`<cti-call-button
    data-action="call"
    class=${controller.isSaid ? 'silent' : ''}
    .client=${client}
    .destination=${controller.field.text}
    .campaign=${controller.campaign}
    ?hidden=${!isDialling}
    ?disabled=${disabled}
    >${msg('Call')}</cti-call-button
  >`;
  const hangupButton = html`<cti-hangup-button
    data-action="hangup"
    class="${isOver ? 'over' : phase === 'ready' ? 'idle' : ''} ${controller.isOldHangup ? 'silent' : ''}"
    .client=${client}
    ?disabled=${disabled || isOver}
  ></cti-hangup-button>`;
  return html`<section class="line">
    ${isThere('dial') ? dial : nothing}
    <div class="row">
      ${isThere('call') ? callButton : nothing} ${isThere('hangup') ? hangupButton : nothing}
      <button
        type="button"
        part="button"
        name="next"
        data-action="next"
        aria-keyshortcuts=${shortcuts.next ?? nothing}
        ?hidden=${phase === 'ready'}
        ?disabled=${disabled}
        @click=${press}
      >
        ${phase === 'call' ? msg('The call has ended') : msg('Ready for the next call')}
      </button>
      <button
        type="button"
        part="button"
        name="back"
        ?hidden=${phase === 'call' || !call}
        ?disabled=${disabled}
        @click=${press}
      >
        ${back}
      </button>
    </div>
  </section>`;
}
