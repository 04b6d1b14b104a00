import { expect } from 'chai';
import { fc } from '../../seeded.js';
import {
  callbackTime,
  quickChoices,
  type CallbackRules,
} from '../../../src/elements/cti-schedule-picker/callback-time.js';

const rules = (customerZone: string, dialerZone: string, more: Partial<CallbackRules> = {}): CallbackRules => ({
  ...{ customerZone, dialerZone, dialWindow: '', maxDays: undefined },
  ...more,
});
describe('quick choices', () => {
  const offered = (now: number, by: CallbackRules) =>
    quickChoices(by, now).map(({ typed }) => `${typed.date} ${typed.time}`);
  const reasons = (now: number, by: CallbackRules) => quickChoices(by, now).map(({ reason }) => reason);
  const newYork = (more?: Partial<CallbackRules>) => rules('America/New_York', 'America/Montevideo', more);

  it('are rounded up to 5 minutes, at the window’s start, and on Monday too', () => {
    const friday = Date.UTC(2026, 5, 12, 18, 22); // 14:22 there
    expect(offered(friday, newYork({ dialWindow: '08:30-21:00' }))).to.deep.equal([
      '2026-06-12 15:25',
      '2026-06-13 08:30',
      '2026-06-15 08:30',
    ]);
    expect(offered(friday, newYork())[1]).to.equal('2026-06-13 09:00');
    expect(offered(Date.UTC(2026, 5, 12, 18, 20), newYork())[0]).to.equal('2026-06-12 15:20');
    expect(offered(Date.UTC(2026, 5, 12, 18, 20, 1), newYork())[0]).to.equal('2026-06-12 15:25');
  });

  it('take the customer’s day: on a Sunday Monday is tomorrow, on a Monday a week off', () => {
    expect(offered(Date.UTC(2026, 5, 14, 18), newYork())).to.deep.equal([
      '2026-06-14 15:00',
      '2026-06-15 09:00',
      '2026-06-15 09:00',
    ]);
    expect(offered(Date.UTC(2026, 5, 15, 18), newYork())[2]).to.equal('2026-06-22 09:00');
    const mondayThere = rules('Asia/Kathmandu', 'UTC'); // still Sunday in UTC
    expect(offered(Date.UTC(2026, 5, 14, 20), mondayThere)).to.deep.equal([
      '2026-06-15 02:45',
      '2026-06-16 09:00',
      '2026-06-22 09:00',
    ]);
  });

  it('count elapsed time over a change of the clock, and wall clock for days', () => {
    const beforeSpring = Date.UTC(2026, 2, 8, 6, 30); // 01:30, half an hour before it jumps
    expect(offered(beforeSpring, newYork())).to.deep.equal([
      '2026-03-08 03:30',
      '2026-03-09 09:00',
      '2026-03-09 09:00',
    ]);
    const evening = Date.UTC(2026, 2, 8, 1); // 20:00 on Saturday
    expect(offered(evening, newYork())).to.deep.equal(['2026-03-07 21:00', '2026-03-08 09:00', '2026-03-09 09:00']);
  });

  it('know which of a doubled hour is in one hour', () => {
    const [first] = quickChoices(newYork(), Date.UTC(2026, 10, 1, 4, 30)); // 00:30 summer time
    const [second] = quickChoices(newYork(), Date.UTC(2026, 10, 1, 5, 30)); // 01:30 summer time
    expect(first?.typed).to.deep.equal({ date: '2026-11-01', time: '01:30', which: 0 });
    expect(second?.typed).to.deep.equal({ date: '2026-11-01', time: '01:30', which: 1 });
  });

  it('say why one cannot be chosen', () => {
    const evening = Date.UTC(2026, 5, 13, 0, 30); // Friday 20:30 there
    const [hour, morning, monday] = reasons(evening, newYork({ dialWindow: '08:00-21:00', maxDays: 2 }));
    expect(hour).to.equal('21:30 is outside the dial window, which is 08:00-21:00. Choose another time.');
    expect(morning).to.equal(undefined);
    expect(monday).to.equal('This is too far ahead. Choose Sun, 14 Jun 2026 or earlier.');
    expect(reasons(evening, newYork({ dialWindow: '22:00-06:00' }))[1]).to.contain('09:00 is outside the dial window');
    expect(quickChoices(newYork({ dialWindow: 'x' }), evening)).to.deep.equal([]);
  });

  it('call no evening a morning', () => {
    const now = Date.UTC(2026, 5, 12, 18);
    for (const dialWindow of ['00:00-24:00', '22:00-06:00', '13:00-21:00', '05:00-12:00'])
      expect(offered(now, newYork({ dialWindow }))[1], dialWindow).to.equal('2026-06-13 09:00');
  });
});

describe('callback rules', () => {
  const now = Date.UTC(2026, 5, 12, 18, 22);
  const at = (time: string, by: CallbackRules) => callbackTime({ date: '2026-06-15', time }, by, now);
  const problem = (time: string, by: CallbackRules) => at(time, by).problem?.message;

  it('let a dial window go over midnight when it begins later than it ends', () => {
    const by = rules('UTC', 'UTC', { dialWindow: '22:00-06:00' });
    for (const inside of ['22:00', '23:59', '00:00', '05:59']) expect(problem(inside, by), inside).to.equal(undefined);
    for (const outside of ['06:00', '12:00', '21:59'])
      expect(problem(outside, by)).to.contain('outside the dial window');
  });

  it('have the minutes between the ends of the window and no others, for any ends', () => {
    const minute = fc.nat(1439);
    const text = (at: number) => [Math.floor(at / 60), at % 60].map((part) => String(part).padStart(2, '0')).join(':');
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
