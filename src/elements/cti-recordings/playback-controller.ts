import { msg, str } from '@lit/localize';
import type { LitElement } from 'lit';
import type { CtiClient } from '../../core/client.js';
import type { Recording } from '../../core/supervisor-commands.js';
import type { RecordingHosts } from '../../recordings/index.js';
import { durationText } from '../shared/time-text.js';
import { placeText, speeds, wavePath } from './player-view.js';
import type { RecordingsController } from './recordings-controller.js';
import { barCount, longestDrawn, type SoundFiles } from './sound-files.js';

/** How far a key or a button goes, in seconds. */
const step = 5;

/** The speed before or after one. */
function nextSpeed(speed: number, by: -1 | 1): number {
  const at = speeds.findIndex((each) => each >= speed);
  return speeds[Math.min(Math.max((at < 0 ? speeds.length - 1 : at) + by, 0), speeds.length - 1)] ?? 1;
}

/** Goes on or back, within the recording. */
function seek(audio: HTMLMediaElement, by: number): void {
  const end = Number.isFinite(audio.duration) ? audio.duration : Infinity;
  audio.currentTime = Math.min(Math.max(audio.currentTime + by, 0), end);
}

/** What a key does while the focus is in the element and a recording is there to hear; nothing for another key. */
function keyAction(key: string): ((audio: HTMLMediaElement) => void) | -1 | 1 | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'j':
      return (audio) => seek(audio, -step);
    case 'ArrowRight':
    case 'l':
      return (audio) => seek(audio, step);
    case 'Home':
      return (audio) => (audio.currentTime = 0);
    case '<':
    case ',':
      return -1;
    case '>':
    case '.':
      return 1;
    default:
      return undefined;
  }
}

/** Plays one recording at a time, and looks for it first. */
export class PlaybackController {
  /** The guid of the row that is played or looked for; empty while none is. */
  current = '';
  isPlaying = false;
  /** Kept from one recording to the next. */
  speed = 1;
  /** Whether it begins anew where it ends. */
  isLooped = false;
  /** How loud each part of it is, where the page could read it. */
  peaks: readonly number[] | undefined;
  /** What happened, for a screen reader. */
  said = '';
  readonly #host: LitElement;
  readonly #controller: RecordingsController;
  readonly #files: SoundFiles;
  /** The recording whose waveform was asked for. */
  #drawn = '';
  /** Whether what is looked for is to be played. */
  #isPlayed = true;
  #finding = new AbortController();

  constructor(host: LitElement, controller: RecordingsController, files: SoundFiles) {
    this.#host = host;
    this.#files = files;
    this.#controller = controller;
  }

