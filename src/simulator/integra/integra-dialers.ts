import { operation, type Operations } from './operation.js';
import type { ContactWire } from './state.js';
import { dialerTask } from './integra-tasks.js';
import { checkKnown, type IntegraFixtures } from './integra-world.js';
import { dataString, filled, phone, phones, WireRefusal } from '../wire-shape.js';

/** UC-18: `1` also when nothing was there to remove, which the documents leave open (U-77). */
const removeContact = operation(['campaign', 'number'], ({ campaign, number }, { state, campaigns }) => {
  checkKnown(campaigns, campaign, 'campaign');
  phone(number, 'number');
  state.contacts = state.contacts.filter((each) => each.campaign !== campaign || each.number !== number);
  return '1';
});

/** Base64 with its padding and nothing else, of UTF-8 without a byte-order mark (C-157). */
function readFile(fileb64: string): { text: string; bytes: number } {
  if (!fileb64 || fileb64.length % 4 || /[^A-Za-z0-9+/=]|=[^=]|={3}/.test(fileb64))
    throw new WireRefusal('fileb64 is no base64.');
  const binary = atob(fileb64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  const text = decode(bytes);
  if (text.startsWith('\uFEFF')) throw new WireRefusal('The file begins with a byte-order mark.');
  return { text, bytes: bytes.length };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new WireRefusal('The file is not UTF-8.');
  }
}

/** Two to six fields: the campaign, the number, data, other numbers, priority, agent's phone (C-155, C-159, C-160). */
function readRow(line: string, campaign: string, known: readonly string[]): ContactWire {
  const fields = line.split(';');
  if (fields.length < 2 || fields.length > 6) throw new WireRefusal(`has ${String(fields.length)} fields.`);
  const [name = '', number = '', data = '', alternatives = '', priority = '', agentphone = ''] = fields;
  if (name !== campaign) throw new WireRefusal(`is of the campaign “${name}”.`);
  if (line.includes('\r')) throw new WireRefusal('ends with a carriage return.');
  phone(number, 'number');
  dataString(data, 'parameters');
  phones(alternatives, 'alternatives');
  if (priority && (!/^\d{1,9}$/.test(priority) || Number(priority) < 2))
    throw new WireRefusal(`has the priority “${priority}”: 2 or more.`);
  if (agentphone) checkKnown(known, agentphone, 'agent’s phone');
  return { campaign, number, data, alternatives, ...(priority && { priority: Number(priority) }), agentphone };
}

/** Every row or none; `cant` is their number, and the last one has no line break (C-156 to C-158). */
function readRows(text: string, cant: string, campaign: string, { phones: known, keepContacts }: IntegraFixtures) {
  const contacts: ContactWire[] = [];
  let rows = 0;
  for (let from = 0, to = 0; to < text.length; from = to + 1) {
    to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    rows++;
    try {
      const contact = readRow(text.slice(from, to), campaign, known);
      if (keepContacts) contacts.push(contact);
    } catch (cause) {
      throw cause instanceof WireRefusal ? new WireRefusal(`Row ${String(rows)}: ${cause.message}`) : cause;
    }
  }
  if (text.endsWith('\n')) throw new WireRefusal('The last row is empty.');
  if (cant !== String(rows)) throw new WireRefusal(`cant is “${cant}” and the file has ${String(rows)} rows.`);
  return { contacts, rows };
}

type File = Record<'filename' | 'fileb64' | 'campaign' | 'cant' | 'username', string>;

/** Takes the file; a real server loads it later (U-52). */
function upload(
  { filename, fileb64, campaign, cant, username, ...zone }: File & { timezone?: string },
  world: IntegraFixtures,
): string {
  filled(filename, 'filename');
  checkKnown(world.campaigns, campaign, 'campaign');
  if (zone.timezone !== undefined) filled(zone.timezone, 'timezone');
  const { text, bytes } = readFile(fileb64);
  const { contacts, rows } = readRows(text, cant, campaign, world);
  for (const contact of contacts) world.state.contacts.push(contact);
  world.state.uploads.push({ filename, campaign, username, ...zone, rows, bytes });
  return '1';
}

const five = ['filename', 'fileb64', 'campaign', 'cant', 'username'] as const;

export const dialerOperations: Operations = {
  'Dialers/DialerTask': dialerTask,
  'Dialers/RemoveContact': removeContact,
  'Dialers/uploadbase': operation(five, upload),
  'Dialers/uploadbasewithtimezone': operation([...five, 'timezone'], upload),
};
