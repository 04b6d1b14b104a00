import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { Ban, Check } from 'lucide';
import type { BlacklistEntry } from '../../core/supervisor-commands.js';
import type { CommandController } from '../shared/command-controller.js';
import type { CampaignNames } from '../shared/campaign-names.js';
import { datum, numberView, sentence } from '../shared/datum.js';
import { icon } from '../shared/icon.js';
import type { ListPage } from '../shared/list-page.js';
import { outcomeText } from '../shared/outcome-messages.js';
import { detailLine, icons, problemLine } from '../shared/outcome-view.js';
import { countText } from '../shared/time-text.js';
import type { BlacklistController } from './blacklist-controller.js';
import { resultsText, worstOf, type BlacklistAction, type BlacklistType } from './blacklist-results.js';
import type { ReadNumbers } from './number-list.js';

/** Everything of an entry but the number, as it stands in the fields. */
export type TypedNumbers = Partial<Record<Exclude<keyof BlacklistEntry, 'phone'>, string>>;

/** Names of the fields that say who it is, as the dialer has them; it has none for a reason. */
export const whoFields = ['name', 'username', 'company', 'jobTitle'] as const;

/** `3 numbers, 1 of them twice or more, 2 not understood.` */
export function readText({ numbers, wrong }: ReadNumbers): string {
  const { length } = numbers;
  const merged = numbers.filter(({ times }) => times > 1).length;
  if (!length && !wrong.length) return msg('No number yet.');
  const parts = [countText(length, msg(str`${length} number|${length} numbers`, { desc: 'Forms for so many' }))];
  const plural = { desc: 'Forms for so many' };
  if (merged)
    parts.push(
      countText(
        merged,
        msg(
          str`${merged} written more than once and counted once|${merged} written more than once and counted once`,
          plural,
        ),
      ),
    );
  const { length: bad } = wrong;
  if (bad) parts.push(countText(bad, msg(str`${bad} not understood|${bad} not understood`, plural)));
  return `${parts.join(', ')}.`;
}

/** What is understood and what is not, as it is typed. */
export function previewView(read: ReadNumbers, lists: Record<'numbers' | 'wrong', ListPage>): TemplateResult {
  const { numbers, wrong } = read;
  const note = ({ phone, written, times }: ReadNumbers['numbers'][0]) =>
    [
      phone === written ? '' : msg(str`entered as ${written}`),
      times > 1
        ? countText(times, msg(str`${times} time|${times} times, counted once`, { desc: 'Forms for so many' }))
        : '',
    ]
      .filter(Boolean)
      .join('; ');
  const understood = lists.numbers.found(numbers, ({ phone, written }) => `${phone} ${written}`);
  const bad = lists.wrong.found(wrong, ({ text, why }) => `${text} ${why}`);
  return html`
    <p class="hint" id="read">${sentence(readText(read))}</p>
    <div class="columns" part="preview" ?hidden=${!numbers.length && !wrong.length}>
      <div ?hidden=${!numbers.length}>
        <p id="understood">${msg('Understood')}</p>
        ${lists.numbers.searchView(msg('Search numbers'))}
        <ul class="scrolled" tabindex="0" aria-labelledby="understood">
          ${lists.numbers.page(understood).map(
            (each) =>
              html`<li class="outcome">
                ${icon(Check)}<span
                  ><b>${numberView(each.phone)}</b>
                  <span class="hint">${sentence(note(each), each.written)}</span></span
                >
              </li>`,
          )}
        </ul>
        ${lists.numbers.footView()}
      </div>
      <div ?hidden=${!wrong.length}>
        <p id="wrong">${msg('Not understood, and not sent')}</p>
        <ul class="scrolled" tabindex="0" aria-labelledby="wrong">
          ${lists.wrong.page(bad).map(
            ({ text, line, why }) =>
              html`<li class="outcome">
                ${icon(Ban)}<span
                  >${msg(str`Line ${line}:`)} <b>${datum(text)}</b>
                  <span class="hint">${sentence(why, text)}</span></span
                >
              </li>`,
          )}
        </ul>
        ${lists.wrong.footView()}
      </div>
    </div>
  `;
}

type Problem = (field: string) => string | undefined;

interface FieldOptions {
  typed: TypedNumbers;
  problem: Problem;
  /** Whether the dialer's list has a place for it. */
  takes: (field: keyof TypedNumbers) => boolean;
}

interface InputOptions extends Pick<FieldOptions, 'typed' | 'problem'> {
  type?: 'text' | 'date';
  hint?: string;
}

