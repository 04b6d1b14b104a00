import { updateWhenLocaleChanges } from '@lit/localize';
import { LitElement, type PropertyDeclarations } from 'lit';
import type { CtiClient } from '../../core/client.js';
import type { SessionContext } from '../../core/session-context.js';
import { base } from './base.styles.js';
import { CommandController } from './command-controller.js';
import { tokens } from './tokens.styles.js';

/** What every control of the widget is: an element with a client, its own or its session's. */
export abstract class CtiElement extends LitElement {
  static override styles = [tokens, base];

  static override properties: PropertyDeclarations = {
    client: { attribute: false },
    disabled: { type: Boolean, reflect: true },
  };

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
  protected given(
    own: string,
    name: Exclude<keyof SessionContext, 'client' | 'refusal' | 'setCallerId' | 'signIn'>,
  ): string {
    return own || this.commands.session[name];
  }
}

/** A control that takes part in a surrounding form. */
export abstract class CtiFormControl extends CtiElement {
  static override properties: PropertyDeclarations = {
    name: { reflect: true },
  };

  static readonly formAssociated = true;

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  /** Its name in the form. */
  name: string | undefined;

  protected readonly internals = this.attachInternals();

  /** Empties the control, as its form is reset. */
  abstract formResetCallback(): void;

  formDisabledCallback(): void {
    this.requestUpdate();
  }

  /** Disabled by itself, or by a fieldset around it. */
  protected get blocked(): boolean {
    return this.disabled || !!this.closest('fieldset:disabled');
  }
}
