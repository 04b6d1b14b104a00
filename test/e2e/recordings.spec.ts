// A media element finds a recording over real HTTP, at each place where the documents say it can be.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { expect, test } from './test.js';
import { IntegraSimulator, type IntegraRecording, type RecordingFile } from '../../src/simulator/index.js';

const recording = (guid: string, file: RecordingFile | null): IntegraRecording => ({
  row: { guid, calldate: '2016-01-18 10:20:30' },
  file,
});
const places: [guid: string, where: string, file: RecordingFile][] = [
  ['a', 'telephony', { host: 'telephony', dated: false, format: 'mp3' }],
  ['b', 'telephony-folder', { host: 'telephony', dated: true, format: 'mp3' }],
  ['c', 'backup-folder', { host: 'backup', dated: true, format: 'mp3' }],
  ['d', 'backup', { host: 'backup', dated: false, format: 'mp3' }],
  ['e', 'telephony-folder', { host: 'telephony', dated: true, format: 'gsm' }],
];

/** The modules that an integrator's own bundler takes. */
const bundle = () =>
  buildSync({
    stdin: {
      contents: `export { findRecording } from 'portside/recordings';
        export { CtiClient } from 'portside';
        export { IntegraTransport } from 'portside/transports/integra';`,
      resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
    },
    bundle: true,
    format: 'esm',
    write: false,
  }).outputFiles[0]!.text;

let server: Server;
let integra: IntegraSimulator;
let site: string;

test.beforeAll(async () => {
  const script = bundle();
  server = createServer(async (incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    if (url === '/')
      return void outgoing
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end('<!DOCTYPE html><title>Recordings</title>');
    if (url === '/recordings.js')
      return void outgoing.writeHead(200, { 'Content-Type': 'text/javascript' }).end(script);
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const init = {
      method,
      headers: headers as Record<string, string>,
      ...(method === 'POST' && { body: Buffer.concat(chunks).toString() }),
    };
    const response = await integra.handle(new Request(`http://${headers.host}${url}`, init));
    outgoing
      .writeHead(response.status, Object.fromEntries(response.headers))
      .end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterAll(() => void server.close());
test.beforeEach(() => {
  integra = new IntegraSimulator({
    recordings: [...places.map(([guid, , file]) => recording(guid, file)), recording('none', null)],
    recordHosts: { telephony: 'localhost', backup: '127.0.0.1/backup' },
  });
});

test(
  'a recording is found at each of its places, converted where it has to be, and played',
  { tag: '@firefox' },
  async ({ page }) => {
    await page.goto(`http://${site}/`);
    const results = await page.evaluate(
      async ({ telephony, site, header, guids }) => {
        const { findRecording, CtiClient, IntegraTransport } = await import(`http://${site}/recordings.js`);
        const client = new CtiClient({
          transports: [new IntegraTransport({ baseUrl: `http://${site}`, authorization: () => header })],
        });
        const found = [];
        for (const guid of guids) {
          const result = await findRecording(
            { guid, calldate: '2016-01-18 10:20:30' },
            { client, hosts: { telephony, backup: `http://${site}/backup` } },
          );
          const audio = new Audio(result.url);
          audio.muted = true;
          if (result.url) await audio.play();
          found.push({ ...result, duration: audio.duration });
        }
        return found;
      },
      {
        telephony: `http://${site.replace('127.0.0.1', 'localhost')}`,
        site,
        header: integra.signIn(),
        guids: [...places.map(([guid]) => guid), 'none'],
      },
    );
    for (const [index, [guid, where, { format }]] of places.entries()) {
      expect(results[index], guid).toMatchObject({ where, converted: format === 'gsm' });
      expect(results[index].duration, guid).toBeCloseTo(0.5, 1);
    }
    expect(results.at(-1)).toMatchObject({ why: expect.stringContaining('uContact refused this.') });
    expect(integra.state.recordings[4]?.file?.format).toBe('mp3');
  },
);
