import { type HttpAnswer, type HttpCall } from '../http-simulator.js';
import { checkType } from '../leniency.js';
import { CodedRefusal, isObject, shown, WireRefusal, type Reading } from '../wire-schema.js';
import type { VoicenterFaults, VoicenterFixtures } from './state.js';

/** What a request brought: the parameters of a query, or the object of a JSON body. */
export type Given = Record<string, unknown>;

/** What an operation works with. */
export interface ServiceCall {
  /** The parameters; of a name that comes more than once a list of its values. */
  given: Given;
  /** They came in the address. */
  isQuery: boolean;
  world: VoicenterFixtures;
  faults: VoicenterFaults;
}

/** One of the services beside the dialer (contract-calls 1.2 to 1.9). */
export interface VoicenterService {
  /** What the path ends with. */
  path: RegExp;
  /** Which of the vendor's hosts has it (C-300); asked only of a host of the vendor's. */
  host: RegExp;
  /** Name of the secret (C-301); without one there is none (C-321). */
  secret?: 'code' | 'Code';
  /** In a query its name is `code` (C-340). */
  isSmallInQuery?: boolean;
  /** It looks at the secret itself, after other things. */
  checksSecret?: boolean;
  /** Only by this method; GET and POST when absent. */
  method?: 'GET' | 'POST';
  /** Old clients post a form (C-303, public code): taken with `strict: false`. */
  form?: boolean;
  /** The answer as an object, or a whole one. Throws a refusal with the service's own code. */
  run: (call: ServiceCall) => object | HttpAnswer;
  /** The answer that says no, with the code that was thrown; what has none is a wrong request. */
  refuse: (code: number | undefined, call: ServiceCall) => object | HttpAnswer;
  /** The code of a secret that is not the account's. */
  wrongCode: number;
}

/** Whether this is a whole answer, and no object to write. */
export const isAnswer = (said: object): said is HttpAnswer => 'status' in said && 'body' in said;

function parametersOf(parameters: URLSearchParams): Given {
  const given = new Map<string, unknown>();
  for (const name of new Set(parameters.keys())) {
    const all = parameters.getAll(name);
    given.set(name, all.length > 1 ? all : all[0]);
  }
  return Object.fromEntries(given);
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new WireRefusal('The body is no JSON.'); // each service has its own code for that
  }
}

const isForm = ({ headers }: HttpCall) =>
  /^application\/x-www-form-urlencoded *(;|$)/i.test(headers.get('Content-Type') ?? '');

/** The parameters of a request; a proxy puts the account's code in. Throws 405, 415, and a refusal without a code. */
export function givenOf(
  call: HttpCall,
  service: VoicenterService,
  { proxy, account, reading }: VoicenterFixtures,
): Given {
  const given = read(call, service, reading);
  if (!proxy || !service.secret) return given;
  const name = call.method === 'GET' && service.isSmallInQuery ? 'code' : service.secret;
  return { [name]: account, ...given };
}

function read(call: HttpCall, { method, form }: VoicenterService, reading: Reading): Given {
  const isKnown = method ? call.method === method : /^(GET|POST)$/.test(call.method);
  if (!isKnown) throw new CodedRefusal(405, `There is no ${call.method} here.`);
  if (call.method === 'GET') return parametersOf(call.url.searchParams);
  if (call.url.search) throw new WireRefusal('Parameters belong into the body.');
  if (form && isForm(call)) {
    reading.overlook(new CodedRefusal(415, 'A form, and no JSON.'));
    return parametersOf(new URLSearchParams(call.body));
  }
  checkType(call, ['application/json'], reading);
  const body = jsonOf(call.body);
  if (!isObject(body)) throw new WireRefusal('The body is no JSON object.');
  return body;
}

/** Refuses names that are not documented; `var_…` where they may come. */
export function checkNames(given: Given, names: readonly string[], code: number, { vars = false } = {}): void {
  const unknown = Object.keys(given).filter((name) => !names.includes(name) && !(vars && /^var_./.test(name)));
  if (unknown.length) throw new CodedRefusal(code, `Not documented: ${unknown.join(', ')}.`);
}

/** A text that is there, or the refusal with this code. A number is read as its text where that may be overlooked. */
export function textOf(given: Given, name: string, code: number, reading: Reading): string {
  const value = given[name];
  if (typeof value === 'string' && value.trim() !== '') return value;
  if (typeof value !== 'number') throw new CodedRefusal(code, `${name} is no text that says something.`);
  reading.overlook(new CodedRefusal(code, `${name} is a number and no text.`));
  return String(value);
}

/** A whole number, as JSON has it or, from a query, as its digits; in JSON these may be overlooked. */
export function wholeOf(value: unknown, name: string, code: number): number {
  const whole = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof whole !== 'number' || !Number.isInteger(whole))
    throw new CodedRefusal(code, `${name} is no whole number: ${shown(value)}.`);
  return whole;
}
