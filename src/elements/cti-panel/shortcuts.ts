import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isMac, pressedKey } from '../shared/pressed-key.js';
import { actions, allActions, type PanelAction } from './panel-actions.js';

/** Which keys do what: `Alt+Shift+C`, modifiers first. What is not in it has no key. */
export type Shortcuts = Partial<Record<PanelAction, string>>;

/** Ctrl and Alt would be AltGr on Windows, Alt and Shift write signs on a Mac. */
function keysOf(key: string, mac: boolean): string {
  if (key === 'Enter') return `${mac ? 'Meta' : 'Ctrl'}+${key}`;
  return isPlain(key) ? `${mac ? 'Ctrl+Alt' : 'Alt+Shift'}+${key}` : key;
}

const isPlain = (key: string) => /^[a-z0-9]$/i.test(key);

/** The keys of a panel that a page says nothing of: chords that write nothing into a field. */
export const shortcutsOf = (mac: boolean): Shortcuts =>
  Object.fromEntries(allActions.map((action) => [action, keysOf(actions[action][0], mac)]));

export const defaultShortcuts: Shortcuts = shortcutsOf(isMac);

const flags = {
  alt: 'altKey',
  option: 'altKey',
  shift: 'shiftKey',
  ctrl: 'ctrlKey',
  control: 'ctrlKey',
  meta: 'metaKey',
  cmd: 'metaKey',
} as const;

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

/** A combination as a person who presses it writes it down: `Alt+Shift+C`; empty for a modifier alone, or one that writes. */
export function combinationOf(event: KeyboardEvent): string {
  const pressed = pressedKey(event);
  const letter = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1] ?? pressed;
  const isModifier = /^(?:Alt|Shift|Control|Meta|AltGraph|CapsLock|Dead|)$/.test(pressed);
  if (isModifier || event.getModifierState('AltGraph')) return '';
  const { altKey, ctrlKey, metaKey, shiftKey } = event;
  const isSafe = isChord(event) && (!altKey || ctrlKey || shiftKey || metaKey);
  if (!isSafe && !/^F\d+$/.test(pressed)) return '';
  const name = letter.length === 1 ? letter.toUpperCase() : letter;
  return [ctrlKey && 'Ctrl', altKey && 'Alt', shiftKey && 'Shift', metaKey && 'Meta', name].filter(Boolean).join('+');
}

const typedInto = 'input, textarea, select, [role=textbox], [role=searchbox], [role=combobox]';

/** Whether an element takes what is typed, in any shadow tree; so also where a closed one does not let us look. */
function isField(event: KeyboardEvent): boolean {
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

/** A chord that writes nothing into a field: with Option alone a Mac writes signs, and Ctrl with Alt is AltGr elsewhere. */
const isChord = ({ altKey, ctrlKey, metaKey }: KeyboardEvent) => metaKey || (isMac ? ctrlKey : altKey !== ctrlKey);

/** Whether a person writes something with this key: an input method's, AltGr's, and in a field all that is no chord. */
export const isTyping = (event: KeyboardEvent): boolean =>
  !pressedKey(event) || event.getModifierState('AltGraph') || (!isChord(event) && isField(event));

/** What has keys of its own: a result is not saved with those. */
const others = 'cti-respool-editor, cti-tag-recorder, cti-schedule-picker:not([picker-only])';

/**
 * Listens for a panel's keys while it is in the page; `act` says whether it did something. Chords count everywhere, a single
 * key only while the focus is in the panel, and what saves is the panel's before it is any element's in it.
 */
export class ShortcutKeys implements ReactiveController {
  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #shortcuts: () => Shortcuts;
  readonly #act: (action: PanelAction) => boolean;

  constructor(
    host: ReactiveControllerHost & EventTarget,
    shortcuts: () => Shortcuts,
    act: (action: PanelAction) => boolean,
  ) {
    this.#host = host;
    this.#shortcuts = shortcuts;
    this.#act = act;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.#onKey);
    this.#host.addEventListener('keydown', this.#onOwnKey as EventListener, true);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#onKey);
    this.#host.removeEventListener('keydown', this.#onOwnKey as EventListener, true);
  }

  /** A key that is held down hangs up one call, not two. */
  readonly #onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || isTyping(event)) return;
    const action = this.#actionOf(event);
    const isOwn = event.composedPath().includes(this.#host) || event.target === document.body;
    const isEverywhere = isChord(event) && action !== 'save';
    if (action && (isOwn || isEverywhere) && this.#act(action)) event.preventDefault();
  };

  readonly #onOwnKey = (event: KeyboardEvent) => {
    if (isTyping(event) || this.#actionOf(event) !== 'save') return;
    if (event.composedPath().some((node) => node instanceof Element && node.matches(others))) return;
    if (!event.repeat) this.#act('save');
    event.preventDefault();
    event.stopPropagation();
  };

  #actionOf(event: KeyboardEvent): PanelAction | undefined {
    const [action] = Object.entries(this.#shortcuts()).find(([, keys]) => isPressed(keys, event)) ?? [];
    return action as PanelAction | undefined;
  }
}
