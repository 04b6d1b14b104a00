// Dates and times in the signs of `shownText`. None of them is ever dialled, and the number beside one is.

const day = '(?:0?[1-9]|[12]\\d|3[01])';
const month = '(?:0?[1-9]|1[0-2])';
/** Of the common calendars: 2026, 1448, 1405, 2569. */
const year = '(?:1[3489]|2[05])\\d\\d';
const gap = '(?:\\s?[-/.,:_]\\s?|\\s)';
const names = [
  'jan(?:uary|uar|eiro|vier|uari)?|j[aä]nner|enero|ene|gennaio|genn?|stycz(?:eń|nia)|ocak',
  'feb(?:ruary|ruar|rero|braio|ruari)?|fevereiro|fev|f[eé]vr?(?:ier)?|lut(?:y|ego)|şubat',
  'mar(?:ch|zo|ço|s|zec|ca|t)?|m[aä]rz|maart|mrt|mart',
  'apr(?:il|ile|ilis)?|abr(?:il)?|avr(?:il)?|kwi(?:ecień|etnia)|nisan',
  'may[oı]?s?|maio?|mag(?:gio)?|mei|maja?|mayıs',
  'june?|junio?|junho|juin|juni|giu(?:gno)?|czerw(?:iec|ca)|haziran',
  'july?|julio?|julho|juil(?:let)?|juli|lug(?:lio)?|lip(?:iec|ca)|temmuz',
  'aug(?:ust|ustus|usti)?|ago(?:sto)?|ao[uû]t|sierpnia|sierpień|ağustos',
  'sept?(?:ember|iembre|tembre)?|sep(?:tiembre|tember)|set(?:iembre|embro|tembre)?|wrze(?:sień|śnia)|eylül',
  'oct(?:ober|ubre|obre)?|okt(?:ober|yabr)?|out(?:ubro)?|ott(?:obre)?|październik(?:a)?|ekim',
  'nov(?:ember|iembre|embro|embre)?|listopada?|kasım',
  'dec(?:ember|embre)?|dez(?:ember|embro)?|dic(?:iembre|embre)?|d[eé]c(?:embre)?|grud(?:zień|nia)|aralık',
  'янв(?:ар[ьяе])?|фев(?:р(?:ал[ьяе])?)?|март[ае]?|апр(?:ел[ьяе])?|ма[йяе]|июн[ьяе]?|июл[ьяе]?|авг(?:уст[ае]?)?|сент?(?:ябр[ьяе])?|окт(?:ябр[ьяе])?|ноя(?:бр[ьяе])?|дек(?:абр[ьяе])?',
  'ינואר|פברואר|מר[ץס]|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר',
  'يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|اغسطس|سبتمبر|أكتوبر|اكتوبر|نوفمبر|ديسمبر',
  'ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince|desemb(?:er|re)|marts',
  '(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu(?:ta|n)?',
  'січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня',
  '(?:ม\\.ค|ก\\.พ|มี\\.ค|เม\\.ย|พ\\.ค|มิ\\.ย|ก\\.ค|ส\\.ค|ก\\.ย|ต\\.ค|พ\\.ย|ธ\\.ค)|(?:มกรา|มีนา|พฤษภา|กรกฎา|สิงหา|ตุลา|ธันวา)คม|(?:เมษา|มิถุนา|กันยา|พฤศจิกา)ยน|กุมภาพันธ์',
  'tháng\\s(?:1[0-2]|[1-9])(?:\\snăm)?',
].join('|');
/** A month by its name, with what stands around it in a date. */
const named = `[-/.,\\s]{0,2}(?:(?:de|of|do|den)\\s|d['’])?(?<!\\p{L})ב?-?(?:${names})(?!\\p{L})\\.?[-/.,\\s]{0,2}(?:(?:de|del|of|do)\\s)?`;

