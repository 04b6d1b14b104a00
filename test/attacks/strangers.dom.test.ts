import { expect } from 'chai';
import { PortalSimulator } from '../../src/simulator/index.js';
import { call, cti, hangup } from '../samples.js';
import { holdClock } from '../clock.js';
import { failure } from '../failure.js';
import { until } from '../until.js';
import { closeForms, openForm, otherOrigin, timeout } from '../transports/portal/portal.fixture.js';
import { closeAttackers, envelope, openAttacker, strangers } from './attacker.js';

let portal: PortalSimulator | undefined;

/** A portal around the form; opened after it, so that its log has only what comes then. */
function openPortal() {
  portal = new PortalSimulator({ frame: 'form', formOrigin: otherOrigin });
  return portal;
}

afterEach(() => {
  portal?.close();
  closeForms();
  closeAttackers();
});

describe('a frame beside the form', () => {
  for (const [who, origin] of Object.entries(strangers)) {
    it(`${who} cannot answer the form’s questions [C-035]`, async () => {
      const form = await openForm();
      const stranger = await openAttacker(origin);
      const questions = [failure(form.send(call)), failure(form.send(cti))];
      await form.posts(2);
      await stranger.attack({
        messages: [envelope({ guid: 'forged-1' }), envelope({ CTI: { Guid: 'forged-1' } }), envelope({})],
      });
      await form.hears(3);
      await form.pass(timeout);
      for (const question of questions) expect((await question).code).to.equal('TIMEOUT');
      expect(await form.ask('look'), 'nothing of it was parsed').to.include({ parsed: 1 });
    });

    it(`${who} cannot silence the portal with a flood`, async () => {
      const form = await openForm();
      const stranger = await openAttacker(origin);
      const reply = form.send(call);
      await form.posts(1);
      await stranger.attack({ messages: ['nonsense', envelope({ guid: 'forged-1' })], times: 500 });
      await form.hears(1_000);
      form.answer({ guid: 'real-1' });
      expect((await reply).guid).to.equal('real-1');
    });

    // Whatever its size, it is not unpacked: the largest is tried once, by the one who comes closest.
    const size = origin === location.origin ? 50_000_000 : 1_000_000;
    it(`${who} cannot hold the form with ${size / 1e6} MB`, async () => {
      const form = await openForm();
      const stranger = await openAttacker(origin);
      await stranger.attack({ size });
      await form.hears(1);
      const reply = form.send(call);
      await form.posts(1);
      form.answer({ guid: 'real-1' });
      expect((await reply).guid).to.equal('real-1');
      expect(await form.ask('look'), 'only the portal’s').to.include({ heard: 2, parsed: 2 });
    });

    it(`${who} cannot act at the portal in the form’s name`, async () => {
      const form = await openForm();
      const stranger = await openAttacker(origin);
      const portal = openPortal();
      const action = { action: 'call', campaign: 'Sale->', destination: '091000000' };
      const forged = JSON.stringify({
        data: action,
        sourceOrigin: otherOrigin,
        targetOrigin: '*',
        sourceWindowName: 'form',
        targetWindowName: '',
      });
      await stranger.attack({ to: 'parent', messages: [forged] });
      await until(() => portal.log.length);
      expect(portal.dialed).to.deep.equal([]);
      expect(portal.log.map(({ refused }) => refused)).to.deep.equal(["It is not from the form's frame."]);
      expect((await form.send(call)).guid, 'the form itself is heard').to.equal(portal.dialed[0]!.guid);
    });
  }

  it('with the form’s name gets nothing that is meant for the form, and is not taken for it', async () => {
    const evil = await openAttacker(location.origin, 'form'); // first in the document: it has the name
    const form = await openForm();
    const portal = openPortal();
    portal.answerCall();
    const unheard = failure(form.send(cti));
    await form.pass(timeout);
    expect((await unheard).code, 'a plain portal finds a frame by its name').to.equal('TIMEOUT');
    const asked = failure(form.send(call));
    const action = JSON.stringify({
      data: { action: 'CTI' },
      sourceOrigin: otherOrigin,
      targetOrigin: '*',
      sourceWindowName: 'form',
      targetWindowName: '',
    });
    await evil.attack({ to: 'parent', messages: [action] });
    await evil.attack({ messages: [envelope({ guid: 'forged-1' })] });
    await form.hears(1);
    await form.pass(timeout);
    expect((await asked).code).to.equal('TIMEOUT');
    expect(await evil.attack()).to.deep.equal([]);
    expect(portal.dialed).to.deep.equal([]);
    expect(portal.log.every(({ direction, refused }) => direction === 'in' && refused)).to.equal(true);
  });
});

describe('a form that goes away between request and reply @engines', () => {
  it('leaves nothing for the page that comes in its place', async () => {
    const form = await openForm();
    const portal = openPortal();
    portal.faults = { late: 500 };
    portal.answerCall();
    const clock = holdClock();
    form.send(cti).catch(() => {});
    await form.posts(1);
    const heard: unknown[] = [];
    const loaded = new Promise((resolve) => form.frame.addEventListener('load', resolve, { once: true }));
    form.frame.src = `${location.origin}/test/fixtures/attacker.html`;
    await loaded;
    form.frame.contentWindow!.addEventListener('message', ({ data }) => heard.push(data));
    await clock.tickAsync(500);
    expect(portal.log.map(({ direction, origin }) => [direction, origin])).to.deep.equal([
      ['in', otherOrigin],
      ['out', otherOrigin],
    ]);
    form.frame.contentWindow!.postMessage('after it', '*');
    await until(() => heard.includes('after it'));
    expect(heard).to.deep.equal(['after it']);
  });

  it('asks its own questions after a reload, and takes no answer to the old ones', async () => {
    const form = await openForm();
    form.send(call).catch(() => {});
    await form.posts(1);
    const again = await openForm(
      { origin: location.origin },
      { name: 'again', place: (frame, url) => ((frame.src = url), form.frame.replaceWith(frame)) },
    );
    again.answer({ guid: 'late-1' });
    await again.settle();
    const reply = again.send({ ...call, destination: '092000000' });
    await again.posts(1);
    again.answer({ guid: 'real-1' });
    expect((await reply).guid).to.equal('real-1');
    expect(await again.send(hangup)).to.include({ status: 'sent' });
  });
});
