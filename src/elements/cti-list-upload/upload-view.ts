import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { CtiError } from '../../core/errors.js';
import type { Contact } from '../../core/supervisor-commands.js';
import type { Bulk } from '../../core/transport.js';
import { settledRows } from '../../uploads/progress.js';
import type {
  LineRange,
  PreviewRow,
  RefusedRow,
  SameNumber,
  UploadProgressEvent,
  UploadResult,
} from '../../uploads/index.js';
import type { CommandController } from '../shared/command-controller.js';
import { datum, sentence } from '../shared/datum.js';
import { problemLine } from '../shared/outcome-view.js';
import { numberText } from '../shared/time-text.js';
import {
  isCopied,
  rowRefusal,
  type FileUrls,
  type StoredUpload,
  type UploadAction,
  type UploadController,
  type UploadTargetFields,
} from './upload-controller.js';
import { columnFields, fieldText, nameOf, type ColumnChoice, type UploadFile } from './upload-file.js';
import {
  bytesText,
  copiedText,
  roughDurationText,
  linesText,
  oftenText,
  repeatedText,
  timeLeft,
  titleText,
} from './upload-messages.js';
import { writeJson } from '../../codecs/write-json.js';

/** What can be done with a list as things stand. */
export interface Actions {
  /** Nothing at all can be done: the dialer cannot, or the page does not want it. */
  isOff: boolean;
  isBusy: boolean;
  /** The list was not checked as it is read now. */
  mustCheck: boolean;
  /** What is known of an earlier upload of the same list. */
  kept: StoredUpload | undefined;
  /** Whether the person is asked about forgetting that. */
  isAsked: boolean;
}

/** A button is told by its `name`. One that does nothing now keeps the focus. */
const button = (name: UploadAction, text: string, isOff: boolean, look = '') => html`
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
      ${sentence(storedText(kept))}
      ${isAsked ? msg('Send all again? The dialer then gets a second time the rows that it already has.') : ''}
    </p>
    <div class="row">
      ${
        isAsked
          ? html`${button('forget', msg('Send all again'), isOff, 'danger')}
            ${button('keep', msg('Do not send again'), false)}`
          : button('ask', msg('Send all again…'), isOff)
      }
    </div>
  </div>
`;

