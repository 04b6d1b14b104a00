/** So much text is searched at once, in characters: what takes long only in sum can be paused between. */
const size = 200;

/** A place where no number goes on: after a separator or a longer word that announces no extension. */
const ends = /[\n;|]|[,/](?=\s)|(?<!\p{L})(?!ext|int|ane|ram|dur|pos)\p{L}{5,}/giu;

/** Where to cut a text: at the last such place in the second half of a piece, else at a space, else where it is. */
function cut(text: string, from: number): number {
  const to = from + size;
  if (to >= text.length) return text.length;
  const half = from + size / 2;
  const tail = text.slice(half, to);
  const last = [...tail.matchAll(ends)].at(-1);
  if (last) return half + last.index + last[0].length;
  const space = tail.lastIndexOf(' ');
  return space < 0 ? to : half + space + 1;
}

/** The pieces of a long text in which there may be numbers, as `[from, to]`. */
export function* pieces(text: string): Generator<[number, number]> {
  for (let from = 0; from < text.length;) {
    const to = cut(text, from);
    if (mayHoldNumber(text.slice(from, to))) yield [from, to];
    from = to;
  }
}

/** A cheap first look: six digits that stand close together. */
export function mayHoldNumber(text: string): boolean {
  return /\p{Nd}(?:\P{Nd}{0,4}\p{Nd}){5}/u.test(text);
}
