import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { Pause, Play, Tag } from 'lucide';
import { wallClockAt } from '../../codecs/wall-clock.js';
import type { Recording, RecordingFilter } from '../../core/supervisor-commands.js';
import { unreadText } from '../../core/unread-text.js';
import type { RecordingHosts } from '../../recordings/index.js';
import { datum, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { keyedList } from '../shared/keyed-list.js';
import { outcomeOfError, type Outcome } from '../shared/outcome.js';
import { outcomeLine, problemLine } from '../shared/outcome-view.js';
import { countText } from '../shared/time-text.js';
import { playerView, type PlaybackController, type PlayerEvents } from './playback-controller.js';
import type {
  RecordingPager,
  RecordingsAction,
  RecordingsController,
  Sound,
  TagDraft,
} from './recordings-controller.js';
import { writeJson } from '../../codecs/write-json.js';

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
const textOf = (value: unknown) => (typeof value === 'string' ? value : writeJson(value));

/** A recording in a few words. */
export function recordingText({ guid, calldate, destination, source }: Recording): string {
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
export function recordingRow(row: Recording, view: RowView): TemplateResult {
  const { sound, isCurrent, isPlaying, canPlay, canTag, draft } = view;
  const what = recordingText(row);
  const facts = likely.filter((name) => isText(row[name]));
  const others = Object.keys(row).filter((name) => !likely.includes(name) && name !== 'calldate');
  const fact = (name: string) =>
    html`<div>
      <dt>${datum(name)}</dt>
      <dd>${datum(textOf(row[name]))}</dd>
    </div>`;
  const isOn = isCurrent && isPlaying;
  return html`
    <li part="row" class=${isCurrent ? 'current' : ''} data-guid=${row.guid}>
      <div class="line">
        <button
          type="button"
          part="button"
          name=${'play' satisfies RecordingsAction}
          aria-label="${isOn ? msg('Pause') : msg('Play')}: ${what}"
          aria-busy=${sound?.state === 'looking'}
          aria-describedby="no-sound"
          ?disabled=${!canPlay}
        >
          ${icon(isOn ? Pause : Play)}${isOn ? msg('Pause') : msg('Play')}
        </button>
        <b>${row.calldate ? datum(row.calldate) : msg('No date')}</b>
        <dl>${facts.map(fact)}</dl>
        <button
          type="button"
          part="button"
          name=${'tag-open' satisfies RecordingsAction}
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
    <p class="why">${sentence(sound.why)}</p>
    ${
      sound.tried.length
        ? html`<details part="details">
            <summary>${msg('Where it was looked for')}</summary>
            <ol>
              ${sound.tried.map(({ url, result }) => html`<li>${datum(url)}: ${sentence(result)}</li>`)}
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
        />
      </div>
      <div class="field">
        <label for="phone">${msg('The customer’s number')}</label>
        <input
          id="phone"
          name="phone"
          part="field"
          dir="ltr"
          autocomplete="off"
          .value=${phone}
          aria-invalid=${field === 'phone'}
        />
      </div>
      <div class="row">
        <button
          type="button"
          part="submit"
          name=${'tag-send' satisfies RecordingsAction}
          class="primary"
          aria-busy=${pending}
        >
          ${msg('Send the tag')}
        </button>
        <button type="button" part="button" name=${'tag-close' satisfies RecordingsAction}>${msg('Close')}</button>
      </div>
    </div>
  `;
}

type TagSupport = { ok: true } | { ok: false; reason: string };

/** What the list is, in a line: how many, of when, and whether it still is what the filter says. */
export function pageState(
  pages: RecordingPager | undefined,
  canSearch: boolean,
  pending: boolean,
  isStale: boolean,
): string {
  if (pending) return msg('Looking…');
  if (!pages) return canSearch ? msg('Nothing searched yet: fill in what you know, and press Search.') : '';
  const { rows, isLast, since, unread } = pages;
  const { length } = rows;
  const stale = `${unreadText(unread)} ${isStale ? msg('The filter was changed since: press Search.') : ''}`.trim();
  if (!length) return `${unread ? '' : msg('No recording fits this filter.')} ${stale}`.trim();
  const count = countText(length, msg(str`${length} recording|${length} recordings`, { desc: 'Forms for so many' }));
  const rest = isLast ? msg('these are all') : msg('there may be more');
  return `${count}, ${rest}; ${msg(str`as of ${wallClockAt(since).slice(11)} here.`)} ${stale}`.trim();
}

/** What is below the last row: more to come, why not, or the end. */
function restView(pages: RecordingPager, disabled: boolean): TemplateResult | typeof nothing {
  const { isLast, isLoading, error, command } = pages;
  if (isLast) return nothing;
  return html`
    ${outcomeLine(error ? outcomeOfError(command, error) : { state: 'idle' })}
    <button
      type="button"
      part="button"
      name=${'more' satisfies RecordingsAction}
      aria-busy=${isLoading}
      ?disabled=${disabled}
    >
      ${isLoading ? msg('Loading more…') : error ? msg('Try again') : msg('Show more')}
    </button>
  `;
}

interface ListViewModel {
  pages: RecordingPager;
  controller: RecordingsController;
  playback: PlaybackController;
  tag: TagSupport;
  hosts: RecordingHosts;
  disabled: boolean;
}

/** The rows, what cannot be done with them and why, and what is below them. */
export function listView({ pages, controller, playback, tag, hosts, disabled }: ListViewModel): TemplateResult {
  const hasHost = !!hosts.telephony.trim() || !!hosts.backup;
  const can = { canPlay: hasHost && !disabled, canTag: tag.ok && !disabled };
  const { current, isPlaying, speed } = playback;
  const row = (each: Recording) => {
    const { guid } = each;
    const isCurrent = guid === current;
    const own = {
      sound: controller.sounds.get(guid),
      draft: controller.drafts.get(guid),
      tagged: controller.tagged(guid),
      isCurrent,
    };
    const played = { isPlaying: isCurrent && isPlaying, speed: isCurrent ? speed : 1 };
    const view = { ...own, ...can, ...played };
    // Thousands of rows are not drawn anew at every key; a word is there for the language.
    return guard([each, msg('Play'), ...Object.values(view)], () => recordingRow(each, { ...view, player: playback }));
  };
  return html`
    <p id="no-sound" class="hint" ?hidden=${hasHost}>
      ${msg('Nothing can be played here: the address of the recordings is not set (telephony-host).')}
    </p>
    <p id="no-tag" class="hint" ?hidden=${tag.ok}>
      ${tag.ok ? '' : sentence(msg(str`Nothing can be tagged here. ${tag.reason}`))}
    </p>
    <ul aria-label=${msg('Recordings')}>
      ${keyedList(pages.rows, ({ guid }) => guid, row)}
    </ul>
    ${restView(pages, disabled)}
  `;
}

/** What stands in the fields, by the filter's own names; `from` and `to` are days. */
export type TypedFilter = Partial<Record<keyof RecordingFilter, string>>;

/** What is always seen, and what nobody documents the form of: that goes to the dialer as it is (U-37). */
const shown = ['from', 'to', 'agent', 'campaign', 'source', 'destination', 'tag'] as const;
/** Fields of numbers, which are read from left to right on every page. */
const numbers = new Set<keyof RecordingFilter>(['source', 'destination', 'exclude']);
const folded = ['minDuration', 'range', 'rating', 'exclude', 'minCount'] as const;

function labelOf(name: keyof RecordingFilter): string {
  switch (name) {
    case 'from':
      return msg('From');
    case 'to':
      return msg('To');
    case 'agent':
      return msg('Agent');
    case 'campaign':
      return msg('Campaign');
    case 'source':
      return msg('Calling number');
    case 'destination':
      return msg('Called number');
    case 'tag':
      return msg('Tag');
    case 'minDuration':
      return msg('Shortest duration');
    case 'range':
      return msg('Hours of the day');
    case 'rating':
      return msg('Rating');
    case 'exclude':
      return msg('Number to leave out');
    case 'minCount':
      return msg('Least number of calls');
  }
}

/** The filter as it is sent: whole days on the dialer's clock, and only what is filled in. */
export function writeFilter({ from, to, ...more }: TypedFilter): RecordingFilter {
  const filled = Object.fromEntries(
    Object.entries(more).flatMap(([name, text]) => (text.trim() ? [[name, text.trim()]] : [])),
  );
  return { ...filled, ...(from && { from: `${from} 00:00:00` }), ...(to && { to: `${to} 23:59:59` }) };
}

/** The fields. A field is told by its `name`. */
export function filterView(typed: TypedFilter, problem: (field: string) => string | undefined): TemplateResult {
  const field = (name: keyof RecordingFilter) =>
    html`<div class="field">
      <label for=${name}>${labelOf(name)}</label>
      <input
        id=${name}
        name=${name}
        part="field"
        dir=${ifDefined(numbers.has(name) ? 'ltr' : undefined)}
        autocomplete="off"
        type=${name === 'from' || name === 'to' ? 'date' : 'text'}
        .value=${typed[name] ?? ''}
        aria-invalid=${!!problem(name)}
        aria-describedby="${name}-problem"
      />
      ${problemLine(`${name}-problem`, problem(name))}
    </div>`;
  const { length } = folded.filter((name) => typed[name]?.trim());
  return html`
    <div class="columns">${shown.map(field)}</div>
    <details part="details" class="more">
      <summary>${length ? msg(str`More (${length} filled in)`) : msg('More')}</summary>
      <div class="columns">${folded.map(field)}</div>
      <p class="hint">
        ${msg('These go to the dialer as they are typed: no document says in which unit or form it wants them.')}
      </p>
    </details>
  `;
}
