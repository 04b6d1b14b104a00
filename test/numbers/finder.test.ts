import { expect } from 'chai';
import { finder } from '../../src/numbers/finder.js';
import { withKeptLines } from '../../src/numbers/pieces.js';

const find = (text: string, country = 'UY') => [...finder.findNumbers(text, country)].filter((each) => !!each);
const texts = (text: string, country?: string) => find(text, country).map((number) => number.text);

/** `[country, text, what is found]`. */
const right: [string, string, string[]][] = [
  ['UY', 'Llamar al 091 000 000 hoy', ['091 000 000']],
  ['UY', '098765432', ['098765432']],
  ['uy', '2901 2345', ['2901 2345']],
  ['UY', 'Tel:099123456', ['099123456']],
  ['UY', 'Tel.: 099.123.456.', ['099.123.456']],
  ['UY', 'Tel/Fax: 2901 2345', ['2901 2345']],
  ['UY', '(099) 123-456', ['(099) 123-456']],
  ['UY', '+598 99 123 456', ['+598 99 123 456']],
  ['UY', '+54 9 11 2345-6789', ['+54 9 11 2345-6789']],
  ['UY', '00598 99 123 456', ['00598 99 123 456']],
  ['UY', '099 123 456/099 654 321', ['099 123 456', '099 654 321']],
  ['UY', '094 111 222, 095 333 444; 2600 1111', ['094 111 222', '095 333 444', '2600 1111']],
  ['UY', '099123456,099654321', ['099123456', '099654321']],
  ['UY', '099123456 099654321', ['099123456', '099654321']],
  ['UY', '2901 2345 ext. 12', ['2901 2345 ext. 12']],
  ['UY', '2901 2345, int. 12 (recepción)', ['2901 2345, int. 12']],
  ['UY', 'Call 099 123 456 before 12:30 on 12/05/2024', ['099 123 456']],
  ['UY', '2024-05-12 10:30 called 099 123 456', ['099 123 456']],
  ['UY', 'Customer: 099 123 456', ['099 123 456']],
  ['US', '(213) 373-4253 ext 5', ['(213) 373-4253 ext 5']],
  ['US', '213-373-4253', ['213-373-4253']],
  ['US', '213.373.4253', ['213.373.4253']],
  ['GB', '020 7946 0958', ['020 7946 0958']],
  ['GB', '+44 (0)20 7946 0958', ['+44 (0)20 7946 0958']],
  ['FR', '01 23 45 67 89', ['01 23 45 67 89']],
  ['FR', '01.23.45.67.89', ['01.23.45.67.89']],
  ['BR', '(11) 98765-4321', ['(11) 98765-4321']],
  ['AR', '011 15-2345-6789', ['011 15-2345-6789']],
  ['MX', '55 1234 5678', ['55 1234 5678']],
  ['DE', '030/901820', ['030/901820']],
  ['', '+598 99 123 456', ['+598 99 123 456']],
  ['DE', '+49/30/901820', ['+49/30/901820']],
  ['DE', '030 / 90 18 20', ['030 / 90 18 20']],
  ['BR', '0xx11 98765-4321', ['0xx11 98765-4321']],
  ['ES', 'Tel. 91.123.45.67', ['91.123.45.67']],
  ['AR', '(+44)(0)20 7946 0958', ['(+44)(0)20 7946 0958']],
  ['UY', '2901 2345 - 099 123 456', ['2901 2345', '099 123 456']],
  ['UY', '2901 2345-099123456', ['2901 2345', '099123456']],
  ['UY', '099 123 456 US$ 500', ['099 123 456']],
  // letters of scripts that put no space between words
  ['IL', 'נא להתקשר ל-052-2345678 מחר', ['052-2345678']],
  ['IL', 'או ב-03-6123456', ['03-6123456']],
  ['IL', 'או ב־03-6123456', ['03-6123456']],
  ['IL', 'ל052-2345678', ['052-2345678']],
  ['JP', '電話番号は09012345678です', ['09012345678']],
  ['JP', 'サポートセンター03ー1234ー5678', ['03ー1234ー5678']],
  ['CN', '请拨打13812345678联系', ['13812345678']],
  ['KR', '연락처010-2345-6789로', ['010-2345-6789']],
  ['SA', 'اتصل بـ0501234567', ['0501234567']],
  ['TH', 'โทร0812345678นะ', ['0812345678']],
  ['IN', 'लिए9876543210', ['9876543210']],
  ['IN', '९८७६५४३२१०', ['९८७६५४३२१०']],
  // white space as the browser shows it
  ['UY', 'Phone: 099\n        123 456', ['099\n        123 456']],
  ['UY', 'Phone: 099\t123\r\n 456', ['099\t123\r\n 456']],
  ['FR', '01\u202f23\u202f45\u202f67\u202f89', ['01\u202f23\u202f45\u202f67\u202f89']],
  ['FR', '01\u200923\u200245\u200767\u00a089', ['01\u200923\u200245\u200767\u00a089']],
  // lists
  ['DE', '030 901820 / 21', ['030 901820']],
  ['DE', '030 901820/21', ['030 901820']],
  ['DE', '030901820 / 21 / 22', ['030901820']],
  ['UY', '099123456/7', ['099123456']],
  ['UY', '2901 2345/46/47', ['2901 2345']],
  ['US', '(650) 223 3345 (754) 223 3321', ['(650) 223 3345', '(754) 223 3321']],
  // what stands around, and is no part
  ['US', '773-328-5143*', ['773-328-5143']],
  ['US', '**773-328-5143**', ['773-328-5143']],
  ['US', '*773-328-5143*', ['773-328-5143']],
  ['US', '_773-328-5143_', ['773-328-5143']],
  ['US', '~~773-328-5143~~', ['773-328-5143']],
  ['US', '(773-328-5143)', ['773-328-5143']],
  ['US', '[773-328-5143]', ['773-328-5143']],
  ['US', '((773) 328-5143)', ['(773) 328-5143']],
  ['US', '(or (773) 328-5143)', ['(773) 328-5143']],
  // beside dates
  ['UY', 'Nov 30 099 123 456', ['099 123 456']],
  ['UY', '29/11 099 123 456 no contesta', ['099 123 456']],
  ['FR', '01 20 11 26 45', ['01 20 11 26 45']],
  ['FR', '30 11 26 01 23 45 67 89', ['01 23 45 67 89']],
  ['DK', '20 11 20 26', ['20 11 20 26']],
  ['RU', '8 (4852) 30-11-20', ['8 (4852) 30-11-20']],
  ['UY', '+598 2011 2026', ['+598 2011 2026']],
  ['CI', '01 23 45 6789', ['01 23 45 6789']],
  ['CF', '+236 70 01 23 45', ['+236 70 01 23 45']],
  ['FO', '211234', ['211234']],
  ['FR', '06 12 34 56 78 / 06 12 34 56 78', ['06 12 34 56 78', '06 12 34 56 78']],
];

