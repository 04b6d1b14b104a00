import { expect } from 'chai';
import { numberKey } from '../../src/codecs/phone.js';
import type { Contact } from '../../src/core/supervisor-commands.js';
import { checkContacts, type Checkpoint, type UploadOptions } from '../../src/uploads/index.js';
import { SeenNumbers } from '../../src/uploads/seen-numbers.js';
import { failure } from '../failure.js';
import { inForeignPage } from '../foreign-json.js';
import { fc } from '../seeded.js';
import { accepts, acceptsBut, columns, Counter, fails, impatient, inTurn, upload } from './uploads.fixture.js';

const rows = [
  '091000000,Ann',
  '092000000,Bob',
  '091-000 000,Eve',
  '+59891000000,Dan',
  "'091000000,Sue",
  '092 000000,Kim',
];
const csv = (lines: readonly string[]) =>
  new File([['phone,name', ...lines, ''].join('\n')], 'a.csv', { lastModified: 1 });

describe('rows of the same number', () => {
  it('are left out also in a page whose library has another Array#entries and Array.from', async () => {
    const client = new Counter();
    await inForeignPage(() => upload(client, { csv: csv(rows), columns, sameNumber: 'first' }).result);
    expect(client.numbers).to.deep.equal(['091000000', '092000000', '+59891000000']);
  });

  it('are left out but the first when that is asked for, and are named with the row that has it', async () => {
    const client = new Counter();
    const result = await upload(client, { csv: csv(rows), columns, sameNumber: 'first' }).result;
    expect(client.numbers).to.deep.equal(['091000000', '092000000', '+59891000000']);
    expect(result.counts).to.deep.equal({
      read: 6,
      sent: 3,
      accepted: 3,
      refused: 0,
      unknown: 0,
      repeated: 3,
      leftOut: 3,
    });
    expect(result.repeated.map(({ line, reason, cells }) => [line, reason, cells[1]])).to.deep.equal([
      [4, 'Line 2 has the same number.', 'Eve'],
      [6, 'Line 2 has the same number.', 'Sue'],
      [7, 'Line 3 has the same number.', 'Kim'],
    ]);
    expect((await result.repeatedFile('unchanged').text()).split('\r\n')[2]).to.equal(
      `"'091000000","Sue","Line 2 has the same number."`,
    );
    expect(result.checkpoint.done).to.deep.equal([[2, 7]]);
  });

  it('are all sent unless that is asked for, and counted', async () => {
    const client = new Counter();
    const { counts, repeated } = await upload(client, { csv: csv(rows), columns }).result;
    expect(client.numbers).to.have.length(6);
    expect([counts.accepted, counts.repeated, counts.leftOut, repeated.length]).to.deep.equal([6, 3, 0, 3]);
  });

  it('are counted by a check, which sends nothing', async () => {
    const client = new Counter();
    const options = { campaign: 'Sale->', csv: csv(rows), columns, sameNumber: 'first' } as UploadOptions;
    const { counts } = await checkContacts(client, options).result;
    expect([counts.accepted, counts.leftOut, counts.repeated, client.got]).to.deep.equal([3, 3, 3, []]);
  });

  it('begin with the first that can be sent', async () => {
    const client = new Counter();
    const list = csv(['091000000,Ann,high', '091000000,Bob,2', '091000000,Eve,3'].map((line) => line));
    const { counts } = await upload(client, {
      csv: new File([(await list.text()).replace('phone,name', 'phone,name,priority')], 'a.csv'),
      columns: { destination: 'phone', firstName: 'name', priority: 'priority' },
      sameNumber: 'first',
    }).result;
    expect(client.commands[0]?.contacts.map(({ firstName }) => firstName)).to.deep.equal(['Bob']);
    expect([counts.refused, counts.leftOut]).to.deep.equal([1, 1]);
  });

  it('begin with the first that this page does not refuse', async () => {
    const refusals = () => (contact: Contact) => (contact.alternatives?.length ? 'alternatives.0: No.' : undefined);
    const client = Object.assign(new Counter(), { refusals });
    const contacts = [{ alternatives: ['1900'] }, {}, {}].map((more) => ({ destination: '091', ...more }));
    const result = await upload(client, { contacts, sameNumber: 'first' }).result;
    expect([client.numbers, result.refused.map(({ reason }) => reason), result.counts.leftOut]).to.deep.equal([
      ['091'],
      ['alternatives.0: No.'],
      1,
    ]);
  });

  it('go on with the next where the dialer refuses the first, which names those that were left out by then', async () => {
    const client = new Counter();
    client.bulk = { ...client.bulk, size: 2, inFlight: 1 };
    client.answer = inTurn((command) => acceptsBut(command, [{ index: 0, reason: 'No.' }]), accepts);
    const contacts = ['091', '0 91', '092', '093', '094', '095', '096', '091', '091'].map((destination) => ({
      destination,
    }));
    const { refused, repeated, counts } = await upload(client, { contacts, sameNumber: 'first' }).result;
    expect(refused.map(({ line, reason }) => [line, reason])).to.deep.equal([
      [1, 'No. (the same number was left out in line 2)'],
    ]);
    expect(client.numbers.filter((phone) => phone === '091')).to.have.length(2);
    expect(repeated.map(({ line, reason }) => [line, reason])).to.deep.equal([
      [2, 'Line 1 has the same number.'],
      [9, 'Line 8 has the same number.'],
    ]);
    expect([counts.accepted, counts.refused, counts.leftOut]).to.deep.equal([6, 1, 2]);
  });

  it('say that the first may have been refused, where that went in an earlier part', async () => {
    const client = new Counter();
    client.bulk = { ...client.bulk, size: 1, inFlight: 1 };
    client.answer = inTurn((command) => acceptsBut(command, [{ index: 0, reason: 'No.' }]), fails('UNAUTHORIZED'));
    const list = { csv: csv(['091,Ann', '092,Bob', '091,Eve']), columns, sameNumber: 'first' };
    const { checkpoint } = await upload(client, list).result;
    const { repeated, counts } = await upload(new Counter(), { ...list, resume: checkpoint }).result;
    expect(repeated.map(({ reason }) => reason)).to.deep.equal([
      'Line 2 has the same number and went before: where it was refused, this row was not sent in its place.',
    ]);
    expect([counts.accepted, counts.refused, counts.leftOut]).to.deep.equal([1, 1, 1]);
  });

  it('of objects are told by their place', async () => {
    const client = new Counter();
    const contacts = ['091', '092', '091'].map((destination) => ({ destination }));
    const { repeated } = await upload(client, { contacts, sameNumber: 'first' }).result;
    expect([client.numbers, repeated.map(({ line }) => line)]).to.deep.equal([['091', '092'], [3]]);
  });

  it('refuse a record of an earlier upload whose figures are none, and take one of the version before', async () => {
    const { checkpoint } = await upload(new Counter(), { csv: csv(rows), columns }).result;
    const { leftOut: _, repeated: __, ...counts } = checkpoint.counts;
    const before = { ...checkpoint, counts, done: [], next: 1 };
    const { counts: now } = await upload(new Counter(), { csv: csv(rows), columns, resume: before }).result;
    expect([now.leftOut, now.repeated]).to.deep.equal([0, 3]);
    const wrong = { ...checkpoint, counts: { ...counts, leftOut: 'x' } };
    expect((await failure(upload(new Counter(), { csv: csv(rows), columns, resume: wrong }).result)).field).to.equal(
      'resume',
    );
  });

  it('go once, whatever is refused and wherever the upload stops and goes on, and every row is accounted for', async () => {
    const row = fc.tuple(
      fc.constantFrom('091', '092', '0 91', '093', '+091', 'none', ''),
      fc.constantFrom('Ann', '="x"'),
    );
    const answers = fc.array(fc.constantFrom('accepts', 'refuses', 'TIMEOUT', 'UNAUTHORIZED', 'CANCELED'), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 25 }), answers, async (list, turns) => {
        const file = csv(list.map(([phone, name]) => `${phone},"${name.replaceAll('"', '""')}"`));
        const client = new Counter();
        /** What the dialer has, for all that anybody knows. */
        const taken: string[] = [];
        client.answer = inTurn(
          ...[...turns, 'accepts' as const].map((turn) => (command: Parameters<typeof accepts>[0]) => {
            const [first, ...others] = command.contacts.map(({ destination }) => numberKey(destination));
            const isRefused = turn === 'refuses';
            const isUnsent = turn === 'UNAUTHORIZED';
            if (!isUnsent) taken.push(...(isRefused ? [] : [first ?? '']), ...others);
            if (turn === 'accepts') return accepts(command);
            return isRefused ? acceptsBut(command, [{ index: 0, reason: 'No.' }]) : fails(turn)();
          }),
        );
        let resume: Checkpoint | undefined;
        const refusedLines = new Set<number>();
        const named = new Set<number>();
        for (let part = 0; part < 12; part++) {
          const options = { csv: file, columns, inFlight: 1, sameNumber: 'first', header: true, patience: impatient };
          const result = await upload(client, { ...options, ...(resume && { resume }) }).result;
          for (const { line, reason } of result.refused) {
            refusedLines.add(line);
            for (const other of /in line ([\d, ]+)/.exec(reason)?.[1]?.split(', ') ?? []) named.add(Number(other));
          }
          for (const { line, reason } of result.repeated) if (reason.includes('went before')) named.add(line);
          resume = JSON.parse(JSON.stringify(result.checkpoint)) as Checkpoint;
          const { read, accepted, refused, leftOut, unknown } = resume.counts;
          expect(read).to.equal(accepted + refused + leftOut + unknown);
          if (result.end === 'complete') break;
        }
        const { counts } = resume ?? expect.fail('nothing was sent');
        const good = list.filter(([phone]) => /\d/.test(phone)).map(([phone]) => numberKey(phone));
        const sent = client.numbers.map(numberKey);
        // A request that surely did not arrive is sent anew; nothing else is.
        expect([...new Set(sent)]).to.deep.equal([...new Set(good)]);
        const rowsOfList = list.filter(([phone, name]) => `${phone}${name}`.trim()).length;
        expect([counts.read, counts.repeated]).to.deep.equal([rowsOfList, counts.leftOut]);
        expect(new Set(taken).size).to.equal(taken.length);
        // Where nobody is called at a number, each of its rows was refused, or is named as left out for one.
        for (const [at, [phone]] of list.entries())
          if (/\d/.test(phone) && !taken.includes(numberKey(phone)))
            expect(refusedLines.has(at + 2) || named.has(at + 2)).to.equal(true);
        expect(refusedLines.size).to.equal(counts.refused);
      }),
    );
  });

  it('are told apart by their digits and a plus, however many there are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom(...'0123456789+*# -'), minLength: 1, maxLength: 18 }), {
          maxLength: 200,
        }),
        (phones) => {
          const seen = new SeenNumbers();
          const lines = new Map<string, number>();
          for (const [at, phone] of phones.entries()) {
            expect(seen.add(phone, at + 1)).to.equal(lines.get(numberKey(phone)));
            if (!lines.has(numberKey(phone))) lines.set(numberKey(phone), at + 1);
          }
        },
      ),
    );
    const seen = new SeenNumbers();
    for (let n = 1; n <= 50_000; n++) expect(seen.add(`09${n}`, n)).to.equal(undefined);
    for (let n = 1; n <= 50_000; n += 997) expect(seen.add(`0 9${n}`, 7)).to.equal(n);
  });
});

describe('a row that goes out though only the first of its number is wanted', () => {
  it('is sent, and the others of that number stay left out', async () => {
    const client = new Counter();
    const csv = new File(['phone\n091000001\n091 000 001\n091-000-001\n'], 'a.csv');
    const options = { csv, columns: { destination: 'phone' }, sameNumber: 'first', sendToo: [3] };
    const { counts, repeated } = await upload(client, options).result;
    expect(client.numbers).to.deep.equal(['091000001', '091 000 001']);
    expect([counts.accepted, counts.repeated, counts.leftOut]).to.deep.equal([2, 2, 1]);
    expect(repeated.map(({ line }) => line)).to.deep.equal([3, 4]);
  });
});
