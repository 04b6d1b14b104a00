import type { CurrentCall } from './call-journal.js';
import type { CommandInput, Cti, Reply } from './commands.js';
import type { CtiError } from './errors.js';

const up = { bubbles: true, composed: true };

/** Before a command is sent. Cancel it to stop the command. */
export class CtiRequestEvent extends Event {
  /** Why the page cancelled it, in a sentence for the agent; the control shows a neutral one when empty. */
  reason = '';

  constructor(readonly command: CommandInput) {
    super('cti-request', { ...up, cancelable: true });
  }
}

/** A command was carried out as far as `reply.status` says. */
export class CtiResultEvent extends Event {
  constructor(
    readonly command: CommandInput,
    readonly reply: Reply,
  ) {
    super('cti-result', up);
  }
}

/** A command failed; `error.code` says how. */
export class CtiErrorEvent extends Event {
  constructor(
    readonly command: CommandInput,
    readonly error: CtiError,
  ) {
    super('cti-error', up);
  }
}

/** The CTI object names another call than before, or none. */
export class CtiChangeEvent extends Event {
  constructor(
    readonly cti: Cti | null,
    /** This tab was told of the same call before, for example before a reload. */
    readonly isReplay = false,
  ) {
    super('cti-change', up);
  }
}

/** A call is in another state than before, or its microphone or recording is: once for each. */
export class CtiCallEvent extends Event {
  constructor(readonly call: CurrentCall) {
    super('cti-call', up);
  }
}

declare global {
  interface HTMLElementEventMap {
    'cti-request': CtiRequestEvent;
    'cti-result': CtiResultEvent;
    'cti-error': CtiErrorEvent;
    'cti-change': CtiChangeEvent;
    'cti-call': CtiCallEvent;
  }
}
