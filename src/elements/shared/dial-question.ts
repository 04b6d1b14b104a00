import { msg } from '@lit/localize';
import { html, type LitElement, type TemplateResult } from 'lit';
import { writeJson } from '../../codecs/write-json.js';
import type { CtiClient } from '../../core/client.js';
import type { CommandInput } from '../../core/commands.js';
import { isDial } from '../../core/is-dial.js';
import { NumberMarks } from '../../core/number-marks.js';
import { ownerOf } from './call-identity.js';
import type { Outcome } from './outcome.js';
import { pressedKey } from './pressed-key.js';

/** A question before a number is dialled. */
export type DialQuestion = Extract<Outcome, { state: 'question' }>;

const today = () => new Date().toDateString();
/** Those of a client without a name are its page's alone. */
const answers = (client: CtiClient | undefined) =>
  new NumberMarks<string>('confirmed', ownerOf(client) ?? '', !client?.owner);

/** The same command; confirmed, where this agent has said yes to this number today. */
export function withAnswer<T extends CommandInput>(command: T, client: CtiClient | undefined): T {
  return isDial(command) && answers(client).get(command.destination) === today()
    ? { ...command, confirmed: true }
    : command;
}

/** Remembers for today that this agent said yes to this number. */
export function rememberAnswer(command: CommandInput, client: CtiClient | undefined): void {
  if (isDial(command)) answers(client).set(command.destination, today(), (day) => day === today());
}

/** The question that a refusal asks; the outcome itself where it asks none. */
export function questionOf(outcome: Outcome, answer: DialQuestion['answer']): Outcome {
  if (outcome.state !== 'refused' || outcome.error.field !== 'confirmed') return outcome;
  const { command, error } = outcome;
  if (command.type === 'hangup') return outcome; // its own button asks
  return { state: 'question', command, text: error.message, isUrgent: error.detail === 'emergency', answer };
}

/** A key that is held down is one press: what it asked for it does not answer. */
export const once = (event: KeyboardEvent): void => {
  if (pressedKey(event) && event.repeat) event.preventDefault();
};

/** Whether a question is about the command as it would go now. */
export const isAbout = (outcome: Outcome, command: CommandInput): boolean =>
  outcome.state === 'question' &&
  writeJson({ ...outcome.command, confirmed: 0 }) === writeJson({ ...command, confirmed: 0 });

/** Its two answers, beside the control that asks; of a transfer to a number, too. */
export const answerButtons = ({ answer, command }: DialQuestion): TemplateResult => {
  const isDialled = isDial(command);
  return html`
    <div class="row" part="question" @keydown=${once}>
      <button type="button" part="button" name="yes" class="primary" @click=${() => answer(true)}>
        ${isDialled ? msg('Call') : msg('Transfer')}
      </button>
      <button type="button" part="button" name="no" @click=${() => answer(false)}>
        ${isDialled ? msg('Do not call') : msg('Do not transfer')}
      </button>
    </div>
  `;
};

function focused(): HTMLElement | undefined {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement ? element : undefined;
}

/**
 * Puts the focus on the answer that is likely meant, once it is drawn: to call where it is urgent, else not to. Only where a
 * person pressed for the call. Gives what puts the focus back.
 */
export function focusAnswer(host: LitElement, { isUrgent }: DialQuestion): () => void {
  const before = focused();
  const { userActivation } = navigator as Partial<Navigator>;
  if (userActivation && !userActivation.isActive) return () => undefined;
  const drawn = Promise.resolve().then(() => host.updateComplete); // it is shown in this turn
  void drawn.then(() => host.renderRoot.querySelector<HTMLElement>(`[name=${isUrgent ? 'yes' : 'no'}]`)?.focus());
  return () => before?.isConnected && before.focus();
}
