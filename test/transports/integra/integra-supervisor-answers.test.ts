import { expect } from 'chai';
import type { Command } from '../../../src/index.js';
import { failure } from '../../failure.js';
import { guid, setup } from './integra.fixture.js';

const black = { phone: '12341234', campaign: '*' };
/** Commands whose documented yes is `1`. */
const ones: Command[] = [
  { type: 'blacklist', entries: [black] },
  { type: 'blacklist', entries: [black, black] },
  { type: 'unblacklist', entries: [black] },
  { type: 'unblacklist', entries: [black, black] },
  { type: 'cancelSchedule', campaign: 'Ventas->', number: '1', on: '2015-10-11' },
  { type: 'addContact', campaign: 'Sale->', contact: { destination: '1' } },
  { type: 'removeContact', campaign: 'Sale->', number: '1' },
  { type: 'convertRecording', guid, calldate: '2016-01-18 10:20:30' },
  { type: 'dialerTask', mode: 'normal', campaign: 'Sale->', destination: '1' },
];
const lists: Command[] = [
  { type: 'campaigns' },
  { type: 'campaignStatus', campaign: 'Sale->' },
  { type: 'statistics' },
  { type: 'statistics', campaign: 'Sale->' },
  { type: 'recordings' },
];
const uploads: Command[] = [
  { type: 'addContacts', campaign: 'Sale->', contacts: [{ destination: '1' }, { destination: '2' }] },
  {
    type: 'addContacts',
    campaign: 'Sale->',
    contacts: [{ destination: '1' }, { destination: '2' }],
    timeZone: 'America/Montevideo',
  },
];
const workflow: Command = { type: 'workflow', context: 'in', extension: '700' };
const reply = (answer: string, command: Command) => setup(answer).transport.send(command) as Promise<any>;

describe('answers of Integra to a supervisor', () => {
  it('are done when they say 1 [C-062 C-107 C-122 C-148 C-149 C-152]', async () => {
    for (const command of ones)
      for (const answer of ['1', ' 1\n', '"1"'])
        expect(await reply(answer, command), command.type).to.deep.equal({ status: 'confirmed', transport: 'integra' });
  });

  it('to a workflow are done when they say OK [C-092]', async () => {
    for (const answer of ['OK', 'OK\n', '"OK"', '1'])
      expect(await reply(answer, workflow)).to.deep.equal({ status: 'confirmed', transport: 'integra' });
    for (const command of ones) expect(await failure(reply('OK', command))).to.include({ code: 'PROTOCOL' });
  });

  it('to an upload mean that it was accepted, not that it is loaded [C-161]', async () => {
    for (const command of uploads)
      expect(await reply('1', command)).to.deep.equal({
        status: 'confirmed',
        transport: 'integra',
        accepted: 2,
        refused: [],
        isLoaded: false,
      });
  });

  for (const [answer, code] of [
    ['0', 'REJECTED'],
    ['', 'PROTOCOL'],
    ['<html>sign in</html>', 'PROTOCOL'],
    ['2', 'PROTOCOL'],
    ['Error: x', 'PROTOCOL'],
  ] as const) {
    it(`${JSON.stringify(answer)} fail with ${code} and the raw text, whatever was asked [C-063 C-148]`, async () => {
      for (const command of [...ones, ...lists, ...uploads, workflow])
        expect(await failure(reply(answer, command)), command.type).to.include({
          code,
          detail: answer,
          transport: 'integra',
        });
    });
  }

  for (const [status, code] of [
    [401, 'UNAUTHORIZED'],
    [404, 'REJECTED'],
    [429, 'BUSY'],
    [500, 'PROTOCOL'],
    [502, 'TIMEOUT'],
  ] as const) {
    it(`with status ${status} are ${code}, whatever the body says [C-064]`, async () => {
      for (const command of [...ones, ...lists, ...uploads, workflow])
        expect(
          (await failure(setup(new Response('1', { status })).transport.send(command))).code,
          command.type,
        ).to.equal(code);
    });
  }
});

