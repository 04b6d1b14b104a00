import { expect } from 'chai';
import { probeMedia } from '../../src/recordings/find.js';
import { findRecording } from '../../src/recordings/index.js';
import { IntegraSimulator } from '../../src/simulator/index.js';

const signal = () => new AbortController().signal;

describe('the look at an address with a media element @engines', () => {
  it('finds what can be played, and stops loading it', async () => {
    const server = new IntegraSimulator({
      recordings: [{ row: { guid: 'g', calldate: '' }, file: { host: 'telephony', dated: false, format: 'mp3' } }],
    });
    const file = await server.handle(new Request('https://telephony.example/records/g.mp3'));
    expect(await probeMedia(URL.createObjectURL(await file.blob()), signal())).to.equal('found');
  });

  it('misses what is not there, what is no sound, and what is no address', async () => {
    for (const url of [location.href, 'data:audio/mpeg;base64,AAAA', 'https://', 'http://127.0.0.1:1/records/a.mp3'])
      expect(await probeMedia(url, signal()), url).to.equal('missing');
  });

  it('stops when it is told to', async () => {
    for (const stop of [AbortSignal.abort(new Error('now')), AbortSignal.timeout(0)]) {
      const reason = await probeMedia(`${location.origin}/slow`, stop).catch((cause: unknown) => cause);
      expect(reason).to.equal(stop.reason);
    }
  });
});

describe('the search on a page whose own policy forbids it @engines', () => {
  it('says so, and has nothing converted', async () => {
    const policy = Object.assign(document.createElement('meta'), {
      httpEquiv: 'Content-Security-Policy',
      content: "media-src 'none'",
    });
    document.head.append(policy);
    const client = { send: () => Promise.reject(new Error('never asked')) };
    const missing = await findRecording(
      { guid: 'g', calldate: '2016-01-18 10:20:30' },
      { client, hosts: { telephony: 'telephony.example', backup: 'b.example' } },
    );
    expect(missing)
      .to.have.property('why')
      .that.contains('https://telephony.example, https://b.example')
      .and.contains('media-src');
    expect(missing).to.have.property('tried').with.length(4);
  });
});
