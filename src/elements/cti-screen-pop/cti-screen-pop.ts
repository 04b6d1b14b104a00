import { css, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { CtiClient } from '../../core/client.js';
import { watchCalls } from '../../screen-pop/index.js';
import { CtiElement } from '../shared/cti-element.js';

/**
 * Shows nothing: as long as it is in the page, the portal is asked which call is on, so that the session around it says
 * `cti-change` as soon as the agent has another one. Only while the page is visible, and by one tab of the agent's that has
 * a portal.
 *
 * @element cti-screen-pop
 */
export class CtiScreenPop extends CtiElement {
  static override styles = [
    css`
      :host {
        display: none;
      }
    `,
  ];

  static override properties: PropertyDeclarations = { pace: { type: Number } };

  /** Seconds between two questions, at least 1. */
  pace = 5;

  #watched: CtiClient | undefined;
  #stop: (() => void) | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch(undefined);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('pace')) this.#watch(undefined);
    this.#watch(this.isConnected && !this.disabled ? this.commands.client : undefined);
  }

  #watch(client: CtiClient | undefined): void {
    if (client === this.#watched) return;
    this.#stop?.();
    this.#watched = client;
    // The session tells the page: it hears of the call through the same client.
    this.#stop = client && watchCalls(client, () => undefined, { pace: this.pace });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cti-screen-pop': CtiScreenPop;
  }
}
