import { LocalItem } from '../../core/local-item.js';
import { actions, type PanelAction } from './panel-actions.js';
import type { Shortcuts } from './shortcuts.js';

const itemOf = (owner: string) => new LocalItem('keys', owner);

/** The keys that an agent chose instead of a page's, in this browser; none where they cannot be read. */
export function ownShortcuts(owner: string): Shortcuts {
  const kept = Object(itemOf(owner).get()) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(kept).filter(([action, keys]) => Object.hasOwn(actions, action) && typeof keys === 'string'),
  );
}

/** Keeps other keys for an action; nothing forgets all that the agent chose. */
export function keepShortcut(owner: string, action?: PanelAction, keys = ''): void {
  itemOf(owner).set(action && { ...ownShortcuts(owner), [action]: keys });
}
