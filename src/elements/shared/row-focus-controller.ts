import type { LitElement, ReactiveController } from 'lit';

/**
 * Keeps the focus where the agent works while rows come, move and go. A row that has gone leaves it to the row in its
 * place, not to a button there: a key that is still held must not press it.
 */
export class RowFocusController implements ReactiveController {
  readonly #host: LitElement;
  readonly #opener: () => HTMLElement | null | undefined;
  #spot: { id: string; names: string; row: number } | undefined;
  #isMoving = false;

  /** @param opener - takes the focus when no row is left; what opens the rows when it gives nothing */
  constructor(host: LitElement, opener: () => HTMLElement | null | undefined = () => undefined) {
    this.#host = host;
    this.#opener = opener;
    host.addController(this);
  }

  /** Puts the focus, once that is drawn, on the first of these controls in the place with that id. */
  move(id: string, names: string): void {
    this.#spot = { id, names, row: 0 };
    this.#isMoving = true;
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    if (this.#isMoving) return;
    const focused = this.#host.shadowRoot?.activeElement;
    const place = focused?.closest<HTMLElement>('[data-id]');
    const names = `[name=${focused?.getAttribute('name')}]`;
    this.#spot = place ? { id: place.dataset['id'] ?? '', names, row: this.#rows.indexOf(place) } : undefined;
  }

  hostUpdated(): void {
    const { shadowRoot } = this.#host;
    if (!this.#spot || (shadowRoot?.activeElement && !this.#isMoving)) return;
    const { id, names, row } = this.#spot;
    this.#isMoving = false;
    const rows = this.#rows;
    const place = shadowRoot?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
    const next = rows[Math.min(row, rows.length - 1)];
    const opener = this.#opener() ?? shadowRoot?.querySelector<HTMLElement>('[aria-expanded]');
    for (const each of [place?.querySelector<HTMLElement>(names), place, next, opener]) {
      each?.focus();
      if (each?.matches(':focus')) return;
    }
  }

  get #rows(): HTMLElement[] {
    return [...(this.#host.shadowRoot?.querySelectorAll('li') ?? [])];
  }
}
