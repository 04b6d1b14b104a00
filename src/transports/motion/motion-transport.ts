import { msg, str } from '@lit/localize';
import {
  fieldOf,
  namesFailure,
  objectOf,
  parseJson,
  textOf,
  wholeOf,
  writeBody,
  type Fields,
} from '../../codecs/json.js';
import { contactFieldNames, motionId, writeCampaign, writeContact, type NewCampaign } from './motion-codec.js';
import { callChecks } from '../../core/call-commands.js';
import type { CommandType } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import type { Contact } from '../../core/supervisor-commands.js';
import type { Authorization, Bulk, Support } from '../../core/transport.js';
import type { Answer } from '../http/fetch.js';
import {
  notUnderstood,
  problemOf,
  refuseFields,
  segment,
  type HttpRequest,
  type HttpTransportOptions,
} from '../http/http-transport.js';
import { JsonTransport, silent, type JsonOperations } from '../http/json-transport.js';
import { notKnown } from '../transport-error.js';

export type { DuplicateCheck, NewCampaign, QueueCampaign } from './motion-codec.js';

export interface MotionOptions extends HttpTransportOptions {
  /**
   * Which list the contacts of each campaign go into, by the word that pages write as `campaign`: Motion's contacts
   * belong to a list, and a list to a campaign.
   */
  lists?: Readonly<Record<string, number>>;
  /**
   * Further standard fields of a contact that your Motion knows, by the names of its interface, beside `firstName`,
   * `lastName`, `street`, `postalCode`, `city`, `country`, `dateOfBirth` and `description` (C-418, M-21). Like these, and
   * like custom fields, they are names in a contact's `data`; all values go as text.
   */
  fields?: readonly string[];
  /**
   * Returns an API key of Motion (made under Staff, Users, Api Key Manager; C-417). It goes as `?apikey=` with each request
   * (C-416, public code): an address that this page's user can read, and every server on the way. It was seen at other
   * paths than these, so Basic stays the usual way (M-20). Behind a proxy of yours, let the proxy add it.
   */
  apiKey?: Authorization;
}

/** How a file of contacts becomes contacts of a list (MO-9). */
export interface CsvUpload {
  list: number;
  /** Field of a contact to column header, exactly as it stands in the file, with its spaces (C-266). */
  binding: Readonly<Record<string, string>>;
  /** Fields by which a contact is known already; `['phone']` when absent (C-267). */
  duplicates?: readonly string[];
  /** Name of the file; a `File` has its own. */
  fileName?: string;
}

/** A list that was created. */
export interface ContactList {
  id: number;
  name: string;
  description?: string;
  raw: unknown;
}

const post = (path: string, body: unknown, told = body): HttpRequest => ({
  method: 'POST',
  path,
  headers: { 'Content-Type': 'application/json' },
  body: writeBody(body),
  told,
});

/** The wire (contract 1.4), one line an operation, in its order. All are POST (C-248). */
const wire = {
  createList: (body: object) => post('api/cm/lists', body),
  createContact: (body: object) => post('api/cm/contacts', body),
  createCampaign: (body: object) => post('api/voice/queues', body),
  attachLists: (id: number, ids: readonly number[]) => post(`api/voice/queues/${id}/lists`, { id, ids }),
  addAgents: (id: number, ids: readonly number[], penalty: string) =>
    post(`api/voice/queues/${id}/users`, { id, ids, penalty }),
  addAgentsToList: (id: number, ids: readonly number[]) => post(`api/cm/lists/${id}/users`, { id, ids }),
  addContacts: (list: number, rows: readonly object[]) =>
    post(`api/cm/lists/${list}/contacts`, rows, { contacts: rows.length }),
  upload: (body: Blob): HttpRequest => ({
    method: 'POST',
    path: 'api/cm/contacts/upload',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body,
    told: { bytes: body.size },
  }),
  bind: (id: string, rest: object) => post(`api/cm/contacts/upload/${segment(id, 'fileName')}`, { id, ...rest }),
} as const;

