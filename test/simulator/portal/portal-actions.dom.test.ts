import { expect } from 'chai';
import { guidForm, sample, portal, open, post, settle } from './portal.fixture.js';
import { until } from '../../until.js';

describe('the portal simulator’s actions', () => {
  it('answers the documented call snippet with a guid and has dialled [C-008]', async () => {
    const form = await open();
    form.post({ action: 'call', campaign: 'Sale->', callerid: '099', destination: '091000000' });
    await until(() => form.replies.length);
    expect(form.replies[0].guid).to.match(guidForm);
    expect(portal.dialed).to.have.length(1);
    expect(portal.dialed[0]).to.include({
      action: 'call',
      campaign: 'Sale->',
      callerid: '099',
      destination: '091000000',
    });
    expect(portal.call).to.include({
      guid: form.replies[0].guid,
      callerId: '091000000',
      answered: true,
      ended: false,
      shownNumber: '099',
    });
  });

  it('answers callWithPhone, and call without a callerid, each with its own guid [C-009]', async () => {
    const form = await open();
    form.post({ action: 'callWithPhone', destination: '091000000', campaign: 'Sale->' });
    form.post({ action: 'call', campaign: 'Sale->', destination: '092000000' });
    await until(() => form.replies.length === 2);
    expect(portal.dialed.map(({ guid }) => guid)).to.deep.equal(form.replies.map(({ guid }) => guid));
    expect(new Set(form.replies.map(({ guid }) => guid)).size).to.equal(2);
  });

  it('shows the exact bytes of both directions in the log [C-001] [C-002] [C-023]', async () => {
    const form = await open();
    form.post({ action: 'CTI' });
    await until(() => form.replies.length);
    const [sent, answered] = portal.log;
    const { origin } = location;
    expect(sent).to.include({ direction: 'in', origin });
    expect(sent!.bytes).to.equal(
      `{"data":{"action":"CTI"},"sourceOrigin":"${origin}","targetOrigin":"*","sourceWindowName":"form","targetWindowName":""}`,
    );
    expect(answered).to.include({ direction: 'out', origin: '*' });
    expect(answered!.bytes).to.equal(
      `{"data":{"CTI":null},"sourceOrigin":"${origin}","targetOrigin":"*","sourceWindowName":${JSON.stringify(window.name)},"targetWindowName":"form"}`,
    );
  });

  it('never answers hangup, respool, schedule and tag, and does them [C-010] [C-012] [C-013] [C-014]', async () => {
    const form = await open();
    portal.answerCall({ callerId: '091000000', entry: { ...sample } });
    for (const payload of [
      { action: 'respool', objetoRespool: sample },
      { action: 'schedule', callDate: '2016-10-10 15:00:00', objectDialer: sample },
      { action: 'tag', guid: 'X', message: 'angry' },
      { action: 'hangup' },
    ])
      expect((await post(form, payload)).refused, payload.action).to.equal(undefined);
    await settle(form);
    expect(form.replies).to.deep.equal([]);
    expect(portal.spool).to.deep.equal([sample]);
    expect(portal.schedules).to.deep.equal([{ callDate: '2016-10-10 15:00:00', objectDialer: sample }]);
    expect(portal.tags).to.deep.equal([{ guid: 'X', message: 'angry' }]);
    expect(portal.call?.ended).to.equal(true);
  });

  it('acts on nothing that is spelled, typed or shaped in another way [C-015] [C-016] [C-017] [C-018] [C-019] [C-020] [C-021]', async () => {
    const form = await open();
    portal.answerCall({ entry: { ...sample } });
    const { agentphone: _, ...nine } = sample;
    const wrong: unknown[] = [
      null,
      'hangup',
      [],
      {},
      { action: 'Hangup' },
      { action: 'cti' },
      { action: 'constructor' },
      { action: 'dispose' },
      { action: 'hangup', now: true },
      { action: 'call', campaign: 'Sale->', callerid: 99, destination: '091000000' },
      { action: 'call', campaign: 'Sale->', callerId: '99', destination: '091000000' },
      { action: 'call', campaign: '', callerid: '99', destination: '091000000' },
      { action: 'call', campaign: 'Sale->', callerid: '99', destination: '091:092' },
      { action: 'callWithPhone', campaign: 'Sale->', callerid: '99', destination: '091000000' },
      { action: 'respool', objectRespool: sample },
      { action: 'respool', objetoRespool: JSON.stringify(sample) },
      { action: 'respool', objetoRespool: nine },
      { action: 'respool', objetoRespool: { ...sample, more: '' } },
      { action: 'respool', objetoRespool: { ...sample, priority: '9999' } },
      { action: 'respool', objetoRespool: { ...sample, priority: 1 } },
      { action: 'respool', objetoRespool: { ...sample, agentphone: 1001 } },
      { action: 'respool', objetoRespool: { ...sample, alternatives: '098124484:' } },
      { action: 'respool', objetoRespool: { ...sample, alternatives: ['098124484'] } },
      { action: 'respool', objetoRespool: { ...sample, data: '=Val1' } },
      { action: 'schedule', callDate: '<2016-10-10 15:00:00>', objectDialer: sample },
      { action: 'schedule', callDate: '2016-10-10T15:00:00', objectDialer: sample },
      { action: 'schedule', calldate: '2016-10-10 15:00:00', objectDialer: sample },
      { action: 'schedule', callDate: '2016-10-10 15:00:00', objetoRespool: sample },
      { action: 'schedule', callDate: '2016-10-10 15:00:00', objectDialer: nine },
      { action: 'tag', guid: 'X', message: 'm', phone: '091' },
      { action: 'tag', guid: 'X', data: 'm' },
    ];
    for (const payload of wrong) expect((await post(form, payload)).refused, JSON.stringify(payload)).to.be.a('string');
    await settle(form);
    expect(form.replies).to.deep.equal([]);
    expect([portal.dialed, portal.spool, portal.schedules, portal.tags]).to.deep.equal([[], [], [], []]);
    expect(portal.call?.ended).to.equal(false);
  });

  it('refuses a respool that the dialer forbids', async () => {
    const form = await open();
    portal.answerCall({ callerId: '091000000', entry: { ...sample, retries: 2 } });
    const respool = async (changes: object) =>
      (await post(form, { action: 'respool', objetoRespool: { ...sample, retries: 2, ...changes } })).refused;
    expect(await respool({ campaign: 'Sale->' })).to.contain('campaign');
    expect(await respool({ status: 0, contact: 1, dialerbase: 'x' })).to.contain('status, contact, dialerbase');
    expect(await respool({ destination: '091000000' })).to.contain('number of this call');
    expect(await respool({ destination: '098124484' })).to.contain('0 retries');
    expect(await respool({ destination: '098124484', retries: 0, alternatives: '' })).to.equal(undefined);
    expect(await respool({ destination: '098124484', retries: 0 })).to.contain('already on the spool');
    expect(portal.spool).to.have.length(1);
  });
});
