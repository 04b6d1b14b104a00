import { expect } from 'chai';
import { html } from 'lit';
import { audit } from '../elements.fixture.js';
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
