const key = 'portside-tags';
const most = 8;

/** What this page remembers where the browser refuses storage. */
let here: readonly string[] | undefined;

/** The last tags that were sent from this tab, newest first, each once. Gone when the tab is closed. */
export function recentTags(): readonly string[] {
  return here ?? inStorage((storage) => readTags(storage.getItem(key))) ?? [];
}

/** Remembers a tag that was sent. */
export function rememberTag(text: string): void {
  const tags = [text, ...recentTags().filter((each) => each !== text)].slice(0, most);
  const stored = inStorage((storage) => (storage.setItem(key, JSON.stringify(tags)), true));
  here = stored ? undefined : tags;
}

/** Anything may stand in storage; only texts are taken. */
function readTags(stored: string | null): string[] {
  const tags: unknown = JSON.parse(stored ?? '[]');
  return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string').slice(0, most) : [];
}

/** Storage may be refused, full, or hold what is no JSON. */
function inStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(sessionStorage);
  } catch {
    return undefined;
  }
}
