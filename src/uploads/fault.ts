import { pairColumn, placeOf, textFields, type Column, type Columns, type Single } from './columns.js';

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

/**
 * Finds the column that a fault is in, by its place: of several that the field may have come from, the one whose cell the
 * sentence quotes. Nothing where that is none.
 */
export function faultColumn(
  columns: Columns,
  headers: readonly string[] | undefined,
): (fault: Fault, cells: readonly string[]) => number | undefined {
  const place = (column: Column, field: string) => placeOf(column, headers, `columns.${field}`);
  const pairs = (columns.data ?? []).map((each) => pairColumn(each, headers)[1]);
  const texts = columns.dataText === undefined ? [] : [place(columns.dataText, 'dataText')];
  const others = [columns.alternatives ?? []].flat().map((column) => place(column, 'alternatives'));
  return ({ field = '', text }, cells) => {
    const [name = '', at] = field.split('.');
    const column = columns[name as Exclude<Single, 'dataText'>];
    if (column !== undefined && name !== 'data' && name !== 'alternatives') return place(column, name);
    const places = name === 'data' ? [...pairs, ...texts] : name === 'alternatives' ? others : [];
    const named = name === 'data' && at !== undefined ? pairs[Number(at)] : undefined;
    const isQuoted = (each: number) =>
      cells[each]
        ?.split(columns.separator ?? /[:;,|]/)
        .some((part) => part.trim() && text.includes(`“${part.trim()}”`));
    const [only] = places.length === 1 ? places : places.filter((each) => text.includes(`“${cells[each] ?? ''}”`));
    return named ?? only ?? places.find(isQuoted);
  };
}
