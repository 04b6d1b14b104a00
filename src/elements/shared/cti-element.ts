import { updateWhenLocaleChanges } from '@lit/localize';
import { LitElement, type PropertyDeclarations } from 'lit';
import type { CtiClient } from '../../core/client.js';
import type { SessionContext } from '../../core/session-context.js';
import { CommandController } from './command-controller.js';
import { base } from './base.styles.js';
import { tokens } from './tokens.js';

/** What every control of the widget is: an element with a client, its own or its session's. */
export abstract class CtiElement extends LitElement {
  static override properties: PropertyDeclarations = {
    client: { attribute: false },
    disabled: { type: Boolean, reflect: true },
  };

  static override styles = [tokens, base];

  /** The client to use instead of the session's. Set it from script. */
  client: CtiClient | undefined;

  /** Stops the agent from using the control. */
  disabled = false;

  protected readonly commands = new CommandController(this);

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  /** The element's own value, else the session's. */
  protected given(own: string, name: Exclude<keyof SessionContext, 'client'>): string {
    return own || this.commands.session[name];
  }
}
