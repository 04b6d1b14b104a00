// The demo's back end, as plain request handling of Node: the dev server and the tests' static server share it.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import {
  IntegraSimulator,
  MotionSimulator,
  PhoneBarSimulator,
  SinchSimulator,
  UcontactXSimulator,
  VoicenterSimulator,
  type Exchange,
} from '../src/simulator/index.js';
import { IntegraSession } from '../src/transports/integra/index.js';
import { fixtureCentre, fixtureContacts, sinchUser } from './fixtures.js';
import { pastOf } from './load.js';
import { results } from './results.js';

/** Answers a request, or leaves it to the next one. */
export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export interface BackEndOptions {
  /** A real Integra server for the CRM page; the simulated one when empty. */
  integraUrl: string;
  /** Whether the simulated dialers take only what is documented; `false` for clients that people bring along. */
  strict: boolean;
  /** Where the server listens that this is a part of; known once it does. */
  port(): number;
  /** The widget's page with the addresses of its scripts. */
  finish(html: string): string | Promise<string>;
  /** Hears of what went wrong here, and was not asked for. */
  warn(message: string): void;
}

export interface BackEnd {
  handle: Handler;
  /** Lets go of the port of its own. */
  close(): void;
}

const project = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The demo's pages run with what a careful site allows: nothing inline, nothing from elsewhere but the framed form. */
const policy = (form: string, connect = "'self'") =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src ${connect}; frame-src ${form}; require-trusted-types-for 'script'`;

/** The widget's page as an administrator writes it: who may frame it, and which dialer it speaks to. */
const widgetPage = (hosts: string, dialer: string) =>
  readFileSync(project('src/embed/widget.html'), 'utf8')
    .replace('name="portside-hosts" content=""', `name="portside-hosts" content="${hosts}"`)
    .replace(
      'integra-url="/ucontact"',
      `integra-url="${dialer}" context="agents" dialer-time-zone="America/New_York"
      pause-reasons='[{ "id": "Lunch", "name": "Lunch" }, { "id": "Coffee", "name": "Coffee" }]'`,
    );

/** The sign-ins that the back end adds to what it passes on; no page knows them. */
const signIns: Record<string, string> = {
  sinch: 'Bearer simulated',
  motion: `Basic ${btoa('admin:password')}`,
  'ucontact-x': 'Bearer simulated',
};

const builtFiles = [
  ...[
    'portside',
    'portside-supervisor',
    'portside-crm',
    'portside-dialers',
    'portside-numbers',
    'portside-chart',
    'portside-embed',
    'widget',
  ],
];

/** The newest requests that were refused, or overlooked in something; without the query, where a code may stand. */
const remarksOf = (log: readonly Exchange[]) =>
  log
    .filter(({ refused, overlooked }) => refused ?? overlooked)
    .slice(-20)
    .map(({ method, path, status, refused, overlooked }) => ({
      request: `${method} ${path.replace(/\?.*/, '')}`,
      status,
      refused,
      overlooked,
    }));

/** Who a call comes from, at each simulated telephone. */
const customer = { phone: '0526667788', name: 'Noa Levi', did: '0722776655' };

/** What people do at the simulated telephones, by name; each of it but a call that comes in to one call that is on. */
function pressesOf(voicenter: VoicenterSimulator, bar: PhoneBarSimulator): Record<string, Press> {
  return {
    '/voicenter/ring': () => voicenter.ring(customer),
    '/voicenter/answer': ({ call }) => {
      const { isClick2Call } = voicenter.calls().find(({ ivrid }) => ivrid === call) ?? {};
      return isClick2Call ? voicenter.answerLeg1(call) : voicenter.answerIncoming(call);
    },
    '/voicenter/connect': ({ call }) => voicenter.answerCustomer(call),
    '/voicenter/hold': ({ call }) => voicenter.hold(call),
    '/voicenter/unhold': ({ call }) => voicenter.unhold(call),
    '/voicenter/end': ({ call }) => voicenter.end(call),
    '/bar/ring': () => bar.ring(customer.phone),
    '/bar/alert': ({ call }) => bar.alert(call),
    '/bar/connect': ({ call }) => bar.connect(call),
    '/bar/hold': ({ call }) => bar.hold(call),
    '/bar/end': ({ call }) => bar.end(call),
  };
}

type Press = (on: { call: string }) => unknown;

/** A simulated dialer on each of `/integra`, `/voicenter`, `/sinch`, `/motion` and `/ucontact-x`, a phone bar on a port of its own, and `/control` to look into them and to break them. */
export async function startBackEnd({ integraUrl, strict, port, finish, warn }: BackEndOptions): Promise<BackEnd> {
  const integra = new IntegraSimulator({ ...fixtureCentre(), dispositions: results, agentApi: true, strict });
  const presences = [...sinchUser.presence_profiles];
  const sinch = new SinchSimulator({ authorization: signIns['sinch'] ?? '', presences, strict });
  // The integrator's proxy stands before it, and adds the account's code: no page has it.
  const voicenter = new VoicenterSimulator({ strict, proxy: true, dialect: 'current' });
  const bar = new PhoneBarSimulator({ strict, cors: {} });
  const x = new UcontactXSimulator({ authorization: signIns['ucontact-x'] ?? '', strict });
  const dialers = { integra, sinch, voicenter, motion: new MotionSimulator({ strict }), 'ucontact-x': x };
  const simulators = { ...dialers, bar };
  let session: Promise<IntegraSession> | undefined;

  /** What an integrator's back end does: it signs in and gives the page a header, never the password. */
  const authorization = async () => {
    const signIn = { baseUrl: `http://127.0.0.1:${port()}/integra`, user: 'supervisor', password: 'simulated' };
    session ??= IntegraSession.start(signIn);
    return (await session).authorization();
  };
  const forget = () => {
    for (const dialer of Object.values(simulators)) {
      dialer.clear();
      dialer.faults = {};
    }
    session = undefined;
  };
  const control: Record<string, (body: string) => unknown> = {
    '/call': (body) => integra.addCall(JSON.parse(body)),
    '/end-call': (body) => integra.endCall((JSON.parse(body) as { guid: string }).guid),
    '/interaction': (body) => {
      const { guid, channel } = JSON.parse(body) as { guid: string; channel: string };
      x.assign(guid, channel);
    },
    '/clear': forget,
    '/authorization': authorization,
    '/past': () => (integraUrl ? [] : pastOf(fixtureCentre().campaigns ?? [], Date.now())),
    '/codes': () => ({ campaign: 'campaign0001' }),
  };
  const presses = pressesOf(voicenter, bar);
  for (const [path, press] of Object.entries(presses))
    control[path] = (body) => {
      try {
        press(JSON.parse(body) as { call: string });
        return null;
      } catch (cause) {
        return { problem: (cause as Error).message }; // the call went on meanwhile
      }
    };
  for (const [name, dialer] of Object.entries(simulators))
    control[`/${name}`] = (body) => {
      if (body) dialer.faults = JSON.parse(body) as object;
      const real = name === 'integra' ? integraUrl : '';
      const address = name === 'bar' ? barAt.origin : '';
      return { state: dialer.state, faults: dialer.faults, remarks: remarksOf(dialer.log), real, address };
    };

  // The third origin beside the CRM's and the widget's.
  const third = integraUrl
    ? undefined
    : await originFor(
        answerWith((request) => integra.handle(request), warn),
        () => `http://127.0.0.1:${port()}`,
      );
  const dialer = third?.origin ?? '/integra';
  // As an agent's computer has it: plain http on an address of its own, without a sign-in.
  const barAt = await listen(answerWith((request) => bar.handle(request), warn));

  /** What answers below each path, without that path; the first that fits. */
  const below: [path: string, handler: Handler][] = [
    [
      '/widget/widget.html',
      async (_, response) => {
        const host = `http://localhost:${port()}`;
        const html = await finish(widgetPage(host, dialer));
        response
          .writeHead(200, {
            'Content-Type': 'text/html; charset=utf-8',
            'Content-Security-Policy': `${policy("'none'", third ? `'self' ${dialer}` : "'self'")}; frame-ancestors ${host}`,
          })
          .end(html);
      },
    ],
    ...builtFiles.map((file): [string, Handler] => [
      `/dist-file/${file}.js`,
      (_, response) =>
        response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(readFileSync(project(`dist/${file}.js`))),
    ]),
    [
      '/control',
      answerWith(async (request) => {
        const why = strangerProblem(request, port());
        if (why) return new Response(why, { status: 403, headers: { 'Content-Type': 'text/plain' } });
        const { pathname } = new URL(request.url);
        if ((changing.has(pathname) || presses[pathname]) && request.method !== 'POST')
          return new Response('POST it.', { status: 405 });
        const body = await request.text();
        if (body && !isObject(body)) return new Response('This is no JSON object.', { status: 400 });
        const answer = await control[pathname]?.(body);
        return Response.json(answer ?? null);
      }, warn),
    ],
    ...Object.entries(dialers)
      .filter(([name]) => name !== 'integra' || !integraUrl)
      .map(([name, each]): [string, Handler] => [
        `/${name}`,
        answerWith((request) => {
          if (signIns[name]) request.headers.set('Authorization', signIns[name]);
          return each.handle(request);
        }, warn),
      ]),
    // The simulated server tells the two hosts of recordings apart by the path before `/records/`.
    ...['telephony', 'backup'].map((host): [string, Handler] => [
      `/${host}`,
      answerWith(
        (request) => integra.handle(new Request(`http://localhost/${host}${new URL(request.url).pathname}`, request)),
        warn,
      ),
    ]),
    [
      '/demo/contacts.csv',
      (_, response) =>
        response.writeHead(200, { 'Content-Type': 'text/csv; charset=utf-8' }).end(fixtureContacts(10_000)),
    ],
  ];

  return {
    handle(request, response, next) {
      const { url = '/' } = request;
      // A real server stands behind one of these: what leads out of it is passed on to nobody.
      if (/(\.|%2e){2}|\\|%5c/i.test(url.split('?')[0] ?? '')) return void response.writeHead(400).end();
      const isBelow = (path: string) => url.startsWith(path) && /^([/?]|$)/.test(url.slice(path.length));
      const connect = isBelow('/demo/motion-bar.html') ? `'self' ${barAt.origin}` : undefined;
      // The portal serves its own forms.
      const framed = isBelow('/demo/portal-functions.html') ? "'self'" : `http://127.0.0.1:${port()}`;
      if (isBelow('/demo')) response.setHeader('Content-Security-Policy', policy(framed, connect));
      if (url === '/') return void response.writeHead(302, { Location: '/demo/' }).end();
      const [path, handler] = below.find(([each]) => isBelow(each)) ?? [];
      if (!handler) return next();
      request.url = url.slice(path?.length).replace(/^(?!\/)/, '/');
      handler(request, response, next);
    },
    close() {
      third?.close();
      barAt.close();
    },
  };
}

