import { msg, str } from '@lit/localize';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { ChevronLeft, ChevronRight, Play, Repeat, X, type IconNode } from 'lucide';
import type { FoundRecording } from '../../recordings/index.js';
import { datum, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { keyCap } from '../shared/key-cap.js';
import { numberText } from '../shared/time-text.js';
import type { RecordingsAction, Sound } from './recordings-controller.js';
import { barCount } from './sound-files.js';

/** Two barCount: the library's own has shapes that are no paths. */
export const pauseIcon: IconNode = [['path', { d: 'M9 5v14M15 5v14' }]];

/** How fast a recording can be played; 1 is as it was spoken. */
export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;

export function placeText({ where, converted }: FoundRecording): string {
  const places = {
    telephony: msg('Found on the telephony server.'),
    'telephony-folder': msg('Found on the telephony server, in the folder of its day.'),
    'backup-folder': msg('Found on the backup server, in the folder of its day.'),
    backup: msg('Found on the backup server.'),
  };
  return converted ? `${places[where]} ${msg('It was converted so that browsers can play it.')}` : places[where];
}

export interface PlayerEvents {
  /** It began, stopped or ended. */
  changed: () => void;
  /** What was found cannot be played after all. */
  failed: () => void;
  /** How long it is, is known. */
  loaded: () => void;
  /** It went on. */
  moved: () => void;
}

export interface PlayerModel extends PlayerEvents {
  sound: Sound | undefined;
  /** Whose recording it is, and of when. */
  what: string;
  /** The agent and the campaign. */
  note: string;
  isPlaying: boolean;
  isLooped: boolean;
  speed: number;
  /** How loud each part is, where the page could read it. */
  peaks: readonly number[] | undefined;
  hasPrevious: boolean;
  hasNext: boolean;
}

/** A bar for each part, around the middle. */
export const wavePath = (peaks: readonly number[]): string =>
  peaks
    .map((peak, at) => {
      const height = Math.max(1, peak * 19);
      return `M${String(at + 0.5)} ${(20 - height).toFixed(1)}V${(20 + height).toFixed(1)}`;
    })
    .join('');

const waveView = (path: string | typeof nothing, name: string) =>
  svg`<svg class=${name} viewBox="0 0 ${barCount} 40" preserveAspectRatio="none" aria-hidden="true"><path d=${path} vector-effect="non-scaling-stroke" /></svg>`;

/** The place in the recording: a slider, with the waveform behind it where there is one. */
const seekView = (peaks: readonly number[] | undefined): TemplateResult =>
  html`<div class="seek ${peaks ? 'drawn' : ''}">
    ${peaks ? html`${waveView(wavePath(peaks), 'wave')}${waveView(nothing, 'wave played')}` : nothing}
    <input
      id="seek"
      name="seek"
      type="range"
      min="0"
      max="0"
      .step=${'any'}
      aria-label=${msg('Place in the recording')}
    />
  </div>`;

function controlsView(model: PlayerModel, found: FoundRecording): TemplateResult {
  const { what, isPlaying, isLooped, speed, peaks, changed, failed, loaded, moved } = model;
  return html`
    <audio
      part="audio"
      preload="metadata"
      src=${found.url}
      aria-label=${what}
      ?loop=${isLooped}
      .defaultPlaybackRate=${speed}
      .playbackRate=${speed}
      @play=${changed}
      @pause=${changed}
      @ended=${changed}
      @error=${failed}
      @loadedmetadata=${loaded}
      @durationchange=${loaded}
      @timeupdate=${moved}
      @seeked=${moved}
    ></audio>
    <div class="moves">
      <button type="button" part="button" name=${'back' satisfies RecordingsAction}>
        ${msg('−5 s')}${keyCap('J')}
      </button>
      <button type="button" part="button" name=${'toggle' satisfies RecordingsAction} class="primary">
        ${icon(isPlaying ? pauseIcon : Play)}${isPlaying ? msg('Pause') : msg('Play')}
      </button>
      <button type="button" part="button" name=${'forward' satisfies RecordingsAction}>
        ${msg('+5 s')}${keyCap('L')}
      </button>
    </div>
    <div class="place">
      <bdi class="num" id="passed">0:00</bdi>
      ${seekView(peaks)}
      <bdi class="num" id="whole">–:––</bdi>
    </div>
    <label class="hidden" for="speed">${msg('Speed')}</label>
    <select id="speed" name="speed" part="field" dir="ltr">
      ${speeds.map((each) => html`<option value=${each} .selected=${each === speed}>${numberText(each)} ×</option>`)}
    </select>
    ${bareButton('loop', Repeat, msg('Play it again and again'), { isPressed: isLooped })}
  `;
}

const bareButton = (
  name: RecordingsAction,
  image: IconNode,
  label: string,
  { isPressed, isOff }: { isPressed?: boolean; isOff?: boolean } = {},
) =>
  html`<button
    type="button"
    part="button"
    name=${name}
    class="bare"
    aria-label=${label}
    title=${label}
    aria-pressed=${ifDefined(isPressed)}
    aria-disabled=${ifDefined(isOff)}
  >
    ${icon(image)}
  </button>`;

/** The player below the recordings: the one that is played, the ones beside it, and the keys. */
export function playerView(model: PlayerModel): TemplateResult {
  const { sound, what, note, hasPrevious, hasNext } = model;
  const state = sound?.state;
  const title = msg(str`Player: ${what}`);
  return html`
    <section class="player no-print" part="player" aria-label=${title}>
      <div class="title">
        <b>${sentence(what, what)}</b>
        <span class="hint">${datum(note)}</span>
      </div>
      ${bareButton('previous', ChevronLeft, msg('The recording above'), { isOff: !hasPrevious })}
      ${state === 'found' ? controlsView(model, sound as FoundRecording) : nothing}
      ${state === 'looking' ? html`<span class="hint state">${msg('Looking for the recording…')}</span>` : nothing}
      ${state === 'missing' ? html`<span class="hint state">${msg('It cannot be played: its row says why.')}</span>` : nothing}
      ${bareButton('next', ChevronRight, msg('The recording below'), { isOff: !hasNext })}
      ${bareButton('close-player', X, msg('Close the player'))}
      <details class="keys">
        <summary>${msg('Keys')}</summary>
        ${state === 'found' ? html`<p class="hint found">${placeText(sound as FoundRecording)}</p>` : nothing}
        <p class="hint keys-list">
          <kbd>${msg('Space')}</kbd> <kbd>K</kbd> ${msg('play or pause')} · <kbd>←</kbd> <kbd>→</kbd> <kbd>J</kbd>
          <kbd>L</kbd> ${msg('5 s back or forward')} · <kbd>&lt;</kbd> <kbd>&gt;</kbd> ${msg('slower or faster')} ·
          <kbd>Home</kbd> ${msg('from the start')} · <kbd>⇧ P</kbd> <kbd>⇧ N</kbd> ${msg('the one above or below')}
        </p>
      </details>
    </section>
  `;
}
