import { expect } from 'chai';
import { fc } from '../seeded.js';
import { instantsOf, isTimeZone, readWallClock, wallClockAt, writeWallClock } from '../../src/codecs/wall-clock.js';

const zones = [
  'America/Montevideo',
  'America/New_York',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'UTC',
];
const instant = fc.integer({ min: Date.UTC(1990), max: Date.UTC(2090) }).map((ms) => ms - (ms % 1000));

describe('wall clock @engines', () => {
  it('writes what it read, for every second of a clock', () => {
    fc.assert(
      fc.property(fc.integer({ min: -6e10, max: 25e10 }), (s) => {
        expect(readWallClock(writeWallClock(s * 1000))).to.equal(s * 1000);
      }),
    );
  });

  it('refuses what no calendar has and every other spelling of a date [C-018]', () => {
    for (const text of [
      '2026-02-30 10:00:00',
      '2026-13-01 10:00:00',
      '2026-01-01 24:00:00',
      '2026-01-01 10:60:00',
      '2026-01-01T10:00:00',
      '<2016-10-10 15:00:00>',
      '2026-01-01 10:00',
      '26-1-1 1:2:3',
      '2026-01-01 10:00:00Z',
      '',
    ]) {
      expect(readWallClock(text), text).to.equal(undefined);
    }
  });

  it('finds the instant again from what the zone’s clock showed', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (at, zone) => {
        expect(instantsOf(wallClockAt(at, zone), zone)).to.include(at);
      }),
    );
  });

  it('knows the hour that summer time skips and the hour that it repeats', () => {
    expect(instantsOf('2026-03-08 02:30:00', 'America/New_York')).to.deep.equal([]);
    expect(instantsOf('2026-11-01 01:30:00', 'America/New_York')).to.deep.equal([
      Date.UTC(2026, 10, 1, 5, 30),
      Date.UTC(2026, 10, 1, 6, 30),
    ]);
    expect(instantsOf('2026-04-05 01:45:00', 'Australia/Lord_Howe')).to.have.length(2); // half an hour, not one
    expect(instantsOf('2026-06-01 09:00:00', 'America/New_York')).to.deep.equal([Date.UTC(2026, 5, 1, 13)]);
  });

  it('has no instant for what is no reading', () => {
    for (const text of ['', 'x', '2026-02-30 10:00:00']) expect(instantsOf(text, 'UTC'), text).to.deep.equal([]);
  });

  it('keeps midnight at 00, never 24', () => {
    expect(wallClockAt(Date.UTC(2026, 0, 1, 5), 'America/New_York')).to.equal('2026-01-01 00:00:00');
  });

  it('shows no reading at more than two instants, and each instant shows it', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (at, zone) => {
        const instants = instantsOf(writeWallClock(at), zone);
        expect(instants).to.have.length.within(0, 2);
        for (const each of instants) expect(wallClockAt(each, zone)).to.equal(writeWallClock(at));
      }),
    );
  });

  for (const [zone, reading] of [
    ['America/New_York', '2026-03-08 02:00:00'],
    ['America/New_York', '2026-03-08 02:59:59'],
    ['Asia/Jerusalem', '2026-03-27 02:15:00'],
    ['Australia/Lord_Howe', '2026-10-04 02:10:00'],
    ['Pacific/Apia', '2011-12-30 12:00:00'], // a whole day
  ] as const) {
    it(`finds no instant for ${reading} in ${zone}, which its clock skips`, () => {
      expect(instantsOf(reading, zone)).to.deep.equal([]);
    });
  }

  it('knows a time zone from a word', () => {
    for (const zone of [...zones, 'Etc/GMT+3']) expect(isTimeZone(zone), zone).to.equal(true);
    for (const zone of ['', 'Mars/Base', 'America/Montevideo ', '15:00'])
      expect(isTimeZone(zone), zone).to.equal(false);
  });
});
