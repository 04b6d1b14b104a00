import { expect } from 'chai';
import { fc } from '../../seeded.js';
import { instantsOf, wallClockAt } from '../../../src/codecs/wall-clock.js';
import { callbackTime, typedOf, type CallbackRules } from '../../../src/elements/cti-schedule-picker/callback-time.js';

const zones = [
  'America/Montevideo',
  'America/New_York',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'UTC',
];
const now = Date.UTC(2026, 5, 12, 18, 22); // Friday; 14:22 in New York, 15:22 in Montevideo
const rules = (customerZone = '', dialerZone = '', more: Partial<CallbackRules> = {}): CallbackRules => ({
  ...{ customerZone, dialerZone, dialWindow: '', maxDays: undefined },
  ...more,
});
const time = (text: string, by: CallbackRules, at = now) =>
  callbackTime({ date: text.slice(0, 10), time: text.slice(11) }, by, at);
const refusal = (...what: Parameters<typeof time>) => {
  const { value, problem } = time(...what);
  expect(value, 'a refused time is not sent').to.equal('');
  return `${problem?.field}: ${problem?.message}`;
};

describe('callback time', () => {
  const conversions: [customer: string, typed: string, dialer: string, sent: string][] = [
    ['America/New_York', '2026-06-15 09:00', 'America/Montevideo', '2026-06-15 10:00:00'],
    ['America/New_York', '2026-12-15 09:00', 'America/Montevideo', '2026-12-15 11:00:00'], // Montevideo keeps no summer time
    ['Asia/Kathmandu', '2026-06-15 02:00', 'America/Montevideo', '2026-06-14 17:15:00'],
    ['America/Montevideo', '2026-06-15 22:30', 'Asia/Jerusalem', '2026-06-16 04:30:00'],
    ['Australia/Lord_Howe', '2026-07-01 00:15', 'UTC', '2026-06-30 13:45:00'],
    ['UTC', '2026-06-15 15:00', 'UTC', '2026-06-15 15:00:00'], // never 03:00
    ['America/New_York', '2026-03-08 03:00', 'Asia/Jerusalem', '2026-03-08 09:00:00'], // the day it changes there
    ['Asia/Jerusalem', '2026-03-27 01:59', 'America/New_York', '2026-03-26 19:59:00'],
    ['Asia/Jerusalem', '2026-03-27 03:00', 'America/New_York', '2026-03-26 20:00:00'],
  ];
  for (const [customer, text, dialer, sent] of conversions) {
    it(`sends ${text} in ${customer} as ${sent} to a dialer in ${dialer} [C-018]`, () => {
      const { value, problem } = time(text, rules(customer, dialer), Date.UTC(2026, 0, 1));
      expect([value, problem]).to.deep.equal([sent, undefined]);
    });
  }

  it('sends what was typed when no zone, or only one, is known [C-070]', () => {
    const before = Date.UTC(2015, 9, 1);
    for (const [customer, dialer] of [
      ['', ''],
      ...zones.flatMap((zone) => [
        [zone, ''],
        ['', zone],
      ]),
    ])
      expect(time('2015-10-11 15:00', rules(customer, dialer), before).value, `${customer}|${dialer}`).to.equal(
        '2015-10-11 15:00:00',
      );
  });

  it('sends the dialer the instant that the customer was told, for any instant and zones', () => {
    const at = fc.integer({ min: Date.UTC(2026, 6) / 1000, max: Date.UTC(2090) / 1000 }).map((second) => second * 1000);
    fc.assert(
      fc.property(at, fc.constantFrom(...zones), fc.constantFrom(...zones), (instant, customer, dialer) => {
        const clock = wallClockAt(instant, customer);
        const which = instantsOf(clock, customer).indexOf(instant);
        const typed = { date: clock.slice(0, 10), time: clock.slice(11), which };
        const { value, problem } = callbackTime(typed, rules(customer, dialer), now);
        expect(problem).to.equal(undefined);
        expect(instantsOf(value, dialer)).to.include(instant);
      }),
      { numRuns: 300 },
    );
  });

  it('fills the fields from a value and sends the same again, for any instant and zones', () => {
    const zone = fc.constantFrom('', ...zones);
    const at = fc.integer({ min: Date.UTC(2026, 6) / 1000, max: Date.UTC(2090) / 1000 }).map((second) => second * 1000);
    fc.assert(
      fc.property(at, zone, zone, (instant, customer, dialer) => {
        const value = wallClockAt(instant, dialer || customer || 'UTC');
        const by = rules(customer, dialer);
        expect(callbackTime(typedOf(value, by), by, now).value).to.equal(value);
      }),
      { numRuns: 300 },
    );
    for (const zone of zones)
      // the doubled hours, which chance does not find
      for (const value of ['2026-11-01 01:30:00', '2026-10-25 01:30:00', '2027-04-04 01:45:00'])
        expect(callbackTime(typedOf(value, rules(zone, zone)), rules(zone, zone), now).value).to.equal(value);
  });

  it('keeps seconds that a script gave, and has none otherwise', () => {
    expect(typedOf('2026-06-15 10:00:30', rules('America/New_York', 'America/Montevideo'))).to.include({
      time: '09:00:30',
    });
    expect(typedOf('2026-06-15 10:00:00', rules())).to.include({ time: '10:00' });
  });

  it('leaves the fields empty for a value that no clock shows, instead of moving it', () => {
    const by = rules('America/Montevideo', 'America/New_York');
    for (const value of ['tomorrow', '2026-02-30 10:00:00', '2027-03-14 02:30:00'])
      expect(typedOf(value, by), value).to.deep.equal({ date: '', time: '' });
  });

  it('asks for what is missing or half typed, and does not call it wrong yet', () => {
    for (const [date, at, field] of [
      ['', '', 'date'],
      ['2026-06', '', 'date'],
      ['0026-06-15', '09:00', 'date'],
      ['2026-02-30', '09:00', 'date'],
      ['2026-06-15', '', 'time'],
      ['2026-06-15', '9', 'time'],
      ['2026-06-15', '24:00', 'time'],
    ] as const) {
      const { value, problem } = callbackTime({ date, time: at }, rules(), now);
      expect([value, problem?.field, problem?.open], `${date} ${at}`).to.deep.equal(['', field, true]);
    }
    expect(callbackTime({ date: '2026-06-15', time: '9:05' }, rules(), now).value).to.equal('2026-06-15 09:05:00');
  });

  it('refuses the past, a minute late is not past', () => {
    const by = rules('America/New_York', 'America/Montevideo');
    expect(time('2026-06-12 14:21', by).problem).to.equal(undefined);
    expect(refusal('2026-06-12 14:20', by)).to.equal('time: Fri, 12 Jun 2026, 14:20 has passed. Choose a later time.');
    expect(refusal('2026-06-11 18:00', by)).to.contain('date: Thu, 11 Jun 2026, 18:00 has passed');
    expect(time('2026-06-12 14:21', by, now + 1).problem?.message).to.contain('has passed');
  });

  it('refuses without a zone only what is past everywhere, and warns of what is past here', () => {
    expect(refusal('2026-06-12 06:20', rules())).to.contain('has passed');
    const doubtful = time('2026-06-12 06:21', rules());
    expect(doubtful.value).to.equal('2026-06-12 06:21:00');
    expect(doubtful.warning).to.equal('By your own clock this time has passed.');
    expect(time('2026-06-14 09:00', rules()).warning).to.equal(undefined);
  });

  it('refuses what is further ahead than the limit, counted in days of that clock', () => {
    const by = (maxDays: number) => rules('Asia/Kathmandu', 'UTC', { maxDays }); // there it is the 13th already
    expect(time('2026-06-15 23:59', by(2)).problem).to.equal(undefined);
    expect(refusal('2026-06-16 00:00', by(2))).to.equal(
      'date: This is too far ahead. Choose Mon, 15 Jun 2026 or earlier.',
    );
    expect(time('2026-06-13 23:00', by(0)).problem).to.equal(undefined);
    expect(refusal('2026-06-14 00:00', by(0))).to.contain('Choose Sat, 13 Jun 2026 or earlier');
    expect(time('2099-01-01 00:00', rules('UTC')).problem).to.equal(undefined);
  });

  it('refuses what is outside the dial window, on the customer’s clock', () => {
    const by = rules('America/New_York', 'Asia/Kathmandu', { dialWindow: '08:00-21:00' });
    for (const inside of ['08:00', '12:00', '20:59'])
      expect(time(`2026-06-15 ${inside}`, by).problem, inside).to.equal(undefined);
    for (const outside of ['07:59', '21:00', '00:00'])
      expect(refusal(`2026-06-15 ${outside}`, by)).to.equal(
        `time: ${outside} is outside the dial window, which is 08:00-21:00. Choose another time.`,
      );
  });
});
