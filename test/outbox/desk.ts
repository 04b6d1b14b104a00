import { CtiClient, CtiError, Outbox, type Command, type CommandType, type OutboxOptions, type Reply, type Transport } from '../../src/index.js';

/** A dialer that does what the test says next; it keeps what it was given, and what it has done. */
export interface Dialer extends Transport {
  answer: (command: Command, again: boolean) => Promise<Reply> | Reply;
  readonly got: { command: Command; again: boolean }[];
}

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

/** Waits until it is so. */
export async function until(isSo: () => unknown, what = 'it happens'): Promise<void> {
  const end = performance.now() + 5_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`Waited in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The error that a promise must reject with. */
export const failureOf = (promise: Promise<unknown>): Promise<CtiError> =>
  promise.then(
    () => Promise.reject(new Error('It did not fail.')),
    (error: CtiError) => error,
  );
