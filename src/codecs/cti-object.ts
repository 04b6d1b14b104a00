import { isGuid } from './guid.js';
import { isSaid, namesFailure, parseJson, wholeOf } from './json.js';
import { msg } from '@lit/localize';
import type { Cti } from '../core/commands.js';
import { CtiError } from '../core/errors.js';
import { dataTextOf, readData } from './data-string.js';
import { alternativesTextOf, readPhones } from './phone.js';
import { writeJson } from './write-json.js';

type Fields = ReadonlyMap<string, unknown>;

/** How portals name the id of a contact. */
const ids = ['contact', 'contactid', 'idcontact'];
/** Two of these make a dialer's line; a call that came in has one at most. */
const lineKey = /^(contact|contactid|idcontact|destination|diale?r?base|alternatives|retries|priority|agentphone)$/;

/**
 * Reads the portal's CTI object, whose shape no document gives (U-17): an object or JSON text, keys in any letter
 * case, the ten respool keys at the top or one level down, numbers as text. `null` when there is no call (U-18).
 * Throws `PROTOCOL` on anything else.
 */
export function readCti(value: unknown): Cti | null {
  const raw = typeof value === 'string' && value.trim() ? parse(value) : value;
  if (!isSaid(raw)) return null;
  if (!isObject(raw)) throw nonsense(value);
  const top = fieldsOf(raw);
  if (top.size === 0) return null;
  if (namesFailure(raw)) throw nonsense(value);

  const line = findLine(top);
  const known = line && readLine(line, top);
  const guid = text(top, 'guid');
  const campaign = text(top, 'campaign') ?? (known && text(line, 'campaign'));
  const callerId = text(top, 'callerid');
  const data = text(top, 'parandvalues') ?? (line && text(line, 'data')) ?? text(top, 'data') ?? '';
  const dataText = dataTextOf(data);
  return {
    ...(guid && isGuid(guid.trim()) && { guid: guid.trim() }),
    ...(campaign && { campaign }),
    ...(callerId && { callerId }),
    ...known,
    data: readData(data),
    ...(dataText !== undefined && { dataText }),
    raw,
  };
}

/** The dialer's line at the top or one level down: one with a number and an id, else what looks most like one. */
function findLine(top: Fields): Fields | undefined {
  const inner = [...top.values()].map((value) => fieldsOf(typeof value === 'string' ? tryParse(value) : value));
  const lines = [top, ...inner].filter((fields) => [...fields.keys()].filter((key) => lineKey.test(key)).length > 1);
  const dialled = lines.filter((fields) => text(fields, 'destination'));
  return dialled.find((fields) => idOf(fields) !== undefined) ?? dialled[0] ?? lines[0];
}

/** The line as an entry, or what it lacks for that and the rest of it: nothing is made up in the place of what cannot be read. */
function readLine(line: Fields, top: Fields): Pick<Cti, 'entry' | 'callback' | 'lacks'> {
  const found = {
    destination: text(line, 'destination'),
    campaign: text(line, 'campaign') ?? text(top, 'campaign'),
    contact: idOf(line),
    // None is one of the dialer's lists: an empty name is the dialer's own, one that is not there is nobody's.
    dialerBase: isThere(line, 'dialerbase') ?? isThere(line, 'dialebase'),
    agentPhone: written(line, 'agentphone'),
    data: written(line, 'data'),
    alternatives: written(line, 'alternatives'),
    // Each is the documents' own where the portal says nothing of it (U-65).
    status: whole(line, 'status', 1),
    retries: whole(line, 'retries', 0),
    priority: whole(line, 'priority', 9999),
  };
  const lacks = Object.entries(found).flatMap(([key, value]) => (value === undefined ? [key] : []));
  const { destination, campaign, contact, dialerBase = '', agentPhone = '', data = '', alternatives = '' } = found;
  const { status, retries, priority } = found;
  const [dataText, alternativesText] = [dataTextOf(data), alternativesTextOf(alternatives)];
  if (!destination || !campaign) return { lacks };
  const callback = {
    ...{ campaign, destination, agentPhone, data: readData(data), alternatives: readPhones(alternatives) },
    ...(dataText !== undefined && { dataText }),
    ...(alternativesText !== undefined && { alternativesText }),
  };
  if (lacks.length || contact === undefined || status === undefined || retries === undefined || priority === undefined)
    return { callback, lacks };
  return { entry: { ...callback, dialerBase, status, contact, retries, priority } };
}

const idOf = (fields: Fields) => whole(fields, ids.find((key) => text(fields, key)) ?? '');

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** By the letters and digits of each key: `agent_phone` is `agentphone`. */
function fieldsOf(value: unknown): Fields {
  const entries = isObject(value) ? Object.entries(value) : [];
  return new Map(entries.map(([key, field]) => [key.toLowerCase().replace(/[_ -]/g, ''), field]));
}

/** A non-empty text; a number counts as its text, unless the browser has rounded it. */
function text(fields: Fields, key: string): string | undefined {
  const value = fields.get(key);
  if (typeof value === 'number') return Math.abs(value) > Number.MAX_SAFE_INTEGER ? undefined : String(value);
  return typeof value === 'string' && value.trim() ? value : undefined;
}

/** A text as it is, empty where there is none; nothing for what is no text. */
function written(fields: Fields, key: string): string | undefined {
  const value = fields.get(key) ?? '';
  return typeof value === 'string' ? value : text(fields, key);
}

/** The same, and nothing where there is none. */
const isThere = (fields: Fields, key: string) =>
  (fields.get(key) ?? undefined) === undefined ? undefined : written(fields, key);

/** A whole number of 0 or more; text that is one counts. `absent` is for what says nothing at all. */
function whole(fields: Fields, key: string, absent?: number): number | undefined {
  const given = fields.get(key) ?? '';
  if (absent !== undefined && typeof given === 'string' && !given.trim()) return absent;
  return wholeOf(given);
}

function parse(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch (cause) {
    throw nonsense(value, cause);
  }
}

/** The object that a text holds; nothing for one that only looks like it. */
const tryParse = (value: string) => (/^\s*\{/.test(value) ? parseJson(value) : undefined);

function nonsense(value: unknown, cause?: unknown): CtiError {
  const detail = typeof value === 'string' ? value : writeJson(value);
  return new CtiError('PROTOCOL', msg('The portal’s description of the call cannot be read.'), {
    detail: detail.slice(0, 200),
    cause,
  });
}
