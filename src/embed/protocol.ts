// What both sides of the bridge between a CRM page and the widget share: names, types and the way errors cross.
import { WindowMessenger } from 'penpal';
import type { CallBooks, CurrentCall } from '../core/call-journal.js';
import type { AgentState } from '../core/call-state.js';
import type { CommandInput, CommandType, Cti, Reply, ReplyTo, RespoolEntry } from '../core/commands.js';
import type { Destinations } from '../core/destinations.js';
import { CtiError } from '../core/errors.js';

/** Version of what crosses the bridge. It is raised when one side of another release could misunderstand the other. */
export const protocol = 2;

/** Keeps the bridge apart from what else a page does with Penpal. */
export const channel = 'portside';

/** A result of a call, or a branch of results, at most three levels: as `cti-disposition-form` takes them. */
export interface EmbedDisposition {
  label: string;
  value?: string | undefined;
  requires?: readonly ('comment' | 'callback')[] | undefined;
  action?: 'respool' | 'respool-alternative' | 'blacklist' | 'schedule' | undefined;
  children?: readonly EmbedDisposition[] | undefined;
}

/** The customer on the CRM's screen. */
export interface Customer {
  /** Offered to be dialled, as it is; nothing is dialled by itself. */
  number?: string | undefined;
  /** What the agent reads beside the number. */
  name?: string | undefined;
  /** IANA time zone, for example `America/Montevideo`. */
  timeZone?: string | undefined;
  /** The contact's line in the dialer, for respool and callback where no CTI object names one. */
  entry?: RespoolEntry | undefined;
}

/** Whom this page's agents may dial: it narrows what the widget's page lets them, and can widen nothing. */
export interface EmbedDestinations extends Pick<Destinations, 'allow' | 'deny' | 'perMinute' | 'needsGesture'> {
  /** Asked before each dial, with the number's digits and leading `+`: `true` lets it be dialled, a text says why not. */
  mayCall?: ((number: string) => boolean | string | Promise<boolean | string>) | undefined;
}

/** What the CRM page gives to the widget; sent whole at each handshake and change. Texts are empty when not set. */
export interface Settings {
  campaign: string;
  agent: string;
  phone: string;
  customer?: Customer | undefined;
  dispositions?: readonly EmbedDisposition[] | undefined;
  /** The page has an authorization function, to be called through the bridge. Its value never stands here. */
  hasAuthorization: boolean;
  /** Without its function, which is called through the bridge where `hasMayCall` is set. */
  destinations?: (Omit<EmbedDestinations, 'mayCall'> & { hasMayCall: boolean }) | undefined;
  /** Names of the events that somebody listens to: the others are not sent. */
  hears: readonly string[];
  /** What the widget told to keep, where its browser refuses it storage: its calls before it was loaded again. */
  call?: CallBooks | undefined;
}

/** What the widget knows at one moment. */
export interface Snapshot {
  current: CurrentCall | undefined;
  /** All calls that are on as far as the widget knows. */
  calls: readonly CurrentCall[];
  /** Where the agent is; nothing where the dialer does not tell. */
  agent: AgentState | undefined;
  cti: Cti | null;
  /** How many commands are kept, by state. */
  outbox: { waiting: number; sending: number; unknown: number; held: number };
  /** Which of the agent's commands can be sent as things stand, and if not, why. */
  supports: Partial<Record<CommandType, { ok: true; transport: string } | { ok: false; reason: string }>>;
}

/** What the widget tells, by event. */
export interface EmbedEvents {
  /**
   * Another call is on the line, or one is in another state than before: `call.state`, as far as its dialer tells; or its
   * microphone or recording is. Once for each. `isNew`: the first for its guid. `isReplay`: the widget knew the call before
   * it was loaded again. `isDialled`: it was dialled in this widget; absent where it was not.
   */
  call: {
    call: CurrentCall & { guid: string };
    cti: Cti | null;
    isNew: boolean;
    isReplay: boolean;
    isDialled?: boolean;
  };
  /** A command got as far as `reply.status` says. */
  result: { command: CommandInput; reply: Reply };
  /** A command failed; without a `command` the bridge itself did. */
  error: { error: CtiError; command?: CommandInput | undefined };
  /** The call, the CTI object, the outbox or what is possible changed. */
  change: Snapshot;
  /** Height of the widget's content, in pixels. */
  resize: { height: number };
}

/** A value, or an error as plain data: of a thrown one only name, message and stack would cross. */
export type BridgeAnswer<T> = { value: T } | { error: unknown };

/** What the widget answers to. */
export type WidgetSide = {
  /** Says hello again, to a page that has connected anew. */
  meet(): void;
  dial(number: string, campaign: string): Promise<BridgeAnswer<ReplyTo<'call'>>>;
  set(settings: Settings): Promise<BridgeAnswer<null>>;
  snapshot(): Promise<BridgeAnswer<Snapshot>>;
};

/** Who the widget is: `page` names this load of it. */
export interface Greeting {
  protocol: number;
  page: string;
}

export interface Welcome {
  protocol: number;
  /** Only for a widget of the same version. */
  settings?: Settings;
}

/** What the CRM page answers to. */
export type HostSide = {
  /** The page's version, and with the widget's own one its settings. */
  hello(greeting: Greeting): Welcome;
  authorization(): Promise<BridgeAnswer<string | undefined>>;
  mayCall(number: string): Promise<BridgeAnswer<boolean | string>>;
  /** An event, or `keep`: the call that comes back with the settings. */
  tell(name: string, detail: unknown): void;
};

/** An error as plain data, which `CtiError.from` reads on the other side. */
export function plainError(cause: unknown): object {
  const { name, code, message, field, detail, transport, maybeSent, retryAfter } = CtiError.from(cause);
  return { name, code, message, field, detail, transport, maybeSent, retryAfter };
}

/** Runs what the other side asked for. */
export async function answer<T>(act: () => T | Promise<T>): Promise<BridgeAnswer<T>> {
  try {
    return { value: await act() };
  } catch (cause) {
    return { error: plainError(cause) };
  }
}

/** The value of an answer; throws its error. */
export function answerValue<T>(answer: BridgeAnswer<T>): T {
  if ('error' in answer) throw CtiError.from(answer.error);
  return answer.value;
}

/**
 * Penpal's messenger, whose first word goes to exact origins too, not to `*`. `isQuiet` leaves out the very first one,
 * which would meet a frame that is still empty: the other side's own comes when it is there. A side that connects anew
 * does not end the other's connection, which would never hear it again.
 */
export function exactMessenger(remoteWindow: Window, allowedOrigins: string[], isQuiet = false): WindowMessenger {
  const messenger = new WindowMessenger({ remoteWindow, allowedOrigins });
  const { sendMessage } = messenger;
  let skips = isQuiet;
  messenger.sendMessage = (message, transferables) => {
    if (message.type === 'DESTROY') return;
    if (message.type !== 'SYN') return sendMessage(message, transferables);
    if (!skips) for (const origin of allowedOrigins) remoteWindow.postMessage(message, origin);
    skips = false;
  };
  return messenger;
}
