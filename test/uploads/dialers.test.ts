import { expect } from 'chai';
import { guessColumns, preview, uploadContacts, type UploadOptions } from '../../src/uploads/index.js';
import { CtiClient } from '../../src/index.js';
import { IntegraSimulator, MotionSimulator, SinchSimulator, VoicenterSimulator } from '../../src/simulator/index.js';
import type { Transport } from '../../src/core/transport.js';
import type { Fetch } from '../../src/transports/http/fetch.js';
import { IntegraTransport } from '../../src/transports/integra/index.js';
import { basic, MotionTransport } from '../../src/transports/motion/motion-transport.js';
import { SinchTransport } from '../../src/transports/sinch/sinch-transport.js';
import { VoicenterTransport } from '../../src/transports/voicenter/voicenter-transport.js';
import { impatient, number } from './uploads.fixture.js';

interface Server {
  handle(request: Request): Promise<Response>;
}

/** Counts the requests of a real transport on their way to a played server. */
function play<S extends Server>(
  server: S,
  make: (fetch: (url: string, init: RequestInit) => Promise<Response>) => Transport,
) {
  const requests: Request[] = [];
  const transport = make((url, init) => {
    const request = new Request(url, init);
    requests.push(request.clone());
    return server.handle(request);
  });
  const client = new CtiClient({ transports: [transport] });
  const upload = (campaign: string, options: object) =>
    uploadContacts(client, { campaign, patience: impatient, ...options } as UploadOptions).result;
  return { server, transport, requests, upload };
}

const host = 'https://dialer.example';
const list = (count: number, ...more: string[]) =>
  new File(
    [['phone,name', ...Array.from({ length: count }, (_, at) => `${number(at)},Ann ${at}`), ...more].join('\r\n')],
    'may.csv',
    { lastModified: 1 },
  );
const columnsFor = ({ bulk }: Transport) => guessColumns(['phone', 'name'], bulk?.fields);

const integra = () => {
  const server = new IntegraSimulator();
  const header = server.signIn();
  return play(
    server,
    (fetch) =>
      new IntegraTransport({ baseUrl: host, agent: 'Agent1', phone: '1001', authorization: () => header, fetch }),
  );
};
const sinch = (between: (fetch: Fetch) => Fetch = (fetch) => fetch) =>
  play(new SinchSimulator(), (fetch) => new SinchTransport({ baseUrl: `${host}/RI/obi`, fetch: between(fetch) }));
/** A gateway that says 503 to so many requests after they were done. */
const unsureOf =
  (count: number) =>
  (fetch: Fetch): Fetch => {
    let left = count;
    return async (...request) => {
      const answer = await fetch(...request);
      return left-- > 0 ? new Response('<html>', { status: 503 }) : answer;
    };
  };
const voicenter = () =>
  play(
    new VoicenterSimulator(),
    (fetch) => new VoicenterTransport({ baseUrl: `${host}/ForwardDialer/Dialer/`, fetch }),
  );
const motion = () =>
  play(
    new MotionSimulator(),
    (fetch) =>
      new MotionTransport({ baseUrl: host, lists: { Spring: 32 }, authorization: basic('admin', 'password'), fetch }),
  );

const bodies = (requests: Request[]) =>
  Promise.all(requests.map(async (request) => (await request.json()) as Record<string, unknown>[]));

