/** Integra's own names of its two times that are written as text. */
const names = ['talked', 'hold'] as const;

/**
 * The seconds of `00:01:30-4`; what stands behind the last `-` nobody explains (contract 2.1.12, U-59). Nothing for a
 * text of another form.
 */
export function secondsOf(text: unknown): number | undefined {
  const [, hours, minutes, seconds] =
    (typeof text === 'string' && /^(\d+):([0-5]\d):([0-5]\d)(?:-[^-]*)?$/.exec(text)) || [];
  return hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** The times that a campaign tells as text, as figures in seconds. */
export function durationsOf(raw: unknown): Record<string, number> {
  const told = Object(raw) as Record<string, unknown>;
  const spans: Record<string, number> = {};
  for (const name of names) {
    const seconds = secondsOf(told[name]);
    if (seconds !== undefined) spans[name] = seconds;
  }
  return spans;
}
