// The call log and its recordings. The other side is a recorder.
import { expect } from 'chai';
import type { CommandOf, CtiError, ReplyTo } from '../../../src/index.js';
import { failure } from '../../failure.js';
import { fc, runs } from '../../seeded.js';
import { agent } from './voicenter-agent.fixture.js';

type Asking = CommandOf<'recordings'>;
const filter = { from: '2026-11-29 08:00:00', to: '2026-11-30 20:00:00' };
const asking = (more: object = {}): Asking => ({ type: 'recordings', filter: { ...filter, ...more } });
const epoch = 1_796_000_000;
const row = (more: object = {}) => ({
  ...{ CallID: 'id1', DateEpoch: epoch, CallerNumber: '972501234567', TargetNumber: '0722776772', Duration: 30 },
  ...{ RecordURL: 'https://records.example/1.mp3', CdrType: 4, DialStatus: 'ANSWER', CallerExtension: 'SIPNOA' },
  ...more,
});
const log = (rows: unknown[], more: object = {}) => ({
  ...{ ERROR_NUMBER: 0, ERROR_DESCRIPTION: 'OK', STATUS_CODE: 200, TOTAL_HITS: rows.length, RETURN_HITS: rows.length },
  CDR_LIST: rows,
  ...more,
});
const ask = async (all: ReturnType<typeof agent>, command: Asking = asking()) =>
  (await all.transport.send(command)) as ReplyTo<'recordings'>;

