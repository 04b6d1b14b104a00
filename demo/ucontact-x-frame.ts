// Plays uContact X, which a CRM frames, and which frames a form of its own site.
import { html, nothing, render } from 'lit';
import { UcontactXPageSimulator, type XInteraction } from '../src/simulator/index.js';
import { control, httpFaults, lookAt } from './dialer-panel.js';
import { drawPanel, type FaultSwitch } from './panel.js';

const element = <T extends HTMLElement>(selector: string) => document.querySelector(selector) as T;
const frame = document.createElement('iframe'); // it is there while a form is open
frame.title = 'Form, shown by uContact X';
const host = location.origin.replace('127.0.0.1', 'localhost');
const x = new UcontactXPageSimulator({ host, form: () => frame.contentWindow });
let seen = 0;

const pageFaults: FaultSwitch[] = [
  ['silent', true, 'Answers no form, and tells nothing'],
  ['late', 8000, 'Answers the form after 8 s; it waits 5'],
  ['double', true, 'Answers twice'],
  ['foreign', true, 'Other programs’ messages in between'],
  ['interaction', 'weather', 'Names the form’s call by nonsense'],
];

/** The agent gets something, and the form opens with it. */
async function assign(given: Partial<XInteraction>): Promise<void> {
  const guid = crypto.randomUUID();
  const { channel = 'telephony' } = given;
  await control('interaction', { guid, channel }); // its server and its page are one system
  x.assign({ ...given, guid });
  frame.src = `ucontact-x-form.html?${Date.now()}`;
  if (!frame.isConnected) element('#desk').after(frame);
}

/** Its own pages follow, and the page around it hears of it. */
function theme(scheme: 'dark' | 'light'): void {
  for (const each of [document, frame.contentDocument]) each?.documentElement.setAttribute('data-theme', scheme);
  x.changeTheme(scheme);
}

const button = (label: string, press: () => unknown, isPrimary = false) =>
  html`<button type="button" class=${isPrimary ? 'primary' : ''} @click=${press}>${label}</button>`;

function drawDesk(): void {
  const last = x.interactions.at(-1);
  render(
    html`<section>
      <h2>Simulated uContact X</h2>
      <div class="buttons">
        ${button('A customer calls', () => void assign({ clientId: '091000001', clientName: 'Luis Gómez' }), true)}
        ${button('A message comes', () => void assign({ channel: 'whatsapp', clientId: '091000002' }))}
      </div>
      <ul class="rows" id="interactions">
        ${x.interactions.map(
          ({ guid, channel, clientName, clientId }) =>
            html`<li>
              <b>${clientName}</b> ${clientId}, ${channel}
              <span class="buttons">${button('The agent closes it', () => x.finish(guid))}</span>
            </li>`,
        )}
      </ul>
      <div class="buttons">
        ${last ? button('A result is saved', () => x.dispose()) : nothing} ${button('Dark', () => theme('dark'))}
        ${button('Light', () => theme('light'))} ${button('Spanish', () => x.changeLanguage('es'))}
        ${button('English', () => x.changeLanguage('en'))}
      </div>
    </section>`,
    element('#desk'),
  );
}

async function draw(): Promise<void> {
  drawDesk();
  const server = await lookAt('ucontact-x');
  drawPanel(element('#panel'), {
    state: {
      'Transfers that began': server.state['transfers'] ?? [],
      'What the form said': [...Array<string>(x.sent).fill('sent'), ...Array<string>(x.closed).fill('close')],
      'Over HTTP, not as documented': server.remarks,
    },
    wire: x.log,
    faults: [
      ['Break its page', { ...x.faults }, pageFaults, (faults) => ((x.faults = defined(faults)), void draw())],
      ['Break its server', server.faults, httpFaults, (faults) => void control('ucontact-x', faults).then(draw)],
    ],
    clear: () => {
      x.clear();
      seen = 0;
      frame.remove();
      void control('clear', {}).then(draw);
    },
  });
}

/** A fault that is there counts, whatever its value. */
const defined = (faults: object) =>
  Object.fromEntries(Object.entries(faults).filter(([, value]) => value !== undefined));

x.addEventListener('change', () => {
  if (x.closed > seen) frame.remove();
  seen = x.closed;
  void draw();
});
setInterval(() => document.hidden || void draw(), 1500);
void draw();
Object.assign(window, { x }); // for the console, and for tests
