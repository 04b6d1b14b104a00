import type { LitElement } from 'lit';
import type { CommandController } from '../shared/command-controller.js';
import { pressedKey } from '../shared/pressed-key.js';

export const commandOf = { start: 'startCampaign', pause: 'pauseCampaign' } as const;

/** What can be done to a campaign, by the name of the button. */
export type Action = keyof typeof commandOf;

/** One campaign and what to do to it. */
interface PendingAction {
  id: string;
  action: Action;
}

/** Starts and pauses campaigns, one at a time, each after a question in its drawer; and keeps the focus there. */
export class CampaignController {
  /** What the supervisor is asked about. */
  asking: PendingAction | undefined;
  /** What was done last: the runner's outcome is that of this. */
  acted: PendingAction | undefined;

  readonly #host: LitElement;
  readonly #commands: CommandController;

  constructor(host: LitElement, commands: CommandController) {
    this.#host = host;
    this.#commands = commands;
    commands.followOwner(() => this.forget());
  }

  /** A held key answers with what does nothing. */
  ask(id: string, action: Action): void {
    this.asking = { id, action };
    if (!this.#commands.pending) {
      this.acted = undefined;
      this.#commands.reset();
    }
    void this.#focus('keep');
  }

  leave(): void {
    if (!this.asking) return;
    const { action } = this.asking;
    this.asking = undefined;
    void this.#focus(action);
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

  /** Escape leaves the question; false where there is none. */
  onKey(event: KeyboardEvent): boolean {
    if (pressedKey(event) !== 'Escape' || !this.asking) return false;
    event.preventDefault();
    this.leave();
    return true;
  }

  /** Whether anybody was asked. */
  forget(): boolean {
    const isAsked = !!this.asking;
    this.asking = this.acted = undefined;
    return isAsked;
  }

  /** The drawer's name where it has no such button any more. */
  async #focus(button: string): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const drawer = this.#host.shadowRoot?.querySelector('#drawer');
    const wanted = drawer?.querySelector<HTMLElement>(`[name=${button}]`);
    (wanted ?? drawer?.querySelector<HTMLElement>('[name=start], [name=pause], #drawer-name'))?.focus();
  }
}
