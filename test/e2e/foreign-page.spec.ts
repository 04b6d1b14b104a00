import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { expect, test, type Page } from './test.js';

// What libraries of the time before ES5 put on every page's own objects, before any file of ours is loaded.
const libraries: Record<string, () => void> = {
  'json.js': () => {
    Object.assign(Object.prototype, {
      toJSON(this: object) {
        return `{${Object.keys(this).join(', ')}}`;
      },
      extend: () => undefined,
      version: '1.0',
    });
  },
  'Prototype.js': () => {
    const json = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;
    Object.assign(String.prototype, {
      toJSON(this: string) {
        return json(String(this));
      },
    });
    Object.assign(Array.prototype, {
      toJSON(this: unknown[]) {
        return `[${this.map((each) => (typeof each === 'string' ? json(each) : String(each))).join(', ')}]`;
      },
      entries(this: unknown[]) {
        return [...this];
      },
      reduce(this: unknown[]) {
        return this.length > 1 ? this : this[0];
      },
    });
    Array.from = ({ length = 0 }: ArrayLike<unknown>) => Array(length).fill(undefined) as never[];
  },
};

/** Sends each command over each road, and gives what went out and what the agent reads. */
const script = async () => {
  const { Portside: P, wire } = window as any;
  const answer = async (input: string, init: RequestInit) => {
    const request = new Request(new URL(input, location.href), init);
    wire.push(`${request.method} ${request.url} ${(await request.text()).replace(/contacts-\d+/, 'contacts')}`);
    return new Response('1', { headers: { 'Content-Type': 'application/json' } });
  };
  const at = { baseUrl: '/x', authorization: () => 'Bearer x', fetch: answer, timeZone: 'UTC' };
  const agent = { agent: 'Agent1', phone: '1001', context: 'agents' };
  const transports = [
    new P.PortalTransport({ origin: location.origin, timeout: 1 }),
    ...['new', 'v8', 'old'].map((dialect) => new P.IntegraTransport({ ...at, ...agent, dialect })),
    new P.VoicenterTransport({ ...at, code: 'account' }),
    new P.SinchTransport(at),
    new P.MotionTransport({ ...at, lists: { 1: 3 } }),
  ];
  const data = [
    ['name', 'Ana "Pérez"'],
    ['path', 'C\\x'],
  ];
  const entry = {
    ...{ campaign: 'Sale->', destination: '099124484', dialerBase: 'base', status: 1, data, contact: 222 },
    ...{ alternatives: ['098344484', '29000000'], retries: 0, priority: 9999, agentPhone: '1001' },
  };
  const contact = { destination: '099124484', data: [['1', 'x "y"']] };
  const campaign = '1';
  const guid = '7e4e7db9-f080-494e-b04b-7c8e47711558';
  const task = { type: 'dialerTask', mode: 'normal', campaign, destination: '096000000' };
  const commands = [
    { type: 'respool', entry },
    { type: 'schedule', at: '2027-10-10 15:00:00', entry },
    { type: 'tag', guid, phone: '091000000', message: 'said "no"' },
    { type: 'dispose', guid, campaign, customer: '091000000', level1: 'Sa"le', comment: '\\' },
    { type: 'blacklist', entries: [{ phone: '091000000', campaign, name: 'A "B"' }] },
    { type: 'blacklist', entries: ['092000000', '093000000'].map((phone) => ({ phone, campaign })) },
    { type: 'addContact', campaign, contact },
    { type: 'addContacts', campaign, contacts: [contact, { destination: '094000000' }] },
    { type: 'addMembers', campaign, members: ['7', '8'] },
    { type: 'recordings', filter: { from: '2026-01-01 00:00:00', campaign: 'x"' }, limit: 10 },
    { type: 'workflow', context: 'c', extension: '12', parameters: data },
    { ...task, data },
    { type: 'call', destination: '097000000', campaign: 'Sale->' },
    { type: 'call', destination: '097000000', campaign: 'Sale->' }, // which is on, or not possible
  ];
  for (const transport of transports) {
    const client = new P.CtiClient({ transports: [transport] });
    wire.push(client.supports('dialerTask', { ...task, data: [['']] }).reason); // a text is missing
    for (const command of commands)
      wire.push(
        await client.send(command).then(
          ({ status }: { status: string }) => status,
          ({ code, message }: { code: string; message: string }) => `${code} ${message.replace(/\d+ s/, '')}`,
        ),
      );
    client.close();
  }
  return wire.join('\n') as string;
};

