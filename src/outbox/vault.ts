import { msg, str } from '@lit/localize';
import { CtiError } from '../core/errors.js';
import { attempt, inTime } from '../core/platform.js';
import { OutboxDatabase, stepTime } from './outbox-database.js';
import type { OutboxStorage, WaitingCommand } from './outbox-entry.js';
import { callOf } from './retry-policy.js';
import type { OutboxRow } from './outbox-row.js';
import { canSeal, newKey, Sealing, type KeptKey, type Sealed } from './sealing.js';

export interface VaultOptions {
  /** Name of the agent. Without one nothing is kept over a reload: the next agent would find it. */
  agent: string;
  /** The dialer's address. */
  server: string;
  /** The address as version 0.1 kept it, where that was another text. */
  formerServer: string;
  /** Keep it readable where the browser cannot seal, which is on http pages. */
  plain: boolean;
  /** A secret of the page's back end. */
  key: (() => Promise<CryptoKey | string>) | undefined;
}

/** A database, and what seals its rows. */
export interface Vault {
  readonly database: OutboxDatabase;
  readonly sealing: Sealing;
  readonly kind: Exclude<OutboxStorage, 'memory'>;
}

/** How long the page's back end may take to give its key, in milliseconds. */
const keyTime = 10_000;

/** Why nothing is kept in the browser, a sentence; or what failed. */
type NoVault =
  | { vault?: undefined; notice: string; failure?: undefined }
  | { vault?: undefined; notice?: undefined; failure: unknown };

/** Opens what can be had. Never rejects. */
export async function openVault(
  owner: string,
  options: VaultOptions,
): Promise<{ vault: Vault; notice?: undefined; failure?: undefined } | NoVault> {
  const { agent, server, plain, key } = options;
  if (!agent || !server)
    return { notice: msg('Not kept after closing this tab: set agent and the dialer’s address on this page.') };
  if (!canSeal() && (key || !plain))
    return { notice: msg('Not kept after closing this tab: on http the browser cannot encrypt.') };
  let secret: Sealing | undefined;
  try {
    secret = key && (await Sealing.withSecret(await inTime(key(), keyTime), owner));
  } catch (cause) {
    const why = cause instanceof CtiError ? cause.message : '';
    return { notice: `${msg('Not kept after closing this tab: the page’s back end gave no key.')} ${why}`.trim() };
  }
  try {
    const vault = await open(owner, secret);
    if (options.formerServer) await moveIn(`portside ${agent}@${options.formerServer}`, options.formerServer, vault);
    return { vault };
  } catch (failure) {
    return { failure };
  }
}

async function open(name: string, secret: Sealing | undefined): Promise<Vault> {
  const database = new OutboxDatabase(name);
  await database.open();
  const made = canSeal() ? await newKey() : true;
  const kept = await database.run(async (step) => {
    const meta = step.objectStore('meta');
    const found = (await meta.get('key')) as KeptKey | undefined;
    if (!found && !secret) await meta.put(made, 'key');
    return found ?? (secret ? undefined : made);
  });
  const own = kept && (await Sealing.withKept(kept, database.generation));
  const sealing = secret ?? own;
  if (!sealing) throw new DOMException('No key.', 'NotFoundError');
  if (own) await sealAnew(database, own, { database, sealing });
  if (own && secret) await database.run((step) => step.objectStore('meta').delete('key'));
  return { database, sealing, kind: secret ? 'encrypted' : kept === true ? 'plain' : 'sealed' };
}

/** Brings along what version 0.1 kept under the address as it was written. Where that may be another server's, the agent is asked. */
async function moveIn(name: string, server: string, vault: Vault): Promise<void> {
  const asked = attempt(() => indexedDB.databases());
  const known = await (asked && inTime(asked, stepTime).catch(() => undefined));
  if (!known?.some((each) => each.name === name)) return;
  const former = new OutboxDatabase(name);
  await former.open();
  const key = await former.run(async (step) => (await step.objectStore('meta').get('key')) as KeptKey | undefined);
  const isCertain = /^(?:[a-z][a-z\d+.-]*:)?\//i.test(server); // relative to the page's folder it means several
  const reason = msg(str`An earlier version kept this for “${server}”, which may be another server.`);
  const ask = ({ state, doubts }: OutboxRow): Partial<OutboxRow> =>
    isCertain
      ? {}
      : { state: state === 'sending' || doubts ? 'unknown' : state === 'waiting' ? 'held' : state, reason };
  const own = key && (await Sealing.withKept(key, former.generation));
  // What could not be opened stays there.
  if (own && (await sealAnew(former, own, vault, ask))) void former.delete();
  else former.close();
}

/**
 * Seals what one database holds for another one, which takes it out of there, or anew for itself: version 0.1 bound
 * nothing to its name. False when something could not be opened.
 */
async function sealAnew(
  from: OutboxDatabase,
  own: Sealing,
  { database, sealing }: Pick<Vault, 'database' | 'sealing'>,
  change: (row: OutboxRow) => Partial<OutboxRow> = () => ({}),
): Promise<boolean> {
  let isWhole = true;
  const isSame = from === database;
  const stays = (isOld?: true) => isSame && own === sealing && !isOld;
  const { rows, callbacks } = await rowsOf(from);
  const read = (name: string, { sealed = {}, isOld }: Pick<OutboxRow, 'sealed' | 'isOld'>) =>
    own.unseal(isOld ? undefined : name, sealed).catch(() => {
      isWhole = false;
    });
  const leave = async (kind: 'outbox' | 'callbacks', id: string) => {
    if (!isSame) await from.run((step) => step.objectStore(kind).delete(id), true);
  };
  for (const row of rows) {
    const command = row.sealed && !stays(row.isOld) ? await read(row.id, row) : undefined;
    if (!command) continue;
    const anew = await sealEntry(sealing, row.id, command as WaitingCommand);
    await database.run(async (step) => {
      const store = step.objectStore('outbox');
      const found = await store.get(row.id);
      if (isSame !== !!found) return; // it has gone meanwhile, or was moved before
      const next = { ...(found ?? row), ...change(row), ...anew };
      delete next.isOld;
      await store.put(next);
    }, true);
    await leave('outbox', row.id);
  }
  for (const [id, row] of callbacks) {
    const name = nameOfCallback(id);
    const value = stays(row.isOld) ? undefined : await read(name, row);
    if (!value) continue;
    const sealed = await sealing.seal(name, value);
    await database.run((step) => step.objectStore('callbacks').put({ sealed }, id), true);
    await leave('callbacks', id);
  }
  return isWhole;
}

/** An entry's command as it is kept, and the name of its call. */
export async function sealEntry(
  sealing: Sealing,
  id: string,
  command: WaitingCommand,
): Promise<Pick<OutboxRow, 'lane'> & { sealed: Sealed }> {
  const call = attempt(() => callOf(command)) ?? id; // another version may have kept what has none
  return { sealed: await sealing.seal(id, command), lane: await sealing.nameOf(call) };
}

/** What a callback is bound to. */
export const nameOfCallback = (id: string): string => `callback ${id}`;

async function rowsOf(database: OutboxDatabase): Promise<{
  rows: OutboxRow[];
  callbacks: [string, { sealed: Sealed; isOld?: true }][];
}> {
  return await database.run(async (step) => {
    const callbacks = step.objectStore('callbacks');
    const [names, values] = [await callbacks.getAllKeys(), await callbacks.getAll()];
    return {
      rows: await step.objectStore('outbox').getAll(),
      callbacks: names.flatMap((name, at) => (values[at] ? [[name, values[at]]] : [])),
    };
  });
}
