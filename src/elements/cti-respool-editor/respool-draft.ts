import { msg, str } from '@lit/localize';
import { phoneProblem, samePhone } from '../../codecs/phone.js';
import type { RespoolEntry } from '../../core/commands.js';
import { editEntry, respoolProblem } from '../../core/respool-edit.js';
import { writeJson } from '../../codecs/write-json.js';

/** An entry as it came, and what the agent has made of it. A number field keeps what was typed when it is no number. */
export interface RespoolDraft {
  readonly given: RespoolEntry;
  readonly entry: RespoolEntry;
  /** What of it was sent last: with that nothing would be lost. */
  readonly sent?: RespoolEntry | undefined;
}

/** The numbers in the order in which they are dialled. */
export const numbersOf = ({ destination, alternatives }: RespoolEntry) => [destination, ...alternatives];

/** The entry with a number at another place, or taken off, and what to say of it. What is on the line is never dialled next (U-66, C-127). */
export function inPlaces(
  { given, entry }: RespoolDraft,
  phone: string,
  to: number | undefined,
  onTheLine: string,
): { entry: RespoolEntry; said: string } {
  const numbers = numbersOf(entry).filter((each) => each !== phone);
  if (to !== undefined) numbers.splice(to, 0, phone);
  const [destination = '', ...alternatives] = numbers;
  const { retries } = samePhone(entry.destination, given.destination) ? entry : given; // 0 for another main number (U-69)
  const next = editEntry(given, { ...entry, destination, alternatives, retries });
  const problem = destination !== entry.destination && respoolProblem(next, onTheLine, undefined);
  const place = numbers.indexOf(phone) + 1;
  if (problem) return { entry, said: problem.message };
  const said = place ? msg(str`${phone} is now number ${place} of ${numbers.length}.`) : msg(str`${phone} is removed.`);
  return { entry: next, said };
}

/** The numbers in an order that no move changes: as they came, and then those that were added. */
export function inGivenOrder({ given, entry }: RespoolDraft): string[] {
  const [came, now] = [numbersOf(given), numbersOf(entry)];
  return [...came.filter((each) => now.includes(each)), ...now.filter((each) => !came.includes(each))];
}

/** Why a number cannot be added, or nothing. */
export function addingProblem(entry: RespoolEntry, phone: string): string | undefined {
  const isKnown = numbersOf(entry).some((each) => samePhone(each, phone));
  return phoneProblem(phone) ?? (isKnown ? msg('This number is on the list already.') : undefined);
}

/** The entry after something was typed into a field: `priority`; `data.2` is the name of a pair, `data.2.value` its value. */
export function typed(entry: RespoolEntry, id: string, text: string): RespoolEntry {
  const [name = '', row, value] = id.split('.');
  const data = entry.data.map((pair, index): typeof pair =>
    index !== Number(row) ? pair : value ? [pair[0], text] : [text, pair[1]],
  );
  const isNumber = name !== 'agentPhone' && /^\d+$/.test(text);
  return { ...entry, [name]: row ? data : isNumber ? Number(text) : text };
}

/** What sending would change of what came, or was sent last: what, before and after. */
export function changesOf({
  given,
  entry,
  sent = given,
}: RespoolDraft): [what: string, before: string, after: string][] {
  const before = valuesOf(sent);
  const after = valuesOf(entry);
  return [msg('Dialled next'), msg('Then'), msg('Retries'), msg('Priority'), msg('Agent phone'), msg('Data')]
    .map((name, index): [string, string, string] => [name, before[index] || msg('none'), after[index] || msg('none')])
    .filter(([, was, is]) => was !== is);
}

/** Whether anything would be lost with the draft and the number that is being typed. */
export const isEdited = (draft: RespoolDraft | undefined, adding: string) =>
  !!draft && !!(changesOf(draft).length || adding);

const valuesOf = ({ destination, alternatives, retries, priority, agentPhone, data }: RespoolEntry) => [
  destination,
  alternatives.join(', '),
  `${retries}`,
  `${priority}`,
  agentPhone,
  data.map((pair) => pair.join('=')).join(', '),
];

interface StoredDraft {
  given: string;
  entry: RespoolEntry;
  adding: string;
}

/** A draft as the tab keeps it over a reload; nothing when nothing would be lost with it. */
export function toStored(draft: RespoolDraft | undefined, adding: string): StoredDraft | undefined {
  return draft && isEdited(draft, adding) ? { given: writeJson(draft.given), entry: draft.entry, adding } : undefined;
}

/** The draft that was kept, for the very line that it was typed for and no other. */
export function fromStored(kept: unknown, given: RespoolEntry): { draft: RespoolDraft; adding: string } | undefined {
  return (kept as StoredDraft | undefined)?.given === writeJson(given) ? openStored(kept) : undefined;
}

/** The draft that was kept, with the line that it was typed for. */
export function openStored(kept: unknown): { draft: RespoolDraft; adding: string } {
  const { given: line, entry, adding } = kept as StoredDraft;
  const given = JSON.parse(line) as RespoolEntry;
  return { draft: { given, entry: editEntry(given, entry) }, adding };
}
