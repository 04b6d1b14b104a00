import { msg } from '@lit/localize';
import { mayWait, type Checks, type Command, type CommandInput, type CommandType, type Reply } from './commands.js';
import { CtiError } from './errors.js';
import type { Bulk, Support, Transport } from './transport.js';

/** Why a transport does not carry a command. */
export type Refusal = Extract<Support, { ok: false }>;
type Transports = readonly Transport[];

/** Which transport carries a command as things stand, and how it takes many contacts; or why none does: `UNREACHABLE` where one could. */
export type Route =
  | (Extract<Support, { ok: true }> & { transport: string; bulk?: Bulk | undefined })
  | { ok: false; code: CtiError['code']; reason: string; bulk?: undefined };

/** The checks of all that these transports know beyond the agent's commands. */
export const checksOf = (transports: Transports): Checks =>
  Object.assign({}, ...transports.map(({ checks }) => checks)) as Checks;

/** The transports for a command, in the order in which they are tried; a refusal in the place of one that must not get it. */
export type Roads = (type: CommandType, command?: CommandInput) => readonly (Transport | Refusal)[];

const isSilent = ({ unanswered }: Transport, type: CommandType) => !!unanswered?.includes(type);

/** As they are listed, but the one named `first` before all others, and those that never answer such a command after them. */
export function inOrder(transports: Transports, type: CommandType, first: string | undefined): Transports {
  const rank = (each: Transport) => (each.name === first ? 0 : isSilent(each, type) ? 2 : 1);
  return [...transports].sort((one, other) => rank(one) - rank(other));
}

/**
 * Those that can carry a command, in their order. `missing` takes what the others say, and what whoever tried one adds. What
 * may wait, and one that answers could not be told now, is told none that never answers: nobody would know what became of it.
 */
function* able(roads: Roads, type: CommandType, command: CommandInput | undefined, missing: Refusal[]) {
  let mustAnswer = false;
  for (const road of roads(type, command)) {
    const isRefusal = 'ok' in road;
    if (mustAnswer && !isRefusal && isSilent(road, type)) continue;
    const support = isRefusal ? road : road.supports(type, command);
    const before = missing.length;
    if (!support.ok) missing.push(support);
    else if (!isRefusal) yield { transport: road, support };
    const isAway = missing.slice(before).some(({ code }) => code === 'UNREACHABLE');
    mustAnswer ||= isAway && mayWait.has(type) && !isRefusal && !isSilent(road, type);
  }
}

/** With a command: by which one that very command would go. */
export function selectTransport(roads: Roads, type: CommandType, command?: CommandInput): Route {
  const missing: Refusal[] = [];
  const [first] = able(roads, type, command, missing);
  if (first) return { ...first.support, transport: first.transport.name, bulk: first.transport.bulk };
  const { code, message: reason } = errorOf(missing);
  return { ok: false, code, reason };
}

/** Whether it can send a command again without reaching a person twice. */
export const isRetrySafe = ({ repeats }: Pick<Transport, 'repeats'>, type: CommandType): boolean =>
  !!repeats?.includes(type);

/** How a command is sent. */
export interface Dispatch {
  /** An earlier try may have arrived. */
  again?: boolean;
  signal?: AbortSignal | undefined;
  /** Awaited before a transport gets the command, and by that before each byte. */
  mayGo?: ((transport: string) => Promise<void> | void) | undefined;
  /** The command as a transport gets it; as it is when absent. */
  as?: ((transport: string) => Command) | undefined;
}

/** Sends by the first of these that can, and by the next one only where surely nothing was sent. */
export async function dispatch(
  roads: Roads,
  command: Command,
  { again = false, signal, mayGo, as = () => command }: Dispatch = {},
): Promise<Reply> {
  const missing: Refusal[] = [];
  for (const { transport } of able(roads, command.type, command, missing)) {
    try {
      const { name } = transport;
      const going = mayGo?.(name);
      if (going) await going;
      // Who closes the client in the moment of the press is heard before the byte.
      const ask = mayGo && (() => Promise.resolve().then(() => mayGo(name)));
      return await transport.send(as(name), again, signal, ask);
    } catch (cause) {
      const error = CtiError.from(cause);
      if (error.code !== 'UNREACHABLE' || error.maybeSent) throw error;
      missing.push({ ok: false, code: 'UNREACHABLE', reason: error.message });
    }
  }
  throw errorOf(missing);
}

/** One error for all the transports that could not: of those that cannot now, where there are such. */
function errorOf(missing: readonly Refusal[]): CtiError {
  const away = missing.filter(({ code }) => code === 'UNREACHABLE');
  const [{ code } = { code: 'UNSUPPORTED' as const }] = away;
  const reasons = new Set((away.length ? away : missing).map(({ reason }) => reason));
  return new CtiError(code, [...reasons].join(' ') || msg('No dialer is set up on this page.'));
}
