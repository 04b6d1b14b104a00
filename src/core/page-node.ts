/**
 * A property or a method of a node of the page, as the browser defines it: a form shows its fields in place of those that
 * they are named like, such as `parentNode`.
 */
export const ofNode = <T extends Node, K extends keyof T>(node: T, name: K): T[K] =>
  Reflect.get(Object.getPrototypeOf(node) as object, name, node);

/** Whether a node is an element, also one that was made in a frame and is no instance of this page's classes. */
export const isElement = (node: Node): node is Element => ofNode(node, 'nodeType') === Node.ELEMENT_NODE;

/** The value of an element's attribute; `null` without it. */
export const attributeOf = (element: Element, name: string): string | null =>
  ofNode(element, 'getAttribute').call(element, name);
