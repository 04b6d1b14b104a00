/** So many milliseconds are drawn at a time: a key or a click never waits long. */
const slice = 8;

const pause = () => new Promise((resolve) => setTimeout(resolve));

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
    for (const id of ids) {
      if (performance.now() > until) {
        await pause();
        if (run !== this.#run) return false;
        until = performance.now() + slice;
      }
      const known = this.#rows.get(id) ?? this.#add(id);
      const looks = look(id);
      if (known.drawn !== looks) draw(known.row, id);
      known.drawn = looks;
      if (known.row === next) next = next.nextElementSibling;
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
