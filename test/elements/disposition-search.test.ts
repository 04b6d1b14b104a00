import { expect } from '@esm-bundle/chai';
import fc from 'fast-check';
import { DispositionChoice, drawnAtMost } from '../../src/elements/disposition-choice.js';
import { choiceProblem, leafNamed, search } from '../../src/elements/disposition-search.js';
import { readTree } from '../../src/elements/disposition-tree.js';

const tree = readTree([
  { label: 'Sale', children: [{ label: 'Card', children: [{ label: 'Visa' }, { label: 'Crédito Ñandú' }] }, { label: 'Cash' }] },
  { label: 'Sale lost', children: [{ label: 'Price' }] },
  { label: 'Voicemail' },
  { label: 'Straße' },
]);
const texts = (query: string) => search(tree.leaves, query).map(({ text }) => text);

describe('disposition search', () => {
  it('finds a leaf by any words of its path, in any order and any case, with or without accents', () => {
    const marks = fc.constantFrom('', '\u0301', '\u0308', '\u0303');
    fc.assert(
      fc.property(
        fc.constantFrom(...tree.leaves),
        fc.infiniteStream(fc.nat()),
        fc.infiniteStream(fc.boolean()),
        marks,
        (leaf, order, upper, mark) => {
          const words = leaf.text.split(/[\s›]+/);
          const shuffled = words.map((word) => ({ word, at: order.next().value })).sort((a, b) => a.at - b.at);
          const some = shuffled.filter((_, index) => index === 0 || upper.next().value);
          const typed = some.map(({ word }) =>
            [...word].map((letter) => (upper.next().value ? letter.toLocaleUpperCase('en') : letter) + mark).join(''),
          );
          // “ß” has no capital of its own: its capital is another spelling.
          if (!typed.join('').includes('SS')) expect(search(tree.leaves, typed.join('  '))).to.include(leaf);
        },
      ),
    );
    expect(texts('nandu CREDITO')).to.deep.equal(['Sale › Card › Crédito Ñandú']);
  });

  it('finds nothing for a word that is not there, and all for none', () => {
    expect(texts('sale bitcoin')).to.deep.equal([]);
    expect(texts('  ')).to.have.length(tree.leaves.length);
    expect(texts('›')).to.have.length(tree.leaves.length);
  });

  it('takes a leaf only by its whole path, however it is spaced', () => {
    expect(leafNamed(tree, 'sale›card  ›  VISA')?.levels).to.deep.equal(['Sale', 'Card', 'Visa']);
    for (const text of ['', 'Visa', 'Sale', 'Sale › Card', 'Sale Card Visa', 'Price › Sale lost'])
      expect(leafNamed(tree, text), text).to.equal(undefined);
  });

  it('does not choose between two leaves that read the same', () => {
    const twins = readTree([
      { label: 'Lost', value: '1' },
      { label: 'lost', value: '2' },
    ]);
    expect(leafNamed(twins, 'Lost')).to.equal(undefined);
    expect(choiceProblem(twins, 'Lost')).to.equal('“Lost” is not a result yet: choose one from the list.');
  });

  it('says of a branch which levels follow', () => {
    expect(choiceProblem(tree, 'sale')).to.equal('“Sale” has further levels: choose one of Card, Cash.');
    expect(choiceProblem(tree, 'CARD ')).to.equal('“Sale › Card” has further levels: choose one of Visa, Crédito Ñandú.');
    expect(choiceProblem(tree, '')).to.equal('Choose a result.');
    expect(choiceProblem(tree, 'vis')).to.equal('“vis” is not a result yet: choose one from the list.');
    expect(choiceProblem(tree, 'bitcoin')).to.equal('No result is called “bitcoin”: choose one from the list.');
    const wide = readTree([{ label: 'A', children: Array.from({ length: 9 }, (_, index) => ({ label: `${index}` })) }]);
    expect(choiceProblem(wide, 'a')).to.equal('“A” has further levels: choose one of 0, 1, 2, 3, 4, 5 and 3 more.');
  });
});

describe('disposition choice', () => {
  const choice = (): DispositionChoice => Object.assign(new DispositionChoice(), { tree });

  it('never has its arrows outside the list, whatever is pressed', () => {
    const keys = fc.constantFrom(
      'ArrowDown',
      'ArrowUp',
      'Home',
      'End',
      'PageDown',
      'PageUp',
      'Enter',
      'Escape',
      'sale',
      'xyz',
      '',
    );
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 30 }), (pressed) => {
        const field = choice();
        for (const key of pressed) {
          if (/^([A-Z]|$)/.test(key)) field.press(key);
          else field.type(key);
          expect(field.active).to.be.within(-1, field.drawn.length - 1);
          if (!field.open) expect(field.active).to.equal(-1);
          if (field.leaf) expect(field.text).to.equal(field.leaf.text);
        }
      }),
    );
  });

  it('goes round at the ends, and pages by eight', () => {
    const field = Object.assign(new DispositionChoice(), {
      tree: readTree(Array.from({ length: 20 }, (_, index) => ({ label: `${index}` }))),
    });
    const at = (key: string) => (field.press(key), field.active);
    expect(
      ['ArrowUp', 'ArrowDown', 'ArrowDown', 'PageDown', 'PageDown', 'PageDown', 'Home', 'End', 'PageUp'].map(at),
    ).to.deep.equal([19, 0, 1, 9, 17, 19, 0, 19, 11]);
  });

  it('lets Enter take the only match, and nothing while there are two', () => {
    const field = choice();
    field.type('sale');
    expect(field.press('Enter')).to.equal(true);
    expect(field.leaf).to.equal(undefined);
    field.type('vis');
    field.press('Enter');
    expect(field.text).to.equal('Sale › Card › Visa');
    expect(field.open).to.equal(false);
  });

  it('shows all again after a choice, at the chosen one', () => {
    const field = choice();
    field.type('cash');
    field.press('Enter');
    field.press('ArrowDown');
    expect(field.matches).to.have.length(tree.leaves.length);
    expect(field.drawn[field.active]?.text).to.equal('Sale › Cash');
  });

  it('looks for the typed text again when the tree is another one', () => {
    const field = choice();
    field.type('Sale › Cash');
    expect(field.leaf?.levels).to.deep.equal(['Sale', 'Cash']);
    field.tree = readTree([{ label: 'Sale', value: 'S', children: [{ label: 'Cash', value: 'C', requires: ['comment'] }] }]);
    expect(field.leaf?.levels).to.deep.equal(['S', 'C']);
    field.tree = readTree([{ label: 'Else' }]);
    expect([field.leaf, field.text]).to.deep.equal([undefined, 'Sale › Cash']);
  });

  it('draws a hundred of many thousand', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({ label: `Result ${index}` }));
    const field = Object.assign(new DispositionChoice(), { tree: readTree(many) });
    field.show();
    expect([field.drawn.length, field.matches.length]).to.deep.equal([drawnAtMost, 20_000]);
  });
});
