// How long a message may hold the form: milliseconds of its own thread, measured where nothing else runs.
import { expect } from 'chai';
import { call } from '../samples.js';
import { closeAttackers, openAttacker, strangers } from '../attacks/attacker.js';
import { closeForms, openForm } from '../transports/portal/portal.fixture.js';

afterEach(closeForms);
afterEach(closeAttackers);

describe('50 MB', () => {
  for (const [who, origin] of Object.entries(strangers))
    it(`of a frame ${who} beside the form hold it for less than 20 ms`, async () => {
      const form = await openForm();
      const stranger = await openAttacker(origin);
      await stranger.attack({ size: 50_000_000 });
      await form.hears(1);
      const reply = form.send(call);
      await form.posts(1);
      form.answer({ guid: 'real-1' });
      expect((await reply).guid).to.equal('real-1');
      expect((await form.ask('look')).slowest).to.be.lessThan(20);
    });

  it('of the portal itself hold the form for less than 200 ms: unpacking them is the browser’s', async () => {
    const form = await openForm();
    const reply = form.send(call);
    await form.posts(1);
    form.answer({ guid: 'x1'.repeat(25_000_000) });
    form.answer({ guid: 'real-1' });
    expect((await reply).guid).to.equal('real-1');
    expect((await form.ask('look')).slowest).to.be.lessThan(200);
  });
});
