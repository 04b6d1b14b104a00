import { msg } from '@lit/localize';
import type { LitElement } from 'lit';
import type { CtiClient } from '../../core/client.js';
import type { RecordingHosts } from '../../recordings/index.js';
import type { Recording } from '../../core/supervisor-replies.js';
import type { RecordingsController } from './recordings-controller.js';
import { keyAction, nextSpeed, placeText, seek, step } from './recording-player.js';

/** Plays one recording at a time, and looks for it first. */
export class PlaybackController {
  /** The guid of the row that is played or looked for; empty while none is. */
  current = '';
  isPlaying = false;
  /** Kept from one recording to the next. */
  speed = 1;
  /** What happened, for a screen reader. */
  said = '';
  readonly #host: LitElement;
  readonly #controller: RecordingsController;
  #finding = new AbortController();

  constructor(host: LitElement, controller: RecordingsController) {
    this.#host = host;
    this.#controller = controller;
  }

  /** Plays or pauses a row. Another one that is played or looked for is stopped. */
  async toggle(row: Recording, client: CtiClient, hosts: RecordingHosts): Promise<void> {
    const { guid } = row;
    const audio = guid === this.current ? this.#audio : undefined;
    if (audio) return audio.paused ? this.#start(audio) : audio.pause();
    if (guid === this.current && this.#controller.sounds.get(guid)?.state === 'looking') return;
    this.stop();
    this.current = guid;
    this.#say(msg('Looking for the recording…'));
    await this.#controller.find(row, client, hosts, this.#finding.signal);
    if (guid !== this.current) return;
    const sound = this.#controller.sounds.get(guid);
    this.#say(sound?.state === 'found' ? placeText(sound) : sound?.state === 'missing' ? sound.why : '');
    await this.#host.updateComplete;
    if (guid === this.current && this.#audio) await this.#start(this.#audio);
  }

  /** Stops what is played or looked for. */
  stop(): void {
    this.#finding.abort();
    this.#finding = new AbortController();
    this.current = '';
    this.isPlaying = false;
    this.#say('');
  }

  /** Goes on or back by some seconds; nothing while nothing is played. */
  skip(by: 1 | -1): void {
    if (this.#audio) seek(this.#audio, by * step);
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    this.#host.requestUpdate();
  }

  /** Does what a key means in the row that is played. Whether it means anything. */
  press(key: string): boolean {
    const [audio, action] = [this.#audio, keyAction(key)];
    if (!audio || !action) return false;
    if (typeof action === 'function') action(audio);
    else this.setSpeed(nextSpeed(this.speed, action));
    return true;
  }

  /** It began, stopped or ended. */
  readonly changed = (): void => {
    this.isPlaying = !!this.#audio && !this.#audio.paused;
    this.#host.requestUpdate();
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
