// One upload in a fresh process: ours, or the plain way. Sends back how long it took and how much memory it had.
import { openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { preview, uploadContacts } from '../../dist/uploads/index.js';
import { CtiClient } from '../../dist/index.js';
import { IntegraTransport } from '../../dist/transports/integra/index.js';
import { basic, MotionTransport } from '../../dist/transports/motion/motion-transport.js';
import { SinchTransport } from '../../dist/transports/sinch/sinch-transport.js';
import { VoicenterTransport } from '../../dist/transports/voicenter/voicenter-transport.js';

const [name, way, file, rows, port, id] = process.argv.slice(2);
const baseUrl = `http://127.0.0.1:${port}`;
const patient = { timeout: 30_000 };
const [transport, campaign] = {
  uContact: () => [new IntegraTransport({ ...patient, baseUrl, agent: 'Agent1', phone: '1001' }), 'Sale->'],
  Sinch: () => [new SinchTransport({ ...patient, baseUrl: `${baseUrl}/RI/obi` }), id],
  Voicenter: () => [
    new VoicenterTransport({ ...patient, baseUrl: `${baseUrl}/ForwardDialer/Dialer/` }),
    'campaign0001',
  ],
  Motion: () => [
    new MotionTransport({ ...patient, baseUrl, lists: { Spring: 32 }, authorization: basic('admin', 'password') }),
    'Spring',
  ],
}[name]();
const client = new CtiClient({ transports: [transport] });
const { bulk } = client.supports('addContacts');

const ways = {
  async ours() {
    const csv = await openAsBlob(file);
    const { proposed } = await preview(csv, { bulk });
    const { end, error, counts } = await uploadContacts(client, { campaign, csv, columns: proposed }).result;
    if (end !== 'complete' || counts.refused || counts.unknown) throw error ?? new Error(JSON.stringify(counts));
    return counts.accepted;
  },
  /** The whole file in memory, one request after the other, with the same transport and rows of a request. */
  async plain() {
    const { data } = Papa.parse(await readFile(file, 'utf8'), { header: true, skipEmptyLines: true });
    const named = bulk.fields.includes('firstName');
    const contacts = data.map(({ phone, name }) => ({
      destination: phone,
      ...(named ? { firstName: name } : { data: [['name', name]] }),
    }));
    let accepted = 0;
    for (let at = 0; at < contacts.length; at += bulk.size)
      accepted += (await client.send({ type: 'addContacts', campaign, contacts: contacts.slice(at, at + bulk.size) }))
        .accepted;
    return accepted;
  },
};

/** Once, with nine of ten rows answered: what the heap holds without garbage. The time it takes does not count. */
let live = 0;
let collecting = 0;
let answered = 0;
const send = client.send.bind(client);
client.send = async (...command) => {
  const reply = await send(...command);
  answered += reply.accepted;
  if (live || answered < rows * 0.9) return reply;
  const began = performance.now();
  globalThis.gc();
  live = process.memoryUsage().heapUsed;
  collecting = performance.now() - began;
  return reply;
};

const peak = { rss: 0, heap: 0 };
const look = () => {
  const { rss, heapUsed } = process.memoryUsage();
  peak.rss = Math.max(peak.rss, rss);
  peak.heap = Math.max(peak.heap, heapUsed);
};
look();
const looking = setInterval(look, 20);
const began = performance.now();
const accepted = await ways[way]();
const ms = performance.now() - began - collecting;
clearInterval(looking);
look();
process.send({ accepted, ms, live, ...peak, maxRss: process.resourceUsage().maxRSS * 1024 }, () => process.exit());
