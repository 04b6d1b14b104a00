/**
 * A property or a method of a node of the page, as the browser defines it: a form shows its fields in place of those that
 * they are named like, such as `parentNode`.
 */
export const ofNode = <T extends Node, K extends keyof T>(node: T, name: K): T[K] =>
  Reflect.get(Object.getPrototypeOf(node) as object, name, node);

/** The value of an element's attribute; `null` without it. */
export const attributeOf = (element: Element, name: string): string | null =>
  ofNode(element, 'getAttribute').call(element, name);
