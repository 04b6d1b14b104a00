import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSync } from 'esbuild';
import { IntegraSimulator } from '../../src/simulator/integra/integra-simulator.js';

const file = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const files: Record<string, string> = {
  ...Object.fromEntries(
    ['portside', 'portside-crm', 'portside-embed', 'widget'].map((name) => [`/${name}.js`, `dist/${name}.js`]),
  ),
  '/penpal.js': 'node_modules/penpal/dist/penpal.min.js',
};
const strict = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; require-trusted-types-for 'script'`;
const empty = '<!doctype html><html lang="en"><title>A page</title><body></body></html>';

/** The simulated portal with the real porthole.js, as `Simulator` of a page. */
const bundledPortal = () =>
  buildSync({
    stdin: { contents: `export * from './src/simulator/portal/portal-simulator.js'`, resolveDir: '.' },
    bundle: true,
    format: 'iife',
    globalName: 'Simulator',
    write: false,
  }).outputFiles[0]!.text;
let portal: string | undefined;

/** Plays another release of the widget, or of the CRM page. */
const played = (script: string) =>
  `<!doctype html><title>Played</title><script src="/penpal.js"></script><script>const { connect, WindowMessenger } = Penpal; ${script}</script>`;

/** The CRM, the widget, the portal, the Integra server and somebody else, each on an origin and a site of its own, under strict policies. */
export class EmbedSite {
  readonly integra = new IntegraSimulator();
  /** Requests to Integra, with the `Authorization` they had. */
  readonly asked: { path: string; authorization: string | undefined }[] = [];
  /** Set to hold `widget.js` back. */
  hold: Promise<void> | undefined;
  #port = 0;
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  /** Every name below localhost is this machine and a site of its own; below `crm.localhost` all are one site. */
  constructor(readonly domain = 'localhost') {}

  at = (name: string, path = '') => `http://${name}.${this.domain}:${this.#port}${path}`;

  start = () =>
    new Promise<void>((resolve) =>
      this.#server.listen(0, '127.0.0.1', () => {
        this.#port = (this.#server.address() as AddressInfo).port;
        resolve();
      }),
    );
  stop = () => (this.#server.closeAllConnections(), new Promise((resolve) => this.#server.close(resolve)));

  /** A new token of the simulated server, as the CRM's back end gets it. */
  async signIn(): Promise<string> {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' };
    const body = 'user=supervisor&password=simulated';
    const answer = await this.integra.handle(
      new Request('http://integra/Integra/resources/auth/getUserToken', { method: 'POST', headers, body }),
    );
    return `Basic ${await answer.text()}`;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = request.headers.host?.split('.')[0] ?? '';
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (name === 'integra') return this.#dial(request, response);
    if (pathname === '/widget.js') await this.hold;
    const source = files[pathname];
    const page =
      pathname === '/portal-simulator.js' ? (portal ??= bundledPortal()) : source ? file(source) : this.#page(pathname);
    const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
    const frames = `${strict}; frame-src ${this.at('widget')} ${this.at('crm')} ${this.at('evil')}`;
    const policy = { crm: frames, portal: frames, widget: `${strict}; connect-src ${this.at('integra')}` }[name];
    const isOurs = policy && !pathname.startsWith('/played');
    response
      .writeHead(page ? 200 : pathname === '/favicon.ico' ? 204 : 404, {
        'Content-Type': type,
        ...(isOurs && { 'Content-Security-Policy': policy }),
      })
      .end(page);
  }

  #page(path: string): string | undefined {
    // What an administrator writes into the page.
    const widget = (hosts: string) =>
      file('dist/widget.html')
        .replace('name="portside-hosts" content=""', `name="portside-hosts" content="${hosts}"`)
        .replace('/ucontact', this.at('integra'));
    const pages: Record<string, string> = {
      '/widget.html': widget(this.at('crm')),
      '/widget-portal.html': widget(`${this.at('crm')} ${this.at('portal')}`)
        .replace('<cti-session', `<cti-session portal-origin="${this.at('portal')}"`)
        .replace('<cti-screen-pop', '<cti-screen-pop pace="1"'),
      '/crm': empty.replace('<body>', '<script src="/portside-embed.js"></script><body>'),
      '/portal': empty.replace(
        '<body>',
        '<script src="/portside-embed.js"></script><script src="/portal-simulator.js"></script><body>',
      ),
      '/stranger': empty,
      '/played-widget': played(
        `connect({ messenger: new WindowMessenger({ remoteWindow: parent, allowedOrigins: ['${this.at('crm')}'] }), channel: 'portside' }).promise.then((host) => host.hello({ protocol: 7, page: 'x' }))`,
      ),
      '/played-crm': `${played('')}<body><script>
        const frame = document.body.appendChild(document.createElement('iframe'));
        frame.src = '${this.at('widget', '/widget.html')}';
        connect({ messenger: new WindowMessenger({ remoteWindow: frame.contentWindow, allowedOrigins: ['${this.at('widget')}'] }), channel: 'portside', methods: { hello: () => ({ protocol: 7 }) } });
      </script>`,
    };
    return pages[path];
  }

  async #dial(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const cors = {
      'Access-Control-Allow-Origin': this.at('widget'),
      'Access-Control-Allow-Headers': 'Authorization, Content-Type',
    };
    if (request.method === 'OPTIONS') return void response.writeHead(204, cors).end();
    this.asked.push({ path: request.url ?? '', authorization: request.headers.authorization });
    const headers = request.headers as Record<string, string>;
    const answer = await this.integra.handle(
      new Request(`http://integra${request.url}`, { method: request.method!, headers, body: Buffer.concat(chunks) }),
    );
    response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), ...cors }).end(await answer.text());
  }
}
