import type { CtiClient } from '../../core/client.js';
import { newName } from '../../core/page.js';

/** What a call is known by: its guid, and as long as nobody knows that, when this page learned of it. */
export interface CallIdentity {
  readonly guid?: string | undefined;
  /** Epoch milliseconds. */
  readonly since?: number | undefined;
}

/** Whether there is a call at all. */
export const isCall = ({ guid, since }: CallIdentity = {}): boolean => !!guid || since !== undefined;

/** Whether what was known before and what is known now are one call, or both none. A call stays the same when its guid comes late. */
export function isSameCall(before: CallIdentity = {}, now: CallIdentity = {}): boolean {
  if (before.guid) return before.guid === now.guid;
  return before.since === now.since && (before.since !== undefined || !now.guid);
}

/** Names for clients that do not say whose they are: the page's alone, and no two have one. */
const names = new WeakMap<CtiClient, string>();

/** Whose a client's calls are, and what is typed: an agent's at a server; where the page does not say, the client's own. */
export function ownerOf(client: CtiClient | undefined): string | undefined {
  if (!client || client.owner) return client?.owner;
  const name = names.get(client) ?? newName();
  names.set(client, name);
  return name;
}
