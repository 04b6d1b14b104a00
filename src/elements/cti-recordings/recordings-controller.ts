import { msg } from '@lit/localize';
import type { LitElement } from 'lit';
import type { CtiClient } from '../../core/client.js';
import type { CommandOf, ReplyTo } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import type { Recording, RecordingFilter } from '../../core/supervisor-commands.js';
import { checkPage } from '../../recordings/page-check.js';
import {
  findRecording,
  type FoundRecording,
  type MissingRecording,
  type RecordingHosts,
} from '../../recordings/index.js';
import type { CommandController } from '../shared/command-controller.js';
import type { Outcome } from '../shared/outcome.js';
import { factsOf } from './recording-facts.js';

/** Where the search for the sound of a recording stands. */
export type Sound =
  { state: 'looking' } | ({ state: 'found' } & FoundRecording) | ({ state: 'missing' } & MissingRecording);

/** What a person has typed for a tag. */
export interface TagDraft {
  message: string;
  phone: string;
}

/** What is done about the tag of a row. */
export type TagAction = 'tag-open' | 'tag-send' | 'tag-close';

/** What the buttons of the element do. */
export type RecordingsAction =
  | TagAction
  | 'search'
  | 'preset'
  | 'sort'
  | 'more'
  | 'play'
  | 'fields'
  | 'copy-address'
  | 'address-copied'
  | 'download'
  | 'toggle'
  | 'back'
  | 'forward'
  | 'previous'
  | 'next'
  | 'loop'
  | 'close-player';

/** What is done with single rows, several at a time: looks for sound, has it converted, and tags. By the row's guid. */
export class RecordingsController {
  readonly sounds = new Map<string, Sound>();
  readonly drafts = new Map<string, TagDraft>();
  readonly #host: LitElement;
  readonly #commands: CommandController;
  readonly #searches = new Map<string, Promise<void>>();

  constructor(host: LitElement, commands: CommandController) {
    this.#host = host;
    this.#commands = commands;
  }

  /** Another agent is here: what was found and typed was the other one's. */
  leave(): void {
    this.sounds.clear();
    this.drafts.clear();
  }

  /** How far the tag of a row got. */
  tagged(guid: string): Outcome {
    return this.#commands.outcomeOf(guid);
  }

  /** Looks where the recording is, and has it converted where it is only there as gsm and the dialer can. */
  async find(row: Recording, client: CtiClient, hosts: RecordingHosts, signal: AbortSignal): Promise<void> {
    const { guid } = row;
    const search = this.#searches.get(guid) ?? this.#search(row, client, hosts, signal);
    this.#searches.set(guid, search);
    await search.finally(() => this.#searches.delete(guid));
  }

  async #search(row: Recording, client: CtiClient, hosts: RecordingHosts, signal: AbortSignal): Promise<void> {
    const { guid } = row;
    this.#set(this.sounds, guid, { state: 'looking' });
    const canConvert = client.supports('convertRecording').ok;
    const converter = { send: (command: CommandOf<'convertRecording'>) => this.#convert(client, command) };
    try {
      const result = await findRecording(row, { hosts, signal, ...(canConvert && { client: converter }) });
      this.#set(this.sounds, guid, 'url' in result ? { state: 'found', ...result } : { state: 'missing', ...result });
    } catch (cause) {
      const { code, message } = CtiError.from(cause);
      if (code === 'CANCELED' && signal.aborted) this.sounds.delete(guid);
      else this.#set(this.sounds, guid, { state: 'missing', why: message, tried: [] });
    }
  }

  /** Sends the tag that was typed for a row; what was typed is kept unless it went well. */
  async tag(guid: string): Promise<boolean> {
    const { message = '', phone = '' } = this.drafts.get(guid) ?? {};
    const command = { type: 'tag', guid, message, ...(phone.trim() && { phone }) } as const;
    const { owner } = this.#commands;
    const send = async (client: CtiClient) => {
      const reply = await client.send(command);
      if (owner === this.#commands.owner) this.drafts.delete(guid);
      return reply;
    };
    return !!(await this.#commands.run(command, send, guid));
  }

  /** Opens the tag of a row, with the number that it most likely is about: the person sees it, and can change it. */
  begin(row: Recording): void {
    const { guid } = row;
    this.#commands.show({ state: 'idle' }, guid);
    this.#set(this.drafts, guid, { message: '', phone: factsOf(row).numbers.at(-1) ?? '' });
  }

  write(guid: string, typed: Partial<TagDraft>): void {
    const draft = this.drafts.get(guid);
    if (draft) this.#set(this.drafts, guid, { ...draft, ...typed });
  }

  async #convert(client: CtiClient, command: CommandOf<'convertRecording'>): Promise<ReplyTo<'convertRecording'>> {
    const stopped = msg('This page does not allow the conversion.');
    let failure = new CtiError('CANCELED', stopped);
    const send = () => client.send(command);
    const reply = await this.#commands.announce(command, send, (outcome) => {
      if ('error' in outcome) failure = outcome.error;
      if (outcome.state === 'stopped') failure = new CtiError('CANCELED', `${stopped} ${outcome.reason}`.trim());
    });
    if (!reply) throw failure;
    return reply;
  }

  #set<T>(map: Map<string, T>, guid: string, value: T): void {
    map.set(guid, value);
    this.#host.requestUpdate();
  }
}

/** The rows of one search, page after page. A page that failed can be asked for again. */
export class RecordingPager {
  readonly filter: RecordingFilter;
  /** When the first page came, epoch milliseconds. */
  readonly since = Date.now();
  /** Each recording once: while one scrolls, new ones push the old onto the next page. */
  rows: readonly Recording[] = [];
  /** How many rows of its pages could not be read. */
  unread = 0;
  isLast = false;
  isLoading = false;
  /** Why the last page is not there. */
  error: CtiError | undefined;
  readonly #limit: number;
  #held = 0;
  #before = '';

  constructor(filter: RecordingFilter, limit: number) {
    this.filter = filter;
    this.#limit = limit;
  }

  /** What to ask for next. */
  get command(): CommandOf<'recordings'> {
    return { type: 'recordings', filter: this.filter, held: this.#held, limit: this.#limit };
  }

  /** Takes a page. After one that was not full none is asked for (C-115); one that comes again ends in an error. */
  add({ rows, isLast, unread = 0 }: ReplyTo<'recordings'>): void {
    checkPage({ rows, isLast, unread });
    const last = rows.at(-1)?.guid ?? '';
    if (last && last === this.#before)
      throw new CtiError(
        'PROTOCOL',
        msg('The dialer gives the same recordings on every page: ask for a shorter time.'),
        { detail: last },
      );
    this.#before = last;
    const known = new Set(this.rows.map(({ guid }) => guid));
    this.rows = [...this.rows, ...rows.filter(({ guid }) => !known.has(guid) && known.add(guid))];
    this.#held += Math.max(this.#limit, rows.length); // a full page, though rows without a guid are left out of it
    this.unread += unread;
    this.isLast = isLast;
  }

  /** Gets the next page, unless one is on its way or none is left. */
  async next(send: (command: CommandOf<'recordings'>) => Promise<ReplyTo<'recordings'>>): Promise<void> {
    if (this.isLoading || this.isLast) return;
    this.isLoading = true;
    this.error = undefined;
    try {
      this.add(await send(this.command));
    } catch (cause) {
      this.error = CtiError.from(cause);
    }
    this.isLoading = false;
  }
}
