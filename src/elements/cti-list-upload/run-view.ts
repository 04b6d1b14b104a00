import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { LineRange, UploadProgressEvent, UploadResult } from '../../uploads/index.js';
import type { UploadController } from './upload-controller.js';
import { bytesText, durationText, linesText, numberText, timeLeft } from './upload-messages.js';

const figure = (label: string, value: string) =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;

/** The bar and its figures. No live region: they change several times a second. */
function progressView(progress: UploadProgressEvent, total: number, isCheck: boolean): TemplateResult {
  const { state, read, accepted, refused, unknown, bytes, size, rate } = progress;
  const settled = accepted + refused + unknown;
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
      ${figure(isCheck ? msg('Good') : msg('Accepted'), numberText(accepted))}
      ${figure(msg('Refused'), numberText(refused))} ${isCheck ? nothing : figure(msg('Unknown'), numberText(unknown))}
      ${figure(msg('File'), size ? msg(str`${bytesText(bytes)} of ${bytesText(size)}`) : bytesText(bytes))}
      ${figure(msg('Rows a second'), numberText(Math.round(rate)))}
      ${figure(msg('Time left'), left === undefined ? '–' : durationText(left))}
    </dl>
  </div>`;
}

/** What came of a list so far: how far it is, what was refused, and of what nobody knows. */
export function runView({ run, earlier, list }: UploadController, unknown: readonly LineRange[]): TemplateResult {
  const { progress, result, refusedUrl, said, total, wasSent } = run;
  return html`
    ${progress ? progressView(progress, total, !wasSent) : nothing}
    <p role="status" part="status">${said}</p>
    ${result && refusedUrl ? refusedView(result, refusedUrl, list?.file.name ?? '', wasSent ? earlier : 0) : nothing}
    ${unknownView(unknown)}
  `;
}

/** The refused rows: the first of them to read, all to download; but those that were refused before this upload went on. */
function refusedView(
  { refused, counts }: UploadResult,
  url: string,
  fileName: string,
  earlier: number,
): TemplateResult | typeof nothing {
  if (!refused.length) return nothing;
  const all = counts.refused - earlier;
  return html`<section class="stack" part="refused">
    <h3 id="refused">${msg('Refused rows')}</h3>
    <p>
      <a part="download" href=${url} download=${fileName.replace(/(\.[^.]*)?$/, '-refused.csv')}
        >${msg('Download them as CSV')}</a
      >
      ${msg('Mend them there, and drop that file here.')}
    </p>
    <div class="scroll" role="region" aria-labelledby="refused" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">${msg('Line')}</th>
            <th scope="col">${msg('Why')}</th>
          </tr>
        </thead>
        <tbody>
          ${refused.map(
            ({ line, reason, cells }) =>
              html`<tr>
                <td class="line">${line}</td>
                <td>${reason} <code class="hint">${cells.join(' · ')}</code></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="hint" ?hidden=${all <= refused.length}>
      ${msg(str`The first ${numberText(refused.length)} of ${numberText(all)}. The file has all.`)}
    </p>
    <p class="hint" ?hidden=${!earlier}>
      ${msg(str`${numberText(earlier)} more were refused before this page was loaded anew. It keeps no contacts over that: they are not in the file.`)}
    </p>
  </section>`;
}

/** Lines of which nobody knows. */
function unknownView(lines: readonly LineRange[]): TemplateResult | typeof nothing {
  if (!lines.length) return nothing;
  return html`<section class="stack" part="unknown">
    <h3>${msg('Nobody knows of these')}</h3>
    <p>
      ${msg(str`Lines ${linesText(lines)} were sent, and no answer came. They are never sent again by themselves: look at the dialer whether it has them.`)}
    </p>
  </section>`;
}
