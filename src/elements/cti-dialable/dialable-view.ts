import { msg, str } from '@lit/localize';
import type { Dial } from '../../numbers/number-policy.js';
import { outcomeText, type Outcome } from '../shared/outcome.js';

const leftOut = (extension: string) => (extension ? msg(str`Extension ${extension} is not dialled.`) : '');

/** A number's accessible name: what is written, and what goes out. */
export function labelOf({ text, destination, extension }: Dial): string {
  return extension
    ? msg(str`Call ${text} (dials ${destination}; extension ${extension} is not dialled)`)
    : msg(str`Call ${text} (dials ${destination})`);
}

/** What a press will dial, before it does. */
export function policyText({ destination, extension }: Dial, campaign: string): string {
  const plan = campaign ? msg(str`Dials ${destination} for ${campaign}.`) : msg(str`Dials ${destination}.`);
  return extension ? `${plan} ${leftOut(extension)}` : plan;
}

/** How far the call got, and what is left for the agent to do. */
export function resultText(outcome: Outcome, { extension }: Dial): string {
  const then =
    outcome.state === 'confirmed' && extension
      ? msg(str`Ask for extension ${extension}, or press its keys when they answer.`)
      : '';
  return [outcomeText(outcome), then].filter(Boolean).join(' ');
}
