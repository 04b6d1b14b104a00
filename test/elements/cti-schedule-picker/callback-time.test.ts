import { expect } from 'chai';
import { instantsOf, wallClockAt } from '../../../src/codecs/wall-clock.js';
import {
  callbackTime,
  typedTimeOf,
  type CallbackRules,
  quickChoices,
} from '../../../src/elements/cti-schedule-picker/callback-time.js';
import { fc } from '../../seeded.js';
import { resetPageLanguage, setPageLanguage } from '../page-language.js';

const zones = [
  'America/Montevideo',
  'America/New_York',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'UTC',
];

const now = Date.UTC(2026, 5, 12, 18, 22);

// Friday; 14:22 in New York, 15:22 in Montevideo
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
        expect(callbackTime(typedTimeOf(value, by), by, now).value).to.equal(value);
      }),
      { numRuns: 300 },
    );
    for (const zone of zones)
      // the doubled hours, which chance does not find
      for (const value of ['2026-11-01 01:30:00', '2026-10-25 01:30:00', '2027-04-04 01:45:00'])
        expect(callbackTime(typedTimeOf(value, rules(zone, zone)), rules(zone, zone), now).value).to.equal(value);
  });

  it('keeps seconds that a script gave, and has none otherwise', () => {
    expect(typedTimeOf('2026-06-15 10:00:30', rules('America/New_York', 'America/Montevideo'))).to.include({
      time: '09:00:30',
    });
    expect(typedTimeOf('2026-06-15 10:00:00', rules())).to.include({ time: '10:00' });
  });

  it('leaves the fields empty for a value that no clock shows, instead of moving it', () => {
    const by = rules('America/Montevideo', 'America/New_York');
    for (const value of ['tomorrow', '2026-02-30 10:00:00', '2027-03-14 02:30:00'])
      expect(typedTimeOf(value, by), value).to.deep.equal({ date: '', time: '' });
  });

  it('asks for what is missing or half typed, and does not call it wrong yet', () => {
    for (const [date, at, field] of [
      ['', '', 'date'],
      ['', '09:00', 'date'],
      ['2026-06-15', '', 'time'],
    ] as const) {
      const { value, problem } = callbackTime({ date, time: at }, rules(), now);
      expect([value, problem?.field, problem?.open], `${date} ${at}`).to.deep.equal(['', field, true]);
    }
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
    expect(doubtful.warning).to.equal('By your computer’s clock this time has passed.');
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
        `time: ${outside} is outside the dial window, which is 08:00–21:00. Choose another time.`,
      );
  });
});

