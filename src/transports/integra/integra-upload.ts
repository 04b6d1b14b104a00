import { toBase64, writeUploadRow } from '../../codecs/upload-row.js';
import type { CommandOf } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import type { Contact } from '../../core/supervisor-commands.js';
import type { Bulk } from '../../core/transport.js';
import type { Operation } from './integra-transport.js';
import { readDone } from './integra-answer.js';
import { problemOf, refuseFields } from '../http/http-transport.js';

/** What an upload row has room for. */
const fields = [
  'destination',
  'alternatives',
  'data',
  'priority',
  'agent',
] as const satisfies readonly (keyof Contact)[];

/** What a dialer task has room for: one contact goes to the dialer as one (contract 6). */
export const taskFields = [
  'destination',
  'alternatives',
  'data',
  'agent',
] as const satisfies readonly (keyof Contact)[];

const writeRow = (campaign: string, { destination, alternatives, data, priority, agent }: Contact) =>
  writeUploadRow({ campaign, destination, alternatives, data, priority, agentPhone: agent });

/** One file: every row or none (U-53, C-155 to C-160). Throws `INVALID` with the place of the row and its field. */
function rowsOf({ campaign, contacts }: CommandOf<'addContacts'>): string[] {
  return contacts.map((contact, index) => {
    const path = `contacts.${String(index)}.`;
    refuseFields(contact, fields, 'Integra', path);
    try {
      return writeRow(campaign, contact);
    } catch (cause) {
      const { code, message, field = '' } = CtiError.from(cause);
      throw new CtiError(code, message, {
        field: field === 'campaign' ? field : path + (field === 'agentPhone' ? 'agent' : field),
        cause,
      });
    }
  });
}

let files = 0;
/** Two files of the same name might be taken for one. */
const newName = () => `contacts-${String(Date.now())}-${String(++files)}.csv`;

/** UC-20 and UC-21: `1` means that the file was taken; it is loaded later, and nobody tells how that ended (U-52, C-161). */
export function upload(path: string): Operation<'addContacts'> {
  return {
    paths: [path],
    form: (command, { agent }) => {
      const rows = rowsOf(command);
      const { campaign, timeZone, fileName = newName() } = command;
      const file = {
        filename: fileName,
        fileb64: toBase64(rows.join('\n')),
        campaign,
        cant: String(rows.length),
        username: agent,
      };
      return timeZone ? { ...file, timezone: timeZone } : file;
    },
    reply: (answer, { contacts }) => {
      readDone(answer);
      return { status: 'confirmed', accepted: contacts.length, refused: [], isLoaded: false };
    },
  };
}

/** Files of a size that a server takes in one form, two at a time. */
export const integraBulk: Bulk = {
  size: 5_000,
  inFlight: 2,
  fields,
  fieldsAlone: taskFields,
  problem(contact) {
    const problem = problemOf(() => (refuseFields(contact, fields, 'Integra'), writeRow('-', contact)));
    return problem && { ...problem, field: problem.field === 'agentPhone' ? 'agent' : problem.field };
  },
  isZoned: true,
  sample: (contact, { campaign }) => writeRow(campaign || '…', contact),
};
