import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { keepConnections, startBackEnd } from '../../demo/back-end.js';
import { builtScript, composePage, setPort } from '../../demo/page.js';

const inProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** A demo that is served, and how to end it. */
export interface DemoSite {
  /** On localhost; the same on 127.0.0.1 is the other origin. */
  origin: string;
  close(): Promise<unknown>;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** The built pages, and a form of somebody else's that the portal page frames. */
const folders: Record<string, string> = {
  '/demo/': 'test/.demo/demo/',
  '/assets/': 'test/.demo/assets/',
  '/test/fixtures/snippets/': 'test/fixtures/snippets/',
  '/node_modules/porthole-proxy/lib/': 'node_modules/porthole-proxy/lib/',
};

/** The file of an address, if it is one that is served. */
function fileAt(path: string): Buffer | undefined {
  const folder = Object.keys(folders).find((each) => path.startsWith(each));
  const name = folder && path.slice(folder.length);
  if (!name || !/^[\w.-]+$/.test(name)) return undefined;
  try {
    return readFileSync(inProject(folders[folder] + name));
  } catch {
    return undefined; // answered as not found
  }
}

/** Serves the demo with the built files at a free port, with simulated dialers of its own. */
export async function serveBuiltDemo(): Promise<DemoSite> {
  const server = createServer((request, response) =>
    backEnd.handle(request, response, () => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const path = pathname.replace(/\/$/, '/index.html');
      const file = fileAt(path);
      if (!file) return void response.writeHead(404).end();
      const type = types[extname(path)] ?? 'application/octet-stream';
      response.setHeader('Content-Type', type).end(extname(path) === '.html' ? setPort(String(file), port()) : file);
    }),
  );
  keepConnections(server);
  const port = () => (server.address() as AddressInfo).port;
  const backEnd = await startBackEnd({
    integraUrl: '',
    strict: true,
    port,
    finish: (html) => setPort(composePage(html, builtScript), port()),
    warn: console.error,
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    origin: `http://localhost:${port()}`,
    close() {
      backEnd.close();
      const closing = once(server.close(), 'close');
      server.closeAllConnections();
      return closing;
    },
  };
}

/** Serves the demo with the source, by the program that `npm start` runs. `cacheDir` is this server's alone; `integraUrl` a server that is passed on to. */
export async function serveSourceDemo(cacheDir: string, integraUrl = ''): Promise<DemoSite> {
  const server = spawn(process.execPath, [inProject('node_modules/vite/bin/vite.js'), '--port', '0'], {
    cwd: inProject(''),
    env: { ...process.env, INTEGRA_URL: integraUrl, PORTSIDE_TEST_CACHE: cacheDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(server, 'exit');
  for await (const line of createInterface(server.stdout)) {
    const [origin] = /http:\/\/localhost:\d+/.exec(line) ?? [];
    if (!origin) continue;
    server.stdout.resume(); // a full pipe would hold it
    return { origin, close: () => (server.kill(), gone) };
  }
  throw new Error('The dev server ended before it said where it is.');
}
