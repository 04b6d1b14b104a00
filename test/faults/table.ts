import type { CommandType } from '../../src/index.js';

/**
 * What must come of a command:
 *
 * - `once` it is at the other end once, and its caller knows
 * - `waits` it is in the outbox, and once at the other end after the fault, by itself
 * - `asks` it may have arrived: the outbox shows it as `unknown`, it does not go again by itself, and a person who has
 *   looked at the other end settles it
 * - `holds` it waited, was refused later, and is shown until a person settles it
 * - `told` its caller is told that it failed, and it never goes again
 * - `gone` it went with its page, and never goes again: a dial or a hang-up does not wait
 * - `–` there is no such thing, and why
 *
 * After the word the code that the caller is told.
 */
export type Must = string;

export const order = [
  'call',
  'callWithPhone',
  'hangup',
  'cti',
  'dispose',
  'schedule',
  'respool',
  'tag',
  'blacklist',
] as const satisfies CommandType[];

const notRest = '– only the portal can do this';
const noAction = '– the portal has no action for this';
const noZero = '– only a dial is answered with a guid';
const noTag = '– any answer but a page is the yes to a tag';
const noWait = '– it never waits';

type Row = readonly [Must, Must, Must, Must, Must, Must, Must, Must, Must];
/** Over REST: a dial or hang-up, a result or respool, a callback or do-not-call entry, a tag. */
const rest = (dial: Must, result: Must, callback: Must = result, tag: Must = callback): Row => [
  dial,
  notRest,
  dial,
  notRest,
  result,
  callback,
  result,
  tag,
  callback,
];
/** In a page that goes: a dial, a result or respool, a callback, tag or do-not-call entry. */
const page = (dial: Must, result: Must, again: Must = result): Row => [
  dial,
  dial,
  dial,
  dial,
  result,
  again,
  result,
  again,
  again,
];

/** Rows by fault: what must come of each command, in their order. */
export const table = {
  'the portal is silent': [
    'told TIMEOUT',
    'told TIMEOUT',
    'once',
    'told TIMEOUT',
    noAction,
    'once',
    'once',
    'once',
    noAction,
  ],
  'the portal is slow': ['once', 'once', 'once', 'once', noAction, 'once', 'once', 'once', noAction],
  'the portal answers too late': [
    'told TIMEOUT',
    'told TIMEOUT',
    'once',
    'told TIMEOUT',
    noAction,
    'once',
    'once',
    'once',
    noAction,
  ],
  'the portal answers twice': ['once', 'once', 'once', 'once', noAction, 'once', 'once', 'once', noAction],
  'the portal answers 0': [
    'told REJECTED',
    'told REJECTED',
    noZero,
    noZero,
    noAction,
    noZero,
    noZero,
    noZero,
    noAction,
  ],
  'the portal answers nonsense': [
    'told PROTOCOL',
    'told PROTOCOL',
    'once',
    'told PROTOCOL',
    noAction,
    'once',
    'once',
    'once',
    noAction,
  ],
  'the form reloads before the post': ['gone', 'gone', 'gone', 'gone', noAction, 'asks', 'asks', 'waits', noAction],
  'the form reloads after the post': ['gone', 'gone', 'gone', 'gone', noAction, 'asks', 'asks', 'waits', noAction],
  'the portal is at another origin': [
    'told UNREACHABLE',
    'told UNREACHABLE',
    'told UNREACHABLE',
    'told UNREACHABLE',
    noAction,
    'waits UNREACHABLE',
    'waits UNREACHABLE',
    'waits UNREACHABLE',
    noAction,
  ],

  'nobody listens': rest('told TIMEOUT', 'asks TIMEOUT', 'waits TIMEOUT'),
  'dropped before it is done': rest('told TIMEOUT', 'asks TIMEOUT', 'waits TIMEOUT'),
  'done, then dropped': rest('told TIMEOUT', 'asks TIMEOUT', 'waits TIMEOUT'),
  'done, answered too late': rest('told TIMEOUT', 'asks TIMEOUT', 'waits TIMEOUT'),
  'HTTP 401': rest('told UNAUTHORIZED', 'waits UNAUTHORIZED'),
  'HTTP 403': rest('told UNAUTHORIZED', 'waits UNAUTHORIZED'),
  'HTTP 401, and a new sign-in is there': rest('once', 'once'),
  'HTTP 500': rest('told PROTOCOL', 'asks PROTOCOL', 'waits PROTOCOL'),
  'HTTP 502 with a page': rest('told TIMEOUT', 'asks TIMEOUT', 'waits TIMEOUT'),
  'HTTP 200 with a page': rest('told PROTOCOL', 'asks PROTOCOL', 'waits PROTOCOL'),
  'empty answer': rest('told PROTOCOL', 'asks PROTOCOL', 'waits PROTOCOL', noTag),
  'answer 0': rest('told REJECTED', 'told REJECTED', 'told REJECTED', noTag),
  'offline, then answer 0': rest(noWait, 'holds UNREACHABLE', 'holds UNREACHABLE', noTag),
  'offline before it is sent': rest('told UNREACHABLE', 'waits UNREACHABLE'),
  'done, then offline': rest('told TIMEOUT', 'asks TIMEOUT', 'waits TIMEOUT'),

  'reload before its turn': page('gone', 'waits'),
  'reload before its first byte': page('gone', 'asks', 'waits'),
  'reload before its answer': page('gone', 'asks', 'waits'),
  'reload after its answer': page('once', 'once'),
  'tab closed before its answer': page('gone', 'asks', 'waits'),
  'tab crashes before its answer': page('gone', 'asks', 'waits'),
  'session taken away before its answer': rest('told CANCELED', 'asks CANCELED', 'waits CANCELED'),
  'two tabs come online together': page('once', 'waits UNREACHABLE'),
  'storage is full': page('once', 'waits UNREACHABLE'),
} satisfies Record<string, Row>;

export type FaultName = keyof typeof table;
