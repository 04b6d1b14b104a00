import { expect } from 'chai';
import { fc } from '../../seeded.js';
import { inForeignPage } from '../../foreign-json.js';
import {
  choiceProblem,
  leafOf,
  readingTree,
  readTree,
  search,
  type Disposition,
} from '../../../src/elements/cti-disposition-form/disposition-tree.js';

const label = fc.stringMatching(/^[\w\u00e0-\u00ff]{1,9}( [\w\u00e0-\u00ff]{1,9})?$/);
const listOf = (node: fc.Arbitrary<Disposition>, minLength: number) =>
  fc.uniqueArray(node, {
    minLength,
    maxLength: 4,
    selector: (each) => each.label.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').split(' ')[0],
  });
const leaf = fc.record<Disposition>({ label, value: fc.option(label, { nil: undefined }) });
const branch = (children: fc.Arbitrary<Disposition>) =>
  fc.record<Disposition>({ label, children: listOf(children, 1) });
const nodes = listOf(fc.oneof(leaf, branch(fc.oneof(leaf, branch(leaf)))), 1);

/** The values of every leaf, from the top. */
const valuesOf = (nodes: readonly Disposition[], above: string[] = []): string[][] =>
  nodes.flatMap(({ label, value = label, children }) =>
    children?.length ? valuesOf(children, [...above, value]) : [[...above, value]],
  );

const leavesOf = (source: unknown) => [...readTree(source).leaves.values()];

describe('disposition tree', () => {
  it('finds every leaf in its order, and sends the value or else the label of each level [C-084]', () => {
    fc.assert(
      fc.property(nodes, (nodes) => {
        expect(readTree(nodes).problem).to.equal('');
        expect(leavesOf(nodes).map(({ levels }) => Object.values(levels))).to.deep.equal(valuesOf(nodes));
      }),
    );
    expect(leavesOf([{ label: 'A', value: 'a', children: [{ label: 'B' }] }])[0]?.levels).to.deep.equal({
      level1: 'a',
      level2: 'B',
    });
  });

  it('is the same in a page whose library has another Array#entries', async () => {
    const nodes = [{ label: 'Sale', children: [{ label: 'Card' }, { label: 'Cash', requires: ['comment'] as const }] }];
    const plain = leavesOf(nodes);
    expect(plain).to.have.length(2);
    expect(await inForeignPage(() => leavesOf(nodes))).to.deep.equal(plain);
    const wrong = [{ label: 'a' }, {}];
    expect(await inForeignPage(() => readTree(wrong).problem))
      .to.equal(readTree(wrong).problem)
      .and.include('#2');
  });

  it('reads the same tree from JSON text, where null is as absent', () => {
    fc.assert(
      fc.property(nodes, (nodes) => {
        const text = JSON.stringify(nodes, (_, value: unknown) => value ?? null);
        expect(leavesOf(text).map((leaf) => leaf.levels)).to.deep.equal(leavesOf(nodes).map((leaf) => leaf.levels));
      }),
    );
    const [only] = leavesOf('[{ "label": "c", "value": null, "requires": null, "action": null, "children": null }]');
    expect(only).to.include({ text: 'c', needsComment: false, needsCallback: false });
  });

  it('never throws, whatever it is given, and has leaves or a problem', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (anything, text) => {
        for (const { problem, leaves } of [readTree(anything), readTree([anything]), readTree(text)])
          expect(leaves.size > 0).to.equal(!problem);
      }),
    );
  });

  it('asks for a callback where one is required and where scheduling is the action [C-089]', () => {
    const leaves = leavesOf([
      { label: 'a', action: 'schedule' },
      { label: 'b', requires: ['callback', 'comment'] },
      { label: 'c', requires: [], children: [] },
    ]);
    expect(leaves.map(({ needsCallback, needsComment }) => [needsCallback, needsComment])).to.deep.equal([
      [true, false],
      [true, true],
      [false, false],
    ]);
  });

  const wrong: [string, unknown, string][] = [
    [
      'a fourth level',
      [{ label: 'A', children: [{ label: 'B', children: [{ label: 'C', children: [{ label: 'D' }] }] }] }],
      '“A › B › C › D” is a fourth level',
    ],
    ['a number', 7, '“#1” has a wrong “label”'],
    ['an entry that is no object', [{ label: 'A' }, 'B'], '“#2” has a wrong “label”'],
    ['a missing label', [{ label: 'A', children: [{ label: 'B' }, { value: 'x' }] }], '“A › #2” has a wrong “label”'],
    ['a blank label', [{ label: ' ' }], '“#1” has a wrong “label”'],
    ['two that read the same', [{ label: 'Lost' }, { label: 'LOST', value: '2' }], '“LOST” has a wrong “label”'],
    ['an empty value', [{ label: 'A', value: '' }], '“A” has a wrong “value”'],
    ['a number as value', [{ label: 'A', value: 3 }], '“A” has a wrong “value”'],
    ['an action that does not exist', [{ label: 'A', action: 'RESCHEDULE' }], '“A” has a wrong “action”'],
    ['a requirement that does not exist', [{ label: 'A', requires: ['note'] }], '“A” has a wrong “requires”'],
    ['children that are no list', [{ label: 'A', children: {} }], '“A › #1” has a wrong “label”'],
    [
      'an action of a branch',
      [{ label: 'A', action: 'blacklist', children: [{ label: 'B' }] }],
      '“A” has a wrong “action”',
    ],
    [
      'a requirement of a branch',
      [{ label: 'A', requires: ['comment'], children: [{ label: 'B' }] }],
      '“A” has a wrong “requires”',
    ],
    ['text that is not JSON', '[{label: "A"}]', 'JSON'],
  ];
  for (const [name, input, words] of wrong) {
    it(`says in one sentence what is wrong: ${name}`, () => {
      const { problem, leaves } = readTree(input);
      expect(problem).to.contain('The list of results cannot be used: ').and.to.contain(words);
      expect(leaves.size).to.equal(0);
    });
  }

  it('ends at the fourth level of a tree that holds itself', () => {
    const loop: { label: string; children: unknown[] } = { label: 'A', children: [] };
    loop.children.push(loop);
    expect(readTree([loop]).problem).to.contain('fourth level');
  });

  it('says that there is nothing, of an empty list and of no text', () => {
    for (const nothing of [[], '', ' \n ', undefined])
      expect(readTree(nothing).problem).to.contain('No results are set up here.');
  });
});

