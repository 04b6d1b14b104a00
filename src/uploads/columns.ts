import { msg, str } from '@lit/localize';
import { readData, type DataPair } from '../codecs/data-string.js';
import { CtiError } from '../core/errors.js';
import type { Contact } from '../core/supervisor-commands.js';
import { reasonAt } from './reason-column.js';

/** A column: the text of its header, or its place, the first being 0. */
export type Column = string | number;

/** A column of data pairs, named by its header or by the name that is given here. */
export type DataColumn = Column | readonly [name: string, column: Column];

/** Which column is what. Only `destination` is needed. */
export interface Columns {
  destination: Column;
  /** Several columns, or one whose cells hold several numbers; both is possible. */
  alternatives?: Column | readonly Column[];
  /** What stands between the numbers of one cell: any of `:` `;` `,` `|` when left out. */
  separator?: string;
  firstName?: Column;
  lastName?: Column;
  externalId?: Column;
  priority?: Column;
  agent?: Column;
  at?: Column;
  callerId?: Column;
  timeZone?: Column;
  /** Data pairs in this order: a column is named by its header, or by the name given here. */
  data?: readonly DataColumn[];
  /** A column of whole data strings, `key=value:key=value`, as uContact's own lists have it (contract 2.1.10). */
  dataText?: Column;
}

export const textFields = ['firstName', 'lastName', 'externalId', 'agent', 'at', 'callerId', 'timeZone'] as const;
/** What {@link Columns} can name, apart from data and alternatives. */
export const singleColumns = ['destination', ...textFields, 'priority', 'dataText'] as const;

/** A contact, or why the cells are none. */
export type Mapped = { contact: Contact; problem?: undefined } | { contact?: undefined; problem: string };

/** Turns the cells of a row into a contact. Throws `INVALID` when a column does not exist, and names it. */
export function rowContact(
  columns: Columns,
  headers: readonly string[] | undefined,
): (cells: readonly string[]) => Mapped {
  const place = (column: Column, field: string) => placeOf(column, headers, `columns.${field}`);
  const destination = place(columns.destination, 'destination');
  const texts = textFields.flatMap((field) =>
    columns[field] === undefined ? [] : [[field, place(columns[field], field)] as const],
  );
  const alternatives = [columns.alternatives ?? []].flat().map((column) => place(column, 'alternatives'));
  const pairs = (columns.data ?? []).map((each) => pairColumn(each, headers));
  const priority = columns.priority === undefined ? -1 : place(columns.priority, 'priority');
  const dataText = columns.dataText === undefined ? -1 : place(columns.dataText, 'dataText');
  const separator = columns.separator ?? /[:;,|]/;
  const width = headers?.length ?? Infinity;

  return (cells) => {
    const extra = cells.length > width && cells.slice(width).some(Boolean);
    if (extra)
      return {
        problem: msg(
          str`The row has ${cells.length} cells and the header ${width}: a cell with the delimiter in it needs quotes.`,
        ),
      };
    const contact: Contact = { destination: cells[destination]?.trim() ?? '' };
    const others = alternatives
      .flatMap((at) => cells[at]?.split(separator) ?? [])
      .flatMap((number) => number.trim() || []);
    if (others.length) contact.alternatives = others;
    for (const [field, at] of texts) {
      const text = cells[at]?.trim();
      if (text) contact[field] = text;
    }
    const data: DataPair[] = pairs.map(([name, at]) => [name, cells[at] ?? '']);
    if (dataText >= 0) data.push(...readData(cells[dataText] ?? ''));
    if (data.length) contact.data = data;
    const rank = cells[priority]?.trim();
    if (rank) contact.priority = Number(rank);
    if (rank && !/^\d{1,15}$/.test(rank)) return { problem: msg(str`priority: “${rank}” is not a whole number.`) };
    return { contact };
  };
}

/** The name of a data pair, and the place of its column. */
export function pairColumn(each: DataColumn, headers: readonly string[] | undefined): [string, number] {
  if (typeof each === 'object') return [each[0], placeOf(each[1], headers, 'columns.data')];
  const at = placeOf(each, headers, 'columns.data');
  const name = headers?.[at]?.trim();
  if (!name)
    throw new CtiError('INVALID', msg(str`Column ${at + 1} has no header: give its data pair a name.`), {
      field: 'columns.data',
    });
  return [name, at];
}

const isAlone = (header: string, headers: readonly string[]) => headers.indexOf(header) === headers.lastIndexOf(header);

