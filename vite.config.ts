import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';
import { demoServer } from './demo/server.js';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/** Our copy of Lit takes a Trusted Types policy of our own name: a page's own Lit has taken the usual one. */
const ownTrustedTypesPolicy: Plugin = {
  name: 'own-trusted-types-policy',
  transform(code, id) {
    if (!/lit-html\/(development\/)?lit-html\.js/.test(id)) return;
    const own = code.replace(/createPolicy\((['"])lit-html\1/, 'createPolicy("portside"');
    if (own === code) throw new Error('lit-html creates no policy of the known name any more');
    return own;
  },
};

const integraUrl = process.env['INTEGRA_URL'] ?? '';

export default defineConfig({
  define: { PORTSIDE_VERSION: JSON.stringify(version) },
  plugins: [ownTrustedTypesPolicy, demoServer({ built: process.env['PORTSIDE'] === 'built', integraUrl })],
  appType: 'mpa',
  // The portal page is on localhost and the form it frames on 127.0.0.1: one server, two origins, two sites.
  server: {
    host: '127.0.0.1',
    proxy: integraUrl ? { '/integra': { target: integraUrl, changeOrigin: true, rewrite: (path) => path.replace(/^\/integra/, '') } } : {},
  },
  build: {
    target: 'es2022',
    sourcemap: true,
    emptyOutDir: false,
    lib: { entry: 'src/script.ts', name: 'PortsideScript', formats: ['iife'], fileName: () => 'portside.js' },
  },
});
