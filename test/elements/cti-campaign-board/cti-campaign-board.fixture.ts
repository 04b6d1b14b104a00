// What the tests of the campaign board share: dialers that are played, and eyes for the board.
import { html } from 'lit';
import type { CtiClient } from '../../../src/core/client.js';
import type { Command, CommandType, Reply } from '../../../src/core/commands.js';
import {
  CtiCampaignBoard,
  type BoardSample,
  type Threshold,
} from '../../../src/elements/cti-campaign-board/cti-campaign-board.js';
import { CtiClient as Client, type Outbox } from '../../../src/index.js';
import {
  IntegraSimulator,
  SinchSimulator,
  VoicenterSimulator,
  type CampaignLoad,
} from '../../../src/simulator/index.js';
import { supervisorChecks } from '../../../src/core/supervisor-commands.js';
import type { Campaign } from '../../../src/core/supervisor-commands.js';
import type { Transport } from '../../../src/core/transport.js';
import { IntegraTransport } from '../../../src/transports/integra/index.js';
import { SinchTransport } from '../../../src/transports/sinch/sinch-transport.js';
import { VoicenterTransport } from '../../../src/transports/voicenter/voicenter-transport.js';
import { count, rest } from '../../page-work.js';
import { define, fakeTransport, mount, until } from '../elements.fixture.js';

export { until };
export type { CtiCampaignBoard };

define('cti-campaign-board', CtiCampaignBoard);

const asFetch = (server: { handle: (request: Request) => Promise<Response> }) => (url: string, init: RequestInit) =>
  server.handle(new Request(url, init));

/** A client whose commands are counted, until what they brought was read. */
function clientTo(transport: Transport, outbox?: Outbox): CtiClient {
  const send = transport.send.bind(transport);
  return new Client({
    transports: [Object.assign(transport, { send: (...given: Parameters<typeof send>) => count(send(...given)) })],
    memory: 'Luz@x',
    ...(outbox && { outbox }),
  });
}

export function playIntegra(options: ConstructorParameters<typeof IntegraSimulator>[0] = {}, outbox?: Outbox) {
  const server = new IntegraSimulator({ campaigns: ['Sale->', 'Ventas<-', 'Power<-'], ...options });
  const header = server.signIn();
  const transport = new IntegraTransport({
    baseUrl: 'https://ucontact.example',
    agent: 'Agent1',
    phone: '1001',
    authorization: () => header,
    fetch: asFetch(server),
  });
  return { server, client: clientTo(transport, outbox) };
}

export function playSinch() {
  const server = new SinchSimulator();
  return {
    server,
    client: clientTo(new SinchTransport({ baseUrl: 'https://sinch.example/RI/obi', fetch: asFetch(server) })),
  };
}

export function playVoicenter() {
  const server = new VoicenterSimulator();
  return {
    server,
    client: clientTo(new VoicenterTransport({ code: 'account0001', fetch: asFetch(server) })),
  };
}

export const campaign = (name: string, figures: Record<string, number> = {}, state?: string): Campaign => ({
  id: `id of ${name}`,
  name,
  figures,
  raw: {},
  ...(state && { state }),
});

/** Three campaigns in two states. */
export const three = () => [
  campaign(
    'Sale',
    { loggedIn: 10, available: 5, busy: 3, paused: 1, onwrapup: 1, callers: 2, talkTime: 130 },
    'Active',
  ),
  campaign('Avocado', { loggedIn: 4, available: 0, busy: 4, callers: 12, talkTime: 3730, secret: 7 }, 'Passive'),
  campaign('=Survey', { callers: 0 }, 'Handled'),
];

export interface Setup {
  campaigns?: Campaign[];
  can?: CommandType[];
  dark?: boolean;
  disabled?: boolean;
  interval?: number;
  thresholds?: Threshold[];
  columns?: string[];
  history?: BoardSample[];
  sort?: string;
  allFigures?: boolean;
  /** Answers instead; nothing is the usual answer. */
  answer?: (command: Command) => Promise<Reply> | undefined;
}

/** A board at a dialer whose campaigns the test decides. */
export async function setup({
  campaigns = three(),
  can = ['campaigns', 'startCampaign', 'pauseCampaign'],
  answer,
  ...page
}: Setup = {}) {
  let now = campaigns;
  const usual = ({ type }: Command): Reply =>
    ({ status: 'confirmed', transport: 'fake', ...(type === 'campaigns' && { campaigns: now }) }) as Reply;
  const dialer = fakeTransport({
    can,
    send: (command) =>
      answer?.(command)?.then((own) => own ?? usual(command)) ?? count(Promise.resolve(usual(command))),
  });
  const client = new Client({ transports: [Object.assign(dialer, { checks: supervisorChecks })], memory: 'Ana@x' });
  const element = await board(client, page);
  return { element, sent: dialer.sent, tell: (...next: Campaign[]) => (now = next) };
}

