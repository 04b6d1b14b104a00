import { msg, str } from '@lit/localize';
import { css, html, nothing, type LitElement, type TemplateResult } from 'lit';
import { readPhones } from '../../codecs/phone.js';
import type { CommandOf } from '../../core/commands.js';
import { unreadText } from '../../core/unread-text.js';
import type { Contact, FoundContact } from '../../core/supervisor-commands.js';
import { datum, numberView, sentence } from '../shared/datum.js';
import { problemLine } from '../shared/outcome-view.js';
import { pressedKey } from '../shared/pressed-key.js';

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
  data: () => msg('Data, one name=value per line'),
};

/** What is typed, by field; texts. */
export type TypedContact = Partial<Record<FieldName, string>>;

/** The fields that the dialer knows, the number first. */
export const contactFields = (known: readonly (keyof Contact)[] = ['destination']): FieldName[] => [
  'destination',
  ...order.filter((name) => known.includes(name)),
];

/** Fields of numbers, which are read from left to right on every page. */
const numbers = new Set<FieldName>(['destination', 'alternatives', 'callerId', 'at']);

/** One field, with its problem beside it. What stands in it is known to it alone. */
export function fieldView(name: FieldName, problem: string | undefined, isBlocked: boolean): TemplateResult {
  const describes = `${name}-problem`;
  const invalid = problem ? 'true' : 'false';
  const control =
    name === 'data'
      ? html`<textarea
          id=${name}
          part="field"
          dir="auto"
          rows="2"
          ?disabled=${isBlocked}
          aria-invalid=${invalid}
          aria-describedby=${describes}
        ></textarea>`
      : html`<input
          id=${name}
          part="field"
          dir=${numbers.has(name) ? 'ltr' : 'auto'}
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
export function typedContact(typed: TypedContact, fields: readonly FieldName[]): Contact {
  const texts = Object.fromEntries(
    fields.flatMap((name) => (typed[name]?.trim() ? [[name, typed[name].trim()]] : [])),
  ) as TypedContact;
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
export const typedOf = ({ numbers, externalId, data }: FoundContact): TypedContact => ({
  destination: numbers[0] ?? '',
  alternatives: numbers.slice(1).join(', '),
  externalId: externalId ?? '',
  data: data.map(([name, value]) => `${name}=${value}`).join('\n'),
});

export const foundStyles = css`
  ul {
    display: grid;
    gap: var(--_space);
    list-style: none;
  }

  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  li > span {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 190px), 1fr));
    gap: var(--_space) calc(var(--_space) * 3);
  }

  /* Label, control and problem of neighbours stand on the same lines. */
  .fields > .field {
    display: grid;
    grid-row: span 3;
    grid-template-rows: subgrid;
  }

  .fields > .field > label {
    align-self: end;
  }

  .fields > :has(textarea) {
    grid-column: 1 / -1;
  }
`;

/** What a row says of a contact. */
const tellOf = ({ numbers, name, externalId, state }: FoundContact) =>
  [numbers.join(', '), name, externalId, state].filter(Boolean).join(' · ');

/** The same, with each apart. */
const tellView = ({ numbers, name, externalId, state }: FoundContact) =>
  [...numbers.map(numberView), ...[name, externalId, state].flatMap((text) => (text ? [datum(text)] : []))].map(
    (view, at) => html`${at ? (at < numbers.length ? ', ' : ' · ') : ''}${view}`,
  );

/** What a search found. */
export interface Found {
  contacts: readonly FoundContact[];
  isLast: boolean;
  /** How many rows could not be read. */
  unread?: number;
}

interface Hands {
  take: (contact: FoundContact) => void;
  remove: ((contact: FoundContact) => void) | undefined;
}

/** The contacts that were found, each to be taken into the form or removed. */
export function foundList(
  found: Found | undefined,
  isBlocked: boolean,
  { take, remove }: Hands,
): TemplateResult | typeof nothing {
  if (!found) return nothing;
  const { contacts, isLast, unread } = found;
  if (!contacts.length) return html`<p class="hint" part="found">${unreadText(unread) || msg('Nobody was found.')}</p>`;
  return html`<section part="found" class="stack" aria-label=${msg('Found contacts')}>
    <p class="hint">
      ${isLast ? msg(str`Found: ${contacts.length}.`) : msg(str`The first ${contacts.length}. Search for more of the number to see others.`)}
      ${unreadText(unread)}
    </p>
    <ul>
      ${contacts.map(
        (contact) =>
          html`<li>
            <span>${tellView(contact)}</span>
            <span class="row">
              <button
                part="button"
                type="button"
                ?disabled=${isBlocked}
                aria-label=${msg(str`Use ${tellOf(contact)}`)}
                @click=${() => take(contact)}
              >
                ${msg('Use')}
              </button>
              ${remove ? html`<button part="button" type="button" ?disabled=${isBlocked} aria-label=${msg(str`Remove ${tellOf(contact)}`)} @click=${() => remove(contact)}>${msg('Remove')}</button>` : nothing}
            </span>
          </li>`,
      )}
    </ul>
  </section>`;
}

export type Removal = CommandOf<'removeContact'>;

/** Asks before somebody is removed, and brings the focus back to where it was asked. */
export class RemovalQuestion {
  /** What the person is asked about. */
  removal: Removal | undefined;
  readonly #host: LitElement;
  /** The button that led to the question. */
  #asker: HTMLElement | undefined;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** Asks. A key that is still held answers with what does nothing. */
  ask(removal: Removal): void {
    const { activeElement } = this.#host.shadowRoot ?? {};
    if (activeElement instanceof HTMLElement && !activeElement.closest('[role=group]')) this.#asker = activeElement;
    this.removal = removal;
    void this.#focus(() => this.#host.renderRoot.querySelector<HTMLElement>('#keep'));
  }

  /** The question is over. Back to where it was asked; where that row has gone, to the number. */
  readonly leave = (): void => {
    const asker = this.#asker;
    this.removal = undefined;
    void this.#focus(() =>
      asker?.isConnected ? asker : this.#host.renderRoot.querySelector<HTMLElement>('#destination'),
    );
  };

  view(isBlocked: boolean, remove: () => void): TemplateResult | typeof nothing {
    const { removal } = this;
    if (!removal) return nothing;
    return html`<div class="row" role="group" aria-labelledby="question" @keydown=${this.#onKey}>
      <span id="question"
        >${sentence(msg(str`Remove ${removal.number ?? removal.id ?? ''} from ${removal.campaign}? The dialer will not call it any more.`), removal.number ?? removal.id ?? '', removal.campaign)}</span
      >
      <button part="button" class="danger" type="button" id="yes" ?disabled=${isBlocked} @click=${remove}>
        ${msg('Remove')}
      </button>
      <button part="button" type="button" id="keep" @click=${this.leave}>${msg('Keep contact')}</button>
    </div>`;
  }

  readonly #onKey = (event: KeyboardEvent) => {
    if (pressedKey(event) !== 'Escape') return;
    event.preventDefault();
    this.leave();
  };

  async #focus(find: () => HTMLElement | null): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    find()?.focus();
  }
}
