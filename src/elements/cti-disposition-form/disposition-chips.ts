import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { ChevronRight, OctagonAlert } from 'lucide';
import { ResultUses } from '../../core/result-uses.js';
import { datum, isolatedText } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { pressedKey } from '../shared/pressed-key.js';
import type { DispositionLeaf, DispositionTree } from './disposition-tree.js';

/** So many have a digit. */
const mostDigits = 9;

/** What the chips do in their form. */
export interface ChipActions {
  choose: (leaf: DispositionLeaf) => void;
  /** Opens the list of all results. */
  showAll: () => void;
  /** Goes to the field that finds a result by its words. */
  seek: () => void;
}

/** What the chips show. */
export interface ChipsView {
  tree: DispositionTree;
  /** Whose uses count; empty where the page does not say. */
  owner: string;
  campaign: string;
  /** So many at most. */
  most: number;
  /** The result that is chosen. */
  leaf: DispositionLeaf | undefined;
  /** The dialer refused it. */
  isRefused: boolean;
}

interface ChipState {
  isChosen: boolean;
  /** Tab comes to it. */
  isStop: boolean;
  isRefused: boolean;
}

/**
 * The results that this agent uses most, each with its digit. Their order is taken when the form is for another call and stays
 * until the next one: a digit must not come to mean another result under the agent's hand.
 */
export class DispositionChips {
  readonly #actions: ChipActions;
  #uses = new ResultUses('');
  /** What the order was taken of. */
  #of: readonly unknown[] = [];
  #order: readonly DispositionLeaf[] | undefined;

  constructor(actions: ChipActions) {
    this.#actions = actions;
  }

  /** Another call is here: the next drawing takes a new order. */
  renew(): void {
    this.#order = undefined;
  }

  /** A result was saved, or taken back. */
  count(...use: Parameters<ResultUses['add']>): void {
    this.#uses.add(...use);
  }

  view({ tree, owner, campaign, most, leaf, isRefused }: ChipsView): TemplateResult | typeof nothing {
    const of = [owner, tree, most];
    if (owner !== this.#of[0]) this.#uses = new ResultUses(owner);
    if (of.some((each, place) => each !== this.#of[place])) this.renew();
    this.#of = of;
    const order = (this.#order ??= ranked(tree, this.#uses.of(campaign), Math.min(most, mostDigits)));
    if (!order.length) return nothing;
    const stop = Math.max(leaf ? order.indexOf(leaf) : 0, 0);
    return html`<div class="chips" @keydown=${this.#onKey} @click=${this.#onClick}>
      <div role="radiogroup" aria-labelledby="result" aria-invalid=${isRefused} aria-describedby="consequence">
        ${order.map((each, place) => this.#chip(each, place, { isChosen: each === leaf, isStop: place === stop, isRefused }))}
      </div>
      ${
        tree.leaves.size > order.length
          ? html`<button part="button chip" class="chip" type="button" name="all" @click=${this.#actions.showAll}>
              <span>${msg('All results')}</span>${icon(ChevronRight)}
            </button>`
          : nothing
      }
    </div>`;
  }

  /** A result with its digit. Its name is the whole path. */
  #chip(leaf: DispositionLeaf, place: number, { isChosen, isStop, isRefused }: ChipState): TemplateResult {
    const path = isolatedText(leaf.text, leaf.text);
    return html`<button
      part="button chip"
      class="chip ${isChosen && isRefused ? 'refused' : ''}"
      type="button"
      role="radio"
      id="chip-${place}"
      tabindex=${isStop ? 0 : -1}
      aria-checked=${isChosen}
      aria-label=${path}
      aria-keyshortcuts=${place + 1}
      title=${path}
    >
      <kbd aria-hidden="true">${place + 1}</kbd><span>${datum(nameOf(leaf, this.#order ?? []))}</span>
      ${isChosen && isRefused ? icon(OctagonAlert) : nothing}
    </button>`;
  }

  #choose(chip: Element | undefined): void {
    const leaf = this.#order?.[Number(chip?.id.split('-')[1])];
    if (leaf) this.#actions.choose(leaf);
  }

  readonly #onClick = ({ target }: Event) => this.#choose((target as Element).closest(chips) ?? undefined);

  /** A digit chooses here and nowhere else: a key without Ctrl or Alt must do nothing where somebody may be typing. */
  readonly #onKey = (event: KeyboardEvent) => {
    const key = pressedKey(event);
    if (event.ctrlKey || event.altKey || event.metaKey || event.getModifierState('AltGraph') || !key) return;
    const all = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>(chips)];
    const at = all.indexOf(event.target as HTMLElement);
    const to = all[digitOf(key, event) - 1] ?? all[nextPlace(key, event.target as Element, at, all.length)];
    if (!to && key !== '/' && !(event.repeat && key === 'Enter')) return; // Enter and the space bar press the chip
    event.preventDefault();
    if (event.repeat) return;
    if (!to) return this.#actions.seek();
    to.focus();
    this.#choose(to);
  };
}

const chips = '[role=radio]';

/** By its place where the key itself is no such digit: French keyboards have é on the 2, others digits of their own. */
const digitOf = (key: string, { code, shiftKey }: KeyboardEvent) =>
  Number((/^[1-9]$/.exec(key) ?? ((!shiftKey && /(?<=^Digit)[1-9]$/.exec(code)) || [0]))[0]);

/** Where an arrow goes in two columns, around at the ends; nowhere by another key. */
function nextPlace(key: string, target: Element, at: number, length: number): number {
  if (at < 0) return -1;
  const forward = getComputedStyle(target).direction === 'rtl' ? -1 : 1;
  const aside = { ArrowRight: forward, ArrowLeft: -forward }[key];
  if (aside) return (at + aside + length) % length;
  const column = at % 2;
  const last = length - 1 - ((length - 1 - column) % 2);
  if (key === 'ArrowDown') return at === last ? column : at + 2;
  if (key === 'ArrowUp') return at === column ? last : at - 2;
  return -1;
}

/** A small tree in its order; of a larger one what was used most, and then the first ones. */
function ranked({ leaves }: DispositionTree, uses: ReadonlyMap<string, number>, most: number): DispositionLeaf[] {
  const all = [...leaves.values()];
  const countOf = ({ text }: DispositionLeaf) => uses.get(text) ?? 0;
  if (all.length > most) all.sort((one, other) => countOf(other) - countOf(one));
  return all.slice(0, most);
}

const labelsOf = ({ text }: DispositionLeaf) => text.split(' › ');

/** The last label of a result; with the one above where another chip has the same. */
function nameOf(leaf: DispositionLeaf, others: readonly DispositionLeaf[]): string {
  const labels = labelsOf(leaf);
  const isAlone = others.every((each) => each === leaf || labelsOf(each).at(-1) !== labels.at(-1));
  return labels.slice(isAlone ? -1 : -2).join(' › ');
}
