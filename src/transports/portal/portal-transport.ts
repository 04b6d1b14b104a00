import { msg, str } from '@lit/localize';
import * as z from 'zod/mini';
import { readCti } from '../../codecs/cti-object.js';
import { isGuid } from '../../codecs/guid.js';
import { samePhone } from '../../codecs/phone.js';
import { remainingTime } from '../../codecs/remaining-time.js';
import type { Command, CommandInput, CommandOf, CommandType, Cti, Reply } from '../../core/commands.js';
import { CtiError } from '../../core/errors.js';
import type { MayGo, OpenDial, Support, Transport, Witness } from '../../core/transport.js';
import { writeRespoolObject } from '../integra/integra-codec.js';
import { exactOrigin } from '../message-guard.js';
import { transportError } from '../transport-error.js';
import { openPortalChannel, type PortalChannel } from './portal-messages.js';
import { routeToPortal, type PortalRoute, type PortalTarget } from './portal-route.js';
import { RequestQueue, type LateListener } from './request-queue.js';
import { writeJson } from '../../codecs/write-json.js';

export interface PortalOptions {
  /** Exact origin of the portal, for example `https://ucontact.example`. Found out from the browser when absent. */
  origin?: string;
  /** The window that is the portal, where forms are nested. `parent` when absent. */
  target?: PortalTarget;
  /** How long to wait for an answer, in milliseconds: the agent's phone rings first. 15000 when absent. */
  timeout?: number;
}

const askCti = { action: 'CTI' };

/** Our commands as the portal spells them (contract 1.1.2, C-008 to C-017). An absent value is an absent key (C-024). */
const wire: { [T in CommandType]?: (command: CommandOf<T>) => object } = {
  call: ({ campaign, callerId, destination }) => ({ action: 'call', campaign, callerid: callerId, destination }),
  callWithPhone: ({ destination, campaign }) => ({ action: 'callWithPhone', destination, campaign }),
  hangup: () => ({ action: 'hangup' }),
  cti: () => askCti,
  respool: ({ entry }) => ({ action: 'respool', objetoRespool: writeRespoolObject(entry) }),
  schedule: ({ at, entry }) => ({ action: 'schedule', callDate: at, objectDialer: writeRespoolObject(entry) }),
  tag: ({ guid, message }) => ({ action: 'tag', guid, message }),
};

const Payload = z.object({});

/** How long an unproved window may take to show that it is a portal, in milliseconds. */
const proofTime = 5_000;
/** A guid names one call for ever; the portal may say it twice. */
const remembered = 100;

/**
 * Carries commands to the uContact portal that frames this page, by its documented Porthole actions.
 * The portal answers `call`, `callWithPhone` and `cti` only; the rest is `sent`, and nobody knows more (U-10).
 */
export class PortalTransport implements Transport {
  readonly name = 'portal';
  /** A tag twice says the same. */
  readonly repeats = ['tag'] as const;
  readonly unanswered = ['hangup', 'respool', 'schedule', 'tag'] as const;

  readonly #route: PortalRoute;
  readonly #timeout: number;
  readonly #line: PortalChannel | undefined;
  readonly #calls: RequestQueue<string>;
  readonly #ctis: RequestQueue<Cti | null>;
  readonly #guids: string[] = [];
  #proof: Promise<Cti | null> | undefined;
  #witness: Witness = () => undefined;
  #isOther: (guid: string, destination: string) => boolean = () => false;

  constructor({ origin, target = 'parent', timeout = 15_000 }: PortalOptions = {}) {
    this.#timeout = timeout;
    this.#calls = new RequestQueue(timeout);
    this.#ctis = new RequestQueue(timeout);
    this.#route = routeToPortal(origin ? exactOrigin(origin) : undefined, target);
    const portal = window[target];
    if (portal && 'origin' in this.#route)
      this.#line = openPortalChannel(portal, this.#route.origin, this.#hear, (why, count) =>
        this.#witness('refused', { why, count }),
      );
  }

