import { HttpSimulator, readJsonBody, type HttpAnswer, type HttpCall, type HttpOptions } from '../http-simulator.js';
import { allowances, checkType } from '../leniency.js';
import {
  anyText,
  checkShape,
  CodedRefusal,
  filled,
  isObject,
  listOf,
  oneOf,
  WireRefusal,
  type Check,
} from '../wire-schema.js';

const json = 'application/json';

/** A transfer that has begun (C-403, vendor page). */
export interface XTransfer {
  guid: string;
  /** Only of a call. */
  type?: 'blind' | 'attended';
  /** `agent` a user's name, `campaign` a campaign's name, `external` a number, of a call only. */
  destinationType: 'agent' | 'campaign' | 'external';
  destination: string;
}

/** A list that was uploaded (C-407, vendor page). */
export interface XUpload {
  hub: string;
  /** `freshLeads`: smaller, dialled at once or at a given time. */
  kind: 'lists' | 'freshLeads';
  filename: string;
  /** `loading` until {@link UcontactXSimulator.load}, then `inactive`; fresh leads are all saved when they are answered. */
  status: 'loading' | 'inactive';
  contacts: Record<string, unknown>[];
}

/** What the server knows, as plain data. */
export interface XState {
  transfers: XTransfer[];
  uploads: XUpload[];
}

export interface UcontactXOptions extends HttpOptions {
  /** The whole `Authorization` header, `Bearer <token>` (C-402); without it any Bearer token is taken. */
  authorization?: string;
  /** Interactions that are there, by guid, with their channel. */
  interactions?: Record<string, string>;
  /** Hubs by id: those of `telephony` take `clientIds`, others `clientId`. */
  hubs?: Record<string, 'telephony' | 'email'>;
  /** The body of a transfer's answer, which is on no page; empty when absent. */
  transferAnswer?: string;
}

const madeUp = {
  interactions: { '6f1d2e0a-0000-4000-8000-000000000001': 'telephony' },
  hubs: { '12': 'telephony', '13': 'email' } as Record<string, 'telephony' | 'email'>,
};

interface Operation {
  method: string;
  path: RegExp;
  run: (call: HttpCall, part: string) => HttpAnswer;
}

/**
 * Plays the HTTP side of uContact X as far as a public page knows it: the transfer of an interaction (C-403) and the two
 * uploads (C-407), with a Bearer token (C-402). Nobody has compared it with a live one. Failures are not documented: here
 * they are a status without a body, 400 for what is not as documented, 401, 404, 405, 415.
 */
export class UcontactXSimulator extends HttpSimulator {
  readonly #options: UcontactXOptions;
  #state: XState = { transfers: [], uploads: [] };
  #interactions: Map<string, string>;

  constructor(options: UcontactXOptions = {}) {
    super(options);
    this.#options = options;
    this.#interactions = this.#told();
  }

  /** What the server knows. */
  get state(): Readonly<XState> {
    return this.#state;
  }

  /** An interaction comes to an agent, and can be transferred from now on. */
  assign(guid: string, channel = 'telephony'): void {
    this.#interactions.set(guid, channel);
  }

