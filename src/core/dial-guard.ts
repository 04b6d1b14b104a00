import { hashOf } from '../codecs/hash.js';
import { numberKey } from '../codecs/phone.js';
import { remainingTime } from '../codecs/remaining-time.js';
import { doubtTime } from './call-journal.js';
import { isAlive, pageId } from './page.js';
import { attempt, taken, withLock } from './platform.js';
import { writeJson } from '../codecs/write-json.js';

/** What stands in local storage of a dial: when its byte left, and the page that still waits for the answer. */
interface Mark {
  at: number;
  page?: string | undefined;
}

const hash = (text: string) => hashOf(new TextEncoder().encode(text));
const prefix = (owner: string) => `portside-dial ${hash(owner)} `;

const storage = () => attempt(() => globalThis.localStorage as Storage | null);

function readMark(name: string): Mark | undefined {
  const { at, page } = Object(attempt(() => JSON.parse(storage()?.getItem(name) ?? '') as unknown)) as Partial<Mark>;
  return typeof at === 'number' ? { at, page } : undefined;
}

const write = (name: string, mark: Mark) => attempt(() => storage()?.setItem(name, writeJson(mark)));
const remove = (name: string) => attempt(() => storage()?.removeItem(name));

/** Marks of this agent. */
const marksOf = (owner: string) => Object.keys(storage() ?? {}).filter((name) => name.startsWith(prefix(owner)));

/** A dial that goes now, or that ended: in doubt when nobody knows whether it was placed. */
export interface DialMark {
  goes(): void;
  end(isInDoubt: boolean): void;
}

/**
 * Dials a number unless any tab of this agent is dialling it, or nobody knows whether it was dialled half a minute ago:
 * then it resolves with the milliseconds for which that lasts. Two tabs are kept apart by a Web Lock; on http, where there
 * are none, by a mark in local storage alone, which two presses in the same moment may both miss.
 */
export async function dialAlone<T>(
  owner: string,
  number: string,
  dial: (mark: DialMark) => Promise<T>,
): Promise<{ result: T } | { busy: number }> {
  const name = prefix(owner) + hash(numberKey(number));
  const work = async () => {
    for (const each of marksOf(owner)) if (!remainingTime(readMark(each) ?? { at: 0 }, doubtTime)) remove(each);
    const mark = readMark(name);
    if (mark) return { busy: remainingTime(mark, doubtTime) };
    const goes = () => write(name, { at: Date.now(), page: pageId });
    goes();
    return {
      result: await dial({
        goes,
        end: (isInDoubt) => (isInDoubt ? write(name, { at: readMark(name)?.at ?? Date.now() }) : remove(name)),
      }),
    };
  };
  const done = await withLock(name, work);
  return done === taken ? { busy: remainingTime(readMark(name) ?? { at: Date.now() }, doubtTime) } : done;
}

/**
 * The agent says that no call is on: what nobody knew of by then (epoch milliseconds) is not. A dial on its way in a page
 * that lives stays.
 */
export async function forgetDials(owner: string, by: number): Promise<void> {
  for (const name of marksOf(owner)) {
    const { page, at } = readMark(name) ?? { at: by };
    const isOnItsWay = page && (page === pageId || (await isAlive(page)));
    if (at <= by && !isOnItsWay) remove(name);
  }
}