describe('a campaign summary of Integra', () => {
  const end = { internalActionId: '1982468278_6312', dateReceived: 'Nov 2, 2018 11:31:42 AM' };
  const power = {
    queue: 'Power<-',
    loggedIn: 10,
    available: 5,
    callers: 3,
    holdTime: 18,
    talkTime: 130,
    longestHoldTime: 220,
    ...end,
  };
  const test = {
    queue: 'test->',
    loggedIn: 0,
    available: 0,
    callers: 0,
    holdTime: 0,
    talkTime: 0,
    longestHoldTime: 0,
    ...end,
  };
  const figures = { loggedIn: 10, available: 5, callers: 3, holdTime: 18, talkTime: 130, longestHoldTime: 220 };
  const campaigns = async (rows: unknown) => (await reply(JSON.stringify(rows), { type: 'campaigns' })).campaigns;

  it('has as many campaigns as have a name: the end is none [C-163]', async () => {
    const found = await campaigns([power, test, end]);
    expect(found.map(({ id, name }: any) => [id, name])).to.deep.equal([
      ['Power<-', 'Power<-'],
      ['test->', 'test->'],
    ]);
    expect(await campaigns([{ ...power, queue: '' }, { ...power, queue: null }, null, 1, 'x', []])).to.deep.equal([]);
  });

  it('has figures, also where they are text, and keeps the row [C-164]', async () => {
    expect((await campaigns([power, end]))[0]).to.deep.equal({ id: 'Power<-', name: 'Power<-', figures, raw: power });
    const asText = Object.fromEntries(Object.entries(power).map(([key, value]) => [key, String(value)]));
    expect((await campaigns([asText]))[0].figures).to.deep.equal(figures);
    expect((await campaigns([{ ...power, queue: '123' }]))[0]).to.deep.include({ id: '123', figures });
  });

  it('has any text for the time it was received [C-165]', async () => {
    for (const dateReceived of ['Nov 2, 2018 11:31:42 AM', '02/11/2018', '', null, 5, {}])
      expect((await campaigns([{ ...power, dateReceived }]))[0].raw.dateReceived).to.deep.equal(dateReceived);
  });

  it('is the statistics of all campaigns, too [C-164]', async () => {
    expect((await reply(JSON.stringify([power, end]), { type: 'statistics' })).rows).to.deep.equal([
      { campaign: 'Power<-', figures, raw: power },
    ]);
  });

  it('that is no list makes no sense', async () => {
    for (const answer of ['{}', 'null', '3', '"x"', '['])
      expect(await failure(reply(answer, { type: 'campaigns' })), answer).to.include({
        code: 'PROTOCOL',
        detail: answer,
      });
  });
});

describe('a campaign’s status from Integra', () => {
  const numbers = {
    availables: 0,
    notavailables: 1,
    paused: 0,
    busy: 0,
    busypaused: 0,
    totalagents: 1,
    logged: 0,
    onwrapup: 0,
    completed: 0,
    abandoned: 0,
    totalcalls: 0,
    acd: 0,
    wrapup: 3,
  };
  const words = {
    talked: '00:00:00-0',
    hold: '00:00:00-0',
    abandonedlevel: '0',
    servicelevel: '0.0',
    servicelevel2: '0.0',
    strategy: 'leastrecent',
    slevelthreshold: '3',
  };
  const row = (campaign: string) => ({ campaign, ...numbers, ...words });
  const status = (answer: unknown) => reply(JSON.stringify(answer), { type: 'campaignStatus', campaign: 'Power<-' });
  const two = { 'Power<-': row('Power<-'), 'test->': row('test->') };

  it('has every campaign that came, not the asked one only [C-167]', async () => {
    const { campaigns, unknown } = await status(two);
    expect([campaigns.map(({ id }: any) => id), unknown]).to.deep.equal([['Power<-', 'test->'], []]);
  });

  it('has numbers where text is a number [C-168]', async () => {
    const figures = { ...numbers, abandonedlevel: 0, servicelevel: 0, servicelevel2: 0, slevelthreshold: 3 };
    expect((await status(two)).campaigns[0].figures).to.deep.equal(figures);
  });

  it('keeps what is no campaign as unknown [C-169]', async () => {
    const others = [{ agent: 'Agent1' }, { campaign: 5 }, { campaign: '' }, null, 'x', 7, ['y']];
    const { campaigns, unknown } = await status({ ...two, ...others });
    expect(campaigns).to.have.length(2);
    expect(unknown).to.have.deep.members(others);
    expect(await status([row('a'), { agent: 'b' }])).to.deep.include({ unknown: [{ agent: 'b' }] });
  });

  it('keeps the times as text [C-170]', async () => {
    const [{ raw, figures }] = (await status(two)).campaigns;
    expect(raw).to.deep.equal(row('Power<-'));
    expect([raw.talked, raw.hold]).to.deep.equal(['00:00:00-0', '00:00:00-0']);
    expect(figures).not.to.have.any.keys('talked', 'hold', 'strategy');
  });

  it('gives the statistics of the one campaign that was asked for', async () => {
    const { rows } = await reply(JSON.stringify(two), { type: 'statistics', campaign: 'test->' });
    expect(rows.map(({ campaign }: any) => campaign)).to.deep.equal(['test->']);
  });
});

describe('a page of recordings from Integra', () => {
  const row = { guid, calldate: '2016-01-18 10:20:30' };
  const page = (answer: unknown, limit = 50) => reply(JSON.stringify(answer), { type: 'recordings', limit });

  it('keeps each row whole, and needs two keys of it [C-116]', async () => {
    const full = { ...row, billsec: 31, nested: { a: [1] }, nothing: null };
    expect((await page([full])).rows).to.deep.equal([full]);
    expect((await page([row])).rows).to.deep.equal([row]);
    expect(
      (await page([{ guid }, { calldate: row.calldate }, { guid: 5, calldate: row.calldate }, null, row])).rows,
    ).to.deep.equal([row]);
  });

  it('comes as a list, or as an object that holds one [C-116]', async () => {
    expect((await page({ total: 1, records: [row] })).rows).to.deep.equal([row]);
    for (const none of [{}, { total: 0 }, null, 7])
      expect(await failure(page(none)), JSON.stringify(none)).to.include({ code: 'PROTOCOL' });
  });

  it('is the last one when it is not full [C-115]', async () => {
    expect((await page([row, row], 3)).isLast).to.equal(true);
    expect((await page([row, row], 2)).isLast).to.equal(false);
    expect((await page([], 1)).isLast).to.equal(true);
    expect((await page([row, { broken: true }], 2)).isLast).to.equal(false);
  });
});
