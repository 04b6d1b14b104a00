import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { FoundRecording } from '../../recordings/index.js';

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
  return converted ? `${places[where]} ${msg('It was there as gsm only, and was converted.')}` : places[where];
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
        <button type="button" part="button" name="back">${msg('5 s back')}</button>
        <button type="button" part="button" name="forward">${msg('5 s on')}</button>
        <label class="row" for="speed">${msg('Speed')}</label>
        <select id="speed" name="speed" part="field">
          ${speeds.map((each) => html`<option value=${each} .selected=${each === speed}>${each} ×</option>`)}
        </select>
      </div>
      <p class="hint">${placeText(found)}</p>
      <p class="hint keys">
        <kbd>${msg('Space')}</kbd> ${msg('play or pause')} · <kbd>←</kbd> <kbd>→</kbd> ${msg('5 s back or on')} ·
        <kbd>&lt;</kbd> <kbd>&gt;</kbd> ${msg('slower or faster')} · <kbd>Home</kbd> ${msg('from the start')}
      </p>
    </div>
  `;
}
