import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
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

/** What came from outside, apart from the words around it: each keeps its own order. */
export function datum(text: string): TemplateResult {
  if (hasNoLetter(text)) return numberView(text);
  const direction = directionOf(text);
  // A number keeps its order also in a text that is read from the right.
  const parts = direction === 'rtl' ? text.split(inside).map((part, at) => (at % 2 ? numberView(part) : part)) : text;
  return html`<bdi dir=${direction}>${parts}</bdi>`;
}

const quote = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
/** What is quoted, and what is a number. */
const anyDatum = `“[^”]+”|${number}`;

/** A sentence cut at what came from outside: every second part is such a datum. */
function cut(text: string, data: readonly string[]): string[] {
  const words = data
    .filter((each) => each.trim())
    .sort((a, b) => b.length - a.length)
    .map((each) => String.raw`(?<![\p{L}\p{N}])${quote(each)}(?![\p{L}\p{N}])`);
  return text.split(new RegExp(`(${[...words, anyDatum].join('|')})`, 'u'));
}

/** A sentence in which each datum is isolated: those that are given, what is quoted, and numbers. */
export const sentence = (text: string, ...data: readonly string[]): unknown[] =>
  cut(text, data).map((part, place) => (place % 2 ? datum(part) : part));

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

/** A campaign's name, and as an icon and a word whether it dials or is called: `Ventas->` and `Ventas<-` are two. */
export function campaignTag(campaign: string): TemplateResult {
  const [, name, arrow] = /^(.*\S)\s*(->|<-)$/u.exec(campaign.replace(marks, '').trim()) ?? [];
  if (!name) return datum(campaign);
  const isOut = arrow === '->';
  return html`${icon(isOut ? ArrowUpRight : ArrowDownLeft)}<span class="way"
      >${datum(name)} ${isOut ? msg('outbound') : msg('inbound')}</span
    >`;
}
