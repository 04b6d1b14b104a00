import { msg } from '@lit/localize';
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { writeJson } from '../../codecs/write-json.js';
import type { CtiClient } from '../../core/client.js';
import type { Campaign } from '../../core/supervisor-commands.js';
import type { CommandController } from './command-controller.js';
import { campaignText } from './datum.js';

type Known = Pick<Campaign, 'id' | 'name' | 'state'>;

const none: readonly Known[] = [];

/** What a client's dialer said of its campaigns, for all elements that use it. */
class CampaignBook {
  campaigns: readonly Known[] | undefined;
  names: ReadonlyMap<string, string> = new Map();
  readonly readers = new Set<() => void>();
  #asking = false;
  #told = '';

  async ask(client: CtiClient): Promise<void> {
    if (this.#asking || this.campaigns || !client.supports('campaigns').ok) return;
    this.#asking = true;
    try {
      this.tell((await client.send({ type: 'campaigns' })).campaigns);
    } catch {
      // Without them the fields are texts, as they were; the next element that comes asks once more.
    } finally {
      this.#asking = false;
    }
  }

  tell(campaigns: readonly Known[]): void {
    const told = writeJson(campaigns.map(({ id, name, state }) => [id, name, state]));
    if (told === this.#told) return;
    this.#told = told;
    this.campaigns = campaigns;
    this.names = new Map(campaigns.map(({ id, name }) => [id, name]));
    for (const read of this.readers) read();
  }
}

const books = new WeakMap<CtiClient, CampaignBook>();

function bookOf(client: CtiClient): CampaignBook {
  const book = books.get(client) ?? new CampaignBook();
  books.set(client, book);
  return book;
}

/** Tells all elements with this client what its campaigns are. */
export const tellCampaigns = (client: CtiClient, campaigns: readonly Known[]): void => bookOf(client).tell(campaigns);

/**
 * The campaigns by their names, where the dialer tells of them: asked for once by the first element that needs them, and
 * followed where another asks again. A campaign's id is an internal code on some dialers, and as good as a password on
 * others: where its name is known nobody reads it.
 */
export class CampaignNames implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #commands: CommandController;
  readonly #asks: boolean;
  #book: CampaignBook | undefined;

  /**
   * @param asks - `false` for an agent's element, which names what others on its page have asked for: the whole list is no
   * agent's business, and holds what is as good as a password on some dialers.
   */
  constructor(host: ReactiveControllerHost, commands: CommandController, asks = true) {
    this.#host = host;
    this.#commands = commands;
    this.#asks = asks;
    host.addController(this);
  }

  /** The same list until another one is told. */
  get all(): readonly Known[] {
    return this.#book?.campaigns ?? none;
  }

  hostUpdate(): void {
    const { client } = this.#commands;
    const book = client && bookOf(client);
    if (book === this.#book) return;
    this.hostDisconnected();
    this.#book = book;
    book?.readers.add(this.#read);
    if (client && this.#asks) void book?.ask(client);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#book?.readers.delete(this.#read);
    this.#book = undefined;
  }

  /** Its name, else what it goes by in commands. */
  nameOf(id: string): string {
    return this.#book?.names.get(id) || id;
  }

  /** The same in a sentence: with its direction, where its name has one. */
  textOf(id: string): string {
    return campaignText(this.nameOf(id));
  }

  /**
   * The field of a campaign, named and with the id `campaign`: a pick list where the campaigns are known, else a text.
   * `input` events tell of both.
   *
   * @param any - what stands for none; without it one has to be chosen
   */
  field(value: string, { any, isInvalid = false }: { any?: string; isInvalid?: boolean } = {}): TemplateResult {
    const { all } = this;
    if (!all.length)
      return html`<input
        id="campaign"
        name="campaign"
        part="field"
        autocomplete="off"
        .value=${value}
        aria-invalid=${isInvalid}
        aria-describedby="campaign-problem"
      />`;
    const isStrange = value && !all.some(({ id }) => id === value);
    const option = (id: string, text: string) => html`<option value=${id} .selected=${id === value}>${text}</option>`;
    return html`<select
      id="campaign"
      name="campaign"
      part="field"
      aria-invalid=${isInvalid}
      aria-describedby="campaign-problem"
    >
      ${any !== undefined || !value ? option('', any ?? msg('Choose a campaign')) : nothing}
      ${isStrange ? option(value, campaignText(value)) : nothing}
      ${all.map(({ id, name }) => option(id, campaignText(name || id)))}
    </select>`;
  }

  readonly #read = () => this.#host.requestUpdate();
}