  /** All that was loading is filled (C-407). */
  load(): void {
    for (const upload of this.#state.uploads) upload.status = 'inactive';
    this.changed();
  }

  protected override answer(call: HttpCall): HttpAnswer {
    const here = this.#operations.filter(({ path }) => path.test(call.url.pathname));
    if (!here.length) throw new CodedRefusal(404, 'There is nothing at this path.');
    const operation = here.find(({ method }) => method === call.method);
    if (!operation) throw new CodedRefusal(405, `There is no ${call.method} here.`);
    this.#checkToken(call.headers.get('Authorization'));
    checkType(call, [json], this.reading);
    if (call.url.search) throw new CodedRefusal(400, 'There are no parameters here.');
    return operation.run(call, decoded(operation.path.exec(call.url.pathname)?.[1] ?? ''));
  }

  protected override refusal(cause: WireRefusal): HttpAnswer {
    return { status: cause instanceof CodedRefusal ? cause.code : 400, body: '' };
  }

  protected override reset() {
    this.#state = { transfers: [], uploads: [] };
    this.#interactions = this.#told();
  }

  readonly #operations: readonly Operation[] = [
    { method: 'PUT', path: /\/api\/inbox\/id\/([^/]+)\/transfer$/, run: (call, guid) => this.#transfer(call, guid) },
    {
      method: 'POST',
      path: /\/api\/dialer\/id\/([^/]+)\/lists$/,
      run: (call, hub) => this.#upload(call, hub, 'lists'),
    },
    {
      method: 'POST',
      path: /\/api\/dialer\/id\/([^/]+)\/freshLeads$/,
      run: (call, hub) => this.#upload(call, hub, 'freshLeads'),
    },
  ];

  #told = () => new Map(Object.entries(this.#options.interactions ?? madeUp.interactions));

  #checkToken(given: string | null): void {
    const { authorization } = this.#options;
    if (authorization === undefined ? !/^Bearer \S+$/.test(given ?? '') : given !== authorization)
      throw new CodedRefusal(401, 'Not the Bearer token that was set up (C-402).');
  }

  #transfer({ body }: HttpCall, guid: string): HttpAnswer {
    const channel = this.#interactions.get(guid);
    if (channel === undefined) throw new CodedRefusal(404, `There is no interaction ${guid}.`);
    const isCall = channel === 'telephony';
    const shape: Record<string, Check> = {
      ...(isCall && { type: oneOf('blind', 'attended') }),
      destinationType: isCall ? oneOf('agent', 'campaign', 'external') : oneOf('agent', 'campaign'),
      destination: filled,
    };
    const options = { reading: this.reading };
    const read = checkShape<Record<string, unknown>>(readJsonBody(body, 400), shape, 'A transfer', options);
    const asked = read as unknown as Omit<XTransfer, 'guid'>;
    this.#state.transfers.push({ guid, ...asked });
    if (asked.type !== 'attended') this.#interactions.delete(guid);
    return { status: 200, body: this.#options.transferAnswer ?? '' };
  }

  #upload({ body }: HttpCall, hub: string, kind: XUpload['kind']): HttpAnswer {
    const channel = (this.#options.hubs ?? madeUp.hubs)[hub];
    if (!channel) throw new CodedRefusal(404, `There is no hub ${hub}.`);
    const contacts: Check = (list, name) => {
      listOf(channel === 'telephony' ? withNumbers : withAddress)(list, name);
    };
    const asked = checkShape<{ filename: string; list: Record<string, unknown>[] }>(
      readJsonBody(body, 400),
      { filename: filled, list: contacts },
      'An upload',
      // The body of fresh leads is cut in the page: a time when to dial may be there too.
      { reading: this.reading, ...(kind === 'freshLeads' && { allow: allowances.freshLeads }) },
    );
    const status = kind === 'lists' ? 'loading' : 'inactive';
    this.#state.uploads.push({ hub, kind, filename: asked.filename, status, contacts: asked.list });
    return { status: 200, body: JSON.stringify({ filename: asked.filename, status }) };
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new CodedRefusal(400, `${part} is not UTF-8.`);
  }
}

const isContact = (value: unknown, key: string, check: Check): void => {
  if (!isObject(value)) throw new WireRefusal('A contact is no JSON object.');
  check(value[key], key);
};
const withNumbers: Check = (value) => isContact(value, 'clientIds', listOf(isNumber));
const withAddress: Check = (value) => isContact(value, 'clientId', filled);
/** A number as text (C-407): digits, perhaps with a plus in front. */
const isNumber: Check = (value, name) => {
  anyText(value, name);
  if (!/^\+?\d+$/.test(value as string)) throw new WireRefusal(`${name} has what is no number: “${value as string}”.`);
};
