import { msg } from '@lit/localize';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { pressedKey } from '../shared/pressed-key.js';

/** What a key can do in a panel; `next` says that the call has ended, and then that the agent is ready. */
export type PanelAction = 'dial' | 'call' | 'hangup' | 'next' | 'result' | 'callback' | 'respool' | 'tag' | 'outbox';

/** Which keys do what: `Alt+Shift+C`, modifiers first. What is not in it has no key. */
export type Shortcuts = Partial<Record<PanelAction, string>>;

/** Alt and Shift with letters that no browser and no screen reader takes (Chrome has A, B, I and T). */
export const defaultShortcuts: Shortcuts = {
  dial: 'Alt+Shift+D',
  call: 'Alt+Shift+C',
  hangup: 'Alt+Shift+H',
  next: 'Alt+Shift+N',
  result: 'Alt+Shift+R',
  callback: 'Alt+Shift+K',
  respool: 'Alt+Shift+P',
  tag: 'Alt+Shift+G',
  outbox: 'Alt+Shift+O',
};

/** What each action is called. */
export const actionNames = (): Record<PanelAction, string> => ({
  dial: msg('Go to the number'),
  call: msg('Call'),
  hangup: msg('Hang up'),
  next: msg('Mark as ended; ready for the next call'),
  result: msg('Go to the result'),
  callback: msg('Go to the callback'),
  respool: msg('Go to “Try this next”'),
  tag: msg('Go to the tag'),
  outbox: msg('Open the outbox'),
});

const flags = {
  alt: 'altKey',
  shift: 'shiftKey',
  ctrl: 'ctrlKey',
  control: 'ctrlKey',
  meta: 'metaKey',
  cmd: 'metaKey',
} as const;
const isPlain = (key: string) => /^[a-z0-9]$/i.test(key);

/** Whether these keys are pressed, and no other modifier. Where a layout or Option makes another sign of a letter, its place counts. */
export function isPressed(combination: string, event: KeyboardEvent): boolean {
  const words = combination
    .toLowerCase()
    .split('+')
    .map((word) => word.trim());
  const key = words.pop() ?? '';
  const wanted = words.map((word) => flags[word as keyof typeof flags]);
  const isSign = key.length === 1 && !isPlain(key); // Shift is part of how it is typed
  const isModified = Object.values(flags).every(
    (flag) => wanted.includes(flag) === event[flag] || (isSign && flag === 'shiftKey'),
  );
  if (!key || wanted.includes(undefined as never) || !isModified) return false;
  const pressed = pressedKey(event);
  return (
    pressed.toLowerCase() === key ||
    (!isPlain(pressed) && [`key${key}`, `digit${key}`].includes(event.code.toLowerCase()))
  );
}

const typedInto = 'input, textarea, select, [role=textbox], [role=searchbox], [role=combobox]';

/** Whether a person writes something with this key, in any shadow tree; so also where a closed one does not let us look. */
export function isTyping(event: KeyboardEvent): boolean {
  if (!pressedKey(event) || event.getModifierState('AltGraph')) return true;
  const path = event.composedPath().filter((node) => node instanceof Element);
  const [deepest] = path;
  if (deepest?.localName.includes('-') && !deepest.shadowRoot) return true;
  return path.some(
    (node) =>
      node.matches(typedInto) ||
      (node as HTMLElement).isContentEditable ||
      !!(node as { editContext?: unknown }).editContext,
  );
}

/** Listens for a panel's keys while it is in the page; `act` says whether it did something. */
export class ShortcutKeys implements ReactiveController {
  readonly #shortcuts: () => Shortcuts;
  readonly #act: (action: PanelAction) => boolean;

  constructor(host: ReactiveControllerHost, shortcuts: () => Shortcuts, act: (action: PanelAction) => boolean) {
    this.#shortcuts = shortcuts;
    this.#act = act;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.#onKey);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#onKey);
  }

  /** A key that is held down hangs up one call, not two. */
  readonly #onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || isTyping(event)) return;
    const [action] = Object.entries(this.#shortcuts()).find(([, keys]) => isPressed(keys, event)) ?? [];
    if (action && this.#act(action as PanelAction)) event.preventDefault();
  };
}
