import { msg } from '@lit/localize';
import { attempt } from '../../core/platform.js';
import type { RingSound } from './ring-property.js';

/** Why nothing is heard: the browser wants a press in the page first, or the sound cannot be played. */
export type RingProblem = 'blocked' | 'broken';

/** The same in words. */
export const ringProblemText = (problem: RingProblem): string =>
  problem === 'blocked'
    ? msg('It does not ring: the browser lets a page sound only after a press in it.')
    : msg('It does not ring: the sound cannot be played.');

interface Sounding {
  stop(): void;
}

/** How often the tone comes, and how long it lasts, in seconds. */
const [pace, length] = [3, 0.9];
/** How long a browser may take until it sounds, in milliseconds. */
const patience = 500;

/** Rings until it is stopped. Before somebody has pressed something in the page, browsers let no page sound. */
export class Ringer {
  #sounding: Sounding | undefined;
  #sound: RingSound | undefined;
  readonly #failed: (problem: RingProblem) => void;

  /** `failed` is called when a ring is not heard. */
  constructor(failed: (problem: RingProblem) => void) {
    this.#failed = failed;
  }

  /** Rings with this sound, or not at all; what rings so already goes on. */
  ring(sound: RingSound | undefined): void {
    if (sound === this.#sound) return;
    this.#sound = sound;
    this.#sounding?.stop();
    this.#sounding = sound === undefined ? undefined : sound === true ? this.#tone() : this.#play(sound);
  }

  #play(address: string): Sounding {
    const audio = new Audio(address);
    audio.loop = true;
    let isOver = false;
    audio.play().catch((cause: unknown) => {
      if (!isOver) this.#failed((cause as Partial<Error>).name === 'NotAllowedError' ? 'blocked' : 'broken');
    });
    return {
      stop() {
        isOver = true;
        audio.pause();
        audio.removeAttribute('src');
      },
    };
  }

  #tone(): Sounding | undefined {
    const context = attempt(() => new AudioContext());
    if (!context) {
      this.#failed('broken');
      return undefined;
    }
    // A context that may not sound stays suspended, and nothing rejects.
    const looking = setTimeout(() => context.state === 'running' || this.#failed('blocked'), patience);
    // Its clock stands still until then: all that was begun before would sound at once.
    const once = () => {
      if (context.state !== 'running') return void context.resume().catch(() => undefined);
      const volume = context.createGain();
      volume.connect(context.destination);
      const begin = context.currentTime;
      volume.gain.setValueAtTime(0, begin);
      volume.gain.linearRampToValueAtTime(0.12, begin + 0.03);
      volume.gain.setValueAtTime(0.12, begin + length - 0.05);
      volume.gain.linearRampToValueAtTime(0, begin + length);
      for (const frequency of [440, 480]) {
        const tone = context.createOscillator();
        tone.frequency.value = frequency;
        tone.connect(volume);
        tone.start(begin);
        tone.stop(begin + length);
      }
    };
    context.onstatechange = () => context.state === 'running' && once();
    once();
    const repeating = setInterval(once, pace * 1000);
    return {
      stop() {
        clearInterval(repeating);
        clearTimeout(looking);
        context.onstatechange = null;
        void context.close();
      },
    };
  }
}
