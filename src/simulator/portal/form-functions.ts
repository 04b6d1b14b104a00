import { readingOf } from '../leniency.js';
import {
  anyText,
  boolean,
  checkShape,
  filled,
  isObject,
  makeGuid,
  number,
  phoneNumber,
  shown,
  WireRefusal,
  type Check,
  type Reading,
} from '../wire-schema.js';
import { answeredCall, ctiOf, type DialerCall, type PortalCall } from './actions.js';

/** What the portal puts into a form's own page, and into the page around it (C-382 to C-392, public code). */
export const formFunctions = [
  'UC_makeCall_async',
  'UC_DispositionCall_async',
  'UC_TagRecord',
  'UC_pause',
  'UC_closeForm',
  'UC_Http_proxy',
  'UC_getSystemCampaigns_async',
  '__isInCall',
  '__SendDTMF',
] as const;
export type FormFunction = (typeof formFunctions)[number];

/** What runs SQL in the portal's database (C-393, public code). Here it runs nothing and counts. */
const sqlFunctions = ['UC_exec', 'UC_exec_async', 'UC_get_async'] as const;
export type SqlFunction = (typeof sqlFunctions)[number];

/** What a function does wrong on purpose. All but `throws` and `rejects` do what is asked first, where `isDone` is not `false`. */
export interface FormFunctionFault {
  /** Throws, before anything is done. */
  throws?: unknown;
  /** Its promise is rejected, before anything is done. */
  rejects?: Error;
  /** Its promise never settles; a function without one returns nothing. */
  isSilent?: boolean;
  /** Answers so many milliseconds later. */
  late?: number;
  /** Answers with this. */
  gives?: unknown;
  /** `false` does nothing, and answers all the same. */
  isDone?: boolean;
}

/** One call of a function, in order. */
export interface FormFunctionLine {
  /** Epoch milliseconds. */
  at: number;
  name: FormFunction | SqlFunction;
  args: readonly unknown[];
  /** Why it was not done. */
  refused?: string;
  /** In what it is not as it is seen, and was done all the same. */
  overlooked?: string;
}

/** A number that was dialled for the form. */
export interface FormDial {
  guid: string;
  campaign: string;
  /** The number shown to the customer; empty for the campaign's own. */
  callerId: string;
  number: string;
}

/** The eleven arguments of a result, in their order (C-383). */
export interface FormDisposition {
  campaign: string;
  callerid: string;
  guid: string;
  l1: string;
  l2: string;
  l3: string;
  d1: string;
  d2: string;
  comment: string;
  schedule: string;
  camptoreschedule: string;
}

/** Tones that were sent, and what the site's codes make of them (C-387, C-388). */
export interface FormTones {
  tones: string;
  transfer?: { kind: 'blind' | 'attended'; to: string };
  /** `parent.transfering` was true. */
  isTransfering: boolean;
}

/** What a form asks of another server through the portal (C-391). */
export interface FormProxyRequest {
  url: string;
  method: string;
  headers?: Record<string, string>;
  body?: string;
  type?: string;
  timeout?: number;
}

export interface PortalFormOptions {
  /** The form's window, which gets `UC_…`, `Agent` and `CTI`; this page's own when absent. */
  form?: object;
  /** The window around it, which gets `__isInCall`, `__SendDTMF`, `agent`, `userid`, `language`; the form's `parent` when absent. */
  portal?: object;
  /** Who is signed in. */
  agent?: { name: string; accountcode: string; token: string; userid: string; language: string };
  /** The call with which the form opens; opened by hand when absent, then `CTI` is undefined. */
  call?: DialerCall;
  /** What `UC_getSystemCampaigns_async` gives: its shape is not known (C-392). */
  campaigns?: unknown;
  /** The site's transfer codes, `{to}` for the digits; those of two public forms when absent. */
  codes?: { blind: string; attended: string };
  /** What answers behind `UC_Http_proxy`, for example a simulator's `handle`; 404 when absent. */
  server?: (request: Request) => Promise<Response>;
  /** Functions that this portal does not have. */
  without?: readonly (FormFunction | 'Agent' | 'agent' | 'transfering')[];
  /** `false` also takes a call with three arguments or with a Number, and a result with 7 or 9: as forms are seen to do. */
  strict?: boolean;
  /** Epoch milliseconds. */
  now?: () => number;
}

type Work = (...args: unknown[]) => unknown;

