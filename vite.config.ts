import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';
import { minifyHTMLLiterals } from 'minify-literals';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { demoPages, demoServer } from './demo/server.js';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/**
 * Each file's copy of Lit takes a Trusted Types policy of its own name: a page's own Lit has taken the usual one. Where
 * somebody has taken that too, it tries another; where the page allows none, the file goes on and only draws nothing.
 */
const ownTrustedTypesPolicy = (policy: string): Plugin => ({
  name: 'own-trusted-types-policy',
  transform(code, id) {
    if (!/lit-html\/(development\/)?lit-html\.js/.test(id)) return;
    const own = code.replace(
      /(\w+)(\s*)\?(\s*)\1\.createPolicy\((['"])lit-html\4,/,
      `$1 ? ((rules) => { try { return $1.createPolicy("${policy}", rules); } catch {} try { return $1.createPolicy("${policy}-2", rules); } catch {} })(`,
    );
    if (own === code) throw new Error('lit-html creates no policy of the known name any more');
    return { code: own, map: null };
  },
});

/** What libraries here take from the page's own objects, where old libraries put something else, and what goes in its place. */
const taken: [file: RegExp, from: RegExp, to: string][] = [
  [/zod\/v4\/core\/util\.js/, /for \(const key in (table|computes)\)/g, 'for (const key of Reflect.ownKeys($1))'],
  [/penpal\/dist\/penpal\.mjs/, /methodPath\.reduce\(.*?methods\s*\);/s, 'methods[methodPath];'], // one name each
];

/** The files work in a page whose library added to every object, or has another `Array#reduce`. */
const safeFromForeign: Plugin = {
  name: 'safe-from-foreign',
  transform(code, id) {
    const [, from, to] = taken.find(([file]) => file.test(id)) ?? [];
    if (!from || !to) return;
    const safe = code.replace(from, to);
    if (safe === code) throw new Error(`${id} does not take ${from.source} any more`);
    return { code: safe, map: null };
  },
};

/** Takes the white space out of templates and style sheets, in the one-file build. */
const smallTemplates: Plugin = {
  name: 'small-templates',
  apply: 'build',
  enforce: 'post',
  async transform(code, id) {
    if (!id.includes('/src/elements/')) return;
    const small = await minifyHTMLLiterals(code, { fileName: id });
    return small ? { code: small.code, map: small.map ?? null } : undefined;
  },
};

/** A second minifier after the first: together they save 400 bytes more than either. */
const minifiedTwice: Plugin = {
  name: 'minified-twice',
  apply: 'build',
  async generateBundle({ format }, bundle) {
    for (const [name, chunk] of Object.entries(bundle)) {
      const map = bundle[`${name}.map`];
      if (chunk.type !== 'chunk' || map?.type !== 'asset') continue;
      const small = await transform(chunk.code, {
        isModule: format === 'es',
        jsc: {
          target: 'es2022',
          minify: { compress: { passes: 3 }, mangle: true, format: { comments: false } },
        },
        minify: true,
        inputSourceMap: String(map.source),
        sourceMaps: true,
      });
      // The mark keeps a page in another encoding from reading the file in that.
      chunk.code = `\uFEFF${small.code}\n//# sourceMappingURL=${name}.map\n`;
      map.source = String(small.map);
    }
  },
};

/** The one-file build speaks English only: a text is what stands in the source. */
const englishOnly: Plugin = {
  name: 'english-only',
  apply: 'build',
  enforce: 'pre',
  resolveId: (id) => (id === '@lit/localize' ? '\0english' : null),
  load: (id) =>
    id === '\0english'
      ? `export const msg = (text) => text;
         export const str = (strings, ...values) => String.raw({ raw: strings }, ...values);
         export const updateWhenLocaleChanges = () => {};`
      : null,
};

/** The further files take a module of ours from the first one, which comes before them. */
const fromFirst = (module: string, code: string): Plugin => ({
  name: `${module}-from-first`,
  apply: 'build',
  enforce: 'pre',
  resolveId: (id, importer = '') => (id.endsWith(`/${module}.js`) && importer.includes('/src/') ? `\0${module}` : null),
  load: (id) => (id === `\0${module}` ? code : null),
});

/** `instanceof CtiError` holds for all. */
const oneCtiError = fromFirst(
  'errors',
  `if (!window.Portside?.CtiClient) throw new Error('Load portside.js before this file.');
   export const { CtiError } = window.Portside;`,
);

/** The further files register it for modules alone. */
const oneCallbackList = fromFirst('cti-callbacks', `export const CtiCallbacks = customElements.get('cti-callbacks');`);

/** The page of the widget, beside its script. */
const widgetPage: Plugin = {
  name: 'widget-page',
  apply: 'build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'widget.html', source: readFileSync('src/embed/widget.html', 'utf8') });
  },
};

/** What few pages need stands in a file of its own, beside the one that loads it: a browser takes the address from there. */
const beside = (module: string, file: string): Plugin => ({
  name: `${file}-beside`,
  apply: 'build',
  enforce: 'pre',
  resolveId: (id) => (id.endsWith(module) ? { id: `./${file}.js`, external: true } : null),
});

const integraUrl = process.env['INTEGRA_URL'] ?? '';

/** The one-file builds by the mode that makes them, each with what it takes from `portside.js`. */
const files: Record<string, { entry: string; file: string; format?: 'iife' | 'es'; plugins?: Plugin[] }> = {
  production: { entry: 'src/script.ts', file: 'portside' },
  supervisor: {
    entry: 'src/script-supervisor.ts',
    file: 'portside-supervisor',
    plugins: [oneCtiError, oneCallbackList, beside('/large-chart.js', 'portside-chart')],
  },
  dialers: { entry: 'src/script-dialers.ts', file: 'portside-dialers', plugins: [oneCtiError] },
  embed: { entry: 'src/script-embed.ts', file: 'portside-embed' },
  widget: { entry: 'src/embed/widget.ts', file: 'widget', plugins: [oneCtiError, widgetPage] },
  crm: {
    entry: 'src/script-crm.ts',
    file: 'portside-crm',
    plugins: [oneCtiError, oneCallbackList, beside('/numbers/finder.js', 'portside-numbers')],
  },
  numbers: { entry: 'src/numbers/finder.ts', file: 'portside-numbers', format: 'es' },
  chart: { entry: 'src/elements/cti-campaign-board/large-chart.ts', file: 'portside-chart', format: 'es' },
};

/** Set in a test run: servers side by side do not share what they bundle, and nothing changes but traces, thousands of files. */
const testCache = process.env['PORTSIDE_TEST_CACHE'];

const define = { PORTSIDE_VERSION: JSON.stringify(version) };

/** `vite build --mode demo` makes the pages of the demo, around the built files; the tests serve them. */
const demo: UserConfig = {
  define,
  plugins: [demoPages],
  build: {
    target: 'es2022',
    outDir: 'test/.demo',
    emptyOutDir: true,
    minify: false,
    assetsInlineLimit: 0, // the pages' policy allows no `data:`
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      checks: { pluginTimings: false }, // on a busy machine it warns of nothing else
      input: readdirSync(new URL('demo', import.meta.url))
        .filter((name) => name.endsWith('.html'))
        .map((name) => fileURLToPath(new URL(`demo/${name}`, import.meta.url))),
    },
  },
};

/** `vite build --mode supervisor` makes the second file, and so on. */
export default defineConfig(({ mode }) => {
  if (mode === 'demo') return demo;
  const { entry, file, format = 'iife', plugins = [] } = files[mode] ?? files['production']!;
  return {
    define,
    plugins: [
      ...plugins,
      englishOnly,
      ownTrustedTypesPolicy(file),
      safeFromForeign,
      smallTemplates,
      minifiedTwice,
      demoServer(integraUrl),
    ],
    appType: 'mpa',
    ...(testCache && { cacheDir: testCache }),
    optimizeDeps: { entries: ['demo/*.html', 'src/script*.ts', 'src/embed/widget.ts'] }, // one found later would load a page again
    // The portal page is on localhost and the form it frames on 127.0.0.1: one server, two origins, two sites.
    server: {
      host: '127.0.0.1',
      cors: false, // other sites’ pages have no business here
      watch: testCache ? null : {},
      proxy: integraUrl
        ? {
            '^/integra(/|\\?|$)': {
              target: integraUrl,
              changeOrigin: true,
              rewrite: (path) => path.replace(/^\/integra/, ''),
            },
          }
        : {},
    },
    build: {
      target: 'es2022',
      sourcemap: true,
      emptyOutDir: false,
      lib: { entry, name: 'PortsideScript', formats: [format], fileName: () => `${file}.js` },
    },
  };
});
