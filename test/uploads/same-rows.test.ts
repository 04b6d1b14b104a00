import { expect } from 'chai';
import { checkContacts, preview, type UploadOptions } from '../../src/uploads/index.js';
import { failure } from '../failure.js';
import { fc } from '../seeded.js';
import { Counter, upload } from './uploads.fixture.js';

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
      'destination: “099123456 / 29012345”: There are two numbers in this: leave one, written with spaces or hyphens at most.',
      'destination: “99123456.0”: This looks like an amount.',
      'alternatives: “N/A”: This is no number.',
    ]);
  });
});
