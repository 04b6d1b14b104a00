import { expect } from 'chai';
import { finder } from '../../src/numbers/finder.js';
import { fc, runs } from '../seeded.js';

const find = (text: string, country: string) =>
  [...finder.findNumbers(text, country)].flatMap((each) => (each ? [each.text] : []));

/** Numbers as people write them, by country. */
const numbers: readonly (readonly [country: string, number: string])[] = Object.entries({
  UY: ['099 123 456', '2901 2345', '+598 99 123 456', '(099) 123-456', '099123456', '4722 1234'],
  US: ['(213) 373-4253', '213-373-4253', '+1 213 373 4253', '213.373.4253'],
  DE: ['030 901820', '+49 30 901820', '0171 1234567', '030/901820', '(030) 901820'],
  FR: ['01 23 45 67 89', '01.23.45.67.89', '+33 1 23 45 67 89', '0123456789'],
  IL: ['052-2345678', '03-6123456', '+972 52 234 5678'],
  JP: ['03-1234-5678', '090-1234-5678', '09012345678'],
  BR: ['(11) 98765-4321', '11 98765-4321'],
  AR: ['011 4345-6789'],
  ES: ['912 345 678', '91 234 56 78', '612345678'],
  IT: ['06 698 1234', '333 123 4567'],
  DK: ['32 12 34 56', '32123456'],
  RU: ['8 (495) 123-45-67', '+7 495 123-45-67', '8 (4852) 30-11-20'],
  GB: ['020 7946 0958', '+44 (0)20 7946 0958', '07911 123456'],
  CN: ['138 1234 5678', '13812345678'],
}).flatMap(([country, all]) => all.map((number) => [country, number] as const));

const months = [
  'Jan Feb March Apr May June July August Sept Oct November Dec',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
  'янв февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  'ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר',
  'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر',
].map((names) => names.split(' '));

const two = (part: number) => String(part).padStart(2, '0');
const inScript = (text: string, zero: number) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

/** A date in any form that people and programs write. */
const date = fc
  .record({
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 1, max: 12 }),
    year: fc.integer({ min: 1960, max: 2059 }),
    gap: fc.constantFrom('-', '/', '.', ' ', ' - ', ' / ', '. '),
    isPadded: fc.boolean(),
    isShort: fc.boolean(),
    names: fc.constantFrom(...months),
    hour: fc.constantFrom('', '', ' 14:05', ' 9:30', ', 14:05', ' 14.05', ' 2:05 pm', ' 14:05:33'),
    zero: fc.constantFrom(0x30, 0x30, 0x660, 0x6f0),
    form: fc.integer({ min: 0, max: 13 }),
  })
  .map(({ day, month, year, gap, isPadded, isShort, names, hour, zero, form }) => {
    const [d, m] = isPadded ? [two(day), two(month)] : [day, month];
    const y = isShort ? two(year % 100) : year;
    const name = names[month - 1];
    const forms = [
      () => `${d}${gap}${m}${gap}${y}${hour}`,
      () => `${m}${gap}${d}${gap}${y}${hour}`,
      () => `${year}${gap}${m}${gap}${d}${hour}`,
      () => `${year}-${two(month)}-${two(day)}T14:05:33Z`,
      () => `${year}-${two(month)}-${two(day)}T14:05+02:00`,
      () => `${day} ${name} ${year}${hour}`,
      () => `${name} ${day}, ${year}${hour}`,
      () => `${day} de ${name} de ${year}${hour}`,
      () => `${day}. ${name} ${year}`,
      () => `${year}${two(month)}${two(day)}`,
      () => `${two(day)}${two(month)}${year}`,
      () => `${year}年${month}月${day}日`,
      () => `${two(day)}.${two(month)}. - ${two(day + 1)}.${two(month)}.${year}`,
      () => `${year}-${two(month)}-${two(day)} - ${year}-${two(month)}-${two(day + 1)}`,
    ];
    return inScript(forms[form]?.() ?? '', zero);
  });

