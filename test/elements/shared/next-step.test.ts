import { expect } from 'chai';
import { CtiError, type Command, type CtiErrorCode } from '../../../src/index.js';
import { nextStep } from '../../../src/elements/shared/next-step.js';
import { outcomeOfError, outcomeOfReply } from '../../../src/elements/shared/outcome.js';
import * as sample from '../../samples.js';

const after = (command: Command, code: CtiErrorCode, maybeSent?: boolean, canCheck = true) =>
  nextStep(outcomeOfError(command, new CtiError(code, 'Why.', { maybeSent })), canCheck);

describe('the next step', () => {
  it('after a dial or a hang-up of which nobody knows is a look, where a portal can be asked, and never a second dial', () => {
    for (const command of [sample.call, sample.callWithPhone, sample.hangup]) {
      expect(after(command, 'TIMEOUT')).to.equal('check');
      expect(after(command, 'PROTOCOL', true, false)).to.equal(undefined);
    }
  });

  it('is to send again what surely did not arrive, and what may have, where that is the agent’s decision', () => {
    for (const code of ['UNREACHABLE', 'BUSY'] as const) expect(after(sample.call, code)).to.equal('sendAgain');
    for (const command of [sample.dispose, sample.schedule, sample.respool, sample.tag])
      expect(after(command, 'TIMEOUT')).to.equal('sendAgain');
    expect(after(sample.cti, 'TIMEOUT', false), 'a question').to.equal('sendAgain');
  });

  it('is to sign in where the sign-in is over, also for what waits', () => {
    expect(after(sample.dispose, 'UNAUTHORIZED')).to.equal('signIn');
    const queued = (code: CtiErrorCode) =>
      nextStep(
        outcomeOfReply(sample.dispose, { status: 'queued', transport: 'outbox', error: new CtiError(code, 'Why.') }),
        true,
      );
    expect(queued('UNAUTHORIZED')).to.equal('signIn');
    expect(queued('UNREACHABLE')).to.equal(undefined);
  });

  it('is none after a refusal, a missing right or a wrong input, and while nothing failed', () => {
    for (const code of ['REJECTED', 'INVALID', 'UNSUPPORTED'] as const)
      expect(after(sample.dispose, code)).to.equal(undefined);
    expect(nextStep({ state: 'idle' }, true)).to.equal(undefined);
    expect(nextStep(outcomeOfReply(sample.dispose, { status: 'confirmed', transport: 'integra' }), true)).to.equal(
      undefined,
    );
  });
});
