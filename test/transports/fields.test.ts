// Every field of every command, over every transport: it changes what is sent, or it is refused by its name. Never is one
// silently gone.
import { expect } from 'chai';
import { afterAll, describe, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { CtiClient, CtiError, type CommandType, type Transport } from '../../src/index.js';
import { agentChecks } from '../../src/core/commands.js';
import { supervisorChecks } from '../../src/core/supervisor-commands.js';
import type { Fetch } from '../../src/transports/http/fetch.js';
import { IntegraTransport } from '../../src/transports/integra/index.js';
import { MotionTransport } from '../../src/transports/motion/motion-transport.js';
import { SinchTransport } from '../../src/transports/sinch/sinch-transport.js';
import { UphoneTransport } from '../../src/transports/uphone/uphone-transport.js';
import { VoicenterTransport } from '../../src/transports/voicenter/voicenter-transport.js';
import { FakeWindow, frameIn } from '../faults/fake-window.js';
import { everyCommand, yes } from './every-command.js';
import { recorder } from './requests.js';

/** Two right values of each field, by its name. */
const values: Record<string, readonly [unknown, unknown]> = {
  destination: ['091000001', '091000002'],
  phone: ['097000001', '097000002'], // what is put on the do-not-call list is dialled no more
  number: ['091000001', '091000002'],
  customer: ['091000001', '091000002'],
  callerId: ['099', '098'],
  alternatives: [['091'], ['092']],
  campaign: ['59', '60'],
  callbackCampaign: ['Other->', 'Third->'],
  guid: ['7e4e7db9-f080-494e-b04b-7c8e47711558', '8e4e7db9-f080-494e-b04b-7c8e47711558'],
  message: ['a', 'b'],
  call: ['a', 'b'],
  dialerBase: ['one', 'two'],
  status: [1, 2],
  data: [[['3', 'x']], [['3', 'y']]],
  contact: [1, 2],
  retries: [1, 2],
  priority: [5, 6],
  agentPhone: ['1001', '1002'],
  at: ['2099-10-10 15:00:00', '2099-10-11 15:00:00'],
  level1: ['a', 'b'],
  level2: ['a', 'b'],
  level3: ['a', 'b'],
  data1: ['a', 'b'],
  data2: ['a', 'b'],
  comment: ['a', 'b'],
  callbackAt: ['2099-10-10 15:00:00', '2099-10-11 15:00:00'],
  tag: ['a', 'b'],
  username: ['a', 'b'],
  company: ['a', 'b'],
  jobTitle: ['a', 'b'],
  name: ['a', 'b'],
  expireDate: ['2099-10-10', '2099-10-11'],
  direction: ['I', 'O'],
  on: ['2099-10-10', '2099-10-11'],
  from: ['2098-10-10 15:00:00', '2098-10-11 15:00:00'],
  to: ['2099-10-10 15:00:00', '2099-10-11 15:00:00'],
  firstName: ['Ana', 'Eva'],
  lastName: ['Paz', 'Sol'],
  externalId: ['k1', 'k2'],
  agent: ['0123456789ABCDEF0123456789ABCDEF', '1123456789ABCDEF0123456789ABCDEF'],
  timeZone: ['Europe/Berlin', 'Europe/Paris'],
  id: ['0123456789ABCDEF0123456789ABCDEF', '1123456789ABCDEF0123456789ABCDEF'],
  fileName: ['a.csv', 'b.csv'],
  stopOnError: [true, undefined],
  members: [['24'], ['25']],
  penalty: ['1', '2'],
  member: ['24', '25'],
  source: ['a', 'b'],
  range: ['8-9', '9-10'],
  rating: ['1', '2'],
  minDuration: ['1', '2'],
  exclude: ['091', '092'],
  minCount: ['1', '2'],
  held: [50, 100],
  limit: [10, 20],
  calldate: ['2099-10-10 15:00:00', '2099-10-11 15:00:00'],
  context: ['a', 'b'],
  extension: ['1', '2'],
  parameters: [{ a: 1 }, { a: 2 }],
  mode: ['priority', 'normal'],
};
/** Days where a time has the same name. */
const days = ['2099-10-10', '2099-10-11'] as const;
const sinchIds = values['id']!;

/** Said to the client, which may refuse the number; and how the dialer wrote what `data` and `alternatives` say. */
const notSent = new Set(['confirmed', 'dataText', 'alternativesText']);

/** What another field of the same command needs. */
const besides: Record<string, object> = {
  'dispose.level3': { level2: 'x' },
  'dialerTask.agent': { mode: 'owned' },
  'dialerTask.at': { mode: 'schedule' },
  'cancelSchedule.from': { on: undefined, to: '2099-12-12 00:00:00' },
  'cancelSchedule.to': { on: undefined, from: '2015-10-11 00:00:00' },
};

const ofNewSpoolLine = ['dialerBase', 'status', 'contact', 'retries', 'priority'].map(
  (name) => `schedule.entry.${name}`,
);
/** What is neither sent nor refused, and why that loses nothing. */
const elsewhere: Record<string, readonly string[]> = {
  // A callback is a new line of the dialer's spool, which books these anew (C-131): its six keys have no place for them.
  integra: ofNewSpoolLine,
  'integra of version 8': ofNewSpoolLine,
  'integra before version 8': ofNewSpoolLine,
  // The same, and the dialer tells all that waits: the page itself looks for the number (V-12).
  voicenter: [...ofNewSpoolLine, 'findContacts.number'],
  // The guid alone says which recording is tagged; the number is for where recordings are found by it.
  portal: ['tag.phone'],
};

interface Line {
  transport: Transport;
  /** All that was sent. */
  sent(): string;
}

const overHttp =
  (dialer: string, make: (fetch: Fetch) => Transport) =>
  (type: CommandType): Line => {
    const { seen, fetch } = recorder(yes(dialer, { type } as never));
    return {
      transport: make(fetch),
      sent: () => seen.map(({ method, url, body }) => `${method} ${url} ${body}`).join('\n'),
    };
  };
const baseUrl = 'https://dialer.example';
const integra = (dialect: 'new' | 'v8' | 'old') =>
  overHttp(
    'integra',
    (fetch) => new IntegraTransport({ baseUrl, agent: 'Agent1', phone: '1001', context: 'agents', dialect, fetch }),
  );

/** A form in a frame of a portal. */
const portal = new FakeWindow('https://portal.example', 'portal');
const form = new FakeWindow('https://form.example', 'form');
frameIn(portal, form);
// As in a browser: porthole.js keeps the window that it was loaded in.
vi.resetModules();
const { PortalTransport } = await form.run(() => import('../../src/transports/portal/portal-transport.js'));
vi.unstubAllGlobals();

let posted: string[] = [];
const { parent } = form;
const post = parent.postMessage;
parent.postMessage = (message: unknown, targetOrigin: string) => {
  const { data } = JSON.parse(String(message));
  if (data.action !== 'CTI') posted.push(JSON.stringify(data));
  post(message, targetOrigin);
};
portal.addEventListener('message', (event) => {
  const { data } = JSON.parse((event as MessageEvent<string>).data);
  const answer = data.action === 'CTI' ? { CTI: null } : { guid: `g-${Math.random()}` };
  portal.frames['form']?.postMessage(
    JSON.stringify({ data: answer, sourceOrigin: portal.location.origin, targetOrigin: form.location.origin }),
    form.location.origin,
  );
});

/** The portal answers at once, each dial with a guid of its own. */
function overPortal(): Line {
  posted = [];
  const transport = form.run(() => new PortalTransport({ origin: portal.location.origin }));
  return { transport, sent: () => posted.join('\n') };
}
afterAll(() => void vi.unstubAllGlobals());

function overUphone(): Line {
  const messages: string[] = [];
  const contentWindow = { postMessage: (message: unknown) => messages.push(JSON.stringify(message)) };
  const frame = { contentWindow, src: '' } as unknown as HTMLIFrameElement;
  const transport = new UphoneTransport({ frame, origin: portal.location.origin, settle: 0 });
  return { transport, sent: () => messages.join('\n') };
}

const lines: Record<string, (type: CommandType) => Line> = {
  integra: integra('new'),
  'integra of version 8': integra('v8'),
  'integra before version 8': integra('old'),
  motion: overHttp('motion', (fetch) => new MotionTransport({ baseUrl, lists: { '59': 32, '60': 33 }, fetch })),
  sinch: overHttp('sinch', (fetch) => new SinchTransport({ baseUrl, timeZone: 'Europe/Berlin', fetch })),
  voicenter: overHttp(
    'voicenter',
    (fetch) => new VoicenterTransport({ code: 'account', timeZone: 'Asia/Jerusalem', fetch }),
  ),
  portal: overPortal,
  uphone: overUphone,
};

/** The paths of what a check knows, with 0 for the first of a list: `entries.0.phone`. */
function pathsOf(check: z.core.$ZodType, path = ''): string[] {
  const { def } = (check as z.ZodMiniType)._zod as { def: any };
  if (def.type === 'optional') return pathsOf(def.innerType, path);
  if (def.type === 'array' && def.element._zod.def.type === 'object') return pathsOf(def.element, `${path}.0`);
  if (def.type !== 'object') return [path.slice(1)];
  return Object.entries(def.shape as Record<string, z.core.$ZodType>).flatMap(([name, each]) =>
    pathsOf(each, `${path}.${name}`),
  );
}

/** The command with another value at a path. */
function withValue(command: any, [name, ...rest]: readonly string[], value: unknown): any {
  if (name === undefined) return value;
  const changed = withValue(command?.[name], rest, value);
  return Array.isArray(command)
    ? command.map((each, at) => (String(at) === name ? changed : each))
    : { ...command, [name]: changed };
}

function valuesOf(dialer: string, type: CommandType, path: string): readonly [unknown, unknown] {
  const name = path.split('.').at(-1)!;
  if (dialer === 'sinch' && path === 'campaign') return sinchIds;
  if (type === 'statistics' && (name === 'from' || name === 'to')) return days;
  const both = values[name];
  if (!both) throw new Error(`No values for ${type}.${path}: who adds a field to a command adds them here.`);
  return both;
}

describe('every field of a command', () => {
  const checks = Object.entries({ ...supervisorChecks, ...agentChecks }) as [CommandType, z.core.$ZodType][];
  for (const [dialer, open] of Object.entries(lines)) {
    it(`is sent over ${dialer}, or refused by its name before any byte`, async () => {
      const gone: string[] = [];
      let fields = 0;
      for (const [type, check] of checks) {
        const { transport: asked } = open(type);
        asked.close();
        if (!asked.supports(type).ok) continue;
        for (const path of pathsOf(check)) {
          if (notSent.has(path.split('.').at(-1)!)) continue;
          fields++;
          const base = {
            ...everyCommand(dialer.split(' ')[0]!)[type],
            ...(type === 'addContacts' && dialer.startsWith('integra') && { fileName: 'x.csv' }), // else made up each time
            ...(dialer === 'uphone' && { callerId: undefined }),
            ...(dialer !== 'voicenter' && besides[`${type}.${path}`]), // which takes no time at all
          };
          const said: string[] = [];
          for (const value of valuesOf(dialer, type, path)) {
            const { transport, sent } = open(type);
            const client = new CtiClient({ transports: [transport] });
            const error = await client.send(withValue(base, path.split('.'), value)).then(
              () => undefined,
              (cause: unknown) => cause as CtiError,
            );
            const isRefused = error?.code === 'INVALID' && error.field === path && !sent();
            if (error && !isRefused) said.push(`${error.code} ${error.field}: ${error.message}`, error.message);
            else said.push(isRefused ? 'refused' : sent());
            client.close();
          }
          if (said[0] === 'refused') continue;
          if (said.length > 2 || said[0] === said[1]) gone.push(`${type}.${path}`);
        }
      }
      expect(fields).to.be.greaterThan(2);
      expect(gone).to.have.members([...(elsewhere[dialer] ?? [])]);
    });
  }
});
