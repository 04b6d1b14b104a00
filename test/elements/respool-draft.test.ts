import { expect } from '@esm-bundle/chai';
import fc from 'fast-check';
import { samePhone } from '../../src/codecs/phone.js';
import type { RespoolEntry } from '../../src/commands.js';
import { changesOf } from '../../src/elements/respool-changes.js';
import {
  addNumber,
  draftOf,
  editedEntry,
  isEdited,
  moveNumber,
  problemsOf,
  removeNumber,
  sameEntry,
  type DraftStep,
  type RespoolDraft,
} from '../../src/elements/respool-draft.js';
import { lockedFields } from '../../src/respool-edit.js';

const entry: RespoolEntry = {
  campaign: 'Ventas->',
  destination: '098344484',
  dialerBase: 'basetest',
  status: 1,
  data: [
    ['Par1', 'Val1'],
    ['Par2', 'Val2'],
  ],
  alternatives: ['098124484', '091000000'],
  contact: 222,
  retries: 3,
  priority: 9999,
  agentPhone: '1001',
};

/** The draft after a step that must be taken. */
function taken(step: DraftStep): RespoolDraft {
  if ('refusal' in step) throw new Error(step.refusal);
  return step.draft;
}

const phone = fc.stringMatching(/^0\d{4,8}$/);
const line = fc.record({
  destination: phone,
  alternatives: fc.uniqueArray(phone, { maxLength: 5 }),
  retries: fc.nat(20),
  priority: fc.integer({ min: 2, max: 9999 }),
});
const step = fc.oneof(
  fc.record({ do: fc.constant('move' as const), from: fc.nat(6), to: fc.nat(6) }),
  fc.record({ do: fc.constant('remove' as const), from: fc.nat(6), to: fc.constant(0) }),
);

