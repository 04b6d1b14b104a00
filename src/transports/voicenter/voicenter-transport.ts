import { msg, str } from '@lit/localize';
import {
  fieldOf,
  objectOf,
  parseJson,
  unreadOf,
  wholeOf,
  writeBody,
  type Fields,
  type ReadElements,
} from '../../codecs/json.js';
import {
  isOwnNo,
  foundCall,
  hasDigits,
  originateTime,
  readAddResult,
  readMember,
  readPending,
  readVoicenterCampaign,
  writeVoicenterCall,
  askVoicenter,
  voicenterWire,
  readVoicenter,
  type VoicenterOperationName,
} from './voicenter-codec.js';
import type { CommandType } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import type { Campaign, Contact, PendingCall } from '../../core/supervisor-commands.js';
import type { Bulk, Support } from '../../core/transport.js';
import type { Answer } from '../http/fetch.js';
import { problemOf, refuseFields, type SendRequest, type HttpTransportOptions } from '../http/http-transport.js';
import { JsonTransport, known, readList, type JsonOperations } from '../http/json-transport.js';
import { restated } from '../transport-error.js';

export interface VoicenterOptions extends Partial<HttpTransportOptions> {
  /** The account's code: it lists the campaigns. A campaign's own code is the `campaign` of each command (V-08). */
  code?: string;
  /** IANA zone of the times that pages write, such as `Asia/Jerusalem`: Voicenter wants instants. */
  timeZone?: string;
  /** `GET` puts codes, which are as good as passwords, into addresses: only where nothing else passes (V-07, V-09). */
  method?: 'POST' | 'GET';
}

/** The strategy of a campaign; what is not set stays as it is, and 0 is a value (V-19, C-240). */
export interface Strategy {
  queueForMonitoring?: number;
  queueMaximumCallers?: number;
  coefficient?: number;
}

const callFields = [
  'destination',
  'callerId',
  'firstName',
  'lastName',
  'priority',
  'data',
] as const satisfies (keyof Contact)[];
const aloneFields = [...callFields, 'at'] as const;
const dialer = 'Voicenter';

/** Carries commands to the Voicenter Dialer API (contract 1.3). `campaign` is a campaign's code. */
export class VoicenterTransport extends JsonTransport {
  readonly name = 'voicenter';
  /** Codes are as good as passwords (V-09). */
  readonly secrets = ['campaign'];
  readonly words = Object.keys(voicenterWire);
  readonly bulk: Bulk = {
    size: 500,
    inFlight: 1, // one code for all of them: two at once would be hard to tell apart (V-11)
    fields: callFields,
    fieldsAlone: aloneFields,
    problem: (contact) =>
      problemOf(() => (refuseFields(contact, callFields, dialer), writeVoicenterCall('', contact, 'CallerID'))),
    sample: (contact) => writeBody(writeVoicenterCall('…', contact, 'CallerID')), // the code is a secret
  };

  readonly #code: string;
  readonly #timeZone: string | undefined;
  readonly #method: 'POST' | 'GET';