/** The place of a column. Throws `INVALID` where there is none of that name, or several. */
export function placeOf(column: Column, headers: readonly string[] | undefined, field: string): number {
  if (typeof column === 'number' && Number.isInteger(column) && column >= 0 && column < (headers?.length ?? Infinity))
    return column;
  const isThere = typeof column === 'string' && headers?.includes(column) === true;
  if (isThere && isAlone(column, headers)) return headers.indexOf(column);
  const message = isThere
    ? msg(str`Several columns are called “${column}”: name the one you mean by its place, the first being 0.`)
    : msg(str`The file has no column “${column}”.`);
  throw new CtiError('INVALID', message, { field });
}

export type Single = (typeof singleColumns)[number];

/** Usual headers in English, Spanish, Portuguese and Hebrew, without spaces, marks and accents. */
const names: Record<Single | 'alternatives', string> = {
  destination:
    'destination phone phonenumber phone1 tel telephone telephonenumber number mobile mobilephone mobilenumber cell cellphone msisdn target contactnumber mainnumber principalnumber principanumber ' +
    'telefono telefono1 numero numerodetelefono numeroprincipal celular movil destino telefone telefone1 fone telemovel numerodetelefone ' +
    'טלפון טלפוןנייד נייד מספר מספרטלפון סלולרי פלאפון',
  alternatives:
    'alternatives alternative alternativenumber alternativenumbers otherphone otherphones othernumber othernumbers homephone workphone ' +
    'alternativo alternativos otrotelefono otrostelefonos outrotelefone outrostelefones telefonocasa telefonotrabajo טלפוןנוסף טלפוןחלופי טלפוןבית',
  firstName:
    'firstname name givenname forename fullname customername nombre nombres primernombre nome primeironome שםפרטי שם שםלקוח',
  lastName: 'lastname surname familyname apellido apellidos sobrenome ultimonome apelido שםמשפחה',
  externalId:
    'externalid id customerid clientid contactid idexterno idcliente codigo codigocliente codigodecliente מזהה מספרלקוח קודלקוח',
  priority: 'priority prioridad prioridade עדיפות',
  agent: 'agent agentid agentphone agente idagente operador נציג',
  at: 'at date calldate callat callback scheduledat originatetime fecha fechahora fechadellamada datahora dataehora datadachamada תאריך מועד',
  callerId: 'callerid callernumber numerosaliente identificador binamostrado זיהוישיחה מספרמזוהה',
  timeZone: 'timezone zonahoraria husohorario fusohorario אזורזמן',
  dataText: 'parameters params datastring parametros פרמטרים',
};

const fieldOf = new Map(
  Object.entries(names).flatMap(([field, words]) =>
    words.split(' ').map((word) => [word, field as Single | 'alternatives']),
  ),
);

const plain = (header: string) =>
  header
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Whether a cell is a usual name of the column with the number to dial. */
export const namesNumber = (cell: string): boolean => fieldOf.get(plain(cell)) === 'destination';

/** `phone2`, `teléfono 3`: further numbers. */
const further =
  /^(?:phone|tel|telephone|mobile|cell|number|telefono|celular|movil|numero|telefone|fone|alternative|alternativo|alternate|טלפון|נייד)(?:number)?[2-9]$/;

/**
 * Proposes what each column is, by its header. Columns of no known name become data pairs where the dialer takes them.
 * Nothing when no column looks like the number to dial.
 *
 * @param fields what the dialer knows, from `client.supports('addContacts').bulk.fields`; all when left out
 */
export function guessColumns(headers: readonly string[], fields?: readonly (keyof Contact)[]): Columns | undefined {
  const knows = (field: string) => !fields || fields.includes((field === 'dataText' ? 'data' : field) as keyof Contact);
  const found: Partial<Record<Single, Column>> = {};
  const alternatives: Column[] = [];
  const data: Column[] = [];
  const reason = reasonAt(headers);
  headers.forEach((header, at) => {
    const column = header.trim() && isAlone(header, headers) ? header : at;
    const word = plain(header);
    const field = further.test(word) ? 'alternatives' : fieldOf.get(word);
    if (field === 'alternatives' && knows(field)) alternatives.push(column);
    else if (field && field !== 'alternatives' && knows(field) && found[field] === undefined) found[field] = column;
    else if (field === 'destination' && knows('alternatives')) alternatives.push(column);
    else if (header.trim() && at !== reason && knows('data')) data.push(column);
  });
  const { destination, ...others } = found;
  if (destination === undefined) return undefined;
  return { destination, ...others, ...(alternatives.length && { alternatives }), ...(data.length && { data }) };
}
