/** Longer recordings have no waveform: to draw one the whole of it is read. */
export const longestDrawn = 600;
/** Larger files are not read to be drawn, in bytes. */
const largestDrawn = 32_000_000;
/** The least that all browsers decode to, in hertz: what is held for a moment is small. */
const rate = 8000;
/** How many barCount a waveform has. */
export const barCount = 160;

const isOwn = (url: string) => new URL(url, location.href).origin === location.origin;

/** Reads the files of recordings where their host lets this page read them (CORS). A host that refused is not asked again. */
export class SoundFiles {
  readonly #refused = new Set<string>();

  /** Whether a host has not refused yet. */
  mayRead(url: string): boolean {
    return !this.#refused.has(new URL(url, location.href).origin);
  }

  /** A file; nothing where the host does not give it, or not to this page. */
  async read(url: string, signal: AbortSignal, largest = Infinity): Promise<Blob | undefined> {
    if (!this.mayRead(url)) return undefined;
    try {
      const response = await fetch(url, { signal, referrerPolicy: 'no-referrer' });
      if (!response.ok || Number(response.headers.get('Content-Length')) > largest) {
        await response.body?.cancel();
        return undefined;
      }
      return await response.blob();
    } catch {
      if (!signal.aborted && !isOwn(url)) this.#refused.add(new URL(url, location.href).origin);
      return undefined;
    }
  }

  /** How loud each part of a recording is, the loudest 1; nothing where it cannot be read. */
  async peaks(url: string, signal: AbortSignal): Promise<readonly number[] | undefined> {
    const file = await this.read(url, signal, largestDrawn);
    if (!file || typeof OfflineAudioContext === 'undefined') return undefined;
    try {
      const sound = await new OfflineAudioContext(1, 1, rate).decodeAudioData(await file.arrayBuffer());
      return peaksOf(sound.getChannelData(0));
    } catch {
      return undefined; // what the player can play this decoder need not know: the seek bar is there
    }
  }
}

function peaksOf(samples: Float32Array): number[] {
  const size = samples.length / barCount;
  const peaks = Array<number>(barCount).fill(0);
  let at = 0;
  for (const sample of samples) {
    const bar = Math.min(Math.floor(at++ / size), barCount - 1);
    peaks[bar] = Math.max(peaks[bar] ?? 0, Math.abs(sample));
  }
  const loudest = Math.max(...peaks);
  return loudest ? peaks.map((peak) => peak / loudest) : peaks;
}
