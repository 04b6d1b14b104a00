import { expect } from 'chai';
import { callbackTime, type CallbackRules } from '../../../src/elements/cti-schedule-picker/callback-time.js';

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
      'There is no 02:30 on Sun, 8 Mar 2026: the clock skips it. Choose another time.',
    ],
    [
      'Asia/Jerusalem',
      '2026-03-27 02:00',
      'There is no 02:00 on Fri, 27 Mar 2026: the clock skips it. Choose another time.',
    ],
    [
      'Australia/Lord_Howe',
      '2026-10-04 02:29',
      'There is no 02:29 on Sun, 4 Oct 2026: the clock skips it. Choose another time.',
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
      'The dialer’s clock shows 01:30 twice that day and cannot be told which: it may call at the other.',
    );
    expect(at('2026-11-01 04:30', rules('UTC', 'America/New_York')).warning).to.equal(undefined);
  });
});