/** What stands beside a number and is none of it: dates and hours in short, from one to another, years and postcodes. */
const aside = fc
  .record({
    day: fc.integer({ min: 1, max: 27 }),
    month: fc.integer({ min: 1, max: 12 }),
    hour: fc.integer({ min: 1, max: 22 }),
    minutes: fc.constantFrom('00', '15', '30', '45'),
    year: fc.integer({ min: 1990, max: 2049 }),
    code: fc.integer({ min: 10000, max: 99999 }),
    isPadded: fc.boolean(),
    form: fc.integer({ min: 0, max: 16 }),
  })
  .map(({ day, month, hour, minutes, year, code, isPadded, form }) => {
    const [d, m, next, h] = [day, month, day + 1, hour].map((part) => (isPadded ? two(part) : String(part)));
    const forms = [
      `${d}.${m}.`,
      `${d}/${m}`,
      `${d}.${m}`,
      `${d}.${m}.-${next}.${m}.`,
      `${d}/${m}-${next}/${m}`,
      `${d}.-${next}.${m}.`,
      `${d}/${m} al ${next}/${m}`,
      `${d}.${m}. bis ${next}.${m}.`,
      `${month}/${year}`,
      `${h}.${minutes}`,
      `${h}-${hour + 1}`,
      `${h}.${minutes}-${hour + 1}.${minutes}`,
      `${d}.${m}. ${h}.${minutes}`,
      '24/7',
      '9-12/14-18',
      String(year),
      String(code),
    ];
    return forms[form] ?? '';
  });

/** Countries whose numbers have no fixed length: what stands beside one looks like more of it. */
const open = [
  ...numbers,
  ...Object.entries({
    DE: ['030 12345678', '0221 1234567', '030/12345678'],
    AT: ['0664 1234567', '01 5123456', '+43 664 1234567'],
    SE: ['08-123 456', '070-123 45 67'],
    FI: ['09 123 456', '040 123 4567'],
    LU: ['26 12 34 56', '621 123 456'],
    FR: ['+33 1 23 45 67 89'],
    CH: ['044 668 18 00'],
    MX: ['55 1234 5678'],
    BG: ['02 981 1234', '043/053735'],
    ID: ['0812 3456 7890'],
  }).flatMap(([country, all]) => all.map((number) => [country, number] as const)),
];

describe('dates beside numbers @engines', () => {
  it('never dials them with the digits of a date, of hours, a year or a postcode, nor a part of one', () => {
    const between = fc.constantFrom(' ', ', ', '\n', ': ', '/', '. ');
    fc.assert(
      fc.property(aside, aside, between, fc.constantFrom(...open), (one, other, by, [country, number]) => {
        for (const text of [`${one}${by}${number}`, `${number}${by}${one}`, `${one}${by}${number} ${other}`])
          expect([[], [number]], `${country} “${text}”: ${find(text, country).join(' and ')}`).to.deep.include(
            find(text, country),
          );
      }),
      { numRuns: runs(300) },
    );
  });

  it('never dials those alone', () => {
    fc.assert(
      fc.property(aside, fc.constantFrom(...open), (one, [country]) => {
        expect(find(`Before ${one} after`, country), `${country} “${one}”`).to.deep.equal([]);
      }),
    );
  });

  it('never dials a date, however it is written', () => {
    fc.assert(
      fc.property(date, fc.constantFrom(...numbers), (written, [country]) => {
        expect(find(written, country), written).to.deep.equal([]);
        expect(find(`Before ${written} after`, country), written).to.deep.equal([]);
      }),
    );
  });

  it('finds the number beside one, before it, behind it and between two', () => {
    const between = fc.constantFrom(' ', ', ', '\n', ': ', ' - ');
    fc.assert(
      fc.property(date, date, between, fc.constantFrom(...numbers), (one, other, by, [country, number]) => {
        for (const text of [`${one}${by}${number}`, `${number}${by}${one}`, `${one} ${number} ${other}`])
          expect(find(text, country), `${country} “${text}”`).to.deep.equal([number]);
      }),
    );
  });
});
