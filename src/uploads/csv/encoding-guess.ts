/** One character for each byte. */
function lettersOf(bytes: Uint8Array): string {
  let text = '';
  // In parts: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x2000) text += String.fromCharCode(...bytes.subarray(at, at + 0x2000));
  return text;
}

const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;

/** Words of nothing but letters above ASCII, as only other scripts have them; and Latin words with such a letter. */
const foreign = /(?<![A-Za-z\xc0-\xff])[\xc0-\xff]{2,}(?![A-Za-z\xc0-\xff])/g;
const mixed = /[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]/g;

const hebrew = /[\xe0-\xfa]/g;
/** Forms of a letter that end a word. */
const finals = /[\xea\xed\xef\xf3\xf5]/g;
const finalsWithin = /[\xea\xed\xef\xf3\xf5](?=[\xe0-\xfa])/g;

const arabic = /[\xc0-\xd6\xd8-\xdf\xe1\xe3-\xe6\xec\xed\xf0-\xf3\xf5\xf6\xf8\xfa\xff]/g;
/** Alef and lam, of which every text is full. */
const alefLam = /[\xc7\xe1]/g;

/** Letters of MacRoman where windows-1252 has a sign, or a capital behind a small letter. */
const mac = /[A-Za-z][\x81\x83\x84\x86-\x89\x8d\x8f\x90\x98\x9d]|[a-z][\x8a\x8c\x8e\x9f]|[a-z][\x8b\x96\x97\x9b][a-z]/g;
/** Letters of windows-1252 where MacRoman has a sign, or a capital behind a small letter. */
const windows = /[a-z][\xdf-\xf6\xf8-\xff]|[A-Z][\xc0-\xdd][A-Z]/g;

/**
 * Guesses how bytes above ASCII are written that are no UTF-8: by the words they make, by how often letters come, and by
 * what stands beside them; MacRoman also by line ends of a carriage return alone. windows-1252 where nothing else is likely.
 */
export function guessEncoding(head: Uint8Array): string {
  const text = lettersOf(head);
  const words = (text.match(foreign) ?? []).join(' ');
  if (count(words, /\S+/g) > count(text, mixed)) {
    const letters = count(words, /\S/g);
    const isHebrew = count(words, hebrew) >= letters * 0.95 && count(words, finalsWithin) * 4 <= count(words, finals);
    if (isHebrew) return 'windows-1255';
    if (count(words, arabic) >= letters * 0.95 && count(words, alefLam) >= letters * 0.1) return 'windows-1256';
  }
  const [ofMac, ofWindows] = [count(text, mac), count(text, windows)];
  const isMac = ofMac > ofWindows || (ofMac === ofWindows && text.includes('\r') && !text.includes('\n'));
  return isMac ? 'macintosh' : 'windows-1252';
}
