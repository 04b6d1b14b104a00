import { isObject, WireRefusal, type Check } from './wire-shape.js';

/** A JSON number with or without decimals, within the bounds. */
export const amount =
  (least = -Infinity, most = Infinity): Check =>
  (value, name) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new WireRefusal(`${name} is no number.`);
    if (value < least || value > most) throw new WireRefusal(`${name} is not between ${least} and ${most}.`);
  };

/** A list with at least one item, each as the check wants it. */
export const listOf =
  (check: Check): Check =>
  (value, name) => {
    if (!Array.isArray(value) || value.length === 0) throw new WireRefusal(`${name} is no list with something in it.`);
    for (const item of value as unknown[]) check(item, name);
  };

/** An object whose keys all begin with `var_` and whose values are texts or numbers (C-220). */
export const customData: Check = (value, name) => {
  if (!isObject(value)) throw new WireRefusal(`${name} is no JSON object.`);
  for (const [key, each] of Object.entries(value)) {
    if (!/^var_./.test(key)) throw new WireRefusal(`${name} has ${key}, which does not begin with var_.`);
    if (typeof each !== 'string' && typeof each !== 'number') throw new WireRefusal(`${key} is neither text nor number.`);
  }
};
