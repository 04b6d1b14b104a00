import { msg, str } from '@lit/localize';
import type { DataPair } from '../codecs/data-string.js';
import { editedEntry, hasNewMain, type RespoolDraft } from './respool-draft.js';

/** One thing that the dialer would get otherwise than it gave it. */
export interface RespoolChange {
  what: string;
  before: string;
  after: string;
  /** Why, where the agent did not do it by hand. */
  why?: string;
}

/** What sending the draft would change, computed from what would be sent and not from what was typed. */
export function changesOf(draft: RespoolDraft): RespoolChange[] {
  const { entry } = draft;
  const edited = editedEntry(draft);
  const why = hasNewMain(draft) ? { why: msg('because another number is dialled next') } : {};
  const changes: RespoolChange[] = [
    { what: msg('Dialled next'), before: entry.destination, after: edited.destination },
    { what: msg('Then'), before: listed(entry.alternatives), after: listed(edited.alternatives) },
    { what: msg('Retries'), before: String(entry.retries), after: counted(edited.retries, draft.retries), ...why },
    { what: msg('Priority'), before: String(entry.priority), after: counted(edited.priority, draft.priority) },
    ...dataChanges(entry.data, edited.data),
    { what: msg('Agent phone'), before: typed(entry.agentPhone), after: typed(edited.agentPhone) },
  ];
  return changes.filter(({ before, after }) => before !== after);
}

/** Pairs by name; where only the order differs, the order. */
function dataChanges(before: readonly DataPair[], after: readonly DataPair[]): RespoolChange[] {
  const gone = without(before, after);
  const come = without(after, before);
  const changes = gone.map(([key, value]): RespoolChange => {
    const place = come.findIndex(([name]) => name === key);
    const [match] = place < 0 ? [] : come.splice(place, 1);
    return { what: msg(str`Data ${key}`), before: typed(value), after: match ? typed(match[1]) : msg('removed') };
  });
  for (const [key, value] of come) changes.push({ what: msg(str`Data ${key}`), before: msg('not there'), after: typed(value) });
  if (changes.length || names(before) === names(after)) return changes;
  return [{ what: msg('Order of the data'), before: names(before), after: names(after) }];
}

/** The pairs of one list that the other has not, as often as it has not. */
function without(pairs: readonly DataPair[], others: readonly DataPair[]): DataPair[] {
  const left = others.map((pair) => JSON.stringify(pair));
  return pairs.filter((pair) => {
    const place = left.indexOf(JSON.stringify(pair));
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

const names = (pairs: readonly DataPair[]) => pairs.map(([key, value]) => `${key}=${value}`).join(', ');
const listed = (phones: readonly string[]) => phones.join(', ') || msg('no other number');
const typed = (text: string) => text.trim() || msg('empty');
const counted = (number: number, text: string) => (Number.isNaN(number) ? typed(text) : String(number));
