import type { Contact } from '../core/supervisor-commands.js';
import { singleColumns, type Column, type Columns } from './columns.js';

type Single = (typeof singleColumns)[number];

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
  headers.forEach((header, at) => {
    const column = header.trim() && headers.filter((other) => other === header).length === 1 ? header : at;
    const word = plain(header);
    const field = further.test(word) ? 'alternatives' : fieldOf.get(word);
    if (field === 'alternatives' && knows(field)) alternatives.push(column);
    else if (field && field !== 'alternatives' && knows(field) && found[field] === undefined) found[field] = column;
    else if (field === 'destination' && knows('alternatives')) alternatives.push(column);
    else if (header.trim() && header !== refusedHeader && knows('data')) data.push(column);
  });
  const { destination, ...others } = found;
  if (destination === undefined) return undefined;
  return { destination, ...others, ...(alternatives.length && { alternatives }), ...(data.length && { data }) };
}

/** The header of the column that says why a row was refused. */
export const refusedHeader = 'refused because';
