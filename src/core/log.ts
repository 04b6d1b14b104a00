/** One thing that happened. */
export interface LogLine {
  /** Epoch milliseconds. */
  at: number;
  /** What kind: `command`, `reply`, `error`, `sent`, `received`, `refused`, `state`. */
  what: string;
  /** Who says so: a transport, `client` or `outbox`. */
  who: string;
  /** What was sent, received or refused. Of equal refusals in a row only the last is kept. */
  detail: unknown;
}

const maxLines = 500;
const maxText = 2_000;
/** So many items of a list are kept: a list of contacts is no log. */
const maxItems = 20;

/** Keys whose values tell nothing of a person. */
const harmlessKeys = new Set(
  'action type status transport code field state campaign outqueue guid level1 level2 level3 l1 l2 l3 retries priority tech callDate calldate at from to path method count why'.split(
    ' ',
  ),
);

const letterOrDigit = /[\p{L}\p{N}]/gu;

const cut = (_: string, value: unknown): unknown => {
  if (typeof value === 'string' && value.length > maxText) return `${value.slice(0, maxText)}…`;
  return Array.isArray(value) && value.length > maxItems
    ? [...(value.slice(0, maxItems) as unknown[]), `… ${value.length}`]
    : value;
};

/** Every letter and digit of a text is covered but the last two. */
function hide(text: string): string {
  let hidden = (text.match(letterOrDigit)?.length ?? 0) - 2;
  return text.replace(letterOrDigit, (letter) => (hidden-- > 0 ? '•' : letter));
}

function masked(value: unknown, covered: ReadonlySet<string>, key = ''): unknown {
  if (harmlessKeys.has(key) && !covered.has(key) && typeof value !== 'object') return value;
  if (typeof value === 'number' || typeof value === 'string') return hide(String(value));
  if (Array.isArray(value)) return value.map((each) => masked(each, covered));
  if (typeof value !== 'object' || !value) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, masked(each, covered, name)]));
}

const why = ({ who, detail }: LogLine) => `${who} ${(detail as { why?: string } | null)?.why}`;

/** The last 500 happenings. Numbers, names, comments and tokens are masked before they are kept. It never throws. */
export class Log {
  /** Keeps everything readable from now on; for a test bench, not for customers' data. */
  isPlain = false;
  readonly #lines: LogLine[] = [];
  readonly #covered = new Set<string>();

  /** Oldest first. */
  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  write(what: string, who: string, detail?: unknown): void {
    const line = { at: Date.now(), what, who, detail: this.#copy(detail) };
    const last = this.#lines.at(-1);
    // What a page posts to itself all day must not push out what matters.
    if (what === 'refused' && last?.what === what && why(last) === why(line)) this.#lines.pop();
    this.#lines.push(line);
    if (this.#lines.length > maxLines) this.#lines.shift();
  }

  /** From now on these keys are masked too. */
  cover(keys: readonly string[]): void {
    for (const key of keys) this.#covered.add(key);
  }

  clear(): void {
    this.drop(() => true);
  }

  /** Takes lines out: what is asked all day must not push out what matters. */
  drop(is: (line: LogLine) => boolean): void {
    this.#lines.splice(0, maxLines, ...this.#lines.filter((line) => !is(line)));
  }

  /** As it is now: the page may change it later. */
  #copy(detail: unknown): unknown {
    try {
      const copy = JSON.parse(JSON.stringify(detail ?? null, cut)) as unknown;
      return this.isPlain ? copy : masked(copy, this.#covered);
    } catch {
      return '?'; // a circle, or a getter that throws
    }
  }
}
