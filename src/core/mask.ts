import { hide, hideParts } from './hide.js';
import { isExactOrigin } from './origin.js';

/** What the log itself says, beside the names of commands and fields, transports and paths. None of it tells of a person. */
const ourWords =
  'INVALID UNSUPPORTED UNREACHABLE UNAUTHORIZED REJECTED TIMEOUT PROTOCOL BUSY CANCELED confirmed sent queued waiting sending unknown held ' +
  'another window origin null no event answer too long many destinations GET POST PUT DELETE OK true false SIP client outbox ' +
  'detail path query body count why maybeSent command reason id raw rows bytes refused ids isLast isLoaded callspool callschedule objetoRespool objectDialer outqueue makeCall params ' +
  'deny allow pauses gesture perMinute mayCall doNotCall unreadable emergency premium satellite';

/** Keys of a time, of what is said in our words and in short numbers, and of amounts. */
const times = 'at from to on calldate callbackAt expireDate since';
const terms = 'action type status transport code field state method tech mode error text';
const amounts = 'retries priority contact contacts customers calls accepted held limit';

const listed = (words: string) => new Set(words.toLowerCase().split(' '));
const [timeKeys, termKeys, amountKeys] = [times, terms, amounts].map(listed) as [Set<string>, Set<string>, Set<string>];

/** This century's time by the wall clock, or a day; no number in groups of four, two and two. */
const wallClock = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])([ T]([01]\d|2[0-3])(:[0-5]\d){1,2})?$/;
/** As dialers name calls: hex digits with a letter among them, or seconds and a count, perhaps behind the technology of the line. */
const callId =
  /^(?=.*[a-f])(?:[\da-f]{8}(-[\da-f]{4,12})+|[\da-f]{32})$|^(?:(?:SIP|PJSIP|IAX2?|DAHDI|WebRTC)-)?1\d{9}\.\d{1,7}$/i;
/** What waits may be so old, in milliseconds. */
const oldest = 1e10;

/** Decides what of a record may be read: a value where its key and its form are known to be harmless, and a known key. */
export class Mask {
  readonly #words = listed(`${ourWords} ${times} ${terms} ${amounts}`);
  readonly #secrets = new Set<string>();

  /** These words and paths tell nothing of a person. */
  know(words: readonly string[]): void {
    for (const word of words.join('/').split('/')) this.#words.add(word.toLowerCase());
  }

  /** Under these keys everything is covered, to the last digit. */
  cover(keys: readonly string[]): void {
    for (const key of keys) this.#secrets.add(key);
  }

  isKnown(word: string): boolean {
    return this.#words.has(word.toLowerCase());
  }

  /** The same, with everything covered that is not known to be harmless. */
  record(value: unknown, key = ''): unknown {
    const isSecret = this.#secrets.has(key);
    if (Array.isArray(value)) return value.map((each) => this.record(each, isSecret ? key : ''));
    if (typeof value === 'object' && value) {
      const alike = new Map<string, number>();
      const entries = Object.entries(value).map(([name, each]) => {
        const shown = this.isKnown(name) ? name : hide(name, true).slice(0, longestKey);
        const count = (alike.get(shown) ?? 0) + 1;
        alike.set(shown, count);
        // Covered keys look alike, and none is left out.
        return [count > 1 ? `${shown} ${count}` : shown, this.record(each, isSecret ? key : name)];
      });
      return Object.fromEntries(entries) as unknown;
    }
    if (typeof value === 'boolean' || !value || (!isSecret && this.#isOpen(key.toLowerCase(), value))) return value;
    const text = typeof value === 'number' ? String(value) : (value as string);
    if (key === 'path' && !isSecret) return hideParts(text, (part) => this.isKnown(part));
    const [status = ''] = key === 'detail' ? (/^HTTP \d{3}\b/.exec(text) ?? []) : [];
    return status + hide(text.slice(status.length), isSecret);
  }

  #isOpen(key: string, value: unknown): boolean {
    const text = String(value);
    if (timeKeys.has(key))
      return typeof value === 'number' ? Math.abs(value - Date.now()) < oldest : wallClock.test(text);
    if (key === 'guid' || key === 'id') return callId.test(text);
    if (key === 'count' || key === 'bytes') return typeof value === 'number' && value < 1e9;
    if (amountKeys.has(key)) return /^-?\d{1,4}$/.test(text);
    if (key === 'why')
      return this.#isOurs(text.replace(/ https?:\S+$/, (end) => (isHarmless(end.slice(1)) ? '' : end)));
    return termKeys.has(key) && this.#isOurs(text);
  }

  /** Said in our words and at most three digits. */
  #isOurs(text: string): boolean {
    return (
      this.isKnown(text) ||
      (text.replace(/\D/g, '').length <= 3 &&
        text.split(/[\s/.:]+/).every((each) => /^-?\d*$/.test(each) || this.isKnown(each)))
    );
  }
}

/** Whose message was refused. */
const isHarmless = (origin: string) => isExactOrigin(origin) && !/\d{6}/.test(origin);

/** A key is kept so far, in characters. */
const longestKey = 60;
