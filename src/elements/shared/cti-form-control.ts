import { LitElement, type PropertyDeclarations } from 'lit';
import { CtiElement } from './cti-element.js';

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

  /** Disabled by itself, or by a fieldset around it. */
  protected get blocked(): boolean {
    return this.disabled || !!this.closest('fieldset:disabled');
  }

  /** Empties the control, as its form is reset. */
  abstract formResetCallback(): void;

  formDisabledCallback(): void {
    this.requestUpdate();
  }
}