/** Of a second; no more than it of a number behind it: `14:30:05,8 (495) …`, `14:30:05,010-2345-6789`. */
const fraction = String.raw`(?:[.,](?:\d{3,9}(?!-?\d)|\d\d?(?![- ]?\(?\d)))?`;
/** The hour behind a date: `T14:05:33.120+02:00`, ` 14.05`, `, at 2:05 pm`. */
const hour =
  '(?:T\\d{4,6}Z?(?!\\d)|[T,]?\\s?(?:(?:at|um|alle|[aà] l[ae]s|[aà]s?)\\s)?\\d{1,2}[:.h]\\d\\d(?:[:.]\\d\\d' +
  fraction +
  ')?(?:\\s?[ap]\\.?m\\b\\.?|Z\\b|\\s?[-+](?:0\\d:?[0-5]\\d|1[0-4]:[0-5]\\d))?(?!\\d|[-.:/]\\d))?';
const until = '\\s?(?:-|/|to|until|bis|al?|até|au|–|до|עד)\\s?';
/** Not behind or before digits that it may belong to; and not in a number with `+`. */
const begins = '(?<!\\d|\\d[-/.]|\\+[\\d\\s().-]{0,8})';
const ends = '(?!\\d|[-/.](?!\\d{8}|0\\d{1,3}[- ]\\d{3})\\d)';

const shortDay = `(?:${day}\\s?[./]\\s?${month}(?:[./]\\d\\d(?!\\d)|\\.)?|${day}-${month})`;
/** From one day, month or hour to another: `30.11.-02.12.`, `24.-31.12.`, `24/12 al 31/12`, `8.30-17.00`. */
const ranges = [
  `${shortDay}${until}${day}[./]${month}(?:[./]\\d\\d(?!\\d)|\\.)?`,
  `${day}-${month}\\s(?:to|until|bis|al?|até|au|до|עד)\\s${day}-${month}`,
  `${day}\\.?${until}${day}\\.${month}\\.`,
  `${day}(?:\\.|(?=\\s?-))${until}${day}[./]${month}(?:[./]\\d\\d(?!\\d)|\\.)?`,
  `${month}[-/.]${year}${until}${month}[-/.]${year}`,
  `(?:[01]?\\d|2[0-4])\\.[0-5]\\d${until}(?:[01]?\\d|2[0-4])\\.[0-5]\\d`,
].join('|');

/** A year that goes before is divided alike throughout; `2026 01 23 45 67 89` is one and a number. */
const yearFirst = ['-', '/', '\\.', ',', ':', '_', '']
  .map((sign) => (sign ? `\\s?${sign}\\s?` : '\\s'))
  .map((between) => `${year}${between}${month}${between}${day}`)
  .join('|');
const inDigits = `(?:(?!\\d{4}\\s0\\d(?:\\s\\d\\d){4}(?!\\s?\\d))(?:${yearFirst})|(?:${day}${gap}${month}|${month}${gap}${day})${gap}${year})${hour}`;

