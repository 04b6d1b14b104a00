import { expect } from 'chai';
import { html } from 'lit';
import { CtiError } from '../../../src/core/errors.js';
import { next, press } from '../elements.fixture.js';
import { choose, failing, formPage, has, part, textOf, typed, write } from './cti-disposition-form.fixture.js';

const one = { campaign: 'Sale->', guid: 'g-091000000', customer: '091000000' };
const two = { campaign: 'Support<-', guid: 'g-098765432', customer: '098765432' };
const visa = { type: 'dispose', level1: 'SALE', level2: 'Card', level3: 'V1' };

describe('cti-disposition-form and its call', () => {
  it('shows which call it is for, and follows the current one while nobody has begun to fill it in', async () => {
    const { form, learn, disposed } = await formPage();
    expect(textOf(part(form, '[part=call]'))).to.equal('Result of 091000000 Sale->');
    await learn('098765432', 'Support<-');
    expect(textOf(part(form, '[part=call]'))).to.equal('Result of 098765432 Support<-');
    expect(has(form, '[part=notice]')).to.equal(false);
    await choose(form, 'visa');
    await form.dispose();
    expect(disposed).to.deep.equal([{ ...visa, ...two }]);
  });

  for (const [field, begin] of [
    ['the result', 'level1'],
    ['the comment', 'comment'],
    ['data 1', 'data1'],
  ] as const) {
    it(`stays with the call it was begun for, and says so: begun with ${field}`, async () => {
      const { form, learn, disposed } = await formPage();
      await write(form, begin, 'v');
      await learn('098765432', 'Support<-');
      expect(textOf(part(form, '[part=call]'))).to.contain('091000000');
      const notice = textOf(part(form, '[part=notice]'));
      expect(notice).to.equal('Another call is here now. What you wrote stays with 091000000. Use it for 098765432');
      expect(part(form, '[part=notice]').closest('[role=status]')).not.to.equal(null);
      await choose(form, 'visa');
      await form.dispose();
      expect(disposed[0]).to.include({ ...visa, ...one });
      await form.updateComplete;
      expect(textOf(part(form, '[part=call]'))).to.contain('098765432');
      expect(has(form, '[part=notice]')).to.equal(false);
    });
  }

  it('changes over to the other call when the agent says so, by keyboard', async () => {
    const { form, learn, disposed } = await formPage();
    await choose(form, 'visa');
    await write(form, 'comment', 'Kept');
    await learn('098765432', 'Support<-');
    part(form, '[part=notice] button').focus();
    await press('Enter');
    await form.updateComplete;
    expect(has(form, '[part=notice]')).to.equal(false);
    expect(form.shadowRoot?.activeElement).to.equal(part(form, '#level1'));
    await form.dispose();
    expect(disposed).to.deep.equal([{ ...visa, ...two, comment: 'Kept' }]);
  });

  it('stays with its call through a result of which nobody knows, and the next try', async () => {
    const { form, learn, disposed, answer } = await formPage();
    answer.with = failing(new CtiError('TIMEOUT', 'No answer.'));
    await choose(form, 'visa');
    await form.dispose();
    await learn('098765432');
    await form.dispose();
    expect(disposed.map(({ guid }) => guid)).to.deep.equal(['g-091000000', 'g-091000000']);
  });

  it('sends for the call it was begun for when another one comes while the result is on its way', async () => {
    const { form, learn, disposed, answer } = await formPage();
    let reply = () => {};
    answer.with = () => new Promise((resolve) => (reply = () => resolve({ status: 'confirmed', transport: 'fake' })));
    await choose(form, 'visa');
    const done = form.dispose();
    await learn('098765432');
    await form.updateComplete;
    expect(has(form, '[part=notice]')).to.equal(false);
    expect(part(form, '[part~=submit]').getAttribute('aria-busy')).to.equal('true');
    reply();
    await done;
    await form.updateComplete;
    expect(disposed).to.deep.equal([{ ...visa, ...one }]);
    expect(textOf(part(form, '[part=call]'))).to.contain('098765432');
    expect(textOf(part(form, '[part~=status]'))).to.equal('The result is saved. 091000000 · Sale › Card › Visa');
  });

  it('does not give to the first call what was begun before any was known', async () => {
    const { form, learn, disposed } = await formPage({ call: false });
    await choose(form, 'visa');
    const failed = next(form, 'cti-error');
    await form.dispose();
    expect((await failed).error.field).to.equal('guid');
    expect(textOf(part(form, '#call'))).to.contain('No call is known yet.');
    expect(textOf(part(form, '#why'))).to.equal('A result needs a call with a number and a campaign.');
    expect(textOf(part(form, '[part~=status]'))).to.equal('A result needs a call with a number and a campaign.');
    expect(part<HTMLButtonElement>(form, '[part~=submit]').disabled).to.equal(true);
    await learn('091000000');
    await form.dispose();
    expect(disposed).to.have.length(0);
    expect(textOf(part(form, '[part=notice]'))).to.contain('What you wrote stays with no call.');
    part(form, '[part=notice] button').click();
    await form.updateComplete;
    await form.dispose();
    expect(disposed).to.deep.equal([{ ...visa, ...one }]);
  });

  it('lets go of a call once the form is empty again', async () => {
    const { form, learn } = await formPage();
    await write(form, 'comment', 'x');
    await press('Backspace');
    await learn('098765432');
    expect(textOf(part(form, '[part=call]'))).to.contain('098765432');
    await write(form, 'comment', 'x');
    await learn('091000000');
    form.reset();
    await form.updateComplete;
    expect(textOf(part(form, '[part=call]'))).to.contain('091000000');
  });

  it('takes guid, customer and campaign from its attributes first, else the call’s, and the session’s campaign last', async () => {
    const { form, learn, disposed } = await formPage({ campaign: 'Session->' });
    const save = async () => {
      await choose(form, 'visa');
      await form.dispose();
      await form.updateComplete;
    };
    await save();
    await learn('098765432', 'Support<-');
    await save();
    form.campaign = 'Own->';
    await save();
    Object.assign(form, { guid: 'g9', customer: '099', campaign: '' });
    await save();
    expect(disposed).to.deep.equal([
      { ...visa, ...one },
      { ...visa, ...two },
      { ...visa, ...two, campaign: 'Own->' },
      { ...visa, guid: 'g9', customer: '099', campaign: 'Session->' },
    ]);
  });

  it('stays with its call too when the page sets the attributes of another one', async () => {
    const { form, disposed } = await formPage({
      template: html`<cti-disposition-form guid="g1" customer="091"></cti-disposition-form>`,
    });
    form.campaign = 'Sale->';
    await choose(form, 'visa');
    Object.assign(form, { guid: 'g2', customer: '098' });
    await form.dispose();
    expect(disposed).to.deep.equal([{ ...visa, guid: 'g1', customer: '091', campaign: 'Sale->' }]);
  });

  it('does not mix the number of the current call into another one that the page names', async () => {
    const { form, disposed } = await formPage({
      template: html`<cti-disposition-form guid="g7" campaign="C->"></cti-disposition-form>`,
    });
    await choose(form, 'visa');
    await form.dispose();
    expect(disposed).to.have.length(0);
    expect(textOf(part(form, '[part=call]'))).to.equal('Result of g7 C->');
    expect(part<HTMLButtonElement>(form, '[part~=submit]').disabled).to.equal(true);
    expect(typed(form)).to.include({ level1: 'Sale › Card › Visa' });
  });

  it('says before saving that the number goes on the do-not-call list', async () => {
    const { form } = await formPage();
    await choose(form, 'not to be called');
    expect(textOf(part(form, '#consequence'))).to.equal('Saving this puts 091000000 on the do-not-call list.');
    expect(part(form, '#consequence').getAttribute('aria-live')).to.equal('polite');
    expect(part(form, '[part~=submit]').getAttribute('aria-describedby')).to.contain('consequence');
    await choose(form, 'visa');
    expect(textOf(part(form, '#consequence'))).to.equal('');
  });
});
