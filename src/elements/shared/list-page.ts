import { msg, str } from '@lit/localize';
import { css, html, nothing, type LitElement, type TemplateResult } from 'lit';
import { countText, numberText } from './time-text.js';

/** As many rows as a person looks through at once. */
const pageSize = 50;
/** As many as are seen without a search. */
const fewRows = 5;

/** The look of what stands above and below a list of which a page is shown. */
export const listPageStyles = css`
  .list-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: calc(var(--_space) * 2);
  }

  .list-bar > .field {
    flex: 1 1 180px;
    max-width: 320px;
  }

  .choose {
    display: inline-flex;
    align-items: center;
    gap: var(--_space);
    min-width: var(--_target);
    min-height: var(--_target);
    font-weight: 400;
  }
`;

/** What is seen of a long list: those with the words that are searched, a page at a time, and which of them are chosen. */
export class ListPage {
  /** The ids of the rows that are chosen. */
  readonly chosen = new Set<string>();
  readonly #host: LitElement;
  readonly #id: string;
  #words = '';
  #start = 0;
  #all = 0;
  #found = 0;

  /** @param id - that of its parts in the element's own tree */
  constructor(host: LitElement, id: string) {
    this.#host = host;
    this.#id = id;
  }

  /** Another list is here. */
  reset(): void {
    this.#words = '';
    this.#start = 0;
    this.chosen.clear();
  }

  /** Those with all of the words, in whatever order these are typed. */
  found<T>(all: readonly T[], textOf: (each: T) => string): readonly T[] {
    const words = this.#words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const has = (each: T) => {
      const text = textOf(each).toLocaleLowerCase();
      return words.every((word) => text.includes(word));
    };
    const found = words.length ? all.filter(has) : all;
    [this.#all, this.#found] = [all.length, found.length];
    const last = Math.max(0, Math.ceil(found.length / pageSize) - 1) * pageSize;
    this.#start = Math.min(this.#start, last);
    return found;
  }

  /** The page of what was found. */
  page<T>(found: readonly T[]): readonly T[] {
    return found.slice(this.#start, this.#start + pageSize);
  }

  /** The field that searches what is loaded; nothing for a few. */
  searchView(label: string): TemplateResult | typeof nothing {
    if (this.#all <= fewRows && !this.#words) return nothing;
    const id = `${this.#id}-search`;
    return html`<div class="field no-print">
      <label for=${id}>${label}</label>
      <input
        id=${id}
        type="search"
        part="search"
        dir="auto"
        autocomplete="off"
        .value=${this.#words}
        @input=${this.#onSearch}
        @change=${stop}
      />
    </div>`;
  }

  /** `51–100 of 230`, with the buttons that turn the page where there is more than one; also that nothing has the words. */
  footView(): TemplateResult {
    const [start, found] = [this.#start, this.#found];
    const end = Math.min(start + pageSize, found);
    const [first, last, of] = [numberText(start + 1), numberText(end), numberText(found)];
    const said =
      !found && this.#words
        ? msg('Nothing has these words. Search for others.')
        : found > pageSize
          ? msg(str`${first}–${last} of ${of}`)
          : this.#words
            ? countText(found, msg(str`Found: ${of} row.|Found: ${of} rows.`, { desc: 'Forms for so many' }))
            : '';
    const turn = (to: number, label: string, isOver: boolean) =>
      html`<button type="button" part="button" aria-disabled=${isOver} @click=${this.#turn(to, isOver)}>
        ${label}
      </button>`;
    return html`<div class="row no-print">
      <span role="status" part="range" class="hint">${said}</span>
      ${found > pageSize ? html`${turn(start - pageSize, msg('Previous page'), start === 0)}${turn(end, msg('Next page'), end >= found)}` : nothing}
    </div>`;
  }

  /** The box that chooses a row. */
  boxView(id: string, label: string, disabled = false): TemplateResult {
    return html`<label class="choose no-print"
      ><input
        type="checkbox"
        name="chosen"
        aria-label=${label}
        .checked=${this.chosen.has(id)}
        ?disabled=${disabled}
        @change=${(event: Event) => this.#choose(event, [id])}
    /></label>`;
  }

  /** The box that chooses the whole page. */
  headView(ids: readonly string[], disabled = false): TemplateResult {
    const count = ids.filter((id) => this.chosen.has(id)).length;
    return html`<label class="choose no-print"
      ><input
        type="checkbox"
        name="page"
        .checked=${!!ids.length && count === ids.length}
        .indeterminate=${count > 0 && count < ids.length}
        ?disabled=${disabled || !ids.length}
        @change=${(event: Event) => this.#choose(event, ids)}
      />${msg('Choose this page')}</label
    >`;
  }

  readonly #onSearch = (event: Event) => {
    event.stopPropagation(); // it is no field of the form around
    this.#words = (event.target as HTMLInputElement).value;
    this.#start = 0;
    this.chosen.clear(); // nothing is done to a row that is not seen
    this.#host.requestUpdate();
  };

  #choose(event: Event, ids: readonly string[]): void {
    event.stopPropagation();
    const { checked } = event.target as HTMLInputElement;
    for (const id of ids) this.chosen[checked ? 'add' : 'delete'](id);
    this.#host.requestUpdate();
  }

  #turn(to: number, isOver: boolean): (event: Event) => void {
    return (event) => {
      event.stopPropagation();
      if (isOver) return;
      this.#start = to;
      this.#host.requestUpdate();
    };
  }
}

/** How a series ended: what was done, how many are still in the list, and how many were not sent. */
export function seriesText(done: string, left: number, unsent: number): string {
  const plural = { desc: 'Forms for so many' };
  const still = msg(
    str`${left} is still in the list, with the reason.|${left} are still in the list, with the reason.`,
    plural,
  );
  const parts = [
    done,
    left && countText(left, still),
    unsent && countText(unsent, msg(str`${unsent} was not sent.|${unsent} were not sent.`, plural)),
  ];
  return parts.filter(Boolean).join(' ');
}

const stop = (event: Event) => event.stopPropagation();
