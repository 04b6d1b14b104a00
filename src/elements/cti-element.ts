import { updateWhenLocaleChanges } from '@lit/localize';
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { CtiClient } from '../client.js';
import type { SessionContext } from '../context.js';
import { CommandRunner } from './command-runner.js';
import { base } from './styles.js';

/** What every control of the widget is: an element with a client, its own or its session's. */
export abstract class CtiElement extends LitElement {
  static override styles = [base];

  /** The client to use instead of the session's. Set it from script. */
  @property({ attribute: false }) client: CtiClient | undefined;

  /** Stops the agent from using the control. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  protected readonly commands = new CommandRunner(this);

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  /** The element's own value, else the session's. */
  protected given(own: string, name: Exclude<keyof SessionContext, 'client'>): string {
    return own || this.commands.session[name];
  }
}
