import { expect } from 'chai';
import { fc } from '../../seeded.js';
import { preview } from '../../../src/uploads/index.js';
import { Counter, upload } from '../uploads.fixture.js';

const read = async (lines: readonly string[], options = {}) => {
  const { title, headers, rows, proposed } = await preview(new Blob([lines.join('\n')]), options);
  return { title: title.map(({ line }) => line), headers, first: rows[0]?.line, proposed };
};

describe('what stands above the contacts of a list', () => {
  const header = 'nombre,telefono,ciudad';
  const rows = ['Ana,099123456,Salto', 'Luz,099123457,Minas'];
  const lists: [string, string[], number[], string | undefined, number][] = [
    ['a header', [header, ...rows], [], header, 2],
    ['a title and a header', ['Clientes de mayo', header, ...rows], [1], header, 3],
    ['a title that is as wide as the sheet', ['Clientes de mayo,,', header, ...rows], [1], header, 3],
    [
      'a title of several lines, blank ones between',
      ['Clientes', '', 'mayo,2026', '', header, ...rows],
      [1, 3],
      header,
      6,
    ],
    ['a title in quotes, with a line end', ['"Clientes\nde mayo"', header, ...rows], [1], header, 4],
    ['a title above two columns', ['Clientes de mayo', 'Phone;Name', '099123456;Ana'], [1], 'Phone,Name', 3],
    ['a title with a comma above two columns', ['Mayo, todos', '', 'Phone\tName', '099\tAna'], [1], 'Phone,Name', 4],
    ['two titles above two columns', ['Mayo', 'Todos', 'Phone|Name', '099|Ana'], [1, 2], 'Phone,Name', 4],
    ['a title and no header', ['Clientes de mayo', ...rows], [1], undefined, 2],
    ['a title above a header with words of its own', ['Mayo', 'Wer,Wo,Was', ...rows], [1], 'Wer,Wo,Was', 3],
    ['a title above one column', ['Mayo', 'telefono', '099123456'], [1], 'telefono', 3],
    ['a header of one word, and more columns', ['telefono', '099123456,Ana'], [], 'telefono', 2],
    ['nothing but contacts', rows, [], undefined, 1],
    ['contacts whose first number is guarded', ["Ana,'+59899123456", 'Luz,099123457'], [], undefined, 1],
    ['contacts whose first number is an amount', ['99123456.0,Ana', '099123457,Luz'], [], undefined, 1],
    ['contacts whose first number is rounded', ['5.98E+10,Ana', '099123457,Luz'], [], undefined, 1],
    ['contacts whose first cell has two numbers', ['099123456 / 29012345,Ana', '099123457,Luz'], [], undefined, 1],
    ['one column of words', ['Ana', 'Luz'], [], 'Ana', 2],
    ['a title as wide as the header', ['Report, November, all', header, ...rows], [1], header, 3],
    ['a title of a year in the column of the numbers', ['Report,2026,November', header, ...rows], [1], header, 3],
    ['a month for a title', ['2026-11', header, ...rows], [1], header, 3],
    ['a day for a title', ['30112026', header, ...rows], [1], header, 3],
    ['a day for a title, above the numbers', ['30112026', 'phone,name', '099123456,Ana'], [1], 'phone,name', 3],
    ['a number to ask at', ['Call us:,0800 123 456', header, ...rows], [1], header, 3],
    ['a month above contacts', ['2026-11', ...rows], [1], undefined, 2],
    ['a day above contacts', ['30112026', ...rows], [1], undefined, 2],
    ['what may be a day, or a contact', ['30112026', '099123456,Ana', '099123457,Luz'], [], undefined, 1],
    ['a contact above a header', ['Eva,099123458,Melo', header, ...rows], [], undefined, 1],
    ['a contact with an extension above a header', ['Eva,1001,Melo', header, 'Ana,1002,Salto'], [], undefined, 1],
    ['a name of the number in a contact', ['Name,Ext,', 'Ana,1001,mobile', 'Luz,1002,home'], [], 'Name,Ext,', 2],
    ['a name of the number in the only contact', ['Name,Ext,', 'Ana,1001,mobile'], [], 'Name,Ext,', 2],
    ['contacts with a short number', ['12,Ana', '099123456,Luz'], [], undefined, 1],
    ['contacts with extensions', ['Ana,1001', 'Luz,1002'], [], undefined, 1],
    ['one contact with an extension', ['Ana,1001,mobile'], [], undefined, 1],
    ['a header above extensions', ['name,mobile', 'Ana,1001', 'Luz,1002'], [], 'name,mobile', 2],
    ['a header with a year', ['Wer,Wo,2026', 'Ana,099123456,300'], [], 'Wer,Wo,2026', 2],
    ['a date in the title', ['Mayo,2026-05-01', header, ...rows], [1], header, 3],
  ];
  for (const [what, lines, title, names, first] of lists)
    it(`is known: ${what}`, async () => {
      const found = await read(lines);
      expect([found.title, found.headers?.join(), found.first]).to.deep.equal([title, names, first]);
    });

  it('can be said', async () => {
    const list = ['Clientes de mayo', header, ...rows];
    expect(await read(list, { header: true })).to.deep.include({ title: [], headers: ['Clientes de mayo'], first: 2 });
    expect(await read(list, { header: false })).to.deep.include({ title: [], headers: undefined, first: 1 });
    expect(await read([header, ...rows], { title: 1, header: true })).to.deep.include({ title: [1], first: 3 });
    expect(await read(list, { title: 2 })).to.deep.include({ title: [1, 2], headers: undefined, first: 3 });
  });

  it('is no contact that could be sent, whatever stands above the header', async () => {
    const cell = fc.constantFrom('', 'Ana', 'mobile', 'phone', 'Report', '2026', '2026-11', '1001', '099123456');
    const row = fc.array(cell, { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 4 }), async (above) => {
        const lines = [...above.map((cells) => cells.join()), header, ...rows];
        const { title } = await preview(new Blob([lines.join('\n')]), { columns: { destination: 1 } });
        for (const { cells } of title) expect(cells[1]).not.to.match(/^(1001|099123456)$/);
      }),
    );
  });

  it('never goes to the dialer', async () => {
    for (const options of [{}, { header: true }, { header: false }, { title: 0 }, { title: 1 }]) {
      const client = new Counter();
      const csv = new Blob([['Clientes de mayo', header, ...rows].join('\n')]);
      await upload(client, { csv, columns: { destination: 1 }, ...options }).result.catch(() => undefined);
      expect(['099123456,099123457', '']).to.include(client.numbers.join());
    }
  });
});
