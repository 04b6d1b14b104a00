import { isObject, Refusal, type Check } from './wire-shape.js';

/** A JSON boolean. A text is none. */
export const truth: Check = (value, name) => {
  if (typeof value !== 'boolean') throw new Refusal(`${name} is no boolean.`);
};

/** A JSON number with or without decimals, within the bounds. */
export const amount =
  (least = -Infinity, most = Infinity): Check =>
  (value, name) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new Refusal(`${name} is no number.`);
    if (value < least || value > most) throw new Refusal(`${name} is not between ${least} and ${most}.`);
  };

/** One of these texts, in this spelling. */
export const oneOf =
  (...values: string[]): Check =>
  (value, name) => {
    if (typeof value !== 'string' || !values.includes(value))
      throw new Refusal(`${name} is none of ${values.join(', ')}.`);
  };

/** A list with at least one item, each as the check wants it. */
export const listOf =
  (check: Check): Check =>
  (value, name) => {
    if (!Array.isArray(value) || value.length === 0) throw new Refusal(`${name} is no list with something in it.`);
    for (const item of value as unknown[]) check(item, name);
  };

/** An object whose keys all begin with `var_` and whose values are texts or numbers (C-220). */
export const customData: Check = (value, name) => {
  if (!isObject(value)) throw new Refusal(`${name} is no JSON object.`);
  for (const [key, each] of Object.entries(value)) {
    if (!/^var_./.test(key)) throw new Refusal(`${name} has ${key}, which does not begin with var_.`);
    if (typeof each !== 'string' && typeof each !== 'number') throw new Refusal(`${key} is neither text nor number.`);
  }
};