/** Each with what is looked for first, since that is quick. */
const always: readonly (readonly [sign: RegExp, pattern: RegExp])[] = [
  [
    /[月월]/,
    /(?:\d{2,4}\s?[年년]\s?)?\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日일])?(?:\s?\d{1,2}\s?[時时시])?(?:\s?\d{1,2}\s?[分분])?/g,
  ],
  [
    new RegExp(`(?<!\\d)${year}(?!\\d)`),
    new RegExp(
      `${begins}(?:(?:${day}[./]${month}[./]?|(?<!\\d[-/. ])${day}[./]?)\\s?-\\s?(?=${day}\\s?[./]))?${inDigits}(?:${until}${inDigits})?${ends}`,
      'g',
    ),
  ],
  [/\d[./]?\s?(?:[-–/]|\p{L}{1,5})\s?\d/u, new RegExp(`${begins}(?:${ranges})(?![\\d/]|[-.]\\d)`, 'g')],
  [
    /\d\s?(?:uhr|std|h|[ap]\.?m)/i,
    /(?<!\d|\d[-/.:])(?:(?:[01]?\d|2[0-4])(?:\s?h)?\s?-\s?)?(?:[01]?\d|2[0-4])\s?(?:uhr|std|h(?:oras|s|rs|eures)?|[ap]\.?m\.?)(?![\p{L}\d])/giu,
  ],
  [
    /\d\s\p{L}{1,5}\s\d/u,
    /(?<!\d|\d[-/.])(?:[01]?\d|2[0-4])\s(?:to|until|bis|al?|à|às|до|עד)\s(?:1\d|2[0-4]|[1-9])(?![\d/]|[-.:]\d)/gu,
  ],
  [
    /\d[-./][ivx]/i,
    new RegExp(`${begins}${day}[-./](?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})[-./](?:${year}|\\d\\d)(?!\\d)`, 'gi'),
  ],
  [/\p{L}\.?\s?\d/u, /(?<!\p{L})(?:kw|week|woche|semaine|semana|vecka|uge|uke)\.?\s?\d{1,2}(?!\d)/giu],
  // the hour behind a day and month
  [
    /\d[./]\d/,
    new RegExp(
      `${begins}${day}[./]${month}\\.?,?\\s(?:at|um|alle|[aà] l[ae]s|[aà]s|à)\\s(?:1\\d|2[0-3]|[1-9])(?![\\d:.h])`,
      'giu',
    ),
  ],
  [
    /\d[:h]\d\d/,
    new RegExp(
      String.raw`(?<!\d)\d{1,2}[:h]\d\d(?::\d\d${fraction})?(?:\s?-\s?\d{1,2}[:h]\d\d(?::\d\d)?)?(?!\d|[:.]\d)`,
      'g',
    ),
  ],
];
const ordinal = '(?:st|nd|rd|th|er|[ºª.])?';
const hasName = new RegExp(`(?<!\\p{L})ב?(?:${names})(?!\\p{L})`, 'iu');
const withNames: readonly RegExp[] = [
  new RegExp(`(?:(?<!\\d|\\d[-/.])${day}${ordinal})?${named}(?:${day}${ordinal},?\\s)?${year}(?!\\d)${hour}`, 'giu'),
  new RegExp(`(?<!\\d)${year}[-/.,\\s]{0,2}${named}${day}(?!\\d)${hour}`, 'giu'),
  new RegExp(`(?<!\\d|\\d[-/.])${day}${ordinal}${named}(?!\\d)`, 'giu'),
];

/** Patterns of what is a date or a time wherever it stands in the text. */
export function datesIn(text: string): readonly RegExp[] {
  const patterns = always.filter(([sign]) => sign.test(text)).map(([, pattern]) => pattern);
  return /\p{L}{3}|\p{L}\./u.test(text) && hasName.test(text) ? [...withNames, ...patterns] : patterns;
}

const afterName = new RegExp(`${named}$`, 'iu');
/** Whether a month's name stands before: `Nov 30 099 123 456`. */
export const isAfterMonth = (text: string): boolean => afterName.test(text);

/** Whether its day stands there, too, so that nothing but a year may follow: `Nov 30 26 12 34 56`, `30 Nov 26 12 34 56`. */
export function isAfterDay(text: string): boolean {
  const month = text.replace(/\b\d\d?,?\s$/, '');
  const before = month.replace(afterName, '');
  return before !== month && (month !== text || /\d(?:st|nd|rd|th|er|[ºª.])?$/.test(before));
}

/** What is a date when something else stands there for the number: three short parts, or eight digits. */
const loose = String.raw`(?<![\d+]|\d[-/.])(?:(\d{1,2})(\s?[-/.]\s?|\s)(\d{1,2})\2(\d\d)(?:[,\s]{1,2}(?:[01]?\d|2[0-3])[.:h][0-5]\d(?!\d|[-.:/]\d))?|(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?:19|20)\d\d)(?!\d|[-/.]\d)`;
const anyLoose = new RegExp(loose, 'g');
const lastLoose = new RegExp(`${loose}$`, 'g');

