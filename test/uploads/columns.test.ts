import { expect } from 'chai';
import { guessColumns, preview, type Columns } from '../../src/uploads/index.js';
import { rowContact } from '../../src/uploads/columns.js';
import { readContact } from '../../src/uploads/rows.js';
import type { Contact } from '../../src/core/supervisor-commands.js';
import { failure } from '../failure.js';
import { allFields, contact, Counter, number, upload } from './uploads.fixture.js';

const headers = ['id', 'Phone', 'Phone 2', 'Phone 3', 'First name', 'last_name', 'Prio', 'city', 'city'];
const cells = ['7', ' 099-111 ', '22', '33; 44', 'Ann', '', '9', 'Salto', 'Minas'];
const of = (columns: Columns) => rowContact(columns, headers)(cells);

describe('the columns of a CSV', () => {
  it('become fields, several columns one list of numbers, and any columns data pairs', () => {
    const columns = {
      externalId: 'id',
      destination: 'Phone',
      alternatives: ['Phone 2', 'Phone 3'],
      firstName: 4,
      lastName: 'last_name',
      priority: 'Prio',
      data: ['id', ['town', 7]],
    } as const;
    expect(of(columns).contact).to.deep.equal({
      externalId: '7',
      destination: '099-111',
      alternatives: ['22', '33', '44'],
      firstName: 'Ann',
      priority: 9,
      data: [
        ['id', '7'],
        ['town', 'Salto'],
      ],
    });
  });

  it('split one column of numbers at the separator that the page sets', () => {
    const of = (separator?: string) =>
      rowContact({ destination: 0, alternatives: 1, ...(separator && { separator }) }, undefined)(['1', '2/3 : 4'])
        .contact?.alternatives;
    expect([of(), of('/')]).to.deep.equal([
      ['2/3', '4'],
      ['2', '3 : 4'],
    ]);
  });

  it('can be uContact’s own row: data as one text, and pairs without a value stay', () => {
    const row = 'prueba1;098344484;var1=val1:var2=;099124484:099111111;9999;1001'.split(';');
    expect(
      rowContact({ destination: 1, dataText: 2, alternatives: 3, priority: 4, agent: 5 }, undefined)(row).contact,
    ).to.deep.equal({
      destination: '098344484',
      alternatives: ['099124484', '099111111'],
      agent: '1001',
      data: [
        ['var1', 'val1'],
        ['var2', ''],
      ],
      priority: 9999,
    });
  });

  it('are named when they do not exist, are ambiguous, or have no name for a pair', async () => {
    for (const [columns, field] of [
      [{ destination: 'Fone' }, 'columns.destination'],
      [{ destination: 'Phone', data: ['city'] }, 'columns.data'],
      [{ destination: 12 }, 'columns.destination'],
    ] as const) {
      const error = await failure(Promise.resolve().then(() => of(columns)));
      expect([error.code, error.field]).to.deep.equal(['INVALID', field]);
    }
    expect(
      (await failure(Promise.resolve().then(() => rowContact({ destination: 0, data: [1] }, undefined)))).field,
    ).to.equal('columns.data');
  });

  it('refuse a row with more cells than the header, and a priority that is no number', () => {
    expect(rowContact({ destination: 0 }, ['a', 'b'])(['1', 'Lee', ' Ann']).problem).to.include('3 cells');
    expect(rowContact({ destination: 0 }, ['a', 'b'])(['1', 'Lee', '']).contact).to.deep.equal({ destination: '1' });
    expect(rowContact({ destination: 0 }, ['a', 'b'])([]).contact).to.deep.equal({ destination: '' });
    expect(rowContact({ destination: 0, priority: 1 }, ['a', 'b'])(['1', 'high']).problem).to.include('priority');
  });

  const guesses: [string[], Columns | undefined][] = [
    [
      ['Phone Number', 'First Name', 'Last Name', 'Time zone', 'Phone 2'],
      {
        destination: 'Phone Number',
        firstName: 'First Name',
        lastName: 'Last Name',
        timeZone: 'Time zone',
        alternatives: ['Phone 2'],
      },
    ],
    [
      ['Nombre', 'Apellidos', 'Teléfono', 'Teléfono 2', 'Prioridad', 'Ciudad'],
      {
        destination: 'Teléfono',
        firstName: 'Nombre',
        lastName: 'Apellidos',
        priority: 'Prioridad',
        alternatives: ['Teléfono 2'],
        data: ['Ciudad'],
      },
    ],
    [
      ['Nome', 'Sobrenome', 'Telefone', 'Fuso horário', 'Operador'],
      {
        destination: 'Telefone',
        firstName: 'Nome',
        lastName: 'Sobrenome',
        timeZone: 'Fuso horário',
        agent: 'Operador',
      },
    ],
    [
      ['שם פרטי', 'שם משפחה', 'טלפון', 'עדיפות'],
      { destination: 'טלפון', firstName: 'שם פרטי', lastName: 'שם משפחה', priority: 'עדיפות' },
    ],
    [
      ['destination', 'alternatives', 'parameters', 'phone', 'x', 'x', ''],
      { destination: 'destination', dataText: 'parameters', alternatives: ['alternatives', 'phone'], data: [4, 5] },
    ],
    [['name', 'city'], undefined],
  ];
  for (const [headers, columns] of guesses) {
    it(`are proposed for “${headers.join(', ')}”`, () => expect(guessColumns(headers)).to.deep.equal(columns));
  }

  it('are proposed only for fields that the dialer knows; a name becomes a data pair, or nothing', () => {
    const headers = ['phone', 'first name', 'phone 2'];
    expect(guessColumns(headers, ['destination', 'data', 'alternatives'])).to.deep.equal({
      destination: 'phone',
      alternatives: ['phone 2'],
      data: ['first name'],
    });
    expect(guessColumns(headers, ['destination'])).to.deep.equal({ destination: 'phone' });
  });
});

