import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { PreviewRow } from '../../uploads/index.js';
import { CtiError } from '../../core/errors.js';
import type { Bulk } from '../../core/transport.js';
import type { CommandController } from '../shared/command-controller.js';
import { problemLine } from '../shared/outcome.js';
import { fieldsOf, fieldText, nameOf, type ColumnChoice } from './column-choice.js';
import { readingView, targetView } from './file-view.js';
import type { UploadTargetFields } from './upload-controller.js';
import type { UploadFile } from './upload-file.js';

/** All that can be said of a list before it is sent. */
export function fieldsView(
  list: UploadFile,
  bulk: Bulk | undefined,
  target: UploadTargetFields,
  commands: CommandController,
): TemplateResult {
  return html`
    ${readingView(list)} ${columnsView(list, bulk, commands.problem('columns'))}
    ${targetView(target, commands.problem('campaign'), !!bulk?.isZoned)} ${rowsView(list, bulk, target)}
  `;
}

/** A select for each column, with what stands in its first rows. */
function columnsView({ choices, view }: UploadFile, bulk: Bulk | undefined, problem: string | undefined): TemplateResult {
  const fields = fieldsOf(bulk);
  return html`<fieldset aria-describedby="columns-problem">
    <legend>${msg('What each column is')}</legend>
    <div class="columns">
      ${choices.map((choice, at) => column(choice, at, view?.headers, view?.rows ?? [], fields))}
    </div>
    ${problemLine('columns-problem', problem)}
  </fieldset>`;
}

function column(
  { field, name }: ColumnChoice,
  at: number,
  headers: readonly string[] | undefined,
  rows: readonly PreviewRow[],
  fields: ReturnType<typeof fieldsOf>,
): TemplateResult {
  const title = headers?.[at]?.trim() || msg(str`Column ${at + 1}`);
  const found = rows.map(({ cells }) => cells[at]?.trim()).filter(Boolean);
  return html`<div class="field">
    <label for="column-${at}">${title}</label>
    <select id="column-${at}" name="column" data-at=${at} part="field" aria-describedby="cells-${at}">
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
    <p class="hint cut" id="cells-${at}">${found.slice(0, 2).join(' · ') || msg('Empty in the first rows')}</p>
  </div>`;
}

/** The row as it leaves, or why it does not. */
function becomes({ contact, problem, cells }: PreviewRow, bulk: Bulk | undefined, to: UploadTargetFields) {
  const asRead = cells.join(' · ');
  if (problem !== undefined || !contact) return { text: asRead, problem };
  try {
    return { text: bulk?.sample?.(contact, to) ?? JSON.stringify(contact) };
  } catch (cause) {
    return { text: asRead, problem: CtiError.from(cause).message };
  }
}

/** The first rows, each as the dialer gets it, and what is wrong with it. */
function rowsView({ view, columns }: UploadFile, bulk: Bulk | undefined, to: UploadTargetFields): TemplateResult | typeof nothing {
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
        const { text, problem } = becomes(row, bulk, to);
        return html`<tr>
          <td class="line">${row.line}</td>
          <td><code>${text}</code>${problem === undefined ? nothing : problemLine(`row-${row.line}`, problem)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}
