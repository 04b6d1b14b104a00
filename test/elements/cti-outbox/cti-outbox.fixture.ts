// What the tests of the outbox element share: an outbox that the test fills, and eyes and hands for the element.
import { html } from 'lit';
import type { Reply } from '../../../src/core/commands.js';
import { CtiOutbox } from '../../../src/elements/cti-outbox/cti-outbox.js';
import type {
  CommandOutbox,
  OutboxEntry,
  OutboxState,
  OutboxStorage,
  WaitingCommand,
} from '../../../src/outbox/outbox-entry.js';
import { dispose, entry as contact, respool, schedule, tag } from '../../samples.js';
import { clientOf, define, fakeTransport, mount } from '../elements.fixture.js';

define('cti-outbox', CtiOutbox);

export const commands = {
  dispose: { ...dispose, level2: 'Premium', comment: 'in the evening' },
  schedule: { ...schedule, at: '2026-12-01 15:00:00' },
  respool: { ...respool, entry: contact },
  tag: { ...tag, phone: '091000000' },
} satisfies Record<string, WaitingCommand>;

export function entryOf(id: string, state: OutboxState = 'waiting', more: Partial<OutboxEntry> = {}): OutboxEntry {
  return { id, state, command: commands.respool, since: Date.now(), reason: '', ...more };
}

/** One of each state, the oldest first. */
export const each = () => [
  entryOf('one', 'waiting', { command: commands.dispose, reason: 'The portal did not answer.' }),
  entryOf('two', 'unknown', { command: commands.respool, reason: 'No answer in time.' }),
  entryOf('three', 'held', { command: commands.schedule, reason: 'The time of this callback has passed.' }),
  entryOf('four', 'sending', { command: commands.tag }),
];

export interface Setup {
  entries?: OutboxEntry[];
  storage?: OutboxStorage;
  problem?: string;
  dark?: boolean;
  disabled?: boolean;
  /** Whether the list is open; it is where there is something to decide, when absent. */
  open?: boolean;
  /** What sending an entry leads to. */
  answer?: (id: string) => Promise<Reply>;
  /** What discarding one leads to, when it is not gone. */
  discard?: (id: string) => Promise<void>;
}

export async function setup({
  entries = [],
  storage = 'encrypted',
  problem = '',
  dark = false,
  disabled = false,
  open = entries.some(({ state }) => state === 'unknown' || state === 'held'),
  answer,
  discard,
}: Setup = {}) {
  const client = clientOf(fakeTransport());
  let kept = entries;
  const retried: string[] = [];
  const discarded: string[] = [];
  const show = async (...now: OutboxEntry[]) => {
    kept = now;
    client.dispatchEvent(new Event('change'));
    await element.updateComplete;
  };
  const drop = (id: string) => show(...kept.filter((each) => each.id !== id));
  const outbox: CommandOutbox = {
    storage,
    problem,
    list: () => kept,
    async retry(id) {
      retried.push(id);
      if (answer) return answer(id);
      await drop(id);
      return { status: 'confirmed', transport: 'fake' };
    },
    async discard(id) {
      discarded.push(id);
      if (discard) return discard(id);
      await drop(id);
    },
    flush: () => Promise.resolve(),
    release: () => Promise.resolve(),
  };
  Object.defineProperty(client, 'outbox', { value: outbox });
  const element = await mount<CtiOutbox>(html`<cti-outbox ?open=${open} ?disabled=${disabled}></cti-outbox>`, {
    client,
    dark,
  });
  return { element, client, outbox, retried, discarded, show, drop };
}

const oneLine = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

export const find = <T extends HTMLElement = HTMLButtonElement>(element: CtiOutbox, selector: string) =>
  element.shadowRoot?.querySelector(selector) as T;
export const words = (element: CtiOutbox, selector: string) => oneLine(find(element, selector)?.textContent);
export const count = (element: CtiOutbox) => words(element, '.glance');
export const badge = (element: CtiOutbox) => words(element, '[part=badge]');
export const opener = (element: CtiOutbox) => find(element, '[name=open]');
/** How an entry stands, why, and since when. */
export const standing = (element: CtiOutbox, id: string) =>
  `${words(element, `${rowOf(id)} .state`)} ${words(element, `${rowOf(id)} .why`)}`;
export const isOpen = (element: CtiOutbox) => find(element, '#list').checkVisibility();
export const ids = (element: CtiOutbox) =>
  [...(element.shadowRoot?.querySelectorAll('li') ?? [])].map(({ dataset }) => dataset['id']);
export const rowOf = (id: string) => `li[data-id="${id}"]`;
export const button = (element: CtiOutbox, id: string, name: string) =>
  find(element, `${id ? rowOf(id) : '[data-id=""]'} [name=${name}]`);
/** The sentence on how a decision about an entry ended; with no id, that of one that has gone. */
export const said = (element: CtiOutbox, id = '') => words(element, `${id ? rowOf(id) : '.row'} .outcome`);

/** Where the focus is: the entry and the control in it, if on one. */
export function focus(element: CtiOutbox): string {
  const focused = element.shadowRoot?.activeElement;
  if (!focused) return 'nowhere';
  const id = focused.closest<HTMLElement>('[data-id]')?.dataset['id'];
  return [id, focused.getAttribute('name')].filter((part) => part != null).join(' ');
}

/** Presses a button with the mouse, and waits until what follows is drawn. */
export async function click(element: CtiOutbox, id: string, name: string): Promise<void> {
  button(element, id, name).click();
  await settled(element);
}

export async function settled(element: CtiOutbox): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  await element.updateComplete;
}

/** Replaces the clipboard; `undefined` as on a page without https. Gives what was written to it. */
export function clipboard(write: ((text: string) => Promise<void>) | undefined): void {
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: write && { writeText: write } });
}

afterEach(() => Reflect.deleteProperty(navigator, 'clipboard'));
