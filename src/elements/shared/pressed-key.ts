/** A Mac, where Option writes signs, and Command does what Ctrl does elsewhere. */
export const isMac = /^mac/i.test((globalThis as { navigator?: Navigator }).navigator?.platform ?? '');

/**
 * The key that was pressed; empty for one that belongs to a conversion (Japanese, Chinese, Korean), such as the Enter that
 * takes a word: it is the input method's. Chromium and Firefox say so by `isComposing`, and by the code 229 or the key
 * `Process`; in Safari the conversion is over by then, and only the code is left.
 */
export const pressedKey = (event: KeyboardEvent): string =>
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells it in Safari
  event.isComposing || event.keyCode === 229 || event.key === 'Process' ? '' : event.key;

/** Knows whether a form is submitted by a key of a conversion: the event itself does not say. */
export class ConversionWatch {
  #isOpen = false;
  #isKeyDown = false;

  get isConverting(): boolean {
    return this.#isOpen || this.#isKeyDown;
  }

  /** Hears the form's `compositionstart`, `compositionend`, `keydown`, `keyup` and `pointerdown`: a press is no key's, also where the end of one was not heard. */
  readonly hear = (event: Event): void => {
    if (event.type === 'keydown') this.#isKeyDown = !pressedKey(event as KeyboardEvent);
    else if (event.type === 'keyup') this.#isKeyDown = false;
    else if (event.type === 'pointerdown') this.#isKeyDown = this.#isOpen = false;
    else this.#isOpen = event.type === 'compositionstart';
  };
}
