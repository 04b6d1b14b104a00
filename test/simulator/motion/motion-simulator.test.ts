import { expect } from 'chai';
import { MotionSimulator, type MotionOptions } from '../../../src/simulator/index.js';
import { ask } from '../simulator.fixture.js';
import { queueCampaign } from './motion.fixture.js';

let server: MotionSimulator;

const start = (options?: MotionOptions) => (server = new MotionSimulator(options));

beforeEach(() => void start());

const admin = { Authorization: 'Basic YWRtaW46cGFzc3dvcmQ=' };

const post = (path: string, body: unknown, type = 'application/json', headers: Record<string, string> = admin) =>
  ask(server, 'POST', `/motion/api/${path}`, body, { ...headers, 'Content-Type': type });

const upload = (body: string | Uint8Array) => post('cm/contacts/upload', body, 'application/x-www-form-urlencoded');

const bind = (name: string, changes = {}) =>
  post(`cm/contacts/upload/${encodeURIComponent(name)}`, {
    id: name,
    binding: { phone: 'tel' },
    ListId: 32,
    duplicates: ['phone'],
    ...changes,
  });

const list = (id = 32) => server.state.lists.find((each) => each.id === id)!;

async function expectRefused(path: string, bodies: unknown[], status = 400) {
  const before = JSON.stringify(server.state);
  for (const body of bodies) {
    const answer = await post(path, body);
    expect([answer.status, answer.text], JSON.stringify(body)).to.deep.equal([status, '']);
    expect(answer.refused).to.be.a('string');
  }
  expect(JSON.stringify(server.state)).to.equal(before);
}

