import { expect } from 'chai';
import { doubtText, isQuestion } from '../../src/core/doubt-text.js';
import { everyCommand } from '../transports/every-command.js';

const all = everyCommand('integra');
all.dispose = { ...all.dispose, level2: 'New customer' };

describe('what a command of which nobody knows may have done', () => {
  it('is said of whom it was for, and where to look', () => {
    const said = (['call', 'hangup', 'transfer', 'dispose', 'schedule', 'respool', 'hold', 'login'] as const).map(
      (type) => doubtText(all[type]),
    );
    expect(said).to.deep.equal([
      'The call to 091000000 may be ringing. Look at your phone before you dial again.',
      'The call may have ended. Look at your phone before you hang up again.',
      'The call may have been transferred to 092000000. Look at your phone before you try again.',
      'The result Sale › New customer for 091000000 may have been saved. Check before you send it again.',
      'The callback to 098344484 may have been scheduled. Check before you send it again.',
      '098344484 may be in the queue again. Check before you send it once more.',
      'This may have been done. Look at your phone before you try again.',
      'Your state may have changed. Look at it before you try again.',
    ]);
  });

  it('is said of each command with what to do next, but of an upload, which says it of each row', () => {
    for (const command of Object.values(all))
      if (command.type === 'addContacts') expect(doubtText(command)).to.equal('');
      else expect(doubtText(command), command.type).to.match(/ may (?:have|be) .*(?:before you|does no harm)/);
  });

  it('is nothing for a question', () => {
    const asked = Object.values(all).filter(isQuestion);
    expect(asked.map(({ type }) => type)).to.have.members([
      ...['cti', 'agentStates', 'campaigns', 'campaignStatus', 'statistics', 'members'],
      ...['recordings', 'pendingCalls', 'findContacts'],
    ]);
  });
});