/** Whether three short parts can be a day, a month and a year, in any order that is written. */
function isDay(one: string, two: string, three: string): boolean {
  const [first, second, third] = [Number(one), Number(two), Number(three)];
  const is = (aDay: number, aMonth: number) => aDay > 0 && aDay < 32 && aMonth > 0 && aMonth < 13;
  return is(first, second) || is(second, first) || is(third, second);
}

/** The spans of such dates in a text, as `[from, to]`; the last one may overlap the one before it. */
export function looseDates(text: string): [number, number][] {
  const spansOf = (pattern: RegExp) =>
    [...text.matchAll(pattern)]
      .filter(([, one, , two, three]) => !one || isDay(one, two ?? '', three ?? ''))
      .map(({ 0: { length }, index }): [number, number] => [index, index + length]);
  const spans = spansOf(anyLoose);
  return [...spans, ...spansOf(lastLoose).filter(([from]) => spans.every(([other]) => other !== from))];
}

/** What a word is when it is no part of the number beside it. */
export type Aside = 'date' | 'likely' | 'perhaps' | 'count';

const oclock = '(?:[01]?\\d|2[0-4])(?:\\.[0-5]\\d)?';
const asides: readonly (readonly [Aside, RegExp])[] = [
  [
    'likely',
    new RegExp(`^(?:${day}-${month}|${month}-(?:${day}|${year})|${year}-${month}|\\d{1,2}-\\d{1,2}|[1-9]\\d?\\.)$`),
  ],
  [
    'date',
    new RegExp(
      `^(?:${day}[./]${month}[./]?|${month}[./](?:${day}|${year})\\.?|${year}[./]${month}|${oclock}-${oclock}(?:/${oclock}-${oclock})?|(?:[01]?\\d|2[0-3])\\.[0-5]\\d|24/7|${day}[./]${month}[./](?:\\d\\d|${year})|(?:19|20)\\d\\d(?:/\\d\\d|[-/](?:19|20)\\d\\d)|${ranges})$`,
    ),
  ],
  ['perhaps', /^(?:[1-9]\d{3}|(?:0[1-9]|1\d|2[0-3])[0-5]\d|\d{5,6}|\d\d-\d{3}|\d{4}-\d{3}|\d{5}-\d{3,4})$/],
  ['count', /^[1-9]\d{0,2}$/],
];

/**
 * What a word can be beside a number: a date or hours (`30.11.`, `14.30`, `8.30-17`, `24/7`); likely one of them, unless it
 * is written so in a number (`30-11`, `8-17`, `1.`); perhaps a year, an hour or a postcode; or a short count.
 */
export const asideOf = (word: string): Aside | undefined => asides.find(([, pattern]) => pattern.test(word))?.[0];

/** Whether a text says a date, and no more. */
export const isDate = (text: string): boolean =>
  asideOf(text) === 'date' ||
  datesIn(text).some((pattern) => text.replace(pattern, '') === '') ||
  (!/\s/.test(text) && looseDates(text).some(([from, to]) => to - from === text.length));

export const isHourOrYear = (word: string): boolean => /^(?:(?:0[1-9]|1\d|2[0-3])[0-5]\d|(?:19|20)\d\d)$/.test(word);

/** Whether a word can be a year. */
export const isYear = (word: string): boolean => /^(?:19|20)\d\d$/.test(word);

/** Six digits, or a month and year, that stand alone. */
export const isShortDate = (text: string): boolean => {
  const [, one = '', two = '', three = ''] = /^(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  return (!!one && isDay(one, two, three)) || new RegExp(`^${month}[-/.\\s]${year}$`).test(text);
};