/** What only looks like a number. */
const wrong: [string, string][] = [
  ['', '099 123 456'],
  ['UY', '2024-05-12'],
  ['UY', '2024-05-12 10:30:15'],
  ['UY', '2024-05-12T10:30:15Z'],
  ['UY', '20240512'],
  ['UY', '12/05/2024 10:30'],
  ['US', '10-12-2024 1530'],
  ['FR', '12.05.2024'],
  ['UY', '09:00-18:30'],
  ['US', '10:30-12:45'],
  ['UY', 'UY12 3456 7890 1234 5678 90'],
  ['DE', 'DE89 3704 0044 0532 0130 00'],
  ['DE', 'DE89370400440532013000'],
  ['ES', 'IBAN: ES91 2100 0418 4502 0005 1332'],
  ['US', '4111 1111 1111 1111'],
  ['US', '4111-1111-1111-1111'],
  ['UY', 'Order 24513321'],
  ['UY', 'Order no. 24513321'],
  ['UY', 'order #24513321'],
  ['UY', 'Pedido: 24513321'],
  ['UY', 'Factura Nº 24513321'],
  ['UY', 'CI 4.513.321-0'],
  ['UY', 'ID 098765432'],
  ['UY', '#098765432'],
  ['UY', 'AB-099123456'],
  ['UY', 'AB099123456'],
  ['UY', '099123456-AB'],
  ['UY', '099123456kg'],
  ['UY', '099123456789'],
  ['UY', '1.099123456'],
  ['UY', '/orders/099123456'],
  ['UY', 'https://crm.example/099123456/edit'],
  ['UY', 'mail 099123456@example.com'],
  ['UY', 'user.099123456@example.com'],
  ['UY', '192.168.100.200'],
  ['UY', '10.20.30.40'],
  ['US', '2001:0db8:85a3:0000:0000:8a2e:0370:7334'],
  ['US', '00:1A:2B:3C:4D:5E'],
  ['US', '550e8400-e29b-41d4-a716-446655440000'],
  ['UY', '$ 24.513.321'],
  ['UY', 'U$S 24513321'],
  ['UY', 'USD 24 513 321'],
  ['UY', '24.513.321 UYU'],
  ['UY', '24513321 €'],
  ['UY', '24.513.321,50'],
  ['US', '2,133,734,253'],
  ['UY', 'lat -34.9011127, -56.1645314'],
  ['US', '1732233600000'],
  ['US', '555-1234'],
  ['UY', '911'],
  ['GB', '12345678901'],
  ['US', '*72 773-328-5143'],
  ['UY', '+999 29012345'],
  ['ES', '91.123.45.67'],
  ['RU', 'тел89161234567'],
  ['GR', 'τηλ2101234567'],
  ['JP', '注文番号09012345678'],
  ['CN', '订单号13812345678'],
  ['JP', '1234567890円'],
  ['UY', '2024-2026'],
  ['UY', '20112026'],
  ['DE', '301126'],
  ['DE', '12.05.24'],
  ['FO', '30 11 26'],
  ['JP', '03.11.31 14.05'],
];

