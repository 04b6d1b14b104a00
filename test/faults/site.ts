import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { FormSettings } from './form.js';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The script of each page, by its path: one each, so that a reload costs one request. */
async function bundle(): Promise<Record<string, string>> {
  const { outputFiles } = await build({
    entryPoints: { form: here('form-page.ts'), portal: here('portal.ts') },
    bundle: true,
    write: false,
    outdir: here('.'),
    format: 'esm',
    target: 'es2022',
    define: { PORTSIDE_VERSION: '""' },
  });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [`/${basename(path)}`, text]));
}

/**
 * The pages' own servers: the form, the portal that frames it, and a back end that signs in. They are two origins of one
 * site: a browser that blocks third-party storage lets a form of another site keep nothing (see beyond.spec.ts).
 */
export class Site {
  /** What the back end gives each agent as the header of its sign-in. */
  readonly signIns = new Map<string, () => string>();

  private constructor(
    readonly form: string,
    readonly portal: string,
    readonly close: () => void,
  ) {}

  static async open(): Promise<Site> {
    const scripts = await bundle();
    let site: Site;
    const serve: RequestListener = ({ url = '/' }, answer) => {
      const { pathname, search } = new URL(url, 'http://site');
      answer.setHeader('Access-Control-Allow-Origin', '*'); // a sandboxed form has no origin
      if (pathname === '/authorization') return void answer.end(site.signIns.get(search.slice(1))?.() ?? '');
      const script = scripts[pathname];
      answer.setHeader('Content-Type', script ? 'text/javascript' : 'text/html');
      if (pathname === '/sandbox')
        return void answer.end(
          `<!doctype html><iframe name="form" sandbox="allow-scripts" src="/form${search}"></iframe>`,
        );
      answer.end(
        script ??
          `<!doctype html><title>A form</title><link rel="icon" href="data:,"><body><script type="module" src="${pathname}.js"></script>`,
      );
    };
    const servers = [createServer(serve), createServer(serve)];
    const origins = servers.map(async (server) => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    const [form = '', portal = ''] = await Promise.all(origins);
    return (site = new Site(form, portal, () =>
      servers.forEach((server) => (server.close(), server.closeAllConnections())),
    ));
  }

  /** The form alone, or in its portal. */
  page(settings: FormSettings): string {
    const query = encodeURIComponent(JSON.stringify(settings));
    return settings.lines.includes('portal') ? `${this.portal}/portal?${query}` : `${this.form}/form?${query}`;
  }
}
