import { msg, str } from '@lit/localize';
import { checkAddress } from '../../core/address.js';
import type { Authorization, Support } from '../../core/transport.js';
import { objectOf, parseJson, writeBody, type Fields } from '../../codecs/json.js';
import type { Answer } from '../http/fetch.js';
import type { HttpRequest, HttpRoad } from '../http/http-transport.js';

/**
 * What lies beside the dialer at Voicenter, each with the path of its documents behind a host of its own (C-300): vendor
 * page and vendor code, but `statuses`, which is public code. All of it is asked by a JSON POST, never by GET (V-23).
 */
export const voicenterPaths = {
  /** click2call: dials and ends (C-303, C-310). Vendor's host `https://api.voicenter.com`. */
  calls: 'ForwardDialer/click2call.aspx',
  /** The agent's state (C-313). `https://api.voicenter.com`. */
  status: 'UserLogin/SetStatusFromAPI',
  /** The account's own names of the states (C-317). `https://loginapi.voicenter.co.il`. */
  statuses: 'UserLogin/GetStatusesList',
  /** What is on at an extension (C-323). `https://monapisec.voicenter.co.il`. */
  monitor: 'comet/API/GetExtensionsCalls',
  /** The account's extensions (C-329). `https://monitor.voicenter.co.il`. */
  extensions: 'Comet/api/GetExtensions',
  /** Mutes recordings (C-318). One host for each account, `https://<monitorX>.voicenter.co` (C-322). */
  mute: 'api/MuteUnmuteCalls',
  /** Puts on the do-not-call list (C-340). `https://api.voicenter.com`. */
  blacklist: 'Blacklist/AddBlackList',
  /** Takes off it; goes the way of `blacklist`. */
  unblacklist: 'Blacklist/RemoveBulkFromBlacklist',
  /** The call log (C-343). `https://api.voicenter.com`. */
  log: 'hub/cdr/',
} as const;
type VoicenterPath = keyof typeof voicenterPaths;
export type VoicenterService = Exclude<VoicenterPath, 'unblacklist'>;

/** How one service is asked, where that is not by the proxy at `baseUrl` alone. */
export interface VoicenterRoad {
  /** What stands before the documented path: the vendor's host, or another proxy. The transport's `baseUrl` when absent. */
  baseUrl?: string;
  /** The service's secret (C-301). It stands in each request then: never in a page that others can read. None by default: the proxy adds it. */
  code?: string;
  /** The sign-in at `baseUrl`. The transport's own when absent, where that is of the same origin. */
  authorization?: Authorization;
}

/** Letter case as printed (C-301): `Code` in JSON bodies of state and do-not-call list; the recording mute knows no secret (C-321). */
const codeName: Readonly<Record<VoicenterPath, 'code' | 'Code' | ''>> = {
  calls: 'code',
  status: 'Code',
  statuses: 'code',
  monitor: 'code',
  extensions: 'code',
  mute: '',
  blacklist: 'Code',
  unblacklist: 'Code',
  log: 'code',
};

/** A page's own address is of its own origin, also where it is written without one. */
const originOf = (base: string) => {
  const page = (globalThis.location as Location | undefined)?.href ?? 'https://page.invalid';
  return URL.canParse(base, page) ? new URL(base, page).origin : base;
};

/** The roads to Voicenter's services: by default the integrator's proxy at `baseUrl`, which adds the secret and asks who is there (C-302, V-23). */
export class VoicenterServices {
  readonly #roads: Readonly<Partial<Record<VoicenterService, VoicenterRoad>>>;
  readonly #proxy: HttpRoad | undefined;

  /** `proxy` is the integrator's own base; without one each service needs its own. Throws `INVALID` for an address that holds a user or a password. */
  constructor(roads: Readonly<Partial<Record<VoicenterService, VoicenterRoad>>>, proxy: HttpRoad | undefined) {
    for (const [name, { baseUrl } = {}] of Object.entries(roads))
      if (baseUrl) checkAddress(baseUrl, `services.${name}.baseUrl`);
    this.#roads = roads;
    this.#proxy = proxy;
  }

  /** Whether a service has a road; the recording mute only where it is named, since its host is each account's own (V-28). */
  support(service: VoicenterService): Support {
    const own = this.#roads[service];
    if (own?.baseUrl || (this.#proxy && (own || service !== 'mute'))) return { ok: true };
    const reason =
      service === 'mute'
        ? msg(
            'The host that pauses recordings is each account’s own, and not set: set services.mute on Voicenter’s transport.',
          )
        : msg(
            str`There is no way to Voicenter’s ${service} here: set baseUrl, your proxy, on its transport, or services.${service}.`,
          );
    return { ok: false, code: 'UNSUPPORTED', reason };
  }

  /** A request; the code of its service is added where one is set, and never told to the log. */
  request(path: VoicenterPath, body: object, isNo?: (body: Fields) => boolean): HttpRequest {
    const own = this.#roads[path === 'unblacklist' ? 'blacklist' : path] ?? {};
    const name = codeName[path];
    return {
      method: 'POST',
      path: voicenterPaths[path],
      road: this.#roadOf(own),
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: writeBody({ ...(name && own.code && { [name]: own.code }), ...body }),
      told: body,
      ...(name && { hidden: own.code }),
      isOnce: path === 'calls',
      ...(isNo && { isNo: (answer: Answer) => isRefusalStatus(answer) && isNo(objectOf(parseJson(answer.text))) }),
    };
  }

  #roadOf({ baseUrl, authorization }: VoicenterRoad): HttpRoad | undefined {
    const base = baseUrl ?? this.#proxy?.baseUrl;
    if (base === undefined) return undefined;
    const proxy = this.#proxy && originOf(base) === originOf(this.#proxy.baseUrl) ? this.#proxy : undefined;
    return { baseUrl: base, authorization: authorization ?? proxy?.authorization };
  }
}

/** A status beside which the dialer's own refusal may stand. That nobody had time decides over it. */
export const isRefusalStatus = ({ status }: Answer): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429;
