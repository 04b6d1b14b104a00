import { msg, str } from '@lit/localize';
import type { Dial } from '../../numbers/number-policy.js';
import { campaignText } from '../shared/datum.js';
import type { Outcome } from '../shared/outcome.js';
import { outcomeText } from '../shared/outcome-messages.js';

const leftOut = (extension: string) => (extension ? msg(str`Extension ${extension} is not dialled.`) : '');

const countryName = (code: string) => new Intl.DisplayNames(undefined, { type: 'region' }).of(code) ?? code;

/** A number's accessible name: what is written, and what goes out. */
export function labelOf({ text, destination, extension }: Dial): string {
  return extension
    ? msg(str`Call ${text} (dials ${destination}; extension ${extension} is not dialled)`)
    : msg(str`Call ${text} (dials ${destination})`);
}

/** What a press will dial, before it does; with the country that the page's content has made it another one's. */
export function policyText({ destination: digits, extension, otherCountry }: Dial, campaign: string): string {
  const destination = otherCountry ? `${digits} (${countryName(otherCountry)})` : digits;
  const plan = campaign
    ? msg(str`Dials ${destination} for ${campaignText(campaign)}.`)
    : msg(str`Dials ${destination}.`);
  return extension ? `${plan} ${leftOut(extension)}` : plan;
}

/** How far the call got, and what is left for the agent to do. */
export function resultText(outcome: Outcome, { extension }: Dial): string {
  const then =
    outcome.state === 'confirmed' && extension
      ? msg(str`Ask for extension ${extension}, or press its keys when they answer.`)
      : '';
  return [outcomeText(outcome), then].filter(Boolean).join(' ');
}

const gap = 4;

/** Where each box stands: a rule in a sheet of its own, since a strict policy forbids the attribute. */
const places = new WeakMap<HTMLElement, CSSStyleSheet>();

/** Shows a box in the top layer, above or below what it belongs to, within the window. Moves it when it is shown. The box needs an id. */
export function openPopover(box: HTMLElement, anchor: Element, side: 'above' | 'below'): void {
  if (!box.isConnected) return;
  if (!box.matches(':popover-open')) box.showPopover();
  // A number that is broken over two lines has two boxes: the first one is where it begins.
  const { left, top, bottom } = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = box;
  const above = top - gap - offsetHeight;
  const below = bottom + gap;
  const isAbove = side === 'above' ? above >= 0 : below + offsetHeight > innerHeight && above >= 0;
  const within = (at: number, most: number) => `${Math.round(Math.max(gap, Math.min(at, most - gap)))}px`;
  placeOf(box).replaceSync(
    `#${box.id} { left: ${within(left, innerWidth - offsetWidth)}; top: ${within(isAbove ? above : below, innerHeight - offsetHeight)}; }`,
  );
}

function placeOf(box: HTMLElement): CSSStyleSheet {
  const known = places.get(box);
  if (known) return known;
  const root = box.getRootNode() as ShadowRoot;
  const sheet = new CSSStyleSheet();
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  places.set(box, sheet);
  return sheet;
}

export function closePopover(box: HTMLElement): void {
  if (box.matches(':popover-open')) box.hidePopover();
}
