import { agentChecks, namesIn } from './commands.js';
import { isExactOrigin } from './origin.js';

/** What the log, its wires and their paths say, beside the names of commands and fields; in lower case. None of it tells of a person. */
const ourWords =
  'client outbox portal integra invalid unsupported unreachable unauthorized rejected timeout protocol busy canceled ' +
  'confirmed sent queued waiting sending unknown held kept delivered discarded opened forgotten given back found on its way removed it waited too long ' +
  'another window origin null no event answer many destinations get post put delete ok true false sip ' +
  'detail path query body count why maybesent command reason id raw rows bytes refused ids islast isloaded callspool callschedule objetorespool objectdialer outqueue makecall params ' +
  'agents agentcall hungupphone hangupphone dialers scheduledialercall removescheduledialercall tagrecord api dispositioncall admin callworkflow addblack addblackbulk deleteblack deleteblackbulk cdr getrecords supervisor convert uploadbase uploadbasewithtimezone queuesummary';

/** Keys of a time, of what is said in our words and in short numbers, and of amounts; all in lower case. */
const times = 'at from to on calldate callbackat expiredate since'.split(' ');
const terms = 'action type status transport code field state method tech mode error text'.split(' ');
const amounts = 'retries priority contact contacts customers calls accepted held limit'.split(' ');

/** This century's time by the wall clock, or a day. */
const wallClock = /^20\d\d-[01]\d-[0-3]\d([ T][0-2]\d:[0-5]\d(:[0-5]\d(\.\d{3}Z?)?)?)?$/;
/** As dialers name calls: hex digits with a letter among them, or seconds and a count. */
const callId = /^(?=.*[a-f])[\da-f]{8}(-[\da-f]{4,12}){1,4}$|^1\d{9}\.\d{1,5}$/i;
/** What waits may be so old, in milliseconds. */
const oldest = 1e10;

/** All but white space and the signs of ASCII: letters, digits, marks and pictures of every script. */
const characters = /[^\s!-/:-@[-`{-~]/gu;

/**
 * Covers a text from outside, but its signs and spaces. Of a number, which is written in six or more digits and nothing
 * else, the last two digits stay, unless `isSecret`.
 */
export function hide(text: string, isSecret = false): string {
  const count = /^[\d\s()+./-]+$/.test(text) && !isSecret ? text.replace(/\D/g, '').length : 0;
  let left = count < 6 ? Infinity : count - 2;
  return text.replace(characters, (each) => (left-- > 0 ? '•' : each));
}

/** Decides what of a record may be read: a value where its key and its form are known to be harmless, and a known key. */
export class Mask {
  readonly #words = new Set([...ourWords.split(' '), ...times, ...terms, ...amounts]);
  readonly #secrets = new Set<string>();

  constructor() {
    this.know(namesIn(agentChecks));
  }

  /** These words and paths tell nothing of a person. */
  know(words: readonly string[]): void {
    for (const word of words.join('/').toLowerCase().split('/')) this.#words.add(word);
  }

  /** Under these keys everything is covered, to the last digit. */
  cover(keys: readonly string[]): void {
    for (const key of keys) this.#secrets.add(key);
  }

  isKnown(word: string): boolean {
    return this.#words.has(word.toLowerCase());
  }

  /** The parts of a path that are none of ours are covered. */
  path(text: string): string {
    return text.replace(/[^/]+/g, (part) => (this.isKnown(part) ? part : hide(part)));
  }

  /** The same, with everything covered that is not known to be harmless. */
  record(value: unknown, key = ''): unknown {
    const isSecret = this.#secrets.has(key);
    if (Array.isArray(value)) return value.map((each) => this.record(each, isSecret ? key : ''));
    if (typeof value === 'object' && value) {
      const copy = new Map<string, unknown>();
      for (const [name, each] of Object.entries(value)) {
        let shown = this.isKnown(name) ? name : hide(name, true).slice(0, longestKey);
        while (copy.has(shown)) shown += '•'; // covered keys look alike, and none is left out
        copy.set(shown, this.record(each, isSecret ? key : name));
      }
      return Object.fromEntries(copy);
    }
    if (typeof value === 'boolean' || !value || (!isSecret && this.#isOpen(key.toLowerCase(), value))) return value;
    if (key === 'path' && !isSecret) return this.path(String(value));
    const [status = ''] = key === 'detail' ? (/^HTTP \d{3}\b/.exec(String(value)) ?? []) : [];
    return status + hide(String(value).slice(status.length), isSecret);
  }

  #isOpen(key: string, value: unknown): boolean {
    const text = String(value);
    if (times.includes(key))
      return typeof value === 'number' ? Math.abs(value - Date.now()) < oldest : wallClock.test(text);
    if (key === 'guid' || key === 'id') return callId.test(text);
    if (key === 'count' || key === 'bytes') return typeof value === 'number' && value < 1e9;
    if (amounts.includes(key)) return /^-?\d{1,4}$/.test(text);
    if (key === 'why')
      return this.#isOurs(text.replace(/ https?:\S+$/, (end) => (isHarmless(end.slice(1)) ? '' : end)));
    return terms.includes(key) && this.#isOurs(text);
  }

  /** Said in our words and at most three digits. */
  #isOurs(text: string): boolean {
    return (
      text.replace(/\D/g, '').length <= 3 &&
      text.split(/[\s/.:]+/).every((each) => /^-?\d*$/.test(each) || this.isKnown(each))
    );
  }
}

/** Whose message was refused. */
const isHarmless = (origin: string) => isExactOrigin(origin) && !/\d{6}/.test(origin);

/** A key is kept so far, in characters. */
const longestKey = 60;
