// What the demo's CRM shows: its customers, and one of them with numbers, timeline, script and note.
import { html, svg, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { live } from 'lit/directives/live.js';
import type { CurrentCall } from '../src/index.js';
import { digitsOf, type CrmCustomer, type TimelineEntry } from './customers.js';

export interface CrmModel {
  shown: CrmCustomer;
  found: readonly CrmCustomer[];
  all: number;
  /** The call in hand that has not ended, and its customer. */
  call: CurrentCall | undefined;
  onTheLine: CrmCustomer | undefined;
  isFlowing: boolean;
  note: string;
  /** Whose result the next call waits for. */
  waitsFor: string | undefined;
}

export interface CrmActions {
  find(text: string): void;
  show(customer: CrmCustomer): void;
  dial(number: string): void;
  flow(): void;
  goOn(): void;
  write(note: string): void;
  keep(): void;
}

const icons: Record<TimelineEntry['kind'], string> = {
  call: 'M13.8 16.6a1 1 0 0 0 1.2-.3l.4-.5a2 2 0 0 1 1.6-.8h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.5.4a1 1 0 0 0-.3 1.2 14 14 0 0 0 6.4 6.4',
  mail: 'M3.5 6h17v12h-17zM3.5 7l8.5 6 8.5-6',
  note: 'M5 4h14v11l-5 5H5zM9 9h6M9 13h3',
  callback: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M12 7.5V12l3 2',
  order: 'M4 6h16v14H4zM4 10.5h16M8.5 3.5V7M15.500 3.5V7',
};
const icon = (kind: TimelineEntry['kind']) =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${icons[kind]} />`}</svg>`;

/** A campaign as its agents call it: uContact's names end with the direction. */
const campaignText = (campaign: string) =>
  html`<bdi>${campaign.replace(/->$|<-$/, '')}</bdi>, ${campaign.endsWith('<-') ? 'inbound' : 'outbound'}`;

const states: Partial<Record<CurrentCall['state'], string>> = {
  incoming: 'Calls now',
  dialling: 'Being dialled',
  ringing: 'Ringing',
  held: 'On hold',
};
const stateText = ({ state }: CurrentCall) => states[state] ?? 'On the line';

/** A moment in the page's language: of today only the time, of long ago only the day. */
export function momentText(at: number): string {
  const then = new Date(at);
  const say = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(document.documentElement.lang, options).format(then);
  const day = { day: 'numeric', month: 'short' } as const;
  if (Date.now() - at > 300 * 86_400_000) return say({ ...day, year: 'numeric' });
  const time = say({ timeStyle: 'short' });
  return then.toDateString() === new Date().toDateString() ? time : `${say(day)}, ${time}`;
}

export const customersView = (model: CrmModel, { find, show, flow, goOn }: CrmActions): TemplateResult => html`
  <div class="tools">
    <a id="to-telephone" href="#telephone">Go to the telephone</a>
    <button type="button" id="flow" aria-pressed=${String(model.isFlowing)} @click=${flow}>
      Calls come by themselves
    </button>
    ${
      model.waitsFor && model.isFlowing
        ? html`<p class="muted">
            The next call waits for the result of <bdi>${model.waitsFor}</bdi>.
            <button type="button" class="link" @click=${goOn}>Do not wait</button>
          </p>`
        : ''
    }
    <input
      type="search"
      aria-label="Find a customer"
      placeholder="Find a customer"
      autocomplete="off"
      @input=${({ target }: Event) => find((target as HTMLInputElement).value)}
    />
    <div class="between">
      <h2>My list</h2>
      <span class="muted" role="status">${model.found.length} of ${model.all}</span>
    </div>
  </div>
  <ul>
    ${model.found.map((each) => customerRow(each, model, show))}
  </ul>
`;

function customerRow(
  customer: CrmCustomer,
  { shown, onTheLine, call }: CrmModel,
  show: CrmActions['show'],
): TemplateResult {
  const { name, account, last, lastAt, lastState } = customer;
  return html`<li>
    <button
      type="button"
      class="customer"
      aria-current=${customer === shown ? 'true' : 'false'}
      @click=${() => show(customer)}
    >
      <span class="between"
        ><b><bdi>${name}</bdi></b> <bdi class="muted" dir="ltr">${account}</bdi></span
      >
      ${
        call && customer === onTheLine
          ? html`<span class="is-on-the-line">${stateText(call)}</span>`
          : html`<span class="muted"
              ><bdi>${last}</bdi>${lastAt ? html` <bdi>${momentText(lastAt)}</bdi>` : ''}${
                lastState && `, ${lastState}`
              }</span
            >`
      }
    </button>
  </li>`;
}

export function recordView(model: CrmModel, actions: CrmActions): TemplateResult {
  const { shown, onTheLine, call, note } = model;
  const { name, account, plan, since, numbers, timeline } = shown;
  const current = call && shown === onTheLine ? call : undefined;
  return html`
    <div>
      <h1><bdi>${name}</bdi></h1>
      <p class="muted">
        Account <bdi dir="ltr">${account}</bdi>, <bdi>${plan}</bdi>, customer since <bdi>${since}</bdi>,
        <bdi dir="ltr">${shown.email}</bdi>
      </p>
    </div>
    <ul class="numbers" aria-label="Numbers">
      ${numbers.map(({ kind, number }) => numberView(kind, number, current, actions.dial))}
    </ul>
    <div class="two">
      <section>
        <h2>Timeline</h2>
        <ul class="timeline">
          ${current ? timelineRow({ kind: 'call', title: stateText(current), detail: '', at: current.since }, current) : ''}
          ${timeline.map((entry) => timelineRow(entry))}
        </ul>
      </section>
      <div>
        <section>
          <h2>Script</h2>
          <ol class="script">
            <li><span>Greet, give your name and the company.</span></li>
            <li><span>“You looked at our offer for Fibre 300. Is now a good moment?”</span></li>
            <li><span>Ask who uses the line, and when it is slow.</span></li>
            <li><span>Offer 300 Mbit/s, the first month free, no change of number.</span></li>
            <li>
              <span>Yes: read the terms, choose <b>New customer</b>.</span>
            </li>
            <li>
              <span>Later: agree a day, choose <b>Callback</b>.</span>
            </li>
          </ol>
        </section>
        <div class="note">
          <label for="note"><b>Note for the record</b></label>
          ${keyed(
            shown, // what is being typed goes to no other customer
            html`<textarea
              id="note"
              aria-describedby="note-hint"
              .value=${live(note)}
              @input=${({ target }: Event) => actions.write((target as HTMLTextAreaElement).value)}
            ></textarea>`,
          )}
          <p id="note-hint" class="muted">Kept in the CRM, not sent to the dialer.</p>
          <button type="button" @click=${actions.keep}>Add to the timeline</button>
        </div>
      </div>
    </div>
  `;
}

/** A number is a button: it dials through the panel. The one on the line only says so. */
function numberView(
  kind: string,
  number: string,
  call: CurrentCall | undefined,
  dial: CrmActions['dial'],
): TemplateResult {
  const isOn = !!call && digitsOf(call.destination) === digitsOf(number);
  return html`<li>
    <span class="kind">${kind}</span>
    <button
      type="button"
      aria-disabled=${String(isOn)}
      aria-label=${isOn ? `${number}, ${stateText(call).toLowerCase()}` : `Call ${number}, ${kind.toLowerCase()}`}
      @click=${() => isOn || dial(digitsOf(number))}
    >
      ${icon('call')}<bdi dir="ltr">${number}</bdi>
    </button>
  </li>`;
}

const timelineRow = ({ kind, title, detail, at, campaign }: TimelineEntry, call?: CurrentCall) =>
  html`<li class=${call ? 'is-now' : ''}>
    <span class="icon">${icon(kind)}</span>
    <div>
      <div class="between">
        <b><bdi>${title}</bdi></b>
        <time class="muted" datetime=${new Date(at).toISOString()}><bdi>${momentText(at)}</bdi></time>
      </div>
      <p class="muted">
        ${call ? campaignText(call.campaign) : campaign ? html`${campaignText(campaign)}${detail && ', '}` : ''}<bdi
          >${detail}</bdi
        >
      </p>
    </div>
  </li>`;
