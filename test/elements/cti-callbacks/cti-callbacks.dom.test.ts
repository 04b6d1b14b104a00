import { expect } from 'chai';
import { html } from 'lit';
import type { Callback } from '../../../src/callbacks/callback.js';
import { CtiClient } from '../../../src/core/client.js';
import type { Command, Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import { CtiResultEvent } from '../../../src/core/events.js';
import { supervisorChecks } from '../../../src/core/supervisor-commands.js';
import { tellCampaigns } from '../../../src/elements/shared/campaign-names.js';
import { rest } from '../../page-work.js';
import { dispose } from '../../samples.js';
import { audit, mount, until, fakeTransport, next, savedFiles } from '../elements.fixture.js';
import {
  ahead,
  alertText,
  clientOf,
  closePages,
  focus,
  headings,
  integra,
  moveTo,
  open,
  press,
  rows,
  words,
  find,
  rowPicker,
  settled,
  someAgent,
  voicenter,
} from './cti-callbacks.fixture.js';

const schedules = ({ simulator }: ReturnType<typeof integra>) =>
  simulator.state.schedules.map((each) => (each as { calldate: string }).calldate);

describe('<cti-callbacks>', () => {
  afterEach(closePages);

  for (const dark of [false, true])
    it(`passes the accessibility audit in every state, ${dark ? 'dark' : 'light'}`, async () => {
      const dialer = integra();
      const { element, schedule } = await open(clientOf(dialer.transport), { dark });
      expect((await audit(element)).join()).to.equal('');
      await schedule(ahead(30));
      expect((await audit(element)).join()).to.equal('');
      await press(element, 'cancel');
      expect((await audit(element)).join()).to.equal('');
      await press(element, 'keep');
      await press(element, 'move');
      expect((await audit(element)).join()).to.equal('');
      dialer.simulator.faults = { dropped: true };
      await moveTo(element, ahead(50));
      expect(alertText(element)).to.contain('may still exist');
      expect((await audit(element)).join()).to.equal('');
    });

  it('says that nothing was scheduled, and that it knows this browser only', async () => {
    const { element } = await open(clientOf(integra().transport));
    expect(words(element))
      .to.contain('No callback has been scheduled in this browser yet.')
      .and.to.contain('only callbacks scheduled in this browser')
      .and.to.contain('whoever can read this browser’s files can read it');
  });

  it('shows what a picker beside it scheduled, by day, in both times, with what is known', async () => {
    const { element, schedule } = await open(clientOf(integra().transport));
    await schedule(ahead(30));
    await schedule(ahead(80), '092000000');
    expect(rows(element)).to.have.length(2);
    expect(headings(element)[0]).to.match(/^(Tomorrow|\w{3}), /);
    const [first] = rows(element);
    expect(first!.textContent.replace(/\s+/g, ' '))
      .to.contain('091000000')
      .and.to.contain('Sale outbound')
      .and.to.contain('account: 7781')
      .and.to.contain('The dialer has it.')
      .and.to.match(/The customer’s time, Eastern .*\. Your time: /);
  });

  it('cancels after a question, that callback alone [C-150 C-151]', async () => {
    const dialer = integra();
    const { element, schedule } = await open(clientOf(dialer.transport));
    const [soon, late] = [ahead(30), ahead(80)];
    await schedule(soon);
    await schedule(late);
    await press(element, 'cancel');
    expect(schedules(dialer)).to.deep.equal([soon, late]);
    expect(focus(element)).to.equal('keep');
    await press(element, 'confirm');
    expect(schedules(dialer)).to.deep.equal([late]);
    await until(() => words(element, '.outcome').includes('is cancelled'), 'it says so');
    expect(rows(element)).to.have.length(1);
  });

  it('leaves nothing in the page of callbacks that have gone', async () => {
    const { element, schedule } = await open(clientOf(integra().transport));
    const nodes = () => find(element, '#list').childNodes.length;
    const before = nodes();
    for (const hours of [30, 80]) {
      await schedule(ahead(hours));
      expect(nodes()).to.be.greaterThan(before);
      await press(element, 'cancel');
      await press(element, 'confirm');
      expect(rows(element)).to.deep.equal([]);
      expect(nodes()).to.equal(before);
    }
  });

  it('moves: takes the old one out, and sets the new one', async () => {
    const dialer = integra();
    const { element, schedule } = await open(clientOf(dialer.transport));
    await schedule(ahead(30));
    const next = ahead(50);
    await moveTo(element, next);
    expect(schedules(dialer)).to.deep.equal([next]);
    await until(() => words(element).includes('Moved from'));
    expect(rows(element)).to.have.length(1);
    expect(words(element)).to.contain('account: 7781');
    expect(words(element)).not.to.contain('Not finished');
  });
});

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
      expect(words(element)).not.to.contain('Not finished');
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
    expect(alertText(before.element))
      .to.contain('No callback to 091000000 is scheduled now')
      .and.to.contain('was not scheduled');
    expect(headings(before.element)[0]).to.contain('Not finished');
    expect(words(before.element, 'li .outcome')).to.contain('REJECTED');
    expect(rowPicker(before.element).value).to.equal(to);
    before.leave();

    const { element } = await open(clientOf(dialer, { agent }));
    expect(alertText(element)).to.contain('No callback to 091000000 is scheduled now');
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
    expect(alertText(before.element)).to.contain('It may still exist').and.to.contain('not called twice');
    before.leave();
    const { element } = await open(clientOf(dialer, { agent }));
    expect(alertText(element)).to.contain('It may still exist');
    await press(element, 'again');
    expect(types(dialer)).to.equal('schedule cancelSchedule cancelSchedule');
    dialer.state.cancel = 'REJECTED'; // perhaps because it has gone already
    await press(element, 'again');
    expect(alertText(element)).to.contain('It may still exist');
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
    expect(alertText(element)).to.contain('No callback to 091000000 is scheduled now');
    await press(element, 'drop');
    expect(words(element)).to.contain('Stop moving this callback?');
    await press(element, 'confirm');
    expect([rows(element).length, types(dialer)]).to.deep.equal([0, 'schedule cancelSchedule cancelSchedule']);
  });

  it('says so when nobody knows whether the new one is set', async () => {
    const dialer = stubborn({ set: 'TIMEOUT' });
    const { element, schedule } = await open(clientOf(dialer));
    await schedule(ahead(30));
    await moveTo(element, ahead(50));
    expect(alertText(element)).to.contain('did not confirm the new one').and.to.contain('called twice');
    expect(rows(element)).to.have.length(1);
    await press(element, 'set');
    expect(alertText(element)).to.equal('');
    expect(words(element, 'li .state')).to.contain('Sent, no answer received: it may have reached the dialer');
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
    expect(words(element)).to.contain('Another tab is changing this callback.');
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
    expect(alertText(element)).to.contain('was not scheduled');
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
    expect(words(element)).to.contain('cancels every callback to this number');
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

const reply = (status: Reply['status']): Reply => ({ status, transport: 'fake' });

/** A dialer that answers as it is told, and cannot cancel unless it is said to. */
function dialer(
  answer: (command: Command) => Reply | Promise<Reply> = () => reply('confirmed'),
  can: Command['type'][] = ['schedule', 'dispose'],
) {
  const told = { answer };
  return Object.assign(fakeTransport({ can, send: (command) => told.answer(command) }), { told });
}

const fails = (code: CtiError['code']) => () => Promise.reject(new CtiError(code, `${code} it is.`));

const state = (element: Parameters<typeof words>[0]) => words(element, 'li .state');

describe('what <cti-callbacks> knows', () => {
  afterEach(closePages);

  for (const [status, text] of [
    ['confirmed', 'The dialer has it.'],
    ['sent', 'which does not confirm it'],
  ] as const)
    it(`says how sure a callback is that was ${status}`, async () => {
      const { element, schedule } = await open(clientOf(dialer(() => reply(status))));
      await schedule(ahead(30));
      expect(state(element)).to.contain(text);
    });

  it('says that one still waits in the outbox, and that it went out', async () => {
    const to = dialer(fails('UNREACHABLE'));
    const client = clientOf(to);
    const { element, schedule } = await open(client);
    expect(await schedule(ahead(30))).to.equal('queued');
    expect(state(element)).to.contain('Not with the dialer yet');
    to.told.answer = () => reply('confirmed');
    await client.outbox!.flush();
    await until(() => state(element).includes('Sent from the outbox'));
  });

  it('drops one that was discarded in the outbox, and takes one out of it without the dialer', async () => {
    const to = dialer(fails('UNREACHABLE'));
    const client = clientOf(to);
    const { element, schedule } = await open(client);
    await schedule(ahead(30));
    await client.outbox!.discard(client.outbox!.list()[0]!.id);
    await until(() => !rows(element).length);
    await schedule(ahead(30));
    await press(element, 'cancel');
    await press(element, 'confirm');
    await until(() => !rows(element).length);
    expect([client.outbox!.list().length, words(element, '.outcome')]).to.satisfy(
      ([left, said]: [number, string]) => !left && said.includes('was never sent'),
    );
  });

  it('does not know what became of one that left the outbox while the page was closed', async () => {
    const agent = someAgent();
    const to = dialer(fails('UNREACHABLE'));
    const client = clientOf(to, { agent });
    const before = await open(client);
    await before.schedule(ahead(30));
    before.leave();
    await rest();
    await client.outbox!.discard(client.outbox!.list()[0]!.id);
    const { element } = await open(clientOf(to, { agent }));
    await until(() => state(element).includes('Sent, no answer received: it may have reached the dialer'));
  });

  it('knows one that nobody knows the end of, and one of a client without an outbox', async () => {
    const to = dialer(fails('TIMEOUT'));
    const first = await open(clientOf(to));
    await first.schedule(ahead(30));
    expect(state(first.element)).to.contain('no answer received');
    const { element, schedule } = await open(new CtiClient({ transports: [to] }));
    await schedule(ahead(30));
    expect(state(element)).to.contain('no answer received');
    expect(words(element)).to.contain('Stored in this page only');
  });

  it('hears of a result with a callback, and says that the result decides', async () => {
    const client = clientOf(dialer());
    const { element, page } = await open(client);
    const command = {
      ...dispose,
      level1: 'Callback',
      comment: 'in the evening',
      callbackAt: ahead(30),
      callbackCampaign: 'Again->',
    };
    page.dispatchEvent(new CtiResultEvent(command, reply('confirmed')));
    await settled(element);
    expect(words(element))
      .to.contain('Again outbound')
      .and.to.contain('091000000')
      .and.to.contain('Result: Callback: in the evening')
      .and.to.contain('the dialer schedules it if that result is set up to');
  });

  it('leaves alone what elements of another client say', async () => {
    const { element } = await open(clientOf(dialer()));
    const other = await open(clientOf(dialer()));
    const stranger = Object.assign(document.createElement('div'), { client: clientOf(dialer()) });
    document.body.append(stranger);
    stranger.dispatchEvent(
      new CtiResultEvent(
        { type: 'schedule', at: ahead(30), entry: { campaign: 'a', destination: '1' } },
        reply('confirmed'),
      ),
    );
    await settled(element);
    stranger.remove();
    expect([rows(element).length, rows(other.element).length]).to.deep.equal([0, 0]);
  });

  it('has nothing to press where the dialer cannot cancel, and says why', async () => {
    const { element, schedule } = await open(clientOf(dialer()));
    await schedule(ahead(30));
    expect(words(element)).to.contain('The fake cannot cancelSchedule.');
    expect(['move', 'cancel'].map((name) => find(element, `[name=${name}]`).ariaDisabled)).to.deep.equal([
      'true',
      'true',
    ]);
    await press(element, 'cancel');
    expect(words(element)).not.to.contain('No callback to');
  });

  it('marks what is overdue', async () => {
    const { element, page } = await open(clientOf(dialer()));
    page.dispatchEvent(
      new CtiResultEvent(
        { type: 'schedule', at: ahead(-1), entry: { campaign: 'a', destination: '1' } },
        reply('confirmed'),
      ),
    );
    await settled(element);
    expect(words(element, 'li')).to.contain('Overdue');
  });
});

describe('<cti-callbacks> when another agent comes', () => {
  afterEach(closePages);
  const at = '2031-05-05 10:00:00';

  /** A dialer that answers when the test says. */
  function held() {
    let settle: { answer: (reply: Reply) => void; fail: (error: Error) => void } | undefined;
    let holds: Command['type'] | undefined;
    const transport = fakeTransport({
      send: ({ type }) =>
        type === holds
          ? new Promise((answer, fail) => (settle = { answer, fail }))
          : ({ status: 'confirmed', transport: 'fake' } as Reply),
    });
    const { send } = transport;
    return {
      transport: Object.assign(transport, { checks: supervisorChecks }),
      release: () => (transport.send = send),
      hold: (type: Command['type']) => (holds = type),
      asked: () => until(() => settle, 'it is on its way'),
      answer: () => settle?.answer({ status: 'confirmed', transport: 'fake' } as Reply),
      fail: (code: CtiError['code']) => settle?.fail(new CtiError(code, 'No.', { maybeSent: code === 'TIMEOUT' })),
    };
  }

  async function begin() {
    const [dialer, others] = [held(), held()];
    const [ana, luz] = [clientOf(dialer.transport, { agent: someAgent() }), clientOf(others.transport)];
    for (const each of [dialer, others]) each.release(); // what is held must not be waited for
    const page = await mount<HTMLElement>(
      html`<div>
        <cti-schedule-picker .client=${ana}></cti-schedule-picker><cti-callbacks .client=${ana}></cti-callbacks>
      </div>`,
      { campaign: 'Sale->' },
    );
    const [picker, element] = [page.querySelector('cti-schedule-picker')!, page.querySelector('cti-callbacks')!];
    await until(() => !words(element).includes('Reading'), 'it has read');
    picker.entry = { campaign: 'Sale->', destination: '091000000' };
    const comes = async (client: CtiClient) => {
      picker.client = element.client = client;
      await element.updateComplete;
      await until(() => !words(element).includes('Reading'), 'it has read');
      await settled(element);
    };
    const schedule = async () => {
      picker.value = at;
      await picker.updateComplete;
      return picker.schedule();
    };
    const keptBy = async (client: CtiClient) =>
      ((await client.outbox?.store?.all()) ?? []).map(([, kept]) => kept as Callback);
    return { dialer, others, ana, luz, picker, element, comes, schedule, keptBy };
  }

  for (const [what, end, said] of [
    ['done', 'answer', 'confirmed'],
    ['in doubt', 'fail', 'unknown'],
  ] as const)
    it(`writes down with the one before what that one had asked for, ${what}`, async () => {
      const { dialer, ana, luz, element, comes, schedule, keptBy } = await begin();
      dialer.hold('schedule');
      const going = schedule();
      await dialer.asked();
      await comes(luz);
      dialer[end]('TIMEOUT');
      await going;
      await settled(element);
      expect([rows(element), await keptBy(luz)]).to.deep.equal([[], []]);
      expect((await keptBy(ana)).map(({ status }) => status)).to.deep.equal([said]);
      await comes(ana);
      expect(words(element)).to.contain('091000000');
    });

  it('leaves to the one before a cancellation that was refused meanwhile, to be decided by that one', async () => {
    const { dialer, ana, luz, element, comes, schedule, keptBy } = await begin();
    await schedule();
    await settled(element);
    await press(element, 'cancel');
    dialer.hold('cancelSchedule');
    find(element, '[name=confirm]').click();
    await dialer.asked();
    await comes(luz);
    dialer.fail('REJECTED');
    await settled(element);
    expect([words(element).includes('091000000'), await keptBy(luz)]).to.deep.equal([false, []]);
    expect((await keptBy(ana)).map(({ change }) => change?.step)).to.deep.equal(['removing']);
    await comes(ana);
    expect(words(element)).to.contain('Not finished: your decision is needed');
  });

  it('does not set for another time in the name of the next one what was taken out for the one before', async () => {
    const { dialer, others, ana, luz, element, comes, schedule, keptBy } = await begin();
    await schedule();
    await settled(element);
    await press(element, 'move');
    rowPicker(element).value = '2031-05-06 10:00:00';
    await rowPicker(element).updateComplete;
    dialer.hold('cancelSchedule');
    find(element, '[name=again]').click();
    await dialer.asked();
    await comes(luz);
    dialer.answer();
    await settled(element);
    const sentFor = (page: typeof others) => page.transport.sent.filter(({ type }) => type !== 'campaigns');
    expect([sentFor(others), await keptBy(luz), words(element).includes('091000000')]).to.deep.equal([[], [], false]);
    expect(sentFor(dialer).map(({ type }) => type)).to.deep.equal(['schedule', 'cancelSchedule']);
    expect((await keptBy(ana)).map(({ change }) => change)).to.deep.equal([
      { step: 'gone', to: '2031-05-06 10:00:00' },
    ]);
  });

  it('takes out nothing in the moment in which the next one comes', async () => {
    const { dialer, others, ana, luz, element, comes, schedule, keptBy } = await begin();
    await schedule();
    await settled(element);
    await press(element, 'cancel');
    const yes = find(element, '[name=confirm]');
    element.client = luz;
    yes.click();
    await comes(luz);
    const sentFor = (page: typeof others) => page.transport.sent.filter(({ type }) => type !== 'campaigns');
    expect([sentFor(others), sentFor(dialer).length]).to.deep.equal([[], 1]);
    expect((await keptBy(ana)).map(({ change }) => change)).to.deep.equal([undefined]);
    await comes(ana);
    expect(find(element, '[name=confirm]')).to.equal(null);
  });
});

describe('<cti-callbacks> with many callbacks', () => {
  afterEach(closePages);

  const choose = async (element: Parameters<typeof words>[0], count: number) => {
    for (const box of [...element.renderRoot.querySelectorAll<HTMLInputElement>('li [name=chosen]')].slice(0, count))
      box.click();
    await element.updateComplete;
  };
  const numbers = (element: Parameters<typeof words>[0]) =>
    rows(element).map((row) => row.querySelector('.head > b:not(.at) .num')!.textContent);

  async function begin(told: Parameters<typeof dialer>[0] = () => reply('confirmed'), count = 4) {
    const to = dialer(told, ['schedule', 'cancelSchedule', 'dispose']);
    const page = await open(clientOf(Object.assign(to, { checks: integra().transport.checks! })));
    for (let at = 0; at < count; at++) await page.schedule(ahead(30 + at), `09100000${at}`);
    to.sent.length = 0;
    return { ...page, to };
  }

  it('cancels all that are chosen after one question, and schedules them again when asked to', async () => {
    const { element, to } = await begin();
    await choose(element, 3);
    await press(element, 'cancelAll');
    expect(words(element, '#all-question')).to.contain('Cancel 3 callbacks? The customers will not be called.');
    expect(focus(element)).to.equal('keepAll');
    expect((await audit(element)).join()).to.equal('');
    expect(to.sent).to.deep.equal([]);
    await press(element, 'confirmAll');
    await until(() => words(element).includes('3 callbacks are cancelled.'));
    expect([types(to), numbers(element)]).to.deep.equal([
      'cancelSchedule cancelSchedule cancelSchedule',
      ['091000003'],
    ]);
    expect(focus(element)).to.equal('undo');
    expect((await audit(element)).join()).to.equal('');
    await press(element, 'undo');
    await until(() => words(element).includes('3 callbacks are scheduled again.'));
    expect(numbers(element)).to.deep.equal(['091000000', '091000001', '091000002', '091000003']);
    expect(find(element, '[name=undo]')).to.equal(null);
    expect(words(element, 'li:first-of-type')).to.contain('The customer’s time, Eastern');
  });

  it('leaves in the list what was refused, with the reason, and goes on', async () => {
    const { element, to } = await begin((command) =>
      command.type === 'cancelSchedule' && command.number === '091000001'
        ? Promise.reject(new CtiError('REJECTED', 'Not this one.'))
        : reply('confirmed'),
    );
    await choose(element, 3);
    await press(element, 'cancelAll');
    await press(element, 'confirmAll');
    await until(() => words(element).includes('2 callbacks are cancelled. 1 is still in the list, with the reason.'));
    expect(types(to)).to.equal('cancelSchedule cancelSchedule cancelSchedule');
    expect(numbers(element)).to.deep.equal(['091000001', '091000003']);
    expect(words(element, 'li:first-of-type .outcome')).to.contain('Not this one.');
  });

  it('cancels no further one once the person says stop, and nothing when they keep all', async () => {
    const { element, to } = await begin();
    find(element, '[name=page]').click();
    await element.updateComplete;
    await press(element, 'cancelAll');
    await press(element, 'keepAll');
    expect([focus(element), types(to)]).to.deep.equal(['cancelAll', '']);
    element.addEventListener('cti-result', () => find(element, '[name=stop]')?.click(), { once: true });
    await press(element, 'cancelAll');
    await press(element, 'confirmAll');
    await until(() => words(element).includes('1 callback is cancelled. 3 were not sent.'));
    expect(types(to)).to.equal('cancelSchedule');
  });

  it('asks the page once about each, and stops where it says no', async () => {
    const { element, page, to } = await begin();
    let asked = 0;
    page.addEventListener('cti-request', (event) => (asked++, event.preventDefault()));
    await choose(element, 3);
    await press(element, 'cancelAll');
    await press(element, 'confirmAll');
    await until(() => words(element).includes('2 were not sent.'));
    expect([asked, types(to), numbers(element).length]).to.deep.equal([1, '', 4]);
  });

  it('takes two of one number out at once where the dialer takes whatever waits for it, and sets both again', async () => {
    const { transport, simulator, campaign } = voicenter();
    const { element, schedule } = await open(clientOf(transport), { campaign });
    await schedule(ahead(30));
    await schedule(ahead(40));
    await schedule(ahead(50), '092000000');
    const pending = () => simulator.state.campaigns[0]!.pending;
    expect(pending()).to.equal(3);
    await choose(element, 2);
    await press(element, 'cancelAll');
    await press(element, 'confirmAll');
    await until(() => words(element).includes('2 callbacks are cancelled.'));
    expect([pending(), words(element).includes('still in the list')]).to.deep.equal([1, false]);
    await press(element, 'undo');
    await until(() => words(element).includes('2 callbacks are scheduled again.'));
    expect([pending(), rows(element).length]).to.deep.equal([3, 3]);
  });

  it('offers no way back for the callback of a result, nor for one whose time has passed', async () => {
    const { element, page, to } = await begin(undefined, 0);
    page.dispatchEvent(
      new CtiResultEvent({ ...dispose, level1: 'Callback', callbackAt: ahead(30) }, reply('confirmed')),
    );
    await settled(element);
    await press(element, 'cancel');
    await press(element, 'confirm');
    expect([types(to), rows(element).length, find(element, '[name=undo]')]).to.deep.equal(['cancelSchedule', 0, null]);
    const entry = { campaign: 'Sale->', destination: '091000000' };
    page.dispatchEvent(new CtiResultEvent({ type: 'schedule', at: ahead(-1), entry }, reply('confirmed')));
    await settled(element);
    await press(element, 'cancel');
    await press(element, 'confirm');
    expect([rows(element).length, find(element, '[name=undo]')]).to.deep.equal([0, null]);
  });

  it('offers no second try of what may have been scheduled again', async () => {
    const { element, to } = await begin(undefined, 1);
    await press(element, 'cancel');
    await press(element, 'confirm');
    to.told.answer = fails('TIMEOUT');
    await press(element, 'undo');
    await until(() => state(element).includes('no answer received'));
    expect([types(to), find(element, '[name=undo]')]).to.deep.equal(['cancelSchedule schedule', null]);
    to.told.answer = fails('REJECTED');
    await press(element, 'cancel');
    await press(element, 'confirm');
    expect(find(element, '[name=undo]')).to.equal(null);
  });

  it('offers once more what the dialer refused to schedule again', async () => {
    const { element, to } = await begin(undefined, 1);
    await press(element, 'cancel');
    await press(element, 'confirm');
    to.told.answer = fails('REJECTED');
    await press(element, 'undo');
    await until(() => words(element).includes('REJECTED it is.'));
    to.told.answer = () => reply('confirmed');
    await press(element, 'undo');
    await until(() => words(element).includes('1 callback is scheduled again.'));
    expect(numbers(element)).to.deep.equal(['091000000']);
  });

  it('undoes the cancellation of one', async () => {
    const { element, to } = await begin(undefined, 1);
    await press(element, 'cancel');
    await press(element, 'confirm');
    expect(rows(element)).to.deep.equal([]);
    await press(element, 'undo');
    await until(() => words(element).includes('1 callback is scheduled again.'));
    expect([numbers(element), types(to)]).to.deep.equal([['091000000'], 'cancelSchedule schedule']);
  });

  it('finds by the words of number, campaign and data, and shows a page at a time', async () => {
    const { element } = await begin(undefined, 53);
    expect([rows(element).length, words(element).includes('1–50 of 53')]).to.deep.equal([50, true]);
    const search = find<HTMLInputElement>(element, '[part=search]');
    search.value = '7781 09100000' + '7';
    search.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await element.updateComplete;
    expect(numbers(element)).to.deep.equal(['091000007']);
    expect((await audit(element)).join()).to.equal('');
  });

  it('calls the campaign by its name where the page knows that, and asks nobody for it', async () => {
    const to = Object.assign(fakeTransport({ send: () => reply('confirmed') }), { checks: supervisorChecks });
    const client = clientOf(to);
    const { element, schedule } = await open(client, { campaign: 'secret-1' });
    await schedule(ahead(30));
    expect(types(to)).to.equal('schedule');
    tellCampaigns(client, [{ id: 'secret-1', name: 'Sale->', state: 'running' }]);
    await until(() => words(element, '.campaign').includes('Sale outbound'));
    expect(words(element)).not.to.contain('secret-1');
    expect(types(to)).to.equal('schedule');
  });

  it('takes out of the page what is found, with both clocks', async () => {
    const { element } = await begin(undefined, 2);
    find(element, '#export-button').click();
    await element.updateComplete;
    const files = savedFiles();
    find(element, '[name=save]').click();
    await until(() => words(element).includes('Saved 2 callbacks.'));
    const lines = (await files[0]!.text).trim().split('\r\n');
    expect(lines).to.have.length(3);
    expect(lines[0]).to.contain('"Customer’s time","Your time","Number","Campaign","State","Contact"');
    expect(lines[1]).to.contain('091000000').and.to.contain('Sale, outbound').and.to.contain('account: 7781');
  });
});
