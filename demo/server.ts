import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Plugin, ViteDevServer } from 'vite';
import { IntegraSimulator, type IntegraFaults } from '../src/simulator/index.js';
import { IntegraSession } from '../src/transports/integra.js';

export interface DemoOptions {
  /** Serve `dist/portside.js` instead of the source. */
  built: boolean;
  /** A real Integra server for the CRM page; the simulated one when empty. */
  integraUrl: string;
}

/** The demo's pages run with what a careful site allows: nothing inline, nothing from elsewhere but the framed form. */
const policy = (form: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src ${form}; require-trusted-types-for 'script'`;

/** The demo's back end: the simulated Integra on `/integra`, and `/control` to look into it and to break it. */
export function demoServer({ built, integraUrl }: DemoOptions): Plugin {
  const integra = new IntegraSimulator();
  let session: Promise<IntegraSession> | undefined;
  let port = 0;

  /** What an integrator's back end does: it signs in and gives the page a header, never the password. */
  const authorization = async () => {
    const signIn = { baseUrl: `http://127.0.0.1:${port}/integra`, user: 'supervisor', password: 'simulated' };
    session ??= IntegraSession.start(signIn);
    return (await session).authorization();
  };
  const forget = () => {
    integra.clear();
    integra.faults = {};
    session = undefined;
  };
  const control: Record<string, (body: string) => unknown> = {
    '/integra': () => ({ state: integra.state, faults: integra.faults, real: integraUrl }),
    '/faults': (body) => void (integra.faults = JSON.parse(body) as IntegraFaults),
    '/call': (body) => integra.addCall(JSON.parse(body)),
    '/clear': forget,
    '/authorization': authorization,
  };

  return {
    name: 'portside-demo',
    transformIndexHtml(html) {
      const script = built ? '<script src="/dist-file/portside.js"></script>' : '<script type="module" src="/src/script.ts"></script>';
      return html.replaceAll('%PORT%', String(port)).replace('<script src="portside.js"></script>', script);
    },
    configureServer(server) {
      server.httpServer?.once('listening', () => (port = (server.httpServer?.address() as AddressInfo).port));
      server.printUrls = () => console.log(`\n  Portside demo: http://localhost:${port}/\n`);
      const { middlewares } = server;
      middlewares.use('/demo', (_, response, next) => {
        response.setHeader('Content-Security-Policy', policy(`http://127.0.0.1:${port}`));
        next();
      });
      middlewares.use('/dist-file/portside.js', (_, response) => {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(readFileSync('dist/portside.js'));
      });
      middlewares.use('/control', answerWith(async ({ pathname }, body) => Response.json((await control[pathname]?.(body)) ?? null), server));
      if (!integraUrl) middlewares.use('/integra', answerWith((_, __, request) => integra.handle(request), server));
      middlewares.use((request, response, next) => {
        if (request.url !== '/') return next();
        response.writeHead(302, { Location: '/demo/' }).end();
      });
    },
  };
}

/** A request handler as a server's middleware. A broken connection is a broken socket. */
function answerWith(handle: (url: URL, body: string, request: Request) => Promise<Response>, server: ViteDevServer) {
  return async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString();
      const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
      const { method = 'GET', headers } = incoming;
      const request = new Request(url, { method, headers: headers as Record<string, string>, ...(method !== 'GET' && { body }) });
      const response = await handle(url, body, request);
      outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
    } catch (cause) {
      if (!(cause instanceof Error) || cause.name !== 'Dropped') server.config.logger.error(String(cause));
      incoming.socket.destroy();
    }
  };
}