  protected readonly operations: JsonOperations = {
    schedule: async ({ at, entry }, ask) => {
      const { campaign, destination, data, alternatives, agentPhone } = entry;
      refuseFields({ alternatives, agentPhone }, [], dialer, 'entry.');
      await this.#run(
        ask,
        'AddCall',
        writeVoicenterCall(campaign, { destination, data }, 'Callerid', {
          at: originateTime(at, this.#timeZone),
          path: 'entry.',
        }),
      );
      return {};
    },
    cancelSchedule: async ({ campaign, number, ...when }, ask) => {
      // Everything that waits for this number goes, whatever its time: who names a time must not be misled.
      refuseFields(when, [], dialer);
      await this.#run(ask, 'RemoveCall', { Campaign: campaign.trim(), Target: number });
      return {};
    },
    addContact: async ({ campaign, contact }, ask) => (await this.#call(ask, 'AddCall', campaign, contact), {}),
    updateContact: async ({ campaign, contact }, ask) => (await this.#call(ask, 'UpdateCall', campaign, contact), {}),
    removeContact: async ({ campaign, number, ...rest }, ask) => {
      refuseFields(rest, [], dialer);
      if (!number)
        throw new CtiError('INVALID', msg('Voicenter removes a contact by its number: enter it.'), { field: 'number' });
      await this.#run(ask, 'RemoveCall', { Campaign: campaign.trim(), Target: number });
      return {};
    },
    addContacts: async ({ campaign, contacts, ...rest }, ask) => {
      refuseFields(rest, [], dialer);
      const calls = contacts.map((contact, at) => {
        const path = `contacts.${at}.`;
        refuseFields(contact, callFields, dialer, path);
        return writeVoicenterCall(campaign, contact, 'CallerID', { path });
      });
      const refused = readAddResult(await ask(askVoicenter('AddCallsBulk', calls, this.#method)), contacts);
      return { accepted: contacts.length - refused.length, refused, isLoaded: true };
    },
    campaigns: async (_, ask) => {
      const { answer, list } = await this.#run(ask, 'GetCampaignList', { Code: this.#code });
      const read = readList(answer, readVoicenterCampaign, list);
      return { campaigns: read.rows, ...unreadOf(read) };
    },
    campaignStatus: async ({ campaign }, ask) => {
      const { answer, data } = await this.#of(ask, 'GetCampaignDetails', campaign);
      return { campaigns: [known(answer, readVoicenterCampaign(data))], unknown: [] };
    },
    startCampaign: async ({ campaign }, ask) => (await this.#of(ask, 'StartCampaign', campaign), {}),
    pauseCampaign: async ({ campaign }, ask) => (await this.#of(ask, 'StopCampaign', campaign), {}),
    members: async ({ campaign }, ask) => {
      const { answer, list } = await this.#of(ask, 'GetMembersList', campaign);
      const read = readList(answer, readMember, list);
      return { members: read.rows, ...unreadOf(read) };
    },
    addMembers: async ({ campaign, members, penalty }, ask) => {
      refuseFields({ penalty }, [], dialer);
      const added = await this.#addEach(ask, campaign, members);
      return added === undefined ? {} : { added };
    },
    removeMember: async ({ campaign, member }, ask) => {
      const { data } = await this.#of(ask, 'RemoveMember', campaign, { Member: member });
      const removed = wholeOf(fieldOf(data, 'TotalRemoved'));
      return removed === undefined ? {} : { removed };
    },
    pendingCalls: async ({ campaign }, ask) => {
      const { rows: calls, ...read } = await this.#pending(ask, campaign);
      return { calls, ...(read.campaign && { campaign: read.campaign }), ...unreadOf(read) };
    },
    // Only what waits; a number comes back with its country's code (V-12).
    findContacts: async ({ campaign, number = '', externalId }, ask) => {
      refuseFields({ externalId }, [], dialer);
      const read = await this.#pending(ask, campaign);
      const found = read.rows.filter((call) => hasDigits(call.number, number));
      const isLast = read.count >= (read.campaign?.figures['TotalPendingCalls'] ?? 0);
      return { contacts: found.map(foundCall), isLast, ...unreadOf(read) };
    },
    clearPendingCalls: async ({ campaign }, ask) => (await this.#of(ask, 'ClearCampaignCalls', campaign), {}),
  };

  constructor({ code = '', timeZone, method = 'POST', ...rest }: VoicenterOptions = {}) {
    super({ baseUrl: 'https://api.voicenter.co.il/ForwardDialer/Dialer/', ...rest });
    this.#code = code;
    this.#timeZone = timeZone;
    this.#method = method;
  }

  override supports(type: CommandType): Support {
    const no = (reason: string): Support => ({ ok: false, code: 'UNSUPPORTED', reason });
    if (type === 'campaigns' && !this.#code)
      return no(msg('The Voicenter account’s code is not set: set code on its transport.'));
    if (type === 'schedule' && !this.#timeZone)
      return no(msg('Voicenter wants instants: set timeZone, the zone of this page’s times, on its transport.'));
    return type === 'cancelSchedule' ? { ok: true, takesAll: true } : super.supports(type);
  }

  /** Changes how a campaign dials. Only what is set is sent (C-240). */
  updateStrategy(campaign: string, { queueForMonitoring, queueMaximumCallers, coefficient }: Strategy): Promise<void> {
    const body = {
      setQueueForMonitoring: queueForMonitoring,
      setQueueMaximumCallers: queueMaximumCallers,
      setCoefficient: coefficient,
    };
    return this.perform(async (ask) => {
      const wrong = Object.values(body).some((value) => value !== undefined && !Number.isFinite(value));
      if (wrong) throw new CtiError('INVALID', msg('The strategy: numbers are expected.'), { field: 'strategy' });
      await this.#of(ask, 'UpdateCampaignStrategy', campaign, body);
    });
  }

  /** Sets up an IVR campaign: how many calls at once, and which extensions represent it (C-247). */
  configureIvr(
    campaign: string,
    { maxCalls, representatives }: { maxCalls: number; representatives: readonly string[] },
  ): Promise<void> {
    return this.perform(async (ask) => {
      if (!Number.isSafeInteger(maxCalls) || maxCalls < 0)
        throw new CtiError('INVALID', msg('The number of calls at once: a whole number is expected.'), {
          field: 'maxCalls',
        });
      await this.#of(ask, 'ConfigureIvrCampaign', campaign, {
        ConcurrentStrategy: { setMaxCalls: maxCalls },
        RepresentativeList: representatives,
      });
    });
  }

  protected notOffered(): string {
    return msg('Voicenter does not take this from here: do it in Voicenter itself.');
  }

  async #call(
    ask: SendRequest,
    operation: 'AddCall' | 'UpdateCall',
    campaign: string,
    contact: Contact,
  ): Promise<void> {
    refuseFields(contact, aloneFields, dialer, 'contact.');
    const at = contact.at === undefined ? undefined : originateTime(contact.at, this.#timeZone, 'contact.at');
    await this.#run(ask, operation, writeVoicenterCall(campaign, contact, 'Callerid', { at, path: 'contact.' }));
  }

  /** One request for each; what was added before a failure is said. Resolves with nothing where an answer does not count. */
  async #addEach(ask: SendRequest, campaign: string, members: readonly string[]): Promise<number | undefined> {
    let added: number | undefined = 0;
    const before: string[] = [];
    for (const member of members) {
      try {
        const { data } = await this.#of(ask, 'AddMember', campaign, { Member: member });
        const count = wholeOf(fieldOf(data, 'TotalAdded'));
        added = added === undefined || count === undefined ? undefined : added + count;
      } catch (cause) {
        if (!before.length) throw cause;
        const { message } = CtiError.from(cause);
        const others = msg(str`Added before: ${before.join(', ')}.`);
        throw restated(cause, { message: `${message} ${others}`, maybeSent: true });
      }
      before.push(member);
    }
    return added;
  }

  async #pending(ask: SendRequest, campaign: string): Promise<ReadElements<PendingCall> & { campaign?: Campaign }> {
    const { answer, data } = await this.#of(ask, 'GetCampaignPendingCalls', campaign);
    const told = readVoicenterCampaign(objectOf(fieldOf(data, 'Campaign')));
    return { ...readList(answer, readPending, fieldOf(data, 'Calls')), ...(told && { campaign: told }) };
  }

  /** An operation on a campaign. Its code is trimmed (V-13, C-246). */
  #of(ask: SendRequest, operation: VoicenterOperationName, campaign: string, more: object = {}): Promise<Told> {
    if (!campaign.trim()) throw new CtiError('INVALID', msg('The campaign is missing.'), { field: 'campaign' });
    return this.#run(ask, operation, { Campaign: campaign.trim(), ...more });
  }

  /** The dialer's own refusal, beside the status of one. A status decides over a yes, and that nobody had time over both. */
  protected override isAnswer({ status, text }: Answer): boolean {
    const isNo = status >= 400 && status < 500 && status !== 408 && status !== 429;
    return isNo && isOwnNo(objectOf(parseJson(text)));
  }

  async #run(ask: SendRequest, operation: VoicenterOperationName, body: object): Promise<Told> {
    const answer = await ask(askVoicenter(operation, body, this.#method));
    const list = fieldOf(readVoicenter(operation, answer), 'Data');
    return { answer, list, data: objectOf(list) };
  }
}

/** A yes, and its `Data`: a list or an object. */
interface Told {
  readonly answer: Answer;
  readonly list: unknown;
  readonly data: Fields;
}
