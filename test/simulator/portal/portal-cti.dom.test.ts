import { expect } from 'chai';
import { type CtiShape } from '../../../src/simulator/index.js';
import { type Form, sample, portal, openFrame, open, post, lastIn } from './portal.fixture.js';
import { until } from '../../until.js';

describe('the portal simulator’s CTI object and other frames', () => {
  it('hangs up only a call that is there', async () => {
    const form = await open();
    expect((await post(form, { action: 'hangup' })).refused).to.contain('no call');
    portal.answerCall();
    expect((await post(form, { action: 'hangup' })).refused).to.equal(undefined);
    expect((await post(form, { action: 'hangup' })).refused).to.contain('no call');
  });

  it('tells of the dialer’s call in four shapes, and of no call with null', async () => {
    const form = await open();
    const ask = async (shape: CtiShape) => {
      portal.ctiShape = shape;
      const had = form.replies.length;
      form.post({ action: 'CTI' });
      await until(() => form.replies.length > had);
      return form.replies.at(-1).CTI;
    };
    const call = portal.answerCall({
      guid: 'G',
      campaign: 'Ventas->',
      callerId: '091000000',
      entry: sample,
      parameters: [['a', 'b']],
    });
    expect(call.entry).to.deep.equal(sample);
    const object = await ask('object');
    expect(object).to.include({ guid: 'G', callerid: '091000000', ...sample });
    expect(JSON.parse(await ask('text'))).to.deep.equal(object);
    const { dialerbase, ...nine } = sample;
    expect(await ask('nested')).to.deep.equal({
      Guid: 'G',
      Campaign: 'Ventas->',
      Callerid: '091000000',
      Data: 'a=b',
      Dialer: { ...nine, dialebase: dialerbase },
    });
    const { Dialer, ...form8 } = await ask('form');
    expect(form8).to.deep.equal({
      Guid: 'G',
      Campaign: 'Ventas->',
      Callerid: '091000000',
      Screen: 'TRUE',
      Form: 'FALSE',
      ParAndValues: 'a=b',
      Beep: 'TRUE',
      Answer: 'FALSE',
    });
    expect(Dialer).to.include({ contact: '222', priority: '9999', destination: '098344484' });
    portal.endCall();
    expect(await ask('object')).to.equal(null);
  });

  it('makes up a contact whose main number is already the next one', async () => {
    await open();
    const { entry, callerId } = portal.answerCall();
    expect(entry?.destination).not.to.equal(callerId);
    expect(entry?.alternatives.split(':')).to.have.length(2);
    expect(portal.answerCall({ campaign: 'Power<-' }).entry?.campaign).to.equal('Power<-');
    expect(portal.answerCall({ entry: null }).entry).to.equal(undefined);
  });

  it('describes the agent’s own call without a dialer part', async () => {
    const form = await open();
    form.post({ action: 'callWithPhone', destination: '091000000', campaign: 'Sale->' });
    form.post({ action: 'CTI' });
    await until(() => form.replies.length === 2);
    expect(form.replies[1].CTI).to.deep.equal({
      guid: form.replies[0].guid,
      campaign: 'Sale->',
      callerid: '091000000',
      data: '',
    });
  });

  it('acts on no other frame, whatever its envelope says', async () => {
    const form = await open();
    const other = await openFrame('other');
    portal.answerCall();
    const forged = { sourceOrigin: location.origin, targetOrigin: '*', sourceWindowName: 'form', targetWindowName: '' };
    other.raw(JSON.stringify({ data: { action: 'hangup' }, ...forged }));
    await until(() => lastIn());
    expect(lastIn()?.refused).to.contain("not from the form's frame");
    other.post({ action: 'hangup' });
    window.postMessage(JSON.stringify({ data: { action: 'hangup' }, ...forged }), '*');
    await until(() => portal.log.length === 3);
    expect(portal.log.every(({ refused }) => refused)).to.equal(true);
    expect(portal.call?.ended).to.equal(false);
    form.raw(JSON.stringify({ data: { action: 'hangup' }, ...forged }));
    await until(() => portal.call?.ended, 'the hang-up of the form itself');
  });

  it('logs what is no envelope and does nothing', async () => {
    const form = await open();
    portal.answerCall();
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const noise = [
      { data: { action: 'hangup' } },
      'hello',
      '123',
      '"str"',
      '[1]',
      '{}',
      'null',
      '{"data":null}',
      7,
      null,
      circle,
    ];
    const short = JSON.stringify({ data: { action: 'hangup' }, sourceWindowName: 'form' });
    const misnamed = JSON.stringify({
      data: { action: 'hangup' },
      sourceOrigin: '',
      targetOrigin: '*',
      sourceWindowName: 'x',
      targetWindowName: '',
    });
    for (const message of [...noise, short, misnamed]) form.raw(message);
    await until(() => portal.log.length === noise.length + 2);
    expect(portal.log.filter(({ refused }) => !refused)).to.deep.equal([]);
    expect(portal.log[0]!.bytes).to.equal('{"data":{"action":"hangup"}}');
    expect(portal.call?.ended).to.equal(false);
  });
});
