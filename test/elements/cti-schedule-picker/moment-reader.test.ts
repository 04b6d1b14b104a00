import { expect } from 'chai';
import { writeWallClock } from '../../../src/codecs/wall-clock.js';
import { meaningsOf, readDate, readTimes } from '../../../src/elements/cti-schedule-picker/moment-reader.js';
import {
  dateFieldText,
  momentText,
  shortMomentText,
  dayText,
  timeText,
} from '../../../src/elements/shared/time-text.js';
import { fc } from '../../seeded.js';
import { resetPageLanguage, setPageLanguage } from '../page-language.js';

/** Tuesday. */
const now = '2026-12-01 14:03:00';
const read = (text: string, at = now) =>
  meaningsOf(text, at).map(({ date, time, minutes }) =>
    minutes === undefined ? `${date ?? ''} ${time ?? ''}`.trim() : `+${minutes}`,
  );

const locales = [
  ...['en-GB', 'en-US', 'es-UY', 'es-AR', 'pt-BR', 'he-IL', 'ar-EG', 'fr-FR', 'fr-CA', 'de-DE', 'pl-PL', 'sv-SE'],
  ...['ru-RU', 'lv-LV', 'eu-ES', 'ja-JP', 'zh-CN', 'zh-TW', 'zh-HK', 'ko-KR'],
];

afterEach(resetPageLanguage);

