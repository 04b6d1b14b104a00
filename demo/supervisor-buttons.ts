// A supervisor's corner: the same commands on every dialer, as plain buttons that ask the client, without elements.
import { html, nothing, render } from 'lit';
import type { CommandType, CtiClient } from '../src/index.js';

/** What the supervisor entered. */
interface Fields {
  number: string;
  member: string;
}

/** A button: its label, and what it asks. */
export type Button = [label: string, ask: (fields: Fields) => Promise<unknown>];

/** What every page asks alike, and what the dialer must support for it. */
const asksOf = (client: CtiClient, campaign: string): [...Button, CommandType][] => [
  ['List campaigns', () => client.send({ type: 'campaigns' }), 'campaigns'],
  ['Campaign status', () => client.send({ type: 'campaignStatus', campaign }), 'campaignStatus'],
  ['Start campaign', () => client.send({ type: 'startCampaign', campaign }), 'startCampaign'],
  ['Pause campaign', () => client.send({ type: 'pauseCampaign', campaign }), 'pauseCampaign'],
  ['Statistics', () => client.send({ type: 'statistics', campaign }), 'statistics'],
  ['Pending calls', () => client.send({ type: 'pendingCalls', campaign }), 'pendingCalls'],
  [
    'Add contact',
    ({ number }) => client.send({ type: 'addContact', campaign, contact: { destination: number } }),
    'addContact',
  ],
  ['List members', () => client.send({ type: 'members', campaign }), 'members'],
  ['Add member', ({ member }) => client.send({ type: 'addMembers', campaign, members: [member] }), 'addMembers'],
];

/** What came back, a line for each row, without the rows as the dialer wrote them. */
function readable(reply: unknown): string {
  const all = Object.entries(Array.isArray(reply) ? { reply } : Object(reply)).filter(([name]) => name !== 'raw');
  const rest = Object.fromEntries(all.filter(([, value]) => !Array.isArray(value)));
  const rows = all.flatMap(([, value]): unknown[] => (Array.isArray(value) ? value : []));
  const line = (row: unknown) => JSON.stringify(row, (name, value: unknown) => (name === 'raw' ? undefined : value));
  return (Object.keys(rest).length ? [rest, ...rows] : rows).map(line).join('\n') || 'Done.';
}

/** Draws the corner: what this dialer takes as buttons, and what it does not with the reason. `own` is what only this dialer has. */
export function showSupervisor(
  client: CtiClient,
  campaign: string,
  { member, own }: { member?: string; own: Button[] },
): void {
  const host = document.querySelector('#supervisor') as HTMLElement;
  const taken: Button[] = [];
  const refused = new Map<string, string[]>();
  for (const [label, ask, type] of asksOf(client, campaign)) {
    const support = client.supports(type);
    if (support.ok) taken.push([label, ask]);
    else refused.set(support.reason, [...(refused.get(support.reason) ?? []), label]);
  }

  async function press([label, ask]: Button) {
    draw(label, 'Asking…');
    const fields = Object.fromEntries(new FormData(host.querySelector('form') as HTMLFormElement)) as unknown as Fields;
    draw(label, await ask(fields).then(readable, ({ message }: Error) => message));
  }

  const draw = (label = '', answer = 'Nothing asked yet.') =>
    render(
      html`
        <section>
          <h2>Supervisor</h2>
          <form class="buttons" @submit=${(event: Event) => event.preventDefault()}>
            <label>Number <input name="number" size="12" inputmode="tel" autocomplete="off" value="099124484" /></label>
            ${member ? html`<label>Member <input name="member" size="12" autocomplete="off" value=${member} /></label>` : nothing}
          </form>
          <div class="buttons">
            ${[...taken, ...own].map((each) => html`<button type="button" @click=${() => press(each)}>${each[0]}</button>`)}
          </div>
          ${[...refused].map(([reason, labels], at) => notTaken(reason, labels, `why-${at}`))}
          <h3>Answer</h3>
          <output class="wire" tabindex="0" aria-label="Answer"><b>${label}</b> <code>${answer}</code></output>
        </section>
      `,
      host,
    );
  draw();
}

const notTaken = (reason: string, labels: string[], id: string) => html`
  <div class="buttons">
    ${labels.map((label) => html`<button type="button" disabled aria-describedby=${id}>${label}</button>`)}
  </div>
  <p id=${id} class="empty">${reason}</p>
`;
