import { isGuid } from './guid.js';
import { parseJson } from './json.js';
import { msg } from '@lit/localize';
import type { Cti, RespoolEntry } from '../core/commands.js';
import { CtiError } from '../core/errors.js';
import { readData } from './data-string.js';
import { readPhones } from './phone.js';

type Fields = ReadonlyMap<string, unknown>;

/**
 * Reads the portal's CTI object, whose shape no document gives (U-17): an object or JSON text, keys in any letter
 * case, the ten respool keys at the top or one level down, numbers as text. `null` when there is no call (U-18).
 * Throws `PROTOCOL` on anything else.
 */
export function readCti(value: unknown): Cti | null {
  const raw = typeof value === 'string' && value.trim() ? parse(value) : value;
  if (raw === undefined || raw === null || raw === '') return null;
  if (!isObject(raw)) throw nonsense(value);
  const top = fieldsOf(raw);
  if (top.size === 0) return null;

  const levels = [
    top,
    ...[...top.values()].map((inner) => fieldsOf(typeof inner === 'string' ? tryParse(inner) : inner)),
  ];
  const line = levels.find((fields) => text(fields, 'destination') && whole(fields, 'contact') !== undefined);
  const entry = line && readEntry(line, top);
  const guid = text(top, 'guid');
  const campaign = text(top, 'campaign') ?? entry?.campaign;
  const callerId = text(top, 'callerid');
  return {
    ...(guid && isGuid(guid.trim()) && { guid: guid.trim() }),
    ...(campaign && { campaign }),
    ...(callerId && { callerId }),
    ...(entry && { entry }),
    data: readData(text(top, 'parandvalues') ?? (line && text(line, 'data')) ?? text(top, 'data') ?? ''),
    raw,
  };
}

function readEntry(line: Fields, top: Fields): RespoolEntry | undefined {
  const destination = text(line, 'destination');
  const contact = whole(line, 'contact');
  const campaign = text(line, 'campaign') ?? text(top, 'campaign');
  if (!destination || contact === undefined || !campaign) return undefined;
  return {
    campaign,
    destination,
    dialerBase: text(line, 'dialerbase') ?? text(line, 'dialebase') ?? '',
    status: whole(line, 'status') ?? 1, // U-65
    data: readData(text(line, 'data') ?? ''),
    alternatives: readPhones(text(line, 'alternatives') ?? ''),
    contact,
    retries: whole(line, 'retries') ?? 0,
    priority: whole(line, 'priority') ?? 9999,
    agentPhone: text(line, 'agentphone') ?? '',
  };
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fieldsOf(value: unknown): Fields {
  return new Map(isObject(value) ? Object.entries(value).map(([key, field]) => [key.toLowerCase(), field]) : []);
}

/** A non-empty text; a number counts as its text. */
function text(fields: Fields, key: string): string | undefined {
  const value = fields.get(key);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() ? value : undefined;
}

/** A whole number of 0 or more; text that is one counts. */
function whole(fields: Fields, key: string): number | undefined {
  const value = text(fields, key)?.trim() ?? '';
  return /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

function parse(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch (cause) {
    throw nonsense(value, cause);
  }
}

/** The object that a text holds; nothing for one that only looks like it. */
const tryParse = (value: string) => (value.startsWith('{') ? parseJson(value) : undefined);

function nonsense(value: unknown, cause?: unknown): CtiError {
  const detail = typeof value === 'string' ? value : JSON.stringify(value);
  return new CtiError('PROTOCOL', msg('The portal’s description of the call cannot be read.'), {
    detail: detail.slice(0, 200),
    cause,
  });
}
