// What the agent reads of a no: Integra's `0` gives no reason.
import { expect } from 'chai';
import { CtiClient } from '../../../src/index.js';
import { IntegraTransport } from '../../../src/transports/integra/index.js';
import { failure } from '../../failure.js';
import { everyCommand } from '../every-command.js';
import { recorder, reply } from '../requests.js';

const all = everyCommand('integra');
all.dispose = { ...all.dispose, level2: 'New customer' };

describe('a refusal by uContact', () => {
  const refuse = (body: string, status: number, type: keyof typeof all) => {
    const { fetch } = recorder(reply(body, status));
    const transport = new IntegraTransport({
      baseUrl: 'https://dialer.example',
      agent: 'Agent1',
      phone: '1001',
      fetch,
    });
    return failure(new CtiClient({ transports: [transport] }).send(all[type]));
  };

  it('names what the command was for and the likely cause', async () => {
    const said: Partial<Record<keyof typeof all, string>> = {
      call: 'uContact did not call 091000000. Check that phone 1001 is signed in and free.',
      hangup: 'There is no call on phone 1001.',
      dispose:
        'uContact refused this result, and saved nothing for 091000000. Check that Sale › New customer exists for Sale->, to its last level.',
      schedule: 'uContact did not schedule the callback to 098344484. Check its time, and that Ventas-> exists.',
      respool:
        'uContact did not put 098344484 back in the queue. Check that its list and contact still exist for Ventas->.',
      blacklist: 'uContact put nothing on the do-not-call list. Check each number and its campaign.',
      campaigns: 'uContact refused this.',
    };
    for (const type of Object.keys(said) as (keyof typeof all)[])
      expect(await refuse('0', 200, type), type).to.include({
        ...{ code: 'REJECTED', message: said[type], detail: '0', maybeSent: false, transport: 'integra' },
      });
  });

  it('by a 403 is a right that a supervisor gives, and by a 401 or a sign-in page a sign-in that is over', async () => {
    for (const type of ['call', 'dispose', 'campaigns', 'hangup'] as const) {
      const missing = await refuse('', 403, type);
      expect(missing, type).to.include({ code: 'REJECTED', maybeSent: false });
      expect(missing.message).to.equal(
        'Your sign-in may not do this. Ask a supervisor for the right. Nothing was done.',
      );
      for (const [body, status] of [
        ['', 401],
        ['<input type="password">', 200],
      ] as const) {
        const over = await refuse(body, status, type);
        expect(over, type).to.include({ code: 'UNAUTHORIZED', maybeSent: false });
        expect(over.message).to.match(/Sign in again/);
      }
    }
  });
});
