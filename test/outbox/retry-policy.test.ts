import { expect } from 'chai';
import { CtiError, type CtiErrorCode } from '../../src/core/errors.js';
import type { WaitingCommand } from '../../src/outbox/outbox-entry.js';
import { callOf, afterUnconfirmed, afterFailure, tooLate } from '../../src/outbox/retry-policy.js';
import { holdClock } from '../clock.js';
import { dispose, entry, respool, schedule, tag } from '../samples.js';

const kept = (command: WaitingCommand, change: { since?: number; doubts?: number } = {}) => ({
  ...{ since: Date.now(), doubts: 0, command },
  ...change,
});
const blacklist = { type: 'blacklist', entries: [{ phone: '091', campaign: '*' }] } satisfies WaitingCommand;

describe('the rules of the outbox', () => {
  it('keep in line what is of one call, one contact, or the do-not-call list', () => {
    expect([dispose, { ...tag, guid: dispose.guid }].map(callOf)).to.deep.equal([dispose.guid, dispose.guid]);
    expect(callOf({ ...dispose, guid: 'other' })).to.equal('other');
    expect(callOf(blacklist)).to.equal('blacklist');
    expect([respool, schedule].map(callOf)).to.deep.equal(['Ventas-> 098344484', 'Ventas-> 098344484']);
    for (const change of [{ campaign: 'Sale->' }, { destination: '099' }])
      expect(callOf({ ...respool, entry: { ...entry, ...change } })).not.to.equal(callOf(respool));
  });

  it('say what becomes of a command that failed: only what surely did nothing waits or is held', () => {
    const outcome: Record<CtiErrorCode, string> = {
      ...{ UNREACHABLE: 'waiting', UNAUTHORIZED: 'waiting', BUSY: 'waiting' },
      ...{ INVALID: 'held', UNSUPPORTED: 'held', REJECTED: 'held' },
      ...{ TIMEOUT: 'unknown', PROTOCOL: 'unknown', CANCELED: 'unknown' },
    };
    for (const [code, state] of Object.entries(outcome) as [CtiErrorCode, string][]) {
      const error = new CtiError(code, `${code} it is.`);
      expect(afterFailure(kept(dispose), error, false), code).to.deep.equal({
        state,
        reason: `${code} it is.`,
        code,
        doubts: state === 'unknown' ? 1 : 0,
      });
      // A “no” to a second try says nothing of the first.
      expect(afterFailure(kept(dispose, { doubts: 1 }), error, false).state, code).to.equal(
        state === 'held' ? 'unknown' : state,
      );
    }
  });

  it('let only what may be repeated go again in doubt, and that five times', () => {
    for (const [doubts, isRepeatable, state] of [
      [0, false, 'unknown'],
      [0, true, 'waiting'],
      [4, true, 'waiting'],
      [5, true, 'unknown'],
      [6, true, 'unknown'],
    ] as const) {
      const change = { state, doubts: doubts + 1, reason: 'why' };
      expect(afterUnconfirmed(kept(tag, { doubts }), 'why', isRepeatable)).to.deep.equal({
        ...change,
        code: undefined,
      });
      const failed = afterFailure(kept(tag, { doubts }), new CtiError('TIMEOUT', 'why'), isRepeatable);
      expect(failed).to.deep.equal({ ...change, code: 'TIMEOUT' });
    }
  });

  it('hold what has waited longer than it may, and a callback whose last instant has passed', () => {
    holdClock({ at: Date.UTC(2026, 10, 1, 6, 30) });
    const late = (command: WaitingCommand, since = Date.now(), zone?: string) =>
      tooLate(kept(command, { since }), 1_000, zone);
    expect(late(dispose, Date.now() - 1_000)).to.equal('');
    expect(late(dispose, Date.now() - 1_001)).to.contain('waited too long');
    const at = (text: string) => late({ ...schedule, at: text }, undefined, 'America/New_York');
    expect(at('2026-11-01 01:30:00'), 'the second time that its clock shows this').to.equal('');
    expect(at('2026-11-01 01:29:59')).to.contain('callback has passed');
    expect(at('2026-03-08 02:30:00'), 'an hour that never comes').to.equal('');
    const result = (change: object) => late({ ...dispose, ...change }, undefined, 'UTC');
    expect(result({ callbackAt: '2026-11-01 06:29:59' })).to.contain('callback has passed');
    expect(result({ callbackAt: '2026-11-01 06:30:00' })).to.equal('');
    expect(late(tag)).to.equal('');
  });
});
