import { lockManager, openChannel } from './platform.js';

/** Names this load of this page. */
export const pageId = [...crypto.getRandomValues(new Uint32Array(3))].join('-');

const name = (id: string) => `portside page ${id}`;
/** How long a page may take to say that it lives, in milliseconds. */
const answerTime = 300;

let shown: Promise<void> | undefined;

/** From now on other pages can find out that this one lives: by a lock that it holds, else by a word that it gives back. */
export function showAlive(): Promise<void> {
  return (shown ??= show());
}

async function show(): Promise<void> {
  const channel = openChannel('portside page', (word) => {
    if (word === pageId) channel?.postMessage(`${pageId} lives`);
  });
  await new Promise<void>((resolve) => {
    const hold = () => {
      resolve();
      return new Promise<void>(() => undefined); // until the page is gone
    };
    const locks = lockManager();
    if (locks) locks.request(name(pageId), hold).catch(resolve);
    else resolve();
  });
}

/** Whether a page of this origin lives: a copy of its session storage says nothing of that. False where nobody can tell. */
export async function isAlive(id: string): Promise<boolean> {
  if (id === pageId) return true;
  const held = await lockManager()
    ?.query()
    .then(
      (all) => all.held?.some((lock) => lock.name === name(id)),
      () => undefined,
    );
  return held ?? (await answers(id));
}

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
