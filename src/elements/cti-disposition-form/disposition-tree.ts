import { msg, str } from '@lit/localize';

/** What a result needs besides itself. */
export type DispositionNeed = 'comment' | 'callback';

/** What the dialer does with a result by its own configuration. It is shown to the agent and never sent (C-088). */
export type DispositionAction = 'respool' | 'respool-alternative' | 'blacklist' | 'schedule';

/** A result of a call, or a branch of results; at most three levels. */
export interface Disposition {
  /** What the agent reads. */
  label: string;
  /** What is sent; the label when absent. */
  value?: string | undefined;
  /** On a leaf only: a branch cannot be chosen, so that its rules would be lost without a word. */
  requires?: readonly DispositionNeed[] | undefined;
  /** On a leaf only, as well. */
  action?: DispositionAction | undefined;
  children?: readonly Disposition[] | undefined;
}

/** A result that can be sent. */
export interface DispositionLeaf {
  /** The labels from the top in one line: `Sale › Card › Visa`. */
  readonly text: string;
  /** The values from the top, as they are sent: one to three. */
  readonly levels: Readonly<Record<string, string>>;
  readonly needsComment: boolean;
  /** Required, or what the action is for: a promised callback without a time would be lost. */
  readonly needsCallback: boolean;
  readonly action: unknown;
}

/** A disposition with further levels. */
export interface Branch {
  readonly text: string;
  /** The labels of the next level. */
  readonly next: readonly string[];
}

/** A tree as the form uses it. With a `problem` it has no leaves. */
export interface DispositionTree {
  /** By the words of their text, in the order of the tree. */
  readonly leaves: ReadonlyMap<string, DispositionLeaf>;
  readonly branches: ReadonlyMap<string, Branch>;
  /** Why there is nothing to choose from; empty when there is. */
  readonly problem: string;
}

/** As a page may write it. */
type UncheckedDisposition = { [K in keyof Disposition]?: unknown };

const levelNames = ['level1', 'level2', 'level3'];

const needs: unknown[] = ['comment', 'callback'] satisfies DispositionNeed[];
const actions: unknown[] = ['respool', 'respool-alternative', 'blacklist', 'schedule'] satisfies DispositionAction[];

/** The words of a text in one case, without accents, each after one space: for comparing, never for the wire or the screen. */
function wordsOf(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/›|[^\s›]+/g) ?? []).join(' ');
}

const isText = (value: unknown): value is string => typeof value === 'string' && wordsOf(value) !== '';

/** What may be absent, one thing or a list. */
const listOf = (value: unknown): unknown[] => [value ?? []].flat();

/** More nobody finds their way in, and searching them would make every key wait. */
const maxLeaves = 20_000;
/** So many are read before the page gets its turn. */
const pace = 50;

/** Checks a list, or its JSON text, and takes it apart. Never throws: what is wrong is said in `problem`. */
export function readTree(source: unknown): DispositionTree {
  const reading = readingTree(source);
  for (;;) {
    const { done, value } = reading.next();
    if (done) return value;
  }
}

/** What a form has while a long list is read. */
export const unreadTree = (): DispositionTree => ({
  leaves: new Map(),
  branches: new Map(),
  problem: msg('The list of results is being read…'),
});

