import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Plugin, ViteDevServer } from 'vite';
import { IntegraSimulator, MotionSimulator, SinchSimulator, VoicenterSimulator } from '../src/simulator/index.js';
import { IntegraSession } from '../src/transports/integra.js';
import { madeUpCentre, madeUpContacts } from './made-up.js';

export interface DemoOptions {
  /** Serve `dist/portside.js` instead of the source. */
  built: boolean;
  /** A real Integra server for the CRM page; the simulated one when empty. */
  integraUrl: string;
}

/** The demo's pages run with what a careful site allows: nothing inline, nothing from elsewhere but the framed form. */
const policy = (form: string, connect = "'self'") =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src ${connect}; frame-src ${form}; require-trusted-types-for 'script'`;

/** The widget's page as an administrator writes it: who may frame it, and which dialer it speaks to. */
const widgetPage = (hosts: string, dialer: string) =>
  readFileSync('src/embed/widget.html', 'utf8')
    .replace('name="portside-hosts" content=""', `name="portside-hosts" content="${hosts}"`)
    .replace('integra-url="/ucontact"', `integra-url="${dialer}" context="agents" dialer-time-zone="America/New_York"`);

/** The sign-ins that the back end adds to what it passes on; no page knows them. */
const signIns: Record<string, string> = { sinch: 'Bearer simulated', motion: `Basic ${btoa('admin:password')}` };

/** The demo's back end: a simulated dialer on each of `/integra`, `/voicenter`, `/sinch` and `/motion`, and `/control` to look into them and to break them. */
export function demoServer({ built, integraUrl }: DemoOptions): Plugin {
  const integra = new IntegraSimulator(madeUpCentre());
  const sinch = new SinchSimulator({ authorization: signIns['sinch'] ?? '' });
  const dialers = { integra, sinch, voicenter: new VoicenterSimulator(), motion: new MotionSimulator() };
  let session: Promise<IntegraSession> | undefined;
  let port = 0;

  /** What an integrator's back end does: it signs in and gives the page a header, never the password. */
  const authorization = async () => {
    const signIn = { baseUrl: `http://127.0.0.1:${port}/integra`, user: 'supervisor', password: 'simulated' };
    session ??= IntegraSession.start(signIn);
    return (await session).authorization();
  };
  const forget = () => {
    for (const dialer of Object.values(dialers)) {
      dialer.clear();
      dialer.faults = {};
    }
    session = undefined;
  };
  const control: Record<string, (body: string) => unknown> = {
    '/call': (body) => integra.addCall(JSON.parse(body)),
    '/clear': forget,
    '/authorization': authorization,
    '/codes': () => ({ account: 'account0001', campaign: 'campaign0001' }),
  };
  for (const [name, dialer] of Object.entries(dialers))
    control[`/${name}`] = (body) => {
      if (body) dialer.faults = JSON.parse(body) as object;
      return { state: dialer.state, faults: dialer.faults, real: name === 'integra' ? integraUrl : '' };
    };

  return {
    name: 'portside-demo',
    transformIndexHtml(html) {
      const dist = (file: string) => `<script src="/dist-file/${file}.js"></script>`;
      const source = (file: string) =>
        `<script type="module" src="/src/${file === 'widget' ? 'embed/widget' : file.replace('portside', 'script')}.ts"></script>`;
      return html
        .replaceAll('%PORT%', String(port))
        .replace("<!-- agent's tags -->", () => readFileSync('demo/agent-tags.html', 'utf8'))
        .replace(/<script src="(portside\S*|widget)\.js"><\/script>/g, (_, file: string) =>
          built ? dist(file) : source(file),
        );
    },
    async configureServer(server) {
      // A browser repeats a POST by itself when a kept connection closes under it: here none closes.
      if (server.httpServer && 'keepAliveTimeout' in server.httpServer) server.httpServer.keepAliveTimeout = 0;
      server.httpServer?.once('listening', () => (port = (server.httpServer?.address() as AddressInfo).port));
      server.printUrls = () => console.log(`\n  Portside demo: http://localhost:${port}/\n`);
      const { middlewares } = server;
      middlewares.use('/demo', (_, response, next) => {
        response.setHeader('Content-Security-Policy', policy(`http://127.0.0.1:${port}`));
        next();
      });
      // The third origin beside the CRM's and the widget's.
      const dialer = integraUrl
        ? '/integra'
        : await originFor(
            (request) => integra.handle(request),
            () => `http://127.0.0.1:${port}`,
            server,
          );
      middlewares.use('/widget/widget.html', async (_, response) => {
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.setHeader(
          'Content-Security-Policy',
          `${policy("'none'", integraUrl ? "'self'" : `'self' ${dialer}`)}; frame-ancestors http://localhost:${port}`,
        );
        response.end(
          await server.transformIndexHtml('/widget/widget.html', widgetPage(`http://localhost:${port}`, dialer)),
        );
      });
      for (const file of [
        'portside.js',
        'portside-supervisor.js',
        'portside-crm.js',
        'portside-numbers.js',
        'portside-embed.js',
        'widget.js',
      ])
        middlewares.use(`/dist-file/${file}`, (_, response) => {
          response.setHeader('Content-Type', 'text/javascript');
          response.end(readFileSync(`dist/${file}`));
        });
      const answer = async (request: Request) =>
        (await control[new URL(request.url).pathname]?.(await request.text())) ?? null;
      middlewares.use(
        '/control',
        answerWith(async (request) => Response.json(await answer(request)), server),
      );
      for (const [name, dialer] of Object.entries(dialers)) {
        if (name === 'integra' && integraUrl) continue;
        const passOn = (request: Request) => {
          if (signIns[name]) request.headers.set('Authorization', signIns[name]);
          return dialer.handle(request);
        };
        middlewares.use(`/${name}`, answerWith(passOn, server));
      }
      // The simulated server tells the two hosts of recordings apart by the path before `/records/`.
      for (const host of ['telephony', 'backup'])
        middlewares.use(
          `/${host}`,
          answerWith(
            (request) =>
              integra.handle(new Request(`http://localhost/${host}${new URL(request.url).pathname}`, request)),
            server,
          ),
        );
      middlewares.use('/demo/contacts.csv', (_, response) =>
        response.writeHead(200, { 'Content-Type': 'text/csv; charset=utf-8' }).end(madeUpContacts(10_000)),
      );
      middlewares.use((request, response, next) => {
        if (request.url !== '/') return next();
        response.writeHead(302, { Location: '/demo/' }).end();
      });
    },
  };
}

