import { expect } from 'chai';
import { fc } from '../../seeded.js';
import { samePhone } from '../../../src/codecs/phone.js';
import type { RespoolEntry } from '../../../src/core/commands.js';
import {
  addingProblem,
  changesOf,
  isEdited,
  numbersOf,
  inPlaces,
  typed,
  type RespoolDraft,
} from '../../../src/elements/cti-respool-editor/respool-draft.js';
import { editEntry, lockedFields } from '../../../src/core/respool-edit.js';
import { triedEntry as entry } from '../../samples.js';

const phone = fc.stringMatching(/^0\d{4,8}$/);
const line = fc.record({
  destination: phone,
  alternatives: fc.uniqueArray(phone, { maxLength: 5 }),
  retries: fc.nat(20),
  priority: fc.integer({ min: 2, max: 9999 }),
});
/** A move, or a removal where `to` is missing. */
const step = fc.record({ from: fc.nat(6), to: fc.option(fc.nat(6), { nil: undefined }) });

function draftOf(own: Partial<RespoolEntry> = {}): RespoolDraft {
  const given = editEntry({ ...entry, ...own }, {});
  return { given, entry: given };
}

function after(draft: RespoolDraft, from: number, to?: number, onTheLine = ''): RespoolDraft {
  const number = numbersOf(draft.entry)[from];
  return number === undefined || numbersOf(draft.entry).length < 2
    ? draft
    : { ...draft, entry: inPlaces(draft, number, to, onTheLine).entry };
}

const lines = (draft: RespoolDraft) => changesOf(draft).map(([what, was, is]) => `${what}: ${was} > ${is}`);

describe('the draft of a respool', () => {
  it('changes nothing at first', () => {
    expect([draftOf().entry, changesOf(draftOf()), isEdited(draftOf(), '')]).to.deep.equal([entry, [], false]);
    expect([isEdited(undefined, 'x'), isEdited(draftOf(), '099')]).to.deep.equal([false, true]);
  });

  it('never changes what belongs to the dialer, whatever is done [C-126]', () => {
    fc.assert(
      fc.property(line, fc.array(step), fc.string(), fc.string(), (own, steps, retries, agentPhone) => {
        let draft = draftOf(own);
        for (const { from, to } of steps) draft = after(draft, from, to);
        const typedIn = typed(typed(draft.entry, 'retries', retries), 'agentPhone', agentPhone);
        for (const field of lockedFields) expect(typedIn[field]).to.equal(entry[field]);
      }),
    );
  });

  it('keeps every number once, however it is reordered; another main one starts with 0 retries [C-129]', () => {
    fc.assert(
      fc.property(line, fc.array(step), (own, steps) => {
        let draft = draftOf(own);
        const numbers = new Set(numbersOf(draft.entry));
        for (const { from, to = 0 } of steps) draft = after(draft, from, to);
        const { destination, alternatives, retries } = draft.entry;
        expect(new Set([destination, ...alternatives])).to.deep.equal(numbers);
        expect(alternatives.some((each) => samePhone(each, destination))).to.equal(false);
        expect(retries).to.equal(destination === own.destination ? own.retries : 0);
      }),
    );
  });

  it('puts a number where it is told, and says where', () => {
    const { entry: moved, said } = inPlaces(draftOf(), '091000000', 0, '');
    expect(numbersOf(moved)).to.deep.equal(['091000000', '098344484', '098124484']);
    expect(said).to.equal('091000000 is now number 1 of 3.');
    expect(inPlaces(draftOf(), '0977', Infinity, '').said).to.equal('0977 is now number 4 of 4.');
    expect(numbersOf(inPlaces(draftOf(), '098344484', undefined, '').entry)).to.deep.equal(['098124484', '091000000']);
  });

  it('gives the retries back when the given main number returns [C-129]', () => {
    const moved = after(draftOf(), 1, 0);
    expect(moved.entry).to.include({ destination: '098124484', retries: 0 });
    expect(after(moved, 1, 0).entry).to.deep.equal(entry);
  });

  it('lets no step make the number on the line the next to dial, in any spelling [C-127]', () => {
    fc.assert(
      fc.property(line, fc.array(step), fc.nat(5), (own, steps, index) => {
        let draft = draftOf(own);
        const talking = numbersOf(draft.entry)[index];
        fc.pre(talking !== undefined && !samePhone(talking, own.destination));
        for (const { from, to } of steps) {
          if (samePhone(numbersOf(draft.entry)[from] ?? '', talking ?? '') && to === undefined) continue;
          draft = after(draft, from, to, (talking ?? '').split('').join('-'));
          expect(samePhone(draft.entry.destination, talking ?? '')).to.equal(false);
        }
      }),
    );
  });

  it('says why it does not', () => {
    const { entry: same, said } = inPlaces(draftOf(), '091000000', 0, '091-000-000');
    expect([same, said]).to.deep.equal([entry, '091000000 is on the line now: choose another number to dial next.']);
  });

  it('adds no number that is there or cannot be dialled [C-065]', () => {
    expect(addingProblem(entry, '12-345-678')).to.equal(undefined);
    expect(addingProblem(entry, '098 124 484')).to.equal('This number is on the list already.');
    for (const bad of ['', '09:1', '09;1']) expect(addingProblem(entry, bad), bad).to.be.a('string');
  });

  it('takes what is typed: numbers as numbers, nonsense as it is, pairs by their place', () => {
    expect(typed(entry, 'priority', '12').priority).to.equal(12);
    for (const text of ['', '-1', '2.5', 'high']) expect(typed(entry, 'priority', text).priority, text).to.equal(text);
    expect(typed(entry, 'agentPhone', '1002').agentPhone).to.equal('1002');
    expect(typed(entry, 'data.1', 'Par3').data).to.deep.equal([
      ['Par1', 'Val1'],
      ['Par3', 'Val2'],
    ]);
    expect(typed(entry, 'data.0.value', 'x').data).to.deep.equal([
      ['Par1', 'x'],
      ['Par2', 'Val2'],
    ]);
  });

  it('says nothing of a change exactly when the same is sent', () => {
    const text = fc.constantFrom('0', '3', '', 'x', '9999', '2');
    fc.assert(
      fc.property(text, text, text, fc.array(step, { maxLength: 3 }), (retries, priority, value, steps) => {
        let draft = draftOf();
        for (const { from, to } of steps) draft = after(draft, from, to);
        for (const [id, typedIn] of [
          ['priority', priority],
          ['data.0.value', value],
        ] as const)
          draft = { ...draft, entry: typed(draft.entry, id, typedIn) };
        if (draft.entry.destination === entry.destination)
          draft = { ...draft, entry: typed(draft.entry, 'retries', retries) };
        expect(changesOf(draft).length === 0).to.equal(JSON.stringify(draft.entry) === JSON.stringify(entry));
      }),
    );
  });

  it('tells every change from before to after', () => {
    const { given, entry: moved } = after(draftOf(), 1, 0);
    const edited: RespoolEntry = { ...moved, priority: 5, agentPhone: '', data: [['Par2', 'new']] };
    expect(lines({ given, entry: edited })).to.deep.equal([
      'Dialled next: 098344484 > 098124484',
      'Then: 098124484, 091000000 > 098344484, 091000000',
      'Retries: 3 > 0',
      'Priority: 9999 > 5',
      'Agent phone: 1001 > none',
      'Data: Par1=Val1, Par2=Val2 > Par2=new',
    ]);
  });
});
