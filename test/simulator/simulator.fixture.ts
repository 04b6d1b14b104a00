// A hand to ask the simulated dialers.
import type { MotionSimulator, SinchSimulator, VoicenterSimulator } from '../../src/simulator/index.js';

type Dialer = MotionSimulator | SinchSimulator | VoicenterSimulator;

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
