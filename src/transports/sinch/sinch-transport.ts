import { msg, str } from '@lit/localize';
import { objectOf, unreadOf, type Fields } from '../../codecs/json.js';
import {
  changeCampaign,
  foundCustomer,
  readCustomer,
  sinchId,
  writeCustomer,
  campaignQuery,
  customerQuery,
  keyOf,
  readBulk,
  readCampaign,
  readNewId,
  readStatistics,
  utcDay,
  withKey,
  sinchWire,
  type CampaignChange,
  type Customer,
  type NewCustomer,
  type CampaignQuery,
  type CustomerQuery,
} from './sinch-codec.js';
import { instantsOf } from '../../codecs/wall-clock.js';
import { checkAddress } from '../../core/address.js';
import { callChecks, type AgentReason } from '../../core/call-commands.js';
import type { News } from '../../core/call-state.js';
import type { CommandType } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import { attempt } from '../../core/platform.js';
import { supervisorChecks, type Contact, type RefusedContact } from '../../core/supervisor-commands.js';
import type { Bulk, Support } from '../../core/transport.js';
import type { Answer, HeaderKey } from '../http/fetch.js';
import {
  agentWire,
  checkChanged,
  findPresence,
  readPresence,
  type Presence,
  type SinchAgent,
  type SinchWork,
} from './agent-wire.js';
import {
  problemOf,
  refuseFields,
  retryAfter,
  type HttpRequest,
  type HttpRoad,
  type SendRequest,
  type HttpTransportOptions,
} from '../http/http-transport.js';
import { known, readJson, readList, silent, JsonTransport, type JsonOperations } from '../http/json-transport.js';
import { restated } from '../transport-error.js';
import { writeJson } from '../../codecs/write-json.js';

export type { CampaignChange, Customer, NewCustomer } from './sinch-codec.js';
export type { CampaignQuery, CustomerQuery } from './sinch-codec.js';
export type { SinchAgent, SinchWork } from './agent-wire.js';
export type { HeaderKey } from '../http/fetch.js';

export interface SinchOptions extends HttpTransportOptions {
  /** IANA zone of the times that pages write (`at`): Sinch wants UTC. */
  timeZone?: string;
  /** How attributes are written: as `{"attribute":[…]}`, which running systems print, or as the list of the schema (S-05). */
  attributes?: 'object' | 'array';
  /** Customers of one request; 100, the most that is recommended, when absent (C-211). */
  chunk?: number;
  /**
   * `include` to ask in the name of the user who is signed in at Sinch in this browser, by its cookie (C-375, vendor code).
   * Sinch has to allow this page's origin. A token, also one of a sign-in with PKCE of your page's own, comes from
   * `authorization` instead: there the whole value is `<token_type> <id_token>`, the **id** token (C-378, vendor code).
   */
  credentials?: RequestCredentials;
  /** The vendor's API key, in the header that Sinch names to you; no document names it (C-379, S-39). Best left to your back end. */
  apiKey?: HeaderKey;
  /** Whose state `agentState` sets: the agent's id, or `agent` of this page's `SinchPanelTransport`, which knows it. */
  agent?: string | SinchAgent;
  /** What stands before `agents/…`: `<tenant>/ecfs/RI/rmi/`, or your proxy of it (C-375). */
  rmiUrl?: string;
  /** Where Sinch signs in and out: `<tenant>/ecfs/authentication/` (C-374). For `logout`. */
  authenticationUrl?: string;
  /** The presence profile, by its id or name, that is set before the agent is ready again. None is touched when absent. */
  readyProfile?: string;
}

/** A page of customers. */
export interface CustomerPage {
  customers: readonly Customer[];
  /** What the page began at, and how many it had room for: 0 and 100 unless the query said so (C-191). */
  offset: number;
  limit: number;
  /** It was not full: there is no other (S-21). */
  isLast: boolean;
  /** How many rows could not be read: absent when all could. */
  unread?: number;
}

const contactFields = [
  'destination',
  'alternatives',
  'externalId',
  'at',
  'agent',
  'priority',
  'timeZone',
  'data',
] as const satisfies (keyof Contact)[];
const dialer = 'Sinch';

/** Headers that requests have already. */
const ownHeaders = /^(?:authorization|accept|content-type|cookie)$/i;

