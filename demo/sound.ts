// What the demo's recordings sound like: two people by turns, heard through a wall.

/** Samples of a second. */
const rate = 8000;

/** How loud somebody speaks at a time in seconds, from 0 to 1: syllables, and silence between the words. */
const speech = (at: number, seed: number) =>
  Math.sin(at * 1.7 + seed) > -0.6 ? Math.abs(Math.sin(at * 9.3)) * (0.45 + 0.55 * Math.sin(at * 0.61 + seed) ** 2) : 0;

/** A WAV of so many seconds, in one channel of 8 bits; the same for the same seed. */
export function conversation(seconds: number, seed: number): Uint8Array<ArrayBuffer> {
  const length = Math.round(seconds * rate);
  const bytes = new Uint8Array(44 + length);
  const view = new DataView(bytes.buffer);
  const word = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  word(0, 'RIFF');
  view.setUint32(4, 36 + length, true);
  word(8, 'WAVEfmt ');
  view.setUint32(16, 16, true); // bytes of what follows, up to the samples' own head
  view.setUint16(20, 1, true); // samples as they are
  view.setUint16(22, 1, true); // channels
  view.setUint32(24, rate, true);
  view.setUint32(28, rate, true); // bytes of a second
  view.setUint16(32, 1, true); // bytes of a sample
  view.setUint16(34, 8, true); // bits of a sample
  word(36, 'data');
  view.setUint32(40, length, true);
  for (let sample = 0; sample < length; sample++) {
    const at = sample / rate;
    const isAgent = Math.sin(at * 0.43 + seed) > 0;
    const tone = Math.sin(at * (isAgent ? 1250 : 830));
    bytes[44 + sample] = 128 + Math.round((isAgent ? 70 : 100) * speech(at, seed) * tone);
  }
  return bytes;
}