/** Whether a text is an object in JSON. */
function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !!value;
  } catch {
    return false;
  }
}

/** What changes something. */
const changing = new Set(['/call', '/end-call', '/interaction', '/clear']);

/** Why a request may be no demo page's own. A program without a browser sends no `Origin` and no `Sec-Fetch-Site`. */
function strangerProblem({ headers }: Request, port: number): string {
  const own = [`localhost:${port}`, `127.0.0.1:${port}`];
  const [host, origin, site] = ['Host', 'Origin', 'Sec-Fetch-Site'].map((name) => headers.get(name));
  if (!own.includes(host ?? '')) return 'This is the demo’s own machine only.';
  if (origin !== null && origin !== `http://${host}`) return 'This page is none of the demo’s.';
  if (site !== null && site !== 'same-origin') return 'This page is none of the demo’s.';
  const isSent = /^application\/json\b/.test(headers.get('Content-Type') ?? '');
  return origin === null || isSent ? '' : 'Send it as application/json.';
}

/** A request handler on an origin of its own, for the pages of one other origin. */
const originFor = (answer: Handler, asker: () => string) =>
  listen((request, response, next) => {
    response.setHeader('Access-Control-Allow-Origin', asker());
    response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type');
    if (request.method === 'OPTIONS') response.writeHead(204).end();
    else answer(request, response, next);
  });

