import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import type { Command, Reply } from '../../../src/core/commands.js';
import { CtiError } from '../../../src/core/errors.js';
import { supervisorChecks } from '../../../src/core/supervisor-commands.js';
import type { CtiSchedulePicker } from '../../../src/elements/cti-schedule-picker/cti-schedule-picker.js';
import { wallClockAt } from '../../../src/codecs/wall-clock.js';
import { tellCampaigns } from '../../../src/elements/shared/campaign-names.js';
import { shortMomentText } from '../../../src/elements/shared/time-text.js';
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

  it('is one line that says why where no dialer takes callbacks; for a form it picks the time all the same', async () => {
    const client = clientOf(fakeTransport({ can: ['call'] }));
    const picker = await mount<CtiSchedulePicker>(html`<cti-schedule-picker></cti-schedule-picker>`, { client });
    const controls = () => picker.shadowRoot!.querySelectorAll('button, input').length;
    expect([controls(), picker.shadowRoot!.querySelectorAll('p').length]).to.deep.equal([0, 1]);
    expect(picker.shadowRoot!.textContent.trim()).not.to.equal('');
    picker.pickerOnly = true;
    await picker.updateComplete;
    expect(controls()).to.be.above(3);
  });

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
    expect(read(picker, '[part=clocks]')).to.equal('');
  });

  it('says that the time is sent as shown where only the customer’s zone is known', async () => {
    const picker = await mountPicker({ customerTimeZone: 'America/New_York' });
    await choose(picker, '2026-06-15 09:00');
    expect(picker.value).to.equal('2026-06-15 09:00:00');
    expect(read(picker, '.warning')).to.equal('The dialer’s time zone is not set: sent as shown.');
  });

  it('takes the dialer’s time where the customer’s zone is not known', async () => {
    const picker = await mountPicker({ dialerTimeZone: 'America/Montevideo' });
    await choose(picker, '2026-06-15 09:00');
    expect(picker.value).to.equal('2026-06-15 09:00:00');
    expect(read(picker, 'legend')).to.equal('When to call back, in the dialer’s time');
  });

  it('says in one line what differs: the customer’s, the agent’s and the dialer’s time, once a time is chosen', async () => {
    const picker = await mountPicker({ customerTimeZone: 'Asia/Kathmandu', dialerTimeZone: 'America/Montevideo' });
    expect(read(picker, '[part=clocks]')).to.equal('');
    await choose(picker, '2026-06-15 02:00');
    const yours = wallClockAt(Date.UTC(2026, 5, 14, 20, 15));
    const you = yours.startsWith('2026-06-15') ? yours.slice(11, 16) : shortMomentText(yours, yours);
    expect(read(picker, '[part=clocks]')).to.equal(
      `02:00 for the customer, ${you} for you, ${shortMomentText('2026-06-14 17:15:00', yours)} for the dialer`,
    );
    picker.customerName = 'Ana';
    await picker.updateComplete;
    expect(read(picker, '[part=clocks]')).to.contain('02:00 for Ana, ');
  });

  it('says no clock where all show the same', async () => {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const picker = await mountPicker({ customerTimeZone: zone, dialerTimeZone: zone });
    await choose(picker, '2026-06-15 09:00');
    expect([picker.value, read(picker, '[part=clocks]')]).to.deep.equal(['2026-06-15 09:00:00', '']);
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

  it('stands whatever a page sets, and schedules nothing that it cannot check', async () => {
    const odd: unknown[] = [undefined, null, 0, 8, -1, 1e9, NaN, '', 'x', '8', {}, [], [9], true];
    const names = ['customerTimeZone', 'dialerTimeZone', 'dialWindow', 'maxDays', 'customerName', 'whom', 'value'];
    const client = clientOf(fakeTransport());
    const entries = odd.flatMap((each) => [
      { campaign: each, destination: '091000000' },
      { campaign: 'Sale->', destination: each },
      { campaign: 'Sale->', destination: '091000000', alternatives: each },
      { campaign: 'Sale->', destination: '091000000', alternatives: [each] },
    ]);
    const settings = [
      ...names.flatMap((name) => odd.map((each) => ({ [name]: each }))),
      ...[...odd.filter((each) => !each), ...entries].map((each) => ({ entry: each })),
    ];
    for (const setting of settings) {
      const picker = await mountPicker({ ...zones, client, ...setting } as never);
      await press(picker, '[data-choice=other]');
      await press(picker, '[name=calendar]');
      field(picker, 'date').focus();
      await pressKey('ArrowUp');
      field(picker, 'time').focus();
      await pressKey('ArrowUp');
      await picker.updateComplete;
      expect(picker.renderRoot.querySelector('[part=choice]'), JSON.stringify(setting)).not.to.equal(null);
      picker.remove();
    }
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
      const [year, month, day] = moment.slice(0, 10).split('-');
      expect(`${field(picker, 'date').value} ${field(picker, 'time').value}`).to.equal(
        `${day}/${month}/${year} ${moment.slice(11)}`,
      );
    }
  });

  it('refuses an hour that does not exist, and says so', async () => {
    setNow(Date.UTC(2026, 2, 1));
    const picker = await mountPicker(newYork);
    await choose(picker, '2026-03-08 02:30');
    expect(picker.value).to.equal('');
    expect(read(picker, '#problem')).to.equal(
      '02:30 does not exist on Sun, 8 Mar 2026: the clocks go forward then. Choose another time.',
    );
  });

  it('asks which of a doubled hour is meant, chooses none itself, and forgets the answer with the time', async () => {
    const picker = await mountPicker({ ...zones, dialerTimeZone: 'UTC' });
    await choose(picker, '2026-11-01 01:30');
    expect(read(picker, '[part=turns] legend')).to.equal(
      '01:30 occurs twice that day, because the clocks go back. Which one?',
    );
    expect(read(picker, '[part=turns] label')).to.equal(
      'The first: Eastern Daylight Time | The second: Eastern Standard Time',
    );
    expect(picker.renderRoot.querySelectorAll('input:checked')).to.have.length(0);
    expect(picker.value).to.equal('');
    expect(read(picker, '#problem'), 'not before the person goes on').to.equal('');
    expect(picker.check()).to.equal('Choose which 01:30 is meant.');
    expect(focused(picker)).to.equal('which');
    await picker.updateComplete;
    expect(find(picker, '[name=which]').getAttribute('aria-invalid')).to.equal('true');
    await press(picker, '[part=turns] label:last-child input');
    expect(picker.value).to.equal('2026-11-01 06:30:00');
    await press(picker, '[part=turns] input');
    expect(picker.value).to.equal('2026-11-01 05:30:00');
    await type(picker, 'time', '01:45');
    expect(picker.value).to.equal('');
    expect(picker.renderRoot.querySelectorAll('input:checked')).to.have.length(0);
  });

  it('writes a doubled hour in one way in all that is said of it', async () => {
    document.documentElement.lang = 'en-US';
    const picker = await mountPicker({ ...zones, dialerTimeZone: 'UTC' });
    await type(picker, 'date', '11/1/2026');
    await type(picker, 'time', '1:30 AM');
    expect(read(picker, '[part=turns] legend')).to.match(/^1:30\sAM occurs twice/);
    expect(picker.check()).to.match(/^Choose which 1:30\sAM is meant\.$/);
    document.documentElement.lang = 'en-GB';
  });

  it('warns that the dialer cannot be told which, and sends all the same', async () => {
    const picker = await mountPicker(newYork);
    await choose(picker, '2026-11-01 01:30');
    await press(picker, '[part=turns] input');
    expect(picker.value).to.equal('2026-11-01 01:30:00');
    expect(read(picker, '.warning')).to.contain('shows 01:30 twice that day');
  });

  it('offers chips that carry their date, marks the chosen one and announces it', async () => {
    const picker = await mountPicker(
      zones,
      html`<cti-schedule-picker dial-window="08:30-21:00"></cti-schedule-picker>`,
    );
    expect(read(picker, '[part=choice]')).to.match(
      /^\+15 min 14:37 \| \+1 h 15:22 \| Today 17:00 \| Tomorrow Sat 13,? 10:00 \| Mon,? 15 Jun 09:00 \| Other time “sat 15:00”$/,
    );
    let changes = 0;
    picker.addEventListener('change', () => changes++);
    for (const [at, value] of ['15:37', '16:22', '18:00'].map(
      (time, place) => [place, `2026-06-12 ${time}:00`] as const,
    )) {
      await press(picker, `[part=choice]:nth-child(${at + 1})`);
      expect([picker.value, checked(picker), changes]).to.deep.equal([value, [at], at + 1]);
    }
    await press(picker, '[data-choice=week]');
    expect([picker.value, checked(picker)]).to.deep.equal(['2026-06-15 10:00:00', [4]]);
    setNow(Date.UTC(2026, 5, 12, 18, 40));
    picker.requestUpdate();
    await picker.updateComplete;
    expect(checked(picker), 'as time passes').to.deep.equal([4]);
  });

  it('keeps the chip that was chosen as it was, while time passes', async () => {
    const picker = await mountPicker();
    await press(picker, '[data-choice=quarter]');
    setNow(Date.UTC(2026, 5, 12, 18, 30));
    picker.requestUpdate();
    await picker.updateComplete;
    expect([read(picker, '[data-choice=quarter]'), picker.value]).to.deep.equal([
      '+15 min 14:37',
      '2026-06-12 15:37:00',
    ]);
  });

  it('takes arrows, Enter and the digits while the focus is in the chips, and no digit elsewhere or with a modifier', async () => {
    const picker = await mountPicker();
    picker.focusChoices();
    await pressKey('ArrowRight');
    await pressKey('ArrowRight');
    expect([picker.value, read(picker, '[part=choice]:focus')]).to.deep.equal(['', 'Today 17:00']);
    await pressKey('Enter');
    expect(picker.value).to.equal('2026-06-12 18:00:00');
    await pressKey('Control+4');
    expect(picker.value).to.equal('2026-06-12 18:00:00');
    await pressKey('4');
    await picker.updateComplete;
    expect([picker.value, checked(picker)]).to.deep.equal(['2026-06-13 11:00:00', [3]]);
    await pressKey('6');
    await picker.updateComplete;
    expect(focused(picker)).to.equal('text');
    await sendKeys({ type: '1' });
    expect([picker.value, field(picker, 'text').value]).to.deep.equal(['2026-06-13 02:00:00', '1']);
  });

  it('says at once what a free text means, and in a sentence what cannot be read', async () => {
    const picker = await mountPicker();
    await press(picker, '[data-choice=other]');
    await type(picker, 'text', 'tue 15:00');
    expect([picker.value, read(picker, '#understood')]).to.deep.equal([
      '2026-06-16 16:00:00',
      shortMomentText('2026-06-16 15:00:00', '2026-06-15 09:00:00'), // browsers differ in a comma
    ]);
    expect(field(picker, 'date').value).to.equal('16/06/2026');
    await type(picker, 'text', 'when she is back');
    expect([picker.value, read(picker, '#understood')]).to.deep.equal(['', '']);
    expect(read(picker, '#problem')).to.equal(
      '“when she is back” cannot be read as a time. Write a day and an hour, such as “sat 15:00”.',
    );
    expect([field(picker, 'text').getAttribute('aria-invalid'), field(picker, 'text').value]).to.deep.equal([
      'true',
      'when she is back',
    ]);
    picker.check();
    await picker.updateComplete;
    expect(focused(picker)).to.equal('text');
    await type(picker, 'text', 'fri');
    expect(read(picker, '#problem')).to.equal('Write the time behind it, such as “15:00”.');
    expect(await audit(picker)).to.deep.equal([]);
  });

  it('cuts no date in its field where there is little room', async () => {
    const picker = await mountPicker();
    picker.style.cssText = 'display: block; width: 272px';
    await choose(picker, '2026-06-15 09:00');
    for (const name of ['date', 'time']) {
      const { scrollWidth, clientWidth } = field(picker, name);
      expect(scrollWidth, name).to.equal(clientWidth);
    }
  });

  it('changes the date by a day and the time by a quarter with the arrows', async () => {
    const picker = await mountPicker();
    await press(picker, '[data-choice=other]');
    field(picker, 'date').focus();
    await pressKey('ArrowUp');
    await pressKey('ArrowUp');
    field(picker, 'time').focus();
    await pressKey('ArrowDown');
    await picker.updateComplete;
    expect([field(picker, 'date').value, field(picker, 'time').value]).to.deep.equal(['13/06/2026', '14:15']);
    await pressKey('ArrowUp');
    expect(picker.value).to.equal('2026-06-13 15:30:00');
  });

  it('chooses a day in the calendar by keyboard, none outside of the limits, and Escape closes only that', async () => {
    const picker = await mountPicker(zones, html`<cti-schedule-picker max-days="20"></cti-schedule-picker>`);
    await press(picker, '[data-choice=other]');
    let escapes = 0;
    picker.addEventListener('keydown', ({ key }) => (escapes += key === 'Escape' ? 1 : 0));
    const day = () => picker.shadowRoot?.activeElement?.getAttribute('data-day');
    find(picker, '[name=calendar]').focus();
    await pressKey('Enter');
    await picker.updateComplete;
    expect([day(), read(picker, 'thead th').slice(0, 3)]).to.deep.equal(['2026-06-12', 'Mon']);
    expect(await audit(picker)).to.deep.equal([]);
    for (const [key, to] of [
      ['ArrowRight', '2026-06-13'],
      ['ArrowDown', '2026-06-20'],
      ['Home', '2026-06-15'],
      ['End', '2026-06-21'],
      ['PageDown', '2026-07-02'], // the last one
      ['PageUp', '2026-06-12'], // the first one
    ] as const) {
      await pressKey(key);
      await picker.updateComplete;
      expect(day(), key).to.equal(to);
    }
    await pressKey('Escape');
    await picker.updateComplete;
    expect([focused(picker), escapes, picker.renderRoot.querySelector('table')]).to.deep.equal(['calendar', 0, null]);
    await pressKey('Enter');
    await picker.updateComplete;
    await pressKey('ArrowDown');
    await picker.updateComplete;
    await pressKey('Enter');
    await picker.updateComplete;
    expect([focused(picker), field(picker, 'date').value]).to.deep.equal(['calendar', '19/06/2026']);
  });

  it('follows the page’s language in its fields, chips, calendar and sentences', async () => {
    document.documentElement.lang = 'en-US';
    try {
      const picker = await mountPicker(
        zones,
        html`<cti-schedule-picker dial-window="08:00-21:00"></cti-schedule-picker>`,
      );
      expect(read(picker, '[data-choice=today]').replace('\u202f', ' ')).to.equal('Today 5:00 PM');
      expect(field(picker, 'date').placeholder).to.equal('MM/DD/YYYY');
      await type(picker, 'date', '6/15');
      await type(picker, 'time', '1000a');
      expect([
        field(picker, 'date').value,
        field(picker, 'time').value.replace('\u202f', ' '),
        picker.value,
      ]).to.deep.equal(['06/15/2026', '10:00 AM', '2026-06-15 11:00:00']);
      await type(picker, 'time', '9');
      expect(picker.value, 'the other nine is outside the window').to.equal('2026-06-15 10:00:00');
      picker.dialWindow = '';
      await type(picker, 'time', '9:30');
      expect(read(picker, '#problem').replaceAll('\u202f', ' ')).to.equal(
        'That can be 9:30 AM or 9:30 PM. Write which.',
      );
      await press(picker, '[name=calendar]');
      expect(read(picker, 'thead th').slice(0, 3)).to.equal('Sun');
    } finally {
      document.documentElement.lang = 'en-GB';
    }
  });
});

