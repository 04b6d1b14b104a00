import { expect } from 'chai';
import { CtiError, type CtiErrorCode } from '../../../src/core/errors.js';
import { next, press } from '../elements.fixture.js';
import { call, choose, failing, formPage, has, part, textOf, typed, write } from './cti-disposition-form.fixture.js';
import { at, pickerField, writeCallback } from './picker-stub.js';

describe('cti-disposition-form and what it refuses or cannot save', () => {
  for (const [text, words] of [
    ['Sale', '“Sale” has further levels: choose Card, Cash.'],
    ['sale › card', '“Sale › Card” has further levels: choose Visa, Crédito.'],
    ['card', '“Sale › Card” has further levels: choose Visa, Crédito.'],
    ['vis', '“vis” is no result: choose one from the list.'],
    ['bitcoin', '“bitcoin” is no result: choose one from the list.'],
    ['', 'Choose a result.'],
  ] as const) {
    it(`refuses what is not a leaf before any byte, beside the field: “${text}”`, async () => {
      const { form, disposed } = await formPage();
      if (text) await write(form, 'level1', text);
      await write(form, 'comment', 'Kept');
      const failed = next(form, 'cti-error');
      expect(await form.dispose()).to.equal(undefined);
      const { error } = await failed;
      expect([error.code, error.field]).to.deep.equal(['INVALID', 'level1']);
      expect(error.message).to.contain(words);
      expect(disposed).to.have.length(0);
      const field = part<HTMLInputElement>(form, '#level1');
      expect(textOf(part(form, '#level1-problem'))).to.equal(error.message);
      expect(field.getAttribute('aria-invalid')).to.equal('true');
      expect(field.getAttribute('aria-describedby')).to.contain('level1-problem');
      expect(form.shadowRoot?.activeElement).to.equal(field);
      expect(typed(form)).to.include({ level1: text, comment: 'Kept' });
    });
  }

  it('keeps a refusal until what it is about is changed', async () => {
    const { form } = await formPage();
    await choose(form, 'cash');
    await form.dispose();
    expect(textOf(part(form, '#comment-problem'))).to.equal('This result needs a comment.');
    expect(form.shadowRoot?.activeElement).to.equal(part(form, '#comment'));
    await write(form, 'data1', 'x');
    part(form, '#level1').focus();
    await press('ArrowDown');
    await press('Escape');
    expect(part(form, '#comment').getAttribute('aria-invalid')).to.equal('true');
    await write(form, 'comment', 'y');
    expect(part(form, '#comment').getAttribute('aria-invalid')).to.equal('false');
  });

  it('asks for a comment that says something', async () => {
    const page = await formPage();
    await choose(page.form, 'cash');
    expect(textOf(part(page.form, '[for=comment]'))).to.equal('Comment (required)');
    await write(page.form, 'comment', '   ');
    expect(await page.form.dispose()).to.equal(undefined);
    await write(page.form, 'comment', 'paid');
    await page.form.dispose();
    expect(page.disposed).to.deep.equal([
      { type: 'dispose', ...call, level1: 'SALE', level2: 'Cash', comment: '   paid' },
    ]);
  });

  for (const words of ['call back', 'thinks']) {
    it(`does not promise a callback without a time: ${words} [C-089]`, async () => {
      const page = await formPage();
      await choose(page.form, words);
      await write(page.form, 'comment', 'c');
      await write(page.form, 'callbackCampaign', 'Back->');
      await writeCallback(page, '2031-05-06');
      const failed = next(page.form, 'cti-error');
      expect(await page.form.dispose()).to.equal(undefined);
      expect((await failed).error.field).to.equal('callbackAt');
      expect(page.form.shadowRoot?.activeElement?.localName).to.equal('cti-schedule-picker');
      expect(pickerField(page).value).to.equal('2031-05-06');
      await writeCallback(page, ' 15:00:00');
      await page.form.dispose();
      expect(page.disposed[0]).to.include({ callbackAt: at, callbackCampaign: 'Back->', comment: 'c' });
    });
  }

  it('shows the callback only for a result that has one, and does not send it with another [C-089]', async () => {
    const page = await formPage();
    expect(part(page.form, '.callback').offsetHeight).to.equal(0);
    await choose(page.form, 'call back');
    await writeCallback(page);
    await write(page.form, 'callbackCampaign', 'Back->');
    await choose(page.form, 'visa');
    expect(part(page.form, '.callback').offsetHeight).to.equal(0);
    await page.form.dispose();
    expect(page.disposed).to.deep.equal([{ type: 'dispose', ...call, level1: 'SALE', level2: 'Card', level3: 'V1' }]);
  });

  it('keeps a chosen callback for the agent who comes back to such a result, and none for the next call', async () => {
    const page = await formPage();
    await choose(page.form, 'call back');
    await writeCallback(page);
    await choose(page.form, 'visa');
    await choose(page.form, 'call back');
    expect(pickerField(page).value).to.equal(at);
    await page.form.dispose();
    await page.form.updateComplete;
    await choose(page.form, 'call back');
    expect(pickerField(page).value).to.equal('');
  });

  for (const code of ['REJECTED', 'UNAUTHORIZED', 'TIMEOUT', 'UNREACHABLE', 'PROTOCOL'] satisfies CtiErrorCode[]) {
    it(`keeps everything that was typed after ${code}`, async () => {
      const page = await formPage();
      const { form, answer } = page;
      answer.with = failing(new CtiError(code, `It said ${code}.`, { transport: 'fake' }));
      await choose(form, 'thinks');
      await writeCallback(page);
      for (const id of ['callbackCampaign', 'comment', 'data1', 'data2']) await write(form, id, `my ${id}`);
      const before = typed(form);
      expect(await form.dispose()).to.equal(undefined);
      expect(typed(form)).to.deep.equal(before);
      expect(before).to.deep.equal({
        ...{ level1: 'Thinks it over', callbackAt: at, callbackCampaign: 'my callbackCampaign' },
        ...{ comment: 'my comment', data1: 'my data1', data2: 'my data2' },
      });
      expect(textOf(part(form, '[part~=status]'))).to.equal(`It said ${code}.`);
      answer.with = async () => ({ status: 'confirmed', transport: 'fake' });
      await form.dispose();
      expect(page.disposed).to.have.length(2);
      expect(page.disposed[0]).to.deep.equal(page.disposed[1]);
    });
  }

  it('keeps everything when the page cancels', async () => {
    const { form, disposed } = await formPage();
    await choose(form, 'visa');
    form.addEventListener('cti-request', (event) => event.preventDefault());
    expect(await form.dispose()).to.equal(undefined);
    expect(disposed).to.have.length(0);
    expect(typed(form)).to.include({ level1: 'Sale › Card › Visa' });
  });
});
