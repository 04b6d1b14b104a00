import { msg } from '@lit/localize';
import { CtiError } from '../../core/errors.js';
import type { SupervisorCommands, TaskMode } from '../../core/supervisor-commands.js';
import { writeData } from '../../codecs/data-string.js';
import { writePhones } from '../../codecs/phone.js';

type Flags = { bulk: boolean; automatic: boolean };

/** What each mode is on the wire; never both flags (contract 2.1.3, U-24, C-139 to C-143, C-145). */
const flags: Record<TaskMode, Flags> = {
  priority: { bulk: false, automatic: true },
  now: { bulk: false, automatic: false },
  schedule: { bulk: true, automatic: false },
  owned: { bulk: true, automatic: false },
  normal: { bulk: true, automatic: false },
};
/** Before, a call at a time and a call of one agent were no bulk (C-144); what is “now” today was one of these then. */
const oldFlags: Record<Exclude<TaskMode, 'now'>, Flags> = {
  ...flags,
  schedule: { bulk: false, automatic: false },
  owned: { bulk: false, automatic: false },
};

/**
 * A dialer task as uContact spells it: nine keys, the time `null` but for a scheduled call (contract 2.1.3, C-136 to
 * C-146). Throws `INVALID`, and `UNSUPPORTED` for the mode `now` of an old server.
 */
export function writeTask(task: SupervisorCommands['dialerTask'], dialect: 'new' | 'old') {
  const { mode, campaign, destination, alternatives = [], agent = '', data = [], source = '', at } = task;
  if (mode === 'owned' && !agent.trim())
    throw new CtiError('INVALID', msg('A contact of one agent needs the agent: a user name or phone.'), {
      field: 'agent',
    });
  if (dialect === 'old' && mode === 'now')
    throw new CtiError(
      'UNSUPPORTED',
      msg('This older server cannot call at once: it would take the task for another one.'),
    );
  return {
    calldate: mode === 'schedule' ? (at ?? null) : null,
    campaign,
    destination,
    alternatives: writePhones(alternatives),
    agent,
    data: writeData(data),
    source,
    ...(dialect === 'old' && mode !== 'now' ? oldFlags : flags)[mode as Exclude<TaskMode, 'now'>],
  };
}
