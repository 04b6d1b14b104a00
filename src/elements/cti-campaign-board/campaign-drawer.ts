import type { LitElement } from 'lit';
import { CtiError } from '../../core/errors.js';
import type { CommandController } from '../shared/command-controller.js';
import type { MembersKnown } from './drawer-view.js';

/** Which campaign the drawer shows, and what had to be asked for it. */
export class CampaignDrawer {
  id: string | undefined;
  /** The figure of its chart, by the column's key; empty for the usual one. */
  trend = '';
  members: MembersKnown | undefined;
  readonly #host: LitElement;
  readonly #commands: CommandController;

  constructor(host: LitElement, commands: CommandController) {
    this.#host = host;
    this.#commands = commands;
  }

  /** Opens it, with the focus at the campaign's name. */
  async open(id: string): Promise<void> {
    this.id = id;
    this.members = undefined;
    void this.#ask(id);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const name = this.#host.shadowRoot?.querySelector<HTMLElement>('#drawer-name');
    name?.focus({ preventScroll: true });
    name?.scrollIntoView({ block: 'nearest' });
  }

  close(): void {
    this.id = this.members = undefined;
    this.#host.requestUpdate();
  }

  /** Who is in the campaign, on the dialers that tell. */
  async #ask(campaign: string): Promise<void> {
    const { client } = this.#commands;
    if (!client?.supports('members').ok) return;
    this.members = { state: 'asking' };
    const answer = await client.send({ type: 'members', campaign }).catch(CtiError.from);
    if (this.id !== campaign) return;
    this.members =
      answer instanceof CtiError
        ? { state: 'failed', why: answer.message }
        : { state: 'told', members: answer.members };
    this.#host.requestUpdate();
  }
}
