import { expect } from 'chai';
import { basic, MotionTransport } from '../../../src/transports/motion/motion-transport.js';
import { failure } from '../../failure.js';
import { until } from '../../until.js';

describe('a transport over HTTP', () => {
  for (const status of [401, 403])
    it(`says that nothing was done when it is closed while it signs in again after a ${status}`, async () => {
      let signIns = 0;
      let asked = 0;
      const transport = new MotionTransport({
        baseUrl: 'https://motion.example/',
        lists: { 'Sale->': 32 },
        authorization: () => (signIns++ ? new Promise(() => undefined) : basic('admin', 'password')()),
        fetch: () => (asked++, Promise.resolve(new Response('', { status }))),
      });
      const sent = failure(transport.send({ type: 'addContact', campaign: 'Sale->', contact: { destination: '091' } }));
      await until(() => signIns === 2);
      transport.close();
      expect(await sent).to.include({ code: 'CANCELED', maybeSent: false });
      expect(asked).to.equal(1);
    });
});
