import { textFields } from './columns.js';

/** What is wrong with a row. */
export interface Fault {
  /** A sentence, without the name of the field. */
  text: string;
  /** The field of the contact that is at fault, `data.1` for the second pair; nothing where it is the whole row. */
  field?: string;
}

/** The same as it is told. */
export interface ToldFault extends Fault {
  /** The sentence, behind the name of the column that is at fault; of an object behind that of its field. */
  reason: string;
  /** The place of the cell that is at fault, the first being 0; nothing where it is none. */
  column?: number;
}

const fields: ReadonlySet<string> = new Set(['destination', 'alternatives', ...textFields, 'priority', 'data']);

/** Takes a sentence apart that begins with the name of a field. */
export function readFault(problem: string): Fault {
  const [, field = '', place = '', text = ''] = /^([a-zA-Z]+)((?:\.\d+)*): (.+)$/s.exec(problem) ?? [];
  return fields.has(field) ? { text, field: field + place } : { text: problem };
}
