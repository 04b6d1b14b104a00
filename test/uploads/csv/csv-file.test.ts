import { expect } from 'chai';
import { CsvFile, type CsvOptions, ByteReader } from '../../../src/uploads/csv/csv-file.js';
import { writeCsvRow } from '../../../src/codecs/csv-row.js';
import type { CsvRow } from '../../../src/uploads/csv/csv-parser.js';
import type { CtiError } from '../../../src/core/errors.js';
import { failure } from '../../failure.js';
import { fc } from '../../seeded.js';

type Bytes = Uint8Array<ArrayBuffer>;

const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

const utf16 = (text: string, isBig = false): Bytes =>
  new Uint8Array(
    [...text]
      .flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8])
      .flatMap((low, at, all) => (isBig ? [all[at ^ 1] ?? 0] : [low])),
  );

const latin = (text: string): Bytes => new Uint8Array([...text].map((letter) => letter.charCodeAt(0)));

const join = (...parts: (Bytes | number[])[]) => new Uint8Array(parts.flatMap((part) => [...part]));

/** The bytes in chunks of a size, as a slow line brings them. */
const stream = (bytes: Bytes, size: number) => {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, (at += size)));
    },
  });
};

async function read(bytes: Bytes, options: CsvOptions = {}, size = 0) {
  const file = await CsvFile.open(size ? stream(bytes, size) : new Blob([bytes]), options);
  const rows: [line: number, ...cells: string[]][] = [];
  const problems: number[] = [];
  for await (const { line, cells, problem } of file.rows()) {
    rows.push([line, ...cells]);
    if (problem) problems.push(line);
  }
  return { rows, problems, file, headers: file.headers, delimiter: file.delimiter, encoding: file.encoding };
}

