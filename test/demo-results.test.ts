// What the pages of the demo offer as results, saved at the Integra that they speak to.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fixtureCentre } from '../demo/fixtures.js';
import { builtScript, composePage } from '../demo/page.js';
import { results } from '../demo/results.js';
import { CtiClient } from '../src/core/client.js';
import { IntegraSimulator, type DispositionNode } from '../src/simulator/index.js';
import { IntegraTransport } from '../src/transports/integra/integra-transport.js';

type Leaf = { levels: string[]; node: DispositionNode };

const leavesOf = (nodes: readonly DispositionNode[], above: string[] = []): Leaf[] =>
  nodes.flatMap((node) => {
    const levels = [...above, node.value ?? node.label];
    return node.children?.length ? leavesOf(node.children, levels) : [{ levels, node }];
  });

const demo = new URL('../demo/', import.meta.url);
const pages = readdirSync(demo).filter((name) => name.endsWith('.html'));

/** The trees that stand in a page as it is served. */
function treesIn(page: string): DispositionNode[][] {
  const html = composePage(readFileSync(new URL(page, demo), 'utf8'), builtScript);
  return [...html.matchAll(/<script type="application\/json">(.*?)<\/script>/gs)]
    .map(([, json = '']) => JSON.parse(json) as DispositionNode[])
    .filter(([first]) => first && 'label' in first);
}

const withTree = pages.flatMap((page) => treesIn(page).map((tree): [string, DispositionNode[]] => [page, tree]));

test('the tree has nine results and more, on three levels, with a callback', () => {
  const leaves = leavesOf(results);
  expect(leaves.length).toBeGreaterThanOrEqual(9);
  expect(leaves.map(({ levels }) => levels.length)).toEqual(expect.arrayContaining([1, 2, 3]));
  expect(leaves.filter(({ node }) => node.action === 'schedule')).toHaveLength(1);
});

test('every page that asks for a result offers a tree', () => {
  expect(withTree.map(([page]) => page)).toEqual(
    expect.arrayContaining(['agent.html', 'crm.html', 'form.html', 'index.html', 'panel-crm.html', 'voicenter.html']),
  );
});

test.each([...withTree, ['embed.ts', results] as [string, DispositionNode[]]])(
  'each result of %s is saved at the simulated Integra',
  async (_, tree) => {
    const integra = new IntegraSimulator({ ...fixtureCentre(), dispositions: results });
    const authorization = integra.signIn();
    const transport = new IntegraTransport({
      ...{ baseUrl: 'http://integra.test', agent: 'Agent1', phone: '1001', authorization: () => authorization },
      fetch: (url, init) => integra.handle(new Request(url, init)),
    });
    const client = new CtiClient({ transports: [transport] });
    const leaves = leavesOf(tree);
    for (const { levels, node } of leaves) {
      const { guid } = integra.addCall({ campaign: 'Ventas->' });
      const [level1 = '', level2, level3] = levels;
      const isCallback = node.requires?.includes('callback') || node.action === 'schedule';
      await client.send({
        ...{ type: 'dispose', campaign: 'Ventas->', guid, customer: '091000000', level1, comment: 'as agreed' },
        ...(level2 && { level2 }),
        ...(level3 && { level3 }),
        ...(isCallback && { callbackAt: '2027-01-04 10:00:00' }),
      });
    }
    expect(integra.state.dispositions.map(({ l1, l2, l3 }) => [l1, l2, l3].filter(Boolean))).toEqual(
      leaves.map(({ levels }) => levels),
    );
    expect(integra.log.filter(({ refused }) => refused)).toEqual([]);
  },
);
