import { expect } from 'chai';
import { CtiError } from '../../../src/core/errors.js';
import type { Command, Reply } from '../../../src/core/commands.js';
import { fakeTransport, next, until } from '../elements.fixture.js';
import {
  ahead,
  alertText,
  clientOf,
  closePages,
  find,
  headings,
  integra,
  moveTo,
  open,
  press,
  rowPicker,
  rows,
  settled,
  someAgent,
  voicenter,
  words,
} from './cti-callbacks.fixture.js';

const done: Reply = { status: 'confirmed', transport: 'fake' };
const no = (code: CtiError['code']) => Promise.reject(new CtiError(code, `The dialer: ${code}.`));

/** A dialer that says no to the second `schedule`, or to a cancellation, in its own way. */
function stubborn({ cancel, set }: { cancel?: CtiError['code']; set?: CtiError['code'] }) {
  const state = { cancel, set, count: 0 };
  const fake = fakeTransport({
    can: ['schedule', 'cancelSchedule', 'dispose'],
    send: (command: Command) => {
      if (command.type === 'cancelSchedule' && state.cancel) return no(state.cancel);
      if (command.type === 'schedule' && state.count++ && state.set) return no(state.set);
      return done;
    },
  });
  return Object.assign(fake, { state, checks: integra().transport.checks! });
}
const types = (dialer: { sent: readonly Command[] }) => dialer.sent.map(({ type }) => type).join(' ');

