// What the widget tells, checked by hand: the CRM page pays for no schema library.
import { CtiError } from '../core/errors.js';
import type { EmbedEvents } from './protocol.js';

type EventFields = { [K in keyof EmbedEvents]: { name: K; event: EmbedEvents[K] } }[keyof EmbedEvents];
/** As the widget says it: anything. */
type Loose = Partial<
  Record<
    | 'call'
    | 'cti'
    | 'isNew'
    | 'isReplay'
    | 'isDialled'
    | 'calls'
    | 'agent'
    | 'command'
    | 'reply'
    | 'error'
    | 'current'
    | 'outbox'
    | 'supports'
    | 'height',
    unknown
  >
>;

/** The highest frame that a widget can ask for, in pixels. */
const highest = 10_000;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isError = (value: unknown) =>
  isObject(value) && typeof value['code'] === 'string' && typeof value['message'] === 'string';
const isCommand = (value: unknown) => isObject(value) && typeof value['type'] === 'string';

/** Only the known fields, each of its kind; the widget is trusted with what stands in them. */
const readers: Record<keyof EmbedEvents, (told: Loose) => unknown> = {
  call: ({ call, cti = null, isNew, isReplay, isDialled }) =>
    isObject(call) &&
    typeof call['guid'] === 'string' && {
      ...{ call, cti, isNew: isNew !== false, isReplay: isReplay === true },
      ...(isDialled === true && { isDialled }),
    },
  result: ({ command, reply }) =>
    isCommand(command) &&
    isObject(reply) && {
      command,
      reply: 'error' in reply ? { ...reply, error: CtiError.from(reply['error']) } : reply,
    },
  error: ({ command, error }) =>
    isError(error) && (command === undefined || isCommand(command)) && { command, error: CtiError.from(error) },
  change: ({ current, calls = [], agent, cti = null, outbox, supports }) =>
    isObject(outbox) &&
    isObject(supports) &&
    Array.isArray(calls) && { current, calls: calls as unknown[], agent, cti, outbox, supports },
  resize: ({ height }) => typeof height === 'number' && height >= 0 && { height: Math.min(Math.ceil(height), highest) },
};

/** The event as this page may use it, or nothing. */
export function readEvent(name: unknown, detail: unknown): EventFields | undefined {
  if (typeof name !== 'string' || !Object.hasOwn(readers, name)) return undefined;
  const event = readers[name as keyof EmbedEvents](Object(detail) as Loose);
  return event ? ({ name, event } as EventFields) : undefined;
}
