/** A line end that a page keeps, as in `white-space: pre`: no number goes on behind it. */
export const keptLine = '\u2028';

/** The same text where its line ends are kept. No place in it moves. */
export const withKeptLines = (text: string): string => text.replace(/[\r\n]/g, keptLine);

/** So much text is searched at once, in characters: what takes long only in sum can be paused between. */
const size = 200;

/** A place where no number goes on: after a separator or a longer word that announces no extension. */
const ends = /[\u2028;|]|[,/](?=\s)|(?<!\p{L})(?!ext|int|ane|ram|dur|pos|loc|neb|app|кла|доб)\p{L}{5,}/giu;

/** Where to cut a text: at the last such place in the second half of a piece, else at a line end or a space, else where it is. */
function cut(text: string, from: number): number {
  const to = from + size;
  if (to >= text.length) return text.length;
  const half = from + size / 2;
  const tail = text.slice(half, to);
  const last = [...tail.matchAll(ends)].at(-1);
  if (last) return half + last.index + last[0].length;
  for (const blank of ['\n', ' ']) {
    const at = tail.lastIndexOf(blank);
    if (at >= 0) return half + at + 1;
  }
  return to;
}

/**
 * The pieces of a long text in which there may be numbers, as `[from, to]`. Each begins with the last words before it,
 * without digits: they tell what the first number is a number of.
 */
export function* pieces(text: string): Generator<[from: number, to: number]> {
  for (let from = 0; from < text.length;) {
    const to = cut(text, from);
    if (mayHoldNumber(text.slice(from, to))) {
      const [before = ''] = /\P{Nd}{0,40}$/u.exec(text.slice(Math.max(0, from - 40), from)) ?? [];
      yield [from - before.length, to];
    }
    from = to;
  }
}

/** A cheap first look: six digits that stand close together, where white space in a row counts as one sign. */
export function mayHoldNumber(text: string): boolean {
  return /\p{Nd}(?:(?:\s+(?!\s)|[^\s\p{Nd}]){0,4}\p{Nd}){5}/u.test(text);
}
