import { msg } from '@lit/localize';
import { html, type LitElement, type TemplateResult } from 'lit';
import type { CtiClient } from '../../core/client.js';
import type { Recording } from '../../core/supervisor-commands.js';
import type { FoundRecording, RecordingHosts } from '../../recordings/index.js';
import type { RecordingsAction, RecordingsController } from './recordings-controller.js';

/** How fast a recording can be played; 1 is as it was spoken. */
export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;
/** How far an arrow key goes, in seconds. */
export const step = 5;

export function placeText({ where, converted }: FoundRecording): string {
  const places = {
    telephony: msg('Found on the telephony server.'),
    'telephony-folder': msg('Found on the telephony server, in the folder of its day.'),
    'backup-folder': msg('Found on the backup server, in the folder of its day.'),
    backup: msg('Found on the backup server.'),
  };
  return converted ? `${places[where]} ${msg('It was converted so that browsers can play it.')}` : places[where];
}

/** The speed before or after one. */
export function nextSpeed(speed: number, by: -1 | 1): number {
  const at = speeds.findIndex((each) => each >= speed);
  return speeds[Math.min(Math.max((at < 0 ? speeds.length - 1 : at) + by, 0), speeds.length - 1)] ?? 1;
}

/** Goes on or back, within the recording. */
export function seek(audio: HTMLMediaElement, by: number): void {
  const end = Number.isFinite(audio.duration) ? audio.duration : Infinity;
  audio.currentTime = Math.min(Math.max(audio.currentTime + by, 0), end);
}

/** What a key does while the focus is in the row that is played; nothing for another key. */
export function keyAction(key: string): ((audio: HTMLMediaElement) => void) | -1 | 1 | undefined {
  switch (key) {
    case 'ArrowLeft':
      return (audio) => seek(audio, -step);
    case 'ArrowRight':
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

export interface PlayerEvents {
  /** It began, stopped or ended. */
  changed: () => void;
  /** What was found cannot be played after all. */
  failed: () => void;
}

/** The player of a recording, where it was found, and the keys. */
export function playerView(
  found: FoundRecording,
  what: string,
  speed: number,
  { changed, failed }: PlayerEvents,
): TemplateResult {
  return html`
    <div class="player stack" part="player" role="group" aria-label=${what}>
      <audio
        part="audio"
        controls
        preload="metadata"
        src=${found.url}
        aria-label=${what}
        .defaultPlaybackRate=${speed}
        .playbackRate=${speed}
        @play=${changed}
        @pause=${changed}
        @ended=${changed}
        @error=${failed}
      ></audio>
      <div class="row">
        <button type="button" part="button" name=${'back' satisfies RecordingsAction}>${msg('−5 s')}</button>
        <button type="button" part="button" name=${'forward' satisfies RecordingsAction}>${msg('+5 s')}</button>
        <label class="row" for="speed">${msg('Speed')}</label>
        <select id="speed" name="speed" part="field">
          ${speeds.map((each) => html`<option value=${each} .selected=${each === speed}>${each} ×</option>`)}
        </select>
      </div>
      <p class="hint">${placeText(found)}</p>
      <p class="hint keys">
        <kbd>${msg('Space')}</kbd> ${msg('play or pause')} · <kbd>←</kbd> <kbd>→</kbd> ${msg('5 s back or forward')} ·
        <kbd>&lt;</kbd> <kbd>&gt;</kbd> ${msg('slower or faster')} · <kbd>Home</kbd> ${msg('from the start')}
      </p>
    </div>
  `;
}

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
