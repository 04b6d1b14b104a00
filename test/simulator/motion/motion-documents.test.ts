import { expect } from 'chai';
import { MotionSimulator } from '../../../src/simulator/index.js';
import { ask } from '../simulator.fixture.js';
import { queueCampaign } from './motion.fixture.js';

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

describe('the Motion simulator and its documents', () => {
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
