import { expect } from 'chai';
import { fc } from '../seeded.js';
import { guessColumns, preview, refusedHeader } from '../../src/uploads/index.js';
import { CsvFile } from '../../src/uploads/csv/csv-file.js';
import { unescapeFormula } from '../../src/codecs/formula.js';
import { headersOf } from '../../src/uploads/reason-column.js';
import { RefusedRows } from '../../src/uploads/refused-rows.js';
import { acceptsBut, allFields, columns, contacts, Counter, fails, number, upload } from './uploads.fixture.js';

const all = async (file: Blob, options = {}) => {
  const csv = await CsvFile.open(file, options);
  const rows: (readonly string[])[] = [];
  for await (const { cells } of csv.rows()) rows.push(cells);
  return { csv, rows };
};

const file = (text: string) => new File([text], 'list.csv');

describe('the file of the refused rows', () => {
  it('has the same delimiter and columns, and a last column with the reason', async () => {
    const csv = file(`phone;name;note\n${number(1)};Ann;"x;y"\n;Bob;\n${number(3)};"Eve ""E""";z\n`);
    const client = new Counter();
    client.answer = (command) => acceptsBut(command, [{ index: 1, reason: 'Not unique; twice' }]);
    const result = await upload(client, { csv, columns }).result;
    const bytes = new Uint8Array(await result.refusedFile().arrayBuffer());
    expect([...bytes.slice(0, 3)]).to.deep.equal([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).to.equal(
      [
        '"phone (cells guarded)";"name (cells guarded)";"note (cells guarded)";"refused because (cells guarded)"',
        '"";"Bob";"";"phone: There is no number: this row cannot be called."',
        `"${number(3)}";"Eve ""E""";"z";"Not unique; twice"`,
        '',
      ].join('\r\n'),
    );
    expect((await result.refusedFile('unchanged').text()).split('\r\n')[0]).to.equal(
      `"phone";"name";"note";"${refusedHeader}"`,
    );
    expect(result.refusedFile().type).to.equal('text/csv;charset=utf-8');
  });

  it('names a delimiter that nobody would guess, and is read by it again', async () => {
    const client = new Counter();
    client.answer = fails('REJECTED');
    const csv = file(`sep=^\nphone^name\n${number(1)}^"=A^n"\n`);
    const { refusedFile } = await upload(client, { csv, columns }).result;
    for (const cells of ['guarded', 'unchanged'] as const)
      for (const options of [{}, { delimiter: '^' }]) {
        const again = new Counter();
        const { proposed } = await preview(refusedFile(cells), options);
        expect(proposed).to.deep.equal({ destination: 'phone', firstName: 'name' });
        await upload(again, { csv: refusedFile(cells), columns, ...options }).result;
        expect(again.commands[0]?.contacts).to.deep.equal([{ destination: number(1), data: [['name', '=A^n']] }]);
      }
  });

  it('is read again also with a row that was refused for a NUL, which alone is refused again', async () => {
    const csv = file(`\ufeffphone,name\n${number(1)},A\0nn\n12:3,Bob\n`);
    const { refused, refusedFile } = await upload(new Counter(), { csv, columns }).result;
    expect(refused.map(({ line }) => line)).to.deep.equal([2, 3]);
    const mended = new Blob(['\ufeff', (await refusedFile().text()).replace('12:3', number(2))]);
    const again = await upload(new Counter(), { csv: mended, columns }).result;
    expect([again.counts.accepted, again.refused.map(({ line }) => line)]).to.deep.equal([1, [2]]);
  });

  it('goes up again as it is once it is mended, and keeps one reason only', async () => {
    const client = new Counter();
    const first = await upload(client, {
      csv: file(`phone,name\n${number(1)},Ann\n${number(2)},Bob\n`),
      columns: { ...columns, priority: 'name' },
    }).result;
    expect(first.refused.map(({ line }) => line)).to.deep.equal([2, 3]);
    const second = await upload(client, { csv: first.refusedFile(), columns: { ...columns, priority: 'name' } }).result;
    expect(await second.refusedFile().text()).to.equal(await first.refusedFile().text());
    const third = await upload(client, { csv: second.refusedFile(), columns }).result;
    expect([third.counts.accepted, third.refused]).to.deep.equal([2, []]);
  });

  it('is made of objects, too, and its columns are recognised again', async () => {
    const client = new Counter();
    client.answer = fails('REJECTED');
    const contact = {
      destination: number(1),
      alternatives: ['222', '333'],
      firstName: 'Ann, A',
      lastName: 'Lee',
      externalId: '7',
      agent: '1001',
      at: '2030-01-02 03:04:05',
      callerId: '44',
      timeZone: 'UTC',
      priority: 5,
      data: [
        ['a', '1'],
        ['b', ''],
      ] as [string, string][],
    };
    const refused = (await upload(client, { contacts: [contact] }).result).refusedFile();
    const again = new Counter();
    const { proposed } = await preview(refused, { bulk: again.bulk });
    expect((await upload(again, { csv: refused, columns: proposed }).result).counts.accepted).to.equal(1);
    expect(again.commands[0]?.contacts).to.deep.equal([contact]);
  });

  it('numbers the columns where the list did not name them, and is read as that list again', async () => {
    const client = new Counter();
    client.answer = fails('REJECTED');
    const list = `12,-5,@home\n${number(1)},=x\n${number(2)},a,b\n`;
    const given = { columns: { destination: 0, data: [['a', 1] as const, ['b', 2] as const] }, header: false };
    const first = await upload(client, { csv: file(list), ...given }).result;
    expect((await first.refusedFile('unchanged').text()).split('\r\n').slice(0, 3)).to.deep.equal([
      '"unnamed column 1","unnamed column 2","unnamed column 3","refused because"',
      `"12","-5","@home","Column 1: “12”: This is too short for a number."`,
      `"${number(1)}","=x","","REJECTED it is."`,
    ]);
    for (const cells of ['guarded', 'unchanged'] as const) {
      const again = new Counter();
      again.answer = fails('REJECTED');
      const { headers, rows } = await preview(first.refusedFile(cells));
      expect([headers, rows.map((row) => row.cells.join())]).to.deep.equal([
        undefined,
        ['12,-5,@home', `${number(1)},=x,`, `${number(2)},a,b`],
      ]);
      const second = await upload(again, { csv: first.refusedFile(cells), ...given }).result;
      expect(again.commands.flatMap(({ contacts }) => contacts)).to.deep.equal(
        client.commands.flatMap(({ contacts }) => contacts),
      );
      expect(await second.refusedFile(cells).text()).to.equal(await first.refusedFile(cells).text());
    }
  });

  it('gives its cells back as they were when columns were deleted, the reasons among them', async () => {
    const client = new Counter();
    client.answer = fails('REJECTED');
    for (const [header, columns] of [
      ['phone,note,city\n', { destination: 'phone', data: ['city'] }],
      ['', { destination: 0, data: [['city', 1]] }],
    ] as const) {
      const csv = file(`${header}+59899111222,-5,@home\n`);
      const { refusedFile } = await upload(client, { csv, columns: { destination: 0 } }).result;
      const lines = (await refusedFile().text()).replace('\ufeff', '').split('\r\n');
      const left = lines.map((line) =>
        line
          .split(',')
          .flatMap((cell, at) => (at === 0 || at === 2 ? cell : []))
          .join(),
      );
      const again = new Counter();
      await upload(again, { csv: file(left.join('\r\n')), columns }).result;
      expect(again.commands[0]?.contacts).to.deep.equal([{ destination: '+59899111222', data: [['city', '@home']] }]);
    }
  });

  it('keeps the reason out of the columns, however long a row is, and whatever a spreadsheet fills up', async () => {
    const cell = fc.constantFrom('a', '-5', '', 'x;y');
    const table = fc.array(fc.array(cell, { maxLength: 5 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(table, fc.boolean(), fc.boolean(), fc.nat(4), async (rows, isNamed, isGuarded, fill) => {
        const headers = isNamed ? ['phone', 'name', 'city'] : headersOf(3);
        const refused = new RefusedRows(headers, ',', 9);
        for (const [at, cells] of rows.entries())
          refused.add({ line: at, reason: 'No.', text: 'No.', cells: ['x', ...cells] });
        const text = await refused.file(isGuarded ? 'guarded' : 'unchanged').text();
        const filled = text.trimEnd().replace(/\r\n/g, `${','.repeat(fill)}\r\n`) + ','.repeat(fill);
        const back = await all(file(filled));
        const again = new RefusedRows(back.csv.headers ?? headers, ',', 9);
        for (const [at, cells] of back.rows.entries()) again.add({ line: at, reason: 'No.', text: 'No.', cells });
        expect(await again.file(isGuarded ? 'guarded' : 'unchanged').text()).to.equal(text);
        if (!isNamed) expect(back.rows.map((cells) => cells.join()).join('\n')).not.to.contain('No.');
      }),
    );
  });

  it('guards every cell against being run as a formula, and is read back as it was; unchanged where that is asked for', async () => {
    const client = new Counter();
    client.answer = (command) => acceptsBut(command, [{ index: 0, reason: '=HYPERLINK("http://x")' }]);
    const csv = file('phone,name,=evil,"a;=b"\n+59899111222,-Ann,=1+1,"x;@y"\n');
    const { refusedFile } = await upload(client, { csv, columns: { destination: 0, data: ['name', '=evil'] } }).result;
    const lines = async (cells: 'guarded' | 'unchanged') => (await refusedFile(cells).text()).split('\r\n');
    expect(await lines('guarded')).to.deep.equal([
      `"phone (cells guarded)","name (cells guarded)","'=evil (cells guarded)","a;'=b (cells guarded)","refused because (cells guarded)"`,
      `"'+59899111222","'-Ann","'=1+1","x;'@y","'=HYPERLINK(""http://x"")"`,
      '',
    ]);
    expect(await lines('unchanged')).to.deep.equal([
      '"phone","name","=evil","a;=b","refused because"',
      `"+59899111222","-Ann","=1+1","x;@y","'=HYPERLINK(""http://x"")"`,
      '',
    ]);
    for (const cells of ['guarded', 'unchanged'] as const) {
      const again = new Counter();
      const mended = { csv: refusedFile(cells), columns: { destination: 'phone', firstName: 'name', lastName: 3 } };
      await upload(again, mended).result;
      expect(again.commands[0]?.contacts).to.deep.equal([
        { destination: '+59899111222', firstName: '-Ann', lastName: 'x;@y' },
      ]);
    }
  });

  it('gives a guarded number back where the list had no header', async () => {
    const client = new Counter();
    client.answer = fails('REJECTED');
    const csv = file('+59899111222,a\n');
    const { refusedFile } = await upload(client, { csv, columns: { destination: 0 } }).result;
    expect(await preview(refusedFile())).to.deep.include({ headers: undefined, proposed: { destination: 0 } });
    const again = new Counter();
    await upload(again, { csv: refusedFile(), columns: { destination: 0 } }).result;
    expect(again.numbers).to.deep.equal(['+59899111222']);
  });

  it('holds all rows, when the result keeps only the first of them', async () => {
    const client = new Counter();
    client.answer = fails('REJECTED');
    const { refused, counts, refusedFile } = await upload(client, {
      contacts: contacts(5_000),
      size: 100,
      refusedLimit: 10,
    }).result;
    expect([refused.length, refused[9]?.line, counts.refused]).to.deep.equal([10, 10, 5_000]);
    const { rows } = await all(refusedFile());
    expect([rows.length, rows[4_999]?.[0]]).to.deep.equal([5_000, number(5_000)]);
  });

  it('gives every cell back as it was', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'ñ', 'א', '😀', '"', ',', ';', '|', '\t', '\n', ' ', '=', '+', "'", '9', '\ufeff'),
    });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, fc.string(), fc.constantFrom(',', ';', '\t', '|'), async (rows, reason, delimiter) => {
        const refused = new RefusedRows(['phone', 'name'], delimiter, 5);
        for (const [at, cells] of rows.entries())
          refused.add({ line: at + 2, reason: `No: ${reason}`, text: reason, cells });
        for (const cells of ['guarded', 'unchanged'] as const) {
          const back = await all(refused.file(cells), { delimiter, header: true });
          expect(back.csv.headers?.slice(0, 2)).to.deep.equal(['phone', 'name']);
          expect(back.rows.map((cells) => cells.slice(0, -1))).to.deep.equal(rows);
          expect(unescapeFormula(back.rows[0]?.at(-1) ?? '')).to.equal(`No: ${reason}`.replace(/\r\n?/g, '\n'));
        }
      }),
    );
  });

  it('proposes nothing for the column of the reasons', () => {
    expect(guessColumns(['phone', 'city', refusedHeader], allFields)).to.deep.equal({
      destination: 'phone',
      data: ['city'],
    });
  });
});
