import { expect } from 'chai';
import type { Command } from '../../../src/index.js';
import { IntegraTransport, type IntegraOptions } from '../../../src/transports/integra/index.js';

export const settings = { baseUrl: 'https://ucontact.example/', agent: 'Agent1', phone: '1001', context: 'agents' };
export const guid = '7e4e7db9-f080-494e-b04b-7c8e47711558';

/** A transport whose requests the test reads and answers. */
export function setup(answer: BodyInit | Response | Response[] = '1', options: Partial<IntegraOptions> = {}) {
  const requests: Request[] = [];
  const answers = Array.isArray(answer) ? answer : undefined;
  const fetch = async (url: string, init: RequestInit) => {
    requests.push(new Request(url, init));
    return answers?.shift() ?? (answer instanceof Response ? answer : new Response(answer as BodyInit));
  };
  return { requests, transport: new IntegraTransport({ ...settings, ...options, fetch }) };
}

export async function sent(command: Command, options: Partial<IntegraOptions> = {}, answer = '1') {
  const { requests, transport } = setup(answer, options);
  await transport.send(command);
  expect(requests).to.have.length(1);
  const [request] = requests;
  return { request: request!, url: request!.url, body: await request!.text() };
}
