import { expect } from 'chai';
import { call, callWithPhone, cti, hangup, respool, respoolObject, schedule, tag } from '../../samples.js';
import { failure } from '../../failure.js';
import { everyCommand } from '../every-command.js';
import { closeForms, openForm, otherOrigin } from './portal.fixture.js';

afterEach(closeForms);

/** The commands that the portal has an action for. */
const ofThePortal = ['call', 'callWithPhone', 'hangup', 'cti', 'respool', 'schedule', 'tag'];

/** What the form posted for one command, without waiting for an answer. */
async function posts(command: unknown) {
  const form = await openForm();
  form.send(command).catch(() => {});
  await form.posts(1);
  return form.posted[0]!;
}

describe('the portal transport on the wire @engines', () => {
  it('posts one JSON text with the five keys of a Porthole envelope [C-001 C-002]', async () => {
    const { bytes } = await posts(hangup);
    expect(bytes).to.be.a('string');
    expect(Object.keys(JSON.parse(bytes))).to.deep.equal([
      'data',
      'sourceOrigin',
      'targetOrigin',
      'sourceWindowName',
      'targetWindowName',
    ]);
  });

  it('names its own origin with the port, its window, and the portal’s exact origin [C-003 C-004 C-005 C-006 C-007]', async () => {
    const { envelope } = await posts(hangup);
    expect(new URL(otherOrigin).port).to.not.equal('');
    expect(envelope.sourceOrigin).to.equal(otherOrigin);
    expect(envelope.sourceWindowName).to.equal('form');
    expect(envelope.targetWindowName).to.equal('');
    expect(envelope.targetOrigin).to.equal(location.origin);
  });

  it('writes a hang-up in exactly the documented bytes [C-010 C-023]', async () => {
    const { bytes } = await posts(hangup);
    expect(bytes).to.equal(
      `{"data":{"action":"hangup"},"sourceOrigin":"${otherOrigin}","targetOrigin":"${location.origin}","sourceWindowName":"form","targetWindowName":""}`,
    );
  });

  it('spells a call as documented, the campaign’s arrow included [C-008 C-022]', async () => {
    const { bytes, envelope } = await posts(call);
    expect(envelope.data).to.deep.equal({
      action: 'call',
      campaign: 'Sale->',
      callerid: '099',
      destination: '091000000',
    });
    expect(bytes).to.contain('"campaign":"Sale->"');
  });

  it('leaves out a caller id that nobody set [C-024]', async () => {
    const { bytes } = await posts({ ...call, callerId: undefined });
    expect(bytes)
      .to.contain('"data":{"action":"call","campaign":"Sale->","destination":"091000000"}')
      .and.not.contain('undefined');
  });

  it('spells a call with the portal’s phone without a caller id [C-009]', async () => {
    const { envelope } = await posts(callWithPhone);
    expect(envelope.data).to.deep.equal({ action: 'callWithPhone', destination: '091000000', campaign: 'Sale->' });
  });

  it('asks for the CTI object in upper case [C-011]', async () => {
    expect((await posts(cti)).envelope.data).to.deep.equal({ action: 'CTI' });
  });

  it('sends the respool object nested, ten keys, four of them numbers [C-012 C-016 C-019 C-021]', async () => {
    const { envelope, bytes } = await posts(respool);
    expect(envelope.data).to.deep.equal({ action: 'respool', objetoRespool: respoolObject });
    expect(bytes).to.not.contain('callspool').and.not.contain('objectDialer').and.not.contain('objectRespool');
  });

  it('sends a callback with the same ten keys under their other name [C-013 C-016 C-017 C-018 C-020]', async () => {
    const { envelope } = await posts(schedule);
    expect(envelope.data).to.deep.equal({
      action: 'schedule',
      callDate: '2016-10-10 15:00:00',
      objectDialer: respoolObject,
    });
    expect(envelope.data['callDate']).to.match(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it('sends a tag with guid and message only [C-014 C-015]', async () => {
    const { envelope } = await posts({ ...tag, phone: '091000000' });
    expect(envelope.data).to.deep.equal({ action: 'tag', guid: tag.guid, message: 'complaint' });
  });

  it('posts nothing for what the portal has no action for [C-025]', async () => {
    const form = await openForm();
    for (const command of Object.values(everyCommand('integra')).filter(({ type }) => !ofThePortal.includes(type)))
      expect((await failure(form.send(command))).code, command.type).to.equal('UNSUPPORTED');
    await form.send(hangup);
    await form.settle();
    expect(form.posted.map(({ envelope }) => envelope.data)).to.deep.equal([{ action: 'hangup' }]);
  });
});
