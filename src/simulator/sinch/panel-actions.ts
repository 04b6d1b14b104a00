import {
  checkShape,
  filled,
  isObject,
  number,
  oneOf,
  shown,
  WireRefusal,
  type Check,
  type Shape,
} from '../wire-schema.js';
import { type Caller, type PanelCall, type PanelCalls, type PanelPress } from './panel-calls.js';

/** A presence profile of the user (C-376, vendor code). */
export interface SinchProfile {
  /** 32 characters. */
  id: string;
  name: string;
}

/** A queue that the user serves: `addresses[].address` and `type` are what the vendor's client reads (C-358). */
export interface SinchQueue {
  id: string;
  name: string;
  type: 'phone' | 'chat' | 'email';
  addresses: { address: string }[];
}

/** Who is signed in at the panel. */
export interface SinchUser {
  id: string;
  presence_profiles: SinchProfile[];
  /** The id of the profile that is chosen. */
  presence?: string;
}

/** A contact that waits and may be picked (C-366). */
export interface WaitingContact extends Caller {
  /** 32 characters. */
  id: string;
}

/** What the page asked for and the panel did. */
export type PanelDone = Readonly<{ command: string; interactionId?: string; value?: unknown }>;

/** What the actions work on. */
export interface PanelDesk {
  readonly calls: PanelCalls;
  readonly user: SinchUser;
  readonly queues: readonly SinchQueue[];
  readonly waiting: WaitingContact[];
  /** Does it a moment later. */
  later(work: () => void): void;
}

interface Action {
  interactionId?: string;
  value?: unknown;
  limit?: number;
  queueId?: string;
}
type Run = (desk: PanelDesk, action: Action) => unknown;
interface Command {
  shape: Shape<object>;
  optional?: readonly string[];
  /** Gives `value` of the response: the interaction, as the vendor's client says of most of them. */
  run: Run;
}

const id32: Check = (value, name) => {
  filled(value, name);
  if ((value as string).length !== 32) throw new WireRefusal(`${name} has not 32 characters (C-357).`);
};
const objectOf =
  (shape: Shape<object>, optional: readonly string[] = []): Check =>
  (value, name) =>
    void checkShape(value, shape, name, { optional });
const tone: Check = (value, name) => {
  if (typeof value !== 'string' || !/^[\dA-D*#]$/.test(value))
    throw new WireRefusal(`${name} is not one tone (C-361).`);
};

/** A key whose value is `undefined` stays one in a structured clone; the vendor's own client leaves such keys. */
const defined = (value: unknown): unknown =>
  isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) : value;

const to = objectOf({ to: filled });
const wire = ({ interaction }: PanelCall) => ({ ...interaction });
const targetOf = (value: unknown) => (value as { to: string }).to;

const details: Readonly<Record<string, (desk: PanelDesk) => unknown>> = {
  user: ({ user }) => user,
  interactions: ({ calls }) => calls.all.map(wire),
  interaction: ({ calls }) => (calls.active ? wire(calls.active) : null),
  activeInteraction: ({ calls }) => (calls.active ? wire(calls.active) : null),
  queues: ({ queues }) => queues,
  queue: ({ queues }) => queues[0] ?? null,
  transcript: () => [],
  activeExtension: () => null,
};

const of =
  (work: (desk: PanelDesk, action: Action) => PanelCall): Run =>
  (desk, action) =>
    wire(work(desk, action));

/** Takes the contact out of the list; its call comes a moment later, as an event (C-359). */
function pick(desk: PanelDesk, id: string | undefined): true {
  const at = desk.waiting.findIndex((each) => each.id === id);
  const [contact] = at < 0 ? [] : desk.waiting.splice(at, 1);
  if (!contact) throw new WireRefusal(`No contact ${String(id)} waits.`);
  desk.later(() => void desk.calls.pick(contact.id, contact));
  return true;
}

/** The actions of C-358 to C-366 that are about telephone calls (vendor code). */
const commands: Readonly<Record<string, Command>> = {
  outbound: {
    shape: { value: objectOf({ channel: oneOf('phone'), to: filled, from: filled }, ['from']) },
    run({ calls, queues }, { value }) {
      const { to, from } = value as { to: string; from?: string };
      const addresses = queues
        .filter(({ type }) => type === 'phone')
        .flatMap(({ addresses }) => addresses.map(({ address }) => address));
      if (from !== undefined && !addresses.includes(from))
        throw new WireRefusal(`${from} is no address of a phone queue that the user serves (C-358).`);
      const [first] = addresses;
      const shownNumber = from ?? first;
      if (shownNumber === undefined) throw new WireRefusal('The user serves no phone queue.');
      return wire(calls.dial(to, shownNumber));
    },
  },
  interaction: {
    shape: { interactionId: id32, value: oneOf('accept', 'reject', 'hangup', 'handle', 'pick') },
    run(desk, { interactionId, value }) {
      if (value === 'pick') return pick(desk, interactionId);
      const call = desk.calls.find(interactionId);
      desk.calls.press(call, value as PanelPress);
      return wire(call);
    },
  },
  callState: {
    shape: {
      interactionId: id32,
      value: oneOf('hold', 'unhold', 'mute', 'unmute', 'startRecording', 'stopRecording'),
    },
    run: of(({ calls }, { interactionId, value }) => {
      const call = calls.find(interactionId);
      calls.press(call, value as PanelPress);
      return call;
    }),
  },
  dtmf: {
    shape: { interactionId: id32, value: objectOf({ content: tone }) },
    optional: ['interactionId'],
    run: of(({ calls }, { interactionId, value }) => {
      const call = calls.find(interactionId);
      calls.tone(call, (value as { content: string }).content);
      return call;
    }),
  },
  transfer: {
    shape: { interactionId: id32, value: to },
    optional: ['interactionId'],
    run: of(({ calls }, { interactionId, value }) => {
      const call = calls.find(interactionId);
      calls.transfer(call, targetOf(value));
      return call;
    }),
  },
  consult: {
    shape: { interactionId: id32, value: to },
    run: of(({ calls }, { interactionId, value }) => calls.consult(calls.find(interactionId), targetOf(value))),
  },
  join: {
    shape: { interactionId: id32 },
    run: of(({ calls }, { interactionId }) => calls.join(calls.find(interactionId))),
  },
  detail: {
    shape: { value: filled },
    run(desk, { value }) {
      const subject = value as string;
      if (Object.hasOwn(details, subject)) return details[subject]?.(desk);
      if (subject.length !== 32) throw new WireRefusal(`There is no detail ${subject}.`);
      return wire(desk.calls.find(subject));
    },
  },
  picklist: {
    shape: { limit: number(1), queueId: filled },
    optional: ['limit', 'queueId'],
    run: ({ waiting }, { limit = 100 }) => waiting.slice(0, limit),
  },
};

/** An action without the mark that the vendor's client puts on its own (C-357). */
export function readPanelAction(payload: unknown): Record<string, unknown> {
  const given = defined(payload);
  if (!isObject(given)) throw new WireRefusal('The payload of an action is an object.');
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, each]) => (key === 'cpcFn' ? [] : [[key, defined(each)]])),
  );
}

/** Does an action. Gives `value` of the response; throws a {@link WireRefusal} for what is not as documented or cannot be. */
export function performPanelAction(desk: PanelDesk, { command: name, ...action }: Record<string, unknown>): unknown {
  const command = typeof name === 'string' && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new WireRefusal(`There is no command ${shown(name)}.`);
  checkShape<object>(action, command.shape, String(name), { optional: command.optional ?? [] });
  return command.run(desk, action);
}
