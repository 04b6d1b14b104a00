import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { BlacklistEntry } from '../../core/supervisor-commands.js';

export type BlacklistType = 'blacklist' | 'unblacklist';

/** What a person is asked before it is done. `each`: the dialer takes one number at a time. */
export interface Question {
  type: BlacklistType;
  entries: BlacklistEntry[];
  each: boolean;
}

/** What is asked first: whatever holds for every campaign, and whatever is taken off. */
export const isAsked = (type: BlacklistType, entries: readonly BlacklistEntry[]): boolean =>
  entries.length > 0 && (type === 'unblacklist' || entries[0]?.campaign.trim() === '*');

function questionText({ type, entries, each }: Question): string {
  const [first] = entries;
  const whom = entries.length === 1 ? (first?.phone ?? '') : msg(str`${entries.length} numbers`);
  const campaign = first?.campaign.trim() ?? '';
  if (each) return msg(str`This dialer takes one number at a time. Send ${whom} one after the other?`);
  if (type === 'blacklist')
    return msg(str`Put ${whom} on the do-not-call list of all campaigns? No campaign calls then.`);
  if (campaign !== '*')
    return msg(str`Take ${whom} off the do-not-call list of ${campaign}? That campaign may call again.`);
  return msg(
    str`Take ${whom} off the do-not-call list of all campaigns? What was put there for a single campaign may stay there.`,
  );
}

function yesText({ type, each }: Question): string {
  if (each) return msg('Send one after the other');
  return type === 'blacklist' ? msg('Put on for all campaigns') : msg('Take off');
}

/** The question in the place of the buttons, which it names again. */
export function questionView(question: Question): TemplateResult {
  return html`
    <div role="group" part="question" class="question stack" aria-labelledby="question">
      <p id="question">${questionText(question)}</p>
      <div class="row">
        <button
          type="button"
          part="button"
          name="yes"
          class=${question.type === 'unblacklist' ? 'danger' : 'primary'}
          aria-describedby="question"
        >
          ${yesText(question)}
        </button>
        <button type="button" part="button" name="keep" aria-describedby="question">${msg('Cancel')}</button>
      </div>
    </div>
  `;
}
