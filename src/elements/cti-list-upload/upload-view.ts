import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { StoredUpload } from './kept-upload.js';
import { numberText } from './upload-messages.js';

/** What can be done with a list as things stand. */
export interface Actions {
  /** Nothing at all can be done: the dialer cannot, or the page does not want it. */
  isOff: boolean;
  isBusy: boolean;
  /** The list was not checked as it is read now. */
  mustCheck: boolean;
  /** What is known of an earlier upload of the same list. */
  kept: StoredUpload | undefined;
  /** Whether the person is asked about forgetting that. */
  isAsked: boolean;
}

/** A button is told by its `name`. One that does nothing now keeps the focus. */
const button = (name: string, text: string, isOff: boolean, look = '') => html`
  <button
    type="button"
    part=${name === 'send' ? 'button submit' : 'button'}
    name=${name}
    class=${look}
    aria-disabled=${isOff}
    aria-describedby="unsupported first"
  >
    ${text}
  </button>
`;

/** What an earlier upload of the same list left. */
function storedText({ checkpoint: { counts, next }, total, isOver }: StoredUpload): string {
  const done = msg(str`${numberText(counts.accepted)} of ${numberText(total)} rows were accepted.`);
  return isOver
    ? `${msg('This list was sent to this campaign, to its end.')} ${done}`
    : `${msg(str`The upload of this list to this campaign stopped before line ${numberText(next)}.`)} ${done}`;
}

const storedView = (kept: StoredUpload, isOff: boolean, isAsked: boolean) => html`
  <div class="kept stack" part="kept" data-id="kept">
    <p>${storedText(kept)} ${isAsked ? msg('Send all again? Those that the dialer has, it gets a second time.') : ''}</p>
    <div class="row">
      ${
        isAsked
          ? html`${button('forget', msg('Begin anew'), isOff, 'danger')} ${button('keep', msg('Keep'), false)}`
          : button('ask', msg('Send all again…'), isOff)
      }
    </div>
  </div>
`;

/** Check, send, stop; and what to do about an earlier upload. */
export function actionsView({ isOff, isBusy, mustCheck, kept, isAsked }: Actions): TemplateResult {
  const isBegun = kept && !kept.isOver;
  const hint = isBusy || isOff ? '' : mustCheck ? msg('Check the list first. That sends nothing.') : '';
  const goOn = msg(str`Go on from line ${numberText(kept?.checkpoint.next ?? 0)}`);
  return html`
    ${kept && !isBusy ? storedView(kept, isOff, isAsked) : nothing}
    <div class="row" data-id="actions">
      ${button('check', msg('Check'), isOff || isBusy, mustCheck ? 'primary' : '')}
      ${button('send', isBegun ? goOn : msg('Send'), isOff || isBusy || mustCheck || !!kept?.isOver, mustCheck ? '' : 'primary')}
      ${button('stop', msg('Stop'), !isBusy)}
      <span class="hint" id="first">${hint}</span>
    </div>
  `;
}
