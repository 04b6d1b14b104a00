import { expect } from '@esm-bundle/chai';
import fc from 'fast-check';
import { readTree, readTreeText, type Disposition, type DispositionTree } from '../../src/elements/disposition-tree.js';

const label = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '');
const leaf = fc.record<Disposition>({ label, value: fc.option(label, { nil: undefined }) });
const branch = (children: fc.Arbitrary<Disposition>) =>
  fc.record<Disposition>({ label, children: fc.array(children, { minLength: 1, maxLength: 3 }) });
const level2 = fc.oneof(leaf, branch(leaf));
const tree = fc.array(fc.oneof(leaf, branch(level2)), { maxLength: 4 });

const leavesOf = (nodes: readonly Disposition[]): Disposition[] =>
  nodes.flatMap((node) => (node.children?.length ? leavesOf(node.children) : [node]));

describe('disposition tree', () => {
  it('finds every leaf in its order, and sends the value or else the label', () => {
    fc.assert(
      fc.property(tree, (nodes) => {
        const { leaves, problem } = readTree(nodes);
        expect(problem).to.equal(undefined);
        expect(leaves.map(({ levels }) => levels.at(-1))).to.deep.equal(
          leavesOf(nodes).map(({ value, label }) => value ?? label),
        );
        expect(leaves.every(({ path, levels }) => path.length === levels.length && path.length <= 3)).to.equal(true);
      }),
    );
  });

  it('reads the same tree from JSON text', () => {
    fc.assert(
      fc.property(tree, (nodes) => {
        expect(readTreeText(JSON.stringify(nodes))).to.deep.equal(readTree(JSON.parse(JSON.stringify(nodes))));
      }),
    );
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (anything, text) => {
        const trees: DispositionTree[] = [readTree(anything), readTree([anything]), readTreeText(text)];
        for (const { problem, leaves } of trees) expect(!problem || leaves.length === 0).to.equal(true);
      }),
    );
  });

  it('asks for a callback where one is required and where scheduling is the action', () => {
    const { leaves } = readTree([
      { label: 'a', action: 'schedule' },
      { label: 'b', requires: ['callback', 'comment'] },
      { label: 'c', requires: [], children: [], action: null, value: null },
    ]);
    expect(leaves.map(({ needsCallback, needsComment }) => [needsCallback, needsComment])).to.deep.equal([
      [true, false],
      [true, true],
      [false, false],
    ]);
    expect(leaves[2]?.levels).to.deep.equal(['c']);
  });

  const wrong: [string, unknown, string][] = [
    [
      'a fourth level',
      [{ label: 'A', children: [{ label: 'B', children: [{ label: 'C', children: [{ label: 'D' }] }] }] }],
      '“A › B › C”: this is a fourth level',
    ],
    ['no list', { label: 'A' }, 'a list of results is expected'],
    ['a text', 'Sale', 'a list of results is expected'],
    ['an entry that is no object', [{ label: 'A' }, 'B'], 'entry 2: an object with a label is expected'],
    ['a missing label', [{ label: 'A', children: [{ label: 'B' }, { value: 'x' }] }], '“A”, entry 2: a label is missing'],
    ['a blank label', [{ label: ' ' }], 'entry 1: a label is missing'],
    ['an empty value', [{ label: 'A', value: '' }], '“A”: “value” must be a text'],
    ['a number as value', [{ label: 'A', value: 3 }], '“A”: “value” must be a text'],
    ['an action that does not exist', [{ label: 'A', action: 'RESCHEDULE' }], '“A”: “action” can be'],
    ['a requirement that does not exist', [{ label: 'A', requires: ['note'] }], '“A”: “requires” can hold'],
    ['requirements that are no list', [{ label: 'A', requires: 'comment' }], '“A”: “requires” must be a list'],
    ['children that are no list', [{ label: 'A', children: {} }], '“A”: “children” must be a list'],
    ['a rule on a branch', [{ label: 'A', action: 'blacklist', children: [{ label: 'B' }] }], '“A”: it has further levels'],
  ];
  for (const [name, input, words] of wrong) {
    it(`says in words what is wrong: ${name}`, () => {
      const { problem, leaves, branches } = readTree(input);
      expect(problem).to.contain(words);
      expect([leaves, branches]).to.deep.equal([[], []]);
    });
  }

  it('ends at the fourth level of a tree that holds itself', () => {
    const loop: { label: string; children: unknown[] } = { label: 'A', children: [] };
    loop.children.push(loop);
    expect(readTree([loop]).problem).to.contain('fourth level');
  });

  it('says that text is not JSON, and takes no text for no tree', () => {
    expect(readTreeText('[{label: "A"}]').problem).to.contain('it is not JSON');
    expect(readTreeText(' \n ')).to.deep.equal({ leaves: [], branches: [] });
  });
});
