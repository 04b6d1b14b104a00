// The agent's whole job by the keyboard alone, as several people and several screens meet it.
import { readFileSync, writeFileSync } from 'node:fs';
import { agentJob } from './agent-job.js';
import { screenReader } from './screen-reader.js';
import { expect, test, type Page } from './test.js';

/** What has the focus, in any shadow tree: what is wrong with that, empty where nothing is. */
const focusProblem = (page: Page) =>
  page.evaluate(() => {
    let at = document.activeElement!;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const controls =
      'button, input, select, textarea, summary, a[href], [role=radio], [role=option], [role=menuitem], [role=gridcell]';
    const name = `${at.localName} “${(at.ariaLabel ?? at.textContent ?? '').replace(/\s+/g, ' ').trim()}”`;
    if (!at.matches(controls)) return `${name} is no control`;
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return `${name} has no ring`;
    const { left, top, width, height } = at.getBoundingClientRect();
    const point = [left + width / 2, top + height / 2] as const;
    let hit = document.elementFromPoint(...point);
    while (hit?.shadowRoot) {
      const inner: Element | null = hit.shadowRoot.elementFromPoint(...point);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    const above = (node: Element): Node | null =>
      node.assignedSlot ?? node.parentNode ?? (node.getRootNode() as Partial<ShadowRoot>).host ?? null;
    const host = (at.getRootNode() as Partial<ShadowRoot>).host; // its words are in the page, and shown in the control
    if (hit === host && host?.textContent.trim()) return '';
    for (let node: Node | null = hit; node; node = node instanceof ShadowRoot ? node.host : above(node as Element))
      if (node === at) return '';
    // What is drawn in the place of an input lies beside it.
    return at.parentElement?.contains(hit) ? '' : `${name} is under ${hit?.localName}.${hit?.className}`;
  });

/** Goes through the panel by Tab, from its beginning to its end and back to it, and then to where the focus was. */
async function walk(page: Page, step: string): Promise<void> {
  const isIn = () => page.evaluate(() => document.activeElement?.localName === 'cti-panel');
  const toStart = () =>
    page.evaluate(() => document.querySelector('cti-panel')!.shadowRoot!.querySelector<HTMLElement>('.panel')!.focus());
  const before = await page.evaluateHandle(() => {
    let at = document.activeElement as HTMLElement;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement as HTMLElement;
    return at;
  });
  await toStart();
  const problems: string[] = [];
  const go = async (key: string) => {
    for (let count = 0; count < 80; count += 1) {
      await page.keyboard.press(key);
      if (!(await isIn())) return count;
      const problem = await focusProblem(page);
      if (problem) problems.push(`${key}: ${problem}`);
    }
    return 0;
  };
  const count = await go('Tab');
  const back = await go('Shift+Tab');
  expect(problems, step).toEqual([]);
  expect(count, `${step}: stops in the panel`).toBeGreaterThan(4);
  expect(back, `${step}: the same on the way back`).toBe(count);
  await before.evaluate((element) => element.focus());
  if (!(await isIn())) await toStart();
}

test.describe('the agent’s job, 320 px wide', () => {
  test.use({ viewport: { width: 320, height: 800 } });

  const expectNarrow = async (page: Page, step: string) =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth), step).toBeLessThanOrEqual(320);

  test(
    'an agent does the whole job by keyboard alone, and nothing needs sideways scrolling [C-071 C-079 C-083 C-093 C-123]',
    { tag: '@firefox' },
    async ({ page }) => {
      await agentJob(page, (step) => expectNarrow(page, step));
    },
  );

  test('an agent does the whole job in a page that is read from the right', async ({ page }) => {
    await page.addInitScript(() => {
      addEventListener('DOMContentLoaded', () => (document.documentElement.dir = 'rtl'));
    });
    await agentJob(page, (step) => expectNarrow(page, step));
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  });

  test('an agent does the whole job in the system’s own colours', async ({ page, browserName }) => {
    test.skip(browserName === 'firefox', 'its driver emulates no such colours');
    await page.emulateMedia({ forcedColors: 'active' });
    await agentJob(page);
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
  });
});

test.describe('where there is little room', () => {
  /** Gives the panel a height, so that it scrolls and the page does not: its head and foot stay in sight. */
  const scrolling = () =>
    addEventListener('DOMContentLoaded', () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('cti-panel { height: 600px; overflow: auto }');
      document.adoptedStyleSheets = [sheet];
    });

  for (const [name, viewport] of [
    ['in a panel that scrolls', { width: 360, height: 640 }],
    ['in a page that scrolls', { width: 360, height: 640 }],
    ['at 400 % zoom', { width: 320, height: 256 }],
  ] as const)
    test.describe(name, () => {
      test.use({ viewport });

      test('whatever Tab reaches in the panel is a control with a ring around it, and nothing lies over it', async ({
        page,
        browserName,
      }) => {
        test.skip(browserName === 'firefox', 'a frame that scrolls has a stop of its own there');
        if (name === 'in a panel that scrolls') await page.addInitScript(scrolling);
        await agentJob(page, (step) => walk(page, step));
      });
    });
});

test.describe('where the pointer is a finger', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test.skip(({ browserName }) => browserName === 'firefox', 'its driver emulates no touch');

  test('each control of the panel is 44 px high', async ({ page }) => {
    await agentJob(page, async (step) => {
      const small = await page.evaluate(() => {
        const found: string[] = [];
        const look = (root: ShadowRoot) => {
          for (const element of root.querySelectorAll<HTMLElement>('*')) {
            if (element.shadowRoot) look(element.shadowRoot);
            const isControl = element.matches('button, input, select, textarea, summary, [role=radio]');
            const targets = [element, ...((element as HTMLInputElement).labels ?? [])]; // its words are pressed, too
            const { width } = element.getBoundingClientRect();
            const height = Math.max(...targets.map((target) => target.getBoundingClientRect().height));
            if (isControl && element.checkVisibility() && width && height < 43.9)
              found.push(
                `${element.localName} “${element.textContent.replace(/\s+/g, ' ').trim()}” ${Math.round(height)}`,
              );
          }
        };
        look(document.querySelector('cti-panel')!.shadowRoot!);
        return found;
      });
      expect(small, step).toEqual([]);
    });
  });
});

test.describe('what a screen reader is told', () => {
  test.use({ viewport: { width: 400, height: 900 }, timezoneId: 'America/Montevideo' });

  test('of the whole job is what is written down', async ({ page, browserName }, { config }) => {
    test.skip(browserName === 'firefox', 'the tree is read from Chromium');
    await page.clock.setFixedTime('2026-12-01T14:00:00Z'); // no word depends on how quick the machine is
    const read = await screenReader(page);
    const script: string[] = [];
    await agentJob(page, async (step) => {
      script.push(`${step}:`, ...(await read()));
    });
    const text = `${script.join('\n')}\n`;
    const file = new URL('agent-job.txt', import.meta.url);
    if (config.updateSnapshots === 'all') writeFileSync(file, text); // --update-snapshots=all
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});
