import { expect } from 'chai';
import { html } from 'lit';
import { audit, clientOf, fakeTransport, mount, next, press, typeKeys } from '../elements.fixture.js';
import {
  call,
  choose,
  formPage,
  part,
  textOf,
  tree,
  typed,
  write,
  type FormPage,
} from './cti-disposition-form.fixture.js';
import { at, writeCallback, type PickerStub } from './picker-stub.js';

describe('cti-disposition-form', () => {
  for (const dark of [false, true]) {
    it(`has no accessibility violation in ${dark ? 'dark' : 'light'}: empty, open, refused, filled in, saved`, async () => {
      const page = await formPage({ dark });
      const { form } = page;
      expect(await audit(form)).to.deep.equal([]);
      await write(form, 'level1', 'sale');
      await press('ArrowDown');
      expect(await audit(form)).to.deep.equal([]);
      await form.dispose();
      expect(await audit(form)).to.deep.equal([]);
      await choose(form, 'thinks');
      await page.learn('098765432');
      expect(await audit(form)).to.deep.equal([]);
      await writeCallback(page);
      await write(form, 'comment', 'Will ask at home.');
      expect(await form.dispose()).to.include({ status: 'confirmed' });
      await form.updateComplete;
      expect(await audit(form)).to.deep.equal([]);
      form.dispositions = [];
      await form.updateComplete;
      expect(await audit(form)).to.deep.equal([]);
    });
  }

  it('is filled in and saved by the keyboard alone [C-084]', async () => {
    const before = document.createElement('input');
    const page = await formPage();
    page.form.before(before);
    before.focus();
    await press('Tab');
    await typeKeys('thinks');
    await press('ArrowDown');
    await press('Enter');
    await press('Tab');
    await typeKeys(at);
    await press('Tab');
    await typeKeys('Back->');
    await press('Tab');
    await typeKeys('First line');
    await press('Enter');
    await typeKeys('second');
    await press('Tab');
    await typeKeys('one');
    await press('Tab');
    await typeKeys('two');
    await press('Tab');
    const done = next(page.form, 'cti-result');
    await press('Enter');
    await done;
    expect(page.disposed).to.deep.equal([
      {
        ...{
          type: 'dispose',
          ...call,
          level1: 'Thinks it over',
          comment: 'First line\nsecond',
          data1: 'one',
          data2: 'two',
        },
        ...{ callbackAt: at, callbackCampaign: 'Back->' },
      },
    ]);
  });

  for (const id of ['level1', 'comment', 'data1', 'data2', 'callbackCampaign', 'callback']) {
    for (const key of ['Control+Enter', 'Meta+Enter']) {
      it(`saves by ${key} in the field ${id}`, async () => {
        const page = await formPage();
        await choose(page.form, 'call back');
        await writeCallback(page);
        if (id !== 'callback') part(page.form, `#${id}`).focus();
        const done = next(page.form, 'cti-result');
        await press(key);
        await done;
        expect(page.disposed).to.deep.equal([{ type: 'dispose', ...call, level1: 'Call back', callbackAt: at }]);
      });
    }
  }

  it('sends the values of one, two and three levels, and the label where there is no value [C-084]', async () => {
    const { form, disposed } = await formPage();
    for (const words of ['no answer', 'wrong number', 'visa', 'credito']) {
      await choose(form, words);
      await form.dispose();
      await form.updateComplete;
    }
    const levels = [
      { level1: 'No answer' },
      { level1: 'No sale', level2: 'Wrong number' },
      { level1: 'SALE', level2: 'Card', level3: 'V1' },
      { level1: 'SALE', level2: 'Card', level3: 'Crédito' },
    ];
    expect(disposed).to.deep.equal(levels.map((each) => ({ type: 'dispose', ...call, ...each })));
  });

  it('never names an action in what it sends [C-088]', async () => {
    const page = await formPage();
    for (const words of ['no answer', 'wrong number', 'not to be called', 'call back']) {
      await choose(page.form, words);
      if (words === 'call back') await writeCallback(page);
      await page.form.dispose();
      await page.form.updateComplete;
    }
    expect(page.disposed).to.have.length(4);
    expect(JSON.stringify(page.disposed).toLowerCase()).not.to.match(/action|respool|blacklist|"schedule/);
  });

  it('clears after success, and keeps the outcome and what was saved in sight until the agent begins again', async () => {
    const { form } = await formPage();
    await choose(form, 'visa');
    for (const id of ['comment', 'data1', 'data2']) await write(form, id, 'x');
    expect(await form.dispose()).to.include({ status: 'confirmed' });
    await form.updateComplete;
    expect(typed(form)).to.deep.equal({ level1: '', comment: '', data1: '', data2: '' });
    const status = part(form, '[part~=status]');
    expect(status.dataset['state']).to.equal('confirmed');
    expect(textOf(status)).to.equal('The result is saved. 091000000 · Sale › Card › Visa');
    part(form, '#level1').focus();
    await press('ArrowDown');
    await press('Escape');
    expect(status.dataset['state']).to.equal('confirmed');
    await write(form, 'comment', 'n');
    expect(status.dataset['state']).to.equal('idle');
  });

  it('leaves the focus in the form when its field goes with the saved result', async () => {
    const page = await formPage();
    await choose(page.form, 'call back');
    await writeCallback(page);
    const done = next(page.form, 'cti-result');
    await press('Control+Enter');
    await done;
    await page.form.updateComplete;
    expect(page.form.shadowRoot?.activeElement).to.equal(part(page.form, '#level1'));
  });

  it('saves once, however often it is asked while a result is on its way', async () => {
    const page = await formPage();
    const { form, answer } = page;
    let reply = () => {};
    answer.with = () => new Promise((resolve) => (reply = () => resolve({ status: 'confirmed', transport: 'fake' })));
    await choose(form, 'visa');
    const first = form.dispose();
    await form.updateComplete;
    const button = part<HTMLButtonElement>(form, '[part~=submit]');
    expect(button.getAttribute('aria-busy')).to.equal('true');
    button.click();
    expect(await form.dispose()).to.equal(undefined);
    await press('Control+Enter');
    await write(form, 'comment', 'lost with the clearing');
    await write(form, 'level1', 'lost as well');
    part(form, '#level1').click();
    await form.updateComplete;
    expect(part(form, '.popup').hidden).to.equal(true);
    expect(typed(form)).to.include({ comment: '', level1: 'Sale › Card › Visa' });
    form.dispositions = [];
    form.reset();
    expect(await form.dispose()).to.equal(undefined);
    expect(part(form, '[part~=status]').dataset['state']).to.equal('pending');
    reply();
    expect(await first).to.include({ status: 'confirmed' });
    expect(page.disposed).to.have.length(1);
  });

  it('is disabled with the reason where nothing can save a result', async () => {
    const client = clientOf(fakeTransport({ can: ['call'] }));
    const form = await mount<FormPage['form']>(
      html`<cti-disposition-form .dispositions=${tree}></cti-disposition-form>`,
      {
        client,
      },
    );
    const button = part<HTMLButtonElement>(form, '[part~=submit]');
    expect(button.disabled).to.equal(true);
    expect(textOf(part(form, '#why'))).to.equal('The fake cannot dispose.');
    expect(button.getAttribute('aria-describedby')).to.contain('why');
    await write(form, 'comment', 'x');
    await press('Control+Enter');
    expect(textOf(part(form, '[part~=status]'))).to.equal('');
  });

  it('is not saved again by a key that is held down', async () => {
    const { form, disposed } = await formPage();
    await choose(form, 'visa');
    part(form, '#comment').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, repeat: true, bubbles: true }),
    );
    expect(disposed).to.have.length(0);
  });

  it('gives the picker its own client', async () => {
    const page = await formPage();
    const own = clientOf(fakeTransport());
    page.form.client = own;
    await choose(page.form, 'call back');
    expect(part<PickerStub>(page.form, 'cti-schedule-picker').client).to.equal(own);
  });

  it('sets no inline style, so that a strict content policy lets all of it through', async () => {
    const { form } = await formPage();
    await write(form, 'level1', 'sale');
    expect(form.shadowRoot?.querySelectorAll('[style], style')).to.have.length(0);
  });
});
