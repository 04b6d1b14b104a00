import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { problemLine } from '../shared/outcome.js';
import type { UploadTargetFields } from './upload-controller.js';
import type { UploadFile } from './upload-file.js';
import { bytesText } from './upload-messages.js';

const delimiterText = (delimiter: string): string => {
  const names: Record<string, string> = {
    ',': msg('Comma ,'),
    ';': msg('Semicolon ;'),
    '\t': msg('Tab'),
    '|': msg('Bar |'),
  };
  return names[delimiter] ?? delimiter;
};

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1255', 'iso-8859-15'];

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
          ? msg(str`${list.file.name}, ${bytesText(list.file.size)}. Choose or drop another one to replace it.`)
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
    ${select('delimiter', msg('Between the cells'), delimiter, [
      recognised(view && delimiterText(view.delimiter)),
      ...[',', ';', '\t', '|'].map((each) => [each, delimiterText(each)] as const),
    ])}
    ${select('encoding', msg('Characters'), encoding, [recognised(view?.encoding), ...encodings.map((each) => [each, each] as const)])}
    ${select('header', msg('First row'), header, [recognised(headers), ['yes', msg('Names the columns')], ['no', msg('Is a contact')]])}
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
