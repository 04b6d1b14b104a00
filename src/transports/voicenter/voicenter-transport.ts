import { msg, str } from '@lit/localize';
import {
  fieldOf,
  objectOf,
  parseJson,
  textOf,
  unreadOf,
  wholeOf,
  writeBody,
  type Fields,
  type ReadElements,
} from '../../codecs/json.js';
import { needsAgentPhone, noPhone, phoneOnly, VoicenterAgent, type VoicenterPhone } from './voicenter-agent.js';
import { blacklistPiece, isBlacklistNo, readListedAnswer, writeListed } from './voicenter-blacklist.js';
import { isMonitorNo } from './voicenter-calls.js';
import {
  isOwnNo,
  foundCall,
  hasDigits,
  originateLocal,
  originateTime,
  readAddResult,
  readMember,
  readPending,
  readVoicenterCampaign,
  writeVoicenterCall,
  askVoicenter,
  voicenterWire,
  readVoicenter,
  type Originate,
  type VoicenterDialect,
  type VoicenterOperationName,
} from './voicenter-codec.js';
import { isLogNo, readLog, writeLogQuery } from './voicenter-log.js';
import {
  isRefusalStatus,
  voicenterPaths,
  VoicenterServices,
  type VoicenterRoad,
  type VoicenterService,
} from './voicenter-services.js';
import type { WallClock } from '../../codecs/wall-clock.js';
import { callChecks } from '../../core/call-commands.js';
import type { News } from '../../core/call-state.js';
import type { Command, CommandType } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import {
  supervisorChecks,
  type BlacklistEntry,
  type Campaign,
  type Contact,
  type PendingCall,
  type RecordingFilter,
} from '../../core/supervisor-commands.js';
import type { Authorization, Bulk, Support } from '../../core/transport.js';
import type { Answer } from '../http/fetch.js';
import {
  problemOf,
  refuseFields,
  type HttpRoad,
  type SendRequest,
  type HttpTransportOptions,
} from '../http/http-transport.js';
import { JsonTransport, known, readList, type JsonOperations } from '../http/json-transport.js';
import { refusedBy, restated } from '../transport-error.js';

