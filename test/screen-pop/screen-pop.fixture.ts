// A portal that the test plays, and other tabs of this site: frames with scripts of their own.
import { CtiClient } from '../../src/core/client.js';
import type { Cti, Reply } from '../../src/core/commands.js';
import type { CtiError } from '../../src/core/errors.js';
import { fakeTransport } from '../fake-transport.js';

export const ctiOf = (guid: string): Cti => ({
  guid,
  campaign: 'Sale->',
  callerId: '091000000',
  data: [['name', 'Ana']],
  raw: {},
});

/** A portal that tells of `on.call`; `on.error` is what it fails with, `on.gone` that the page has none any more. */
export function portal(memory = '') {
  const on: { call: Cti | null; error?: CtiError | undefined; isGone?: boolean } = { call: null };
  const transport = fakeTransport({
    can: ['cti'],
    send: (): Reply => {
      if (on.error) throw on.error;
      return { status: 'confirmed', transport: 'fake', cti: on.call };
    },
  });
  const { supports } = transport;
  transport.supports = (type) =>
    on.isGone ? { ok: false, code: 'UNREACHABLE', reason: 'This page is not inside a portal.' } : supports(type);
  return { on, asked: () => transport.sent.length, client: new CtiClient({ transports: [transport], memory }) };
}

/** What the browser refuses to a page: a channel, or locks in several ways. */
export const refusals = ['channel', 'locks', 'each lock', 'each lock, at once', 'a look at the locks'] as const;
export type Refusal = (typeof refusals)[number];

const tabs: HTMLIFrameElement[] = [];

/** Another tab of this site, with a clock of its own, which stands still. */
export async function openTab(refused?: Refusal): Promise<Window> {
  const frame = document.createElement('iframe');
  frame.src = `/test/fixtures/screen-pop-tab.html?${encodeURIComponent(refused ?? '')}`;
  await new Promise((resolve) => {
    window.addEventListener('message', ({ source }) => source === frame.contentWindow && resolve(undefined));
    document.body.append(frame);
  });
  tabs.push(frame);
  return frame.contentWindow!;
}

/** Takes away the tabs of the last test. */
export function closeTabs(): void {
  for (const frame of tabs.splice(0)) frame.remove();
}
