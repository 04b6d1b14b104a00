import { parseJson, readElements, type Fields, type ReadElements } from '../../codecs/json.js';
import type { Command, CommandOf, CommandType } from '../../core/commands.js';
import { supervisorChecks } from '../../core/supervisor-commands.js';
import type { Support } from '../../core/transport.js';
import type { Answer } from './fetch.js';
import { HttpTransport, notUnderstood, type ReplyBody, type SendRequest } from './http-transport.js';

type JsonOperation<T extends CommandType> = (
  command: CommandOf<T>,
  ask: SendRequest,
) => Promise<Omit<ReplyBody<T>, 'status'>>;
/** How a dialer carries each command that it can. */
export type JsonOperations = { readonly [T in CommandType]?: JsonOperation<T> };

/** What the dialers behind a JSON interface have in common. Each of them has its own table of the wire. */
export abstract class JsonTransport extends HttpTransport {
  readonly checks = supervisorChecks;
  protected abstract readonly operations: JsonOperations;

  supports(type: CommandType): Support {
    return this.operations[type] ? { ok: true } : { ok: false, code: 'UNSUPPORTED', reason: this.notOffered() };
  }

  /** Why a command that is not in the table cannot be sent: a sentence for the agent. */
  protected abstract notOffered(): string;

  protected async carry(command: Command, ask: SendRequest): Promise<ReplyBody<CommandType>> {
    const operation = this.operations[command.type] as JsonOperation<CommandType>;
    return { status: 'confirmed', ...(await operation(command, ask)) };
  }
}

/** The JSON of an answer. Throws `PROTOCOL` with the raw text (V-01, S-06). */
export function readJson(answer: Answer): unknown {
  const value = parseJson(answer.text);
  if (value === undefined) throw notUnderstood(answer.text);
  return value;
}

/** What a reader finds in an answer. Throws `PROTOCOL` with the raw text where it finds nothing. */
export function known<T>(answer: Answer, value: T | undefined): T {
  if (value === undefined) throw notUnderstood(answer.text);
  return value;
}

/** The yes of an answer that has no body. Throws `PROTOCOL` with what is there. */
export const silent = ({ text }: Answer): object => known({ status: 0, text }, text.trim() ? undefined : {});

/** The rows of a list, which the answer is unless told; no other answer is an empty list. Throws `PROTOCOL` with the raw text. */
export const readList = <T>(
  answer: Answer,
  read: (row: Fields) => T | undefined,
  list: unknown = readJson(answer),
): ReadElements<T> => known(answer, readElements(list, read));
