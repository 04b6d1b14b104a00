import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import type { Command, Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import type { CtiSchedulePicker } from '../../../src/elements/cti-schedule-picker/cti-schedule-picker.js';
import { entry, call } from '../../samples.js';
import { Agent } from '../agents.fixture.js';
import { audit, clientOf, fakeTransport, mount, press as pressKey, next } from '../elements.fixture.js';
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

const newYork = { customerTimeZone: 'America/New_York', dialerTimeZone: 'America/New_York' };

describe('<cti-schedule-picker> time @engines', () => {
  for (const dark of [false, true]) {
    it(`passes the accessibility audit in ${dark ? 'dark' : 'light'}, empty, refused and asking`, async () => {
      const picker = await mountPicker(
        { ...newYork, dark },
        html`<cti-schedule-picker dial-window="08:00-15:00"></cti-schedule-picker>`,
      );
      expect(await audit(picker)).to.deep.equal([]);
      await choose(picker, '2026-06-15 22:00');
      picker.check();
      expect(await audit(picker)).to.deep.equal([]);
      picker.dialWindow = '';
      await choose(picker, '2026-11-01 01:30');
      picker.check();
      expect(await audit(picker)).to.deep.equal([]);
      picker.customerTimeZone = 'Mars/Base';
      await picker.updateComplete;
      expect(await audit(picker)).to.deep.equal([]);
    });
  }

  it('takes the time in the customer’s zone and gives it on the dialer’s clock [C-018]', async () => {
    const picker = await mountPicker();
    expect(picker.value).to.equal('');
    await choose(picker, '2026-06-15 09:00');
    expect(picker.value).to.equal('2026-06-15 10:00:00');
  });

  it('sends as typed where no zone is set, and says whose time that is [C-070]', async () => {
    setNow(Date.UTC(2015, 9, 1));
    const picker = await mountPicker({});
    await choose(picker, '2015-10-11 15:00');
    expect(picker.value).to.equal('2015-10-11 15:00:00');
    expect(read(picker, 'legend')).to.equal('When to call back, on the dialer’s own clock');
    expect(read(picker, 'dl')).to.equal('Sent to the dialer Sun, 11 Oct 2015, 15:00');
  });

  it('says that the time is sent as shown where only the customer’s zone is known', async () => {
    const picker = await mountPicker({ customerTimeZone: 'America/New_York' });
    await choose(picker, '2026-06-15 09:00');
    expect(picker.value).to.equal('2026-06-15 09:00:00');
    expect(read(picker, '.warning')).to.equal('The dialer’s time zone is not set: sent as shown.');
    expect(read(picker, 'dl > div:first-child')).to.equal('Sent to the dialer Mon, 15 Jun 2026, 09:00');
  });

  it('takes the dialer’s time where the customer’s zone is not known', async () => {
    const picker = await mountPicker({ dialerTimeZone: 'America/Montevideo' });
    await choose(picker, '2026-06-15 09:00');
    expect(picker.value).to.equal('2026-06-15 09:00:00');
    expect(read(picker, 'legend')).to.equal('When to call back, in the dialer’s time');
  });

  it('shows the customer’s, the agent’s and the dialer’s time together, with their days', async () => {
    const picker = await mountPicker({ customerTimeZone: 'Asia/Kathmandu', dialerTimeZone: 'America/Montevideo' });
    expect(read(picker, '[part=clocks] .hint')).to.equal('Now, on each clock');
    expect(read(picker, 'dl > div:first-child')).to.equal('Customer Sat, 13 Jun 2026, 00:07 Nepal Time');
    await choose(picker, '2026-06-15 02:00');
    expect(read(picker, '[part=clocks] .hint')).to.equal('The callback, on each clock');
    expect(read(picker, 'dt')).to.equal('Customer | You | Dialer');
    expect(read(picker, 'dl > div:first-child')).to.equal('Customer Mon, 15 Jun 2026, 02:00 Nepal Time');
    expect(read(picker, 'dl > div:last-child')).to.equal('Dialer Sun, 14 Jun 2026, 17:15 Uruguay Standard Time');
  });

  it('prefers its own zones to the session’s, and reads the same fields anew when they change', async () => {
    const picker = await mountPicker(zones, html`<cti-schedule-picker dialer-time-zone="UTC"></cti-schedule-picker>`);
    await choose(picker, '2026-06-15 09:00');
    expect(picker.value).to.equal('2026-06-15 13:00:00');
    picker.customerTimeZone = 'Asia/Kathmandu';
    expect(picker.value).to.equal('2026-06-15 03:15:00');
    expect(field(picker, 'time').value).to.equal('09:00');
  });

  it('says that a zone is not known, and has no value until it is', async () => {
    const picker = await mountPicker({ ...zones, customerTimeZone: 'Mars/Base' });
    await choose(picker, '2026-06-15 09:00');
    expect(picker.value).to.equal('');
    expect(read(picker, '#problem')).to.contain('sets “Mars/Base”, which makes no sense');
    expect(picker.check()).to.contain('Mars/Base');
    picker.customerTimeZone = zones.customerTimeZone;
    await picker.updateComplete;
    expect([picker.value, picker.check()]).to.deep.equal(['2026-06-15 10:00:00', undefined]);
  });

  it('refuses beside the field it concerns, and keeps what was typed', async () => {
    const picker = await mountPicker(
      zones,
      html`<cti-schedule-picker dial-window="08:00-21:00" max-days="7"></cti-schedule-picker>`,
    );
    for (const [moment, name, said] of [
      ['2026-06-15 22:00', 'time', 'outside the dial window'],
      ['2026-06-12 10:00', 'time', 'has passed'],
      ['2026-06-11 10:00', 'date', 'has passed'],
      ['2026-06-20 10:00', 'date', 'too far ahead'],
    ] as const) {
      await choose(picker, moment);
      expect(picker.value, moment).to.equal('');
      expect(read(picker, '#problem'), moment).to.contain(said);
      expect(field(picker, name).getAttribute('aria-invalid'), moment).to.equal('true');
      expect(field(picker, name === 'date' ? 'time' : 'date').getAttribute('aria-invalid'), moment).to.equal('false');
      expect(field(picker, name).getAttribute('aria-describedby')).to.equal('problem');
      expect(`${field(picker, 'date').value} ${field(picker, 'time').value}`).to.equal(moment);
    }
  });

  it('refuses an hour that does not exist, and says so', async () => {
    setNow(Date.UTC(2026, 2, 1));
    const picker = await mountPicker(newYork);
    await choose(picker, '2026-03-08 02:30');
    expect(picker.value).to.equal('');
    expect(read(picker, '#problem')).to.equal(
      'There is no 02:30 on Sun, 8 Mar 2026: the clock skips it. Choose another time.',
    );
  });

  it('asks which of a doubled hour is meant, chooses none itself, and forgets the answer with the time', async () => {
    const picker = await mountPicker({ ...zones, dialerTimeZone: 'UTC' });
    await choose(picker, '2026-11-01 01:30');
    expect(read(picker, '[part=turns] legend')).to.equal('01:30 comes twice that day. Which one?');
    expect(read(picker, '[part=turns] label')).to.equal(
      'The first: Eastern Daylight Time | The second: Eastern Standard Time',
    );
    expect(picker.renderRoot.querySelectorAll('input:checked')).to.have.length(0);
    expect(picker.value).to.equal('');
    expect(read(picker, '#problem'), 'not before the person goes on').to.equal('');
    expect(picker.check()).to.equal('Say which 01:30 is meant.');
    expect(focused(picker)).to.equal('which');
    await press(picker, '[part=turns] label:last-child input');
    expect(picker.value).to.equal('2026-11-01 06:30:00');
    await press(picker, '[part=turns] input');
    expect(picker.value).to.equal('2026-11-01 05:30:00');
    await type(picker, 'time', '01:45');
    expect(picker.value).to.equal('');
    expect(picker.renderRoot.querySelectorAll('input:checked')).to.have.length(0);
  });

  it('warns that the dialer cannot be told which, and sends all the same', async () => {
    const picker = await mountPicker(newYork);
    await choose(picker, '2026-11-01 01:30');
    await press(picker, '[part=turns] input');
    expect(picker.value).to.equal('2026-11-01 01:30:00');
    expect(read(picker, '.warning')).to.contain('shows 01:30 twice that day');
  });

  it('offers quick choices that fill the fields', async () => {
    const picker = await mountPicker(
      zones,
      html`<cti-schedule-picker dial-window="08:30-21:00"></cti-schedule-picker>`,
    );
    expect(read(picker, '.choices button')).to.equal('In 1 hour 15:25 | Tomorrow morning 08:30 | Next Monday 08:30');
    for (const [name, moment, value] of [
      [1, '2026-06-12 15:25', '2026-06-12 16:25:00'],
      [2, '2026-06-13 08:30', '2026-06-13 09:30:00'],
      [3, '2026-06-15 08:30', '2026-06-15 09:30:00'],
    ] as const) {
      await press(picker, `.choices button:nth-child(${name})`);
      expect(`${field(picker, 'date').value} ${field(picker, 'time').value}`).to.equal(moment);
      expect(picker.value).to.equal(value);
    }
  });

  it('keeps a forbidden quick choice in reach, with its reason, and does nothing on a press', async () => {
    const picker = await mountPicker(
      zones,
      html`<cti-schedule-picker dial-window="08:00-15:00" max-days="2"></cti-schedule-picker>`,
    );
    for (const [name, reason] of [
      [1, '15:25 is outside'],
      [3, 'too far'],
    ] as const) {
      const button = find<HTMLButtonElement>(picker, `.choices button:nth-child(${name})`);
      expect(button.getAttribute('aria-disabled')).to.equal('true');
      expect(button.title).to.contain(reason);
      await press(picker, `.choices button:nth-child(${name})`);
      expect(field(picker, 'date').value).to.equal('');
    }
    expect(find(picker, '.choices button:nth-child(2)').getAttribute('aria-disabled')).to.equal('false');
  });
});

async function inForm(client = clientOf(fakeTransport())) {
  const form = await mount<HTMLFormElement>(
    html`<form>
      <fieldset>
        <cti-schedule-picker picker-only name="callback" value="2026-06-20 10:00:00"></cti-schedule-picker>
      </fieldset>
    </form>`,
    { ...zones, client },
  );
  const picker = form.querySelector('cti-schedule-picker') as CtiSchedulePicker;
  await picker.updateComplete;
  const given = () => new FormData(form).get('callback');
  return { form, picker, given };
}

describe('<cti-schedule-picker> in a form @engines', () => {
  it('gives its value under its name, and nothing while it is refused', async () => {
    const { picker, given } = await inForm();
    expect([picker.name, given()]).to.deep.equal(['callback', '2026-06-20 10:00:00']);
    await choose(picker, '2026-06-15 09:00');
    expect(given()).to.equal('2026-06-15 10:00:00');
    await choose(picker, '2026-06-01 09:00');
    expect(given()).to.equal('');
    picker.value = '2026-06-21 10:00:00';
    expect(given(), 'at once, also from script').to.equal('2026-06-21 10:00:00');
  });

  it('keeps the form from sending a time that is refused or half typed, and lets an empty one pass', async () => {
    const { form, picker } = await inForm();
    expect(form.checkValidity()).to.equal(true);
    await choose(picker, '2026-06-01 09:00');
    expect(form.checkValidity()).to.equal(false);
    await type(picker, 'date', '');
    expect(form.checkValidity()).to.equal(false);
    await type(picker, 'time', '');
    expect(form.checkValidity()).to.equal(true);
  });

  it('goes back to its attribute on a reset, whatever was typed', async () => {
    const { form, picker, given } = await inForm();
    await choose(picker, '2026-06-15 08:00');
    form.reset();
    await picker.updateComplete;
    expect([field(picker, 'date').value, field(picker, 'time').value]).to.deep.equal(['2026-06-20', '09:00']);
    expect(given()).to.equal('2026-06-20 10:00:00');
    picker.removeAttribute('value');
    form.reset();
    await picker.updateComplete;
    expect([picker.value, field(picker, 'date').value, given()]).to.deep.equal(['', '', '']);
  });

  it('is disabled with its fieldset and by itself, and comes back', async () => {
    const { form, picker, given } = await inForm();
    const fieldset = form.querySelector('fieldset') as HTMLFieldSetElement;
    fieldset.disabled = true;
    await picker.updateComplete;
    expect([
      field(picker, 'date').matches(':disabled'),
      find(picker, '.choices button').matches(':disabled'),
      given(),
    ]).to.deep.equal([true, true, null]);
    fieldset.disabled = false;
    await picker.updateComplete;
    expect([field(picker, 'date').matches(':disabled'), given()]).to.deep.equal([false, '2026-06-20 10:00:00']);
    picker.disabled = true;
    await picker.updateComplete;
    expect([field(picker, 'time').matches(':disabled'), given()]).to.deep.equal([true, null]);
  });

  it('has no button of its own and sends nothing on Enter when it only picks', async () => {
    const fake = fakeTransport();
    const { picker } = await inForm(clientOf(fake));
    picker.entry = entry;
    picker.focus();
    await pressKey('Enter');
    expect(fake.sent).to.deep.equal([]);
    expect(read(picker, '[part~=submit], [part=contact]')).to.equal('');
    picker.pickerOnly = false;
    await picker.updateComplete;
    picker.focus();
    await pressKey('Enter');
    expect(
      fake.sent.map(({ type }) => type),
      'when it also sends',
    ).to.deep.equal(['schedule']);
  });
});

describe('<cti-schedule-picker> value', () => {
  it('fills the fields from script, before or after the zones are known', async () => {
    const picker = await mountPicker({}, html`<cti-schedule-picker value="2026-06-15 10:00:30"></cti-schedule-picker>`);
    expect(field(picker, 'time').value).to.equal('10:00:30');
    picker.customerTimeZone = zones.customerTimeZone;
    picker.dialerTimeZone = zones.dialerTimeZone;
    await picker.updateComplete;
    expect(field(picker, 'time').value).to.equal('09:00:30');
    expect(picker.value).to.equal('2026-06-15 10:00:30');
    picker.value = '2026-06-15 00:30:00';
    await picker.updateComplete;
    expect([field(picker, 'date').value, field(picker, 'time').value]).to.deep.equal(['2026-06-14', '23:30']);
  });

  it('says what of a given value cannot be shown, until the person types', async () => {
    const picker = await mountPicker(zones, html`<cti-schedule-picker value="15:00"></cti-schedule-picker>`);
    expect(picker.value).to.equal('');
    expect(read(picker, '#problem')).to.contain('Choose the date');
    await type(picker, 'date', '2026-06-15');
    expect(read(picker, '#problem')).to.equal('');
  });

  it('announces what the person changes, and not what a script does', async () => {
    const picker = await mountPicker();
    const seen: string[] = [];
    picker.parentElement?.addEventListener('change', (event) => {
      expect(event.target).to.equal(picker);
      seen.push(picker.value);
    });
    picker.value = '2026-06-20 10:00:00';
    await picker.updateComplete;
    expect(seen).to.deep.equal([]);
    await type(picker, 'time', '12:00');
    await press(picker, '.choices button:nth-child(2)');
    await choose(picker, '2026-11-01 01:30');
    await press(picker, '[part=turns] input');
    expect(seen.at(0)).to.equal('2026-06-20 13:00:00');
    expect(seen.at(1)).to.equal('2026-06-13 10:00:00');
    expect(seen.at(-1)).to.equal('2026-11-01 02:30:00');
  });

  it('loses its value when the time passes, without a hand on it', async () => {
    const picker = await mountPicker();
    await choose(picker, '2026-06-12 14:30');
    expect(picker.value).to.equal('2026-06-12 15:30:00');
    setNow(Date.UTC(2026, 5, 12, 18, 32));
    expect(picker.value).to.equal('');
  });

  it('leaves what is half typed where it is, and does not let it pass for empty', async () => {
    const { form, picker } = await inForm();
    if (field(picker, 'date').type !== 'date') return;
    picker.focus();
    await pressKey('Backspace'); // one part of the date
    await picker.updateComplete;
    expect([picker.value, field(picker, 'date').validity.badInput]).to.deep.equal(['', true]);
    expect(form.checkValidity()).to.equal(false);
    picker.value = '';
    await picker.updateComplete;
    expect([field(picker, 'date').validity.badInput, form.checkValidity()]).to.deep.equal([false, true]);
  });

  it('takes a date and a time typed as text where the browser has no fields for them', async () => {
    const picker = await mountPicker();
    if (field(picker, 'date').type === 'date') return; // the others bring their own way of typing
    picker.focus();
    await sendKeys({ type: '2026-06-15' });
    await pressKey('Tab');
    await sendKeys({ type: '9:00' });
    expect(picker.value).to.equal('2026-06-15 10:00:00');
  });
});

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

  it('is off and says what to do where the only dialer wants its own entry, and is on once that is there', async () => {
    const to = fakeTransport({ send: () => ({ status: 'confirmed', transport: 'fake', guid: 'g-1' }) as Reply });
    const { sent } = to;
    to.supports = (_, command) =>
      command && 'entry' in command && !command.entry.contact
        ? { ok: false, code: 'UNSUPPORTED', reason: 'Only with an entry of mine.' }
        : { ok: true };
    const client = clientOf(to);
    const picker = await mountPicker({ ...zones, client });
    await client.send(call);
    await choose(picker, '2026-06-15 09:00');
    expect(read(picker, '[part=contact]')).to.equal('Only with an entry of mine.');
    expect(picker.shadowRoot?.querySelector<HTMLButtonElement>('[part~=submit]')?.disabled).to.equal(true);
    picker.shadowRoot
      ?.querySelector('input')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    await picker.schedule();
    expect(sent.map(({ type }) => type)).to.deep.equal(['call']);
    picker.entry = entry;
    await picker.updateComplete;
    expect(read(picker, '[part=contact]')).to.contain('Calls 098344484 for Ventas->');
    await picker.schedule();
    expect(sent.at(-1)).to.deep.include({ type: 'schedule', entry });
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

describe('<cti-schedule-picker> and whom the time is for', () => {
  const notice = (picker: CtiSchedulePicker) => read(picker, '[part=notice] span');
  const begun = async () => {
    const ana = new Agent('Ana@x');
    await ana.callComes('g-1', '091000000');
    const picker = await mountPicker({ ...zones, client: ana.client });
    await choose(picker, '2026-06-15 09:00');
    return { ana, picker };
  };

  it('keeps a time with the contact that it was chosen for when another call comes, and says so', async () => {
    const { ana, picker } = await begun();
    await ana.callComes('g-2', '092000000');
    await picker.updateComplete;
    expect(notice(picker)).to.equal('Another contact is here now. The time that you chose stays with 091000000.');
    expect(read(picker, '[part=contact]')).to.equal('Calls 091000000 for Sale->.');
    expect(await audit(picker)).to.deep.equal([]);
    await picker.schedule();
    await picker.updateComplete;
    expect(ana.of('schedule').map(({ entry }) => entry.destination)).to.deep.equal(['091000000']);
    expect([read(picker, '[part=contact]'), notice(picker)]).to.deep.equal(['Calls 092000000 for Sale->.', '']);
  });

  it('uses the time for the other contact when the agent says so, by keyboard', async () => {
    const { ana, picker } = await begun();
    await ana.callComes('g-2', '092000000');
    await picker.updateComplete;
    find(picker, '[part=notice] button').focus();
    await pressKey('Enter');
    await picker.updateComplete;
    expect([notice(picker), focused(picker)]).to.deep.equal(['', 'date']);
    await picker.schedule();
    expect(ana.of('schedule').map(({ entry }) => entry.destination)).to.deep.equal(['092000000']);
  });

  it('follows the contact while no time is chosen, and when more is known of the same call', async () => {
    const { ana, picker } = await begun();
    await ana.callComes('g-1', '091000000', { entry });
    await picker.updateComplete;
    expect([notice(picker), read(picker, '[part=contact]')]).to.deep.equal([
      '',
      'Calls 098344484 for Ventas->; the call you had was with 091000000.',
    ]);
    picker.value = '';
    await ana.callComes('g-2', '092000000');
    await picker.updateComplete;
    expect(read(picker, '[part=contact]')).to.equal('Calls 092000000 for Sale->.');
  });

  it('keeps it with the page’s contact when the page names another one', async () => {
    const { picker } = await begun();
    picker.entry = entry;
    picker.value = '';
    await choose(picker, '2026-06-15 09:00');
    picker.entry = { ...entry, destination: '092000000' };
    await picker.updateComplete;
    expect(notice(picker)).to.contain('stays with 098344484');
  });

  it('does not keep what another agent typed', async () => {
    const { picker } = await begun();
    const luz = new Agent('Luz@x');
    await luz.callComes('g-1', '091000000');
    picker.client = luz.client;
    expect(await picker.schedule()).to.equal(undefined);
    expect([luz.of('schedule'), picker.value, field(picker, 'date').value]).to.deep.equal([[], '', '']);
    await picker.updateComplete;
    expect(read(picker, '.outcome')).to.contain('was typed for another agent or server: it was cleared, and not sent.');
  });

  it('says nothing of a callback once another call is here', async () => {
    const { ana, picker } = await begun();
    await picker.schedule();
    await picker.updateComplete;
    expect(read(picker, '.outcome')).to.contain('The callback to 091000000 is scheduled.');
    await ana.callComes('g-2', '092000000');
    await picker.updateComplete;
    expect(read(picker, '.outcome')).to.equal('');
  });
});