/** `[country, text, digits that go out]`: no trunk zero behind a country code, unless its plan keeps it. */
const dials: [string, string, string][] = [
  ['GB', '+44 (0)20 7946 0958', '+442079460958'],
  ['GB', '0044 (0)20 7946 0958', '00442079460958'],
  ['CH', '0041 (0)44 668 18 00', '0041446681800'],
  ['US', '011 44 (0)20 7946 0958', '011442079460958'],
  ['GB', '+44 [0]20 7946 0958', '+442079460958'],
  ['GB', '+44 020 7946 0958', '+442079460958'],
  ['AR', '(+44)(0)20 7946 0958', '+442079460958'],
  ['DE', '+49 (030) 901820', '+4930901820'],
  ['HU', '+36 (06) 30 123 4567', '+36301234567'],
  ['RU', '+7 (8) 495 123-45-67', '+74951234567'],
  ['GB', '020 7946 0958', '02079460958'],
  ['IT', '+39 (06) 698 1234', '+39066981234'],
  ['IT', '+39 (0)6 698 1234', '+39066981234'],
  ['CI', '+225 (01) 01 23 45 67', '+2250101234567'],
  ['UY', '٠٩٩ ١٢٣ ٤٥٦', '099123456'],
  ['UY', '＋５９８ ９９ １２３ ４５６', '+59899123456'],
  ['BR', '0xx11 98765-4321', '011987654321'],
];

/** `[country, text of the button, extension]`. */
const extended: [string, string, string][] = [
  ['UY', '2901 2345 ext. 12', '12'],
  ['UY', '2901 2345 (int. 12)', '12'],
  ['CA', '604-875-0811 Local 212', '212'],
  ['CA', '604-875-0811, poste 212', '212'],
  ['CA', '604-875-0811 Ext. #12', '12'],
  ['CA', '604-875-0811x12', '12'],
  ['CA', '604-875-0811 extension 12', '12'],
  ['ES', '912 345 678 extensión 12', '12'],
  ['BR', '(11) 2345-6789 ramal 12', '12'],
  ['DE', '030 901820 Durchwahl 12', '12'],
  ['IT', '06 698 1234 interno 12', '12'],
  ['RU', '8 (495) 123-45-67 доб. 12', '12'],
  ['IL', '03-6123456 שלוחה 12', '12'],
  ['US', '18005551212,,1234567#', '1234567'],
];

