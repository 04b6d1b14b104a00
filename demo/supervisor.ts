// A supervisor's corner: the same commands on every dialer, as plain buttons that ask the client, without elements.
import { html, nothing, render } from 'lit';
import type { CommandType, CtiClient } from '../src/index.js';

/** What the supervisor entered. */
interface Fields {
  number: string;
  member: string;
}

/** A button: its label, what the dialer must support for it, and what it asks. */
export type Ask = [label: string, type: CommandType | undefined, ask: (fields: Fields) => Promise<unknown>];

const asksOf = (client: CtiClient, campaign: string): Ask[] => [
  ['List campaigns', 'campaigns', () => client.send({ type: 'campaigns' })],
  ['Campaign status', 'campaignStatus', () => client.send({ type: 'campaignStatus', campaign })],
  ['Start campaign', 'startCampaign', () => client.send({ type: 'startCampaign', campaign })],
  ['Pause campaign', 'pauseCampaign', () => client.send({ type: 'pauseCampaign', campaign })],
  ['Statistics', 'statistics', () => client.send({ type: 'statistics', campaign })],
  ['Pending calls', 'pendingCalls', () => client.send({ type: 'pendingCalls', campaign })],
  ['Add contact', 'addContact', ({ number }) => client.send({ type: 'addContact', campaign, contact: { destination: number } })],
  ['List members', 'members', () => client.send({ type: 'members', campaign })],
  ['Add member', 'addMembers', ({ member }) => client.send({ type: 'addMembers', campaign, members: [member] })],
];

/** What came back, a line for each row, without the rows as the dialer wrote them. */
function readable(reply: unknown): string {
  const all = Object.entries(Array.isArray(reply) ? { reply } : Object(reply)).filter(([name]) => name !== 'raw');
  const rest = Object.fromEntries(all.filter(([, value]) => !Array.isArray(value)));
  const rows = all.flatMap(([, value]): unknown[] => (Array.isArray(value) ? value : []));
  const lines = [...(Object.keys(rest).length ? [rest] : []), ...rows].map((each) => JSON.stringify(each, (name, value: unknown) => (name === 'raw' ? undefined : value)));
  return lines.join('\n') || 'Done.';
}

/** Draws the corner: what this dialer takes as buttons, and what it does not with the reason. `own` is what only this dialer has. */
export function showSupervisor(client: CtiClient, campaign: string, { member, own }: { member?: string; own: Ask[] }): void {
  const host = document.querySelector('#supervisor') as HTMLElement;
  const asks = [...asksOf(client, campaign), ...own].map(([label, type, ask]) => ({ label, ask, support: type ? client.supports(type) : { ok: true as const } }));

  async function press({ label, ask }: (typeof asks)[number]) {
    draw(label, 'Asking…');
    const fields = Object.fromEntries(new FormData(host.querySelector('form') as HTMLFormElement)) as unknown as Fields;
    draw(label, await ask(fields).then(readable, ({ message }: Error) => message));
  }

  const draw = (label = '', answer = '') =>
    render(
      html`
        <section>
          <h2>Supervisor</h2>
          <form class="buttons" @submit=${(event: Event) => event.preventDefault()}>
            <label>Number <input name="number" size="12" inputmode="tel" autocomplete="off" value="099124484" /></label>
            ${member ? html`<label>Member <input name="member" size="12" autocomplete="off" value=${member} /></label>` : nothing}
          </form>
          <div class="buttons">
            ${asks.map((each) => (each.support.ok ? html`<button type="button" @click=${() => press(each)}>${each.label}</button>` : nothing))}
          </div>
          ${[...new Set(asks.map(({ support }) => (support.ok ? '' : support.reason)))].filter(Boolean).map(
            (reason, at) => html`
              <div class="buttons">
                ${asks.map(({ label, support }) => ('reason' in support && support.reason === reason ? html`<button type="button" disabled aria-describedby="why-${at}">${label}</button>` : nothing))}
              </div>
              <p id="why-${at}" class="empty">${reason}</p>
            `,
          )}
          <h3>Answer</h3>
          <output class="wire" tabindex="0" aria-label="Answer">${label ? html`<b>${label}</b> <code>${answer}</code>` : html`<span class="empty">Nothing asked yet.</span>`}</output>
        </section>
      `,
      host,
    );
  draw();
}
