// Hands to ask the simulated dialers.
import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  MotionSimulator,
  PhoneBarSimulator,
  SinchSimulator,
  UcontactXSimulator,
  VoicenterSimulator,
} from '../../src/simulator/index.js';

type Dialer = MotionSimulator | PhoneBarSimulator | SinchSimulator | UcontactXSimulator | VoicenterSimulator;

/** Sends one request and gives the answer, with what the log says of it. An object goes as JSON text. */
export async function ask(
  dialer: Dialer,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const sent =
    typeof body === 'string' || body instanceof Uint8Array || body === undefined
      ? (body as BodyInit)
      : JSON.stringify(body);
  const url = new URL(path, 'https://dialer.example/');
  const response = await dialer.handle(
    new Request(url, { method, headers, ...(body !== undefined && { body: sent }) }),
  );
  return {
    status: response.status,
    headers: response.headers,
    text: await response.text(),
    refused: dialer.log.at(-1)?.refused,
  };
}

async function bytesOf(message: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A simulator on a port of this machine, as a program that is no browser finds it. */
export async function serve(simulator: { handle(request: Request): Promise<Response> }) {
  const server = createServer(async (incoming, outgoing) => {
    const body = await bytesOf(incoming);
    const { method = 'GET', headers, url = '/' } = incoming;
    const request = new Request(new URL(url, 'http://127.0.0.1'), {
      method,
      headers: headers as Record<string, string>,
      ...(body.length > 0 && { body }),
    });
    const answer = await simulator.handle(request);
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** What `curl` does: exactly these headers and bytes, and no header more than HTTP needs. */
export async function send(method: string, url: string, headers: Record<string, string> = {}, body = '') {
  const asking = request(url, {
    method,
    headers: { ...(body && { 'Content-Length': Buffer.byteLength(body) }), ...headers },
  });
  asking.end(body);
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  const text = (await bytesOf(answer)).toString();
  return { status: answer.statusCode, headers: answer.headers, text };
}
