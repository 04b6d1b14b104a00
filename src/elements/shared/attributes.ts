import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

/** Sets attributes of its element, all in one part: a template holds memory for each that it binds. `null` removes one. */
class Attributes extends Directive {
  #element: Element | undefined;

  render(values: Readonly<Record<string, string | null>>): unknown {
    for (const name of Object.keys(values)) {
      const value = values[name] ?? null;
      if (value === null) this.#element?.removeAttribute(name);
      else if (this.#element?.getAttribute(name) !== value) this.#element?.setAttribute(name, value);
    }
    return noChange;
  }

  override update({ element }: ElementPart, [values]: Parameters<this['render']>): unknown {
    this.#element = element;
    return this.render(values);
  }
}

export const attributes = directive(Attributes);
