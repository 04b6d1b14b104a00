import type { News } from '../../../src/core/call-state.js';
import type { Command, CommandInput } from '../../../src/index.js';
import {
  SinchPanelTransport,
  type SinchPanelOptions,
} from '../../../src/transports/sinch-panel/sinch-panel-transport.js';
import { until } from '../../until.js';
import { otherOrigin } from '../portal/portal.fixture.js';

/** Interactions have 32 characters. */
export const interaction = (count: number) => `${count}`.padStart(32, 'ABCDEF0123456789');
export const [first, second, third] = [interaction(1), interaction(2), interaction(3)] as const;

export const call = { type: 'call', destination: '091000000', campaign: 'Sale->' } as const satisfies Command;

/** A telephone call as the panel describes it. */
export const phone = (id: string, more: object = {}) => ({
  id,
  channel_type: 'phone',
  date_created: '2026-01-01T10:00:00Z',
  originator: '+4681111',
  destination: '+4682222',
  ...more,
});

/** What the panel answers to an action; `silent` for nothing. */
export type Answers = (payload: any) => unknown;
export const silent = Symbol('silent');

export const user = { id: 'A0000000000000000000000000000001', name: 'Ann', presence_profiles: [] };

const done: (() => void)[] = [];
export function closePanels() {
  for (const end of done.splice(0)) end();
}

/** Answers as a panel does that knows no calls, and says yes to all. */
export const plainAnswers: Answers = ({ command, value }) =>
  command === 'detail' ? { value: ({ user, interactions: [], queues: [] } as any)[value] ?? null } : {};

/** A panel of another origin in a frame of this page, which the test plays; the user is signed in unless told. */
export async function openPanel({
  answers = plainAnswers,
  isSignedIn = true,
  ...options
}: Partial<SinchPanelOptions> & { answers?: Answers; isSignedIn?: boolean } = {}) {
  const frame = document.createElement('iframe');
  const heard: any[] = [];
  const news: News[] = [];
  const log: { what: string; detail: any }[] = [];
  const panel = { answers };
  let said = 0;
  let sayings = 0;
  let port!: MessagePort;
  const attach = () =>
    new Promise<void>((resolve) => {
      const ready = ({ source, data, ports }: MessageEvent) => {
        if (source !== frame.contentWindow || data.fixture !== 'ready') return;
        window.removeEventListener('message', ready);
        port = ports[0]!;
        port.onmessage = ({ data }) => ('said' in data ? (said = data.said) : hear(data.data));
        resolve();
      };
      window.addEventListener('message', ready);
    });
  /** Posts to the page that frames the panel, and waits until it was posted and heard there. */
  const say = async (data: unknown, to = location.origin) => {
    const count = ++sayings;
    port.postMessage({ say: data, to, count });
    await until(() => said >= count, 'the panel has posted');
    await turn();
  };
  /** Runs a script in the panel's page, and waits until it has. */
  const run = async (code: string) => {
    const count = ++sayings;
    port.postMessage({ run: code, count });
    await until(() => said >= count, 'the panel has run it');
    await turn();
  };
  const hear = (message: any) => {
    heard.push(message);
    if (message.type !== 'action') return;
    const payload = panel.answers(message.payload);
    if (payload !== silent) void say({ id: message.id, type: 'response', payload });
  };
  frame.src = `${otherOrigin}/test/fixtures/played-panel.html`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  const attached = attach();
  document.body.append(frame);
  await Promise.all([loaded, attached]);
  const transport = new SinchPanelTransport({ panel: frame, origin: otherOrigin, ...options });
  transport.watch((what, detail) => log.push({ what, detail }));
  transport.tellNews((each) => 'support' in each || news.push(each));
  done.push(
    () => transport.close(),
    () => frame.remove(),
  );
  const actions = () => heard.filter(({ type }) => type === 'action').map(({ payload }) => payload);
  const signIn = async () => {
    const asked = heard.length;
    await say({ id: 'initRequest', type: 'init', payload: { value: [] } });
    await until(() => transport.supports('call').ok && heard.length >= asked + 2, 'the user is signed in');
    await until(() => news.some((each) => 'calls' in each), 'all calls are told').catch(() => undefined);
  };
  const opened = {
    frame,
    transport,
    heard,
    news,
    log,
    panel,
    say,
    run,
    signIn,
    attach,
    /** What was asked of the panel since it was signed in, without questions. */
    asked: () => actions().filter(({ command }) => command !== 'detail'),
    questions: () => actions().filter(({ command }) => command === 'detail'),
    /** A `status` or another event. */
    tell: (attribute: string, value: unknown, row?: object) =>
      say({ type: 'state', payload: { attribute, value, ...(row && { interaction: row }) } }),
    send: (command: CommandInput, ...rest: [boolean?, AbortSignal?, (() => Promise<void>)?]) =>
      transport.send(command as Command, ...rest) as Promise<any>,
    refusals: () => log.filter(({ what }) => what === 'refused').map(({ detail }) => detail.why),
  };
  if (isSignedIn) {
    await until(() => heard.length >= 1, 'the panel is asked for init');
    await signIn();
    news.splice(0);
  }
  return opened;
}

const setTimer = globalThis.setTimeout.bind(globalThis);

/** A page of another origin that this one frames as a panel does; the test plays the panel. */
export async function openExtension(origin = location.origin) {
  const frame = document.createElement('iframe');
  const heard: any[] = [];
  frame.src = `${otherOrigin}/test/fixtures/panel-extension.html?${encodeURIComponent(JSON.stringify({ origin }))}`;
  const port = await new Promise<MessagePort>((resolve) => {
    const hear = ({ source, data, ports }: MessageEvent) => {
      if (source !== frame.contentWindow) return;
      if (data.fixture === 'ready') resolve(ports[0]!);
      else heard.push(data);
    };
    window.addEventListener('message', hear);
    document.body.append(frame);
    done.push(
      () => window.removeEventListener('message', hear),
      () => frame.remove(),
    );
  });
  let ids = 0;
  const open = new Map<number, { resolve: (value: any) => void; reject: (error: unknown) => void }>();
  port.onmessage = ({ data: { id, value, error } }) =>
    error ? open.get(id)!.reject(error) : open.get(id)!.resolve(value);
  return {
    frame,
    heard,
    say: (data: unknown) => frame.contentWindow!.postMessage(data, otherOrigin),
    ask: (act: string, argument?: unknown): Promise<any> =>
      new Promise((resolve, reject) => {
        open.set(++ids, { resolve, reject });
        port.postMessage({ id: ids, act, argument });
      }),
  };
}

/** A message of this page to itself comes after those that were posted to it before. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => setTimer(resolve, 0);
    port2.postMessage(0);
  });
}
