import { expect } from 'chai';
import { CtiSchedulePicker } from '../../../src/elements/cti-schedule-picker/cti-schedule-picker.js';
import { audit, define, press } from '../elements.fixture.js';
import { call, choose, formPage, part, textOf, write } from './cti-disposition-form.fixture.js';

define('cti-schedule-picker', CtiSchedulePicker);

const zones = { customerTimeZone: 'America/Montevideo', dialerTimeZone: 'America/New_York' };
const inPicker = (picker: CtiSchedulePicker, selector: string) =>
  picker.renderRoot.querySelector<HTMLInputElement>(selector) as HTMLInputElement;

/** As a person would have by the end. */
function fill(field: HTMLInputElement, value: string): void {
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

describe('cti-disposition-form with the schedule picker', () => {
  it('refuses a callback without a time in the picker’s own words, at the picker’s own field [C-089]', async () => {
    const { form, disposed } = await formPage(zones);
    await choose(form, 'call back');
    expect(await form.dispose()).to.equal(undefined);
    expect(disposed).to.have.length(0);
    const picker = part<CtiSchedulePicker>(form, 'cti-schedule-picker');
    expect(form.shadowRoot?.activeElement).to.equal(picker);
    const words = textOf(part(form, '[part~=status]'));
    expect(words).to.have.length.above(10);
    expect(textOf(picker.renderRoot as unknown as Element)).to.contain(words);
    expect(await audit(form)).to.deep.equal([]);
  });

  it('sends the time on the dialer’s clock, with the customer’s zone from the session [C-089]', async () => {
    const { form, disposed } = await formPage(zones);
    await choose(form, 'call back');
    const picker = part<CtiSchedulePicker>(form, 'cti-schedule-picker');
    const [date, time] = [inPicker(picker, '[name=date]'), inPicker(picker, '[name=time]')];
    fill(date, '2031-01-15');
    fill(time, '10:00');
    await write(form, 'callbackCampaign', 'Back->');
    await press('Control+Enter');
    await form.updateComplete;
    expect(disposed).to.deep.equal([
      { type: 'dispose', ...call, level1: 'Call back', callbackAt: '2031-01-15 08:00:00', callbackCampaign: 'Back->' },
    ]);
  });
});
