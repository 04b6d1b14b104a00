import { expect } from 'chai';
import { checkContacts, preview, type UploadOptions } from '../../src/uploads/index.js';
import { Counter } from './uploads.fixture.js';

const csv = new Blob([
  'name,phone,office,home,plan,rank\n' +
    'Ana,abc,,,x,\n' +
    'Eva,,,,x,\n' +
    'Luz,091000001,022 123 456,N/A,x,\n' +
    'Mia,091000002,,,x,first\n' +
    'Zoe,091 000 001,,,x,\n' +
    'Lia,091000003,,,x,,too,many\n',
]);
const columns = {
  destination: 'phone',
  alternatives: ['office', 'home'],
  firstName: 'name',
  data: ['plan'],
  priority: 'rank',
} as const;

describe('what is wrong with a row', () => {
  it('is said of the column as the file calls it, with the place of the cell', async () => {
    const options = { csv, columns, campaign: 'Sale->', sameNumber: 'first' } as UploadOptions;
    const { refused, refusedFields, repeated } = await checkContacts(new Counter(), options).result;
    expect(refused.map(({ line, field, column, reason }) => [line, field, column, reason])).to.deep.equal([
      [2, 'destination', 1, 'phone: “abc”: This is not a number.'],
      [3, 'destination', 1, 'phone: There is no number: this row cannot be called.'],
      [4, 'alternatives', 3, 'home: “N/A”: This is not a number.'],
      [5, 'priority', 5, 'rank: “first” is not a whole number.'],
      [7, undefined, undefined, 'The row has 8 cells and the header 6: a cell with the delimiter in it needs quotes.'],
    ]);
    expect(refused[0]?.text).to.equal('“abc”: This is not a number.');
    expect(refusedFields).to.deep.equal({ destination: 2, alternatives: 1, priority: 1, '': 1 });
    expect(repeated).to.deep.equal([]); // the first row of that number cannot be sent
  });

  it('is the same in the preview', async () => {
    const { rows } = await preview(csv, { columns });
    expect(rows.slice(0, 3).map(({ column, text }) => [column, text])).to.deep.equal([
      [1, '“abc”: This is not a number.'],
      [1, 'There is no number: this row cannot be called.'],
      [3, '“N/A”: This is not a number.'],
    ]);
  });

  it('names the earlier row of the same number', async () => {
    const list = new Blob(['phone\n091000001\n091 000 001\n']);
    const options = { csv: list, columns: { destination: 'phone' }, campaign: 'Sale->' } as UploadOptions;
    const { repeated } = await checkContacts(new Counter(), options).result;
    expect(repeated.map(({ line, column, sameAs, reason }) => [line, column, sameAs, reason])).to.deep.equal([
      [3, 0, 2, 'Line 2 has the same number.'],
    ]);
  });
});