describe('the draft of a respool', () => {
  it('sends the entry as it came when nothing was changed', () => {
    const draft = draftOf(entry);
    expect(editedEntry(draft)).to.deep.equal(entry);
    expect(isEdited(draft)).to.equal(false);
    expect(changesOf(draft)).to.deep.equal([]);
  });

  it('never changes what belongs to the dialer, whatever is done [C-126]', () => {
    fc.assert(
      fc.property(line, fc.array(step), fc.string(), fc.string(), (own, steps, retries, agentPhone) => {
        let draft: RespoolDraft = { ...draftOf({ ...entry, ...own }), retries, agentPhone };
        for (const each of steps) {
          const next = each.do === 'move' ? moveNumber(draft, each.from, each.to) : removeNumber(draft, each.from);
          if ('draft' in next) draft = next.draft;
        }
        for (const field of lockedFields) expect(editedEntry(draft)[field]).to.equal(entry[field]);
      }),
    );
  });

  it('keeps every number once, the main one never among the others, however it is reordered [C-129]', () => {
    fc.assert(
      fc.property(line, fc.array(step), (own, steps) => {
        let draft = draftOf({ ...entry, ...own });
        const numbers = new Set(draft.numbers);
        for (const { from, to } of steps) draft = taken(moveNumber(draft, from, to));
        const { destination, alternatives, retries } = editedEntry(draft);
        expect(new Set([destination, ...alternatives])).to.deep.equal(numbers);
        expect(alternatives.some((each) => samePhone(each, destination))).to.equal(false);
        expect(retries).to.equal(destination === own.destination ? own.retries : 0);
      }),
    );
  });

  it('starts a new main number with 0 retries, and gives them back when the first one returns [C-129]', () => {
    const moved = taken(moveNumber({ ...draftOf(entry), retries: '7' }, 1, 0));
    expect(editedEntry(moved)).to.include({ destination: '098124484', retries: 0 });
    expect(editedEntry(moved).alternatives).to.deep.equal(['098344484', '091000000']);
    expect(editedEntry(taken(moveNumber(moved, 1, 0)))).to.include({ destination: '098344484', retries: 7 });
  });

  it('drops a second spelling of the main number from the others [C-129]', () => {
    const draft = draftOf({ ...entry, alternatives: ['098-344-484', '098124484'] });
    expect(draft.numbers).to.deep.equal(['098344484', '098124484']);
    expect(changesOf(draft)).to.deep.equal([{ what: 'Then', before: '098-344-484, 098124484', after: '098124484' }]);
  });

  it('lets no step make the number on the line the next to dial, in any spelling [C-127]', () => {
    fc.assert(
      fc.property(line, fc.array(step), fc.nat(5), (own, steps, index) => {
        let draft = draftOf({ ...entry, ...own });
        const [main = ''] = draft.numbers;
        const talking = draft.numbers[index] ?? main;
        fc.pre(!samePhone(talking, main));
        const onTheLine = talking.split('').join('-');
        for (const each of steps) {
          const next = each.do === 'move' ? moveNumber(draft, each.from, each.to, onTheLine) : removeNumber(draft, each.from, onTheLine);
          if ('draft' in next) draft = next.draft;
          expect(samePhone(draft.numbers[0] ?? '', talking)).to.equal(false);
        }
      }),
    );
  });

  it('refuses to send when the given main number is the one on the line [C-127]', () => {
    expect(problemsOf(draftOf(entry), '098-344-484')).to.have.length(1);
    expect(problemsOf(draftOf(entry), '098-344-484')[0]).to.include({ row: 'numbers-0', field: 'entry.destination' });
    expect(problemsOf(draftOf(entry), '091000000')).to.deep.equal([]);
  });

  it('keeps the last number', () => {
    const alone = draftOf({ ...entry, alternatives: [] });
    expect(removeNumber(alone, 0)).to.have.property('refusal');
  });

  it('adds a number at the end, and refuses one that is there or cannot be dialled [C-065]', () => {
    const add = (adding: string) => addNumber({ ...draftOf(entry), adding });
    expect(taken(add(' 12-345-678 '))).to.deep.include({ numbers: [...draftOf(entry).numbers, '12-345-678'], adding: '' });
    expect(add('098 124 484')).to.deep.equal({ refusal: '098124484 is on the list already.' });
    for (const bad of ['', '09:1', '09;1']) expect(add(bad), bad).to.have.property('refusal');
  });

  it('refuses a priority below 2 and what is no number, each at its row [C-128]', () => {
    const rows = (change: Partial<RespoolDraft>) => problemsOf({ ...draftOf(entry), ...change }).map(({ row }) => row);
    for (const priority of ['1', '0', '-1', '', 'high', '2.5', '1e3']) expect(rows({ priority }), priority).to.deep.equal(['priority']);
    for (const retries of ['-1', '', 'x']) expect(rows({ retries }), retries).to.deep.equal(['retries']);
    expect(rows({ priority: ' 2 ', retries: '0' })).to.deep.equal([]);
  });

  it('refuses a pair that would break the data string at its own row, also after an empty one [C-066]', () => {
    for (const pair of [['Par1', 'a=b'], ['a:b', 'x'], ['', 'x'], ['p', 'x;y'], ['p', 'x\ny']] as [string, string][]) {
      const problems = problemsOf({ ...draftOf(entry), data: [['', ''], ['fine', ''], pair] });
      expect(problems.map(({ row, field }) => [row, field]), pair.join('=')).to.deep.equal([['data-2', 'entry.data.1']]);
    }
  });

  it('does not send rows of data without name and value', () => {
    expect(editedEntry({ ...draftOf(entry), data: [['', ''], ['Par1', '']] }).data).to.deep.equal([['Par1', '']]);
  });

  it('lists the problems in the order of the editor', () => {
    const draft = { ...draftOf(entry), adding: '099', priority: '1', retries: '', data: [['a', 'b=c']] as [string, string][] };
    expect(problemsOf(draft, entry.destination).map(({ row }) => row)).to.deep.equal(['numbers-0', 'adding', 'retries', 'priority', 'data-0']);
  });

  it('takes a number that was typed and not added for a change to keep', () => {
    expect(isEdited({ ...draftOf(entry), adding: '099' })).to.equal(true);
    expect(problemsOf({ ...draftOf(entry), adding: '099' })[0]?.message).to.contain('Add 099 to the list');
  });

  it('says nothing of a change exactly when the same is sent', () => {
    const text = fc.constantFrom('0', '3', ' 3 ', '03', '', 'x', '9999', '2');
    const pairs = fc.array(fc.tuple(fc.constantFrom('', 'Par1', 'Par2'), fc.constantFrom('', 'Val1', 'Val2')), { maxLength: 3 });
    fc.assert(
      fc.property(text, text, pairs, fc.array(step, { maxLength: 3 }), (retries, priority, data, steps) => {
        let draft: RespoolDraft = { ...draftOf(entry), retries, priority, data };
        for (const { from, to } of steps) draft = taken(moveNumber(draft, from, to));
        expect(changesOf(draft).length === 0).to.equal(sameEntry(editedEntry(draft), entry));
      }),
    );
  });

  it('tells every change from before to after, and why the retries fall', () => {
    const draft = {
      ...taken(moveNumber(draftOf(entry), 1, 0)),
      priority: '5',
      agentPhone: '',
      data: [['Par2', 'new'], ['Par3', 'x']] as [string, string][],
    };
    expect(changesOf(draft).map(({ what, before, after }) => `${what}: ${before} > ${after}`)).to.deep.equal([
      'Dialled next: 098344484 > 098124484',
      'Then: 098124484, 091000000 > 098344484, 091000000',
      'Retries: 3 > 0',
      'Priority: 9999 > 5',
      'Data Par1: Val1 > removed',
      'Data Par2: Val2 > new',
      'Data Par3: not there > x',
      'Agent phone: 1001 > empty',
    ]);
    expect(changesOf(draft)[2]?.why).to.contain('another number is dialled next');
  });

  it('tells a changed order of the data', () => {
    const data = [...entry.data].reverse();
    expect(changesOf({ ...draftOf(entry), data })).to.deep.equal([
      { what: 'Order of the data', before: 'Par1=Val1, Par2=Val2', after: 'Par2=Val2, Par1=Val1' },
    ]);
  });
});
