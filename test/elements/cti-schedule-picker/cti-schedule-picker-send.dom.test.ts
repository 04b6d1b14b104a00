import { expect } from 'chai';
import type { Command, Reply } from '../../../src/core/commands.js';
import type { CtiSchedulePicker } from '../../../src/elements/cti-schedule-picker/cti-schedule-picker.js';
import { CtiError } from '../../../src/core/errors.js';
import { call, entry } from '../../samples.js';
import { clientOf, fakeTransport, next, press as pressKey } from '../elements.fixture.js';
import {
  choose,
  field,
  find,
  focused,
  mountPicker,
  press,
  read,
  setNow,
  type,
  zones,
} from './cti-schedule-picker.fixture.js';

const placed: Reply = { status: 'confirmed', transport: 'fake', guid: 'g1' };

function answering(answer?: (command: Command) => Reply | Promise<Reply>) {
  const fake = fakeTransport({
    send: (command) =>
      command.type === 'call' ? placed : (answer?.(command) ?? { status: 'sent', transport: 'fake' }),
  });
  return { sent: fake.sent, client: clientOf(fake) };
}

/** A picker that knows whom to call, with a time in it. */
async function ready(answer?: (command: Command) => Reply | Promise<Reply>) {
  const { sent, client } = answering(answer);
  const picker = await mountPicker({ ...zones, client });
  picker.entry = entry;
  await choose(picker, '2026-06-15 09:00');
  return { picker, sent, client };
}

const outcome = (picker: CtiSchedulePicker) => read(picker, '[role=status]');

