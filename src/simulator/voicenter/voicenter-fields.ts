import { CodedRefusal, readJsonBody, type HttpCall } from '../http-simulator.js';
import { isObject, WireRefusal } from '../wire-shape.js';

/** Ways to ask: in the query, as a form, as JSON. */
export type Way = 'GET' | 'form' | 'JSON';

/** Parameters that are numbers, also where they come as text. */
const numbers = /^(Priority|OriginateTime|setQueueForMonitoring|setQueueMaximumCallers|setCoefficient)$/;

/** The parameters of a query or a form as the object that JSON would have: custom data gathered (C-222). */
function gather(parameters: URLSearchParams): Record<string, unknown> {
  const fields = new Map<string, unknown>();
  const custom = new Map<string, string>();
  for (const [name, value] of parameters) {
    if (fields.has(name) || custom.has(name)) throw new WireRefusal(`${name} comes twice.`);
    if (name.startsWith('var_')) custom.set(name, value);
    else fields.set(name, numbers.test(name) && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value);
  }
  if (fields.has('CustomData')) throw new WireRefusal('CustomData belongs into JSON.');
  if (custom.size) fields.set('CustomData', Object.fromEntries(custom));
  return Object.fromEntries(fields);
}

function wayOf({ method, headers }: HttpCall): Way {
  if (method === 'GET') return 'GET';
  const type = headers.get('Content-Type') ?? '';
  if (type === 'application/json') return 'JSON';
  if (/^application\/x-www-form-urlencoded *(;|$)/i.test(type)) return 'form';
  throw new CodedRefusal(415, `The Content-Type is “${type}”.`);
}

/** What a request brings, in whichever of the ways; an array only where `many`. */
export function readFields(call: HttpCall, ways: readonly Way[], many = false): unknown {
  const way = wayOf(call);
  if (!ways.includes(way)) throw new CodedRefusal(way === 'GET' ? 405 : 415, `Only ${ways.join(', ')}, not ${way}.`);
  if (way === 'GET') return gather(call.url.searchParams);
  if (call.url.search) throw new WireRefusal('Parameters belong into the body.');
  if (way === 'form') return gather(new URLSearchParams(call.body));
  const fields = readJsonBody(call.body, 3);
  if (many ? !Array.isArray(fields) || fields.length === 0 : !isObject(fields))
    throw new WireRefusal(many ? 'The body is no list with something in it.' : 'The body is no JSON object.');
  return fields;
}
