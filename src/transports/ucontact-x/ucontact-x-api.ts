import { msg } from '@lit/localize';
import { namesFailure, objectOf, parseJson, writeBody } from '../../codecs/json.js';
import { writeJson } from '../../codecs/write-json.js';
import type { Command, CommandOf, CommandType } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import type { Contact } from '../../core/supervisor-commands.js';
import type { Bulk, Support } from '../../core/transport.js';
import {
  HttpTransport,
  notUnderstood,
  problemOf,
  refuseFields,
  segment,
  type HttpRequest,
  type HttpTransportOptions,
  type ReplyBody,
  type SendRequest,
} from '../http/http-transport.js';
import { uploadFileName } from '../upload-file-name.js';

/** How contacts go to uContact X: as a list that is filled later, or as leads that are dialled at once (C-407). */
export type UcontactXUpload = 'lists' | 'freshLeads';

const json = { 'Content-Type': 'application/json' };

/** What the documents print of a contact: its numbers (C-407). */
const contactFields = ['destination', 'alternatives'] as const satisfies readonly (keyof Contact)[];

/** Numbers are texts. */
const writeContact = ({ destination, alternatives = [] }: Contact) => ({ clientIds: [destination, ...alternatives] });

const asX = () => 'uContact X';

/** Where a call goes: the words of uContact X for our kinds (C-403). */
const destinationTypes = { agent: 'agent', campaign: 'campaign', number: 'external' } as const;

/**
 * `PUT api/inbox/id/<guid>/transfer` (C-403, vendor page). `type` is for telephony, and needed there.
 *
 * @param isCall - whether the interaction is a telephone call; nothing where nobody knows: what a client transfers are calls
 */
function writeTransfer(
  { call = '', to, kind, toKind }: CommandOf<'transfer'>,
  isCall: boolean | undefined,
): HttpRequest {
  if (isCall === false && kind === 'attended')
    throw new CtiError('INVALID', msg('Only a telephone call can be transferred after a consultation.'), {
      field: 'kind',
    });
  if (isCall === false && toKind === 'number')
    throw new CtiError('INVALID', msg('Only a telephone call goes to a number: name an agent or a campaign.'), {
      field: 'toKind',
    });
  const body = {
    ...(isCall !== false && { type: kind }),
    destinationType: destinationTypes[toKind],
    destination: to,
  };
  return {
    method: 'PUT',
    path: `api/inbox/id/${segment(call, 'call')}/transfer`,
    headers: json,
    body: writeBody(body),
  };
}

/** `POST api/dialer/id/<hub>/lists` (C-407, vendor page); the campaign is the hub. */
function writeUpload(
  { campaign, contacts, fileName = uploadFileName(), timeZone, stopOnError }: CommandOf<'addContacts'>,
  upload: UcontactXUpload,
): HttpRequest {
  refuseFields({ timeZone, stopOnError: stopOnError || undefined }, [], asX());
  const list = contacts.map((contact, index) => {
    refuseFields(contact, contactFields, asX(), `contacts.${String(index)}.`);
    return writeContact(contact);
  });
  const path = `api/dialer/id/${segment(campaign, 'campaign')}/${upload}`;
  return { method: 'POST', path, headers: json, body: writeBody({ filename: fileName, list }) };
}

const bulk: Bulk = {
  size: 5_000,
  inFlight: 1,
  fields: contactFields,
  problem: (contact) => problemOf(() => refuseFields(contact, contactFields, asX())),
  isNamed: true,
  sample: (contact) => (refuseFields(contact, contactFields, asX()), writeJson(writeContact(contact))),
};
/** Leads are answered when all of them are saved, so they are few at a time; how many is not said. */
const fewer: Bulk = { ...bulk, size: 500 };
export const xBulk: Readonly<Record<UcontactXUpload, Bulk>> = { lists: bulk, freshLeads: fewer };

export interface UcontactXApiOptions extends HttpTransportOptions {
  upload: UcontactXUpload;
  isCall: (guid: string) => boolean | undefined;
}

/** What of uContact X goes over HTTP. */
export class UcontactXApi extends HttpTransport {
  readonly name = 'ucontact-x';
  readonly #options: UcontactXApiOptions;

  constructor(options: UcontactXApiOptions) {
    super(options);
    this.#options = options;
  }

  supports(): Support {
    return { ok: true }; // who holds it knows what it can
  }

  protected async carry(command: Command, ask: SendRequest): Promise<ReplyBody<CommandType>> {
    const request = this.requestOf(command);
    const answer = await ask(request);
    // Any 2xx but a page: the transfer has begun, and nobody tells how it ended (U-85).
    if (command.type === 'transfer') return { status: 'sent' };
    // What it says is on no page but for an object with a status: nothing, or one that names no failure.
    const said = parseJson(answer.text);
    if (answer.text.trim() && (objectOf(said) !== said || namesFailure(said))) throw notUnderstood(answer.text);
    const { contacts } = command as CommandOf<'addContacts'>;
    const isLoaded = this.#options.upload === 'freshLeads';
    const reply: ReplyBody<'addContacts'> = { status: 'confirmed', accepted: contacts.length, refused: [], isLoaded };
    return reply;
  }

  /** Throws `INVALID` for what uContact X cannot be asked. */
  requestOf(command: Command): HttpRequest {
    const { upload, isCall } = this.#options;
    return command.type === 'transfer'
      ? writeTransfer(command, isCall(command.call ?? ''))
      : writeUpload(command as CommandOf<'addContacts'>, upload);
  }
}
