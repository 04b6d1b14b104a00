import { readJsonBody, type HttpAnswer, type HttpCall } from '../http-simulator.js';
import { checkAccept, checkType, id32 } from '../leniency.js';
import { CodedRefusal, isObject, makeGuid } from '../wire-schema.js';
import type { SinchAgent, SinchFixtures } from './state.js';

const noContent: HttpAnswer = { status: 204, body: '' };

/** The sign-in's path ends with a slash; without it nobody answers, not even the browser's question before (C-374). */
export const authenticationPath = /^(?:.*[^/])?\/ecfs\/authentication\/$/;
export const pathWithoutSlash = /\/ecfs\/authentication$/;

/** Name of the session's cookie; no page says the vendor's. */
const cookieName = 'ECFSESSION';

/** Whether the request comes in a session that is signed in: by its cookie, or from a page that lets its cookies go along. */
export function isInSession({ state }: SinchFixtures, { headers, credentials }: HttpCall): boolean {
  const cookie = headers.get('Cookie');
  if (cookie === null) return credentials === 'include' && state.sessions.length > 0;
  return state.sessions.some(({ id }) => cookie.split(/; */).includes(`${cookieName}=${id}`));
}

/** The user of `Authorization=Basic …` in the form's body, or of the token in the header (C-374). */
function userOf({ headers, body }: HttpCall, { users, tokens, reading }: SinchFixtures): string | undefined {
  const header = headers.get('Authorization') ?? '';
  const token = /^Bearer (\S+)$/.exec(header)?.[1];
  if (token !== undefined) return Object.hasOwn(tokens, token) ? tokens[token] : undefined;
  if (header !== 'ECFAuth') return undefined;
  checkType({ headers, body }, ['application/x-www-form-urlencoded'], reading);
  const given = /^Basic (\S+)$/.exec(new URLSearchParams(body).get('Authorization') ?? '')?.[1];
  const found = Object.entries(users).find(([name, password]) => given === base64(`${name}:${password}`));
  return found?.[0];
}

const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** Signs in and out. The cookie goes along by itself in a browser, where the page asks with `credentials: 'include'`. */
export function authenticate(call: HttpCall, world: SinchFixtures): HttpAnswer {
  if (call.url.search) throw new CodedRefusal(400, 'There are no parameters here.');
  const { state } = world;
  if (call.method === 'POST') {
    const user = userOf(call, world);
    if (user === undefined) throw new CodedRefusal(401, 'Neither a user with this password nor this token.');
    const id = makeGuid();
    state.sessions.push({ id, user });
    return { status: 200, body: '', headers: { 'Set-Cookie': `${cookieName}=${id}; Path=/; Secure; SameSite=None` } };
  }
  if (call.method !== 'DELETE') throw new CodedRefusal(405, `There is no ${call.method} here.`);
  const cookie = call.headers.get('Cookie') ?? '';
  const isOwn = ({ id }: { id: string }) => cookie === '' || cookie.includes(`=${id}`);
  state.sessions = state.sessions.filter((each) => !isOwn(each)); // whatever calls go on
  return noContent;
}

/** What stands after `/RI/rmi/`, whatever the base. */
const rmiPath = /^(?:.*[^/])?\/RI\/rmi\/(.+)$/;
export const isRmi = ({ pathname }: URL) => rmiPath.test(pathname);

const presencesPath = /^agents\/([^/]+)\/presences\/$/;
const presencePath = /^agents\/([^/]+)\/presences\/([^/]+)$/;
const readyPath = /^agents\/([^/]+)\/readyState\/$/;

function agentOf({ state, reading }: SinchFixtures, given: string): SinchAgent {
  const id = id32(given, reading);
  const found = state.agents.find((each) => each.id === id);
  if (!found) throw new CodedRefusal(404, `There is no agent ${id}.`);
  return found;
}

function setPresence(agent: SinchAgent, presenceId: string, call: HttpCall, { presences, reading }: SinchFixtures) {
  checkType(call, ['application/json'], reading);
  const known = presences.find(({ id }) => id === presenceId);
  if (!known) throw new CodedRefusal(404, `There is no presence ${presenceId}.`);
  const body = readJsonBody(call.body, 400);
  if (!isObject(body) || body['id'] !== presenceId || body['name'] !== known.name)
    throw new CodedRefusal(400, 'The body is not the presence of the path.');
  agent.presenceId = presenceId;
}

function setReady(agent: SinchAgent, call: HttpCall, { reading }: SinchFixtures) {
  checkType(call, ['application/json'], reading);
  const body = readJsonBody(call.body, 400);
  if (!isObject(body) || Object.keys(body).join() !== 'readyState')
    throw new CodedRefusal(400, 'The body is more or less than readyState.');
  const { readyState } = body;
  if (readyState !== 'Ready' && readyState !== 'NotReady')
    throw new CodedRefusal(400, 'readyState is neither Ready nor NotReady.');
  agent.readyState = readyState;
}

/** Presences and the ready state, in the user's session (C-375 to C-377, vendor code). Nothing is told to the panel (C-372). */
export function answerRmi(call: HttpCall, world: SinchFixtures): HttpAnswer {
  const path = rmiPath.exec(call.url.pathname)?.[1] ?? '';
  const place = [presencesPath, presencePath, readyPath].find((each) => each.test(path));
  if (!place) throw new CodedRefusal(404, 'There is nothing at this path.');
  const [, id = '', presenceId = ''] = place.exec(path) ?? [];
  if (call.method !== (place === presencesPath ? 'GET' : 'PUT'))
    throw new CodedRefusal(405, `There is no ${call.method} here.`);
  if (call.url.search) throw new CodedRefusal(400, 'There are no parameters here.');
  const agent = agentOf(world, id);
  if (place === presencesPath) {
    checkAccept(call.headers.get('Accept'), 'application/json', world.reading); // the vendor's script sends none (S-33)
    return { status: 200, body: JSON.stringify(world.presences) };
  }
  if (place === presencePath) setPresence(agent, presenceId, call, world);
  else setReady(agent, call, world);
  return noContent;
}