describe('disposition search', () => {
  const tree = readTree([
    {
      label: 'Sale',
      children: [{ label: 'Card', children: [{ label: 'Visa' }, { label: 'Crédito Ñandú' }] }, { label: 'Cash' }],
    },
    { label: 'Sale lost', children: [{ label: 'Price' }] },
    { label: 'Voicemail' },
    { label: 'Straße' },
  ]);
  const texts = (query: string) => search(tree, query).map(({ text }) => text);

  it('finds a leaf by any words of its path, in any order and any case, with or without accents', () => {
    const marks = fc.constantFrom('', '\u0301', '\u0308', '\u0303');
    fc.assert(
      fc.property(
        fc.constantFrom(...tree.leaves.values()),
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
          if (!typed.join('').includes('SS')) expect(search(tree, typed.join('  '))).to.include(leaf);
        },
      ),
    );
    expect(texts('nandu CREDITO')).to.deep.equal(['Sale › Card › Crédito Ñandú']);
  });

  it('finds nothing for a word that is not there, and all for none', () => {
    expect(texts('sale bitcoin')).to.deep.equal([]);
    for (const none of ['', '  ']) expect(texts(none)).to.have.length(tree.leaves.size);
  });

  it('takes a leaf only by its whole path, however it is spaced', () => {
    for (const text of ['sale›card  ›  VISA', ' SALE › Card›Visa'])
      expect(leafOf(tree, text)?.levels).to.deep.equal({ level1: 'Sale', level2: 'Card', level3: 'Visa' });
    for (const text of ['', 'Visa', 'Sale', 'Sale › Card', 'Sale Card Visa', 'Price › Sale lost'])
      expect(leafOf(tree, text), text).to.equal(undefined);
  });

  it('says of a branch which levels follow, by its path or its last label', () => {
    expect(choiceProblem(tree, 'sale')).to.equal('“Sale” has further levels: choose Card, Cash.');
    expect(choiceProblem(tree, 'CARD ')).to.equal('“Sale › Card” has further levels: choose Visa, Crédito Ñandú.');
    expect(choiceProblem(tree, ' ')).to.equal('Choose a result.');
    expect(choiceProblem(tree, 'ard')).to.equal('“ard” is not a result: choose one from the list.');
    const wide = readTree([{ label: 'A', children: Array.from({ length: 9 }, (_, index) => ({ label: `${index}` })) }]);
    expect(choiceProblem(wide, 'a')).to.equal('“A” has further levels: choose 0, 1, 2, 3, 4, 5….');
  });
});

describe('a long list of results', () => {
  const long = (count: number) =>
    Array.from({ length: count / 100 }, (_, at) => ({
      label: `Grupo ${at}`,
      children: Array.from({ length: 100 }, (_, index) => ({ label: `Razón ${at} de ${index}` })),
    }));

  it('is read in steps of at most 50 results', () => {
    const tree = long(10_000);
    let read = 0;
    const labels = tree.flatMap(({ children }) => children);
    for (const each of labels) {
      const { label } = each;
      Object.defineProperty(each, 'label', { get: () => (read++, label), enumerable: true });
    }
    const reading = readingTree(tree);
    for (let before = 0, step = reading.next(); ; before = read, step = reading.next()) {
      expect(read - before).to.be.at.most(150); // a label is read up to three times
      if (!step.done) continue;
      expect([step.value.leaves.size, step.value.problem, step.value.branches.size]).to.deep.equal([10_000, '', 100]);
      return;
    }
  });

  it('has an end, which is said', () => {
    expect(readTree(long(20_000)).problem).to.equal('');
    const { problem, leaves } = readTree(long(100_000));
    expect([problem, leaves.size]).to.deep.equal([
      'The list of results cannot be used: it has more than 20,000 results. Tell whoever set up this page.',
      0,
    ]);
  });
});
