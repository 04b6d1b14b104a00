// One simulated dialer over real HTTP, in a process of its own. It counts contacts and keeps none.
import { createServer } from 'node:http';
import { IntegraSimulator, MotionSimulator, SinchSimulator, VoicenterSimulator } from '../../dist/simulator/index.js';

const nothing = { keep: 0, keepRows: false };
const make = {
  uContact: () => new IntegraSimulator({ requireToken: false, keepContacts: false }),
  Sinch: () => new SinchSimulator(nothing),
  Voicenter: () => new VoicenterSimulator(nothing),
  Motion: () => new MotionSimulator(nothing),
};

const count = {
  uContact: ({ uploads }) => uploads.reduce((sum, { rows }) => sum + rows, 0),
  Sinch: ({ campaigns }) => campaigns[0].total,
  Voicenter: ({ campaigns }) => campaigns[0].pending,
  Motion: ({ lists }) => lists.find(({ name }) => name === 'Spring').total,
};

const [name, delay] = process.argv.slice(2);
const dialer = make[name]();
const before = count[name](dialer.state);

const server = createServer(async (incoming, outgoing) => {
  if (incoming.url === '/count') return outgoing.end(String(count[name](dialer.state) - before));
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { method, headers, url } = incoming;
  const response = await dialer.handle(
    new Request(new URL(url, 'http://127.0.0.1'), { method, headers, body: Buffer.concat(chunks) }),
  );
  if (Number(delay)) await new Promise((resolve) => setTimeout(resolve, Number(delay)));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
});
server.listen(0, '127.0.0.1', () =>
  process.send({ port: server.address().port, campaign: dialer.state.campaigns?.[0]?.settings?.id }),
);
