import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { attributeOf, isElement, ofNode } from '../../core/page-node.js';
import { isMarked } from '../../core/trusted-parts.js';
import type { Dial } from '../../numbers/number-policy.js';
import { dialAt } from './number-buttons.js';
import { telOf, type TelLink } from './tel-link.js';
import { pressedKey } from '../shared/pressed-key.js';

/** What a person points at: a number that was found, or a link of the page's. */
export type DialTarget = { anchor: HTMLElement; dial: Dial } | { anchor: HTMLElement; tel: TelLink };

/** What an event is about. Looks from inside out, so that it holds in shadow roots too, and for what a redraw has just made. */
export function targetOf(event: Event, root: Element): DialTarget | undefined {
  const path = event.composedPath();
  const inside = path.slice(0, Math.max(path.indexOf(root), 0)) as Node[];
  if (inside.some(isMarked)) return undefined;
  for (const node of inside) {
    if (!isElement(node)) continue;
    if (ofNode(node, 'localName') === 'cti-dialable' || attributeOf(node, 'data-cti-skip') !== null) return undefined;
    if (!(node instanceof HTMLElement)) continue;
    const dial = dialAt(node);
    if (dial) return { anchor: node, dial };
    const tel =
      ofNode(node, 'matches').call(node, 'a[href], area[href]') && !isPagesOwn(node, root)
        ? telOf(node.getAttribute('href') ?? '')
        : undefined;
    if (tel) return { anchor: node, tel };
  }
  return undefined;
}

/** A link in editable text is text; one that is marked is the page's own. */
const isPagesOwn = (link: HTMLElement, root: Element) =>
  link.isContentEditable || root.contains(link.closest('[data-cti-skip]'));

/** What a press is made of beside its click. */
const parts = ['mousedown', 'pointerup', 'mouseup', 'touchstart', 'touchend', 'dblclick', 'keypress', 'keyup'] as const;

const isPressKey = (key: string) => key === 'Enter' || key === ' ';

type Press = MouseEvent | TouchEvent | KeyboardEvent;

const isPress = (event: Press) =>
  'key' in event ? isPressKey(pressedKey(event)) : !('button' in event && event.button > 0);

/** So long a tip stays when the pointer has left for it, in milliseconds. */
const linger = 150;

export interface PointerActions {
  isOn(): boolean;
  dialOf(target: DialTarget): Promise<Dial | undefined>;
  planOf(dial: Dial): string;
  /** `isShown`: by what the tip said before. */
  press(target: DialTarget, isShown: boolean): void;
  reach(isBackward: boolean): void;
  close(): void;
  place(): void;
}