describe('the data that a list is proposed to have', () => {
  const csv = () =>
    new Blob([
      [
        'phone;name;due;web;Note:;remark',
        '099123456;Ann;15:30;https://crm.example/c/1;a;call: late',
        '099123457;Bob;16:45;https://crm.example/c/2;b;tall',
        '099123458;;;;c;small',
      ].join('\n'),
    ]);

  it('leaves out what uContact’s data string cannot hold, and says why; what a few rows have stays', async () => {
    const { transport, upload } = integra();
    const { proposed, unfit } = await preview(csv(), { bulk: transport.bulk });
    expect(proposed).to.deep.equal({ destination: 'phone', data: ['name', 'remark'] });
    expect(unfit.map(({ column, reason }) => [column, reason.split('.')[0]])).to.deep.equal([
      ['due', 'data: The data value “15:30” of due cannot be sent: no colon, equals sign, semicolon or line break'],
      ['web', 'data: The data value “https://crm'],
      ['Note:', 'data: The data name “Note:” cannot be sent: no colon, equals sign, semicolon or line break'],
    ]);
    const { counts, refused } = await upload('Sale->', { csv: csv(), columns: proposed });
    expect([counts.accepted, refused.map(({ line }) => line)]).to.deep.equal([2, [2]]);
    const chosen = await upload('Sale->', { csv: csv(), columns: { destination: 'phone', data: ['due'] } });
    expect(chosen.refused.map(({ line }) => line)).to.deep.equal([2, 3]);
  });

  it('has all of it where the dialer takes it', async () => {
    for (const { transport } of [voicenter(), sinch()]) {
      const { proposed, unfit } = await preview(csv(), { bulk: transport.bulk });
      expect([proposed?.data?.length, unfit]).to.deep.equal([transport.name === 'voicenter' ? 4 : 5, []]);
    }
  });
});