/** The same in steps, of which none takes long. */
export function* readingTree(source: unknown): Generator<undefined, DispositionTree> {
  const leaves = new Map<string, DispositionLeaf>();
  const branches = new Map<string, Branch>();
  let problem = '';
  let count = 0;
  try {
    yield* read(typeof source === 'string' ? JSON.parse(source.trim() || '[]') : source, [], '', {});
    if (!leaves.size) problem = msg('No results are set up here. Tell whoever set up this page.');
  } catch (cause) {
    leaves.clear();
    problem = msg(str`The list of results cannot be used: ${(cause as Error).message}. Tell whoever set up this page.`);
  }
  return { leaves, branches, problem };

  /** `keyAbove`: the words above, with a space behind. */
  function* read(
    nodes: unknown,
    above: readonly string[],
    keyAbove: string,
    values: DispositionLeaf['levels'],
  ): Generator<undefined, void> {
    let place = 0;
    for (const node of listOf(nodes)) {
      place++;
      if (++count % pace === 0) yield;
      const { label, value, requires, action, children } = Object(node) as UncheckedDisposition;
      const words = typeof label === 'string' ? wordsOf(label) : '';
      const path = [...above, words ? (label as string) : `#${place}`];
      const text = path.join(' › ');
      const key = keyAbove + (words || wordsOf(text));
      const below = listOf(children);
      const isLeaf = !below.length;
      const required = listOf(requires);
      const isRight = {
        label: words && !leaves.has(key),
        value: value === undefined || value === null ? words : isText(value),
        requires: required.every((need) => isLeaf && needs.includes(need)),
        action: !action || (isLeaf && actions.includes(action)),
      };
      const [wrong] = Object.entries(isRight).find(([, right]) => !right) ?? [];
      if (path.length > 3) throw new Error(msg(str`“${text}” is a fourth level`));
      if (wrong) throw new Error(msg(str`“${text}” has a wrong “${wrong}”`));
      const levels = { ...values, [`level${path.length}`]: String(value ?? label) };
      if (isLeaf) {
        const needsCallback = action === 'schedule' || required.includes('callback');
        leaves.set(key, { text, levels, needsComment: required.includes('comment'), needsCallback, action });
        if (leaves.size > maxLeaves)
          throw new Error(msg(str`it has more than ${maxLeaves.toLocaleString('en')} results`));
      } else {
        yield* read(below, path, `${key} › `, levels);
        branches.set(key, { text, next: below.map((each) => (each as Disposition).label) });
      }
    }
  }
}

/** The leaf that a text is, by its whole path. */
export function leafOf({ leaves }: DispositionTree, text: string): DispositionLeaf | undefined {
  return leaves.get(wordsOf(text));
}

/** The leaves whose path holds every word of a text, in any order; all of them when it has no word. */
export function search({ leaves }: DispositionTree, text: string): DispositionLeaf[] {
  const words = wordsOf(text).split(' ');
  const found: DispositionLeaf[] = [];
  for (const [key, leaf] of leaves) if (words.every((word) => key.includes(word))) found.push(leaf);
  return found;
}

/** The leaf that is sent as these levels. */
export function leafSentAs(
  { leaves }: DispositionTree,
  sent: Partial<Record<string, unknown>>,
): DispositionLeaf | undefined {
  return [...leaves.values()].find(({ levels }) => levelNames.every((name) => levels[name] === sent[name]));
}

/** The branch that a text is; it may be named by its last label. */
export function branchOf({ branches }: DispositionTree, text: string): Branch | undefined {
  const key = wordsOf(text);
  return key ? [...branches].find(([each]) => ` ${each}`.endsWith(` ${key}`))?.[1] : undefined;
}

/** Why a text cannot be sent that is no leaf. */
export function choiceProblem(tree: DispositionTree, text: string): string {
  if (tree.problem) return tree.problem;
  if (!wordsOf(text)) return msg('Choose a result.');
  const branch = branchOf(tree, text);
  if (!branch) return msg(str`“${text.trim()}” is not a result: choose one from the list.`);
  return msg(
    str`“${branch.text}” has further levels: choose ${branch.next.slice(0, 6).join(', ')}${branch.next.length > 6 ? '…' : ''}.`,
  );
}

/** What a leaf needs and does, in words. */
export function leafNote({ needsComment, needsCallback, action }: DispositionLeaf): string {
  const notes = [
    needsComment && msg('needs a comment'),
    needsCallback && msg('needs a callback'),
    action === 'blacklist' && msg('do-not-call list'),
  ];
  return notes.filter(Boolean).join(' · ');
}
