import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Dial } from '../../numbers/number-policy.js';
import { dialAt } from './number-buttons.js';

/** A `tel:` link's number and extension (RFC 3966); nothing for another address. */
export function telOf(href: string): { number: string; extension: string } | undefined {
  const [, address] = /^\s*tel:(.*)$/is.exec(href) ?? [];
  if (!address) return undefined;
  const [number = '', ...parameters] = decoded(address).split(';');
  const extension = parameters.map((each) => /^(?:ext|postd)=\D*(\d+)/i.exec(each)?.[1]).find(Boolean);
  const [main = '', ...keys] = number.split(/[,pw]+/i); // pauses, and keys that are pressed after them
  return { number: main.trim(), extension: extension ?? keys.join('').replace(/\D/g, '') };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lone %
  }
}

/** What a person points at: a number that was found, or a link of the page's. */
export type DialTarget =
  { anchor: HTMLElement; dial: Dial } | { anchor: HTMLElement; tel: { number: string; extension: string } };

/** What an event is about. Looks from inside out, so that it holds in shadow roots too, and for what a redraw has just made. */
export function targetOf(event: Event, root: Element): DialTarget | undefined {
  for (const node of event.composedPath()) {
    if (node === root) return undefined;
    if (!(node instanceof HTMLElement)) continue;
    if (node.localName === 'cti-dialable' || node.hasAttribute('data-cti-skip')) return undefined;
    const dial = dialAt(node);
    if (dial) return { anchor: node, dial };
    const tel =
      node.matches('a[href], area[href]') && !isMarked(node, root) ? telOf(node.getAttribute('href') ?? '') : undefined;
    if (tel) return { anchor: node, tel };
  }
  return undefined;
}

/** A link in editable text is text; one that is marked is the page's own. */
const isMarked = (link: HTMLElement, root: Element) =>
  link.isContentEditable || root.contains(link.closest('[data-cti-skip]'));

/** So long a tip stays when the pointer has left for it, in milliseconds. */
const linger = 150;

export interface PointerActions {
  isOn(): boolean;
  dialOf(target: DialTarget): Promise<Dial | undefined>;
  planOf(dial: Dial): string;
  press(target: DialTarget): void;
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
  #before: HTMLElement | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, uses: PointerActions) {
    this.#host = host;
    this.#uses = uses;
    host.addController(this);
    // Before the page's own handlers: rows and links often stop their clicks from going further up.
    host.addEventListener('click', this.#onClick, true);
    host.addEventListener('pointerdown', this.#onDown, true);
    host.addEventListener('pointerover', this.#onOver);
    host.addEventListener('pointerout', this.#onOut);
    host.addEventListener('focusin', this.#onFocus);
    host.addEventListener('focusout', () => this.#leave());
    host.addEventListener('keydown', this.#onKey);
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.#onAnyKey, true);
    document.addEventListener('scroll', this.#onMove, { capture: true, passive: true });
    addEventListener('resize', this.#onMove);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.#onAnyKey, true);
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

  readonly #onDown = ({ pointerType }: PointerEvent) => {
    this.#isTouch = pointerType === 'touch';
    this.#before = this.pointed?.anchor;
  };

  readonly #onClick = (event: MouseEvent) => {
    const target = this.#uses.isOn() ? targetOf(event, this.#host) : undefined;
    if (!target) return;
    const { anchor } = target;
    const isOther = event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if ('tel' in target && isOther) return; // as the browser does with links
    event.preventDefault();
    const isTouch = this.#isTouch && event.detail > 0;
    if (isTouch && this.#before !== anchor) return void this.#point(target, true);
    if ((!isTouch && event.detail > 1) || isSelecting(anchor)) return; // a double click dials once
    this.#uses.press(target);
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
    const target = targetOf(event, this.#host);
    if (!target || !('dial' in target) || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault(); // no scrolling by the space bar
    if (!event.repeat) target.anchor.click();
  };

  readonly #onAnyKey = ({ key, code, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent) => {
    // WebKitGTK calls the key “Unidentified” while Shift is held.
    if ((key === 'Tab' || code === 'Tab') && !altKey && !ctrlKey && !metaKey) this.#uses.reach(shiftKey);
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
