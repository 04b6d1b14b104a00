import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { Pause, Play, Tag } from 'lucide';
import type { Recording } from '../../core/supervisor-replies.js';
import { icon } from '../shared/icons.js';
import { outcomeLine, type Outcome } from '../shared/outcome.js';
import type { Sound, TagDraft } from './recordings-controller.js';
import { playerView, type PlayerEvents } from './recording-player.js';

/** What a row of a contact centre is likely to say, in the order to show it, by its own names: none is documented (U-38). */
const likely = [
  'agent',
  'campaign',
  'source',
  'src',
  'destination',
  'dst',
  'callerid',
  'duration',
  'billsec',
  'data',
  'tag',
  'rating',
];

const isText = (value: unknown): value is string | number =>
  (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';
const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** A recording in a few words. */
export function whatText({ guid, calldate, destination, source }: Recording): string {
  const whom = [source, destination].filter(isText).join(' → ');
  return [calldate, whom || guid].filter(Boolean).join(', ');
}

/** How a row stands. */
export interface RowView {
  sound: Sound | undefined;
  /** It is the one that is played. */
  isCurrent: boolean;
  isPlaying: boolean;
  speed: number;
  /** Nothing while the row is not being tagged. */
  draft: TagDraft | undefined;
  tagged: Outcome;
  canPlay: boolean;
  canTag: boolean;
  player: PlayerEvents;
}

/** A row; a button is told by its `name`, and the row by its `data-guid`. */
export function rowView(row: Recording, view: RowView): TemplateResult {
  const { sound, isCurrent, isPlaying, canPlay, canTag, draft } = view;
  const what = whatText(row);
  const facts = likely.filter((name) => isText(row[name]));
  const others = Object.keys(row).filter((name) => !likely.includes(name) && name !== 'calldate');
  const fact = (name: string) =>
    html`<div>
      <dt>${name}</dt>
      <dd>${textOf(row[name])}</dd>
    </div>`;
  const isOn = isCurrent && isPlaying;
  return html`
    <li part="row" class=${isCurrent ? 'current' : ''} data-guid=${row.guid}>
      <div class="line">
        <button
          type="button"
          part="button"
          name="play"
          aria-label="${isOn ? msg('Pause') : msg('Play')}: ${what}"
          aria-busy=${sound?.state === 'looking'}
          aria-describedby="no-sound"
          ?disabled=${!canPlay}
        >
          ${icon(isOn ? Pause : Play)}${isOn ? msg('Pause') : msg('Play')}
        </button>
        <b>${row.calldate || msg('No date')}</b>
        <dl>${facts.map(fact)}</dl>
        <button
          type="button"
          part="button"
          name="tag-open"
          aria-label=${msg(str`Tag: ${what}`)}
          aria-expanded=${!!draft}
          aria-describedby="no-tag"
          ?disabled=${!canTag}
        >
          ${icon(Tag)}${msg('Tag')}
        </button>
        <details part="details">
          <summary>${msg('All fields')}</summary>
          <dl>${others.map(fact)}</dl>
        </details>
      </div>
      ${soundView(sound, what, view)} ${draft ? tagView(draft, view.tagged) : nothing}
      ${view.tagged.state === 'idle' ? nothing : outcomeLine(view.tagged)}
    </li>
  `;
}

function soundView(
  sound: Sound | undefined,
  what: string,
  { isCurrent, speed, player }: RowView,
): TemplateResult | typeof nothing {
  if (!sound) return nothing;
  if (sound.state === 'looking') return html`<p class="hint">${msg('Looking for the recording…')}</p>`;
  if (sound.state === 'found') return isCurrent ? playerView(sound, what, speed, player) : nothing;
  return html`
    <p class="why">${sound.why}</p>
    ${
      sound.tried.length
        ? html`<details part="details">
            <summary>${msg('Where it was looked for')}</summary>
            <ol>
              ${sound.tried.map(({ url, result }) => html`<li>${url}: ${result}</li>`)}
            </ol>
          </details>`
        : nothing
    }
  `;
}

/** The tag and whose call it was: the row does not say which of its numbers is the customer's. */
function tagView({ message, phone }: TagDraft, tagged: Outcome): TemplateResult {
  const pending = tagged.state === 'pending';
  const field = 'error' in tagged ? tagged.error.field : undefined;
  return html`
    <div class="row tag">
      <div class="field">
        <label for="message">${msg('Tag for the recording')}</label>
        <input
          id="message"
          name="message"
          part="field"
          autocomplete="off"
          .value=${message}
          aria-invalid=${field === 'message'}
          aria-describedby="never"
        />
      </div>
      <div class="field">
        <label for="phone">${msg('The customer’s number')}</label>
        <input
          id="phone"
          name="phone"
          part="field"
          autocomplete="off"
          .value=${phone}
          aria-invalid=${field === 'phone'}
        />
      </div>
      <div class="row">
        <button type="button" part="submit" name="tag-send" class="primary" aria-busy=${pending}>
          ${msg('Send the tag')}
        </button>
        <button type="button" part="button" name="tag-close">${msg('Close')}</button>
      </div>
    </div>
    <p class="hint" id="never">${msg('Tagging is never confirmed.')}</p>
  `;
}
