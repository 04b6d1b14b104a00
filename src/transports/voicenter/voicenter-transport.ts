import { msg, str } from '@lit/localize';
import { figuresOf, objectOf, parseJson, rowsOf, textOf } from '../../codecs/json.js';
import {
  foundCall,
  hasDigits,
  originateTime,
  readPending,
  writeVoicenterCall,
  askVoicenter,
  readVoicenter,
  type VoicenterOperationName,
} from './voicenter-codec.js';
import type { CommandType } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import type { Contact, PendingCall } from '../../core/supervisor-commands.js';
import type { Bulk, Support } from '../../core/transport.js';
import type { Answer } from '../http/fetch.js';
import { problemOf, refuseFields, type SendRequest, type HttpTransportOptions } from '../http/http-transport.js';
import { JsonTransport, type JsonOperations } from '../http/json-transport.js';
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
  readonly bulk: Bulk = {
    size: 500,
    inFlight: 1, // one code for all of them: two at once would be hard to tell apart (V-11)
    fields: callFields,
    fieldsAlone: aloneFields,
    problem: (contact) => problemOf(() => refuseFields(contact, callFields, dialer)),
    sample: (contact) => JSON.stringify(writeVoicenterCall('…', contact, 'CallerID')), // the code is a secret
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
        writeVoicenterCall(campaign, { destination, data }, 'Callerid', originateTime(at, this.#timeZone)),
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
      refuseFields(rest, ['fileName'], dialer);
      contacts.forEach((contact, at) => refuseFields(contact, callFields, dialer, `contacts.${at}.`));
      await this.#run(
        ask,
        'AddCallsBulk',
        contacts.map((contact) => writeVoicenterCall(campaign, contact, 'CallerID')),
      );
      return { accepted: contacts.length, refused: [], isLoaded: true };
    },
    campaigns: async (_, ask) => {
      const rows = rowsOf(await this.#run(ask, 'GetCampaignList', { Code: this.#code }));
      return {
        campaigns: rows.map((raw) => ({
          id: textOf(raw['Code']),
          name: textOf(raw['Name']),
          state: textOf(raw['StatusName']),
          figures: {},
          raw,
        })),
      };
    },
    campaignStatus: async ({ campaign }, ask) => {
      const raw = objectOf(await this.#of(ask, 'GetCampaignDetails', campaign));
      const { Code, Name, StatusName, ...rest } = raw;
      return {
        campaigns: [{ id: textOf(Code), name: textOf(Name), state: textOf(StatusName), figures: figuresOf(rest), raw }],
        unknown: [],
      };
    },
    startCampaign: async ({ campaign }, ask) => (await this.#of(ask, 'StartCampaign', campaign), {}),
    pauseCampaign: async ({ campaign }, ask) => (await this.#of(ask, 'StopCampaign', campaign), {}),
    members: async ({ campaign }, ask) => {
      const rows = rowsOf(await this.#of(ask, 'GetMembersList', campaign));
      return { members: rows.map((raw) => ({ id: textOf(raw['Member']), name: textOf(raw['DisplayName']), raw })) };
    },
    addMembers: async ({ campaign, members, penalty }, ask) => {
      refuseFields({ penalty }, [], dialer);
      return { added: await this.#addEach(ask, campaign, members) };
    },
    removeMember: async ({ campaign, member }, ask) => {
      const data = objectOf(await this.#run(ask, 'RemoveMember', { Campaign: campaign.trim(), Member: member }));
      return { removed: Number(data['TotalRemoved'] ?? 0) };
    },
    pendingCalls: async ({ campaign }, ask) => ({ calls: await this.#pending(ask, campaign) }),
    // Only what waits; a number comes back with its country's code (V-12).
    findContacts: async ({ campaign, number = '', externalId }, ask) => {
      refuseFields({ externalId }, [], dialer);
      const calls = await this.#pending(ask, campaign);
      return { contacts: calls.filter((call) => hasDigits(call.number, number)).map(foundCall), isLast: true };
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
    await this.#run(ask, operation, writeVoicenterCall(campaign, contact, 'Callerid', at));
  }

  /** One request for each; what was added before a failure is said. */
  async #addEach(ask: SendRequest, campaign: string, members: readonly string[]): Promise<number> {
    let added = 0;
    for (const [at, member] of members.entries()) {
      try {
        const data = objectOf(await this.#run(ask, 'AddMember', { Campaign: campaign.trim(), Member: member }));
        added += Number(data['TotalAdded'] ?? 0);
      } catch (cause) {
        if (!at) throw cause;
        const { message } = CtiError.from(cause);
        const before = msg(str`Added before: ${members.slice(0, at).join(', ')}.`);
        throw restated(cause, { message: `${message} ${before}`, maybeSent: true });
      }
    }
    return added;
  }

  async #pending(ask: SendRequest, campaign: string): Promise<PendingCall[]> {
    return rowsOf(objectOf(await this.#of(ask, 'GetCampaignPendingCalls', campaign))['Calls']).map(readPending);
  }

  /** An operation on a campaign. Its code is trimmed (V-13, C-246). */
  #of(ask: SendRequest, operation: VoicenterOperationName, campaign: string, more: object = {}): Promise<unknown> {
    if (!campaign.trim()) throw new CtiError('INVALID', msg('The campaign is missing.'), { field: 'campaign' });
    return this.#run(ask, operation, { Campaign: campaign.trim(), ...more });
  }

  /** The dialer's own refusal, whatever the status beside it. */
  protected override isAnswer({ text }: Answer): boolean {
    return textOf(objectOf(parseJson(text))['ErrorCode']) !== '';
  }

  async #run(ask: SendRequest, operation: VoicenterOperationName, body: object): Promise<unknown> {
    return readVoicenter(operation, await ask(askVoicenter(operation, body, this.#method)));
  }
}
