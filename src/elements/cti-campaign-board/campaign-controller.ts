import type { LitElement } from 'lit';
import type { CommandController } from '../shared/command-controller.js';
import type { RowRenderer } from './row-renderer.js';
import { pressedKey } from '../shared/pressed-key.js';

export const commandOf = { start: 'startCampaign', pause: 'pauseCampaign' } as const;

/** What can be done to a campaign, by the name of the button. */
export type Action = keyof typeof commandOf;

/** One campaign and what to do to it. */
interface PendingAction {
  id: string;
  action: Action;
}

/** Starts and pauses campaigns, one at a time, each after a question in its row; and keeps the focus in that row. */
export class CampaignController {
  /** What the supervisor is asked about. */
  asking: PendingAction | undefined;
  /** What was done last: the runner's outcome is that of this. */
  acted: PendingAction | undefined;

  readonly #host: LitElement;
  readonly #commands: CommandController;
  readonly #rows: RowRenderer;

  constructor(host: LitElement, commands: CommandController, rows: RowRenderer) {
    this.#host = host;
    this.#commands = commands;
    this.#rows = rows;
    commands.followOwner(() => this.forget());
  }

  /** A held key answers with what does nothing. */
  ask(id: string, action: Action): void {
    this.asking = { id, action };
    if (!this.#commands.pending) {
      this.acted = undefined;
      this.#commands.reset();
    }
    void this.#focus(id, '[name=keep]');
  }

  leave(): void {
    if (!this.asking) return;
    const { id, action } = this.asking;
    this.asking = undefined;
    void this.#focus(id, `[name=${action}]`);
  }

  /** Resolves with whether the dialer took it. */
  async confirm(): Promise<boolean> {
    if (this.#commands.leaveOwner() || !this.asking || this.#commands.pending) return false;
    this.acted = this.asking;
    const { id, action } = this.acted;
    this.leave();
    const reply = await this.#commands.run({ type: commandOf[action], campaign: id });
    return reply !== undefined;
  }

  /** A question goes with its row; who was to answer it is left at the table. */
  keepTo(shown: readonly { id: string }[]): void {
    const id = this.asking?.id;
    if (id === undefined || shown.some((each) => each.id === id)) return;
    this.asking = undefined;
    void this.#focus(id, 'button');
  }

  readonly onKey = (event: KeyboardEvent) => {
    if (pressedKey(event) !== 'Escape' || !this.asking) return;
    event.preventDefault();
    this.leave();
  };

  /** Whether anybody was asked. */
  forget(): boolean {
    const isAsked = !!this.asking;
    this.asking = this.acted = undefined;
    return isAsked;
  }

  /** The row itself where it has no such button any more. */
  async #focus(id: string, button: string): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const row = this.#rows.row(id);
    const find = (selector: string) => this.#host.shadowRoot?.querySelector<HTMLElement>(selector);
    (
      row?.querySelector<HTMLElement>(button) ??
      row?.querySelector('button') ??
      row ??
      find('.scroll:not([hidden])') ??
      find('#filter')
    )?.focus();
  }
}
