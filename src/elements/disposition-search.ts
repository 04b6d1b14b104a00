import { msg, str } from '@lit/localize';
import type { Branch, DispositionTree, Leaf } from './disposition-tree.js';

/** Text for comparing: no accents, one case, no wide letters. Never for the wire or the screen. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

const folded = new WeakMap<Leaf | Branch, string>();

function foldedText(node: Leaf | Branch): string {
  const known = folded.get(node) ?? fold(node.text);
  folded.set(node, known);
  return known;
}

/** The leaves whose path holds every word of the text, in any order; all of them when it has no word. */
export function search(leaves: readonly Leaf[], text: string): readonly Leaf[] {
  const words = fold(text)
    .split(/[\s›]+/u)
    .filter(Boolean);
  return words.length ? leaves.filter((leaf) => words.every((word) => foldedText(leaf).includes(word))) : leaves;
}

/** A path as typed, however it is spaced: `sale ›card` and `Sale › Card` are the same. */
function pathKey(text: string): string {
  return fold(text)
    .split('›')
    .map((label) => label.trim().replace(/\s+/gu, ' '))
    .join('›');
}

/** The one leaf whose whole path the text is. Two that read the same cannot be told apart by typing. */
export function leafNamed({ leaves }: DispositionTree, text: string): Leaf | undefined {
  const key = pathKey(text);
  const [leaf, other] = search(leaves, text).filter((each) => pathKey(each.text) === key);
  return other ? undefined : leaf;
}

/** The branch that the text is, by its whole path or its own label. */
function branchNamed({ branches }: DispositionTree, text: string): Branch | undefined {
  const key = pathKey(text);
  return (
    branches.find((branch) => pathKey(branch.text) === key) ?? branches.find(({ path }) => pathKey(path.at(-1) ?? '') === key)
  );
}

const named = 6;

/** Why the typed text cannot be sent as a result. */
export function choiceProblem(tree: DispositionTree, text: string): string {
  const typed = text.trim();
  if (!typed) return msg('Choose a result.');
  const branch = branchNamed(tree, typed);
  if (branch) return msg(str`“${branch.text}” has further levels: choose one of ${listed(branch.next)}.`);
  return search(tree.leaves, typed).length
    ? msg(str`“${typed}” is not a result yet: choose one from the list.`)
    : msg(str`No result is called “${typed}”: choose one from the list.`);
}

function listed(labels: readonly string[]): string {
  const first = labels.slice(0, named).join(', ');
  return labels.length > named ? msg(str`${first} and ${labels.length - named} more`) : first;
}
