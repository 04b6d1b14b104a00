import { msg, str } from '@lit/localize';
import type { ReactiveControllerHost } from 'lit';
import type { NumberFinder } from '../../numbers/found-number.js';

/** Loads what finds numbers, on its first use. In the one-file build that is `portside-numbers.js` beside this script. */
export async function loadFinder(): Promise<NumberFinder> {
  const { finder } = await import('../../numbers/finder.js');
  return finder;
}

/** Loads the finder once, and says what is wrong with it. */
export class FinderLoader {
  readonly #host: ReactiveControllerHost;
  #loading: Promise<NumberFinder | undefined> | undefined;
  #loaded: NumberFinder | undefined;
  #isMissing = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  load(): Promise<NumberFinder | undefined> {
    return (this.#loading ??= this.#load());
  }

  /** In a sentence; empty when nothing is. */
  problem(country: string): string {
    if (this.#isMissing)
      return msg('Numbers on this page cannot be dialled: the file that finds them could not be loaded.');
    return country && this.#loaded && !this.#loaded.isCountry(country)
      ? msg(str`“${country}” is not a country code such as UY: only numbers with + become buttons.`)
      : '';
  }

  async #load(): Promise<NumberFinder | undefined> {
    try {
      return (this.#loaded = await loadFinder());
    } catch {
      this.#isMissing = true;
      return undefined;
    } finally {
      this.#host.requestUpdate();
    }
  }
}
