import { msg } from '@lit/localize';
import type { Checks, Command, CommandInput, CommandType, Reply } from './commands.js';
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

/** The transports for a command, in the order in which they are tried. */
export type Roads = (type: CommandType) => Transports;

/** As they are listed, but the one named `first` before all others, and those that never answer such a command after them. */
export function inOrder(transports: Transports, type: CommandType, first: string | undefined): Transports {
  const rank = ({ name, unanswered }: Transport) => (name === first ? 0 : unanswered?.includes(type) ? 2 : 1);
  return [...transports].sort((one, other) => rank(one) - rank(other));
}

/** With a command: by which one that very command would go. */
export function selectTransport(roads: Roads, type: CommandType, command?: CommandInput): Route {
  const missing: Refusal[] = [];
  for (const transport of roads(type)) {
    const support = transport.supports(type, command);
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

/** Sends by the first of these that can, and by the next one only where surely nothing was sent. */
export async function dispatch(
  roads: Roads,
  command: Command,
  { again = false, signal, mayGo }: Dispatch = {},
): Promise<Reply> {
  const missing: Refusal[] = [];
  const all = roads(command.type);
  const healing = again ? retrySafe(all, command) : [];
  for (const transport of healing.length ? healing : all) {
    const support = transport.supports(command.type, command);
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
