// What this page has under way: storage, encryption, locks and files, which take as long as they take, and commands that a
// test counts in. A page that has nothing of it under way, some turns of its event loop long, has come to rest.
import { turn } from './turn.js';
import { until } from './until.js';

let underWay = 0;

/** Counts what goes on until the promise is settled. */
export function count<T>(work: Promise<T>): Promise<T> {
  underWay++;
  const end = () => void underWay--;
  work.then(end, end);
  return work;
}

/** Waits until nothing is under way any more, nor begun by what ended last. */
export async function rest(): Promise<void> {
  let turns = 0;
  await until(async () => {
    for (turns = 0; !underWay && turns < 4; turns++) await turn();
    return turns === 4;
  }, 'the page has come to rest');
}

const ended = (target: EventTarget, ...names: string[]) =>
  new Promise<void>((resolve) => {
    for (const name of names) target.addEventListener(name, () => resolve());
  });

/** From here on, all that the page reads of a file is counted. */
export function countReading(): void {
  const { read } = ReadableStreamDefaultReader.prototype;
  ReadableStreamDefaultReader.prototype.read = function () {
    return count(read.call(this));
  };
  const { arrayBuffer } = Blob.prototype;
  Blob.prototype.arrayBuffer = function () {
    return count(arrayBuffer.call(this));
  };
}

/** From here on, what the page does with its storage, its keys and its locks is counted. */
export function countPageWork(): void {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...given: Parameters<typeof transaction>) {
    const begun = transaction.apply(this, given);
    void count(ended(begun, 'complete', 'abort'));
    return begun;
  };
  for (const name of ['open', 'deleteDatabase'] as const) {
    const native = IDBFactory.prototype[name];
    IDBFactory.prototype[name] = function (...given: [string]) {
      const request = native.apply(this, given);
      void count(ended(request, 'success', 'error'));
      return request;
    };
  }
  const { request } = LockManager.prototype;
  LockManager.prototype.request = function (this: LockManager, name: string, ...given: unknown[]) {
    const act = given.pop() as (lock: Lock | null) => unknown;
    let begin = () => undefined as void;
    void count(new Promise<void>((resolve) => (begin = resolve)));
    const held = request.call(this, name, ...(given as [LockOptions]), (lock) => (begin(), act(lock)));
    held.catch(begin);
    return held;
  } as typeof request;
  for (const name of ['encrypt', 'decrypt', 'generateKey'] as const) {
    const native = SubtleCrypto.prototype[name] as (...given: unknown[]) => Promise<never>;
    SubtleCrypto.prototype[name] = function (this: SubtleCrypto, ...given: unknown[]) {
      return count(native.apply(this, given));
    };
  }
}
