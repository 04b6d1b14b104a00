import { msg, str } from '@lit/localize';
import type { LineRange, UploadProgressEvent, UploadResult } from '../../uploads/index.js';
import { settledRows } from '../../uploads/progress.js';
import { countText, numberText } from '../shared/time-text.js';

const unitText = (value: number, unit: string, maximumFractionDigits = 0) =>
  numberText(value, {
    style: 'unit',
    unit,
    unitDisplay: /.byte$/.test(unit) ? 'short' : 'long',
    maximumFractionDigits,
  });

/** `1.4 MB`. */
export const bytesText = (bytes: number): string =>
  bytes < 1_000
    ? unitText(bytes, 'byte')
    : bytes < 1e6
      ? unitText(bytes / 1e3, 'kilobyte')
      : unitText(bytes / 1e6, 'megabyte', 1);

/** `40 seconds`, in steps that do not flicker. */
export function roughDurationText(seconds: number): string {
  if (seconds < 60) return unitText(Math.max(5, Math.ceil(seconds / 5) * 5), 'second');
  return seconds < 5_400 ? unitText(Math.round(seconds / 60), 'minute') : unitText(seconds / 3_600, 'hour', 1);
}

/** `2–4, 9`, no more than 20 of them. */
export function linesText(ranges: readonly LineRange[]): string {
  const lines = ranges.slice(0, 20).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  return (
    lines.join(', ') + (ranges.length > 20 ? ` ${msg(str`and ${numberText(ranges.length - 20)} more places`)}` : '')
  );
}

/** Seconds, from the rows that are left; nothing while nobody can say. */
export function timeLeft(progress: UploadProgressEvent, total: number): number | undefined {
  const { rate, bytes, size } = progress;
  const settled = settledRows(progress);
  const all = total || (size && bytes ? (settled * size) / bytes : 0);
  return rate > 0 && all ? Math.max(0, all - settled) / rate : undefined;
}

/** How far it is, in a sentence for a screen reader. */
export function progressText(progress: UploadProgressEvent, total: number): string {
  if (progress.state === 'busy') return msg('The dialer is busy. The upload continues automatically.');
  if (progress.state === 'paused')
    return progress.onTheWay
      ? countText(
          progress.onTheWay,
          msg(
            str`Paused. ${numberText(progress.onTheWay)} row is on the way, and waited for.|Paused. ${numberText(progress.onTheWay)} rows are on the way, and waited for.`,
            { desc: 'Forms for so many' },
          ),
        )
      : msg('Paused. Nothing is on the way.');
  if (progress.state === 'offline') return msg('The dialer cannot be reached. The upload continues automatically.');
  const left = timeLeft(progress, total);
  const rows = numberText(settledRows(progress));
  const far = total ? msg(str`${rows} of ${numberText(total)} rows.`) : msg(str`${rows} rows.`);
  return left === undefined ? far : `${far} ${msg(str`About ${roughDurationText(left)} left.`)}`;
}

const rowsText = (count: number) =>
  countText(count, msg(str`${numberText(count)} row|${numberText(count)} rows`, { desc: 'Forms for so many' }));

/** What a check found, in parts: what is fine, what has no number, what else is wrong, what is there twice. */
export function foundTexts({ counts, refusedFields }: UploadResult): { fine: string; bad: string[]; twice: string } {
  const { accepted, leftOut, repeated, refused } = counts;
  const noNumber = refusedFields['destination'] ?? 0;
  const others = refused - noNumber;
  const good = accepted + leftOut - repeated;
  const bad = [
    noNumber
      ? countText(
          noNumber,
          msg(str`${numberText(noNumber)} without a number|${numberText(noNumber)} without a number`, {
            desc: 'Forms for so many',
          }),
        )
      : '',
    others
      ? countText(
          others,
          msg(
            str`${numberText(others)} with something else to mend|${numberText(others)} with something else to mend`,
            { desc: 'Forms for so many' },
          ),
        )
      : '',
  ];
  return {
    fine: countText(good, msg(str`${numberText(good)} fine|${numberText(good)} fine`, { desc: 'Forms for so many' })),
    bad: bad.filter(Boolean),
    twice: repeated
      ? countText(
          repeated,
          msg(str`${numberText(repeated)} twice|${numberText(repeated)} twice`, { desc: 'Forms for so many' }),
        )
      : '',
  };
}

/** What the button says that sends so many. */
export const sendText = (count: number): string =>
  countText(
    count,
    msg(str`Send ${numberText(count)} contact|Send ${numberText(count)} contacts`, { desc: 'Forms for so many' }),
  );

/** What a check found, in a sentence. */
export function checkText(result: UploadResult): string {
  const { end, error, counts } = result;
  if (end === 'aborted') return msg('The check was stopped. Nothing was sent.');
  if (error) return msg(str`The list cannot be read to its end: ${error.message} Nothing was sent.`);
  if (!counts.read) return msg('There is no row in this list.');
  const { fine, bad, twice } = foundTexts(result);
  return msg(str`Checked: ${[fine, ...bad, twice].filter(Boolean).join(' · ')}. Nothing was sent yet.`);
}

/** Why this tab does not go on with an upload. */
export const copiedText = () =>
  msg('This list is or was sent to this campaign from another tab, of which this one is a copy: go on there.');

/** Which rows are no contacts; empty where there is no title. */
export function titleText(lines: readonly number[]): string {
  const [line] = lines;
  if (line === undefined) return '';
  return lines.length === 1
    ? msg(str`Line ${line} was taken for a title: it is not a contact.`)
    : msg(str`Lines ${linesText(lines.map((each) => [each, each]))} were taken for a title: they are not contacts.`);
}

export const oftenText = () => msg('Whoever has such a number may be called once for each of its rows.');

/** What became of the rows with the number of an earlier one; the parts of an upload may have been told different things. */
export function repeatedText({ repeated, leftOut }: UploadResult['counts']): string {
  if (leftOut === repeated) return msg('The first row of each number was sent; the others were left out.');
  const sent = leftOut ? msg(str`${rowsText(leftOut)} left out, the others were sent.`) : msg('All of them were sent.');
  return `${sent} ${oftenText()}`;
}

/** What came of an upload. */
export function sentRowsText({ end, error, counts, isLoaded }: UploadResult): string {
  const taken = isLoaded
    ? msg(str`The dialer has added ${rowsText(counts.accepted)}.`)
    : msg(
        str`The dialer has taken ${rowsText(counts.accepted)}. It loads them later, and does not tell how that ends.`,
      );
  const lines = [
    end === 'complete'
      ? ''
      : end === 'aborted'
        ? msg('Stopped before the end.')
        : msg(str`It ended early: ${error?.message ?? ''}`),
    taken,
    counts.refused ? msg(str`${rowsText(counts.refused)} refused: save them, mend them, and upload that file.`) : '',
    counts.leftOut ? msg(str`${rowsText(counts.leftOut)} left out, with the number of an earlier row.`) : '',
    counts.unknown ? msg(str`No answer for ${rowsText(counts.unknown)}: see below.`) : '',
  ];
  return lines.filter(Boolean).join(' ');
}