/** A request handler on a port that is free. */
async function listen(answer: Handler): Promise<{ origin: string; close(): void }> {
  const listener = createServer((request, response) => answer(request, response, () => undefined));
  keepConnections(listener);
  await once(listener.listen(0, '127.0.0.1').unref(), 'listening');
  const close = () => {
    listener.close();
    listener.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`, close };
}

/** A browser repeats a POST by itself when a kept connection closes under it: here none closes. */
export const keepConnections = (server: { keepAliveTimeout: number }) => (server.keepAliveTimeout = 0);

/** A dialer as a server's handler. A broken connection is a broken socket. */
function answerWith(handle: (request: Request) => Promise<Response>, warn: BackEndOptions['warn']): Handler {
  return async (incoming, outgoing) => {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks); // bytes: a file of contacts is not always UTF-8
      const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
      const { method = 'GET', headers } = incoming;
      const request = new Request(url, {
        method,
        headers: headers as Record<string, string>,
        ...(!['GET', 'HEAD'].includes(method) && { body }),
      });
      const response = await handle(request);
      outgoing
        .writeHead(response.status, Object.fromEntries(response.headers))
        .end(Buffer.from(await response.arrayBuffer()));
    } catch (cause) {
      if (!(cause instanceof Error) || cause.name !== 'Dropped') warn(String(cause));
      incoming.socket.destroy();
    }
  };
}
