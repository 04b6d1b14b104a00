import { expect } from 'chai';
import { fc } from '../seeded.js';
import { readUploadRow, toBase64, writeUploadRow, type UploadRow } from '../../src/codecs/upload-row.js';
import type { CtiError } from '../../src/core/errors.js';

const row: UploadRow = {
  campaign: 'prueba1',
  destination: '098344484',
  data: [
    ['var1', 'val1'],
    ['var2', 'val2'],
  ],
  alternatives: ['099124484', '099111111'],
  priority: 9999,
  agentPhone: '1001',
};
const line = 'prueba1;098344484;var1=val1:var2=val2;099124484:099111111;9999;1001';
const refusal = (changes: Partial<UploadRow>) => {
  try {
    return writeUploadRow({ ...row, ...changes });
  } catch (error) {
    return error as CtiError;
  }
};

describe('upload row', () => {
  it('is six fields with semicolons between them, both ways [C-155]', () => {
    expect(writeUploadRow(row)).to.equal(line);
    expect(readUploadRow(line)).to.deep.equal(row);
  });

  it('keeps an empty field in the middle and none at the end [C-159]', () => {
    const { campaign, destination } = row;
    expect(writeUploadRow({ campaign, destination })).to.equal('prueba1;098344484');
    expect(writeUploadRow({ campaign, destination, agentPhone: '1001' })).to.equal('prueba1;098344484;;;;1001');
    expect(writeUploadRow({ ...row, priority: undefined })).to.match(/;099124484:099111111;;1001$/);
    expect(writeUploadRow({ campaign, destination, priority: 2 })).to.equal('prueba1;098344484;;;2');
  });

  it('refuses what would end a field or a row, and names the field [C-066] [C-160]', () => {
    for (const breaking of [';', '\r', '\n'])
      for (const [field, changes] of Object.entries({
        campaign: { campaign: `a${breaking}b` },
        destination: { destination: `1${breaking}2` },
        data: { data: [['a', `b${breaking}c`]] },
        alternatives: { alternatives: [`1${breaking}2`] },
        agentPhone: { agentPhone: `1${breaking}2` },
      } satisfies Record<string, Partial<UploadRow>>))
        expect(refusal(changes), field).to.include({ code: 'INVALID', field });
    for (const changes of [
      { campaign: ' ' },
      { destination: '' },
      { destination: '1:2' },
      { data: [['', 'x']] },
      { alternatives: [''] },
    ] satisfies Partial<UploadRow>[])
      expect(refusal(changes), JSON.stringify(changes)).to.include({ code: 'INVALID' });
  });

  it('refuses the dialer’s own priority [C-128]', () => {
    for (const priority of [1, 0, -1, 2.5, NaN])
      expect(refusal({ priority }), String(priority)).to.include({ code: 'INVALID', field: 'priority' });
  });

  it('says nothing of a line that is no row', () => {
    for (const none of ['', 'a', 'a;', ';1', `${line};x`, 'a;1;;;x', 'a;1\r'])
      expect(readUploadRow(none), none).to.equal(undefined);
  });

  it('is read as it was written', () => {
    const word = fc.string({ minLength: 1 }).filter((text) => text.trim() === text && !/[:=;\r\n]/.test(text));
    const number = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 3, maxLength: 12 });
    const any = fc.record({
      campaign: word,
      destination: number,
      data: fc.array(fc.tuple(word, word)),
      alternatives: fc.array(number),
    });
    fc.assert(
      fc.property(any, (each) => {
        expect(readUploadRow(writeUploadRow(each))).to.deep.equal(each);
      }),
    );
  });

  it('is UTF-8 in base64, without a mark, however long [C-156] [C-157]', () => {
    expect(toBase64(line)).to.equal(
      'cHJ1ZWJhMTswOTgzNDQ0ODQ7dmFyMT12YWwxOnZhcjI9dmFsMjswOTkxMjQ0ODQ6MDk5MTExMTExOzk5OTk7MTAwMQ==',
    );
    expect(toBase64('ñ\n€')).to.equal('w7EK4oKs');
    const long = 'ñ'.repeat(200_000);
    expect(new TextDecoder().decode(Uint8Array.from(atob(toBase64(long)), (each) => each.charCodeAt(0)))).to.equal(
      long,
    );
  });
});
