import { expect } from 'chai';
import { CtiClient, CtiError } from '../../src/index.js';
import type { Probe } from '../../src/recordings/find.js';
import { findRecording, recordingUrls, type FindRecordingOptions } from '../../src/recordings/index.js';
import { IntegraSimulator, type RecordingFile } from '../../src/simulator/index.js';
import { IntegraTransport } from '../../src/transports/integra/index.js';
import { recordingFolder } from '../../src/transports/integra/integra-codec.js';
import { holdClock } from '../clock.js';
import { failure } from '../failure.js';
import { isOverAfter, passing } from '../passing.js';

const guid = '7e4e7db9-f080-494e-b04b-7c8e47711558';

const row = { guid, calldate: '2016-01-18 10:20:30' };

const hosts = { telephony: 'telephony.example', backup: 'backup.example' };

const mp3 = recordingUrls(row, hosts);

/** A played server that has the recording there, and what to look with. */
function play(file: RecordingFile | null) {
  const server = new IntegraSimulator({ recordings: [{ row, file }] });
  const header = server.signIn();
  const fetch = (url: string, init: RequestInit) => server.handle(new Request(url, init));
  const client = new CtiClient({
    transports: [new IntegraTransport({ baseUrl: 'https://ucontact.example', authorization: () => header, fetch })],
  });
  const probe: Probe = async (url) => ((await server.handle(new Request(url))).ok ? 'found' : 'missing');
  const find = (options: Partial<FindRecordingOptions> = {}) =>
    findRecording(row, { hosts, client, probe, ...options });
  return { server, find, asked: () => server.log.map(({ path, status }) => `${status} ${path}`) };
}

describe('the search for a recording', () => {
  const places: [where: string, file: RecordingFile][] = [
    ['telephony', { host: 'telephony', dated: false, format: 'mp3' }],
    ['telephony-folder', { host: 'telephony', dated: true, format: 'mp3' }],
    ['backup-folder', { host: 'backup', dated: true, format: 'mp3' }],
    ['backup', { host: 'backup', dated: false, format: 'mp3' }],
  ];
  for (const [index, [where, file]] of places.entries()) {
    it(`finds it at ${where} and looks no further [C-118 C-119]`, async () => {
      const { server, find } = play(file);
      expect(await find()).to.deep.equal({ url: mp3[index], where, converted: false });
      expect(server.log).to.have.length(index + 1);
    });

    it(`has the gsm at ${where} converted, and looks again [C-121 C-122]`, async () => {
      const { find, asked } = play({ ...file, format: 'gsm' });
      expect(await find()).to.deep.equal({ url: mp3[index], where, converted: true });
      const paths = mp3.map((url) => new URL(url).pathname);
      const again = paths.slice(0, index + 1).map((path, at) => `${at === index ? 200 : 404} ${path}`);
      expect(asked()).to.deep.equal([
        ...paths.map((path) => `404 ${path}`),
        '200 /Integra/resources/Supervisor/convert',
        ...again,
      ]);
    });
  }

  it('says why there is none, and what was tried [C-122]', async () => {
    const { find } = play(null);
    const missing = await find();
    expect(missing)
      .to.have.property('why')
      .that.equals(
        'There is no mp3 of this recording at any of its addresses, and none could be made: uContact refused this.',
      );
    expect(missing)
      .to.have.property('tried')
      .that.deep.equals(mp3.map((url) => ({ url, result: 'missing' })));
    expect(missing).to.have.nested.property('error.code', 'REJECTED');
  });

  it('says when a converted one is still not there', async () => {
    const { find } = play(places[0]![1]);
    const missing = await find({ probe: async () => 'missing' });
    expect(missing).to.have.property('why').that.contains('still at none of its addresses');
    expect(missing).to.have.property('tried').with.length(8);
  });

  it('converts nothing without a client, and nothing where no address said no', async () => {
    const { server, find } = play({ ...places[0]![1], format: 'gsm' });
    expect(await findRecording(row, { hosts, probe: async () => 'missing' }))
      .to.have.property('why')
      .that.contains('cannot have one made');
    const never: Probe = (_, signal) =>
      new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const clock = holdClock();
    const looking = find({ probe: never, timeout: 20 });
    expect(await isOverAfter(clock, 4 * 20 - 1, looking), 'so long at each of four addresses').to.equal(false);
    expect(await isOverAfter(clock, 1, looking)).to.equal(true);
    const slow = await looking;
    expect(slow)
      .to.have.property('why')
      .that.contains('https://telephony.example, https://backup.example did not answer in time');
    expect(slow)
      .to.have.property('tried')
      .that.deep.equals(mp3.map((url) => ({ url, result: 'slow' })));
    expect(server.log).to.deep.equal([]);
  });

  it('goes on past an address that does not answer', async () => {
    const clock = holdClock();
    const { find } = play(places[3]![1]);
    const looking = find({
      timeout: 20,
      probe: (url, signal) =>
        url === mp3[3]
          ? Promise.resolve('found')
          : new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    });
    const found = await passing(clock, looking);
    expect(found).to.include({ where: 'backup' });
  });

  it('stops when it is told to, before, while it looks, and while it converts', async () => {
    for (const when of ['before', 'look', 'convert']) {
      const stop = new AbortController();
      const { find } = play(null);
      if (when === 'before') stop.abort();
      const probe: Probe = (_, signal) => {
        if (when === 'look') stop.abort();
        return signal.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve('missing');
      };
      const client = { send: async () => stop.abort() };
      expect(await failure(find({ signal: stop.signal, probe, client }) as Promise<unknown>), when).to.include({
        code: 'CANCELED',
      });
    }
  });

  it('rejects with nothing but a CtiError', async () => {
    const { find } = play(null);
    for (const nothing of [null, {}, { guid: '', calldate: '' }, { guid: 5 }, { guid: 'g-1\ud83d' }])
      expect(await failure(findRecording(nothing as never, { hosts }))).to.include({ code: 'INVALID', field: 'guid' });
    expect(await failure(findRecording(row, { hosts: { telephony: '' } }))).to.include({
      code: 'INVALID',
      field: 'hosts',
    });
    expect(await find({ probe: () => Promise.reject(new Error('odd')) })).to.have.property('why');
    expect(await find({ client: { send: () => Promise.reject(new TypeError('odd')) } }))
      .to.have.property('error')
      .instanceOf(CtiError);
    expect(await findRecording({ guid } as never, { hosts, probe: async () => 'found' })).to.include({
      where: 'telephony',
    });
  });
});

