import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { Check, CircleMinus, OctagonAlert, TriangleAlert } from 'lucide';
import { wallClockAt } from '../../codecs/wall-clock.js';
import { uploadsItem } from '../../core/local-item.js';
import { pageItems } from '../../core/tab-storage.js';
import { campaignTag, datum } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { countText, nearMomentText, numberText } from '../shared/time-text.js';

/** How an upload ended; `open` is on its way, or was when its page went. */
const ends = ['open', 'complete', 'aborted', 'interrupted', 'undone'] as const;

/** What is kept of an upload: no contact, and of the campaign its name alone, which no command takes where it is another than its id. */
export interface LastUpload {
  /** Of this upload, over all its parts. */
  key: string;
  /** Epoch milliseconds. */
  at: number;
  /** Name of the file. */
  file: string;
  /** Name of the campaign; empty where the dialer does not tell it. */
  campaign: string;
  accepted: number;
  refused: number;
  unknown: number;
  end: (typeof ends)[number];
}

const most = 10;
const longest = 100;

/** Whatever stands there is read with care: any script of this origin may have written it. */
function readUpload(kept: unknown): LastUpload | undefined {
  const { key, at, file, campaign, end, ...rest } = Object(kept) as Record<string, unknown>;
  const known = ends.find((each) => each === end);
  const counts = [rest['accepted'], rest['refused'], rest['unknown']];
  if (typeof key !== 'string' || typeof at !== 'number' || typeof file !== 'string' || !known) return undefined;
  if (!Number.isFinite(at) || !counts.every((each) => Number.isSafeInteger(each))) return undefined;
  const [accepted = 0, refused = 0, unknown = 0] = counts as number[];
  return {
    key,
    at,
    file,
    campaign: typeof campaign === 'string' ? campaign : '',
    accepted,
    refused,
    unknown,
    end: known,
  };
}

/** The last uploads of somebody in this browser, the newest first. */
export class LastUploads {
  readonly #owner: string;
  /** Without an owner it is kept in this object alone. */
  readonly #item: ReturnType<typeof uploadsItem>;

  constructor(owner: string) {
    this.#owner = owner;
    this.#item = uploadsItem(owner);
  }

  list(): LastUpload[] {
    const kept = this.#item.get();
    return Array.isArray(kept) ? kept.flatMap((each) => readUpload(each) ?? []).slice(0, most) : [];
  }

  /** Takes an upload in, or how far it is by now. */
  put(upload: LastUpload): void {
    const { key, file } = upload;
    const others = this.list().filter((each) => each.key !== key);
    const all = [{ ...upload, file: file.slice(0, longest) }, ...others].sort((one, other) => other.at - one.at);
    this.#item.set(all.slice(0, most));
    const keys = new Set(all.slice(0, most).map((each) => each.key));
    for (const each of this.#files.keys()) if (!keys.has(each)) this.#files.delete(each);
  }

  /** Changes what is kept of one, where it is. */
  change(key: string, changed: Partial<LastUpload>): void {
    const upload = this.list().find((each) => each.key === key);
    if (upload) this.put({ ...upload, ...changed });
  }

  /** The file of its refused rows: people's numbers, so it is held by this page alone, and by no disk. */
  keepFile(key: string, file: Blob): void {
    this.#files.set(key, file);
  }

  fileOf(key: string): Blob | undefined {
    return this.#files.get(key);
  }

  get #files(): Map<string, Blob> {
    const name = `list-upload-refused ${this.#owner}`;
    const files = (pageItems.get(name) as Map<string, Blob> | undefined) ?? new Map<string, Blob>();
    pageItems.set(name, files);
    return files;
  }
}

function stateView({ end, unknown }: LastUpload, isOn: boolean): TemplateResult {
  const view = (look: string, image: typeof Check, text: string) =>
    html`<span class="state ${look}">${icon(image)}<span>${text}</span></span>`;
  if (isOn) return html`<span>${msg('On its way')}</span>`;
  if (end === 'undone') return view('', CircleMinus, msg('Taken back'));
  if (unknown) return view('unknown', TriangleAlert, msg('Some rows without an answer'));
  if (end === 'complete') return view('good', Check, msg('Done'));
  if (end === 'aborted') return view('', CircleMinus, msg('Stopped by you'));
  return end === 'open' ? view('', CircleMinus, msg('Not finished')) : view('bad', OctagonAlert, msg('Ended early'));
}

/** The last uploads with their counts; refused rows can be saved while this page has them. */
export function lastUploadsView(last: LastUploads, on: string | undefined): TemplateResult | typeof nothing {
  const uploads = last.list();
  if (!uploads.length) return nothing;
  const now = wallClockAt(Date.now());
  const isLost = uploads.some(({ key, refused }) => refused && key !== on && !last.fileOf(key));
  return html`<section class="table-box" part="last">
    <h3 class="bar" id="last">${msg('Last uploads')}</h3>
    <div class="scroll" role="region" aria-labelledby="last" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">${msg('When')}</th>
            <th scope="col">${msg('List')}</th>
            <th scope="col">${msg('Campaign')}</th>
            <th scope="col" class="n">${msg('Added')}</th>
            <th scope="col" class="n">${msg('Refused')}</th>
            <th scope="col">${msg('State')}</th>
          </tr>
        </thead>
        <tbody>
          ${uploads.map((upload) => rowView(upload, last.fileOf(upload.key), upload.key === on, now))}
        </tbody>
      </table>
    </div>
    <p class="bar hint" ?hidden=${!isLost}>
      ${msg('Refused rows hold people’s numbers: they are there to save until this page is left or loaded anew, and are kept on no disk.')}
    </p>
  </section>`;
}

function rowView(upload: LastUpload, file: Blob | undefined, isOn: boolean, now: ReturnType<typeof wallClockAt>) {
  const { key, at, campaign, accepted, refused } = upload;
  const count = numberText(refused);
  const save = html`<button
    type="button"
    part="button"
    class="link"
    name="refusedFile"
    value=${key}
    aria-label=${countText(refused, msg(str`Save ${count} refused row as CSV|Save ${count} refused rows as CSV`, { desc: 'Forms for so many' }))}
  >
    ${count}
  </button>`;
  return html`<tr>
    <td data-label=${msg('When')}><b>${datum(nearMomentText(wallClockAt(at), now))}</b></td>
    <td data-label=${msg('List')}>${datum(upload.file)}</td>
    <td data-label=${msg('Campaign')}>
      ${campaign ? html`<span class="campaign">${campaignTag(campaign)}</span>` : '–'}
    </td>
    <td class="n" data-label=${msg('Added')}>${numberText(accepted)}</td>
    <td class="n" data-label=${msg('Refused')}>${refused && file ? save : count}</td>
    <td data-label=${msg('State')}>${stateView(upload, isOn)}</td>
  </tr>`;
}
