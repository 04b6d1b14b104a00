import { msg, str } from '@lit/localize';
import type { FieldProblem, RespoolEntry } from './commands.js';
import { samePhone } from '../codecs/phone.js';
import { CtiError } from './errors.js';

/** What of a spool line may be changed. The rest belongs to the dialer (U-67). */
export type RespoolEdit = Partial<
  Pick<RespoolEntry, 'destination' | 'alternatives' | 'retries' | 'priority' | 'data' | 'agentPhone'>
>;

/** What must stay as the CTI object gave it (C-126). */
export const lockedFields = ['campaign', 'dialerBase', 'status', 'contact'] as const satisfies (keyof RespoolEntry)[];

/** The entry with the edit applied: a new main number starts with 0 retries and is no alternative any more (U-69, C-129). */
export function editEntry(entry: RespoolEntry, edit: RespoolEdit): RespoolEntry {
  const {
    destination = entry.destination,
    alternatives = entry.alternatives,
    retries,
    priority,
    data,
    agentPhone,
  } = edit;
  const moved = !samePhone(destination, entry.destination);
  return {
    ...entry,
    destination,
    alternatives: alternatives.filter((phone) => !samePhone(phone, destination)),
    retries: moved ? 0 : (retries ?? entry.retries),
    priority: priority ?? entry.priority,
    data: data ?? entry.data,
    agentPhone: agentPhone ?? entry.agentPhone,
  };
}

/**
 * What would dial the person on the line again or alter the dialer's work, or nothing.
 *
 * @param onTheLine - the number of the current call, where it is known (U-66, C-127)
 * @param given - the entry that the CTI object gave, where it is known (U-67, C-126)
 */
export function respoolProblem(
  entry: RespoolEntry,
  onTheLine: string | undefined,
  given: RespoolEntry | undefined,
): FieldProblem | undefined {
  const { destination } = entry;
  if (onTheLine && samePhone(destination, onTheLine))
    return {
      field: 'entry.destination',
      message: msg(str`${destination} is on the line now: choose another number to dial next.`),
    };
  if (entry.alternatives.some((phone) => samePhone(phone, destination)))
    return {
      field: 'entry.alternatives',
      message: msg(str`${destination} is there twice, as main number and as alternative.`),
    };
  if (given?.contact !== entry.contact) return undefined;
  const changed = lockedFields.find((field) => entry[field] !== given[field]);
  return (
    changed && {
      field: `entry.${changed}`,
      message: msg(str`${changed} of a contact cannot be changed: it is “${given[changed]}”.`),
    }
  );
}

/** Throws `INVALID` with what {@link respoolProblem} finds. */
export function checkRespool(...what: Parameters<typeof respoolProblem>): void {
  const problem = respoolProblem(...what);
  if (problem) throw new CtiError('INVALID', problem.message, problem);
}
