import { CtiClient } from '../../../src/index.js';
import { SinchTransport, type SinchOptions } from '../../../src/transports/sinch/sinch-transport.js';
import { only, recorder } from '../requests.js';

export const base = 'http://localhost:8080/RI/obi';
export const campaign = '0123456789ABCDEF0123456789ABCDEF';
export const guid = '01234567-89ab-cdef-0123-456789abcdef';
export const customer = 'F5168FBDD6914C8DB1C6D0BD64563A39';
export const contact = { destination: '0215428754' };

export function setup(options: Partial<SinchOptions>, ...answers: Parameters<typeof recorder>) {
  const { seen, fetch } = recorder(...answers);
  const transport = new SinchTransport({ baseUrl: `${base}/`, timeZone: 'Europe/Berlin', fetch, ...options });
  return {
    seen,
    transport,
    client: new CtiClient({ transports: [transport] }),
    first: () => ({ ...only(seen), path: only(seen).url.replace(base, '') }),
  };
}
