import { expect } from 'chai';
import { checkContacts, preview, uploadContacts, type UploadOptions } from '../../src/uploads/index.js';
import { supervisorChecks } from '../../src/core/supervisor-commands.js';
import { CtiClient, type Reply } from '../../src/index.js';
import { failure } from '../failure.js';
import { fakeTransport } from '../fake-transport.js';
import { fc } from '../seeded.js';
import { accepts, allFields, Counter, upload } from './uploads.fixture.js';

const texts = fc
  .array(
    fc.constantFrom(
      ...[
        '099123456',
        '+598 99 123-456',
        "'091000000",
        '2026-05-01',
        '15:30',
        'telefono',
        'Ana',
        'é',
        'א',
        '"',
        '"',
        '""',
      ],
      ...[
        ',',
        ',',
        ';',
        '\t',
        '\n',
        '\n',
        '\r\n',
        '\r',
        '\ufeff',
        '\0',
        ' ',
        '\n\ufeff"',
        '"\n',
        ',"',
        '",',
        '=1',
        'N/A',
      ],
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));
const bytes = fc.tuple(texts, fc.constantFrom('utf-8', 'utf-16le', 'latin1')).map(([text, encoding]) => {
  const buffer = Buffer.from(text, encoding as BufferEncoding);
  return new Uint8Array(encoding === 'utf-16le' ? Buffer.concat([Buffer.from([0xff, 0xfe]), buffer]) : buffer);
});

/** A client with rules, and a dialer that takes three rows at a time. */
function clientOf(destinations: object | string) {
  const transport = fakeTransport({
    send: (command) =>
      command.type === 'addContacts' ? accepts(command) : ({ status: 'confirmed', transport: 'fake' } as Reply),
  });
  const bulk = { size: 3, inFlight: 1, fields: allFields, problem: () => undefined };
  Object.assign(transport, { checks: supervisorChecks, bulk });
  const client = new CtiClient({ transports: [transport], destinations: destinations as () => unknown });
  return { client, sent: transport.sent };
}

/** What became of each line: the number and data that were sent, or why not. */
async function linesOf(csv: Blob, options: object) {
  const client = new Counter();
  const lines: [number, unknown][] = [];
  const running = upload(client, { csv, inFlight: 1, ...options });
  running.addEventListener('batch', ({ lines: sent }) => {
    const { contacts = [] } = client.commands.at(-1) ?? {};
    lines.push(...sent.map((line, at): [number, unknown] => [line, contacts[at]]));
  });
  const result = await running.result;
  lines.push(...result.refused.map(({ line, reason }): [number, unknown] => [line, reason]));
  return { ...result, lines: lines.sort(([one], [other]) => one - other) };
}

