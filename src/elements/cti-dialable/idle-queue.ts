/** So long a slice may take, in milliseconds: a page that draws 60 times a second has 16. */
const slice = 8;

/** A long work that says by `yield` where it can be paused. */
export type IdleTask = Iterator<unknown>;

/** Does a work at once. */
export function runToEnd(work: IdleTask): void {
  while (!work.next().done);
}

/** Does work in small slices while the browser has nothing better to do: what is near before what is far. */
export class IdleQueue {
  #near: IdleTask[] = [];
  #far: IdleTask[] = [];
  #isAsked = false;

  near(work: IdleTask): void {
    this.#near.push(work);
    this.#ask();
  }

  far(work: IdleTask): void {
    this.#far.push(work);
    this.#ask();
  }

  clear(): void {
    this.#near = [];
    this.#far = [];
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
    for (;;) {
      const works = this.#near.length ? this.#near : this.#far;
      const [work] = works;
      if (!work) return;
      if (performance.now() > end) return this.#ask();
      if (work.next().done && works[0] === work) works.shift();
    }
  };
}