/** A board in the page, with its first figures. */
export async function board(
  client: CtiClient | undefined,
  { dark = false, ...given }: Omit<Setup, 'campaigns' | 'can' | 'answer'> = {},
) {
  const { disabled = false, interval = 0, thresholds = [], sort = 'name', allFigures = false } = given;
  const { columns = [], history = [] } = given;
  const element = await mount<CtiCampaignBoard>(
    html`<cti-campaign-board
      interval=${interval}
      sort=${sort}
      ?disabled=${disabled}
      ?all-figures=${allFigures}
      .thresholds=${thresholds}
      .columns=${columns}
      .history=${history}
    ></cti-campaign-board>`,
    { client, dark },
  );
  await settled(element);
  return element;
}

/** The played dialers have answered, and all of it is drawn. What a test's own `answer` holds is not waited for. */
export async function settled(element: CtiCampaignBoard): Promise<void> {
  await rest();
  await until(() => !element.shadowRoot?.querySelector('[role=table][aria-busy=true]'), 'the table is drawn');
  await element.updateComplete;
}

const oneLine = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
export const find = <T extends HTMLElement = HTMLButtonElement>(element: CtiCampaignBoard, selector: string) =>
  element.shadowRoot?.querySelector(selector) as T;
export const words = (element: CtiCampaignBoard, selector: string) => oneLine(find(element, selector)?.textContent);
/** The rows of campaigns; the heads of groups are none. */
export const rows = (element: CtiCampaignBoard) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>('.body [role=row]:not(.group)') ?? []),
];
export const names = (element: CtiCampaignBoard) =>
  rows(element).map((row) => oneLine(row.querySelector('.title')?.textContent));
export const headings = (element: CtiCampaignBoard) =>
  [...(element.shadowRoot?.querySelectorAll('[role=columnheader]') ?? [])].map((each) => oneLine(each.textContent));
export const rowOf = (element: CtiCampaignBoard, name: string) =>
  rows(element)[names(element).indexOf(name)] as HTMLElement;
/** As wide as a telephone. */
export async function narrow(element: CtiCampaignBoard): Promise<void> {
  element.parentElement!.style.width = '320px';
  await until(() => find(element, '.board.narrow'), 'there are lines in place of the table');
  await settled(element);
}
/** The name of what has the focus. */
export const focused = ({ shadowRoot }: CtiCampaignBoard) => shadowRoot?.activeElement?.getAttribute('name');
/** Opens a campaign beside the table; an open one stays. */
export async function open(element: CtiCampaignBoard, name: string): Promise<void> {
  const line = rowOf(element, name).querySelector<HTMLButtonElement>('[name=campaign]');
  if (line?.ariaExpanded !== 'true') line?.click();
  await until(() => element.shadowRoot?.activeElement?.closest('#drawer'), 'the campaign is open');
  await settled(element);
}
/** A button of the open campaign. */
export const button = (element: CtiCampaignBoard, name: string) => find(element, `#drawer [name=${name}]`);
/** Presses a button by which something opens, and waits for it. */
export async function unfold(element: CtiCampaignBoard, id: string): Promise<HTMLElement> {
  find(element, `#${id}-button`).click();
  await settled(element);
  return find(element, `#${id}`);
}
/** A key figure: its label, its value and what stands below. */
export function tile(element: CtiCampaignBoard, label: string) {
  const own = find(element, `[part=tile][aria-label="${label}"]`);
  const text = (selector: string) => oneLine(own?.querySelector(selector)?.textContent);
  return { own, value: text('.value'), sub: text('.sub'), line: own?.querySelector('svg.spark')?.ariaLabel ?? '' };
}
/** A row as its cells say it, under their headings. */
export function told(element: CtiCampaignBoard, name: string): Record<string, string> {
  const cells = [...rowOf(element, name).children].map((cell) => oneLine(cell.textContent));
  return Object.fromEntries(headings(element).map((heading, at) => [heading, cells[at] ?? '']));
}
export const failure = (element: CtiCampaignBoard) => words(element, '.outcome[data-state=refused]');
/** Samples of the hour before, every half minute: a campaign's calls waiting go from 0 to 9 and begin anew. */
export const hourOf = (name: string, figures: Record<string, number> = {}): BoardSample[] =>
  Array.from({ length: 120 }, (_, at) => ({
    at: Date.now() - (120 - at) * 30_000,
    campaigns: { [`id of ${name}`]: { callers: at % 10, available: 5, ...figures } },
  }));

/** What a campaign of the played Integra has. */
export const load: CampaignLoad = {
  ...{ loggedIn: 8, busy: 3, paused: 1, onwrapup: 1, callers: 2, longestHoldTime: 95, holdTime: 12, talkTime: 130 },
  ...{ totalcalls: 40, abandoned: 2, servicelevel: 91, slevelthreshold: 20 },
};
