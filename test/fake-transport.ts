import { CtiClient } from '../src/core/client.js';
import type { Command, CommandType, Reply } from '../src/core/commands.js';
import type { Transport } from '../src/core/transport.js';

export interface FakeTransport extends Transport {
  /** What was sent, in order. */
  readonly sent: Command[];
}

/** A dialer that can do what `can` lists (all when absent) and answers as `send` does. */
export function fakeTransport({
  can,
  send,
}: { can?: readonly CommandType[]; send?: (command: Command) => Reply | Promise<Reply> } = {}): FakeTransport {
  const sent: Command[] = [];
  return {
    name: 'fake',
    sent,
    supports: (type) =>
      !can || can.includes(type)
        ? { ok: true }
        : { ok: false, code: 'UNSUPPORTED', reason: `The fake cannot ${type}.` },
    send: async (command) => {
      sent.push(command);
      return send ? send(command) : ({ status: 'sent', transport: 'fake' } as Reply);
    },
    close() {},
  };
}

/** A client with that one dialer. */
export function clientOf(...transports: Transport[]): CtiClient {
  return new CtiClient({ transports });
}
