import type { AddressInfo } from 'node:net';
import type { Plugin } from 'vite';
import { keepConnections, startBackEnd } from './back-end.js';
import { builtScript, composePage, setPort, sourceScript } from './page.js';

/** The demo as `npm start` serves it: its back end in the dev server, and the pages with the source. `integraUrl` is a real Integra server for the CRM page; the simulated one when empty. */
export function demoServer(integraUrl: string): Plugin {
  let port = 0;
  return {
    name: 'portside-demo',
    apply: 'serve',
    transformIndexHtml: (html) => setPort(composePage(html, sourceScript), port),
    async configureServer(server) {
      const { httpServer, middlewares, config } = server;
      if (httpServer && 'keepAliveTimeout' in httpServer) keepConnections(httpServer);
      httpServer?.once('listening', () => (port = (httpServer.address() as AddressInfo).port));
      server.printUrls = () => console.log(`\n  Portside demo: http://localhost:${port}/\n`);
      const backEnd = await startBackEnd({
        integraUrl,
        strict: false,
        port: () => port,
        finish: (html) => server.transformIndexHtml('/widget/widget.html', html),
        warn: (message) => config.logger.error(message),
      });
      httpServer?.once('close', backEnd.close);
      middlewares.use(backEnd.handle);
    },
  };
}

/** The demo's pages, to be built: with the built files, which no bundler touches. */
export const demoPages: Plugin = {
  name: 'portside-demo-pages',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) => composePage(html, (file) => builtScript(file).replace('<script', '<script vite-ignore')),
  },
};
