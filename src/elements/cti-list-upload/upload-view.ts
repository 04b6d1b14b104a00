import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { Check, OctagonAlert, TriangleAlert } from 'lucide';
import { CtiError } from '../../core/errors.js';
import type { Bulk } from '../../core/transport.js';
import { settledRows } from '../../uploads/progress.js';
import type { LineRange, PreviewRow, SameNumber, UploadProgressEvent, UploadResult } from '../../uploads/index.js';
import { writeJson } from '../../codecs/write-json.js';
import { datum, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { problemLine } from '../shared/outcome-view.js';
import { countText, numberText } from '../shared/time-text.js';
import {
  isCopied,
  type FileUrls,
  type StoredUpload,
  type UploadAction,
  type UploadController,
  type UploadRun,
  type UploadTargetFields,
} from './upload-controller.js';
import { type UploadFile } from './upload-file.js';
import {
  bytesText,
  copiedText,
  foundTexts,
  linesText,
  oftenText,
  progressText,
  repeatedText,
  roughDurationText,
  sendText,
  titleText,
} from './upload-messages.js';

/** What can be done with a list as things stand. */
export interface Actions {
  /** Nothing at all can be done: the dialer cannot, or the page does not want it. */
  isOff: boolean;
  isBusy: boolean;
  /** The list was not checked as it is read now. */
  mustCheck: boolean;
  /** What is known of an earlier upload of the same list. */
  kept: StoredUpload | undefined;
  /** Whether what is sent can be taken back. */
  canUndo: boolean;
}

/** A button is told by its `name`. One that does nothing now keeps the focus. */
const button = (name: UploadAction, text: string, isOff = false, look = '') => html`
  <button
    type="button"
    part=${name === 'send' ? 'button submit' : 'button'}
    name=${name}
    class=${look}
    aria-disabled=${isOff}
    aria-describedby="unsupported first"
  >
    ${text}
  </button>
`;

/** What an earlier upload of the same list left. */
function storedText(kept: StoredUpload): string {
  if (isCopied(kept)) return copiedText();
  const {
    checkpoint: { counts, next },
    total,
    isOver,
  } = kept;
  const done = msg(str`${numberText(counts.accepted)} of ${numberText(total)} rows were accepted.`);
  return isOver
    ? `${msg('This list was sent to this campaign, to its end.')} ${done}`
    : `${msg(str`The upload of this list to this campaign stopped before line ${numberText(next)}.`)} ${done}`;
}

const storedView = (kept: StoredUpload, isOff: boolean, isAsked: boolean) => html`
  <div class="kept stack" part="kept" data-id="kept">
    <p>
      ${storedText(kept)}
      ${isAsked ? msg('Send all again? The dialer then gets a second time the rows that it already has.') : ''}
    </p>
    <div class="row">
      ${
        isAsked
          ? html`${button('forget', msg('Send all again'), isOff, 'danger')} ${button('keep', msg('Do not send again'))}`
          : button('ask', msg('Send all again…'), isOff)
      }
    </div>
  </div>
`;

/** Send, or what comes instead of it while a list is looked at or sent, and where it was. */
function buttonsView({ run, sendable: count, undo }: UploadController, { isOff, mustCheck, kept }: Actions): unknown {
  if (run.state === 'sending')
    return html`${run.isPaused ? button('goOn', msg('Go on'), false, 'primary') : button('pause', msg('Pause'))}
    ${button('stop', msg('Stop'))}`;
  if (undo.state === 'removing' || (kept && (kept.isOver || isCopied(kept)))) return nothing;
  const isChecking = run.state === 'checking';
  const goOn = kept && msg(str`Go on from line ${numberText(kept.checkpoint.next)}`);
  const mayNot = isOff || (isChecking && !kept) || mustCheck || (count === 0 && !kept);
  const text = goOn ?? (count ? sendText(count) : msg('Send'));
  const check = isChecking
    ? button('stop', msg('Stop the check'))
    : mustCheck
      ? button('check', msg('Check'), isOff, 'primary')
      : nothing;
  return html`${button('send', text, mayNot, mayNot ? '' : 'primary')} ${check}`;
}

/** What is to be known before it is sent. */
function hintText({ run, sendable, undo }: UploadController, { isOff, mustCheck, kept }: Actions): string {
  if (isOff || run.state === 'checking' || undo.state === 'removing') return '';
  if (run.state === 'sending')
    return run.isPaused
      ? ''
      : msg('Pause waits for what is on the way. Stop does not: nobody may know what became of that.');
  if (mustCheck) return msg('Check the list first. That sends nothing.');
  if (kept || !run.checked) return '';
  const staying = run.checked.counts.read - (sendable ?? 0);
  if (!sendable) return msg('No row of this list can be sent: mend it, and choose it again.');
  return staying
    ? countText(
        staying,
        msg(
          str`${numberText(staying)} row stays here. Save it as a file, mend it, and upload that.|${numberText(staying)} rows stay here. Save them as a file, mend them, and upload that.`,
          { desc: 'Forms for so many' },
        ),
      )
    : '';
}

const undoHint = (canUndo: boolean) =>
  canUndo
    ? msg('This dialer gives each contact an id: while the list is open here, what was sent can be taken back.')
    : msg('This dialer gives no id for a row: what was sent cannot be taken back from here.');

/** Send, pause, stop; how far it is; and what to do about an earlier upload. */
export function actionsView(controller: UploadController, actions: Actions): TemplateResult {
  const { isOff, isBusy, kept, canUndo } = actions;
  const { run, isAsked } = controller;
  const hint = hintText(controller, actions);
  const isSilent =
    run.state === 'checking' || (run.checked && !run.wasSent && !run.checked.error && run.checked.counts.read);
  return html`
    <div class="stack" data-id="actions" tabindex="-1">
      ${run.progress ? progressView(run) : nothing}
      <p role="status" part="status" class=${isSilent ? 'hidden' : ''}>${sentence(run.said)}</p>
      ${kept && !isBusy ? storedView(kept, isOff, isAsked) : nothing}
      <div class="row buttons">${buttonsView(controller, actions)}</div>
      <p class="hint" id="first" ?hidden=${!hint}>${hint}</p>
    </div>
    ${isBusy || kept?.isOver || isOff ? nothing : html`<p class="hint" part="undoable">${undoHint(canUndo)}</p>`}
    ${canUndo && (!isBusy || controller.undo.state === 'removing') ? undoView(controller) : nothing}
  `;
}

/** Takes back what was sent, after one question. */
function undoView({ undo }: UploadController): TemplateResult | typeof nothing {
  const count = undo.ids.size;
  if (!count && !undo.said) return nothing;
  const contacts = countText(
    count,
    msg(str`${numberText(count)} contact|${numberText(count)} contacts`, { desc: 'Forms for so many' }),
  );
  return html`<div class="stack" part="undo" data-id="undo" tabindex="-1">
    <p role="status" class=${undo.said ? '' : 'hidden'}>${sentence(undo.said)}</p>
    ${
      undo.state === 'asked'
        ? html`<p class="notice">
              ${msg(str`Take back ${contacts} of this upload? Only those whose id the dialer gave for it are taken out of the campaign; nothing else is touched.`)}
            </p>
            <div class="row">
              ${button('takeBack', msg('Take them back'), false, 'danger')} ${button('leave', msg('Leave them'))}
            </div>`
        : undo.state === 'removing'
          ? html`<p>${msg(str`Taken back: ${numberText(undo.removed)}, ${numberText(count)} to go.`)}</p>
              <div class="row">${button('stop', msg('Stop'))}</div>`
          : count
            ? html`<div class="row">${button('undo', msg(str`Take back ${contacts}…`))}</div>`
            : nothing
    }
  </div>`;
}

const delimiterText = (delimiter: string): string => {
  const names: Record<string, string> = {
    ',': msg('Comma ,'),
    ';': msg('Semicolon ;'),
    '\t': msg('Tab'),
    '|': msg('Bar |'),
  };
  return names[delimiter] ?? delimiter;
};

const encodings = () => [
  ...['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'].map((each) => [each, each] as const),
  ['windows-1255', msg('windows-1255 (Hebrew)')] as const,
  ['windows-1256', msg('windows-1256 (Arabic)')] as const,
  ['macintosh', msg('macintosh (MacRoman)')] as const,
];

function select(
  name: string,
  label: string,
  value: string,
  choices: readonly (readonly [string, string])[],
  isOff: boolean,
): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <select id=${name} name=${name} part="field" ?disabled=${isOff}>
      ${choices.map(([each, text]) => html`<option value=${each} .selected=${each === value}>${text}</option>`)}
    </select>
  </div>`;
}

const recognised = (what: string | undefined): readonly [string, string] => [
  '',
  what ? msg(str`Recognised: ${what}`) : msg('Recognise'),
];

/** Where a file is chosen or dropped: large while there is none, a line with its name afterwards. */
export function dropView(controller: UploadController, problem: string | undefined, isOff: boolean): TemplateResult {
  const { list, run } = controller;
  const rows = run.checked?.end === 'complete' ? run.checked.counts.read : undefined;
  const size = list && bytesText(list.file.size);
  return html`<div class=${list ? 'drop chosen' : 'drop'} part="drop">
    ${
      list
        ? html`<p class="name">
            <b>${datum(list.file.name)}</b>
            <span class="hint"> ${rows === undefined ? size : `${rowsText(rows)}, ${size ?? ''}`} </span>
          </p>`
        : nothing
    }
    ${run.checked?.counts.read && run.state !== 'checking' ? foundView(run.checked) : list ? html`<span class="grow"></span>` : nothing}
    <span class="choose">
      <input
        id="file"
        type="file"
        part="field"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        aria-describedby="drop-hint file-problem"
        aria-invalid=${!!problem}
        ?disabled=${isOff}
      />
      <label for="file">${list ? msg('Another file') : msg('Choose a list')}</label>
    </span>
    <p class="hint" id="drop-hint" ?hidden=${!!list}>
      ${msg('A CSV with a row for each contact; drop it here, or choose it. A sheet of Excel is saved as CSV first.')}
    </p>
    ${problemLine('file-problem', problem)}
  </div>`;
}

const rowsText = (count: number) =>
  countText(count, msg(str`${numberText(count)} row|${numberText(count)} rows`, { desc: 'Forms for so many' }));

/** `3 fine · 1 without a number · 1 twice`, each with its sign. */
function foundView(result: UploadResult): TemplateResult {
  const { fine, bad, twice } = foundTexts(result);
  const part = (look: string, image: typeof Check, text: string) =>
    html`<span class="found ${look}">${icon(image)}<span>${text}</span></span>`;
  return html`<p class="founds" part="found">
    ${part('good', Check, fine)}${bad.map((text) => html`<span class="dot"> · </span>${part('bad', OctagonAlert, text)}`)}${
      twice ? html`<span class="dot"> · </span>${part('twice', TriangleAlert, twice)}` : nothing
    }
  </p>`;
}

/** How the file is read: what was recognised, to change. */
export function readingView(
  { reading, view, choices }: UploadFile,
  isOff: boolean,
  unfit: TemplateResult[],
): TemplateResult {
  const { delimiter, encoding, header } = reading;
  const headers = view && (view.headers ? msg('names the columns') : msg('is a contact'));
  return html`<div class="bar quiet reading">
    <details part="reading">
      <summary>
        ${sentence(msg(str`Written in ${view?.encoding ?? ''}, separated by: ${delimiterText(view?.delimiter ?? '')}`))}
        <span class="change">${msg('Change')}</span>
      </summary>
      <fieldset class="columns" ?disabled=${isOff}>
        <legend class="hidden">${msg('How the file is written')}</legend>
        ${select(
          'delimiter',
          msg('Separator'),
          delimiter,
          [
            recognised(view && delimiterText(view.delimiter)),
            ...[',', ';', '\t', '|'].map((each) => [each, delimiterText(each)] as const),
          ],
          isOff,
        )}
        ${select('encoding', msg('Characters'), encoding, [recognised(view?.encoding), ...encodings()], isOff)}
        ${select('header', msg('First row'), header, [recognised(headers), ['yes', msg('Names the columns')], ['no', msg('Is a contact')], ['title', msg('Is a title, and the next one names the columns')]], isOff)}
      </fieldset>
    </details>
    <p class="hint" id="title" ?hidden=${!view?.title.length}>
      ${titleText(view?.title.map(({ line }) => line) ?? [])}
    </p>
    ${choices.length ? unfit : nothing}
  </div>`;
}

/** Why columns are not used though their names would make them so. */
export const unfitViews = (list: UploadFile): TemplateResult[] =>
  list.choices.flatMap(({ field }, at) => {
    const why = field ? undefined : list.unfit(at);
    const title = list.view?.headers?.[at]?.trim() ?? '';
    return why === undefined
      ? []
      : html`<p class="hint" id="unfit-${at}">
          ${sentence(msg(str`“${title}” is not used, since the dialer would refuse these rows. ${why}`))}
        </p>`;
  });

/** Where the contacts go, and which of those that are there twice. */
export function targetView(
  { run, sameNumber, list, listName, bulk }: UploadController,
  { timeZone }: UploadTargetFields,
  field: TemplateResult,
  { problem, isOff }: { problem: string | undefined; isOff: boolean },
): TemplateResult {
  return html`<fieldset class="stack" ?disabled=${isOff}>
    <div class="field">
      <label for="campaign">${msg('Campaign')}</label>
      ${field} ${problemLine('campaign-problem', problem)}
    </div>
    ${
      bulk?.isNamed
        ? html`<div class="field">
            <label for="list-name">${msg('Name of this list')}</label>
            <input
              id="list-name"
              name="listName"
              part="field"
              autocomplete="off"
              .value=${listName}
              placeholder=${list?.file.name ?? ''}
            />
          </div>`
        : nothing
    }
    ${
      bulk?.isZoned
        ? html`<div class="field">
            <label for="zone">${msg('Time zone of the contacts')}</label>
            <input
              id="zone"
              name="timeZone"
              part="field"
              autocomplete="off"
              .value=${timeZone}
              aria-describedby="zone-hint"
            />
            <p class="hint" id="zone-hint">${msg('As the dialer names it. Empty: the dialer’s own.')}</p>
          </div>`
        : nothing
    }
    ${run.checked?.counts.repeated ? sameView(sameNumber) : nothing}
  </fieldset>`;
}

/** What becomes of rows with the number of an earlier one. */
function sameView(chosen: SameNumber): TemplateResult {
  const choice = (value: SameNumber, text: string) =>
    html`<label class="choice">
      <input type="radio" name="sameNumber" value=${value} .checked=${value === chosen} /> ${text}
    </label>`;
  return html`<fieldset class="field" aria-describedby="often">
    <legend>${msg('Rows with the same number')}</legend>
    <div class="row">${choice('first', msg('Send the first of each'))} ${choice('all', msg('Send all'))}</div>
    <p class="hint" id="often" ?hidden=${chosen === 'first'}>${oftenText()}</p>
  </fieldset>`;
}

/** The row as it leaves, or why it does not. */
function becomes({ contact, problem, cells }: PreviewRow, bulk: Bulk | undefined, to: UploadTargetFields): string {
  if (problem !== undefined || !contact) return cells.join(' · ');
  try {
    return bulk?.sample?.(contact, to) ?? writeJson(contact);
  } catch (cause) {
    return CtiError.from(cause).message;
  }
}

/** Rows whose wire support can look at. */
const sampled = 10;

/** For support: the first rows as the dialer gets them. */
export function wireView({ view, columns }: UploadFile, bulk: Bulk | undefined, to: UploadTargetFields) {
  if (!columns || !view?.rows.length) return nothing;
  return html`<details part="details">
    <summary>${msg('For support')}</summary>
    <p class="hint">${msg('The first rows, as the dialer gets them')}</p>
    <dl class="wire">
      ${view.rows.slice(0, sampled).map(
        (row) =>
          html`<dt>${numberText(row.line)}</dt>
            <dd><code>${datum(becomes(row, bulk, to))}</code></dd>`,
      )}
    </dl>
  </details>`;
}

/** `58 a second, about 40 seconds left`. */
function paceText(pace: UploadRun['pace']): string {
  const rate = pace ? msg(str`${numberText(Math.round(pace.rate))} a second`) : '';
  const left = pace?.left === undefined ? '' : msg(str`about ${roughDurationText(pace.left)} left`);
  return [rate, left].filter(Boolean).join(', ');
}

/** What became of rows that were not added. */
function othersTexts({ refused, leftOut, unknown, onTheWay, state }: UploadProgressEvent, wasSent: boolean): string[] {
  const texts = [
    refused
      ? countText(
          refused,
          msg(str`${numberText(refused)} refused|${numberText(refused)} refused`, { desc: 'Forms for so many' }),
        )
      : '',
    leftOut && wasSent
      ? countText(
          leftOut,
          msg(str`${numberText(leftOut)} left out|${numberText(leftOut)} left out`, { desc: 'Forms for so many' }),
        )
      : '',
    unknown
      ? countText(
          unknown,
          msg(str`${numberText(unknown)} without an answer|${numberText(unknown)} without an answer`, {
            desc: 'Forms for so many',
          }),
        )
      : '',
    state === 'paused' && onTheWay
      ? countText(
          onTheWay,
          msg(str`${numberText(onTheWay)} on the way|${numberText(onTheWay)} on the way`, {
            desc: 'Forms for so many',
          }),
        )
      : '',
  ];
  return texts.filter(Boolean);
}

/** The bar and its figures. No live region: they change several times a second. */
function progressView({ progress, total, wasSent, pace, isPaused }: UploadRun): TemplateResult | typeof nothing {
  if (!progress || (!wasSent && progress.state === 'over')) return nothing;
  const { read, refused, leftOut, bytes, size, state } = progress;
  const settled = settledRows(progress);
  const [value, max] = total ? [settled, total] : [bytes, size ?? 0];
  const done = wasSent ? settled : read;
  const others = othersTexts(progress, wasSent);
  const isWaiting = state === 'busy' || state === 'offline';
  return html`<div class="stack" part="progress">
    <p class="figures">
      <b>${total ? msg(str`${numberText(done)} of ${numberText(total)} rows`) : rowsText(done)}</b>
      <span class="hint">${isPaused ? msg('Paused') : state === 'over' ? nothing : paceText(pace)}</span>
    </p>
    <progress
      max=${Math.max(1, max)}
      .value=${Math.min(value, Math.max(1, max))}
      aria-label=${wasSent ? msg('Upload of the list') : msg('Check of the list')}
    ></progress>
    ${isWaiting ? html`<p class="hint">${progressText(progress, total)}</p>` : nothing}
    ${
      others.length
        ? html`<p class="row others">
            <span>${others.join(' · ')}</span>
            ${state === 'over' && (refused || leftOut) ? button('needed', msg('Show'), false, 'link') : nothing}
          </p>`
        : nothing
    }
  </div>`;
}

/** The files of the rows that stay here, and the lines of which nobody knows. */
export function restView({ run, earlier, list }: UploadController, unknown: readonly LineRange[]): TemplateResult {
  const { told, files, wasSent } = run;
  const name = list?.file.name ?? '';
  const more = countText(
    earlier,
    msg(
      str`${numberText(earlier)} more was refused before this page was reloaded. Contacts are not kept across a reload, so it is not in the file.|${numberText(earlier)} more were refused before this page was reloaded. Contacts are not kept across a reload, so these are not in the file.`,
      { desc: 'Forms for so many' },
    ),
  );
  return html`
    ${
      files.refused
        ? html`<section part="refused">
            <h3>${wasSent ? msg('Refused rows') : msg('Rows to mend')}</h3>
            <p>${links(files.refused, name, 'refused')}</p>
            <p class="hint" ?hidden=${!wasSent || !earlier}>${more}</p>
          </section>`
        : nothing
    }
    ${
      told && files.repeated
        ? html`<section part="repeated">
            <h3>${msg('Rows with the same number')}</h3>
            ${wasSent ? html`<p>${repeatedText(told.counts)}</p>` : nothing}
            <p>${links(files.repeated, name, 'repeated')}</p>
          </section>`
        : nothing
    }
    ${files.refused || files.repeated ? filesHint() : nothing} ${unknownView(unknown)}
  `;
}

/** Rows as a file: first what can be opened without harm, then what the list had. */
function links(urls: FileUrls, fileName: string, what: string): TemplateResult {
  const named = (more: string) => fileName.replace(/(\.[^.]*)?$/, `-${what}${more}.csv`);
  return html`<a part="download" href=${urls.guarded} download=${named('')}>${msg('Download them as CSV')}</a> ·
    <a part="unchanged" href=${urls.unchanged} download=${named('-unchanged')}
      >${msg('With the cells as they were')}</a
    >`;
}

const filesHint = () =>
  html`<details>
    <summary>${msg('How to mend them')}</summary>
    <p class="hint">
      ${msg('Correct the rows in that file, then upload it here.')}
      ${msg('An apostrophe stands before what a spreadsheet would run as a formula; it is taken off when you drop the file here.')}
      ${msg('With the cells as they were, do not open it in a spreadsheet if a stranger may have written in it.')}
    </p>
  </details>`;

/** Lines of which nobody knows. */
function unknownView(lines: readonly LineRange[]): TemplateResult | typeof nothing {
  if (!lines.length) return nothing;
  return html`<section class="stack" part="unknown">
    <h3>${msg('Rows without an answer')}</h3>
    <p>
      ${msg(str`Lines ${linesText(lines)} were sent, and no answer came. They are never sent again by themselves: look at the dialer whether it has them.`)}
    </p>
  </section>`;
}
