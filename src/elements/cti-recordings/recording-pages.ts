import { msg } from '@lit/localize';
import type { CommandOf, ReplyTo } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import type { RecordingFilter } from '../../core/supervisor-commands.js';
import type { Recording } from '../../core/supervisor-replies.js';

/** The rows of one search, page after page. A page that failed can be asked for again. */
export class RecordingPager {
  readonly filter: RecordingFilter;
  /** When the first page came, epoch milliseconds. */
  readonly since = Date.now();
  /** Each recording once: while one scrolls, new ones push the old onto the next page. */
  rows: readonly Recording[] = [];
  isLast = false;
  isLoading = false;
  /** Why the last page is not there. */
  error: CtiError | undefined;
  readonly #limit: number;
  #held = 0;
  #before = '';

  constructor(filter: RecordingFilter, limit: number) {
    this.filter = filter;
    this.#limit = limit;
  }

  /** What to ask for next. */
  get command(): CommandOf<'recordings'> {
    return { type: 'recordings', filter: this.filter, held: this.#held, limit: this.#limit };
  }

  /** Takes a page. After one that was not full none is asked for (C-115); one that comes again ends in an error. */
  add({ rows, isLast }: ReplyTo<'recordings'>): void {
    const last = rows.at(-1)?.guid ?? '';
    if (last && last === this.#before)
      throw new CtiError(
        'PROTOCOL',
        msg('The dialer gives the same recordings on every page: ask for a shorter time.'),
        { detail: last },
      );
    this.#before = last;
    const known = new Set(this.rows.map(({ guid }) => guid));
    this.rows = [...this.rows, ...rows.filter(({ guid }) => !known.has(guid) && known.add(guid))];
    this.#held += Math.max(this.#limit, rows.length); // a full page, though rows without a guid are left out of it
    this.isLast = isLast;
  }

  /** Gets the next page, unless one is on its way or none is left. */
  async next(send: (command: CommandOf<'recordings'>) => Promise<ReplyTo<'recordings'>>): Promise<void> {
    if (this.isLoading || this.isLast) return;
    this.isLoading = true;
    this.error = undefined;
    try {
      this.add(await send(this.command));
    } catch (cause) {
      this.error = CtiError.from(cause);
    }
    this.isLoading = false;
  }
}
