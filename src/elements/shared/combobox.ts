import { pressedKey } from './pressed-key.js';

/** A field with a list of options below it: its text, its list and their keys. What an option is, how one is found, and how it all is drawn, the field says that extends it. */
export abstract class Combobox<Option> {
  /** What stands in the field. */
  text = '';
  protected isOpen = false;
  /** Which of the options the arrows are at. */
  protected active = -1;

  /** Those that are drawn. */
  protected abstract readonly options: readonly Option[];

  /** Called after every step. */
  protected abstract changed(): void;

  /** The arrows ask for the list. */
  protected abstract open(): void;

  /** Does what a key does beside those of every list; false where it does nothing. */
  protected abstract press(key: string, isRepeat: boolean): boolean;

  protected show(isOpen: boolean): void {
    this.isOpen = isOpen;
    this.active = -1;
    this.changed();
  }

  protected readonly close = (): void => this.show(false);

  /** The option that was clicked. */
  protected optionAt(target: EventTarget | null): Option | undefined {
    return this.options[Number((target as Element).closest('[role=option]')?.id.split('-')[1])];
  }

  /** A click on the list must not close it before it is heard. */
  protected readonly keepFocus = (event: Event): void => event.preventDefault();

  protected readonly onKey = (event: KeyboardEvent): void => {
    const { target } = event;
    const key = pressedKey(event);
    if (event.ctrlKey || event.metaKey || event.shiftKey || !key || (target as HTMLInputElement).readOnly) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) {
      if (!this.isOpen) this.open();
      const { length } = this.options;
      if (length) this.active = (Math.max(this.active, step < 0 ? 0 : -1) + step + length) % length;
    } else if (key === 'Escape' && this.isOpen) {
      this.close();
      event.stopPropagation(); // a dialog around the field must not close with the list
    } else if (!this.press(key, event.repeat)) return;
    event.preventDefault();
    this.changed();
  };
}
