/** So many milliseconds are drawn at a time, and so many rows, which the browser has to lay out: a key or a click never waits long. */
const slice = 8;
const most = 8;
/** So many rows have a box in common that costs nothing while it is out of sight: each box by itself costs a little. */
const together = 10;

/** Waits until the browser has shown what was drawn; in a page that nobody sees it shows nothing. */
const pause = () =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, 100);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });

function addBox(body: Element): Element {
  const box = document.createElement('div');
  box.role = 'rowgroup';
  box.className = 'rows';
  return body.appendChild(box);
}

/**
 * Keeps one row element for each campaign, and draws only what changed, in slices with pauses. A row is never another
 * campaign's, so what has the focus there stays with its campaign.
 */
export class RowRenderer {
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
  async paint(
    body: Element,
    ids: readonly string[],
    look: (id: string) => string,
    draw: (row: HTMLElement, id: string) => void,
  ): Promise<boolean> {
    const run = ++this.#run;
    const kept = new Set(ids);
    for (const [id, { row }] of this.#rows) {
      if (kept.has(id)) continue;
      row.remove();
      this.#rows.delete(id);
    }
    let until = performance.now() + slice;
    let touched = 0;
    let at = -1;
    for (const id of ids) {
      at++;
      if (touched >= most || performance.now() > until) {
        await pause();
        if (run !== this.#run) return false;
        until = performance.now() + slice;
        touched = 0;
      }
      const known = this.#rows.get(id) ?? this.#add(id);
      const looks = look(id);
      const box = body.children[Math.floor(at / together)] ?? addBox(body);
      const there = box.children[at % together] ?? null;
      if (known.drawn !== looks || known.row !== there) touched++;
      if (known.drawn !== looks) draw(known.row, id);
      known.drawn = looks;
      if (known.row !== there) box.insertBefore(known.row, there);
    }
    while (body.children.length > Math.ceil(ids.length / together)) body.lastElementChild?.remove();
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