describe('the addresses of a recording', () => {
  const guid = '7e4e7db9-f080-494e-b04b-7c8e47711558';

  const row = { guid, calldate: '2016-01-18 10:20:30' };

  const hosts = { telephony: 'TelephonyIP', backup: 'BackupRecords' };

  const four = (format: string) => [
    `https://TelephonyIP/records/${guid}.${format}`,
    `https://TelephonyIP/records/20160118/${guid}.${format}`,
    `https://BackupRecords/records/20160118/${guid}.${format}`,
    `https://BackupRecords/records/${guid}.${format}`,
  ];

  it('lie in a folder named by the day [C-117]', () => {
    expect(recordingFolder('2016-01-18 10:20:30')).to.equal('20160118');
    for (const nonsense of ['', '18/01/2016 10:20', 'Jan 18, 2016'])
      expect(recordingFolder(nonsense), nonsense).to.equal('');
  });

  it('are four, in this order [C-118]', () => {
    expect(recordingUrls(row, hosts)).to.deep.equal(four('mp3'));
    expect(recordingUrls(row, hosts, 'mp3')).to.deep.equal(four('mp3'));
  });

  it('are the same for a gsm, in lower case [C-120]', () => {
    expect(recordingUrls(row, hosts, 'gsm')).to.deep.equal(four('gsm'));
  });

  it('are each there once: with one host, without a backup, without a date [C-119]', () => {
    const [first, second, third, fourth] = four('mp3');
    expect(recordingUrls(row, { telephony: 'TelephonyIP', backup: 'TelephonyIP' })).to.deep.equal([first, second]);
    expect(recordingUrls(row, { telephony: 'TelephonyIP' })).to.deep.equal([first, second]);
    expect(recordingUrls(row, { telephony: '', backup: 'BackupRecords' })).to.deep.equal([third, fourth]);
    expect(recordingUrls({ guid, calldate: '' }, hosts)).to.deep.equal([first, fourth]);
  });

  it('begin as the page says when it names more than a host', () => {
    const [url] = recordingUrls({ guid: 'a/b?', calldate: '' }, { telephony: 'http://10.0.0.5:8080/uc/' });
    expect(url).to.equal('http://10.0.0.5:8080/uc/records/a%2Fb%3F.mp3');
    expect(recordingUrls(row, { telephony: '/telephony' })[0]).to.equal(`/telephony/records/${guid}.mp3`);
  });
});