describe('finding numbers in a text @engines', () => {
  for (const [country, text, numbers] of right)
    it(`finds ${numbers.join(' and ')} in “${text}”, ${country || 'no country'}`, () => {
      expect(texts(text, country)).to.deep.equal(numbers);
    });

  for (const [country, text] of wrong)
    it(`finds nothing in “${text}”, ${country || 'no country'}`, () => {
      expect(texts(text, country)).to.deep.equal([]);
      expect(texts(`Before ${text} after`, country)).to.deep.equal([]);
    });

  for (const [country, text, digits] of dials)
    it(`dials ${digits} for “${text}”, ${country}`, () => {
      expect(find(`Before ${text} after`, country).map((each) => each.digits)).to.deep.equal([digits]);
    });

  for (const [country, text, extension] of extended)
    it(`tells the extension of “${text}”, and dials without it`, () => {
      const [number, ...more] = find(`Call ${text} today`, country);
      expect(number).to.include({ text, extension });
      expect(number?.digits.endsWith(extension)).to.equal(false);
      expect(more).to.deep.equal([]);
    });

  it('takes no number behind an extension’s word for an extension', () => {
    expect(texts('2901 2345 local 099 123 456')).to.deep.equal(['2901 2345', '099 123 456']);
  });

  it('keeps apart what a page shows in two lines', () => {
    expect(texts(withKeptLines('099\n123 456'))).to.deep.equal([]);
    expect(texts(withKeptLines('099 123 456\n2901 2345'))).to.deep.equal(['099 123 456', '2901 2345']);
  });

  it('says where a number stands, and what it is in every form', () => {
    const [number] = find('Tel. 2901 2345 ext. 12 (Ana)');
    expect(number).to.deep.equal({
      ...{ text: '2901 2345 ext. 12', start: 5, end: 22, digits: '29012345', national: '29012345' },
      ...{ e164: '+59829012345', country: 'UY', extension: '12' },
    });
  });

  it('keeps the prefix that is written, and adds none', () => {
    expect(find('099 123 456')[0]).to.include({ digits: '099123456', national: '099123456', e164: '+59899123456' });
    expect(find('+598 99 123 456')[0]).to.include({ digits: '+59899123456', national: '099123456' });
    expect(find('99 123 456')[0]).to.include({ digits: '99123456' });
    expect(find('00598 99 123 456')[0]).to.include({ digits: '0059899123456', e164: '+59899123456' });
    expect(find('+44 (0)20 7946 0958')[0]).to.include({ digits: '+442079460958', e164: '+442079460958' });
  });

  it('reads what is known to be a number, and leaves one alone that it does not know', () => {
    expect(finder.readNumber('099 123 456', 'UY')).to.include({
      digits: '099123456',
      e164: '+59899123456',
      country: 'UY',
    });
    expect([finder.readNumber('*123#', 'UY'), finder.readNumber('1001', '')]).to.deep.equal([undefined, undefined]);
  });

  it('knows which countries there are', () => {
    expect([
      finder.isCountry('UY'),
      finder.isCountry('uy'),
      finder.isCountry('XX'),
      finder.isCountry(''),
    ]).to.deep.equal([true, true, false, false]);
  });

  it('finds each number of a long text once, wherever it is cut', () => {
    for (const between of [', ', ' and also the number ', '\n', ' / ', ' ext. 12, '])
      for (const lead of [0, 3, 7, 11]) {
        const text =
          'x'.repeat(lead) + Array.from({ length: 200 }, (_, at) => ` 099 123 ${100 + at}${between}`).join('');
        const numbers = find(text);
        expect(
          numbers.map(({ e164 }) => Number(e164.slice(-3)) - 100).filter((at, index) => at !== index),
          between,
        ).to.deep.equal([]);
        expect(numbers.length, `${between} ${lead}`).to.equal(200);
        for (const { start, end, text: own } of numbers) expect(text.slice(start, end)).to.equal(own);
      }
  });

  it('knows of what a number is that stands in the next piece of a long text', () => {
    for (let lead = 100; lead < 240; lead++)
      expect(texts(`${'Ana '.repeat(60).slice(0, lead)} Factura Nº 24513321 `), `${lead}`).to.deep.equal([]);
  });
});