const orNull =
  (check: Check): Check =>
  (value, name) => {
    if (value !== null) check(value, name);
  };
const no: Check = (value, name) => {
  if (value !== false) throw new WireRefusal(`${name} is ${shown(value)}, and only false is seen.`);
};

/** Each function's arguments: name and check, and how many may be left out by forms that are seen. */
const parameters = {
  UC_makeCall_async: { checks: { campaign: anyText, callerId: anyText, number: phoneNumber, fourth: no }, least: 3 },
  UC_DispositionCall_async: {
    checks: {
      campaign: filled,
      callerid: anyText,
      guid: filled,
      l1: filled,
      l2: anyText,
      l3: anyText,
      d1: anyText,
      d2: anyText,
      comment: anyText,
      schedule: anyText,
      camptoreschedule: orNull(anyText),
    },
    least: 7,
  },
  UC_TagRecord: { checks: { guid: filled, text: filled }, least: 2 },
  UC_pause: { checks: { isPaused: boolean }, least: 1 },
  UC_closeForm: { checks: {}, least: 0 },
  UC_Http_proxy: { checks: { request: readsProxy }, least: 1 },
  UC_getSystemCampaigns_async: { checks: {}, least: 0 },
  __isInCall: { checks: {}, least: 0 },
  __SendDTMF: { checks: { tones: isTones }, least: 1 },
} satisfies Record<FormFunction, { checks: Record<string, Check>; least: number }>;

