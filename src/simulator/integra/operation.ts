import { WireRefusal, type Reading } from '../wire-schema.js';
import type { IntegraFixtures } from './state.js';

/** The spelling of the documents, with the space (C-054, U-62). */
const formType = 'application/x-www-form-urlencoded; charset=UTF-8';
/** Both pages print it without the charset for this one operation (U-61). */
const bareFormType = 'application/x-www-form-urlencoded';

/** The content types that are printed for an operation. Nothing says how exactly the sign-in wants its form. */
export const formTypes = (path: string): readonly string[] =>
  path === 'Dialers/DialerTask' ? [formType, bareFormType] : [formType];

/** What a form may carry bare: all else is `%` and two hex digits, UTF-8; a space may be `+` (contract 3.5). */
const foreign = /[^\w.~*!'()+%-]|%(?![0-9A-Fa-f]{2})/;

function decode(part: string, reading: Reading): string {
  if (foreign.test(part)) reading.overlook(`“${part.slice(0, 200)}” is not percent-encoded.`);
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    throw new WireRefusal(`“${part.slice(0, 200)}” is not UTF-8.`);
  }
}

/** The fields of an `application/x-www-form-urlencoded` body, each once (C-057). */
function formFields(body: string, reading: Reading): Map<string, string> {
  const fields = new Map<string, string>();
  for (const part of body === '' ? [] : body.split('&')) {
    const equals = part.indexOf('=');
    if (equals < 1) reading.overlook(`“${part}” is not a name=value.`);
    const name = decode(equals < 0 ? part : part.slice(0, equals), reading);
    if (name === '') continue;
    if (fields.has(name)) reading.overlook(`The parameter ${name} comes twice.`);
    else fields.set(name, equals < 0 ? '' : decode(part.slice(equals + 1), reading));
  }
  return fields;
}

/** The parameters with exactly these names, of which `mayMiss` may be absent; those of `also` are overlooked where they come. */
function readForm<N extends string>(
  body: string,
  names: readonly N[],
  reading: Reading,
  { also, mayMiss }: OtherNames,
): Record<N, string> {
  const fields = formFields(body, reading);
  for (const name of mayMiss) if (!fields.has(name)) fields.set(name, '');
  const missing = names.filter((name) => !fields.has(name));
  if (missing.length) reading.overlook(`Missing: ${missing.join(', ')}.`);
  for (const name of missing) fields.set(name, '');
  const extra = [...fields.keys()].filter((name) => !names.some((each) => each === name));
  const unknown = extra.filter((name) => !also.includes(name));
  if (unknown.length) throw new WireRefusal(`Not documented: ${unknown.join(', ')}.`);
  if (extra.length) reading.overlook(`Not documented: ${extra.join(', ')}.`);
  return Object.fromEntries([...fields].filter(([name]) => !extra.includes(name))) as Record<N, string>;
}

/** A JSON parameter, strictly parsed. */
export function parseField(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WireRefusal(`${name} is no JSON: “${text}”.`);
  }
}

/** What a request comes to: the body of a 200. Throws a `WireRefusal`. */
export type Operation = (body: string, world: IntegraFixtures) => string;

/** Operations by what stands after `Integra/resources/`. */
export type Operations = Readonly<Record<string, Operation>>;

/** Parameters that are not asked for. */
interface OtherNames {
  /** They are of another version, and may be overlooked. */
  also: readonly string[];
  /** They are documented as optional: empty where they do not come. */
  mayMiss: readonly string[];
}

/** An operation with exactly these parameters; those of `also` are of another version and may be overlooked. */
export function operation<const N extends string>(
  names: readonly N[],
  run: (fields: Record<N, string>, world: IntegraFixtures) => string,
  also: readonly string[] = [],
  mayMiss: readonly NoInfer<N>[] = [],
): Operation {
  return (body, world) => run(readForm(body, names, world.reading, { also, mayMiss }), world);
}