describe('what a text says of a time', () => {
  const said: [language: string, typed: string, ...meant: string[]][] = [
    ['en-GB', 'tue 15:00', '2026-12-01 15:00'],
    ['en-GB', 'tue 14:00', '2026-12-08 14:00'],
    ['en-GB', 'Tues 15.00', '2026-12-01 15:00'],
    ['en-GB', 'tomorrow 9', '2026-12-02 09:00'],
    ['en-GB', 'tomorrow at 9pm', '2026-12-02 21:00'],
    ['en-GB', '+45', '+45'],
    ['en-GB', '+2h', '+120'],
    ['en-GB', 'in 2 hours', '+120'],
    ['en-GB', '90 minutes', '+90'],
    ['en-GB', 'in 3 days', '2026-12-04'],
    ['en-GB', '3 dec 14:30', '2026-12-03 14:30'],
    ['en-GB', '14:30 3 december', '2026-12-03 14:30'],
    ['en-GB', '3 dec 14', '2026-12-03 14:00'],
    ['en-GB', 'dec 3 1430', '2026-12-03 14:30'],
    ['en-GB', '3 dec 2027 10', '2027-12-03 10:00'],
    ['en-GB', '30/11 10', '2027-11-30 10:00'],
    ['en-GB', '2/12 10.30', '2026-12-02 10:30'],
    ['en-GB', '2026-12-24 10:00', '2026-12-24 10:00'],
    ['en-GB', '15:00', '2026-12-01 15:00'],
    ['en-GB', '9', '2026-12-02 09:00'],
    ['en-GB', 'friday', '2026-12-04'],
    ['en-GB', 'mon 3 dec 9:00'], // the third is a Thursday
    ['en-GB', 'tue wed 9'],
    ['en-GB', '31 feb 9'],
    ['en-GB', 'when she is back'],
    ['en-GB', '25:00'],
    ['en-GB', '10:00 11:00'],
    ['en-US', 'tue 3pm', '2026-12-01 15:00'],
    ['en-US', 'tomorrow 9', '2026-12-02 09:00', '2026-12-02 21:00'],
    ['en-US', 'dec 3, 2:30 PM', '2026-12-03 14:30'],
    ['en-US', '12/3 230p', '2026-12-03 14:30'],
    ['en-US', '30/11 1000a', '2027-11-30 10:00'],
    ['en-US', '15:00', '2026-12-01 15:00'],
    ['en-US', 'tue 09:00', '2026-12-08 09:00'],
    ['en-US', '12a', '2026-12-02 00:00'],
    ['es-UY', 'mar 15:00', '2026-12-01 15:00'],
    ['es-UY', '3 mar 15:00', '2027-03-03 15:00'],
    ['es-UY', 'mié 9', '2026-12-02 09:00'],
    ['es-UY', 'MIERCOLES 9', '2026-12-02 09:00'],
    ['es-UY', 'mañana 9', '2026-12-02 09:00'],
    ['es-UY', 'manana 9:30', '2026-12-02 09:30'],
    ['es-UY', 'pasado mañana 10', '2026-12-03 10:00'],
    ['es-UY', 'en 2 horas'],
    ['es-UY', 'dentro de 2 horas', '+120'],
    ['es-UY', '2 horas', '+120'],
    ['es-UY', '3 de diciembre 14:30', '2026-12-03 14:30'],
    ['es-UY', 'tue 15:00', '2026-12-01 15:00'], // the sentences are English
    ['de-DE', 'Di 15:00', '2026-12-01 15:00'],
    ['de-DE', 'übermorgen 9', '2026-12-03 09:00'],
    ['de-DE', '3.12. 9', '2026-12-03 09:00'],
    ['de-DE', '10.11', '2027-11-10', '2026-12-02 10:11'],
    ['de-DE', 'fr 10.30', '2026-12-04 10:30'],
    ['fr-FR', 'demain 10h30', '2026-12-02 10:30'],
    ['fr-FR', 'mardi 15h', '2026-12-01 15:00'],
    ['pt-BR', 'amanhã 9', '2026-12-02 09:00'],
    ['pt-BR', 'terça 15:00', '2026-12-01 15:00'],
    ['he-IL', 'מחר 9', '2026-12-02 09:00'],
    ['he-IL', 'יום שלישי 15:00', '2026-12-01 15:00'],
    ['en-GB', 'tomorrow at 3 in the afternoon', '2026-12-02 15:00'],
    ['en-GB', 'tomorrow 3 at night', '2026-12-02 03:00'],
    ['en-GB', 'tomorrow 11 at night', '2026-12-02 23:00'],
    ['en-GB', 'tomorrow 6 noon', '2026-12-02 06:00', '2026-12-02 18:00'],
    ['es-UY', 'mañana a las 9', '2026-12-02 09:00'],
    ['es-UY', 'mar a las 15', '2026-12-01 15:00'], // and no 15 March
    ['es-UY', '9 de la mañana', '2026-12-02 09:00'],
    ['es-UY', 'mañana a las 9 de la noche', '2026-12-02 21:00'],
    ['es-UY', 'mañana a las 8 de la tarde', '2026-12-02 20:00'],
    ['es-UY', 'mié 15 hs', '2026-12-02 15:00'],
    ['es-AR', 'mar 3 p. m.', '2026-12-01 15:00'],
    ['pt-BR', 'amanhã às 3 da tarde', '2026-12-02 15:00'],
    ['de-DE', 'Di um 15 Uhr', '2026-12-01 15:00'],
    ['de-DE', 'am 3.12. um 9', '2026-12-03 09:00'],
    ['fr-CA', 'mardi à 15 h 30', '2026-12-01 15:30'],
    ['fr-FR', 'mercredi 15 heures', '2026-12-02 15:00'],
    ['it-IT', 'domani alle 15', '2026-12-02 15:00'],
    ['ja-JP', '火曜日15時', '2026-12-01 15:00'],
    ['ja-JP', '明日の午後3時半', '2026-12-02 15:30'],
    ['ja-JP', '２０２６年１２月３日１５時３０分', '2026-12-03 15:30'],
    ['ja-JP', '2時間後', '+120'],
    ['zh-CN', '周二下午3点15分', '2026-12-01 15:15'],
    ['zh-CN', '12月3号 15:00', '2026-12-03 15:00'],
    ['zh-CN', '明天晚上8点', '2026-12-02 20:00'],
    ['zh-HK', '12月2日 上午10:00', '2026-12-02 10:00'], // where others write the day first
    ['zh-TW', '後天下午3點', '2026-12-03 15:00'],
    ['ko-KR', '내일 오후 3시', '2026-12-02 15:00'],
    ['ko-KR', '2시간 후', '+120'],
    ['ar-EG', 'غدا ٩ ص', '2026-12-02 09:00'],
    ['ar-EG', 'خلال ساعتين', '+120'],
  ];
  for (const [language, typed, ...meant] of said) {
    it(`is ${meant.length ? meant.join(' or ') : 'nothing'}: ${typed} (${language})`, () => {
      setPageLanguage(language);
      expect(read(typed)).to.deep.equal(meant);
    });
  }

  it('is what was printed, in every language and for any time', () => {
    const minute = fc.integer({ min: Date.UTC(2026, 11, 2) / 60_000, max: Date.UTC(2034, 0) / 60_000 });
    fc.assert(
      fc.property(minute, fc.constantFrom(...locales), (at, language) => {
        setPageLanguage(language);
        const clock = writeWallClock(at * 60_000);
        const meant = clock.slice(0, 16);
        expect(read(momentText(clock)), `${language} ${momentText(clock)}`).to.deep.equal([meant]);
        const short = shortMomentText(clock, now);
        expect(read(short), `${language} ${short}`).to.deep.equal([meant]);
        expect(readDate(dateFieldText(meant.slice(0, 10)), now.slice(0, 10)), language).to.equal(meant.slice(0, 10));
        expect(readDate(dayText(clock), now.slice(0, 10)), `${language} ${dayText(clock)}`).to.equal(
          meant.slice(0, 10),
        );
        expect(readTimes(timeText(clock)), `${language} ${timeText(clock)}`).to.deep.equal([meant.slice(11)]);
      }),
      { numRuns: 400 },
    );
  });

  it('is never two things without saying so, and never fails, for any text', () => {
    const piece = fc.constantFrom(...'0123456789:./-+ apmh'.split(''), 'tue', 'dec', 'tomorrow', 'at', '٣', 'é', '(');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom(...locales), (pieces, language) => {
        setPageLanguage(language);
        for (const meaning of read(pieces.join(''))) expect(meaning).to.match(/^(\d{4}-\d\d-\d\d( \d\d:\d\d)?|\+\d+)$/);
      }),
      { numRuns: 400 },
    );
  });
});

describe('what stands in the fields', () => {
  it('is read as people type it', () => {
    const today = now.slice(0, 10);
    for (const [typed, date] of [
      ['30/11', '2027-11-30'],
      ['30 nov', '2027-11-30'],
      ['24/12/26', '2026-12-24'],
      ['24.12.2026', '2026-12-24'],
      ['24-12', '2026-12-24'],
      ['tomorrow', '2026-12-02'],
      ['fri', '2026-12-04'],
      ['31/2', undefined],
      ['24', undefined],
    ] as const)
      expect(readDate(typed, today), typed).to.equal(date);
    for (const [typed, ...times] of [
      ['10', '10:00'],
      ['10.30', '10:30'],
      ['10:30pm', '22:30'],
      ['1000a', '10:00'],
      ['930', '09:30'],
      ['24:00'],
      ['tue'],
    ])
      expect(readTimes(typed ?? ''), typed).to.deep.equal(times);
    setPageLanguage('en-US');
    expect([readTimes('10'), readTimes('13'), readTimes('10 PM')]).to.deep.equal([
      ['10:00', '22:00'],
      ['13:00'],
      ['22:00'],
    ]);
    expect(readDate('12/3', today)).to.equal('2026-12-03');
  });
});