describe('the Motion simulator', () => {
  it('takes only a POST, with Basic, of the documented type, at a known path [C-248] [C-249] [C-252]', async () => {
    const list1 = { name: 'list1' };
    expect((await ask(server, 'GET', '/api/cm/lists', undefined, admin)).status).to.equal(405);
    for (const Authorization of [
      '',
      'YWRtaW46cGFzc3dvcmQ=',
      'basic YWRtaW46cGFzc3dvcmQ=',
      'Basic YWRtaW46eA==',
      'Bearer YWRtaW46cGFzc3dvcmQ=',
    ])
      expect((await post('cm/lists', list1, 'application/json', { Authorization })).status, Authorization).to.equal(
        401,
      );
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain;charset=UTF-8',
      'application/json;charset=UTF-8',
    ])
      expect((await post('cm/lists', list1, type)).status, type).to.equal(415);
    for (const path of [
      'cm/list',
      'cm/lists/',
      'cm/lists/x/users',
      'voice/queues/59',
      'voice/queues/59/user',
      'cm/contacts/upload/a/b',
    ])
      expect((await post(path, list1)).status, path).to.equal(404);
    expect((await post('cm/lists?name=x', list1)).status).to.equal(400);
    expect(server.state.lists).to.have.length(3);
    start({ users: { 'ana ñ': 'p:1' } });
    expect(
      (await post('cm/lists', list1, 'application/json', { Authorization: 'Basic YW5hIMOxOnA6MQ==' })).status,
    ).to.equal(201);
    expect(JSON.stringify(server.log)).not.to.contain('YW5h');
  });

  it('refuses a campaign with a field too many, too few or of another type [C-255] [C-256] [C-257] [C-258]', async () => {
    const { weight: _, ...short } = queueCampaign;
    const wrong = [
      short,
      { ...queueCampaign, x: 1 },
      { ...queueCampaign, name: '' },
      { ...queueCampaign, dialCheckDuplicateType: 'sometimes' },
      { ...queueCampaign, autopause: false },
      { ...queueCampaign, dialActive: 'true' },
      { ...queueCampaign, timeout: '3' },
      { ...queueCampaign, TrunkId: 13 },
      { ...queueCampaign, IntervalId: '11' },
    ];
    await expectRefused('voice/queues', [
      ...wrong,
      JSON.stringify(queueCampaign).replace('"always",', '"always", // check\n'),
    ]);
    for (const dialCheckDuplicateType of ['always', 'onlyIfOpen', 'never'])
      expect((await post('voice/queues', { ...queueCampaign, dialCheckDuplicateType })).status).to.equal(201);
  });

  it('refuses ids that are unknown or not the path’s, and a penalty that is no text [C-259] [C-260] [C-261]', async () => {
    await expectRefused('voice/queues/59/lists', [
      { id: 59, ids: [] },
      { id: 59, ids: [7] },
      { id: 59, ids: 32 },
      { id: 60, ids: [32] },
      { id: '59', ids: [32] },
      { ids: [32] },
    ]);
    await expectRefused('voice/queues/59/users', [
      { id: 59, ids: [24] },
      { id: 59, ids: [24], penalty: 0 },
      { id: 59, ids: [32], penalty: '0' },
      { id: 59, ids: ['24'], penalty: '0' },
    ]);
    await expectRefused('cm/lists/32/users', [
      { id: 32, ids: [24], penalty: '0' },
      { id: 32, ids: [59] },
    ]);
    await expectRefused('voice/queues/60/lists', [{ id: 60, ids: [32] }], 404);
    await expectRefused('cm/lists/59/users', [{ id: 59, ids: [24] }], 404);
  });

  it('refuses a contact of another shape, and with one of them the whole list [C-253] [C-254] [C-262]', async () => {
    const fine = { ListId: 32, phone: '1' };
    await expectRefused('cm/contacts', [
      { phone: '1' },
      { ...fine, ListId: '32' },
      { ...fine, listId: 32 },
      { ...fine, cf_2: 'x' },
      { ...fine, cf_1: 1 },
      { ...fine, phone: 1 },
      [fine],
    ]);
    await expectRefused('cm/contacts', [{ ...fine, ListId: 7 }], 404);
    await expectRefused('cm/lists/32/contacts', [
      fine,
      [],
      [fine, { ...fine, ListId: 33 }],
      [fine, { phone: '1' }],
      [fine, null],
    ]);
    expect((await post('cm/contacts', { ListId: 32 })).status).to.equal(201);
    expect((await post('cm/lists/32/contacts', [fine])).status).to.equal(200);
    expect(list().contacts).to.deep.equal([{ ListId: 32 }, fine]);
  });

  it('takes a CSV’s bytes as they are, then binds exact columns without repeats [C-263] [C-264] [C-266] [C-267]', async () => {
    const bytes = new Uint8Array([
      0xef,
      0xbb,
      0xbf,
      ...new TextEncoder().encode('tel; nome ;"cf;1"\r\n1;"A ""x"";\r\nB";\r\n\r\n2;C;d\r\n1;E;'),
    ]);
    expect((await bind('mine.csv')).status).to.equal(404);
    await upload('other\n1');
    expect((await upload(bytes)).text).to.equal('');
    expect(server.uploaded()).to.deep.equal(bytes);
    expect(server.state.files[1]).to.deep.equal({ columns: ['tel', ' nome ', 'cf;1'], bytes: bytes.length });
    for (const changes of [
      { id: 'other.csv' },
      { binding: { phone: 'tel', lastName: 'nome' } },
      { binding: { mobile: 'tel' } },
      { binding: {} },
      { duplicates: 'phone' },
      { duplicates: ['tel'] },
      { duplicates: undefined },
      { ListId: '32' },
      { x: 1 },
    ])
      expect((await bind('mine.csv', changes)).status, JSON.stringify(changes)).to.equal(400);
    expect((await bind('mine.csv', { ListId: 7 })).status).to.equal(404);
    expect(list().total).to.equal(0);
    expect(
      (await bind('my list.csv', { binding: { phone: 'tel', lastName: ' nome ', cf_1: 'cf;1' } })).status,
    ).to.equal(200);
    expect(list().contacts).to.deep.equal([
      { ListId: 32, phone: '1', lastName: 'A "x";\r\nB', cf_1: '' },
      { ListId: 32, phone: '2', lastName: 'C', cf_1: 'd' },
    ]);
    expect(server.state.files[1]).to.deep.include({
      name: 'my list.csv',
      imported: { listId: 32, added: 2, repeated: 1 },
    });
    await bind('my list.csv', { duplicates: [] });
    expect(list().total).to.equal(5);
    expect((await upload('\n')).status).to.equal(400);
  });

  it('names the file itself when told to, under four keys [C-265]', async () => {
    for (const uploadReply of ['id', 'filename', 'name', 'path'] as const) {
      start({ uploadReply });
      const reply = JSON.parse((await upload('tel\n1')).text);
      expect(reply).to.deep.equal({ [uploadReply]: uploadReply === 'path' ? '/var/tmp/upload-1.csv' : 'upload-1.csv' });
      expect((await bind('mine.csv')).status).to.equal(404);
      expect((await bind('upload-1.csv')).status).to.equal(200);
      expect(server.uploaded('upload-1.csv')).to.have.length(5);
    }
  });

  it('counts instead of keeping, and forgets all on clear', async () => {
    start({ keepRows: false });
    await post('cm/lists/32/contacts', [
      { ListId: 32, phone: '1' },
      { ListId: 32, phone: '1' },
    ]);
    await upload('tel\n1\n1\n1');
    await bind('a.csv');
    expect(list()).to.deep.include({ contacts: [], total: 5 });
    expect(server.uploaded()).to.equal(undefined);
    expect((await bind('a.csv')).status).to.equal(400);
    server.clear();
    expect(server.state.files).to.deep.equal([]);
    expect(list().total).to.equal(0);
  });
});