/** The places of the chips that are marked. */
const checked = (picker: CtiSchedulePicker) =>
  [...picker.renderRoot.querySelectorAll('[part=choice]')].flatMap((chip, at) =>
    chip.getAttribute('aria-checked') === 'true' ? [at] : [],
  );

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
    expect([field(picker, 'date').value, field(picker, 'time').value]).to.deep.equal(['20/06/2026', '09:00']);
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
      find(picker, '[part=choice]').matches(':disabled'),
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
    field(picker, 'date').focus();
    await pressKey('Enter');
    expect(fake.sent).to.deep.equal([]);
    expect(read(picker, '[part~=submit], [part=contact]')).to.equal('');
    picker.whom = '091000000';
    await picker.updateComplete;
    expect(read(picker, '[part=contact]')).to.equal('Calls 091000000.');
    picker.pickerOnly = false;
    await picker.updateComplete;
    field(picker, 'date').focus();
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
    expect([field(picker, 'date').value, field(picker, 'time').value]).to.deep.equal(['14/06/2026', '23:30']);
  });

  it('says what of a given value cannot be shown, until the person types', async () => {
    const picker = await mountPicker(zones, html`<cti-schedule-picker value="15:00"></cti-schedule-picker>`);
    expect(picker.value).to.equal('');
    expect(read(picker, '#problem')).to.equal('Choose when to call back.');
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
    await press(picker, '[data-choice=tomorrow]');
    await choose(picker, '2026-11-01 01:30');
    await press(picker, '[part=turns] input');
    expect(seen.at(0)).to.equal('2026-06-20 13:00:00');
    expect(seen.at(1)).to.equal('2026-06-13 11:00:00');
    expect(seen.at(-1)).to.equal('2026-11-01 02:30:00');
  });

  it('loses its value when the time passes, without a hand on it', async () => {
    const picker = await mountPicker();
    await choose(picker, '2026-06-12 14:30');
    expect(picker.value).to.equal('2026-06-12 15:30:00');
    setNow(Date.UTC(2026, 5, 12, 18, 32));
    expect(picker.value).to.equal('');
  });

  it('leaves what is half typed where it is, also over a redraw, and does not let it pass for empty', async () => {
    const { form, picker } = await inForm();
    field(picker, 'date').focus();
    await sendKeys({ type: '3' });
    picker.requestUpdate();
    await picker.updateComplete;
    expect([picker.value, field(picker, 'date').value, read(picker, '#problem')]).to.deep.equal([
      '',
      '20/06/20263',
      '',
    ]);
    expect(form.checkValidity()).to.equal(false);
    await pressKey('Tab');
    await picker.updateComplete;
    expect([field(picker, 'date').value, read(picker, '#problem')]).to.deep.equal([
      '20/06/20263',
      'Write the date as DD/MM/YYYY.',
    ]);
    picker.value = '';
    await picker.updateComplete;
    expect([field(picker, 'date').value, form.checkValidity()]).to.deep.equal(['', true]);
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
    expect([read(picker, '#problem'), focused(picker)]).to.deep.equal(['Choose the time.', 'time']);
    await type(picker, 'date', '');
    expect(picker.check()).to.equal('Choose when to call back.');
    expect([focused(picker), sent.length]).to.deep.equal(['date', 0]);
    picker.value = '';
    await picker.updateComplete;
    picker.check();
    expect(read(picker, '[part=choice]:focus')).to.equal('+15 min 14:37');
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
    expect(picker.renderRoot.querySelector('.primary'), 'the thing to do next').to.equal(null);
    await picker.schedule();
    await picker.updateComplete;
    expect([sent.length, outcome(picker)]).to.deep.equal([
      0,
      'No number to call back is known yet: it comes with a call.',
    ]);

    await client.send(call);
    await picker.updateComplete;
    expect(read(picker, '[part=contact]')).to.equal('Calls 091000000 for Sale, outbound.');
    await picker.schedule();
    expect(sent.at(-1)).to.deep.include({ type: 'schedule', at: '2026-06-15 10:00:00' });
    expect(sent.at(-1))
      .to.have.property('entry')
      .that.includes({ campaign: 'Sale->', destination: '091000000', status: 1, priority: 9999 });

    picker.entry = entry;
    await picker.updateComplete;
    expect(numbers(picker)).to.deep.equal(['*098344484', '098124484', '091000000 on the line', 'Another number']);
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
    expect(read(picker, '[part=contact]')).to.contain('Number to call back for Ventas, outbound');
    await picker.schedule();
    expect(sent.at(-1)).to.deep.include({ type: 'schedule', entry });
  });

  /** On a call with 091000000, of which the portal's entry names the next numbers. */
  const withEntry = async () => {
    const cti = {
      guid: 'g2',
      callerId: '091000000',
      campaign: 'Ventas->',
      entry,
      data: [],
      raw: null,
    };
    const { sent, client } = answering((command) =>
      command.type === 'cti' ? { status: 'confirmed', transport: 'fake', cti } : { status: 'sent', transport: 'fake' },
    );
    const picker = await mountPicker({ ...zones, client });
    await client.send({ type: 'cti' });
    await choose(picker, '2026-06-15 09:00');
    const asked = () => {
      const last = sent.at(-1);
      return last?.type === 'schedule' ? last.entry : undefined;
    };
    return { picker, asked };
  };

  it('calls back the number on the line, and not the next one of the dialer’s entry [A7]', async () => {
    const { picker, asked } = await withEntry();
    expect(numbers(picker)).to.deep.equal(['*091000000 on the line', '098344484', '098124484', 'Another number']);
    expect(await audit(picker)).to.deep.equal([]);
    await picker.schedule();
    expect(asked()).to.deep.equal({
      ...entry,
      destination: '091000000',
      alternatives: ['098344484', '098124484'],
    });
  });

  it('calls back another of the contact’s numbers where the agent chooses one', async () => {
    const { picker, asked } = await withEntry();
    await press(picker, '[name=number][value="1"]');
    await picker.schedule();
    expect(asked()).to.deep.equal(entry);
    await choose(picker, '2026-06-15 09:00');
    await press(picker, '[name=number][value="2"]');
    await picker.schedule();
    expect(asked()).to.deep.equal({ ...entry, destination: '098124484', alternatives: ['098344484'] });
  });

  it('calls back a number that is typed, and refuses what is none beside its field', async () => {
    const { picker, asked } = await withEntry();
    await press(picker, '[name=number][value="-1"]');
    await picker.updateComplete;
    expect(focused(picker)).to.equal('phone');
    await sendKeys({ type: 'abc' });
    const failed = next(picker, 'cti-error');
    await picker.schedule();
    expect((await failed).error.field).to.equal('entry.destination');
    await picker.updateComplete;
    expect([focused(picker), field(picker, 'phone').getAttribute('aria-invalid')]).to.deep.equal(['phone', 'true']);
    expect([read(picker, '#phone-problem').length > 5, outcome(picker)]).to.deep.equal([true, '']);
    field(picker, 'phone').select();
    await sendKeys({ type: '099 555 123' });
    await picker.schedule();
    expect(asked()).to.deep.include({ destination: '099 555 123', contact: 222 });
  });

  it('gives the number on the line no data of a contact that the page named, and that has not this number', async () => {
    const { picker, asked } = await withEntry();
    picker.entry = { ...entry, destination: '092000000', alternatives: [] };
    picker.value = '2026-06-15 10:00:00';
    await picker.updateComplete;
    expect(numbers(picker)).to.deep.equal(['*092000000', '091000000 on the line', 'Another number']);
    await press(picker, '[name=number][value="1"]');
    await picker.schedule();
    expect(asked()).to.deep.include({ campaign: 'Ventas->', destination: '091000000', data: [] });
    expect(asked()).to.not.have.property('contact', 222);
  });

  it('is disabled with the reason while nothing can schedule, and Enter does nothing then', async () => {
    const fake = fakeTransport({});
    fake.supports = () => ({ ok: false, code: 'UNREACHABLE', reason: 'The portal is not there.' });
    const picker = await mountPicker({ ...zones, client: clientOf(fake) });
    picker.entry = entry;
    await choose(picker, '2026-06-15 09:00');
    expect(find<HTMLButtonElement>(picker, '[part~=submit]').disabled).to.equal(true);
    expect(read(picker, '[part=contact]')).to.equal('The portal is not there.');
    field(picker, 'date').focus();
    await pressKey('Enter');
    expect([fake.sent.length, outcome(picker)]).to.deep.equal([0, '']);
  });

  it('works by keyboard alone: tomorrow at ten in one key, and on to the button', async () => {
    const { picker, sent } = await ready();
    picker.value = '';
    await picker.updateComplete;
    picker.focus();
    await pressKey('4');
    await picker.updateComplete;
    expect(picker.value).to.equal('2026-06-13 11:00:00');
    const isSubmit = () => picker.shadowRoot?.activeElement?.matches('[part~=submit]');
    for (let stops = 0; !isSubmit() && stops < 4; stops += 1) await pressKey('Tab');
    const result = next(picker, 'cti-result');
    await pressKey('Enter');
    await result;
    expect(sent).to.deep.equal([{ type: 'schedule', at: '2026-06-13 11:00:00', entry }]);
  });
});

