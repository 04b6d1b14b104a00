import { msg, str } from '@lit/localize';
import * as z from 'zod/mini';

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
  requires?: readonly DispositionNeed[] | undefined;
  action?: DispositionAction | undefined;
  children?: readonly Disposition[] | undefined;
}

/** A result that can be sent. */
export interface Leaf {
  /** The labels from the top. */
  readonly path: readonly string[];
  /** The values from the top, one to three. */
  readonly levels: readonly string[];
  /** The path in one line: `Sale › Card › Visa`. */
  readonly text: string;
  readonly needsComment: boolean;
  /** Required, or what the action is for: a promised callback without a time would be lost. */
  readonly needsCallback: boolean;
  readonly action: DispositionAction | undefined;
}

/** A disposition that is not a leaf. */
export interface Branch {
  readonly path: readonly string[];
  readonly text: string;
  /** The labels of the next level. */
  readonly next: readonly string[];
}

/** A tree as the form uses it. With a `problem` it has no leaves. */
export interface DispositionTree {
  readonly leaves: readonly Leaf[];
  readonly branches: readonly Branch[];
  readonly problem?: string;
}

export const emptyTree: DispositionTree = { leaves: [], branches: [] };

/** The labels of a path in one line. */
export function pathText(path: readonly string[]): string {
  return path.join(' › ');
}

const words = (error: () => string) => z.string({ error }).check(z.refine((value) => value.trim() !== '', { error }));
const own = {
  label: words(() => msg('a label is missing')),
  value: z.nullish(words(() => msg('“value” must be a text, or be left out'))),
  requires: z.nullish(
    z.array(z.enum(['comment', 'callback'], { error: () => msg('“requires” can hold “comment” and “callback”') }), {
      error: () => msg('“requires” must be a list'),
    }),
  ),
  action: z.nullish(
    z.enum(['respool', 'respool-alternative', 'blacklist', 'schedule'], {
      error: () => msg('“action” can be “respool”, “respool-alternative”, “blacklist” or “schedule”'),
    }),
  ),
};
const notAList = () => msg('“children” must be a list');
const notANode = () => msg('an object with a label is expected');

/** A branch cannot be chosen, so that a rule on it would be lost without a word. */
const rulesOnLeaf = z.refine<{
  requires?: unknown[] | null | undefined;
  action?: unknown;
  children?: unknown[] | null | undefined;
}>(({ requires, action, children }) => !children?.length || (!requires?.length && !action), {
  error: () => msg('it has further levels, so “requires” and “action” belong on those'),
});

const Level3 = z.object(
  {
    ...own,
    children: z.nullish(
      z
        .array(z.unknown(), { error: notAList })
        .check(z.maxLength(0, { error: () => msg('this is a fourth level, and three are possible') })),
    ),
  },
  { error: notANode },
);
const Level2 = z
  .object({ ...own, children: z.nullish(z.array(Level3, { error: notAList })) }, { error: notANode })
  .check(rulesOnLeaf);
const Level1 = z
  .object({ ...own, children: z.nullish(z.array(Level2, { error: notAList })) }, { error: notANode })
  .check(rulesOnLeaf);
const Tree = z.array(Level1, { error: () => msg('a list of results is expected') });

interface Node {
  label: string;
  value?: string | null | undefined;
  requires?: readonly DispositionNeed[] | null | undefined;
  action?: DispositionAction | null | undefined;
  children?: readonly unknown[] | null | undefined;
}

/** Checks what the page gave and takes it apart. Never throws: what is wrong is said in `problem`. */
export function readTree(input: unknown): DispositionTree {
  const { success, data, error } = Tree.safeParse(input);
  if (!success) {
    const [issue] = error.issues;
    return broken(`${place(input, issue?.path ?? [])}${issue?.message}`);
  }
  const leaves: Leaf[] = [];
  const branches: Branch[] = [];
  const walk = (nodes: readonly Node[], path: readonly string[], levels: readonly string[]) => {
    for (const node of nodes) {
      const here = [...path, node.label];
      const sent = [...levels, node.value ?? node.label];
      const children = (node.children ?? []) as readonly Node[];
      if (children.length) {
        branches.push({ path: here, text: pathText(here), next: children.map(({ label }) => label) });
        walk(children, here, sent);
      } else leaves.push(leafOf(node, here, sent));
    }
  };
  walk(data, [], []);
  return { leaves, branches };
}

/** The same from JSON text, as a page without script gives it. */
export function readTreeText(text: string): DispositionTree {
  if (!text.trim()) return emptyTree;
  try {
    return readTree(JSON.parse(text));
  } catch (cause) {
    return broken(msg(str`it is not JSON (${cause instanceof Error ? cause.message : String(cause)})`));
  }
}

function leafOf({ requires, action }: Node, path: readonly string[], levels: readonly string[]): Leaf {
  return {
    path,
    levels,
    text: pathText(path),
    needsComment: requires?.includes('comment') ?? false,
    needsCallback: action === 'schedule' || (requires?.includes('callback') ?? false),
    action: action ?? undefined,
  };
}

function broken(what: string): DispositionTree {
  return { ...emptyTree, problem: msg(str`The list of results cannot be used: ${what}. Tell whoever set up this page.`) };
}

/** Where in the input something is wrong, by its labels: `“Sale › Card”, entry 2: `. */
function place(input: unknown, keys: readonly PropertyKey[]): string {
  const labels: string[] = [];
  let at: unknown = input;
  let entry = '';
  keys.forEach((key, index) => {
    at = (at as Record<PropertyKey, unknown> | undefined)?.[key];
    if (typeof key !== 'number' || (index > 0 && keys[index - 1] !== 'children')) return;
    const { label } = (at ?? {}) as { label?: unknown };
    const named = typeof label === 'string' && label.trim() !== '';
    if (named) labels.push(label);
    entry = named ? '' : msg(str`entry ${key + 1}`);
  });
  const where = [labels.length ? `“${pathText(labels)}”` : '', entry].filter(Boolean).join(', ');
  return where && `${where}: `;
}