describe('a move of <cti-callbacks> that stops half-way', () => {
  afterEach(closePages);

  for (const code of ['REJECTED', 'UNREACHABLE', 'UNAUTHORIZED', 'BUSY'] as const)
    it(`changes nothing when the cancellation failed (${code}), and keeps the typed time`, async () => {
      const dialer = stubborn({ cancel: code });
      const { element, schedule } = await open(clientOf(dialer));
      await schedule(ahead(30));
      const to = ahead(50);
      await moveTo(element, to);
      expect(types(dialer)).to.equal('schedule cancelSchedule');
      expect(words(element)).not.to.contain('Half done');
      expect(words(element, 'li .outcome')).to.contain(`The dialer: ${code}.`);
      expect(rowPicker(element).value).to.equal(to);
      expect(words(element, 'li .state')).to.contain('The dialer has it.');
    });

  it('says that the old one is gone and the new one is not set, over a reload, and then sends only the second half', async () => {
    const agent = someAgent();
    const dialer = stubborn({ set: 'REJECTED' });
    const before = await open(clientOf(dialer, { agent }));
    await before.schedule(ahead(30));
    const to = ahead(50);
    await moveTo(before.element, to);
    expect(alertText(before.element)).to.contain('will not be called').and.to.contain('is not set');
    expect(headings(before.element)[0]).to.contain('Half done');
    expect(words(before.element, 'li .outcome')).to.contain('REJECTED');
    expect(rowPicker(before.element).value).to.equal(to);
    before.leave();

    const { element } = await open(clientOf(dialer, { agent }));
    expect(alertText(element)).to.contain('will not be called');
    await rowPicker(element).updateComplete;
    expect(rowPicker(element).value).to.equal(to);
    dialer.state.set = undefined;
    dialer.sent.length = 0;
    await press(element, 'again');
    expect(types(dialer)).to.equal('schedule');
    expect(dialer.sent[0]).to.deep.include({ type: 'schedule', at: to });
    expect((dialer.sent[0] as { entry: { data: unknown } }).entry.data).to.deep.equal([['account', '7781']]);
    expect([rows(element).length, alertText(element)]).to.deep.equal([1, '']);
  });

  it('takes another time at the second try, also the first one again', async () => {
    const dialer = stubborn({ set: 'REJECTED' });
    const { element, schedule } = await open(clientOf(dialer));
    const first = ahead(30);
    await schedule(first);
    await moveTo(element, ahead(50));
    dialer.state.set = undefined;
    await moveTo(element, first);
    expect(dialer.sent.at(-1)).to.deep.include({ at: first });
    expect([rows(element).length, alertText(element)]).to.deep.equal([1, '']);
  });

  it('never schedules while nobody knows whether the old one is gone, and lets the agent try again', async () => {
    const agent = someAgent();
    const dialer = stubborn({ cancel: 'TIMEOUT' });
    const before = await open(clientOf(dialer, { agent }));
    await before.schedule(ahead(30));
    await moveTo(before.element, ahead(50));
    expect(types(dialer)).to.equal('schedule cancelSchedule');
    expect(alertText(before.element)).to.contain('it may still be there').and.to.contain('not called twice');
    before.leave();
    const { element } = await open(clientOf(dialer, { agent }));
    expect(alertText(element)).to.contain('it may still be there');
    await press(element, 'again');
    expect(types(dialer)).to.equal('schedule cancelSchedule cancelSchedule');
    dialer.state.cancel = 'REJECTED'; // perhaps because it has gone already
    await press(element, 'again');
    expect(alertText(element)).to.contain('it may still be there');
    dialer.state.cancel = undefined;
    await press(element, 'again');
    expect(types(dialer)).to.match(/cancelSchedule schedule$/);
    expect([rows(element).length, alertText(element)]).to.deep.equal([1, '']);
  });

  it('lets the agent say that the old one is gone, or still there', async () => {
    const dialer = stubborn({ cancel: 'TIMEOUT' });
    const { element, schedule } = await open(clientOf(dialer));
    await schedule(ahead(30));
    await moveTo(element, ahead(50));
    await press(element, 'there');
    expect([rows(element).length, alertText(element)]).to.deep.equal([1, '']);
    await moveTo(element, ahead(50));
    await press(element, 'gone');
    expect(alertText(element)).to.contain('will not be called');
    await press(element, 'drop');
    expect(words(element)).to.contain('Give up?');
    await press(element, 'confirm');
    expect([rows(element).length, types(dialer)]).to.deep.equal([0, 'schedule cancelSchedule cancelSchedule']);
  });

  it('says so when nobody knows whether the new one is set', async () => {
    const dialer = stubborn({ set: 'TIMEOUT' });
    const { element, schedule } = await open(clientOf(dialer));
    await schedule(ahead(30));
    await moveTo(element, ahead(50));
    expect(alertText(element)).to.contain('nobody knows whether the new one').and.to.contain('called twice');
    expect(rows(element)).to.have.length(1);
    await press(element, 'set');
    expect(alertText(element)).to.equal('');
    expect(words(element, 'li .state')).to.contain('Unknown: it may have reached the dialer');
  });

  it('takes for half done what a page was doing when it was closed', async () => {
    const agent = someAgent();
    const dialer = stubborn({});
    const before = await open(clientOf(dialer, { agent }));
    await before.schedule(ahead(30));
    dialer.send = () => new Promise(() => {});
    await press(before.element, 'move');
    rowPicker(before.element).value = ahead(50);
    await rowPicker(before.element).updateComplete;
    find(before.element, '[name=again]').click();
    await until(() => words(before.element).includes('Sending'));
    const { element } = await open(clientOf(stubborn({}), { agent }));
    expect(words(element)).to.contain('Another tab is changing this just now.');
    expect(find(element, '[name=move]').ariaDisabled).to.equal('true');
  });

  it('stops where the page says no, at either half', async () => {
    const dialer = stubborn({});
    const { element, schedule, page } = await open(clientOf(dialer));
    await schedule(ahead(30));
    let stops = 'cancelSchedule';
    page.addEventListener('cti-request', (event) => event.command.type === stops && event.preventDefault());
    await moveTo(element, ahead(50));
    expect([types(dialer), alertText(element)]).to.deep.equal(['schedule', '']);
    stops = 'schedule';
    await moveTo(element, ahead(50));
    expect(types(dialer)).to.equal('schedule cancelSchedule');
    expect(alertText(element)).to.contain('is not set');
  });

  it('refuses the time that it has already', async () => {
    const dialer = stubborn({});
    const { element, schedule } = await open(clientOf(dialer));
    const at = ahead(30);
    await schedule(at);
    const failed = next(element, 'cti-error');
    await moveTo(element, at);
    expect((await failed).error.code).to.equal('INVALID');
    expect(types(dialer)).to.equal('schedule');
  });

  it('on Voicenter says that all of that number goes, and moves [C-216]', async () => {
    const { transport, simulator } = voicenter();
    const { element, schedule } = await open(clientOf(transport), { campaign: 'campaign0001' });
    await schedule(ahead(30), '0502454545');
    await press(element, 'cancel');
    expect(words(element)).to.contain('takes out all that waits for this number');
    await press(element, 'keep');
    await moveTo(element, ahead(50));
    await settled(element);
    expect(simulator.state.campaigns[0]!.pending).to.equal(1);
    simulator.faults = { errorCode: 3 };
    await press(element, 'cancel');
    await press(element, 'confirm');
    expect(words(element, 'li .outcome')).to.contain('Voicenter refused this (3)');
    simulator.faults = {};
    await press(element, 'cancel');
    await press(element, 'confirm');
    await until(() => !rows(element).length);
    expect(simulator.state.campaigns[0]!.pending).to.equal(0);
  });
});