describe('contacts in bulk to the dialers', () => {
  it('go to uContact as files of a set size, each with its own name, and are accepted, not loaded [C-158 C-161]', async () => {
    const { server, transport, upload } = integra();
    const result = await upload('Sale->', { csv: list(250, '09;1,Eve'), columns: columnsFor(transport), size: 100 });
    expect([result.end, result.isLoaded, result.counts.accepted]).to.deep.equal(['complete', false, 250]);
    expect(result.refused.map(({ line, reason }) => [line, reason.split(':')[0]])).to.deep.equal([[252, 'phone']]);
    expect(server.state.uploads.map(({ filename, rows }) => [filename, rows])).to.deep.equal([
      ['may-2.csv', 100],
      ['may-102.csv', 100],
      ['may-202.csv', 50],
    ]);
    expect(server.state.contacts[0]).to.deep.include({ data: 'name=Ann 0' });
  });

  it('go to Sinch as requests of 100, 100 and 50 customers, at most four at a time [C-211]', async () => {
    const { server, transport, requests, upload } = sinch();
    const [campaign] = server.state.campaigns;
    const before = campaign?.total ?? 0;
    const { counts } = await upload(campaign?.settings.id ?? '', { csv: list(250), columns: columnsFor(transport) });
    expect((await bodies(requests)).map(({ length }) => length)).to.deep.equal([100, 100, 50]);
    expect([counts.accepted, (campaign?.total ?? 0) - before, transport.bulk?.inFlight]).to.deep.equal([250, 250, 4]);
  });

  it('name the row that Sinch refused, by its line in the file [C-209 C-210]', async () => {
    const { server, upload } = sinch();
    const csv = new File(['id,phone\n7,098111222\n8,098111333\n7,098111444\n'], 'a.csv');
    const { counts, refused } = await upload(server.state.campaigns[0]?.settings.id ?? '', {
      csv,
      columns: { externalId: 'id', destination: 'phone' },
    });
    expect([counts.accepted, refused.map(({ line }) => line)]).to.deep.equal([1, [2, 4]]);
    expect(refused[0]?.reason).to.include('not unique');
  });

  it('wait while Sinch has no time, and are all there in the end', async () => {
    for (const fault of ['status429', 'status503'] as const) {
      const { server, transport, upload } = sinch();
      const [campaign] = server.state.campaigns;
      const before = campaign?.total ?? 0;
      server.faults = { [fault]: true };
      let asked = 0;
      server.addEventListener('change', () => ++asked === 5 && (server.faults = {}));
      const { end, counts } = await upload(campaign?.settings.id ?? '', {
        csv: list(250),
        columns: columnsFor(transport),
      });
      expect(asked, 'five times nothing, then three requests').to.equal(8);
      expect([fault, end, counts.accepted, (campaign?.total ?? 0) - before]).to.deep.equal([
        fault,
        'complete',
        250,
        250,
      ]);
    }
  });

  it('are at Sinch once each, though a gateway said 503 after all was done: each row has a key, its own or a made-up one', async () => {
    const { server, transport, requests, upload } = sinch(unsureOf(2));
    const [campaign] = server.state.campaigns;
    const before = campaign?.total ?? 0;
    const csv = new File(
      ['phone,key', ...Array.from({ length: 250 }, (_, at) => `${number(at)},${at % 2 ? `k${at}` : ''}`)].map(
        (line) => `${line}\n`,
      ),
      'a.csv',
    );
    const { end, counts, refused } = await upload(campaign?.settings.id ?? '', {
      csv,
      columns: { destination: 'phone', externalId: 'key' },
      inFlight: 1,
    });
    const sent = await bodies(requests);
    const keys = sent.map((rows) => rows.map(({ externalId }) => externalId));
    expect(keys[1], 'the same keys at the second try').to.deep.equal(keys[0]);
    expect(new Set(keys.slice(1).flat()).size, 'unlike each other').to.equal(250);
    expect((campaign?.total ?? 0) - before).to.equal(250);
    // A key that is taken at the second try was taken by the first one.
    expect([end, counts.accepted, counts.unknown, refused]).to.deep.equal(['complete', 250, 0, []]);
    expect(transport.bulk?.withKey).to.be.a('function');
  });

  it('have the same made-up keys at Sinch when the upload goes on later, and others in another upload', async () => {
    const { server, requests, upload } = sinch(unsureOf(1));
    const [campaign] = server.state.campaigns;
    const before = campaign?.total ?? 0;
    const id = campaign?.settings.id ?? '';
    const source = { csv: list(3), columns: { destination: 'phone' } };
    const first = await upload(id, { ...source, patience: { ...impatient, busyTries: 1 } });
    expect([first.end, first.counts.accepted, (campaign?.total ?? 0) - before]).to.deep.equal(['interrupted', 0, 3]);
    const checkpoint = JSON.parse(JSON.stringify(first.checkpoint)) as typeof first.checkpoint;
    const second = await upload(id, { ...source, resume: checkpoint });
    expect([second.end, second.counts.accepted, (campaign?.total ?? 0) - before]).to.deep.equal(['complete', 3, 3]);
    const third = await upload(id, source);
    expect([third.end, third.counts.accepted, (campaign?.total ?? 0) - before]).to.deep.equal(['complete', 3, 6]);
    const [one, two, three] = (await bodies(requests)).map((rows) => rows.map(({ externalId }) => externalId));
    expect(two).to.deep.equal(one);
    expect(three).not.to.have.members(one ?? []);
  });

  it('are accepted by Voicenter as a batch, and a failed batch is never repeated [C-242]', async () => {
    const { server, transport, requests, upload } = voicenter();
    const columns = columnsFor(transport);
    const good = await upload('campaign0001', { csv: list(700), columns });
    expect([good.counts.accepted, requests.length, server.state.campaigns[0]?.pending]).to.deep.equal([700, 2, 700]);
    server.faults = { errorCode: 3 };
    const bad = await upload('campaign0001', { csv: list(700), columns });
    expect([bad.counts.accepted, requests.length, server.state.campaigns[0]?.pending]).to.deep.equal([0, 4, 700]);
    expect(
      [bad.counts.refused, bad.counts.unknown, bad.unknown],
      'nobody says whether some of them were added (V-11)',
    ).to.deep.equal([0, 700, [[2, 701]]]);
  });

  it('keep every row of Voicenter that has the same number as another (V-17)', async () => {
    const { server, upload } = voicenter();
    const { counts } = await upload('campaign0001', {
      contacts: [1, 1, 2, 1].map((n) => ({ destination: number(n) })),
      size: 2,
    });
    expect([counts.accepted, server.state.campaigns[0]?.pending]).to.deep.equal([4, 4]);
  });

  it('go to Motion’s list, whatever the body of a 2xx says [C-262 C-268]', async () => {
    const { server, transport, upload } = motion();
    const { end, counts } = await upload('Spring', { csv: list(1_200), columns: columnsFor(transport) });
    expect([end, counts.accepted, server.state.lists.find(({ id }) => id === 32)?.total]).to.deep.equal([
      'complete',
      1_200,
      1_200,
    ]);
  });
});
