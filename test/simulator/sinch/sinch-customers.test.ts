import { expect } from 'chai';
import { SinchSimulator, type SinchOptions } from '../../../src/simulator/index.js';
import { ask } from '../simulator.fixture.js';

const id = '62718C7889CC44F7B944C1A6F6BE9B7F';
const at = `/RI/obi/campaigns/${id}`;
const json = { Accept: 'application/json', 'Content-Type': 'application/json' };
let server: SinchSimulator;
const start = (options?: SinchOptions) => (server = new SinchSimulator(options));
beforeEach(() => void start());
const campaign = () => server.state.campaigns[1]!;
const read = async (path: string) => JSON.parse((await ask(server, 'GET', at + path, undefined, json)).text);
const bulk = (rows: unknown, query = '') => ask(server, 'POST', `${at}/customers/list${query}`, rows, json);
const items = async (answer: ReturnType<typeof bulk>) =>
  JSON.parse((await answer).text) as { statusCode: number; id?: string; error?: string }[];
const ids = async (query: string) =>
  (await read(`/customers${query}`)).map(({ externalId }: { externalId: string }) => externalId);

describe('the Sinch simulator’s customers', () => {
  it('adds the right rows of a bulk, and says of the wrong ones why, each in its place [C-207] [C-209] [C-210]', async () => {
    const rows = [
      { numbers: '091' },
      { numbers: '+number;' },
      { numbers: '092', externalId: '007' },
      null,
      { numbers: '093', externalId: '007' },
      { numbers: '094', externalId: '1' },
      { numbers: '095', dialingMode: 'PROGRESSIVE' },
    ];
    const said = await items(bulk(rows));
    expect(said[0]!.id).to.equal(campaign().customers.at(-1)!.id);
    const twice = { error: 'Invalid externalId: 007 : Value is not unique', statusCode: 400 };
    expect(said.slice(1, 6)).to.deep.equal([
      { error: "Invalid numbers: '+number;'", statusCode: 400 },
      twice,
      { error: 'A customer is no JSON object.', statusCode: 400 },
      twice,
      { error: 'Invalid externalId: 1 : Value is not unique', statusCode: 400 },
    ]);
    expect(said[6]).to.deep.equal({ error: 'Invalid dialingMode: PROGRESSIVE', statusCode: 400 });
    expect(campaign().total).to.equal(4);
    expect(server.log.at(-1)!.refused).to.equal('6 of 7 customers are not as documented.');
  });

  it('adds nothing of a stopped bulk, and everything of a right one [C-207] [C-209]', async () => {
    const stop = '?stopProcessIfInvalidEntriesFound=true';
    const rows = [{ numbers: '091' }, { numbers: '' }, { numbers: '092' }];
    expect(await items(bulk(rows, stop))).to.deep.equal([
      { statusCode: 200 },
      { error: "Invalid numbers: ''", statusCode: 400 },
      { statusCode: 200 },
    ]);
    expect(campaign().total).to.equal(3);
    expect((await items(bulk([rows[0], rows[2]], stop))).map(({ statusCode }) => statusCode)).to.deep.equal([201, 201]);
    expect(
      (await items(bulk(rows, '?stopProcessIfInvalidEntriesFound=false'))).map(({ statusCode }) => statusCode),
    ).to.deep.equal([201, 400, 201]);
    expect(campaign().total).to.equal(7);
    for (const [body, query] of [
      [rows[0], ''],
      ['[', ''],
      [rows, '?stopProcessIfInvalidEntriesFound=1'],
      [rows, '?stop=true'],
    ] as const)
      expect((await bulk(body, query)).status, query).to.equal(400);
    start({ mostRows: 2 });
    expect((await bulk(rows)).status).to.equal(413);
  });

  it('gives pages of 100, by offset and limit [C-191] [C-192]', async () => {
    await bulk(Array.from({ length: 250 }, (_, place) => ({ numbers: '091', externalId: `n${place}` })));
    expect(await ids('')).to.have.length(100);
    expect((await ids('?offset=200')).slice(0, 2)).to.deep.equal(['n197', 'n198']);
    expect(await ids('?offset=200')).to.have.length(53);
    expect(await ids('?limit=2&offset=1&externalId=n1*')).to.deep.equal(['n10', 'n11']);
    expect(await ids('?offset=253')).to.deep.equal([]);
  });

  it('finds customers by field, time, agent and attribute, with the script only when asked [C-193]', async () => {
    expect(await ids('?result=SUC*')).to.deep.equal(['1']);
    expect(await ids('?callCount=0')).to.deep.equal(['3']);
    expect(await ids('?agentId=21A144F1-824E-4C76-8868-D10201608E2E')).to.deep.equal(['3']);
    expect(await ids('?attributeName=phone1&attributeValue=*2')).to.deep.equal(['2']);
    expect(await ids('?attributeName=Phone2')).to.deep.equal([]);
    expect(await ids('?date=9999-01-01T00:00:00Z')).to.deep.equal(['1']);
    expect(await ids('?modificationDateEnd=2020-09-29T12:58:28.393Z')).to.deep.equal([]);
    expect((await read('/customers?includeScript=false'))[0]).not.to.have.property('script');
    expect((await read('/customers?includeScript=true'))[0].script.name).to.equal('Survey');
    for (const query of [
      'attributeValue=x',
      'limit=-1',
      'offset=a',
      'name=x',
      'agentId=x',
      'includeScript=yes',
      'date=2020',
    ])
      expect((await ask(server, 'GET', `${at}/customers?${query}`, undefined, json)).status, query).to.equal(400);
  });

  it('counts results, finishes and deletes [C-187] [C-189] [C-205] [C-215]', async () => {
    const dialing = { result: 'DIALING', count: 1 };
    expect(await read('/customerResultStatistics')).to.deep.equal([
      { result: 'SUCCESS', callResult: 'SUCCESS', classifier: 'Content', count: 1 },
      dialing,
    ]);
    const third = campaign().customers[2]!.id;
    server.finish(id, third, { result: 'SUCCESS', callResult: 'SUCCESS', classifier: 'Content' });
    expect((await read('/customerResultStatistics'))[0].count).to.equal(2);
    expect(await read(`/customers/${third}`)).to.include({
      date: '9999-12-31T23:59:59Z',
      callCount: 1,
      result: 'SUCCESS',
    });
    expect(await read('')).to.include({ total: 3, handled: 2, notHandled: 1, callable: 1 });
    const remove = () => ask(server, 'DELETE', `${at}/customers/${third}`);
    const { status, text } = await remove();
    expect([status, text]).to.deep.equal([204, '']);
    expect((await remove()).status).to.equal(404);
    expect(await read('')).to.include({ total: 2, handled: 1 });
    expect((await items(bulk([{ numbers: '091', externalId: '3' }])))[0]!.statusCode).to.equal(201);
  });

  it('counts instead of keeping, and forgets all on clear', async () => {
    start({ keepRows: false });
    const rows = [{ numbers: '091', externalId: 'a' }, { numbers: '092' }];
    await bulk(rows);
    await bulk(rows);
    expect([campaign().total, campaign().customers.length]).to.deep.equal([7, 3]);
    expect(await read('')).to.include({ total: 7, callable: 6 });
    server.clear();
    expect(server.state).to.deep.equal(new SinchSimulator().state);
  });
});
