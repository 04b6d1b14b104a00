import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { OctagonAlert, TriangleAlert } from 'lucide';
import type { UploadResult } from '../../uploads/index.js';
import type { Bulk } from '../../core/transport.js';
import { datum, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import { numberText } from '../shared/time-text.js';
import { isIn, type UploadController } from './upload-controller.js';
import { columnFields, fieldText, nameOf, type ColumnChoice, type UploadFile } from './upload-file.js';

/** A row of the list, and what becomes of it. */
interface ListRow {
  line: number;
  cells: readonly string[];
  state: 'fine' | 'bad' | 'twice' | 'unknown';
  /** The place of the cell that is to be looked at. */
  column?: number | undefined;
  text: string;
}

/** Rows of one page. */
const pageSize = 25;

/** What is to be said of a row with the number of an earlier one. */
function twiceText(line: number, before: number, controller: UploadController): string {
  if (controller.isDone(line)) return msg(str`Same number as line ${numberText(before)}. Done before.`);
  return controller.sameNumber === 'all' || controller.sendToo.has(line)
    ? msg(str`Same number as line ${numberText(before)}. It is sent, too.`)
    : msg(str`Same number as line ${numberText(before)}. Left out.`);
}

/** What became, or will become, of a row with which nothing is wrong. */
function goodText(
  line: number,
  sent: UploadResult | undefined,
  controller: UploadController,
): Pick<ListRow, 'state' | 'text'> {
  if (!sent) return { state: 'fine', text: controller.isDone(line) ? msg('Done before') : msg('Will be sent') };
  if (isIn(line, sent.unknown))
    return { state: 'unknown', text: msg('No answer. Look at the dialer whether it has it.') };
  return { state: 'fine', text: isIn(line, sent.checkpoint.done) ? msg('Sent') : msg('Not sent yet') };
}

/** The first rows of the list. */
function firstRows(controller: UploadController): ListRow[] {
  const { list, run } = controller;
  const { rows = [] } = list?.view ?? {};
  const sent = run.wasSent ? run.result : undefined;
  const refused = new Map(sent?.refused.map((row) => [row.line, row]));
  return rows.map(({ line, cells, text, problem, column }): ListRow => {
    const no = refused.get(line);
    if (no) return { line, cells, state: 'bad', column: no.column, text: no.text };
    const why = text ?? problem;
    if (why !== undefined) return { line, cells, state: 'bad', column, text: why };
    const before = list?.same.get(line);
    if (before === undefined) return { line, cells, ...goodText(line, sent, controller) };
    return {
      line,
      cells,
      state: 'twice',
      column: list?.destination,
      text: twiceText(line, before, controller),
    };
  });
}

/** What a check or an upload says of rows: refused ones, and those with the number of an earlier one. */
function rowsOf(result: UploadResult | undefined, controller: UploadController): ListRow[] {
  const { refused = [], repeated = [] } = result ?? {};
  return [
    ...repeated.map(({ line, cells, column, sameAs = 0, reason }): ListRow => ({
      ...{ line, cells, state: 'twice', column },
      text: sameAs ? twiceText(line, sameAs, controller) : reason,
    })),
    ...refused.map(({ line, cells, column, text }): ListRow => ({ line, cells, state: 'bad', column, text })),
  ];
}

/** The rows that somebody has to look at, as far as they are held. Of an upload that has not come to its end, the check knows the rest. */
function neededRows(controller: UploadController): ListRow[] {
  const { checked, told } = controller.run;
  const rows = new Map([...rowsOf(checked, controller), ...rowsOf(told, controller)].map((row) => [row.line, row]));
  return [...rows.values()].sort((one, other) => one.line - other.line);
}

/** How many rows somebody has to look at, in all of the list. */
function neededCount({ run }: UploadController): number {
  return Math.max(0, ...[run.checked, run.told].map((each) => (each ? each.counts.refused + each.counts.repeated : 0)));
}

const icons = { bad: OctagonAlert, twice: TriangleAlert, unknown: TriangleAlert };

function cellView(row: ListRow, at: number, title: string): TemplateResult {
  const { state, column } = row;
  const cell = row.cells[at] ?? '';
  const isMarked = column === at && state !== 'fine';
  return html`<td data-label=${title} class=${isMarked ? `cell ${state}` : 'cell'}>
    ${isMarked ? icon(icons[state]) : nothing}
    ${cell.trim() || !isMarked ? datum(cell) : html`<span class="hint">${msg('empty')}</span>`}
  </td>`;
}

function rowView(row: ListRow, titles: readonly string[], choice: TemplateResult | typeof nothing): TemplateResult {
  const { line, cells, state, text } = row;
  return html`<tr class=${state}>
    <td class="n line" data-label=${msg('Line')}>${numberText(line)}</td>
    ${titles.map((title, at) => cellView(row, at, title))}
    <td class="happens ${state}" data-label=${msg('What happens')}>
      ${state === 'fine' ? html`<span class="hint">${text}</span>` : html`${icon(icons[state])}<span>${sentence(text, ...cells)} ${choice}</span>`}
    </td>
  </tr>`;
}

/** The choice of a row with the number of an earlier one, while there is one. */
function choiceOf({ line, state }: ListRow, controller: UploadController, isOff: boolean) {
  const { run, sameNumber, sendToo } = controller;
  if (state !== 'twice' || sameNumber === 'all' || isOff || run.wasSent || controller.isDone(line)) return nothing;
  const text = sendToo.has(line) ? msg('Leave it out') : msg('Send it too');
  return html`<button
    type="button"
    part="button"
    class="link"
    name="sendToo"
    value=${line}
    aria-label=${msg(str`${text}: line ${numberText(line)}`)}
  >
    ${text}
  </button>`;
}

/** The name of a column with what it is, and for data under which name it goes. */
function headingView(
  { field, name }: ColumnChoice,
  at: number,
  title: string,
  { fields, isOff }: { fields: ReturnType<typeof columnFields>; isOff: boolean },
): TemplateResult {
  return html`<th scope="col">
    <label for="column-${at}">${datum(title)}</label>
    <select id="column-${at}" name="column" data-at=${at} part="field" ?disabled=${isOff}>
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
            ?disabled=${isOff}
            placeholder=${nameOf(undefined, at)}
            aria-label=${msg(str`Name of the data in ${title}`)}
          />`
        : nothing
    }
  </th>`;
}

const titlesOf = ({ choices, view }: UploadFile) =>
  choices.map((_, at) => view?.headers?.[at]?.trim() || msg(str`Column ${at + 1}`));

/** The buttons that choose which rows are shown. */
function filterView({ filter }: UploadController, needed: number): TemplateResult {
  const choice = (name: UploadController['filter'], text: string) =>
    html`<button type="button" part="button" name="filter" value=${name} aria-pressed=${filter === name}>
      ${text}
    </button>`;
  return html`<div class="segments" data-id="filter" role="group" aria-label=${msg('Rows shown')}>
    ${choice('first', msg('First rows'))}${choice('needed', msg(str`Only what needs you: ${numberText(needed)}`))}
  </div>`;
}

/** The buttons that turn the pages, where there are several; they stay in place at the ends. */
function pagerView(page: number, pages: number, text: string): TemplateResult {
  const turn = (by: number, label: string, isOff: boolean) =>
    html`<button type="button" part="button" name="page" value=${page + by} aria-disabled=${isOff}>${label}</button>`;
  return html`<div class="row pager" data-id="pager">
    <span class="hint" id="shown">${text}</span>
    ${pages > 1 ? html`${turn(-1, msg('Previous rows'), page === 0)}${turn(1, msg('Next rows'), page === pages - 1)}` : nothing}
  </div>`;
}

/** Which rows are shown of how many. */
function shownText(from: number, to: number, held: number, all: number, isNeeded: boolean): string {
  const [first, last, most, total] = [from, to, held, all].map((each) => numberText(each));
  if (isNeeded && held < all)
    return msg(str`Rows ${first} to ${last} of the first ${most}; the files to save have all ${total}.`);
  if (isNeeded || held >= all) return msg(str`Rows ${first} to ${last} of ${most}.`);
  return msg(str`Rows ${first} to ${last} of the first ${most}.`);
}

/** The list as a table: each column with what it is, each row with what becomes of it, what is wrong marked in its place. */
export function tableView(controller: UploadController, bulk: Bulk | undefined, isOff: boolean): TemplateResult {
  const { list, run } = controller;
  if (!list?.view) return html``;
  const needing = neededRows(controller);
  const needed = Math.max(neededCount(controller), needing.length);
  const isNeeded = controller.filter === 'needed' && needed > 0;
  const rows = isNeeded ? needing : firstRows(controller);
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const page = Math.min(controller.page, pages - 1);
  const shown = rows.slice(page * pageSize, (page + 1) * pageSize);
  const titles = titlesOf(list);
  const fields = columnFields(bulk);
  const from = page * pageSize + 1;
  const all = isNeeded ? needed : (run.told?.counts.read ?? rows.length + 1);
  return html`
    ${needed ? html`<div class="bar quiet">${filterView(controller, needed)}</div>` : nothing}
    <div class="scroll" role="region" aria-label=${msg('Rows of the list')} tabindex="0">
      <table part="rows" aria-label=${msg('Rows of the list')}>
        <thead>
          <tr>
            <th scope="col" class="n line">${msg('Line')}</th>
            ${list.choices.map((choice, at) => headingView(choice, at, titles[at] ?? '', { fields, isOff }))}
            <th scope="col">${msg('What happens')}</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map((row) => rowView(row, titles, choiceOf(row, controller, isOff)))}
        </tbody>
      </table>
    </div>
    ${rows.length ? pagerView(page, pages, shownText(from, from + shown.length - 1, rows.length, all, isNeeded)) : nothing}
  `;
}