/** Check, send, stop; and what to do about an earlier upload. */
export function actionsView({ isOff, isBusy, mustCheck, kept, isAsked }: Actions): TemplateResult {
  const isBegun = kept && !kept.isOver;
  const hint = isBusy || isOff ? '' : mustCheck ? msg('Check the list first. That sends nothing.') : '';
  const goOn = msg(str`Go on from line ${numberText(kept?.checkpoint.next ?? 0)}`);
  return html`
    ${kept && !isBusy ? storedView(kept, isOff, isAsked) : nothing}
    <div class="row" data-id="actions">
      ${button('check', msg('Check'), isOff || isBusy, mustCheck ? 'primary' : '')}
      ${button('send', isBegun ? goOn : msg('Send'), isOff || isBusy || mustCheck || (!!kept && (kept.isOver || isCopied(kept))), mustCheck ? '' : 'primary')}
      ${button('stop', msg('Stop'), !isBusy)}
      <span class="hint" id="first">${hint}</span>
    </div>
  `;
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
): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <select id=${name} name=${name} part="field">
      ${choices.map(([each, text]) => html`<option value=${each} .selected=${each === value}>${text}</option>`)}
    </select>
  </div>`;
}

const recognised = (what: string | undefined): readonly [string, string] => [
  '',
  what ? msg(str`Recognised: ${what}`) : msg('Recognise'),
];

/** Where a file is chosen or dropped. */
export function dropView(list: UploadFile | undefined, problem: string | undefined): TemplateResult {
  return html`<div class="field drop" part="drop">
    <label for="file">${msg('List of contacts, as CSV')}</label>
    <input
      id="file"
      type="file"
      part="field"
      accept=".csv,.txt,.tsv,text/csv,text/plain"
      aria-describedby="drop-hint file-problem"
      aria-invalid=${!!problem}
    />
    <p class="hint" id="drop-hint">
      ${
        list
          ? sentence(
              msg(str`${list.file.name}, ${bytesText(list.file.size)}. Choose or drop another one to replace it.`),
              list.file.name,
            )
          : msg('Choose a file, or drop it here. A sheet of Excel is saved as CSV first.')
      }
    </p>
    ${problemLine('file-problem', problem)}
  </div>`;
}

/** How the file is read: what was recognised, to change. */
export function readingView({ reading, view }: UploadFile): TemplateResult {
  const { delimiter, encoding, header } = reading;
  const headers = view && (view.headers ? msg('names the columns') : msg('is a contact'));
  return html`<fieldset class="columns">
    <legend>${msg('How the file is written')}</legend>
    ${select('delimiter', msg('Separator'), delimiter, [
      recognised(view && delimiterText(view.delimiter)),
      ...[',', ';', '\t', '|'].map((each) => [each, delimiterText(each)] as const),
    ])}
    ${select('encoding', msg('Characters'), encoding, [recognised(view?.encoding), ...encodings()])}
    ${select('header', msg('First row'), header, [recognised(headers), ['yes', msg('Names the columns')], ['no', msg('Is a contact')], ['title', msg('Is a title, and the next one names the columns')]])}
    <p class="hint" id="title" ?hidden=${!view?.title.length}>
      ${titleText(view?.title.map(({ line }) => line) ?? [])}
    </p>
  </fieldset>`;
}

/** Where the contacts go. */
export function targetView(
  { campaign, timeZone }: UploadTargetFields,
  problem: string | undefined,
  isZoned: boolean,
): TemplateResult {
  return html`<div class="columns">
    <div class="field">
      <label for="campaign">${msg('Campaign')}</label>
      <input
        id="campaign"
        name="campaign"
        part="field"
        autocomplete="off"
        .value=${campaign}
        aria-invalid=${!!problem}
        aria-describedby="campaign-problem"
      />
      ${problemLine('campaign-problem', problem)}
    </div>
    ${
      isZoned
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
  </div>`;
}

/** All that can be said of a list before it is sent. */
export function targetFields(
  list: UploadFile,
  bulk: Bulk | undefined,
  target: UploadTargetFields,
  commands: CommandController,
): TemplateResult {
  return html`
    ${readingView(list)} ${columnsView(list, bulk, commands.problem('columns'))}
    ${targetView(target, commands.problem('campaign'), !!bulk?.isZoned)}
    ${rowsView(list, bulk, target, rowRefusal(commands.client, target.campaign))}
  `;
}

/** A select for each column, with what stands in its first rows. */
function columnsView(list: UploadFile, bulk: Bulk | undefined, problem: string | undefined): TemplateResult {
  const fields = columnFields(bulk);
  const { choices, view } = list;
  return html`<fieldset aria-describedby="columns-problem">
    <legend>${msg('What each column is')}</legend>
    <div class="columns">
      ${choices.map((choice, at) => column(choice, at, view, fields, choice.field ? undefined : list.unfit(at)))}
    </div>
    ${problemLine('columns-problem', problem)}
  </fieldset>`;
}

function column(
  { field, name }: ColumnChoice,
  at: number,
  view: UploadFile['view'],
  fields: ReturnType<typeof columnFields>,
  unfit: string | undefined,
): TemplateResult {
  const title = view?.headers?.[at]?.trim() || msg(str`Column ${at + 1}`);
  const found = (view?.rows ?? []).map(({ cells }) => cells[at]?.trim()).filter(Boolean);
  return html`<div class="field">
    <label for="column-${at}">${datum(title)}</label>
    <select id="column-${at}" name="column" data-at=${at} part="field" aria-describedby="cells-${at} unfit-${at}">
      ${fields.map((each) => html`<option value=${each} .selected=${each === field}>${fieldText(each)}</option>`)}
    </select>
    ${
      field === 'data'
        ? html`<input
            name="pair"
            data-at=${at}
            part="field"
            autocomplete="off"
            .value=${name}
            placeholder=${nameOf(undefined, at)}
            aria-label=${msg(str`Name of the data in ${title}`)}
          />`
        : nothing
    }
    <p class="hint cut" id="cells-${at}">
      ${found.length ? cellsView(found.slice(0, 2)) : msg('Empty in the first rows')}
    </p>
    <p class="hint" id="unfit-${at}" ?hidden=${!unfit}>
      ${unfit && sentence(msg(str`Not used, since the dialer would refuse these rows. ${unfit}`))}
    </p>
  </div>`;
}

const cellsView = (cells: readonly (string | undefined)[]) =>
  cells.map((cell = '', at) => html`${at ? ' · ' : ''}${datum(cell)}`);

/** The row as it leaves, or why it does not. */
function becomes(
  { contact, problem, cells }: PreviewRow,
  bulk: Bulk | undefined,
  to: UploadTargetFields,
  refusal: (contact: Contact) => string | undefined,
) {
  const asRead = cells.join(' · ');
  const why = problem ?? (contact && refusal(contact));
  if (why !== undefined || !contact) return { text: asRead, problem: why };
  try {
    return { text: bulk?.sample?.(contact, to) ?? writeJson(contact) };
  } catch (cause) {
    return { text: asRead, problem: CtiError.from(cause).message };
  }
}

/** The first rows, each as the dialer gets it, and what is wrong with it. */
function rowsView(
  { view, columns }: UploadFile,
  bulk: Bulk | undefined,
  to: UploadTargetFields,
  refusal: (contact: Contact) => string | undefined,
): TemplateResult | typeof nothing {
  if (!columns || !view?.rows.length) return nothing;
  return html`<table part="rows">
    <caption>
      ${msg('The first rows, as the dialer gets them')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${msg('Line')}</th>
        <th scope="col">${msg('Row')}</th>
      </tr>
    </thead>
    <tbody>
      ${view.rows.map((row) => {
        const { text, problem } = becomes(row, bulk, to, refusal);
        return html`<tr>
          <td class="line">${row.line}</td>
          <td>
            <code>${datum(text)}</code>${problem === undefined ? nothing : problemLine(`row-${row.line}`, problem)}
          </td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

const figure = (label: string, value: string) =>
  html`<div>
    <dt>${label}</dt>
    <dd>${sentence(value)}</dd>
  </div>`;

/** The bar and its figures. No live region: they change several times a second. */
function progressView(progress: UploadProgressEvent, total: number, isCheck: boolean): TemplateResult {
  const { state, read, accepted, refused, leftOut, unknown, bytes, size, rate } = progress;
  const settled = settledRows(progress);
  const left = state === 'over' ? undefined : timeLeft(progress, total);
  const [value, max] = total ? [settled, total] : [bytes, size ?? 0];
  return html`<div class="stack" part="progress">
    <progress
      max=${Math.max(1, max)}
      .value=${Math.min(value, Math.max(1, max))}
      aria-label=${isCheck ? msg('Check of the list') : msg('Upload of the list')}
    ></progress>
    <dl>
      ${figure(msg('Rows'), total ? msg(str`${numberText(read)} of ${numberText(total)}`) : numberText(read))}
      ${figure(isCheck ? msg('Good') : msg('Accepted'), numberText(isCheck ? accepted + leftOut : accepted))}
      ${figure(msg('Refused'), numberText(refused))} ${isCheck ? nothing : figure(msg('Unknown'), numberText(unknown))}
      ${isCheck || !leftOut ? nothing : figure(msg('Left out'), numberText(leftOut))}
      ${figure(msg('File'), size ? msg(str`${bytesText(bytes)} of ${bytesText(size)}`) : bytesText(bytes))}
      ${figure(msg('Rows a second'), numberText(Math.round(rate)))}
      ${figure(msg('Time left'), left === undefined ? '–' : roughDurationText(left))}
    </dl>
  </div>`;
}

/** What came of a list so far: how far it is, what was refused, and of what nobody knows. */
export function runView(
  { run, earlier, list, sameNumber }: UploadController,
  unknown: readonly LineRange[],
): TemplateResult {
  const { progress, result, files, said, total, wasSent, state } = run;
  const name = list?.file.name ?? '';
  return html`
    ${progress ? progressView(progress, total, !wasSent) : nothing}
    <p role="status" part="status">${sentence(said)}</p>
    ${result && files.refused ? refusedView(result, files.refused, name, wasSent ? earlier : 0) : nothing}
    ${result && files.repeated ? repeatedView(result, files.repeated, name, wasSent ? undefined : sameNumber, state !== 'idle') : nothing}
    ${unknownView(unknown)}
  `;
}

/** The refused rows: the first of them to read, all to download; but those that were refused before this upload went on. */
function refusedView(
  { refused, counts }: UploadResult,
  urls: FileUrls,
  fileName: string,
  earlier: number,
): TemplateResult {
  return html`<section class="stack" part="refused">
    <h3 id="refused">${msg('Refused rows')}</h3>
    <p>${links(urls, fileName, 'refused')} ${msg('Correct the rows in that file, then upload it here.')}</p>
    ${rowsTable('refused', refused, counts.refused - earlier)}
    <p class="hint" ?hidden=${!earlier}>
      ${msg(str`${numberText(earlier)} more were refused before this page was reloaded. Contacts are not kept across a reload, so these are not in the file.`)}
    </p>
  </section>`;
}

/** Rows with the number of an earlier one, and what becomes of them; `chosen` while that can be chosen. */
function repeatedView(
  { repeated, counts }: UploadResult,
  urls: FileUrls,
  fileName: string,
  chosen: SameNumber | undefined,
  isBusy: boolean,
): TemplateResult {
  const choice = (value: SameNumber, text: string) =>
    html`<label>
      <input type="radio" name="sameNumber" value=${value} .checked=${value === chosen} ?disabled=${isBusy} /> ${text}
    </label>`;
  return html`<section class="stack" part="repeated">
    <h3 id="repeated">${msg('Rows with the same number')}</h3>
    ${
      chosen
        ? html`<p>${oftenText()}</p>
            <fieldset class="stack" aria-labelledby="repeated">
              ${choice('first', msg('Send the first row of each number, and leave the others out'))}
              ${choice('all', msg('Send all rows'))}
            </fieldset>`
        : html`<p>${repeatedText(counts)}</p>`
    }
    ${rowsTable('repeated', repeated, counts.repeated)}
    <p>${links(urls, fileName, 'repeated')}</p>
  </section>`;
}

/** Rows as a file: first what can be opened without harm, then what the list had. */
const links = (urls: FileUrls, fileName: string, what: string) => html`
  <a part="download" href=${urls.guarded} download=${fileName.replace(/(\.[^.]*)?$/, `-${what}.csv`)}
    >${msg('Download them as CSV')}</a
  >
  <span class="hint">
    ${msg('An apostrophe stands before what a spreadsheet would run as a formula; it is taken off when you drop the file here.')}
    <a part="unchanged" href=${urls.unchanged} download=${fileName.replace(/(\.[^.]*)?$/, `-${what}-unchanged.csv`)}
      >${msg('With the cells as they were')}</a
    >. ${msg('Do not open that in a spreadsheet if a stranger may have written in it.')}
  </span>
`;

/** The first rows of a file, and how many there are. */
const rowsTable = (what: string, rows: readonly RefusedRow[], all: number) => html`
  <div class="scroll" role="region" aria-labelledby=${what} tabindex="0">
    <table>
      <thead>
        <tr>
          <th scope="col">${msg('Line')}</th>
          <th scope="col">${msg('Why')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ line, reason, cells }) =>
            html`<tr>
              <td class="line">${line}</td>
              <td>${sentence(reason, ...cells)} <code class="hint">${cellsView(cells)}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>
  <p class="hint" ?hidden=${all <= rows.length}>
    ${msg(str`The first ${numberText(rows.length)} of ${numberText(all)}. The file has all.`)}
  </p>
`;

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