/** Commands of a call: they go through the panel. */
const ofCalls = new Set<CommandType>([
  ...(['call', 'hangup', 'hold', 'unhold', 'mute', 'unmute', 'dtmf', 'transfer', 'completeTransfer'] as const),
  ...(['cancelTransfer', 'pauseRecording', 'resumeRecording', 'answer', 'reject'] as const),
]);

/**
 * Carries commands to Sinch Contact Center's outbound interface (contract 1.2). `campaign` is a campaign's id.
 *
 * With `agent` and `rmiUrl` also the agent's state: `ready`, and `paused` with a presence profile as its reason (C-376,
 * vendor code). Sinch tells nobody of such a change, so this transport tells it once, when Sinch has said yes (S-38).
 */
export class SinchTransport extends JsonTransport {
  readonly name = 'sinch';
  override readonly checks = { ...supervisorChecks, ...callChecks };
  readonly words = [
    'campaigns/status/customerResultStatistics/customers/list/statistics/Active/Passive',
    'agents/presences/readyState',
  ];
  readonly bulk: Bulk;
  readonly #timeZone: string | undefined;
  readonly #shape: 'object' | 'array';
  readonly #agent: string | SinchAgent | undefined;
  readonly #rmi: HttpRoad | undefined;
  readonly #authentication: HttpRoad | undefined;
  readonly #readyProfile: string | undefined;
  #hear: (news: News) => void = () => undefined;
  /** Settles when the agent's state that was asked for last is set, or is not. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Campaigns and external ids of what was sent without a clear answer: where one is taken then, it is this very customer. */
  readonly #inDoubt = new Set<string>();

