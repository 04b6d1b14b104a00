import { expect } from 'chai';
import { bareDigits } from '../../src/numbers/found-number.js';
import { finder } from '../../src/numbers/finder.js';

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

  it('reads digits of other scripts', () => {
    expect(bareDigits('٠٩٩ ١٢٣ ٤٥٦')).to.equal('099123456');
    expect(bareDigits('＋５９８ ９９ １２３ ４５６')).to.equal('+59899123456');
  });

  it('reads what is known to be a number, and leaves one alone that it does not know', () => {
    expect(finder.readNumber('099 123 456', 'UY')).to.include({
      digits: '099123456',
      e164: '+59899123456',
      country: 'UY',
    });
    expect(finder.readNumber('*123#', 'UY')).to.include({ digits: '*123#', e164: '', country: '' });
    expect(finder.readNumber('1001', '')).to.include({ digits: '1001', e164: '' });
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

  it('searches a text that was made to slow it down in small pieces, and leaves out what holds no number', () => {
    for (const [text, searched] of [
      ['1 ', 50],
      ['1.', 50],
      ['(', 0],
      ['a-', 0],
      ['0:', 50],
    ] as const)
      expect([...finder.findNumbers(text.repeat(5_000), 'UY')].filter((each) => !each).length, text).to.equal(searched);
  });
});