describe('a CSV of contacts @engines', () => {
  for (const [name, delimiter] of [
    ['a comma', ','],
    ['a semicolon', ';'],
    ['a tab', '\t'],
    ['a bar', '|'],
  ] as const) {
    it(`is recognised with ${name} as its delimiter`, async () => {
      const text = ['phone,name,note', '099111222,"Ann, Bob; C",x', '099333444,Eve,y']
        .join('\n')
        .replace(/,(?! )/g, delimiter);
      const { rows, headers, delimiter: found } = await read(utf8(text));
      expect([found, headers, rows[0]?.length, rows[1]]).to.deep.equal([
        delimiter,
        ['phone', 'name', 'note'],
        4,
        [3, '099333444', 'Eve', 'y'],
      ]);
    });
  }

  it('believes a first line that names the delimiter, and counts it', async () => {
    const { rows, delimiter, headers } = await read(utf8('sep=|\nphone|name\n099111222|a,b\n'));
    expect([delimiter, headers, rows]).to.deep.equal(['|', ['phone', 'name'], [[3, '099111222', 'a,b']]]);
    const quoted = await read(utf8('\ufeff"sep=;"\r\nphone;name\r\n099111222;a,b\r\n'));
    expect([quoted.delimiter, quoted.headers, quoted.rows]).to.deep.equal([
      ';',
      ['phone', 'name'],
      [[3, '099111222', 'a,b']],
    ]);
  });

  const text = 'teléfono;nombre\r\n099111222;Añez “Ñandú”\r\n';
  const rowsOfText = [[2, '099111222', 'Añez “Ñandú”']];
  const plain = 'teléfono;nombre\r\n099111222;Añez\r\n';
  const encodings: [string, Bytes, string, unknown][] = [
    ['UTF-8', utf8(text), 'utf-8', rowsOfText],
    ['UTF-8 with its mark', join([0xef, 0xbb, 0xbf], utf8(text)), 'utf-8', rowsOfText],
    ['UTF-16, little end first', join([0xff, 0xfe], utf16(text)), 'utf-16le', rowsOfText],
    ['UTF-16, big end first', join([0xfe, 0xff], utf16(text, true)), 'utf-16be', rowsOfText],
    ['windows-1252', latin(plain), 'windows-1252', [[2, '099111222', 'Añez']]],
  ];
  for (const [name, bytes, encoding, rows] of encodings) {
    it(`is recognised in ${name}, also a byte at a time`, async () => {
      for (const size of [0, 1, 7]) {
        const found = await read(bytes, {}, size);
        expect([found.encoding, found.headers?.[0], found.rows]).to.deep.equal([encoding, 'teléfono', rows]);
      }
    });
  }

  it('takes the encoding, delimiter and header that the page sets', async () => {
    const { rows, headers } = await read(latin('099111222,é;x\n'), {
      encoding: 'latin1',
      delimiter: ';',
      header: true,
    });
    expect([headers, rows]).to.deep.equal([['099111222,é', 'x'], []]);
    expect((await read(utf8('name,note\n'), { header: false })).rows).to.deep.equal([[1, 'name', 'note']]);
    expect((await failure(read(utf8('a'), { encoding: 'klingon' }))).field).to.equal('encoding');
    for (const delimiter of ['', '"', '||', '\n'])
      expect((await failure(read(utf8('a'), { delimiter }))).field).to.equal('delimiter');
  });

  it('says the line of a byte that is no UTF-8, after the lines before it, and never puts � into a name', async () => {
    const good = Array.from({ length: 4_000 }, (_, at) => `0991${at},Ann Smith of line ${at + 2}\n`).join('');
    const bytes = join(utf8(`phone,name\n${good}`), latin('0995,Añez\n0996,Bob\n'));
    const file = await CsvFile.open(stream(bytes, 10_000));
    let last = 0;
    const error = await failure(
      (async () => {
        for await (const { line } of file.rows()) last = line;
      })(),
    );
    expect([error.code, error.field, last]).to.deep.equal(['INVALID', 'line 4002', 4_001]);
    expect((await failure(read(join(utf8('phone\n0991\n'), [0xc3]), { encoding: 'utf-8' }))).field).to.equal('line 3');
    expect((await read(utf8('phone,name\n0991,\ufffd\n'))).rows[0]?.[2]).to.equal('\ufffd');
  });

  it('does not take a workbook for a text', async () => {
    expect((await failure(read(join([0x50, 0x4b, 3, 4, 0, 0], utf8('xl/workbook.xml'))))).message).to.include('CSV');
  });

  it('reads a header alone, a row without a line end, nothing, and blank lines', async () => {
    expect(await read(utf8('phone,name'))).to.deep.include({ rows: [], headers: ['phone', 'name'] });
    expect((await read(utf8('0991122'))).rows).to.deep.equal([[1, '0991122']]);
    expect((await read(utf8('phone,name\n0991,"Ann"'))).rows).to.deep.equal([[2, '0991', 'Ann']]);
    expect((await read(utf8(''))).rows).to.deep.equal([]);
    expect((await read(utf8('phone,name\n\n0991,a\n,\n  \n0992,b\n\n'))).rows).to.deep.equal([
      [3, '0991', 'a'],
      [6, '0992', 'b'],
    ]);
  });

  it('reads quotes, doubled quotes, and line ends within them; a row has the line on which it begins', async () => {
    const { rows } = await read(utf8('phone,name\r\n0991,"Ann ""A"" \r\nSmith"\r\n0992,"x,y"\r\n'));
    expect(rows).to.deep.equal([
      [2, '0991', 'Ann "A" \nSmith'],
      [4, '0992', 'x,y'],
    ]);
  });

  it('reads line ends of all kinds in one file', async () => {
    for (const size of [0, 1, 3]) {
      const { rows } = await read(utf8('phone,name\r\n0991,a\n0992,b\r0993,c\r\n0994,d'), {}, size);
      expect(rows).to.deep.equal([
        [2, '0991', 'a'],
        [3, '0992', 'b'],
        [4, '0993', 'c'],
        [5, '0994', 'd'],
      ]);
    }
    expect((await read(utf8('phone\r0991\r0992\r'), {}, 2)).rows).to.deep.equal([
      [2, '0991'],
      [3, '0992'],
    ]);
  });

  it('keeps a quote in the middle of a cell, and gives up the one line of a quoted cell with a single one', async () => {
    const { rows, problems } = await read(utf8('phone,name\n0991,5" pipe\n0992,"Bob" Smith\n0993,"c\nd"\n0994,"x"y'));
    expect(rows).to.deep.equal([
      [2, '0991', '5" pipe'],
      [3, '0992', '"Bob" Smith'],
      [4, '0993', 'c\nd'],
      [6, '0994', '"x"y'],
    ]);
    expect(problems).to.deep.equal([3, 6]);
    const many = await read(utf8(`phone,name\n${'0991,"Bob" Smith\n'.repeat(5_000)}0992,Ann\n`), {}, 65_536);
    expect([many.problems.length, many.rows.at(-1)]).to.deep.equal([5_000, [5_002, '0992', 'Ann']]);
  });

  it('reads the same rows behind a line with broken quotes, however long they are', async () => {
    const long = `0993,"${'long\n'.repeat(500)}"\n0994,d\n`;
    const { rows } = await read(utf8(`phone,name\n0991,"a" b\n${long}${long}0995,"c" d\n0996,e`));
    expect(rows.map(([line, phone, name]) => [line, phone, String(name).length])).to.deep.equal([
      [2, '0991', 5],
      [3, '0993', 2_500],
      [504, '0994', 1],
      [505, '0993', 2_500],
      [1006, '0994', 1],
      [1007, '0995', 5],
      [1008, '0996', 1],
    ]);
  });

  it('takes no line for a row that may be a part of broken quotes, and goes on with the next whole row', async () => {
    const { rows, problems } = await read(
      utf8('phone,name,note\n0991,Ann,a\n0992,Bob,"call\n0999999\nlater "or" not\n0993,Eve,b\n0994,Kim,5" pipe\n'),
    );
    expect(rows.map(([line, phone]) => [line, phone])).to.deep.equal([
      [2, '0991'],
      [3, '0992'],
      [4, '0999999'],
      [5, 'later "or" not'],
      [6, '0993'],
      [7, '0994'],
    ]);
    expect(problems).to.deep.equal([3, 4, 5]);
  });

  it('says where a quote was opened that nobody closes, instead of taking the file for one cell', async () => {
    expect((await failure(read(utf8('phone,name\n0991,a\n0992,"b\n0993,c\n')))).field).to.equal('line 3');
    const endless = utf8(`phone,name\n0991,a\n0992,"b\n${'0993,c\n'.repeat(400_000)}`);
    expect((await failure(read(endless, {}, 65_536))).field).to.equal('line 3');
    expect((await failure(read(utf8('x'.repeat(2_500_000)), {}, 65_536))).field).to.equal('line 1');
  });

  it('reads every written cell back, however the bytes are cut', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'ñ', '😀', '"', ',', ';', '\n', ' ', '=', '+', "'", '\t', '9'),
    });
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.integer({ min: 1, max: 40 }),
        async (cells, delimiter, size) => {
          const { rows } = await read(
            utf8(cells.map((row) => `${writeCsvRow(row, delimiter)}\r\n`).join('')),
            { delimiter, header: false },
            size,
          );
          expect(rows.map(([, ...row]) => row)).to.deep.equal(cells.filter((row) => row.some((each) => each.trim())));
        },
      ),
    );
  });
});

