import { msg } from '@lit/localize';
import { singleColumns, type Column, type Columns } from '../../uploads/columns.js';
import type { Bulk } from '../../core/transport.js';

/** What a column may be; empty for one that is not used. */
export type Field = '' | (typeof singleColumns)[number] | 'alternatives' | 'data';

/** What one column of the list is. */
export interface ColumnChoice {
  field: Field;
  /** Of the data pair, where the column is one. */
  name: string;
}

const each: readonly Field[] = [
  '',
  'destination',
  'alternatives',
  'data',
  ...singleColumns.filter((field) => field !== 'destination'),
];

/** What this dialer has a place for; everything when it does not say. */
export function fieldsOf(bulk: Bulk | undefined): readonly Field[] {
  const known: readonly string[] | undefined = bulk?.fields;
  return each.filter((field) => !field || !known || known.includes(field === 'dataText' ? 'data' : field));
}

export function fieldText(field: Field): string {
  switch (field) {
    case '':
      return msg('Not used');
    case 'destination':
      return msg('Number to dial');
    case 'alternatives':
      return msg('Other numbers');
    case 'firstName':
      return msg('First name');
    case 'lastName':
      return msg('Last name');
    case 'externalId':
      return msg('Your own key');
    case 'priority':
      return msg('Priority');
    case 'agent':
      return msg('Agent’s phone, name or id');
    case 'at':
      return msg('When to call');
    case 'callerId':
      return msg('Number to show');
    case 'timeZone':
      return msg('Time zone');
    case 'data':
      return msg('Data');
    case 'dataText':
      return msg('Data string, key=value:key=value');
  }
}

export const nameOf = (headers: readonly string[] | undefined, at: number): string =>
  headers?.[at]?.trim() || `column${at + 1}`;

/** The proposed columns as one choice for each column. */
export function choicesOf(
  columns: Columns | undefined,
  headers: readonly string[] | undefined,
  width: number,
): ColumnChoice[] {
  const choices: ColumnChoice[] = Array.from({ length: width }, (_, at) => ({ field: '', name: nameOf(headers, at) }));
  const put = (column: Column, field: Field) => {
    const choice = choices[typeof column === 'number' ? column : (headers?.indexOf(column) ?? -1)];
    if (choice) choice.field = field;
  };
  for (const field of singleColumns) if (columns?.[field] !== undefined) put(columns[field], field);
  for (const column of [columns?.alternatives ?? []].flat()) put(column, 'alternatives');
  for (const pair of columns?.data ?? []) put(typeof pair === 'object' ? pair[1] : pair, 'data');
  return choices;
}

/** The same choices with another one for a column. What only one column can be, another one ceases to be. */
export function chooseColumn(choices: readonly ColumnChoice[], at: number, changed: Partial<ColumnChoice>): ColumnChoice[] {
  const { field } = changed;
  const isSingle = singleColumns.some((single) => single === field);
  return choices.map((choice, place) =>
    place === at ? { ...choice, ...changed } : isSingle && choice.field === field ? { ...choice, field: '' } : choice,
  );
}

/** What an upload is told; nothing while no column is the number to dial. */
export function columnsOf(choices: readonly ColumnChoice[]): Columns | undefined {
  const places = (field: Field) => choices.flatMap((choice, at) => (choice.field === field ? at : []));
  const [destination] = places('destination');
  if (destination === undefined) return undefined;
  const others = Object.fromEntries(singleColumns.flatMap((field) => places(field).map((at) => [field, at])));
  const data = places('data').map((at) => [choices[at]?.name.trim() || nameOf(undefined, at), at] as const);
  const alternatives = places('alternatives');
  return { destination, ...others, ...(alternatives.length && { alternatives }), ...(data.length && { data }) };
}
