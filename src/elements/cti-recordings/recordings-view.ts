import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { wallClockAt } from '../../codecs/wall-clock.js';
import type { RecordingHosts } from '../../recordings/index.js';
import type { Recording } from '../../core/supervisor-replies.js';
import { outcomeLine, outcomeOfError } from '../shared/outcome.js';
import type { PlaybackController } from './playback-controller.js';
import type { RecordingsController } from './recordings-controller.js';
import type { RecordingPager } from './recording-pages.js';
import { rowView } from './recording-row.js';

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
  const { rows, isLast, since } = pages;
  const { length } = rows;
  const stale = isStale ? msg('The filter was changed since: press Search.') : '';
  if (!length) return `${msg('No recording fits this filter.')} ${stale}`.trim();
  const count = length === 1 ? msg('1 recording') : msg(str`${length} recordings`);
  const rest = isLast ? msg('these are all') : msg('there may be more');
  return `${count}, ${rest}; ${msg(str`as of ${wallClockAt(since).slice(11)} here.`)} ${stale}`.trim();
}

/** What is below the last row: more to come, why not, or the end. */
function restView(pages: RecordingPager, disabled: boolean): TemplateResult | typeof nothing {
  const { isLast, isLoading, error, command } = pages;
  if (isLast) return nothing;
  return html`
    ${outcomeLine(error ? outcomeOfError(command, error) : { state: 'idle' })}
    <button type="button" part="button" name="more" aria-busy=${isLoading} ?disabled=${disabled}>
      ${isLoading ? msg('Loading more…') : error ? msg('Try again') : msg('Show more')}
    </button>
  `;
}

/** The rows, what cannot be done with them and why, and what is below them. */
export function listView(
  pages: RecordingPager,
  controller: RecordingsController,
  playback: PlaybackController,
  tag: TagSupport,
  hosts: RecordingHosts,
  disabled: boolean,
): TemplateResult {
  const hasHost = !!hosts.telephony.trim() || !!hosts.backup;
  const can = { canPlay: hasHost && !disabled, canTag: tag.ok && !disabled };
  const { current, isPlaying, speed } = playback;
  const row = (each: Recording) => {
    const { guid } = each;
    const isCurrent = guid === current;
    const own = { sound: controller.sounds.get(guid), draft: controller.drafts.get(guid), tagged: controller.tagged(guid), isCurrent };
    const played = { isPlaying: isCurrent && isPlaying, speed: isCurrent ? speed : 1 };
    const view = { ...own, ...can, ...played };
    // Thousands of rows are not drawn anew at every key; a word is there for the language.
    return guard([each, msg('Play'), ...Object.values(view)], () => rowView(each, { ...view, player: playback }));
  };
  return html`
    <p id="no-sound" class="hint" ?hidden=${hasHost}>
      ${msg('Nothing can be played here: where the recordings lie is not set (telephony-host).')}
    </p>
    <p id="no-tag" class="hint" ?hidden=${tag.ok}>
      ${tag.ok ? '' : msg(str`Nothing can be tagged here. ${tag.reason}`)}
    </p>
    <ul aria-label=${msg('Recordings')}>
      ${repeat(pages.rows, ({ guid }) => guid, row)}
    </ul>
    ${restView(pages, disabled)}
  `;
}
