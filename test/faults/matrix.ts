import type { Column } from './commands.js';

/**
 * What must come of a command:
 *
 * - `once` it is at the other end once, and its caller knows
 * - `waits` it is in the outbox, and once at the other end after the fault, by itself
 * - `asks` it may have arrived: the outbox shows it as `unknown`, it does not go again by itself, and a person who has
 *   looked at the other end settles it
 * - `holds` it was refused when nobody looked at it any more, and is shown until a person settles it
 * - `told` its caller is told that it failed, and it never goes again
 * - `gone` it went with its page, and never goes again: a dial or a hang-up does not wait
 * - `–` there is no such thing, and why
 *
 * After the word the code that the caller is told.
 */
export type Must = string;

/** The agent's commands and the do-not-call list: the columns of the table. */
export const agents = [
  'call',
  'callWithPhone',
  'hangup',
  'cti',
  'dispose',
  'schedule',
  'respool',
  'tag',
  'blacklist',
] as const satisfies Column[];
/** The supervisor's other commands that Integra takes: the last column. They never wait. */
export const supervisors = [
  'unblacklist',
  'cancelSchedule',
  'addContact',
  'removeContact',
  'addContacts',
  'campaigns',
  'campaignStatus',
  'statistics',
  'recordings',
  'convertRecording',
  'workflow',
  'dialerTask',
] as const satisfies Column[];

const notRest = '– only the portal can do this';
const noAction = '– the portal has no action for this';
const noZero = '– only a dial is answered with a guid';
const noTag = '– any answer but a page is the yes to a tag';
const noWait = '– it never waits';
const noClaim = '– it is no entry of the outbox';

