// The agent's page: a CRM with the panel docked. Integra is the demo's simulated one; its telephones ring by themselves.
import { render } from 'lit';
import { instantsOf } from '../src/codecs/wall-clock.js';
import type { CommandInput, CtiCallEvent, CtiErrorEvent, CtiResultEvent, CurrentCall } from '../src/index.js';
import { customersView, momentText, recordView, type CrmActions, type CrmModel } from './crm-view.js';
import { asCaller, customers, digitsOf, whoHas, type CrmCustomer, type TimelineEntry } from './customers.js';
import { control, watchDialer } from './dialer-panel.js';
import { lineInDialer, signIn } from './embed-crm.js';
import { integraFaults, integraState } from './integra.js';
import { Telephone } from './telephone.js';

const element = <T extends HTMLElement>(selector: string) => document.querySelector(selector) as T;
const session = element<HTMLElementTagNameMap['cti-session']>('cti-session');
const panel = element<HTMLElementTagNameMap['cti-panel']>('cti-panel');
const { CtiClient, IntegraTransport, Outbox } = window.Portside;

/** `?pace=20` lets people be twenty times as quick. */
const pace = Number(new URLSearchParams(location.search).get('pace')) || 1;
const [agent, phone] = ['Agent2', '1002'];
const seconds = (count: number) => (count * 1000) / pace;

const integra = new IntegraTransport({
  ...{ baseUrl: '/integra', agent, phone, context: 'agents', authorization: signIn },
  pauseReasons: ['Lunch', 'Coffee', 'Training'].map((name) => ({ id: name, name })),
});
const telephone = new Telephone({
  dialer: integra,
  patience: { dialling: seconds(1.5), ringing: seconds(4), talking: seconds(60), waiting: seconds(25) },
  whoHas(number) {
    const customer = whoHas(number);
    return customer && asCaller(customer, session.campaign, number);
  },
  begun: (guid, { number, campaign }) => control('call', { guid, agent, phone, campaign, destination: number }),
  ended: (guid) => void control('end-call', { guid }),
});
const client = new CtiClient({
  transports: [telephone.transport],
  outbox: new Outbox({ agent, server: 'agent-page', dialerTimeZone: () => session.dialerTimeZone }),
  memory: `${agent}@agent-page`,
});
session.client = client;

let shown: CrmCustomer = customers[0]!;
let searched = '';
let isFlowing = true;
const notes = new Map<CrmCustomer, string>();
/** The calls that were answered. */
const spoken = new Set<string>();
/** The calls whose customer came up on the screen. */
const popped = new Set<string>();
/** The timeline's entry of each call that is over. */
const entries = new Map<string, TimelineEntry>();

const isOn = ({ state }: CurrentCall) => state !== 'ended';
const hasText = (customer: CrmCustomer) => {
  const { name, account, numbers } = customer;
  const digits = digitsOf(searched);
  const isNumber = digits.length > 2 && numbers.some(({ number }) => digitsOf(number).includes(digits));
  return isNumber || `${name} ${account}`.toLowerCase().includes(searched.trim().toLowerCase());
};

function draw(): void {
  const call = client.current && isOn(client.current) ? client.current : client.calls.find(isOn);
  const model: CrmModel = {
    ...{ shown, call, isFlowing },
    found: customers.filter(hasText),
    all: customers.length,
    onTheLine: call && whoHas(call.destination),
    note: notes.get(shown) ?? '',
    waitsFor: owed?.who,
  };
  render(customersView(model, actions), element('#customers'));
  render(recordView(model, actions), element('#record'));
}

function show(customer: CrmCustomer): void {
  shown = customer;
  const [first, ...others] = customer.numbers.map(({ number }) => digitsOf(number));
  panel.entry = {
    ...lineInDialer(first ?? '', Number(customer.account)),
    ...{ alternatives: others, agentPhone: phone, data: [['account', customer.account]] },
  };
  draw();
}

const actions: CrmActions = {
  find(text) {
    searched = text;
    draw();
  },
  show,
  dial: (number) => void panel.dial(number),
  flow() {
    isFlowing = !isFlowing;
    draw();
  },
  goOn() {
    owed = undefined;
    draw();
  },
  write: (note) => void notes.set(shown, note),
  keep() {
    const detail = notes.get(shown)?.trim();
    if (detail) shown.timeline.unshift({ kind: 'note', title: 'Note', detail, at: Date.now() });
    notes.delete(shown);
    draw();
  },
};

/** What the list and the timeline keep of a call: that it was, until its result is saved. */
function keepCall(call: CurrentCall, isSpoken: boolean): void {
  const { guid = '', destination, campaign, since, isIncoming } = call;
  const customer = whoHas(destination);
  if (!customer || entries.has(guid)) return;
  const title = isIncoming ? (isSpoken ? 'Customer called' : 'Missed call') : 'Called';
  const detail = isSpoken ? 'no result yet' : 'not answered';
  const entry: TimelineEntry = { kind: 'call', title, detail, at: since, campaign };
  if (!isSpoken) sayLast(customer, entry, title, Date.now());
  entries.set(guid, entry);
  customer.timeline.unshift(entry);
}

session.addEventListener('cti-call', ({ call }: CtiCallEvent) => {
  const customer = whoHas(call.destination);
  const isOther = client.current?.guid !== call.guid && client.calls.some(isOn);
  if (call.state === 'connected' && call.guid) spoken.add(call.guid);
  if (call.state === 'ended') {
    const isSpoken = spoken.has(call.guid ?? '');
    keepCall(call, isSpoken);
    if (isSpoken || !call.isIncoming) owed = { guid: call.guid, who: customer?.name ?? call.destination };
  } else {
    owed = undefined;
    if (customer && !isOther && isNew(call)) return show(customer); // the screen pop
  }
  draw();
});

