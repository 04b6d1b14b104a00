// A form without elements: one client, held by the test. It says at once what it is told, so that a test knows it also
// of a page that was killed a moment later.
import {
  CtiClient,
  Outbox,
  type CommandInput,
  type OutboxEntry,
  type ReplyTo,
  type Transport,
} from '../../src/index.js';
import { IntegraTransport } from '../../src/transports/integra.js';
import { PortalTransport } from '../../src/transports/portal.js';

export interface FormSettings {
  over: 'portal' | 'integra';
  /** The form's own origin. */
  form: string;
  /** The portal's origin, as the integrator has set it. */
  portal: string;
  /** Address of Integra. */
  integra: string;
  agent: string;
  /** Milliseconds that a transport waits for an answer. */
  timeout: number;
  /** Milliseconds after which a tab that says nothing is taken for frozen. */
  lease: number;
}

/** What the caller of a command was told. */
export interface Told {
  id: string;
  /** How far it got, or nothing when it failed. */
  status?: string;
  /** Why it failed or waits. */
  code?: string;
  guid?: string;
}

export interface Form {
  ask: (id: string, command: CommandInput) => Promise<void>;
  list: () => Pick<OutboxEntry, 'id' | 'state' | 'command' | 'reason'>[];
  storage: () => string[];
  flush: () => Promise<void>;
  retry: (id: string) => Promise<string>;
  discard: (id: string) => Promise<void>;
  /** Lets nothing pass any more: before a transport's first byte, or after its last. */
  hold: (where: 'before' | 'after') => void;
  /** Whether something has come there. */
  isHeld: () => boolean;
  /** Keeps the outbox from its turn, as another tab that is sending does. */
  keepTurn: () => Promise<void>;
  wait: (milliseconds: number) => void;
  /** Fills this origin's storage to the last byte. */
  fill: () => Promise<void>;
  /** As when the page takes its session away. */
  close: () => void;
  /** How often the page was asked for its sign-in. */
  signIns: () => number;
}

declare global {
  interface Window {
    form: Form;
    /** The test's ear. */
    hear: (what: 'told' | 'listed' | 'portal', detail: unknown) => Promise<void>;
  }
}

const { over, portal, integra, agent, timeout, lease } = JSON.parse(
  decodeURIComponent(location.search.slice(1)),
) as FormSettings;
const held = new Set<string>();
let isHeld = false;
const gate = (where: string) => held.has(where) && ((isHeld = true), new Promise<never>(() => {}));
let signIns = 0;

/** The page's own back end signs in. */
const authorization = async () => {
  signIns++;
  return await (await fetch(`/authorization?${agent}`, { cache: 'no-store' })).text();
};

const options = { baseUrl: integra, agent, phone: '1001', context: 'agents', timeout, authorization };
const line: Transport =
  over === 'portal' ? new PortalTransport({ origin: portal, timeout }) : new IntegraTransport(options);
const gated: Transport = {
  name: line.name,
  repeats: line.repeats ?? [],
  checks: line.checks ?? {},
  supports: (type) => line.supports(type),
  watch: (witness) => line.watch?.(witness),
  close: () => line.close(),
  async send(command, again) {
    await gate('before');
    const reply = await line.send(command, again);
    await gate('after');
    return reply;
  },
};

const outbox = new Outbox({ agent, server: over, lease });
const client = new CtiClient({ transports: [gated], outbox, memory: agent });
const list = () => outbox.list().map(({ id, state, command, reason }) => ({ id, state, command, reason }));
client.addEventListener('change', () => void window.hear('listed', list()));

async function fill(): Promise<void> {
  const request = indexedDB.open('others');
  request.onupgradeneeded = () => request.result.createObjectStore('bytes', { autoIncrement: true });
  const database = await new Promise<IDBDatabase>((resolve) => (request.onsuccess = () => resolve(request.result)));
  for (let size = 16_384; size >= 16;) {
    const isKept = await new Promise<boolean>((resolve) => {
      const writing = database.transaction('bytes', 'readwrite');
      writing.objectStore('bytes').add('x'.repeat(size));
      writing.oncomplete = () => resolve(true);
      writing.onabort = () => resolve(false);
    });
    if (!isKept) size /= 2;
  }
  database.close();
}

window.form = {
  fill,
  ask: (id, command) =>
    client.send(command).then(
      (reply: Partial<ReplyTo<'call'> & ReplyTo<'cti'>>) =>
        window.hear('told', { id, status: reply.status, code: reply.error?.code, guid: reply.guid ?? reply.cti?.guid }),
      ({ code }: { code: string }) => window.hear('told', { id, code }),
    ),
  list,
  storage: () => [outbox.storage, outbox.problem],
  flush: () => outbox.flush(),
  retry: (id) =>
    outbox.retry(id).then(
      ({ status }) => status,
      ({ code }: { code: string }) => code,
    ),
  discard: (id) => outbox.discard(id),
  hold: (where) => void held.add(where),
  isHeld: () => isHeld,
  keepTurn: () =>
    new Promise(
      (resolve) => void navigator.locks.request(`portside ${agent}@${over}`, () => (resolve(), new Promise(() => {}))),
    ),
  wait: (milliseconds) => void (options.timeout = milliseconds),
  close: () => client.close(),
  signIns: () => signIns,
};
