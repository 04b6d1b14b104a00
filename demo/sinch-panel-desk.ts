// The simulated panel of Sinch with buttons to see and press: what its user does, and what happens to them.
import { html, nothing, render, type TemplateResult } from 'lit';
import { SinchPanelSimulator, type PanelCall, type PanelCourse, type PanelPress } from '../src/simulator/index.js';
import { control, httpFaults, lookAt } from './dialer-panel.js';
import { sinchUser } from './fixtures.js';
import { drawPanel, type FaultSwitch } from './panel.js';

const panelFaults: FaultSwitch[] = [
  ['silent', true, 'Does it and never answers'],
  ['deaf', true, 'Does nothing and never answers'],
  ['refused', 'error', 'Says no'],
  ['late', 8000, 'Answers after 8 s; a page waits 5'],
  ['wrongId', true, 'Answers under another id'],
  ['noPayload', true, 'Answers without a payload'],
  ['noValue', true, 'Answers without a value'],
  ['double', true, 'Answers twice'],
  ['flood', 500, 'Tells 500 events that nobody knows'],
  ['oldProtocol', true, 'Speaks the older protocol in between'],
  ['eventsFirst', true, 'Tells events before it answers'],
  ['quiet', true, 'Tells no events'],
];

/** What the simulated server says of the agent. */
interface Work {
  readyState: string;
  presenceId: string;
}

const presses: Readonly<Partial<Record<PanelPress, string>>> = {
  accept: 'Accept',
  reject: 'Reject',
  hold: 'Hold',
  unhold: 'Take off hold',
  hangup: 'End',
  handle: 'Done with it',
};

/** What can be pressed at a call. */
function pressesOf({ interaction: { status }, isHeld }: PanelCall): PanelPress[] {
  if (status === 'incoming') return ['accept', 'reject'];
  if (status === 'outgoing') return ['hangup'];
  if (status === 'accepted') return [isHeld ? 'unhold' : 'hold', 'hangup'];
  return status === 'ended' ? ['handle'] : [];
}

/** Plays the panel, in this window, for the page of one origin: the one around it, or the one that it frames. */
export function playPanel({ origin, page }: { origin: string; page?: () => Window | null }): SinchPanelSimulator {
  const [desk, other] = ['#desk', '#panel'].map((id) => document.querySelector<HTMLElement>(id));
  const course: PanelCourse = {};
  const panel = new SinchPanelSimulator({ origin, user: sinchUser, course, ...(page && { page }) });
  let callers = 0;
  let work: Work | undefined;
  let problem = '';

  /** Does what a button says; where the panel cannot, it says why. */
  const act = (what: () => void) => {
    problem = '';
    try {
      what();
    } catch (cause) {
      problem = (cause as Error).message;
    }
    draw();
  };
  const button = (label: string, what: () => void, isPrimary = false) =>
    html`<button type="button" class=${isPrimary ? 'primary' : ''} @click=${() => act(what)}>${label}</button>`;

  function callRow(call: PanelCall): TemplateResult {
    const { id, status, channel_status: channel, originator, destination } = call.interaction;
    const number = status === 'incoming' || originator.startsWith('09') ? originator : destination;
    const who = call.consults ? 'colleague' : 'customer';
    const isGoing = status === 'outgoing';
    return html`<li data-id=${id}>
      <b>${number}</b> ${status}, ${channel}${call.isMuted ? ', muted' : ''}
      ${call.tones.length ? html`<em>Digits: ${call.tones.join('')}</em>` : nothing}
      ${call.transferredTo ? html`<em>Given to ${call.transferredTo}</em>` : nothing}
      <span class="buttons">
        ${call === panel.activeCall ? nothing : button('Look at it', () => panel.view(id))}
        ${isGoing ? button('It rings', () => panel.ring(id)) : nothing}
        ${isGoing ? button(`The ${who} answers`, () => panel.answerByCustomer(id), true) : nothing}
        ${pressesOf(call).map((press) => button(presses[press] ?? press, () => panel.press(press, id)))}
        ${status === 'accepted' || isGoing ? button(`The ${who} hangs up`, () => panel.end(id)) : nothing}
      </span>
    </li>`;
  }

  const callsView = () => html`
    <section>
      <h2>Calls</h2>
      <div class="buttons">
        ${button('A customer calls', () => panel.incoming({ from: `09100000${(callers += 1)}`, name: 'Luis Gómez' }), true)}
        <label><input type="checkbox" @change=${flow} /> They ring and are answered by themselves</label>
      </div>
      <ul class="rows" id="calls">
        ${panel.calls.map(callRow)}
      </ul>
      <p role="status" id="problem">${problem}</p>
    </section>
  `;

  const flow = ({ target }: Event) =>
    Object.assign(
      course,
      (target as HTMLInputElement).checked ? { ring: 800, answer: 1600 } : { ring: undefined, answer: undefined },
    );

  function drawDesk(): void {
    const { isLoggedIn, isReady, profile } = panel;
    const state = isLoggedIn
      ? isReady
        ? 'Ready'
        : ['Not ready', profile?.name].filter(Boolean).join(': ')
      : 'Signed out';
    render(
      html`
        <section>
          <h2>Simulated panel of Sinch</h2>
          <p role="status" id="state">${state}</p>
          <div class="buttons">
            ${isLoggedIn ? button('Log out', () => panel.logout()) : button('Log in', () => panel.login(), true)}
            ${isLoggedIn ? button(isReady ? 'Not ready' : 'Ready', () => panel.ready(!isReady)) : nothing}
            ${button('Reload the panel', () => panel.reload())}
          </div>
          ${
            isLoggedIn
              ? html`<label
                  >Profile
                  <select
                    @change=${({ target }: Event) => act(() => panel.choose((target as HTMLSelectElement).value))}
                  >
                    <option value="" disabled .selected=${!profile}>None</option>
                    ${sinchUser.presence_profiles.map(
                      ({ id, name }) => html`<option value=${id} .selected=${id === profile?.id}>${name}</option>`,
                    )}
                  </select>
                </label>`
              : nothing
          }
        </section>
        ${isLoggedIn ? callsView() : nothing}
      `,
      desk as HTMLElement,
    );
  }

  async function draw(): Promise<void> {
    drawDesk();
    const server = await lookAt('sinch');
    const [agent] = server.state['agents'] as unknown as Work[];
    if (agent) followServer(agent);
    drawPanel(other as HTMLElement, {
      state: {
        'Done for the page': panel.done,
        'The agent, at the server': server.state['agents'] ?? [],
        'Over REST, not as documented': server.remarks,
      },
      wire: panel.log,
      faults: [
        ['Break the panel', { ...panel.faults }, panelFaults, (faults) => ((panel.faults = faults), void draw())],
        ['Break the server', server.faults, httpFaults, (faults) => void control('sinch', faults).then(draw)],
      ],
      clear: () => {
        panel.clear();
        void control('clear', {}).then(draw);
      },
    });
  }

  /** What a page changed by REST is so in the panel too, and the panel says nothing of it (C-372). */
  function followServer({ readyState, presenceId }: Work): void {
    if (work && (work.readyState !== readyState || work.presenceId !== presenceId))
      panel.changedByRest({ isReady: readyState === 'Ready', ...(presenceId && { profile: presenceId }) });
    work = { readyState, presenceId };
  }

  panel.addEventListener('change', () => void draw());
  setInterval(() => document.hidden || void draw(), 1000);
  void draw();
  return Object.assign(window, { panel }).panel; // for the console, and for tests
}
