/** So many milliseconds are drawn at a time, and so many rows, which the browser has to lay out: a key or a click never waits long. */
const slice = 8;
const most = 8;

/** Waits until the browser has shown what was drawn; in a page that nobody sees it shows nothing. */
const pause = () =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, 100);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });

/**
 * Keeps one row element for each campaign, and draws only what changed, in slices with pauses. A row is never another
 * campaign's, so what has the focus there stays with its campaign.
 */
export class RowPainter {
  readonly #rows = new Map<string, { row: HTMLElement; drawn: string }>();
  readonly #ids = new WeakMap<Element, string>();
  #run = 0;

  row(id: string): HTMLElement | undefined {
    return this.#rows.get(id)?.row;
  }

  /** Whose row it is. Ids are not written into the page: some dialers' are as good as passwords. */
  idOf(row: Element | null): string | undefined {
    return row ? this.#ids.get(row) : undefined;
  }

  /**
   * Puts these rows into `body`, in this order. `look` is all that a row shows, as text; `draw` draws it. Resolves with
   * `false` when a later painting took over.
   */
  async paint(body: Element, ids: readonly string[], look: (id: string) => string, draw: (row: HTMLElement, id: string) => void): Promise<boolean> {
    const run = ++this.#run;
    const kept = new Set(ids);
    for (const [id, { row }] of this.#rows) {
      if (kept.has(id)) continue;
      row.remove();
      this.#rows.delete(id);
    }
    let next = body.firstElementChild;
    let until = performance.now() + slice;
    let touched = 0;
    for (const id of ids) {
      if (touched >= most || performance.now() > until) {
        await pause();
        if (run !== this.#run) return false;
        until = performance.now() + slice;
        touched = 0;
      }
      const known = this.#rows.get(id) ?? this.#add(id);
      const looks = look(id);
      const isInPlace = known.row === next;
      if (known.drawn !== looks || !isInPlace) touched++;
      if (known.drawn !== looks) draw(known.row, id);
      known.drawn = looks;
      if (isInPlace) next = known.row.nextElementSibling;
      else body.insertBefore(known.row, next);
    }
    return true;
  }

  #add(id: string): { row: HTMLElement; drawn: string } {
    const row = document.createElement('div');
    row.role = row.part.value = 'row';
    row.tabIndex = -1;
    const known = { row, drawn: '' };
    this.#rows.set(id, known);
    this.#ids.set(row, id);
    return known;
  }
}
