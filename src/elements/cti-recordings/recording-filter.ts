import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { RecordingFilter } from '../../core/supervisor-commands.js';
import { problemLine } from '../shared/outcome.js';

/** What stands in the fields, by the filter's own names; `from` and `to` are days. */
export type TypedFilter = Partial<Record<keyof RecordingFilter, string>>;

/** What is always seen, and what nobody documents the form of: that goes to the dialer as it is (U-37). */
const shown = ['from', 'to', 'agent', 'campaign', 'source', 'destination', 'tag'] as const;
const folded = ['minDuration', 'range', 'rating', 'exclude', 'minCount'] as const;

function labelOf(name: keyof RecordingFilter): string {
  switch (name) {
    case 'from':
      return msg('From');
    case 'to':
      return msg('To');
    case 'agent':
      return msg('Agent');
    case 'campaign':
      return msg('Campaign');
    case 'source':
      return msg('Calling number');
    case 'destination':
      return msg('Called number');
    case 'tag':
      return msg('Tag');
    case 'minDuration':
      return msg('Shortest duration');
    case 'range':
      return msg('Hours of the day');
    case 'rating':
      return msg('Rating');
    case 'exclude':
      return msg('Number to leave out');
    case 'minCount':
      return msg('Least number of calls');
  }
}

/** The filter as it is sent: whole days on the dialer's clock, and only what is filled in. */
export function writeFilter({ from, to, ...more }: TypedFilter): RecordingFilter {
  const filled = Object.fromEntries(
    Object.entries(more).flatMap(([name, text]) => (text.trim() ? [[name, text.trim()]] : [])),
  );
  return { ...filled, ...(from && { from: `${from} 00:00:00` }), ...(to && { to: `${to} 23:59:59` }) };
}

/** The fields. A field is told by its `name`. */
export function filterView(typed: TypedFilter, problem: (field: string) => string | undefined): TemplateResult {
  const field = (name: keyof RecordingFilter) =>
    html`<div class="field">
      <label for=${name}>${labelOf(name)}</label>
      <input
        id=${name}
        name=${name}
        part="field"
        autocomplete="off"
        type=${name === 'from' || name === 'to' ? 'date' : 'text'}
        .value=${typed[name] ?? ''}
        aria-invalid=${!!problem(name)}
        aria-describedby="${name}-problem"
      />
      ${problemLine(`${name}-problem`, problem(name))}
    </div>`;
  const { length } = folded.filter((name) => typed[name]?.trim());
  return html`
    <div class="columns">${shown.map(field)}</div>
    <details part="details" class="more">
      <summary>${length ? msg(str`More (${length} filled in)`) : msg('More')}</summary>
      <div class="columns">${folded.map(field)}</div>
      <p class="hint">
        ${msg('These go to the dialer as they are typed: no document says in which unit or form it wants them.')}
      </p>
    </details>
  `;
}
