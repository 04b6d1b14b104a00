import { msg } from '@lit/localize';
import type { Checks, Command, CommandType, Reply } from './commands.js';
import { CtiError } from './errors.js';
import type { Bulk, Support, Transport } from './transport.js';

type Refusal = Extract<Support, { ok: false }>;
type Transports = readonly Transport[];

/** Which transport carries a command as things stand, and how it takes many contacts; or why none does: `UNREACHABLE` where one could. */
export type Route =
  | (Extract<Support, { ok: true }> & { transport: string; bulk?: Bulk | undefined })
  | { ok: false; code: CtiError['code']; reason: string; bulk?: undefined };

/** The checks of all that these transports know beyond the agent's commands. */
export const checksOf = (transports: Transports): Checks =>
  Object.assign({}, ...transports.map(({ checks }) => checks)) as Checks;

export function selectTransport(transports: Transports, type: CommandType): Route {
  const missing: Refusal[] = [];
  for (const transport of transports) {
    const support = transport.supports(type);
    const { name, bulk } = transport;
    if (support.ok) return { ...support, transport: name, bulk };
    missing.push(support);
  }
  const { code, message: reason } = errorOf(missing);
  return { ok: false, code, reason };
}

/** Those that can send a command again without reaching a person twice. */
export function retrySafe(transports: Transports, { type }: Command): Transports {
  return transports.filter(({ repeats }) => repeats?.includes(type));
}

/** How a command is sent. */
export interface Dispatch {
  /** An earlier try may have arrived. */
  again?: boolean;
  signal?: AbortSignal | undefined;
  /** Awaited before a transport gets the command, and by that before each byte. */
  mayGo?: ((transport: string) => Promise<void> | void) | undefined;
}

/** Sends by the first transport that can, and by the next one only where surely nothing was sent. */
export async function dispatch(
  transports: Transports,
  command: Command,
  { again = false, signal, mayGo }: Dispatch = {},
): Promise<Reply> {
  const missing: Refusal[] = [];
  const healing = again ? retrySafe(transports, command) : [];
  for (const transport of healing.length ? healing : transports) {
    const support = transport.supports(command.type);
    if (!support.ok) {
      missing.push(support);
      continue;
    }
    try {
      const { name } = transport;
      const going = mayGo?.(name);
      if (going) await going;
      // Who closes the client in the moment of the press is heard before the byte.
      const ask = mayGo && (() => Promise.resolve().then(() => mayGo(name)));
      return await transport.send(command, again, signal, ask);
    } catch (cause) {
      const error = CtiError.from(cause);
      if (error.code !== 'UNREACHABLE' || error.maybeSent) throw error;
      missing.push({ ok: false, code: 'UNREACHABLE', reason: error.message });
    }
  }
  throw errorOf(missing);
}

/** One error for all the transports that could not. */
function errorOf(missing: readonly Refusal[]): CtiError {
  const reasons = [...new Set(missing.map(({ reason }) => reason))];
  const { code } = missing.find((each) => each.code === 'UNREACHABLE') ?? ({ code: 'UNSUPPORTED' } as const);
  return new CtiError(code, reasons.join(' ') || msg('No dialer is set up on this page.'));
}
