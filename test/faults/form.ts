// A form without elements: one client, held by the test.
import {
  CtiClient,
  Outbox,
  type Command,
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

/** Another command of the same call. */
function siblingOf(command: Command): CommandInput {
  switch (command.type) {
    case 'dispose':
      return { ...command, comment: 'the one before' };
    case 'tag':
      return { ...command, message: 'the one before' };
    case 'schedule':
      return { ...command, at: '2098-01-01 10:00:00' };
    case 'respool':
      return { ...command, entry: { ...command.entry, retries: command.entry.retries + 1 } };
    default:
      return { type: 'blacklist', entries: [{ phone: '099999999', campaign: '*' }] };
  }
}

export interface Form {
  ask: (id: string, command: CommandInput) => Promise<void>;
  /** As when the element that asks is taken out of the page. */
  leave: () => void;
  list: () => Pick<OutboxEntry, 'id' | 'state' | 'command' | 'reason'>[];
  storage: () => string[];
  flush: () => Promise<void>;
  settle: (id: string, how: 'retry' | 'discard') => Promise<void>;
  /** Lets nothing pass any more: before a transport's first byte, or after its last. */
  hold: (where: 'before' | 'after') => void;
  /** Sends another command of the same call, which is not answered until its turn is over. */
  keepTurn: (command: Command) => Promise<void>;
  leaveTurn: () => Promise<void>;
  wait: (milliseconds: number) => void;
  /** As when the page takes its session away. */
  close: () => void;
  /** As when an attribute of its session changes: another client comes in the same page, and looks at what waits. */
  swap: () => Promise<void>;
  /** The page is asked for its sign-in and stands still, until it wakes. */
  standStill: () => void;
  wake: () => void;
  /** Milliseconds that its clock is ahead from now on. */
  setClock: (ahead: number) => void;
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
  /** While the tab stands still. */
  let standing: Promise<void> | undefined;
  let wake = () => {};
  const { now } = Date;
  let isThere = true;
  const turn = { leave: () => {}, over: Promise.resolve({}) as Promise<unknown> };

  /** The page's own back end signs in. */
  const authorization = async () => {
    signIns++;
    await standing;
    return await (await fetch(`/authorization?${agent}`, { cache: 'no-store' })).text();
  };
  const options = { baseUrl: integra, agent, phone: '1001', context: 'agents', timeout, authorization };
  const open = (line: Line): Transport =>
    line === 'portal' ? new PortalTransport({ origin: portal, timeout }) : new IntegraTransport(options);
  const gated = (line: Transport): Transport => ({
    name: line.name,
    repeats: line.repeats ?? [],
    unanswered: line.unanswered ?? [],
    checks: line.checks ?? {},
    supports: (type, command) => line.supports(type, command),
    watch: (witness) => line.watch?.(witness),
    close: () => line.close(),
    follow: (dial, answered) => line.follow?.(dial, answered),
    knowGuids: (isOther) => line.knowGuids?.(isOther),
    async send(command, again, signal, mayGo) {
      await gate('before');
      const reply = await line.send(command, again, signal, mayGo);
      await gate('after');
      return reply;
    },
  });

  const [server = ''] = lines;
  const make = () => {
    const outbox = new Outbox({ agent, server, lease });
    const destinations = { perMinute: Infinity };
    const transports = lines.map((line) => gated(open(line)));
    const client = new CtiClient({ transports, outbox, memory: agent, destinations });
    client.addEventListener('change', () => void hear('listed', list()));
    return { outbox, client };
  };
  let { outbox, client } = make();
  const list = () => outbox.list().map(({ id, state, command, reason }) => ({ id, state, command, reason }));

  return {
    async ask(id, command) {
      try {
        const reply: Partial<ReplyTo<'call'> & ReplyTo<'cti'>> = await client.send(command, { shows: () => isThere });
        const { status, error, guid = reply.cti?.guid } = reply;
        hear('told', { id, status, code: error?.code, guid });
      } catch (cause) {
        hear('told', { id, code: (cause as { code: string }).code });
      }
    },
    leave: () => void (isThere = false),
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
    keepTurn: (command) =>
      new Promise((resolve) => {
        let isAsked = false;
        const transport: Transport = {
          name: 'nobody',
          // Only that one: what else waits is the form's.
          supports: () => (isAsked ? { ok: false, code: 'UNSUPPORTED', reason: 'No more.' } : { ok: true }),
          send: () =>
            new Promise(
              (answer) => ((isAsked = true), (turn.leave = () => answer({ status: 'sent', transport: '' })), resolve()),
            ),
          close: () => undefined,
        };
        const other = new CtiClient({ transports: [transport], outbox: new Outbox({ agent, server, lease }) });
        const sibling = siblingOf(command);
        turn.over = other.send(sibling).finally(() => other.close());
      }),
    leaveTurn: async () => (turn.leave(), void (await turn.over)),
    wait: (milliseconds) => void (options.timeout = milliseconds),
    close: () => client.close(),
    swap() {
      client.close();
      ({ outbox, client } = make());
      return outbox.flush();
    },
    standStill() {
      standing = new Promise((resolve) => (wake = resolve));
      const { setInterval } = window;
      window.setInterval = (() => 0) as never; // a claim that is made now is not renewed
      void standing.then(() => (window.setInterval = setInterval));
    },
    wake() {
      wake();
      standing = undefined;
    },
    setClock: (ahead) => void (Date.now = () => now() + ahead),
    signIns: () => signIns,
  };
}
