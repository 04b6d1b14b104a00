import { CtiClient } from '../../../src/index.js';
import { VoicenterTransport, type VoicenterOptions } from '../../../src/transports/voicenter/voicenter-transport.js';
import { only, recorder } from '../requests.js';

export const ok = '{"ErrorCode":0,"Description":"OK"}';
export const base = 'https://api.voicenter.co.il/ForwardDialer/Dialer/';
export const contact = { destination: '0502454545' };

type Said = string | (() => Response);

export function setup(answer: Said | Said[] = ok, options: VoicenterOptions = {}) {
  const { seen, fetch } = recorder(...[answer].flat());
  const transport = new VoicenterTransport({ code: 'account', timeZone: 'Asia/Jerusalem', fetch, ...options });
  return { seen, transport, client: new CtiClient({ transports: [transport] }) };
}

/** The operation and the JSON that a command comes to. */
export async function sent(
  run: (all: ReturnType<typeof setup>) => Promise<unknown>,
  answer = ok,
  options: VoicenterOptions = {},
) {
  const all = setup(answer, options);
  const result = await run(all);
  const { url, method, body, headers } = only(all.seen);
  return {
    url,
    method,
    headers,
    operation: url.replace(base, ''),
    json: body ? (JSON.parse(body) as unknown) : undefined,
    result,
  };
}