/** One for each command of an agent. */
type PageRow = readonly [Must, Must, Must, Must, Must, Must, Must, Must, Must];
/** And one for all of the supervisor's. */
type Row = readonly [...PageRow, Must];
/** Over REST: a dial, hang-up or supervisor's command, a result or respool, a callback or do-not-call entry, a tag. */
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
  dial,
];
/** Over the portal: a dial, the question for the CTI object, what the portal never answers, and what Integra alone can do. */
const portal = (dial: Must, cti: Must, sent: Must, others: Must = noAction): Row => [
  dial,
  dial,
  sent,
  cti,
  others,
  sent,
  sent,
  sent,
  others,
  others,
];
/** In a page that goes: a dial, a result or respool, a callback, tag or do-not-call entry. */
const page = (dial: Must, result: Must, again: Must = result): PageRow => [
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
/** In a page that goes, over REST alone. */
const restPage = (dial: Must, result: Must, again: Must = result): PageRow => {
  const [call, , hangup, , ...waiting] = page(dial, result, again);
  return [call, notRest, hangup, notRest, ...waiting];
};

/** What the other end answers, or that it cannot be asked: what must come of each command, in the columns' order. */
export const answerTable = {
  'the portal is silent': portal('told TIMEOUT', 'told TIMEOUT', 'once'),
  'the portal is slow': portal('once', 'once', 'once'),
  'the portal answers too late': portal('told TIMEOUT', 'told TIMEOUT', 'once'),
  'the portal answers twice': portal('once', 'once', 'once'),
  'the portal answers 0': portal('told REJECTED', noZero, noZero),
  'the portal answers nonsense': portal('told PROTOCOL', 'told PROTOCOL', 'once'),
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
    noAction,
  ],

  'nobody listens': rest('told TIMEOUT', 'asks TIMEOUT', 'waits TIMEOUT'),
  'dropped before it is done': rest('told TIMEOUT', 'asks TIMEOUT', 'waits TIMEOUT'),
  'done, then dropped': rest('told TIMEOUT', 'asks TIMEOUT', 'waits TIMEOUT'),
  'done, answered too late': rest('told TIMEOUT', 'asks TIMEOUT', 'waits TIMEOUT'),
  'HTTP 401': rest('told UNAUTHORIZED', 'waits UNAUTHORIZED'),
  'HTTP 403': rest('told REJECTED', 'told REJECTED'),
  'HTTP 401, and a new sign-in is there': rest('once', 'once'),
  'HTTP 403 for this operation alone': rest('told REJECTED', 'told REJECTED'),
  'HTTP 429 for this operation alone, and when to ask again': rest('told BUSY', 'waits BUSY'),
  'HTTP 500': rest('told PROTOCOL', 'asks PROTOCOL', 'waits PROTOCOL'),
  'HTTP 502 with a page': rest('told TIMEOUT', 'asks TIMEOUT', 'waits TIMEOUT'),
  'HTTP 200 with a page': rest('told PROTOCOL', 'asks PROTOCOL', 'waits PROTOCOL'),
  'empty answer': rest('told PROTOCOL', 'asks PROTOCOL', 'waits PROTOCOL', noTag),
  'answer 0': rest('told REJECTED', 'told REJECTED', 'told REJECTED', noTag),
  'offline, then answer 0': rest(noWait, 'holds UNREACHABLE', 'holds UNREACHABLE', noTag),
  'the form is gone when answer 0 comes': rest('told REJECTED', 'holds REJECTED', 'holds REJECTED', noTag),
  'offline before it is sent': rest('told UNREACHABLE', 'waits UNREACHABLE'),
  'done, then offline': rest('told TIMEOUT', 'asks TIMEOUT', 'waits TIMEOUT'),

  'the portal is silent, Integra is there': portal('told TIMEOUT', 'told TIMEOUT', 'once', 'once'),
  'the portal is at another origin, Integra is there': [
    'once',
    'told UNREACHABLE',
    'once',
    'told UNREACHABLE',
    'once',
    'once',
    'once',
    'once',
    'once',
    'once',
  ],
  'done by Integra, then dropped, the portal is there': [
    'told TIMEOUT',
    'once',
    'told TIMEOUT',
    'once',
    'asks TIMEOUT',
    'waits TIMEOUT',
    'asks TIMEOUT',
    'waits TIMEOUT',
    'waits TIMEOUT',
    'told TIMEOUT',
  ],
  'HTTP 502 from Integra, the portal is there': [
    'told TIMEOUT',
    'once',
    'told TIMEOUT',
    'once',
    'asks TIMEOUT',
    'waits TIMEOUT',
    'asks TIMEOUT',
    'waits TIMEOUT',
    'waits TIMEOUT',
    'told TIMEOUT',
  ],
  'offline, the portal is there': [
    'once',
    'once',
    'once',
    'once',
    'waits UNREACHABLE',
    'waits UNREACHABLE',
    'waits UNREACHABLE',
    'once',
    'waits UNREACHABLE',
    'told UNREACHABLE',
  ],
} satisfies Record<string, Row>;

/** A page dies, or its storage does: what must come of each command of an agent. */
export const pageTable = {
  'the form reloads before the post': ['gone', 'gone', 'gone', 'gone', noAction, 'asks', 'asks', 'waits', noAction],
  'the form reloads after the post': ['gone', 'gone', 'gone', 'gone', noAction, 'asks', 'asks', 'waits', noAction],
  'reload before its turn': page('gone', 'waits'),
  'reload before its first byte': page('gone', 'asks', 'waits'),
  'reload before its answer': page('gone', 'asks', 'waits'),
  'reload after its answer': page('once', 'once'),
  'tab closed before its answer': page('gone', 'asks', 'waits'),
  'tab crashes before its answer': page('gone', 'asks', 'waits'),
  'session taken away before its answer': restPage('told CANCELED', 'asks CANCELED', 'waits CANCELED'),
  'another attribute of the session before its answer': restPage('told CANCELED', 'asks CANCELED', 'waits CANCELED'),
  'the tab stands still between its claim and its byte': page(noClaim, 'waits BUSY', 'once'),
  'the storage is cleared beside a second tab': restPage('told UNREACHABLE', 'waits UNREACHABLE'),
  'the clock is days ahead, and back': page(noWait, 'holds UNREACHABLE'),
  'no channel between two tabs that come online together': page('once', 'waits UNREACHABLE'),
  'two tabs come online together': page('once', 'waits UNREACHABLE'),
  'storage is full': page('once', 'waits UNREACHABLE'),
} satisfies Record<string, PageRow>;

export type AnswerName = keyof typeof answerTable;
export type PageName = keyof typeof pageTable;
