import { expect } from 'chai';
import type { IntegraRecording } from '../../../src/simulator/index.js';
import { filter as documented } from './examples.js';
import { ask, form, server, start } from './integra.fixture.js';

const empty = { ...JSON.parse(documented), calldatei: '', calldatef: '' } as Record<string, string>;
const rows = async (changes: object = {}, page: object = {}) => {
  const fields = {
    lastrow: '0',
    searchLimit: '50',
    filter: JSON.stringify({ ...empty, ...changes }),
    Random: '1',
    ...page,
  };
  const { text } = await ask('Cdr/getrecords', form(fields));
  return text === '0' ? text : (JSON.parse(text) as Record<string, unknown>[]);
};
const guids = async (changes: object = {}, page: object = {}) =>
  ((await rows(changes, page)) as { guid: string }[]).map(({ guid }) => guid);
const recording = (guid: string, row: object = {}, file: IntegraRecording['file'] = null): IntegraRecording => ({
  row: { guid, calldate: '2016-01-18 10:20:30', ...row },
  file,
});
const get = (url: string, init: RequestInit = {}) => server.handle(new Request(url, init));

beforeEach(() => start());

describe('the Integra simulator’s recordings', () => {
  it('come in pages from as many on as are held [C-108] [C-109] [C-110] [C-111]', async () => {
    const [first, second, last] = [
      await guids(),
      await guids({}, { lastrow: '50' }),
      await guids({}, { lastrow: '75' }),
    ];
    expect([first.length, second.length, last.length]).to.deep.equal([50, 25, 0]);
    expect(new Set([...first, ...second]).size).to.equal(75);
    expect(await guids({}, { lastrow: '2', searchLimit: '3' })).to.deep.equal(first.slice(2, 5));
    expect(JSON.parse(JSON.stringify(server.state))).to.deep.equal(server.state);
  });

  it('have more in a row than is documented, and come as a list or in an object [C-116]', async () => {
    expect((await rows({}, { searchLimit: '1' }))[0]).to.include.keys('guid', 'calldate', 'billsec');
    start({ recordsReply: 'object', recordings: [recording('a')] });
    expect(await rows()).to.deep.equal({ total: 1, records: [recording('a').row] });
  });

  it('are found by time, agent, campaign, numbers and tag', async () => {
    start({
      recordings: [
        recording('a', { agent: 'Agent1', campaign: 'Sale->', source: '099', destination: '091', data: 'Sale|New' }),
        recording('b', {
          calldate: '2016-01-19 00:00:00',
          agent: 'Agent2',
          campaign: 'Ventas<-',
          source: '098',
          destination: '092',
          data: '',
        }),
      ],
    });
    expect(await guids({ calldatei: '2016-01-18 10:20:30', calldatef: '2016-01-18 10:20:30' })).to.deep.equal(['a']);
    expect(await guids({ calldatei: '2016-01-18 10:20:31' })).to.deep.equal(['b']);
    for (const found of [
      { agent: 'Agent1' },
      { campaign: 'Sale->' },
      { source: '099' },
      { destination: '091' },
      { data: 'New' },
    ])
      expect(await guids(found), JSON.stringify(found)).to.deep.equal(['a']);
    expect(await guids({ agent: 'Agent1', campaign: 'Ventas<-' })).to.deep.equal([]);
  });

  it('are not given to a question of another shape [C-112] [C-113] [C-114]', async () => {
    for (const changes of [
      { cont: undefined },
      { extra: '' },
      { mindur: 3 },
      { type: '' },
      { type: 'call' },
      { calldatei: '2016-01-18' },
    ])
      expect(await rows(changes), JSON.stringify(changes)).to.equal('0');
    for (const page of [
      { Random: '0' },
      { Random: undefined, random: '1' },
      { lastrow: '' },
      { lastrow: '-1' },
      { searchLimit: '0' },
      { searchLimit: 'x' },
    ])
      expect(await rows({}, page), JSON.stringify(page)).to.equal('0');
  });

  it('lie as files in exactly one of the documented places [C-118] [C-120]', async () => {
    const places: [IntegraRecording['file'], string][] = [
      [{ host: 'telephony', dated: false, format: 'mp3' }, 'https://telephony.example/records/g.mp3'],
      [{ host: 'telephony', dated: true, format: 'mp3' }, 'https://telephony.example/records/20160118/g.mp3'],
      [{ host: 'backup', dated: true, format: 'mp3' }, 'https://backup.example/records/20160118/g.mp3'],
      [{ host: 'backup', dated: false, format: 'mp3' }, 'https://backup.example/records/g.mp3'],
      [{ host: 'telephony', dated: false, format: 'gsm' }, 'https://telephony.example/records/g.gsm'],
      [null, 'none'],
    ];
    for (const [file, url] of places) {
      start({ recordings: [recording('g', {}, file)] });
      for (const [, other] of places.slice(0, 5))
        expect((await get(other)).status, `${url}, asked for ${other}`).to.equal(other === url ? 200 : 404);
      expect((await get('https://elsewhere.example/records/g.mp3')).status).to.equal(404);
    }
  });

  it('are files that can be had whole or in part', async () => {
    start({
      recordings: [recording('g', {}, { host: 'telephony', dated: false, format: 'mp3' })],
      recordHosts: { telephony: 'x.example:8080/tel', backup: 'b' },
    });
    const url = 'http://x.example:8080/tel/records/g.mp3';
    const whole = await get(url);
    expect([whole.headers.get('content-type'), server.log.at(-1)!.answer]).to.deep.equal([
      'audio/mpeg',
      '(2016 bytes)',
    ]);
    const part = await get(url, { headers: { Range: 'bytes=100-199' } });
    expect([part.status, part.headers.get('content-range'), (await part.arrayBuffer()).byteLength]).to.deep.equal([
      206,
      'bytes 100-199/2016',
      100,
    ]);
    expect((await get(url, { method: 'POST' })).status).to.equal(405);
  });

  it('sound as the test says, also once they were converted', async () => {
    start({
      recordings: [recording('g', { billsec: 3 }, { host: 'backup', dated: true, format: 'gsm' })],
      sound: ({ billsec }) => ({ type: 'audio/wav', bytes: new Uint8Array(Number(billsec)) }),
    });
    expect(await (await get('https://backup.example/records/20160118/g.gsm')).arrayBuffer()).to.have.property(
      'byteLength',
      825,
    );
    await ask('Supervisor/convert', form({ guid: 'g', folder: '20160118' }));
    const whole = await get('https://backup.example/records/20160118/g.mp3');
    expect([whole.headers.get('content-type'), (await whole.arrayBuffer()).byteLength]).to.deep.equal(['audio/wav', 3]);
  });

  it('become mp3 where they lay as gsm [C-121] [C-122]', async () => {
    const convert = async (guid: string, folder: string) =>
      (await ask('Supervisor/convert', form({ guid, folder }))).text;
    start({
      recordings: [
        recording('g', {}, { host: 'backup', dated: true, format: 'gsm' }),
        recording('plain', {}, { host: 'telephony', dated: false, format: 'gsm' }),
        recording('none'),
      ],
    });
    for (const [guid, folder] of [
      ['g', ''],
      ['g', '20160119'],
      ['g', '2016-01-18'],
      ['none', '20160118'],
      ['other', '20160118'],
    ] as const)
      expect(await convert(guid, folder), `${guid} ${folder}`).to.equal('0');
    expect((await get('https://backup.example/records/20160118/g.mp3')).status).to.equal(404);
    expect(await convert('g', '20160118')).to.equal('1');
    expect((await get('https://backup.example/records/20160118/g.mp3')).status).to.equal(200);
    expect([await convert('plain', '20160118'), await convert('plain', '')]).to.deep.equal(['1', '1']);
    server.clear();
    expect((await get('https://backup.example/records/20160118/g.gsm')).status).to.equal(200);
  });
});
