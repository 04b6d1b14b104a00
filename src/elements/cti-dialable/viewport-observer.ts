/** Elements that were given one after the other: in a page they mostly stand one below the other. */
type Group = Set<Element>;

/** So many elements are a group, so many groups are watched wholly, and so many have their turn at once. */
const [size, most, turn] = [16, 32, 16];
/** From one turn to the next, in milliseconds. */
const pause = 200;

/**
 * Tells of each element once, when it comes near the viewport. An IntersectionObserver looks at each of its targets in
 * each frame, and so takes 25 ms of it with 10,000 of them. Of more than 500 elements only the groups lately near are
 * watched wholly; of the others the first and the last element, and now and then, in turn, the rest: what is seen while
 * neither of those two is near (rows higher than a screen, or all but some hidden) is late by seconds, but not lost.
 */
export class ViewportObserver {
  readonly #observer: IntersectionObserver;
  /** The one that was woken first is the first. */
  readonly #awake = new Set<Group>();
  readonly #asleep = new Set<Group>();
  #groups = new WeakMap<Element, Group>();
  #last: Group = new Set();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onNear: (element: Element) => void) {
    const onSeen = (entries: IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting } of entries) {
        const group = this.#groups.get(target);
        if (!isIntersecting || !group) continue;
        this.#wake(group);
        this.unobserve(target);
        onNear(target);
      }
    };
    this.#observer = new IntersectionObserver(onSeen, { rootMargin: '100% 0%' });
  }

  observe(element: Element): void {
    if (this.#last.size >= size || !this.#awake.has(this.#last)) this.#wake((this.#last = new Set()));
    this.#last.add(element);
    this.#groups.set(element, this.#last);
    this.#observer.observe(element);
  }

  unobserve(element: Element): void {
    const group = this.#groups.get(element);
    if (!group) return;
    this.#groups.delete(element);
    this.#observer.unobserve(element);
    group.delete(element);
    const [first, ...others] = group;
    if (first) for (const end of [first, others.at(-1) ?? first]) this.#observer.observe(end);
    else for (const groups of [this.#awake, this.#asleep]) groups.delete(group);
  }

  disconnect(): void {
    this.#observer.disconnect();
    this.#groups = new WeakMap();
    for (const groups of [this.#awake, this.#asleep]) groups.clear();
  }

  #wake(group: Group): void {
    this.#asleep.delete(group);
    this.#awake.delete(group);
    this.#awake.add(group);
    for (const element of group) this.#observer.observe(element);
    const [first] = this.#awake;
    if (!first || this.#awake.size <= most) return;
    this.#awake.delete(first);
    this.#asleep.add(first);
    for (const element of [...first].slice(1, -1)) this.#observer.unobserve(element);
    this.#timer ??= setTimeout(this.#takeTurns, pause);
  }

  readonly #takeTurns = () => {
    this.#timer = undefined;
    for (const group of [...this.#asleep].slice(0, turn)) this.#wake(group);
  };
}