  supports(type: CommandType, command?: CommandInput): Support {
    if (command?.type === 'schedule' && !(command.entry.dialerBase && command.entry.contact))
      return { ok: false, code: 'UNSUPPORTED', reason: noEntry() };
    if (!wire[type])
      return {
        ok: false,
        code: 'UNSUPPORTED',
        reason: msg('The portal does not take this from here: do it in the portal itself.'),
      };
    if ('problem' in this.#route) return { ok: false, code: 'UNREACHABLE', reason: this.#route.problem };
    return { ok: true };
  }

  async send(command: Command, _again?: boolean, _signal?: AbortSignal, mayGo?: MayGo): Promise<Reply> {
    const support = this.supports(command.type, command);
    if (!support.ok) throw new CtiError(support.code, support.reason, { transport: this.name });
    const going = { mayGo, isOut: false };
    try {
      return await this.#send(command, going);
    } catch (cause) {
      throw transportError(cause, this.name, going.isOut, command);
    }
  }

  /** The line stays closed as long as a guid may still come: twice the time limit after the post. */
  follow({ destination, at }: OpenDial, answered: (guid: string | undefined) => void): void {
    const hear: LateListener<string> = (answer) => {
      if ('value' in answer) answered(answer.value);
      else if (answer.code === 'REJECTED') answered(undefined);
    };
    if (this.#calls.follow(destination, hear)) return;
    const left = remainingTime({ at }, 2 * this.#timeout);
    // What waited behind another one may never have been posted.
    if (left) this.#calls.hold(destination, left, this.#calls.lateAbout === undefined ? hear : undefined);
  }

  knowGuids(isOther: (guid: string, destination: string) => boolean): void {
    this.#isOther = isOther;
  }

  /** The portal's origin, as far as it is known. */
  get origin(): string | undefined {
    return 'origin' in this.#route ? this.#route.origin : undefined;
  }

  watch(witness: Witness): void {
    this.#witness = witness;
  }

  close(): void {
    this.#calls.close();
    this.#ctis.close();
    this.#line?.close();
  }

  async #send(command: Command, going: Going): Promise<Reply> {
    const { name: transport } = this;
    if (command.type === 'cti') return { status: 'confirmed', transport, cti: await (this.#proof ?? this.#askCti()) };

    await this.#prove();
    const toWire = wire[command.type] as (command: Command) => object;
    const post = () => {
      this.#post(toWire(command));
      going.isOut = true;
    };
    const { mayGo } = going;
    if (command.type === 'call' || command.type === 'callWithPhone') {
      const guid = await this.#calls.ask(post, { about: command.destination, mayGo });
      return { status: 'confirmed', transport, guid };
    }
    if (mayGo) await mayGo();
    post();
    return { status: 'sent', transport };
  }

  #post(payload: object): void {
    try {
      this.#witness('sent', payload);
      this.#line?.post(payload);
    } catch (cause) {
      throw new CtiError('UNREACHABLE', msg('Nothing could be sent to the portal.'), { cause });
    }
  }

  /** A window that never answered is told nothing but the question for the CTI object. */
  async #prove(): Promise<void> {
    if (this.#proved) return;
    this.#proof ??= this.#askCti().finally(() => (this.#proof = undefined));
    // An answer that cannot be read is an answer.
    await this.#proof.catch((cause: unknown) => (this.#proved ? null : Promise.reject(CtiError.from(cause))));
  }

  async #askCti(): Promise<Cti | null> {
    const time = this.#proved ? this.#timeout : Math.min(this.#timeout, proofTime);
    try {
      return await this.#ctis.ask(() => this.#post(askCti), { timeout: time });
    } catch (cause) {
      const error = CtiError.from(cause);
      if (this.#proved || error.code === 'CANCELED' || !('origin' in this.#route)) throw error;
      throw new CtiError('UNREACHABLE', noPortal(this.#route.origin), { cause });
    }
  }

  get #proved(): boolean {
    return 'origin' in this.#route && this.#route.proved;
  }

  /** A payload from the portal's window. Requests, and what has the form of no answer, are not for us: `false`. */
  readonly #hear = (payload: unknown): boolean => {
    if (!Payload.safeParse(payload).success) return false;
    const data = payload as Record<string, unknown>;
    const guid = Object.hasOwn(data, 'guid');
    // Porthole drops an undefined CTI from the text: an empty answer is "no call" (C-030).
    const cti = Object.hasOwn(data, 'CTI') || Object.keys(data).length === 0;
    if (Object.hasOwn(data, 'action') || !(guid || cti)) return false;
    this.#witness('received', data);
    if ('origin' in this.#route) this.#route.proved = true;
    if (guid) this.#hearGuid(data['guid']);
    if (cti) this.#hearCti(data['CTI']);
    return true;
  };

  #hearGuid(value: unknown): void {
    const detail = writeJson(value ?? null).slice(0, 200);
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
    if (text === '' || text === '0')
      return this.#calls.fail(
        new CtiError(
          'REJECTED',
          msg(
            'The portal did not place the call. Check the number and the campaign, and that your phone is signed in.',
          ),
          { detail },
        ),
      );
    if (text === undefined || !isGuid(text))
      return this.#calls.fail(
        new CtiError('PROTOCOL', msg('The portal’s answer could not be understood.'), {
          detail,
        }),
      );
    if (this.#guids.includes(text) || this.#isOther(text, this.#calls.about)) return;
    this.#remember(text);
    this.#calls.answer(text);
  }

  /** The call that is on was dialled without an answer: this is it, and a late one says the same. */
  #settleLate({ guid, callerId = '' }: Partial<Cti>): void {
    const about = this.#calls.lateAbout;
    if (!guid || about === undefined || !samePhone(callerId, about) || this.#isOther(guid, about)) return;
    this.#remember(guid);
    this.#calls.answer(guid);
  }

  #remember(guid: string): void {
    this.#guids.push(guid);
    if (this.#guids.length > remembered) this.#guids.shift();
  }

  #hearCti(value: unknown): void {
    try {
      const cti = readCti(value);
      this.#settleLate(cti ?? {});
      this.#ctis.answer(cti);
    } catch (cause) {
      this.#ctis.fail(CtiError.from(cause));
    }
  }
}

/** A command on its way. */
interface Going {
  readonly mayGo: MayGo | undefined;
  isOut: boolean;
}

/** The portal wants the dialer's list and contact: made up they would alter its work (UC-5). */
const noEntry = () =>
  msg('The portal needs the dialer’s entry for a callback: open it from the dialer’s call, or set integra-url.');

const noPortal = (origin: string) =>
  msg(str`No uContact portal answers from ${origin}: nothing was sent. Check portal-origin.`);