/** A request handler on an origin of its own, at whichever port is free, for the pages of one other origin. */
async function originFor(
  handle: (request: Request) => Promise<Response>,
  asker: () => string,
  server: ViteDevServer,
): Promise<string> {
  const answer = answerWith(handle, server);
  const listener = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', asker());
    response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type');
    if (request.method === 'OPTIONS') response.writeHead(204).end();
    else void answer(request, response);
  });
  listener.keepAliveTimeout = 0;
  server.httpServer?.once('close', () => listener.close());
  await once(listener.listen(0, '127.0.0.1').unref(), 'listening');
  return `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
}

/** A request handler as a server's middleware. A broken connection is a broken socket. */
function answerWith(handle: (request: Request) => Promise<Response>, server: ViteDevServer) {
  return async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks); // bytes: a file of contacts is not always UTF-8
      const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
      const { method = 'GET', headers } = incoming;
      const request = new Request(url, {
        method,
        headers: headers as Record<string, string>,
        ...(method !== 'GET' && { body }),
      });
      const response = await handle(request);
      outgoing
        .writeHead(response.status, Object.fromEntries(response.headers))
        .end(Buffer.from(await response.arrayBuffer()));
    } catch (cause) {
      if (!(cause instanceof Error) || cause.name !== 'Dropped') server.config.logger.error(String(cause));
      incoming.socket.destroy();
    }
  };
}