  /**
   * Plays or pauses a row. Another one that is played or looked for is stopped.
   *
   * @param isPlayed - `false` only brings another one into the player
   */
  async toggle(row: Recording, client: CtiClient, hosts: RecordingHosts, isPlayed = true): Promise<void> {
    const { guid } = row;
    const audio = guid === this.current ? this.#audio : undefined;
    if (audio) return audio.paused ? this.#start(audio) : audio.pause();
    if (guid === this.current && this.#controller.sounds.get(guid)?.state === 'looking') return;
    this.stop();
    this.#isPlayed = isPlayed;
    this.current = guid;
    this.#say(msg('Looking for the recording…'));
    await this.#controller.find(row, client, hosts, this.#finding.signal);
    if (guid !== this.current) return;
    const sound = this.#controller.sounds.get(guid);
    this.#say(sound?.state === 'found' ? placeText(sound) : sound?.state === 'missing' ? sound.why : '');
    await this.#host.updateComplete;
    if (isPlayed && guid === this.current && this.#audio) await this.#start(this.#audio);
  }

  /** Stops what is played or looked for. */
  stop(): void {
    this.#finding.abort();
    this.#finding = new AbortController();
    this.current = '';
    this.isPlaying = false;
    this.isLooped = false;
    this.peaks = undefined;
    this.#drawn = '';
    this.#say('');
  }

  /** Goes on or back by some seconds; nothing while nothing is played. */
  skip(by: 1 | -1): void {
    if (this.#audio) seek(this.#audio, by * step);
  }

  /** Goes to a place, in seconds. */
  seek(to: number): void {
    if (this.#audio) this.#audio.currentTime = to;
    this.moved();
  }

  /** Plays or pauses what is in the player; false where nothing is there to hear. */
  playOrPause(): boolean {
    const audio = this.#audio;
    if (audio?.paused) void this.#start(audio);
    else audio?.pause();
    return !!audio;
  }

  /** Whether the person wants nothing to be heard now: what comes next waits, too. */
  get isPaused(): boolean {
    const audio = this.#audio;
    return audio ? audio.paused && !audio.ended : !this.#isPlayed;
  }

  loop(): void {
    this.isLooped = !this.isLooped;
    this.#host.requestUpdate();
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    this.#host.requestUpdate();
  }

  /** Does what a key means for what is in the player. Whether it means anything. */
  press(key: string): boolean {
    const [audio, action] = [this.#audio, keyAction(key)];
    if (!audio || !action) return false;
    if (typeof action === 'function') action(audio);
    else this.setSpeed(nextSpeed(this.speed, action));
    return true;
  }

  /** It began, stopped or ended. */
  readonly changed = (): void => {
    this.moved();
    this.isPlaying = !!this.#audio && !this.#audio.paused;
    this.#host.requestUpdate();
  };

  /** How long it is, is known: a short one is drawn, where its host lets the page read it. */
  readonly loaded = (): void => {
    this.moved();
    const audio = this.#audio;
    if (!audio || this.#drawn === this.current || !Number.isFinite(audio.duration)) return;
    this.#drawn = this.current;
    if (audio.duration < longestDrawn) void this.#draw();
  };

  /** Where it is by now. It moves four times a second: nothing else is drawn anew for that. */
  readonly moved = (): void => {
    const { renderRoot } = this.#host;
    const audio = this.#audio;
    const field = renderRoot.querySelector<HTMLInputElement>('#seek');
    if (!audio || !field) return;
    const { currentTime } = audio;
    const duration = Number.isFinite(audio.duration) ? audio.duration : 0;
    const [passed, whole] = [currentTime, duration].map((each) => durationText(each * 1000)) as [string, string];
    field.max = String(duration);
    field.value = String(currentTime);
    field.setAttribute('aria-valuetext', msg(str`${passed} of ${whole}`));
    const heard = this.peaks?.slice(0, duration ? Math.round((barCount * currentTime) / duration) : 0) ?? [];
    renderRoot.querySelector('.played path')?.setAttribute('d', wavePath(heard));
    const texts = { passed, whole };
    for (const [id, text] of Object.entries(texts)) {
      const place = renderRoot.querySelector(`#${id}`);
      if (place && place.textContent !== text) place.textContent = text;
    }
  };

  /** What was found cannot be played after all. */
  readonly failed = (): void => {
    const why = brokenText(this.#audio?.error?.code);
    this.#controller.sounds.set(this.current, { state: 'missing', why, tried: [] });
    this.isPlaying = false;
    this.#say(why);
  };

  get #audio(): HTMLAudioElement | undefined {
    return this.#host.renderRoot.querySelector('audio') ?? undefined;
  }

  /** A browser may want the person to press once more: the search has taken too long for it. */
  async #start(audio: HTMLAudioElement): Promise<void> {
    await audio.play().catch(() => undefined);
    this.changed();
  }

  async #draw(): Promise<void> {
    const { signal } = this.#finding;
    const sound = this.#controller.sounds.get(this.current);
    const peaks = sound?.state === 'found' ? await this.#files.peaks(sound.url, signal) : undefined;
    if (signal.aborted || !peaks) return;
    this.peaks = peaks;
    this.#host.requestUpdate();
  }

  #say(text: string): void {
    this.said = text;
    this.#host.requestUpdate();
  }
}

/** Firefox tells a computer without a sound output as it tells damaged sound: it reads the recording, and breaks off. */
function brokenText(code: number | undefined): string {
  if (code === MediaError.MEDIA_ERR_NETWORK)
    return msg('The recording was found, and the connection broke off. Play it again.');
  if (code === MediaError.MEDIA_ERR_DECODE)
    return msg(
      'The recording was found, and broke off: it is damaged, or this computer has no sound output. Look at that, then play it again.',
    );
  return msg('The recording was found, and this browser cannot play it.');
}