/** Letters above ASCII of an encoding, by their bytes. */
const letters: Record<string, Record<number, string>> = {
  'windows-1252': {
    0x80: '€',
    0x91: '‘',
    0x92: '’',
    0x93: '“',
    0x94: '”',
    0x96: '–',
    0x99: '™',
    0x9c: 'œ',
    0xe9: 'é',
    0xff: 'ÿ',
  },
  'windows-1255': { 0xa4: '₪', 0xe0: 'א', 0xea: 'ך', 0xfa: 'ת' },
  'windows-1256': { 0x81: 'پ', 0xc7: 'ا', 0xe1: 'ل', 0xed: 'ي', 0xff: 'ے' },
  macintosh: { 0x80: 'Ä', 0x87: 'á', 0x8e: 'é', 0x96: 'ñ', 0xd5: '’', 0xdb: '€', 0xe7: 'Á', 0xff: 'ˇ' },
};
/** A text in one of them. */
function in8Bits(text: string, encoding: string): Bytes {
  const decoder = new TextDecoder(encoding);
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(new Uint8Array([byte]), { stream: true }), byte]),
  );
  return new Uint8Array([...text].map((letter) => bytes.get(letter) ?? expect.fail(`${encoding} has no ${letter}`)));
}

describe('a CSV of one byte a letter @engines', () => {
  it('is read alike in Node and in browsers, in the beginning and behind it', async () => {
    for (const [encoding, table] of Object.entries(letters)) {
      const own = Object.entries(table);
      const line = join(
        utf8('0991,'),
        own.map(([byte]) => Number(byte)),
        utf8('\n'),
      );
      const name = own.map(([, letter]) => letter).join('');
      const { rows, file } = await read(join(utf8('phone,name\n'), ...Array<Bytes>(6_000).fill(line)), { encoding });
      expect([encoding, file.sample[0]?.cells[1], rows.at(-1)?.[2], rows.length]).to.deep.equal([
        encoding,
        name,
        name,
        6_000,
      ]);
    }
  });

  const guesses: [string, string][] = [
    ['windows-1255', 'שם פרטי,טלפון\nמשה כהן,0521234567\nרחל לוי,0521234568\n'],
    ['windows-1255', 'phone,name\n0521234567,"Ann אברהם"\n'],
    ['windows-1256', 'phone,name\n0501234567,محمد العلي\n0501234568,فاطمة حسن\n'],
    ['macintosh', 'teléfono,nombre\n099123456,José Muñoz\n099123457,Óscar Martínez\n'],
    ['macintosh', 'Telefon,Name\n099123456,Jürgen Groß\n099123457,Käthe Schäfer\n'],
    ['macintosh', 'phone,name\n099123456,João Simões\n099123457,Ana\n'],
    ['macintosh', 'phone,name\r099123456,Ruíz\r'],
    ['windows-1252', 'teléfono,nombre\n099123456,José Muñoz\n099123457,Óscar Martínez O’Brien\n'],
    ['windows-1252', 'phone,name\n099123456,Sean O’Brien\n099123457,“Anne” d’Arc – 5 €\n'],
    ['windows-1252', 'Telefone,Nome\n099123456,JOÃO CONCEIÇÃO\n099123457,à Évora\n'],
    ['windows-1252', 'Telefon,Name\n099123456,Jürgen Groß\n099123457,ÄÖÜ Müller\n'],
    ['windows-1252', 'téléphone,nom\n099123456,Œuvre à côté\n'],
  ];
  for (const [encoding, text] of guesses) {
    it(`is taken for ${encoding} by its letters: ${text.split(/[\n\r]/)[1]}`, async () => {
      const { rows, encoding: found } = await read(in8Bits(text, encoding));
      expect([found, String(rows[0])]).to.deep.equal([encoding, `2,${text.replaceAll('"', '').split(/[\n\r]/)[1]}`]);
    });
  }

  it('is not taken for Hebrew or Arabic where it is another script: a person says which', async () => {
    for (const [encoding, text] of [
      ['windows-1251', 'phone,name\n099123456,иванова елена\n099123457,ПЕТРОВ ИВАН\n099123458,Сидоров Олег\n'],
      ['windows-1253', 'phone,name\n099123456,παπαδοπουλου μαρια\n099123457,Νικος Γεωργιου\n'],
    ] as const)
      expect((await read(in8Bits(text, encoding))).encoding).to.equal('windows-1252');
  });
});

