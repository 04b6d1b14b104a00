import { expect } from 'chai';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import type { CtiSchedulePicker } from '../../../src/elements/cti-schedule-picker/cti-schedule-picker.js';
import { entry } from '../../samples.js';
import { clientOf, fakeTransport, mount, press as pressKey } from '../elements.fixture.js';
import { choose, field, find, mountPicker, press, read, setNow, type, zones } from './cti-schedule-picker.fixture.js';

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