function isTones(value: unknown, name: string): void {
  if (typeof value !== 'string' || !/^[\dA-D*#]+$/.test(value))
    throw new WireRefusal(`${name} is no text of tones (C-387).`);
}

function readsProxy(value: unknown, name: string): void {
  const texts: Check = (headers, at) => {
    if (!isObject(headers)) throw new WireRefusal(`${at} is no object.`);
    for (const [header, each] of Object.entries(headers)) anyText(each, header);
  };
  const shape = { url: filled, method: filled, headers: texts, body: anyText, type: anyText, timeout: number() };
  checkShape<FormProxyRequest>(value, shape, name, { optional: ['headers', 'body', 'type', 'timeout'] });
}

/** The arguments as they are seen, missing ones empty. Throws a {@link WireRefusal}. */
function readArguments(name: FormFunction, args: readonly unknown[], reading: Reading): unknown[] {
  const { checks, least } = parameters[name];
  const all = Object.entries<Check>(checks);
  if (args.length > all.length) throw new WireRefusal(`${name} takes ${all.length} arguments, not ${args.length}.`);
  if (args.length < all.length) {
    const refusal = new WireRefusal(`${name} has ${args.length} arguments of ${all.length}.`);
    if (args.length < least) throw refusal;
    reading.overlook(refusal);
  }
  return all.map(([key, check], at) => (at < args.length ? reading.value(args[at], check, key) : ''));
}

const digitsIn = (pattern: string, tones: string): string | undefined => {
  const [before = '', after = ''] = pattern.split('{to}');
  const isIt = tones.startsWith(before) && tones.endsWith(after) && tones.length > before.length + after.length;
  const to = tones.slice(before.length, tones.length - after.length);
  return isIt && /^\d+$/.test(to) ? to : undefined;
};

/**
 * Plays what the uContact portal puts into the page of a form that it serves itself, from public code of such forms
 * (C-382 to C-392); nobody has compared it with a live one. Calls begin and end when they are told to. Everything that a
 * form calls is kept; what runs SQL does nothing but count.
 *
 * @fires change - Plain event: the log or the state is another.
 */
export class PortalFormSimulator extends EventTarget {
  /** What goes wrong, by function, from the next call on. */
  faults: Partial<Record<FormFunction, FormFunctionFault>> = {};
  readonly dialed: FormDial[] = [];
  readonly dispositions: FormDisposition[] = [];
  /** Tags on a recording, in order. */
  readonly tags: { guid: string; text: string }[] = [];
  readonly tones: FormTones[] = [];
  readonly proxied: FormProxyRequest[] = [];
  readonly log: FormFunctionLine[] = [];
  readonly #options: PortalFormOptions;
  readonly #form: object;
  readonly #portal: object;
  readonly #reading: Reading;
  /** What stood in the windows before: called back by `close`. */
  readonly #before: (() => void)[] = [];
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #call: PortalCall | undefined;
  #isPaused = false;
  #isClosed = false;
  #isTransfering = false;

  constructor(options: PortalFormOptions = {}) {
    super();
    this.#options = options;
    this.#form = options.form ?? window;
    this.#portal = options.portal ?? (Reflect.get(this.#form, 'parent') as object | undefined) ?? this.#form;
    this.#reading = readingOf(options.strict ?? true);
    this.#install();
    if (options.call) this.beginCall(options.call);
  }

  /** The call on the agent's phone; it stays here, `ended`, until the next one. */
  get call(): Readonly<PortalCall> | undefined {
    return this.#call;
  }
  /** The agent speaks with somebody, as `__isInCall` says it. */
  get isInCall(): boolean {
    return !!this.#call?.answered && !this.#call.ended;
  }
  get isPaused(): boolean {
    return this.#isPaused;
  }
  /** The form asked to be closed. */
  get isClosed(): boolean {
    return this.#isClosed;
  }
  /** How often something ran SQL: never may it be anything but 0 (C-393). */
  get sqlCalls(): number {
    return this.log.filter(({ name }) => (sqlFunctions as readonly string[]).includes(name)).length;
  }

  /** What was dialled is answered; or the dialer puts this call through, of which `CTI` tells from now on (C-390). */
  beginCall(call?: DialerCall): Readonly<PortalCall> {
    if (!call) {
      if (!this.#call || this.#call.answered) throw new Error('Nothing was dialled.');
      this.#call = { ...this.#call, answered: true };
    } else {
      this.#call = answeredCall(call);
      this.#set(this.#form, 'CTI', JSON.stringify(ctiOf(this.#call, 'form')));
    }
    this.#changed();
    return this.#call;
  }

  /** The call is over, whoever hung up: the form has no function for it (C-394). */
  endCall(): void {
    if (!this.#call || this.#call.ended) return;
    this.#call = { ...this.#call, ended: true };
    this.#isTransfering = false;
    this.#changed();
  }

  /** Takes all out of the windows again. Answers to come never do. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    for (const back of this.#before.splice(0).reverse()) back();
  }

  #install(): void {
    const { without = [], agent = madeUpAgent } = this.#options;
    const has = (name: FormFunction | 'Agent' | 'agent' | 'transfering') => !without.includes(name);
    for (const name of formFunctions)
      if (has(name)) this.#set(name.startsWith('__') ? this.#portal : this.#form, name, this.#function(name));
    for (const name of sqlFunctions) this.#set(this.#form, name, this.#trap(name));
    const { name, accountcode, token, userid, language } = agent;
    if (has('Agent')) this.#set(this.#form, 'Agent', { accountcode, token });
    if (has('agent')) this.#set(this.#portal, 'agent', { name, accountcode });
    this.#set(this.#portal, 'userid', userid);
    this.#set(this.#portal, 'language', language);
    this.#set(this.#form, 'CTI', undefined);
    if (has('transfering')) this.#listenToTransfering();
  }

  /** Puts something into a window, as a script of the portal does. */
  #set(target: object, name: string, value: unknown): void {
    this.#define(target, name, { value, writable: true, enumerable: true, configurable: true });
  }

  #listenToTransfering(): void {
    this.#define(this.#portal, 'transfering', {
      get: () => this.#isTransfering,
      set: (value: unknown) => {
        this.#isTransfering = value === true;
        this.#changed();
      },
      enumerable: true,
      configurable: true,
    });
  }

  #define(target: object, name: string, descriptor: PropertyDescriptor): void {
    const before = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, descriptor);
    this.#before.push(() => {
      if (before) Object.defineProperty(target, name, before);
      else Reflect.deleteProperty(target, name);
    });
  }

  #function(name: FormFunction): Work {
    const isAsync = name.endsWith('_async') || name === 'UC_Http_proxy';
    return (...args) => {
      const line: FormFunctionLine = { at: (this.#options.now ?? Date.now)(), name, args };
      this.log.push(line);
      const fault = this.faults[name] ?? {};
      try {
        return this.#run({ name, args, fault, isAsync }, line);
      } finally {
        Object.assign(line, this.#reading.takeOverlooked());
        this.#changed();
      }
    };
  }

  #run(
    { name, args, fault, isAsync }: { name: FormFunction; args: unknown[]; fault: FormFunctionFault; isAsync: boolean },
    line: FormFunctionLine,
  ): unknown {
    if ('throws' in fault || 'rejects' in fault) {
      line.refused = 'A fault is set.';
      if ('throws' in fault) throw fault.throws;
      return Promise.reject(fault.rejects ?? new Error(line.refused));
    }
    let answer: unknown;
    let refusal: Error | undefined;
    try {
      if (fault.isDone === false) throw new WireRefusal('A fault is set: nothing is done.');
      answer = this.#works[name](...readArguments(name, args, this.#reading));
    } catch (cause) {
      if (!(cause instanceof WireRefusal)) throw cause;
      line.refused = cause.message;
      if (fault.isDone !== false) refusal = new Error(cause.message);
    }
    if ('gives' in fault) [answer, refusal] = [fault.gives, undefined];
    if (!isAsync) return fault.isSilent ? undefined : answer;
    if (fault.isSilent) return new Promise(() => {});
    if (fault.late) return this.#late(fault.late, answer, refusal);
    return refusal ? Promise.reject(refusal) : Promise.resolve(answer);
  }

  #late(milliseconds: number, answer: unknown, refusal: Error | undefined): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        if (refusal) reject(refusal);
        else resolve(answer);
      }, milliseconds);
      this.#timers.add(timer);
    });
  }

  readonly #works: Readonly<Record<FormFunction, Work>> = {
    UC_makeCall_async: (campaign, callerId, number) =>
      this.#dial(campaign as string, callerId as string, number as string),
    UC_DispositionCall_async: (...args) => {
      const names = Object.keys(parameters.UC_DispositionCall_async.checks);
      const given = names.map((name, at) => [name, args[at] ?? '']);
      this.dispositions.push(Object.fromEntries(given) as FormDisposition);
    },
    UC_TagRecord: (guid, text) => void this.tags.push({ guid: guid as string, text: text as string }),
    UC_pause: (isPaused) => {
      this.#isPaused = isPaused as boolean;
    },
    UC_closeForm: () => {
      this.#isClosed = true;
    },
    UC_Http_proxy: (request) => this.#proxy(request as FormProxyRequest),
    UC_getSystemCampaigns_async: () => this.#options.campaigns ?? ['Sale->'],
    __isInCall: () => this.isInCall,
    __SendDTMF: (tones) => this.#send(tones as string),
  };

  #dial(campaign: string, callerId: string, number: string): string {
    if (this.#call && !this.#call.ended) throw new WireRefusal('The agent has a call.');
    const guid = makeGuid();
    this.dialed.push({ guid, campaign, callerId, number });
    this.#call = {
      guid,
      campaign,
      callerId: number,
      destination: number,
      startedAt: (this.#options.now ?? Date.now)(),
      answered: false,
      ended: false,
      by: 'call',
      ...(callerId && { shownNumber: callerId }),
      parameters: '',
    };
    return guid;
  }

  #send(tones: string): void {
    if (!this.isInCall) throw new WireRefusal('There is no call to send tones into.');
    const { blind, attended } = this.#options.codes ?? { blind: '##{to}#', attended: '#0{to}' };
    const given = digitsIn(blind, tones);
    const asked = given === undefined ? digitsIn(attended, tones) : undefined;
    this.tones.push({
      tones,
      isTransfering: this.#isTransfering,
      ...(given !== undefined && { transfer: { kind: 'blind', to: given } }),
      ...(asked !== undefined && { transfer: { kind: 'attended', to: asked } }),
    });
    if (given !== undefined) this.endCall();
  }

  async #proxy(request: FormProxyRequest): Promise<{ code: number; body: string }> {
    this.proxied.push(request);
    const { server } = this.#options;
    if (!server) return { code: 404, body: '' };
    const { url, method, headers = {}, body } = request;
    const answer = await server(new Request(url, { method, headers, ...(body !== undefined && { body }) }));
    return { code: answer.status, body: await answer.text() };
  }

  #trap(name: SqlFunction): Work {
    return (...args) => {
      this.log.push({ at: (this.#options.now ?? Date.now)(), name, args, refused: 'SQL: nothing here may run it.' });
      this.#changed();
      return name === 'UC_exec' ? '' : Promise.resolve('[]');
    };
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

const madeUpAgent = {
  name: 'Agent1',
  accountcode: 'Agent1',
  token: 'QWdlbnQxOnNlY3JldA==',
  userid: '7',
  language: 'es',
};
