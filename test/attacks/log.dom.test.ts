import { expect } from 'chai';
import type { reader } from '../fixtures/reader.js';
import { envelope } from './attacker.js';

it('what the line to the portal refused is in the client’s log, counted, and nothing of its content', async () => {
  const frame = document.createElement('iframe');
  frame.src = '/test/fixtures/reader.html';
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  const { client, say, pass } = (frame.contentWindow as any).reader as typeof reader;
  for (let i = 0; i < 500; i++) {
    say(envelope({ guid: '091000000' }), location.origin, frame.contentWindow);
    say(envelope({ guid: '091000000' }), 'https://evil.example', window);
  }
  await pass(1_000);
  const refused = client.log.lines.filter(({ what }) => what === 'refused');
  expect(refused.map(({ who, detail }) => [who, detail])).to.deep.equal([
    ['portal', { why: 'another window', count: 500 }],
    ['portal', { why: 'another origin: https://evil.example', count: 500 }],
  ]);
  expect(JSON.stringify(client.log.lines)).to.not.contain('091000000');
  frame.remove();
});
