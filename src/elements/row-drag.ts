import type { LitElement, ReactiveController } from 'lit';

/** A drag that is going on: the row that is held, and the place it would get. */
export interface HeldRow {
  readonly from: number;
  readonly to: number;
}

/** Reorders the rows of a list with mouse, pen or finger. It moves nothing: it says where a row was dropped. */
export class RowDrag implements ReactiveController {
  held: HeldRow | undefined;

  readonly #host: LitElement;
  readonly #rows: () => Iterable<Element>;
  readonly #drop: (from: number, to: number) => void;
  #listening: AbortController | undefined;

  /**
   * @param rows - the rows as they stand in the page, in order
   * @param drop - called when a row was dropped on another place
   */
  constructor(host: LitElement, rows: () => Iterable<Element>, drop: (from: number, to: number) => void) {
    this.#host = host;
    this.#rows = rows;
    this.#drop = drop;
    host.addController(this);
  }

  /** For the `pointerdown` of a row's handle, which needs `touch-action: none`. */
  start(event: PointerEvent, from: number): void {
    if (event.button !== 0 || this.held) return;
    event.preventDefault(); // no selection of text, no scrolling
    this.#hold({ from, to: from });
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    // On the document: the pointer leaves the row, and the row is drawn anew.
    const { ownerDocument } = this.#host;
    const own = (act: (event: PointerEvent) => void) => (each: PointerEvent) => {
      if (each.pointerId === event.pointerId) act(each);
    };
    const follow = ({ clientY }: PointerEvent) => this.#hold({ from, to: this.#placeAt(clientY, from) });
    ownerDocument.addEventListener('pointermove', own(follow), { signal });
    ownerDocument.addEventListener('pointerup', own((up) => (follow(up), this.#end(true))), { signal });
    ownerDocument.addEventListener('pointercancel', own(() => this.#end(false)), { signal });
    ownerDocument.addEventListener('keydown', ({ key }) => key === 'Escape' && this.#end(false), { signal });
  }

  hostDisconnected(): void {
    this.#end(false);
  }

  /** As many rows stand above as have their middle above the pointer; the held one does not count. */
  #placeAt(y: number, from: number): number {
    const middles = [...this.#rows()].map((row) => row.getBoundingClientRect()).map(({ top, height }) => top + height / 2);
    return middles.filter((middle, index) => index !== from && middle < y).length;
  }

  #end(dropped: boolean): void {
    const { held } = this;
    this.#listening?.abort();
    this.#hold(undefined);
    if (dropped && held && held.from !== held.to) this.#drop(held.from, held.to);
  }

  #hold(held: HeldRow | undefined): void {
    this.held = held;
    this.#host.requestUpdate();
  }
}
