import { readFileSync } from 'node:fs';
import { results } from './results.js';

/** Where a page's scripts of Portside come from, by the name that it writes. */
export type ScriptTag = (file: string) => string;

export const builtScript: ScriptTag = (file) => `<script src="/dist-file/${file}.js"></script>`;
export const sourceScript: ScriptTag = (file) =>
  `<script type="module" src="/src/${file === 'widget' ? 'embed/widget' : file.replace('portside', 'script')}.ts"></script>`;

/** What several pages hold, each where a comment names it: `<!-- bar -->` is `parts/bar.html`. */
const parts = ['head', 'bar', 'agent-tags', 'drawer', 'drawer-button'];

const part = (name: string) => readFileSync(new URL(`parts/${name}.html`, import.meta.url), 'utf8');

/** The tree of results, as an integrator writes it into a page. */
const resultsTag = () => `<script type="application/json">${JSON.stringify(results)}</script>`;

/** Puts into a page what pages have in common, and the scripts. */
export const composePage = (html: string, script: ScriptTag): string =>
  parts
    .reduce((page, name) => page.replace(`<!-- ${name} -->`, () => part(name)), html)
    .replaceAll('<!-- results -->', resultsTag)
    .replace(/<script src="(portside\S*|widget)\.js"><\/script>/g, (_, file: string) => script(file));

/** Puts the port into the addresses of the other origin. */
export const setPort = (html: string, port: number): string => html.replaceAll('%PORT%', String(port));