const files = ['', '-supervisor', '-crm'];

const pages: Record<string, string> = {
  '/': '<iframe name="form" src="/form"></iframe>',
  '/of-source': '<iframe name="form" src="/source-form"></iframe>',
  '/form': files.map((file) => `<script src="portside${file}.js"></script>`).join(''),
  '/crm': '<div id="widget"></div><script src="portside-embed.js"></script>',
};

let server: Server;
let origin = '';

test.beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    const [, file] = /^\/([\w-]+)\.js$/.exec(url) ?? [];
    const built = (name: string) => readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8');
    const widget = () =>
      built('widget.html').replace('portside-hosts" content=""', `portside-hosts" content="${origin}"`);
    const body = file ? built(`${file}.js`) : url === '/widget.html' ? widget() : pages[url];
    response
      .writeHead(body === undefined ? 404 : 200, {
        'Content-Type': file ? 'text/javascript' : 'text/html; charset=utf-8',
      })
      .end(body === undefined ? '' : file ? body : `<!doctype html><html lang="en">${body}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

test.afterAll(() => server.close());

/** What goes out in a page with that library, or without one. */
async function sent(page: Page, library = '', address = '/'): Promise<string> {
  await page.addInitScript(() => {
    const wire: string[] = [];
    Object.assign(window, { wire });
    addEventListener('message', ({ data, source }) => {
      if (window === top && source !== window) (window.frames[0] as any).wire.push(data);
    });
  });
  if (library) await page.addInitScript(libraries[library]!);
  await page.goto(`${origin}${address}`);
  return await page.frame('form')!.evaluate(script);
}

/** As in the built files, the further ones share the first one's errors. */
const oneCtiError: Plugin = {
  name: 'one-cti-error',
  setup({ onLoad }) {
    const contents = 'export const { CtiError } = window.Portside';
    onLoad({ filter: /src.core.errors\.ts$/ }, () => ({ contents }));
  },
};

/** A file's source as it stands there: no minifier has read it. */
async function sourceOf(file: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
    entryPoints: [`src/script${file}.ts`],
    write: false,
    bundle: true,
    target: 'es2022',
    define: { PORTSIDE_VERSION: '""' },
    ignoreAnnotations: true, // package.json says that they have no side effects
    plugins: file ? [oneCtiError] : [],
  });
  return outputFiles[0]!.text;
}

test('the built files send the same bytes and say the same words as the source', async ({ context }) => {
  const sources = await Promise.all(files.map(sourceOf));
  pages['/source-form'] = sources.map((source) => `<script>${source}</script>`).join('');
  const [built, source] = [await sent(await context.newPage()), await sent(await context.newPage(), '', '/of-source')];
  expect(built).toContain('callspool=');
  expect(built).toBe(source);
});

for (const library of Object.keys(libraries)) {
  test(`the built files send the same bytes and say the same words in a page with ${library}`, async ({ context }) => {
    const [plain, foreign] = [await sent(await context.newPage()), await sent(await context.newPage(), library)];
    expect(plain).toContain('callspool=');
    expect(foreign).toBe(plain);
  });

  test(`the widget dials for a page with ${library}, in both frames`, async ({ page }) => {
    await page.addInitScript(libraries[library]!);
    await page.route('**/ucontact/**', (route) => route.fulfill({ body: '7e4e7db9-f080-494e-b04b-7c8e47711558' }));
    await page.goto(`${origin}/crm`);
    const reply = await page.evaluate(async () => {
      const embed = (window.Portside as any).embedCti(document.querySelector('#widget'), {
        ...{ src: '/widget.html', origin: location.origin, agent: 'Agent1', phone: '1001', campaign: 'Sale->' },
        authorization: () => 'Bearer x',
      });
      const { status, guid } = await embed.dial('091000000');
      return `${status} ${guid}`;
    });
    expect(reply).toBe('confirmed 7e4e7db9-f080-494e-b04b-7c8e47711558');
  });
}
