import { hashOfText } from '../codecs/hash.js';
import { remainingTime } from '../codecs/remaining-time.js';
import { doubtTime } from './call-journal.js';
import { numbersIn } from './destinations.js';
import { isAlive, pageId } from './page.js';
import { attempt, localStore, taken, withLock } from './platform.js';
import { writeJson } from '../codecs/write-json.js';

/** What stands in local storage of a dial: when its byte left, and the page that still waits for the answer. */
interface Mark {
  at: number;
  page?: string | undefined;
}

const prefix = (owner: string) => `portside-dial ${hashOfText(owner)} `;

function readMark(name: string): Mark | undefined {
  const { at, page } = Object(attempt(() => JSON.parse(localStore()?.getItem(name) ?? '') as unknown)) as Partial<Mark>;
  return typeof at === 'number' ? { at, page } : undefined;
}

const write = (name: string, mark: Mark) => attempt(() => localStore()?.setItem(name, writeJson(mark)));
const remove = (name: string) => attempt(() => localStore()?.removeItem(name));

/** Marks of this agent. */
const marksOf = (owner: string) => Object.keys(localStore() ?? {}).filter((name) => name.startsWith(prefix(owner)));

/** A dial that goes now, or that ended: in doubt when nobody knows whether it was placed. */
export interface DialMark {
  goes(): void;
  end(isInDoubt: boolean): void;
}

/**
 * Dials a number unless any tab of this agent is dialling it, or nobody knows whether it was dialled half a minute ago, with
 * a code before it or without: then it resolves with the milliseconds for which that lasts. Two tabs are kept apart by Web
 * Locks; on http, where there are none, by marks in local storage alone, which two presses in the same moment may both miss.
 */
export async function dialAlone<T>(
  owner: string,
  number: string,
  dial: (mark: DialMark) => Promise<T>,
): Promise<{ result: T } | { busy: number }> {
  // In one order for all tabs: of two that want the same lock one gets it, and goes on.
  const names = numbersIn(number)
    .map((each) => prefix(owner) + hashOfText(each))
    .sort();
  const left = () => {
    const marks = names.flatMap((name) => readMark(name) ?? []);
    return marks.length ? Math.max(...marks.map((mark) => remainingTime(mark, doubtTime))) : undefined;
  };
  const work = async () => {
    for (const each of marksOf(owner)) if (!remainingTime(readMark(each) ?? { at: 0 }, doubtTime)) remove(each);
    const busy = left();
    if (busy !== undefined) return { busy };
    let at = 0;
    const goes = () => {
      at = Date.now();
      for (const name of names) write(name, { at, page: pageId });
    };
    goes();
    const end = (isInDoubt: boolean) => {
      for (const name of names)
        if (isInDoubt) write(name, { at });
        else remove(name);
    };
    return { result: await dial({ goes, end }) };
  };
  const done = await withLocks(names, work);
  return done === taken ? { busy: left() ?? doubtTime } : done;
}

/** The same as {@link withLock}, under all of these names. */
function withLocks<T>([name, ...others]: readonly string[], work: () => Promise<T>): Promise<T | typeof taken> {
  return name === undefined ? work() : withLock(name, () => withLocks(others, work));
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
