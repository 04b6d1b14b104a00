import { expect } from 'chai';
import { PortalSimulator } from '../../../src/simulator/index.js';
import { holdClock, type Clock } from '../../clock.js';
import {
  arrives,
  type Form,
  portal,
  openFrame,
  open,
  post,
  settle,
  page,
  frames,
  openPortal,
} from './portal.fixture.js';
import { until } from '../../until.js';

describe('the portal simulator’s faults', () => {
  let clock: Clock;
  beforeEach(() => {
    clock = holdClock();
  });

  it('answers a form of another origin, and only the one it is told to', async () => {
    const elsewhere = location.origin.replace('127.0.0.1', 'localhost');
    const src = `${elsewhere}${page}#${encodeURIComponent('[{"action":"CTI"}]')}`;
    openPortal({ formOrigin: elsewhere });
    await openFrame('form', src);
    await until(() => portal.log.length === 2);
    expect(portal.log[0]).to.include({ origin: elsewhere }).and.not.to.have.property('refused');
    expect(portal.log[1]).to.include({ direction: 'out', origin: elsewhere });
    portal.close();
    frames.pop()?.remove();

    openPortal({ formOrigin: 'https://crm.example' });
    await openFrame('form', src);
    await until(() => portal.log.length);
    expect(portal.log[0]!.refused).to.contain('https://crm.example');
    expect(() => new PortalSimulator({ frame: 'form', formOrigin: 'https://crm.example/' })).to.throw(TypeError);
  });

  it('is slow, late, doubled or silent when told so, and has done it at once', async () => {
    const form = await open();
    const call = { action: 'call', campaign: 'Sale->', destination: '091000000' };
    portal.faults = { delay: 150 };
    await post(form, call);
    expect(portal.dialed).to.have.length(1);
    await clock.tickAsync(149);
    await settle(form);
    expect(form.replies).to.have.length(0);
    await clock.tickAsync(1);
    await settle(form);
    expect(form.replies).to.have.length(1);
    portal.faults = { late: 100, double: true };
    await post(form, call);
    await clock.tickAsync(100);
    await settle(form);
    expect(form.replies).to.have.length(3);
    expect(form.replies[1]).to.deep.equal(form.replies[2]);
    portal.faults = { silent: true };
    await post(form, call);
    await clock.tickAsync(60_000);
    await settle(form);
    expect(form.replies).to.have.length(3);
    expect(portal.dialed).to.have.length(3);
  });

  it('fails the call with guid "0", and answers nonsense, when told so', async () => {
    const form = await open();
    const call = { action: 'call', campaign: 'Sale->', destination: '091000000' };
    portal.faults.zero = true;
    form.post(call);
    await until(() => form.replies.length === 1);
    expect(form.replies[0]).to.deep.equal({ guid: '0' });
    expect([portal.dialed.length, portal.call]).to.deep.equal([0, undefined]);
    portal.faults = { garbage: true };
    form.post(call);
    form.post({ action: 'CTI' });
    await until(() => form.replies.length === 3);
    expect(form.replies[1].guid).to.be.an('object');
    expect(() => JSON.parse(form.replies[2].CTI)).to.throw();
  });

  it('posts other libraries’ traffic before an answer when told so', async () => {
    const form = await open();
    portal.faults.foreign = true;
    form.post({ action: 'CTI' });
    await until(() => form.replies.some((reply) => reply && 'CTI' in reply));
    expect(form.heard).to.be.greaterThan(8);
    expect(portal.log.map(({ bytes }) => bytes)).to.include.members(['123', '"str"', '[]', '{}', '{"data":null}']);
  });

  it('forgets and falls silent: reload, clear, close', async () => {
    const form = await open();
    portal.faults.late = 100;
    form.post({ action: 'CTI' });
    await until(() => portal.log.length);
    portal.clear();
    await clock.tickAsync(200);
    await settle(form);
    expect([form.replies.length, portal.log.length]).to.deep.equal([0, 0]);

    portal.faults = {};
    (form as Form & { mark?: boolean }).mark = true;
    const loaded = new Promise((resolve) => frames[0]!.addEventListener('load', resolve, { once: true }));
    portal.reloadFrame();
    await loaded;
    const again = frames[0]!.contentWindow as Form & { mark?: boolean };
    expect(again.mark).to.equal(undefined);
    again.post({ action: 'CTI' });
    await until(() => again.replies.length, 'an answer to the form loaded again');

    portal.clear();
    portal.close();
    const came = arrives(again);
    again.post({ action: 'CTI' });
    await came;
    expect(portal.log).to.deep.equal([]);
  });

  it('loads a srcdoc form and another origin’s form again too', async () => {
    const elsewhere = location.origin.replace('127.0.0.1', 'localhost');
    const ask = `parent.postMessage('loaded', '*')`;
    const sources = [
      (frame: HTMLIFrameElement) => (frame.srcdoc = `<script>${ask}</script>`),
      (frame: HTMLIFrameElement) => (frame.src = `${elsewhere}${page}`),
    ];
    for (const set of sources) {
      openPortal();
      const frame = document.createElement('iframe');
      frame.name = 'form';
      set(frame);
      frames.push(frame);
      const loaded = () => new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      const first = loaded();
      document.body.append(frame);
      await first;
      const second = loaded();
      portal.reloadFrame();
      await second;
      portal.close();
      frame.remove();
    }
    expect(() => portal.reloadFrame()).to.throw('no iframe named form');
  });

  it('says in the log when the form is gone before the answer', async () => {
    const form = await open();
    portal.faults.late = 60;
    form.post({ action: 'CTI' });
    await until(() => portal.log.length);
    frames.pop()?.remove();
    await clock.tickAsync(60);
    expect(portal.log).to.have.length(2);
    expect(portal.log[1]!.refused).to.contain('no frame named form');
  });

  it('tells of every change', async () => {
    const form = await open();
    let changes = 0;
    portal.addEventListener('change', () => changes++);
    form.post({ action: 'CTI' });
    await until(() => form.replies.length);
    expect(changes).to.be.greaterThan(0);
    const before = changes;
    portal.answerCall();
    portal.endCall();
    portal.clear();
    expect(changes).to.equal(before + 3);
  });
});