export interface VoicenterOptions extends Partial<HttpTransportOptions> {
  /**
   * What stands before the dialer's operations (`AddCall`): Voicenter's own address when absent. Where it is set, it is the
   * integrator's proxy, and all that lies beside the dialer goes to it too, by the documented path (`ForwardDialer/click2call.aspx`;
   * of a base that ends with `ForwardDialer/Dialer/` below what stands before that) and **without a code**: the proxy asks who
   * is there, and adds the secret (V-23). Voicenter itself lets in only addresses that the account has entered (C-302).
   */
  baseUrl?: string;
  /**
   * The dialer's code of the account: it lists the campaigns, and stands in each body of the dialect `current`. A campaign's own
   * code is the `campaign` of each command (V-08). It is as good as a password, and goes to the dialer only.
   */
  code?: string;
  /** IANA zone of the times that pages write, such as `Asia/Jerusalem`: Voicenter wants instants, and its call log GMT. */
  timeZone?: string;
  /** What the dialer speaks: the documents of the seeds when absent; `current` is vendor code (C-347 to C-350, V-33). */
  dialect?: VoicenterDialect;
  /** In the dialect `current`: the account's IANA zone. Times go out as its wall clock then, with `IsDateLocal` true (V-31). */
  accountZone?: string;
  /** In the dialect `current`: dials also who is on the do-not-call list. */
  ignoresDnc?: boolean;
  /** How what lies beside the dialer is asked, where that is not by `baseUrl` alone: host, code and sign-in of each. */
  services?: Readonly<Partial<Record<VoicenterService, VoicenterRoad>>>;
  /** The agent's phone. Without it there are no calls, and no agent's state. */
  phone?: VoicenterPhone;
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
/** Contacts of one request for each of which a newer server answers (C-349, V-32). */
const mostAnswered = 3_000;
const noZone = () => msg('Voicenter wants instants: set timeZone, the zone of this page’s times, on its transport.');

/** Where what lies beside the dialer goes: a proxy that keeps the vendor's paths has them beside the dialer's. */
const proxyOf = (baseUrl: string, authorization: Authorization | undefined): HttpRoad => ({
  baseUrl: baseUrl.replace(/ForwardDialer\/Dialer\/*$/, ''),
  authorization,
});

/** Nothing for an extension without a SIP code. */
function readColleague(raw: Fields): VoicenterExtension | undefined {
  const sip = textOf(fieldOf(raw, 'SIP'));
  return sip ? { sip, name: textOf(fieldOf(raw, 'Name')), raw } : undefined;
}

/** An account's colleague, or a place: the target of a call may be its SIP code. */
export interface VoicenterExtension {
  sip: string;
  name: string;
  raw: unknown;
}

/**
 * Carries commands to Voicenter: its Dialer API (contract 1.3), where `campaign` is a campaign's code, and the services beside
 * it (contract, part two, 1): calls by click2call, the agent's state, the recording's pause, the do-not-call list, the call log.
 *
 * A call rings the agent first and dials the customer after that (C-308); it has no place for a campaign. `hangup` ends
 * whatever is on the phone (C-310): see {@link VoicenterAgent}. What is on is asked for by questions at a pace, as soon as
 * somebody wants to hear news.
 */
export class VoicenterTransport extends JsonTransport {
  readonly name = 'voicenter';
  override readonly checks = { ...supervisorChecks, ...callChecks };
  /** Codes are as good as passwords (V-09). */
  readonly secrets = ['campaign', 'Campaign', 'Code'];
  readonly words = [...Object.keys(voicenterWire), ...Object.values(voicenterPaths)];
  /** A number twice on the do-not-call list is there once, and nobody is dialled by it. */
  readonly repeats = ['blacklist'] as const;
  /** Only where there is a phone: nobody else would ever hear of a call. */
  readonly tellNews?: (hear: (news: News) => void) => void;
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
  readonly #dialect: VoicenterDialect;
  readonly #accountZone: string | undefined;
  readonly #ignoresDnc: boolean;
  readonly #services: VoicenterServices;
  readonly #hasProxy: boolean;
  readonly #agent: VoicenterAgent | undefined;
  /** The rows of the log that were asked for last: its next page is of the same ones. */
  #logged: { query: string; read: ReturnType<typeof readLog> } | undefined;

  readonly #ownOperations: JsonOperations = {
    schedule: async ({ at, entry }, ask) => {
      const { campaign, destination, data, alternatives, agentPhone } = entry;
      refuseFields({ alternatives, agentPhone }, [], dialer, 'entry.');
      await this.#run(
        ask,
        'AddCall',
        writeVoicenterCall(campaign, { destination, data }, this.#callerId, {
          at: this.#originate(at),
          path: 'entry.',
          ignoresDnc: this.#ignoresDnc,
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
      if (this.#dialect === 'current' && contacts.length > mostAnswered)
        throw new CtiError('INVALID', msg('Voicenter answers for 3,000 contacts at most: send fewer at a time.'), {
          field: 'contacts',
        });
      const calls = contacts.map((contact, at) => {
        const path = `contacts.${at}.`;
        refuseFields(contact, callFields, dialer, path);
        return writeVoicenterCall(campaign, contact, 'CallerID', { path, ignoresDnc: this.#ignoresDnc });
      });
      const answer = await ask(askVoicenter('AddCallsBulk', calls, this.#method, this.#bodyCode));
      const refused = readAddResult(answer, contacts, this.#dialect);
      return { accepted: contacts.length - refused.length, refused, isLoaded: true };
    },
    campaigns: async (_, ask) => {
      const { answer, list } = await this.#run(ask, 'GetCampaignList', {}, this.#code);
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
    blacklist: async ({ entries }, ask) => (await this.#list(ask, 'blacklist', entries), {}),
    unblacklist: async ({ entries }, ask) => (await this.#list(ask, 'unblacklist', entries), {}),
    recordings: async ({ filter = {}, held = 0, limit = 50 }, ask) => {
      const { rows, isWhole, ...read } = await this.#log(ask, filter, held);
      const isLast = held + limit >= rows.length;
      if (isLast && !isWhole && held >= rows.length)
        throw new CtiError(
          'INVALID',
          msg('There are more calls in this time than Voicenter tells: choose a shorter one.'),
          {
            field: 'filter.from',
          },
        );
      return { rows: rows.slice(held, held + limit), isLast: isLast && isWhole, ...unreadOf(read) };
    },
  };

  /** Throws `INVALID` for an address that holds a user or a password, for a phone without an extension, and for settings that do not go together. */
  constructor(options: VoicenterOptions = {}) {
    const { code = '', timeZone, method = 'POST', dialect = 'seed', accountZone, ignoresDnc = false } = options;
    const { services = {}, phone, baseUrl, authorization } = options;
    super({ ...options, baseUrl: baseUrl ?? 'https://api.voicenter.co.il/ForwardDialer/Dialer/' });
    const isCurrent = dialect === 'current';
    if (isCurrent && method === 'GET')
      throw new CtiError('INVALID', msg('Voicenter’s newer dialer takes POST only: leave out method.'), {
        field: 'method',
      });
    if (!isCurrent && (accountZone !== undefined || ignoresDnc))
      throw new CtiError('INVALID', msg('Only Voicenter’s newer dialer knows this: set dialect to current.'), {
        field: accountZone === undefined ? 'ignoresDnc' : 'accountZone',
      });
    this.#code = code;
    this.#timeZone = timeZone;
    this.#method = method;
    this.#dialect = dialect;
    this.#accountZone = accountZone;
    this.#ignoresDnc = ignoresDnc;
    this.#hasProxy = baseUrl !== undefined;
    this.#services = new VoicenterServices(
      services,
      baseUrl === undefined ? undefined : proxyOf(baseUrl, authorization),
    );
    this.#agent =
      phone &&
      new VoicenterAgent(phone, this.#services, (work) => this.perform(work), {
        account: baseUrl ?? services.monitor?.baseUrl ?? '',
        witness: (what, detail) => this.witness(what, detail),
      });
    const agent = this.#agent;
    if (agent) this.tellNews = (hear) => agent.tellNews(hear);
  }

  protected override get operations(): JsonOperations {
    return { ...this.#ownOperations, ...this.#agent?.operations };
  }

  override supports(type: CommandType): Support {
    const no = (reason: string): Support => ({ ok: false, code: 'UNSUPPORTED', reason });
    const atPhone = phoneOnly(type);
    if (atPhone) return no(atPhone);
    if (needsAgentPhone(type)) return this.#agent?.supports(type) ?? no(noPhone());
    if (type === 'blacklist' || type === 'unblacklist') return this.#services.support('blacklist');
    if (type === 'recordings') return this.#timeZone ? this.#services.support('log') : no(noZone());
    // A proxy adds the code.
    if (type === 'campaigns' && !this.#code && !this.#hasProxy)
      return no(msg('The Voicenter account’s code is not set: set code on its transport.'));
    if (type === 'schedule' && !this.#timeZone) return no(noZone());
    return type === 'cancelSchedule' ? { ok: true, takesAll: true } : super.supports(type);
  }

  /** Why a call or an entry of the do-not-call list would be refused before any byte. */
  refusal(command: Command): CtiError | undefined {
    return refusedBy(() => {
      if (command.type === 'call') this.#agent?.check(command);
      if (command.type === 'blacklist' || command.type === 'unblacklist')
        writeListed(command.entries, command.type === 'unblacklist');
    });
  }

  /**
   * Takes an event of Voicenter's that the page got by itself: `ExtensionEvent` or `AllExtensionsStatus` of its event service, as the
   * vendor's listener or its socket gives them, or the body of its pop-up (C-330 to C-333, C-338, V-30). What it does not
   * understand is told to the log and ignored. Does nothing without `phone`. The vendor's own script is never loaded: it copies
   * the page's session storage into all tabs (C-337).
   */
  hearEvent(event: unknown): void {
    this.#agent?.hearEvent(event);
  }

  /**
   * The account's extensions (C-329, vendor code), which calls can be placed to; keep them for a quarter of an hour at least. Rejects
   * with `PROTOCOL` for an empty list: a wrong code brings the same.
   */
  extensions(): Promise<VoicenterExtension[]> {
    return this.perform(async (ask) => {
      const support = this.#services.support('extensions');
      if (!support.ok) throw new CtiError(support.code, support.reason);
      const answer = await ask(this.#services.request('extensions', {}, isMonitorNo));
      const body = objectOf(parseJson(answer.text));
      if (isMonitorNo(body))
        throw new CtiError('REJECTED', msg('Voicenter does not take this secret: it is written wrong.'), {
          detail: answer.text.slice(0, 200),
        });
      const { rows } = readList(answer, readColleague, fieldOf(body, 'EXTENSIONS'));
      return known(answer, rows.length && textOf(fieldOf(body, 'ERR')) === '0' ? rows : undefined);
    });
  }

  override close(): void {
    this.#agent?.end();
    super.close();
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
    const at = contact.at === undefined ? undefined : this.#originate(contact.at, 'contact.at');
    const more = { at, path: 'contact.', ignoresDnc: this.#ignoresDnc };
    await this.#run(ask, operation, writeVoicenterCall(campaign, contact, this.#callerId, more));
  }

  /** The spelling of a caller id where one call is added (C-220, C-348). */
  get #callerId(): 'Callerid' | 'CallerID' {
    return this.#dialect === 'current' ? 'CallerID' : 'Callerid';
  }

  /** The code that stands in each body; none in the seeds' dialect, and none where a proxy adds it. */
  get #bodyCode(): string {
    return this.#dialect === 'current' ? this.#code : '';
  }

  #originate(at: WallClock, field?: string): Originate {
    const seconds = originateTime(at, this.#timeZone, field);
    return this.#dialect === 'current' ? originateLocal(seconds, this.#accountZone) : { OriginateTime: seconds };
  }

  /** One request for each hundred numbers; what was done before a failure is said. */
  async #list(
    ask: SendRequest,
    operation: 'blacklist' | 'unblacklist',
    entries: readonly BlacklistEntry[],
  ): Promise<void> {
    const phones = writeListed(entries, operation === 'unblacklist');
    for (let from = 0; from < phones.length; from += blacklistPiece) {
      const Phones = phones.slice(from, from + blacklistPiece);
      try {
        readListedAnswer(await ask(this.#services.request(operation, { Phones }, isBlacklistNo)), Phones);
      } catch (cause) {
        if (!from) throw cause;
        const { message } = CtiError.from(cause);
        const others = msg(str`The first ${from} numbers are done.`);
        throw restated(cause, { message: `${message} ${others}`, maybeSent: true });
      }
    }
  }

  /** The log has no pages: the rows of a time come whole, and those of a next page are not asked for again. */
  async #log(ask: SendRequest, filter: RecordingFilter, held: number): Promise<ReturnType<typeof readLog>> {
    const query = writeLogQuery(filter, this.#timeZone);
    const key = writeBody([query, filter]);
    if (held && this.#logged?.query === key) return this.#logged.read;
    const read = readLog(await ask(this.#services.request('log', query, isLogNo)), filter, this.#timeZone);
    this.#logged = { query: key, read };
    return read;
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
  protected override isAnswer(answer: Answer): boolean {
    return isRefusalStatus(answer) && isOwnNo(objectOf(parseJson(answer.text)));
  }

  async #run(
    ask: SendRequest,
    operation: VoicenterOperationName,
    body: object,
    code: string = this.#bodyCode,
  ): Promise<Told> {
    const answer = await ask(askVoicenter(operation, body, this.#method, code));
    const list = fieldOf(readVoicenter(operation, answer, this.#dialect), 'Data');
    return { answer, list, data: objectOf(list) };
  }
}

/** A yes, and its `Data`: a list or an object. */
interface Told {
  readonly answer: Answer;
  readonly list: unknown;
  readonly data: Fields;
}