/** The numbers to choose from, the chosen one with a star. */
const numbers = (picker: CtiSchedulePicker) =>
  [...picker.renderRoot.querySelectorAll<HTMLInputElement>('[name=number]')].map(
    (radio) => `${radio.checked ? '*' : ''}${(radio.parentElement?.textContent ?? '').replace(/\s+/g, ' ').trim()}`,
  );

describe('<cti-schedule-picker> and whom the time is for', () => {
  const notice = (picker: CtiSchedulePicker) => read(picker, '[part=notice] span');
  const begun = async () => {
    const ana = new Agent('Ana@x');
    await ana.callComes('g-1', '091000000');
    const picker = await mountPicker({ ...zones, client: ana.client });
    await choose(picker, '2026-06-15 09:00');
    return { ana, picker };
  };

  it('calls the campaign by its name where the page knows that, and asks nobody for it', async () => {
    const transport = Object.assign(fakeTransport(), { checks: supervisorChecks });
    const client = clientOf(transport);
    const picker = await mountPicker({ ...zones, client });
    picker.entry = { campaign: 'c0de', destination: '091000000' };
    await picker.updateComplete;
    expect(read(picker, '[part=contact]')).to.equal('Calls 091000000 for c0de.');
    tellCampaigns(client, [{ id: 'c0de', name: 'Renewals->', state: 'running' }]);
    await picker.updateComplete;
    expect([read(picker, '[part=contact]'), transport.sent]).to.deep.equal([
      'Calls 091000000 for Renewals, outbound.',
      [],
    ]);
  });

  it('keeps a time with the contact that it was chosen for when another call comes, and says so', async () => {
    const { ana, picker } = await begun();
    await ana.callComes('g-2', '092000000');
    await picker.updateComplete;
    expect(notice(picker)).to.equal('A new contact is open. The time that you chose is still for 091000000.');
    expect(read(picker, '[part=contact]')).to.equal('Calls 091000000 for Sale, outbound.');
    expect(await audit(picker)).to.deep.equal([]);
    await picker.schedule();
    await picker.updateComplete;
    expect(ana.of('schedule').map(({ entry }) => entry.destination)).to.deep.equal(['091000000']);
    expect([read(picker, '[part=contact]'), notice(picker)]).to.deep.equal(['Calls 092000000 for Sale, outbound.', '']);
  });

  it('uses the time for the other contact when the agent says so, by keyboard', async () => {
    const { ana, picker } = await begun();
    await ana.callComes('g-2', '092000000');
    await picker.updateComplete;
    find(picker, '[part=notice] button').focus();
    await pressKey('Enter');
    await picker.updateComplete;
    expect([notice(picker), read(picker, '[part=choice]:focus').slice(0, 10)]).to.deep.equal(['', 'Other time']);
    await picker.schedule();
    expect(ana.of('schedule').map(({ entry }) => entry.destination)).to.deep.equal(['092000000']);
  });

  it('follows the contact while no time is chosen, and when more is known of the same call', async () => {
    const { ana, picker } = await begun();
    await ana.callComes('g-1', '091000000', { entry });
    await picker.updateComplete;
    expect([notice(picker), numbers(picker)[0]]).to.deep.equal(['', '*091000000 on the line']);
    picker.value = '';
    await ana.callComes('g-2', '092000000');
    await picker.updateComplete;
    expect(read(picker, '[part=contact]')).to.equal('Calls 092000000 for Sale, outbound.');
  });

  it('keeps it with the page’s contact when the page names another one', async () => {
    const { picker } = await begun();
    picker.entry = entry;
    picker.value = '';
    await choose(picker, '2026-06-15 09:00');
    picker.entry = { ...entry, destination: '092000000' };
    await picker.updateComplete;
    expect(notice(picker)).to.contain('is still for 098344484');
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

  it('leaves a number that was chosen for one call with that call, also while no time is chosen', async () => {
    const ana = new Agent('Ana@x');
    await ana.callComes('g-1', '091000000', { entry });
    const picker = await mountPicker({ ...zones, client: ana.client });
    await press(picker, '[name=number][value="1"]');
    await ana.callComes('g-2', '092000000', { entry: { ...entry, destination: '093000000', alternatives: [] } });
    await picker.updateComplete;
    expect(numbers(picker)).to.deep.equal(['*092000000 on the line', '093000000', 'Another number']);
    await choose(picker, '2026-06-15 09:00');
    await picker.schedule();
    await press(picker, '[name=number][value="-1"]');
    field(picker, 'phone').value = '099555666';
    field(picker, 'phone').dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await ana.callComes('g-3', '094000000');
    await picker.updateComplete;
    expect(read(picker, '[part=contact]')).to.equal('Calls 094000000 for Sale, outbound.');
    await choose(picker, '2026-06-15 09:00');
    await picker.schedule();
    expect(ana.of('schedule').map(({ entry }) => entry.destination)).to.deep.equal(['092000000', '094000000']);
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
