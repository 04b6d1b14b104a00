import { attempt, inTime, lockManager, lockTime, openChannel, queryLocks } from './platform.js';

/** A name that nobody else has. */
export const newName = (): string => [...crypto.getRandomValues(new Uint32Array(4))].join('-');

/** Names this load of this page. */
export const pageId = newName();

const lockName = (id: string) => `portside page ${id}`;
/** How long a page may take to say that it lives, in milliseconds. */
const answerTime = 300;

/** What lives in this page. */
const living = new Set<string>();

/**
 * From now on other pages can find out that this one lives under a name: by a lock that it holds, else by a word that it
 * gives back. Resolves with a function that ends it.
 */
export async function showAlive(id: string): Promise<() => void> {
  living.add(id);
  const channel = openChannel('portside page', (word) => {
    if (word === id) channel?.postMessage(`${id} lives`);
  });
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const shown = new Promise<void>((resolve) => {
    const hold = () => {
      resolve();
      return held;
    };
    const asked = attempt(() => lockManager()?.request(lockName(id), hold));
    if (asked) asked.catch(() => resolve());
    else resolve();
  });
  await inTime(shown, lockTime).catch(() => undefined);
  return () => {
    living.delete(id);
    channel?.close();
    release();
  };
}

let shown: Promise<unknown> | undefined;
/** The same for this page, as long as it stands. */
export const showPage = (): Promise<unknown> => (shown ??= showAlive(pageId));

/** What the locks say of a page; nothing where there are none. A page that stands still holds its own. */
async function holdsLock(id: string): Promise<boolean | undefined> {
  if (living.has(id)) return true;
  return (await queryLocks())?.held?.some(({ name }) => name === lockName(id));
}

/** Whether a page has surely gone. False where nobody can tell. */
export const hasGone = async (id: string): Promise<boolean> => (await holdsLock(id)) === false;

/** Whether a page lives, as far as anybody can tell: where there are no locks it has to answer. */
export const isAlive = async (id: string): Promise<boolean> => (await holdsLock(id)) ?? (await answers(id));

function answers(id: string): Promise<boolean> {
  return new Promise((resolve) => {
    const channel = openChannel('portside page', (word) => word === `${id} lives` && end(true));
    const timer = setTimeout(() => end(false), channel ? answerTime : 0);
    const end = (lives: boolean) => {
      clearTimeout(timer);
      channel?.close();
      resolve(lives);
    };
    channel?.postMessage(id);
  });
}
