import { msg } from '@lit/localize';
import { html, noChange, type TemplateResult } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { ArrowDownLeft, ArrowUpRight } from 'lucide';
import { icon } from './icon.js';

const fromTheRight =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** The direction of a text by its first letter. Marks of direction are no letters: who sends them does not turn a name around. */
const directionOf = (text: string) => (fromTheRight.test(/\p{L}/u.exec(text)?.[0] ?? '') ? 'rtl' : 'ltr');

/** A telephone number, a code or a time, from left to right on any page, whatever stands in it. */
export const numberView = (text: string): TemplateResult => html`<bdi class="num" dir="ltr">${text}</bdi>`;

const number = String.raw`\+?\d(?:[\d ().:/-]*\d)?`;
const inside = new RegExp(`(${number})`);

const hasNoLetter = (text: string) => !/\p{L}/u.test(text);

function isolated(text: string): Element {
  const element = document.createElement('bdi');
  const isNumber = hasNoLetter(text);
  element.dir = isNumber ? 'ltr' : directionOf(text);
  if (isNumber) element.className = 'num';
  // A number keeps its order also in a text that is read from the right.
  element.append(element.dir === 'rtl' ? drawn(text.split(inside)) : text);
  return element;
}

/** A text of which every second part is a datum. */
function drawn(parts: readonly string[]): DocumentFragment {
  const fragment = new DocumentFragment();
  fragment.append(...parts.map((part, place) => (place % 2 ? isolated(part) : part)).filter(Boolean));
  return fragment;
}

/** Draws such a text anew only when it is another. As templates, each part would hold more memory than a bare button does. */
class Parts extends Directive {
  #before = '';

  render(parts: readonly string[]): unknown {
    const now = parts.join('\0');
    if (now === this.#before) return noChange;
    this.#before = now;
    return drawn(parts);
  }
}
const partsView = directive(Parts);

/** What came from outside, apart from the words around it: each keeps its own order. */
export const datum = (text: string): unknown => partsView(['', text]);

/** What is quoted, and what is a number. */
// eslint-disable-next-line regexp/no-super-linear-move -- sentences are short
const anyDatum = new RegExp(`“[^”]+”|${number}`, 'gu');

/** Where a text has a word, not a part of a longer one; behind the text when nowhere. */
function placeOf(word: string, text: string, from: number): number {
  const place = text.indexOf(word, from);
  if (place < 0) return text.length;
  const isWhole =
    !/[\p{L}\p{N}]$/u.test(text.slice(0, place)) && !/^[\p{L}\p{N}]/u.test(text.slice(place + word.length));
  return isWhole ? place : placeOf(word, text, place + 1);
}

/** A sentence cut at what came from outside: every second part is such a datum. */
function cut(text: string, data: readonly string[]): string[] {
  const words = data
    .flatMap((each) => [each, wayOf(each)?.name ?? ''])
    .filter((each) => each.trim())
    .sort((a, b) => b.length - a.length);
  const parts: string[] = [];
  for (let from = 0; ;) {
    anyDatum.lastIndex = from;
    const found = anyDatum.exec(text);
    let [first, at] = ['', text.length];
    for (const word of words) {
      const place = placeOf(word, text, from);
      if (place < at) [first, at] = [word, place];
    }
    if (found && found.index < at) [first, at] = [found[0], found.index];
    parts.push(text.slice(from, at));
    if (!first) return parts;
    parts.push(first);
    from = at + first.length;
  }
}

/** A sentence in which each datum is isolated: those that are given, what is quoted, and numbers. */
export function sentence(text: string, ...data: readonly string[]): unknown {
  const parts = cut(text, data);
  return parts[1] ? partsView(parts) : text;
}

/** The same for where no elements can stand, such as a `title`: with marks that nobody sees. */
export const isolatedText = (text: string, ...data: readonly string[]): string =>
  cut(text, data)
    .map((part, place) => (place % 2 ? `${hasNoLetter(part) ? '\u2066' : '\u2068'}${part}\u2069` : part))
    .join('');

/** What a command is about: all texts in it but its type. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (!value || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, each]) => (name === 'type' ? [] : textsIn(each)));
}

const marks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A campaign's name without its arrow, and whether it dials or is called: `Ventas->` and `Ventas<-` are two. */
export function wayOf(campaign: string): { name: string; isOut: boolean } | undefined {
  const [, name, arrow] = /^(.*\S)\s*(->|<-)$/u.exec(campaign.replace(marks, '').trim()) ?? [];
  return name ? { name, isOut: arrow === '->' } : undefined;
}

const wayText = (isOut: boolean) => (isOut ? msg('outbound') : msg('inbound'));

/** The same as an icon and a word. */
export function campaignTag(campaign: string): unknown {
  const { name, isOut = false } = wayOf(campaign) ?? {};
  if (!name) return datum(campaign);
  return html`${icon(isOut ? ArrowUpRight : ArrowDownLeft)}<span class="way"
      >${datum(name)} <span class="to">${wayText(isOut)}</span></span
    >`;
}

/** The same in a sentence. */
export function campaignText(campaign: string): string {
  const { name, isOut = false } = wayOf(campaign) ?? {};
  return name ? `${name}, ${wayText(isOut)}` : campaign;
}
