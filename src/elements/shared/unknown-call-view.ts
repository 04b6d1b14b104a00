import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { CommandController } from './command-controller.js';
import { sentence } from './datum.js';
import { icon } from './icon.js';
import { icons, outcomeLine } from './outcome-view.js';

/** The command's own place among the outcomes of an element: a result that is typed meanwhile keeps its own. */
const key = 'look';

/** What is to be said of a dial that nobody answered. */
export const unknownCallText = (number: string): string =>
  msg(str`The call to ${number} may be on. The dialer has not named it yet.`);

/** The same as a box of its own. */
export const unknownCallLine = (number: string): TemplateResult =>
  html`<span class="banner" data-state="unknown"
    ><span class="outcome">${icon(icons.unknown)}<span>${sentence(unknownCallText(number), number)}</span></span></span
  >`;

/** Asks the portal whether it knows a call by now, where there is one to ask. As soon as it does, this has no place any more. */
export function lookAgainView(commands: CommandController, isDisabled = false): TemplateResult | typeof nothing {
  if (!commands.supports('cti').ok) return nothing;
  const outcome = commands.outcomeOf(key);
  const isAnswered = outcome.state === 'confirmed';
  return html`<button
      part="button"
      type="button"
      name="look"
      aria-busy=${commands.isPending(key)}
      ?disabled=${isDisabled}
      @click=${() => void commands.run({ type: 'cti' }, undefined, key)}
    >
      ${msg('Check')}
    </button>
    ${isAnswered ? outcomeLine({ state: 'idle' }, msg('The portal has not named it yet.')) : outcomeLine(outcome)}`;
}