describe('callback rules', () => {
  const rules = (customerZone: string, dialerZone: string, more: Partial<CallbackRules> = {}): CallbackRules => ({
    ...{ customerZone, dialerZone, dialWindow: '', maxDays: undefined },
    ...more,
  });

  describe('quick choices', () => {
    afterEach(resetPageLanguage);
    const offered = (now: number, by: CallbackRules) =>
      quickChoices(by, now).map(({ id, typed }) => `${id} ${typed.date} ${typed.time}`);
    const newYork = (more?: Partial<CallbackRules>) => rules('America/New_York', 'America/Montevideo', more);
    const friday = Date.UTC(2026, 5, 12, 18, 22); // 14:22 there

    it('are a quarter, an hour, five today, ten tomorrow and nine on Monday', () => {
      expect(offered(friday, newYork())).to.deep.equal([
        'quarter 2026-06-12 14:37',
        'hour 2026-06-12 15:22',
        'today 2026-06-12 17:00',
        'tomorrow 2026-06-13 10:00',
        'week 2026-06-15 09:00',
      ]);
      expect(offered(friday + 1, newYork())[0]).to.equal('quarter 2026-06-12 14:38');
    });

    it('take the customer’s day: on a Monday the next is a week off', () => {
      expect(offered(Date.UTC(2026, 5, 14, 18), newYork()).slice(-2)).to.deep.equal([
        'tomorrow 2026-06-15 10:00',
        'week 2026-06-15 09:00',
      ]);
      expect(offered(Date.UTC(2026, 5, 15, 18), newYork()).at(-1)).to.equal('week 2026-06-22 09:00');
      const mondayThere = rules('Asia/Kathmandu', 'UTC'); // still Sunday in UTC
      expect(offered(Date.UTC(2026, 5, 14, 20), mondayThere)).to.include('tomorrow 2026-06-16 10:00');
    });

    it('begin the working week as the page’s region does', () => {
      setPageLanguage('he-IL');
      expect(offered(friday, newYork()).at(-1)).to.equal('week 2026-06-14 09:00');
    });

    it('are none twice, none in the past and none outside of the rules', () => {
      const by = rules('UTC', 'UTC');
      expect(offered(Date.UTC(2026, 5, 12, 16), by)).to.deep.equal([
        'quarter 2026-06-12 16:15',
        'hour 2026-06-12 17:00',
        'tomorrow 2026-06-13 10:00',
        'week 2026-06-15 09:00',
      ]);
      const evening = Date.UTC(2026, 5, 13, 0, 30); // Friday 20:30 there
      expect(offered(evening, newYork({ dialWindow: '08:00-21:00', maxDays: 2 }))).to.deep.equal([
        'quarter 2026-06-12 20:45',
        'tomorrow 2026-06-13 10:00',
      ]);
      expect(quickChoices(newYork({ dialWindow: 'x' }), evening)).to.deep.equal([]);
    });

    it('begin when the window opens later, and stop when it is closed by then', () => {
      expect(offered(friday, newYork({ dialWindow: '18:30-21:00' }))).to.deep.equal([
        'today 2026-06-12 18:30',
        'tomorrow 2026-06-13 18:30',
        'week 2026-06-15 18:30',
      ]);
      expect(offered(friday, newYork({ dialWindow: '08:00-09:30' }))).to.deep.equal(['week 2026-06-15 09:00']);
    });

    it('can all be chosen and differ, for any moment, zone and window', () => {
      const at = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) });
      const zone = fc.constantFrom('', ...zones);
      const dialWindow = fc.constantFrom('', '08:00-21:00', '22:00-06:00', '01:30-02:30', '12:00-24:00');
      fc.assert(
        fc.property(at, zone, zone, dialWindow, (moment, customer, dialer, dialWindow) => {
          const by = rules(customer, dialer, { dialWindow });
          const instants = quickChoices(by, moment).map(({ typed }) => callbackTime(typed, by, moment));
          for (const { problem } of instants) expect(problem).to.equal(undefined);
          expect(new Set(instants.map(({ instant, clock }) => instant ?? clock)).size).to.equal(instants.length);
        }),
        { numRuns: 300 },
      );
    });

    it('count elapsed time over a change of the clock, and know which of a doubled hour is meant', () => {
      const beforeSpring = Date.UTC(2026, 2, 8, 6, 30); // 01:30, half an hour before it jumps
      expect(offered(beforeSpring, newYork())[1]).to.equal('hour 2026-03-08 03:30');
      const [, hour] = quickChoices(newYork(), Date.UTC(2026, 10, 1, 5, 30)); // 01:30 summer time
      expect(hour?.typed).to.deep.equal({ date: '2026-11-01', time: '01:30', which: 1 });
    });
  });

  describe('callback rules', () => {
    const now = Date.UTC(2026, 5, 12, 18, 22);
    const at = (time: string, by: CallbackRules) => callbackTime({ date: '2026-06-15', time }, by, now);
    const problem = (time: string, by: CallbackRules) => at(time, by).problem?.message;

    it('let a dial window go over midnight when it begins later than it ends', () => {
      const by = rules('UTC', 'UTC', { dialWindow: '22:00-06:00' });
      for (const inside of ['22:00', '23:59', '00:00', '05:59'])
        expect(problem(inside, by), inside).to.equal(undefined);
      for (const outside of ['06:00', '12:00', '21:59'])
        expect(problem(outside, by)).to.contain('outside the dial window');
    });

    it('have the minutes between the ends of the window and no others, for any ends', () => {
      const minute = fc.nat(1439);
      const text = (at: number) =>
        [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, '0')).join(':');
      fc.assert(
        fc.property(minute, minute, minute, (from, until, moment) => {
          fc.pre(from !== until);
          const inside = (moment - from + 1440) % 1440 < (until - from + 1440) % 1440;
          expect(
            problem(text(moment), rules('UTC', 'UTC', { dialWindow: `${text(from)}-${text(until)}` })) === undefined,
          ).to.equal(inside);
        }),
      );
    });

    it('send nothing while a zone, the window or the limit makes no sense, and say which', () => {
      const windows = [
        '8-21',
        '08:00',
        '08:00-25:00',
        '08:60-21:00',
        '24:00-08:00',
        '09:00-09:00',
        '08:00-21:00 UTC',
        '9am-5pm',
      ];
      for (const [by, which] of [
        [rules('Mars/Base', 'UTC'), 'Mars/Base'],
        [rules('UTC', 'Mars/Base'), 'Mars/Base'],
        ...windows.map((dialWindow) => [rules('', '', { dialWindow }), dialWindow] as const),
        ...[NaN, -1, 1.5].map((maxDays) => [rules('', '', { maxDays }), 'max-days'] as const),
      ] as const) {
        expect(at('09:00', by).value, which).to.equal('');
        expect(problem('09:00', by)).to.contain(`This page sets “${which}”, which makes no sense`);
      }
      for (const dialWindow of ['00:00-24:00', '8:00 - 21:00'])
        expect(problem('09:00', rules('', '', { dialWindow }))).to.equal(undefined);
    });
  });
});

