// What the Integra simulator's tests share: a server, and a hand to ask it.
import { IntegraSimulator, type IntegraOptions } from '../../../src/simulator/index.js';

export const type = 'application/x-www-form-urlencoded; charset=UTF-8';
export const agentCall =
  'callerid=099&agent=Agent1&phone=1001&tech=SIP&context=agents&outqueue=Sale-%3E&destination=091000000';
export const callspool =
  'callspool=%7B%22campaign%22%3A%22Ventas-%3E%22%2C%22destination%22%3A%22098344484%22%2C%22dialerbase%22%3A%22basetest%22%2C%22status%22%3A1%2C%22data%22%3A%22Par1%3DVal1%3APar2%3DVal2%22%2C%22alternatives%22%3A%22098124484%22%2C%22contact%22%3A222%2C%22retries%22%3A0%2C%22priority%22%3A9999%2C%22agentphone%22%3A%221001%22%7D';
export const callschedule =
  'callschedule=%7B%22calldate%22%3A%222015-10-11+15%3A00%3A00%22%2C%22campaign%22%3A%22Ventas-%3E%22%2C%22destination%22%3A%22098344484%22%2C%22alternatives%22%3A%22099124484%3A099121212%22%2C%22agentphone%22%3A%221001%22%2C%22data%22%3A%22Par1%3DVal1%3APar2%3DVal2%22%7D';
export const json = (name: string, value: unknown) => `${name}=${encodeURIComponent(JSON.stringify(value))}`;
export const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

export let server: IntegraSimulator;
export let authorization: string | undefined;

export function start(options: IntegraOptions = {}) {
  server = new IntegraSimulator(options);
  authorization = server.signIn();
}
export async function ask(
  path: string,
  body: string,
  headers: Record<string, string> = {},
  init: RequestInit = { method: 'POST', body },
) {
  const all = { 'Content-Type': type, ...(authorization && { Authorization: authorization }), ...headers };
  const response = await server.handle(
    new Request(`https://portal.example/Integra/resources/${path}`, { ...init, headers: all }),
  );
  return { status: response.status, text: await response.text(), refused: server.log.at(-1)?.refused };
}
export const spoolEntry = () => JSON.parse(new URLSearchParams(callspool).get('callspool')!);
export const scheduleEntry = () => JSON.parse(new URLSearchParams(callschedule).get('callschedule')!);

/** Asks from now on with this header value, or none. */
export function signInWith(value: string | undefined): void {
  authorization = value;
}
