import { expect } from 'chai';
import { fc } from '../seeded.js';
import { samePhone } from '../../src/codecs/phone.js';
import type { RespoolEntry } from '../../src/core/commands.js';
import { CtiError } from '../../src/core/errors.js';
import { checkRespool, editEntry, lockedFields, type RespoolEdit } from '../../src/core/respool-edit.js';
import { entry as sample } from '../samples.js';

const given: RespoolEntry = { ...sample, retries: 3, alternatives: ['098124484', '099121212'] };

function refusal(entry: RespoolEntry, onTheLine?: string, from: RespoolEntry | null = given): CtiError | undefined {
  try {
    checkRespool(entry, onTheLine, from ?? undefined);
    return undefined;
  } catch (error) {
    return error as CtiError;
  }
}

describe('edit of a spool line', () => {
  it('sends retries 0 and no duplicate when an alternative becomes the main number [C-129]', () => {
    expect(editEntry(given, { destination: '098124484' })).to.deep.equal({
      ...given,
      destination: '098124484',
      retries: 0,
      alternatives: ['099121212'],
    });
  });

  it('resets the retries even when the edit names others [C-129]', () => {
    expect(editEntry(given, { destination: '1', retries: 7 }).retries).to.equal(0);
    expect(editEntry(given, { retries: 7 }).retries).to.equal(7);
  });

  it('keeps the retries when only the spelling of the number changes', () => {
    expect(editEntry(given, { destination: '098-344-484' })).to.include({ destination: '098-344-484', retries: 3 });
  });

  it('removes the main number from the alternatives in any spelling', () => {
    expect(editEntry(given, { destination: '098 124 484' }).alternatives).to.deep.equal(['099121212']);
    expect(editEntry(given, { alternatives: ['(098) 344484', '1'] }).alternatives).to.deep.equal(['1']);
  });

  it('changes what the edit names and nothing else, and leaves the given line alone', () => {
    const before = structuredClone(given);
    const edit: RespoolEdit = { priority: 2, data: [['a', 'b']], agentPhone: '', alternatives: [] };
    expect(editEntry(given, edit)).to.deep.equal({ ...given, ...edit });
    expect(editEntry(given, {})).to.deep.equal(given);
    expect(given).to.deep.equal(before);
  });

  it('never touches campaign, list, status and contact, and leaves no number there twice [C-126]', () => {
    const number = fc.constantFrom('098344484', '098-344-484', '098124484', '099121212', '1', '2');
    const edit = fc.record<RespoolEdit>(
      {
        destination: number,
        alternatives: fc.array(number),
        retries: fc.nat(),
        priority: fc.nat(),
        agentPhone: fc.string(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(edit, (change) => {
        const after = editEntry(given, change);
        for (const field of lockedFields) expect(after[field]).to.equal(given[field]);
        expect(after.alternatives.some((phone) => samePhone(phone, after.destination))).to.equal(false);
        expect(refusal(after)).to.equal(undefined);
        if (!samePhone(after.destination, given.destination)) expect(after.retries).to.equal(0);
      }),
    );
  });
});

describe('check of a respool', () => {
  it('refuses the number of the current call, in any spelling [C-127]', () => {
    for (const onTheLine of ['098344484', '098-344-484', '(098) 344 484']) {
      const error = refusal(given, onTheLine);
      expect([error?.code, error?.field]).to.deep.equal(['INVALID', 'entry.destination']);
      expect(error?.message).to.equal('098344484 is on the line now: choose another number to dial next.');
    }
  });

  it('allows it where no call is known, or another is on', () => {
    for (const onTheLine of [undefined, '', '091000000'])
      expect(refusal(given, onTheLine), onTheLine).to.equal(undefined);
  });

  it('refuses a number that is there twice', () => {
    const error = refusal({ ...given, alternatives: ['1', '098 344 484'] });
    expect([error?.code, error?.field]).to.deep.equal(['INVALID', 'entry.alternatives']);
    expect(error?.message).to.contain('there twice');
  });

  for (const [field, value] of [
    ['campaign', 'Other->'],
    ['dialerBase', 'other'],
    ['status', 0],
  ] as const) {
    it(`refuses another ${field} for the same contact, and says what it was [C-126]`, () => {
      const error = refusal({ ...given, [field]: value });
      expect([error?.code, error?.field]).to.deep.equal(['INVALID', `entry.${field}`]);
      expect(error?.message).to.equal(`${field} of a contact cannot be changed: it is “${given[field]}”.`);
    });
  }

  it('holds a line of another contact against nothing: it was not made from this one', () => {
    expect(refusal({ ...given, contact: 5, campaign: 'Other->' })).to.equal(undefined);
    expect(refusal({ ...given, campaign: 'Other->' }, undefined, null)).to.equal(undefined);
  });
});
