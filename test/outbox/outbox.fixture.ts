import {
  CtiClient,
  CtiError,
  Outbox,
  type Command,
  type CommandType,
  type OutboxOptions,
  type Reply,
  type Transport,
} from '../../src/index.js';

import { entry, tag } from '../samples.js';

export { until } from '../until.js';

/** A callback that is still to come. */
export const schedule = { type: 'schedule', at: '2099-10-10 15:00:00', entry } satisfies Command;
/** A tag that names its customer. */
export const tagged = { ...tag, phone: '091000000' } satisfies Command;
export const blacklist = { type: 'blacklist', entries: [{ phone: '091', campaign: '*' }] } satisfies Command;

/** A dialer that does what the test says next; it keeps what it was given, and what it has done. */
export interface Dialer extends Transport {
  answer: (command: Command, again: boolean) => Promise<Reply> | Reply;
  readonly got: { command: Command; again: boolean }[];
}

/** What a dialer was given, in order. */
export const commandsOf = ({ got }: Pick<Dialer, 'got'>): Command[] => got.map(({ command }) => command);

export const done = { status: 'confirmed', transport: 'dialer' } as Reply;
export const fails = (code: CtiError['code']) => () => Promise.reject(new CtiError(code, `${code} it is.`));

export function dialer(repeats: readonly CommandType[] = []): Dialer {
  const got: Dialer['got'] = [];
  return {
    name: 'dialer',
    repeats,
    got,
    answer: () => done,
    supports: () => ({ ok: true }),
    async send(command, again = false) {
      got.push({ command, again });
      return await this.answer(command, again);
    },
    close: () => undefined,
  };
}

/** A dialer that cannot be reached, until the test lets it answer. */
export const unreachable = (repeats?: readonly CommandType[]): Dialer =>
  Object.assign(dialer(repeats), { answer: fails('UNREACHABLE') });

const clients: CtiClient[] = [];
let agents = 0;

/** An agent that no other test knows. */
export const someAgent = () => `Agent${Date.now()}-${agents++}`;

/** A page of an agent. Open it twice with the same agent for a reload, or for a second tab. */
export async function openPage(to: Transport, options: OutboxOptions = {}) {
  const outbox = new Outbox({ agent: someAgent(), server: 'https://integra.example', ...options });
  const client = new CtiClient({ transports: [to], outbox });
  clients.push(client);
  await outbox.flush();
  return { client, outbox, states: () => outbox.list().map(({ state }) => state) };
}

/** Closes the pages of the last test, and deletes what they kept. */
export async function closePages() {
  for (const client of clients.splice(0)) {
    await client.forget();
    client.close();
  }
}

const frames: HTMLIFrameElement[] = [];

interface TabOptions extends OutboxOptions {
  repeats?: CommandType[];
  online?: boolean;
  /** On an http intranet. */
  http?: boolean;
}

/** A tab of its own with the same storage: another frame of this origin. */
export async function openTab(
  agent: string,
  { repeats = [], online = true, http = false, ...options }: TabOptions = {},
) {
  const frame = document.createElement('iframe');
  frame.src = `/test/fixtures/outbox-${http ? 'http' : 'tab'}.html`;
  await new Promise((resolve) => {
    window.addEventListener('message', ({ source }) => source === frame.contentWindow && resolve(undefined));
    document.body.append(frame);
  });
  frames.push(frame);
  const to = frame.contentWindow!.makeDialer(repeats);
  if (!online) to.answer = frame.contentWindow!.failing('UNREACHABLE');
  const page = await frame.contentWindow!.openTab(to, { agent, ...options });
  return { ...page, to, frame, vanish: () => frame.remove() };
}

/** Takes away the tabs of the last test. */
export function closeTabs(): void {
  for (const frame of frames.splice(0)) frame.remove();
}

/** Everything that the outbox of an agent has in the database, as it is and as text. */
export async function atRest(agent: string): Promise<{ text: string; rows: any[] }> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(databaseOf(agent));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as DOMException);
  });
  const rows: any[] = [];
  for (const store of database.objectStoreNames)
    await new Promise<void>((resolve) => {
      const request = database.transaction(store).objectStore(store).getAll();
      request.onsuccess = () => (rows.push(...request.result), resolve());
    });
  database.close();
  const text = JSON.stringify(rows, (_, value) =>
    value instanceof ArrayBuffer ? new TextDecoder('latin1').decode(value) : value,
  );
  return { text, rows };
}

/** Deletes what an agent keeps behind the back of its pages, as a browser does that clears its storage. */
export const clearStorage = (agent: string) =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(databaseOf(agent));
    request.onsuccess = resolve;
    request.onerror = reject;
    request.onblocked = () => reject(new Error('The outbox stands in the way of another tab.'));
  });

export const databaseOf = (agent: string): string => `portside ${agent}@https://integra.example`;