describe('callback changes', () => {
  const rules = (customerZone: string, dialerZone: string): CallbackRules => ({
    ...{ customerZone, dialerZone, dialWindow: '', maxDays: undefined },
  });

  const at = (text: string, by: CallbackRules, which?: number) =>
    callbackTime({ date: text.slice(0, 10), time: text.slice(11), which }, by, Date.UTC(2026, 0, 1));

  describe('the hour that summer time skips @engines', () => {
    const gaps: [zone: string, typed: string, said: string][] = [
      [
        'America/New_York',
        '2026-03-08 02:30',
        '02:30 does not exist on Sun, 8 Mar 2026: the clocks go forward then. Choose another time.',
      ],
      [
        'Asia/Jerusalem',
        '2026-03-27 02:00',
        '02:00 does not exist on Fri, 27 Mar 2026: the clocks go forward then. Choose another time.',
      ],
      [
        'Australia/Lord_Howe',
        '2026-10-04 02:29',
        '02:29 does not exist on Sun, 4 Oct 2026: the clocks go forward then. Choose another time.',
      ],
    ];
    for (const [zone, typed, said] of gaps) {
      it(`is refused in words: ${typed} in ${zone}`, () => {
        for (const by of [rules(zone, 'UTC'), rules(zone, ''), rules('', zone)]) {
          expect(at(typed, by).value).to.equal('');
          expect(at(typed, by).problem).to.deep.equal({ field: 'time', message: said, open: false });
        }
      });
    }

    it('is none of ours on a clock that is only converted to', () => {
      const { value, problem } = at('2026-03-08 07:30', rules('UTC', 'America/New_York')); // 03:30 there, never 02:30
      expect([value, problem]).to.deep.equal(['2026-03-08 03:30:00', undefined]);
      expect(at('2026-03-08 02:30', rules('', '')).value).to.equal('2026-03-08 02:30:00');
    });
  });

  describe('the hour that comes twice @engines', () => {
    const doubled: [zone: string, typed: string, first: string, second: string][] = [
      ['America/New_York', '2026-11-01 01:30', '2026-11-01 05:30:00', '2026-11-01 06:30:00'],
      ['Asia/Jerusalem', '2026-10-25 01:30', '2026-10-24 22:30:00', '2026-10-24 23:30:00'],
      ['Australia/Lord_Howe', '2026-04-05 01:45', '2026-04-04 14:45:00', '2026-04-04 15:15:00'],
    ];
    for (const [zone, typed, first, second] of doubled) {
      it(`is asked about and never chosen by itself: ${typed} in ${zone}`, () => {
        const by = rules(zone, 'UTC');
        const { value, problem, instants } = at(typed, by);
        expect([value, problem?.field, problem?.open, instants.length]).to.deep.equal(['', 'which', true, 2]);
        expect(at(typed, by, 0)).to.include({ value: first });
        expect(at(typed, by, 1)).to.include({ value: second });
        expect(at(typed, by, 0).warning, 'UTC has no doubled hour').to.equal(undefined);
      });
    }

    it('is said of the dialer’s clock too, which cannot be told which, and sent all the same', () => {
      const { value, warning } = at('2026-11-01 05:30', rules('UTC', 'America/New_York'));
      expect(value).to.equal('2026-11-01 01:30:00');
      expect(warning).to.equal(
        'The dialer’s clock shows 01:30 twice that day, and the dialer cannot tell the two apart. It may call at the other one.',
      );
      expect(at('2026-11-01 04:30', rules('UTC', 'America/New_York')).warning).to.equal(undefined);
    });
  });
});
