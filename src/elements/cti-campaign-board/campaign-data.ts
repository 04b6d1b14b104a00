import type { CtiClient } from '../../core/client.js';
import type { CommandType } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import type { Campaign } from '../../core/supervisor-commands.js';
import { wayOf } from '../shared/datum.js';
import { tellCampaigns } from '../shared/campaign-names.js';
import { withRates } from './board-columns.js';

/** Integra's own names of its two times that are written as text. */
const names = ['talked', 'hold'] as const;

/**
 * The seconds of `00:01:30-4`; what stands behind the last `-` nobody explains (contract 2.1.12, U-59). Nothing for a
 * text of another form.
 */
export function secondsOf(text: unknown): number | undefined {
  const [, hours, minutes, seconds] =
    (typeof text === 'string' && /^(\d+):([0-5]\d):([0-5]\d)(?:-[^-]*)?$/.exec(text)) || [];
  return hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** The times that a campaign tells as text, as figures in seconds. */
export function durationsOf(raw: unknown): Record<string, number> {
  const told = Object(raw) as Record<string, unknown>;
  const spans: Record<string, number> = {};
  for (const name of names) {
    const seconds = secondsOf(told[name]);
    if (seconds !== undefined) spans[name] = seconds;
  }
  return spans;
}

/** A campaign with all that several commands say of it. */
export interface BoardCampaign {
  id: string;
  name: string;
  /** The dialer's own word; empty where it says nothing. */
  state: string;
  figures: Readonly<Record<string, number>>;
}

/** A dialer goes on to list what it has deleted: there is nothing to ask of it, and nothing to do with it. */
export const isDeleted = (state: string | undefined): boolean => state?.toLowerCase() === 'deleted';

type Figures = Record<string, number>;

/** So many campaigns are asked for one by one in a round: 500 of them would keep a dialer busy for nothing. */
const maxDetails = 20;
/** These are about one campaign: the next one may well be answered. */
const single = new Set(['REJECTED', 'INVALID']);

/**
 * Asks a dialer for its campaigns and their figures, one command after the other. It finds out what each command adds,
 * and leaves out what adds nothing: on Integra one `campaignStatus` may tell of all campaigns, on Voicenter each campaign
 * has to be asked for, on Sinch `campaigns` says it all and `statistics` the day.
 */
export class CampaignDataSource {
  campaigns: ReadonlyMap<string, BoardCampaign> = new Map();
  /** How many rows of the last round could not be read. */
  unread = 0;
  /** Why some figures are missing or older than the others, in the last round. */
  problem: CtiError | undefined;
  /** Which figures these are, by the dialer's own names; none where the question was never answered. */
  missing: ReadonlySet<string> = new Set();
  /** Of when they are, epoch milliseconds. */
  missingSince: number | undefined;

  /** The campaigns whose own question the dialer refused in the last round. */
  refused: readonly string[] = [];

  readonly #client: CtiClient;
  readonly #publish: () => void;
  readonly #details = new Map<string, { at: number; figures: Figures; state: string }>();
  #days = new Map<string, { figures: Figures }>();
  #listed: readonly Campaign[] = [];
  #hasDetails = true;
  #hasDays = true;

  constructor(client: CtiClient, publish: () => void) {
    this.#client = client;
    this.#publish = publish;
  }

  /** One round; `first` are the campaigns that matter most. Rejects when the campaigns themselves are not told. */
  async ask(first: readonly string[], signal: AbortSignal): Promise<void> {
    const { campaigns, unread = 0 } = await this.#client.send({ type: 'campaigns' }, { signal });
    this.problem = undefined;
    this.unread = unread;
    this.refused = [];
    this.#listed = campaigns;
    tellCampaigns(this.#client, campaigns);
    this.#show(campaigns);
    const missing = new Set<string>();
    const hasDays = await this.#part(this.#hasDays && this.#can('statistics'), this.#days, missing, () =>
      this.#askDays(signal),
    );
    const hasDetails = await this.#part(this.#hasDetails && this.#can('campaignStatus'), this.#details, missing, () =>
      this.#askDetails(campaigns, first, signal),
    );
    this.missing = missing;
    if (hasDays && hasDetails && !this.refused.length) this.missingSince = Date.now();
    this.#show(campaigns);
  }

  /** A further question of the round; resolves with whether it was answered. Where it fails, what it brought before is old, and the next one is asked all the same. */
  async #part(
    isAsked: boolean,
    told: ReadonlyMap<string, { figures: Figures }>,
    missing: Set<string>,
    ask: () => Promise<void>,
  ): Promise<boolean> {
    try {
      if (isAsked) await ask();
      return true;
    } catch (cause) {
      this.problem = CtiError.from(cause);
      if (this.problem.code === 'CANCELED') throw cause;
      const listed = new Set(this.#listed.flatMap(({ figures }) => Object.keys(figures)));
      const names = [...told.values()].flatMap(({ figures }) => Object.keys(figures));
      for (const name of names) if (!listed.has(name)) missing.add(name);
      return false;
    }
  }

  #can(type: CommandType): boolean {
    return this.#client.supports(type).ok;
  }

  /** Today in UTC, of all agents together. Where statistics have no days they say no more than the campaigns. */
  async #askDays(signal: AbortSignal): Promise<void> {
    const today = new Date().toISOString().slice(0, 10);
    const days = new Map<string, { figures: Figures }>();
    try {
      const { rows, unread = 0 } = await this.#client.send({ type: 'statistics', from: today, to: today }, { signal });
      this.unread += unread;
      for (const { campaign, figures } of rows) {
        const { figures: sum } = days.get(campaign) ?? { figures: {} };
        for (const [name, value] of Object.entries(figures)) sum[name] = (sum[name] ?? 0) + value;
        days.set(campaign, { figures: sum });
      }
      this.#days = days;
    } catch (cause) {
      if (CtiError.from(cause).code !== 'INVALID') throw cause;
      this.#hasDays = false;
    }
  }

  async #askDetails(campaigns: readonly Campaign[], first: readonly string[], signal: AbortSignal): Promise<void> {
    const since = Date.now();
    const place = new Map(first.map((id, at) => [id, at]));
    const age = ({ id }: Campaign) => this.#details.get(id)?.at ?? 0;
    const rank = ({ id }: Campaign) => place.get(id) ?? Infinity;
    const order = [...campaigns].sort((a, b) => age(a) - age(b) || (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
    const told = new Set<string>();
    let asked = 0;
    for (const { id, name, state } of order) {
      if (told.has(id) || isDeleted(state)) continue;
      if (asked++ === maxDetails) return;
      const answer = await this.#client.send({ type: 'campaignStatus', campaign: id }, { signal }).catch(CtiError.from);
      if (answer instanceof CtiError) {
        if (!single.has(answer.code)) throw answer;
        this.problem = answer;
        this.refused = [...this.refused, name];
        this.#details.set(id, { figures: {}, state: '', ...this.#details.get(id), at: since });
        continue;
      }
      for (const { id: of, figures, state = '', raw } of answer.campaigns) {
        told.add(of);
        this.#details.set(of, { at: since, figures: { ...figures, ...durationsOf(raw) }, state });
      }
      if (!this.#addsDetails(campaigns, answer.campaigns)) return void (this.#hasDetails = false);
    }
  }

  /** Whether the first answer says anything that the list does not. */
  #addsDetails(campaigns: readonly Campaign[], told: readonly Campaign[]): boolean {
    const listed = new Map(campaigns.map((each) => [each.id, each]));
    const known = told.filter(({ id }) => listed.has(id));
    if (!known.length) return true; // it spoke of others
    return known.some(({ id, figures, state }) => {
      const before = listed.get(id);
      return Object.keys(figures).some((name) => before?.figures[name] === undefined) || (state && !before?.state);
    });
  }

  #show(campaigns: readonly Campaign[]): void {
    const next = new Map<string, BoardCampaign>();
    for (const { id, name, state, figures: listed } of campaigns) {
      const details = this.#details.get(id);
      const figures = { ...this.#days.get(id)?.figures, ...details?.figures, ...listed };
      const isOut = !!wayOf(name)?.isOut;
      next.set(id, { id, name, state: state || details?.state || '', figures: withRates(figures, isOut) });
    }
    this.campaigns = next;
    this.#publish();
  }
}
