import { LocalItem } from './local-item.js';

/** A campaign, the labels of a result from the top in one line, and how often it was saved. */
type Use = readonly [campaign: string, path: string, count: number];

/** So many results are counted, of all campaigns: those that were not used for the longest time go. */
const most = 200;

/** How often one agent at one dialer used each result, campaign by campaign: in this browser, over a reload. */
export class ResultUses {
  readonly #item: LocalItem;

  constructor(owner: string) {
    this.#item = new LocalItem('results', owner);
  }

  /** The count of each path that was used for a campaign. */
  of(campaign: string): ReadonlyMap<string, number> {
    return new Map(this.#all.filter(([of]) => of === campaign).map(([, path, count]) => [path, count]));
  }

  /** Counts one more, or with -1 one that was taken back. */
  add(campaign: string, path: string, more: 1 | -1 = 1): void {
    const count = (this.of(campaign).get(path) ?? 0) + more;
    const others = this.#all.filter(([of, each]) => of !== campaign || each !== path);
    this.#item.set(count > 0 ? [[campaign, path, count] as const, ...others].slice(0, most) : others);
  }

  clear(): void {
    this.#item.set(undefined);
  }

  get #all(): readonly Use[] {
    const kept = this.#item.get();
    return Array.isArray(kept) ? kept.filter(isUse) : [];
  }
}

const isUse = (value: unknown): value is Use =>
  Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'string' && Number.isFinite(value[2]);
