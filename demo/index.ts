// The first page's panel takes a call by itself. Its dialer is simulated in the page: no server hears of it.
import { CtiResultEvent } from '../src/index.js';
import { IntegraSimulator } from '../src/simulator/index.js';
import { asCaller, customers, whoHas } from './customers.js';
import { fixtureCentre } from './fixtures.js';
import { results } from './results.js';
import { Telephone } from './telephone.js';

const { CtiClient, IntegraTransport } = window.Portside;
const session = document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session'];
const button = document.querySelector('#play') as HTMLButtonElement;
const [stepLine, whatLine] = ['#step', '#what'].map((each) => document.querySelector(each) as HTMLElement);
const [agent, phone, campaign] = ['Agent1', '1001', 'Ventas<-'];

const simulated = new IntegraSimulator({ ...fixtureCentre(), dispositions: results });
const authorization = simulated.signIn();
const never = 2 ** 31 - 1;
const telephone = new Telephone({
  dialer: new IntegraTransport({
    ...{ baseUrl: '/integra', agent, phone, context: 'agents', authorization: () => authorization },
    pauseReasons: ['Lunch', 'Coffee', 'Training'].map((name) => ({ id: name, name })),
    fetch: (url, init) => simulated.handle(new Request(url, init)),
  }),
  patience: { dialling: 1500, ringing: 3000, talking: never, waiting: never },
  whoHas(number) {
    const customer = whoHas(number);
    return customer && asCaller(customer, campaign, number);
  },
  begun: (guid, { number }) => simulated.addCall({ guid, agent, phone, campaign, destination: number }),
  ended: (guid) => simulated.endCall(guid),
});
const client = new CtiClient({ transports: [telephone.transport] });
session.client = client;

let turn = 0;
let guid = '';
let next: ReturnType<typeof setTimeout> | undefined;
let at = 0;

/** What happens, one after the other, and for how long it is to be seen, in milliseconds. */
const steps: readonly [what: string, milliseconds: number, happen: () => unknown][] = [
  ['A customer calls.', 4000, ring],
  ['The agent answers.', 6000, () => client.send({ type: 'answer', call: guid })],
  ['The customer hangs up.', 3000, () => telephone.end(guid)],
  ['The result is saved.', 4000, save],
];

function ring() {
  const customer = customers[turn % customers.length]!;
  turn += 1;
  guid = telephone.ring(asCaller(customer, campaign));
}

/** As an element of the session would: all of them hear of the result. */
async function save() {
  const { destination = '' } = client.current ?? {};
  const result = { level1: 'Sale', level2: 'New customer' };
  const command = { type: 'dispose', campaign, guid, customer: destination, ...result } as const;
  const reply = await client.send(command);
  session.dispatchEvent(new CtiResultEvent(command, reply));
}

function say(step: string, what: string): void {
  stepLine!.textContent = step;
  whatLine!.textContent = what;
}

function step(): void {
  const [what, milliseconds, happen] = steps[at]!;
  say(`a simulated call, step ${at + 1} of ${steps.length}`, what);
  void happen();
  at = (at + 1) % steps.length;
  next = setTimeout(step, milliseconds);
}

/** While it plays nobody can press anything in it, and nothing in it takes the focus; stopped it is the visitor's. */
function play(): void {
  if (next) return;
  telephone.hangUpAll();
  at = 0;
  session.inert = true;
  button.textContent = 'Stop';
  step();
}

function stop(): void {
  clearTimeout(next);
  next = undefined;
  session.inert = false;
  button.textContent = 'Play';
  say('stopped', 'The panel is yours.');
}

button.onclick = () => (next ? stop() : play());

/** Hidden, it waits where it is. */
document.addEventListener('visibilitychange', () => {
  if (!next) return;
  clearTimeout(next);
  if (!document.hidden) step();
});

if (!matchMedia('(prefers-reduced-motion: reduce)').matches) play();
