import { html, nothing, render, type TemplateResult } from 'lit';

/** One message or request that crossed the wire. */
export interface Crossing {
  at: number;
  direction: 'in' | 'out';
  bytes: string;
  /** Why nothing was done, or nothing went out. */
  refused?: string;
  /** Why there is no answer although it was done. */
  unanswered?: string;
  /** In what it is not as documented, and was done all the same. */
  overlooked?: string;
}

/** A fault that can be switched on: its name at the simulator, its value when on, and what it does. */
export type FaultSwitch = [name: string, value: number | string | true, label: string];

/** Something that a person does at the other end: what the button says, and what it does; disabled where nothing can be done. */
export type PressButton = [label: string, press: (() => void) | undefined];

export interface Panel {
  /** What people do at the other end, drawn into the page's `#people`; nothing where there is none. */
  presses?: readonly PressButton[];
  /** What the other end holds: a heading and its rows. */
  state: Record<string, readonly unknown[]>;
  wire: readonly Crossing[];
  /** A heading, the simulator's faults and the switches for them. */
  faults: [heading: string, current: Record<string, unknown>, switches: FaultSwitch[], set: (faults: object) => void][];
  clear: () => void;
}

const masked = { on: false };
/** All digits but the last two of a number. */
const mask = (text: string) => (masked.on ? text.replace(/\d(?=\d{2})/g, '•') : text);
const time = (at: number) => new Date(at).toISOString().slice(11, 23);

export const messages = (count: number): string => (count === 1 ? '1 message' : `${count} messages`);

/** Draws what is at the other end, the wire, and the switches that break it. */
export function drawPanel(host: HTMLElement, panel: Panel): void {
  const redraw = () => drawPanel(host, panel);
  const crossed = document.querySelector('#crossed');
  if (crossed) crossed.textContent = messages(panel.wire.length);
  const people = document.querySelector<HTMLElement>('#people');
  if (people) render(peopleView(panel.presses ?? []), people);
  const held = Object.entries(panel.state).filter(([, rows]) => rows.length);
  render(
    html`
      <section>
        <h2>At the other end</h2>
        ${held.length ? held.map(([heading, rows]) => stateRows(heading, rows)) : html`<p class="empty">Nothing has arrived yet.</p>`}
      </section>
      <section>
        <h2>Wire</h2>
        <div class="buttons">
          <label
            ><input type="checkbox" .checked=${masked.on} @change=${() => ((masked.on = !masked.on), redraw())} /> Mask
            numbers</label
          >
          <button type="button" @click=${panel.clear}>Clear all</button>
        </div>
        ${panel.wire.length ? nothing : html`<p class="empty">Nothing has crossed yet.</p>`}
        <ol class="wire" tabindex="0" aria-label="Messages, newest first">
          ${[...panel.wire].reverse().map(crossing)}
        </ol>
      </section>
      ${panel.faults.map(
        ([heading, current, switches, set]) => html`
          <fieldset>
            <legend>${heading}</legend>
            ${switches.map((each) => faultSwitch(each, current, set))}
          </fieldset>
        `,
      )}
    `,
    host,
  );
}

/** What people do at their telephones stands on the page itself: without it no call goes on. */
const peopleView = (presses: readonly PressButton[]) =>
  presses.length
    ? html`<section>
        <h2>What people do at their telephones</h2>
        <div class="buttons">${presses.map(pressButton)}</div>
      </section>`
    : nothing;

const pressButton = ([label, press]: PressButton) =>
  html`<button type="button" ?disabled=${!press} @click=${press}>${label}</button>`;

function stateRows(heading: string, rows: readonly unknown[]): TemplateResult {
  return html`
    <h3>${heading} <span class="count">${rows.length}</span></h3>
    <ul class="rows" data-what=${heading}>
      ${rows.map((row) => html`<li><code>${mask(JSON.stringify(row))}</code></li>`)}
    </ul>
  `;
}

function faultSwitch(
  [name, value, label]: FaultSwitch,
  current: Record<string, unknown>,
  set: (faults: object) => void,
): TemplateResult {
  const flip = ({ target }: Event) =>
    set({ ...current, [name]: (target as HTMLInputElement).checked ? value : undefined });
  return html`<label
    ><input type="checkbox" name=${name} .checked=${Boolean(current[name])} @change=${flip} /> ${label}</label
  >`;
}

function crossing({ at, direction, bytes, refused, unanswered, overlooked }: Crossing): TemplateResult {
  const isIn = direction === 'in';
  const reasons: [kind: string, text: string | undefined][] = [
    ['refused', refused && `${isIn ? 'Not done' : 'Not sent'}: ${refused}`],
    ['overlooked', overlooked && `Overlooked: ${overlooked}`],
    ['unanswered', unanswered],
  ];
  return html`<li>
    <time>${time(at)}</time> <b>${isIn ? 'to it' : 'from it'}</b> <code>${mask(bytes)}</code>
    ${reasons.map(([kind, text]) => (text ? html`<em class=${kind}>${mask(text)}</em>` : nothing))}
  </li>`;
}
