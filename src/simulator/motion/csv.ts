import { readJsonBody } from '../http-simulator.js';
import { allowances } from '../leniency.js';
import { CodedRefusal, checkShape, filled, isObject, number, shown, WireRefusal, type Check } from '../wire-schema.js';
import { byId, contactFields, putOn, type MotionContact, type MotionFile, type MotionFixtures } from './state.js';

/** Splits CSV text into records of fields: quotes as in RFC 4180, any line end. */
function* records(text: string, delimiter: string): Generator<string[], undefined> {
  let record: string[] = [];
  // A field, and what ends it; a quoted one may hold all of that.
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^${delimiter}\r\n]*))(${delimiter}|\r\n|\r|\n|$)`, 'y');
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (!match) return undefined;
    record.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === delimiter) {
      if (field.lastIndex < text.length) continue;
      record.push(''); // the file ends with a delimiter
    }
    yield record;
    record = [];
  }
  return undefined;
}

/** The first row's names, exactly, and the rows below; empty rows are left out. The delimiter is `,` `;` or a tab. */
export function csvTable(bytes: Uint8Array): { columns: string[]; rows: Generator<string[]> } {
  const text = new TextDecoder().decode(bytes); // a byte order mark is no part of the first name
  const head = /^.*/.exec(text)?.[0] ?? '';
  const [delimiter = ','] = [',', ';', '\t'].sort((a, b) => head.split(b).length - head.split(a).length);
  const all = records(text, delimiter);
  const columns = all.next().value ?? [];
  const rows = (function* () {
    for (const row of all) if (row.some((field) => field !== '')) yield row;
  })();
  return { columns, rows };
}

/** First step: takes the bytes. The answer is what the option says. */
export function takeFile(bytes: Uint8Array, { state, contents, uploadReply }: MotionFixtures): string {
  const { columns } = csvTable(bytes);
  if (columns.every((column) => column === '')) throw new WireRefusal('The file has no first row with names.');
  const file: MotionFile = { columns, bytes: bytes.length };
  state.files.push(file);
  contents.set(file, bytes);
  if (!uploadReply) return '';
  file.name = `upload-${state.files.length}.csv`;
  return JSON.stringify({ [uploadReply]: uploadReply === 'path' ? `/var/tmp/${file.name}` : file.name });
}

/** The newest file that has this name, or none yet. */
function fileOf(name: string, { state }: MotionFixtures): MotionFile {
  const file = state.files.findLast((each) => each.name === name || each.name === undefined);
  if (!file) throw new CodedRefusal(404, `${name} was not uploaded.`);
  return file;
}

interface ImportWire {
  id: string;
  binding: Record<string, string>;
  ListId: number;
  duplicates: string[];
}

function readImport(body: string, file: MotionFile, world: MotionFixtures): ImportWire {
  const fields = contactFields(world);
  const checkField = (field: string) => {
    if (fields.includes(field)) return;
    world.reading.overlook(`A contact has no ${field}.`);
    allowances.motionContact.others('', field);
  };
  const binding: Check = (value) => {
    if (!isObject(value) || Object.keys(value).length === 0) throw new WireRefusal('binding binds nothing.');
    for (const [field, column] of Object.entries(value)) {
      checkField(field);
      if (!file.columns.some((each) => each === column))
        throw new WireRefusal(`The file has no column “${shown(column)}” (C-266).`);
    }
  };
  const duplicates: Check = (value) => {
    if (!Array.isArray(value) || !value.every((each) => typeof each === 'string'))
      throw new WireRefusal('duplicates is no list of contact fields (C-267).');
    value.forEach(checkField);
  };
  return checkShape<ImportWire>(
    readJsonBody(body, 400),
    { id: filled, binding, ListId: number(1), duplicates },
    'The request',
    { reading: world.reading },
  );
}

/** Second step: binds the columns and puts the contacts on the list, without those that it has already. */
export function importFile(name: string, body: string, world: MotionFixtures) {
  const file = fileOf(name, world);
  const { id, binding, ListId, duplicates } = readImport(body, file, world);
  if (id !== name && !world.anyFileId) world.reading.overlook(`id is ${id}, the path says ${name} (C-265).`);
  const list = byId(world.state.lists, ListId, 'list');
  const bytes = world.contents.get(file);
  if (!bytes) throw new WireRefusal(`${name} is imported already.`);
  const places = Object.entries(binding).map(([field, column]) => [field, file.columns.indexOf(column)] as const);
  const looksAtRepeats = world.keepRows && duplicates.length > 0;
  const keyOf = (contact: MotionContact) => JSON.stringify(duplicates.map((field) => contact[field] ?? ''));
  const seen = new Set(looksAtRepeats ? list.contacts.map(keyOf) : []);
  const imported = { listId: ListId, added: 0, repeated: 0 };
  for (const row of csvTable(bytes).rows) {
    const contact: MotionContact = {
      ...Object.fromEntries(places.map(([field, place]) => [field, row[place] ?? ''])),
      ListId,
    };
    const key = looksAtRepeats ? keyOf(contact) : '';
    if (looksAtRepeats && seen.has(key)) imported.repeated++;
    else {
      seen.add(key);
      imported.added++;
      putOn(list, [contact], world);
    }
  }
  Object.assign(file, { name, imported });
  if (!world.keepRows) world.contents.delete(file);
}
