import { readForm } from './integra-form.js';
import type { IntegraFixtures } from './integra-world.js';

/** What a request comes to: the body of a 200. Throws a `Refusal`. */
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