/** Encodings that a page may name, the usual ones first. */
const allEncodings =
  'utf-8 utf-16le utf-16be windows-1252 windows-1255 windows-1256 macintosh iso-8859-15 shift_jis gb18030 big5 euc-kr iso-2022-jp'.split(
    ' ',
  );

/** Rows to the end or to what stops them, and what that is. */
async function rowsUntil(bytes: Bytes, options: CsvOptions, size = 0) {
  const rows: CsvRow[] = [];
  try {
    const file = await CsvFile.open(size ? stream(bytes, size) : new Blob([bytes]), options);
    try {
      for await (const row of file.rows()) rows.push(row);
      return { file, rows, error: undefined };
    } catch (cause) {
      return { file, rows, error: cause as CtiError };
    }
  } catch (cause) {
    return { file: undefined, rows, error: cause as CtiError };
  }
}

const said = (error: CtiError | undefined) => error && [error.code, error.field, error.message];

describe('any bytes as a CSV @engines', () => {
  const texts = fc
    .array(
      fc.constantFrom(
        ...[
          '099123456',
          'Ann',
          'é',
          '“',
          'א',
          'م',
          '😀',
          '"',
          '"',
          '""',
          ',',
          ';',
          '\t',
          '|',
          '\n',
          '\r\n',
          '\r',
          '\ufeff',
        ],
        ...['\0', ' ', '=', "'", '\n\ufeff"', '"\n', ',"', '",', 'sep=;\n', '\u2028', 'x'.repeat(600), '\ufffd'],
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(''));
  const written = texts.chain((text) =>
    fc.constantFrom(
      utf8(text),
      join([0xef, 0xbb, 0xbf], utf8(text)),
      utf16(text),
      join([0xff, 0xfe], utf16(text)),
      latin(text),
    ),
  );
  const bytes = fc.oneof(
    written,
    fc.uint8Array({ maxLength: 60 }).map((any) => new Uint8Array(any)),
  );
  const options = fc.record(
    {
      encoding: fc.constantFrom(...allEncodings),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      header: fc.boolean(),
      title: fc.nat(2),
    },
    { requiredKeys: [] },
  );

  it('is the same rows on the same lines, wherever the bytes are cut, and the beginning shows the first of them', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, options, async (all, how) => {
        const whole = await rowsUntil(all, how);
        for (let size = 1; size <= Math.min(all.length, 12); size++) {
          const cut = await rowsUntil(all, how, size);
          expect([cut.rows, said(cut.error)]).to.deep.equal([whole.rows, said(whole.error)]);
        }
        const { file, rows, error } = whole;
        if (file) expect([file.sample, said(file.problem)]).to.deep.equal([rows, said(error)]);
      }),
    );
  });

  it('loses no sign but quotes, blanks, delimiters, line ends and byte-order marks, and no line', async () => {
    const kept = (text: string) => text.replace(/["\s,;\ufeff]/g, '');
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom(',', ';'), async (text, delimiter) => {
        const { rows, error } = await rowsUntil(utf8(text), { delimiter, header: false, title: 0, encoding: 'utf-8' });
        const lines = text.replace(/^\ufeff*sep=;\n/i, '\n').split(/\r\n|\r|\n/);
        fc.pre(!text.includes('\0'));
        let next = 1;
        for (const { from, line, to, cells } of rows) {
          if (next !== 1 || !/^\ufeff*sep=;\n/i.test(text)) expect(from).to.equal(next);
          expect([from <= line, line <= to]).to.deep.equal([true, true]);
          const own = kept(lines.slice(from - 1, to).join(''));
          expect(kept(cells.join(''))).to.equal(own);
          next = to + 1;
        }
        // What is left is blank, or begins with a quote that nobody closes.
        const stop = error ? Number(error.field?.replace('line ', '')) : Infinity;
        expect(kept(lines.slice(next - 1, stop - 1).join(''))).to.equal('');
      }),
    );
  });

  it('reads a byte-order mark between two files that were put together as no part of a cell', async () => {
    const { rows } = await read(utf8('phone,name\n0991,Ann\n\ufeffphone,name\n\ufeff\ufeff"0992","B, C"\n'));
    expect(rows).to.deep.equal([
      [2, '0991', 'Ann'],
      [3, 'phone', 'name'],
      [4, '0992', 'B, C'],
    ]);
  });

  it('knows on which line a last row ends that has lines of its own', async () => {
    const { rows } = await rowsUntil(utf8('phone,name\n0991,"Ann\nSmith"'), {});
    expect(rows.map(({ from, to }) => [from, to])).to.deep.equal([[2, 3]]);
  });

  it('refuses a row with a NUL, behind the beginning too', async () => {
    const list = utf8(`phone,name\n${'0991,Ann\n'.repeat(8_000)}0992,A\0nn\n0993,Bob\n`);
    const { problems, rows } = await read(list);
    expect([problems, rows.length]).to.deep.equal([[8_002], 8_002]);
  });
});

describe('the bytes of a list @engines', () => {
  it('come in parts of at most 64 KiB, however many the browser gives at once, and are counted as they are handed on', async () => {
    const bytes = Uint8Array.from({ length: 200_000 }, (_, at) => at % 251);
    const source = new ByteReader(
      new ReadableStream<Uint8Array>({ start: (stream) => (stream.enqueue(bytes), stream.close()) }),
    );
    await source.head();
    const parts: number[] = [];
    const got: number[] = [];
    for await (const part of source.chunks(3)) {
      parts.push(part.length);
      got.push(...part);
      expect(source.read).to.equal(got.length + 3);
    }
    expect(parts).to.deep.equal([65_533, 65_536, 65_536, 3_392]);
    expect(got).to.deep.equal([...bytes.subarray(3)]);
  });
});
