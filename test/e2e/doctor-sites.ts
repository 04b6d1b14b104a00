import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, createServer as createPlainServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Frame, Page } from '@playwright/test';
import type { diagnose, diagnoseFrame, Finding, FindingId } from '../../src/diagnostics/index.js';
import { selfSigned } from './self-signed.js';

const file = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url));

type Headers = Record<string, string>;

/** Servers of one test. All are gone after `stop`. */
const servers: { server: Server; sockets: Set<Socket> }[] = [];

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  servers.push({ server, sockets });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

export async function stop(): Promise<void> {
  for (const { server, sockets } of servers.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** A port at which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createPlainServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export const serve = (handle: RequestListener) => listen(createServer(handle));

/** Browsers take every name below localhost for this machine, and each for a site of its own. */
export const site = (name: string, port: number) => `http://${name}.localhost:${port}`;

/** A server of pages with the built files: the page's text and headers by path. */
export async function sitePages(
  pages: Record<string, { html?: string; headers?: Headers; sendDate?: boolean }>,
): Promise<number> {
  const files: Record<string, Buffer> = {
    '/portside.js': file('dist/portside.js'),
    '/portside-crm.js': file('dist/portside-crm.js'),
    '/porthole.js': file('node_modules/porthole-proxy/lib/porthole.js'),
  };
  return serve(pageHandler(pages, files));
}

function pageHandler(pages: Parameters<typeof sitePages>[0], files: Record<string, Buffer>): RequestListener {
  return ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const page = pages[pathname];
    if (page?.sendDate === false) response.sendDate = false;
    const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
    response.writeHead(page || files[pathname] ? 200 : 404, { 'Content-Type': type, ...page?.headers });
    response.end(page ? (page.html ?? doctorPage) : files[pathname]);
  };
}

/** The page that the doctor looks at. */
export const doctorPage = `<!doctype html><html lang="en"><title>Form</title><link rel="icon" href="data:,"><script src="/portside.js"></script><script src="/portside-crm.js"></script><body></body></html>`;

/** A portal that answers the question for the CTI object after `delay` milliseconds; `answer` is a script's expression. */
export const portalPage = (
  form: string,
  { attributes = 'name="form"', answer = '{ CTI: null }', delay = 0, proxyOf = 'form' } = {},
) =>
  `<!doctype html><html lang="en"><title>Portal</title><link rel="icon" href="data:,"><script src="/porthole.js"></script><body><iframe ${attributes} src="${form}"></iframe><script>
    window.asked = [];
    const proxy = new Porthole.WindowProxy(null, '${proxyOf}');
    proxy.addEventListener(({ data }) => { asked.push(data); setTimeout(() => proxy.post(${answer}, '*'), ${delay}); });
  </script></body></html>`;

export interface IntegraSettings {
  /** Headers of every answer but to `OPTIONS`. */
  headers?: Headers;
  /** The answer to `OPTIONS`. */
  preflight?: { status?: number; headers?: Headers };
  status?: number;
  body?: string;
  delay?: number;
}

/** A server in Integra's place, with what it was asked. */
export async function integraServer(settings: IntegraSettings, hears: (request: IncomingMessage) => void = () => {}) {
  const asked: { method: string; url: string; body: string; signedIn: boolean }[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    hears(request);
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', url = '', headers } = request;
    asked.push({ method, url, body, signedIn: !!headers.authorization });
    if (settings.delay) await new Promise((resolve) => setTimeout(resolve, settings.delay));
    if (method === 'OPTIONS')
      return response
        .writeHead(settings.preflight?.status ?? 204, settings.preflight?.headers ?? settings.headers)
        .end();
    return response.writeHead(settings.status ?? 200, settings.headers).end(settings.body ?? '[]');
  };
  const port = await serve((request, response) => void handle(request, response));
  return { port, asked };
}

/** What a well-kept server sends, for one origin. */
export const cors = (origin: string): Headers => ({
  'Access-Control-Allow-Origin': origin,
  'Access-Control-Allow-Headers': 'Authorization, Content-Type',
  'Access-Control-Allow-Methods': 'POST',
});

/** A server on https, whose certificate no browser trusts. Plain http at that port gets what nginx and Tomcat say there. */
export async function secureServer(name: string, handle: RequestListener): Promise<number> {
  const inner = await listen(createSecureServer(selfSigned(name), handle));
  const door = createPlainServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (bytes) => {
      if (bytes[0] !== 0x16)
        return void socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      socket.pause();
      const behind = connect(inner, '127.0.0.1', () => {
        behind.write(bytes);
        socket.pipe(behind).pipe(socket);
      });
      behind.on('error', () => socket.destroy());
    });
  });
  return listen(door);
}

export const securePages = (name: string, pages: Parameters<typeof sitePages>[0]) =>
  secureServer(
    name,
    pageHandler(pages, { '/portside.js': file('dist/portside.js'), '/portside-crm.js': file('dist/portside-crm.js') }),
  );

export interface Question {
  /** Without it the client has no portal. Empty: a portal whose origin is not set. */
  portalOrigin?: string;
  integraUrl?: string;
  /** A header value, or `!` for a function that fails. */
  token?: string;
  only?: FindingId[];
  timeout?: number;
}
type Reports = Awaited<ReturnType<typeof diagnose>>;

export type Findings = { [Id in FindingId]?: Finding };

/** Runs the doctor in a page or frame that has `doctorPage`, and gives the findings by id. */
export async function findingsIn(where: Page | Frame, question: Question): Promise<Findings> {
  const { findings } = await where.evaluate(
    async ({ portalOrigin, integraUrl, token, only, timeout }): Promise<Reports> => {
      const { CtiClient, PortalTransport, IntegraTransport, diagnose } = window.Portside as any;
      const authorization = token === '!' ? () => Promise.reject(new Error('Basic c2VjcmV0')) : () => token;
      const transports = [
        ...(portalOrigin === undefined ? [] : [new PortalTransport(portalOrigin ? { origin: portalOrigin } : {})]),
        ...(integraUrl ? [new IntegraTransport({ baseUrl: integraUrl })] : []),
      ];
      const client = new CtiClient({ transports });
      const given = Object.entries({
        portalOrigin,
        integraUrl,
        only,
        timeout,
        authorization: token && authorization,
      }).filter(([, value]) => value);
      const options = Object.fromEntries(given);
      const report = await diagnose(client, options);
      client.close();
      return report;
    },
    question,
  );
  return Object.fromEntries(findings.map((finding) => [finding.id, finding])) as Findings;
}

/** What the framing page's doctor says of an address. */
export async function widgetIn(where: Page | Frame, url: string, timeout = 8_000) {
  const { findings } = await where.evaluate(
    ([address, limit]): ReturnType<typeof diagnoseFrame> =>
      (window.Portside as any).diagnoseFrame(address, { timeout: limit }),
    [url, timeout] as const,
  );
  return findings[0]!;
}

/** What was likeliest, of a finding on the server. */
export const cause = (finding: Finding | undefined) => (finding?.facts['looksLike'] as string[])[0];
