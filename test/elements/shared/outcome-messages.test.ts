import { expect } from 'chai';
import { CtiError, type Command, type CtiErrorCode } from '../../../src/index.js';
import { outcomeOfReply } from '../../../src/elements/shared/outcome.js';
import { outcomeText } from '../../../src/elements/shared/outcome-messages.js';
import { endText, plainText } from '../../../src/elements/cti-outbox/entry-view.js';
import type { OutboxEntry } from '../../../src/outbox/outbox-entry.js';
import * as sample from '../../samples.js';

const after = (command: Command, status: 'confirmed' | 'sent' | 'queued', error?: CtiError) =>
  outcomeText(outcomeOfReply(command, { status, transport: 'integra', guid: 'g', ...(error && { error }) }));
const isBoth = (text: string) => /automatically/.test(text) && /Sign in/.test(text);

describe('what is said of an outcome', () => {
  it('is of the command: what happened, and to whom', () => {
    expect(after(sample.respool, 'confirmed')).to.equal('098344484 is next in Ventas, outbound.');
    expect(after(sample.schedule, 'confirmed')).to.equal('The callback to 098344484 is scheduled.');
    expect(after(sample.tag, 'sent')).to.equal('Tag sent.');
    expect(after(sample.hangup, 'sent')).to.equal('Hang-up sent, not confirmed. Listen whether the line is free.');
  });

  it('asks for a sign-in, or says that it is sent automatically, and never both', () => {
    const queued = (code: CtiErrorCode, message: string) =>
      after(sample.dispose, 'queued', new CtiError(code, message));
    expect(queued('UNAUTHORIZED', 'Sign in again.')).to.equal('Waiting to be sent. Sign in again.');
    expect(queued('UNREACHABLE', 'This computer is offline.')).to.equal(
      'Waiting to be sent. It is sent automatically. This computer is offline.',
    );
    expect(queued('TIMEOUT', 'Check before you send it again.')).to.equal(
      'Waiting to be sent. It is sent automatically.',
    );
    const entry = { id: 'one', command: sample.dispose, state: 'waiting', since: 0 } as const;
    const kept: OutboxEntry[] = [
      { ...entry, reason: 'Sign in again.', code: 'UNAUTHORIZED' },
      { ...entry, reason: 'This computer is offline.', code: 'UNREACHABLE' },
      { ...entry, reason: 'It may have been saved. Check before you send it again.', code: 'TIMEOUT', doubts: 1 },
    ];
    const told = kept.map((each) => plainText(each).split('\n')[1] ?? '');
    expect(told).to.deep.equal([
      'Waiting to be sent. Sign in again.',
      'Waiting to be sent. It is sent automatically. This computer is offline.',
      'Waiting to be sent. It is sent automatically.',
    ]);
    expect(told.filter(isBoth)).to.deep.equal([]);
    expect(endText({ ...entry, reason: '', daysLeft: 1 })).to.equal('Removed in 1 day.');
  });
});
