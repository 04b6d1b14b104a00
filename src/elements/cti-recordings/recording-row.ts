import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { Download, Ellipsis, ExternalLink, Link, Play, Tag, type IconNode } from 'lucide';
import { readWallClock } from '../../codecs/wall-clock.js';
import type { Recording } from '../../core/supervisor-commands.js';
import { campaignTag, datum, numberView, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import type { Outcome } from '../shared/outcome.js';
import { outcomeLine } from '../shared/outcome-view.js';
import { durationText, nearMomentText } from '../shared/time-text.js';
import { pauseIcon } from './player-view.js';
import { customerText, factsOf, tagText, valueText } from './recording-facts.js';
import type { RecordingsAction, Sound, TagDraft } from './recordings-controller.js';
import type { RecordingColumn } from './recordings-table.js';

/** When it was, `Today 13:25`; as the dialer wrote it where no calendar has that. */
export const whenText = (calldate: string, now: string): string =>
  readWallClock(calldate) === undefined ? calldate : nearMomentText(calldate, now);

/** A recording in a few words. */
export function recordingText(row: Recording, now: string): string {
  const whom = customerText(factsOf(row)) || factsOf(row).agent;
  return [row.calldate ? whenText(row.calldate, now) : '', whom].filter(Boolean).join(', ') || msg('No date');
}

/** How a row stands. */
export interface RowView {
  sound: Sound | undefined;
  /** It is the one that is played. */
  isCurrent: boolean;
  isPlaying: boolean;
  /** Nothing while the row is not being tagged. */
  draft: TagDraft | undefined;
  tagged: Outcome;
  /** All that the dialer said of it is shown. */
  isOpen: boolean;
  /** Its host does not let the page save it: it can be opened. */
  isLink: boolean;
  hasHost: boolean;
  canTag: boolean;
  disabled: boolean;
}

interface Shown {
  columns: readonly RecordingColumn[];
  /** The campaign's name. */
  campaign: string;
  /** What the dialer's clock reads. */
  now: string;
}

function contentOf(row: Recording, column: RecordingColumn, { campaign, now }: Shown): unknown {
  const { agent, name, numbers, length, result, tags } = factsOf(row);
  switch (column) {
    case 'when':
      return row.calldate ? datum(whenText(row.calldate, now)) : msg('No date');
    case 'agent':
      return agent ? datum(agent) : nothing;
    case 'customer':
      return html`${name ? datum(name) : nothing}
        <span class=${name ? 'to' : ''}
          >${numbers.map((each, at) => html`${at ? ' → ' : nothing}${numberView(each)}`)}</span
        >`;
    case 'campaign':
      return campaign ? html`<span class="campaign">${campaignTag(campaign)}</span>` : nothing;
    case 'length':
      return length === undefined ? nothing : numberView(durationText(length * 1000));
    case 'result':
      return result ? datum(tagText(result)) : nothing;
    case 'tags':
      return tags.map((tag) => html`<span class="chip">${datum(tagText(tag))}</span> `);
  }
}

/** A row; a button is told by its `name`, and the row by its `data-guid`. */
export function recordingRow(row: Recording, shown: Shown, headings: readonly string[], view: RowView): TemplateResult {
  const { sound, isCurrent, isPlaying, hasHost, canTag, draft, isOpen, disabled } = view;
  const what = recordingText(row, shown.now);
  const isOn = isCurrent && isPlaying;
  const bare = (name: RecordingsAction, image: IconNode, label: string, isExpanded?: boolean) =>
    html`<button
      type="button"
      part="button"
      name=${name}
      class="bare"
      aria-label="${label}: ${what}"
      title=${label}
      aria-expanded=${ifDefined(isExpanded)}
      aria-busy=${name === 'play' && sound?.state === 'looking'}
      ?disabled=${disabled}
    >
      ${icon(image)}
    </button>`;
  const cell = (column: RecordingColumn, at: number) => {
    const content = contentOf(row, column, shown);
    const isEmpty = content === nothing || (Array.isArray(content) && !content.length);
    return html`<td
      class="${column === 'length' ? 'n' : ''} ${isEmpty ? 'empty' : ''}"
      data-column=${column}
      data-heading=${headings[at] ?? ''}
    >
      ${content}
    </td>`;
  };
  const more = moreView(row, what, view);
  return html`
    <tbody part="row" data-guid=${row.guid}>
      <tr aria-current=${isCurrent} class=${more === nothing ? '' : 'opened'}>
        ${hasHost ? html`<td class="play no-print">${bare('play', isOn ? pauseIcon : Play, isOn ? msg('Pause') : msg('Play'))}</td>` : nothing}
        ${shown.columns.map(cell)}
        <td class="actions no-print">
          <div>
            ${canTag ? bare('tag-open', Tag, msg('Tag'), !!draft) : nothing}
            ${hasHost ? html`${bare('copy-address', Link, msg('Copy the address'))}${bare('download', Download, msg('Download'))}` : nothing}
            ${bare('fields', Ellipsis, msg('All fields'), isOpen)}
          </div>
        </td>
      </tr>
      ${
        more === nothing
          ? nothing
          : html`<tr class="more-row no-print">
              <td colspan=${shown.columns.length + (hasHost ? 2 : 1)}>${more}</td>
            </tr>`
      }
    </tbody>
  `;
}

/** What is below a row: why it cannot be heard, its tag, and all its fields by the dialer's own names. */
function moreView(
  row: Recording,
  what: string,
  { sound, draft, tagged, isOpen, isLink }: RowView,
): TemplateResult | typeof nothing {
  const said = soundView(sound);
  const link = isLink && sound?.state === 'found' ? linkView(sound.url, what) : nothing;
  const isTagged = tagged.state !== 'idle';
  if (said === nothing && link === nothing && !draft && !isTagged && !isOpen) return nothing;
  return html`<div class="stack">
    ${said} ${link} ${draft ? tagView(draft, tagged) : nothing} ${isTagged ? outcomeLine(tagged) : nothing}
    ${
      isOpen
        ? html`<dl part="details" aria-label=${msg('All fields')}>
            ${Object.keys(row).map(
              (name) =>
                html`<div>
                  <dt>${datum(name)}</dt>
                  <dd>${datum(valueText(row[name]))}</dd>
                </div>`,
            )}
          </dl>`
        : nothing
    }
  </div>`;
}

const linkView = (url: string, what: string) =>
  html`<p>
    ${msg('This page cannot save the recording, since its server does not let it.')}
    <a
      part="link"
      href=${url}
      target="_blank"
      rel="noopener noreferrer"
      aria-label="${msg('Open it in a new window')}: ${what}"
      >${icon(ExternalLink)} ${msg('Open it in a new window')}</a
    >
  </p>`;

function soundView(sound: Sound | undefined): TemplateResult | typeof nothing {
  if (!sound || sound.state === 'found') return nothing;
  if (sound.state === 'looking') return html`<p class="hint">${msg('Looking for the recording…')}</p>`;
  return html`
    <p class="why">${sentence(sound.why)}</p>
    ${
      sound.tried.length
        ? html`<details part="details">
            <summary>${msg('Where it was looked for')}</summary>
            <ol>
              ${sound.tried.map(({ url, result }) => html`<li>${datum(url)}: ${sentence(triedText(result))}</li>`)}
            </ol>
          </details>`
        : nothing
    }
  `;
}

function triedText(result: 'missing' | 'blocked' | 'slow'): string {
  if (result === 'blocked') return msg('this page may not load it');
  return result === 'slow' ? msg('no answer in time') : msg('not there');
}

/** The tag and whose call it was: the row does not say which of its numbers is the customer's. */
function tagView({ message, phone }: TagDraft, tagged: Outcome): TemplateResult {
  const pending = tagged.state === 'pending';
  const field = 'error' in tagged ? tagged.error.field : undefined;
  const input = (name: keyof TagDraft, label: string, value: string, dir?: 'ltr') =>
    html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        part="field"
        dir=${ifDefined(dir)}
        autocomplete="off"
        .value=${value}
        aria-invalid=${field === name}
      />
    </div>`;
  return html`
    <div class="row tag">
      ${input('message', msg('Tag for the recording'), message)}
      ${input('phone', msg('The customer’s number'), phone, 'ltr')}
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
