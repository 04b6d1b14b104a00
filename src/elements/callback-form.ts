import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { CallbackDraft } from './callback-draft.js';
import type { CallbackRules } from './callback-rules.js';
import type { CallbackTime } from './callback-time.js';

type Host = HTMLElement & ReactiveControllerHost;

/** Ties the time in the fields to the surrounding form, and looks at it again as time passes. */
export class CallbackForm implements ReactiveController {
  readonly draft = new CallbackDraft();

  readonly #host: Host;
  readonly #internals: ElementInternals;
  readonly #rules: () => CallbackRules;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(host: Host, rules: () => CallbackRules) {
    this.#host = host;
    this.#internals = host.attachInternals();
    this.#rules = rules;
    host.addController(this);
  }

  get time(): CallbackTime {
    return this.draft.time(this.#rules(), Date.now());
  }

  /** A value of the wire. What is half typed is known to the browser alone, and goes only when the field is emptied. */
  fill(value: string): void {
    this.draft.fill(value);
    for (const input of this.#inputs) input.value = '';
    this.changed();
  }

  changed(): void {
    this.#host.requestUpdate();
    this.offer();
  }

  /** Gives the form the value, and keeps it from sending while a time is refused or half typed. */
  readonly offer = () => {
    const { value, problem } = this.time;
    this.#internals.setFormValue(value);
    const begun = this.#inputs.find((input) => input.value || input.validity.badInput);
    if (problem && begun) this.#internals.setValidity({ customError: true }, problem.message, begun);
    else this.#internals.setValidity({});
  };

  hostConnected(): void {
    this.#ticking = setInterval(() => this.#host.requestUpdate(), 20_000);
  }

  hostDisconnected(): void {
    clearInterval(this.#ticking);
  }

  hostUpdated(): void {
    this.offer();
  }

  get #inputs(): HTMLInputElement[] {
    return [...(this.#host.shadowRoot?.querySelectorAll<HTMLInputElement>('.when input') ?? [])];
  }
}
