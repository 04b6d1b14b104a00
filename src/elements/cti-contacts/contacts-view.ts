import { msg, str } from '@lit/localize';
import { css, html, nothing, type LitElement, type TemplateResult } from 'lit';
import { readPhones } from '../../codecs/phone.js';
import type { CtiClient } from '../../core/client.js';
import type { CommandOf } from '../../core/commands.js';
import { unreadText } from '../../core/unread-text.js';
import type { Contact, FoundContact } from '../../core/supervisor-commands.js';
import { datum, numberView, sentence } from '../shared/datum.js';
import { seriesText, type ListPage } from '../shared/list-page.js';
import type { Outcome } from '../shared/outcome.js';
import { outcomeLine, problemLine } from '../shared/outcome-view.js';
import { pressedKey } from '../shared/pressed-key.js';
import { countText } from '../shared/time-text.js';

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
  at: () => msg('Call at (YYYY-MM-DD HH:mm:ss, the dialer’s clock)'), // where the page has no picker
  callerId: () => msg('Number to show'),
  timeZone: () => msg('Time zone'),
  data: () => msg('More about the contact'),
};

/** What is typed, by field; texts. What else is known stands in pairs of a name and a value. */
export type TypedContact = Partial<Record<Exclude<FieldName, 'data'>, string>> & { data?: readonly Pair[] };
export type Pair = readonly [name: string, value: string];

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
  const control = html`<input
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

/** When to call: at once, or at a time that is asked for as a callback's is. */
export function timeView(
  isTimed: boolean,
  client: CtiClient | undefined,
  problem: string | undefined,
  isBlocked: boolean,
): TemplateResult {
  return html`<div class="wide stack">
    <label class="choose"
      ><input
        type="checkbox"
        id="timed"
        name="timed"
        .checked=${isTimed}
        ?disabled=${isBlocked}
      />${msg('Call at a certain time')}</label
    >
    ${isTimed ? html`<cti-schedule-picker id="at" picker-only .client=${client} ?disabled=${isBlocked}></cti-schedule-picker>` : nothing}
    ${problemLine('at-problem', problem)}
  </div>`;
}

/** What else is known, in rows of a name and a value; the last one is empty, for the next. */
export function pairsView(pairs: readonly Pair[], problem: string | undefined, isBlocked: boolean): TemplateResult {
  const input = (at: number, side: 0 | 1, label: string) =>
    html`<input
      part="pair"
      data-pair=${at}
      name=${side ? 'value' : 'name'}
      dir="auto"
      autocomplete="off"
      .value=${pairs[at]?.[side] ?? ''}
      ?disabled=${isBlocked}
      placeholder=${side ? msg('Value') : msg('Field')}
      aria-label=${label}
      aria-invalid=${!!problem && !side && !pairs[at]?.[0].trim() && !!pairs[at]?.[1].trim()}
      aria-describedby="data-problem"
    />`;
  return html`<div class="wide">
    <p id="data-label"><b>${labels.data()}</b></p>
    <div class="pairs">
      ${[...pairs, ['', ''] as const].map((pair, at) => {
        const n = at + 1;
        return html`<div class="pair">
          ${input(at, 0, msg(str`Name of field ${n}`))}
          ${input(at, 1, pair[0].trim() ? msg(str`Value of ${pair[0].trim()}`) : msg(str`Value of field ${n}`))}
          ${
            at < pairs.length
              ? html`<button
                  type="button"
                  part="button"
                  name="unpair"
                  data-pair=${at}
                  ?disabled=${isBlocked}
                  aria-label=${msg(str`Leave out ${pair[0].trim() || n}`)}
                >
                  ${msg('Leave out')}
                </button>`
              : nothing
          }
        </div>`;
      })}
    </div>
    ${problemLine('data-problem', problem)}
  </div>`;
}

/** The contact that the texts come to; what is empty is left out. What cannot be read stays as it is, and is refused by its check. */
export function typedContact({ data, ...typed }: TypedContact, fields: readonly FieldName[]): Contact {
  const texts = Object.fromEntries(
    fields.flatMap((name) => {
      const text = name === 'data' ? '' : typed[name]?.trim();
      return text ? [[name, text]] : [];
    }),
  ) as Omit<TypedContact, 'data'>;
  const { destination = '', alternatives, priority, ...rest } = texts;
  return {
    destination,
    ...rest,
    ...(alternatives && { alternatives: readPhones(alternatives.replace(/[,;\n]/g, ':')) }),
    ...(priority && { priority: Number(priority) }),
    ...(data?.length &&
      fields.includes('data') && { data: data.map(([name, value]): [string, string] => [name, value]) }),
  };
}

/** What of a found contact can be typed again. */
export const typedOf = ({ numbers, externalId, data }: FoundContact): TypedContact => ({
  destination: numbers[0] ?? '',
  alternatives: numbers.slice(1).join(', '),
  externalId: externalId ?? '',
  data,
});

export const foundStyles = css`
  form {
    max-width: 900px;
  }

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

  .fields > .wide {
    grid-column: 1 / -1;
  }

  .pairs {
    display: grid;
    gap: var(--_space);
  }

  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr auto;
    gap: var(--_space) calc(var(--_space) * 2);
  }

  .pair > :last-child:not(button) {
    grid-column: 2;
  }

  @container (width < 420px) {
    .pair {
      grid-template-columns: 1fr 1fr;
    }

    .pair > button {
      grid-column: 1 / -1;
    }
  }

  li > .outcome-place {
    flex-basis: 100%;
  }

  li > .who {
    display: flex;
    flex: 1 1 200px;
    align-items: center;
    gap: calc(var(--_space) * 2);
  }

  .who > span {
    min-width: 0;
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

/** By what a contact is told from another. */
export const contactKey = ({ id, numbers }: FoundContact): string => id ?? numbers[0] ?? '';

/** The words by which a contact is found among those that are loaded. */
const searchText = (contact: FoundContact) => [tellOf(contact), ...contact.data.flat()].join(' ');

interface Hands {
  take: (contact: FoundContact) => void;
  remove: ((contacts: readonly FoundContact[]) => void) | undefined;
  /** How it ended for one that was to be removed, and is still there. */
  outcome: (contact: FoundContact) => Outcome;
}

function foundRow(
  contact: FoundContact,
  list: ListPage,
  canChoose: boolean,
  isBlocked: boolean,
  { take, remove, outcome }: Hands,
): TemplateResult {
  const ended = outcome(contact);
  return html`<li>
    <span class="who"
      >${canChoose ? list.boxView(contactKey(contact), tellOf(contact), isBlocked) : nothing}<span
        >${tellView(contact)}</span
      ></span
    >
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
      ${remove ? html`<button part="button" type="button" ?disabled=${isBlocked} aria-label=${msg(str`Remove ${tellOf(contact)}`)} @click=${() => remove([contact])}>${msg('Remove')}</button>` : nothing}
    </span>
    ${ended.state === 'idle' ? nothing : html`<div class="outcome-place">${outcomeLine(ended)}</div>`}
  </li>`;
}

/** The contacts that were found, a page at a time, each to be taken into the form or removed, and those that are chosen at once. */
export function foundList(
  found: Found | undefined,
  list: ListPage,
  isBlocked: boolean,
  hands: Hands,
): TemplateResult | typeof nothing {
  if (!found) return nothing;
  const { contacts, isLast, unread } = found;
  const { remove } = hands;
  if (!contacts.length) return html`<p class="hint" part="found">${unreadText(unread) || msg('Nobody was found.')}</p>`;
  const canChoose = !!remove && contacts.length > 1;
  const matches = list.found(contacts, searchText);
  const shown = list.page(matches);
  const chosen = matches.filter((each) => list.chosen.has(contactKey(each)));
  const { length: count } = chosen;
  const label = msg(str`Remove ${count} chosen|Remove ${count} chosen`, { desc: 'Forms for so many' });
  return html`<section part="found" class="stack" aria-label=${msg('Found contacts')}>
    <p class="hint">
      ${isLast ? msg(str`Found: ${contacts.length}.`) : msg(str`The first ${contacts.length}. Search for more of the number to see others.`)}
      ${unreadText(unread)}
    </p>
    <div class="list-bar">
      ${list.searchView(msg('Search found contacts'))}
      ${canChoose ? list.headView(shown.map(contactKey), isBlocked) : nothing}
      ${
        canChoose && count
          ? html`<button
              part="button"
              type="button"
              id="remove-chosen"
              ?disabled=${isBlocked}
              @click=${() => remove(chosen)}
            >
              ${countText(count, label)}
            </button>`
          : nothing
      }
    </div>
    <ul>
      ${shown.map((contact) => foundRow(contact, list, canChoose, isBlocked, hands))}
    </ul>
    ${list.footView()}
  </section>`;
}

/** Somebody who is to be removed, and by which number or name people know them. */
export interface RemovalOf {
  command: CommandOf<'removeContact'>;
  whom: string;
}

/** How a series of removals ended. */
export function removedText(gone: number, left: number, unsent: number): string {
  const done = msg(str`${gone} contact is removed.|${gone} contacts are removed.`, { desc: 'Forms for so many' });
  return seriesText(countText(gone, done), left, unsent);
}

/** Asks before somebody is removed, and brings the focus back to where it was asked. */
export class RemovalQuestion {
  /** Whom the person is asked about; nobody while nothing is asked. */
  removals: readonly RemovalOf[] = [];
  readonly #host: LitElement;
  /** The button that led to the question. */
  #asker: HTMLElement | undefined;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** Asks. A key that is still held answers with what does nothing. */
  ask(removals: readonly RemovalOf[]): void {
    const { activeElement } = this.#host.shadowRoot ?? {};
    if (activeElement instanceof HTMLElement && !activeElement.closest('[role=group]')) this.#asker = activeElement;
    this.removals = removals;
    void this.#focus(() => this.#host.renderRoot.querySelector<HTMLElement>('#keep'));
  }

  /** The question is over. Back to where it was asked; where that row has gone, to the number. */
  readonly leave = (): void => {
    const asker = this.#asker;
    this.removals = [];
    void this.#focus(() =>
      asker?.isConnected ? asker : this.#host.renderRoot.querySelector<HTMLElement>('#destination'),
    );
  };

  /** @param campaign - by its name */
  view(campaign: string, isBlocked: boolean, remove: () => void): TemplateResult | typeof nothing {
    const [first] = this.removals;
    const { length: count } = this.removals;
    if (!first) return nothing;
    const { whom } = first;
    const plural = { desc: 'Forms for so many' };
    const text =
      count === 1
        ? msg(str`Remove ${whom} from ${campaign}? The dialer will not call it any more. This cannot be undone.`)
        : countText(
            count,
            msg(
              str`Remove ${count} contact from ${campaign}? The dialer will not call it any more. This cannot be undone.|Remove ${count} contacts from ${campaign}? The dialer will not call them any more. This cannot be undone.`,
              plural,
            ),
          );
    const yes =
      count === 1
        ? msg('Remove')
        : countText(count, msg(str`Remove ${count} contact|Remove ${count} contacts`, plural));
    return html`<div class="row" role="group" aria-labelledby="question" @keydown=${this.#onKey}>
      <span id="question">${sentence(text, whom, campaign)}</span>
      <button part="button" class="danger" type="button" id="yes" ?disabled=${isBlocked} @click=${remove}>
        ${yes}
      </button>
      <button part="button" type="button" id="keep" @click=${this.leave}>
        ${count === 1 ? msg('Keep contact') : msg('Keep all')}
      </button>
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