/** What a person points at, by mouse, focus or finger, and what they press. All is heard on the root: redraws take nothing away. */
export class PointerController implements ReactiveController {
  /** What the tip is about. `isTouched`: a finger has no way to point before it presses, so its first press only points. */
  pointed: { anchor: HTMLElement; dial: Dial; isTouched: boolean } | undefined;

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #uses: PointerActions;
  #anchor: HTMLElement | undefined;
  #isTouch = false;
  /** Whether the press of now began on a number. */
  #isBegun = false;
  #before: HTMLElement | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, uses: PointerActions) {
    this.#host = host;
    this.#uses = uses;
    host.addController(this);
    // Before the page's own handlers, which would open the row around a number as well, or stop its clicks.
    host.addEventListener('click', this.#onClick, true);
    host.addEventListener('pointerdown', this.#onDown, true);
    host.addEventListener('keydown', this.#onKey, true);
    for (const type of parts) host.addEventListener(type, this.#onPart, { capture: true, passive: true });
    for (const type of ['pointerdown', 'click', 'keydown', ...parts] as const) host.addEventListener(type, this.#onOwn);
    host.addEventListener('pointerover', this.#onOver);
    host.addEventListener('pointerout', this.#onOut);
    host.addEventListener('focusin', this.#onFocus);
    host.addEventListener('focusout', () => this.#leave());
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.#onAnyKey, true);
    document.addEventListener('pointerdown', this.#onAnyDown, true);
    document.addEventListener('scroll', this.#onMove, { capture: true, passive: true });
    addEventListener('resize', this.#onMove);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#onAnyKey, true);
    document.removeEventListener('pointerdown', this.#onAnyDown, true);
    document.removeEventListener('scroll', this.#onMove, true);
    removeEventListener('resize', this.#onMove);
    this.#leave();
  }

  async #point(target: DialTarget, isTouched = false): Promise<void> {
    clearTimeout(this.#leaving);
    const { anchor } = target;
    if (this.#anchor === anchor && this.pointed?.isTouched === isTouched) return;
    this.#anchor = anchor;
    const dial = await this.#uses.dialOf(target);
    if (this.#anchor !== anchor || !dial) return;
    this.#forget();
    this.pointed = { anchor, dial, isTouched };
    // A link's name is the page's; a found number's own name says it already.
    if ('tel' in target && !anchor.hasAttribute('aria-description'))
      anchor.setAttribute('aria-description', this.#uses.planOf(dial));
    this.#host.requestUpdate();
  }

  #leave(): void {
    clearTimeout(this.#leaving);
    this.#forget();
    this.#anchor = undefined;
  }

  #forget(): void {
    const { anchor, dial } = this.pointed ?? {};
    if (dial && anchor?.getAttribute('aria-description') === this.#uses.planOf(dial))
      anchor.removeAttribute('aria-description');
    this.pointed = undefined;
    this.#host.requestUpdate();
  }

  /** What a press is about, when it is handled here. With a key held a link is the browser's. */
  #pressed(event: Press): DialTarget | undefined {
    const target = this.#uses.isOn() ? targetOf(event, this.#host) : undefined;
    const { ctrlKey, metaKey, shiftKey, altKey } = event;
    const isOther = ctrlKey || metaKey || shiftKey || altKey || ('button' in event && event.button > 0);
    return target && 'tel' in target && isOther ? undefined : target;
  }

  readonly #onDown = (event: PointerEvent) => {
    this.#isTouch = event.pointerType === 'touch';
    this.#before = this.pointed?.anchor;
    this.#isBegun = isPress(event) && !!this.#pressed(event);
    if (this.#isBegun) event.stopImmediatePropagation();
  };

  readonly #onAnyDown = () => (this.#isBegun = false);

  /** A press on a number is no press on the row that it stands in. What the page itself began to drag, it may let go over one. */
  readonly #onPart = (event: Press) => {
    const isEnd = event.type === 'pointerup' || event.type === 'mouseup';
    if (isPress(event) && (!isEnd || this.#isBegun) && this.#pressed(event)) event.stopImmediatePropagation();
  };

  /** Nor is one on what is said beside the number. */
  readonly #onOwn = (event: Press) => {
    const [from] = event.composedPath();
    if (isPress(event) && from instanceof Node && from.getRootNode() === this.#host.shadowRoot) event.stopPropagation();
  };

  readonly #onClick = (event: MouseEvent) => {
    const target = this.#pressed(event);
    if (!target) return;
    const { anchor } = target;
    event.preventDefault();
    event.stopImmediatePropagation();
    const isTouch = this.#isTouch && event.detail > 0;
    if (isTouch && this.#before !== anchor) return void this.#point(target, true);
    if ((!isTouch && event.detail > 1) || isSelecting(anchor)) return; // a double click dials once
    this.#uses.press(target, isTouch);
    this.#leave();
  };

  readonly #onOver = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return;
    const target = this.#uses.isOn() ? targetOf(event, this.#host) : undefined;
    if (target) void this.#point(target);
    else if (isTip(event)) clearTimeout(this.#leaving);
    else this.#leaveSoon();
  };

  readonly #onOut = ({ relatedTarget }: PointerEvent) => {
    if (!(relatedTarget instanceof Node) || !this.#host.contains(relatedTarget)) this.#leaveSoon();
  };

  #leaveSoon(): void {
    clearTimeout(this.#leaving);
    const { anchor, isTouched } = this.pointed ?? {};
    if (!this.#anchor || isTouched || anchor?.matches(':focus-visible')) return;
    this.#leaving = setTimeout(() => this.#leave(), linger);
  }

  readonly #onFocus = (event: FocusEvent) => {
    const target = this.#uses.isOn() ? targetOf(event, this.#host) : undefined;
    if (target) void this.#point(target);
  };

  readonly #onKey = (event: KeyboardEvent) => {
    this.#isTouch = false;
    const key = pressedKey(event);
    const target = isPressKey(key) ? this.#pressed(event) : undefined;
    if (!target || ('tel' in target && key === ' ')) return;
    event.stopImmediatePropagation();
    if ('tel' in target) return; // the browser makes a click of it
    event.preventDefault(); // no scrolling by the space bar
    if (!event.repeat) target.anchor.click();
  };

  readonly #onAnyKey = (event: KeyboardEvent) => {
    const { code, shiftKey, altKey, ctrlKey, metaKey } = event;
    const key = pressedKey(event);
    // WebKitGTK calls the key “Unidentified” while Shift is held.
    if (key && (key === 'Tab' || code === 'Tab') && !altKey && !ctrlKey && !metaKey) this.#uses.reach(shiftKey);
    if (key === 'Escape') {
      if (this.pointed) this.#leave();
      else this.#uses.close();
    }
  };

  readonly #onMove = () => this.#uses.place();
}

const isTip = (event: Event) => event.composedPath().some((node) => node instanceof Element && node.id === 'tip');

/** Whoever drags over a number to copy it ends with a click on it. */
function isSelecting(anchor: HTMLElement): boolean {
  const selection = getSelection();
  return !!selection && !selection.isCollapsed && selection.containsNode(anchor, true);
}