describe('Voicenter’s call log', () => {
  it('is asked by one JSON post for a time in GMT, with the documented fields, the newest first [C-343] [C-344]', async () => {
    const all = agent({ 'hub/cdr/': log([row()]) });
    await ask(all, asking({ agent: 'SIPNOA', source: '+972 50-1234567', destination: '072-2776772' }));
    const [{ method, path, json }] = all.asked as [any];
    expect([method, path.replace(/^\d+\//, '')]).to.deep.equal(['POST', 'hub/cdr/']);
    const { fields, ...rest } = json;
    expect(rest).to.deep.equal({
      search: {
        ...{ fromdate: '2026-11-29T06:00:00', todate: '2026-11-30T18:00:00' },
        ...{ phones: ['972501234567', '0722776772'], extensions: ['SIPNOA'] },
      },
      sort: [{ field: 'Date', order: 'desc' }],
    });
    expect(fields).to.include.members(['CallID', 'DateEpoch', 'RecordURL', 'CdrType', 'DialStatus', 'Callerextension']);
    expect(fields).not.to.include.members(['DTMFData']); // keys that a customer pressed
  });

  it('asks of an hour that the clocks repeat for all of it', async () => {
    const all = agent({ 'hub/cdr/': log([]) });
    await ask(all, asking({ from: '2026-10-25 01:30:00', to: '2026-10-25 01:30:00' }));
    expect(all.asked[0]!.json.search).to.deep.equal({ fromdate: '2026-10-24T22:30:00', todate: '2026-10-24T23:30:00' });
  });

  it('gives each call by its id and its time on the page’s clock, its keys as documented in whatever case they came, and what else there was [C-344]', async () => {
    const rows = [
      row(),
      row({
        callid: 'id2',
        CallID: undefined,
        DateEpoch: undefined,
        Date: '2026-11-30T10:00:00',
        Extra: 'kept',
        RECORDURL: 'u',
        RecordURL: '',
      }),
      row({ CallID: 'id3', DateEpoch: String(epoch), Date: '2001-01-01 00:00:00' }),
    ];
    const { rows: got, isLast } = await ask(agent({ 'hub/cdr/': log(rows) }));
    expect(got.map(({ guid, calldate }) => [guid, calldate])).to.deep.equal([
      ['id1', '2026-11-30 02:53:20'],
      ['id2', '2026-11-30 12:00:00'],
      ['id3', '2026-11-30 02:53:20'],
    ]);
    expect(got[0]).to.include({ Callerextension: 'SIPNOA', RecordURL: 'https://records.example/1.mp3', Duration: 30 });
    expect(got[1]).to.include({ Extra: 'kept', RecordURL: 'u' });
    expect(isLast).to.equal(true);
  });

  it('counts the rows that have no id or no time', async () => {
    const rows = [row(), row({ CallID: '' }), row({ DateEpoch: 0, Date: 'yesterday' }), row({ DateEpoch: 1e14 }), null];
    expect(await ask(agent({ 'hub/cdr/': log(rows) }))).to.include({ unread: 4 });
  });

  it('tells the calling from the called number, which the log does not', async () => {
    const rows = [row(), row({ CallID: 'id2', CallerNumber: '0722776772', TargetNumber: '972501234567' })];
    const { rows: from } = await ask(agent({ 'hub/cdr/': log(rows) }), asking({ source: '0501234567' }));
    const { rows: to } = await ask(agent({ 'hub/cdr/': log(rows) }), asking({ destination: '0501234567' }));
    expect([from, to].map((each) => each.map(({ guid }) => guid))).to.deep.equal([['id1'], ['id2']]);
  });

  it('gives page after page of what it was told once, and asks anew for a first page [C-346]', async () => {
    const all = agent({ 'hub/cdr/': log([1, 2, 3, 4, 5].map((each) => row({ CallID: `id${each}` }))) });
    const page = async (held: number) => {
      const { rows, isLast } = await ask(all, { ...asking(), held, limit: 2 });
      return [rows.map(({ guid }) => guid), isLast];
    };
    expect([await page(0), await page(2), await page(4)]).to.deep.equal([
      [['id1', 'id2'], false],
      [['id3', 'id4'], false],
      [['id5'], true],
    ]);
    expect(all.asked).to.have.length(1);
    await page(0);
    await ask(all, { ...asking({ from: '2026-11-28 08:00:00' }), held: 2 });
    expect(all.asked).to.have.length(3);
  });

  it('does not say that these are all where the log has more than it tells [C-346]', async () => {
    const all = agent({ 'hub/cdr/': log([row()], { TOTAL_HITS: 12_000 }) });
    expect(await ask(all)).to.include({ isLast: false });
    expect(await failure(ask(all, { ...asking(), held: 1 }))).to.include({ code: 'INVALID', field: 'filter.from' });
  });

  const refused: [string, object, string][] = [
    ['no time from', { from: undefined }, 'filter.from'],
    ['no time to', { to: undefined }, 'filter.to'],
    ['a time that is over before it begins', { from: filter.to, to: filter.from }, 'filter.to'],
    ['an hour that does not exist', { from: '2026-03-27 02:30:00' }, 'filter.from'],
    ...['campaign', 'tag', 'range', 'rating', 'minDuration', 'exclude', 'minCount'].map(
      (name) => [`a filter by ${name}`, { [name]: '1' }, `filter.${name}`] as [string, object, string],
    ),
    ['a number that is none', { source: '*' }, 'filter.source'],
  ];
  for (const [what, more, field] of refused)
    it(`refuses ${what} by its name [C-343]`, async () => {
      const all = agent({ 'hub/cdr/': log([]) });
      expect(await failure(all.transport.send(asking(more)))).to.include({ code: 'INVALID', field, maybeSent: false });
      expect(all.asked).to.deep.equal([]);
    });

  it('wants the zone of the page’s times', () => {
    const { transport } = agent({}, { timeZone: undefined as never });
    expect(transport.supports('recordings'))
      .to.include({ ok: false })
      .and.to.have.property('reason')
      .that.contains('timeZone');
  });

  const noes: [number | string, Partial<CtiError>][] = [
    [1, { code: 'BUSY', retryAfter: 5_000, maybeSent: false }],
    ['1', { code: 'BUSY', retryAfter: 5_000 }],
    [2, { code: 'REJECTED' }],
    [4, { code: 'REJECTED' }],
    [5, { code: 'REJECTED' }],
    [77, { code: 'REJECTED' }],
  ];
  for (const [number, error] of noes)
    it(`reads ERROR_NUMBER ${JSON.stringify(number)} before a status of 403 or 404 [C-345]`, async () => {
      for (const status of [200, 403, 404]) {
        const body = log([], { ERROR_NUMBER: number, STATUS_CODE: status });
        const all = agent({ 'hub/cdr/': () => Response.json(body, { status }) }, { authorization: () => 'Bearer x' });
        expect(await failure(ask(all)), String(status)).to.include(error);
        expect(all.asked).to.have.length(1);
      }
    });

  it('takes no answer without its number for an empty log [C-345]', async () => {
    for (const said of [{}, { CDR_LIST: [] }, log([], { CDR_LIST: undefined }), '[]', 'OK'])
      expect(await failure(ask(agent({ 'hub/cdr/': said })))).to.include({ code: 'PROTOCOL' });
  });

  it('throws nothing but its own errors, whatever is answered', async () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(0, '0', 1e300, '2026-11-30T10:00:00', '9999-99-99 99:99:99'),
    );
    const odd = fc.record({
      ERROR_NUMBER: fc.constantFrom(0, '0', 1, null),
      CDR_LIST: fc.array(fc.record({ CallID: value, Date: value, DateEpoch: value })),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(odd, fc.json()), async (said) => {
        await ask(agent({ 'hub/cdr/': said })).catch((cause: CtiError) => expect(cause.name).to.equal('CtiError'));
      }),
      { numRuns: runs(300) },
    );
  });
});
