import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { CommandController } from '../shared/command-controller.js';
import { icon } from '../shared/icons.js';
import { detailLine, icons, outcomeText } from '../shared/outcome.js';
import type { BlacklistController } from './blacklist-controller.js';
import { whoFields } from './blacklist-view.js';
import type { BlacklistType } from './blacklist-question.js';
import { summaryText, worstOf } from './blacklist-results.js';

/** The buttons, and why one of them cannot be pressed. */
export function buttonsView(commands: CommandController, { series }: BlacklistController, disabled: boolean): TemplateResult {
  const [on, off] = [commands.supports('blacklist'), commands.supports('unblacklist')];
  const reasons = [...new Set([on, off].flatMap((each) => (each.ok ? [] : [each.reason])))];
  const button = (name: BlacklistType, label: string, ok: boolean) =>
    html`<button
      type="button"
      part="button ${name === 'blacklist' ? 'submit' : ''}"
      name=${name}
      class=${name === 'blacklist' ? 'primary' : ''}
      aria-busy=${commands.pending || !!series}
      aria-describedby="reason"
      ?disabled=${disabled || !ok}
    >
      ${label}
    </button>`;
  return html`
    <div class="row">
      ${button('blacklist', msg('Put on the list'), on.ok)} ${button('unblacklist', msg('Take off the list'), off.ok)}
      <button type="button" part="button" name="stop" ?hidden=${!series}>${msg('Stop')}</button>
    </div>
    <p id="reason" class="hint" ?hidden=${!reasons.length}>${reasons.join(' ')}</p>
  `;
}

/** How far it got. What is said beside a field is not said again. */
export function statusView({ outcome }: CommandController, controller: BlacklistController): TemplateResult {
  const { series, results } = controller;
  const isBeside = ['phone', 'campaign', 'expireDate', 'direction', ...whoFields].some((field) => controller.problem(field));
  const state = series ? 'pending' : isBeside ? 'idle' : (worstOf(results) ?? outcome.state);
  const said = series
    ? msg(str`Sending ${series.at} of ${series.of}…`)
    : results.length
      ? summaryText(results)
      : outcomeText(outcome);
  const isBad = state === 'unknown' || state === 'refused';
  return html`
    <div role="status" part=${isBad ? 'status error' : 'status'} class="outcome" data-state=${state}>
      ${state === 'idle' ? nothing : html`${icon(icons[state])}<span>${said}</span>`}
    </div>
    ${isBad && 'error' in outcome ? detailLine(outcome.error) : nothing}
  `;
}
