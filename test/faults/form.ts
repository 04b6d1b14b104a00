// A form without elements: one client, held by the test.
import {
  CtiClient,
  Outbox,
  type CommandInput,
  type OutboxEntry,
  type ReplyTo,
  type Transport,
} from '../../src/index.js';
import { IntegraTransport } from '../../src/transports/integra/index.js';
import { PortalTransport } from '../../src/transports/portal/portal-transport.js';

export type Line = 'portal' | 'integra';

export interface FormSettings {
  /** The transports, in order of preference. */
  lines: readonly Line[];
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
  status?: string | undefined;
  /** Why it failed or waits. */
  code?: string | undefined;
  guid?: string | undefined;
}

export interface Form {
  ask: (id: string, command: CommandInput) => Promise<void>;
  list: () => Pick<OutboxEntry, 'id' | 'state' | 'command' | 'reason'>[];
  storage: () => string[];
  flush: () => Promise<void>;
  settle: (id: string, how: 'retry' | 'discard') => Promise<void>;
  /** Lets nothing pass any more: before a transport's first byte, or after its last. */
  hold: (where: 'before' | 'after') => void;
  /** Keeps the outbox from its turn, as another tab that is sending does. */
  keepTurn: () => Promise<void>;
  wait: (milliseconds: number) => void;
  /** As when the page takes its session away. */
  close: () => void;
  /** How often the page was asked for its sign-in. */
  signIns: () => number;
}

/**
 * The test's ear. It is told at once: also of a page that was killed a moment later a test knows what its caller was told
 * (`told`), what its outbox listed (`listed`) and what was held (`held`).
 */
export type Hear = (what: 'told' | 'listed' | 'held', detail?: unknown) => unknown;

export function openForm({ lines, portal, integra, agent, timeout, lease }: FormSettings, hear: Hear): Form {
  const held = new Set<string>();
  const gate = (where: string) => held.has(where) && (hear('held', where), new Promise<never>(() => {}));
  let signIns = 0;

  /** The page's own back end signs in. */
  const authorization = async () => {
    signIns++;
    return await (await fetch(`/authorization?${agent}`, { cache: 'no-store' })).text();
  };
  const options = { baseUrl: integra, agent, phone: '1001', context: 'agents', timeout, authorization };
  const open = (line: Line): Transport =>
    line === 'portal' ? new PortalTransport({ origin: portal, timeout }) : new IntegraTransport(options);
  const gated = (line: Transport): Transport => ({
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
  });

  const [server = ''] = lines;
  const outbox = new Outbox({ agent, server, lease });
  const client = new CtiClient({ transports: lines.map((line) => gated(open(line))), outbox, memory: agent });
  const list = () => outbox.list().map(({ id, state, command, reason }) => ({ id, state, command, reason }));
  client.addEventListener('change', () => void hear('listed', list()));

  return {
    async ask(id, command) {
      try {
        const reply: Partial<ReplyTo<'call'> & ReplyTo<'cti'>> = await client.send(command);
        const { status, error, guid = reply.cti?.guid } = reply;
        hear('told', { id, status, code: error?.code, guid });
      } catch (cause) {
        hear('told', { id, code: (cause as { code: string }).code });
      }
    },
    list,
    storage: () => [outbox.storage, outbox.problem],
    flush: () => outbox.flush(),
    settle: (id, how) =>
      how === 'discard'
        ? outbox.discard(id)
        : outbox.retry(id).then(
            () => undefined,
            () => undefined, // what came of it is in the list
          ),
    hold: (where) => void held.add(where),
    keepTurn: () =>
      new Promise(
        (resolve) =>
          void navigator.locks.request(`portside ${agent}@${server}`, () => (resolve(), new Promise(() => {}))),
      ),
    wait: (milliseconds) => void (options.timeout = milliseconds),
    close: () => client.close(),
    signIns: () => signIns,
  };
}