/** What the agent writes into, if there is something in it: nothing may come between. */
function isWriting(): boolean {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return !!at?.matches('input, textarea') && !!(at as HTMLInputElement).value;
}

/** A call brings its customer to the screen once: while it rings, or after what is being written when it is answered. */
function isNew({ guid = '', state }: CurrentCall): boolean {
  if (popped.has(guid) || (state === 'incoming' && isWriting())) return false;
  popped.add(guid);
  return true;
}

/** What the timeline says of a command, and how it was before. */
interface Written {
  customer: CrmCustomer | undefined;
  line: TimelineEntry;
  /** What stands in the line besides. */
  detail: string;
  takeBack: () => void;
}

/** What lies in the outbox, by its entry there: it arrives, or it is taken back. */
const waiting = new Map<string, Written>();
const waitingText = {
  waiting: 'waits to be sent',
  sending: 'waits to be sent',
  held: 'refused: see the outbox',
  unknown: 'not confirmed: see the outbox',
};

async function followOutbox(): Promise<void> {
  for (const [entry, { customer, line, detail, takeBack }] of waiting) {
    const listed = client.outbox?.list().find(({ id }) => id === entry);
    const end = listed ? undefined : await client.outbox?.endOf?.(entry);
    if (!listed && !end) continue;
    line.detail = [detail, listed && waitingText[listed.state]].filter(Boolean).join(', ');
    if (customer?.lastIs === line) customer.lastState = listed && waitingText[listed.state];
    if (!end || !waiting.delete(entry)) continue;
    if (end.state === 'discarded') takeBack();
    draw();
  }
}

/** Writes down what was done for a customer, also while nobody knows whether it arrived. */
function write(command: CommandInput, entry: string | undefined): void {
  const customer = command.type === 'schedule' ? whoHas(command.entry.destination) : undefined;
  const callback = command.type === 'schedule' && customer ? keepCallback(customer, command.at) : undefined;
  const written = command.type === 'dispose' ? resultOf(command) : callback;
  if (written && entry) waiting.set(entry, written);
  void followOutbox();
  draw();
}

session.addEventListener('cti-result', ({ command, reply }: CtiResultEvent) => write(command, reply.entry));
session.addEventListener(
  'cti-error',
  ({ command, error }: CtiErrorEvent) => error.entry && write(command, error.entry),
);

/** Writes the result of a call in the place of the call, and the callback that goes with it above that. */
function resultOf(command: Extract<CommandInput, { type: 'dispose' }>): Written | undefined {
  const { guid, customer: number, comment = '', callbackAt } = command;
  const line = entries.get(guid);
  if (!line) return undefined;
  const customer = whoHas(number);
  const [before, was] = [{ ...line }, owed];
  line.title = [command.level1, command.level2, command.level3].filter(Boolean).join(' › ');
  line.detail = comment;
  const sayBefore = customer && sayLast(customer, line, line.title, Date.now());
  const callback = customer && callbackAt ? keepCallback(customer, callbackAt) : undefined;
  if (customer && callback) customer.lastIs = line; // one command brings both
  if (owed?.guid === guid) owed = undefined;
  const takeBack = () => {
    Object.assign(line, before);
    callback?.takeBack();
    sayBefore?.();
    owed ??= was;
  };
  return { customer, line, detail: comment, takeBack };
}

function keepCallback(customer: CrmCustomer, at: string): Written | undefined {
  const [instant] = instantsOf(at, session.dialerTimeZone);
  if (!instant) return undefined;
  const detail = `For ${momentText(instant)}`;
  const line: TimelineEntry = { kind: 'callback', title: 'Callback scheduled', detail, at: Date.now() };
  const sayBefore = sayLast(customer, line, 'Callback', instant);
  customer.timeline.unshift(line);
  const takeBack = () => {
    customer.timeline.splice(customer.timeline.indexOf(line), 1);
    sayBefore();
  };
  return { customer, line, detail, takeBack };
}

/** What the list says of a customer from now on; gives how it says again what it said. */
function sayLast(customer: CrmCustomer, lastIs: TimelineEntry, last: string, lastAt: number): () => void {
  const before = {
    lastIs: customer.lastIs,
    last: customer.last,
    lastAt: customer.lastAt,
    lastState: customer.lastState,
  };
  Object.assign(customer, { lastIs, last, lastAt, lastState: undefined });
  return () => void Object.assign(customer, before);
}

/** The call whose result the agent still owes: so long no other comes. */
let owed: { guid: string | undefined; who: string } | undefined;
let freeSince = Date.now();
let turn = 0;

/** Who calls, or is called, once the agent is ready and has nothing to do. */
function lookForWork(): void {
  const isFree = telephone.isFree && client.agent?.state === 'ready' && !owed && !isWriting();
  if (!isFree || !isFlowing || document.hidden) freeSince = Date.now();
  if (Date.now() - freeSince < seconds(6)) return;
  const customer = customers[turn % customers.length]!;
  turn += 1;
  if (turn % 2) telephone.ring(asCaller(customer, 'Ventas<-'));
  else telephone.dialFor(asCaller(customer, session.campaign));
}
setInterval(lookForWork, Math.min(500, seconds(2)));

client.addEventListener('change', () => {
  void followOutbox();
  draw();
});
new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['lang'] });
show(shown);
watchDialer('integra', 'Integra', () => client, integraState, integraFaults);
Object.assign(window, { telephone }); // for the console, and for tests
