import { readFileSync } from 'node:fs';

/** Where a page's scripts of Portside come from, by the name that it writes. */
export type ScriptTag = (file: string) => string;

export const builtScript: ScriptTag = (file) => `<script src="/dist-file/${file}.js"></script>`;
export const sourceScript: ScriptTag = (file) =>
  `<script type="module" src="/src/${file === 'widget' ? 'embed/widget' : file.replace('portside', 'script')}.ts"></script>`;

/** Puts into a page what all agents' pages hold, and the scripts. */
export const composePage = (html: string, script: ScriptTag): string =>
  html
    .replace("<!-- agent's tags -->", () => readFileSync(new URL('agent-tags.html', import.meta.url), 'utf8'))
    .replace(/<script src="(portside\S*|widget)\.js"><\/script>/g, (_, file: string) => script(file));

/** Puts the port into the addresses of the other origin. */
export const setPort = (html: string, port: number): string => html.replaceAll('%PORT%', String(port));
