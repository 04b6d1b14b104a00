/** So long a slice may take, in milliseconds: a page that draws 60 times a second has 16. */
const slice = 8;

/** A long work that says by `yield` where it can be paused. */
export type Work = Iterator<unknown>;

/** Does work in small slices while the browser has nothing better to do. */
export class Slices {
  #works: Work[] = [];
  #isAsked = false;

  /** `first`: before what waits already. */
  add(work: Work, first = false): void {
    if (first) this.#works.unshift(work);
    else this.#works.push(work);
    this.#ask();
  }

  clear(): void {
    this.#works = [];
  }

  #ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(this.#run, { timeout: 100 });
    else setTimeout(this.#run);
  }

  readonly #run = () => {
    this.#isAsked = false;
    const end = performance.now() + slice;
    for (let work = this.#works[0]; work; work = this.#works[0]) {
      if (performance.now() > end) return this.#ask();
      if (work.next().done) this.#works = this.#works.filter((each) => each !== work);
    }
  };
}
