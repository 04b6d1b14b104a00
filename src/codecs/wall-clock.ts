/** Wall-clock date-time as the dialer writes it: `YYYY-MM-DD HH:mm:ss`, 24 hours, no zone (U-29, C-018). */
export type WallClock = string;

const format = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;
const day = 86_400_000;

/** The same reading as milliseconds of a clock that knows no zone, or nothing when no calendar has it. */
export function readWallClock(text: string): number | undefined {
  const match = format.exec(text);
  if (!match) return undefined;
  const [year, month, date, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const clock = new Date(0);
  clock.setUTCFullYear(year, month - 1, date); // Date.UTC would move the years 0 to 99
  clock.setUTCHours(hour, minute, second);
  return writeWallClock(clock.getTime()) === text ? clock.getTime() : undefined;
}

/** Writes what {@link readWallClock} reads. */
export function writeWallClock(clock: number): WallClock {
  return new Date(clock).toISOString().slice(0, 19).replace('T', ' ');
}

/** The first reading of a date, `YYYY-MM-DD`. */
export const midnightOf = (date: string): WallClock => `${date} 00:00:00`;

/** True when `Intl` knows the IANA zone, for example `America/Montevideo`. */
export function isTimeZone(zone: string): boolean {
  try {
    formatter(zone);
    return true;
  } catch {
    return false;
  }
}

const formatters = new Map<string | undefined, Intl.DateTimeFormat>();

function formatter(zone: string | undefined): Intl.DateTimeFormat {
  let known = formatters.get(zone);
  if (!known) {
    const numeric = {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    } as const;
    known = new Intl.DateTimeFormat('en-US', {
      ...numeric,
      hourCycle: 'h23',
      calendar: 'gregory',
      numberingSystem: 'latn',
      timeZone: zone,
    });
    formatters.set(zone, known);
  }
  return known;
}

/** What a clock in the zone shows at an instant (epoch milliseconds). Without a zone: the browser's own. */
export function wallClockAt(instant: number, zone?: string): WallClock {
  const parts = Object.fromEntries(
    formatter(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const pad = (part: string | undefined, length = 2) => (part ?? '').padStart(length, '0');
  return `${pad(parts['year'], 4)}-${pad(parts['month'])}-${pad(parts['day'])} ${pad(parts['hour'])}:${pad(parts['minute'])}:${pad(parts['second'])}`;
}

/**
 * Every instant at which a clock in the zone shows this reading, the earliest first: none in the hour that
 * summer time skips, two in the hour that it repeats. Never a moved one.
 */
export function instantsOf(text: WallClock, zone?: string): number[] {
  const clock = readWallClock(text);
  if (clock === undefined) return [];
  const offsets = [clock - day, clock + day].map((near) => (readWallClock(wallClockAt(near, zone)) ?? near) - near);
  const instants = [...new Set(offsets)].map((offset) => clock - offset);
  return instants.filter((instant) => wallClockAt(instant, zone) === text).sort((a, b) => a - b);
}
