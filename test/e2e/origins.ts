import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const file = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url));

/** A static server with the built file and plain porthole.js, known under as many names as a test wants origins. */
export class Origins {
  /** Pages by path, or by name and path: `evil/form`. */
  readonly pages: Record<string, string>;
  /** Headers of every page. */
  readonly headers: Record<string, string>;
  readonly #server: Server;

  constructor(pages: Record<string, string>, headers: Record<string, string> = {}) {
    this.pages = pages;
    this.headers = headers;
    const files: Record<string, Buffer> = {
      '/portside.js': file('dist/portside.js'),
      '/porthole.js': file('node_modules/porthole-proxy/lib/porthole.js'),
    };
    this.#server = createServer(({ url = '/' }, response) => {
      const { pathname } = new URL(url, 'http://localhost');
      const page = this.pages[pathname];
      const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
      const status = page || files[pathname] ? 200 : pathname === '/favicon.ico' ? 204 : 404;
      response.writeHead(status, { 'Content-Type': type, ...this.headers }).end(page ?? files[pathname]);
    });
  }

  /** Browsers take every name below localhost for this machine, and each for a site of its own. */
  at = (name: string) => `http://${name}.localhost:${(this.#server.address() as AddressInfo).port}`;

  start = () => new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  stop = () => new Promise((resolve) => this.#server.close(resolve));
}
