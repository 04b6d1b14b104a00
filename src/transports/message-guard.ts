import { msg, str } from '@lit/localize';
import { CtiError } from '../core/errors.js';
import { signInText } from '../core/address.js';
import { isSignedIn, originOf } from '../core/origin.js';

const noPortal = (text: string) => msg(str`“${text}” is not a portal origin: write it like https://ucontact.example`);

/**
 * The origin in the browser's own spelling. Throws `INVALID` on anything with `*`, a user or a password, and on all that is
 * no web address.
 *
 * @param problem - says so, where it is no portal's
 */
export function exactOrigin(text: string, problem: (text: string) => string = noPortal): string {
  if (isSignedIn(text)) throw new CtiError('INVALID', signInText(), { field: 'origin' });
  const origin = originOf(text);
  if (origin) return origin;
  throw new CtiError('INVALID', problem(text), { field: 'origin' });
}

/** Is told why messages were refused, and how many: each reason once a second, after it. */
export type Refused = (why: string, count: number) => void;

/** Counts what is refused, and tells it when a second is over: a flood of messages is no flood of the log. */
export function onceASecond(tell: Refused): (why: string) => void {
  const counts = new Map<string, number>();
  const tellAll = () => {
    const told = [...counts];
    counts.clear();
    for (const each of told) tell(...each);
  };
  return (why) => {
    if (!counts.size) setTimeout(tellAll, second);
    counts.set(why, (counts.get(why) ?? 0) + 1);
  };
}

/** After so many useless messages of a window, what comes from it in the same second is dropped unread. */
const maxUselessMessages = 200;
/** In milliseconds. */
const second = 1_000;

/**
 * Who is heard: one window of one origin. The window is looked at first, then the origin, and only then is anything read.
 * What fails there is never counted against the other side: a flood from elsewhere must not silence it.
 */
export class MessageGuard {
  readonly #origin: string;
  readonly #window: () => unknown;
  readonly #unreadable: (data: unknown) => string;
  #since = 0;
  #useless = 0;

  /** @param unreadable - why the data cannot be read, told by a look that costs nothing; empty when they can */
  constructor(origin: string, window: () => unknown, unreadable: (data: unknown) => string = () => '') {
    this.#origin = origin;
    this.#window = window;
    this.#unreadable = unreadable;
  }

  /** Why a message is dropped unread; empty when it may be read. */
  refusal(message: MessageEvent<unknown>): string {
    if (!message.source || message.source !== this.#window()) return 'another window';
    if (message.origin !== this.#origin) return `another origin: ${message.origin}`;
    const why = this.#unreadable(message.data); // not before: it makes the browser unpack them
    if (why) return why;
    const now = performance.now();
    if (now - this.#since >= second) [this.#since, this.#useless] = [now, 0];
    return this.#useless < maxUselessMessages ? '' : 'too many';
  }

  /** A message was read, and said nothing of use. */
  countUseless(): void {
    this.#useless++;
  }
}
