import { msg } from '@lit/localize';
import { html, type LitElement, type TemplateResult } from 'lit';
import type { CurrentCall } from '../../core/client.js';
import type { CommandController } from '../shared/command-controller.js';
import { pressedKey } from '../shared/pressed-key.js';
import { isSameCall } from '../shared/call-identity.js';
import { namedCall } from './call-in-reach.js';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 3, ArrowUp: -3 };

/** How a key is read out. */
const nameOf = (key: string) => (key === '*' ? msg('star') : key === '#' ? msg('hash') : key);

/**
 * Twelve keys, of which each press sends its digits at once; those that are typed count while the focus is here and nowhere
 * else. One that is pressed while another is on its way waits for it at the client.
 */
export class Keypad {
  readonly #host: LitElement;
  readonly #commands: CommandController;
  /** Which key the arrows are at. */
  #at = 0;
  #presses = 0;
  #sent: { digits: string; state: 'pending' | 'sent' }[] = [];
  #call: CurrentCall | undefined;
  /** The press whose outcome is shown: the last one, or the first that failed since. */
  shown = '';

  /** `begun` is called for each press. */
  constructor(
    host: LitElement,
    commands: CommandController,
    readonly begun: () => void,
  ) {
    this.#host = host;
    this.#commands = commands;
  }

  /** What was sent to another call is not shown. */
  follow(call: CurrentCall | undefined): void {
    if (!isSameCall(this.#call, call)) this.clear();
    this.#call = call;
  }

  /** Forgets the digits; what is on its way stays on its way. */
  clear(): void {
    this.#sent = [];
  }

  /** Sends digits to the call. */
  async send(digits: string): Promise<boolean> {
    this.begun();
    const key = `dtmf ${(this.#presses += 1)}`;
    const press = { digits, state: 'pending' as 'pending' | 'sent' };
    const list = (this.#sent = [...this.#sent, press]);
    if (!this.isFailed) this.shown = key;
    else if (!list.some((each) => each !== press && each.state === 'pending')) this.shown = key; // begins anew
    const reply = await this.#commands.run({ type: 'dtmf', digits, ...namedCall(this.#call) }, undefined, key);
    if (reply) press.state = 'sent';
    else {
      this.#sent = this.#sent.filter((each) => each !== press);
      if (!this.isFailed) this.shown = key;
    }
    this.#host.requestUpdate();
    return !!reply;
  }

  get isFailed(): boolean {
    const { state } = this.#commands.outcomeOf(this.shown);
    return state === 'refused' || state === 'unknown' || state === 'stopped';
  }

  focus(): void {
    void this.#host.updateComplete.then(() => this.#keyAt(this.#at)?.focus());
  }

  #keyAt(at: number): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(`[data-key="${at}"]`);
  }

  view(isOff: boolean): TemplateResult {
    const text = this.#sent.map(({ digits }) => digits).join('');
    return html`<div
      part="keypad"
      class="keypad"
      id="keypad"
      role="group"
      aria-label=${msg('Keypad')}
      @keydown=${this.#onKey}
    >
      <p class="digits" part="digits" ?hidden=${!text}>
        <span class="hint">${msg('Sent')}</span>
        <bdi dir="ltr">${this.#sent.map(({ digits, state }) => html`<span class=${state}>${digits}</span>`)}</bdi>
      </p>
      <div class="keys" dir="ltr">
        ${keys.map(
          (key, at) =>
            html`<button
              type="button"
              part="button key"
              data-key=${at}
              tabindex=${at === this.#at ? 0 : -1}
              aria-label=${nameOf(key)}
              aria-disabled=${isOff}
              @focus=${() => this.#goTo(at)}
              @click=${() => isOff || void this.send(key)}
            >
              ${key}
            </button>`,
        )}
      </div>
      <p class="hint">${msg('Digits that you type here are sent, too.')}</p>
    </div>`;
  }

  #goTo(at: number): void {
    if (this.#at === at) return;
    this.#at = at;
    this.#host.requestUpdate();
  }

  readonly #onKey = (event: KeyboardEvent) => {
    const key = pressedKey(event);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[key];
    if (step) {
      this.#goTo((this.#at + step + keys.length) % keys.length);
      this.#keyAt(this.#at)?.focus();
    } else if (/^[\dA-D*#]$/i.test(key)) {
      const button = this.#keyAt(0);
      if (!event.repeat && button?.ariaDisabled !== 'true') void this.send(key.toUpperCase());
    } else if (!(event.repeat && (key === 'Enter' || key === ' '))) return;
    event.preventDefault(); // a key that is held down is one press
    event.stopPropagation();
  };
}
