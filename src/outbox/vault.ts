import { msg, str } from '@lit/localize';
import { CtiError } from '../core/errors.js';
import { attempt } from '../core/platform.js';
import { OutboxDatabase, type OutboxRow } from './outbox-database.js';
import type { OutboxStorage, WaitingCommand } from './outbox-entry.js';
import { callOf } from './retry-policy.js';
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

/** Opens what can be had, or says why nothing is kept. Never rejects. */
export async function openVault(
  owner: string,
  options: VaultOptions,
): Promise<{ vault?: Vault; notice: string; failure?: unknown }> {
  const { agent, server, plain, key } = options;
  if (!agent || !server)
    return { notice: msg('The page does not say whose this is: set agent and the dialer’s address.') };
  if (!canSeal() && !plain) return { notice: msg('This page is on http, where the browser cannot encrypt.') };
  let secret: Sealing | undefined;
  try {
    secret = key && canSeal() ? await Sealing.withSecret(await inTime(key()), owner) : undefined;
  } catch (cause) {
    const why = cause instanceof CtiError ? cause.message : '';
    return { notice: `${msg('The page’s back end gave no key: what waits is kept in this page only.')} ${why}`.trim() };
  }
  try {
    const vault = await open(owner, secret);
    if (options.formerServer) await moveIn(`portside ${agent}@${options.formerServer}`, options.formerServer, vault);
    return { vault, notice: '' };
  } catch (failure) {
    return { notice: '', failure };
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
  const known = await attempt(() => indexedDB.databases())?.catch(() => undefined);
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
  if (key) await sealAnew(former, await Sealing.withKept(key, former.generation), vault, ask);
  void former.delete();
}

/** Seals what one database holds for another one, or anew for itself: version 0.1 bound nothing to its name. */
async function sealAnew(
  from: OutboxDatabase,
  own: Sealing,
  { database, sealing }: Pick<Vault, 'database' | 'sealing'>,
  change: (row: OutboxRow) => Partial<OutboxRow> = () => ({}),
): Promise<void> {
  const isSame = from === database;
  const stays = (isOld?: true) => isSame && own === sealing && !isOld;
  const { rows, callbacks } = await rowsOf(from);
  const read = (name: string, { sealed = {}, isOld }: Pick<OutboxRow, 'sealed' | 'isOld'>) =>
    own.unseal(isOld ? undefined : name, sealed).catch(() => undefined); // what cannot be opened stays where it is
  for (const row of rows) {
    const command = row.sealed && !stays(row.isOld) ? await read(row.id, row) : undefined;
    if (!command) continue;
    const sealed = await sealing.seal(row.id, command);
    const lane = await sealing.nameOf(attempt(() => callOf(command as WaitingCommand)) ?? row.id);
    await database.run(async (step) => {
      const store = step.objectStore('outbox');
      const found = await store.get(row.id);
      if (isSame !== !!found) return; // it has gone meanwhile, or was moved before
      const next = { ...(found ?? row), ...change(row), sealed, lane };
      delete next.isOld;
      await store.put(next);
    }, true);
  }
  for (const [id, row] of callbacks) {
    const name = nameOfCallback(id);
    const value = stays(row.isOld) ? undefined : await read(name, row);
    if (!value) continue;
    const sealed = await sealing.seal(name, value);
    await database.run((step) => step.objectStore('callbacks').put({ sealed }, id), true);
  }
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

/** A back end that does not answer gives no key. */
function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('No answer.')), keyTime);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