function input(
  name: keyof TypedNumbers,
  label: string,
  { typed, problem, type = 'text', hint = '' }: InputOptions,
): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input
      id=${name}
      name=${name}
      part="field"
      autocomplete="off"
      type=${type}
      .value=${typed[name] ?? ''}
      aria-invalid=${!!problem(name)}
      aria-describedby="${name}-hint ${name}-problem"
    />
    <p class="hint" id="${name}-hint" ?hidden=${!hint}>${hint}</p>
    ${problemLine(`${name}-problem`, problem(name))}
  </div>`;
}

/** Of one campaign, or of all; only that where the dialer's list knows no campaigns. */
export function campaignView(
  isAll: boolean,
  names: CampaignNames,
  { typed, problem, takes }: FieldOptions,
): TemplateResult {
  if (!takes('campaign')) return html`<p class="hint">${msg('The dialer’s list is one for all campaigns.')}</p>`;
  const radio = (value: string, label: string, checked: boolean) =>
    html`<label class="row"><input type="radio" name="scope" value=${value} .checked=${checked} />${label}</label>`;
  return html`
    <fieldset class="stack">
      <legend>${msg('For which campaign')}</legend>
      <div class="row">${radio('one', msg('One campaign'), !isAll)} ${radio('all', msg('All campaigns'), isAll)}</div>
      ${
        isAll
          ? nothing
          : html`<div class="field">
              <label for="campaign">${msg('Campaign')}</label>
              ${names.field(typed.campaign ?? '', { isInvalid: !!problem('campaign') })}
              ${problemLine('campaign-problem', problem('campaign'))}
            </div>`
      }
    </fieldset>
  `;
}

/** What else the dialer keeps with a number. Taking off uses none of it. */
export function moreView({ typed, problem, takes }: FieldOptions): TemplateResult {
  const directions = { '': msg('Any'), I: msg('Inbound (I)'), O: msg('Outbound (O)'), 'I/O': msg('Both (I/O)') };
  const labels = { name: msg('Name'), username: msg('User name'), company: msg('Company'), jobTitle: msg('Job title') };
  const there = whoFields.filter(takes);
  const filled = there.filter((name) => typed[name]).length;
  return html`
    <div class="columns">
      ${takes('expireDate') ? input('expireDate', msg('Last day'), { typed, problem, type: 'date', hint: msg('For ever when empty.') }) : nothing}
      <div class="field" ?hidden=${!takes('direction')}>
        <label for="direction">${msg('Direction')}</label>
        <select
          id="direction"
          name="direction"
          part="field"
          aria-invalid=${!!problem('direction')}
          aria-describedby="direction-problem"
        >
          ${Object.entries(directions).map(([value, label]) => html`<option value=${value} .selected=${value === (typed.direction ?? '')}>${label}</option>`)}
        </select>
        ${problemLine('direction-problem', problem('direction'))}
      </div>
    </div>
    <details part="details" ?hidden=${!there.length}>
      <summary>${filled ? msg(str`Details (${filled} filled in)`) : msg('Details')}</summary>
      <div class="stack">
        <div class="columns">${there.map((name) => input(name, labels[name], { typed, problem }))}</div>
        <p class="hint">${msg('The dialer’s list has no field for a reason.')}</p>
      </div>
    </details>
  `;
}

/** The buttons of what the dialer can do, and why it cannot do the other. */
export function buttonsView(
  commands: CommandController,
  { series }: BlacklistController,
  disabled: boolean,
): TemplateResult {
  const [on, off] = [commands.supports('blacklist'), commands.supports('unblacklist')];
  const reasons = [...new Set([on, off].flatMap((each) => (each.ok ? [] : [each.reason])))];
  const button = (name: BlacklistType, label: string, ok: boolean) => {
    if (!ok) return nothing;
    return html`<button
      type="button"
      part="button ${name === 'blacklist' ? 'submit' : ''}"
      name=${name}
      class=${name === 'blacklist' ? 'primary' : ''}
      aria-busy=${commands.pending || !!series}
      aria-describedby="reason"
      ?disabled=${disabled}
    >
      ${label}
    </button>`;
  };
  return html`
    <div class="row">
      ${button('blacklist', msg('Put on the list'), on.ok)} ${button('unblacklist', msg('Take off the list'), off.ok)}
      <button type="button" part="button" name=${'stop' satisfies BlacklistAction} ?hidden=${!series}>
        ${msg('Stop')}
      </button>
    </div>
    <p id="reason" class="hint" ?hidden=${!reasons.length}>${sentence(reasons.join(' '))}</p>
  `;
}

/** How far it got. What is said beside a field is not said again. */
export function statusView({ outcome }: CommandController, controller: BlacklistController): TemplateResult {
  const { series, results } = controller;
  const isBeside = ['phone', 'campaign', 'expireDate', 'direction', ...whoFields].some((field) =>
    controller.problem(field),
  );
  const state = series ? 'pending' : isBeside ? 'idle' : (worstOf(results) ?? outcome.state);
  const said = series
    ? msg(str`Sending ${series.at} of ${series.of}…`)
    : results.length
      ? `${resultsText(results)} ${outcome.state === 'stopped' ? outcome.reason : ''}`.trim()
      : outcomeText(outcome);
  const isBad = state === 'unknown' || state === 'refused';
  return html`
    <div role="status" part=${isBad ? 'status error' : 'status'} class="outcome" data-state=${state}>
      ${state === 'idle' ? nothing : html`${icon(icons[state])}<span>${said}</span>`}
    </div>
    ${isBad && 'error' in outcome ? detailLine(outcome.error) : nothing}
  `;
}
