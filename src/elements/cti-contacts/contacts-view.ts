import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { readPhones } from '../../codecs/phone.js';
import type { Contact } from '../../core/supervisor-commands.js';
import type { FoundContact } from '../../core/supervisor-replies.js';
import { problemLine } from '../shared/outcome.js';

/** The fields of a contact beside its number, in the order of the form. */
const order = [
  'firstName',
  'lastName',
  'alternatives',
  'externalId',
  'agent',
  'priority',
  'at',
  'callerId',
  'timeZone',
  'data',
] as const;
export type FieldName = (typeof order)[number] | 'destination';

const labels: Record<FieldName, () => string> = {
  destination: () => msg('Number'),
  firstName: () => msg('First name'),
  lastName: () => msg('Last name'),
  alternatives: () => msg('Other numbers, separated by commas'),
  externalId: () => msg('Your own key'),
  agent: () => msg('Agent'),
  priority: () => msg('Priority'),
  at: () => msg('Call at (YYYY-MM-DD HH:mm:ss, the dialer’s clock)'),
  callerId: () => msg('Number to show'),
  timeZone: () => msg('Time zone'),
  data: () => msg('Data, one name=value a line'),
};

/** What is typed, by field; texts. */
export type Typed = Partial<Record<FieldName, string>>;

/** The fields that the dialer knows, the number first. */
export const fieldsOf = (known: readonly (keyof Contact)[] = ['destination']): FieldName[] => [
  'destination',
  ...order.filter((name) => known.includes(name)),
];

/** One field, with its problem beside it. What stands in it is known to it alone. */
export function fieldView(name: FieldName, problem: string | undefined, isBlocked: boolean): TemplateResult {
  const describes = `${name}-problem`;
  const invalid = problem ? 'true' : 'false';
  const control =
    name === 'data'
      ? html`<textarea
          id=${name}
          part="field"
          rows="2"
          ?disabled=${isBlocked}
          aria-invalid=${invalid}
          aria-describedby=${describes}
        ></textarea>`
      : html`<input
          id=${name}
          part="field"
          autocomplete="off"
          inputmode=${name === 'destination' ? 'tel' : name === 'priority' ? 'numeric' : 'text'}
          ?disabled=${isBlocked}
          aria-invalid=${invalid}
          aria-describedby=${describes}
        />`;
  return html`<div class="field">
    <label for=${name}>${labels[name]()}</label>
    ${control} ${problemLine(describes, problem)}
  </div>`;
}

/** The contact that the texts come to; what is empty is left out. What cannot be read stays as it is, and is refused by its check. */
export function contactOf(typed: Typed, fields: readonly FieldName[]): Contact {
  const texts = Object.fromEntries(
    fields.flatMap((name) => (typed[name]?.trim() ? [[name, typed[name].trim()]] : [])),
  ) as Typed;
  const { destination = '', alternatives, priority, data, ...rest } = texts;
  return {
    destination,
    ...rest,
    ...(alternatives && { alternatives: readPhones(alternatives.replace(/[,;\n]/g, ':')) }),
    ...(priority && { priority: Number(priority) }),
    ...(data && {
      data: data
        .split('\n')
        .filter((line) => line.trim())
        .map(pairOf),
    }),
  };
}

/** `a=b=c` is `a` with the value `b=c`; a line without a sign is a name without a value. */
function pairOf(line: string): [string, string] {
  const at = line.indexOf('=');
  return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}

/** What of a found contact can be typed again. */
export const typedOf = ({ numbers, externalId, data }: FoundContact): Typed => ({
  destination: numbers[0] ?? '',
  alternatives: numbers.slice(1).join(', '),
  externalId: externalId ?? '',
  data: data.map(([name, value]) => `${name}=${value}`).join('\n'),
});
