import { WireRefusal } from '../wire-schema.js';
import type { IntegraFixtures } from './state.js';

/** The spelling of the documents, with the space (C-054, U-62). */
export const formType = 'application/x-www-form-urlencoded; charset=UTF-8';

/** What a form may carry bare: all else is `%` and two hex digits, UTF-8; a space may be `+` (contract 3.5). */
const foreign = /[^\w.~*!'()+%-]|%(?![0-9A-Fa-f]{2})/;

function decode(part: string): string {
  if (foreign.test(part)) throw new WireRefusal(`“${part.slice(0, 200)}” is not percent-encoded.`);
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    throw new WireRefusal(`“${part.slice(0, 200)}” is not UTF-8.`);
  }
}

/** The fields of an `application/x-www-form-urlencoded` body: exactly these names, each once (C-057). */
export function readForm<N extends string>(body: string, names: readonly N[]): Record<N, string> {
  const fields = new Map<string, string>();
  for (const part of body === '' ? [] : body.split('&')) {
    const equals = part.indexOf('=');
    if (equals < 1) throw new WireRefusal(`“${part}” is no name=value.`);
    const name = decode(part.slice(0, equals));
    if (fields.has(name)) throw new WireRefusal(`The parameter ${name} comes twice.`);
    fields.set(name, decode(part.slice(equals + 1)));
  }
  const missing = names.filter((name) => !fields.has(name));
  if (missing.length) throw new WireRefusal(`Missing: ${missing.join(', ')}.`);
  const extra = [...fields.keys()].filter((name) => !names.some((each) => each === name));
  if (extra.length) throw new WireRefusal(`Not documented: ${extra.join(', ')}.`);
  return Object.fromEntries(fields) as Record<N, string>;
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

/** An operation with exactly these parameters. */
export function operation<const N extends string>(
  names: readonly N[],
  run: (fields: Record<N, string>, world: IntegraFixtures) => string,
): Operation {
  return (body, world) => run(readForm(body, names), world);
}