describe('the rows of a list', () => {
  it('are the same on the same lines in the preview, a check and the upload, and each is sent or refused', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), async (all, named) => {
        const csv = new Blob([all]);
        const options = named ? { header: true } : {};
        const { bulk } = new Counter();
        const view = await preview(csv, { bulk, rows: 100, ...options }).catch(() => undefined);
        fc.pre(view !== undefined);
        const width = Math.max(view?.headers?.length ?? 0, ...(view?.rows ?? []).map(({ cells }) => cells.length));
        fc.pre(width > 0);
        const columns = view?.proposed ?? { destination: 0, data: width > 1 ? [['x', 1] as const] : [] };
        const looked = await preview(csv, { bulk, rows: 100, columns, ...options }).catch(() => undefined);
        if (!looked) {
          expect((await failure(upload(new Counter(), { csv, columns, ...options }).result)).code).to.equal('INVALID');
          return;
        }
        const seen = looked.rows.map(({ line, contact, problem }) => [line, problem ?? contact]);
        const sent = await linesOf(csv, { columns, ...options });
        expect(sent.lines).to.deep.equal(seen);
        expect(sent.error?.message).to.equal(looked.problem?.message);
        const checked = await checkContacts(new Counter(), { campaign: '-', csv, columns, ...options } as UploadOptions)
          .result;
        expect([checked.refused, checked.counts.accepted, checked.error?.message]).to.deep.equal([
          sent.refused,
          sent.counts.accepted,
          sent.error?.message,
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it('are the same where the client refuses some, which are taken out before a request', async () => {
    const line = fc.constantFrom(
      '091000000,',
      '092000000,',
      '0 91 000 000,091',
      '093000000,092000000',
      '2900,',
      'none,',
    );
    const rule = fc.constantFrom({}, { deny: ['0910'] }, { allow: ['+598', '093'] }, { deny: ['092'], allow: ['09'] });
    const how = fc.record({ sameNumber: fc.constantFrom('all', 'first'), isBlocked: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1 }), rule, how, async (lines, destinations, how) => {
        const { client, sent } = clientOf(destinations);
        const entries = [{ phone: '092000000', campaign: '*' }];
        if (how.isBlocked) await client.send({ type: 'blacklist', entries });
        const csv = new Blob([['phone,other', ...lines].join('\n')]);
        const columns = { destination: 0, alternatives: 1 };
        const options = { campaign: 'c', csv, columns, header: true, sameNumber: how.sameNumber } as UploadOptions;
        const refusal = client.refusals('c');
        const view = await preview(csv, { columns, header: true, rows: 100, refusal });
        const checked = await checkContacts(client, options).result;
        const { counts, refused } = await uploadContacts(client, options).result;
        const shown = view.rows.flatMap(({ line, problem }) => (problem === undefined ? [] : [[line, problem]]));
        for (const rows of [checked.refused, refused])
          expect(rows.map(({ line, reason }) => [line, reason])).to.deep.equal(shown);
        expect(checked.counts).to.deep.equal(counts);
        const uploads = sent.filter(({ type }) => type === 'addContacts');
        expect(uploads).to.have.length(Math.ceil(counts.accepted / 3));
        expect(client.log.lines.filter(({ what }) => what === 'refused')).to.deep.equal([]);
      }),
    );
  });

  it('read the rules of the client once for a request, and anew where these have changed before it leaves', async () => {
    const { client, sent } = clientOf(() => (reads++, rules));
    let reads = 0;
    let rules = {};
    const contacts = ['0910', '0920', '0911', '0912', '0921'].map((destination) => ({ destination }));
    const { counts } = await uploadContacts(client, {
      campaign: 'c',
      contacts,
      save: () => void (rules = { deny: ['091'] }),
    }).result;
    expect([counts.refused, counts.accepted]).to.deep.equal([3, 2]);
    // The first request is refused for one row, its other rows are judged anew, and what is left is sent.
    expect([sent.length, reads <= 8]).to.deep.equal([2, true]);
    expect(client.log.lines.filter(({ what }) => what === 'refused')).to.have.length(1);
  });

  it('are not judged where the rules cannot be read: the upload ends there, and says so', async () => {
    const { client, sent } = clientOf('{');
    const { end, error } = await uploadContacts(client, { campaign: 'c', contacts: [{ destination: '091' }] }).result;
    expect([end, error?.code, sent.length]).to.deep.equal(['interrupted', 'INVALID', 0]);
  });

  it('are shown up to what cannot be read, and it is said what that is', async () => {
    const csv = new Blob(['phone,name\n0991,Ann\n0992,"Bob\n0993,Eve\n']);
    const { rows, problem } = await preview(csv, { columns: { destination: 0 } });
    expect([rows.map(({ line }) => line), problem?.field]).to.deep.equal([[2], 'line 3']);
    const latin = new Blob([new Uint8Array([...Buffer.from('phone,name\n0991,Ann\n0992,A\xf1ez\n', 'latin1')])]);
    const wrong = await preview(latin, { encoding: 'utf-8' });
    expect([wrong.rows.map(({ line }) => line), wrong.problem?.field]).to.deep.equal([[2], 'line 3']);
  });

  it('are refused as a whole where the beginning holds no whole row', async () => {
    const csv = new Blob([`"${'phone\n'.repeat(20_000)}",name\n0991,Ann\n`]);
    expect((await failure(preview(csv))).field).to.equal('line 1');
    expect((await failure(upload(new Counter(), { csv, columns: { destination: 0 } }).result)).field).to.equal(
      'line 1',
    );
  });

  it('are sent as they are read: without what nobody sees, and with a reason where there are two numbers', async () => {
    const numbers = [
      '\u202a+59899123456\u202c',
      '０９９１２３４５６',
      "'099123456",
      '099–123',
      '099123456 / 29012345',
      '99123456.0',
    ];
    const csv = new Blob([`phone,phone 2\n${numbers.map((each) => `${each},0991;0 992\n`).join('')}0991,N/A\n`]);
    const { lines } = await linesOf(csv, { columns: { destination: 'phone', alternatives: 'phone 2' } });
    const alternatives = ['0991', '0 992'];
    expect(lines.map(([, what]) => what)).to.deep.equal([
      ...['+59899123456', '099123456', '099123456', '099-123'].map((destination) => ({ destination, alternatives })),
      'phone: “099123456 / 29012345”: There are two numbers in this: leave one, written with spaces or hyphens at most.',
      'phone: “99123456.0”: This looks like an amount.',
      'phone 2: “N/A”: This is not a number.',
    ]);
  });
});
