import { getTabItem, setTabItem } from '../../core/tab-storage.js';

const name = 'tags';

/** The last tags that were sent from this tab, newest first, each once. Gone when the tab is closed. */
export function recentTags(): readonly string[] {
  const tags = getTabItem(name);
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}

/** Remembers a tag that was sent; only the last 8. */
export function addRecentTag(text: string): void {
  setTabItem(name, [text, ...recentTags().filter((each) => each !== text)].slice(0, 8));
}
