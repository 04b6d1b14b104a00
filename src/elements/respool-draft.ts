import { msg, str } from '@lit/localize';
import type { DataPair } from '../codecs/data-string.js';
import { phoneProblem, samePhone } from '../codecs/phone.js';
import { commandProblems, type FieldProblem, type RespoolEntry } from '../commands.js';
import { editEntry, respoolProblem } from '../respool-edit.js';

/** What an agent has made of a spool line, as typed. Never altered: every step gives a new one. */
export interface RespoolDraft {
  /** The line as the CTI object gave it. */
  readonly entry: RespoolEntry;
  /** The first is dialled next, the others follow in this order. */
  readonly numbers: readonly string[];
  readonly retries: string;
  readonly priority: string;
  /** Rows without name and value are not sent. */
  readonly data: readonly DataPair[];
  readonly agentPhone: string;
  /** A number that was typed and is not on the list yet. */
  readonly adding: string;
}

/** A step of the agent: the new draft, or why it is not taken. */
export type DraftStep = { draft: RespoolDraft } | { refusal: string };

/** What is wrong with one input, in the words of the command (`field`) and of the draft (`row`: `numbers-0`, `data-2`, `priority`). */
export interface DraftProblem extends FieldProblem {
  row: string;
}

/** The draft in which nothing is changed yet. */
export function draftOf(entry: RespoolEntry): RespoolDraft {
  const { destination, alternatives, retries, priority, data, agentPhone } = entry;
  const numbers = onceMain([destination, ...alternatives]);
  return { entry, numbers, retries: String(retries), priority: String(priority), data, agentPhone, adding: '' };
}

/** The entry as it would be sent; `NaN` where the agent typed no number. */
export function editedEntry({ entry, numbers, retries, priority, data, agentPhone }: RespoolDraft): RespoolEntry {
  const [destination = '', ...alternatives] = numbers;
  const edit = { retries: wholeNumber(retries), priority: wholeNumber(priority), data: data.filter(isFilled), agentPhone };
  return editEntry(entry, { destination, alternatives, ...edit });
}

/** Whether another number than the given one is dialled next: its retries start at 0 (U-69). */
export function hasNewMain({ entry, numbers: [main = ''] }: RespoolDraft): boolean {
  return !samePhone(main, entry.destination);
}

/** Whether anything would be lost with this draft. */
export function isEdited(draft: RespoolDraft): boolean {
  return draft.adding.trim() !== '' || !sameEntry(editedEntry(draft), editedEntry(draftOf(draft.entry)));
}

/** Whether two entries say the same to the dialer. */
export function sameEntry(one: RespoolEntry, other: RespoolEntry): boolean {
  const facts = (entry: RespoolEntry) => {
    const { campaign, destination, dialerBase, status, data, alternatives, contact, retries, priority, agentPhone } = entry;
    return JSON.stringify([campaign, destination, dialerBase, status, data, alternatives, contact, retries, priority, agentPhone]);
  };
  return facts(one) === facts(other);
}

/** Moves a number to another place. What is on the line never becomes the next to dial (U-66, C-127). */
export function moveNumber(draft: RespoolDraft, from: number, to: number, onTheLine?: string): DraftStep {
  const numbers = [...draft.numbers];
  const [phone] = numbers.splice(from, 1);
  if (phone === undefined || to < 0 || to > numbers.length) return { draft };
  numbers.splice(to, 0, phone);
  return withNumbers(draft, numbers, onTheLine);
}

/** Takes a number off the list; the last one stays. */
export function removeNumber(draft: RespoolDraft, index: number, onTheLine?: string): DraftStep {
  if (draft.numbers.length < 2) return { refusal: msg('A contact needs a number: add another one before you remove this one.') };
  return withNumbers(draft, draft.numbers.filter((_, place) => place !== index), onTheLine);
}

/** Puts the typed number at the end of the list. */
export function addNumber(draft: RespoolDraft): DraftStep {
  const phone = draft.adding.trim();
  const problem = phoneProblem(phone);
  if (problem) return { refusal: problem };
  const known = draft.numbers.find((each) => samePhone(each, phone));
  if (known) return { refusal: msg(str`${known} is on the list already.`) };
  return { draft: { ...draft, numbers: [...draft.numbers, phone], adding: '' } };
}

/** Everything that stands against sending the draft, from the top of the editor to its end. */
export function problemsOf(draft: RespoolDraft, onTheLine?: string): DraftProblem[] {
  const entry = editedEntry(draft);
  const problems: DraftProblem[] = commandProblems({ type: 'respool', entry }).map((each) => ({ ...each, row: rowOf(draft, each.field) }));
  const order = respoolProblem(entry, onTheLine, draft.entry);
  if (order) problems.push({ ...order, row: rowOf(draft, order.field) });
  const adding = draft.adding.trim();
  const message = msg(str`Add ${adding} to the list, or clear the field, before you respool.`);
  if (adding) problems.push({ field: 'entry.alternatives', row: 'adding', message });
  return problems.sort((one, other) => placeOf(one.row) - placeOf(other.row));
}

const places = ['numbers', 'adding', 'retries', 'priority', 'agentPhone', 'data'];

/** Where a row stands in the editor; what it does not show comes last. */
function placeOf(row: string): number {
  const [name = '', index = '0'] = row.split('-');
  const place = places.indexOf(name);
  return (place < 0 ? places.length : place) * 1000 + Number(index);
}

/** The draft's row of a command's field: `entry.alternatives.1` is the third number, `numbers-2`. */
export function rowOf({ data }: RespoolDraft, field: string): string {
  const [, name = '', index] = field.split('.');
  if (name === 'destination' || (name === 'alternatives' && index === undefined)) return 'numbers-0';
  if (name === 'alternatives') return `numbers-${Number(index) + 1}`;
  if (name !== 'data' || index === undefined) return name;
  const pair = data.filter(isFilled)[Number(index)];
  return `data-${data.findIndex((each) => each === pair)}`;
}

function withNumbers(draft: RespoolDraft, numbers: readonly string[], onTheLine: string | undefined): DraftStep {
  const [main = ''] = numbers;
  const newMain = !samePhone(main, draft.numbers[0] ?? '');
  if (newMain && onTheLine && samePhone(main, onTheLine))
    return { refusal: msg(str`${main} is on the line now: it cannot be dialled next.`) };
  return { draft: { ...draft, numbers: onceMain(numbers) } };
}

/** The main number is no alternative, in no spelling (C-129). */
function onceMain([main = '', ...others]: readonly string[]): string[] {
  return [main, ...others.filter((phone) => !samePhone(phone, main))];
}

function isFilled([key, value]: DataPair): boolean {
  return key !== '' || value !== '';
}

function wholeNumber(text: string): number {
  return /^\s*-?\d+\s*$/.test(text) ? Number(text) : NaN;
}