const contactFields = ['destination', 'firstName', 'lastName', 'data'] as const satisfies (keyof Contact)[];
const dialer = 'Motion';
/** The whole of a call, the agent's state and the do-not-call list: no public source says how (C-420). */
const unknownTypes: readonly string[] = [
  ...['call', 'callWithPhone', 'hangup', 'blacklist', 'unblacklist'],
  ...Object.keys(callChecks),
];

/** Basic credentials as a header (C-249). In a page's script they are there for everyone to read: let your server add them (M-13). */
export function basic(user: string, password: string): Authorization {
  const bytes = String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`));
  return () => `Basic ${btoa(bytes)}`;
}

/** Carries commands to xCALLY Motion (contract 1.4): contacts, lists, campaigns and their agents, and no call control. */
export class MotionTransport extends JsonTransport {
  readonly name = 'motion';
  readonly words = ['api/cm/voice/lists/queues/contacts/users/upload'];
  readonly bulk: Bulk = {
    size: 500,
    inFlight: 2,
    fields: contactFields,
    problem: (contact) => problemOf(() => (refuseFields(contact, contactFields, dialer), this.#write(contact, 1, ''))),
    sample: (...told) => this.#sample(...told),
  };
  readonly #lists: Readonly<Record<string, number>>;
  readonly #fields: ReadonlySet<string>;
  protected override readonly secretQuery: Readonly<Record<string, Authorization>>;

  protected readonly operations: JsonOperations = {
    addContact: async ({ campaign, contact }, ask) => {
      refuseFields(contact, contactFields, dialer, 'contact.');
      const row = this.#write(contact, this.#listOf(campaign), 'contact.');
      const answer = await ask(wire.createContact(row));
      const id = textOf(fieldOf(parsed(answer), 'id'));
      return id ? { id } : silent(answer);
    },
    addContacts: async ({ campaign, contacts, ...rest }, ask) => {
      refuseFields(rest, [], dialer);
      const list = this.#listOf(campaign);
      const rows = contacts.map((contact, at) => {
        refuseFields(contact, contactFields, dialer, `contacts.${at}.`);
        return this.#write(contact, list, `contacts.${at}.`);
      });
      await ask(wire.addContacts(list, rows));
      return { accepted: rows.length, refused: [], isLoaded: true };
    },
    addMembers: async ({ campaign, members, penalty = '0' }, ask) => {
      const ids = members.map((member, at) => motionId(member, `members.${at}`));
      await ask(wire.addAgents(motionId(campaign, 'campaign'), ids, penalty));
      return {};
    },
  };

  /** Throws `INVALID` for a name in `fields` that cannot be one. */
  constructor({ lists = {}, fields, apiKey, ...rest }: MotionOptions) {
    super(rest);
    this.#lists = lists;
    this.#fields = contactFieldNames(fields);
    this.secretQuery = apiKey ? { apikey: apiKey } : {};
  }

  /** For calls there is the phone bar, a transport of its own. */
  override supports(type: CommandType): Support {
    return unknownTypes.includes(type) ? notKnown(dialer) : super.supports(type);
  }

  /** Creates a list of contacts (C-250, C-251). */
  createList(name: string, description?: string): Promise<ContactList> {
    return this.perform(async (ask) => {
      if (!name.trim()) throw new CtiError('INVALID', msg('The list’s name is missing.'), { field: 'name' });
      const answer = await ask(wire.createList({ name, ...(description && { description }) }));
      const raw = parsed(answer);
      const told = textOf(fieldOf(raw, 'description'));
      return {
        id: this.#createdId(answer),
        name: textOf(fieldOf(raw, 'name')) || name,
        ...(told && { description: told }),
        raw,
      };
    });
  }

  /** Creates a queue campaign; resolves with its id. Whatever is not set has the documents' value (C-255). */
  createCampaign(campaign: NewCampaign): Promise<number> {
    return this.perform(async (ask) => this.#createdId(await ask(wire.createCampaign(writeCampaign(campaign)))));
  }

  /** Gives a campaign its lists (C-259). */
  attachLists(campaign: number, lists: readonly number[]): Promise<void> {
    return this.perform(async (ask) => {
      await ask(wire.attachLists(motionId(campaign, 'campaign'), idsOf(lists, 'lists')));
    });
  }

  /** Gives a campaign agents; `penalty` is sent as text (C-260). */
  addAgents(campaign: number, agents: readonly number[], penalty = '0'): Promise<void> {
    return this.perform(async (ask) => {
      await ask(wire.addAgents(motionId(campaign, 'campaign'), idsOf(agents, 'agents'), penalty));
    });
  }

  /** Gives a list agents (C-261). */
  addAgentsToList(list: number, agents: readonly number[]): Promise<void> {
    return this.perform(async (ask) => {
      await ask(wire.addAgentsToList(motionId(list, 'list'), idsOf(agents, 'agents')));
    });
  }

  /** Uploads a file of contacts, then says what its columns mean (C-263 to C-267). The second step goes only after the first. */
  uploadCsv(file: Blob, { list, binding, duplicates = ['phone'], fileName }: CsvUpload): Promise<void> {
    return this.perform(async (ask) => {
      const ListId = motionId(list, 'list');
      const ownName = baseName(fileName ?? ('name' in file ? String(file.name) : ''));
      if (!ownName) throw new CtiError('INVALID', msg('The file’s name is missing.'), { field: 'fileName' });
      if (!Object.keys(binding).length)
        throw new CtiError('INVALID', msg('Say which column is the phone: the binding is empty.'), {
          field: 'binding',
        });
      const rest = { binding, ListId, duplicates };
      wire.bind(ownName, rest); // refuses what the second step could not say
      const answer = await ask(wire.upload(file));
      const id = serverName(answer) || ownName;
      const bind = problemOf(() => segment(id, 'fileName')) ? undefined : wire.bind(id, rest);
      if (!bind) throw notUnderstood(answer.text);
      await ask(bind);
    });
  }

  /** Most answers nobody documents: any 2xx is a yes (M-14, C-268), unless it says itself that something failed. */
  protected override checkAnswer(answer: Answer, request: HttpRequest): void {
    super.checkAnswer(answer, request);
    if ([parseJson(answer.text)].flat().some(namesFailure)) throw notUnderstood(answer.text);
  }

  protected notOffered(): string {
    return msg('Motion does not take this from here: do it in Motion itself.');
  }

  #listOf(campaign: string): number {
    const list = Object.hasOwn(this.#lists, campaign) ? this.#lists[campaign] : undefined;
    if (list !== undefined) return motionId(list, 'campaign');
    throw new CtiError(
      'INVALID',
      msg(str`Motion keeps contacts in lists, and none is named for “${campaign}”: set lists on its transport.`),
      { field: 'campaign' },
    );
  }

  #write(contact: Contact, list: number, path: string): Record<string, unknown> {
    return writeContact(contact, list, path, this.#fields);
  }

  #sample(contact: Contact, { campaign }: { campaign: string }): string {
    return writeBody(this.#write(contact, campaign ? this.#listOf(campaign) : 0, ''));
  }

  /** The id of what was created. */
  #createdId(answer: Answer): number {
    const id = wholeOf(fieldOf(parsed(answer), 'id'));
    if (id) return id;
    throw new CtiError('PROTOCOL', msg('Motion did not tell the id of what it created.'), {
      detail: answer.text.slice(0, 200),
    });
  }
}

const idsOf = (values: readonly number[], field: string): number[] =>
  values.map((value, at) => motionId(value, `${field}.${at}`));

/** Under which name the server keeps the file, when it says so (M-03). */
function serverName(answer: Answer): string {
  const raw = parsed(answer);
  return textOf(fieldOf(raw, 'id', 'filename', 'name')) || baseName(textOf(fieldOf(raw, 'path')));
}

const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? '';

const parsed = ({ text }: Answer): Fields => objectOf(parseJson(text));
