import type { PropertyDeclaration } from 'lit';

/** What sounds: the address of a sound, or `true` for a short tone. */
export type RingSound = string | true;

/** As an attribute: empty for a tone, else the address of a sound; silence without it. */
export const ringProperty = {
  converter: { fromAttribute: (text: string | null) => (text === null ? false : text.trim() || true) },
} satisfies PropertyDeclaration;