  protected readonly operations: JsonOperations = {
    addContact: async ({ campaign, contact }, ask) => {
      const id = await this.#add(ask, campaign, this.#customerOf(contact, 'contact.'), 'contact.');
      return id ? { id } : {};
    },
    addContacts: ({ campaign, contacts, stopOnError = false, ...rest }, ask) => {
      refuseFields(rest, ['timeZone'], dialer);
      const { timeZone } = rest;
      return this.#addMany(
        ask,
        campaign,
        contacts.map((contact, at) =>
          this.#customerOf({ ...(timeZone && { timeZone }), ...contact }, `contacts.${at}.`),
        ),
        stopOnError,
      );
    },
    removeContact: async ({ campaign, id, number }, ask) => {
      if (!id || number)
        throw new CtiError('INVALID', msg('Sinch removes a customer by its id alone: find it first.'), {
          field: number ? 'number' : 'id',
        });
      return silent(await ask(sinchWire.deleteCustomer(sinchId(campaign, 'campaign'), sinchId(id, 'id'))));
    },
    findContacts: async ({ campaign, number, externalId }, ask) => {
      const query = customerQuery({
        filter: { ...(number && { numbers: `*${number}*` }), ...(externalId && { externalId }) },
      });
      const read = readList(await ask(sinchWire.customers(sinchId(campaign, 'campaign'), query)), foundCustomer);
      return { contacts: read.rows, isLast: read.count < 100, ...unreadOf(read) };
    },
    campaigns: async (_, ask) => {
      const read = readList(await ask(sinchWire.campaigns({})), readCampaign);
      return { campaigns: read.rows, ...unreadOf(read) };
    },
    campaignStatus: async ({ campaign }, ask) => {
      const answer = await ask(sinchWire.campaign(sinchId(campaign, 'campaign')));
      return { campaigns: [known(answer, readCampaign(objectOf(readJson(answer))))], unknown: [] };
    },
    statistics: async ({ campaign, agent, from, to }, ask) => {
      const query = {
        ...{ startDate: from && utcDay(from), endDate: to && utcDay(to) },
        ...{ campaignId: campaign && sinchId(campaign, 'campaign'), agentId: agent && sinchId(agent, 'agent') },
      };
      const read = readList(await ask(sinchWire.statistics(query)), readStatistics);
      return { rows: read.rows, ...unreadOf(read) };
    },
    startCampaign: async ({ campaign }, ask) =>
      silent(await ask(sinchWire.status(sinchId(campaign, 'campaign'), 'Active'))),
    pauseCampaign: async ({ campaign }, ask) =>
      silent(await ask(sinchWire.status(sinchId(campaign, 'campaign'), 'Passive'))),
    agentState: async ({ state, reason }, ask) => {
      await this.#inTurn(() => this.#setState(ask, state, reason));
      return {};
    },
    agentStates: async (_, ask) => {
      const { rows } = await this.#presences(ask, await this.#agentId());
      return { reasons: rows.map(({ id, name }) => ({ id, name })) };
    },
    logout: async (_, ask) => {
      checkChanged(await ask({ ...agentWire.signOut(), road: this.#authentication }));
      if (typeof this.#agent === 'object') this.#agent.left?.();
      this.#hear({ agent: { state: 'loggedOut' } });
      return {};
    },
  };

  /** Throws `INVALID` for an address that holds a user or a password, and for a header that cannot be one. */
  constructor({
    timeZone,
    attributes = 'object',
    chunk = 100,
    credentials,
    apiKey: key,
    agent,
    rmiUrl,
    authenticationUrl,
    readyProfile,
    ...rest
  }: SinchOptions) {
    super(rest, { credentials, key });
    checkAddress(rmiUrl ?? '', 'rmiUrl');
    checkAddress(authenticationUrl ?? '', 'authenticationUrl');
    if (key && (ownHeaders.test(key.header) || !attempt(() => new Headers([[key.header, '']]))))
      throw new CtiError(
        'INVALID',
        msg(str`“${key.header}” is not a header for a key: write the one that Sinch names.`),
        {
          field: 'apiKey',
        },
      );
    this.#agent = agent;
    const { authorization } = rest; // one sign-in for all of Sinch
    if (rmiUrl) this.#rmi = { baseUrl: rmiUrl, authorization };
    if (authenticationUrl) this.#authentication = { baseUrl: authenticationUrl, authorization };
    this.#readyProfile = readyProfile;
    this.#timeZone = timeZone;
    this.#shape = attributes;
    const sample: Bulk['sample'] = (contact, { timeZone }) =>
      writeJson(writeCustomer(this.#customerOf({ ...(timeZone && { timeZone }), ...contact }), attributes));
    this.bulk = {
      size: chunk,
      inFlight: 4,
      fields: contactFields,
      problem: (contact) => problemOf(() => writeCustomer(this.#customerOf(contact), this.#shape)),
      isZoned: true,
      givesIds: true,
      withKey,
      sample,
    };
  }

  override supports(type: CommandType): Support {
    const reason = this.#lack(type);
    return reason ? { ok: false, code: 'UNSUPPORTED', reason } : super.supports(type);
  }

  /** Tells of the agent's state after a change by this transport, and of nothing else. */
  tellNews(hear: (news: News) => void): void {
    this.#hear = hear;
  }

  /** Campaigns by name, state and so on; `*` and `?` are patterns. Resolves with rows as they came (SI-1). */
  findCampaigns(filter: CampaignQuery): Promise<Record<string, unknown>[]> {
    return this.perform((ask) => this.#rawRows(ask, sinchWire.campaigns(campaignQuery(filter))));
  }

  /** Results of a campaign's customers, grouped by `result`, `callResult` and `classifier`, which may be missing (C-189). */
  resultStatistics(campaign: string): Promise<Record<string, unknown>[]> {
    return this.perform((ask) => this.#rawRows(ask, sinchWire.results(sinchId(campaign, 'campaign'))));
  }

  /** Changes a campaign: reads it, changes it, and writes all ten fields, since Sinch replaces them all (S-13, C-183). */
  updateCampaign(campaign: string, change: CampaignChange): Promise<void> {
    return this.perform(async (ask) => {
      const id = sinchId(campaign, 'campaign');
      changeCampaign({ name: '?', dialingMode: '?', queueId: '?' }, change);
      silent(await ask(sinchWire.update(id, changeCampaign(await this.#get(ask, id), change))));
    });
  }

  /** Sets a campaign's state: `Active` or `Passive`, no other can be written (C-188). */
  setStatus(campaign: string, status: 'Active' | 'Passive'): Promise<void> {
    return this.perform(async (ask) => {
      if (!['Active', 'Passive'].includes(status))
        throw new CtiError('INVALID', msg('A campaign is set to Active or Passive.'), { field: 'status' });
      silent(await ask(sinchWire.status(sinchId(campaign, 'campaign'), status)));
    });
  }

  /** One page of a campaign's customers. */
  customers(campaign: string, query: CustomerQuery = {}): Promise<CustomerPage> {
    const { offset = 0, limit = 100 } = query;
    return this.perform(async (ask) => {
      const answer = await ask(sinchWire.customers(sinchId(campaign, 'campaign'), customerQuery(query)));
      const read = readList(answer, readCustomer);
      return { customers: read.rows, offset, limit, isLast: read.count < limit, ...unreadOf(read) };
    });
  }

  /** All of them, page after page while a page is full (C-192). Throws `PROTOCOL` where Sinch gives one again. */
  async *allCustomers(
    campaign: string,
    { offset = 0, limit = 100, ...query }: CustomerQuery = {},
  ): AsyncGenerator<Customer, void> {
    let before: string | undefined;
    for (let at = offset, isLast = false; !isLast; at += limit) {
      const page = await this.customers(campaign, { ...query, offset: at, limit });
      const ids = page.customers.map(({ id }) => id).join();
      if (ids && ids === before)
        throw new CtiError(
          'PROTOCOL',
          msg('Sinch gave the same page of customers twice: there may be more than were read.'),
          { transport: this.name, maybeSent: false },
        );
      before = ids;
      yield* page.customers;
      ({ isLast } = page);
    }
  }

  customer(campaign: string, id: string): Promise<Customer> {
    return this.perform(async (ask) => {
      const answer = await ask(sinchWire.customer(sinchId(campaign, 'campaign'), sinchId(id, 'id')));
      return known(answer, readCustomer(objectOf(readJson(answer))));
    });
  }

  /** Adds one customer with all that Sinch knows of one; resolves with its id, or with nothing where Sinch does not tell it. */
  addCustomer(campaign: string, customer: NewCustomer): Promise<string | undefined> {
    return this.perform((ask) => this.#add(ask, campaign, customer));
  }

  protected notOffered(): string {
    return msg('Sinch does not take this from here: do it in Sinch itself.');
  }

  /** 503 is “not now”, but a gateway may say it when all was done: then only what is done once at most is to be sent again. */
  protected override checkAnswer(answer: Answer, request: HttpRequest): void {
    const isRead = request.method === 'GET';
    if (answer.status === 503 && (isRead || request.repeats))
      throw new CtiError(
        'BUSY',
        isRead
          ? msg('Sinch is busy and did nothing. Try again later.')
          : msg(
              'Sinch is busy. Continue this upload, or send the same ids again: a new upload could add a customer twice.',
            ),
        { detail: answer.text.slice(0, 200), retryAfter: retryAfter(answer), maybeSent: !isRead },
      );
    super.checkAnswer(answer, request);
  }

  /** Why a command of the agent or of a call cannot be carried as this transport is set up; nothing for all others. */
  #lack(type: CommandType): string | undefined {
    if (ofCalls.has(type)) return msg('Sinch takes calls through its panel only: set up the panel’s transport.');
    if (type === 'login')
      return msg('Your back end signs in to Sinch, or the agent in its panel: no password goes from here.');
    if ((type === 'agentState' || type === 'agentStates') && !(this.#agent && this.#rmi))
      return msg('Set agent and rmiUrl on the transport of Sinch: without them it cannot set the agent’s state.');
    if (type === 'logout' && !this.#authentication)
      return msg('Set authenticationUrl on the transport of Sinch: without it it cannot sign out.');
    return undefined;
  }

  async #agentId(): Promise<string> {
    const agent = this.#agent;
    const id = typeof agent === 'object' ? await agent.id() : agent;
    if (id) return id;
    throw new CtiError('UNREACHABLE', msg('Sinch has not said yet which agent is signed in. Nothing was sent.'));
  }

  async #presences(ask: SendRequest, agent: string) {
    return readList(await ask({ ...agentWire.presences(agent), road: this.#rmi }), readPresence);
  }

  /** Each press after the one before: of several steps that cross, the last would win, and not the last press. */
  #inTurn(change: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(change);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /**
   * A pause stops the calls first, and then says why; who is ready says so last. What is known of the state is told where a
   * part was done.
   */
  async #setState(ask: SendRequest, state: SinchWork, reason: string | undefined): Promise<void> {
    const agent = await this.#agentId();
    const wanted = reason ?? (state === 'ready' ? this.#readyProfile : undefined);
    const profile = wanted ? findPresence((await this.#presences(ask, agent)).rows, wanted) : undefined;
    const change = async (request: HttpRequest) => checkChanged(await ask({ ...request, road: this.#rmi }));
    const setProfile = (presence: Presence) => change(agentWire.presence(agent, presence));
    if (state === 'ready' && profile) await setProfile(profile);
    await change(agentWire.work(agent, state)).catch((cause: unknown) => {
      if (!(state === 'ready' && profile)) throw cause;
      const { message } = CtiError.from(cause);
      throw restated(cause, {
        message: msg(str`The profile is set, but the agent is not ready. ${message}`),
        maybeSent: true,
        isWhole: true,
      });
    });
    if (state === 'paused' && profile)
      await setProfile(profile).catch((cause: unknown) => {
        this.#tell(state);
        const { message } = CtiError.from(cause);
        throw restated(cause, {
          message: msg(str`The agent is paused, but the reason is not set. ${message}`),
          maybeSent: true,
          isWhole: true,
        });
      });
    this.#tell(state, profile);
  }

  #tell(state: SinchWork, profile?: AgentReason): void {
    if (typeof this.#agent === 'object') this.#agent.changed?.(state, profile);
    this.#hear({ agent: { state, ...(state === 'paused' && profile && { reason: profile.name }) } });
  }

  async #get(ask: SendRequest, campaign: string): Promise<Record<string, unknown>> {
    const answer = await ask(sinchWire.campaign(sinchId(campaign, 'campaign')));
    const raw = objectOf(readJson(answer));
    return known(answer, readCampaign(raw) && raw);
  }

  /** Rows as they came; one that is none of them makes the answer none. */
  async #rawRows(ask: SendRequest, request: HttpRequest): Promise<Fields[]> {
    const answer = await ask(request);
    const { rows, unread } = readList(answer, (row) => row);
    return known(answer, unread ? undefined : rows);
  }

  async #add(ask: SendRequest, campaign: string, customer: NewCustomer, path = ''): Promise<string | undefined> {
    return readNewId(
      await ask(sinchWire.addCustomer(sinchId(campaign, 'campaign'), writeCustomer(customer, this.#shape, path))),
    );
  }

  async #addMany(ask: SendRequest, campaign: string, customers: readonly NewCustomer[], stop: boolean) {
    const id = sinchId(campaign, 'campaign');
    const rows = customers.map((customer, at) => writeCustomer(customer, this.#shape, `contacts.${at}.`));
    const refused: RefusedContact[] = [];
    const ids: (string | undefined)[] = [];
    for (let from = 0; from < rows.length; from += this.bulk.size) {
      const chunk = rows.slice(from, from + this.bulk.size);
      try {
        const answer = await ask(sinchWire.addCustomers(id, chunk, stop));
        const read = readBulk(answer, chunk, (key) => this.#inDoubt.delete(`${id} ${key}`));
        refused.push(...read.refused.map(({ index, reason }) => ({ index: index + from, reason })));
        ids.push(...read.ids);
      } catch (cause) {
        const { message, maybeSent } = CtiError.from(cause);
        if (maybeSent)
          chunk
            .map(keyOf)
            .filter(Boolean)
            .forEach((key) => this.#inDoubt.add(`${id} ${key}`));
        if (!from) throw cause;
        const added = msg(str`Of the first ${from} were added: ${from - refused.length}. Then: ${message}`);
        // A part is there: no error may say that nothing was done.
        throw restated(cause, { code: 'PROTOCOL', message: added, maybeSent: true });
      }
    }
    return { accepted: rows.length - refused.length, refused, ids, isLoaded: true };
  }

  #customerOf(contact: Contact, path = ''): NewCustomer {
    refuseFields(contact, contactFields, dialer, path);
    const { destination, alternatives = [], externalId, at, agent, priority, timeZone, data } = contact;
    const [instant] = at && this.#timeZone ? instantsOf(at, this.#timeZone) : [];
    if (at && instant === undefined) {
      const message = this.#timeZone
        ? msg('This time does not exist: the clocks go forward then. Choose another.')
        : msg('Sinch wants UTC: set timeZone, the zone of this page’s times, on its transport.');
      throw new CtiError('INVALID', message, { field: `${path}at` });
    }
    return {
      externalId,
      numbers: [destination, ...alternatives],
      date: instant === undefined ? undefined : new Date(instant),
      agentId: agent,
      priority,
      timeZone,
      attributes: data,
    };
  }
}
