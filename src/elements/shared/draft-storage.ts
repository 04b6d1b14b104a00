import type { CtiClient } from '../../core/client.js';
import { getTabItem, setTabItem } from '../../core/tab-storage.js';
import { isCall, isSameCall, ownerOf, type CallIdentity } from './call-identity.js';
import { OutboxEnds } from './outbox-ends.js';

/** The call that something is typed for, with what to call it by. */
export interface DraftCall extends CallIdentity {
  /** The customer's number. */
  readonly customer: string;
  readonly campaign: string;
}

/** What was typed for a call and not sent. */
export interface Draft extends DraftCall {
  readonly typed: object | string;
  /** It was sent as it stands, and lies in this entry of the outbox. */
  readonly entry?: string | undefined;
}

/** So many are kept of one kind for each agent: the oldest go. */
const most = 20;

/**
 * Keeps over a reload what an agent has typed for a call and not sent: in this tab, for one kind of control. It is the
 * agent's at that server: nobody else sees it, and it is there again when they are.
 */
export class DraftStorage {
  readonly #kind: string;
  #client: CtiClient | undefined;
  /** The call whose draft was given out. */
  #taken: CallIdentity | undefined;
  /** The guid that drafts were completed with last. */
  #named: string | undefined;
  readonly #delivered: ((draft: Draft) => void) | undefined;
  readonly #ends = new OutboxEnds();

  /** @param delivered - hears of a draft that has gone, since it was delivered from the outbox as it stood; without it they stay */
  constructor(kind: string, delivered?: (draft: Draft) => void) {
    this.#kind = kind;
    this.#delivered = delivered;
  }

  /** Whose drafts these are; nothing before there was a client. */
  get owner(): string | undefined {
    return ownerOf(this.#client);
  }

  /** Takes the client that is there now. */
  follow(client: CtiClient | undefined): void {
    if (!client) return;
    if (ownerOf(client) !== this.owner) this.#taken = this.#named = undefined;
    this.#client = client;
    const { guid, since } = client.current ?? {};
    if (guid && guid !== this.#named) this.#name((this.#named = guid), since);
    if (this.#delivered) this.#settle(client);
  }

  /** What was sent, and is delivered since, is not to be sent once more. */
  #settle({ outbox }: CtiClient): void {
    const { owner } = this;
    const all = this.list();
    this.#ends.ask(
      outbox,
      all.map(({ entry }) => entry),
      (entry, { state }) => {
        const draft = this.list(owner).find((each) => each.entry === entry);
        if (!draft) return;
        const isDelivered = state === 'delivered';
        this.keep(draft, isDelivered ? '' : draft.typed, owner);
        if (isDelivered) this.#delivered?.(draft);
      },
    );
  }

  /** What is typed for a call was sent as it stands, and lies in the outbox. */
  link(call: DraftCall, entry: string | undefined, owner = this.owner): void {
    const draft = entry && this.list(owner).find((each) => isSameCall(each, call));
    if (draft) this.keep(draft, draft.typed, owner, entry);
  }

  /** What was typed for a call before the page was loaded; once for each call. */
  take(call: CallIdentity): Draft | undefined {
    const isTaken = isSameCall(this.#taken, call);
    this.#taken = call;
    return isTaken ? undefined : this.list().find((draft) => isSameCall(draft, call));
  }

  /** Keeps what is typed now, and the entry of the outbox that it lies in as it stands; nothing, or nothing in it, forgets it. */
  keep(call: DraftCall, typed: Draft['typed'] = '', owner = this.owner, entry?: string): void {
    if (owner === undefined || !isCall(call)) return;
    const all = this.list(owner);
    const others = all.filter((draft) => !isSameCall(draft, call));
    const { guid, since, customer, campaign } = call;
    const kept = Object.keys(typed).length ? [{ guid, since, customer, campaign, typed, entry }, ...others] : others;
    if (kept.length || all.length) setTabItem(this.#place(owner), kept.length ? kept.slice(0, most) : undefined);
  }

  /** All that is kept for this owner, the latest first. */
  list(owner = this.owner): Draft[] {
    const kept = owner === undefined ? [] : getTabItem(this.#place(owner));
    const drafts = Array.isArray(kept) ? kept.map((each) => Object(each) as Draft) : [];
    return drafts.filter((draft) => isCall(draft) && !!draft.typed);
  }

  /** The dialer has named a call: what was typed for it before is for that guid. */
  #name(guid: string, since: number | undefined): void {
    const draft = this.list().find((each) => !each.guid && each.since === since);
    if (draft) this.keep({ ...draft, guid }, draft.typed);
  }

  #place(owner: string): string {
    return `draft ${this.#kind} ${owner}`;
  }
}
