import type { PortalAnswer } from './actions.js';

/** What the portal does wrong on purpose, from the next message on. Unset means that it behaves. */
export interface PortalFaults {
  /** Milliseconds before an answer: a slow portal. The action itself has happened at once. */
  delay?: number;
  /** Does what is asked and never answers. */
  silent?: boolean;
  /** Answers after that many milliseconds: set it longer than the form waits. The action has happened at once. */
  late?: number;
  /** Answers twice. */
  double?: boolean;
  /** The call fails: nothing is dialled, and the guid is `"0"` (U-11). */
  zero?: boolean;
  /** Does what is asked and answers nonsense: a guid that is an object, a CTI object that is broken JSON. */
  garbage?: boolean;
  /** Posts other libraries' traffic into the frame before each answer (C-032 to C-034). */
  foreign?: boolean;
}

/** Messages of other libraries: objects, text that is no JSON, JSON that is no envelope (U-08, U-78). */
export const foreignTraffic: readonly unknown[] = [
  { action: 'makeCall', params: { number: '091000000', campaign: 'Sale->' } },
  { event: 'assignedInteraction', data: { guid: '00000000-0000-4000-8000-000000000000' } },
  { guid: '00000000-0000-4000-8000-000000000000' },
  'setImmediate$0.5$1',
  '123',
  '"str"',
  '[]',
  '[1]',
  '{}',
  'null',
  '{"data":null}',
];

/** An answer of the right kind that no one can use. */
export function nonsense(answer: PortalAnswer): unknown {
  return 'guid' in answer ? { guid: { of: 'nothing' } } : { CTI: '{"Guid":' };
}
