/** The folder of a recording's day: `2016-01-18 10:20:30` lies in `20160118` (C-117). Empty when the date is no date. */
export function recordingFolder(calldate: string): string {
  const [, ...parts] = /^(\d{4})-(\d\d)-(\d\d)/.exec(calldate.trim()) ?? [];
  return parts.join('');
}
