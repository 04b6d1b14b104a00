import { expect } from 'chai';
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

  it('never goes to the dialer', async () => {
    for (const options of [{}, { header: true }, { header: false }, { title: 0 }, { title: 1 }]) {
      const client = new Counter();
      const csv = new Blob([['Clientes de mayo', header, ...rows].join('\n')]);
      await upload(client, { csv, columns: { destination: 1 }, ...options }).result.catch(() => undefined);
      expect(['099123456,099123457', '']).to.include(client.numbers.join());
    }
  });
});