describe('the Motion simulator and its documents', () => {
  const admin = { Authorization: 'Basic YWRtaW46cGFzc3dvcmQ=' };

  const json = { ...admin, 'Content-Type': 'application/json' };

  const form = { ...admin, 'Content-Type': 'application/x-www-form-urlencoded' };

  const john = { firstName: 'John', lastName: 'doe', phone: '1234567890', ListId: 12 };

  const two = (lastName: string) => [
    { ListId: 32, firstName: 'test1', lastName: 'asdasd', phone: '123456789', cf_1: 'qwertyuio' },
    { ListId: 32, firstName: 'test2', lastName, phone: '098765432', cf_3: 'asdfghjk' },
  ];

  const step2 = (id: string) => ({
    id,
    binding: { firstName: 'Nome', phone: ' telefono' },
    ListId: 32,
    duplicates: ['phone'],
  });

  const csv = 'Nome, telefono,Città\nAna,091000000,Roma\n';

  /** Every request that the documents print, in their order. curl's own content type stands where they send none. */
  const printed: [path: string, body: unknown, headers?: Record<string, string>][] = [
    ['cm/lists', { name: 'list1', description: 'A brief description of my list' }],
    ['cm/contacts', john, form],
    ['cm/contacts', { ...john, cf_1: 'some text', cf_3: 'some other text' }, form],
    ['voice/queues', queueCampaign],
    ['cm/lists', { name: 'TestList' }],
    ['voice/queues/59/lists', { id: 59, ids: [32, 33] }],
    ['voice/queues/59/users', { id: 59, ids: [24, 26, 31], penalty: '0' }],
    ['cm/lists/32/users', { id: 32, ids: [24, 26, 31] }],
    ['cm/lists/32/contacts', two('qweqwe')],
    ['cm/lists/32/contacts', two('asdasd')],
    ['cm/contacts/upload', csv, form],
    ['cm/contacts/upload/file.csv', step2('file.csv')],
  ];

  it('takes every printed request [C-249] [C-250] [C-253] [C-254] [C-255] [C-259] [C-260] [C-261] [C-262] [C-263] [C-264]', async () => {
    const server = new MotionSimulator();
    for (const [path, body, headers = json] of printed) {
      const { status, refused } = await ask(server, 'POST', `/api/${path}`, body, headers);
      expect([status < 300, refused], path).to.deep.equal([true, undefined]);
    }
    const { lists, campaigns, files } = server.state;
    const list = lists.find(({ id }) => id === 32)!;
    expect(lists.find(({ id }) => id === 12)!.contacts).to.deep.equal([
      john,
      { ...john, cf_1: 'some text', cf_3: 'some other text' },
    ]);
    expect(list.contacts).to.deep.equal([
      ...two('qweqwe'),
      ...two('asdasd'),
      { firstName: 'Ana', phone: '091000000', ListId: 32 },
    ]);
    expect([list.total, list.agents]).to.deep.equal([5, [24, 26, 31]]);
    expect(campaigns[0]).to.deep.include({ id: 59, lists: [32, 33] });
    expect(campaigns[0]!.agents[2]).to.deep.equal({ id: 31, penalty: '0' });
    expect(campaigns[1]).to.deep.include({ id: 60, name: 'TestCampaign', settings: queueCampaign });
    expect(files).to.deep.equal([
      {
        columns: ['Nome', ' telefono', 'Città'],
        bytes: 41,
        name: 'file.csv',
        imported: { listId: 32, added: 1, repeated: 0 },
      },
    ]);
    expect(JSON.parse(JSON.stringify(server.state))).to.deep.equal(server.state);
  });

  it('takes the printed upload whose id is not the path’s only when told to [C-265]', async () => {
    for (const anyFileId of [true, false]) {
      const server = new MotionSimulator({ anyFileId });
      await ask(server, 'POST', '/api/cm/contacts/upload', csv, form);
      expect(
        (await ask(server, 'POST', '/api/cm/contacts/upload/mylist.csv', step2('file.csv'), json)).status,
      ).to.equal(anyFileId ? 200 : 400);
    }
  });

  it('answers a new list and a new campaign as printed [C-251]', async () => {
    const server = new MotionSimulator({
      lists: [{ id: 31, name: 'x' }],
      now: () => Date.UTC(2019, 6, 25, 9, 29, 42, 500),
    });
    const times = { updatedAt: '2019-07-25T09:29:42Z', createdAt: '2019-07-25T09:29:42Z' };
    const { status, text, headers } = await ask(server, 'POST', '/api/cm/lists', { name: 'TestList' }, json);
    expect([status, headers.get('Content-Type')]).to.deep.equal([201, 'application/json']);
    expect(JSON.parse(text)).to.deep.equal({ id: 32, name: 'TestList', ...times });
    const described = await ask(server, 'POST', '/api/cm/lists', { name: 'list1', description: 'd' }, json);
    expect(JSON.parse(described.text)).to.deep.equal({ id: 33, name: 'list1', description: 'd', ...times });
    expect(JSON.parse((await ask(server, 'POST', '/api/voice/queues', queueCampaign, json)).text).id).to.equal(60);
  });
});
