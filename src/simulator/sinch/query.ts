import { strictly, WireRefusal, type Reading } from '../wire-schema.js';

/** How the value of a parameter is written. */
const kinds = {
  /** With `*` and `?` (C-178). */
  pattern: /./s,
  /** 32 hex digits, or 36 characters with hyphens (S-11). */
  id: /^[\dA-F]{32}$|^[\dA-F]{8}(-[\dA-F]{4}){3}-[\dA-F]{12}$/i,
  /** Joined with `,` (C-177). */
  ids: /^[\dA-F-]{32,36}(,[\dA-F-]{32,36})*$/i,
  /** Rows whose field is after that time; before it where the name ends with `End`. */
  time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/,
  /** One day (C-176). */
  day: /^\d{4}-\d\d-\d\dT00:00:00Z$/,
  /** A bound of days (C-212). */
  midnight: /^\d{4}-\d\d-\d\dT00:00:00(\.000)?Z$/,
  truth: /^(true|false)$/,
  count: /^\d+$/,
  /** Not a field's value. */
  text: /./s,
};
type Kind = keyof typeof kinds;
/** What each parameter of an operation is. */
export type Parameters = Readonly<Record<string, Kind>>;
/** The same kind for each of these names. */
export const allOf = (kind: Kind, ...names: string[]): Parameters =>
  Object.fromEntries(names.map((name) => [name, kind]));
/** What came. */
export type Query = Partial<Record<string, string>>;

/** ISO 8601 UTC with or without milliseconds, a time that the calendar has (S-24). */
export function isTime(text: string): boolean {
  const time = kinds.time.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 19) === text.slice(0, 19);
}

/** The parameters of an address: only these, each once and written as it must be. */
export function readQuery(given: URLSearchParams, parameters: Parameters): Query {
  const query = new Map<string, string>();
  for (const [name, value] of given) {
    const kind = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (!kind) throw new WireRefusal(`There is no parameter ${name}.`);
    if (query.has(name)) throw new WireRefusal(`${name} comes twice.`);
    const mustBeTime = kind === 'time' || kind === 'day' || kind === 'midnight';
    if (!kinds[kind].test(value) || (mustBeTime && !isTime(value)))
      throw new WireRefusal(`${name} is no ${kind}: “${value}”.`);
    query.set(name, value);
  }
  return Object.fromEntries(query);
}

const bare = (id: string) => id.replaceAll('-', '').toUpperCase();
/** Ids without hyphens. */
export const idsOf = (ids: string) => ids.split(',').map(bare);

/** One printed example finds `Gold` by `gold`: so letters' case does not count. */
export function patternOf(text: string): (value: unknown) => boolean {
  const source = text
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const pattern = new RegExp(`^${source}$`, 'is');
  return (value) => (typeof value === 'string' || typeof value === 'number') && pattern.test(String(value));
}

function testOf(
  name: string,
  kind: Kind | undefined,
  value: string,
  reading: Reading,
): ((row: Record<string, unknown>) => boolean) | undefined {
  if (kind === 'pattern') {
    const values = name === 'status' && !reading.isStrict ? value.split(',') : [value];
    if (values.length > 1) reading.overlook('status names several values, as newer pages have it.');
    const patterns = values.map(patternOf);
    return (row) => patterns.some((fits) => fits(row[name]));
  }
  if (kind === 'id' || kind === 'ids') {
    const ids = idsOf(value);
    return (row) => ids.some((id) => id === row[name]);
  }
  if (kind !== 'time') return undefined;
  const bound = Date.parse(value);
  const field = name.replace(/End$/, '');
  const time = (row: Record<string, unknown>) => Date.parse(String(row[field])); // NaN where there is none: no row
  return name === field ? (row) => time(row) > bound : (row) => time(row) < bound;
}

/** Whether a row is asked for, by all the parameters that name a field; nothing when none does. */
export function filterOf(
  query: Query,
  parameters: Parameters,
  reading = strictly,
): ((row: object) => boolean) | undefined {
  const tests = Object.entries(query).map(([name, value]) => testOf(name, parameters[name], value ?? '', reading));
  const given = tests.filter((test) => test !== undefined);
  return given.length ? (row) => given.every((test) => test(row as Record<string, unknown>)) : undefined;
}
