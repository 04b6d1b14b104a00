import { writeJson } from '../codecs/write-json.js';
import { agentChecks, namesIn } from './commands.js';
import { Mask } from './mask.js';

/** One thing that happened. */
export interface LogLine {
  /** Epoch milliseconds. */
  at: number;
  /** What kind: `command`, `reply`, `error`, `sent`, `received`, `refused`, `state`. */
  what: string;
  /** Who says so: a transport, `client` or `outbox`. */
  who: string;
  /** What was sent, received or refused. Of equal refusals in a row only the last is kept, but of commands. */
  detail: unknown;
}

const maxLines = 500;
const maxText = 2_000;
/** So many items of a list are kept: a list of contacts is no log. */
const maxItems = 20;

const cut = (_: string, value: unknown): unknown => {
  if (typeof value === 'string' && value.length > maxText) return `${value.slice(0, maxText)}…`;
  return Array.isArray(value) && value.length > maxItems
    ? [...(value.slice(0, maxItems) as unknown[]), { count: value.length }]
    : value;
};

const why = ({ who, detail }: LogLine) => `${who} ${(detail as { why?: string } | null)?.why}`;

/** The last 500 happenings. All that is not known to be harmless is masked before it is kept. It never throws. */
export class Log {
  /** Keeps everything readable from now on; for a test bench, not for customers' data. */
  isPlain = false;
  readonly #lines: LogLine[] = [];
  readonly #mask = new Mask();

  constructor() {
    this.know(namesIn(agentChecks));
  }

  /** Oldest first. */
  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  write(what: string, who: string, detail?: unknown): void {
    const line = { at: Date.now(), what, who, detail: this.#copy(detail) };
    const last = this.#lines.at(-1);
    // What a page posts to itself all day must not push out what matters.
    const isFlood = what === 'refused' && who !== 'client'; // each command that is refused is a line
    if (isFlood && last?.what === what && why(last) === why(line)) this.#lines.pop();
    this.#lines.push(line);
    if (this.#lines.length > maxLines) this.#lines.shift();
  }

  /** From now on everything under these keys is covered, to the last digit. */
  cover(keys: readonly string[]): void {
    this.#mask.cover(keys);
  }

  /** From now on these words and paths may be read where a field of ours holds them. */
  know(words: readonly string[]): void {
    this.#mask.know(words);
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
      const copy = JSON.parse(writeJson(detail ?? null, cut)) as unknown;
      return this.isPlain ? copy : this.#mask.record(copy);
    } catch {
      return '?'; // a circle, or a getter that throws
    }
  }
}
