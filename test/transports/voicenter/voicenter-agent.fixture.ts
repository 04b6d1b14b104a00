import { CtiClient } from '../../../src/index.js';
import type { News } from '../../../src/core/call-state.js';
import type { Fetch } from '../../../src/transports/http/fetch.js';
import { VoicenterTransport, type VoicenterOptions } from '../../../src/transports/voicenter/voicenter-transport.js';
import { until } from '../../until.js';

export const proxy = 'https://proxy.example/voicenter/';
export const ivrid = '20261130102233a1b2c3d4';
export const otherIvrid = '20261130102244e5f6a7b8';

export interface Asked {
  /** Below the base. */
  path: string;
  url: string;
  method: string;
  headers: Headers;
  json: any;
}
type Answers = Record<string, string | object | (() => Response | Promise<Response>)>;

/** A `fetch` that answers by the end of the path, and keeps what was asked. */
export function voicenter(answers: Answers = {}): {
  asked: Asked[];
  fetch: Fetch;
  answers: Answers;
  of: (path: string) => Asked[];
} {
  const asked: Asked[] = [];
  const fetch: Fetch = async (url, { method = 'GET', headers, body, signal }) => {
    const text = await new Response(body ?? null).text();
    const path = url.replace(proxy, '');
    asked.push({ path, url, method, headers: new Headers(headers), json: text ? JSON.parse(text) : undefined });
    const key = Object.keys(answers).find((end) => path.endsWith(end));
    const answer = key === undefined ? '' : answers[key]!;
    if (typeof answer !== 'function') return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer));
    const stopped = new Promise<never>((_, reject) =>
      signal?.addEventListener('abort', () => reject(signal.reason as Error)),
    );
    return Promise.race([answer(), stopped]);
  };
  return { asked, fetch, answers, of: (path) => asked.filter((each) => each.path.endsWith(path)) };
}

export const click = (code: number | string, message = 'OK', id = ivrid) => ({
  ERRORCODE: code,
  ERRORMESSAGE: message,
  CALLID: id,
});

/** A call as `GetExtensionsCalls` lists it. */
export const call = (more: object = {}) => ({
  callStarted: 1_764_498_153,
  callAnswered: 1_764_498_160,
  answered: 1,
  callername: 'Dana',
  callerphone: '0501234567',
  callstatus: 'Talking',
  customdata: {},
  direction: 'Incoming',
  ivrid,
  recording: { Filename: '', IsMuted: 0 },
  did: '0722776772',
  ...more,
});

/** What `GetExtensionsCalls` answers for an extension with these calls. */
export const extension = (calls: readonly object[], more: object = {}) => ({
  ERR: 0,
  DESC: 'OK',
  EXTENSIONS: [
    {
      ...{ name: 'Noa', representative: 'Noa', username: 'SIPNOA', extensionID: 7, userID: 42, onlineUserID: 42 },
      ...{ onlineUserStatus: 1, calls, ...more },
    },
  ],
});

export const done = { Status: 1, StatusError: 1, StatusErroMessage: 'OK' };

let accounts = 0;

/** A transport with an agent's phone, behind the integrator's proxy; each of an account of its own. */
export function agent(answers: Answers = {}, options: Partial<VoicenterOptions> = {}) {
  const line = voicenter(answers);
  const transport = new VoicenterTransport({
    baseUrl: `${proxy}${++accounts}/`,
    timeZone: 'Asia/Jerusalem',
    phone: { extension: 'SIPNOA', userId: 42 },
    services: { mute: {} },
    fetch: line.fetch,
    ...options,
  });
  const news: News[] = [];
  return {
    ...line,
    transport,
    news,
    /** Begins to hear; ends with the test. */
    hear: () => transport.tellNews?.((each) => void news.push(each)),
    client: () => new CtiClient({ transports: [transport] }),
    /** All that was told of a call's state, in order. */
    states: (id = ivrid) =>
      news.flatMap((each) => ('call' in each && each.call === id && each.state ? [each.state] : [])),
    asks: async (count: number) =>
      until(() => line.of('GetExtensionsCalls').length >= count, `${count} questions were asked`),
  };
}