describe('<cti-schedule-picker> sending', () => {
  it('sends the dialer’s wall clock and the entry, as a press on its button', async () => {
    const { picker, sent } = await ready();
    const result = next(picker, 'cti-result');
    await press(picker, '[part~=submit]');
    expect((await result).reply.status).to.equal('sent');
    expect(sent).to.deep.equal([{ type: 'schedule', at: '2026-06-15 10:00:00', entry }]);
  });

  for (const status of ['sent', 'confirmed', 'queued'] as const) {
    it(`clears the fields once it is ${status}, and still says what was scheduled`, async () => {
      const { picker } = await ready(() => ({ status, transport: 'fake' }));
      expect((await picker.schedule())?.status).to.equal(status);
      await picker.updateComplete;
      expect([picker.value, field(picker, 'date').value, field(picker, 'time').value]).to.deep.equal(['', '', '']);
      expect(read(picker, '#problem')).to.equal('');
      expect(outcome(picker)).to.contain(
        'Customer’s time: Mon, 15 Jun 2026, 09:00. Dialer’s clock: Mon, 15 Jun 2026, 10:00.',
      );
    });
  }

  for (const code of ['REJECTED', 'TIMEOUT', 'UNREACHABLE'] as const) {
    it(`keeps what was typed when the callback fails with ${code}`, async () => {
      const { picker } = await ready(() => Promise.reject(new CtiError(code, 'The dialer says no.')));
      const failed = next(picker, 'cti-error');
      expect(await picker.schedule()).to.equal(undefined);
      expect((await failed).error.code).to.equal(code);
      await picker.updateComplete;
      expect(picker.value).to.equal('2026-06-15 10:00:00');
      expect(outcome(picker)).to.contain('The dialer says no.');
    });
  }

  it('refuses a time that was fine when chosen and has passed when sent', async () => {
    const { picker, sent } = await ready();
    setNow(Date.UTC(2026, 5, 15, 13, 1, 1));
    const failed = next(picker, 'cti-error');
    expect(await picker.schedule()).to.equal(undefined);
    const { error } = await failed;
    expect([error.code, error.field, error.message]).to.deep.equal(['INVALID', 'at', picker.check()]);
    expect([sent.length, focused(picker), field(picker, 'time').value]).to.deep.equal([0, 'time', '09:00']);
    expect(read(picker, '#problem')).to.contain('has passed');
    expect(outcome(picker), 'said once, beside the field').to.equal('');
    await choose(picker, '2026-06-15 09:30');
    expect(read(picker, '#problem')).to.equal('');
  });

  it('refuses an unfinished time in words, with the focus on what is missing', async () => {
    const { picker, sent } = await ready();
    await type(picker, 'time', '');
    expect(read(picker, '#problem'), 'not while typing').to.equal('');
    await picker.schedule();
    expect([read(picker, '#problem'), focused(picker)]).to.deep.equal([
      'Choose the time: hours and minutes (HH:mm).',
      'time',
    ]);
    await type(picker, 'date', '');
    expect(picker.check()).to.equal('Choose the date: year, month and day (YYYY-MM-DD).');
    expect([focused(picker), sent.length]).to.deep.equal(['date', 0]);
  });

  it('shows what the dialer’s data cannot carry, and keeps the time [C-066]', async () => {
    const { picker } = await ready();
    picker.entry = { ...entry, data: [['time', '15:00']] };
    await picker.schedule();
    await picker.updateComplete;
    expect(outcome(picker)).to.contain('“15:00” of time cannot be sent');
    expect(picker.value).to.equal('2026-06-15 10:00:00');
  });

  it('stops when the page cancels it, and keeps the time', async () => {
    const { picker, sent } = await ready();
    picker.addEventListener('cti-request', (event) => event.preventDefault());
    expect(await picker.schedule()).to.equal(undefined);
    expect([sent.length, picker.value]).to.deep.equal([0, '2026-06-15 10:00:00']);
  });

  it('schedules once however often it is pressed, and leaves a time that was typed meanwhile', async () => {
    let answer: (reply: Reply) => void = () => undefined;
    const { picker, sent } = await ready(() => new Promise((resolve) => (answer = resolve)));
    const first = picker.schedule();
    expect(await picker.schedule()).to.equal(undefined);
    await choose(picker, '2026-06-16 09:00');
    answer({ status: 'sent', transport: 'fake' });
    await first;
    await picker.updateComplete;
    expect(sent).to.have.length(1);
    expect(picker.value).to.equal('2026-06-16 10:00:00');
    expect(outcome(picker)).to.contain('Mon, 15 Jun 2026, 09:00');
  });

  it('calls back the entry, else the current call, and says whom; with none it refuses in words', async () => {
    const { sent, client } = answering();
    const picker = await mountPicker({ ...zones, client });
    await choose(picker, '2026-06-15 09:00');
    expect(read(picker, '[part=contact]')).to.equal('No number to call back is known yet: it comes with a call.');
    await picker.schedule();
    await picker.updateComplete;
    expect([sent.length, outcome(picker)]).to.deep.equal([
      0,
      'No number to call back is known yet: it comes with a call.',
    ]);

    await client.send(call);
    await picker.updateComplete;
    expect(read(picker, '[part=contact]')).to.equal('Calls 091000000 for Sale->.');
    await picker.schedule();
    expect(sent.at(-1)).to.deep.include({ type: 'schedule', at: '2026-06-15 10:00:00' });
    expect(sent.at(-1))
      .to.have.property('entry')
      .that.includes({ campaign: 'Sale->', destination: '091000000', status: 1, priority: 9999 });

    picker.entry = entry;
    await picker.updateComplete;
    expect(read(picker, '[part=contact]')).to.equal(
      'Calls 098344484 for Ventas->; the call you had was with 091000000.',
    );
  });

  it('takes the portal’s entry of the call before the call itself', async () => {
    const cti = {
      guid: 'g2',
      callerId: '098344484',
      campaign: 'Ventas->',
      entry: { ...entry, destination: '098124484' },
      data: [],
      raw: null,
    };
    const { sent, client } = answering((command) =>
      command.type === 'cti' ? { status: 'confirmed', transport: 'fake', cti } : { status: 'sent', transport: 'fake' },
    );
    const picker = await mountPicker({ ...zones, client });
    await client.send({ type: 'cti' });
    await choose(picker, '2026-06-15 09:00');
    await picker.schedule();
    expect(sent.at(-1)).to.deep.equal({ type: 'schedule', at: '2026-06-15 10:00:00', entry: cti.entry });
  });

  it('is disabled with the reason when nothing can schedule, and Enter does nothing then', async () => {
    const fake = fakeTransport({ can: ['call'] });
    const picker = await mountPicker({ ...zones, client: clientOf(fake) });
    picker.entry = entry;
    await choose(picker, '2026-06-15 09:00');
    expect(find<HTMLButtonElement>(picker, '[part~=submit]').disabled).to.equal(true);
    expect(read(picker, '[part=contact]')).to.equal('The fake cannot schedule.');
    picker.focus();
    await pressKey('Enter');
    expect([fake.sent.length, outcome(picker)]).to.deep.equal([0, '']);
  });

  it('works by keyboard alone: a quick choice, back to a field, Enter', async () => {
    const { picker, sent } = await ready();
    picker.value = '';
    picker.focus();
    const morning = () => picker.shadowRoot?.activeElement === find(picker, '.choices button:nth-child(2)');
    for (let stops = 0; !morning() && stops < 15; stops += 1) await pressKey('Tab');
    expect(morning()).to.equal(true);
    await pressKey('Enter');
    expect(picker.value).to.equal('2026-06-13 10:00:00');
    for (let stops = 0; focused(picker) !== 'time' && stops < 15; stops += 1) await pressKey('Shift+Tab');
    const result = next(picker, 'cti-result');
    await pressKey('Enter');
    await result;
    expect(sent).to.deep.equal([{ type: 'schedule', at: '2026-06-13 10:00:00', entry }]);
  });
});
