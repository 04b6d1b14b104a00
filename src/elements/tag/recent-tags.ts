const key = 'portside-tags';

/** What this page remembers where the browser refuses storage. */
let here: readonly string[] | undefined;

/** The last tags that were sent from this tab, newest first, each once. Gone when the tab is closed. */
export function recentTags(): readonly string[] {
  try {
    const tags: unknown = here ?? JSON.parse(sessionStorage.getItem(key) ?? '');
    return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
  } catch {
    return []; // storage may be refused, empty, or hold what is no JSON
  }
}

/** Remembers a tag that was sent; only the last 8. */
export function rememberTag(text: string): void {
  here = [text, ...recentTags().filter((each) => each !== text)].slice(0, 8);
  try {
    sessionStorage.setItem(key, JSON.stringify(here));
    here = undefined;
  } catch {
    // refused or full: they stay here
  }
}