describe('a row of contacts', () => {
  const bulk = {
    ...new Counter().bulk,
    fields: allFields.filter((field) => field !== 'timeZone'),
    problem: ({ data }: Contact) => (data?.length ? { field: 'data', message: 'No data.' } : undefined),
  };

  it('is refused with the name of its field before it is sent', () => {
    const one = contact(1);
    const wrong: [object, string][] = [
      [{ destination: ' ' }, 'destination: '],
      [{ destination: '09;1' }, 'destination: “09;1”: There are two numbers'],
      [{ destination: '0' }, 'destination: “0”: This is too short'],
      [{ ...one, alternatives: ['ana@example.com'] }, 'alternatives: “ana@example.com”: This is not a number'],
      [{ destination: '5.9834448E+10' }, 'destination: “5.9834448E+10”: A spreadsheet has shortened'],
      [{ ...one, alternatives: ['1', '2:3'] }, 'alternatives: '],
      [{ ...one, at: '2030-02-30 10:00:00' }, 'at: '],
      [{ ...one, timeZone: 'UTC' }, 'timeZone: this dialer'],
      [{ ...one, note: 'x' }, 'note: this dialer'],
      [{ ...one, data: [['a', 'b']] }, 'data: No data.'],
      [{}, 'destination: '],
      [{ ...one, alternatives: [5] }, 'alternatives: '],
    ];
    for (const [contact, problem] of wrong)
      expect(readContact(contact as Contact, bulk).problem?.slice(0, problem.length)).to.equal(problem);
    expect(readContact({ ...one, timeZone: 'Mars/Base' }, undefined).problem).to.include('timeZone');
    expect(readContact({ ...one, at: '2030-02-28 10:00:00' }, bulk).problem).to.equal(undefined);
  });

  it('does not stop the others, and its line is named', async () => {
    const client = new Counter();
    const { counts, refused } = await upload(client, {
      contacts: [contact(1), null, {}, contact(4), { destination: 5 }],
    }).result;
    expect([counts.accepted, counts.sent, refused.map(({ line }) => line)]).to.deep.equal([2, 2, [2, 3, 5]]);
  });

  it('is not refused a million times for a column that the dialer does not know: that is said at once', async () => {
    const client = new Counter();
    client.bulk = { ...client.bulk, fields: ['destination'] };
    const error = await failure(
      upload(client, { csv: new Blob(['phone,name\n1,a\n']), columns: { destination: 'phone', firstName: 'name' } })
        .result,
    );
    expect([error.code, error.field]).to.deep.equal(['INVALID', 'columns.firstName']);
  });
});

describe('the preview of a CSV', () => {
  it('shows delimiter, encoding, headers, a proposal and the first rows with their problems, of the beginning alone', async () => {
    const csv = new Blob([
      `phone;name;priority\n${number(1)};Ann;5\n;Bob;\n${number(3)};"C" D;1\n${number(4)};Eve;x\n`,
      'z'.repeat(9_000_000),
    ]);
    const bulk = {
      ...new Counter().bulk,
      problem: ({ data }: Contact) => (data?.[0]?.[1] === 'Ann' ? { field: 'data', message: 'No Ann.' } : undefined),
      fields: allFields.filter((field) => field !== 'firstName'),
    };
    const { delimiter, encoding, headers, proposed, rows } = await preview(csv, { bulk, rows: 4 });
    expect([delimiter, encoding, headers]).to.deep.equal([';', 'utf-8', ['phone', 'name', 'priority']]);
    expect(proposed).to.deep.equal({ destination: 'phone', priority: 'priority', data: ['name'] });
    expect(rows.map(({ line, problem }) => [line, problem?.split(/[:.]/)[0]])).to.deep.equal([
      [2, 'name'],
      [3, 'phone'],
      [4, 'A quote inside a quoted cell must be written twice'],
      [5, 'priority'],
    ]);
    expect(rows[0]?.contact).to.deep.equal({ destination: number(1), data: [['name', 'Ann']], priority: 5 });
  });

  it('finds the number in a file without a header, and uses the page’s own columns', async () => {
    const csv = new Blob([`Ann,${number(1)}\nBob,${number(2)}\n`]);
    expect(await preview(csv)).to.deep.include({ headers: undefined, proposed: { destination: 1 } });
    expect((await preview(csv, { columns: { destination: 1, firstName: 0 } })).rows[1]?.contact).to.deep.equal({
      destination: number(2),
      firstName: 'Bob',
    });
  });

  it('proposes nothing for a file without numbers', async () => {
    expect(await preview(new Blob(['name,city\nAnn,Salto\n']))).to.deep.include({
      proposed: undefined,
      headers: ['name', 'city'],
    });
  });
});
